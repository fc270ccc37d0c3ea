/**
 * A receipt in the letters of a QR code, as short as it goes: hashes and signatures as bytes instead of base64, ids as numbers, names once.
 * Reading gives back the very same text, so the check is the same one; nothing here decides whether a receipt holds.
 *
 * Layout after the mark: index, size of the tree (both in groups of seven bits, lowest first), number of hashes, the hashes, the root, origin,
 * number of signatures, for each its name (empty: the origin), key id, length and bytes; length of the salt, salt; then the step as canonical
 * JSON, where 0x01 stands for a UUID of 16 bytes and 0x02 for 64 hex digits.
 */
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase45, toBase45 } from '../base45.ts';
import { toBase64 } from '../base64.ts';
import { HASH_BYTES, sameBytes } from '../bytes.ts';
import { canonicalJson } from '../canonical.ts';
import { formatCheckpoint, parseCheckpointText } from '../notes/checkpoint.ts';
import { parseNote } from '../notes/note.ts';
import { decodeOpening } from './opening.ts';
import { formatProof, parseProof } from './proof.ts';

/** What such a text begins with. It says what it is for machines, and nothing to whoever looks over a shoulder. */
export const QR_MARK = 'TLP1:';

/** Letters of this kind that the largest QR code holds (version 40, correction L). From about 1,900 on a telephone needs a large print or screen. */
export const QR_MOST_LETTERS = 4296;

const UUID = 1;
const HEX = 2;
const KEY_ID_BYTES = 4;

/**
 * The receipt for a QR code, in capital letters and digits (alphanumeric mode).
 * @returns null when it is no receipt, is written in a way of its own, or is too long for any QR code
 */
export function encodeReceiptForQr(receipt: string): string | null {
  const bytes = pack(receipt);
  if (bytes === null || unpack(bytes) !== receipt) return null;
  const text = QR_MARK + toBase45(bytes);
  return text.length > QR_MOST_LETTERS ? null : text;
}

/** The receipt that a QR code holds, to be checked like any other; null when the text is none. Never throws. */
export function decodeReceiptFromQr(text: string): string | null {
  if (!isReceiptQr(text) || text.length > QR_MOST_LETTERS) return null;
  const bytes = fromBase45(text.slice(QR_MARK.length));
  const receipt = bytes === null ? null : unpack(bytes);
  // Only the one way to write it: otherwise two codes could stand for one receipt.
  const again = receipt === null ? null : pack(receipt);
  return bytes !== null && again !== null && sameBytes(again, bytes) ? receipt : null;
}

/** Whether a text says that it is a receipt from a QR code. */
export function isReceiptQr(text: string): boolean {
  return text.startsWith(QR_MARK);
}

function pack(receipt: string): Uint8Array | null {
  const proof = parseProof(receipt);
  const note = proof === null ? null : parseNote(proof.checkpoint);
  const checkpoint = note === null ? null : parseCheckpointText(note.text);
  const opening = proof === null || proof.extra === null ? null : decodeOpening(proof.extra);
  if (proof === null || note === null || checkpoint === null || opening === null || opening.salt.length > 255)
    return null;
  const parts = [
    number(proof.index),
    number(checkpoint.size),
    number(proof.hashes.length),
    ...proof.hashes,
    checkpoint.root,
    sized(utf8ToBytes(checkpoint.origin)),
    number(note.signatures.length),
    ...note.signatures.flatMap(({ name, id, bytes }) => [
      sized(utf8ToBytes(name === checkpoint.origin ? '' : name)),
      hexToBytes(id),
      sized(bytes),
    ]),
    sized(opening.salt),
    packStep(canonicalJson(opening.entry)),
  ];
  return concatBytes(...parts);
}

function unpack(bytes: Uint8Array): string | null {
  const read = reader(bytes);
  const index = read.number();
  const size = read.number();
  const hashes = Array.from({ length: Math.min(read.number(), 64) }, () => read.bytes(HASH_BYTES));
  const root = read.bytes(HASH_BYTES);
  const origin = read.text();
  const signatures = Array.from({ length: Math.min(read.number(), 32) }, () => {
    const name = read.text();
    const signed = concatBytes(read.bytes(KEY_ID_BYTES), read.sized());
    return `— ${name === '' ? origin : name} ${toBase64(signed)}\n`;
  });
  const salt = read.sized();
  const step = unpackStep(read.rest());
  if (read.failed() || step === null) return null;
  const extra = utf8ToBytes(`{"entry":${step},"salt":"${toBase64(salt)}"}`);
  const checkpoint = `${formatCheckpoint({ origin, size, root })}\n${signatures.join('')}`;
  return formatProof({ extra, index, hashes, checkpoint });
}

/** A whole number, seven bits a byte, lowest first; the high bit says that more follows. */
function number(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
  return Uint8Array.from([...bytes, rest]);
}

function sized(bytes: Uint8Array): Uint8Array {
  return concatBytes(number(bytes.length), bytes);
}

function packStep(json: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const found of json.matchAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{64}/g)) {
    parts.push(utf8ToBytes(json.slice(done, found.index)));
    const hex = found[0].replaceAll('-', '');
    parts.push(Uint8Array.of(hex.length === 32 ? UUID : HEX), hexToBytes(hex));
    done = found.index + found[0].length;
  }
  // Canonical JSON holds no control characters, so the two marks can stand for nothing else.
  return concatBytes(...parts, utf8ToBytes(json.slice(done)));
}

function unpackStep(bytes: Uint8Array): string | null {
  let json = '';
  let at = 0;
  while (at < bytes.length) {
    const mark = bytes[at];
    if (mark === UUID || mark === HEX) {
      const end = at + 1 + (mark === UUID ? 16 : HASH_BYTES);
      const hex = bytesToHex(bytes.subarray(at + 1, end));
      json += mark === UUID ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : hex;
      at = end;
      continue;
    }
    const next = bytes.findIndex((byte, index) => index > at && byte < 0x20);
    const end = next < 0 ? bytes.length : next;
    const text = utf8(bytes.subarray(at, end));
    if (text === null) return null;
    json += text;
    at = end;
  }
  return json;
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Reads on from byte to byte; past the end it gives nothings and remembers that it failed. */
function reader(bytes: Uint8Array) {
  let at = 0;
  let failed = false;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) failed = true;
    const part = bytes.subarray(at, at + length);
    at += length;
    return part;
  };
  const readNumber = (): number => {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = take(1)[0] ?? 0;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
    failed = true;
    return 0;
  };
  const readSized = (): Uint8Array => take(readNumber());
  return {
    number: readNumber,
    bytes: take,
    sized: readSized,
    text: (): string => {
      const text = utf8(readSized());
      if (text === null) failed = true;
      return text ?? '';
    },
    rest: (): Uint8Array => take(Math.max(0, bytes.length - at)),
    failed: (): boolean => failed,
  };
}
