/** Takes the metadata out of a JPEG without decoding it: for photos inside a PDF, which must keep their exact size and colours. */

/** JFIF (APP0), colour profile (APP2 with ICC) and Adobe's colour transform (APP14) are needed to show the picture; the rest is not. */
function isNeeded(marker: number, body: Uint8Array): boolean {
  if (marker === 0xfe) return false; // comment
  if (marker < 0xe0 || marker > 0xef) return true; // no application segment
  if (marker === 0xe0) return startsWith(body, 'JFIF');
  if (marker === 0xe2) return startsWith(body, 'ICC_PROFILE');
  return marker === 0xee && startsWith(body, 'Adobe');
}

/** The same picture without EXIF, XMP, comments, thumbnails and anything after its end. Gives back what is no JPEG unchanged. */
export function withoutJpegMetadata(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === 0xda) break; // the picture itself begins
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2) return bytes;
    const segment = bytes.subarray(at, at + 2 + length);
    if (isNeeded(marker, segment.subarray(4))) kept.push(segment);
    at += 2 + length;
  }
  kept.push(bytes.subarray(at, endOfPicture(bytes, at)));
  return Buffer.concat(kept);
}

/** After the last end marker there may be a film or an editor's notes. */
function endOfPicture(bytes: Uint8Array, from: number): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.indexOf(Buffer.from([0xff, 0xd9]), from);
  return end < 0 ? bytes.length : end + 2;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text;
}
