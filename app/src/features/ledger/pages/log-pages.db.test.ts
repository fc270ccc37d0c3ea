/** The log's public pages: the same for everybody, without a cookie, and true to what was signed. */
import { openCheckpoint, parseKey, parseNote, verifyReceipt } from '@netra/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../../test/support/app.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { dayInWib } from './daily-roots.ts';

let app: TestApp;
let today: string;

beforeAll(async () => {
  app = await startTestApp({ publicUrl: 'https://netra.contoh' });
});
afterAll(() => app.end());

const get = (path: string, headers: Record<string, string> = {}) => app.hono.request(path, { headers });
const html = async (path: string): Promise<string> => (await get(path)).text();
const textOf = (page: string): string =>
  page
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ');
const signedNow = async () => {
  const signed = await runAs(app.platform.db, { kind: 'public' }, (tx) => app.ledger.service.findCheckpoint(tx));
  if (signed === undefined) throw new Error('nothing was signed');
  return signed;
};
const groups = (hex: string): string => (hex.match(/.{4}/g) ?? []).join(' ');
/** As another day would have left it, past row-level security. */
const insertDay = (at: string, size: number, note: string | null = `netra.contoh/log\n${size}\nAAAA=\n`) =>
  app.owner
    .insertInto('log_checkpoint')
    .values({ size, root: Buffer.alloc(32, size), at, note })
    .execute();

describe('before anything is there', () => {
  it('the pages say so instead of breaking', async () => {
    expect(textOf(await html('/log'))).toContain('Log belum dimulai');
    expect(textOf(await html('/en/log/hukum'))).toContain('No changes yet');
    expect((await get('/log/harian.xml')).status).toBe(404);
    await app.ledger.service.begin();
    expect(textOf(await html('/log'))).toContain('Log masih kosong');
  });
});

describe('the page of the log', () => {
  beforeAll(async () => {
    await app.ledger.service.begin();
    await app.ledger.noteRulebook();
    await app.ledger.service.sealNow();
    await app.ledger.service.sealNow();
    today = dayInWib((await signedNow()).at);
  });

  it('says in both languages how big it is, its root in groups, when the next batch is due, and under which key', async () => {
    const signed = await signedNow();
    const [key] = await app.ledger.service.keys();
    for (const [path, size] of [
      ['/log', 'Daun di log 32'],
      ['/en/log', 'Leaves in the log 32'],
    ] as const) {
      const page = await html(path);
      expect(textOf(page)).toContain(size);
      expect(textOf(page)).toContain(groups(signed.root.toString('hex')));
      expect(page).toContain(key?.text ?? 'no key');
      expect(page).toContain(`netra ledger mirror https://netra.contoh/log log-netra --key &quot;${key?.text}&quot;`);
    }
    const page = await html('/log');
    for (const link of [
      '/periksa',
      '/periksa/netra-periksa.html',
      '/log/checkpoint',
      '/log/keys',
      '/log/hukum',
      '/log/harian.xml',
    ])
      expect(page).toContain(`href="${link}"`);
    expect(page).toMatch(/<link rel="alternate" type="application\/atom\+xml"[^>]*href="\/log\/harian.xml"/);
  });

  it('may be kept by any cache: no cookie, nobody greeted, the same whoever asks; search engines may list it', async () => {
    for (const path of [
      '/log',
      '/en/log',
      '/log/hukum',
      `/log/harian/${today}`,
      '/log/harian.xml',
      '/log/harian/2001-01-01',
    ]) {
      const answer = await get(path);
      expect(answer.headers.get('set-cookie'), path).toBeNull();
      expect(answer.headers.get('cache-control'), path).toMatch(/^public, max-age=\d+$/);
      expect(await answer.text(), path).not.toContain('<form');
    }
    expect((await get('/log')).headers.get('x-robots-tag')).toBeNull();
  });
});

describe('the root of a day', () => {
  it('is the last signed checkpoint of that day in WIB, word for word, with its code', async () => {
    const signed = await signedNow();
    const page = await html(`/log/harian/${today}`);
    expect(page).toContain(`<pre>${signed.note}</pre>`);
    expect(textOf(page)).toContain(groups(signed.root.toString('hex')));
    expect(page).toContain('src="data:image/svg+xml,');
    expect(textOf(page)).toContain('Hari ini belum selesai');
    const trusted = (await app.ledger.service.keys()).map(({ verifier }) => verifier);
    const note = /<pre>([^<]*)<\/pre>/.exec(page)?.[1] ?? '';
    expect(openCheckpoint(note, trusted).ok).toBe(true);
    expect(textOf(page)).toContain(parseNote(note)?.signatures[0]?.id ?? 'no signature');
  });

  it('turns over at midnight in WIB, not in UTC; unsigned trees and days without one have none', async () => {
    await insertDay('2020-03-01T16:59:59.999Z', 1);
    await insertDay('2020-03-01T17:00:00Z', 2);
    await insertDay('2020-03-04T02:00:00Z', 3);
    await insertDay('2020-03-04T03:00:00Z', 4, null);
    const size = async (day: string): Promise<string | undefined> =>
      /Daun di log ([\d.]+)/.exec(textOf(await html(`/log/harian/${day}`)))?.[1];
    expect([await size('2020-03-01'), await size('2020-03-02'), await size('2020-03-04')]).toEqual(['1', '2', '3']);
    const gap = await get('/log/harian/2020-03-03');
    expect(gap.status).toBe(404);
    const told = await gap.text();
    expect(textOf(told)).toContain('Tidak ada akar untuk hari itu');
    expect(told).toContain('href="/log/harian/2020-03-02" rel="prev"');
    expect(told).toContain('href="/log/harian/2020-03-04" rel="next"');
  });

  it('leads to the day before and the day after, over days that have none', async () => {
    const page = await html('/en/log/harian/2020-03-02');
    expect(page).toContain('href="/en/log/harian/2020-03-01" rel="prev"');
    expect(page).toContain('href="/en/log/harian/2020-03-04" rel="next"');
    expect(page).not.toContain('This day is not over');
    expect(await html('/log/harian/2020-03-01')).not.toContain('rel="prev"');
  });

  it('of what is no day is not found', async () => {
    for (const path of ['2020-02-30', '2020-3-1', 'hari', '0000-01-01', '9999-12-31', '2020-03-01T00', '%00'])
      expect((await get(`/log/harian/${path}`)).status, path).toBe(404);
  });
});

describe('the feed', () => {
  it('tells days that are over, never today, newest first; an unchanged one costs nothing', async () => {
    const answer = await get('/en/log/harian.xml');
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const feed = await answer.text();
    expect(
      [...feed.matchAll(/href="https:\/\/netra.contoh\/en\/log\/harian\/([\d-]+)"/g)].map(([, day]) => day),
    ).toEqual(['2020-03-04', '2020-03-02', '2020-03-01']);
    expect(feed).not.toContain(today);
    const etag = answer.headers.get('etag') ?? '';
    expect((await get('/en/log/harian.xml', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('/log/harian.xml', { 'if-none-match': etag })).status).toBe(200);
  });
});

describe('leaves that everybody may open', () => {
  it('are listed with their place, and come with a receipt that holds against the key alone', async () => {
    const page = await html('/log/hukum');
    expect(textOf(page)).toMatch(/Buku aturan versi \d+\.\d+\.\d+/);
    const path = /href="(\/log\/hukum\/[0-9a-f]{64})"/.exec(page)?.[1] ?? '';
    const answer = await get(path);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="bukti-segel-hukum-[0-9a-f]{8}\.txt"$/,
    );
    const key = parseKey((await app.ledger.service.keys())[0]?.text ?? '');
    expect(verifyReceipt(await answer.text(), key === null ? [] : [key])).toMatchObject({
      valid: true,
      entry: { kind: 'rulebook-version' },
    });
  });

  it('that wait have no receipt yet; what is no such leaf is not found', async () => {
    await runAs(app.platform.db, { kind: 'system' }, (tx) =>
      app.ledger.noteLaw(tx, {
        addition: '00000000-0000-4000-8000-000000000001',
        what: 'withdrawn',
        law: 'election',
        name: 'pemilu-2029 <b>',
        fingerprint: '',
        content: 'ab'.repeat(32),
      }),
    );
    const page = await html('/log/hukum');
    expect(page).toContain('Ditarik: pemilihan pemilu-2029 &lt;b&gt;');
    expect(textOf(page)).toContain('menunggu kelompok berikutnya');
    const { commitment } = await app.owner
      .selectFrom('log_entry')
      .select('commitment')
      .where('about', 'like', 'law-addition %')
      .executeTakeFirstOrThrow();
    for (const path of [commitment.toString('hex'), '0'.repeat(64), 'x'])
      expect((await get(`/log/hukum/${path}`)).status, path).toBe(404);
  });
});
