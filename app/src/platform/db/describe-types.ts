/** Reads the columns of a migrated database and words them as TypeScript, so that SQL stays the source and a drift fails a test. */
import pg from 'pg';
import type { Address } from './connect.ts';

const types: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  _text: 'string[]',
  _bytea: 'Buffer[]',
  bool: 'boolean',
  int2: 'number',
  _int2: 'number[]',
  int4: 'number',
  int8: 'number',
  numeric: 'string',
  date: 'string',
  timestamptz: 'Instant',
  bytea: 'Buffer',
  tsvector: 'string',
  jsonb: 'Json',
};

export async function describeTypes(owner: Address): Promise<string> {
  const client = new pg.Client(
    owner.kind === 'url'
      ? { connectionString: owner.url }
      : { host: owner.host, user: owner.user, database: owner.database },
  );
  await client.connect();
  try {
    const { rows } = await client.query<{
      schema: string;
      table: string;
      column: string;
      type: string;
      nullable: boolean;
      generated: boolean;
      hasDefault: boolean;
    }>(`
      select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable,
             a.attidentity <> '' as generated, a.atthasdef or a.attidentity <> '' as "hasDefault"
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
      where n.nspname in ('netra', 'auth') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      order by n.nspname desc, c.relname collate "C", a.attnum`);
    const tables = new Map<string, string[]>();
    for (const row of rows) {
      const name = row.schema === 'netra' ? row.table : `'${row.schema}.${row.table}'`;
      const base = types[row.type];
      if (base === undefined)
        throw new Error(`no TypeScript type for ${row.type} (${row.schema}.${row.table}.${row.column})`);
      const full = row.nullable ? `${base} | null` : base;
      const type = row.generated
        ? `GeneratedAlways<${full}>`
        : row.hasDefault || row.nullable
          ? `Generated<${full}>`
          : full;
      tables.set(name, [...(tables.get(name) ?? []), `    ${row.column}: ${special(base, row.nullable) ?? type};`]);
    }
    const body = [...tables].map(([name, columns]) => `  ${name}: {\n${columns.join('\n')}\n  };`).join('\n');
    return `/** Generated from the migrations by scripts/generate-db-types.ts; a test compares it with the database. Do not edit. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Instants are read as Temporal.Instant and written as ISO text. */
type Instant = Temporal.Instant;
type InstantColumn = ColumnType<Instant, string | undefined, string>;
type InstantOrNullColumn = ColumnType<Instant | null, string | null | undefined, string | null>;
/** JSON is read as unknown, so that it must be parsed, and written as text. */
type JsonColumn = ColumnType<unknown, string, string>;
type JsonOrNullColumn = ColumnType<unknown, string | null | undefined, string | null>;

export interface DB {
${body}
}
`;
  } finally {
    await client.end();
  }
}

function special(base: string, nullable: boolean): string | undefined {
  if (base === 'Instant') return nullable ? 'InstantOrNullColumn' : 'InstantColumn';
  if (base === 'Json') return nullable ? 'JsonOrNullColumn' : 'JsonColumn';
  return undefined;
}
