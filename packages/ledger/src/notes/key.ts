/** Keys of signed notes (C2SP signed-note, Ed25519): `name+keyid+base64(0x01 || public key)` is what people publish, print and compare. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';

const ED25519 = 0x01;
const PUBLIC_BYTES = 32;

export interface VerifierKey {
  readonly name: string;
  /** First four bytes of SHA-256 over name, newline, kind and public key, as 8 hex digits. */
  readonly id: string;
  readonly publicKey: Uint8Array;
}

export interface SignerKey extends VerifierKey {
  /** Signs bytes with Ed25519 (RFC 8032): same text, same signature. */
  readonly sign: (text: Uint8Array) => Uint8Array;
}

/** A name that a note can carry: no spaces, no plus, no control characters, at most 200 letters. */
export function isKeyName(name: string): boolean {
  return /^[^\s+\p{C}]{1,200}$/u.test(name);
}

function keyId(name: string, publicKey: Uint8Array): string {
  const hash = sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(ED25519), publicKey));
  return bytesToHex(hash.subarray(0, 4));
}

/** A key that signs. Throws when the name cannot stand in a note or the seed has not 32 bytes. */
export function signerFrom(name: string, seed: Uint8Array): SignerKey {
  if (!isKeyName(name)) throw new RangeError('a key name has no spaces, no plus and no control characters');
  const publicKey = ed25519.getPublicKey(seed);
  return { name, id: keyId(name, publicKey), publicKey, sign: (text) => ed25519.sign(text, seed) };
}

/** The key as text. */
export function formatKey(key: VerifierKey): string {
  return `${key.name}+${key.id}+${toBase64(concatBytes(Uint8Array.of(ED25519), key.publicKey))}`;
}

/** Reads a key from its text; null when it is none, or when its id is not that of its bytes. */
export function parseKey(text: string): VerifierKey | null {
  const [name = '', id = '', encoded = '', ...rest] = text.trim().split('+');
  // Base64 may hold a plus itself.
  const bytes = fromBase64([encoded, ...rest].join('+'));
  if (bytes === null || bytes.length !== 1 + PUBLIC_BYTES || bytes[0] !== ED25519 || !isKeyName(name)) return null;
  const publicKey = bytes.subarray(1);
  return keyId(name, publicKey) === id ? { name, id, publicKey } : null;
}

/** Whether this key signed the text. Never throws: a signature or key that is no point on the curve is simply wrong. */
export function isSignedBy(key: VerifierKey, text: Uint8Array, signature: Uint8Array): boolean {
  try {
    // Strict RFC 8032: every verifier in the world must come to the same answer.
    return ed25519.verify(signature, text, key.publicKey, { zip215: false });
  } catch {
    return false;
  }
}
