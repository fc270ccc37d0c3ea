/**
 * Reads QR codes out of pictures and the camera: with the browser's own detector where there is one, otherwise with a decoder that is fetched
 * only when somebody needs it. No picture is kept.
 */

/** Something a code can be read from, and its text, or null when there is no code in it. Never rejects. */
export type ReadQr = (picture: ImageBitmap | HTMLVideoElement) => Promise<string | null>;

/** A decoder of pixels, four bytes each. Throws when it finds no code. */
export type Decoder = (pixels: ImageData) => string;

/** Fetches the decoder, which is a file of its own: it weighs as much as all the rest. */
export type LoadDecoder = () => Promise<Decoder>;

/** The longest side of a picture that goes to a decoder: enough for the largest code, quick enough for a small telephone. */
const LONGEST_SIDE = 1600;

/** Gives a reader, or null when the browser has none and ours could not be fetched. */
export async function findReader(load: LoadDecoder): Promise<ReadQr | null> {
  const own = await ownDetector();
  if (own !== null) return own;
  const decode = await load().catch(() => null);
  if (decode === null) return null;
  return (picture) => Promise.resolve(decodeQuietly(decode, picture));
}

async function ownDetector(): Promise<ReadQr | null> {
  const Detector: unknown = Reflect.get(window, 'BarcodeDetector');
  if (typeof Detector !== 'function') return null;
  try {
    const formats = await call(Detector, 'getSupportedFormats', []);
    // Some systems have the interface and nothing behind it.
    if (!Array.isArray(formats) || !formats.includes('qr_code')) return null;
    const detector: unknown = Reflect.construct(Detector, [{ formats: ['qr_code'] }]);
    return async (picture) => {
      try {
        return textOf(await call(detector, 'detect', [picture]));
      } catch {
        return null;
      }
    };
  } catch {
    return null;
  }
}

/** Calls a method that our types do not know. */
async function call(owner: unknown, name: string, values: readonly unknown[]): Promise<unknown> {
  const method: unknown =
    typeof owner === 'object' || typeof owner === 'function' ? owner && Reflect.get(owner, name) : undefined;
  if (typeof method !== 'function') throw new TypeError(`${name} is missing`);
  const answer: unknown = Reflect.apply(method, owner, values);
  return answer;
}

function textOf(found: unknown): string | null {
  if (!Array.isArray(found)) return null;
  for (const one of found) {
    const text: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'rawValue') : undefined;
    if (typeof text === 'string' && text !== '') return text;
  }
  return null;
}

function decodeQuietly(decode: Decoder, picture: ImageBitmap | HTMLVideoElement): string | null {
  const [width, height] =
    picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null || canvas.width === 0 || canvas.height === 0) return null;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  try {
    return decode(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return null;
  }
}
