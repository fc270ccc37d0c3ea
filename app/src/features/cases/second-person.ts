/**
 * What one person does not do alone: make a matter go away. Rules of this platform, not of the law: our sources say that a plenary decides and
 * that a reporter may complete a report, not by how many hands it is written down. A lawful way stays open to an office with one person.
 */
import type { Actor, CaseAction, CaseState, RefusalKind } from './case.ts';

/** Why the action needs another person; null when it does not. Who acted is unknown for what was brought in from elsewhere: then nothing is refused. */
export function aloneRefusal(
  state: CaseState,
  action: CaseAction,
  { userId }: Pick<Actor, 'userId'>,
): RefusalKind | null {
  switch (action.type) {
    // A named report loses its limit and leaves the queue: two people have looked at it. What is incomplete may be asked for, and lapses.
    case 'keep-as-information':
      return state.origin === 'laporan' && !state.people.some((person) => person !== userId) ? 'shelve-alone' : null;
    // Whoever wrote the study does not end the case as well, unless the record of the plenary was issued.
    case 'conclude':
      return !action.proven && state.plenaryRecord !== true && state.studiedBy !== null && state.studiedBy === userId
        ? 'plenary-alone'
        : null;
    // Asking again and again would keep a report from ever being judged.
    case 'request-completion':
      return state.completionAskedBy !== null && state.completionAskedBy === userId ? 'asked-before' : null;
    default:
      return null;
  }
}
