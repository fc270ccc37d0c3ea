/** A PDF as whoever opens it sees it: drawn by the reader that browsers use, so that a test can point a "camera" at its codes. */
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import decodeQr from 'qr/decode.js';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity, by rows. */
  readonly data: Uint8ClampedArray;
  readonly png: Buffer;
}

/** A part of a picture, in shares of its width and height from the left upper corner: `[0.5, 0, 1, 1]` is the right half. */
export type Part = readonly [left: number, top: number, right: number, bottom: number];

/** Draws a part of a page, at 200 dots an inch unless told; throws when the file is no PDF. */
export async function drawPdf(
  pdf: Uint8Array,
  part: Part = [0, 0, 1, 1],
  { page = 1, dpi = 200 } = {},
): Promise<Picture> {
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  try {
    const sheet = await (await loading.promise).getPage(page);
    const viewport = sheet.getViewport({ scale: dpi / 72 });
    const whole = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    const canvasContext: unknown = whole.getContext('2d');
    if (!drawsAsBrowsers(canvasContext)) throw new Error('this canvas draws otherwise than the one of browsers');
    await sheet.render({ canvas: null, canvasContext, viewport }).promise;
    const [left, top, right, bottom] = part;
    const x = Math.floor(left * whole.width);
    const y = Math.floor(top * whole.height);
    const width = Math.ceil(right * whole.width) - x;
    const height = Math.ceil(bottom * whole.height) - y;
    const cut = createCanvas(width, height);
    cut.getContext('2d').drawImage(whole, x, y, width, height, 0, 0, width, height);
    const { data } = cut.getContext('2d').getImageData(0, 0, width, height);
    return { width, height, data, png: cut.toBuffer('image/png') };
  } finally {
    await loading.destroy();
  }
}

function drawsAsBrowsers(context: unknown): context is CanvasRenderingContext2D {
  return typeof context === 'object' && context !== null && 'drawImage' in context && 'setTransform' in context;
}

/** What a telephone reads in the picture; throws when there is no code in it. */
export function readCode({ width, height, data }: Picture): string {
  return decodeQr({ width, height, data });
}
