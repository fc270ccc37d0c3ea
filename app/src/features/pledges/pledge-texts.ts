/** What civil servants pledge, as dated data: a text that changes gets a second entry, and what was signed stays as it was signed. */
import type { Bilingual, Confidence, InForce } from '@netra/rulebook';

export interface PledgeText {
  /** Kept with every signature. Never reused for other words. */
  readonly version: string;
  readonly inForce: InForce;
  readonly points: readonly Bilingual[];
  readonly cite: string;
  readonly confidence: Confidence;
  readonly note: Bilingual;
}

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
