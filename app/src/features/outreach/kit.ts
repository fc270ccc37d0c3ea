/** What a kit is: one set of words for an office, a duty and a stage, from which all formats are made. */
import type { Language } from '../../platform/i18n/words.ts';
import type { FormatId } from './formats.ts';
import type { KitStageId } from './stages.ts';
import type { Duty } from './statements.ts';

/** Large sentences to choose from; none can be typed. */
export const headlines = {
  melayani: { id: 'Netral itu melayani semua.', en: 'Neutral means serving everyone.' },
  ketukan: { id: 'Satu ketukan terlihat semua orang.', en: 'One tap is seen by everyone.' },
  seragam: { id: 'Seragam ini milik negara.', en: 'This uniform is the state’s.' },
  fasilitas: { id: 'Milik negara tidak ikut kampanye.', en: 'What is the state’s does not campaign.' },
  ragu: { id: 'Ragu? Tanyakan dulu.', en: 'Not sure? Ask first.' },
  bilik: { id: 'Pilihan Anda di bilik suara saja.', en: 'Keep your choice to the booth.' },
  kelas: { id: 'Di kelas tidak ada calon.', en: 'Nobody stands for election in class.' },
  surat: { id: 'Surat tugas bukan surat dukungan.', en: 'An assignment is no endorsement.' },
  keluarga: { id: 'Keluarga boleh maju, Anda tetap ASN.', en: 'Family may stand, you stay neutral.' },
  pppk: { id: 'PPPK juga ASN, netralnya sama.', en: 'On contract, and just as neutral.' },
} as const;
export type HeadlineId = keyof typeof headlines;

/** The headline that is proposed to a duty. */
export const headlineFor = {
  umum: 'melayani',
  guru: 'kelas',
  'camat-lurah': 'melayani',
  'pejabat-anggaran': 'fasilitas',
  'tenaga-kesehatan': 'surat',
  'media-sosial': 'ketukan',
  'pasangan-calon': 'keluarga',
  pppk: 'pppk',
} as const satisfies Record<Duty, HeadlineId>;

/** Where the short link leads. */
export const targets = ['bolehkah', 'ikrar', 'pelajaran', 'lapor'] as const;
export type Target = (typeof targets)[number];

export interface Kit {
  readonly id: string;
  readonly code: string;
  readonly bodyId: string;
  readonly office: string;
  readonly electionId: string;
  readonly stage: KitStageId;
  readonly duty: Duty;
  readonly headline: HeadlineId;
  readonly statements: readonly string[];
  readonly extra: string;
  readonly target: Target;
  readonly lang: Language;
  readonly formats: readonly FormatId[];
  /** Legal day on which it was made. */
  readonly madeOn: string;
  /** Legal day on which the office withdrew it. */
  readonly withdrawnOn: string | null;
}

/** The page to which a target leads, without language. */
export function pathOfTarget(target: Target, duty: Duty): string {
  switch (target) {
    case 'pelajaran':
      return `/pelajaran/${duty}`;
    case 'bolehkah':
    case 'ikrar':
    case 'lapor':
      return `/${target}`;
  }
}
