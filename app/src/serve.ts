/** Brings everything up in order: secret, port, database, application, demonstration; and takes it down again in the other order. */
import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import type { App } from './compose.ts';
import type { Config } from './config.ts';
import { bind, close, DEMO_PATIENCE_MS, listenForFigures, PATIENCE_MS } from './listen.ts';
import { prepareDatabase } from './platform/db/prepare.ts';
import { describeError, makeLog } from './platform/log/log.ts';
import { fail, ok, type Result } from './platform/result.ts';
import { startApp } from './start-app.ts';
import { startWebProcesses, type WebProcesses } from './web-processes.ts';

export interface Running {
  /** Lines for the person who started it. */
  readonly greeting: readonly string[];
  /** Fulfilled when the embedded database ended by itself; never for one elsewhere. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** How many ports after the default one are tried when it is taken. */
const PORTS_TRIED = 50;

/** How long an application that answers nobody any more may take to end its own work. */
const STOP_MS = 10_000;

/**
 * Brings the schema up to date with the owner's rights, and ends.
 * @returns names of the migrations that ran
 */
export async function migrateOnly(
  config: Config,
  appDir: string,
  say: (line: string) => void,
): Promise<Result<readonly string[], string>> {
  const secret = config.secret ?? (await demonstrationSecret(config.dataDir));
  const prepared = await prepareDatabase(config, secret, path.join(appDir, 'db', 'migrations'), say);
  if (!prepared.ok) return prepared;
  await prepared.value.stop();
  return ok(prepared.value.migrated);
}

/** @param appDir folder of the application: `db/migrations`, `db/seeds`, `dist` */
export async function serve(
  config: Config,
  appDir: string,
  say: (line: string) => void,
): Promise<Result<Running, string>> {
  const log = makeLog(config.logLevel);
  const web = config.part !== 'work';
  const port = web ? await choosePort(config) : ok(0);
  if (!port.ok) return port;
  // Read while the database comes up: both take about a second.
  import('./compose.ts').catch(() => {});
  const secret = config.secret ?? (await demonstrationSecret(config.dataDir));
  const prepared = await prepareDatabase(config, secret, path.join(appDir, 'db', 'migrations'), say);
  if (!prepared.ok) return prepared;
  const database = prepared.value;
  let made: App | null = null;
  try {
    const publicUrl = config.publicUrl ?? `http://${config.host}:${port.value}`;
    const several = web && config.webProcesses > 1;
    if (several && process.platform !== 'linux') {
      await database.stop();
      return fail('NETRA_WEB_PROCESSES: several processes on one port need Linux. Leave it empty');
    }
    const found = { database: database.app, secret, publicUrl };
    // Where several answer, this process does the work that is done once, and hands them the connections.
    const part = several && config.part === 'all' ? 'work' : config.part;
    const app = await startApp(config, { ...found, part }, appDir, log);
    made = app;
    const greeting = await app.prepare(say);
    const patience = config.mode === 'production' ? PATIENCE_MS : DEMO_PATIENCE_MS;
    const door = !web
      ? ok({ stop: () => Promise.resolve() })
      : several
        ? await startWebProcesses({
            count: config.webProcesses,
            begin: { ...found, port: port.value },
            metricsPort: config.metricsPort === null ? null : afterOwn(config.metricsPort),
            patienceMs: config.drainSeconds * 1000 + patience + STOP_MS,
            log,
          })
        : await ownDoor(app, port.value, config, patience);
    if (!door.ok) {
      await app.close();
      await database.stop();
      return door;
    }
    const figures = config.metricsPort === null ? ok(null) : await listenForFigures(app, config.metricsPort);
    if (!figures.ok) {
      await door.value.stop();
      await app.close();
      await database.stop();
      return figures;
    }
    log.info({ event: 'started', port: port.value, version: database.serverVersion });
    return ok({
      greeting: [
        web ? `Netra is ready at ${publicUrl}` : 'The worker of Netra is ready.',
        ...withoutAddress(config, publicUrl),
        ...greeting,
        'Stop with Ctrl-C.',
      ],
      ended: database.ended,
      stop: async () => {
        app.beginStop();
        await door.value.stop();
        await app.close();
        figures.value?.close();
        await database.stop();
      },
    });
  } catch (error) {
    const told = describeError(error);
    log.error({ event: 'start-failed', ...told });
    // Connections first: a database that goes away under them would tell each of them.
    await made?.close();
    await database.stop();
    return fail(
      `the start failed (${told.name ?? 'unknown'}${told.code === undefined ? '' : `, ${told.code}`}); the log line "start-failed" says where`,
    );
  }
}

/** This process answers by itself. */
async function ownDoor(
  app: App,
  port: number,
  { host, drainSeconds }: Config,
  patience: number,
): Promise<Result<WebProcesses, string>> {
  const server = await bind(app, port, host);
  if (!server.ok) return server;
  return ok({
    stop: async () => {
      // A proxy asks /readyz and gives this process nothing new before it stops taking connections.
      await new Promise((done) => setTimeout(done, drainSeconds * 1000));
      await close(server.value, patience);
    },
  });
}

/** Port of the figures of the first web process: the next after the own; any free one for each where any free one was asked for. */
function afterOwn(own: number): number {
  return own === 0 ? 0 : own + 1;
}

/** What is wrong while nobody said which address people type, for whoever starts a production. */
function withoutAddress({ mode, publicUrl }: Config, taken: string): readonly string[] {
  return mode === 'demo' || publicUrl !== null
    ? []
    : [
        'ATTENTION: NETRA_URL is not set. Set it to the address people type, the same for all processes, before anybody reports:',
        `  links in mails and the name of the public log say ${taken}, and cookies are not kept to HTTPS.`,
      ];
}

/** The default port, or the next free one; an explicit one that is taken is said, never replaced. */
async function choosePort(config: Config): Promise<Result<number, string>> {
  const { value, explicit } = config.port;
  if (value === 0) return ok(await freePort(config.host));
  for (let port = value; port < value + (explicit ? 1 : PORTS_TRIED) && port <= 65_535; port += 1) {
    if (await isFree(port, config.host)) return ok(port);
  }
  return fail(
    explicit
      ? `port ${value} on ${config.host} is taken (or not allowed). Choose another: PORT=${value + 1} npm start`
      : `no free port from ${value} to ${value + PORTS_TRIED - 1} on ${config.host}. Choose one: PORT=8080 npm start`,
  );
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host }, () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no address')),
      );
    });
  });
}

/** The demonstration makes a secret of its own, kept beside its data, readable by nobody else. */
async function demonstrationSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  try {
    const there = (await readFile(file, 'utf8')).trim();
    if (there.length >= 32) return there;
    await rm(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const secret = randomBytes(48).toString('base64url');
  const part = `${file}.${process.pid}.part`;
  const handle = await open(part, 'w', 0o600);
  await handle.writeFile(`${secret}\n`);
  await handle.sync();
  await handle.close();
  await chmod(part, 0o600);
  try {
    // Not renamed: of two processes that start at once the first one's counts for both.
    await link(part, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(part, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}
