/**
 * Finds or starts the database and makes it ready: roles, schema, the application's own connection. Every expected failure is one line
 * that says what to do.
 */
import { hkdfSync } from 'node:crypto';
import pg from 'pg';
import type { Config } from '../../config.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Address } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { migrate, migrationGap, newerDatabase } from './migrate.ts';
import { noteSecret, secretMark, strangeSecret } from './secret-mark.ts';
import { unfinishedDatabase } from './unfinished.ts';

const OLDEST_MAJOR = 15;

/** Any fixed number: one process at a time makes roles, so that none stumbles over another's. */
const ROLES_LOCK = 7_316_421;

export interface PreparedDatabase {
  readonly app: Address;
  /** Null where only the application's own role was given. */
  readonly owner: Address | null;
  readonly serverVersion: string;
  readonly migrated: readonly string[];
  /** Fulfilled when the embedded server has ended, asked or not; never for a database elsewhere. */
  readonly ended: Promise<void>;
  /** Stops the embedded server; does nothing for a database elsewhere. */
  stop(): Promise<void>;
}

type Settings = Pick<Config, 'mode' | 'dataDir' | 'databaseUrl' | 'databaseOwnerUrl'> &
  Partial<Pick<Config, 'webProcesses'>>;

/** Connections that a process takes at most, and those kept for commands beside it. */
const CONNECTIONS_EACH = 30;
const CONNECTIONS_BESIDE = 30;

/**
 * @param secret the instance's secret: the password of the application's role is derived from it where the role is ours to make
 * @param log lines for the operator
 */
export async function prepareDatabase(
  config: Settings,
  secret: string,
  migrations: string,
  log: (line: string) => void,
): Promise<Result<PreparedDatabase, string>> {
  const mark = secretMark(secret);
  return config.databaseUrl === null
    ? embedded(config, mark, migrations, log)
    : external(config, config.databaseUrl, secret, mark, migrations);
}

/** A database elsewhere is somebody else's to stop. */
const elsewhere: Pick<PreparedDatabase, 'ended' | 'stop'> = {
  ended: new Promise(() => {}),
  stop: () => Promise.resolve(),
};

/** With several web processes the one that makes them is one more. */
function processes({ webProcesses = 1 }: Settings): number {
  return webProcesses > 1 ? webProcesses + 1 : 1;
}

async function embedded(
  config: Settings,
  mark: string,
  migrations: string,
  log: (line: string) => void,
): Promise<Result<PreparedDatabase, string>> {
  const started = await startEmbedded({
    dataDir: config.dataDir,
    log,
    settings: { max_connections: String(CONNECTIONS_BESIDE + CONNECTIONS_EACH * processes(config)) },
  });
  if (!started.ok) return started;
  const server = started.value;
  const at = (user: string, database: string): Address => ({ kind: 'socket', host: server.socketDir, user, database });
  const name = config.mode === 'demo' ? 'netra_demo' : 'netra';
  const ownerRole = `${name}_owner`;
  const appRole = `${name}_app`;
  try {
    await withClient(at(server.superuser, 'postgres'), async (client) => {
      await makeRole(client, ownerRole, null);
      await makeRole(client, appRole, null);
      const there = await client.query('select 1 from pg_database where datname = $1', [name]);
      if (there.rowCount === 0)
        await client.query(`create database ${pg.escapeIdentifier(name)} owner ${pg.escapeIdentifier(ownerRole)}`);
    });
    return await finish(at(ownerRole, name), at(appRole, name), appRole, config, mark, migrations, {
      ended: server.ended,
      stop: () => server.stop(),
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function external(
  config: Settings,
  url: string,
  secret: string,
  mark: string,
  migrations: string,
): Promise<Result<PreparedDatabase, string>> {
  const owner: Address = { kind: 'url', url: config.databaseOwnerUrl ?? url };
  const which = config.databaseOwnerUrl === null ? 'DATABASE_URL' : 'DATABASE_OWNER_URL';
  try {
    const database = await withClient(
      owner,
      async (client) => (await client.query<{ name: string }>('select current_database() as name')).rows[0]?.name ?? '',
    );
    const tooOld = await checkVersion(owner, which);
    if (tooOld !== null) return fail(tooOld);
    if (config.databaseOwnerUrl !== null) {
      const app: Address = { kind: 'url', url };
      const refused = await withClient(app, (client) => refuseStrongRole(client));
      if (refused !== null) return fail(refused);
      const role = await withClient(
        app,
        async (client) => (await client.query<{ who: string }>('select current_user as who')).rows[0]?.who ?? '',
      );
      return await finish(owner, app, role, config, mark, migrations, elsewhere);
    }
    // The application's own role alone: a web process or a worker that was not given the owner's rights.
    if (await withClient(owner, isPlainRole)) return await withoutOwner(owner, config, mark, migrations);
    const role = `${database}_app`;
    const password = Buffer.from(hkdfSync('sha256', secret, database, 'netra database role', 24)).toString('base64url');
    const strange = await withClient(owner, async (client) => {
      // Looked at first: with another secret the role would get another password, under the feet of the processes that run.
      const wrong = await strangeSecret(client, mark);
      if (wrong !== null) return wrong;
      await client.query('select pg_advisory_lock($1)', [ROLES_LOCK]);
      await makeRole(client, role, password);
      return null;
    });
    if (strange !== null) return fail(strange);
    // As parameters, which win over the user in front: an address without a host (a socket) could not carry a user there.
    const asRole = new URLSearchParams({ user: role, password });
    const appUrl = `${url}${url.includes('?') ? '&' : '?'}${asRole}`;
    return await finish(owner, { kind: 'url', url: appUrl }, role, config, mark, migrations, elsewhere);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '42501') {
      return fail(
        `${which}: this role may not create roles or tables. Give it CREATEROLE and ownership of the database, or set DATABASE_OWNER_URL beside it`,
      );
    }
    if (code === '28P01' || code === '28000')
      return fail(`${which}: the database refuses this user or password. Check both and pg_hba.conf`);
    if (code === '3D000')
      return fail(`${which}: the database does not exist on that server. Create it first (createdb)`);
    if (connectionCodes.has(code) || (error instanceof Error && /timeout|terminated/i.test(error.message))) {
      return fail(
        `${which}: no PostgreSQL answers at ${whereOf(which === 'DATABASE_URL' ? url : (config.databaseOwnerUrl ?? url))}. Start it, or leave DATABASE_URL empty to use the embedded one`,
      );
    }
    throw error;
  }
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENOENT',
  '57P03',
  '53300',
]);

/** Host and port alone: never the user, never the password. */
function whereOf(url: string): string {
  if (!URL.canParse(url)) return 'that address';
  const { hostname, port } = new URL(url);
  return `${hostname === '' ? 'localhost' : hostname}:${port === '' ? '5432' : port}`;
}

async function checkVersion(owner: Address, which: string): Promise<string | null> {
  return withClient(owner, async (client) => {
    const row = (
      await client.query<{ n: string; v: string }>(
        `select current_setting('server_version_num') as n, current_setting('server_version') as v`,
      )
    ).rows[0];
    if (row === undefined || Number(row.n) >= OLDEST_MAJOR * 10_000) return null;
    return `${which}: that server is PostgreSQL ${row.v}; Netra needs ${OLDEST_MAJOR} or newer. Upgrade it, or leave DATABASE_URL empty to use the embedded one`;
  });
}

async function refuseStrongRole(client: pg.Client): Promise<string | null> {
  const row = (
    await client.query<{
      strong: boolean;
    }>(`select rolsuper or rolbypassrls or pg_has_role(current_user, d.datdba, 'member') as strong
      from pg_roles, pg_database d where rolname = current_user and d.datname = current_database()`)
  ).rows[0];
  return row?.strong === true
    ? 'DATABASE_URL: this role is a superuser, owns the database or walks past row-level security. Give the application a plain role and keep the owner in DATABASE_OWNER_URL'
    : null;
}

/** Neither owns the database nor may make roles, and was given the application's rights. */
async function isPlainRole(client: pg.Client): Promise<boolean> {
  const row = (
    await client.query<{
      plain: boolean;
    }>(`select not (rolsuper or rolbypassrls or rolcreaterole or pg_has_role(current_user, d.datdba, 'member'))
        and coalesce(has_table_privilege(current_user, to_regclass('netra.case_file'), 'select'), false) as plain
      from pg_roles, pg_database d where rolname = current_user and d.datname = current_database()`)
  ).rows[0];
  return row?.plain === true;
}

/** The schema is the owner's to make; here it is only looked at. */
async function withoutOwner(
  app: Address,
  config: Settings,
  mark: string,
  migrations: string,
): Promise<Result<PreparedDatabase, string>> {
  const tooOld = await checkVersion(app, 'DATABASE_URL');
  if (tooOld !== null) return fail(tooOld);
  const half = await withClient(app, unfinishedDatabase);
  if (half !== null) return fail(half);
  const {
    missing: [missing],
    unknown: [unknown],
  } = await migrationGap(app, migrations);
  if (unknown !== undefined) return fail(newerDatabase(unknown));
  if (missing !== undefined)
    return fail(
      `the database is older than this version (${missing} did not run), and this role may not change it: run "netra migrate" with the owner in DATABASE_OWNER_URL first`,
    );
  const { version, mode, wrong } = await withClient(app, async (client) => {
    const row = (
      await client.query<{ version: string; mode: string | null }>(
        `select current_setting('server_version') as version, (select value #>> '{}' from netra.setting where key = 'mode') as mode`,
      )
    ).rows[0];
    return { version: row?.version ?? '', mode: row?.mode ?? '', wrong: await strangeSecret(client, mark) };
  });
  if (mode !== config.mode) return fail(otherMode(mode, config.mode));
  if (wrong !== null) return fail(wrong);
  return ok({ app, owner: null, serverVersion: version, migrated: [], ...elsewhere });
}

function otherMode(made: string, asked: string): string {
  return `this database was made for NETRA_MODE=${made}, and now NETRA_MODE=${asked} is asked for. Use another database: the two are never mixed`;
}

/** Rights went to the role that was named when the tables were made; another one finds nothing. */
async function refuseStrangeRole(client: pg.Client, appRole: string): Promise<string | null> {
  const row = (
    await client.query<{ may: boolean }>(`select has_table_privilege($1, 'netra.case_file', 'select') as may`, [
      appRole,
    ])
  ).rows[0];
  return row?.may === true
    ? null
    : `this database was set up for another application role than "${appRole}". Use that one in DATABASE_URL, or grant its rights to the new one`;
}

/** Makes a role that may log in and nothing else, or looks whether the one that is there is such a one. */
export async function makeRole(client: pg.Client, role: string, password: string | null): Promise<void> {
  const name = pg.escapeIdentifier(role);
  const rights = 'nosuperuser nocreatedb nocreaterole nobypassrls login';
  const secret = password === null ? '' : ` password ${pg.escapeLiteral(password)}`;
  const there = await client.query<{ strong: boolean }>(
    'select rolsuper or rolbypassrls as strong from pg_roles where rolname = $1',
    [role],
  );
  if (there.rows[0] === undefined) {
    try {
      await client.query(`create role ${name} ${rights}${secret}`);
    } catch (error) {
      // Another process made it in the same moment.
      if (!(error instanceof Error && 'code' in error && (error.code === '42710' || error.code === '23505')))
        throw error;
    }
  } else if (there.rows[0].strong) throw new Error(`role ${role} may walk past row-level security: refusing to use it`);
  else if (password !== null) await client.query(`alter role ${name}${secret}`);
}

async function finish(
  owner: Address,
  app: Address,
  appRole: string,
  config: Settings,
  mark: string,
  migrations: string,
  server: Pick<PreparedDatabase, 'ended' | 'stop'>,
): Promise<Result<PreparedDatabase, string>> {
  const { stop } = server;
  const migrated = await migrate(owner, appRole, migrations);
  if (!migrated.ok) {
    await stop();
    return migrated;
  }
  const strange = await withClient(owner, (client) => refuseStrangeRole(client, appRole));
  if (strange !== null) {
    await stop();
    return fail(strange);
  }
  const { version, mode, wrong } = await withClient(owner, async (client) => {
    await client.query(
      `insert into netra.setting (key, value) values ('mode', to_jsonb($1::text)) on conflict (key) do nothing`,
      [config.mode],
    );
    const row = (
      await client.query<{ version: string; mode: string }>(
        `select current_setting('server_version') as version, value #>> '{}' as mode from netra.setting where key = 'mode'`,
      )
    ).rows[0];
    return { version: row?.version ?? '', mode: row?.mode ?? '', wrong: await noteSecret(client, mark) };
  });
  const refused = mode === config.mode ? wrong : otherMode(mode, config.mode);
  if (refused !== null) {
    await stop();
    return fail(refused);
  }
  return ok({ app, owner, serverVersion: version, migrated: migrated.value.applied, ...server });
}

async function withClient<T>(address: Address, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(
    address.kind === 'url'
      ? { connectionString: address.url, connectionTimeoutMillis: 5000 }
      : { host: address.host, user: address.user, database: address.database, connectionTimeoutMillis: 5000 },
  );
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
