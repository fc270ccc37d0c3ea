/** Everything that can be set from outside, read once at start. All that is wrong is said in one message. */
import path from 'node:path';
import { fail, ok, type Result } from './platform/result.ts';

export interface Config {
  readonly mode: 'demo' | 'production';
  readonly port: { readonly value: number; readonly explicit: boolean };
  readonly host: string;
  /** Address people type, without a trailing slash; null: taken from host and port at start. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  /** Null in the demonstration without a secret of its own: one is made and kept in the data folder. */
  readonly secret: string | null;
  /** Header from which a trusted proxy tells the visitor's address; null: the connection's own address counts. */
  readonly addressHeader: string | null;
  /** Minutes between two batches of the public log; null: as is usual for the mode. */
  readonly logMinutes: number | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

const SECRET_LENGTH = 32;
/** Words that stand in examples and copied files; a secret with one of them protects nobody. */
const placeholder = /(change.?me|secret|password|example|netra|default|rahasia|ganti|12345|abcdef)/i;

export function readConfig(env: Readonly<Record<string, string | undefined>>, cwd: string): Result<Config, string> {
  const wrong: string[] = [];
  const text = (name: string): string | null => {
    const value = env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  };

  const mode = text('NETRA_MODE') ?? 'demo';
  if (mode !== 'demo' && mode !== 'production') wrong.push(`NETRA_MODE is "${mode}": allowed are demo, production`);

  const portText = text('PORT');
  const port = portText === null ? 3000 : Number(portText);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    wrong.push(`PORT is "${portText}": allowed is a whole number from 0 to 65535`);

  const publicUrl = text('NETRA_URL');
  if (publicUrl !== null && !/^https?:\/\/[^/\s]+$/.test(publicUrl)) {
    wrong.push(
      'NETRA_URL: allowed is the address people type, with http:// or https:// and without a path, for example https://lapor.example.go.id',
    );
  }
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL'] as const) {
    const value = text(name);
    if (value !== null && !/^postgres(ql)?:\/\//.test(value))
      wrong.push(`${name}: allowed is an address that begins with postgres:// or postgresql://`);
  }

  const secret = text('NETRA_SECRET');
  if (mode === 'production' && secret === null)
    wrong.push(
      'NETRA_SECRET is missing: make one with "openssl rand -base64 48" and keep a copy; without it sealed reports cannot be opened',
    );
  if (secret !== null && weak(secret)) {
    wrong.push(
      `NETRA_SECRET is too weak or a placeholder: allowed are at least ${SECRET_LENGTH} random characters ("openssl rand -base64 48")`,
    );
  }

  // Whoever tries the demonstration at a terminal reads its greeting, not lines for machines.
  const logLevel = text('NETRA_LOG') ?? (mode === 'production' ? 'info' : 'warn');
  const level = (['debug', 'info', 'warn', 'error', 'silent'] as const).find((l) => l === logLevel);
  if (level === undefined) wrong.push(`NETRA_LOG is "${logLevel}": allowed are debug, info, warn, error, silent`);

  const minutesText = text('NETRA_LOG_MINUTES');
  const logMinutes = minutesText === null ? null : Number(minutesText);
  if (logMinutes !== null && (!Number.isInteger(logMinutes) || logMinutes < 1 || logMinutes > 1440))
    wrong.push(`NETRA_LOG_MINUTES is "${minutesText}": allowed is a whole number of minutes from 1 to 1440`);

  if (wrong.length > 0 || level === undefined || (mode !== 'demo' && mode !== 'production'))
    return fail(wrong.join('\n'));
  return ok({
    mode,
    port: { value: port, explicit: portText !== null },
    host: text('NETRA_HOST') ?? '127.0.0.1',
    publicUrl,
    dataDir: path.resolve(cwd, text('NETRA_DATA') ?? 'data'),
    databaseUrl: text('DATABASE_URL'),
    databaseOwnerUrl: text('DATABASE_OWNER_URL'),
    secret,
    addressHeader: text('NETRA_ADDRESS_HEADER')?.toLowerCase() ?? null,
    logMinutes,
    logLevel: level,
  });
}

/** What a program needs that only reads from the database of an instance: no secret, no port. */
export function readDatabaseSettings(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Result<Pick<Config, 'mode' | 'dataDir' | 'databaseUrl'>, string> {
  const text = (name: string): string | null => env[name]?.trim() || null;
  const mode = text('NETRA_MODE') ?? 'demo';
  if (mode !== 'demo' && mode !== 'production') return fail(`NETRA_MODE is "${mode}": allowed are demo, production`);
  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    return fail('DATABASE_URL: allowed is an address that begins with postgres:// or postgresql://');
  return ok({ mode, dataDir: path.resolve(cwd, text('NETRA_DATA') ?? 'data'), databaseUrl });
}

function weak(secret: string): boolean {
  return secret.length < SECRET_LENGTH || new Set(secret).size < 10 || placeholder.test(secret);
}
