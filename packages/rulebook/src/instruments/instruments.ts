/** The instruments this rulebook rests on: number, day, what became of each, and how sure we are. */
import type { IsoDay } from '../calendar/days.ts';
import type { Bilingual, Confidence, InForce } from '../text.ts';

export interface Instrument {
  readonly id: string;
  /** As citations write it: "PP 94/2021". */
  readonly short: string;
  readonly title: Bilingual;
  readonly date?: IsoDay;
  readonly inForce: InForce;
  readonly succeededBy?: string;
  readonly status: Bilingual;
  readonly confidence: Confidence;
}

const standing: Bilingual = { id: 'berlaku', en: 'in force' };
const check: Bilingual = { id: 'berlaku, perlu dicek', en: 'in force, to be checked' };
const guidance: Bilingual = { id: 'pedoman', en: 'guidance' };

export const instruments = [
  {
    id: 'skb_2022',
    short: 'SKB 22 Sep 2022',
    title: {
      id: 'Keputusan Bersama MenPANRB 2/2022, Mendagri 800-5474/2022, BKN 246/2022, KASN 30/2022, Bawaslu 1447.1/PM.01/K.1/09/2022: Pedoman Pembinaan dan Pengawasan Netralitas Pegawai ASN dalam Penyelenggaraan Pemilihan Umum dan Pemilihan',
      en: 'Joint decree of five bodies on guidance and supervision of the neutrality of civil servants in elections',
    },
    date: '2022-09-22',
    inForce: { from: '2022-09-22' },
    status: {
      id: 'pengganti tidak ditemukan; naskah resminya belum dibaca',
      en: 'no replacement found; the official text was not read',
    },
    confidence: 'seen',
  },
  {
    id: 'skb_2020',
    short: 'SKB 10 Sep 2020',
    title: {
      id: 'Keputusan Bersama MenPANRB 05/2020, Mendagri 800-2836/2020, BKN 167/KEP/2020, KASN 6/SKB/KASN/9/2020, Bawaslu 0314 (hanya Pilkada 2020)',
      en: 'Joint decree of 2020 (regional elections of 2020 only)',
    },
    date: '2020-09-10',
    inForce: { from: '2020-09-10', until: '2022-09-21' },
    succeededBy: 'skb_2022',
    status: {
      id: 'digantikan dalam praktik; pencabutan tegas tidak ditemukan',
      en: 'superseded in practice; express repeal not seen',
    },
    confidence: 'seen',
  },
  {
    id: 'pp42_2004',
    short: 'PP 42/2004',
    title: { id: 'Pembinaan Jiwa Korps dan Kode Etik PNS', en: 'Corps spirit and code of ethics of civil servants' },
    inForce: { from: '2004-01-01' },
    status: standing,
    confidence: 'seen',
  },
  {
    id: 'pp94_2021',
    short: 'PP 94/2021',
    title: { id: 'Disiplin PNS', en: 'Discipline of civil servants' },
    date: '2021-08-31',
    inForce: { from: '2021-08-31' },
    status: standing,
    confidence: 'seen',
  },
  {
    id: 'perbkn6_2022',
    short: 'PerBKN 6/2022',
    title: { id: 'Peraturan pelaksanaan PP 94/2021', en: 'Regulation implementing PP 94/2021' },
    inForce: { from: '2022-01-01' },
    status: { id: 'berlaku; tanggal pastinya belum pasti', en: 'in force; exact date uncertain' },
    confidence: 'seen',
  },
  {
    id: 'pp49_2018',
    short: 'PP 49/2018',
    title: { id: 'Manajemen PPPK', en: 'Management of contract civil servants (PPPK)' },
    inForce: { from: '2018-01-01' },
    status: standing,
    confidence: 'seen',
  },
  {
    id: 'pp79_2021',
    short: 'PP 79/2021',
    title: { id: 'Upaya Administratif dan BPASN', en: 'Administrative remedies and BPASN' },
    date: '2021-08-10',
    inForce: { from: '2021-08-10' },
    status: standing,
    confidence: 'seen',
  },
  {
    id: 'pp37_2004',
    short: 'PP 37/2004',
    title: {
      id: 'Larangan PNS menjadi anggota partai politik',
      en: 'Ban on party membership of civil servants',
    },
    inForce: { from: '2004-01-01' },
    status: { id: 'dikutip pada 2023', en: 'cited in 2023' },
    confidence: 'seen',
  },
  {
    id: 'uu5_2014',
    short: 'UU 5/2014',
    title: { id: 'Aparatur Sipil Negara', en: 'Civil Service Act of 2014' },
    inForce: { from: '2014-01-01', until: '2023-10-30' },
    succeededBy: 'uu20_2023',
    status: { id: 'dicabut oleh UU 20/2023', en: 'repealed by UU 20/2023' },
    confidence: 'seen',
  },
  {
    id: 'uu20_2023',
    short: 'UU 20/2023',
    title: { id: 'Aparatur Sipil Negara', en: 'Civil Service Act of 2023' },
    date: '2023-10-31',
    inForce: { from: '2023-10-31' },
    status: {
      id: 'berlaku; ps 26(2)d inkonstitusional bersyarat (MK 121/PUU-XXII/2024)',
      en: 'in force; art 26(2)d conditionally unconstitutional (MK 121/PUU-XXII/2024)',
    },
    confidence: 'seen',
  },
  {
    id: 'perpres116_2022',
    short: 'Perpres 116/2022',
    title: { id: 'Wasdal NSPK Manajemen ASN', en: 'Supervision and control of staff-management norms' },
    date: '2022-09-14',
    inForce: { from: '2022-09-14' },
    status: check,
    confidence: 'seen',
  },
  {
    id: 'perbkn1_2023',
    short: 'PerBKN 1/2023',
    title: { id: 'Pemblokiran data dan layanan di SIASN', en: 'Block of data and services in SIASN' },
    date: '2023-01-10',
    inForce: { from: '2023-01-10' },
    status: check,
    confidence: 'seen',
  },
  {
    id: 'perpres91_92_2024',
    short: 'Perpres 91 dan 92/2024',
    title: {
      id: 'Perubahan tugas Kementerian PANRB dan BKN',
      en: 'Changed tasks of the PANRB ministry and BKN',
    },
    inForce: { from: '2024-01-01' },
    status: { id: 'dasar pengalihan tugas KASN', en: 'basis for the transfer of KASN tasks' },
    confidence: 'seen',
  },
  {
    id: 'se4_2024',
    short: 'SE MenPANRB 4/2024',
    title: { id: 'Pengalihan pengawasan sistem merit', en: 'Transfer of merit-system supervision' },
    date: '2024-09-04',
    inForce: { from: '2024-09-04' },
    status: { id: 'BKN mengawasi termasuk netralitas', en: 'BKN supervises, including neutrality' },
    confidence: 'seen',
  },
  {
    id: 'se1_2023',
    short: 'SE MenPANRB 01/2023',
    title: { id: 'Netralitas PPNPN', en: 'Neutrality of non-civil-servant staff (PPNPN)' },
    date: '2023-01-03',
    inForce: { from: '2023-01-03' },
    status: check,
    confidence: 'seen',
  },
  {
    id: 'se18_2023',
    short: 'SE MenPANRB 18/2023',
    title: {
      id: 'ASN yang suami atau istrinya menjadi calon',
      en: 'Civil servants whose husband or wife is a candidate',
    },
    // The circular's own day was not seen; it was reported on 29 Sep 2023 and affirmed again on 8 Oct 2024.
    inForce: { from: '2023-09-29' },
    status: {
      id: 'diberitakan 29 September 2023, ditegaskan lagi 8 Oktober 2024',
      en: 'reported 29 September 2023, affirmed again 8 October 2024',
    },
    confidence: 'seen',
  },
  {
    id: 'se_kasn6_2023',
    short: 'SE KASN 6/2023',
    title: { id: 'Status ASN yang akan menjadi bakal calon', en: 'Status of civil servants who will stand' },
    date: '2023-07-20',
    inForce: { from: '2023-07-20' },
    status: {
      id: 'KASN sudah tidak ada; isinya masih dipakai di daerah pada 2024',
      en: 'KASN is gone; its content was still used locally in 2024',
    },
    confidence: 'seen',
  },
  {
    id: 'bkn3842_2024',
    short: 'Surat BKN 3842/B-AU.02.01/SD/K/2024',
    title: { id: 'Cuti bagi ASN yang mendekati partai', en: 'Leave for civil servants who approach parties' },
    inForce: { from: '2024-01-01' },
    status: guidance,
    confidence: 'seen',
  },
  {
    id: 'mendagri1575_2024',
    short: 'Surat Mendagri 100.2.1.3/1575/SJ',
    title: {
      id: 'Kewenangan kepegawaian di daerah Pilkada',
      en: 'Staffing powers in regions with elections',
    },
    date: '2024-03-29',
    inForce: { from: '2024-03-29' },
    status: guidance,
    confidence: 'seen',
  },
  {
    id: 'mendagri9095_2022',
    short: 'SE Mendagri 900.1.9/9095/SJ',
    title: {
      id: 'Izin ASN menjadi petugas ad hoc pemilu',
      en: 'Permission to be ad-hoc election staff',
    },
    date: '2022-12-30',
    inForce: { from: '2022-12-30' },
    status: guidance,
    confidence: 'seen',
  },
  {
    id: 'uu7_2017',
    short: 'UU 7/2017',
    title: { id: 'Pemilihan Umum', en: 'General Elections Act' },
    inForce: { from: '2017-01-01' },
    status: { id: 'berlaku, diubah UU 7/2023', en: 'in force, amended by UU 7/2023' },
    confidence: 'seen',
  },
  {
    id: 'uu_pilkada',
    short: 'UU Pilkada',
    title: {
      id: 'UU 1/2015 jo UU 8/2015, UU 10/2016, UU 6/2020',
      en: 'Regional Elections Act (UU 1/2015 as amended)',
    },
    inForce: { from: '2015-01-01' },
    status: {
      id: 'berlaku; ps 188 dibaca ulang oleh MK 136/PUU-XXII/2024',
      en: 'in force; art 188 re-read by MK 136/PUU-XXII/2024',
    },
    confidence: 'seen',
  },
  {
    id: 'perbawaslu7_2022',
    short: 'Perbawaslu 7/2022',
    title: {
      id: 'Penanganan temuan dan laporan Pemilu',
      en: 'Handling of findings and reports, general elections',
    },
    inForce: { from: '2022-10-01' },
    status: standing,
    confidence: 'seen',
  },
  {
    id: 'perbawaslu8_2020',
    short: 'Perbawaslu 8/2020 jo 9/2024',
    title: { id: 'Penanganan pelanggaran Pemilihan', en: 'Handling of breaches, regional elections' },
    inForce: { from: '2020-01-01' },
    status: { id: 'berlaku, diubah 30 September 2024', en: 'in force, amended 30 September 2024' },
    confidence: 'seen',
  },
  {
    id: 'perbawaslu6_2018',
    short: 'Perbawaslu 6/2018',
    title: {
      id: 'Pengawasan netralitas ASN, TNI, dan Polri',
      en: 'Supervision of neutrality of ASN, TNI and Polri',
    },
    inForce: { from: '2018-01-01' },
    status: check,
    confidence: 'recalled',
  },
  {
    id: 'sk0207_1',
    short: 'Keputusan Bawaslu 0207.1/PP.00.00/K1/01/2023',
    title: { id: 'Panduan SigapLapor', en: 'SigapLapor manual' },
    inForce: { from: '2023-01-01' },
    status: guidance,
    confidence: 'seen',
  },
  {
    id: 'sk169',
    short: 'Keputusan Bawaslu 169/PP.00.00/K1/05/2023',
    title: { id: 'Petunjuk teknis penanganan pelanggaran Pemilu', en: 'Technical guide, handling of breaches' },
    inForce: { from: '2023-05-01' },
    status: guidance,
    confidence: 'seen',
  },
] as const satisfies readonly Instrument[];

export type InstrumentId = (typeof instruments)[number]['id'];

export const allInstruments: readonly Instrument[] = instruments;

export function findInstrument(id: string): Instrument | undefined {
  return allInstruments.find((instrument) => instrument.id === id);
}

/**
 * Citations of a repealed Act and what stands in its place, so that a row of 2022 shows its present basis too. The decree itself still cites
 * the Act of 2014.
 */
export const successions = [
  {
    cited: 'UU 5/2014 ps 9(2)',
    from: '2023-10-31',
    successors: ['UU 20/2023 ps 9(2)'],
    confidence: 'seen',
  },
  {
    cited: 'UU 5/2014 ps 87(4)c',
    from: '2023-10-31',
    successors: ['UU 20/2023 ps 52(3) huruf j', 'UU 20/2023 ps 52(4)'],
    confidence: 'seen',
  },
] as const satisfies readonly {
  cited: string;
  from: IsoDay;
  successors: readonly string[];
  confidence: Confidence;
}[];
