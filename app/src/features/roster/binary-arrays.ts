/**
 * Columns of many rows as PostgreSQL reads arrays in its binary form: a statement then takes thousands of rows as one value each column, without
 * a text in between. (COPY would do the same, but refuses tables with row-level security.)
 */

const HEADER = 20;
const INT2 = 21;
const INT4 = 23;
const BYTEA = 17;

function start(bytes: Buffer, oid: number, count: number): void {
  bytes.writeInt32BE(1, 0); // one dimension
  bytes.writeInt32BE(0, 4); // no nulls
  bytes.writeInt32BE(oid, 8);
  bytes.writeInt32BE(count, 12);
  bytes.writeInt32BE(1, 16); // counted from 1
}

/** Room of its own, so that it can be handed to another thread without a copy. */
function room(size: number): Buffer {
  return Buffer.allocUnsafeSlow(size);
}

export function int2Array(values: readonly number[]): Buffer {
  const bytes = room(HEADER + values.length * 6);
  start(bytes, INT2, values.length);
  let at = HEADER;
  for (const value of values) {
    bytes.writeInt32BE(2, at);
    bytes.writeInt16BE(value, at + 4);
    at += 6;
  }
  return bytes;
}

export function int4Array(values: readonly number[]): Buffer {
  const bytes = room(HEADER + values.length * 8);
  start(bytes, INT4, values.length);
  let at = HEADER;
  for (const value of values) {
    bytes.writeInt32BE(4, at);
    bytes.writeInt32BE(value, at + 4);
    at += 8;
  }
  return bytes;
}

/** Puts other numbers in the place of those of an array made by {@link int4Array}. */
export function replaceInt4(bytes: Buffer, other: (value: number) => number): void {
  for (let at = HEADER + 4; at < bytes.length; at += 8) bytes.writeInt32BE(other(bytes.readInt32BE(at)), at);
}

export function byteaArray(values: readonly Buffer[]): Buffer {
  let size = HEADER;
  for (const value of values) size += 4 + value.length;
  const bytes = room(size);
  start(bytes, BYTEA, values.length);
  let at = HEADER;
  for (const value of values) {
    bytes.writeInt32BE(value.length, at);
    value.copy(bytes, at + 4);
    at += 4 + value.length;
  }
  return bytes;
}
