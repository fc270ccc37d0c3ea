/** The door of asking: private questions about one's own plans, their answers with a limit, and answers published without identity. */
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { sql } from 'kysely';
import type { Operation } from '../../platform/api/index.ts';
import type { Counted, Counters } from '../../platform/db/counts.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem, PageContext } from '../../ui/index.ts';
import { membershipsFor } from '../accounts/index.ts';
import { type AdviceService, adviceService } from './advice-service.ts';
import { answerOperations } from './ask-api.ts';
import { AnswersOfRule } from './ask-pages.tsx';
import { askRoutes } from './ask-routes.tsx';
import { deskPath } from './desk-pages.tsx';
import { adviserRoles, deskRoutes } from './desk-routes.tsx';
import { askWords } from './words.ts';

export { seedAdvice } from './advice-demonstration.ts';
export type { AdviceService } from './advice-service.ts';
export { isAskForm } from './ask-routes.tsx';

/** Days after the answer, or after sending where nobody answers, until a question is deleted; the register of retention says the same. */
export interface AskOptions {
  readonly keptDays: number;
}

export interface AskFeature {
  readonly service: AdviceService;
  readonly routes: Hono<Env>;
  readonly operations: readonly Operation[];
  counters(member: Member): Counters;
  navFor(member: Member, lang: Language, counted: Counted): readonly NavItem[];
  /** What offices answered about a rule, for its page; null where nothing was. */
  besideRule(page: PageContext, rule: string): Promise<ReturnType<FC> | null>;
}

/** Waiting questions of the offices the person advises at; answered ones are done. */
const waiting = sql<number>`select count(*) from advice_question q where q.answered_on is null`;

export function askFeature(platform: Platform, { keptDays }: AskOptions): AskFeature {
  const service = adviceService(platform);
  const routes = new Hono<Env>();
  routes.route('/', askRoutes(platform, service, keptDays));
  routes.route('/', deskRoutes(platform, service));
  const advises = (member: Member): boolean => membershipsFor(member, adviserRoles).length > 0;
  return {
    service,
    routes,
    operations: answerOperations(service),
    counters: (member) => (advises(member) ? { questions: waiting } : {}),
    navFor: (member, lang, counted) => {
      if (!advises(member)) return [];
      const open = counted('questions');
      return [{ href: deskPath, label: askWords(lang).nav, count: open === 0 ? null : open, current: false }];
    },
    besideRule: async (page, rule) => {
      const answers = await service.published({ rule, most: 10 });
      return answers.length === 0 ? null : AnswersOfRule({ page, answers });
    },
  };
}
