/** The sanction catalogue: what each level may mean, on which basis, and what stands in for the medium set in the transition. */
import type { Bilingual, Confidence, Source } from '../text.ts';

/** What the law attaches to a row. Null where it attaches none. */
export type Level = 'moral' | 'sedang' | 'berat' | 'pemberhentian';

export interface SanctionOption {
  readonly id: string;
  readonly label: Bilingual;
  readonly months?: number;
  /** Imposed instead until the regulation on pay and allowances exists. */
  readonly transitionalSubstitute?: string;
}

export interface SanctionKind {
  readonly id: string;
  readonly level: Level;
  readonly basis: readonly string[];
  readonly form?: Bilingual;
  readonly options: readonly SanctionOption[];
  readonly note?: Bilingual;
  readonly confidence: Confidence;
  readonly sources: readonly Source[];
}

export const sanctionCatalogue = [
  {
    id: 'moral',
    level: 'moral',
    basis: ['PP 42/2004 ps 15(1)-(3)'],
    form: {
      id: 'tertulis, dinyatakan oleh Pejabat Pembina Kepegawaian',
      en: 'in writing, stated by the personnel authority',
    },
    options: [
      { id: 'moral_tertutup', label: { id: 'pernyataan secara tertutup', en: 'closed statement' } },
      { id: 'moral_terbuka', label: { id: 'pernyataan secara terbuka', en: 'public statement' } },
    ],
    note: {
      id: 'tindakan administratif dapat ditambahkan atas rekomendasi Majelis Kode Etik (aturannya dilihat di sumber; nomor pasal 16 diketahui, perlu dicek)',
      en: "administrative action may be added on the ethics council's recommendation (rule seen; the article number 16 is recalled)",
    },
    confidence: 'seen',
    sources: [{ publisher: 'Bengkulu Ekspress' }, { publisher: 'Suara', on: '2024-02-06' }],
  },
  {
    id: 'hukdis_sedang',
    level: 'sedang',
    basis: ['PP 94/2021 ps 8(3)'],
    options: [
      {
        id: 'tukin25_6',
        label: {
          id: 'potong tunjangan kinerja 25% selama 6 bulan',
          en: 'performance allowance cut by 25% for 6 months',
        },
        months: 6,
        transitionalSubstitute: 'tunda_kgb_1th',
      },
      {
        id: 'tukin25_9',
        label: {
          id: 'potong tunjangan kinerja 25% selama 9 bulan',
          en: 'performance allowance cut by 25% for 9 months',
        },
        months: 9,
        transitionalSubstitute: 'tunda_kp_1th',
      },
      {
        id: 'tukin25_12',
        label: {
          id: 'potong tunjangan kinerja 25% selama 12 bulan',
          en: 'performance allowance cut by 25% for 12 months',
        },
        months: 12,
        transitionalSubstitute: 'turun_pangkat_1th',
      },
    ],
    confidence: 'seen',
    sources: [
      { publisher: 'spesifikasi sistem kepegawaian pihak ketiga / third-party HR-system specification' },
      { publisher: 'Koran Jakarta' },
    ],
  },
  {
    id: 'hukdis_berat',
    level: 'berat',
    basis: ['PP 94/2021 ps 8(4)'],
    options: [
      {
        id: 'turun_jabatan_12',
        label: {
          id: 'penurunan jabatan setingkat lebih rendah selama 12 bulan',
          en: 'demotion by one level for 12 months',
        },
        months: 12,
      },
      {
        id: 'bebas_jabatan_12',
        label: {
          id: 'pembebasan dari jabatan menjadi jabatan pelaksana selama 12 bulan',
          en: 'release from post to an ordinary post for 12 months',
        },
        months: 12,
      },
      {
        id: 'pdhtaps',
        label: {
          id: 'pemberhentian dengan hormat tidak atas permintaan sendiri sebagai PNS',
          en: 'honourable dismissal as a civil servant, not at own request',
        },
      },
    ],
    confidence: 'seen',
    sources: [{ publisher: 'Koran Jakarta' }, { publisher: 'Tribunnews', on: '2021-09-14' }],
  },
  {
    id: 'ptdh',
    level: 'pemberhentian',
    basis: ['UU 5/2014 ps 87(4)c', 'UU 20/2023 ps 52(3)j jo 52(4)'],
    options: [{ id: 'ptdh', label: { id: 'pemberhentian tidak dengan hormat', en: 'dishonourable dismissal' } }],
    confidence: 'seen',
    sources: [],
  },
] as const satisfies readonly SanctionKind[];

export type SanctionKindId = (typeof sanctionCatalogue)[number]['id'];
export type SanctionOptionId = (typeof sanctionCatalogue)[number]['options'][number]['id'];

export const allSanctionKinds: readonly SanctionKind[] = sanctionCatalogue;

/** The medium set that is imposed while the allowance cut waits for the regulation on pay. */
export const transitionalMedium = {
  rule: {
    id: 'potongan tunjangan kinerja ditangguhkan sampai ada PP tentang gaji dan tunjangan; sampai saat itu dijatuhkan hukuman sedang menurut PP 53/2010',
    en: 'the allowance cut is suspended until the regulation on pay and allowances exists; until then the PP 53/2010 medium set is imposed',
  },
  substitutes: [
    {
      id: 'tunda_kgb_1th',
      label: { id: 'penundaan kenaikan gaji berkala 1 tahun', en: 'periodic raise delayed by 1 year' },
    },
    {
      id: 'tunda_kp_1th',
      label: { id: 'penundaan kenaikan pangkat 1 tahun', en: 'promotion delayed by 1 year' },
    },
    {
      id: 'turun_pangkat_1th',
      label: { id: 'penurunan pangkat setingkat lebih rendah 1 tahun', en: 'demotion in rank for 1 year' },
    },
  ],
  basis: ['PP 94/2021 ps 42', 'PerBKN 6/2022 ps 62'],
  verify: {
    id: 'nomor pasal 42 hanya dari sumber pihak ketiga; PP tentang gaji belum terbit sampai Oktober 2026',
    en: 'article number 42 from third-party sources only; the regulation on pay had not been issued as of October 2026',
  },
  confidence: 'seen',
} as const satisfies {
  rule: Bilingual;
  substitutes: readonly SanctionOption[];
  basis: readonly string[];
  verify: Bilingual;
  confidence: Confidence;
};

/** How the sanctions reach a contract civil servant. */
export const pppkRoute = {
  rule: {
    id: 'disiplin PPPK mengikuti aturan disiplin PNS (PP 49/2018 ps 52(3)); pelanggaran berat: pemutusan hubungan kerja dengan hormat tidak atas permintaan sendiri (ps 53(2)b); keanggotaan partai: pemutusan tidak dengan hormat (ps 53(3)c)',
    en: 'discipline of PPPK follows the PNS rules (PP 49/2018 art 52(3)); heavy breach: honourable termination not at own request (art 53(2)b); party membership: dishonourable termination (art 53(3)c)',
  },
  openPoint: {
    id: 'bagaimana penurunan jabatan atau pembebasan dari jabatan diterapkan pada perjanjian kerja PPPK belum jelas di sumber mana pun; diputuskan manusia',
    en: 'how demotion or release from post maps onto a PPPK contract is not settled in anything seen; for a human to decide',
  },
  confidence: 'seen',
} as const satisfies { rule: Bilingual; openPoint: Bilingual; confidence: Confidence };

const optionById: ReadonlyMap<string, SanctionOption> = new Map(
  [...allSanctionKinds.flatMap((kind) => kind.options), ...transitionalMedium.substitutes].map((option) => [
    option.id,
    option,
  ]),
);

export function findSanctionOption(id: string): SanctionOption | undefined {
  return optionById.get(id);
}
