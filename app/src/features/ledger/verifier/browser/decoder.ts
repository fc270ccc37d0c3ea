/** The decoder of QR codes for browsers without one of their own. A file of its own, fetched only when a picture or the camera is used. */
import decodeQR from 'qr/decode.js';

/** A dense code on a slow telephone takes longer than one frame of a film. */
const TIME_MS = 1500;

/** The text of the code in these pixels, four bytes each. Throws when there is none. */
export function decode({ data, width, height }: ImageData): string {
  return decodeQR({ data, width, height }, { format: 'RGBA', timeLimit: TIME_MS, effort: 3 });
}
