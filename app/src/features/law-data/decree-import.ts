/** Holiday decrees: a row for each day or run of days. */
import { addDays, type DecreeAddition } from '@netra/rulebook';
import {
  type Both,
  type Cells,
  type ImportColumn,
  type NumberedProblem,
  wordCell,
} from '../../platform/imports/index.ts';
import {
  confidence,
  dayColumn,
  gathered,
  readSource,
  type SourceCells,
  shared,
  sourceOn,
  sourcePublisher,
  textColumn,
} from './law-cells.ts';
import type { Proposal } from './law-draft.ts';

const dayKinds = ['national', 'leave', 'voting', 'moving', 'regional', 'reopened'] as const;
export type DayKind = (typeof dayKinds)[number];

const firstDay = dayColumn(
  'date',
  { id: 'Tanggal', en: 'Date' },
  ['tgl', 'hari', 'dari', 'date', 'day', 'from'],
  true,
  {
    id: 'tanggal hari itu, misalnya 17 Agustus 2028',
    en: 'the day, for example 17 August 2028',
  },
);
const lastDay = dayColumn(
  'until',
  { id: 'Sampai', en: 'Until' },
  ['sampai dengan', 'hingga', 's d', 'until', 'to'],
  false,
  {
    id: 'hari terakhir, bila baris ini berlaku untuk beberapa hari berturut-turut',
    en: 'the last day, when the row stands for several days in a row',
  },
);
const dayKind: ImportColumn<DayKind> = {
  id: 'kind',
  label: { id: 'Jenis hari', en: 'Kind of day' },
  synonyms: ['jenis', 'keterangan jenis', 'kind', 'type', 'jenis libur'],
  required: true,
  hint: {
    id: 'libur nasional, cuti bersama, pemungutan suara, libur daerah, dapat berubah (tambahan pada baris libur), atau dibuka kembali',
    en: 'national holiday, collective leave, voting day, regional holiday, may move (besides the row of the holiday), or open again',
  },
  parse: wordCell(
    {
      'libur nasional': 'national',
      'cuti bersama': 'leave',
      'pemungutan suara': 'voting',
      'libur daerah': 'regional',
      'dapat berubah': 'moving',
      'dibuka kembali': 'reopened',
      'national holiday': 'national',
      'collective leave': 'leave',
      'voting day': 'voting',
      'regional holiday': 'regional',
      'may move': 'moving',
      'open again': 'reopened',
    },
    {
      id: 6,
      en: ['national holiday', 'collective leave', 'voting day', 'regional holiday', 'may move', 'open again'],
    },
  ),
};
const title = textColumn(
  'decree',
  { id: 'Judul keputusan', en: 'Title of the decree' },
  ['keputusan', 'judul', 'skb', 'dasar hukum', 'decree', 'title'],
  true,
  {
    id: 'seperti ditulis bila dikutip, dengan nomornya',
    en: 'as it is cited, with its number',
  },
);
const decidedOn = dayColumn(
  'decided_on',
  { id: 'Tanggal keputusan', en: 'Decided on' },
  ['tanggal ditetapkan', 'ditetapkan', 'decided on', 'tanggal skb'],
  false,
  {
    id: 'wajib bila keputusan ini mengganti atau mengubah keputusan lain',
    en: 'needed when the decree replaces or amends another',
  },
);
const replaces = textColumn('replaces', { id: 'Mengganti', en: 'Replaces' }, ['menggantikan', 'replaces'], false, {
  id: 'judul keputusan lama yang seluruhnya diganti',
  en: 'title of the earlier decree whose place it takes',
});
const amends = textColumn('amends', { id: 'Mengubah', en: 'Amends' }, ['perubahan atas', 'amends'], false, {
  id: 'judul keputusan lama yang hanya diubah',
  en: 'title of the earlier decree that it only changes',
});
const region = textColumn('region', { id: 'Wilayah', en: 'Region' }, ['daerah', 'kabupaten kota', 'region'], false, {
  id: 'hanya untuk libur daerah: nama wilayahnya',
  en: 'for regional holidays only: the name of the region',
});
const note = textColumn(
  'why',
  { id: 'Keterangan', en: 'Occasion' },
  ['nama hari', 'perayaan', 'uraian', 'occasion', 'name', 'why'],
  false,
  {
    id: 'nama hari itu',
    en: 'the name of the day',
  },
);

export const decreeColumns = [
  firstDay,
  lastDay,
  dayKind,
  note,
  title,
  decidedOn,
  replaces,
  amends,
  region,
  sourcePublisher,
  sourceOn,
  confidence,
] as const;

export interface DecreeRow extends SourceCells {
  readonly days: readonly string[];
  readonly kind: DayKind;
  readonly decree: string;
  readonly on: string | undefined;
  readonly replaces: string | undefined;
  readonly amends: string | undefined;
  readonly region: string | undefined;
  readonly why: string | undefined;
}

const LONGEST_RUN = 31;

export function readDecreeRow(cells: Cells): DecreeRow | undefined {
  const first = cells.get(firstDay);
  const last = cells.get(lastDay);
  const kind = cells.get(dayKind);
  const decree = cells.get(title);
  const [on, by, of] = [cells.get(decidedOn), cells.get(replaces), cells.get(amends)];
  const where = cells.get(region);
  const why = cells.get(note);
  const source = readSource(cells);
  if (first === undefined || kind === undefined || decree === undefined || source === undefined) return undefined;
  const days = daysOf(first, last ?? first);
  if (days === undefined) {
    cells.refuse(lastDay, {
      id: `hari yang sama atau sesudah ${first}, tahun yang sama, paling banyak ${LONGEST_RUN} hari`,
      en: `the same day as ${first} or later, of the same year, at most ${LONGEST_RUN} days`,
    });
    return undefined;
  }
  if (kind === 'regional' && where === undefined)
    cells.refuse(region, { id: 'nama wilayah untuk libur daerah', en: 'the name of the region' });
  if (kind !== 'regional' && where !== undefined)
    cells.refuse(region, { id: 'kosong, kecuali untuk libur daerah', en: 'empty, except for regional holidays' });
  return { ...source, days, kind, decree, on, replaces: by, amends: of, region: where, why };
}

function daysOf(first: string, last: string): readonly string[] | undefined {
  if (last < first || last.slice(0, 4) !== first.slice(0, 4)) return undefined;
  const days = [first];
  for (let day = first; day < last; days.push(day)) {
    day = addDays(day, 1);
    if (days.length >= LONGEST_RUN) return undefined;
  }
  return days;
}

/** Decrees out of rows. Rows of one decree and year belong together; what they say of the decree must agree. */
export async function proposeDecrees(
  rows: AsyncIterable<{ readonly number: number; readonly row: DecreeRow }>,
): Promise<Proposal> {
  const problems: NumberedProblem[] = [];
  const drafts: Proposal['drafts'][number][] = [];
  for (const group of (await gathered(rows, (row) => `${row.days[0]?.slice(0, 4)} ${row.decree}`)).values()) {
    const first = group[0];
    if (first === undefined) continue;
    const agree = <T>(column: ImportColumn<unknown>, pick: (row: DecreeRow) => T | undefined): T | undefined =>
      shared(group, pick, (row) => problems.push({ row, column: column.id, value: '', allowed: sameInAll }));
    const year = (first.row.days[0] ?? '').slice(0, 4);
    const decree = first.row.decree;
    const on = agree(decidedOn, (row) => row.on);
    const by = agree(replaces, (row) => row.replaces);
    const of = agree(amends, (row) => row.amends);
    const source = agree(sourcePublisher, (row) => row.source) ?? first.row.source;
    const sure = agree(confidence, (row) => row.confidence) ?? first.row.confidence;
    const seen = new Map<string, number>();
    const regional: DecreeAddition['regionalHoliday'][number][] = [];
    const days: Record<Exclude<DayKind, 'regional'>, string[]> = {
      national: [],
      leave: [],
      voting: [],
      moving: [],
      reopened: [],
    };
    for (const { number, row } of group) {
      for (const day of row.days) {
        // A day may stand twice only to say that it may still move.
        const mark = row.kind === 'moving' ? `moving ${day}` : row.kind === 'regional' ? `${row.region} ${day}` : day;
        const before = seen.get(mark);
        if (before !== undefined)
          problems.push({ row: number, column: 'date', value: day, allowed: alreadyIn(before) });
        seen.set(mark, number);
        if (row.kind !== 'regional') days[row.kind].push(day.slice(5));
        else if (row.region !== undefined) {
          const why = row.why ?? 'libur daerah';
          regional.push({
            on: day,
            region: row.region,
            why: { id: why, en: row.why ?? 'regional holiday' },
            confidence: row.confidence,
          });
        }
      }
    }
    const payload: DecreeAddition = {
      year,
      decree,
      ...(on === undefined ? {} : { on }),
      ...(by === undefined ? {} : { replaces: by }),
      ...(of === undefined ? {} : { amends: of }),
      ...(days.reopened.length === 0 ? {} : { reopens: days.reopened.toSorted() }),
      nationalHoliday: days.national.toSorted(),
      collectiveLeave: days.leave.toSorted(),
      votingDay: days.voting.toSorted(),
      subjectToDecree: days.moving.toSorted(),
      regionalHoliday: regional,
      source,
      confidence: sure,
    };
    drafts.push({
      kind: 'decree',
      key: `${year} ${decree}`,
      payload,
      row: first.number,
      says: saysDecree(payload),
      source,
      confidence: sure,
      from: `${year}-01-01`,
      until: `${year}-12-31`,
    });
  }
  return { drafts, problems };
}

export function saysDecree(decree: DecreeAddition): Both {
  const [n, l, v] = [decree.nationalHoliday.length, decree.collectiveLeave.length, decree.votingDay.length];
  return {
    id: `Kalender ${decree.year}: ${decree.decree} (${n} hari libur nasional, ${l} hari cuti bersama${v === 0 ? '' : `, ${v} hari pemungutan suara`})`,
    en: `Calendar ${decree.year}: ${decree.decree} (${n} national holidays, ${l} days of collective leave${v === 0 ? '' : `, ${v} voting days`})`,
  };
}

const sameInAll: Both = {
  id: 'isi yang sama di semua baris keputusan ini, atau hanya di baris pertama',
  en: 'the same in all rows of this decree, or only in the first',
};
const alreadyIn = (row: number): Both => ({
  id: `hari ini sudah ada di baris ${row}`,
  en: `this day stands in row ${row} already`,
});
