/**
 * The shape of an edge case: a question as people ask it, answered in plain words from what the sources say. It is help for a reader, never a
 * finding: a finding comes from `assess`. Where the two differ, `assess` follows the contract and `note` says why.
 */
import type { Outcome } from '../assess/answer.ts';
import type { ActKind } from '../assess/fact-list.ts';
import type { ActFacts, ActorFacts, ContestFacts, Facts } from '../assess/facts.ts';
import type { InstrumentId } from '../instruments/instruments.ts';
import type { ProvisionId } from '../instruments/pp-94-2021.ts';
import type { ReadingId } from '../instruments/readings.ts';
import type { RowId } from '../instruments/rows.ts';
import type { Bilingual, Confidence, Source } from '../text.ts';

/** One set of facts for the question, with what the rulebook answers. Lists that are left out are empty. */
export interface EdgeExample {
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly rows?: readonly RowId[];
  readonly provisions?: readonly ProvisionId[];
}

export interface EdgeCase {
  readonly id: `edge-${number}`;
  readonly question: Bilingual;
  readonly answer: 'breach' | 'allowed' | 'depends' | 'disputed';
  readonly says: Bilingual;
  /** Exactly for `depends`: on what. */
  readonly dependsOn?: Bilingual;
  /** What one can do instead without any doubt. */
  readonly safe?: Bilingual;
  /** Rows, provisions and readings that the answer speaks of. */
  readonly rules: readonly (RowId | ProvisionId | ReadingId)[];
  /** Instruments beside those of the rules. */
  readonly instruments?: readonly InstrumentId[];
  readonly sources: readonly Source[];
  readonly confidence: Confidence;
  readonly acts: readonly ActKind[];
  /** Where `assess` answers otherwise than the sentence above, and why. */
  readonly note?: Bilingual;
  readonly examples?: readonly EdgeExample[];
}

/** A day before, and a day after, the determination of the candidates of Pilkada 2024 (22 September 2024). */
export const before = '2024-08-20';
export const after = '2024-10-03';

interface Rest {
  readonly act?: Omit<ActFacts, 'kind' | 'on'>;
  readonly actor?: Partial<ActorFacts>;
  readonly beneficiary?: NonNullable<ContestFacts['beneficiary']>;
}

/** Facts of a PNS about a person who stands in Pilkada 2024, unless said otherwise. */
export function facts(kind: ActKind, on: string, { act, actor, beneficiary = 'person' }: Rest = {}): Facts {
  return {
    act: { kind, on, ...act },
    actor: { status: 'pns', ...actor },
    contest: { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary },
  };
}

/** Somebody who is there and does nothing else. */
export const onlooker = {
  activeSupport: false,
  attributes: 'none',
  mobilisesCivilServants: false,
  stateFacility: false,
  onDuty: false,
} as const satisfies Rest['act'];
