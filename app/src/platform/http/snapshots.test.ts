import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Env } from './env.ts';
import { pathOf } from './server.ts';
import { snapshots } from './snapshots.ts';

let made: Record<string, number>;
let now: number;
let slow: Promise<void> | null;

function site(goodForMs = 5000) {
  const app = new Hono<Env>({ getPath: (request: Request) => pathOf(request.url) });
  app.use(
    snapshots({
      shared: (path) => (path === '/' || path.startsWith('/hukum') ? 'kept' : path === '/tanya' ? 'passing' : null),
      changesShared: (path) => path.startsWith('/kantor/hukum'),
      pathOf,
      goodForMs,
      now: () => now,
    }),
  );
  app.use(async (c, next) => {
    await next();
    c.res.headers.set('x-robots-tag', 'noindex');
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });
  app.all('*', async (c) => {
    const path = pathOf(c.req.url);
    made[path] = (made[path] ?? 0) + 1;
    const count = made[path];
    await slow;
    if (path === '/hukum/mine') c.header('set-cookie', 'netra_form=x');
    if (path === '/hukum/none') return c.html('none', 404);
    if (path === '/hukum/data') return c.text('data');
    if (path === '/kantor/hukum/refused') return c.html('refused', 422);
    if (path.startsWith('/hukum/large')) return c.html('<p>x</p>'.repeat(40_000));
    return c.html(`<p>${path} ${new URL(c.req.url).pathname} ${count}</p>`.repeat(20));
  });
  const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
  return { app, get };
}

beforeEach(() => {
  made = {};
  now = 1_000_000;
  slow = null;
});

describe('a snapshot', () => {
  it('is made once and good for its time, in each language by itself', async () => {
    const { get } = site();
    const first = await (await get('/')).text();
    now += 4999;
    expect(await (await get('/')).text()).toBe(first);
    expect(await (await get('/en')).text()).not.toBe(first);
    expect(made['/']).toBe(2);
    now += 2;
    expect(await (await get('/')).text()).not.toBe(first);
  });

  it('keeps the headers of the page, may be asked for again, and answers 304 to who has it', async () => {
    const { get } = site();
    await get('/');
    const again = await get('/');
    const tag = again.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    expect(Object.fromEntries(again.headers)).toMatchObject({
      'x-robots-tag': 'noindex',
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=UTF-8',
      vary: 'accept-encoding, cookie',
    });
    const known = await get('/', { 'if-none-match': tag });
    expect([known.status, await known.text(), known.headers.get('x-robots-tag')]).toEqual([304, '', 'noindex']);
    expect((await get('/', { 'if-none-match': '"another"' })).status).toBe(200);
  });

  it('travels compressed for who can read that, the very same page', async () => {
    const { get } = site();
    const plain = Buffer.from(await (await get('/')).arrayBuffer());
    const brotli = await get('/', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(Buffer.from(await brotli.arrayBuffer()))).toEqual(plain);
    const zipped = await get('/', { 'accept-encoding': 'gzip' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await zipped.arrayBuffer()))).toEqual(plain);
    expect(zipped.headers.get('etag')).not.toBe(brotli.headers.get('etag'));
  });

  it('leaves nothing behind in the browser where having asked is nobody’s business', async () => {
    const { get } = site();
    await get('/tanya');
    const again = await get('/tanya');
    expect([made['/tanya'], again.headers.get('cache-control'), again.headers.get('etag')]).toEqual([
      1,
      'no-store',
      null,
    ]);
  });

  it('is not handed to, nor made of, anybody with a cookie of their own', async () => {
    const { get } = site();
    for (const cookie of ['netra.session_token=abc', 'x=1; __Secure-netra.session_token=abc', 'netra_terlapor=1']) {
      await get('/', { cookie });
    }
    expect(made['/']).toBe(3);
    await get('/');
    await get('/', { cookie: '__Host-netra_form=abc; other=1' });
    expect(made['/']).toBe(4);
    await get('/', { cookie: 'netra.session_token=abc' });
    expect(made['/']).toBe(5);
  });

  it.each(['/hukum/mine', '/hukum/none', '/hukum/data', '/lapor', '/?a=1'])('is never made of %s', async (path) => {
    const { get } = site();
    await get(path);
    await get(path);
    expect(made[pathOf(`http://x${path}`)]).toBe(2);
  });

  it('is forgotten when what it shows was changed here, and not when a change was refused', async () => {
    const { app, get } = site();
    await get('/');
    await app.request('/kantor/hukum/refused', { method: 'POST' });
    await app.request('/lapor/kirim', { method: 'POST' });
    await get('/');
    expect(made['/']).toBe(1);
    await app.request('/kantor/hukum', { method: 'POST' });
    await get('/');
    expect(made['/']).toBe(2);
  });

  it('that was begun before a change is not kept after it', async () => {
    const { app, get } = site();
    let go = (): void => {};
    slow = new Promise((resolve) => {
      go = resolve;
    });
    const begun = get('/');
    const change = app.request('/kantor/hukum', { method: 'POST' });
    go();
    await Promise.all([change, begun]);
    await get('/');
    expect(made['/']).toBeGreaterThanOrEqual(2);
  });

  it('that ran out is made anew by one visitor, while the others still get it', async () => {
    const { get } = site();
    await get('/');
    now += 6000;
    let go = (): void => {};
    slow = new Promise((resolve) => {
      go = resolve;
    });
    const one = get('/');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const others = await Promise.all([get('/'), get('/')]);
    expect(await others[0]?.text()).toContain(' 1</p>');
    go();
    expect(await (await one).text()).toContain(' 2</p>');
    expect(made['/']).toBe(2);
  });

  it('of many large pages take no more memory than they may: the oldest is made anew, the newest is there', async () => {
    const { get } = site();
    for (let n = 0; n < 100; n += 1) await get(`/hukum/large/${n}`);
    await get('/hukum/large/99');
    await get('/hukum/large/0');
    expect([made['/hukum/large/99'], made['/hukum/large/0']]).toEqual([1, 2]);
  });

  it('is not made where they are switched off', async () => {
    const { get } = site(0);
    await get('/');
    await get('/');
    expect(made['/']).toBe(2);
  });
});
