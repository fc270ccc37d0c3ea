import { randomUUID } from 'node:crypto';
import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { LOOK_EVERY_MS, readMaintenance, setMaintenance } from './index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.prepare(() => {});
}, 120_000);
afterAll(() => app.end());

const ask = (path: string, init?: RequestInit) => app.hono.request(path, init);
const noticed = () => new Promise((done) => setTimeout(done, LOOK_EVERY_MS + 300));
const checks = async (): Promise<unknown> => (await ask('/readyz')).json();

async function during(message: string, work: () => Promise<void>): Promise<void> {
  await setMaintenance(app.platform.db, { since: '2026-01-01T00:00:00Z', message });
  await noticed();
  try {
    await work();
  } finally {
    await setMaintenance(app.platform.db, null);
    await noticed();
  }
}

describe('probes', () => {
  it('learn that the process lives, without a cookie', async () => {
    const answer = await ask('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { alive: true }]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('learn names of checks and one word each, and nothing else', async () => {
    const answer = await ask('/readyz');
    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        ready: true,
        checks: {
          process: 'ok',
          maintenance: 'ok',
          database: 'ok',
          migrations: 'ok',
          secret: 'ok',
          disk: 'ok',
          log: 'ok',
          worker: 'ok',
        },
      },
    ]);
  });

  it('are told of a worker that is away, of a database of another secret, and take a process out only for the second', async () => {
    await app.owner.updateTable('process_seen').set({ at: '2020-01-01T00:00:00Z' }).execute();
    await new Promise((done) => setTimeout(done, 1100));
    const away = await ask('/readyz');
    expect([away.status, await away.json()]).toMatchObject([200, { ready: true, checks: { worker: 'warn' } }]);
    await app.owner.insertInto('setting').values({ key: 'secret-mark', value: '"another"' }).execute();
    await new Promise((done) => setTimeout(done, 1100));
    const other = await ask('/readyz');
    expect([other.status, await other.json()]).toMatchObject([503, { ready: false, checks: { secret: 'fail' } }]);
    await app.owner.deleteFrom('setting').where('key', '=', 'secret-mark').execute();
    await new Promise((done) => setTimeout(done, 1100));
  });
});

describe('a maintenance', () => {
  it('answers every page with 503, when to come back, and what the operator says, in both languages', async () => {
    await during('Sampai pukul 03.00 WIB <b>', async () => {
      for (const path of ['/', '/lapor', '/masuk', '/antrean', '/tidak-ada', '/log/checkpoint']) {
        const answer = await ask(path);
        expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([path, 503, '300']);
        const html = await answer.text();
        expect(html).toContain('Netra sedang dirawat');
        expect(html).toContain('Sampai pukul 03.00 WIB &lt;b&gt;');
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
      const english = await ask('/en/lapor');
      expect(await english.text()).toContain('Netra is under maintenance');
      expect(await checks()).toMatchObject({ ready: false, checks: { maintenance: 'fail', database: 'ok' } });
      expect((await ask('/healthz')).status).toBe(200);
      const program = await ask('/api/v1/anything');
      expect(program.headers.get('content-type')).toContain('application/problem+json');
    });
    expect((await ask('/')).status).toBe(200);
    expect(await readMaintenance(app.platform.db)).toBeNull();
  });

  const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const body = new URLSearchParams(fields).toString();
    return ask(path, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(body.length),
        ...headers,
      },
    });
  };

  it('keeps what was typed in the page, to be sent again to the same address', async () => {
    await during('', async () => {
      const story = 'Cerita "saya" <script>\nbaris kedua';
      const answer = await send('/en/lapor/cerita?x=1', { draft: 'v1.sealed', story, go: 'next' });
      expect(answer.status).toBe(503);
      const html = await answer.text();
      expect(html).toContain('action="/en/lapor/cerita?x=1"');
      expect(html).toContain('name="draft" value="v1.sealed"');
      expect(html).toContain('Cerita &quot;saya&quot; &lt;script&gt;\nbaris kedua');
      expect(html).not.toContain('<script>\n');
      expect(html).toContain('name="go" value="next"');
    });
  });

  it('keeps no password and no code, no form from another site, and none that is too large', async () => {
    await during('', async () => {
      const password = randomUUID();
      expect(await (await send('/masuk', { email: 'a@netra.contoh', password })).text()).not.toContain(password);
      expect(await (await send('/masuk/kode', { code: '123456' })).text()).not.toContain('123456');
      const foreign = await send('/lapor/cerita', { story: 'tulisan orang' }, { 'sec-fetch-site': 'cross-site' });
      expect([foreign.status, await foreign.text()]).toEqual([503, expect.not.stringContaining('tulisan orang')]);
      const large = await send('/lapor/cerita', { story: 'x'.repeat(600_000) });
      expect([large.status, (await large.text()).length < 50_000]).toEqual([503, true]);
    });
  });
});

describe('during a maintenance', () => {
  let server: ServerType;
  let base = '';
  beforeAll(async () => {
    await setMaintenance(app.platform.db, { since: '2026-01-01T00:00:00Z', message: '' });
    await noticed();
    base = await new Promise<string>((resolve) => {
      server = serve({ fetch: app.hono.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      );
    });
  });
  afterAll(async () => {
    await new Promise((done) => server.close(done));
    await setMaintenance(app.platform.db, null);
    await noticed();
  });

  const form = (fields: readonly (readonly [string, string | File])[]): FormData => {
    const body = new FormData();
    for (const [name, value] of fields) {
      if (typeof value === 'string') body.append(name, value);
      else body.append(name, value, value.name);
    }
    return body;
  };
  const sendFiles = async (path: string, body: FormData) => {
    const answer = await fetch(`${base}${path}`, { method: 'POST', body });
    return { status: answer.status, html: await answer.text() };
  };
  const file = new File(['isi berkas'], 'foto.png', { type: 'image/png' });

  it('the fields of a form with files of a report come back, its files are chosen again', async () => {
    const { status, html } = await sendFiles(
      '/en/lapor/bukti',
      form([
        ['draft', 'v1.sealed'],
        ['files', file],
      ]),
    );
    expect(status).toBe(503);
    expect(html).toContain('name="draft" value="v1.sealed"');
    expect(html).toMatch(/type="file"[^>]*name="files"|name="files"[^>]*type="file"/);
    expect(html).not.toContain('isi berkas');
  });

  it('no form of strangers becomes a page of its own size, nor holds up the process', async () => {
    const part = '<'.repeat(100_000);
    const fields = (count: number, value: string) => Array.from({ length: count }, (_, n) => [`f${n}`, value] as const);
    const began = performance.now();
    for (const body of [form(fields(8, part)), form(fields(200, part)), form(fields(400, 'x'))]) {
      const { status, html } = await sendFiles('/lapor/bukti', body);
      expect(status).toBe(503);
      expect(html).toContain('Kiriman Anda belum kami terima');
      expect(html.length).toBeLessThan(50_000);
    }
    // Forty thousand fields fit into a form of allowed size.
    const many = await fetch(`${base}/lapor/cerita`, {
      method: 'POST',
      body: new URLSearchParams(Array.from({ length: 40_000 }, (_, n) => [`f${n}`, ''])),
    });
    expect([many.status, (await many.text()).length < 50_000]).toEqual([503, true]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('forms with files of other pages are not taken up', async () => {
    for (const path of ['/terlapor/berkas', '/masuk', '/lapor/cerita']) {
      const { status, html } = await sendFiles(path, form([['alasan', 'tulisan saya']]));
      expect([path, status, html.includes('tulisan saya')]).toEqual([path, 503, false]);
      expect(html).toContain('Kiriman Anda belum kami terima');
    }
  });

  it.each([
    ['/terlapor', 'kode', '/terlapor'],
    ['/terlapor/jawab', 'kunci', '/terlapor'],
    ['/admin/surel', 'kode', '/masuk'],
    ['/lapor/status', 'receipt', '/status'],
    ['/lapor/status/data', 'pass', '/status'],
  ])('what %s was sent as %s stands in no page, and the way back is %s', async (path, name, back) => {
    const value = 'K7M-4QX-92A-BCD';
    const answer = await fetch(`${base}/en${path}`, { method: 'POST', body: new URLSearchParams({ [name]: value }) });
    const html = await answer.text();
    expect(answer.status).toBe(503);
    expect(html).not.toContain(value);
    expect(html).toContain('are not kept here');
    expect(html).toContain(`href="/en${back}"`);
  });
});

describe('a process that is about to end', () => {
  it('says first that it is not ready, and goes on answering', async () => {
    app.beginStop();
    expect(await checks()).toMatchObject({ ready: false, checks: { process: 'fail' } });
    expect((await ask('/')).status).toBe(200);
  });
});
