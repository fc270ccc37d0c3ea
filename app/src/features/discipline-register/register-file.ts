/** Pure: the files for SIASN and I'DIS. Columns as the registers read them, in CSV that starts no formula and in JSON that a schema lets out. */
import { z } from 'zod';
import { csvLine, csvStart } from '../../platform/imports/index.ts';

export const rungs = ['reminded', 'reprimanded', 'block-proposed', 'blocked', 'block-refused', 'unblocked'] as const;
export type Rung = (typeof rungs)[number];

export function isRung(text: string): text is Rung {
  return rungs.some((one) => one === text);
}

/** A rung of the ladder as SIASN hears of it. The block falls on services of the authority: no accused is named. */
export const LadderRow = z.strictObject({
  nomor_perkara: z.string(),
  langkah: z.enum(['pengingat', 'teguran', 'usul-blokir', 'blokir', 'tolak-blokir', 'buka-blokir']),
  kode_kantor: z.string(),
  nama_kantor: z.string(),
  layanan: z.array(z.string()),
  nomor: z.string(),
  dasar: z.string(),
  tanggal: z.iso.date(),
  tinjau_lagi: z.string(),
  keadaan: z.enum(['tercatat', 'menunggu', 'diblokir', 'ditolak', 'dibuka']),
});
export type LadderRow = z.output<typeof LadderRow>;

export const rungWords = {
  reminded: 'pengingat',
  reprimanded: 'teguran',
  'block-proposed': 'usul-blokir',
  blocked: 'blokir',
  'block-refused': 'tolak-blokir',
  unblocked: 'buka-blokir',
} as const satisfies Record<Rung, LadderRow['langkah']>;

/** What became of a rung, by the rung that follows it on the same ladder. */
export function stateOf(rung: Rung, next: Rung | null): LadderRow['keadaan'] {
  switch (rung) {
    case 'reminded':
    case 'reprimanded':
      return 'tercatat';
    case 'block-proposed':
      return next === 'blocked' ? 'diblokir' : next === 'block-refused' ? 'ditolak' : 'menunggu';
    case 'blocked':
      return next === 'unblocked' ? 'dibuka' : 'diblokir';
    case 'block-refused':
      return 'ditolak';
    case 'unblocked':
      return 'dibuka';
  }
}

/** A decision in effect as I'DIS takes it, one row a person. */
export const DecisionRow = z.strictObject({
  nomor_perkara: z.string(),
  nama: z.string(),
  nip: z.string(),
  nomor_keputusan: z.string(),
  tanggal_keputusan: z.string(),
  kode_sanksi: z.string(),
  sanksi: z.string(),
  berlaku: z.string(),
});
export type DecisionRow = z.output<typeof DecisionRow>;

export type FileFormat = 'csv' | 'json';

/** The bytes of a file with these rows. */
export function fileOf<Row extends LadderRow | DecisionRow>(
  schema: z.ZodType<Row>,
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
  format: FileFormat,
): string {
  const checked = rows.map((row) => schema.parse(row));
  if (format === 'json') return `${JSON.stringify(checked, null, 2)}\n`;
  const cell = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));
  return csvStart + csvLine(columns) + checked.map((row) => csvLine(columns.map((name) => cell(row[name])))).join('');
}

export const ladderColumns = [
  'nomor_perkara',
  'langkah',
  'kode_kantor',
  'nama_kantor',
  'layanan',
  'nomor',
  'dasar',
  'tanggal',
  'tinjau_lagi',
  'keadaan',
] as const satisfies readonly (keyof LadderRow)[];
export const decisionColumns = [
  'nomor_perkara',
  'nama',
  'nip',
  'nomor_keputusan',
  'tanggal_keputusan',
  'kode_sanksi',
  'sanksi',
  'berlaku',
] as const satisfies readonly (keyof DecisionRow)[];

/** Words of an officer without the accused: their names, whole and in parts, and employee numbers. */
export function withoutNames(text: string, names: readonly string[]): string {
  let left = text.replaceAll(/\b\d{8}[\s.]?\d{6}[\s.]?\d[\s.]?\d{3}\b/g, '[NIP]');
  const parts = names
    .flatMap((name) => [name, ...name.split(/\s+/).filter((part) => [...part].length >= 3)])
    .map((part) => part.replaceAll(/^[.,]+|[.,]+$/g, '').trim())
    .filter((part) => part !== '')
    .toSorted((a, b) => b.length - a.length);
  for (const part of parts) {
    const pattern = part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
    left = left.replaceAll(new RegExp(String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`, 'giu'), '[…]');
  }
  return left.replaceAll(/\[…\](\s+\[…\])+/g, '[…]');
}
