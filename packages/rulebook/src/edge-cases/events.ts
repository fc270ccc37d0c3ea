/** Edge cases: being at a declaration or campaign. */
import { after, type EdgeCase, facts, onlooker } from './edge-case.ts';
import { src } from './sources.ts';

const notSpouse = { spouseOfBeneficiary: false } as const;
/** A Sunday. */
const sunday = '2024-10-06';

export const events = [
  {
    id: 'edge-11',
    question: {
      id: 'Bolehkah saya datang diam-diam ke kampanye untuk mendengar program calon?',
      en: 'May I quietly attend a campaign to hear the programme?',
    },
    answer: 'disputed',
    says: {
      id: 'Sumbernya berbeda. Menteri Dalam Negeri (9 Juli 2024) dan beberapa kantor Bawaslu: boleh hadir pasif, tanpa atribut dan tanpa yel-yel. Bawaslu pada 2019, mengutip BKN: tidak boleh. SKB mensyaratkan hadir dan mendukung; penjelasan PP 94/2021 menggambarkan persis perbuatan ini sebagai "ikut kampanye", tanpa tingkat hukuman.',
      en: 'The sources differ. The Home Minister (9 July 2024) and several Bawaslu offices: passive attendance is fine, without attributes or chants. Bawaslu in 2019, citing BKN: not at all. The decree needs attendance and support; the elucidation of PP 94/2021 describes exactly this as "taking part in a campaign", with no level of punishment.',
    },
    safe: {
      id: 'Tonton debat resmi atau siaran kampanye dari rumah.',
      en: 'Watch the official debates or a broadcast of the campaign at home.',
    },
    rules: ['attends-quietly', 'A3', 'B4', 'pp94-5n-1'],
    sources: [src.asumsi, src.vivaMedan, src.republika2019, src.thirdParty],
    confidence: 'seen',
    acts: ['attend-event', 'campaign-participation'],
    examples: [{ facts: facts('attend-event', after, { act: onlooker, actor: notSpouse }), outcome: 'disputed' }],
  },
  {
    id: 'edge-12',
    question: {
      id: 'Bagaimana bila saya hadir pada jam kerja atau memakai seragam?',
      en: 'What if I attend in working hours or in uniform?',
    },
    answer: 'breach',
    says: {
      id: 'Memakai atribut partai, atau seragam dan atribut ASN, di kampanye dilarang PP 94/2021 dengan tingkat sedang. Menurut penjelasannya, kendaraan dinas juga termasuk. Meninggalkan kantor pada jam kerja adalah pelanggaran lain.',
      en: 'Wearing party attributes, or a civil-servant uniform or attributes, at a campaign is forbidden by PP 94/2021 at medium level. By its elucidation an official vehicle counts too. Leaving the office in working hours is another breach.',
    },
    safe: {
      id: 'Jangan singgah di lokasi kampanye dengan seragam atau kendaraan dinas.',
      en: 'Do not stop at a campaign in uniform or with an official vehicle.',
    },
    rules: ['pp94-5n-2', 'pp94-5n-4'],
    sources: [src.okezone, src.thirdParty, src.generallyKnown],
    confidence: 'recalled',
    acts: ['attend-event', 'campaign-participation'],
    examples: [
      {
        facts: facts('attend-event', after, { act: { ...onlooker, attributes: 'civil-servant' }, actor: notSpouse }),
        outcome: 'violation',
        provisions: ['pp94-5n-2'],
      },
    ],
  },
  {
    id: 'edge-13',
    question: {
      id: 'Saya ditugaskan di lokasi kampanye (misalnya Satpol PP atau tenaga kesehatan). Apakah boleh?',
      en: 'I am on duty at a campaign (public order, health). Is that allowed?',
    },
    answer: 'allowed',
    says: {
      id: 'Boleh: Anda hadir karena penugasan. Tetap tanpa dukungan, tanpa atribut, dan tidak lebih lama dari tugasnya.',
      en: 'Yes: you are there by assignment. Still no support, no attributes, and no longer than the duty takes.',
    },
    safe: { id: 'Bawa surat tugas tertulis.', en: 'Carry the written assignment.' },
    rules: ['attends-on-duty', 'pp94-5n-2', 'pp94-5n-4'],
    sources: [src.pelitaKarawang],
    confidence: 'seen',
    acts: ['attend-event'],
    note: {
      id: 'Seragam dan kendaraan dinas: mesin aturan memeriksa PP 94/2021 ps 5 huruf n angka 2 dan 4 lebih dahulu dan tidak mengenal pengecualian bagi yang bertugas. Sumber yang membahas seragam atau barang dinas selama penugasan belum kami lihat.',
      en: 'Uniforms and official vehicles: the rulebook asks PP 94/2021 art 5 n numbers 2 and 4 first and knows no exception for those on duty. No source that speaks of a uniform or official goods during an assignment was seen.',
    },
    examples: [
      {
        facts: facts('attend-event', after, { act: { ...onlooker, onDuty: true }, actor: notSpouse }),
        outcome: 'allowed',
      },
      {
        facts: facts('attend-event', after, {
          act: { ...onlooker, onDuty: true, attributes: 'civil-servant' },
          actor: notSpouse,
        }),
        outcome: 'violation',
        provisions: ['pp94-5n-2'],
      },
    ],
  },
  {
    id: 'edge-14',
    question: {
      id: 'Apakah aturan ini juga berlaku pada akhir pekan atau hari libur?',
      en: 'Do the rules apply at the weekend or on a holiday too?',
    },
    answer: 'breach',
    says: {
      id: 'Ya. Status ASN tidak berhenti di luar jam kerja. Lampiran Peraturan BKN 6/2022 memberi contoh ajakan mendukung pasangan calon di media sosial pada akhir pekan sebagai pelanggaran.',
      en: 'Yes. The status of a civil servant does not stop outside working hours. The annex to BKN Regulation 6/2022 gives a weekend invitation on social media to support a pair as an example of a breach.',
    },
    rules: ['A2', 'B2', 'B6'],
    instruments: ['perbkn6_2022'],
    sources: [src.republika2019, src.thirdParty],
    confidence: 'seen',
    acts: ['online-campaign', 'social-engagement', 'attend-event'],
    examples: [{ facts: facts('online-campaign', sunday), outcome: 'violation', rows: ['B2'] }],
  },
  {
    id: 'edge-15',
    question: {
      id: 'Bolehkah saya mengambil cuti tahunan untuk ikut kampanye?',
      en: 'May I take ordinary leave to campaign?',
    },
    answer: 'breach',
    says: {
      id: 'Tidak. Cuti kampanye adalah untuk kepala daerah dan pejabat negara. Cuti di luar tanggungan negara (CLTN) hanya berarti bagi suami atau istri calon dan bagi orang yang sendiri hendak maju.',
      en: 'No. Campaign leave is for heads of region and state officials. Unpaid leave (CLTN) only matters for the husband or wife of a candidate and for those who want to stand themselves.',
    },
    rules: ['A3', 'B4', 'A7', 'B3'],
    sources: [src.generallyKnown],
    confidence: 'recalled',
    acts: ['attend-event', 'campaign-participation'],
    examples: [
      {
        facts: facts('attend-event', after, { act: { activeSupport: true }, actor: notSpouse }),
        outcome: 'violation',
        rows: ['B4'],
      },
      {
        facts: facts('attend-event', after, {
          act: { activeSupport: true },
          actor: { spouseOfBeneficiary: false, unpaidLeave: true },
        }),
        outcome: 'violation',
        rows: ['B4'],
      },
    ],
  },
] as const satisfies readonly EdgeCase[];
