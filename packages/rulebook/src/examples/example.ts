/**
 * Worked examples that a lawyer can read and sign off: what is given, in plain words and as facts, and what the rulebook answers. Every row has at
 * least one example of a breach, one near miss and one in which something is not known; a norm without examples does not compile.
 */
import type { Outcome } from '../assess/answer.ts';
import type { AskedFact } from '../assess/fact-list.ts';
import type { ActFacts, ActorFacts, ContestFacts, Facts } from '../assess/facts.ts';
import type { ProvisionId } from '../instruments/pp-94-2021.ts';
import type { RowId } from '../instruments/rows.ts';

export interface Example {
  readonly shows: 'violation' | 'near-miss' | 'unknown';
  /** What happened, in plain Indonesian. */
  readonly given: string;
  /** The same in English. */
  readonly en: string;
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly rows: readonly RowId[];
  readonly provisions: readonly ProvisionId[];
  /** The questions that matter, most decisive first; for an answer that needs more facts. */
  readonly asks?: readonly AskedFact[];
}

/** A day before, and a day after, the determination of the candidates of Pilkada 2024 (22 September 2024). */
export const before = '2024-08-20';
export const after = '2024-10-03';

type Rest = {
  readonly act?: Omit<ActFacts, 'kind' | 'on'>;
  readonly actor?: Partial<ActorFacts>;
  readonly contest?: ContestFacts;
};

/** Facts of a PNS about a person who stands in Pilkada 2024, unless said otherwise. */
export function facts(kind: ActFacts['kind'], on: string, { act, actor, contest }: Rest = {}): Facts {
  return {
    act: { kind, on, ...act },
    actor: { status: 'pns', ...actor },
    contest: contest ?? { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' },
  };
}

/** The same with the election not known. */
export const someElection: ContestFacts = { beneficiary: 'person' };
/** The same with nobody named who benefits. */
export const whoBenefits: ContestFacts = { election: 'pilkada-2024' };

type Answer = Omit<Example, 'shows' | 'given' | 'en' | 'facts'>;

/** A breach of these rows and provisions. */
export function breach(rows: readonly RowId[], provisions: readonly ProvisionId[] = []): Answer {
  return { outcome: 'violation', rows, provisions };
}

/** No breach: this outcome. */
export function outcome(name: Outcome): Answer {
  return { outcome: name, rows: [], provisions: [] };
}

/** These questions matter, in this order; the provisions are certain already. */
export function asks(questions: readonly AskedFact[], provisions: readonly ProvisionId[] = []): Answer {
  return { outcome: 'more-facts-needed', rows: [], provisions, asks: questions };
}
