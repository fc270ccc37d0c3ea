/** The ports of a process: the public one, the one for figures and probes, and how they close. */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { App } from './compose.ts';
import { fail, ok, type Result } from './platform/result.ts';

/** How long requests under way may take once no new one is accepted. A service manager must wait longer than this and the draining together. */
export const PATIENCE_MS = 30_000;
export const DEMO_PATIENCE_MS = 5000;

/**
 * Answers people on the public port.
 * @param shared whether other processes listen there too: the system deals connections out, and those of a process that ends are refused at once.
 */
export function bind(
  { hono, early }: Pick<App, 'hono' | 'early'>,
  port: number,
  hostname: string,
  shared = false,
): Promise<Result<Server, string>> {
  return new Promise((resolve) => {
    const listener = getRequestListener(hono.fetch, { hostname, autoCleanupIncoming: true });
    const server = createServer((incoming, outgoing) => {
      if (!early(incoming, outgoing)) void listener(incoming, outgoing);
    });
    server.listen({ port, host: hostname, reusePort: shared, exclusive: true }, () => resolve(ok(server)));
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
export function listenForFigures(app: Pick<App, 'ready' | 'figures'>, port: number): Promise<Result<Server, string>> {
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
    // Its own even where the public port is shared.
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(ok(server)));
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
export function close(server: Server, patienceMs: number): Promise<void> {
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
