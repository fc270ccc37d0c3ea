import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { loadAssets } from '../http/assets.ts';

const token = 'only-for-tests-kZ8vQ2mX9rT4wB7nL1pC';
/** What must be found nowhere. */
const planted = 'Sulastri-Rekaan';

let app: TestApp;
let plain: TestApp;
let collector: Server;
/** Bodies that the collector was sent. */
const received: string[] = [];

const attributeShape = z.object({
  key: z.string(),
  value: z.object({ stringValue: z.string().optional(), intValue: z.union([z.number(), z.string()]).optional() }),
});
const spanShape = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: z.array(attributeShape),
  events: z.array(z.unknown()).optional(),
  status: z.object({ code: z.number().optional(), message: z.string().optional() }).optional(),
});
const bodyShape = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attributeShape) }),
      scopeSpans: z.array(z.object({ spans: z.array(spanShape) })),
    }),
  ),
});

beforeAll(async () => {
  collector = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync<Buffer>(request)).toString('utf8');
    received.push(`${request.url} ${body}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  const address = collector.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  app = await startTestApp({
    compose: {
      metrics: true,
      metricsToken: token,
      logRequests: true,
      traceEndpoint: `http://127.0.0.1:${port}`,
      snapshotMs: 5000,
    },
  });
  plain = await startTestApp();
}, 120_000);
afterAll(async () => {
  await plain?.end();
  await new Promise((done) => collector?.close(done));
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const figures = async (of = app) =>
  (await of.hono.request('/metrics', { headers: { authorization: `Bearer ${token}` } })).text();

describe('figures, lines and spans of requests', () => {
  it('name patterns, never what was asked for, and nothing of what was typed or of who asked', async () => {
    const ask = (path: string, init: RequestInit = {}) => app.hono.request(path, init);
    const marked = { 'user-agent': planted, referer: `http://127.0.0.1/${planted}`, cookie: `x=${planted}` };
    await ask(`/hukum/aturan/${planted}?cari=${planted}`, { headers: marked });
    await ask('/hukum/aturan/B6', { headers: marked });
    await ask('/hukum/aturan/B6', { headers: marked });
    await ask(`/${planted}`, { headers: marked });
    await ask('/masuk', {
      method: 'POST',
      headers: { ...form, ...marked },
      body: `email=${planted}&password=${planted}`,
    });
    await ask('/masuk', { method: planted.slice(0, 8).toUpperCase(), headers: marked });
    await ask('/lapor/cerita', { method: 'POST', headers: { ...form, ...marked }, body: `story=${planted}` });
    await ask('/status', { method: 'POST', headers: { ...form, ...marked }, body: `receipt=${planted}` });
    await ask('/en/bolehkah', { headers: marked });

    const text = await figures();
    expect(text).toContain('netra_http_seconds_count{method="GET",route="/hukum/aturan/:id",class="2xx"} 2');
    expect(text).toMatch(/route="none",class="4xx"/);
    expect(text).not.toMatch(/lapor|status\/|bolehkah/);
    const lines = app.logged.filter((line) => line.includes('"event":"request"'));
    expect(lines.some((line) => line.includes('/hukum/aturan/:id'))).toBe(true);
    expect(lines.join()).not.toMatch(/lapor|\/status|bolehkah/);

    await app.end();
    const spans = received.flatMap((one) => {
      expect(one.startsWith('/v1/traces {')).toBe(true);
      return bodyShape
        .parse(JSON.parse(one.slice('/v1/traces '.length)))
        .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    });
    const told = (name: string) => spans.filter((span) => span.name === name);
    expect(told('request').length).toBeGreaterThanOrEqual(5);
    expect(told('use case').length).toBeGreaterThan(0);
    expect(told('query').length).toBeGreaterThan(0);
    // A query lies in the request that asked it.
    const ids = new Set(spans.map((span) => span.spanId));
    for (const query of told('query')) expect(ids.has(query.parentSpanId ?? '')).toBe(true);
    const keys = new Set(spans.flatMap((span) => span.attributes.map(({ key }) => key)));
    expect([...keys].sort()).toEqual([
      'db.collection.name',
      'db.operation.name',
      'http.request.method',
      'http.response.status_code',
      'http.route',
      'netra.actor',
    ]);
    const routes = spans.flatMap((span) =>
      span.attributes.filter(({ key }) => key === 'http.route').map(({ value }) => value.stringValue),
    );
    expect(routes).toContain('/hukum/aturan/:id');
    expect(routes.join()).not.toMatch(/lapor|\/status|bolehkah/);

    const everything = `${text}${app.logged.join('')}${received.join('')}`.toLowerCase();
    expect(everything).not.toContain(planted.toLowerCase());
    expect(everything).not.toContain('rekaan');
    expect(received.join()).not.toMatch(/host\.name|process\.|\$1|select "/);
  });
});

describe('a page of reporters with all its files', () => {
  it('leaves no line, no span and no figure', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'netra-client-'));
    const manifest = ['style', 'script', 'font', 'icon', 'guidance', 'verifier', 'passkeys'].map((key) => {
      const type = { style: 'css', font: 'woff2', icon: 'svg' }[key] ?? 'js';
      return [key, `/assets/${key}-11111111.${type}`] as const;
    });
    await mkdir(path.join(folder, 'assets'));
    for (const [key, asset] of manifest) await writeFile(path.join(folder, asset), key);
    await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(Object.fromEntries(manifest)));
    const watched = await startTestApp({
      compose: { metrics: true, metricsToken: token, logRequests: true, assets: await loadAssets(folder) },
    });
    try {
      const page = await (await watched.hono.request('/lapor')).text();
      const files = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, file = '']) => file);
      expect(files.length).toBeGreaterThanOrEqual(2);
      for (const file of files) expect((await watched.hono.request(file)).status).toBe(200);
      for (const file of ['/assets/gone-22222222.css', '/en/assets/gone-22222222.css'])
        expect((await watched.hono.request(file)).status).toBe(404);
      expect(watched.logged.filter((line) => line.includes('"event":"request"'))).toEqual([]);
      expect(await figures(watched)).not.toMatch(/^netra_http_seconds_count/m);
      // What is nobody's secret is noted as before.
      await watched.hono.request('/hukum/aturan/B6');
      expect(watched.logged.at(-1)).toContain('/hukum/aturan/:id');
    } finally {
      await watched.end();
      await rm(folder, { recursive: true });
    }
  }, 120_000);
});

describe('figures', () => {
  it('do not exist without configuration, with whatever token', async () => {
    const answer = await plain.hono.request('/metrics', { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(404);
    expect(await plain.figures()).toBeNull();
  });

  it('and traces come from modules that only a configuration loads', async () => {
    const { readFile } = await import('node:fs/promises');
    const compose = await readFile(new URL('../../compose.ts', import.meta.url), 'utf8');
    expect(compose).not.toMatch(/^import .*(prom-client|opentelemetry|observe\/(metrics|trace-export))/m);
    for (const name of ['index.ts', 'observer.ts', 'tracing.ts', 'quiet.ts']) {
      const source = await readFile(new URL(name, import.meta.url), 'utf8');
      expect(source).not.toMatch(
        /^(import|export) (?!type\b).*(prom-client|opentelemetry|\.\/(metrics|trace-export))/m,
      );
    }
  });
});

describe('figures of the product', () => {
  it('are for whoever has the token alone, and step so that no single report moves them', async () => {
    const watched = await startTestApp({ compose: { metrics: true, metricsToken: token } });
    await watched.prepare(() => {});
    try {
      const without = await watched.hono.request('/metrics');
      expect([without.status, await without.text()]).toEqual([404, expect.not.stringContaining('netra_')]);
      const wrong = await watched.hono.request('/metrics', { headers: { authorization: `Bearer ${token}x` } });
      expect([wrong.status, await wrong.text()]).toEqual([401, '']);
      const text = await figures(watched);
      expect(text).toMatch(/netra_check\{check="database"\} 0/);
      expect(text).toMatch(/netra_worker_seen_seconds \d/);
      expect(text).toMatch(/netra_log_sealed_seconds \d/);
      expect(text).toMatch(/netra_log_waiting (0|64|128)/);
      expect(text).toMatch(/netra_disk_free_megabytes \d*00\n/);
      expect(text).toMatch(
        /netra_clocks_overdue\{procedure="[a-z-]+",step="[a-z-]+",nature="(law|practice|target)"\} \d/,
      );
      expect(text).toMatch(/netra_database_connections\{pool="main",state="open"\} [1-9]/);
      expect(text).toMatch(/netra_jobs_dead|netra_jobs_waiting/);
      expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds/);
      // Nobody is named, no case, no office.
      expect(text).not.toMatch(/@|arunika|bawaslu kota/i);
    } finally {
      await watched.end();
    }
  }, 120_000);
});
