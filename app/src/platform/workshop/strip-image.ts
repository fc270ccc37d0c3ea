/** A working copy of a photo without what the camera wrote into it: place, time, device, owner, embedded thumbnails. */
import sharp, { type Sharp } from 'sharp';
import { fail, ok, type Result } from '../result.ts';
import type { ImageType, JobError } from './jobs.ts';

/** 60 million pixels: more than phones take, little enough for the memory of one child. */
const MOST_PIXELS = 60e6;

sharp.concurrency(1);
sharp.cache(false);

/** Decodes and encodes anew, upright; nothing but pixels passes. Colours are brought to sRGB, so the camera's profile may go as well. */
export async function stripImage(bytes: Uint8Array, type: ImageType): Promise<Result<Uint8Array, JobError>> {
  try {
    // An image that breaks off in the middle is refused: half a picture is no evidence.
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' });
    const { format } = await image.metadata();
    if (`image/${format}` !== type) return fail({ kind: 'broken' });
    return ok(await encode(image.autoOrient().toColourspace('srgb'), type));
  } catch (error) {
    const tooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    return fail({ kind: tooLarge ? 'too-large' : 'broken' });
  }
}

function encode(image: Sharp, type: ImageType): Promise<Buffer> {
  switch (type) {
    case 'image/jpeg':
      return image.jpeg({ quality: 85, mozjpeg: true }).toBuffer();
    case 'image/png':
      return image.png().toBuffer();
    case 'image/webp':
      return image.webp({ quality: 85 }).toBuffer();
  }
}
