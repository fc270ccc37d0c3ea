/**
 * Statements that are asked again and again are parsed, rewritten and planned once for each connection instead of each time: with row-level
 * security that is more than half of what a statement on one row costs. Kysely has no way to name a statement, so it stands here, at its pool.
 */
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';

/** Asked so often before it gets a name: what is asked once keeps nothing in the server. */
const SEEN = 3;
/** Named at most, in a process: each keeps its plan (some 50 to 200 kB with the policies of its tables) in every connection that asked it. */
const MOST_NAMED = 600;
/** Texts watched at most: lists of any length (`in ($1, $2, …)`) make ever new ones. */
const MOST_WATCHED = 5000;

/** Gives a statement its name, or null while it has none. */
export class StatementNames {
  readonly #seen = new Map<string, number>();
  readonly #names = new Map<string, string>();
  readonly #most: number;

  constructor(most = MOST_NAMED) {
    this.#most = most;
  }

  nameOf(text: string): string | null {
    const name = this.#names.get(text);
    if (name !== undefined) return name;
    if (this.#names.size >= this.#most || !mayBeNamed(text)) return null;
    const seen = (this.#seen.get(text) ?? 0) + 1;
    if (seen < SEEN) {
      if (this.#seen.size >= MOST_WATCHED) this.#seen.clear();
      this.#seen.set(text, seen);
      return null;
    }
    this.#seen.delete(text);
    const given = `netra_${this.#names.size}`;
    this.#names.set(text, given);
    return given;
  }
}

/** One statement that reads or writes rows; `begin` and its like, and several in one text, go as they are. */
function mayBeNamed(text: string): boolean {
  return /^\s*(?:select|insert|update|delete|with)\b/i.test(text) && !text.includes(';');
}

/** What of pg's client is used beyond what Kysely names. */
interface NamingClient extends PostgresPoolClient {
  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(named: {
    readonly name: string;
    readonly text: string;
    readonly values: unknown[];
  }): Promise<PostgresQueryResult<R>>;
}

interface NamingPool extends PostgresPool {
  connect(): Promise<NamingClient>;
}

class PreparingClient implements PostgresPoolClient {
  readonly #client: NamingClient;
  readonly #names: StatementNames;
  /** Number of the server's process, by which Kysely cancels. */
  readonly processID?: number;

  constructor(client: NamingClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
    if (client.processID !== undefined) this.processID = client.processID;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    asked: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof asked !== 'string') return this.#client.query(asked);
    const name = this.#names.nameOf(asked);
    if (name === null) return this.#client.query(asked, parameters);
    return this.#client.query({ name, text: asked, values: [...parameters] });
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }
}

/** The same pool, whose clients name what they are asked often. */
export function preparing(pool: NamingPool, names: StatementNames = new StatementNames()): PostgresPool {
  const wrapped = new WeakMap<NamingClient, PreparingClient>();
  return {
    ...(pool.Client === undefined ? {} : { Client: pool.Client }),
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const there = wrapped.get(client);
      if (there !== undefined) return there;
      const made = new PreparingClient(client, names);
      wrapped.set(client, made);
      return made;
    },
    end: () => pool.end(),
  };
}
