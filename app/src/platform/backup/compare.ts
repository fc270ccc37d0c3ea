/** Reads a restored database back and holds it to the manifest; and holds records chosen by chance to the database that runs. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type CarriedTable, columnList, copyOut, oneOf, ourTables, quoted, rowsOf } from './database.ts';
import { type Manifest, SAMPLE } from './format.ts';
import type { BackupPlan } from './plan.ts';
import { RowHasher, Sample, wholeLines } from './row-hash.ts';

/** A record as COPY writes it, with the table it is from. */
export interface SampledRow {
  readonly table: CarriedTable;
  readonly line: string;
}

export interface Compared {
  /** One line for each thing that is not as the manifest says; empty: all agree. */
  readonly differences: readonly string[];
  readonly tables: number;
  readonly rows: number;
  /** Records of the manifest's sample that were found, and how many it has. */
  readonly sampled: { readonly found: number; readonly of: number };
  /** Chosen by chance from what was read, to hold against another database. */
  readonly records: readonly SampledRow[];
}

const BLOCK = 1 << 20;
const LISTED = 10;

/** @param client on the restored database, before later migrations change it */
export async function compareWithManifest(client: pg.Client, manifest: Manifest, plan: BackupPlan): Promise<Compared> {
  const differences: string[] = [];
  const records = new Sample<SampledRow>(SAMPLE, Math.random);
  let rows = 0;
  let found = 0;
  for (const table of await ourTables(client)) {
    const told = manifest.tables.find(({ name }) => name === table.name);
    const wanted = new Set(manifest.sample.filter((one) => one.table === table.name).map(({ sha256 }) => sha256));
    // Columns in the order of the backup: hashes are of whole lines.
    const columns = manifest.begin.tables.find(({ name }) => name === table.name)?.columns ?? table.columns;
    const read: CarriedTable = { ...table, columns };
    const sum = new RowHasher((line, digest) => {
      if (wanted.size > 0 && wanted.delete(digest.toString('hex'))) found += 1;
      records.offer(() => ({ table: read, line: line.toString('utf8') }));
    });
    for await (const lines of wholeLines(client.query(copyTo(copyOut(read))), BLOCK)) sum.add(lines);
    const is = sum.sum;
    rows += is.rows;
    if (told === undefined) {
      if (is.rows > 0) differences.push(`table ${table.name} should be empty and has ${is.rows} rows`);
    } else if (told.rows !== is.rows)
      differences.push(`table ${table.name} has ${is.rows} rows instead of ${told.rows}`);
    else if (told.content !== is.content) differences.push(`table ${table.name} holds other rows than the backup`);
  }
  // The same row twice is one hash; the sample counts it once.
  const distinct = new Set(manifest.sample.map(({ table, sha256 }) => `${table} ${sha256}`)).size;
  if (found !== distinct) differences.push(`${distinct - found} of ${distinct} sampled records are not there`);
  for (const { name, value } of manifest.sequences) {
    const is = await oneOf<{ value: string }>(client, `select last_value::text as value from ${quoted(name)}`);
    if (is.value !== value) differences.push(`sequence ${name} stands at ${is.value} instead of ${value}`);
  }
  const log = await plan.readLog(client);
  if (JSON.stringify(log) !== JSON.stringify(manifest.log))
    differences.push('the public log has another size or root than in the backup');
  return {
    differences,
    tables: manifest.tables.length,
    rows,
    sampled: { found, of: distinct },
    records: records.kept,
  };
}

/** Files that rows name and that are not there, except those that the backup names as missing already. */
export async function missingFiles(
  client: pg.Client,
  root: string,
  manifest: Manifest,
  plan: BackupPlan,
): Promise<readonly string[]> {
  const known = new Set(manifest.missing);
  const missing: string[] = [];
  await client.query('begin');
  for (const { table, columns, folder, place } of plan.files) {
    await client.query(`declare named no scroll cursor for select ${columnList(columns)} from ${quoted(table)}`);
    for (let rows: unknown[] = [null]; rows.length > 0; ) {
      const next = await rowsOf<Record<string, unknown>>(client, 'fetch 5000 from named');
      for (const name of next.flatMap((row) => Object.values(row))) {
        if (typeof name !== 'string') continue;
        const file = `${folder}/${place(name) ?? name}`;
        if (!known.has(file) && (await stat(path.join(root, file)).catch(() => null)) === null) missing.push(file);
      }
      rows = next;
    }
    await client.query('close named');
  }
  await client.query('rollback');
  return missing;
}

export interface ComparedWithLive {
  /** Records that are the same in the running database. */
  readonly same: number;
  /** Changed or gone there since the backup. */
  readonly changed: number;
  readonly gone: number;
  /** Where those that are gone stood: how many of each table. Some empty themselves, as `log_waiting`. */
  readonly goneFrom: Readonly<Record<string, number>>;
  /** Records of tables without a key, which cannot be looked up. */
  readonly withoutKey: number;
  /** Whether the running log still has the root that the backup's log had at its size; null: there was none. */
  readonly sameRoot: boolean | null;
  readonly liveSize: number | null;
}

export async function compareWithLive(
  live: pg.Client,
  records: readonly SampledRow[],
  manifest: Manifest,
  plan: BackupPlan,
): Promise<ComparedWithLive> {
  let [same, changed, gone, withoutKey] = [0, 0, 0, 0];
  const goneFrom: Record<string, number> = {};
  await live.query('begin isolation level repeatable read read only');
  for (const { table, line } of records) {
    if (table.key.length === 0) {
      withoutKey += 1;
      continue;
    }
    const values = fieldsOf(line);
    const where = table.key.map((column) => {
      const value = values[table.columns.indexOf(column)];
      return `${pg.escapeIdentifier(column)} = ${pg.escapeLiteral(value ?? '')}`;
    });
    const chunks: Buffer[] = [];
    const text = `copy (select ${columnList(table.columns)} from ${quoted(table.name)} where ${where.join(' and ')}) to stdout`;
    for await (const chunk of live.query(copyTo(text))) chunks.push(chunk);
    const there = Buffer.concat(chunks).toString('utf8');
    if (there === '') {
      gone += 1;
      goneFrom[table.name] = (goneFrom[table.name] ?? 0) + 1;
    } else if (there === `${line}\n`) same += 1;
    else changed += 1;
  }
  const { log } = manifest;
  const sameRoot = log === null || log.root === null ? null : (await plan.rootAt(live, log.size)) === log.root;
  const liveSize = (await plan.readLog(live))?.size ?? null;
  await live.query('rollback');
  return { same, changed, gone, goneFrom, withoutKey, sameRoot, liveSize };
}

/** The fields of a line of COPY text; null stands for NULL. */
export function fieldsOf(line: string): readonly (string | null)[] {
  return line
    .split('\t')
    .map((field) =>
      field === '\\N' ? null : field.replaceAll(/\\([bfnrtv\\])/g, (_, sign: string) => escapes[sign] ?? sign),
    );
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** For a report: the first few, and how many more. */
export function firstOf(lines: readonly string[]): readonly string[] {
  return lines.length <= LISTED ? lines : [...lines.slice(0, LISTED), `… and ${lines.length - LISTED} more`];
}
