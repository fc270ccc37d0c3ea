/** The `netra` command: one JSON document on standard output, exit 0; unusable input: one clear line on standard error, exit 2. Never a stack trace. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readDatabaseSettings, readRecoverySettings } from './config.ts';
import {
  assessCommand,
  type CommandResult,
  deadlineBatch,
  deadlineCommand,
  ruleCommand,
} from './features/guidance/index.ts';
import { appFolder } from './platform/installation.ts';

// Loaded when they are asked for: a question about the law should not wait for the database's and the sign-in's code.
const theLog = () => import('./features/ledger/index.ts');
const theDesk = () => import('./features/media/index.ts');
const theOperation = () => import('./cli-operation.ts');
const theTriage = () => import('./features/triage/index.ts');

const usage = `usage:
  netra assess --facts FILE|- --json
  netra deadline --procedure ID --step ID --from ISO-DATE-TIME [--zone WIB|WITA|WIT] --json
  netra deadline --batch FILE|- --json
  netra triage --text FILE|- [--json]
  netra triage --batch FILE|- [--json]
  netra media extract FILE... --json
  netra ledger verify FILE... --key KEY-OR-FILE --json
  netra ledger check [--key KEY-OR-FILE] [--json]
  netra ledger mirror ADDRESS FOLDER --key KEY-OR-FILE [--stall MINUTES] [--every SECONDS] [--json]
  netra rehearse [--rulebook DIR] [--additions FILE|-] [--json]
  netra rehearse --on DATE [--bodies FILE|-|builtin] [--json]
  netra doctor [--backup FOLDER] [--json]
  netra maintenance on [MESSAGE]|off|status
  netra roster import FILE [--institution CODE] [--full] [--dry-run] [--json]
  netra roster import --resume ID [--dry-run] [--json]
  netra rule ID --json
  netra recover-admin EMAIL --reason TEXT [--json]
  netra backup FILE|- [--to-recipient age1… | --passphrase-file F] [--json]
  netra backup key FILE
  netra backup verify FILE|- [--identity F | --passphrase-file F] [--json]
  netra backup rehearse FILE|- --identity F | --passphrase-file F [--json]
  netra backup prune FOLDER --keep 7d,4w,12m [--json]
  netra restore FILE|- --identity F | --passphrase-file F --into FOLDER | --database URL [--into FOLDER] [--role NAME] [--json]
  netra restore --confirm`;

class Unusable extends Error {}

/** It began and could not finish (1), or it looked and found what should not be (3). */
class Failed extends Error {
  readonly code: number;
  constructor(code: number, line: string) {
    super(line);
    this.code = code;
  }
}

/** An answer for a person at a terminal. */
class Plain {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

try {
  const answer = await run(process.argv.slice(2));
  if (!answer.ok) throw new Unusable(answer.line);
  await print(answer.value);
} catch (error) {
  const line =
    error instanceof Unusable || error instanceof Failed
      ? error.message
      : `this failed inside Netra (${error instanceof Error ? error.name : 'unknown'}); the input was not the reason`;
  process.stderr.write(`netra: ${line}\n`);
  process.exitCode = error instanceof Unusable ? 2 : error instanceof Failed ? error.code : 1;
}

/** A long list goes out piece by piece: as one text it could be longer than a text may be. */
async function print(value: unknown): Promise<void> {
  const out = process.stdout;
  // Whoever reads has read enough (`| head`): that is no failure.
  out.on('error', (error) => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1));
  if (value instanceof Plain || !Array.isArray(value) || value.length === 0) {
    out.write(`${value instanceof Plain ? value.text : JSON.stringify(value, null, 2)}\n`);
    return;
  }
  const pieceSize = 1000;
  for (let at = 0; at < value.length; at += pieceSize) {
    // The brackets around a piece give way to those around the whole.
    const piece = JSON.stringify(value.slice(at, at + pieceSize), null, 2).slice(2, -2);
    const isLast = at + pieceSize >= value.length;
    if (!out.write(`${at === 0 ? '[\n' : ''}${piece}${isLast ? '\n]\n' : ',\n'}`)) await once(out, 'drain');
  }
}

async function run(argv: readonly string[]): Promise<CommandResult> {
  const [command, ...rest] = argv;
  switch (command) {
    case 'assess': {
      const { values, positionals } = options(rest, { facts: { type: 'string' }, json: { type: 'boolean' } });
      refuseMore('assess', positionals);
      return assessCommand(await input('--facts', values.facts));
    }
    case 'deadline': {
      const { values, positionals } = options(rest, {
        procedure: { type: 'string' },
        step: { type: 'string' },
        from: { type: 'string' },
        zone: { type: 'string' },
        batch: { type: 'string' },
        json: { type: 'boolean' },
      });
      refuseMore('deadline', positionals);
      const { procedure, step, from, zone, batch } = values;
      if (batch !== undefined) {
        if ([procedure, step, from, zone].some((one) => one !== undefined))
          throw new Unusable('deadline: allowed is --batch alone, or --procedure, --step, --from and --zone');
        return deadlineBatch(await input('--batch', batch));
      }
      return deadlineCommand({ procedure, step, from, zone });
    }
    case 'triage': {
      const { values, positionals } = options(rest, {
        text: { type: 'string' },
        batch: { type: 'string' },
        json: { type: 'boolean' },
      });
      refuseMore('triage', positionals);
      const { text, batch, json } = values;
      if (text !== undefined && batch !== undefined)
        throw new Unusable('triage: allowed is --text or --batch, not both');
      const { triageBatch, triageText } = await theTriage();
      const answer =
        batch === undefined ? triageText(await input('--text', text)) : triageBatch(await input('--batch', batch));
      return answer.ok && json !== true ? { ...answer, value: new Plain(answer.plain) } : answer;
    }
    case 'media': {
      const { positionals } = options(rest, { json: { type: 'boolean' } });
      const [sub, ...files] = positionals;
      if (sub !== 'extract') throw new Unusable('media: allowed is "media extract FILE..."');
      if (files.length === 0) throw new Unusable('media extract: name at least one file');
      const texts = await Promise.all(
        files.map(async (file) => ({ name: path.basename(file), text: await input('FILE', file) })),
      );
      const { extractCommand } = await theDesk();
      return { ok: true, value: extractCommand(texts) };
    }
    case 'ledger': {
      const { values, positionals } = options(rest, {
        key: { type: 'string' },
        stall: { type: 'string' },
        every: { type: 'string' },
        json: { type: 'boolean' },
      });
      const [sub, ...files] = positionals;
      if (sub === 'mirror') return followLog(files, values);
      if (sub === 'check') return checkSealed(files, values);
      if (sub !== 'verify') {
        throw new Unusable(
          'ledger: allowed is "ledger verify FILE... --key KEY-OR-FILE", "ledger check [--key KEY-OR-FILE]" or "ledger mirror ADDRESS FOLDER --key KEY-OR-FILE"',
        );
      }
      if (files.length === 0) throw new Unusable('ledger verify: name at least one file');
      const keys = await readKeys(values.key);
      const { verifyFile } = await theLog();
      const verdicts = await Promise.all(files.map(async (file) => verifyFile(await input('FILE', file), keys)));
      return { ok: true, value: verdicts.length === 1 ? verdicts[0] : verdicts };
    }
    case 'rehearse': {
      const { values, positionals } = options(rest, {
        rulebook: { type: 'string' },
        additions: { type: 'string' },
        bodies: { type: 'string' },
        on: { type: 'string' },
        json: { type: 'boolean' },
      });
      if (positionals.length > 0)
        throw new Unusable(
          `rehearse: ${positionals[0]?.slice(0, 40)} is too much; allowed: --rulebook, --additions, --bodies, --on, --json`,
        );
      const aboutBodies = values.bodies !== undefined || values.on !== undefined;
      if (aboutBodies && (values.rulebook !== undefined || values.additions !== undefined))
        throw new Unusable(
          'rehearse: --bodies and --on stand without --rulebook and --additions; run them one after the other',
        );
      const additionsText = values.additions === undefined ? null : await input('--additions', values.additions);
      // Only this command needs the database and what belongs to it.
      const [{ rehearseBodiesCommand, rehearseCommand }, { lawSource }] = await Promise.all([
        import('./features/cases/index.ts'),
        import('./features/law-data/index.ts'),
      ]);
      const settings = readDatabaseSettings(process.env, projectFolder());
      if (!settings.ok) throw new Unusable(settings.error);
      const log = (line: string) => process.stderr.write(`${line}\n`);
      if (aboutBodies) {
        const { bodies } = values;
        const answer = await rehearseBodiesCommand({
          settings: settings.value,
          source: lawSource,
          bodies:
            bodies === undefined
              ? null
              : bodies === 'builtin'
                ? { kind: 'builtin' }
                : { kind: 'file', text: await input('--bodies', bodies) },
          on: values.on ?? null,
          today: Temporal.Now.plainDateISO('Asia/Jakarta').toString(),
          log,
        });
        return answer.ok && values.json !== true ? { ok: true, value: new Plain(answer.plain) } : answer;
      }
      const answer = await rehearseCommand({
        settings: settings.value,
        source: lawSource,
        rulebookDir: values.rulebook ?? null,
        additionsText,
        log,
      });
      return answer.ok && values.json !== true ? { ok: true, value: new Plain(answer.plain) } : answer;
    }
    case 'rule': {
      const { positionals } = options(rest, { json: { type: 'boolean' } });
      const [id, ...more] = positionals;
      refuseMore('rule', more);
      if (id === undefined) throw new Unusable('rule: name a rule, for example B6 or bawaslu-pilkada/file-report');
      return ruleCommand(id);
    }
    case 'recover-admin': {
      const { values, positionals } = options(rest, { reason: { type: 'string' }, json: { type: 'boolean' } });
      const [email, ...more] = positionals;
      refuseMore('recover-admin', more);
      if (email === undefined || values.reason === undefined)
        throw new Unusable('recover-admin: name the e-mail of the account and --reason TEXT (10 to 500 characters)');
      const settings = readRecoverySettings(process.env, projectFolder());
      if (!settings.ok) throw new Unusable(settings.error);
      const { recoverCommand } = await import('./features/accounts/index.ts');
      const { secret, publicUrl, ...instance } = settings.value;
      const answer = await recoverCommand({
        ...{ email, secret, publicUrl, reason: values.reason },
        settings: instance,
        log: (line) => process.stderr.write(`${line}\n`),
      });
      return answer.ok && values.json !== true ? { ok: true, value: new Plain(answer.plain) } : answer;
    }
    case 'backup':
    case 'restore':
      return backupOrRestore(command, rest);
    case 'doctor': {
      const { values, positionals } = options(rest, { json: { type: 'boolean' }, backup: { type: 'string' } });
      refuseMore('doctor', positionals);
      const { doctor } = await theOperation();
      const { well, findings, text } = await doctor(
        process.env,
        path.join(projectFolder(), 'app'),
        values.backup ?? null,
      );
      if (!well) process.exitCode = 1;
      return { ok: true, value: values.json === true ? findings : new Plain(text) };
    }
    case 'maintenance': {
      const { positionals } = options(rest, { json: { type: 'boolean' } });
      const { maintenance } = await theOperation();
      const answer = await maintenance(process.env, path.join(projectFolder(), 'app'), positionals);
      return answer.ok ? { ok: true, value: new Plain(answer.value) } : { ok: false, line: answer.error };
    }
    case 'roster': {
      const { rosterCommand } = await import('./cli-roster.ts');
      const answer = await rosterCommand(process.env, path.join(projectFolder(), 'app'), rest);
      if (!answer.ok) return { ok: false, line: answer.error };
      return { ok: true, value: rest.includes('--json') ? answer.value.json : new Plain(answer.value.plain) };
    }
    case '--help':
    case 'help':
      process.stdout.write(`${usage}\n`);
      process.exit(0);
      break;
    default:
      throw new Unusable(
        `${command === undefined ? 'no command given' : `unknown command ${JSON.stringify(command.slice(0, 40))}`}; allowed: assess, deadline, triage, media extract, rehearse, ledger verify, ledger check, ledger mirror, rule, recover-admin, backup, restore, doctor, maintenance, roster (netra help)`,
      );
  }
}

async function backupOrRestore(command: 'backup' | 'restore', rest: readonly string[]): Promise<CommandResult> {
  // Only these commands need the database, the log and what encrypts.
  const { backupCommand, restoreCommand } = await import('./cli-backup.ts');
  const answer = await (command === 'backup' ? backupCommand : restoreCommand)(rest, projectFolder());
  if (!answer.ok) {
    const { kind, line } = answer.error;
    throw kind === 'unusable' ? new Unusable(line) : new Failed(kind === 'failed' ? 1 : 3, line);
  }
  const { code, json, plain, toStandardError } = answer.value;
  process.exitCode = code;
  const text = rest.includes('--json') ? JSON.stringify(json, null, 2) : plain;
  if (toStandardError !== true) return { ok: true, value: new Plain(text) };
  process.stderr.write(`${text}\n`);
  return process.exit(code);
}

/** What stands there without an option is a slip, such as a file without its option: it is never passed over. */
function refuseMore(command: string, [first]: readonly string[]): void {
  if (first !== undefined)
    throw new Unusable(
      `${command}: ${JSON.stringify(first.slice(0, 40))} is too much; allowed are only the options of "netra help"`,
    );
}

/** Where `npm start` runs: relative data folders count from there, whatever folder this is called in. */
function projectFolder(): string {
  return path.dirname(appFolder());
}

type Shape = Record<string, { type: 'string' | 'boolean' }>;

function options<const T extends Shape>(args: readonly string[], shape: T) {
  try {
    return parseArgs({ args: [...args], options: shape, allowPositionals: true, strict: true });
  } catch (error) {
    const first = error instanceof Error ? (error.message.split(/\n|\. /)[0] ?? '') : '';
    throw new Unusable(
      `${first.slice(0, 200)}; allowed: ${Object.keys(shape)
        .map((o) => `--${o}`)
        .join(', ')}`,
    );
  }
}

/**
 * Follows a log: looks once, or every so many seconds until somebody stops it. An alarm ends with exit code 3, so that whoever runs it by a
 * timer hears of it.
 */
async function followLog(
  [url, folder, ...more]: readonly string[],
  values: {
    readonly key?: string | undefined;
    readonly stall?: string | undefined;
    readonly every?: string | undefined;
    readonly json?: boolean | undefined;
  },
): Promise<CommandResult> {
  if (url === undefined || !/^https?:\/\/[^\s]+$/.test(url))
    throw new Unusable(
      'ledger mirror: ADDRESS is missing or no address; allowed is for example https://lapor.example.go.id/log',
    );
  if (folder === undefined || more.length > 0) throw new Unusable('ledger mirror: name one FOLDER that keeps the copy');
  const keys = await readKeys(values.key);
  const deps = {
    url,
    folder,
    keys,
    stallMinutes: wholeNumber('--stall', values.stall ?? '60'),
    now: Date.now,
    fetch: (address: string) => fetch(address, { signal: AbortSignal.timeout(60_000) }),
  };
  const every = values.every === undefined ? undefined : wholeNumber('--every', values.every);
  for (;;) {
    const report = await (await theLog()).lookOnce(deps);
    if (report.alarm !== null) process.exitCode = 3;
    const line = report.alarm === null ? report.says : `ALARM ${report.alarm}: ${report.says}`;
    if (every === undefined) return { ok: true, value: values.json === true ? report : new Plain(line) };
    process.stdout.write(`${values.json === true ? JSON.stringify(report) : `${new Date().toISOString()} ${line}`}\n`);
    await new Promise((done) => setTimeout(done, every * 1000));
  }
}

/** Walks everything that was sealed against the log of this instance. Something that does not match ends with exit code 3. */
async function checkSealed(
  [tooMuch]: readonly string[],
  values: { readonly key?: string | undefined; readonly json?: boolean | undefined },
): Promise<CommandResult> {
  if (tooMuch !== undefined)
    throw new Unusable(`ledger check: ${tooMuch.slice(0, 40)} is too much; allowed: --key, --json`);
  const keys = values.key === undefined ? null : await readKeys(values.key);
  const settings = readDatabaseSettings(process.env, projectFolder());
  if (!settings.ok) throw new Unusable(settings.error);
  // Only this command needs the database and what belongs to it.
  const [{ sealedHandovers, sealedSteps }, { sealedPledges }, { sealedDocuments }] = await Promise.all([
    import('./features/cases/index.ts'),
    import('./features/pledges/index.ts'),
    import('./features/documents/index.ts'),
  ]);
  const { checkCommand } = await theLog();
  const answer = await checkCommand({
    settings: settings.value,
    sources: [sealedSteps, sealedHandovers, sealedPledges, sealedDocuments],
    keys,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  if (answer.ok && !answer.value.sound) process.exitCode = 3;
  return answer.ok && values.json !== true ? { ok: true, value: new Plain(answer.plain) } : answer;
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Unusable(`${option}: allowed is a whole number from 1`);
  return Number(text);
}

/** Public keys of a log: the key itself, or a file with one a line. */
async function readKeys(given: string | undefined) {
  if (given === undefined)
    throw new Unusable('--key is missing: give the public key of the log, or a file that holds it');
  const { readKeyFile } = await theLog();
  const keys = readKeyFile(/\+[0-9a-f]{8}\+/.test(given) ? given : await input('--key', given));
  if (keys === null)
    throw new Unusable('--key: not a public key of a log; allowed is name+id+base64, as the page /log shows it');
  return keys;
}

/** Text of a file, or of standard input for `-`. */
async function input(option: string, file: string | undefined): Promise<string> {
  if (file === undefined) throw new Unusable(`${option} is missing: name a file, or - for standard input`);
  try {
    if (file !== '-') return await readFile(file, 'utf8');
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new Unusable(`${option}: cannot read ${path.basename(file)} (${code})`);
  }
}
