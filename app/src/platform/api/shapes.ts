/** Small shapes that many operations share. */
import { z } from 'zod';
import { type Bilingual, said } from './fields.ts';

export const instant = (id: string, en: string) =>
  said(
    z.iso.datetime({ offset: true }),
    `${id} Saat dalam UTC (ISO 8601).`,
    `${en} A moment in UTC (ISO 8601).`,
    '2024-10-04T02:00:00Z',
  );

export const instantOrNull = (id: string, en: string) =>
  said(
    z.iso.datetime({ offset: true }).nullable(),
    `${id} Null: belum.`,
    `${en} Null: not yet.`,
    '2024-10-04T02:00:00Z',
  );

/** A legal day: it belongs to the office, never to a zone of the reader. */
export const day = (id: string, en: string, example = '2024-10-03') => said(z.iso.date(), id, en, example);

export const zoneField = said(
  z.enum(['WIB', 'WITA', 'WIT']),
  'Zona waktu kantor: hari hukumnya dihitung di sini.',
  'Time zone of the office: its legal day is counted here.',
  'WIB',
);

export const caseNumber = said(
  z
    .string()
    .regex(/^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{2}$/)
    .max(20),
  'Nomor perkara sebagaimana tertulis di layar.',
  'Number of the case as it stands on the screen.',
  'K7M-4QX-92',
);

export const uuid = (id: string, en: string) => said(z.uuid(), id, en, '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e');

/** Words of law, in both languages. */
export const bilingual = (
  id: string,
  en: string,
  example: Bilingual = { id: 'diketahui umum', en: 'known to the public' },
) =>
  said(
    z.object({
      id: said(z.string(), 'Dalam bahasa Indonesia.', 'In Indonesian.', example.id),
      en: said(z.string(), 'Dalam bahasa Inggris.', 'In English.', example.en),
    }),
    id,
    en,
    example,
  );

export const confidence = said(
  z.enum(['seen', 'seen-3p', 'recalled', 'uncertain']),
  'Seberapa yakin: dilihat di sumber, dilihat pada data pihak ketiga, diketahui tetapi perlu dicek, belum pasti. Tidak satu pun berarti naskah resmi sudah dibaca.',
  'How sure: seen in a source, seen in third-party data, known but to be checked, uncertain. None means that the official text was read.',
  'seen',
);

/** A list whose items speak for themselves. */
export function listOf<S extends z.core.$ZodType>(item: S, id: string, en: string, example: readonly z.input<S>[]) {
  return z.array(item).meta({ description: id, 'x-description-en': en, examples: [example] });
}
