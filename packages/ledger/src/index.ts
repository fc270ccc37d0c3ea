/** The public face of the ledger. Pure: no clock, no randomness, no IO; salts come from the caller. */
export { HASH_BYTES, type Hash, hashFromHex, hashToHex } from './bytes.ts';
export { type CanonicalObject, type CanonicalValue, canonicalJson } from './canonical.ts';
export {
  type ChainProblem,
  type ChainVerdict,
  type Expected,
  GENESIS,
  type Link,
  nextLink,
  verifyChain,
} from './chain.ts';
export { type CanonicalStep, commit, opens, SALT_BYTES } from './commitment.ts';
