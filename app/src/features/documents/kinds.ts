/** Kinds of documents as the database holds them: who drafts one, from which law it comes, and its parts in order. Pure but for one query. */
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import { isRole, type Role } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';

export const layouts = ['letter', 'form', 'minutes', 'study', 'decision'] as const;
export type Layout = (typeof layouts)[number];

/** Where a part is printed. */
export const places = [
  'sifat',
  'lampiran',
  'hal',
  'kepada',
  'di',
  'tembusan',
  'tentang',
  'pejabat',
  'row',
  'para',
  'section',
  'points',
  'qa',
  'signers',
  'consider',
  'recall',
  'regard',
  'decide',
] as const;
export type Place = (typeof places)[number];

const Part = z.strictObject({
  /** Name in the form and in the stored words. */
  n: z.string().regex(/^[a-z][a-z0-9_]*$/),
  id: z.string(),
  en: z.string(),
  as: z.enum(places),
  kind: z.enum(['line', 'text', 'lines', 'day']),
  req: z.boolean(),
  /** What it begins with, facts of the case at `{names}`. */
  text: z.string(),
  /** Heading over rows that belong together. */
  group: z.string().optional(),
  hint: z.strictObject({ id: z.string(), en: z.string() }).optional(),
});
export type Part = Readonly<z.infer<typeof Part>>;

export interface DocumentKind {
  readonly code: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly layout: Layout;
  readonly roles: readonly Role[];
  /** It names the reporter: made by the intake office and read by nobody else. */
  readonly reporter: boolean;
  readonly basis: string;
  readonly classification: string;
  readonly parts: readonly Part[];
}

/** What every document ends with, whatever its kind. */
export const signingParts = [
  { n: 'tempat', id: 'Tempat ditetapkan', en: 'Place of signing', kind: 'line', req: true },
  { n: 'penanda_jabatan', id: 'Jabatan penanda tangan', en: 'Office of the signer', kind: 'line', req: true },
  { n: 'penanda_nama', id: 'Nama penanda tangan', en: 'Name of the signer', kind: 'line', req: true },
  { n: 'penanda_nip', id: 'NIP penanda tangan', en: 'Employee number of the signer', kind: 'line', req: false },
] as const;

/** The kinds in force on a legal day. */
export async function kindsOn(tx: Tx, day: string): Promise<readonly DocumentKind[]> {
  const rows = await tx
    .selectFrom('document_kind')
    .selectAll()
    .where('valid_from', '<=', day)
    .where((e) => e.or([e('valid_until', 'is', null), e('valid_until', '>=', day)]))
    .orderBy('code')
    .execute();
  return rows.map((row) => {
    const layout = layouts.find((one) => one === row.layout);
    if (layout === undefined) throw new Error(`kind ${row.code} has an unknown layout`);
    return {
      code: row.code,
      name: { id: row.name_id, en: row.name_en },
      layout,
      roles: row.roles.filter(isRole),
      reporter: row.reporter,
      basis: row.basis,
      classification: row.classification,
      parts: z.array(Part).parse(row.parts),
    };
  });
}

/** Words of a document by the names of its parts. */
export type Words = Readonly<Record<string, string>>;

export const MOST_LINE = 300;
export const MOST_TEXT = 20_000;

/** Names of required parts that are empty. */
export function missingParts(kind: DocumentKind, words: Words): readonly string[] {
  return [...kind.parts, ...signingParts].filter((part) => part.req && !words[part.n]?.trim()).map((part) => part.n);
}
