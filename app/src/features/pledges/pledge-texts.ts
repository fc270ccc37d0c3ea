/** What civil servants pledge, as dated data: a text that changes gets a second entry, and what was signed stays as it was signed. */
import type { Bilingual, Confidence, InForce } from '@netra/rulebook';

/** Points with where they come from and how sure that is. */
export interface TextOfPoints {
  readonly points: readonly Bilingual[];
  readonly cite: string;
  readonly confidence: Confidence;
  readonly note: Bilingual;
}

export interface PledgeText extends TextOfPoints {
  /** Kept with every signature. Never reused for other words. */
  readonly version: string;
  readonly inForce: InForce;
}

/**
 * The integrity pact that is signed beside the pledge. That there is one, and when heads of personnel signed theirs, was reported; its words
 * were in no source that was read. So what stands here is what it must at least hold, said as such, and marked as uncertain.
 */
export const integrityPact: TextOfPoints = {
  points: [
    {
      id: 'Bersama ikrar ini ditandatangani pakta integritas: sanggup menjaga netralitas dan menerima sanksi menurut peraturan bila melanggarnya.',
      en: 'With this pledge an integrity pact is signed: to stay neutral, and to accept sanctions under the regulations for a breach.',
    },
  ],
  cite: 'SKB 22 Sep 2022, Lampiran I (pembinaan: ikrar bersama dan pakta integritas)',
  confidence: 'uncertain',
  note: {
    id: 'Penandatanganan pakta integritas diberitakan (PPK se-Bali, 27 September 2022). Naskah Lampiran I belum dibaca; kalimat ini ringkasan, bukan kutipan.',
    en: 'Signings of the integrity pact were reported (heads of personnel of Bali, 27 September 2022). Annex I itself was not read; this sentence is a summary, no quotation.',
  },
};

const pledgeTexts: readonly PledgeText[] = [
  {
    version: 'ikrar-skb-2022/1',
    inForce: { from: '2022-09-22' },
    points: [
      {
        id: 'Menjaga dan menegakkan netralitas dalam pelayanan publik, sebelum, selama, dan sesudah pemilihan.',
        en: 'To uphold neutrality in public service before, during and after the election.',
      },
      {
        id: 'Menghindari konflik kepentingan, tidak mengintimidasi atau mengancam, dan tidak memihak.',
        en: 'To avoid conflicts of interest, to intimidate or threaten nobody, and to take no side.',
      },
      {
        id: 'Menggunakan media sosial dengan bijak, tidak menyebarkan ujaran kebencian atau berita bohong.',
        en: 'To use social media wisely, and to spread no hate speech and no false news.',
      },
      {
        id: 'Menolak politik uang dan segala jenis pemberian.',
        en: 'To refuse money politics and gifts of any kind.',
      },
    ],
    cite: 'SKB 22 Sep 2022 (pembinaan: ikrar bersama dan pakta integritas)',
    confidence: 'seen',
    note: {
      id: 'Empat butir ini disusun dari ikrar yang diberitakan instansi pemerintah; naskah resmi SKB belum dibaca.',
      en: 'The four points are rebuilt from pledges that government offices reported; the official text of the decree was not read.',
    },
  },
];

/** The text in force on a day, or undefined before the first. */
export function pledgeTextOn(day: string): PledgeText | undefined {
  return pledgeTexts.find(
    ({ inForce }) =>
      (inForce.from === undefined || inForce.from <= day) && (inForce.until === undefined || day <= inForce.until),
  );
}

/** Throws when no text has the version: signatures name only versions that existed. */
export function getPledgeText(version: string): PledgeText {
  const found = pledgeTexts.find((text) => text.version === version);
  if (found === undefined) throw new Error(`no such pledge text: ${version}`);
  return found;
}
