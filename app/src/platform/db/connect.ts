/** Connections to PostgreSQL. The application only ever connects as its own role, never as the owner of the tables. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  PostgresDialect,
  PostgresDriver,
  type PostgresPool,
  type Transaction,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import { noteQuery } from '../observe/tracing.ts';
import { concurrently } from './concurrent.ts';
import { GatheringSocket } from './gathering-socket.ts';
import { preparing } from './prepared.ts';
import type { DB } from './types.ts';

export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;

/** How to reach a database: a URL, or the folder of a Unix socket with user and database. */
export type Address =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'socket'; readonly host: string; readonly user: string; readonly database: string };

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;

/** Instants come back as Temporal.Instant, legal days as ISO strings, counts as numbers. Legal days must never pass through a zone. */
const parsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (format === 'text' || format === undefined) {
      if (oid === TIMESTAMPTZ) return (text: string) => Temporal.Instant.from(text);
      if (oid === DATE) return (text: string) => text;
      if (oid === INT8) return (text: string) => Number(text);
    }
    return pg.types.getTypeParser(oid, format);
  },
};

export function poolFor(
  address: Address,
  options: { readonly max: number; readonly nativeTypes?: boolean; readonly copies?: boolean },
): pg.Pool {
  const where =
    address.kind === 'url'
      ? { connectionString: address.url }
      : { host: address.host, user: address.user, database: address.database };
  const pool = new pg.Pool({
    ...where,
    max: options.max,
    // Statements that are asked together are sent together; COPY cannot share a connection so.
    pipeline: options.copies !== true && options.nativeTypes !== true,
    stream: () => new GatheringSocket(),
    application_name: 'netra',
    connectionTimeoutMillis: 10_000,
    // A server that vanished without a word is noticed by the system, not by somebody who waits for ever.
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    options: '-c search_path=netra,pg_temp -c timezone=UTC',
    ...(options.nativeTypes === true ? {} : { types: parsers }),
  });
  // An idle connection that the server drops must not end the process: the next query opens another.
  pool.on('error', () => {});
  // One that is in use tells whoever waits for its answer; without a listener of its own it would end the process besides.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const first = new AsyncLocalStorage<{ statement: string | undefined }>();

/** The transaction that is begun inside starts with this statement: sent together with `begin`, it costs no round of its own. */
export function beginningWith<T>(statement: string, transaction: () => Promise<T>): Promise<T> {
  return first.run({ statement }, transaction);
}

class Driver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const begun = first.getStore();
    const statement = begun?.statement;
    if (begun === undefined || statement === undefined) return super.beginTransaction(connection, settings);
    // Once: a transaction that is begun within this one is another's.
    begun.statement = undefined;
    await connection.executeQuery(CompiledQuery.raw(`begin; ${statement}`));
  }
}

class Dialect extends PostgresDialect {
  readonly #pool: PostgresPool;
  constructor(pool: PostgresPool) {
    super({ pool });
    this.#pool = pool;
  }
  override createDriver(): PostgresDriver {
    return new Driver({ pool: this.#pool });
  }
}

export function databaseOn(pool: pg.Pool): Database {
  return concurrently<DB>(new Dialect(preparing(pool)), ({ query, queryDurationMillis, level }) =>
    noteQuery(query.sql, queryDurationMillis, level === 'error'),
  );
}
