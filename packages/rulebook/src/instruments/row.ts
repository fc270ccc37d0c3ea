/** The shape of a row of a decree: one norm, with its citation, its days and how sure we are of each part. */
import type { Bilingual, Confidence, InForce, Source } from '../text.ts';
import type { Application } from './rule.ts';
import type { Level, SanctionKindId, SanctionOptionId } from './sanctions.ts';

export interface CriminalOverlap {
  readonly law: string;
  readonly article: string;
  readonly election: 'pemilu' | 'pilkada';
  readonly note: Bilingual;
}

export interface Row {
  readonly id: string;
  readonly instrument: 'skb_2022';
  readonly part: 'ethics' | 'discipline';
  readonly no: number;
  readonly act: Bilingual;
  readonly phase: 'bakal_calon' | 'calon' | 'any';
  readonly phaseNote?: Bilingual;
  readonly actorCondition: Bilingual | null;
  readonly basis: readonly string[];
  readonly basisConfidence: Confidence;
  readonly basisNote?: Bilingual;
  readonly sanctionBasis: readonly string[];
  readonly sanctionBasisConfidence: Confidence;
  readonly sanctionPrecondition?: Bilingual;
  /** Null for a note: the law attaches nothing that was seen. */
  readonly sanction: {
    readonly kind: SanctionKindId;
    readonly level: Level;
    readonly options: readonly SanctionOptionId[];
  } | null;
  /** Act and level. */
  readonly confidence: Confidence;
  /** Sources disagree: the level holds the reading this rulebook follows, and this says who says what. */
  readonly conflict: Bilingual | null;
  /** What to check in the official text. */
  readonly verify?: Bilingual;
  readonly openPoint?: Bilingual;
  readonly practiceNote?: Bilingual;
  readonly related?: readonly string[];
  readonly criminalOverlap?: readonly CriminalOverlap[];
  readonly sources: readonly Source[];
  readonly inForce: InForce;
  /** Null for a note that is never a row of an answer. */
  readonly applies: Application | null;
}

/** A manner of support that PP 94/2021 forbids, with or without the decree. */
export interface Provision {
  readonly id: string;
  readonly instrument: 'pp94_2021';
  readonly number: number;
  readonly act: Bilingual;
  /** Null where the regulation attaches no level: none is invented. */
  readonly level: Level | null;
  readonly basis: readonly string[];
  readonly sanctionBasis: string | null;
  readonly elucidation?: Bilingual;
  readonly elucidationConfidence?: Confidence;
  readonly note?: Bilingual;
  readonly confidence: Confidence;
  readonly sources: readonly Source[];
  readonly inForce: InForce;
  readonly applies: readonly Application[];
}
