/** `netra doctor` and `netra maintenance`: what whoever runs an instance asks and switches. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig, readDatabaseSettings } from './config.ts';
import {
  examine,
  type Finding,
  findingsAsText,
  LONGEST_MESSAGE,
  LOOK_EVERY_MS,
  readMaintenance,
  setMaintenance,
} from './features/operation/index.ts';
import { databaseOn, poolFor } from './platform/db/connect.ts';
import { reachDatabase, whyUnreadable } from './platform/db/reach.ts';
import { secretMark } from './platform/db/secret-mark.ts';
import { fail, ok, type Result } from './platform/result.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface DoctorAnswer {
  readonly well: boolean;
  readonly findings: readonly Finding[];
  readonly text: string;
}

/** @param appDir folder of the application, with `db` and `dist` */
export async function doctor(env: Environment, appDir: string, backup: string | null): Promise<DoctorAnswer> {
  const config = readConfig(env, path.dirname(appDir));
  const secret = config.ok ? (config.value.secret ?? demonstrationSecret(config.value.dataDir)) : null;
  const findings = await examine({
    settings: config.ok
      ? { ok: true, value: { ...config.value, smtpUrl: config.value.mail?.smtpUrl ?? null } }
      : { ok: false, error: config.error },
    secretMark: secret === null ? null : secretMark(secret),
    migrations: path.join(appDir, 'db', 'migrations'),
    build: ['server/main.js', 'server/workshop-child.js', 'client/manifest.json'].map((file) =>
      path.join(appDir, 'dist', file),
    ),
    backup: backup === null ? null : path.resolve(backup),
    now: Date.now,
  });
  return { well: findings.every(({ state }) => state !== 'fail'), findings, text: findingsAsText(findings) };
}

/** @returns what was done or stands, in one line */
export async function maintenance(
  env: Environment,
  appDir: string,
  words: readonly string[],
): Promise<Result<string, string>> {
  const [what, message = '', ...more] = words;
  if ((what !== 'on' && what !== 'off' && what !== 'status') || more.length > 0 || (what !== 'on' && message !== ''))
    return fail('maintenance: allowed is "maintenance on [MESSAGE]", "maintenance off" or "maintenance status"');
  if (message.length > LONGEST_MESSAGE) return fail(`maintenance: the message may have ${LONGEST_MESSAGE} letters`);
  const settings = readDatabaseSettings(env, path.dirname(appDir));
  if (!settings.ok) return settings;
  const reached = await reachDatabase(settings.value, (line) => process.stderr.write(`${line}\n`));
  if (!reached.ok) return reached;
  const pool = poolFor(reached.value.address, { max: 1 });
  const db = databaseOn(pool);
  try {
    if (what === 'status') {
      const now = await readMaintenance(db);
      return ok(now === null ? 'Netra is open.' : `Netra is closed since ${now.since}. ${now.message}`.trim());
    }
    await setMaintenance(db, what === 'off' ? null : { since: new Date().toISOString(), message: message.trim() });
    // When this returns, every process that runs has seen it.
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS + 500));
    return ok(what === 'on' ? 'Netra is closed: every page says so, the worker rests.' : 'Netra is open.');
  } catch (error) {
    const why = whyUnreadable(error);
    if (why === null) throw error;
    return fail(why);
  } finally {
    await pool.end();
    await reached.value.stop();
  }
}

function demonstrationSecret(dataDir: string): string | null {
  try {
    return readFileSync(path.join(dataDir, 'secret'), 'utf8').trim();
  } catch {
    return null;
  }
}
