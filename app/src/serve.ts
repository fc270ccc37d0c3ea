/** Brings everything up in order: secret, port, database, application, demonstration; and takes it down again in the other order. */
import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { App } from './compose.ts';
import type { Config } from './config.ts';
import { migrationFiles } from './platform/db/migrate.ts';
import { prepareDatabase } from './platform/db/prepare.ts';
import { describeError, makeLog } from './platform/log/log.ts';
import { fail, ok, type Result } from './platform/result.ts';

export interface Running {
  /** Lines for the person who started it. */
  readonly greeting: readonly string[];
  /** Fulfilled when the embedded database ended by itself; never for one elsewhere. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** How many ports after the default one are tried when it is taken. */
const PORTS_TRIED = 50;

/** How long requests under way may take once no new one is accepted. A service manager must wait longer than this and the draining together. */
const PATIENCE_MS = 30_000;
const DEMO_PATIENCE_MS = 5000;

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
  const application = import('./compose.ts');
  application.catch(() => {});
  const secret = config.secret ?? (await demonstrationSecret(config.dataDir));
  const prepared = await prepareDatabase(config, secret, path.join(appDir, 'db', 'migrations'), say);
  if (!prepared.ok) return prepared;
  const database = prepared.value;
  let made: App | null = null;
  try {
    // Those of the program that runs, read once: the folder may hold those of the next version before it is started.
    const ours = await migrationFiles(path.join(appDir, 'db', 'migrations'));
    const publicUrl = config.publicUrl ?? `http://${config.host}:${port.value}`;
    const app = await (await application).compose({
      mode: config.mode,
      part: config.part,
      ...(config.logMinutes === null ? {} : { logMinutes: config.logMinutes }),
      database: database.app,
      secret,
      publicUrl,
      operator: config.operator,
      dataDir: config.dataDir,
      distDir: path.join(appDir, 'dist'),
      log,
      addressHeader: config.addressHeader,
      mail: config.mail,
      signOn: config.signOn,
      webhookLoopback: config.webhookLoopback,
      migrations: () => Promise.resolve(ours),
      diskReserveMb: config.diskReserveMb,
      unsentMb: config.unsentMb,
      logRequests: config.mode === 'production',
      metrics: config.metricsPort !== null || config.metricsToken !== null,
      metricsToken: config.metricsToken,
      ...(config.traceEndpoint === null ? {} : { traceEndpoint: config.traceEndpoint }),
    });
    made = app;
    const greeting = await app.prepare(say);
    const server = web ? await bind(app, port.value, config.host) : ok(null);
    if (!server.ok) {
      await app.close();
      await database.stop();
      return server;
    }
    const figures = config.metricsPort === null ? ok(null) : await listenForFigures(app, config.metricsPort);
    if (!figures.ok) {
      if (server.value !== null) await close(server.value, 0);
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
        if (server.value !== null) {
          // A proxy asks /readyz and gives this process nothing new before it stops taking connections.
          await new Promise((done) => setTimeout(done, config.drainSeconds * 1000));
          await close(server.value, config.mode === 'production' ? PATIENCE_MS : DEMO_PATIENCE_MS);
        }
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

function bind(
  { hono, early }: Pick<App, 'hono' | 'early'>,
  port: number,
  hostname: string,
): Promise<Result<Server, string>> {
  return new Promise((resolve) => {
    const listener = getRequestListener(hono.fetch, { hostname, autoCleanupIncoming: true });
    const server = createServer((incoming, outgoing) => {
      if (!early(incoming, outgoing)) void listener(incoming, outgoing);
    });
    server.listen(port, hostname, () => resolve(ok(server)));
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        fail(
          `cannot listen on ${hostname}:${port} (${error.code ?? error.name}). Choose another port: PORT=${port + 1} npm start`,
        ),
      );
    });
  });
}

/**
 * A port of its own on this machine for figures and probes: of a worker, which answers nobody else, and of web processes whose public port must
 * not tell them.
 */
function listenForFigures(app: Pick<App, 'ready' | 'figures'>, port: number): Promise<Result<Server, string>> {
  const server = createServer(async (request, response) => {
    const answer = await answerTo(app, request.url ?? '').catch(() => new Response('', { status: 500 }));
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(await answer.text());
  });
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(
        fail(`NETRA_METRICS_PORT: cannot listen on 127.0.0.1:${port} (${error.code ?? error.name}). Choose another`),
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve(ok(server)));
  });
}

async function answerTo(app: Pick<App, 'ready' | 'figures'>, url: string): Promise<Response> {
  switch (url) {
    case '/metrics':
      return (await app.figures()) ?? new Response('', { status: 404 });
    case '/readyz':
      return app.ready();
    case '/healthz':
      return new Response('{"alive":true}\n', { headers: { 'content-type': 'application/json; charset=utf-8' } });
    default:
      return new Response('', { status: 404 });
  }
}

/** Lets requests under way finish, uploads too, but not for ever. */
function close(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      server.closeAllConnections();
    }, patienceMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
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
