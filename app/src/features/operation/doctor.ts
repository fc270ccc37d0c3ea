/**
 * `netra doctor`: looks at everything an instance needs and says what to do. It changes nothing. One line a check: ok, warn or fail; no name,
 * no address of a person, no secret, and of an address of a database only whether it works.
 */
import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { freeMegabytes } from '../../platform/files/index.ts';
import { type DatabaseDeps, examineDatabase } from './doctor-database.ts';
import { type DoctorSettings, type Finding, fail, good, warn } from './finding.ts';

export interface DoctorDeps extends DatabaseDeps {
  /** The configuration, or all that is wrong with it, a line each. */
  readonly settings:
    | { readonly ok: true; readonly value: DoctorSettings }
    | { readonly ok: false; readonly error: string };
  /** Files that a build must hold. */
  readonly build: readonly string[];
  /** A folder of backups, or one backup. */
  readonly backup: string | null;
}

const OLDEST_NODE = 26;
const BACKUP_HOURS = 26;

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
  found.push(...(await examineDatabase(settings, deps)));
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

function proxy({ mode, publicUrl, operator, addressHeader }: DoctorSettings): readonly Finding[] {
  if (mode === 'demo') return [good('proxy', 'the demonstration needs none')];
  const found: Finding[] = [];
  if (publicUrl === null)
    found.push(
      warn(
        'address',
        'NETRA_URL is not set: links in mails and the name of the public log lead to this machine, cookies are not kept to HTTPS',
        'set it to the address people type, the same for all processes, before anybody reports',
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
    operator === null
      ? warn(
          'operator',
          'the privacy notice does not say whose instance this is',
          'set NETRA_OPERATOR and NETRA_OPERATOR_CONTACT: the law asks for both (UU 27/2022)',
        )
      : good('operator', `the privacy notice names ${operator.name}`),
  );
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
