/** The register of personal data as one list: each column with its kind, and each kind with what the law asks to be told about it. */
import { createHash } from 'node:crypto';
import { columns, librarySchemas, openReasons } from './columns.ts';
import { type KindId, kinds } from './kinds.ts';
import { norms } from './norms.ts';
import type { Protection, Whose } from './register-types.ts';
import { retentions } from './retentions.ts';

export interface ColumnEntry {
  /** `netra.report.kind` */
  readonly name: string;
  readonly table: string;
  readonly column: string;
  readonly kind: KindId;
  readonly protection: Protection;
}

/** All columns, in the order of the tables. */
export function columnEntries(): readonly ColumnEntry[] {
  return Object.entries(columns).flatMap(([table, groups]) =>
    groups.flatMap(([kind, protection, names]) =>
      names.split(' ').map((column) => ({ name: `${table}.${column}`, table, column, kind, protection })),
    ),
  );
}

/** What a column of the database is, when it stands in the register or belongs to a library. */
export function findColumn(schema: string, table: string, column: string): KindId | undefined {
  const library = Object.entries(librarySchemas).find(([name]) => name === schema)?.[1];
  return library ?? columnEntries().find((entry) => entry.name === `${schema}.${table}.${column}`)?.kind;
}

/** Whether a row of this kind has a reporter or an accused person behind it. */
export function isSensitive(kind: KindId): boolean {
  const whose: readonly Whose[] = kinds[kind].whose;
  return whose.includes('reporter') || whose.includes('accused');
}

/** Columns that can hold words of or about a reporter or an accused person, lie open, and give no reason for it. */
export function unexplained(types: ReadonlyMap<string, string>): readonly string[] {
  return columnEntries()
    .filter(({ kind, protection }) => protection === 'plain' && isSensitive(kind))
    .filter(({ name }) => types.get(name) === 'text' || types.get(name) === 'jsonb')
    .map(({ name }) => name)
    .filter((name) => openReasons[name] === undefined);
}

/** Fingerprint of what people are told: the notice names it, so that two versions can be told apart. */
export function registerVersion(): string {
  const told = JSON.stringify([kinds, norms, retentions]);
  return createHash('sha256').update(told).digest('hex').slice(0, 12);
}

/** Protections of the columns of a kind, each once. */
export function protectionsOf(kind: KindId): readonly Protection[] {
  return [...new Set(columnEntries().flatMap((entry) => (entry.kind === kind ? [entry.protection] : [])))];
}
