/** The door of guidance: what the law says, for the command line and for whoever asks "Bolehkah saya…?". */
import type { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { type GuidanceDeps, guidanceRoutes } from './guidance-routes.tsx';

export { assessCommand, type CommandResult, deadlineBatch, deadlineCommand, ruleCommand } from './cli-law.ts';
export type { GuidanceDeps } from './guidance-routes.tsx';
export { type SuggestedSituation, suggestedSituations } from './suggestions.ts';
export { guidancePath } from './view.ts';

export interface GuidanceFeature {
  readonly routes: Hono<Env>;
}

export function guidanceFeature(platform: Platform, deps: GuidanceDeps): GuidanceFeature {
  return { routes: guidanceRoutes(platform, deps) };
}
export { guidanceOperations } from './guidance-api.ts';
export {
  AssessmentShape,
  actFields,
  actorFields,
  actorStatus,
  assessmentBody,
  beneficiary,
  FactsShape,
} from './law-shapes.ts';
