/**
 * Loads rows into an empty schema in one transaction, with the rights of the owner and nothing more (a managed PostgreSQL gives no other).
 *
 * What would stand in the way is taken aside first and put back as it was: foreign keys are dropped and made again from their own definition
 * after the rows are in (which checks them all, as pg_restore does; the order of tables then does not matter, nor do circles); so are checks
 * that were never held against older rows (`not valid`); triggers of ours are switched off, since the rows are already what triggers made of
 * them. `session_replication_role` would do it in one line, but only for superusers.
 */
import pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { columnList, oneOf, ourTables, quoted, rowsOf } from './database.ts';
import type { Begin, Manifest } from './format.ts';
import { TroubleError } from './outcome.ts';

export interface Loader {
  /** Rows of one table after the other; a table whose turn is over does not come again. */
  rows(table: string, lines: Buffer): Promise<void>;
  /** Puts keys, checks and triggers back; the rows are whole now. */
  finishRows(): Promise<void>;
  setSequences(sequences: Manifest['sequences']): Promise<void>;
}

interface Aside {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

interface Trigger {
  readonly table: string;
  readonly name: string;
  readonly state: string;
}

/** @param client in a transaction, on a schema that was made by the migrations of the backup */
export async function beginLoad(client: pg.Client, begin: Begin): Promise<Loader> {
  await refuseOtherTables(client, begin);
  const names = (await ourTables(client)).map(({ name }) => name);
  const shapeBefore = await shapeOf(client);
  const triggers = await switchOff(client, names);
  const constraints = await takeAside(client);
  // Migrations fill some tables; the backup has those rows too, as they became.
  await client.query(`truncate ${names.map(quoted).join(', ')}`);

  let open: { readonly table: string; readonly stream: CopyStreamQuery; readonly done: Promise<void> } | undefined;
  const close = async (): Promise<void> => {
    if (open === undefined) return;
    open.stream.end();
    await open.done;
    open = undefined;
  };

  return {
    rows: async (table, lines) => {
      if (open?.table !== table) {
        await close();
        const columns = begin.tables.find(({ name }) => name === table)?.columns ?? [];
        const stream = client.query(copyFrom(`copy ${quoted(table)} (${columnList(columns)}) from stdin`));
        const done = new Promise<void>((finished, refused) => {
          stream.once('finish', finished);
          stream.once('error', (error) => refused(refusedRows(table, error)));
        });
        done.catch(() => {});
        open = { table, stream, done };
      }
      const { stream, done } = open;
      // The row that the server refuses ends the stream; its word is in `done`.
      await Promise.race([new Promise<void>((next) => stream.write(lines, () => next())), done]);
      if (stream.destroyed || stream.errored !== null) await done;
    },
    finishRows: async () => {
      await close();
      for (const { table, name, definition } of constraints) {
        await client
          .query(`alter table ${quoted(table)} add constraint ${pg.escapeIdentifier(name)} ${definition}`)
          .catch((error: unknown) => {
            throw isViolation(error)
              ? new TroubleError('damaged', `rows of ${table} do not fit those of other tables (${name})`)
              : error;
          });
      }
      for (const { table, name, state } of triggers)
        await client.query(`alter table ${quoted(table)} ${verbOf(state)} trigger ${pg.escapeIdentifier(name)}`);
      // Whatever this did, the schema is the one that the migrations made.
      if ((await shapeOf(client)) !== shapeBefore) throw new Error('loading changed the schema');
    },
    setSequences: async (sequences) => {
      for (const { name, value, called } of sequences)
        await client.query('select pg_catalog.setval($1::pg_catalog.regclass, $2::bigint, $3)', [
          quoted(name),
          value,
          called,
        ]);
    },
  };
}

function refusedRows(table: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Classes 22 and 23: what stands in a row cannot stand there.
  return /^2[23]/.test(code)
    ? new TroubleError('damaged', `table ${table} holds a row that cannot stand there (${code})`)
    : error;
}

function isViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^23/.test(String(error.code));
}

/** The tables of the backup are those of the schema, column by column. */
async function refuseOtherTables(client: pg.Client, begin: Begin): Promise<void> {
  const there = await ourTables(client);
  for (const { name, columns } of begin.tables) {
    const found = there.find((table) => table.name === name);
    if (found === undefined || [...found.columns].sort().join() !== [...columns].sort().join())
      throw new TroubleError('damaged', `table ${name} of the backup is not one that its migrations make`);
  }
  const unknown = there.find(
    ({ name }) => !begin.tables.some((table) => table.name === name) && !begin.leftBehind.includes(name),
  );
  if (unknown !== undefined) throw new TroubleError('damaged', `table ${unknown.name} is missing in the backup`);
}

async function switchOff(client: pg.Client, names: readonly string[]): Promise<readonly Trigger[]> {
  const triggers = await rowsOf<Trigger>(
    client,
    `select n.nspname || '.' || c.relname as table, t.tgname as name, t.tgenabled::text as state
     from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgparentid = 0 and n.nspname || '.' || c.relname = any ($1)`,
    [names],
  );
  for (const { table, name } of triggers)
    await client.query(`alter table ${quoted(table)} disable trigger ${pg.escapeIdentifier(name)}`);
  return triggers;
}

function verbOf(state: string): string {
  switch (state) {
    case 'O':
      return 'enable';
    case 'A':
      return 'enable always';
    case 'R':
      return 'enable replica';
    default:
      return 'disable';
  }
}

async function takeAside(client: pg.Client): Promise<readonly Aside[]> {
  const constraints = await rowsOf<Aside>(
    client,
    `select n.nspname || '.' || c.relname as table, k.conname as name, pg_catalog.pg_get_constraintdef(k.oid) as definition
     from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where k.conparentid = 0 and k.conislocal and (k.contype = 'f' or k.contype = 'c' and not k.convalidated)
       and n.nspname not in ('public', 'information_schema') and n.nspname !~ '^pg_'
       and c.relowner = (select relowner from pg_catalog.pg_class where oid = 'public.netra_migration'::pg_catalog.regclass)
     order by 1, 2`,
  );
  for (const { table, name } of constraints)
    await client.query(`alter table ${quoted(table)} drop constraint ${pg.escapeIdentifier(name)}`);
  return constraints;
}

/** All that loading touches of the schema, as one text to compare. */
async function shapeOf(client: pg.Client): Promise<string> {
  const { shape } = await oneOf<{ shape: string }>(
    client,
    `select md5(string_agg(line, E'\\n' order by line)) as shape from (
       select concat_ws(' ', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid), k.convalidated) as line
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname not in ('pg_catalog', 'information_schema')
       union all
       select concat_ws(' ', t.tgrelid::regclass, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid))
       from pg_trigger t where not t.tgisinternal) as lines`,
  );
  return shape;
}
