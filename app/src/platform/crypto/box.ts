/**
 * A locked box: what this instance locks, only this instance opens. For form drafts in the reader's hands (expiring) and for the
 * private keys of offices at rest.
 *
 * Box: 1 byte version · 4 bytes key id · 6 bytes expiry (seconds since 1970, 0 = never) · 24 bytes salt · ciphertext · 16 bytes tag.
 * Each box has its own key, HMAC-SHA256(key, version · purpose · salt), so that no count of boxes wears the key out.
 *
 * Boxes made by the thousand ({@link lockMany}) share the salt, and with it the key, of their batch: version 2 carries 4 bytes more after the salt,
 * the number of the box in its batch, which is its nonce.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { fail, ok, type Result } from '../result.ts';

const VERSION = 0x01;
const BATCH_VERSION = 0x02;
const COUNTER_BYTES = 4;
/** Boxes under one key; far below what a counter of four bytes allows. */
const MOST_IN_BATCH = 1_000_000;
const ID_BYTES = 4;
const EXPIRY_BYTES = 6;
const SALT_BYTES = 24;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + ID_BYTES + EXPIRY_BYTES + SALT_BYTES;
const NONCE = Buffer.alloc(12); // each key locks exactly one box, so the nonce may be constant

/** The key that locks, and older ones that still open. Take them from `deriveKeys`. */
export type Keyring = { readonly current: Uint8Array; readonly older?: readonly Uint8Array[] };

/** `purpose` names the use (`draft/report`, `office-private-key`); `aad` what it belongs to; both must be the same at opening. */
export type BoxContext = { readonly purpose: string; readonly aad?: Uint8Array };

/** `expired` is only said of a box that is truly ours: the expiry is authenticated. */
export type BoxError = 'unreadable' | 'unknown-version' | 'unknown-key' | 'refused' | 'expired';

/** @param expiresAt epoch milliseconds, rounded down to a whole second; left out, the box never expires */
export function lock(keys: Keyring, plaintext: Uint8Array, context: BoxContext, expiresAt?: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header[0] = VERSION;
  keyId(keys.current).copy(header, 1);
  header.writeUIntBE(expirySeconds(expiresAt), 1 + ID_BYTES, EXPIRY_BYTES);
  randomBytes(SALT_BYTES).copy(header, HEADER_BYTES - SALT_BYTES);
  const cipher = createCipheriv('aes-256-gcm', boxKey(keys.current, header, context.purpose), NONCE);
  cipher.setAAD(associated(header, context));
  const body = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([header, body, cipher.getAuthTag()]);
}

/**
 * Locks many small things of one purpose at a third of the cost of {@link lock}. What it gives back is opened by {@link unlock} like any other.
 * @returns locks one thing; `aad` what it belongs to
 */
export function lockMany(keys: Keyring, purpose: string): (plaintext: Uint8Array, aad: Uint8Array) => Buffer {
  let header: Buffer = Buffer.alloc(0);
  let key: Buffer = Buffer.alloc(0);
  let count = MOST_IN_BATCH;
  const nonce = Buffer.alloc(12);
  return (plaintext, aad) => {
    if (count === MOST_IN_BATCH) {
      header = Buffer.alloc(HEADER_BYTES + COUNTER_BYTES);
      header[0] = BATCH_VERSION;
      keyId(keys.current).copy(header, 1);
      randomBytes(SALT_BYTES).copy(header, HEADER_BYTES - SALT_BYTES);
      key = boxKey(keys.current, header, purpose);
      count = 0;
    }
    header.writeUInt32BE(count, HEADER_BYTES);
    nonce.writeUInt32BE(count, nonce.length - COUNTER_BYTES);
    count += 1;
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.concat([header, aad]));
    const body = cipher.update(plaintext);
    cipher.final();
    return Buffer.concat([header, body, cipher.getAuthTag()]);
  };
}

/** @param now epoch milliseconds of real time; a box opens until, not including, its expiry */
export function unlock(keys: Keyring, box: Uint8Array, context: BoxContext, now: number): Result<Buffer, BoxError> {
  const bytes = Buffer.from(box.buffer, box.byteOffset, box.byteLength);
  if (bytes.length === 0) return fail('unreadable');
  if (bytes[0] !== VERSION && bytes[0] !== BATCH_VERSION) return fail('unknown-version');
  const headerBytes = HEADER_BYTES + (bytes[0] === BATCH_VERSION ? COUNTER_BYTES : 0);
  if (bytes.length < headerBytes + TAG_BYTES) return fail('unreadable');
  const header = bytes.subarray(0, headerBytes);
  const id = header.subarray(1, 1 + ID_BYTES);
  const key = [keys.current, ...(keys.older ?? [])].find((candidate) => keyId(candidate).equals(id));
  if (key === undefined) return fail('unknown-key');
  const decipher = createDecipheriv('aes-256-gcm', boxKey(key, header, context.purpose), nonceOf(header), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associated(header, context));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  let plaintext: Buffer;
  try {
    plaintext = Buffer.concat([
      decipher.update(bytes.subarray(headerBytes, bytes.length - TAG_BYTES)),
      decipher.final(),
    ]);
  } catch {
    return fail('refused');
  }
  const expiry = header.readUIntBE(1 + ID_BYTES, EXPIRY_BYTES);
  return expiry !== 0 && now >= expiry * 1000 ? fail('expired') : ok(plaintext);
}

function expirySeconds(expiresAt: number | undefined): number {
  if (expiresAt === undefined) return 0;
  const seconds = Math.floor(expiresAt / 1000);
  if (!Number.isSafeInteger(seconds) || seconds <= 0) throw new RangeError('expiresAt must be epoch milliseconds');
  return seconds;
}

/** Few keys open thousands of boxes. */
const keyIds = new WeakMap<Uint8Array, Buffer>();

/** Tells keys apart without telling anything of them. */
function keyId(key: Uint8Array): Buffer {
  const known = keyIds.get(key);
  if (known !== undefined) return known;
  const id = createHash('sha256').update('netra/box/key-id/v1').update(key).digest().subarray(0, ID_BYTES);
  keyIds.set(key, id);
  return id;
}

function boxKey(key: Uint8Array, header: Buffer, purpose: string): Buffer {
  const name = Buffer.from(purpose, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  return createHmac('sha256', key)
    .update(header[0] === BATCH_VERSION ? 'netra/box/v2' : 'netra/box/v1')
    .update(length)
    .update(name)
    .update(header.subarray(HEADER_BYTES - SALT_BYTES, HEADER_BYTES))
    .digest();
}

function nonceOf(header: Buffer): Buffer {
  if (header.length === HEADER_BYTES) return NONCE;
  return Buffer.concat([Buffer.alloc(NONCE.length - COUNTER_BYTES), header.subarray(HEADER_BYTES)]);
}

function associated(header: Buffer, context: BoxContext): Buffer {
  return Buffer.concat([header, context.aad ?? Buffer.alloc(0)]);
}
