/** Norms that the register rests on. None of them is surer than its source: the text of UU 27/2022 was read in quotations, not in the gazette. */
import type { Norm } from './register-types.ts';

export const norms = {
  duty: {
    cited: 'UU 27/2022 pasal 20 ayat (2) huruf c',
    text: { id: 'kewajiban hukum pengendali', en: 'a legal duty of the controller' },
    confidence: 'seen-3p',
  },
  task: {
    cited: 'UU 27/2022 pasal 20 ayat (2) huruf e',
    text: {
      id: 'tugas demi kepentingan umum, pelayanan publik, atau kewenangan menurut peraturan',
      en: 'a task in the public interest, public service, or powers given by law',
    },
    confidence: 'seen-3p',
  },
  consent: {
    cited: 'UU 27/2022 pasal 20 ayat (2) huruf a',
    text: { id: 'persetujuan yang sah dan jelas', en: 'valid and explicit consent' },
    confidence: 'seen-3p',
  },
  interest: {
    cited: 'UU 27/2022 pasal 20 ayat (2) huruf f',
    text: {
      id: 'kepentingan sah lain: keamanan layanan, dengan menimbang hak orangnya',
      en: 'another legitimate interest: the security of the service, weighed against the rights of the person',
    },
    confidence: 'seen-3p',
  },
  access: {
    cited: 'UU 27/2022 pasal 32 ayat (2)',
    text: { id: 'akses diberikan paling lambat 3 × 24 jam', en: 'access is given within 3 × 24 hours' },
    confidence: 'seen-3p',
  },
  refusal: {
    cited: 'UU 27/2022 pasal 33',
    text: {
      id: 'akses wajib ditolak kalau membahayakan orang, membuka data orang lain, atau menyangkut pertahanan dan keamanan nasional',
      en: 'access must be refused where it endangers somebody, discloses data of others, or touches national defence and security',
    },
    confidence: 'seen-3p',
  },
  correction: {
    cited: 'UU 27/2022 pasal 30',
    text: { id: 'perbaikan paling lambat 3 × 24 jam', en: 'correction within 3 × 24 hours' },
    confidence: 'recalled',
  },
  restriction: {
    cited: 'UU 27/2022 pasal 41',
    text: {
      id: 'penundaan dan pembatasan paling lambat 3 × 24 jam',
      en: 'suspension and restriction within 3 × 24 hours',
    },
    confidence: 'recalled',
  },
  deletion: {
    cited: 'UU 27/2022 pasal 43 dan 44',
    text: { id: 'penghapusan dan pemusnahan', en: 'erasure and destruction' },
    confidence: 'recalled',
  },
  exception: {
    cited: 'UU 27/2022 pasal 15 ayat (1)',
    text: {
      id: 'hak tertentu dikecualikan untuk penegakan hukum, kepentingan umum penyelenggaraan negara, dan lainnya',
      en: 'some rights are excepted for law enforcement, the public interest of state administration, and others',
    },
    confidence: 'seen-3p',
  },
  breach: {
    cited: 'UU 27/2022 pasal 46',
    text: {
      id: 'pemberitahuan tertulis paling lambat 3 × 24 jam kepada subjek data dan lembaga: data apa, kapan dan bagaimana, upaya penanganan; dalam hal tertentu juga kepada masyarakat',
      en: 'written notice within 3 × 24 hours to the people concerned and the authority: which data, when and how, what is being done; in some cases to the public as well',
    },
    confidence: 'seen-3p',
  },
  assessment: {
    cited: 'UU 27/2022 pasal 34',
    text: {
      id: 'penilaian dampak pelindungan data pribadi',
      en: 'impact assessment of the protection of personal data',
    },
    confidence: 'recalled',
  },
} as const satisfies Readonly<Record<string, Norm>>;

export type NormId = keyof typeof norms;
