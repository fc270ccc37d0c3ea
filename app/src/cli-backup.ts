/** `netra backup …` and `netra restore …`: reads what was typed, puts the product's parts together for it, and says the outcome in lines. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { readBackupSettings } from './config.ts';
import { sealedHandovers, sealedSteps } from './features/cases/index.ts';
import { checkDatabase } from './features/ledger/index.ts';
import { sealedPledges } from './features/pledges/index.ts';
import {
  type BackupPlan,
  type BackupReport,
  backup,
  confirmRestored,
  databaseTarget,
  folderTarget,
  type Lock,
  makeKeyFile,
  parseKeep,
  parseRecipients,
  prune,
  type RehearseReport,
  type RestoreReport,
  readIdentities,
  readPassphrase,
  rehearse,
  restore,
  type Trouble,
  troubleAsValue,
  type Unlock,
  type VerifyReport,
  verify,
} from './platform/backup/index.ts';
import { type Address, databaseOn, poolFor } from './platform/db/connect.ts';
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

/**
 * What of the product the backup must know.
 * Sessions and half-finished sign-ins stay behind: a restored one would let in whoever was signed out since.
 */
function planOf(appDir: string): BackupPlan {
  const about: unknown = JSON.parse(readFileSync(path.join(appDir, 'package.json'), 'utf8'));
  const netra = typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown';
  return {
    netra,
    migrations: path.join(appDir, 'db', 'migrations'),
    leftBehind: ['auth.auth_session', 'auth.auth_verification'],
    files: [
      {
        table: 'netra.evidence',
        columns: ['original_file', 'working_file'],
        folder: 'evidence',
        // As the file store lays them (platform/files/file-store.ts).
        place: (id) => (/^[0-9a-f-]{36}$/.test(id) ? `${id.slice(0, 2)}/${id}.sealed` : null),
      },
    ],
    readLog: async (client) => {
      const found = await client.query<{ size: string; root: string | null; note: string | null }>(
        `select s.size::text as size, encode(c.root, 'hex') as root, c.note from netra.log_state s
         left join netra.log_checkpoint c on c.size = s.size`,
      );
      const [row] = found.rows;
      return row === undefined ? null : { size: Number(row.size), root: row.root, note: row.note };
    },
    rootAt: async (client: pg.ClientBase, size) => {
      const text = `select encode(root, 'hex') as root from netra.log_checkpoint where size = $1`;
      return (await client.query<{ root: string }>(text, [size])).rows[0]?.root ?? null;
    },
    checkLog: async (owner: Address) => {
      const pool = poolFor(owner, { max: 2 });
      try {
        const found = await checkDatabase(databaseOn(pool), [sealedSteps, sealedHandovers, sealedPledges]);
        if (found === null) return null;
        const { tree, checked, problems, sound } = found;
        return {
          sound,
          says: sound
            ? `${tree.size} leaves give the signed root; ${checked.step} steps, ${checked.pledge} pledges and ${checked['handover-opened']} opened hand-overs are what was sealed`
            : `NOT SOUND: ${problems.length + tree.problems.length} things do not match; "netra ledger check" names them`,
        };
      } finally {
        await pool.end();
      }
    },
  };
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

const number = (value: number): string => value.toLocaleString('en');
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function sayKey(recipient: string, file: string): string {
  return [
    recipient,
    '',
    `The identity lies in ${file}. Whoever has that file reads every backup made for this recipient.`,
    'Move it to where the server cannot reach it, keep a second copy on paper or in a safe, and set',
    `  NETRA_BACKUP_RECIPIENT=${recipient}`,
  ].join('\n');
}

function sayWritten({ beside, missing, seconds }: BackupReport, file: string) {
  const { envelope, rows, tables, files, fileBytes, log: sealed } = beside;
  const plain = [
    `backup   ${file}, ${megabytes(envelope.bytes)} in ${seconds.toFixed(1)} s`,
    `of       ${beside.startedAt}, Netra ${beside.netra} (${beside.mode}), PostgreSQL ${beside.postgres}`,
    `holds    ${tables} tables with ${number(rows)} rows, ${number(files)} files (${megabytes(fileBytes)}), ${sealed === null ? 'no public log yet' : `public log of ${number(sealed.size)} leaves`}`,
    'NETRA_SECRET IS NOT IN IT. Keep it elsewhere: without it nothing that is sealed can ever be opened.',
    ...missing.slice(0, 10).map((name) => `MISSING  file ${name} is named by a row and is not on the disk`),
    ...(missing.length > 10 ? [`MISSING  … and ${missing.length - 10} more (is NETRA_DATA right?)`] : []),
  ].join('\n');
  return { json: { file, ...beside, missing, seconds }, plain };
}

function sayVerified(report: VerifyReport) {
  const { archive, envelope } = report;
  if (archive === null)
    return {
      json: { opened: false, envelope },
      plain: `The file is the one that was written (${megabytes(envelope.bytes)}). It was not opened: give --identity to check what is in it.`,
    };
  const { manifest, begin } = archive;
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const plain = [
    `Whole: ${megabytes(envelope.bytes)}, ${manifest.tables.length} tables with ${number(rows)} rows, ${number(manifest.files.count)} files; every count and hash is as the manifest says.`,
    `of       ${begin.startedAt}, Netra ${begin.netra} (${begin.mode}), PostgreSQL ${begin.postgres}`,
    ...(manifest.missing.length === 0 ? [] : [`${manifest.missing.length} files were missing when it was made`]),
    ...(report.beside === 'none' ? ['There is no manifest beside it.'] : []),
  ].join('\n');
  return {
    json: {
      opened: true,
      beside: report.beside,
      envelope,
      begin,
      tables: manifest.tables,
      files: manifest.files,
      missing: manifest.missing,
      log: manifest.log,
    },
    plain,
  };
}

function restoredLines({ manifest, compared, log: sealed, migrated, seconds }: RestoreReport): readonly string[] {
  return [
    `of       ${manifest.begin.startedAt}, Netra ${manifest.begin.netra} (${manifest.begin.mode}), in ${seconds.toFixed(1)} s`,
    `compared ${compared.tables} tables with ${number(compared.rows)} rows and ${number(manifest.files.count)} files: as in the manifest; ${number(compared.sampled.found)} of ${number(compared.sampled.of)} sampled records found`,
    `log      ${sealed === null ? 'there was none' : sealed.says}`,
    ...(migrated.length === 0 ? [] : [`brought to this version: ${migrated.join(', ')}`]),
  ];
}

function sayRestored(report: RestoreReport, where: string) {
  const { begin } = report.manifest;
  const secret = {
    fits: 'NETRA_SECRET is the right one.',
    'not-checked':
      begin.mode === 'demo'
        ? 'NETRA_SECRET was not given and not checked: put it into the environment, or copy the file "secret" of the old data folder into the new one, before the first start.'
        : 'NETRA_SECRET was not given and not checked: put the one of this instance into the environment before the first start.',
    unknown: 'The backup does not tell which NETRA_SECRET belongs to it.',
  } as const;
  const plain = [
    `restored ${where}`,
    ...restoredLines(report),
    secret[report.secret],
    'Mails and webhooks are held back until somebody says that this is the one instance now: netra restore --confirm',
    'Everybody must sign in again. Compare the public log with a mirror BEFORE the first start (docs/operations/backup.md).',
  ].join('\n');
  const { manifest, compared, log: sealed, migrated, seconds } = report;
  return {
    json: {
      where,
      begin,
      tables: manifest.tables,
      files: manifest.files,
      log: manifest.log,
      sampled: compared.sampled,
      check: sealed,
      migrated,
      secret: report.secret,
      seconds,
    },
    plain,
  };
}

function sayRehearsed(report: RehearseReport) {
  const { live, alone, manifest, compared, log: sealed, seconds } = report;
  const plain = [
    'rehearsed in a folder that is gone again',
    ...restoredLines(report),
    ...(live === null
      ? [`compared with the manifest alone: ${alone ?? 'no instance'}`]
      : [
          `live     ${number(live.same)} random records are the same in the instance that runs, ${number(live.changed)} were changed there since, ${number(live.gone)} are gone${live.withoutKey === 0 ? '' : `, ${live.withoutKey} have no key to look up`}`,
          live.sameRoot === null
            ? 'live     there was no log to compare'
            : live.sameRoot
              ? 'live     the log that runs goes on from the log of the backup: same root at its size'
              : 'live     THE LOG THAT RUNS HAS ANOTHER ROOT at the size of the backup: one of the two was changed',
        ]),
    report.agrees ? 'Everything that can be compared agrees.' : 'NOT THE SAME: see above.',
  ].join('\n');
  return {
    json: {
      agrees: report.agrees,
      begin: manifest.begin,
      tables: manifest.tables,
      files: manifest.files,
      log: manifest.log,
      sampled: compared.sampled,
      check: sealed,
      live,
      alone,
      seconds,
    },
    plain,
  };
}
