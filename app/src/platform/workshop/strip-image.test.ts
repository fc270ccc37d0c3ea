import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageTypes } from './jobs.ts';
import { stripImage } from './strip-image.ts';

const pixels = sharp(randomBytes(3 * 60 * 40), { raw: { width: 60, height: 40, channels: 3 } });
const exif = {
  IFD0: { Make: 'Ponselku', Artist: 'Nama Pelapor', Software: 'Galeri' },
  IFD3: { GPSLatitude: '7/1 58/1 0/1', GPSLatitudeRef: 'S' },
};

describe('the working copy of a photo', () => {
  it('says nothing of camera, place and owner any more, in every format', async () => {
    for (const type of imageTypes) {
      const format = type === 'image/jpeg' ? 'jpeg' : type === 'image/png' ? 'png' : 'webp';
      const original = await pixels.clone().withExif(exif).toFormat(format).toBuffer();
      expect(original.includes('Nama Pelapor'), `${type} was made with metadata`).toBe(true);
      const result = await stripImage(original, type);
      if (!result.ok) throw new Error(result.error.kind);
      const copy = Buffer.from(result.value);
      for (const word of ['Nama Pelapor', 'Ponselku', 'Galeri', 'Exif']) expect(copy.includes(word), word).toBe(false);
      const metadata = await sharp(copy).metadata();
      expect(metadata).toMatchObject({ format, width: 60, height: 40 });
      expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.icc]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it('stands upright although the camera was held sideways', async () => {
    const sideways = await pixels.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const result = await stripImage(sideways, 'image/jpeg');
    expect(result.ok && (await sharp(Buffer.from(result.value)).metadata())).toMatchObject({ width: 40, height: 60 });
  });

  it('does not exist for half a photo, another type than said, and what is no photo', async () => {
    const jpeg = await pixels.clone().jpeg().toBuffer();
    const broken = { ok: false, error: { kind: 'broken' } };
    expect(await stripImage(jpeg.subarray(0, jpeg.length / 2), 'image/jpeg')).toEqual(broken);
    expect(await stripImage(jpeg, 'image/png')).toEqual(broken);
    expect(await stripImage(Buffer.from('halo'), 'image/jpeg')).toEqual(broken);
    expect(
      await stripImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'image/png'),
    ).toEqual(broken);
  });

  it('does not exist for a small file that unfolds into more pixels than memory holds', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(500_000);
    expect(await stripImage(bomb, 'image/png')).toEqual({ ok: false, error: { kind: 'too-large' } });
  });
});
