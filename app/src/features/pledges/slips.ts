/** Slips with one-time codes for cutting: ten on a sheet, unit by unit. Printed once; what is printed lies nowhere else. */
import type { Result } from '../../platform/result.ts';
import type { Workshop, WorkshopError } from '../../platform/workshop/index.ts';
import type { MadeCode } from './campaign.ts';

export interface SlipSheet {
  readonly institution: string;
  readonly election: string;
  /** Where the code is entered, with scheme. */
  readonly address: string;
  readonly until: string;
  readonly isoDay: string;
  readonly demo: boolean;
  /** How many of how many these are. */
  readonly note: string;
}

/** How many slips carry a QR code of their own: drawing one costs more than a slip without. */
const MOST_QR = 400;

export function slipsPdf(
  workshop: Pick<Workshop, 'renderOwn'>,
  sheet: SlipSheet,
  codes: readonly MadeCode[],
  madeAt: number,
): Promise<Result<Buffer, WorkshopError>> {
  const ordered = codes.toSorted(
    (a, b) => (a.unit ?? '').localeCompare(b.unit ?? '', 'id') || a.person.name.localeCompare(b.person.name, 'id'),
  );
  const withQr = ordered.length <= MOST_QR;
  const slips = ordered.map(({ code, unit, person }, index) => ({
    code,
    unit: unit ?? '',
    name: person.name,
    qr: withQr ? `s${index}` : '',
  }));
  const qr = withQr
    ? Object.fromEntries(ordered.map(({ code }, index) => [`s${index}`, `${sheet.address}?k=${code}`]))
    : {};
  return workshop.renderOwn(
    { source: slipTemplate },
    { ...sheet, shown: sheet.address.replace(/^https?:\/\//, ''), slips },
    qr,
    madeAt,
  );
}

/** Words about people come as data, never as markup. */
const slipTemplate = `
#let d = json(bytes(sys.inputs.data))
#let codes = json(bytes(sys.inputs.qr))
#let day = d.isoDay.split("-").map(int)
#set document(title: "Slip kode ikrar", author: "Netra", date: datetime(year: day.at(0), month: day.at(1), day: day.at(2)))
#set text(font: ("Plus Jakarta Sans", "Plus Jakarta Exts"), size: 8.5pt, lang: "id")
#set page(paper: "a4", margin: 10mm)
#let slip(s) = block(
  width: 100%, height: 52mm, inset: 4mm, breakable: false, stroke: (paint: rgb("#b9b4c4"), thickness: 0.5pt, dash: "dashed"),
  grid(columns: (1fr, if s.qr == "" { 0mm } else { 24mm }), column-gutter: 3mm,
    {
      text(weight: 700, size: 9.5pt, s.name)
      linebreak()
      text(fill: rgb("#55525f"), s.unit)
      v(1.5mm)
      text(size: 8pt)[Kode Anda untuk ikrar netralitas, #d.election:]
      v(0.5mm)
      text(size: 14pt, weight: 700, tracking: 0.06em, s.code)
      v(0.5mm)
      text(size: 8pt)[Buka #text(weight: 600, d.shown) dan isi kode ini. Berlaku sampai #d.until. Hanya untuk Anda: jangan serahkan kepada siapa pun.]
      if d.demo { linebreak(); text(size: 7.5pt, weight: 600, fill: rgb("#8a4b08"))[Contoh dari demonstrasi Netra.] }
    },
    if s.qr != "" { align(right + horizon, image(bytes(codes.at(s.qr)), format: "svg", width: 23mm, alt: "Kode QR untuk membuka halaman ikrar")) },
  ),
)
#let units = d.slips.map(s => s.unit).dedup()
#for (index, unit) in units.enumerate() {
  if index > 0 { pagebreak() }
  text(size: 8pt, fill: rgb("#55525f"))[#d.institution #if unit != "" [#sym.dot.c #unit] #if index == 0 [#h(1fr) #d.note]]
  v(1mm)
  grid(columns: (1fr, 1fr), ..d.slips.filter(s => s.unit == unit).map(slip))
}
`;
