/** The shape of the register of personal data: kinds of data, and every column of the database under one of them. */
import type { Bilingual } from '@netra/rulebook';

/** Who is found in the data. `nobody`: no person, also not together with other columns. */
export type Whose = 'reporter' | 'accused' | 'staff' | 'civil-servant' | 'party' | 'nobody';

/** How sure we are of a norm: `seen-3p` was read in others' quotations, `recalled` was not read again. */
export type Sureness = 'seen-3p' | 'recalled';

/** A norm of UU 27/2022 (or another) as far as we know it. */
export interface Norm {
  readonly text: Bilingual;
  /** "UU 27/2022 pasal 20 ayat (2) huruf e" */
  readonly cited: string;
  readonly confidence: Sureness;
}

/**
 * hpke: sealed to the key of an office. locked: with a key of the instance that is not in the database. blind-index: keyed hash to look up by.
 * keyed-hash: to recognise a secret. password-hash: Argon2id. commitment: salted hash, means nothing without the salt. plain: readable.
 */
export const protections = [
  'hpke',
  'locked',
  'blind-index',
  'keyed-hash',
  'password-hash',
  'commitment',
  'plain',
] as const;
export type Protection = (typeof protections)[number];

export interface Retention {
  /** Until when, and counted from what, in a sentence. */
  readonly until: Bilingual;
  /** Days, where a number counts; null: an event ends it. */
  readonly days: number | null;
  readonly after: 'erase' | 'delete' | 'keep';
  /** Who does it: the nightly job, two persons of an office, the person concerned, or nobody because it stays. */
  readonly by: 'job' | 'two-persons' | 'own-hand' | 'nobody';
  /** A number of ours is a proposal until the office's archive schedule says otherwise. */
  readonly source: 'own-choice' | 'law' | 'library';
}

export interface DataKind {
  readonly name: Bilingual;
  /** What it holds, in words for the person concerned. */
  readonly holds: Bilingual;
  readonly whose: readonly Whose[];
  /** Key of `norms`; null for data of nobody. */
  readonly basis: string | null;
  readonly purpose: Bilingual;
  /** Key of `retentions`. */
  readonly retention: string;
  readonly seenBy: Bilingual;
}

/** Columns of one table: kind, protection, names of columns separated by spaces. */
export type ColumnGroup = readonly [kind: string, protection: Protection, columns: string];
