/** The shape of an answer: the contract of the command line, with a few fields more. */
import type { Phase } from '../elections/phase.ts';
import type { Position } from '../instruments/rule.ts';
import type { Level } from '../instruments/sanctions.ts';
import type { Bilingual, Confidence, Source } from '../text.ts';
import type { Question } from './questions.ts';
import type { Route } from './routes.ts';
import type { Holds } from './ways.ts';

export const outcomes = [
  'violation',
  'allowed',
  'disputed',
  'no-row',
  'out-of-scope',
  'more-facts-needed',
  'not-covered',
] as const;
export type Outcome = (typeof outcomes)[number];

export interface FoundRow {
  readonly id: string;
  readonly cite: string;
  readonly part: 'ethics' | 'discipline';
  /** Null on the ppnpn route: its circular attaches none. */
  readonly level: Level | null;
  readonly options: readonly string[];
  readonly basis: readonly string[];
  readonly sanctionBasis: readonly string[];
  readonly confidence: Confidence;
  readonly basisConfidence: Confidence;
  /** Indonesian; the English stands in `conflictEn`. */
  readonly conflict: string | null;
  readonly conflictEn: string | null;
  readonly sources: readonly Source[];
}

export interface FoundProvision {
  readonly id: string;
  /** Null where the regulation attaches none. */
  readonly level: Level | null;
  readonly basis: readonly string[];
  readonly confidence: Confidence;
}

export interface TraceEntry {
  /** Id of the row, provision or reading, or the name of a general step. */
  readonly rule: string;
  /** Null: it depends on facts that are not known. */
  readonly holds: Holds;
  /** Indonesian; the same sentences in English stand in `en`. */
  readonly because: readonly string[];
  readonly en: readonly string[];
  /** For what is disputed: both positions with their sources. */
  readonly positions?: readonly Position[];
}

/** Something the reader must know beside the answer; never an outcome. */
export interface Note extends Bilingual {
  readonly about: string;
  readonly kind: 'check' | 'open-point' | 'practice' | 'precondition' | 'criminal-overlap' | 'transition' | 'level-gap';
}

export interface Assessment {
  readonly outcome: Outcome;
  readonly phase: Phase | null;
  readonly rows: readonly FoundRow[];
  readonly provisions: readonly FoundProvision[];
  readonly route: Route;
  readonly questions: readonly Question[];
  readonly trace: readonly TraceEntry[];
  readonly notes: readonly Note[];
  readonly rulebookVersion: string;
  /** Fingerprint of the law that was added as data; empty without. Same version, same data and same facts give the same answer. */
  readonly rulebookData: string;
}
