/**
 * Under which account the embedded database runs. PostgreSQL refuses to run as root; started as root it goes on in a
 * user namespace where root is an ordinary account (nothing changes owner), or as another account that may enter.
 */
import { type SpawnOptions, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Result } from '../result.ts';

export type Account =
  | { readonly kind: 'self' }
  | { readonly kind: 'namespace'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number };

type Command = { readonly command: string; readonly args: readonly string[]; readonly options: SpawnOptions };

/** The same command, run under the account. */
export function underAccount(account: Account, command: string, args: readonly string[]): Command {
  switch (account.kind) {
    case 'self':
      return { command, args, options: {} };
    case 'namespace': {
      const maps = ['--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`];
      return { command: 'unshare', args: [...maps, '--', command, ...args], options: {} };
    }
    case 'user':
      return { command, args, options: { uid: account.uid, gid: account.gid } };
  }
}

/** What the programs of the database see of our environment: nothing that would redirect them. */
export function databaseEnvironment(dir: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: dir, LANG: 'C', TZ: 'UTC' };
}

type KnownAccount = { name: string; uid: number; gid: number };

function knownAccounts(): KnownAccount[] {
  let lines: string[] = [];
  try {
    lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {
    // No such file: nobody is known.
  }
  return lines.flatMap((line) => {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    return /^\d+$/.test(uid) && /^\d+$/.test(gid) && uid !== '0' ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** Can the account write in the folder and run the program? Asked by doing it: rights have too many layers to compute. */
function works(account: Account, dir: string, program: string): boolean {
  const test = 'test -r "$1" && test -w "$1" && test -x "$1" && exec "$2" --version';
  const { command, args, options } = underAccount(account, 'sh', ['-c', test, 'sh', dir, program]);
  const env = databaseEnvironment(dir);
  return spawnSync(command, args, { ...options, cwd: '/', env, stdio: 'ignore', timeout: 20_000 }).status === 0;
}

function candidates(dir: string, clusterOwner: { uid: number; gid: number } | undefined): Account[] {
  if (clusterOwner !== undefined && clusterOwner.uid !== 0) return [{ kind: 'user', ...clusterOwner }];
  const known = knownAccounts();
  // initdb looks its own account up by number, so the number must be one that the machine knows.
  const mapped = known.find(({ uid }) => uid === 1000) ?? known[0] ?? { uid: 1000, gid: 1000 };
  const namespace: Account = { kind: 'namespace', uid: mapped.uid, gid: mapped.gid };
  if (clusterOwner !== undefined) return [namespace];
  const above = [dirname(dir), dirname(dirname(dir))].map((folder) => statSync(folder)).find(({ uid }) => uid !== 0);
  const others = [above, ...['postgres', 'nobody'].map((wanted) => known.find(({ name }) => name === wanted))];
  return [
    namespace,
    ...others.flatMap((one): Account[] => (one === undefined ? [] : [{ kind: 'user', uid: one.uid, gid: one.gid }])),
  ];
}

/** Gives the account the database's folder, and the right to pass (not to look) through the one above it. */
function letIn(dir: string, account: { uid: number; gid: number }): void {
  const above = dirname(dir);
  const { mode } = statSync(above);
  chmodSync(above, (mode & 0o7777) | 0o011);
  chownSync(dir, account.uid, account.gid);
}

/**
 * Chooses the account that can work in `dir` with the program.
 * @param clusterOwner who owns the database's files, if there are any
 * @returns the account, or one clear line that names the way out
 */
export function chooseAccount(
  dir: string,
  program: string,
  clusterOwner: { uid: number; gid: number } | undefined,
): Result<Account, string> {
  const me = process.getuid?.() ?? 0;
  if (me !== 0) {
    const foreign = clusterOwner !== undefined && clusterOwner.uid !== me;
    if (!foreign && works({ kind: 'self' }, dir, program)) return { ok: true, value: { kind: 'self' } };
    const why = foreign
      ? `The database in ${dir} belongs to the account with number ${clusterOwner.uid}, and this is account ${me}.`
      : `The embedded PostgreSQL cannot work in ${dir} under this account (${me}).`;
    return {
      ok: false,
      error: `${why} Start with that account, choose another data folder, or set DATABASE_URL to a PostgreSQL of your own.`,
    };
  }
  const before = statSync(dir);
  for (const account of candidates(dir, clusterOwner)) {
    if (account.kind === 'user') letIn(dir, account);
    if (works(account, dir, program)) return { ok: true, value: account };
  }
  if (clusterOwner === undefined) chownSync(dir, before.uid, before.gid);
  return {
    ok: false,
    error:
      `PostgreSQL does not run as root, and no other way is open here (no user namespaces, no account that may enter ${dir}). ` +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  };
}
