/**
 * How words and printed files lie at rest: locked with the key of the instance, or sealed to the intake office where they name a reporter, so
 * that only its officers open them.
 */
import { z } from 'zod';
import { lock, unlock } from '../../platform/crypto/box.ts';
import { open, sealTo } from '../../platform/crypto/seal.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { findOfficeKey } from '../evidence/index.ts';
import type { Words } from './kinds.ts';

export interface Kept {
  readonly documentId: string;
  readonly bodyId: string;
  readonly reporter: boolean;
}
export type What = 'words' | 'pdf' | 'reason';

const purposeOf = (what: What): string => `document/${what}`;
/** A version of words belongs to its number: an older one cannot stand in for it. */
const boundTo = (about: Kept, place: number): Buffer => Buffer.from(`${about.documentId}/${place}`);

/** Undefined: the office has no key to seal to. */
export async function keep(
  tx: Tx,
  keys: Keys,
  about: Kept,
  what: What,
  bytes: Uint8Array,
  place = 0,
): Promise<Buffer | undefined> {
  const context = { purpose: purposeOf(what), aad: boundTo(about, place) };
  if (!about.reporter) return lock({ current: keys('documents') }, bytes, context);
  const office = await tx
    .selectFrom('body')
    .select('seal_public_key')
    .where('id', '=', about.bodyId)
    .executeTakeFirst();
  const publicKey = office?.seal_public_key ?? null;
  return publicKey === null ? undefined : sealTo(publicKey, bytes, context);
}

/** Null where the office's key does not open for the actor. Throws when a locked box is not ours: somebody exchanged it. */
export async function openKept(
  tx: Tx,
  keys: Keys,
  about: Kept,
  what: What,
  kept: Uint8Array,
  place = 0,
): Promise<Buffer | null> {
  const context = { purpose: purposeOf(what), aad: boundTo(about, place) };
  if (!about.reporter) {
    const opened = unlock({ current: keys('documents') }, kept, context, 0);
    if (!opened.ok) throw new Error(`a document does not open: ${opened.error}`);
    return opened.value;
  }
  const officeKey = await findOfficeKey(tx, keys, about.bodyId);
  if (officeKey === null) return null;
  const opened = open(officeKey, kept, context);
  if (!opened.ok) throw new Error(`a sealed document does not open: ${opened.error}`);
  return opened.value;
}

const WordsJson = z.record(z.string(), z.string());

export function wordsBytes(words: Words): Buffer {
  return Buffer.from(JSON.stringify(words), 'utf8');
}

export function wordsOfBytes(bytes: Uint8Array): Words {
  return WordsJson.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}
