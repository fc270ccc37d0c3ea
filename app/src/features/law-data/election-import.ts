/** Elections: a row for each contest; what belongs to the election as a whole stands in all its rows or in the first. */
import type { Election } from '@netra/rulebook';
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
  limitedProcedures,
  readSource,
  type SourceCells,
  shared,
  slugCell,
  sourceOn,
  sourcePublisher,
  textColumn,
} from './law-cells.ts';
import type { Proposal } from './law-draft.ts';

const electionId: ImportColumn<string> = {
  id: 'election',
  label: { id: 'Kode pemilihan', en: 'Id of the election' },
  synonyms: ['id pemilihan', 'kode pemilu', 'election id', 'id'],
  required: true,
  hint: { id: 'misalnya pemilu-2029; tidak berubah lagi', en: 'for example pemilu-2029; it never changes' },
  parse: slugCell,
};
const kind: ImportColumn<Election['kind']> = {
  id: 'kind',
  label: { id: 'Jenis', en: 'Kind' },
  synonyms: ['jenis pemilihan', 'kind'],
  required: true,
  hint: { id: 'pemilu atau pilkada', en: 'pemilu (general) or pilkada (regional)' },
  parse: wordCell({ pemilu: 'pemilu', pilkada: 'pilkada', pemilihan: 'pilkada' }),
};
const name = textColumn(
  'name',
  { id: 'Nama pemilihan', en: 'Name of the election' },
  ['nama', 'pemilihan', 'name'],
  true,
  {
    id: 'nama resmi dalam bahasa Indonesia',
    en: 'official name in Indonesian',
  },
);
const nameEn = textColumn(
  'name_en',
  { id: 'Nama dalam bahasa Inggris', en: 'Name in English' },
  ['nama inggris', 'english name'],
  false,
  {
    id: 'boleh kosong: nama Indonesia dipakai',
    en: 'may be empty: the Indonesian name is used',
  },
);
const procedure: ImportColumn<string> = {
  id: 'procedure',
  label: { id: 'Tata cara penanganan', en: 'Procedure' },
  synonyms: ['prosedur', 'procedure'],
  required: false,
  hint: { id: 'kosong: tata cara Bawaslu untuk jenis itu', en: 'empty: the procedure of Bawaslu for that kind' },
  parse: wordCell(Object.fromEntries(limitedProcedures.map(({ id }) => [id, id]))),
};
const contestId: ImportColumn<string> = {
  id: 'contest',
  label: { id: 'Kode jabatan', en: 'Id of the contest' },
  synonyms: ['kode kontes', 'contest id'],
  required: true,
  hint: { id: 'misalnya presiden, legislatif, kepala-daerah', en: 'for example presiden, legislatif, kepala-daerah' },
  parse: slugCell,
};
const contestName = textColumn(
  'contest_name',
  { id: 'Jabatan yang dipilih', en: 'Contest' },
  ['jabatan', 'nama jabatan', 'contest name'],
  true,
  {
    id: 'misalnya Presiden dan Wakil Presiden',
    en: 'for example President and Vice-President (in Indonesian)',
  },
);
const contestNameEn = textColumn(
  'contest_name_en',
  { id: 'Jabatan dalam bahasa Inggris', en: 'Contest in English' },
  ['jabatan inggris', 'contest english'],
  false,
  {
    id: 'boleh kosong',
    en: 'may be empty',
  },
);
const day = (id: string, label: Both, synonyms: readonly string[], required: boolean, hint: Both) =>
  dayColumn(id, label, synonyms, required, hint);
const determinedOn = day(
  'determined_on',
  { id: 'Penetapan calon', en: 'Determination of candidates' },
  ['tanggal penetapan', 'penetapan', 'determined on'],
  true,
  {
    id: 'sejak hari ini orangnya disebut calon, bukan lagi bakal calon',
    en: 'from this day a person is a candidate, no longer a prospective one',
  },
);
const campaignFrom = day(
  'campaign_from',
  { id: 'Kampanye mulai', en: 'Campaign from' },
  ['awal kampanye', 'mulai kampanye'],
  true,
  { id: 'hari pertama kampanye', en: 'first day of the campaign' },
);
const campaignTo = day(
  'campaign_to',
  { id: 'Kampanye selesai', en: 'Campaign to' },
  ['akhir kampanye', 'kampanye sampai'],
  true,
  { id: 'hari terakhir kampanye', en: 'last day of the campaign' },
);
const quietFrom = day('quiet_from', { id: 'Masa tenang mulai', en: 'Quiet days from' }, ['awal masa tenang'], true, {
  id: 'hari pertama masa tenang',
  en: 'first quiet day',
});
const quietTo = day(
  'quiet_to',
  { id: 'Masa tenang selesai', en: 'Quiet days to' },
  ['akhir masa tenang', 'masa tenang sampai'],
  true,
  { id: 'hari terakhir masa tenang', en: 'last quiet day' },
);
const votingOn = day(
  'voting_on',
  { id: 'Hari pemungutan suara', en: 'Voting day' },
  ['pemungutan suara', 'hari h', 'voting on'],
  true,
  { id: 'hari orang memilih', en: 'the day on which people vote' },
);
const transferBan = day(
  'transfer_ban_from',
  { id: 'Larangan mutasi sejak', en: 'Ban on transfers from' },
  ['larangan penggantian pejabat'],
  false,
  {
    id: 'hanya pilkada (UU Pilkada pasal 71 ayat 2)',
    en: 'pilkada only (UU Pilkada article 71(2))',
  },
);
const regions = textColumn(
  'regions',
  { id: 'Wilayah', en: 'Regions' },
  ['daerah', 'regions'],
  false,
  {
    id: 'bila hanya di sebagian daerah: nama-nama, dipisah titik koma atau tanda |',
    en: 'when held only in some regions: their names, with ; or | between them',
  },
  4000,
);

export const electionColumns = [
  electionId,
  kind,
  name,
  nameEn,
  contestId,
  contestName,
  contestNameEn,
  determinedOn,
  campaignFrom,
  campaignTo,
  quietFrom,
  quietTo,
  votingOn,
  transferBan,
  regions,
  procedure,
  sourcePublisher,
  sourceOn,
  confidence,
] as const;

export interface ElectionRow extends SourceCells {
  readonly id: string;
  readonly kind: Election['kind'];
  readonly name: Both;
  readonly procedure: string;
  readonly contest: { readonly id: string; readonly name: Both; readonly determinedOn: string };
  readonly campaign: { readonly from: string; readonly to: string };
  readonly quietDays: { readonly from: string; readonly to: string };
  readonly votingOn: string;
  readonly transferBanFrom: string | undefined;
  readonly regions: readonly string[] | undefined;
}

export function readElectionRow(cells: Cells): ElectionRow | undefined {
  const [id, what, named, namedEn] = [cells.get(electionId), cells.get(kind), cells.get(name), cells.get(nameEn)];
  const [contest, called, calledEn] = [cells.get(contestId), cells.get(contestName), cells.get(contestNameEn)];
  const [determined, ban, where] = [cells.get(determinedOn), cells.get(transferBan), cells.get(regions)];
  const [c1, c2, q1, q2, vote] = [
    cells.get(campaignFrom),
    cells.get(campaignTo),
    cells.get(quietFrom),
    cells.get(quietTo),
    cells.get(votingOn),
  ];
  const handled = cells.get(procedure);
  const source = readSource(cells);
  if (id === undefined || what === undefined || named === undefined || contest === undefined || called === undefined)
    return undefined;
  if (determined === undefined || c1 === undefined || c2 === undefined || q1 === undefined || q2 === undefined)
    return undefined;
  if (vote === undefined || source === undefined) return undefined;
  const after = (column: ImportColumn<unknown>, earlier: string, later: string): void => {
    if (later < earlier) cells.refuse(column, { id: `tanggal ${earlier} atau sesudahnya`, en: `${earlier} or later` });
  };
  after(campaignTo, c1, c2);
  after(quietTo, q1, q2);
  after(votingOn, q2, vote);
  const list = where
    ?.split(/[;|\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return {
    ...source,
    id,
    kind: what,
    name: { id: named, en: namedEn ?? named },
    procedure: handled ?? `bawaslu-${what}`,
    contest: { id: contest, name: { id: called, en: calledEn ?? called }, determinedOn: determined },
    campaign: { from: c1, to: c2 },
    quietDays: { from: q1, to: q2 },
    votingOn: vote,
    transferBanFrom: ban,
    regions: list === undefined || list.length === 0 ? undefined : list,
  };
}

export async function proposeElections(
  rows: AsyncIterable<{ readonly number: number; readonly row: ElectionRow }>,
): Promise<Proposal> {
  const problems: NumberedProblem[] = [];
  const drafts: Proposal['drafts'][number][] = [];
  for (const group of (await gathered(rows, (row) => row.id)).values()) {
    const first = group[0];
    if (first === undefined) continue;
    const agree = <T>(column: ImportColumn<unknown>, pick: (row: ElectionRow) => T | undefined): void => {
      shared(group, pick, (row) => problems.push({ row, column: column.id, value: '', allowed: sameInAll }));
    };
    agree(kind, (row) => row.kind);
    agree(name, (row) => row.name);
    agree(procedure, (row) => row.procedure);
    agree(campaignFrom, (row) => row.campaign);
    agree(quietFrom, (row) => row.quietDays);
    agree(votingOn, (row) => row.votingOn);
    agree(transferBan, (row) => row.transferBanFrom);
    agree(regions, (row) => row.regions);
    agree(sourcePublisher, (row) => row.source);
    const contests = new Map<string, number>();
    for (const { number, row } of group) {
      const before = contests.get(row.contest.id);
      if (before !== undefined)
        problems.push({
          row: number,
          column: contestId.id,
          value: row.contest.id,
          allowed: {
            id: `jabatan ini sudah ada di baris ${before}`,
            en: `this contest stands in row ${before} already`,
          },
        });
      contests.set(row.contest.id, number);
    }
    const { row } = first;
    const sure = group.some((one) => one.row.confidence === 'uncertain')
      ? 'uncertain'
      : group.some((one) => one.row.confidence === 'recalled')
        ? 'recalled'
        : 'seen';
    const payload: Election = {
      id: row.id,
      kind: row.kind,
      name: row.name,
      law: row.kind === 'pemilu' ? 'uu7_2017' : 'uu_pilkada',
      procedure: row.procedure,
      ...(row.regions === undefined ? {} : { regions: row.regions }),
      ...(row.transferBanFrom === undefined ? {} : { transferBanFrom: row.transferBanFrom }),
      contests: group.map((one) => ({ ...one.row.contest, confidence: one.row.confidence })),
      campaign: { ...row.campaign, confidence: sure },
      quietDays: { ...row.quietDays, confidence: sure },
      votingOn: row.votingOn,
    };
    drafts.push({
      kind: 'election',
      key: row.id,
      payload,
      row: first.number,
      says: saysElection(payload),
      source: row.source,
      confidence: sure,
      from: null,
      until: null,
    });
  }
  return { drafts, problems };
}

export function saysElection(election: Election): Both {
  return {
    id: `${election.name.id} (${election.id}): pemungutan suara ${election.votingOn}`,
    en: `${election.name.en} (${election.id}): voting on ${election.votingOn}`,
  };
}

const sameInAll: Both = {
  id: 'isi yang sama di semua baris pemilihan ini',
  en: 'the same in all rows of this election',
};
