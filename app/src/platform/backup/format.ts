/**
 * How a backup is built: an age envelope around a plain tar. `begin.json` first (what is needed to make the schema), then each table in
 * parts of whole COPY lines, then the sealed files in batches, each with its list, then `manifest.json` (what everything must add up to).
 */
import { z } from 'zod';

/** Rises when an older version could no longer read what a newer one writes. */
export const FORMAT = 1;

/** A part of a table is at least this many bytes of COPY text, and ends with a whole row. */
export const PART_BYTES = 1 << 20;

/** So many files stand in one list. */
export const BATCH_FILES = 500;

/** Records of which the manifest keeps the hash each, chosen by chance from all tables. */
export const SAMPLE = 1000;

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const qualified = z.string().regex(/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/);

const migration = z.strictObject({ name: z.string().regex(/^\d{4}-[a-z0-9-]+\.sql$/), sha256: hex });

const beginSchema = z.strictObject({
  format: z.number().int(),
  id: z.uuid(),
  netra: z.string(),
  mode: z.enum(['demo', 'production']),
  /** Real clock, when the snapshot was taken: nothing younger is in it. */
  startedAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(migration).min(1),
  tables: z.array(z.strictObject({ name: qualified, columns: z.array(z.string()).min(1) })),
  /** Tables whose rows stayed behind on purpose. */
  leftBehind: z.array(qualified),
  /** Which secret the database belongs to: a mark that leads nowhere else. Null: nothing was noted. */
  secretMark: z.string().nullable(),
});

const logSchema = z.strictObject({ size: z.number().int(), root: z.string().nullable(), note: z.string().nullable() });

const manifestSchema = z.strictObject({
  format: z.number().int(),
  begin: beginSchema,
  finishedAt: z.iso.datetime(),
  /** `content`: sum of the rows' SHA-256 modulo 2^256, so that the order of rows does not matter. */
  tables: z.array(z.strictObject({ name: qualified, rows: z.number().int(), bytes: z.number().int(), content: hex })),
  sequences: z.array(z.strictObject({ name: qualified, value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  files: z.strictObject({ count: z.number().int(), bytes: z.number().int(), content: hex }),
  /** Files that rows name and that were not there when the backup was made: the first thousand by name, and how many in all. */
  missing: z.array(z.string()),
  missingCount: z.number().int(),
  log: logSchema.nullable(),
  sample: z.array(z.strictObject({ table: qualified, sha256: hex })),
});

/** What lies beside the backup in clear: enough to watch over backups without being able to read one. No count of a single table. */
const besideSchema = z.strictObject({
  format: z.number().int(),
  id: z.uuid(),
  netra: z.string(),
  mode: z.enum(['demo', 'production']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(migration),
  tables: z.number().int(),
  rows: z.number().int(),
  files: z.number().int(),
  fileBytes: z.number().int(),
  missingFiles: z.number().int(),
  log: logSchema.nullable(),
  secretMark: z.string().nullable(),
  /** SHA-256 of `manifest.json` inside. */
  manifest: hex,
  envelope: z.strictObject({ bytes: z.number().int(), sha256: hex }),
});

export type Begin = z.infer<typeof beginSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
export type Beside = z.infer<typeof besideSchema>;
export type LogFacts = z.infer<typeof logSchema>;

export const begin = { name: 'begin.json', parse: (text: string) => read(beginSchema, text) } as const;
export const manifest = { name: 'manifest.json', parse: (text: string) => read(manifestSchema, text) } as const;
export const beside = {
  name: (file: string) => `${file}.manifest.json`,
  parse: (text: string) => read(besideSchema, text),
} as const;

function read<T extends z.ZodType>(schema: T, text: string): z.infer<T> | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : null;
}

/** The format number alone: what another version wrote is said to be that, not to be damaged. */
export function formatOf(text: string): number | null {
  return read(z.looseObject({ format: z.number().int() }), text)?.format ?? null;
}

/** One line of a list of files. */
export interface FileFact {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export function fileLine({ path, size, sha256 }: FileFact): string {
  return `${sha256} ${size} ${path}`;
}

export function parseFileLine(line: string): FileFact | null {
  const found = /^([0-9a-f]{64}) (\d{1,15}) ([^\0\n]+)$/.exec(line);
  if (found === null) return null;
  const [, sha256 = '', size = '', path = ''] = found;
  return { path, size: Number(size), sha256 };
}

export const entryNames = {
  part: (table: string, number: number) => `tables/${table}/${String(number).padStart(6, '0')}.copy.zst`,
  file: (path: string) => `files/${path}`,
  list: (number: number) => `file-lists/${String(number).padStart(6, '0')}.txt`,
} as const;

export type EntryKind =
  | { readonly kind: 'begin' }
  | { readonly kind: 'manifest' }
  | { readonly kind: 'part'; readonly table: string; readonly number: number }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'list'; readonly number: number };

/** What an entry of the tar is; null: nothing that we write. A path that leads out of its folder is nothing that we write. */
export function kindOf(name: string): EntryKind | null {
  if (name === begin.name) return { kind: 'begin' };
  if (name === manifest.name) return { kind: 'manifest' };
  const part = /^tables\/([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*)\/(\d{6})\.copy\.zst$/.exec(name);
  if (part !== null) return { kind: 'part', table: part[1] ?? '', number: Number(part[2]) };
  const list = /^file-lists\/(\d{6})\.txt$/.exec(name);
  if (list !== null) return { kind: 'list', number: Number(list[1]) };
  const file = /^files\/([A-Za-z0-9_-]+(?:\/[A-Za-z0-9_.-]+)*)$/.exec(name)?.[1];
  if (file === undefined || file.split('/').some((piece) => piece === '.' || piece === '..')) return null;
  return { kind: 'file', path: file };
}
