/**
 * Attacks on the whole application: what belongs to somebody else, by every address that anybody can open; markup planted in every field; forms
 * sent twice at once; a session that was there before signing in; a flood of reports.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../src/features/accounts/index.ts';
import { formsOf, Visitor } from '../../src/features/accounts/visitor.fixture.ts';
import { facts, filledIn, type Who } from '../../src/features/cases/desk.fixture.ts';
import { answersFor, Reporter } from '../../src/features/reports/report-walk.fixture.ts';
import { crawl, type Visited } from './crawl.ts';
import { type Stocked, startStocked } from './stocked.ts';

/** In every text that the test can plant: a browser that takes it for markup would show an element of this name. */
const mark = (place: string): string => `<x-planted id=${place}>"'&`;
const planted = /<x-planted/;

let stocked: Stocked;
let visited: readonly Visited[];

beforeAll(async () => {
  stocked = await startStocked();
  visited = await crawl(
    stocked,
    4,
    (await plant(stocked)).map((number) => `/perkara/${number}`),
  );
}, 240_000);
afterAll(() => stocked.end());

/** Markup in all that people can write, by the forms that people have. Gives the cases that hold it. */
async function plant({ desk, url }: Stocked): Promise<readonly string[]> {
  const reporter = new Reporter(url);
  await reporter.open('/lapor/apa');
  for (const [at, filled] of answersFor(desk.country, true).entries()) {
    const texts = Object.fromEntries(
      Object.entries(filled).map(([name, value]) =>
        ['place', 'post', 'unit', 'story', 'contact', 'address'].includes(name) || (at === 6 && name === 'name')
          ? [name, `${String(value)} ${mark(name)}`]
          : [name, value],
      ),
    );
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const page = await reporter.send(
      at === 5 ? { files: [new File([picture], `${mark('file')}.png`, { type: 'image/png' })] } : texts,
    );
    expect(page.status, page.text.slice(0, 500)).toBe(200);
    expect(page.html).not.toMatch(planted);
  }
  expect((await reporter.send()).html).not.toMatch(planted);
  const number = (
    await sql<{ number: string }>`
      select f.number from netra.case_file f join netra.report r on r.case_id = f.id order by r.recorded_at desc limit 1`.execute(
      desk.app.owner,
    )
  ).rows[0]?.number;
  const cases = [number ?? '', await desk.report()];
  for (const one of cases) {
    const accused = [
      {
        name: `Terlapor ${mark('name')}`,
        post: `Camat ${mark('post')}`,
        unitName: `Unit ${mark('unit')}`,
        status: 'pns',
      },
    ] as const;
    await desk.walk(
      one,
      ['officer', { ...facts, accused, summary: `Ringkasan ${mark('summary')} yang panjang.` }],
      ['officer', { type: 'register', reason: `Syarat terpenuhi ${mark('reason')}` }],
      [
        'officer',
        { type: 'record-study', text: `Kajian ${mark('study')}`.padEnd(60, '.'), rows: ['B6'], level: 'berat' },
      ],
      ['officer', { type: 'conclude', proven: true, reason: `Pleno ${mark('conclude')}` }],
      ['officer', { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason: `Pesan ${mark('message')}` }],
      ['verifier', { type: 'verify', reason: `Verifikasi ${mark('verify')}` }],
    );
  }
  const { owner } = desk.app;
  await owner
    .updateTable('body')
    .set({ name: `Bawaslu ${mark('office')}` })
    .where('code', '=', 'bawaslu-ar')
    .execute();
  await owner
    .updateTable('jurisdiction')
    .set({ name: `Arunika ${mark('place')}` })
    .where('name', '=', 'Arunika Timur')
    .execute();
  await owner
    .updateTable('auth.auth_user')
    .set({ name: `Petugas ${mark('person')}` })
    .where('email', 'like', 'pengawas%')
    .execute();
  const media = await desk.at('media');
  const text =
    `Judul ${mark('title')}\n\nCamat Arunika Timur menyukai unggahan calon ${mark('article')}, kata saksi. `.repeat(3);
  await media.fill('/media/baru', '/media/baru', { source: `Kabar ${mark('source')}`, text, do: 'store' });
  await owner
    .updateTable('import')
    .set({ file_name: `${mark('import')}.csv` })
    .where('status', '=', 'staged')
    .execute();
  return cases;
}

describe('markup in every text', () => {
  it('stays text on every page that anybody can open', () => {
    const pages = visited.filter(({ response }) =>
      (response.headers.get('content-type') ?? '').startsWith('text/html'),
    );
    const wrong = pages
      .filter(({ body }) => planted.test(body))
      .map(
        ({ who, path, body }) => `${who} ${path}: ${body.slice(body.search(planted) - 80, body.search(planted) + 60)}`,
      );
    expect(wrong).toEqual([]);
    // The texts are really there.
    for (const place of ['name', 'post', 'summary', 'story', 'office', 'title', 'source', 'person', 'file', 'import'])
      expect(
        pages.some(({ body }) => body.includes(`&lt;x-planted id=${place}&gt;`)),
        place,
      ).toBe(true);
  });

  it('closes no attribute: a quotation mark in a text is written as a name', () => {
    for (const { body, path, who } of visited)
      if (body.includes('&lt;x-planted'))
        expect(/&lt;x-planted id=\w+&gt;["']/.test(body.replaceAll(/>[^<]*</g, '><')), `${who} ${path}`).toBe(false);
  });

  it('becomes no formula in a table that is taken along', () => {
    const tables = visited.filter(({ response }) =>
      (response.headers.get('content-type') ?? '').startsWith('text/csv'),
    );
    expect(tables.length).toBeGreaterThan(0);
    for (const { body, path } of tables.filter(({ path }) => path.includes('kesalahan')))
      for (const cell of body.replace('\ufeff', '').split(/[;\r\n]+/)) expect(cell, path).not.toMatch(/^"?[=+@-]/);
  });
});

describe('what belongs to somebody else', () => {
  /** Addresses that lead to one thing: a case, a file, an import, a duty. */
  const ofOneThing = /\/(perkara\/[0-9A-Z]{3}-|bukti\/[0-9a-f]{8}|admin\/|kantor\/hukum\/impor)/;

  it('is not there for an officer of another place, by every address that others can open', async () => {
    const addresses = [
      ...new Set(
        visited
          .filter(({ path, response }) => response.status === 200 && ofOneThing.test(path))
          .map(({ path }) => path),
      ),
    ];
    expect(addresses.length).toBeGreaterThan(30);
    const stranger = await stocked.desk.at('stranger');
    const missing = (await stranger.get('/tidak-ada-sama-sekali')).html.length;
    for (const path of addresses) {
      const answer = await stranger.get(path);
      expect(answer.status, path).toBe(404);
      expect(Math.abs(answer.html.length - missing), path).toBeLessThan(400);
    }
  });

  it('is not there for civil servants, the media desk and administrators either, where it is a case or a file', async () => {
    const addresses = [
      ...new Set(
        visited
          .filter(({ path, response }) => response.status === 200 && /\/(perkara|bukti)\//.test(path))
          .map(({ path }) => path),
      ),
    ];
    for (const who of ['asn', 'media', 'admin'] as const)
      for (const path of addresses) expect((await stocked.ask(path, who)).status, `${who} ${path}`).toBe(404);
    for (const path of addresses) expect([303, 404], path).toContain((await stocked.ask(path, 'nobody')).status);
  });

  it('lets only the office that took a report in open its files, whoever holds the case now', () => {
    const files = visited.filter(({ route, response }) => route.startsWith('/bukti/') && response.status === 200);
    expect(files.length).toBeGreaterThan(0);
    expect(new Set(files.map(({ who }) => who))).toEqual(new Set(['officer']));
  });

  it('is not told by a number of the wrong form, of the right form, or of a case of others', async () => {
    const words = async (path: string): Promise<string> =>
      (await stocked.desk.at('stranger').then((one) => one.get(path))).html.replaceAll(
        /[0-9a-f]{8}|(href|value|action)="[^"]*"/g,
        '',
      );
    const pages = await Promise.all(
      [stocked.numbers.decided, 'K7M-4QX-92', 'x', '../x', '%00'].map((number) =>
        words(`/perkara/${encodeURIComponent(number)}`),
      ),
    );
    expect(new Set(pages).size).toBe(1);
  });
});

describe('the same form five times at once', () => {
  async function five(
    who: Who,
    page: string,
    action: string,
    values: Readonly<Record<string, string>>,
  ): Promise<readonly number[]> {
    const visitor = await stocked.desk.at(who);
    const { html } = await visitor.get(page);
    const form = { ...filledIn(html, action), ...values };
    const answers = await Promise.all(Array.from({ length: 5 }, () => visitor.post(action, form)));
    return answers.map(({ status }) => status).toSorted((a, b) => a - b);
  }
  const count = async (table: 'body' | 'media_item' | 'pledge' | 'jurisdiction'): Promise<string> =>
    (
      await stocked.desk.app.owner
        .selectFrom(table)
        .select((e) => e.fn.countAll<string>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;

  it.each([['registrasi', 'facts', { reason: 'Syarat terpenuhi semuanya.' }]] as const)(
    'takes the step %s once',
    async (slug, stop, values) => {
      const number = await stocked.desk.caseUpTo(stop);
      const before = await stocked.desk.seqOf(number);
      const page = `/perkara/${number}/${slug}`;
      const statuses = await five('officer', page, page, values);
      expect(await stocked.desk.seqOf(number)).toBe(before + 1);
      for (const status of statuses) expect([303, 409, 422]).toContain(status);
    },
  );

  it('makes one office, one place, one text of the media desk', async () => {
    const offices = Number(await count('body'));
    const { html } = await stocked.desk.at('admin').then((admin) => admin.get('/admin/kantor'));
    const place = stocked.desk.country.places.otherCity.id;
    expect(html).toContain(place);
    await five('admin', '/admin/kantor', '/admin/kantor', {
      kind: 'ppk',
      name: 'PPK Rekaan',
      code: 'ppk-rekaan',
      place,
      zone: 'WIT',
    });
    expect(Number(await count('body'))).toBe(offices + 1);
    const texts = Number(await count('media_item'));
    await five('media', '/media/baru', '/media/baru', {
      source: 'Kabar',
      text: 'Satu kalimat rekaan tentang netralitas pegawai. '.repeat(4),
      do: 'store',
    });
    expect(Number(await count('media_item'))).toBe(texts + 1);
  });

  it('takes a report once, and gives all five the same receipt', async () => {
    const cases = async (): Promise<number> =>
      Number(
        (await sql<{ n: string }>`select count(*) as n from netra.report`.execute(stocked.desk.app.owner)).rows[0]?.n,
      );
    const reporter = new Reporter(stocked.url);
    await reporter.open('/lapor/apa');
    for (const filled of answersFor(stocked.desk.country, false)) await reporter.send(filled);
    const before = await cases();
    const { draft } = reporter;
    const send = (): Promise<string> =>
      fetch(`${stocked.url}/lapor/kirim`, { method: 'POST', body: new URLSearchParams({ draft }) }).then((one) =>
        one.text(),
      );
    const receipts = (await Promise.all([send(), send(), send(), send(), send()])).map(
      (html) => /data-copy="([^"]+)"/.exec(html)?.[1],
    );
    expect(await cases()).toBe(before + 1);
    expect(new Set(receipts).size).toBe(1);
    expect(receipts[0]).toMatch(/^[0-9A-Z-]{20,}$/);
  });
});

describe('a session that was there before', () => {
  it('is not the one after signing in, nor is the token of forms', async () => {
    const visitor = new Visitor(stocked.desk.app.hono);
    const fixed = 'A'.repeat(22);
    visitor.jar.set('netra_form', fixed);
    visitor.jar.set('netra.session_token', 'planted.signature');
    const page = await visitor.get('/masuk');
    const token = formsOf(page.html).find(({ action }) => action === '/masuk')?.hidden._csrf;
    await visitor.submit(page.html, '/masuk', { email: 'media@netra.contoh', password: demoPassword });
    const code = (await stocked.desk.app.accounts.demoCode('media@netra.contoh')) ?? '';
    await visitor.fill('/masuk/kode', '/masuk/kode', { code });
    expect(visitor.jar.get('netra.session_token')).not.toBe('planted.signature');
    const after = formsOf((await visitor.get('/media/baru')).html).find(({ action }) => action === '/media/baru')
      ?.hidden._csrf;
    expect(after).toBeDefined();
    expect(after).not.toBe(token);
    expect((await visitor.post('/media/baru', { _csrf: token ?? '' })).status).toBe(403);
  });
});

describe('a flood of reports by rivals', () => {
  it('leaves on top what was there before, in pages of bearable size, and mixes nothing without a name among them', async () => {
    const officer = await stocked.desk.at('officer');
    const first = /\/perkara\/([0-9A-Z-]{10})/.exec((await officer.get('/antrean')).html)?.[1];
    stocked.desk.app.clock.set((await stocked.desk.app.clock.now()).add({ hours: 1 }));
    for (let at = 0; at < 40; at += 1) await stocked.desk.report(at % 4 !== 0);
    const began = performance.now();
    const page = await officer.get('/antrean');
    expect(performance.now() - began).toBeLessThan(5000);
    expect(/\/perkara\/([0-9A-Z-]{10})/.exec(page.html)?.[1]).toBe(first);
    expect(page.html.length).toBeLessThan(200_000);
  });
});

describe('who goes away in the middle', () => {
  it('fills no list of failures: fifty connections cut while they send a form', async () => {
    const failures = (): number => stocked.desk.app.logged.filter((line) => line.includes('request-failed')).length;
    const before = failures();
    const { hostname, port } = new URL(stocked.url);
    const head = [
      'POST /masuk HTTP/1.1',
      `Host: ${hostname}:${port}`,
      `Cookie: netra_form=${'A'.repeat(22)}`,
      'Content-Type: application/x-www-form-urlencoded',
      'Content-Length: 1000',
      '',
      'email=a',
    ].join('\r\n');
    for (let at = 0; at < 50; at += 1) {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.write(head);
      await new Promise((done) => setTimeout(done, 10));
      socket.destroy();
    }
    await new Promise((done) => setTimeout(done, 300));
    expect(failures()).toBe(before);
    expect((await fetch(`${stocked.url}/masuk`)).status).toBe(200);
  });
});
