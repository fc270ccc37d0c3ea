/** The part of `netra doctor` that asks the database. It reads, and changes nothing. */
import pg from 'pg';
import type { Address } from '../../platform/db/connect.ts';
import { migrationGap } from '../../platform/db/migrate.ts';
import { reachDatabase } from '../../platform/db/reach.ts';
import { strangeSecret } from '../../platform/db/secret-mark.ts';
import { type DoctorSettings, type Finding, fail, good, warn } from './finding.ts';

export interface DatabaseDeps {
  /** Mark of the secret that is configured; null: none could be read. */
  readonly secretMark: string | null;
  /** Folder of this version's migrations. */
  readonly migrations: string;
  readonly now: () => number;
}

const SKEW_WARN_SECONDS = 2;
const SKEW_FAIL_SECONDS = 30;
/** Connections of one more process. */
const CONNECTIONS_OF_ONE = 25;

export async function examineDatabase(settings: DoctorSettings, deps: DatabaseDeps): Promise<readonly Finding[]> {
  const reached = await reachDatabase(settings, () => {});
  if (!reached.ok) return [fail('database', reached.error, 'bring the database up first')];
  const { address, stop } = reached.value;
  const client = new pg.Client(
    address.kind === 'url'
      ? { connectionString: address.url, connectionTimeoutMillis: 5000, options: '-c search_path=netra,pg_temp' }
      : {
          host: address.host,
          user: address.user,
          database: address.database,
          connectionTimeoutMillis: 5000,
          options: '-c search_path=netra,pg_temp',
        },
  );
  client.on('error', () => {});
  try {
    await client.connect();
    return await look(client, address, settings, deps);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    return [fail('database', `it does not answer (${code})`, 'look whether it runs, and at DATABASE_URL')];
  } finally {
    await client.end().catch(() => {});
    await stop();
  }
}

interface Told {
  readonly version: string;
  readonly number: string;
  readonly there: boolean;
  readonly role: string;
  readonly strong: boolean;
  readonly seconds: number;
  readonly most: number;
  readonly used: number;
}

async function look(
  client: pg.Client,
  address: Address,
  settings: DoctorSettings,
  deps: DatabaseDeps,
): Promise<readonly Finding[]> {
  const asked = deps.now();
  const { rows } = await client.query<Told>(
    `select current_setting('server_version') as version, current_setting('server_version_num') as number,
       to_regclass('netra.case_file') is not null as there, r.rolname as role,
       coalesce(r.rolsuper or r.rolbypassrls or pg_has_role(r.rolname, d.datdba, 'member'), true) as strong,
       extract(epoch from clock_timestamp())::float8 as seconds, current_setting('max_connections')::int as most,
       (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used
     from pg_database d
     left join pg_roles r on r.rolname = case when $1 and exists (select 1 from pg_roles where rolname = d.datname || '_app')
       then d.datname || '_app' else current_user end
     where d.datname = current_database()`,
    [settings.databaseUrl !== null && settings.databaseOwnerUrl === null],
  );
  const [told] = rows;
  if (told === undefined) throw new Error('the database tells nothing of itself');
  const found: Finding[] = [
    Number(told.number) >= 150_000
      ? good('database', `PostgreSQL ${told.version} answers`)
      : fail('database', `PostgreSQL ${told.version} is too old`, 'upgrade it to 15 or newer'),
  ];
  if (!told.there) {
    found.push(fail('migrations', 'the tables of Netra are not there', 'run "netra migrate", or start Netra once'));
    return found;
  }
  found.push(
    told.strong
      ? fail(
          'role',
          'the role of the application may walk past row-level security',
          'give it a plain role, see docs/operations/install.md',
        )
      : good('role', 'the role of the application owns nothing and cannot walk past row-level security'),
    await bareTables(client),
  );
  const { missing, unknown } = await migrationGap(address, deps.migrations);
  if (unknown.length > 0)
    found.push(
      fail(
        'version',
        `the database was made by a newer Netra (it holds ${unknown[0]})`,
        'start that version, or restore a backup',
      ),
    );
  found.push(
    missing.length === 0
      ? good('migrations', 'all of this version ran')
      : fail(
          'migrations',
          `${missing.length} of this version did not run (${missing[0]} is the first)`,
          'run "netra migrate"',
        ),
  );
  const wrong = deps.secretMark === null ? 'no secret is configured' : await strangeSecret(client, deps.secretMark);
  found.push(
    wrong === null
      ? good('secret', 'it is the one of this database')
      : fail('secret', wrong, 'give the right secret; do not start with another'),
  );
  const took = (deps.now() - asked) / 1000;
  found.push(clock(Math.max(0, Math.abs(told.seconds - deps.now() / 1000) - took)));
  const left = told.most - told.used;
  found.push(
    left < CONNECTIONS_OF_ONE
      ? warn(
          'connections',
          `${told.used} of ${told.most} connections are used`,
          'raise max_connections: each process of Netra takes up to 25',
        )
      : good('connections', `${told.used} of ${told.most} connections are used`),
  );
  found.push(...(await running(client, settings, deps.now())));
  return found;
}

async function bareTables(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ bare: number }>(
    `select count(*)::int as bare from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'netra' and c.relkind in ('r', 'p') and not c.relrowsecurity
       and c.relname in ('case_file', 'case_event', 'report', 'report_words', 'report_identity', 'evidence', 'setting', 'handover')`,
  );
  return (rows[0]?.bare ?? 1) === 0
    ? good('walls', 'row-level security is on for cases and reports')
    : fail(
        'walls',
        'row-level security was switched off for a table of cases or reports',
        'find out who did that; restore or "alter table … enable row level security"',
      );
}

function clock(skew: number): Finding {
  const says = `the clocks of this machine and of the database differ by ${skew.toFixed(1)} s`;
  if (skew > SKEW_FAIL_SECONDS)
    return fail('clock', says, 'set both by a time server: limits of law are counted by them');
  return skew > SKEW_WARN_SECONDS ? warn('clock', says, 'look at the time servers of both') : good('clock', says);
}

/** What a running instance leaves in the database. */
async function running(client: pg.Client, settings: DoctorSettings, now: number): Promise<readonly Finding[]> {
  const { rows } = await client.query<{
    tick: number | null;
    signed: boolean | null;
    worker: number | null;
    closed: boolean;
    restored: boolean;
  }>(
    `select (select extract(epoch from last_tick)::float8 from log_state) as tick,
       (select exists (select 1 from log_checkpoint c where c.size = s.size and c.note is not null) from log_state s) as signed,
       (select extract(epoch from now() - at)::float8 from process_seen where part = 'work') as worker,
       exists (select 1 from setting where key = 'maintenance' and jsonb_typeof(value) = 'object') as closed,
       exists (select 1 from setting where key = 'restored-at') as restored`,
  );
  const row = rows[0] ?? { tick: null, signed: null, worker: null, closed: false, restored: false };
  const every = (settings.logMinutes ?? (settings.mode === 'demo' ? 2 : 15)) * 60;
  const late = row.tick === null ? null : now / 1000 - row.tick;
  const found: Finding[] = [];
  if (late === null) found.push(warn('log', 'the public log has no batch yet', 'start a worker'));
  else if (late > 3 * every || row.signed !== true)
    found.push(
      warn(
        'log',
        `the last batch of the public log is ${Math.round(late / 60)} minutes old${row.signed === true ? '' : ' and not signed'}`,
        'see docs/operations/incident.md, "The log stands still"',
      ),
    );
  else found.push(good('log', 'sealed and signed in time'));
  if (row.worker === null || row.worker > 60)
    found.push(
      warn(
        'worker',
        row.worker === null ? 'no worker was ever seen' : `no worker was seen for ${Math.round(row.worker)} s`,
        'start "netra work", or a process with both parts',
      ),
    );
  else found.push(good('worker', 'it lives'));
  if (row.restored)
    found.push(
      warn(
        'restored',
        'this is a restored instance that nobody confirmed: no mail and no webhook goes out',
        'when it is the one instance now: netra restore --confirm',
      ),
    );
  if (row.closed)
    found.push(
      warn('maintenance', 'the instance is closed for maintenance', 'netra maintenance off, when the work is done'),
    );
  return found;
}
