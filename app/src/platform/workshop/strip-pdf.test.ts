import { inflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { withoutJpegMetadata } from './strip-jpeg.ts';
import { stripPdf } from './strip-pdf.ts';

const photo = await sharp({ create: { width: 50, height: 50, channels: 3, background: '#5a3ea6' } })
  .withExif({ IFD0: { Artist: 'Pemilik Kamera' } })
  .jpeg()
  .toBuffer();

/** A document with something of everything that must go, and two pages that must stay. */
async function talkative(): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  document.setAuthor('Nama Pelapor');
  document.setTitle('Judul Rahasia');
  document.setProducer('Pengolah Kata');
  const page = document.addPage([300, 300]);
  page.drawText('Isi yang tetap ada');
  page.drawImage(await document.embedJpg(photo));
  document.addPage([200, 200]).drawText('Halaman dua');
  await document.attach(Buffer.from('isi lampiran tersembunyi'), 'lampiran.txt', { mimeType: 'text/plain' });
  document.addJavaScript('greet', 'app.alert("skrip jahat")');
  const { context, catalog } = document;
  const xmp = context.stream('<x:xmpmeta>pembuat: Nama Pelapor</x:xmpmeta>', { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(PDFName.of('Metadata'), context.register(xmp));
  const action = { S: 'Launch', F: PDFString.of('program-jahat') };
  catalog.set(PDFName.of('OpenAction'), context.register(context.obj(action)));
  page.node.set(PDFName.of('AA'), context.obj({ O: { S: 'URI', URI: PDFString.of('https://pengintai.example') } }));
  page.node.set(PDFName.of('PieceInfo'), context.obj({ App: { Private: PDFString.of('catatan program') } }));
  const link = context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [0, 0, 9, 9],
    A: { S: 'URI', URI: PDFString.of('https://pengintai.example/x') },
  });
  const inside = context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [0, 0, 9, 9],
    A: { S: 'GoTo', D: [page.ref, 'Fit'] },
  });
  const file = context.obj({
    Type: 'Annot',
    Subtype: 'FileAttachment',
    Rect: [0, 0, 9, 9],
    Contents: PDFString.of('catatan lampiran'),
  });
  page.node.set(
    PDFName.of('Annots'),
    context.obj([link, inside, file].map((annotation) => context.register(annotation))),
  );
  return document;
}

/** Everything in a PDF in the clear: all streams inflated, all strings decoded. */
async function inTheClear(bytes: Uint8Array): Promise<string> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const parts = [Buffer.from(bytes).toString('latin1')];
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    parts.push(object.toString());
    if (!(object instanceof PDFRawStream)) continue;
    const raw = Buffer.from(object.contents);
    parts.push(raw.toString('latin1'));
    if (String(object.dict.get(PDFName.of('Filter'))).includes('FlateDecode'))
      parts.push(inflateSync(raw).toString('latin1'));
  }
  // pdf-lib writes some texts as UTF-16 in hex.
  const text = parts.join('\n');
  const decoded = text.replace(/<((?:[0-9a-f]{4}){4,})>/gi, (_all, hex: string) =>
    Buffer.from(hex, 'hex').swap16().toString('utf16le'),
  );
  return `${text}\n${decoded}`;
}

const secrets = [
  'Nama Pelapor',
  'Judul Rahasia',
  'Pengolah Kata',
  'isi lampiran',
  'lampiran.txt',
  'skrip jahat',
  'program-jahat',
  'pengintai.example',
  'catatan program',
  'catatan lampiran',
  'Pemilik Kamera',
];

describe('the working copy of a PDF', () => {
  it('keeps its pages and nothing that tells of its maker, hidden in it or let loose by it', async () => {
    for (const useObjectStreams of [true, false]) {
      const original = await (await talkative()).save({ useObjectStreams });
      const before = await inTheClear(original);
      for (const secret of secrets) expect(before, `test document holds "${secret}"`).toContain(secret);
      const result = await stripPdf(original);
      if (!result.ok) throw new Error(result.error.kind);
      const after = await inTheClear(result.value);
      for (const secret of secrets) expect(after, secret).not.toContain(secret);
      expect(after).not.toMatch(/JavaScript|EmbeddedFile|OpenAction|xmpmeta/);
      const copy = await PDFDocument.load(result.value, { updateMetadata: false });
      expect(copy.getPages().map((page) => page.getSize())).toEqual([
        { width: 300, height: 300 },
        { width: 200, height: 200 },
      ]);
      expect(after).toContain(Buffer.from('Isi yang tetap ada').toString('hex').toUpperCase());
      expect(after).toContain('GoTo');
      expect(after).toContain('DCTDecode');
    }
  });

  it('does not exist for a PDF with a password, and says so', async () => {
    for (const passwords of [{ userPassword: 'a', ownerPassword: 'b' }, { ownerPassword: 'b' }]) {
      const document = await talkative();
      await document.encrypt(passwords);
      expect(await stripPdf(await document.save())).toEqual({ ok: false, error: { kind: 'encrypted' } });
    }
  });

  it('does not exist for half a PDF, an empty one and what is none', async () => {
    const whole = await (await talkative()).save();
    for (const bytes of [whole.subarray(0, 300), new Uint8Array(0), Buffer.from('%PDF-1.7\n%%EOF')]) {
      expect(await stripPdf(bytes)).toEqual({ ok: false, error: { kind: 'broken' } });
    }
  });
});

describe('a JPEG without its metadata', () => {
  it('has the same pixels', async () => {
    const bare = withoutJpegMetadata(Buffer.concat([photo, Buffer.from('film setelah foto')]));
    expect(Buffer.from(bare).includes('Pemilik Kamera')).toBe(false);
    expect(Buffer.from(bare).includes('film setelah foto')).toBe(false);
    expect(await sharp(Buffer.from(bare)).raw().toBuffer()).toEqual(await sharp(photo).raw().toBuffer());
  });

  it('is given back unchanged when it is none', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('halo'), Buffer.from('ffd8ffe10000', 'hex')]) {
      expect(withoutJpegMetadata(bytes)).toEqual(bytes);
    }
  });
});
