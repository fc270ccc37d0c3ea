import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migratedDatabase } from '../../../../test/support/app.ts';
import { type Database, databaseOn, poolFor } from '../../../platform/db/connect.ts';
import { librarySchemas } from './columns.ts';
import { columnEntries, findColumn, unexplained } from './register.ts';

let owner: Database;
let drop: () => Promise<void>;
/** Type by `schema.table.column`, of everything the migrations made. */
const types = new Map<string, string>();

beforeAll(async () => {
  const there = await migratedDatabase();
  owner = databaseOn(poolFor(there.owner, { max: 1 }));
  drop = there.database.drop;
  const { rows } = await sql<{ schema: string; table: string; column: string; type: string }>`
    select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public') and c.relkind in ('r', 'p') and a.attnum > 0
      and not a.attisdropped`.execute(owner);
  for (const row of rows) types.set(`${row.schema}.${row.table}.${row.column}`, row.type);
});
afterAll(async () => {
  await owner.destroy();
  await drop();
});

describe('the register and the database', () => {
  it('know the same columns: none without a kind, none that is not there', () => {
    const without = [...types.keys()].filter((name) => {
      const [schema = '', table = '', column = ''] = name.split('.');
      return findColumn(schema, table, column) === undefined;
    });
    expect(without, 'columns without an entry in columns.ts').toEqual([]);
    const gone = columnEntries().map((entry) => entry.name);
    expect(
      gone.filter((name) => !types.has(name)),
      'entries without a column',
    ).toEqual([]);
    for (const schema of Object.keys(librarySchemas))
      expect([...types.keys()].some((name) => name.startsWith(`${schema}.`))).toBe(true);
  });

  it('leave no word of a reporter or an accused person open without a reason', () => {
    expect(unexplained(types)).toEqual([]);
  });

  it('say of what is sealed, locked or hashed that it is bytes or a text nobody reads', () => {
    const wrong = columnEntries().filter(
      ({ name, protection }) =>
        ['hpke', 'locked', 'blind-index', 'commitment', 'keyed-hash'].includes(protection) &&
        !['bytea', '_bytea'].includes(types.get(name) ?? '') &&
        !['auth.auth_two_factor.secret', 'auth.auth_two_factor.backup_codes', 'netra.log_entries.index'].includes(name),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
