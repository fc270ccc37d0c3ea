/**
 * The accused at rest: name, post, unit and employee number locked with a key that is not in the database, and a blind index by which an
 * officer finds a name among the cases that the own office may read (docs/decisions/0033).
 */
import { z } from 'zod';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Accused } from './case.ts';
import { nameSounds } from './name-sounds.ts';

/** Raised when the index key or the way of making sounds changes: at the next start all rows are indexed anew. */
export const INDEX_KEY = 1;

/** Bytes of a hash that are kept: enough that two sounds never meet by chance, less to carry. */
const TOKEN_BYTES = 12;

const namePurpose = 'accused-name';
const detailsPurpose = 'accused-details';

const Details = z.strictObject({ post: z.string(), unitName: z.string(), nip: z.string().optional() });

/** One accused as the tables keep it. */
export interface LockedAccused {
  readonly name_sealed: Buffer;
  readonly details_sealed: Buffer | null;
  /** Rows from before have them in the open until they are locked. */
  readonly post: string | null;
  readonly unit_name: string | null;
}

export interface AccusedTokens {
  readonly words: readonly Buffer[];
  readonly nip: Buffer | null;
}

/** Name and the rest, locked apart: the queue needs the post of many and the name of none. */
export function lockAccused(
  keys: Keys,
  caseId: string,
  person: Accused,
): { readonly name: Buffer; readonly details: Buffer } {
  const { name, post, unitName, nip } = person;
  const details = { post, unitName, ...(nip === undefined ? {} : { nip }) };
  return { name: box(keys, caseId, namePurpose, name), details: lockDetails(keys, caseId, details) };
}

export function lockDetails(keys: Keys, caseId: string, details: z.infer<typeof Details>): Buffer {
  return box(keys, caseId, detailsPurpose, JSON.stringify(details));
}

/** Throws when it does not open: another secret, or another case's box. */
export function openName(keys: Keys, caseId: string, sealed: Uint8Array): string {
  return opened(keys, caseId, namePurpose, sealed);
}

/** Post, unit and employee number. Throws when they do not open. */
export function openDetails(
  keys: Keys,
  caseId: string,
  row: Pick<LockedAccused, 'details_sealed' | 'post' | 'unit_name'>,
): { readonly post: string; readonly unitName: string; readonly nip?: string } {
  if (row.details_sealed === null) return { post: row.post ?? '', unitName: row.unit_name ?? '' };
  const { post, unitName, nip } = Details.parse(JSON.parse(opened(keys, caseId, detailsPurpose, row.details_sealed)));
  return { post, unitName, ...(nip === undefined ? {} : { nip }) };
}

/** What the index keeps of a person: equal sounds give equal hashes, and without the key nothing else can be read from them. */
export function tokensOf(keys: Keys, person: Pick<Accused, 'name' | 'nip'>): AccusedTokens {
  return {
    words: nameTokens(keys, person.name),
    nip: person.nip === undefined ? null : token(keys, 'nip', person.nip),
  };
}

export function nameTokens(keys: Keys, name: string): readonly Buffer[] {
  return nameSounds(name).map((sound) => token(keys, 'word', sound));
}

/** @param nip 18 digits */
export function nipToken(keys: Keys, nip: string): Buffer {
  return token(keys, 'nip', nip);
}

function token(keys: Keys, kind: 'word' | 'nip', text: string): Buffer {
  return keyedHash(keys(`accused-index/${INDEX_KEY}`), `accused-${kind}`, text).subarray(0, TOKEN_BYTES);
}

function box(keys: Keys, caseId: string, purpose: string, text: string): Buffer {
  return lock({ current: keys('accused-name') }, Buffer.from(text, 'utf8'), { purpose, aad: Buffer.from(caseId) });
}

function opened(keys: Keys, caseId: string, purpose: string, sealed: Uint8Array): string {
  const context = { purpose, aad: Buffer.from(caseId) };
  const plain = unlock({ current: keys('accused-name') }, sealed, context, 0);
  if (!plain.ok) throw new Error(`what is locked of an accused does not open with this instance key (${purpose})`);
  return plain.value.toString('utf8');
}
