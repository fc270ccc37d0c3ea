/** One page of a Typst template as a PNG: the typesetter draws it as SVG, libvips makes pixels of it. */
import sharp from 'sharp';
import { fail, ok, type Result } from '../result.ts';
import type { JobError } from './jobs.ts';
import { compiled } from './render-pdf.ts';

/** More pixels than the largest picture that is made (A1 at 150 to the inch). */
const MOST_PIXELS = 24_000_000;

export async function renderPng(
  source: string,
  data: string,
  qr: Readonly<Record<string, string>>,
  width: number,
  height: number,
): Promise<Result<Uint8Array, JobError>> {
  if (width * height > MOST_PIXELS) return fail({ kind: 'too-large' });
  const drawn = compiled(
    source,
    data,
    qr,
    (typst, document): Result<string, JobError> =>
      document.numOfPages === 1
        ? ok(typst.plainSvg(document))
        : fail({ kind: 'template', detail: `${document.numOfPages} pages where one was wanted` }),
  );
  if (!drawn.ok) return drawn;
  // The drawing says its size in points; what is wanted is pixels.
  const sized = drawn.value.replace(/width="[\d.]+pt" height="[\d.]+pt"/, `width="${width}" height="${height}"`);
  try {
    const pixels = sharp(Buffer.from(sized), { density: 72, limitInputPixels: 2 * MOST_PIXELS })
      .resize(width, height, { fit: 'fill' })
      .flatten({ background: '#ffffff' });
    return ok(await pixels.png({ compressionLevel: 9, palette: true, quality: 100, effort: 4 }).toBuffer());
  } catch (error) {
    return fail({ kind: 'template', detail: String(error).slice(0, 2000) });
  }
}
