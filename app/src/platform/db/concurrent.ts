/**
 * Statements of one transaction that are asked at the same time go out together instead of each waiting for the answer before: the driver sends
 * them one behind the other, the server works them off in order, and a page waits for a handful of rounds instead of for thirty. Kysely lets
 * them wait in a queue of its own, which is passed by here.
 */
import {
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  Kysely,
  type LogConfig,
  SingleConnectionProvider,
} from 'kysely';

/** The connection of a transaction, for whoever asks and at once. */
class Shared implements ConnectionProvider {
  readonly #connection: Promise<DatabaseConnection>;

  constructor(single: SingleConnectionProvider) {
    this.#connection = single.provideConnection((connection) => Promise.resolve(connection));
  }

  async provideConnection<T>(consumer: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    return consumer(await this.#connection);
  }
}

class SharingExecutor extends DefaultQueryExecutor {
  readonly #dialect: Dialect;

  constructor(dialect: Dialect, provider: ConnectionProvider) {
    super(dialect.createQueryCompiler(), dialect.createAdapter(), provider);
    this.#dialect = dialect;
  }

  override withConnectionProvider(provider: ConnectionProvider): DefaultQueryExecutor {
    return new SharingExecutor(
      this.#dialect,
      provider instanceof SingleConnectionProvider ? new Shared(provider) : provider,
    );
  }
}

/** A database whose transactions take statements at the same time. The driver must work them off in order. */
export function concurrently<DB>(dialect: Dialect, log: LogConfig): Kysely<DB> {
  const usual = new Kysely<DB>({ dialect, log });
  return new Kysely<DB>({
    config: { dialect, log },
    dialect,
    // Only begins and ends transactions on connections that the usual one opened.
    driver: dialect.createDriver(),
    executor: new SharingExecutor(dialect, usual.getExecutor()),
  });
}
