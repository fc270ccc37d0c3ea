/** Makes one event of a case. Apart from `case.ts`, so that what decides of a part of the way does not lean on the whole. */
import type { CaseEvent, CaseStatus, ClockChange, EventKind, StepContent } from './case.ts';

export const noClocks: ClockChange = { end: [], how: 'met', start: [] };

/** Most events leave limits and office as they are. */
export const caseStep = (
  kind: EventKind,
  statusAfter: CaseStatus,
  content: StepContent | null,
  clocks: ClockChange = noClocks,
  toBodyId: string | null = null,
): CaseEvent => ({ kind, statusAfter, toBodyId, content, clocks });
