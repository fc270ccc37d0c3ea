/**
 * Which two administrators may recover an account together. Recovery gives somebody every way into an account; that it takes two is worth nothing
 * when one person can be both. An administrator can invite another self within minutes, so:
 *
 * 1. Both have administered for a week. A new administrator stands in the list for that long, where the others see it. The very first one of an
 *    instance need not wait: there was nobody who could have made a second self of somebody else.
 * 2. Neither of them invited the other, be it the first one.
 * 3. Where there is nobody else to ask, since apart from the person concerned these two are all there are, the one who was invited must have
 *    administered for thirty days instead. Otherwise an instance of two would have no recovery at all.
 *
 * Pure: no clock, no database. The pages say the same in words (people-words.ts); when no two may yet, the operator at the server does it.
 */
export const ADMIN_DAYS = 7;
export const INVITED_DAYS = 30;
/** A proposal that nobody confirmed by then is proposed again: what was true of the person may not be any more. */
export const PROPOSAL_DAYS = 3;

export interface Administrator {
  readonly userId: string;
  /** For how many days the person has administered. */
  readonly days: number;
  /** The first one of the instance. */
  readonly first: boolean;
  /** Who invited to the duty; empty: the system or the provider of single sign-on. */
  readonly invitedBy: readonly string[];
}

/** `new`: rule 1. `invited`: rule 2. `invited-new`: rule 3. */
export type PairProblem = 'new' | 'invited' | 'invited-new';

/** @param all today's administrators apart from the person concerned; the two are among them */
export function pairProblem(
  one: Administrator,
  other: Administrator,
  all: readonly Administrator[],
): PairProblem | null {
  if ([one, other].some((admin) => !admin.first && admin.days < ADMIN_DAYS)) return 'new';
  const invited = [one, other].filter((admin, at) => admin.invitedBy.includes((at === 0 ? other : one).userId));
  if (invited.length === 0) return null;
  if (all.length > 2) return 'invited';
  return invited.some((admin) => admin.days < INVITED_DAYS) ? 'invited-new' : null;
}

/** Whether any two of them may do it together. */
export function somePairMay(all: readonly Administrator[]): boolean {
  return all.some((one, at) => all.slice(at + 1).some((other) => pairProblem(one, other, all) === null));
}
