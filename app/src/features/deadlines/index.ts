/** The door of clocks in sight: warnings, limits that stand still, who is away and who leads, the overview of limits and its calendar. */
import type { Hono } from 'hono';
import type { Operation } from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { findAdministrators, membershipsFor } from '../accounts/index.ts';
import { type CasePanel, type CasesFeature, mayRead } from '../cases/index.ts';
import { workplaces } from './attendance-read.ts';
import { deadlinePanel } from './case-limits-page.tsx';
import { deadlineRoutes } from './deadline-routes.tsx';
import { type DeadlineService, deadlineService } from './deadline-service.ts';
import { deadlineOperations } from './deadlines-api.ts';
import { type AssigneesOf, WARN_CRON, WARN_QUEUE, warningService } from './warning-service.ts';
import { deadlineWords } from './words.ts';

export { headedBy } from './attendance-read.ts';
export { type Calendar, type CalendarEvent, writeCalendar } from './ics.ts';
export { leadersOf } from './warning-service.ts';

export interface DeadlinesOptions {
  readonly cases: Pick<CasesFeature, 'readModel' | 'service' | 'findWorkers'>;
  readonly assigneesOf: AssigneesOf;
}

export interface DeadlinesFeature {
  readonly service: DeadlineService;
  readonly routes: Hono<Env>;
  readonly panel: CasePanel;
  readonly operations: readonly Operation[];
  navFor(member: Member, lang: Language): readonly NavItem[];
  /** Lets go on what stood still until today, and gives the warnings whose time has come, as the job does. */
  warn(signal?: AbortSignal): Promise<number>;
  /** A person who leaves: the calendar address stops working. Run as the system. */
  leave(tx: Tx, userId: string): Promise<void>;
}

export function deadlinesFeature(platform: Platform, options: DeadlinesOptions): DeadlinesFeature {
  const { cases, assigneesOf } = options;
  const service = deadlineService(platform);
  const warnings = warningService(platform, { assigneesOf, findWorkers: cases.findWorkers, findAdministrators });
  platform.jobs.define(WARN_QUEUE, { cron: WARN_CRON, batch: 50, retryLimit: 2 }, async (_, signal) => {
    await warnings.warn(signal);
  });
  return {
    service,
    routes: deadlineRoutes({ platform, service, cases, assigneesOf }),
    panel: deadlinePanel,
    operations: deadlineOperations(platform, { service, cases }),
    warn: warnings.warn,
    leave: async (tx, userId) => {
      await tx.deleteFrom('calendar_feed').where('user_id', '=', userId).execute();
    },
    navFor: (member, lang) => {
      if (member.mustEnrol) return [];
      const words = deadlineWords(lang);
      const item = (href: string, label: string): NavItem => ({ href, label, count: null, current: false });
      return [
        ...(mayRead(member) ? [item('/batas', words.nav)] : []),
        ...(workplaces(member).length > 0 ? [item('/kantor/kehadiran', words.navAway)] : []),
        ...(membershipsFor(member, ['admin']).length > 0 ? [item('/admin/pimpinan', words.navPosts)] : []),
      ];
    },
  };
}
