/** The append-only chain of the steps of one case: each link binds its commitment and everything before it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Digest, HASH_BYTES, type Hash, sameBytes } from './bytes.ts';
import { type CanonicalStep, opens, SALT_BYTES } from './commitment.ts';

const LINK_TAG = utf8ToBytes('netra.ledger/link/v1\n');

/** What the first link of every chain follows: SHA-256 of a text that says so, so that nobody could have chosen it. */
export const GENESIS: Hash = sha256(utf8ToBytes('netra.ledger/genesis/v1\n'));

/** One link as it is stored. Step and salt may be absent: not shown to this reader, or lawfully erased. */
export type Link = {
  readonly commitment: Hash;
  readonly link: Hash;
  readonly opening?: { readonly entry: CanonicalStep; readonly salt: Uint8Array };
};

/** What the verifier knows from elsewhere, e.g. a receipt. Without it nobody can see that the last steps are missing. */
export type Expected = { readonly length?: number; readonly head?: Hash };

/**
 * `malformed`: not a hash of 32 bytes, or a salt too short. `does-not-open`: the step was changed, or is another one.
 * `does-not-follow`: changed, removed, added or moved here. `missing`: the chain ends too early. `unexpected`: it goes on too long.
 * `other-head`: it ends in something else.
 */
export type ChainProblem = 'malformed' | 'does-not-open' | 'does-not-follow' | 'missing' | 'unexpected' | 'other-head';

/** `at` is the step where it first goes wrong, counted from 0. */
export type ChainVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly at: number; readonly problem: ChainProblem };

/**
 * The link after `previous` (null: the first one) that takes up a commitment.
 * Throws when either is not a hash: a chain must not be built on something else.
 */
export function nextLink(previous: Hash | null, commitment: Hash, digest: Digest = sha256): Hash {
  const before = previous ?? GENESIS;
  if (!isHash(before) || !isHash(commitment)) throw new RangeError(`a link is made of hashes of ${HASH_BYTES} bytes`);
  return digest(concatBytes(LINK_TAG, before, commitment));
}

/**
 * Checks a whole chain from its first step and names the first step where it is broken.
 * @param digest SHA-256 of the system, where it is quicker than ours
 */
export function verifyChain(links: readonly Link[], expected: Expected = {}, digest: Digest = sha256): ChainVerdict {
  let previous: Hash | null = null;
  for (const [at, { commitment, link, opening }] of links.entries()) {
    if (!isHash(commitment) || !isHash(link)) return { ok: false, at, problem: 'malformed' };
    if (opening !== undefined) {
      if (opening.salt.length < SALT_BYTES) return { ok: false, at, problem: 'malformed' };
      if (!opens(commitment, opening.entry, opening.salt, digest)) return { ok: false, at, problem: 'does-not-open' };
    }
    if (!sameBytes(nextLink(previous, commitment, digest), link)) return { ok: false, at, problem: 'does-not-follow' };
    previous = link;
  }
  return verifyEnd(links, expected);
}

function verifyEnd(links: readonly Link[], { length, head }: Expected): ChainVerdict {
  if (length !== undefined && links.length < length) return { ok: false, at: links.length, problem: 'missing' };
  if (length !== undefined && links.length > length) return { ok: false, at: length, problem: 'unexpected' };
  if (head === undefined) return { ok: true };
  const last = links.at(-1)?.link ?? GENESIS;
  return sameBytes(last, head) ? { ok: true } : { ok: false, at: Math.max(0, links.length - 1), problem: 'other-head' };
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}
