/**
 * A commitment stands for a step without telling it: whoever holds the step and its salt can show that it is this step, and nobody else
 * can find out. Erasing the salt erases the link for ever, and the chain stays whole.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Digest, type Hash, lengthPrefix, sameBytes } from './bytes.ts';
import { type CanonicalObject, canonicalJson } from './canonical.ts';

/**
 * One step as it is sealed. `kind`, `at` (instant in UTC, ISO 8601) and `body` (id of the office) are always there; further fields say
 * which case, which row of law, which document by its SHA-256.
 */
export type CanonicalStep = CanonicalObject & { readonly kind: string; readonly at: string; readonly body: string };

/** Fewest bytes of a salt: with 128 bits nobody can try all salts, however few steps are possible. 32 are recommended. */
export const SALT_BYTES = 16;

// The first byte of a tag is a letter, never 0x00 or 0x01: so no commitment can be taken for a leaf or a node of an RFC 9162 tree.
const COMMITMENT_TAG = utf8ToBytes('netra.ledger/commitment/v1\n');

/**
 * SHA-256 over tag · length of salt · salt · length of step · step. Lengths are 8 bytes, so that no byte can move from one part to the
 * next unseen.
 * @param salt random bytes, fresh for every step, at least 16; throws when there are fewer
 * @param digest SHA-256 of the system, where it is quicker than ours
 */
export function commit(entry: CanonicalStep, salt: Uint8Array, digest: Digest = sha256): Hash {
  if (salt.length < SALT_BYTES)
    throw new RangeError(`a salt has at least ${SALT_BYTES} bytes, this one has ${salt.length}`);
  const step = utf8ToBytes(canonicalJson(entry));
  return digest(concatBytes(COMMITMENT_TAG, lengthPrefix(salt.length), salt, lengthPrefix(step.length), step));
}

/** Whether a commitment is that of this step with this salt. */
export function opens(commitment: Hash, entry: CanonicalStep, salt: Uint8Array, digest: Digest = sha256): boolean {
  return sameBytes(commitment, commit(entry, salt, digest));
}
