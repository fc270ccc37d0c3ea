/** `netra roster import FILE`: brings a roster in from the machine itself, with progress, and goes on where an earlier run stopped. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, readDatabaseSettings } from './config.ts';
import { type RosterService, rosterService } from './features/roster/index.ts';
import { deriveKeys } from './platform/crypto/secret.ts';
import { databaseOn, poolFor } from './platform/db/connect.ts';
import { reachDatabase, whyUnreadable } from './platform/db/reach.ts';
import { fail, ok, type Result } from './platform/result.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Found = NonNullable<Awaited<ReturnType<RosterService['find']>>>;

const allowed = 'roster import FILE [--institution CODE] [--full] [--dry-run] [--json], roster import --resume ID';
const operator = { kind: 'operator' } as const;

export interface RosterAnswer {
  readonly json: unknown;
  readonly plain: string;
}

/** @param appDir folder of the application, with `dist` */
export async function rosterCommand(
  env: Environment,
  appDir: string,
  [what, ...rest]: readonly string[],
): Promise<Result<RosterAnswer, string>> {
  if (what !== 'import') return fail(`roster: allowed is "${allowed}"`);
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read(rest);
  } catch {
    return fail(`roster import: allowed is "${allowed}"`);
  }
  const { values, positionals } = parsed;
  const [file, more] = positionals;
  const { resume, institution } = values;
  if (more !== undefined || (file === undefined) === (resume === undefined))
    return fail('roster import: give one FILE, or --resume ID');
  if (file !== undefined && !existsSync(file)) return fail('roster import: there is no such file');
  const config = readConfig(env, path.dirname(appDir));
  const settings = readDatabaseSettings(env, path.dirname(appDir));
  if (!config.ok) return config;
  if (!settings.ok) return settings;
  const secret = config.value.secret ?? demonstrationSecret(config.value.dataDir);
  if (secret === null) return fail('roster import: this instance has no secret yet; start it once');
  const reached = await reachDatabase(settings.value, (line) => process.stderr.write(`${line}\n`));
  if (!reached.ok) return reached;
  const pool = poolFor(reached.value.address, { max: 3 });
  const built = path.join(appDir, 'dist', 'server', 'roster-child.js');
  const service = rosterService({
    db: databaseOn(pool),
    database: reached.value.address,
    keys: deriveKeys(Buffer.from(secret, 'utf8')),
    // The work is done here and now; nothing is left for the worker.
    jobs: { send: () => Promise.resolve(), define: () => undefined },
    uuid: () => crypto.randomUUID(),
    realNow: Date.now,
    folder: path.join(config.value.dataDir, 'imports'),
    host: existsSync(built) && !import.meta.url.endsWith('.ts') ? { childPath: built } : {},
  });
  try {
    return await bringIn(service, {
      file,
      resume,
      institution,
      full: values.full === true,
      dryRun: values['dry-run'] === true,
    });
  } catch (error) {
    const why = whyUnreadable(error);
    if (why === null) throw error;
    return fail(why);
  } finally {
    await pool.end();
    await reached.value.stop();
  }
}

function read(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      institution: { type: 'string' },
      resume: { type: 'string' },
      full: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
    allowPositionals: true,
    strict: true,
  });
}

async function bringIn(
  service: RosterService,
  asked: {
    readonly file: string | undefined;
    readonly resume: string | undefined;
    readonly institution: string | undefined;
    readonly full: boolean;
    readonly dryRun: boolean;
  },
): Promise<Result<RosterAnswer, string>> {
  let id = asked.resume ?? '';
  if (asked.file !== undefined) {
    const received = await service.receivePath(asked.file);
    if (!received.ok) return fail(`roster import: the file cannot be taken (${kindOf(received.error)})`);
    id = received.value.id;
    process.stderr.write(`import ${id}\n`);
    const places = await service.institutions();
    const place = places.find(({ code }) => code === asked.institution);
    if (asked.institution !== undefined && place === undefined)
      return fail('roster import: there is no institution with this code');
    const found = await service.find(operator, id);
    const set = await service.set(operator, id, {
      mapping: found?.stored.mapping ?? {},
      institutionId: place?.id ?? null,
      isFull: asked.full,
    });
    if (!set.ok) {
      await service.cancel(operator, id);
      return fail(
        set.error === 'needs-institution'
          ? 'roster import: give --institution CODE, or a file with a column kode_instansi'
          : 'roster import: the columns were not recognised; the file needs nip and nama at least',
      );
    }
  }
  if (!/^[0-9a-f-]{36}$/.test(id)) return fail('roster import: --resume takes the id that the import was given');
  let found = await service.find(operator, id);
  if (found === undefined) return fail('roster import: there is no such import');
  if (!(await workThrough(service, id))) return fail(`roster import: it stopped; go on with --resume ${id}`);
  found = await service.find(operator, id);
  if (found?.state === 'checked' && !asked.dryRun) {
    const done = await service.apply(operator, id);
    if (!done.ok) return fail(`roster import: not applied (${done.error})`);
    if (!(await workThrough(service, id))) return fail(`roster import: it stopped; go on with --resume ${id}`);
    found = await service.find(operator, id);
  }
  if (found === undefined) return fail('roster import: the import was cancelled');
  return ok(answerOf(found, await service.errorGroups(operator, id)));
}

/** Shows how far it has come, once a second, until there is nothing more to do. */
async function workThrough(service: RosterService, id: string): Promise<boolean> {
  const timer = setInterval(() => {
    void service.find(operator, id).then((found) => {
      if (found !== undefined) process.stderr.write(`\r${progressOf(found)}   `);
    });
  }, 1000);
  try {
    return await service.work(id);
  } finally {
    clearInterval(timer);
    process.stderr.write('\n');
  }
}

function progressOf(found: Found): string {
  if (found.state === 'applying') return `applying: ${found.applied.parts} of 256 parts`;
  const percent = Math.floor((100 * found.position) / Math.max(1, found.fileBytes));
  return `${found.state}: ${found.rowsRead} rows (${Math.min(100, percent)} %), ${found.badRows} with problems`;
}

function answerOf(found: Found, problems: Awaited<ReturnType<RosterService['errorGroups']>>): RosterAnswer {
  const tally = found.state === 'applied' ? found.applied : found.compared;
  const json = {
    import: found.stored.id,
    state: found.state,
    rows: found.rowsRead,
    bad: found.badRows + found.compared.repeated,
    added: tally.added,
    changed: tally.changed,
    moved: tally.moved,
    returned: tally.returned,
    left: tally.left,
    same: tally.same,
    problems,
  };
  const lines = [
    `import ${json.import}: ${json.state}`,
    `${json.rows} rows, ${json.bad} with problems`,
    `new ${json.added}, changed ${json.changed}, moved ${json.moved}, came back ${json.returned}, left ${json.left}, same ${json.same}`,
    ...problems.map((one) => `  ${one.rows} × ${one.column}: ${one.reason} (rows ${one.first.join(', ')})`),
    ...(json.state === 'checked'
      ? [`Nothing has changed. Apply it with: netra roster import --resume ${json.import}`]
      : []),
  ];
  return { json, plain: lines.join('\n') };
}

function kindOf(error: { readonly kind: string; readonly problem?: { readonly kind: string } }): string {
  return error.problem?.kind ?? error.kind;
}

function demonstrationSecret(dataDir: string): string | null {
  try {
    return readFileSync(path.join(dataDir, 'secret'), 'utf8').trim();
  } catch {
    return null;
  }
}
