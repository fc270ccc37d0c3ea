/** Whose rules: which route each status takes, and from which day its rules are written down here. */
import type { IsoDay } from '../calendar/days.ts';
import type { Bilingual } from '../text.ts';
import type { ActorStatus } from './fact-list.ts';

export type Route = 'asn' | 'ppnpn' | 'village' | 'tni' | 'polri' | 'none';

export interface StatusRoute {
  readonly route: Route;
  readonly says: Bilingual;
  /** Absent: out of scope. */
  readonly covered?: {
    readonly from: IsoDay;
    readonly instrument: string;
    readonly date: Bilingual;
    /** The same rows with no level of their own: the circular attaches none. */
    readonly withoutLevel: boolean;
  };
}

const asn = {
  from: '2022-09-22',
  instrument: 'SKB 22 Sep 2022',
  date: { id: '22 September 2022', en: '22 September 2022' },
  withoutLevel: false,
} as const;

export const statusRoutes = {
  pns: {
    route: 'asn',
    says: { id: 'PNS adalah pegawai ASN.', en: 'A PNS is a civil servant (ASN).' },
    covered: asn,
  },
  pppk: {
    route: 'asn',
    says: { id: 'PPPK adalah pegawai ASN.', en: 'A PPPK is a civil servant (ASN) by contract.' },
    covered: asn,
  },
  ppnpn: {
    route: 'ppnpn',
    says: {
      id: 'PPNPN bukan ASN; SE MenPANRB 01/2023 memberlakukan bentuk pelanggaran yang sama, dengan sanksi berjenjang sampai pemutusan kontrak.',
      en: 'PPNPN are not civil servants; SE MenPANRB 01/2023 applies the same forms of breach, with graded sanctions up to termination.',
    },
    covered: {
      from: '2023-01-03',
      instrument: 'SE MenPANRB 01/2023',
      date: { id: '3 Januari 2023', en: '3 January 2023' },
      withoutLevel: true,
    },
  },
  'village-head': {
    route: 'village',
    says: {
      id: 'Kepala desa bukan ASN: berlaku UU Desa (ps 29, 30), UU 7/2017 ps 280, 490, dan UU Pilkada ps 71, 188.',
      en: 'A village head is not a civil servant: the Village Act (arts 29, 30), UU 7/2017 arts 280, 490 and UU Pilkada arts 71, 188 apply.',
    },
  },
  'village-official': {
    route: 'village',
    says: {
      id: 'Perangkat desa bukan ASN: berlaku UU Desa (ps 51, 52) serta UU 7/2017 ps 280 dan 494.',
      en: 'A village official is not a civil servant: the Village Act (arts 51, 52) and UU 7/2017 arts 280 and 494 apply.',
    },
  },
  tni: {
    route: 'tni',
    says: { id: 'TNI tunduk pada aturannya sendiri.', en: 'The armed forces (TNI) have rules of their own.' },
  },
  polri: {
    route: 'polri',
    says: { id: 'Polri tunduk pada aturannya sendiri.', en: 'The police (Polri) have rules of their own.' },
  },
  bumn: {
    route: 'none',
    says: {
      id: 'Pegawai BUMN/BUMD bukan ASN; UU 7/2017 ps 280(2) huruf d dapat menyangkut mereka.',
      en: 'Staff of state-owned companies are not civil servants; UU 7/2017 art 280(2) d may concern them.',
    },
  },
  private: {
    route: 'none',
    says: { id: 'Orang ini bukan ASN.', en: 'This person is not a civil servant.' },
  },
} as const satisfies Record<ActorStatus, StatusRoute>;

export function routeOf(status: ActorStatus): StatusRoute {
  return statusRoutes[status];
}
