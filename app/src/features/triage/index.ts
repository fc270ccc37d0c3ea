/** The door of triage: which kinds of act an account seems to tell of. Browser-safe: nothing here reads a file or the clock. */
import { storedModel } from './model.generated.ts';
import { createTriage, type TriageAct, type TriageAnswer } from './triage.ts';

export type { StoredModel } from './model.ts';
export { triageBatch, triageText } from './triage-command.ts';
export { createTriage, type TriageAct, type TriageAnswer };

/**
 * What an account in Indonesian seems to be about. A suggestion, never a finding: the reporter or the officer decides.
 * @param text any string; for one without a word the answer has no acts
 */
export const triage: (text: string) => TriageAnswer = createTriage(storedModel);
