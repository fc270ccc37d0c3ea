/** The door of casework: cases from intake to decision, their steps, limits and hand-overs. */

import type { Platform } from '../../platform/platform.ts';
import { type CaseReadModel, caseReadModel } from './case-read-model.ts';
import { type CaseService, caseService } from './case-service.ts';

export { type CaseAction, type CaseStatus, type EventKind, eventKinds, type Stage, stages } from './case.ts';
export { mayRead } from './case-permissions.ts';
export type { CaseReadModel } from './case-read-model.ts';
export type { CaseService, NewReportCase } from './case-service.ts';

export interface CasesFeature {
  readonly service: CaseService;
  readonly readModel: CaseReadModel;
}

export function casesFeature(platform: Platform): CasesFeature {
  const service = caseService({
    db: platform.db,
    legalClock: platform.legalClock,
    uuid: platform.uuid,
    random: platform.random,
    keys: platform.keys,
  });
  return { service, readModel: caseReadModel(platform.db, platform.keys) };
}
