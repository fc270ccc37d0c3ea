/**
 * How a sealed file looks on disk: header, then chunks of 64 KiB, each AES-256-GCM with its tag, in the STREAM construction: the nonce
 * holds the chunk's number and whether it is the last, so that no chunk can be changed, moved, dropped or cut off unseen.
 *
 * Header: `NETRAFILE` · version 0x01 · the data key sealed to the office by `seal.ts`. The data key is fresh for each file, therefore the
 * nonce may start at 0; the file's id is bound into the seal.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open, SEAL_OVERHEAD, sealTo } from '../crypto/seal.ts';
import { fail, type Result } from '../result.ts';

export const CHUNK_BYTES = 64 * 1024;
export const TAG_BYTES = 16;

const KEY_BYTES = 32;
const MAGIC = Buffer.from('NETRAFILE\x01', 'latin1');
const PURPOSE = 'file/data-key';

export const HEADER_BYTES = MAGIC.length + KEY_BYTES + SEAL_OVERHEAD;

export type HeaderError = 'not-ours' | 'wrong-key';

/** A fresh data key and the header that gives it to the office alone. */
export function newHeader(id: string, officeKey: Uint8Array): { readonly header: Buffer; readonly key: Buffer } {
  const key = randomBytes(KEY_BYTES);
  return { header: Buffer.concat([MAGIC, sealTo(officeKey, key, { purpose: PURPOSE, aad: Buffer.from(id) })]), key };
}

/** The data key of a file, for the office's private key. */
export function readHeader(id: string, header: Uint8Array, privateKey: Uint8Array): Result<Buffer, HeaderError> {
  if (header.length !== HEADER_BYTES || !MAGIC.equals(header.subarray(0, MAGIC.length))) return fail('not-ours');
  const key = open(privateKey, header.subarray(MAGIC.length), { purpose: PURPOSE, aad: Buffer.from(id) });
  return key.ok ? key : fail('wrong-key');
}

export function sealChunk(key: Uint8Array, number: number, last: boolean, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(number, last));
  const body = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([body, cipher.getAuthTag()]);
}

/** Throws when the chunk is not the one that was written at this place. */
export function openChunk(key: Uint8Array, number: number, last: boolean, sealed: Uint8Array): Buffer {
  if (sealed.length < TAG_BYTES) throw new Error('the file ends inside a chunk');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, last), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
}

/** 7 zero bytes, the chunk's number in 4, then 1 for the last chunk. */
function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(number, 7);
  bytes[11] = last ? 1 : 0;
  return bytes;
}
