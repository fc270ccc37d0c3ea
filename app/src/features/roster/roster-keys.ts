/**
 * People of the roster at rest: found by a keyed hash of the number alone, and locked with a key that is not in the database. What is locked belongs
 * to that hash: moved to another row it does not open.
 */
import { z } from 'zod';
import { lockMany, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHasher } from '../../platform/crypto/token.ts';

/** Who somebody is, and how the person is reached. */
export interface RosterDetails {
  readonly name: string;
  /** 18 digits. */
  readonly number: string;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface LockedPerson {
  readonly token: Buffer;
  readonly mark: Buffer;
  readonly sealed: Buffer;
}

export const TOKEN_BYTES = 16;
const MARK_BYTES = 12;
const purpose = 'roster-details';
const Locked = z.tuple([z.string(), z.string(), z.string().nullable(), z.string().nullable()]);

/** The two keys of the roster: what a process needs that locks people, and nothing else of the instance's secret. */
export interface RosterKeys {
  readonly index: Buffer;
  readonly details: Buffer;
}

export function rosterKeys(keys: Keys): RosterKeys {
  return { index: keys('roster-index/1'), details: keys('roster-details') };
}

/** Under which hash a number lies. @param number 18 digits */
export function numberToken(keys: RosterKeys, number: string): Buffer {
  return keyedHasher(keys.index, 'roster-number')(Buffer.from(number, 'latin1')).subarray(0, TOKEN_BYTES);
}

/** Locks one person after the other. Made once for many. */
export function personLocker(keys: RosterKeys): (person: RosterDetails) => LockedPerson {
  const tokenOf = keyedHasher(keys.index, 'roster-number');
  const markOf = keyedHasher(keys.index, 'roster-details');
  const lock = lockMany({ current: keys.details }, purpose);
  return ({ name, number, email, phone }) => {
    const text = Buffer.from(JSON.stringify([name, number, email, phone]), 'utf8');
    const token = tokenOf(Buffer.from(number, 'latin1')).subarray(0, TOKEN_BYTES);
    return { token, mark: markOf(text).subarray(0, MARK_BYTES), sealed: lock(text, token) };
  };
}

/** Throws when it does not open: another secret, or another person's row. */
export function openPerson(keys: RosterKeys, token: Uint8Array, sealed: Uint8Array): RosterDetails {
  const plain = unlock({ current: keys.details }, sealed, { purpose, aad: token }, 0);
  if (!plain.ok) throw new Error('what is locked of a person of the roster does not open with this instance key');
  const [name, number, email, phone] = Locked.parse(JSON.parse(plain.value.toString('utf8')));
  return { name, number, email, phone };
}
