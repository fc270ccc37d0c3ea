/** The door of shared work: search, saved searches, notes of an office, assignments, activity. */
import type { Hono } from 'hono';
import { z } from 'zod';
import type { Operation } from '../../platform/api/index.ts';
import type { Counted, Counters } from '../../platform/db/counts.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import type { OnLeave } from '../accounts/index.ts';
import { type CasePanel, type CasesFeature, mayRead, ownBodies } from '../cases/index.ts';
import { freshCount } from './activity.ts';
import { casePanels } from './case-panels.tsx';
import { deskWorkOperations } from './desk-work-api.ts';
import { deskWorkRoutes } from './desk-work-routes.tsx';
import { type DeskWorkService, deskWorkService, TELL_QUEUE } from './desk-work-service.ts';
import { deskWorkWords } from './words.ts';

export { assigneesOf } from './assignments.ts';
export type { DeskWorkService } from './desk-work-service.ts';

export interface DeskWorkFeature {
  readonly service: DeskWorkService;
  readonly routes: Hono<Env>;
  readonly operations: readonly Operation[];
  /** Notes of the office, and who looks after the case. */
  readonly panels: readonly CasePanel[];
  counters(member: Member): Counters;
  navFor(member: Member, lang: Language, counted: Counted): readonly NavItem[];
}

/** What is told to whom; ids only. */
const Tell = z.strictObject({ userId: z.uuid(), about: z.string().min(1).max(200) });

export interface DeskWorkOptions {
  readonly cases: Pick<CasesFeature, 'readModel' | 'service' | 'search' | 'findWorkers'>;
  /** Registers what ends when a person leaves. */
  readonly onLeave: (end: OnLeave) => void;
}

export function deskWorkFeature(platform: Platform, { cases, onLeave }: DeskWorkOptions): DeskWorkFeature {
  const { db, jobs, mail } = platform;
  const service = deskWorkService({
    platform,
    readModel: cases.readModel,
    index: cases.search,
    findWorkers: cases.findWorkers,
  });
  onLeave((tx, userId) => service.endFor(tx, userId));

  // Each search catches up by itself; this is for the rest, and for alerts.
  jobs.define('search-index', { cron: '* * * * *', retryLimit: 1 }, async () => {
    await cases.search.update();
  });
  jobs.define('saved-search-now', { cron: '*/5 * * * *', retryLimit: 1 }, async () => {
    await service.lookForMatches(false);
  });
  jobs.define('saved-search-daily', { cron: '0 6 * * *', retryLimit: 2 }, async () => {
    await service.lookForMatches(true);
  });
  jobs.define(TELL_QUEUE, { batch: 50 }, async (data) => {
    for (const item of data) {
      const { userId, about } = Tell.parse(item);
      await runAs(db, { kind: 'system' }, (tx) =>
        mail.queue(tx, { to: userId, template: 'work-waiting', dedupeKey: about }),
      );
    }
  });

  return {
    service,
    routes: deskWorkRoutes(platform, { service, cases }),
    operations: deskWorkOperations(platform, { service, cases }),
    panels: casePanels(service),
    counters: (member) => (mayRead(member) ? { fresh: freshCount } : {}),
    navFor: (member, lang, counted) => {
      if (!mayRead(member)) return [];
      const words = deskWorkWords(lang);
      const fresh = counted('fresh');
      return [
        { href: '/cari', label: words.nav.search, count: null, current: false },
        { href: '/aktivitas', label: words.nav.activity, count: fresh, current: false },
        ...(ownBodies(member).length === 0
          ? []
          : [{ href: '/pembagian', label: words.loads.title, count: null, current: false }]),
      ];
    },
  };
}
