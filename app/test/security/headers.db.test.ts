/** The contract of headers: every route, asked by everybody, answers with what its kind of answer must carry. No route can be forgotten. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedHeaders } from '../../src/platform/http/headers.ts';
import { startTestApp } from '../support/app.ts';
import { crawl, routeAt, routesOf, type Visited } from './crawl.ts';
import { type Stocked, startStocked } from './stocked.ts';

let stocked: Stocked;
let visited: readonly Visited[];
beforeAll(async () => {
  stocked = await startStocked();
  visited = await crawl(stocked, 2);
}, 500_000);
afterAll(() => stocked.end());

/** Answers that are the same for everybody, and may lie in any cache. */
const forEverybody = /^\/(en\/)?(log(\/.*)?|assets\/.*)$/;
/** Files of the log that any page may read. */
const openToPages = /^\/(en\/)?log\/(checkpoint|keys|tile\/.*)$/;
const knownCookies = /^(__Host-netra_form|netra_form|(__Secure-)?netra\.[\w-]+|(__Host-)?netra[_-][\w-]+)=/;
const types = [
  'text/html; charset=utf-8',
  'text/plain; charset=utf-8',
  'text/csv; charset=utf-8',
  'application/json; charset=utf-8',
  'application/json',
  'application/problem+json',
  'application/problem+json; charset=utf-8',
  'application/atom+xml; charset=utf-8',
  'application/octet-stream',
  'application/pdf',
  'image/png',
  'text/calendar; charset=utf-8',
  'text/plain; version=0.0.4; charset=utf-8',
];

/** What an answer lacks or has too much of. */
function wrongWith(path: string, response: Response, body: string, isPersonal: boolean): readonly string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  const header = (name: string): string => response.headers.get(name) ?? '';
  const isDownload = header('content-disposition').startsWith('attachment');
  for (const [name, value] of Object.entries(fixedHeaders)) {
    if (name === 'x-robots-tag' || name === 'permissions-policy' || name === 'content-security-policy') continue;
    must(header(name) === value, `${name}: ${header(name)}`);
  }
  const policy = header('content-security-policy');
  must(policy.startsWith("default-src 'none'") && policy.includes("frame-ancestors 'none'"), `csp: ${policy}`);
  must(!/unsafe|\*|https?:|'nonce|'sha/.test(policy), `csp lets in too much: ${policy}`);
  must(/camera=(\(\)|\(self\))/.test(header('permissions-policy')), 'permissions-policy');
  must(!/camera=\(self\)/.test(header('permissions-policy')) || /^\/(en\/)?periksa$/.test(path), 'camera is let in');
  for (const name of ['server', 'x-powered-by', 'via', 'x-runtime', 'x-aspnet-version'])
    must(!response.headers.has(name), `says ${name}: ${header(name)}`);
  must(!response.headers.has('access-control-allow-origin') || openToPages.test(path), 'open to pages of others');
  must(!response.headers.has('access-control-allow-credentials'), 'lets others use the cookie');

  const cache = header('cache-control');
  must(cache !== '', 'says nothing of caches');
  // A calendar is fetched by programs without a session, by its secret address alone; they ask again whether it changed.
  const isCalendar = /^\/kalender(-fasilitas)?\//.test(path) && response.status === 200;
  if (isCalendar) must(cache === 'private, no-cache', `a calendar: ${cache}`);
  else if (isPersonal && !forEverybody.test(path)) must(cache === 'no-store', `personal and cached: ${cache}`);
  if (/public/.test(cache)) {
    must(forEverybody.test(path), `public: ${cache}`);
    must(!response.headers.has('set-cookie'), 'public with a cookie');
  }
  for (const cookie of response.headers.getSetCookie()) {
    must(knownCookies.test(cookie), `unknown cookie ${cookie.split('=')[0]}`);
    must(/;\s*HttpOnly/i.test(cookie) && /;\s*SameSite=(Strict|Lax)/i.test(cookie), `cookie ${cookie.split('=')[0]}`);
    must(/;\s*Path=\//i.test(cookie) && !/;\s*Domain=/i.test(cookie), `cookie ${cookie.split('=')[0]}`);
  }

  if (response.status >= 300 && response.status < 400 && response.status !== 304) {
    must(/^\/(?![/\\])/.test(header('location')), `leads to ${header('location')}`);
    return wrong;
  }
  const type = header('content-type').toLowerCase();
  must(types.includes(type), `type: ${type}`);
  if (type.startsWith('text/html')) must(isDownload || /<html lang="(id|en)"/.test(body), 'a page without a language');
  else if (!isDownload) must(!/^\s*</.test(body) || type.includes('xml'), 'looks like a page and is none');
  if (isDownload) {
    must(
      /^attachment; filename="[\w.-]+"$/.test(header('content-disposition')),
      `name: ${header('content-disposition')}`,
    );
    must(/(^|; )sandbox(;|$)/.test(policy), 'a download without sandbox');
  }
  if (response.status >= 400) {
    must(!/public/.test(cache) || forEverybody.test(path), 'an error that caches keep');
    must(!/\bat .+:\d+:\d+|node_modules|postgres|\.tsx?\b|SELECT /.test(body), 'an error that tells of the inside');
  }
  return wrong;
}

const listed = (list: readonly Visited[]): readonly string[] =>
  list.flatMap(({ path, who, route, response, body }) =>
    wrongWith(path, response, body, who !== 'nobody').map((what) => `${route} as ${who} (${path}): ${what}`),
  );

describe('every route', () => {
  it('was asked by everybody, and answered to somebody', () => {
    // A page, a file, or the way to another page than the one for signing in.
    const leadsOn = (response: Response): boolean =>
      response.status === 303 && !/^\/(en\/)?masuk/.test(response.headers.get('location') ?? '');
    const answered = new Set(
      visited.filter(({ response }) => response.status === 200 || leadsOn(response)).map(({ route }) => route),
    );
    // Nothing is there without a build, or nothing that has a page; recovery of accounts is walked through in its own tests.
    const never = ['/periksa/netra-periksa.html', '/assets/:name', '/hukum/*', '/*', '/pulih/:token'];
    // Asked with tokens and files of their own in the tests of verification, exchange, searches and the register.
    const own = [
      /^\/api\/v1\/(verification|register-imports)/,
      /\/(impor|impor-idis)\/lihat\/:id/,
      /berkas-masuk/,
      /^\/pencarian\/:id$/,
    ];
    const forgotten = routesOf(stocked).filter(
      (route) => !answered.has(route) && !never.includes(route) && !own.some((one) => one.test(route)),
    );
    expect(forgotten, 'add an example to stocked.ts (unlinked), or a link').toEqual([]);
    expect(visited.length).toBeGreaterThan(400);
  });

  it('answers with the headers of its kind', () => {
    expect(listed(visited)).toEqual([]);
  });

  it('answers nobody with an error of ours', () => {
    expect(visited.filter(({ response }) => response.status >= 500).map(({ path, who }) => `${who} ${path}`)).toEqual(
      [],
    );
  });

  it('answers somebody who may not with the very page of an address that does not exist', async () => {
    const missing = (who: Visited['who']): Promise<string> =>
      stocked.ask('/tidak-ada-sama-sekali', who).then((one) => one.text());
    const plainly = (html: string): string =>
      html.replaceAll(/[0-9a-f]{8}|href="[^"]*"|value="[^"]*"|action="[^"]*"/g, '');
    for (const who of ['officer', 'asn'] as const) {
      const expected = plainly(await missing(who));
      for (const { path, body } of visited.filter((one) => one.who === who && one.response.status === 404)) {
        if (/^\/(en\/)?(log|hukum)\b/.test(path)) continue;
        expect(plainly(body) === expected, `${who} ${path}`).toBe(true);
      }
    }
  });

  it('shares no page that holds a token of forms', async () => {
    for (const { path, response } of visited.filter(({ who }) => who === 'nobody')) {
      if (response.status !== 200 || path.startsWith('/assets')) continue;
      const mine = await stocked.ask(path, 'nobody', { headers: { cookie: `netra_form=${'A'.repeat(22)}` } });
      const first = await mine.text();
      const token = /name="_csrf" value="([^"]+)"/.exec(first)?.[1];
      if (token === undefined) continue;
      const other = await stocked.ask(path, 'nobody', { headers: { cookie: `netra_form=${'B'.repeat(22)}` } });
      expect((await other.text()).includes(token), path).toBe(false);
      expect(mine.headers.get('cache-control'), path).toBe('no-store');
    }
  });
});

describe('other kinds of answers', () => {
  const check = async (
    path: string,
    init: RequestInit,
    status: number,
    who: Visited['who'] = 'nobody',
  ): Promise<void> => {
    const response = await stocked.ask(path, who, init);
    expect(response.status, `${init.method} ${path}`).toBe(status);
    expect(wrongWith(path, response, await response.clone().text(), true), `${init.method} ${path}`).toEqual([]);
  };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it.each(['PUT', 'DELETE', 'PATCH', 'PROPFIND'])('refuses %s with the same headers', async (method) => {
    for (const path of ['/', '/antrean', '/lapor', '/log/checkpoint', '/tidak-ada']) {
      const response = await stocked.ask(path, 'officer', { method });
      expect([403, 404, 405], `${method} ${path}`).toContain(response.status);
      expect(wrongWith(path, response, await response.clone().text(), true), `${method} ${path}`).toEqual([]);
    }
  });

  it('refuses what is forged, too large or wrong with the same headers', async () => {
    await check('/keluar', { method: 'POST', headers: form, body: '' }, 403, 'officer');
    await check(
      '/masuk',
      { method: 'POST', headers: { ...form, 'content-length': '600000' }, body: 'x'.repeat(600_000) },
      413,
    );
    await check('/periksa', { method: 'POST', headers: form, body: 'teks=' }, 422);
    await check('/lapor/kirim', { method: 'POST', headers: form, body: 'draft=x' }, 403);
    await check('/tidak-ada', { method: 'GET' }, 404);
    await check('/perkara/K7M-4QX-92', { method: 'GET' }, 404, 'officer');
  });

  it('answers HEAD as GET, without a body', async () => {
    for (const path of ['/', '/log/checkpoint', '/hukum']) {
      const response = await stocked.ask(path, 'nobody', { method: 'HEAD' });
      expect([response.status, await response.clone().text()], path).toEqual([200, '']);
      const page = path.startsWith('/log') ? '' : '<html lang="id"';
      expect(wrongWith(path, response, page, false), path).toEqual([]);
    }
  });

  it('says in production that only https counts, and hides the demonstration', async () => {
    const app = await startTestApp({ mode: 'production', publicUrl: 'https://lapor.contoh.id' });
    for (const path of ['/', '/masuk', '/log', '/tidak-ada', '/lapor/apa']) {
      const response = await app.hono.request(path);
      expect(response.headers.get('strict-transport-security'), path).toBe('max-age=63072000; includeSubDomains');
      for (const cookie of response.headers.getSetCookie()) expect(cookie, path).toMatch(/^__Host-.*; Secure/i);
      expect(wrongWith(path, response, await response.clone().text(), false), path).toEqual([]);
    }
    await app.end();
  });

  it('carries the headers also when nothing works any more', async () => {
    const app = await startTestApp();
    Object.assign(app.clock, { now: () => Promise.reject(new Error('gone')) });
    const response = await app.hono.request('/status');
    expect(response.status).toBe(500);
    expect(wrongWith('/status', response, await response.clone().text(), true)).toEqual([]);
    await app.end();
  });
});

it('an address belongs to the pattern with the fewest parts that vary', () => {
  const routes = ['/hukum/*', '/hukum/aturan/:id', '/perkara/:number/:action', '/perkara/:number/dilihat', '/'];
  expect(routeAt(routes, '/en/hukum/aturan/B6?x=1')).toBe('/hukum/aturan/:id');
  expect(routeAt(routes, '/hukum/lain')).toBe('/hukum/*');
  expect(routeAt(routes, '/perkara/K7M/dilihat')).toBe('/perkara/:number/dilihat');
  expect(routeAt(routes, '/en')).toBe('/');
});
