/**
 * Sealing to an office: anyone may seal, only the holder of the private key opens. HPKE base mode (RFC 9180), so that an office's
 * browser can open it with a standard library.
 *
 * Envelope: 1 byte version (0x01) · 32 bytes encapsulated key · ciphertext · 16 bytes tag. The version is bound through HPKE's info.
 */
import { createCipheriv, createDecipheriv, generateKeyPairSync } from 'node:crypto';
import { fail, ok, type Result } from '../result.ts';
import { KEY_BYTES, keySchedule, privateKeyFrom, publicKeyFrom, rawPublicKey, sharedSecret } from './hpke.ts';

const VERSION = 0x01;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_BYTES;

/** Bytes that sealing adds to a plaintext. */
export const SEAL_OVERHEAD = HEADER_BYTES + TAG_BYTES;

export type SealKeyPair = { readonly publicKey: Buffer; readonly privateKey: Buffer };

/** What a sealed thing is for (`purpose`, e.g. `report/own-words`) and what it belongs to (`aad`, e.g. the row's id): opening needs both. */
export type SealContext = { readonly purpose: string; readonly aad?: Uint8Array };

/** `unreadable`: not an envelope of ours. `unknown-version`: of a later Netra. `refused`: wrong key, wrong context or a changed byte. */
export type SealError = 'unreadable' | 'unknown-version' | 'refused';

/** A fresh X25519 key pair as raw 32-byte keys. The private half leaves this process only inside a `box.ts` box. */
export function generateSealKeyPair(): SealKeyPair {
  const { privateKey } = generateKeyPairSync('x25519');
  return { publicKey: rawPublicKey(privateKey), privateKey: privateKey.export({ format: 'raw-private' }) };
}

/** The public key that belongs to a raw private key. Throws when it is not 32 bytes. */
export function publicKeyOf(privateKey: Uint8Array): Buffer {
  return rawPublicKey(privateKeyFrom(privateKey));
}

/** The exact HPKE info string: whoever opens with another library needs it. */
export function sealInfo(purpose: string): Buffer {
  return Buffer.from(`netra/seal/v${VERSION}/${purpose}`, 'utf8');
}

/**
 * Seals a plaintext to the raw X25519 public key of an office. Nothing of the sender is in it, not even a key of its own.
 * Throws when the public key is not a usable one: that is a bug of ours or a tampered key, never a matter for the person at the form.
 */
export function sealTo(publicKey: Uint8Array, plaintext: Uint8Array, context: SealContext): Buffer {
  const recipient = publicKeyFrom(publicKey);
  const ephemeral = generateKeyPairSync('x25519').privateKey;
  const encapsulated = rawPublicKey(ephemeral);
  const shared = sharedSecret(ephemeral, recipient, encapsulated, rawPublicKey(recipient));
  const { key, nonce } = keySchedule(shared, sealInfo(context.purpose));
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(context.aad ?? Buffer.alloc(0));
  const body = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([Buffer.from([VERSION]), encapsulated, body, cipher.getAuthTag()]);
}

/** Opens what `sealTo` sealed. A wrong key, a wrong context and a changed byte look the same, on purpose. */
export function open(privateKey: Uint8Array, sealed: Uint8Array, context: SealContext): Result<Buffer, SealError> {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length === 0) return fail('unreadable');
  if (bytes[0] !== VERSION) return fail('unknown-version');
  if (bytes.length < SEAL_OVERHEAD) return fail('unreadable');
  const own = privateKeyFrom(privateKey);
  const encapsulated = bytes.subarray(1, HEADER_BYTES);
  const body = bytes.subarray(HEADER_BYTES, bytes.length - TAG_BYTES);
  try {
    const shared = sharedSecret(own, publicKeyFrom(encapsulated), encapsulated, rawPublicKey(own));
    const { key, nonce } = keySchedule(shared, sealInfo(context.purpose));
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(context.aad ?? Buffer.alloc(0));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    return ok(Buffer.concat([decipher.update(body), decipher.final()]));
  } catch {
    return fail('refused');
  }
}
