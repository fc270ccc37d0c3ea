/** Bytes, whole numbers and hashes: the small change of the ledger. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

/** SHA-256, however it is worked out: programs that run where the system has a quick one may give it. */
export type Digest = (bytes: Uint8Array) => Hash;

/** Length of a hash in bytes. */
export const HASH_BYTES = 32;

/** Lower-case hex, for JSON and screens. */
export function hashToHex(hash: Hash): string {
  return bytesToHex(hash);
}

/** The hash written as 64 hex digits, or null when the text is anything else. */
export function hashFromHex(text: string): Hash | null {
  return /^[0-9a-f]{64}$/.test(text) ? hexToBytes(text) : null;
}

/** Whether two byte strings are equal. Everything here is public, so time may tell. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** The length as 8 bytes, big-endian: what a length prefix is made of. */
export function lengthPrefix(length: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(length / 2 ** 32));
  view.setUint32(4, length % 2 ** 32);
  return bytes;
}
