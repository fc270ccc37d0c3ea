/** A lawyer's sign-off as data: which item, by which role, when, of which content. What changed since is said. Pure. */
import type { LawItem } from './items.ts';

export const verdicts = ['setuju', 'setuju-dengan-catatan', 'perlu-diperbaiki'] as const;
export type Verdict = (typeof verdicts)[number];

export interface SignOff {
  /** By role, never by name: "ahli hukum kepegawaian BKD". */
  readonly by: string;
  /** ISO day. */
  readonly on: string;
  readonly rulebookVersion: string;
  /** Fingerprint of the item as it was read. */
  readonly fingerprint: string;
  readonly verdict: Verdict;
  readonly note?: string;
}

export type SignOffs = ReadonlyMap<string, readonly SignOff[]>;

/** What is signed off, without its English: lawyers read the Indonesian. Keys in one order, so that the order of writing does not matter. */
export function contentOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(contentOf).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([key, field]) => key !== 'en' && field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${contentOf(field)}`).join()}}`;
}

/** @param hash gives the hexadecimal digest of a text */
export function fingerprintOf(item: LawItem, hash: (text: string) => string): string {
  return hash(contentOf({ citation: item.citation, data: item.data })).slice(0, 12);
}

export type ReadSignOffs =
  | { readonly ok: true; readonly value: SignOffs }
  | { readonly ok: false; readonly error: string };

const fields = ['by', 'on', 'rulebookVersion', 'fingerprint', 'verdict', 'note'];

/**
 * Reads `sign-off.json`: `{ "aturan/B6": [{ by, on, rulebookVersion, fingerprint, verdict, note? }] }`.
 * @param keys of the items that exist
 * @returns an error of one line that names the entry and what is allowed
 */
export function readSignOffs(input: unknown, keys: ReadonlySet<string>): ReadSignOffs {
  const refuse = (error: string): ReadSignOffs => ({ ok: false, error });
  if (!isRecord(input)) return refuse('sign-off.json must be an object: item → list of sign-offs');
  const read = new Map<string, readonly SignOff[]>();
  for (const [key, list] of Object.entries(input)) {
    if (!keys.has(key)) return refuse(`${key}: there is no such item; the keys stand in docs/law/tinjauan.md`);
    if (!Array.isArray(list)) return refuse(`${key}: must be a list of sign-offs`);
    const signed: SignOff[] = [];
    for (const [at, entry] of list.entries()) {
      const one = readOne(entry);
      if (typeof one === 'string') return refuse(`${key}[${at}].${one}`);
      signed.push(one);
    }
    read.set(key, signed);
  }
  return { ok: true, value: read };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readOne(entry: unknown): SignOff | string {
  if (!isRecord(entry)) return ': must be an object with by, on, rulebookVersion, fingerprint, verdict';
  const extra = Object.keys(entry).find((key) => !fields.includes(key));
  if (extra !== undefined) return `${extra}: is not a field; allowed are ${fields.join(', ')}`;
  const { by, on, rulebookVersion, fingerprint, note } = entry;
  if (typeof by !== 'string' || by.trim() === '') return 'by: the role of who signs, for example "ahli hukum BKD"';
  if (typeof on !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(on)) return 'on: a day such as 2026-11-22';
  if (typeof rulebookVersion !== 'string') return 'rulebookVersion: the version that was read, such as 0.2.0';
  if (typeof fingerprint !== 'string' || !/^[0-9a-f]{12}$/.test(fingerprint)) {
    return 'fingerprint: twelve hexadecimal digits, as docs/law shows them';
  }
  if (note !== undefined && typeof note !== 'string') return 'note: a text, or left out';
  const verdict = verdicts.find((one) => one === entry.verdict);
  if (verdict === undefined) return `verdict: allowed are ${verdicts.join(', ')}`;
  return { by, on, rulebookVersion, fingerprint, verdict, ...(note === undefined ? {} : { note }) };
}

export type Standing = 'belum ditinjau' | 'berubah sejak ditinjau' | Verdict;

/** How an item stands: its last sign-off, unless its content changed since. */
export function standingOf(signed: readonly SignOff[] | undefined, fingerprint: string): Standing {
  const last = signed?.at(-1);
  if (last === undefined) return 'belum ditinjau';
  return last.fingerprint === fingerprint ? last.verdict : 'berubah sejak ditinjau';
}
