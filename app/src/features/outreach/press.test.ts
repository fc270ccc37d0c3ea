/** Every kind and size is really made: one page, nothing cut off, nothing blank, no colour of a party, and a code that leads where it says. */
import { PDFDocument } from '@cantoo/pdf-lib';
import decodeQr from 'qr/decode.js';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { createWorkshop } from '../../platform/workshop/index.ts';
import { altOf, codesOf, templateData } from './draw.ts';
import { type FormatId, formatIds, shapeOf } from './formats.ts';
import { headlines } from './kit.ts';
import { around, kitOf } from './outreach.fixture.ts';
import { picturesOf, pixelsOf, pressOf, template } from './press.ts';
import { duties } from './statements.ts';
import { zipOf } from './zip.ts';

const workshop = createWorkshop();
afterAll(() => workshop.close());
const press = pressOf(workshop, around);

const longest = {
  office: 'Dinas Kependudukan, Pencatatan Sipil, Pemberdayaan Perempuan dan Perlindungan Anak Kabupaten Arunika Utara',
  extra:
    'Apel bersama seluruh pegawai pada hari Senin, 7 Oktober 2024, pukul 07.30, di halaman kantor. Datanglah tepat waktu semua',
};

/** Shares of the pixels by what they are: ink or paper, violet, or a strong colour that is not ours. */
async function coloursOf(
  png: Buffer,
): Promise<{ readonly ink: number; readonly violet: number; readonly other: number }> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const count = { ink: 0, violet: 0, other: 0 };
  for (let at = 0; at < data.length; at += info.channels) {
    const [r = 0, g = 0, b = 0] = [data[at], data[at + 1], data[at + 2]];
    const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
    if (most < 80) count.ink += 1;
    if (most < 60 || (most - least) / most < 0.3) continue;
    // Violet: blue leads, red comes second, green last.
    if (b === most && r > g) count.violet += 1;
    else count.other += 1;
  }
  const all = info.width * info.height;
  return { ink: count.ink / all, violet: count.violet / all, other: count.other / all };
}

const codeIn = async (png: Buffer): Promise<string> => {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQr({ width: info.width, height: info.height, data });
};

describe.each(formatIds)('%s', (format) => {
  it('is a page in ink, paper and a little violet, with a code that leads to the kit', {
    timeout: 120_000,
  }, async () => {
    const ready = kitOf();
    const pictures = picturesOf(ready, format);
    const last = pictures.at(-1) ?? 0;
    const made = await press.png(ready, format, last, false);
    if (!made.ok) throw new Error(made.error);
    const metadata = await sharp(made.value).metadata();
    const [width, height] = shapeOf(format).pixels;
    expect(metadata).toMatchObject({ format: 'png', width, height });
    const colours = await coloursOf(made.value);
    expect(colours.ink).toBeGreaterThan(0.01);
    expect(colours.violet).toBeGreaterThan(0.0003);
    expect(colours.violet).toBeLessThan(0.05);
    expect(colours.other).toBeLessThan(0.0005);
    const readable = await sharp(made.value)
      .resize(1600, 1600, { fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer();
    expect(await codeIn(readable)).toBe('https://netra.contoh.go.id/m/K7M4QXT');
  });

  it('holds the longest words in both languages on one page', { timeout: 120_000 }, async () => {
    for (const lang of ['id', 'en'] as const)
      for (const stage of ['sebelum', 'masa-tenang'] as const) {
        const ready = kitOf({ ...longest, lang, stage, duty: 'pasangan-calon' });
        for (const slide of picturesOf(ready, format)) {
          const made = await press.png(ready, format, slide, true);
          expect(made.ok, `${lang} ${stage} ${slide}`).toBe(true);
        }
      }
  });

  it('has a PDF of the right size whose words are read out, with the alternative text in it', {
    timeout: 60_000,
  }, async () => {
    const ready = kitOf();
    const made = await press.pdf(ready, format);
    if (!made.ok) throw new Error(made.error);
    const pdf = await PDFDocument.load(made.value, { updateMetadata: false });
    const pages = pdf.getPages();
    expect(pages.length).toBe(picturesOf(ready, format).length);
    const [width, height] = shapeOf(format).page;
    expect(pages[0]?.getSize().width).toBeCloseTo(width, 0);
    expect(pages[0]?.getSize().height).toBeCloseTo(height, 0);
    expect(pdf.getTitle()).toContain('Netral itu melayani semua.');
    expect(pdf.getSubject()).toBe(altOf(ready, format, 'id', around.publicUrl));
    expect(await textOf(pdf)).toContain('Kode QR menuju netra.contoh.go.id/m/K7M4QXT');
  });
});

/** Alternative texts of the pictures in a document. */
async function textOf(pdf: PDFDocument): Promise<string> {
  return pdf.context
    .enumerateIndirectObjects()
    .map(([, object]) => object.toString())
    .filter((object) => object.includes('/Alt'))
    .map((object) => /\/Alt <?\(?([^>)]*)/.exec(object)?.[1] ?? '')
    .map((text) => (/^FEFF/i.test(text) ? Buffer.from(text.slice(4), 'hex').swap16().toString('utf16le') : text))
    .join('\n');
}

describe('every headline for every duty', () => {
  it('fits the narrowest and the widest format', { timeout: 120_000 }, async () => {
    for (const headline of Object.keys(headlines).filter((id): id is keyof typeof headlines => id in headlines))
      for (const format of ['banner-60x160', 'spanduk-300x100'] as const satisfies readonly FormatId[]) {
        const ready = kitOf();
        const named = { ...ready, kit: { ...ready.kit, headline } };
        expect((await press.png(named, format, 0, true)).ok, `${headline} ${format}`).toBe(true);
      }
    for (const duty of duties) expect((await press.png(kitOf({ duty }), 'poster-a4', 0, true)).ok, duty).toBe(true);
  });
});

describe('the press', () => {
  it('makes the same picture once, and the same again', async () => {
    let drawn = 0;
    const counting = pressOf(
      {
        ...workshop,
        drawOwn: (...args) => {
          drawn += 1;
          return workshop.drawOwn(...args);
        },
      },
      around,
    );
    const ready = kitOf();
    const [one, two] = await Promise.all([1, 2].map(() => counting.png(ready, 'kartu-1080x1080', 0, true)));
    expect(one?.ok === true && two?.ok === true && one.value.equals(two.value)).toBe(true);
    await counting.png(ready, 'kartu-1080x1080', 0, true);
    expect(drawn).toBe(1);
  });

  it('takes no more than it can make soon, and stands by after a failure', async () => {
    const never = pressOf({ ...workshop, drawOwn: () => new Promise(() => {}) }, around);
    const asked = Array.from({ length: 60 }, (_, n) => never.png(kitOf({ extra: `Ruang ${n}` }), 'poster-a4', 0, true));
    expect(await Promise.race([asked.at(-1), Promise.resolve('waits')])).toEqual({ ok: false, error: 'busy' });
    const failing = pressOf(
      { ...workshop, drawOwn: () => Promise.resolve({ ok: false, error: { kind: 'timeout' } }) },
      around,
    );
    expect(await failing.png(kitOf(), 'poster-a4', 0, true)).toEqual({ ok: false, error: 'busy' });
  });

  it('stops at words that cannot fit, instead of cutting them off', async () => {
    const ready = kitOf();
    const data = { ...templateData(ready, 'kartu-1080x1080', around), extra: 'kata '.repeat(400) };
    const made = await workshop.drawOwn(
      { source: template() },
      data,
      codesOf(ready, around.publicUrl),
      pixelsOf('kartu-1080x1080', true),
    );
    expect(made.ok ? 'made' : JSON.stringify(made.error)).toContain('does not fit');
  });
});

describe('the archive', () => {
  it('opens with the names and bytes that were put in', async () => {
    const files = [
      { name: 'satu.png', bytes: Buffer.from('satu') },
      { name: 'dua.pdf', bytes: Buffer.alloc(70_000, 7) },
    ];
    const parts: Uint8Array[] = [];
    async function* entries() {
      yield* files;
    }
    for await (const part of zipOf(entries())) parts.push(part);
    const zip = await new Promise<yauzl.ZipFile>((done, no) =>
      yauzl.fromBuffer(Buffer.concat(parts), { lazyEntries: true }, (error, file) => (error ? no(error) : done(file))),
    );
    const seen: { name: string; bytes: Buffer }[] = [];
    await new Promise<void>((done, no) => {
      zip.on('error', no).on('end', () => done());
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (error, stream) => {
          if (error) return no(error);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('error', no);
          stream.on('end', () => {
            seen.push({ name: entry.fileName, bytes: Buffer.concat(chunks) });
            zip.readEntry();
          });
        }),
      );
      zip.readEntry();
    });
    expect(seen.map(({ name }) => name)).toEqual(['satu.png', 'dua.pdf']);
    for (const [index, { bytes }] of seen.entries())
      expect(bytes.equals(files[index]?.bytes ?? Buffer.alloc(0))).toBe(true);
  });
});
