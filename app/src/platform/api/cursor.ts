/** Places in a list, opaque and signed: the last thing that was shown, so that what is added meanwhile moves nothing. */
import { z } from 'zod';
import { readToken, signToken } from '../crypto/token.ts';

const PURPOSE = 'api-cursor';
const Payload = z.tuple([z.string(), z.array(z.string().max(300)).max(6)]);

/** Sort keys of the last item shown. */
export type Position = readonly string[];

/** @param list which list with which filters: a cursor is good for no other */
export function writeCursor(key: Uint8Array, list: string, position: Position): string {
  // No dot: a cursor stands in addresses and is copied by double-click.
  return signToken(key, PURPOSE, JSON.stringify([list, position])).replace('.', '~');
}

/** Null: not one of ours, or of another list. */
export function readCursor(key: Uint8Array, list: string, cursor: string): Position | null {
  const read = readToken(key, PURPOSE, cursor.replace('~', '.'));
  if (!read.ok) return null;
  const payload = Payload.safeParse(JSON.parse(read.value));
  return payload.success && payload.data[0] === list ? payload.data[1] : null;
}
