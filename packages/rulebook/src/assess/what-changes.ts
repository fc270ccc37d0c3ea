/** What would change a finding: each fact turned to its other values, one at a time, and what the rulebook then says. */
import { addDays, type IsoDay } from '../calendar/days.ts';
import type { Rulebook } from '../rulebook.ts';
import type { Assessment, Outcome } from './answer.ts';
import { factOrder } from './compile.ts';
import { type FactValue, type OpenFact, openFacts } from './fact-list.ts';
import { type Facts, readPlainFact } from './facts.ts';

/** One fact, otherwise: what the answer becomes. */
export interface WhatIf {
  readonly fact: OpenFact;
  readonly value: FactValue<OpenFact>;
  readonly outcome: Outcome;
  readonly rows: readonly string[];
  readonly provisions: readonly string[];
}

/**
 * The known facts on which the finding hangs, in the order of the contract. A fact that is not known is asked for by the assessment itself. The
 * phase is turned by moving the day to the day of determination or the day before it.
 */
export function whatWouldChange(facts: Facts, rulebook: Pick<Rulebook, 'assess' | 'findElection'>): readonly WhatIf[] {
  const now = rulebook.assess(facts);
  if (now.outcome === 'out-of-scope' || now.outcome === 'not-covered') return [];
  return factOrder.flatMap((fact) =>
    openFacts[fact].flatMap((value): readonly WhatIf[] => {
      const changed = withFact(facts, fact, value, now, rulebook);
      if (changed === undefined) return [];
      const { outcome, rows, provisions } = rulebook.assess(changed);
      if (outcome === 'not-covered') return [];
      const then = { outcome, rows: rows.map(({ id }) => id), provisions: provisions.map(({ id }) => id) };
      return sameAnswer(now, then) ? [] : [{ fact, value, ...then }];
    }),
  );
}

function sameAnswer(now: Assessment, then: Pick<WhatIf, 'outcome' | 'rows' | 'provisions'>): boolean {
  return (
    now.outcome === then.outcome &&
    now.rows.map(({ id }) => id).join() === then.rows.join() &&
    now.provisions.map(({ id }) => id).join() === then.provisions.join()
  );
}

/** The same facts with a known one turned to another value; undefined when it is not known or has that value already. */
function withFact(
  facts: Facts,
  fact: OpenFact,
  value: FactValue<OpenFact>,
  now: Assessment,
  rulebook: Pick<Rulebook, 'findElection'>,
): Facts | undefined {
  if (fact === 'phase') {
    if (now.phase === null || now.phase === value) return undefined;
    const on = dayOfOtherPhase(facts, rulebook);
    return on === undefined ? undefined : { ...facts, act: { ...facts.act, on } };
  }
  const is = readPlainFact[fact](facts);
  if (is === undefined || is === value) return undefined;
  const [group, field] = fact.split('.');
  if (field === undefined) return undefined;
  switch (group) {
    case 'act':
      return { ...facts, act: { ...facts.act, [field]: value } };
    case 'actor':
      return { ...facts, actor: { ...facts.actor, [field]: value } };
    default:
      return { ...facts, contest: { ...facts.contest, [field]: value } };
  }
}

function dayOfOtherPhase({ act, contest }: Facts, rulebook: Pick<Rulebook, 'findElection'>): IsoDay | undefined {
  const contests = rulebook.findElection(contest?.election ?? '')?.contests ?? [];
  const days = contests
    .filter(({ id }) => contest?.contest === undefined || id === contest.contest)
    .map((one) => one.determinedOn);
  const [first, last] = [days.reduce(earlier, days[0] ?? ''), days.reduce(later, '')];
  if (first === '' || last === '') return undefined;
  return act.on < first ? last : addDays(first, -1);
}

function earlier(a: IsoDay, b: IsoDay): IsoDay {
  return a < b ? a : b;
}

function later(a: IsoDay, b: IsoDay): IsoDay {
  return a > b ? a : b;
}
