/** `netra backup …` and `netra restore …`: reads what was typed, puts the product's parts together for it, and says the outcome in lines. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { planOf } from './cli-backup-plan.ts';
import { sayKey, sayRehearsed, sayRestored, sayVerified, sayWritten } from './cli-backup-says.ts';
import { readBackupSettings } from './config.ts';
import {
  type BackupPlan,
  backup,
  confirmRestored,
  databaseTarget,
  folderTarget,
  type Lock,
  makeKeyFile,
  parseKeep,
  parseRecipients,
  prune,
  readIdentities,
  readPassphrase,
  rehearse,
  restore,
  type Trouble,
  troubleAsValue,
  type Unlock,
  verify,
} from './platform/backup/index.ts';
import { fail, ok, type Result } from './platform/result.ts';

/** What a command says and ends with. */
export interface BackupAnswer {
  readonly code: 0 | 1 | 2 | 3;
  /** For `--json`. */
  readonly json: unknown;
  readonly plain: string;
  /** Standard output was the backup itself. */
  readonly toStandardError?: boolean;
}

const shape = {
  'to-recipient': { type: 'string' },
  'passphrase-file': { type: 'string' },
  identity: { type: 'string' },
  into: { type: 'string' },
  database: { type: 'string' },
  role: { type: 'string' },
  keep: { type: 'string' },
  confirm: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Values = { readonly [K in keyof typeof shape]?: string | boolean | undefined };

const unusable = (line: string): { readonly ok: false; readonly error: Trouble } =>
  fail({ kind: 'unusable', line } as const);

interface Typed {
  readonly positionals: readonly string[];
  text(name: keyof typeof shape): string | undefined;
  readonly confirm: boolean;
}

/** @param allowed options of this command alone: one that means nothing here is a slip */
function read(
  command: string,
  args: readonly string[],
  allowed: readonly (keyof typeof shape)[],
): Result<Typed, Trouble> {
  let parsed: { readonly values: Values; readonly positionals: readonly string[] };
  try {
    parsed = parseArgs({ args: [...args], options: shape, allowPositionals: true, strict: true });
  } catch (error) {
    const first = error instanceof Error ? (error.message.split(/\n|\. /)[0] ?? '') : '';
    return unusable(`${command}: ${first.slice(0, 200)}; allowed: ${allowed.map((one) => `--${one}`).join(', ')}`);
  }
  const strange = Object.keys(parsed.values).find((name) => name !== 'json' && !allowed.some((one) => one === name));
  if (strange !== undefined)
    return unusable(
      `${command}: --${strange} means nothing here; allowed: ${[...allowed, 'json'].map((one) => `--${one}`).join(', ')}`,
    );
  const { values, positionals } = parsed;
  return ok({
    positionals,
    text: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
    confirm: values.confirm === true,
  });
}

function oneFile(command: string, { positionals }: Typed): Result<string, Trouble> {
  const [file, more] = positionals;
  if (file === undefined) return unusable(`${command}: name the file of the backup, or - for a stream`);
  if (more !== undefined) return unusable(`${command}: ${JSON.stringify(more.slice(0, 40))} is too much`);
  return ok(file);
}

async function unlockOf(command: string, typed: Typed): Promise<Result<Unlock, Trouble>> {
  const [identity, passphrase] = [typed.text('identity'), typed.text('passphrase-file')];
  if (identity !== undefined && passphrase !== undefined)
    return unusable(`${command}: allowed is --identity or --passphrase-file, not both`);
  if (identity !== undefined) return readIdentities(identity);
  if (passphrase !== undefined) return readPassphrase(passphrase);
  return unusable(`${command}: give --identity (the file of the key) or --passphrase-file`);
}

async function lockOf(typed: Typed, configured: string | null): Promise<Result<Lock, Trouble>> {
  const [recipient, passphrase] = [typed.text('to-recipient'), typed.text('passphrase-file')];
  if (recipient !== undefined && passphrase !== undefined)
    return unusable('backup: allowed is --to-recipient or --passphrase-file, not both');
  if (passphrase !== undefined) return readPassphrase(passphrase);
  if (recipient !== undefined) return parseRecipients(recipient, '--to-recipient');
  if (configured !== null) return parseRecipients(configured, 'NETRA_BACKUP_RECIPIENT');
  return unusable(
    'backup: a backup is never written in clear. Set NETRA_BACKUP_RECIPIENT, or give --to-recipient or --passphrase-file; "netra backup key FILE" makes a key',
  );
}

const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** @param root the project folder: relative data folders count from there */
export async function backupCommand(argv: readonly string[], root: string): Promise<Result<BackupAnswer, Trouble>> {
  const settings = readBackupSettings(process.env, root);
  if (!settings.ok) return unusable(settings.error);
  const { recipient, secret, ...instance } = settings.value;
  const plan = planOf(path.join(root, 'app'));
  const [sub, ...rest] = argv;
  switch (sub) {
    case 'key': {
      const typed = read('backup key', rest, []);
      if (!typed.ok) return typed;
      const file = oneFile('backup key', typed.value);
      if (!file.ok) return file;
      const made = await makeKeyFile(file.value);
      if (!made.ok) return made;
      return ok({
        code: 0,
        json: { recipient: made.value, identity: file.value },
        plain: sayKey(made.value, file.value),
      });
    }
    case 'verify': {
      const typed = read('backup verify', rest, ['identity', 'passphrase-file']);
      if (!typed.ok) return typed;
      const file = oneFile('backup verify', typed.value);
      if (!file.ok) return file;
      const keyless = typed.value.text('identity') === undefined && typed.value.text('passphrase-file') === undefined;
      const unlock = keyless ? ok(null) : await unlockOf('backup verify', typed.value);
      if (!unlock.ok) return unlock;
      const done = await verify(file.value, unlock.value);
      return done.ok ? ok({ code: 0, ...sayVerified(done.value) }) : done;
    }
    case 'rehearse': {
      const typed = read('backup rehearse', rest, ['identity', 'passphrase-file']);
      if (!typed.ok) return typed;
      const file = oneFile('backup rehearse', typed.value);
      if (!file.ok) return file;
      const unlock = await unlockOf('backup rehearse', typed.value);
      if (!unlock.ok) return unlock;
      const done = await rehearse({ file: file.value, unlock: unlock.value, plan, secret, live: instance, log });
      return done.ok ? ok({ code: done.value.agrees ? 0 : 3, ...sayRehearsed(done.value) }) : done;
    }
    case 'prune': {
      const typed = read('backup prune', rest, ['keep']);
      if (!typed.ok) return typed;
      const folder = oneFile('backup prune', typed.value);
      if (!folder.ok) return folder;
      const keep = parseKeep(typed.value.text('keep') ?? '');
      if (!keep.ok) return keep;
      const done = await prune(folder.value, keep.value);
      if (!done.ok) return done;
      const { kept, removed } = done.value;
      return ok({
        code: 0,
        json: done.value,
        plain: [`kept ${kept.length}`, ...removed.map((file) => `removed ${file}`)].join('\n'),
      });
    }
    default:
      return write(argv, { instance, plan, recipient });
  }
}

async function write(
  argv: readonly string[],
  {
    instance,
    plan,
    recipient,
  }: { instance: Parameters<typeof backup>[0]['settings']; plan: BackupPlan; recipient: string | null },
): Promise<Result<BackupAnswer, Trouble>> {
  const typed = read('backup', argv, ['to-recipient', 'passphrase-file']);
  if (!typed.ok) return typed;
  const file = oneFile('backup', typed.value);
  if (!file.ok) return file;
  const lock = await lockOf(typed.value, recipient);
  if (!lock.ok) return lock;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  const piped = file.value === '-';
  const target = piped ? process.stdout : path.resolve(file.value);
  const done = await backup({ settings: instance, plan, target, lock: lock.value, stop: stop.signal, log });
  if (!done.ok) return done;
  const code = done.value.missing.length === 0 ? 0 : 3;
  return ok({ code, ...sayWritten(done.value, piped ? 'standard output' : file.value), toStandardError: piped });
}

export async function restoreCommand(argv: readonly string[], root: string): Promise<Result<BackupAnswer, Trouble>> {
  const settings = readBackupSettings(process.env, root);
  if (!settings.ok) return unusable(settings.error);
  const { secret, recipient: _, ...instance } = settings.value;
  const typed = read('restore', argv, ['identity', 'passphrase-file', 'into', 'database', 'role', 'confirm']);
  if (!typed.ok) return typed;
  if (typed.value.confirm) {
    if (typed.value.positionals.length > 0) return unusable('restore: --confirm stands alone');
    const done = await confirmRestored(instance, log);
    if (!done.ok) return done;
    const plain = done.value
      ? 'Confirmed: mails and webhooks go out again.'
      : 'Nothing was paused: this instance was not restored, or was confirmed before.';
    return ok({ code: 0, json: { confirmed: done.value }, plain });
  }
  const file = oneFile('restore', typed.value);
  if (!file.ok) return file;
  const unlock = await unlockOf('restore', typed.value);
  if (!unlock.ok) return unlock;
  const [into, database, role] = [typed.value.text('into'), typed.value.text('database'), typed.value.text('role')];
  if (into === undefined && database === undefined)
    return unusable(
      'restore: give --into FOLDER (a new data folder with its own database) or --database URL (an empty database)',
    );
  if (role !== undefined && database === undefined) return unusable('restore: --role belongs to --database');
  if (database !== undefined && !/^postgres(ql)?:\/\//.test(database))
    return unusable('--database: allowed is an address that begins with postgres:// or postgresql://');
  const place = await troubleAsValue(() =>
    database === undefined
      ? folderTarget(path.resolve(into ?? ''), log)
      : databaseTarget({ url: database, dir: path.resolve(into ?? instance.dataDir), role: role ?? null }),
  );
  if (!place.ok) return place;
  const plan = planOf(path.join(root, 'app'));
  const done = await restore({ file: file.value, unlock: unlock.value, target: place.value, plan, secret });
  if (!done.ok) return done;
  const where = database === undefined ? (into ?? '') : 'the database';
  return ok({ code: done.value.log?.sound === false ? 3 : 0, ...sayRestored(done.value, where) });
}
