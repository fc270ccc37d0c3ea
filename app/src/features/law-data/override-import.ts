/** Corrected limits of single steps, for one office or for all: dated, with a source. One row each. */
import type { Nature, StepOverride, Unit } from '@netra/rulebook';
import {
  type Both,
  type Cells,
  type ImportColumn,
  type NumberedProblem,
  wordCell,
} from '../../platform/imports/index.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  confidence,
  dayColumn,
  limitedProcedures,
  readSource,
  type SourceCells,
  slugCell,
  sourceOn,
  sourcePublisher,
  textColumn,
} from './law-cells.ts';
import type { Proposal } from './law-draft.ts';

const overrideId: ImportColumn<string> = {
  id: 'override',
  label: { id: 'Kode', en: 'Id' },
  synonyms: ['id', 'kode pengecualian', 'override id'],
  required: true,
  hint: { id: 'misalnya kajian-awal-arunika-2028', en: 'for example kajian-awal-arunika-2028' },
  parse: slugCell,
};
const allSteps = new Set(
  limitedProcedures.flatMap((procedure) => procedure.steps.map((step) => `${procedure.id}/${step.id}`)),
);
const rule: ImportColumn<string> = {
  id: 'rule',
  label: { id: 'Langkah', en: 'Step' },
  synonyms: ['aturan', 'batas waktu', 'rule', 'step', 'procedure step'],
  required: true,
  hint: {
    id: 'tata cara/langkah, misalnya bawaslu-pilkada/initial-review',
    en: 'procedure/step, for example bawaslu-pilkada/initial-review',
  },
  parse: (text) =>
    allSteps.has(text)
      ? ok(text)
      : fail({
          id: 'tata cara/langkah yang ada di buku aturan, misalnya bawaslu-pilkada/initial-review',
          en: 'procedure/step of the rulebook, for example bawaslu-pilkada/initial-review',
        }),
};
const office = textColumn(
  'office',
  { id: 'Kode kantor', en: 'Office' },
  ['kantor', 'office code'],
  false,
  {
    id: 'kosong: semua kantor',
    en: 'empty: every office',
  },
  40,
);
const limit: ImportColumn<number> = {
  id: 'limit',
  label: { id: 'Hari', en: 'Days' },
  synonyms: ['batas', 'jumlah hari', 'limit', 'days'],
  required: true,
  hint: {
    id: 'bilangan bulat; negatif bila dihitung mundur',
    en: 'a whole number; negative where it counts backwards',
  },
  parse: (text) => {
    const value = /^-?\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
    return value >= -400 && value <= 400 && value !== 0
      ? ok(value)
      : fail({
          id: 'bilangan bulat dari 1 sampai 400 (atau negatif)',
          en: 'a whole number from 1 to 400 (or negative)',
        });
  },
};
const unit: ImportColumn<Unit> = {
  id: 'unit',
  label: { id: 'Satuan', en: 'Unit' },
  synonyms: ['unit', 'jenis hari'],
  required: true,
  hint: { id: 'hari kerja atau hari kalender', en: 'working days or calendar days' },
  parse: wordCell(
    {
      'hari kerja': 'working_day',
      'hari kalender': 'calendar_day',
      'working days': 'working_day',
      'calendar days': 'calendar_day',
      working_day: 'working_day',
      calendar_day: 'calendar_day',
    },
    { id: 2, en: ['working days', 'calendar days'] },
  ),
};
const nature: ImportColumn<Nature> = {
  id: 'nature',
  label: { id: 'Sifat batas', en: 'Nature' },
  synonyms: ['sifat', 'nature'],
  required: true,
  hint: { id: 'hukum, praktik (surat atau alur), atau target', en: 'law, practice (letter or workflow), or target' },
  parse: wordCell(
    { hukum: 'law', praktik: 'practice', target: 'target', law: 'law', practice: 'practice' },
    { id: 3, en: ['law', 'practice', 'target'] },
  ),
};
const basis = textColumn('basis', { id: 'Dasar', en: 'Basis' }, ['dasar hukum', 'basis'], true, {
  id: 'peraturan, surat, atau keputusan yang menentukannya, dengan pasalnya',
  en: 'the regulation, letter or decision that sets it, with its article',
});
const from = dayColumn('from', { id: 'Berlaku sejak', en: 'In force from' }, ['mulai', 'sejak', 'from'], true, {
  id: 'untuk batas waktu yang mulai pada hari itu atau sesudahnya',
  en: 'for limits that start on that day or later',
});
const until = dayColumn('until', { id: 'Berlaku sampai', en: 'In force until' }, ['sampai', 'until'], false, {
  id: 'kosong: tanpa akhir',
  en: 'empty: without end',
});
const reason = textColumn('reason', { id: 'Alasan', en: 'Reason' }, ['keterangan', 'reason'], true, {
  id: 'mengapa berbeda, satu kalimat',
  en: 'why it differs, one sentence (in Indonesian)',
});
const reasonEn = textColumn(
  'reason_en',
  { id: 'Alasan dalam bahasa Inggris', en: 'Reason in English' },
  ['alasan inggris', 'reason english'],
  false,
  { id: 'boleh kosong', en: 'may be empty' },
);

export const overrideColumns = [
  overrideId,
  rule,
  office,
  limit,
  unit,
  nature,
  basis,
  from,
  until,
  reason,
  reasonEn,
  sourcePublisher,
  sourceOn,
  confidence,
] as const;

export interface OverrideRow extends SourceCells {
  readonly override: Omit<StepOverride, 'source' | 'confidence'>;
}

export function readOverrideRow(cells: Cells): OverrideRow | undefined {
  const [id, step, at, days] = [cells.get(overrideId), cells.get(rule), cells.get(office), cells.get(limit)];
  const [counted, kind, by, since, to] = [
    cells.get(unit),
    cells.get(nature),
    cells.get(basis),
    cells.get(from),
    cells.get(until),
  ];
  const [why, whyEn] = [cells.get(reason), cells.get(reasonEn)];
  const source = readSource(cells);
  if (id === undefined || step === undefined || days === undefined || counted === undefined || kind === undefined)
    return undefined;
  if (by === undefined || since === undefined || why === undefined || source === undefined) return undefined;
  if (to !== undefined && to < since)
    cells.refuse(until, { id: `tanggal ${since} atau sesudahnya`, en: `${since} or later` });
  const [procedure = '', stepId = ''] = step.split('/');
  return {
    ...source,
    override: {
      id,
      procedure,
      step: stepId,
      ...(at === undefined ? {} : { office: at }),
      limit: days,
      unit: counted,
      nature: kind,
      basis: by,
      inForce: { from: since, ...(to === undefined ? {} : { until: to }) },
      reason: { id: why, en: whyEn ?? why },
    },
  };
}

export async function proposeOverrides(
  rows: AsyncIterable<{ readonly number: number; readonly row: OverrideRow }>,
): Promise<Proposal> {
  const problems: NumberedProblem[] = [];
  const drafts: Proposal['drafts'][number][] = [];
  const seen = new Map<string, number>();
  for await (const { number, row } of rows) {
    const { override, source, confidence: sure } = row;
    const before = seen.get(override.id);
    if (before !== undefined) {
      problems.push({
        row: number,
        column: overrideId.id,
        value: override.id,
        allowed: { id: `kode ini sudah ada di baris ${before}`, en: `this id stands in row ${before} already` },
      });
      continue;
    }
    seen.set(override.id, number);
    const payload: StepOverride = { ...override, source, confidence: sure };
    drafts.push({
      kind: 'override',
      key: override.id,
      payload,
      row: number,
      says: saysOverride(payload),
      source,
      confidence: sure,
      from: override.inForce.from ?? null,
      until: override.inForce.until ?? null,
    });
  }
  return { drafts, problems };
}

export function saysOverride(override: StepOverride): Both {
  const days = Math.abs(override.limit);
  return {
    id: `${override.procedure}/${override.step}, ${override.office ?? 'semua kantor'}: ${days} hari ${override.unit === 'working_day' ? 'kerja' : 'kalender'} sejak ${override.inForce.from}`,
    en: `${override.procedure}/${override.step}, ${override.office ?? 'every office'}: ${days} ${override.unit === 'working_day' ? 'working' : 'calendar'} days from ${override.inForce.from}`,
  };
}
