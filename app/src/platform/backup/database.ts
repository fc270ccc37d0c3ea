/** What a database holds, asked from its catalogue: tables that are carried, their columns and keys, sequences, migrations. Always as the owner. */
import { resolve } from 'node:path';
import pg from 'pg';
import type { Config } from '../../config.ts';
import type { Address } from '../db/connect.ts';
import { superuser } from '../db/embedded-cluster.ts';
import { reachDatabase } from '../db/reach.ts';
import { ok, type Result } from '../result.ts';
import { type Trouble, TroubleError, unusable } from './outcome.ts';

export type InstanceSettings = Pick<Config, 'mode' | 'dataDir' | 'databaseUrl' | 'databaseOwnerUrl'>;

export interface Reached {
  readonly owner: Address;
  stop(): Promise<void>;
}

/** The database of an instance, as the role that sees every row; beside a running server or without one. */
export async function reachOwner(
  settings: InstanceSettings,
  log: (line: string) => void,
): Promise<Result<Reached, Trouble>> {
  if (settings.databaseUrl !== null)
    return ok({
      owner: { kind: 'url', url: settings.databaseOwnerUrl ?? settings.databaseUrl },
      stop: () => Promise.resolve(),
    });
  const reached = await reachDatabase(settings, log);
  if (!reached.ok) return unusable(reached.error);
  const { address, stop } = reached.value;
  return ok({ owner: address.kind === 'socket' ? { ...address, user: superuser } : address, stop });
}

/** One connection whose texts are the same on every server and in every version. */
export async function connect(address: Address): Promise<pg.Client> {
  const client = new pg.Client({
    ...(address.kind === 'url'
      ? { connectionString: address.url }
      : { host: address.host, user: address.user, database: address.database }),
    application_name: 'netra-backup',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {});
  await client.connect();
  await client.query(`select set_config(name, value, false) from (values
    ('search_path', ''), ('client_encoding', 'UTF8'), ('timezone', 'UTC'), ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'),
    ('bytea_output', 'hex'), ('extra_float_digits', '1'), ('row_security', 'off'), ('statement_timeout', '0'),
    ('idle_in_transaction_session_timeout', '0')) as s (name, value)`);
  return client;
}

export async function withClient<T>(address: Address, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(address);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

export async function rowsOf<T extends pg.QueryResultRow>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  return (await client.query<T>(text, [...values])).rows;
}

export async function oneOf<T extends pg.QueryResultRow>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[] = [],
): Promise<T> {
  const [row] = await rowsOf<T>(client, text, values);
  if (row === undefined) throw new Error('one row was expected');
  return row;
}

export interface CarriedTable {
  /** schema.table, not quoted. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key; empty: none. */
  readonly key: readonly string[];
}

/** Our tables are those of whoever ran the migrations, outside `public`; what extensions or others keep in the database is not ours to carry. */
const ours = `c.relowner = (select relowner from pg_catalog.pg_class where oid = 'public.netra_migration'::pg_catalog.regclass)
  and n.nspname not in ('public', 'information_schema') and n.nspname !~ '^pg_'
  and not exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e')`;

/** All tables that outlive a restart, in the order of their names. Of a table in parts only the whole, which reaches all parts. */
export async function ourTables(client: pg.ClientBase): Promise<readonly CarriedTable[]> {
  const rows = await rowsOf<{ name: string; columns: string[]; key: string[] }>(
    client,
    `select n.nspname || '.' || c.relname as name,
       array(select a.attname::text from pg_catalog.pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       coalesce((select array_agg(a.attname::text order by k.place) from pg_catalog.pg_index i
             cross join lateral unnest(i.indkey) with ordinality k (attnum, place)
             join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
             where i.indrelid = c.oid and i.indisprimary), '{}') as key
     from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and ${ours}
     order by 1`,
  );
  return rows;
}

/** The given tables and all that hang on them by `on delete cascade`: rows without what they belong to are no rows. */
export async function withDependants(client: pg.ClientBase, names: readonly string[]): Promise<readonly string[]> {
  const links = await rowsOf<{ child: string; parent: string; cascades: boolean }>(
    client,
    `select cn.nspname || '.' || c.relname as child, pn.nspname || '.' || p.relname as parent, k.confdeltype = 'c' as cascades
     from pg_catalog.pg_constraint k
     join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace cn on cn.oid = c.relnamespace
     join pg_catalog.pg_class p on p.oid = k.confrelid join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
     where k.contype = 'f' and k.conparentid = 0`,
  );
  const left = new Set(names);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { child, parent, cascades } of links) {
      if (!left.has(parent) || left.has(child)) continue;
      if (!cascades) throw new Error(`${child} names rows of ${parent}, which stay behind`);
      left.add(child);
      grew = true;
    }
  }
  return [...left].sort();
}

export async function ourSequences(
  client: pg.ClientBase,
): Promise<readonly { readonly name: string; readonly value: string; readonly called: boolean }[]> {
  const names = await rowsOf<{ schema: string; sequence: string }>(
    client,
    `select n.nspname as schema, c.relname as sequence
     from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and c.relpersistence = 'p' and ${ours} order by 1, 2`,
  );
  const found: { name: string; value: string; called: boolean }[] = [];
  for (const { schema, sequence } of names) {
    const state = await oneOf<{ value: string; called: boolean }>(
      client,
      `select last_value::text as value, is_called as called from ${quoted(`${schema}.${sequence}`)}`,
    );
    found.push({ name: `${schema}.${sequence}`, ...state });
  }
  return found;
}

/** A name of ours, schema.table, as SQL takes it. */
export function quoted(name: string): string {
  return name.split('.').map(pg.escapeIdentifier).join('.');
}

export function columnList(columns: readonly string[]): string {
  return columns.map(pg.escapeIdentifier).join(', ');
}

export function copyOut(table: CarriedTable): string {
  return `copy (select ${columnList(table.columns)} from ${quoted(table.name)}) to stdout`;
}

/** Refuses a database that is none of ours, or that a restore left half. */
export async function refuseStrange(client: pg.ClientBase): Promise<void> {
  const there = await oneOf<{ ours: boolean; half: boolean }>(
    client,
    `select to_regclass('public.netra_migration') is not null and to_regclass('netra.setting') is not null as ours,
       to_regclass('public.netra_restore') is not null as half`,
  );
  if (there.half)
    throw new TroubleError(
      'unusable',
      'this database holds a restore that did not finish: run "netra restore" on it again, there is nothing in it to rely on',
    );
  if (!there.ours)
    throw new TroubleError(
      'unusable',
      'there is no Netra in this database: check DATABASE_URL and NETRA_MODE, or start Netra once',
    );
}

export interface InstanceFacts {
  readonly mode: 'demo' | 'production';
  readonly postgres: string;
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly secretMark: string | null;
}

export async function readFacts(client: pg.ClientBase): Promise<InstanceFacts> {
  const { mode, postgres, mark } = await oneOf<{ mode: string | null; postgres: string; mark: string | null }>(
    client,
    `select (select value #>> '{}' from netra.setting where key = 'mode') as mode, current_setting('server_version') as postgres,
       (select value #>> '{}' from netra.setting where key = 'secret-mark') as mark`,
  );
  if (mode !== 'demo' && mode !== 'production')
    throw new TroubleError('unusable', 'this database was never served: start Netra once');
  const migrations = await rowsOf<{ name: string; sha256: string }>(
    client,
    'select name, sha256 from public.netra_migration order by name',
  );
  return { mode, postgres, migrations, secretMark: mark };
}

/** Where sealed files of an instance lie. */
export function filesFolder(dataDir: string, mode: string): string {
  return resolve(dataDir, 'files', mode);
}
