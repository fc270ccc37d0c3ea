/** Everything that can be set from outside, read once at start. All that is wrong is said in one message. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { settingReader } from './platform/configuration/setting-reader.ts';
import { readSignOn, type SignOnSettings } from './platform/configuration/sign-on-settings.ts';
import type { Operator } from './platform/platform.ts';
import { fail, ok, type Result } from './platform/result.ts';

/** What a process does: answer people, do what is periodic and what waits, or both. */
export type Part = 'all' | 'web' | 'work';

export interface Config {
  readonly mode: 'demo' | 'production';
  readonly part: Part;
  /** How many processes answer people; one: this one. */
  readonly webProcesses: number;
  readonly port: { readonly value: number; readonly explicit: boolean };
  readonly host: string;
  /** Address people type, without a trailing slash; null: taken from host and port at start. */
  readonly publicUrl: string | null;
  /** Who answers for the data of this instance, and where that office is reached: for the privacy notice. */
  readonly operator: Operator | null;
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
  /** Seconds between "not ready" and the end of taking connections, so that a proxy notices. */
  readonly drainSeconds: number;
  /** Port on 127.0.0.1 for figures and health; null: none. */
  readonly metricsPort: number | null;
  /** With it `/metrics` answers on the public port too; null: never there. */
  readonly metricsToken: string | null;
  /** Megabytes that stay free where files lie: below it no upload is taken. */
  readonly diskReserveMb: number;
  /** Megabytes of all uploads together that were not sent with a report yet. */
  readonly unsentMb: number;
  /** The provider of single sign-on; null: none. */
  readonly signOn: SignOnSettings | null;
  /** A demonstration may send webhooks to this very machine, for trying them out. */
  readonly webhookLoopback: boolean;
  /** Where traces are sent; null: no traces, and nothing of them is loaded. */
  readonly traceEndpoint: string | null;
  /** Where messages to telephones are posted; null: nowhere. */
  readonly gateway: { readonly url: string; readonly token: string } | null;
  /** The mail server and the address mail comes from; null: no mail is sent. The demonstration has a mail server of its own. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
}

const SECRET_LENGTH = 32;
const TOKEN_LENGTH = 24;
/** More on one machine helps nobody: each keeps connections to the database. */
const WEB_PROCESSES_MOST = 32;
/** Words that stand in examples and copied files; a secret with one of them protects nobody. */
const placeholder = /(change.?me|secret|password|example|netra|default|rahasia|ganti|12345|abcdef)/i;

export function readConfig(env: Readonly<Record<string, string | undefined>>, cwd: string): Result<Config, string> {
  const settings = settingReader(env);
  const { text, secretText, wrong } = settings;
  const whole = (name: string, usual: number, from: number, to: number, of: string): number => {
    const written = text(name);
    const value = written === null ? usual : Number(written);
    if (Number.isInteger(value) && value >= from && value <= to) return value;
    wrong.push(`${name} is "${written}": allowed is a whole number ${of} from ${from} to ${to}`);
    return usual;
  };

  const mode = text('NETRA_MODE') ?? 'demo';
  if (mode !== 'demo' && mode !== 'production') wrong.push(`NETRA_MODE is "${mode}": allowed are demo, production`);

  const portText = text('PORT');
  const port = portText === null ? 3000 : Number(portText);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    wrong.push(`PORT is "${portText}": allowed is a whole number from 0 to 65535`);

  const publicUrl = text('NETRA_URL');
  if (publicUrl !== null && !isAddress(publicUrl)) wrong.push(WRONG_ADDRESS);
  const [databaseUrl, databaseOwnerUrl] = [secretText('DATABASE_URL'), secretText('DATABASE_OWNER_URL')];
  for (const [name, value] of [
    ['DATABASE_URL', databaseUrl],
    ['DATABASE_OWNER_URL', databaseOwnerUrl],
  ] as const) {
    if (value !== null && !/^postgres(ql)?:\/\//.test(value))
      wrong.push(`${name}: allowed is an address that begins with postgres:// or postgresql://`);
  }
  if (databaseUrl === null && settings.isSet('DATABASE_OWNER_URL') && !settings.isSet('DATABASE_URL'))
    wrong.push(
      'DATABASE_OWNER_URL is set, and DATABASE_URL is missing: an embedded database would be started, and the one that is named left alone. Set DATABASE_URL beside it, or leave both empty',
    );

  const [operatorName, operatorContact] = [text('NETRA_OPERATOR'), text('NETRA_OPERATOR_CONTACT')];
  if ((operatorName === null) !== (operatorContact === null))
    wrong.push('NETRA_OPERATOR and NETRA_OPERATOR_CONTACT belong together: set both, or neither');
  for (const [name, value] of [
    ['NETRA_OPERATOR', operatorName],
    ['NETRA_OPERATOR_CONTACT', operatorContact],
  ] as const) {
    if (value !== null && value.length > 200) wrong.push(`${name}: allowed are at most 200 characters`);
  }

  const partText = text('NETRA_PART') ?? 'all';
  const part = (['all', 'web', 'work'] as const).find((one) => one === partText);
  if (part === undefined) wrong.push(`NETRA_PART is "${partText}": allowed are all, web, work`);
  else if (part !== 'all' && databaseUrl === null)
    wrong.push(
      `NETRA_PART is "${part}", and DATABASE_URL is missing: the embedded database belongs to one process. Set DATABASE_URL, or leave NETRA_PART empty`,
    );

  const secret = secretText('NETRA_SECRET');
  if (mode === 'production' && secret === null && !settings.isSet('NETRA_SECRET'))
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

  const logMinutes = text('NETRA_LOG_MINUTES') === null ? null : whole('NETRA_LOG_MINUTES', 15, 1, 1440, 'of minutes');
  const production = mode === 'production';
  const drainSeconds = whole('NETRA_DRAIN_SECONDS', production ? 5 : 0, 0, 300, 'of seconds');
  const diskReserveMb = whole('NETRA_DISK_RESERVE_MB', production ? 1024 : 256, 0, 1_000_000, 'of megabytes');
  const unsentMb = whole('NETRA_UNSENT_MB', production ? 10_240 : 1024, 100, 10_000_000, 'of megabytes');
  const metricsPort =
    text('NETRA_METRICS_PORT') === null ? null : whole('NETRA_METRICS_PORT', 9464, 0, 65_535, 'of a port');
  const metricsToken = secretText('NETRA_METRICS_TOKEN');
  if (metricsToken !== null && metricsToken.length < TOKEN_LENGTH)
    wrong.push(
      `NETRA_METRICS_TOKEN is too short: allowed are at least ${TOKEN_LENGTH} random characters ("openssl rand -base64 32")`,
    );
  const traceEndpoint = text('OTEL_EXPORTER_OTLP_ENDPOINT')?.replace(/\/+$/, '') ?? null;
  if (traceEndpoint !== null && !/^https?:\/\/[^\s]+$/.test(traceEndpoint))
    wrong.push(
      'OTEL_EXPORTER_OTLP_ENDPOINT: allowed is an address with http:// or https://, for example http://127.0.0.1:4318',
    );

  const webProcesses = whole('NETRA_WEB_PROCESSES', 1, 1, WEB_PROCESSES_MOST, 'of processes');
  if (webProcesses > 1 && metricsToken !== null)
    wrong.push(
      'NETRA_METRICS_TOKEN and NETRA_WEB_PROCESSES: on the public port each look-out would meet another process. Set NETRA_METRICS_PORT instead: each process has its own port',
    );
  if (webProcesses > 1 && partText === 'work')
    wrong.push('NETRA_WEB_PROCESSES: a worker answers nobody. Leave it empty, or set NETRA_PART to all or web');

  const smtpUrl = secretText('NETRA_SMTP_URL');
  const mailFrom = text('NETRA_MAIL_FROM');
  wrong.push(...wrongMail(smtpUrl, mailFrom, mode === 'demo'));

  const gatewayUrl = text('NETRA_MESSAGE_URL');
  const gatewayToken = secretText('NETRA_MESSAGE_TOKEN');
  if ((gatewayUrl === null) !== (gatewayToken === null))
    wrong.push('NETRA_MESSAGE_URL and NETRA_MESSAGE_TOKEN belong together: set both, or neither');
  if (gatewayUrl !== null && !isGateway(gatewayUrl))
    wrong.push(
      'NETRA_MESSAGE_URL: allowed is an address with https:// and without user and password, or with http:// on 127.0.0.1',
    );

  const webhookTest = text('NETRA_WEBHOOK_TEST');
  if (webhookTest !== null && (webhookTest !== 'loopback' || mode !== 'demo'))
    wrong.push(
      `NETRA_WEBHOOK_TEST is "${webhookTest}": allowed is loopback, and in the demonstration only; elsewhere webhooks go to https on the open internet`,
    );
  const signOn = readSignOn(settings);
  const host = text('NETRA_HOST') ?? '127.0.0.1';
  const dataDir = path.resolve(cwd, text('NETRA_DATA') ?? 'data');
  const addressHeader = text('NETRA_ADDRESS_HEADER')?.toLowerCase() ?? null;

  // After everything was read: what nobody asked for is a slip of the pen.
  // Read by the commands of backup alone; a slip in it is better heard of now than on the night it is needed.
  const recipients = text('NETRA_BACKUP_RECIPIENT')?.split(/[\s,]+/) ?? [];
  if (recipients.some((one) => !/^age1[0-9a-z]{50,}$/.test(one)))
    wrong.push('NETRA_BACKUP_RECIPIENT: allowed are age recipients, age1…, as "netra backup key FILE" prints one');

  wrong.push(...settings.strangers());
  if (wrong.length > 0 || level === undefined || part === undefined || (mode !== 'demo' && mode !== 'production'))
    return fail(wrong.join('\n'));
  return ok({
    mode,
    part,
    webProcesses,
    port: { value: port, explicit: portText !== null },
    host,
    publicUrl,
    operator:
      operatorName === null || operatorContact === null ? null : { name: operatorName, contact: operatorContact },
    dataDir,
    databaseUrl,
    databaseOwnerUrl,
    secret,
    addressHeader,
    logMinutes,
    logLevel: level,
    drainSeconds,
    metricsPort,
    metricsToken,
    diskReserveMb,
    unsentMb,
    traceEndpoint,
    signOn,
    gateway: gatewayUrl === null || gatewayToken === null ? null : { url: gatewayUrl, token: gatewayToken },
    webhookLoopback: webhookTest === 'loopback',
    mail: smtpUrl === null || mailFrom === null ? null : { smtpUrl, from: mailFrom },
  });
}

/** What backup and restore need: the instance, the key of its backups, and its secret where it is at hand. */
export function readBackupSettings(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Result<
  Pick<Config, 'mode' | 'dataDir' | 'databaseUrl' | 'databaseOwnerUrl' | 'secret'> & {
    readonly recipient: string | null;
  },
  string
> {
  const { text, secretText, wrong } = settingReader(env);
  const instance = readDatabaseSettings(env, cwd);
  if (!instance.ok) return instance;
  const databaseOwnerUrl = secretText('DATABASE_OWNER_URL');
  if (databaseOwnerUrl !== null && !/^postgres(ql)?:\/\//.test(databaseOwnerUrl))
    wrong.push('DATABASE_OWNER_URL: allowed is an address that begins with postgres:// or postgresql://');
  if (databaseOwnerUrl !== null && instance.value.databaseUrl === null)
    wrong.push('DATABASE_OWNER_URL is set, and DATABASE_URL is missing: set it beside it, or leave both empty');
  const secret = secretText('NETRA_SECRET');
  if (wrong.length > 0) return fail(wrong.join('\n'));
  return ok({ ...instance.value, databaseOwnerUrl, secret, recipient: text('NETRA_BACKUP_RECIPIENT') });
}

/** What the recovery of an account at the server needs: the instance, its secret, and the address that stands in the link. */
export function readRecoverySettings(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Result<
  Pick<Config, 'mode' | 'dataDir' | 'databaseUrl'> & { readonly secret: string; readonly publicUrl: string },
  string
> {
  const { text, secretText, wrong } = settingReader(env);
  const instance = readDatabaseSettings(env, cwd);
  if (!instance.ok) return instance;
  const secret = secretText('NETRA_SECRET') ?? demonstrationSecret(instance.value.dataDir);
  if (wrong.length > 0) return fail(wrong.join('\n'));
  if (secret === null)
    return fail('NETRA_SECRET is missing: the link is made with the secret of the instance, the same as for serve');
  const port = text('PORT') ?? '3000';
  const publicUrl = text('NETRA_URL');
  if (publicUrl !== null && !isAddress(publicUrl)) return fail(WRONG_ADDRESS);
  return ok({ ...instance.value, secret, publicUrl: publicUrl ?? `http://127.0.0.1:${port}` });
}

const WRONG_ADDRESS =
  'NETRA_URL: allowed is the address people type, with http:// or https:// and without a path, for example https://lapor.example.go.id';

/** Whether it is an address of a site: what stands in a link must lead somewhere, and what stands behind it is ours to add. */
function isAddress(written: string): boolean {
  if (!/^https?:\/\/[^/\s?#@]+$/.test(written) || !URL.canParse(written)) return false;
  const { protocol, hostname } = new URL(written);
  return /^https?:$/.test(protocol) && hostname !== '';
}

/** Codes travel there: in the clear only where they do not leave the machine. */
function isGateway(written: string): boolean {
  if (!URL.canParse(written)) return false;
  const { protocol, hostname, username, password } = new URL(written);
  return (
    username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1'))
  );
}

/** The secret that the demonstration made for itself, or null. */
function demonstrationSecret(dataDir: string): string | null {
  try {
    return readFileSync(path.join(dataDir, 'secret'), 'utf8').trim() || null;
  } catch {
    return null;
  }
}

/** What a program needs that only reads from the database of an instance: no secret, no port. */
export function readDatabaseSettings(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Result<Pick<Config, 'mode' | 'dataDir' | 'databaseUrl'>, string> {
  const { text, secretText, wrong } = settingReader(env);
  const mode = text('NETRA_MODE') ?? 'demo';
  if (mode !== 'demo' && mode !== 'production') return fail(`NETRA_MODE is "${mode}": allowed are demo, production`);
  const databaseUrl = secretText('DATABASE_URL');
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    wrong.push('DATABASE_URL: allowed is an address that begins with postgres:// or postgresql://');
  if (wrong.length > 0) return fail(wrong.join('\n'));
  return ok({ mode, dataDir: path.resolve(cwd, text('NETRA_DATA') ?? 'data'), databaseUrl });
}

/** Lines about what is wrong with the mail server; never the address itself, which holds a password. */
function wrongMail(smtpUrl: string | null, from: string | null, demo: boolean): readonly string[] {
  if (smtpUrl === null && from === null) return [];
  if (demo)
    return [
      'NETRA_SMTP_URL and NETRA_MAIL_FROM: the demonstration sends mail to its own box only. Leave both empty, or set NETRA_MODE=production',
    ];
  const wrong: string[] = [];
  if (smtpUrl === null) wrong.push('NETRA_SMTP_URL is missing beside NETRA_MAIL_FROM: set both, or neither');
  else {
    const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : null;
    if (
      url === null ||
      !/^smtps?:$/.test(url.protocol) ||
      url.hostname === '' ||
      !/^\/?$/.test(url.pathname) ||
      url.search !== ''
    )
      wrong.push(
        'NETRA_SMTP_URL: allowed is smtp://user:password@host:port (encrypted by STARTTLS) or smtps://…, without path and query; signs in user and password as %40 and so on',
      );
  }
  if (from === null) wrong.push('NETRA_MAIL_FROM is missing beside NETRA_SMTP_URL: set both, or neither');
  else if (!/^[^\s@<>",;:]+@([a-z0-9-]+\.)+[a-z]{2,}$/i.test(from))
    wrong.push('NETRA_MAIL_FROM: allowed is one address alone, for example netra@kantor.example.go.id');
  return wrong;
}

function weak(secret: string): boolean {
  return secret.length < SECRET_LENGTH || new Set(secret).size < 10 || placeholder.test(secret);
}
