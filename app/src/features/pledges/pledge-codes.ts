/** One-time codes for pledges: how they are made and read, and the keyed hash under which they lie in the database. */
import { newReference, parseReference, type RandomBytes } from '../../platform/crypto/reference.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';

/** Bytes of the hash that are kept: of a secret with 68 bits more would tell nothing more. */
export const TOKEN_BYTES = 16;

export function newPledgeCode(random: RandomBytes): string {
  return newReference('pledge', random);
}

/** What was typed, as we write it; undefined when its check character says that it is none of ours. Nothing is looked up for that. */
export function readPledgeCode(typed: string): string | undefined {
  const read = parseReference('pledge', typed.slice(0, 100));
  return read.ok ? read.value : undefined;
}

/** @param code as `readPledgeCode` gives it */
export function pledgeToken(keys: Keys, code: string): Buffer {
  return keyedHash(keys('pledge-code'), 'pledge-code', code).subarray(0, TOKEN_BYTES);
}
