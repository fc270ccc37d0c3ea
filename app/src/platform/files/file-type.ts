/** Which files we take, by their first bytes: never by their name or by what the browser says they are. */
import { fileTypeFromBuffer } from 'file-type';
import { fail, ok, type Result } from '../result.ts';

/** What we keep. Others are refused with a reason, because nobody here could strip their metadata. */
export const allowedTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type AllowedType = (typeof allowedTypes)[number];

/** First bytes that are enough to tell the type. */
export const SNIFF_BYTES = 4100;

/** `heic` stands apart: it is what a phone calls a photo, so the person deserves another sentence than for a program. */
export type TypeRefusal =
  | { readonly kind: 'empty' }
  | { readonly kind: 'heic' }
  | { readonly kind: 'type-not-allowed'; readonly found: string | null };

/** Says what a file is, from its first bytes (4,100 are enough). `found` is null when the bytes are of no known type, e.g. plain text. */
export async function sniffType(head: Uint8Array): Promise<Result<AllowedType, TypeRefusal>> {
  if (head.length === 0) return fail({ kind: 'empty' });
  const found = (await fileTypeFromBuffer(head))?.mime ?? null;
  const allowed = allowedTypes.find((type) => type === found);
  if (allowed !== undefined) return ok(allowed);
  if (found !== null && /^image\/hei[cf]/.test(found)) return fail({ kind: 'heic' });
  return fail({ kind: 'type-not-allowed', found });
}

/**
 * Whether the end of a file looks like the end of its type: a photo cut in half by a bad line is better refused while the person is still
 * there. A JPEG may go on after its picture (motion photos do), so its end says nothing; the workshop decodes it.
 * @param tail the last 4,096 bytes, or the whole of a shorter file
 */
export function looksWhole(type: AllowedType, head: Uint8Array, tail: Uint8Array, size: number): boolean {
  switch (type) {
    case 'image/jpeg':
      return true;
    case 'image/png':
      return latin(tail).includes('IEND');
    case 'image/webp':
      return head.length >= 12 && Buffer.from(head).readUInt32LE(4) + 8 <= size;
    case 'application/pdf':
      return latin(tail).includes('%%EOF');
  }
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
