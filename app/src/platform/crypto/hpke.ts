/**
 * The arithmetic of HPKE base mode (RFC 9180) for one suite: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 * One message per encapsulation, so the sequence number is always 0. Our own envelope lies in `seal.ts`.
 */
import { createHmac, createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';

/** Bytes of an X25519 key, public or private, and of an encapsulated key. */
export const KEY_BYTES = 32;

const EMPTY = Buffer.alloc(0);
const ZERO_SALT = Buffer.alloc(32);
const VERSION_LABEL = Buffer.from('HPKE-v1', 'ascii');
const KEM_SUITE = Buffer.from([...Buffer.from('KEM', 'ascii'), 0x00, 0x20]);
const HPKE_SUITE = Buffer.from([...Buffer.from('HPKE', 'ascii'), 0x00, 0x20, 0x00, 0x01, 0x00, 0x02]);
const BASE_MODE = Buffer.from([0x00]);

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** RFC 9180 §4: LabeledExtract. An empty salt stands for 32 zero bytes (RFC 5869). */
function labeledExtract(suite: Buffer, salt: Uint8Array, label: string, input: Uint8Array): Buffer {
  return hmac(salt.length === 0 ? ZERO_SALT : salt, VERSION_LABEL, suite, Buffer.from(label, 'ascii'), input);
}

/** RFC 9180 §4: LabeledExpand, for at most 32 bytes: one block of HKDF-Expand is then enough. */
function labeledExpand(suite: Buffer, prk: Uint8Array, label: string, info: Uint8Array, length: number): Buffer {
  if (length > 32) throw new RangeError('labeledExpand gives at most 32 bytes');
  const lengthBytes = Buffer.from([length >> 8, length & 0xff]);
  const block = hmac(prk, lengthBytes, VERSION_LABEL, suite, Buffer.from(label, 'ascii'), info, Buffer.from([0x01]));
  return block.subarray(0, length);
}

export function privateKeyFrom(raw: Uint8Array): KeyObject {
  return createPrivateKey({ key: asBuffer(raw), format: 'raw-private', asymmetricKeyType: 'x25519' });
}

export function publicKeyFrom(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: asBuffer(raw), format: 'raw-public', asymmetricKeyType: 'x25519' });
}

/** The 32 bytes of the public key that belongs to a private or public key object. */
export function rawPublicKey(key: KeyObject): Buffer {
  const own = key.type === 'private' ? createPublicKey(key) : key;
  return own.export({ format: 'raw-public' });
}

/**
 * RFC 9180 §4.1: the shared secret of Encap and Decap alike; only the order of keys in the context matters, and it is the same.
 * Throws when a key is a low-order point, which would make the secret known to everyone (RFC 9180 §7.1.4).
 */
export function sharedSecret(own: KeyObject, other: KeyObject, encapsulated: Buffer, recipient: Buffer): Buffer {
  const exchanged = diffieHellman({ privateKey: own, publicKey: other });
  const prk = labeledExtract(KEM_SUITE, EMPTY, 'eae_prk', exchanged);
  return labeledExpand(KEM_SUITE, prk, 'shared_secret', Buffer.concat([encapsulated, recipient]), 32);
}

const PSK_ID_HASH = labeledExtract(HPKE_SUITE, EMPTY, 'psk_id_hash', EMPTY);

/** RFC 9180 §5.1: KeySchedule in base mode, giving the AES-256-GCM key and the nonce of message 0. */
export function keySchedule(shared: Buffer, info: Uint8Array): { readonly key: Buffer; readonly nonce: Buffer } {
  const infoHash = labeledExtract(HPKE_SUITE, EMPTY, 'info_hash', info);
  const context = Buffer.concat([BASE_MODE, PSK_ID_HASH, infoHash]);
  const secret = labeledExtract(HPKE_SUITE, shared, 'secret', EMPTY);
  return {
    key: labeledExpand(HPKE_SUITE, secret, 'key', context, 32),
    nonce: labeledExpand(HPKE_SUITE, secret, 'base_nonce', context, 12),
  };
}

/** A view on the same memory, because node:crypto wants a Buffer in some places and a key copied around is a key left around. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
