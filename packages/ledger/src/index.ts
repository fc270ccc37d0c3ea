/** The public face of the ledger. Pure: no clock, no randomness, no IO; salts and seeds come from the caller. */

export { fromBase45, toBase45 } from './base45.ts';
export { fromBase64, toBase64 } from './base64.ts';
export { type Digest, HASH_BYTES, type Hash, hashFromHex, hashToHex, sameBytes } from './bytes.ts';
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
export { EMPTY_ROOT, leafHash, nodeHash } from './merkle/hashing.ts';
export * from './merkle/ranges.ts';
export * from './merkle/tiles.ts';
export * from './merkle/verify.ts';
export * from './notes/checkpoint.ts';
export {
  formatKey,
  isKeyName,
  isSignedBy,
  parseKey,
  type SignerKey,
  signerFrom,
  type VerifierKey,
} from './notes/key.ts';
export { type Note, type NoteProblem, openNote, parseNote, type Signature, signNote } from './notes/note.ts';
export * from './receipts/history.ts';
export * from './receipts/opening.ts';
export * from './receipts/proof.ts';
export * from './receipts/qr-text.ts';
export * from './receipts/stretch.ts';
export * from './receipts/verify-receipt.ts';
