/**
 * One of several web processes that share the public port (`NETRA_WEB_PROCESSES`): told by the process that made it where the database is, it
 * answers people until it is told to stop. When that process goes away it ends as well.
 */
import process from 'node:process';
import type { Config } from './config.ts';
import { bind, close, DEMO_PATIENCE_MS, listenForFigures, PATIENCE_MS } from './listen.ts';
import { describeError, makeLog } from './platform/log/log.ts';
import { fail, ok, type Result } from './platform/result.ts';
import { startApp } from './start-app.ts';
import { type FromWebProcess, isToWebProcess, type ToWebProcess } from './web-process-messages.ts';

/** Runs until it is told to end; then the process exits. */
export function runWebProcess(config: Config, appDir: string): void {
  const log = makeLog(config.logLevel);
  let running: Promise<Result<() => Promise<void>, string>> | null = null;
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    const there = await running;
    if (there?.ok === true) await there.value();
    process.exit(0);
  };
  const begin = async (told: Extract<ToWebProcess, { kind: 'begin' }>): Promise<void> => {
    running = answer(config, appDir, told);
    const begun = await running;
    if (begun.ok) say({ kind: 'answering' });
    else {
      log.error({ event: 'web-process-not-started' });
      say({ kind: 'failed', error: begun.error });
      process.exit(1);
    }
  };
  // A key at the terminal and a service manager tell all processes of a group; the one that made this one says when.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('message', (message) => {
    if (!isToWebProcess(message)) return;
    if (message.kind === 'begin') void begin(message);
    else void end();
  });
  process.once('disconnect', () => void end());
  say({ kind: 'waiting' });
}

async function answer(
  config: Config,
  appDir: string,
  told: Extract<ToWebProcess, { kind: 'begin' }>,
): Promise<Result<() => Promise<void>, string>> {
  const { database, secret, publicUrl, port, metricsPort } = told;
  const log = makeLog(config.logLevel);
  try {
    const app = await startApp(config, { part: 'web', database, secret, publicUrl }, appDir, log);
    await app.prepare(() => {});
    const server = await bind(app, port, config.host, true);
    if (!server.ok) {
      await app.close();
      return server;
    }
    const figures = metricsPort === null ? ok(null) : await listenForFigures(app, metricsPort);
    if (!figures.ok) {
      await close(server.value, 0);
      await app.close();
      return figures;
    }
    return ok(async () => {
      app.beginStop();
      await new Promise((done) => setTimeout(done, config.drainSeconds * 1000));
      await close(server.value, config.mode === 'production' ? PATIENCE_MS : DEMO_PATIENCE_MS);
      await app.close();
      figures.value?.close();
    });
  } catch (error) {
    const { name, code } = describeError(error);
    log.error({ event: 'start-failed', ...describeError(error) });
    return fail(`a web process could not start (${name ?? 'unknown'}${code === undefined ? '' : `, ${code}`})`);
  }
}

function say(message: FromWebProcess): void {
  process.send?.(message);
}
