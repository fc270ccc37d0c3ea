/** The public report walked without a browser, and the files that people attach to one. All of it is invented. */
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import type { Filled, Walker } from './walk.ts';

export interface ReportTold {
  readonly story: string;
  readonly place: string;
  readonly post: string;
  readonly accused: string;
  readonly files: readonly File[];
  /** Null: told without a name. */
  readonly identity: { readonly name: string; readonly address: string; readonly contact: string } | null;
}

export const plainReport: ReportTold = {
  story: 'Pegawai dinas diminta hadir di lapangan dan memakai kaus pasangan calon pada jam kerja.',
  place: 'Lapangan Tirta Rekaan',
  post: 'kepala seksi',
  accused: '',
  files: [],
  identity: null,
};

/** The pages of the form in their order, with what to answer on each. */
function pagesOf(told: ReportTold): readonly Filled[] {
  return [
    { act: 'partisan-activity' },
    { ...day('happened', '28'), ...day('known', '2', '10') },
    { region: 'Kecamatan Arunika Timur', place: told.place },
    { post: told.post, name: told.accused },
    { story: told.story },
    told.files.length === 0 ? {} : { files: told.files },
    told.identity === null ? { named: 'tidak' } : { named: 'ya', ...told.identity },
  ];
}

function day(name: string, number: string, month = '9'): Filled {
  return { [`${name}_day`]: number, [`${name}_month`]: month, [`${name}_year`]: '2024' };
}

/** Answers every page up to the one that checks the answers. Throws with the page's own words when one is refused. */
export async function walkToCheck(walker: Walker, told: ReportTold = plainReport): Promise<void> {
  await walker.open('/lapor/apa');
  for (const filled of pagesOf(told)) {
    const { status, text } = await walker.submit(filled, { button: 'go=next' });
    if (status !== 200) throw new Error(`${walker.heading}: ${status} ${text.slice(0, 500)}`);
  }
  if (walker.heading !== 'Periksa jawaban Anda') throw new Error(`not at the check but at ${walker.heading}`);
}

/** Sends what was checked and gives the receipt. Throws with the page's own words when there is none. */
export async function send(walker: Walker): Promise<string> {
  const { status, text } = await walker.submit({}, { button: 'go=send' });
  if (status !== 200 || walker.receipt === '') throw new Error(`not sent: ${status} ${text.slice(0, 500)}`);
  return walker.receipt;
}

/** Looks a receipt up as whoever stands at the form does; the walker then stands at the steps or at the form with its error. */
export async function lookUp(walker: Walker, receipt: string): Promise<void> {
  if (walker.heading !== 'Cek laporan') await walker.open('/status');
  await walker.submit({ receipt });
}

/** A photo as a phone makes it: it knows where, when and by whom it was taken. */
export async function photoWithPlace(artist = 'Pemilik Ponsel Rekaan'): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#ccd"/>
    <circle cx="320" cy="200" r="120" fill="#5a3ea6"/><path d="M0 480 320 300 640 480z" fill="#334"/></svg>`;
  return sharp(Buffer.from(drawing))
    .withExif({
      IFD0: { Make: 'Ponsel Rekaan', Artist: artist },
      IFD3: { GPSLatitude: '7/1 58/1 12/1', GPSLatitudeRef: 'S', GPSLongitude: '110/1 22/1 3/1', GPSLongitudeRef: 'E' },
    })
    .jpeg()
    .toBuffer();
}

export async function smallPdf(words = 'Undangan rapat, contoh rekaan', author = 'Penulis Rekaan'): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setAuthor(author);
  document.addPage([300, 200]).drawText(words, { x: 20, y: 100, size: 12 });
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

export function fileOf(bytes: Buffer, name: string, type: string): File {
  return new File([new Uint8Array(bytes)], name, { type });
}
