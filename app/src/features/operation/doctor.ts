/**
 * `netra doctor`: looks at everything an instance needs and says what to do. It changes nothing. One line a check: ok, warn or fail; no name,
 * no address of a person, no secret, and of an address of a database only whether it works.
 */
import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import type { Address } from '../../platform/db/connect.ts';
import { migrationsMissing } from '../../platform/db/migrate.ts';
import { reachDatabase } from '../../platform/db/reach.ts';
import { strangeSecret } from '../../platform/db/secret-mark.ts';
import { freeMegabytes } from '../../platform/files/index.ts';
import type { CheckState } from './readiness.ts';

export interface Finding {
  readonly check: string;
  readonly state: CheckState;
  readonly says: string;
  /** What to do; left out where there is nothing to do. */
  readonly todo?: string;
}

/** What of the configuration is looked at. */
interface DoctorSettings {
  readonly mode: 'demo' | 'production';
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly publicUrl: string | null;
  readonly host: string;
  readonly addressHeader: string | null;
  readonly diskReserveMb: number;
  readonly logMinutes: number | null;
  readonly smtpUrl: string | null;
}

export interface DoctorDeps {
  /** The configuration, or all that is wrong with it, a line each. */
  readonly settings:
    | { readonly ok: true; readonly value: DoctorSettings }
    | { readonly ok: false; readonly error: string };
  /** Mark of the secret that is configured; null: none could be read. */
  readonly secretMark: string | null;
  readonly migrations: string;
  /** Files that a build must hold. */
  readonly build: readonly string[];
  /** A folder of backups, or one backup. */
  readonly backup: string | null;
  readonly now: () => number;
}

const good = (check: string, says: string): Finding => ({ check, state: 'ok', says });
const warn = (check: string, says: string, todo: string): Finding => ({ check, state: 'warn', says, todo });
const fail = (check: string, says: string, todo: string): Finding => ({ check, state: 'fail', says, todo });

const OLDEST_NODE = 26;
const SKEW_WARN_SECONDS = 2;
const SKEW_FAIL_SECONDS = 30;
const BACKUP_HOURS = 26;
/** Connections of one more process. */
const CONNECTIONS_OF_ONE = 25;

export async function examine(deps: DoctorDeps): Promise<readonly Finding[]> {
  const found: Finding[] = [nodeVersion(), ...(await builds(deps.build))];
  if (!deps.settings.ok) {
    for (const line of deps.settings.error.split('\n'))
      found.push(fail('configuration', line, 'mend this setting, see docs/operations/configuration.md'));
    return found;
  }
  const settings = deps.settings.value;
  found.push(good('configuration', `mode ${settings.mode}, every setting can be used`));
  found.push(...proxy(settings), ...account(settings));
  found.push(...(await dataFolder(settings)));
  found.push(...(await database(settings, deps)));
  found.push(await mailServer(settings.smtpUrl));
  found.push(await backups(deps.backup, settings.mode, deps.now()));
  return found;
}

function nodeVersion(): Finding {
  const { node } = process.versions;
  return Number.parseInt(node, 10) >= OLDEST_NODE
    ? good('node', `Node ${node}`)
    : fail('node', `Node ${node} is too old`, `start with Node ${OLDEST_NODE}: "npm run setup" brings one`);
}

async function builds(files: readonly string[]): Promise<readonly Finding[]> {
  const missing: string[] = [];
  for (const file of files) if (!(await may(file, constants.R_OK))) missing.push(path.basename(file));
  return [
    missing.length === 0
      ? good('packages', 'the build is whole')
      : fail('packages', `of the build ${missing.join(', ')} is missing`, 'run "npm run setup"'),
  ];
}

function proxy({ mode, publicUrl, addressHeader }: DoctorSettings): readonly Finding[] {
  if (mode === 'demo') return [good('proxy', 'the demonstration needs none')];
  const found: Finding[] = [];
  if (publicUrl === null)
    found.push(
      warn(
        'address',
        'NETRA_URL is not set',
        'set it to the address people type: links and the name of the log need it',
      ),
    );
  else if (!publicUrl.startsWith('https://'))
    found.push(
      warn(
        'address',
        'NETRA_URL begins with http://',
        'put a proxy with HTTPS in front, and set NETRA_URL to its address',
      ),
    );
  else found.push(good('address', 'people come by HTTPS'));
  found.push(
    addressHeader === null
      ? warn(
          'proxy',
          'NETRA_ADDRESS_HEADER is not set: behind a proxy all visitors count as one address for the limits',
          'name the header in which your proxy tells the address, and make sure that it overwrites what visitors send',
        )
      : /^[a-z0-9-]+$/.test(addressHeader)
        ? good(
            'proxy',
            `addresses come from the header ${addressHeader}; whether the proxy overwrites it cannot be seen from here`,
          )
        : fail('proxy', 'NETRA_ADDRESS_HEADER is no name of a header', 'set it to a name such as x-real-ip'),
  );
  return found;
}

function account({ databaseUrl }: DoctorSettings): readonly Finding[] {
  const root = process.getuid?.() === 0;
  if (!root) return [good('account', 'no administrator of the machine')];
  return [
    warn(
      'account',
      `this account is root${databaseUrl === null ? '; the embedded PostgreSQL goes on as another account, with a map of its own' : ''}`,
      'run Netra with an account of its own',
    ),
  ];
}

async function dataFolder({ dataDir, diskReserveMb }: DoctorSettings): Promise<readonly Finding[]> {
  if (!(await may(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)))
    return [
      fail(
        'data folder',
        'it is missing or this account may not write it',
        'set NETRA_DATA to a folder of this account, or start Netra once',
      ),
    ];
  const found: Finding[] = [];
  const open: string[] = [];
  for (const name of ['files', 'postgres', 'secret', 'imports']) {
    const seen = await stat(path.join(dataDir, name)).catch(() => null);
    if (seen !== null && (seen.mode & 0o007) !== 0) open.push(name);
  }
  found.push(
    open.length === 0
      ? good('data folder', 'this account may write it, and others may not read it')
      : warn(
          'data folder',
          `${open.join(', ')} can be read by other accounts of this machine`,
          'chmod -R o-rwx on them',
        ),
  );
  const free = await freeMegabytes(dataDir);
  if (free === null) found.push(warn('disk', 'how much is free cannot be seen', 'look with df'));
  else if (free < diskReserveMb)
    found.push(
      fail(
        'disk',
        `${free} MB are free, the reserve is ${diskReserveMb} MB: uploads are refused`,
        'make room, see docs/operations/incident.md',
      ),
    );
  else if (free < 4 * diskReserveMb)
    found.push(
      warn('disk', `${free} MB are free, the reserve is ${diskReserveMb} MB`, 'make room before it is touched'),
    );
  else found.push(good('disk', `${free} MB are free`));
  return found;
}

async function database(settings: DoctorSettings, deps: DoctorDeps): Promise<readonly Finding[]> {
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
  deps: DoctorDeps,
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
  const missing = await migrationsMissing(address, deps.migrations);
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

async function mailServer(url: string | null): Promise<Finding> {
  if (url === null || !URL.canParse(url)) return good('mail', 'no mail server is configured: no mail is sent');
  const { hostname, port, protocol } = new URL(url);
  const at = port === '' ? (protocol === 'smtps:' ? 465 : 587) : Number(port);
  const answers = await new Promise<boolean>((resolve) => {
    const socket = net.connect({ host: hostname, port: at, timeout: 5000 });
    const done = (well: boolean): void => {
      socket.destroy();
      resolve(well);
    };
    socket.once('connect', () => done(true));
    socket.once('timeout', () => done(false));
    socket.once('error', () => done(false));
  });
  return answers
    ? good('mail', 'the mail server takes connections')
    : fail(
        'mail',
        'the mail server does not answer',
        'look at NETRA_SMTP_URL and at the firewall; mails wait meanwhile',
      );
}

async function backups(where: string | null, mode: DoctorSettings['mode'], now: number): Promise<Finding> {
  if (where === null)
    return mode === 'demo'
      ? good('backup', 'the demonstration needs none')
      : warn('backup', 'how old the newest backup is cannot be seen', 'name its folder: netra doctor --backup FOLDER');
  const newest = await newestFile(where);
  if (newest === null) return fail('backup', 'there is no backup in that place', 'make one: netra backup FILE');
  const hours = (now - newest) / 3_600_000;
  const says = `the newest is ${hours < 1 ? 'less than an hour' : `${Math.round(hours)} hours`} old`;
  return hours > BACKUP_HOURS
    ? fail('backup', says, 'look why none was made since: journalctl -u netra-backup')
    : good('backup', says);
}

async function newestFile(where: string): Promise<number | null> {
  const seen = await stat(where).catch(() => null);
  if (seen === null) return null;
  if (seen.isFile()) return seen.mtimeMs;
  let newest: number | null = null;
  for (const entry of await readdir(where, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { mtimeMs } = await stat(path.join(where, entry.name));
    newest = Math.max(newest ?? 0, mtimeMs);
  }
  return newest;
}

async function may(file: string, rights: number): Promise<boolean> {
  return access(file, rights).then(
    () => true,
    () => false,
  );
}

/** For a terminal: a line a check, and below it what to do. */
export function findingsAsText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .map(({ check, state, says, todo }) => {
      const line = `${state.padEnd(4)}  ${check.padEnd(width)}  ${says}`;
      return todo === undefined ? line : `${line}\n${' '.repeat(width + 8)}→ ${todo}`;
    })
    .join('\n');
}
