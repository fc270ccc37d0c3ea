import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { fixedHeaders } from './headers.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ mode: 'production', publicUrl: 'https://lapor.contoh.id' });
});
afterAll(() => app.end());

const post = (path: string, headers: Record<string, string>, body = ''): Promise<Response> =>
  Promise.resolve(
    app.hono.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'lapor.contoh.id', ...headers },
      body,
    }),
  );

/** The cookie and the token of a page with a form, as a browser would send them back. */
async function formOf(path: string): Promise<{ cookie: string; token: string }> {
  const page = await app.hono.request(path);
  const cookie = page.headers
    .getSetCookie()
    .map((c) => c.split(';')[0] ?? '')
    .join('; ');
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  return { cookie, token };
}

describe('the HTTP layer', () => {
  it.each(['/', '/masuk', '/tidak-ada', '/en', '/en/tidak-ada', '/assets/tidak-ada.css'])(
    'sends every security header with %s',
    async (path) => {
      const answer = await app.hono.request(path);
      for (const [name, value] of Object.entries(fixedHeaders)) {
        if (name !== 'x-robots-tag') expect(answer.headers.get(name), name).toBe(value);
      }
      expect(answer.headers.get('strict-transport-security')).toContain('max-age');
      expect(answer.headers.get('cache-control')).toContain('no-store');
      expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/);
    },
  );

  it.each([
    '/instansi/%00',
    '/instansi/a%00b/akses-setara',
    '/en/instansi/%00/data.json',
    '/hukum/aturan/%00',
    '/api/v1/institutions/%00/equal-access',
  ])('has nothing at an address that no text of the database can hold: %s', async (path) => {
    expect((await app.hono.request(path)).status).toBe(404);
  });

  it.each(['/tanya?cari=%00', '/instansi?cari=%00', '/instansi?cari=a%00b'])(
    'takes such a character out of what is searched for: %s',
    async (path) => {
      expect((await app.hono.request(path)).status).toBe(200);
    },
  );

  it('speaks the language of the address and says so', async () => {
    expect(await (await app.hono.request('/tidak-ada')).text()).toContain('<html lang="id"');
    expect(await (await app.hono.request('/en/tidak-ada')).text()).toContain('<html lang="en"');
  });

  it('sets no cookie on public pages of a production', async () => {
    expect((await app.hono.request('/')).headers.getSetCookie()).toEqual([]);
    expect((await app.hono.request('/tidak-ada')).headers.getSetCookie()).toEqual([]);
  });

  describe('forged requests', () => {
    it('refuses a form without a token, also when the browser sends no Origin', async () => {
      expect((await post('/keluar', {})).status).toBe(403);
      expect((await post('/masuk', {}, 'email=a@b.c&password=x')).status).toBe(403);
    });

    it('refuses what another site sends, token or not', async () => {
      const { cookie, token } = await formOf('/masuk');
      expect(token).not.toBe('');
      const body = `_csrf=${encodeURIComponent(token)}&email=a%40b.id&password=x`;
      expect((await post('/masuk', { cookie, origin: 'https://lain.contoh' }, body)).status).toBe(403);
      expect((await post('/masuk', { cookie, 'sec-fetch-site': 'cross-site' }, body)).status).toBe(403);
      expect((await post('/masuk', { cookie, 'sec-fetch-site': 'same-site' }, body)).status).toBe(403);
    });

    it('lets our own form through, with an Origin and without one', async () => {
      const { cookie, token } = await formOf('/masuk');
      const body = `_csrf=${encodeURIComponent(token)}&email=a%40b.id&password=salah`;
      expect((await post('/masuk', { cookie }, body)).status).not.toBe(403);
      expect(
        (await post('/masuk', { cookie, origin: 'https://lapor.contoh.id', 'sec-fetch-site': 'same-origin' }, body))
          .status,
      ).not.toBe(403);
    });

    it('gives all forms of a first page one cookie and one token', async () => {
      const page = await app.hono.request('/masuk');
      expect(page.headers.getSetCookie()).toHaveLength(1);
      const html = await page.text();
      expect(new Set(html.match(/name="_csrf" value="[^"]+"/g)).size).toBe(1);
      expect(html.match(/<!doctype/gi)).toHaveLength(1);
    });

    it('refuses the token of another browser', async () => {
      const mine = await formOf('/masuk');
      const other = await formOf('/masuk');
      expect((await post('/masuk', { cookie: mine.cookie }, `_csrf=${encodeURIComponent(other.token)}`)).status).toBe(
        403,
      );
    });
  });

  it('refuses a body that is larger than any form of ours, before reading it', async () => {
    const answer = await post('/masuk', { 'content-length': String(10_000_000) }, 'x'.repeat(600_000));
    expect(answer.status).toBe(413);
    expect(answer.headers.get('connection')).toBe('close');
  });

  it('takes a body that is no form for an empty one, and not for a failure of its own', async () => {
    const failures = () => app.logged.filter((line) => line.includes('request-failed')).length;
    const before = failures();
    for (const [path, type] of [
      ['/masuk', 'multipart/form-data; boundary=x'],
      ['/lapor/apa', 'multipart/form-data; boundary=x'],
      ['/lapor/status', 'multipart/form-data'],
      ['/lapor/kirim', 'multipart/form-data; boundary='],
    ] as const)
      expect((await post(path, { 'content-type': type }, '--x\r\nbroken')).status, path).toBeLessThan(500);
    expect(failures()).toBe(before);
  });

  it('logs a failure by its number and never by what was sent or said', async () => {
    const broken = await startTestApp({ mode: 'production' });
    broken.hono.get('/rusak/:apa', () => {
      throw new Error('kata pelapor yang rahasia');
    });
    const answer = await broken.hono.request('/rusak/alamat-rahasia?isi=rahasia');
    const page = await answer.text();
    const line = broken.logged.find((l) => l.includes('request-failed')) ?? '';
    await broken.end();
    expect(answer.status).toBe(500);
    expect(page).toContain(/"errorId":"(\w+)"/.exec(line)?.[1] ?? 'missing');
    expect(line).toContain('/rusak/:apa');
    expect(line).not.toContain('rahasia');
    expect(page).not.toContain('kata pelapor');
  });

  it('answers in words when the database is gone, with its number and the headers', async () => {
    const broken = await startTestApp({ mode: 'demo' });
    // The clock of the demonstration stands in the database, and every page shows it.
    Object.assign(broken.clock, { now: () => Promise.reject(new Error('gone')) });
    const answer = await broken.hono.request('/status');
    const text = await answer.text();
    await broken.end();
    expect(answer.status).toBe(500);
    expect(text).toContain('Tidak ada yang hilang');
    expect(text).not.toMatch(/at .*\.ts|pool|postgres/i);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
