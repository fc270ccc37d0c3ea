/** The door of personal data: the register, the notice, requests, incidents, the watch over reading, retention. */
import { Hono } from 'hono';
import type { Counted, Counters } from '../../platform/db/counts.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { membershipsFor } from '../accounts/index.ts';
import type { OwnFileService } from '../accused/index.ts';
import type { CasesFeature } from '../cases/index.ts';
import type { EvidenceService } from '../evidence/index.ts';
import { incidentRoutes } from './incidents/incident-routes.tsx';
import { type IncidentService, incidentService } from './incidents/incident-service.ts';
import { incidentWords } from './incidents/incident-words.ts';
import { noticeRoutes } from './notice/notice-routes.tsx';
import { readingPath } from './reading-watch/reading-place.ts';
import { readingRoutes } from './reading-watch/reading-routes.tsx';
import { type ReadingWatch, readingWatch, unlookedCount } from './reading-watch/reading-watch.ts';
import { readingWords } from './reading-watch/reading-words.ts';
import { mayAnswer, requestRoutes } from './requests/request-routes.tsx';
import { type RequestService, requestService, waitingCount } from './requests/request-service.ts';
import { requestWords } from './requests/request-words.ts';
import { type DisposalService, disposalService } from './retention/disposal-service.ts';
import { retentionRoutes } from './retention/retention-routes.tsx';
import { retentionWords } from './retention/retention-words.ts';

export { columnEntries, registerVersion } from './register/register.ts';
export { retentions } from './register/retentions.ts';

/** Queues: what is due is disposed of at night, incidents are looked at every hour. */
const DISPOSE = 'privacy-dispose';
const WARN = 'privacy-incident-warn';
const READING = 'privacy-reading-watch';

export interface PrivacyFeature {
  readonly routes: Hono<Env>;
  readonly requests: RequestService;
  readonly incidents: IncidentService;
  readonly disposal: DisposalService;
  readonly reading: ReadingWatch;
  counters(member: Member): Counters;
  navFor(member: Member, lang: Language, counted: Counted): readonly NavItem[];
}

export interface PrivacyOptions {
  readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
  readonly evidence: EvidenceService;
  readonly ownFiles: OwnFileService;
}

export function privacyFeature(platform: Platform, { cases, evidence, ownFiles }: PrivacyOptions): PrivacyFeature {
  const requests = requestService(platform);
  const incidents = incidentService(platform);
  const disposal = disposalService(platform, evidence);
  const reading = readingWatch(platform);
  platform.jobs.define(DISPOSE, { cron: '40 2 * * *' }, async () => {
    for (const { kind, howMany } of await disposal.run())
      platform.log.info({ event: 'disposed', name: kind, count: howMany });
  });
  platform.jobs.define(WARN, { cron: '20 * * * *' }, async () => {
    await incidents.warn();
  });
  platform.jobs.define(READING, { cron: '10 * * * *' }, async () => {
    const raised = await reading.watch();
    if (raised > 0) platform.log.warn({ event: 'unusual-reading', count: raised });
  });
  const routes = new Hono<Env>();
  routes.route('/', noticeRoutes(platform));
  routes.route('/', requestRoutes({ platform, requests, ownFiles }));
  routes.route('/', incidentRoutes(platform, incidents));
  routes.route('/', readingRoutes(platform, reading));
  routes.route('/', retentionRoutes({ platform, cases, disposal }));
  return {
    routes,
    requests,
    incidents,
    disposal,
    reading,
    counters: (member) => ({
      ...(!member.mustEnrol && mayAnswer(member) ? { requests: waitingCount } : {}),
      ...(!member.mustEnrol && membershipsFor(member, ['admin']).length > 0 ? { reading: unlookedCount } : {}),
    }),
    navFor: (member, lang, counted) => {
      const item = (href: string, label: string, count: number | null = null): NavItem => ({
        href,
        label,
        count,
        current: false,
      });
      const items: NavItem[] = [];
      if (!member.mustEnrol && mayAnswer(member)) {
        const waiting = counted('requests');
        const admin = membershipsFor(member, ['admin']).length > 0;
        // For officers it is rare: the place appears when something waits.
        if (admin || waiting > 0) items.push(item('/privasi/antrean', requestWords(lang).queue.title, waiting));
        if (admin)
          items.push(
            item('/admin/insiden', incidentWords(lang).title),
            item(readingPath, readingWords(lang).title, counted('reading')),
            item('/admin/penghapusan', retentionWords(lang).admin.title),
          );
      }
      return items;
    },
  };
}
