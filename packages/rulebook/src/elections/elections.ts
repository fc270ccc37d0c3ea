/**
 * Elections and their contests. The phase of an act is decided per contest, on the day of the act: before `determinedOn` the person is a
 * bakal calon (prospective candidate), from that day on a calon (candidate). Re-runs and later elections are added as data.
 */
import type { IsoDay } from '../calendar/days.ts';
import type { Bilingual, Confidence } from '../text.ts';

export interface Contest {
  readonly id: string;
  readonly name: Bilingual;
  /** First day of the phase `calon`. */
  readonly determinedOn: IsoDay;
  readonly confidence: Confidence;
}

export interface Span {
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly confidence: Confidence;
}

export interface Election {
  readonly id: string;
  readonly kind: 'pemilu' | 'pilkada';
  readonly name: Bilingual;
  readonly law: 'uu7_2017' | 'uu_pilkada';
  /** The procedure by which the supervisor handles reports of this election. */
  readonly procedure: string;
  /** Set when the election is held only there. */
  readonly regions?: readonly string[];
  /** UU Pilkada art 71(2): no replacement of officials from six months before determination. */
  readonly transferBanFrom?: IsoDay;
  readonly contests: readonly Contest[];
  readonly campaign: Span;
  readonly quietDays: Span;
  readonly votingOn: IsoDay;
}

const headOfRegion: Bilingual = {
  id: 'Gubernur, Bupati, Wali Kota dan wakilnya',
  en: 'Governors, regents, mayors and their deputies',
};
const president: Bilingual = { id: 'Presiden dan Wakil Presiden', en: 'President and Vice-President' };
const legislative: Bilingual = {
  id: 'DPR, DPD, DPRD',
  en: 'National and regional legislatures (DPR, DPD, DPRD)',
};

export const elections = [
  {
    id: 'pemilu-2024',
    kind: 'pemilu',
    name: { id: 'Pemilihan Umum 2024', en: 'General election 2024' },
    law: 'uu7_2017',
    procedure: 'bawaslu-pemilu',
    contests: [
      { id: 'presiden', name: president, determinedOn: '2023-11-13', confidence: 'seen' },
      { id: 'legislatif', name: legislative, determinedOn: '2023-11-03', confidence: 'seen' },
    ],
    campaign: { from: '2023-11-28', to: '2024-02-10', confidence: 'seen' },
    quietDays: { from: '2024-02-11', to: '2024-02-13', confidence: 'seen' },
    votingOn: '2024-02-14',
  },
  {
    id: 'pilkada-2024',
    kind: 'pilkada',
    name: {
      id: 'Pemilihan Gubernur, Bupati, dan Wali Kota Serentak 2024',
      en: 'Simultaneous election of governors, regents and mayors 2024',
    },
    law: 'uu_pilkada',
    procedure: 'bawaslu-pilkada',
    transferBanFrom: '2024-03-22',
    contests: [{ id: 'kepala-daerah', name: headOfRegion, determinedOn: '2024-09-22', confidence: 'seen' }],
    campaign: { from: '2024-09-25', to: '2024-11-23', confidence: 'seen' },
    quietDays: { from: '2024-11-24', to: '2024-11-26', confidence: 'recalled' },
    votingOn: '2024-11-27',
  },
  {
    id: 'pilkada-ulang-2025',
    kind: 'pilkada',
    name: {
      id: 'Pilkada Ulang 2025 (Kabupaten Bangka, Kota Pangkalpinang)',
      en: 'Re-run regional election 2025 (Kabupaten Bangka, Kota Pangkalpinang)',
    },
    law: 'uu_pilkada',
    procedure: 'bawaslu-pilkada',
    regions: ['Kabupaten Bangka', 'Kota Pangkalpinang'],
    contests: [
      {
        id: 'kepala-daerah',
        name: { id: 'Bupati, Wali Kota dan wakilnya', en: 'Regents, mayors and their deputies' },
        determinedOn: '2025-07-22',
        confidence: 'seen',
      },
    ],
    campaign: { from: '2025-07-25', to: '2025-08-23', confidence: 'seen' },
    quietDays: { from: '2025-08-24', to: '2025-08-26', confidence: 'uncertain' },
    votingOn: '2025-08-27',
  },
  {
    id: 'pilkada-2020',
    kind: 'pilkada',
    name: { id: 'Pemilihan Kepala Daerah Serentak 2020', en: 'Simultaneous election of heads of region 2020' },
    law: 'uu_pilkada',
    procedure: 'bawaslu-pilkada',
    contests: [{ id: 'kepala-daerah', name: headOfRegion, determinedOn: '2020-09-23', confidence: 'seen' }],
    campaign: { from: '2020-09-26', to: '2020-12-05', confidence: 'seen' },
    quietDays: { from: '2020-12-06', to: '2020-12-08', confidence: 'seen' },
    votingOn: '2020-12-09',
  },
  {
    id: 'pemilu-2019',
    kind: 'pemilu',
    name: { id: 'Pemilihan Umum 2019', en: 'General election 2019' },
    law: 'uu7_2017',
    procedure: 'bawaslu-pemilu',
    contests: [
      { id: 'presiden', name: president, determinedOn: '2018-09-20', confidence: 'seen' },
      { id: 'legislatif', name: legislative, determinedOn: '2018-09-20', confidence: 'seen' },
    ],
    campaign: { from: '2018-09-23', to: '2019-04-13', confidence: 'seen' },
    quietDays: { from: '2019-04-14', to: '2019-04-16', confidence: 'seen' },
    votingOn: '2019-04-17',
  },
] as const satisfies readonly Election[];

export type ElectionId = (typeof elections)[number]['id'];

/** The elections that are built in. */
export const allElections: readonly Election[] = elections;

/** Elections that can be looked up: those that are built in, or those with the added ones. */
export interface ElectionBook {
  readonly all: readonly Election[];
  readonly find: (id: string) => Election | undefined;
  /** Throws when there is no such election: parsed facts name only elections that exist. */
  readonly get: (id: string) => Election;
}

/** The first of two elections with one id counts. */
export function createElectionBook(all: readonly Election[]): ElectionBook {
  const byId = new Map<string, Election>();
  for (const election of all) if (!byId.has(election.id)) byId.set(election.id, election);
  return {
    all: [...byId.values()],
    find: (id) => byId.get(id),
    get: (id) => {
      const election = byId.get(id);
      if (election === undefined) throw new Error(`no such election: ${id}`);
      return election;
    },
  };
}

export const builtInElections: ElectionBook = createElectionBook(allElections);

/** Looks among the elections that are built in; a rulebook with additions has a `findElection` of its own. */
export function findElection(id: string): Election | undefined {
  return builtInElections.find(id);
}

/** Throws when there is no such election among those that are built in. */
export function getElection(id: string): Election {
  return builtInElections.get(id);
}
