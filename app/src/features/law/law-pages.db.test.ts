/** The law over HTTP: every address that a page of the law shows leads somewhere, and nothing on them is an address of the press. */
import { addDays, allProcedures, allProvisions, allReadings, allRows } from '@netra/rulebook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { lawItems } from './items.ts';
import { builtInLaw } from './law.ts';
import { lawPath } from './paths.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ publicUrl: 'http://netra.test' });
});
afterAll(() => app?.end());

interface Got {
  readonly status: number;
  readonly html: string;
}

async function get(path: string): Promise<Got> {
  const response = await app.hono.request(path);
  return { status: response.status, html: await response.text() };
}

const hrefs = (html: string): readonly string[] =>
  [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map((found) => (found[1] ?? '').replaceAll('&amp;', '&'));
const idsOf = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1] ?? ''));
const main = (html: string): string => /<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? '';

/** Every page of the law, from the index on, following every link within it. */
async function crawl(start: string): Promise<ReadonlyMap<string, Got>> {
  const pages = new Map<string, Got>();
  const waiting = [start];
  const prefix = start.replace('/hukum', '');
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const plain = path.split('#')[0] ?? path;
    if (pages.has(plain)) continue;
    const got = await get(plain);
    pages.set(plain, got);
    for (const href of hrefs(main(got.html))) {
      if (href.startsWith(`${prefix}/hukum`)) waiting.push(href);
    }
  }
  return pages;
}

describe.each(['/hukum', '/en/hukum'])('every page from %s on', (start) => {
  let pages: ReadonlyMap<string, Got>;
  beforeAll(async () => {
    pages = await crawl(start);
  }, 120_000);

  it('answers 200, links to the law that exist, and fragments that are there', () => {
    expect(pages.size).toBeGreaterThan(120);
    expect([...pages].filter(([, got]) => got.status !== 200).map(([path]) => path)).toEqual([]);
    const broken = [...pages].flatMap(([path, got]) =>
      hrefs(main(got.html)).flatMap((href) => {
        const [page = '', fragment] = href.split('#');
        if (fragment === undefined) return [];
        const target = page === '' ? got : pages.get(page);
        return target !== undefined && !idsOf(target.html).has(fragment) ? [`${path} → ${href}`] : [];
      }),
    );
    expect(broken).toEqual([]);
  });

  it('holds every item of the law at its permanent address', () => {
    const prefix = start.replace('/hukum', '');
    const missing = lawItems(builtInLaw)
      .map((item) => prefix + (item.path.split('#')[0] ?? ''))
      .filter((path) => !pages.has(path));
    expect(missing).toEqual([]);
  });

  it('shows no address of the press, only publishers and dates', () => {
    for (const [path, { html }] of pages) {
      const shown = main(html).replaceAll('http://netra.test/', '/').replaceAll('http://www.w3.org/2000/svg', '');
      expect(shown, path).not.toMatch(/https?:\/\//);
      expect(shown, path).not.toMatch(/\bwww\.|\.(html?|php)\b|blogspot\.com\/|\.(com|id|co|net|org)\/[a-z]/i);
      expect(shown, path).not.toContain('andrikepegawaian');
    }
  });

  it('leaves no gap in its words', () => {
    for (const [path, { html }] of pages) {
      expect(main(html), path).not.toMatch(/undefined|\[object|NaN|null</);
      expect(html, path).toMatch(/<h1>.{3,}<\/h1>/s);
    }
  });

  it('says on every page how sure we are, and that the official text was not read', () => {
    const words = start.startsWith('/en') ? /was not read/ : /belum dibaca/;
    for (const [path, { html }] of pages) expect(html, path).toMatch(words);
  });

  it('English pages say nothing in Indonesian where it can be said in English', () => {
    if (start === '/hukum') return;
    for (const [path, { html }] of pages) {
      const text = main(html).replaceAll(/<[^>]* lang="id"[^>]*>[^<]*</g, '<');
      expect(text, path).not.toMatch(/Yang belum diketahui|Dasar hukum|belum pasti|(?<!&#39;)hari kerja|huruf/);
    }
  });
});

describe('a rule', () => {
  it.each([...allRows, ...allProvisions, ...allReadings].map((rule) => rule.id))(
    '%s has a page of its own',
    async (id) => {
      const { status, html } = await get(lawPath.rule(id));
      expect(status).toBe(200);
      expect(html).toContain(`http://netra.test${lawPath.rule(id)}`);
    },
  );

  it('B6 tells wording, level, basis, sources, time, examples and questions', async () => {
    const { html } = await get('/hukum/aturan/B6');
    for (const words of [
      'SKB 22 Sep 2022, Lampiran II B.6',
      'disiplin berat',
      'penurunan jabatan',
      'sejak 22 September 2022',
      'Menyukai unggahan calon sesudah penetapan.',
      'Nyaris, tetapi bukan',
      'Belum cukup diketahui',
      '/hukum/tanya/edge-1',
      '/bolehkah',
      'KASN',
    ])
      expect(html).toContain(words);
  });

  it('where sources differ both positions stand with their sources', async () => {
    const { html } = await get('/hukum/aturan/attends-quietly');
    expect(html).toMatch(/Pendapat 1.*Asumsi, Juli 2024.*Pendapat 2.*Republika, 2019/s);
    expect((await get('/hukum/aturan/B8')).html).toMatch(
      /Sumber berbeda.*Kompas dan NTBSatu: berat.*Yang diikuti di sini: disiplin berat/s,
    );
  });

  it('a repealed article names what stands in its place', async () => {
    expect((await get('/hukum/aturan/B5')).html).toContain('UU 20/2023 ps 52(3) huruf j');
  });

  it('comes as data too', async () => {
    const response = await app.hono.request('/hukum/aturan/B6.json');
    expect(await response.json()).toMatchObject({
      id: 'B6',
      kind: 'row',
      citation: 'SKB 22 Sep 2022, Lampiran II B.6',
    });
    expect((await get('/hukum/aturan/B99.json')).status).toBe(404);
  });

  it.each([
    '/hukum/aturan/B99',
    '/hukum/aturan/%3Cscript%3E',
    '/hukum/instrumen/uu1_1945',
    '/hukum/batas-waktu/x',
    '/hukum/tanya/edge-45',
    '/hukum/pemilu/pilkada-1999',
    '/hukum/kalender/1999',
    '/hukum/apa/saja',
    '/en/hukum/aturan/B99',
  ])('%s does not exist: 404, with a search', async (path) => {
    const { status, html } = await get(path);
    expect(status).toBe(404);
    expect(html).toContain('name="cari"');
    expect(html).not.toContain('<script>');
  });
});

describe('search and the day in force', () => {
  it('finds by everyday words, escapes what was typed, and says when there is nothing', async () => {
    const found = await get('/hukum?cari=nge-like');
    expect(found.html).toContain('href="/hukum/aturan/B6"');
    const strange = await get('/hukum?cari=%3Cb%3Ezzqq%3C%2Fb%3E');
    expect(strange.status).toBe(200);
    expect(strange.html).toContain('&lt;b&gt;zzqq');
    expect(strange.html).not.toContain('<b>zzqq');
  });

  it('shows only what was in force, and what changed since', async () => {
    const early = await get('/hukum?pada=2022-01-01');
    expect(early.html).not.toContain('href="/hukum/aturan/A4"');
    expect(early.html).toContain('href="/hukum/aturan/pp94-5n-2"');
    expect(early.html).toMatch(/Berubah sejak hari itu.*UU 5\/2014/s);
    const kasn = await get('/hukum?pada=2024-09-03');
    expect(kasn.html).toContain('/hukum/batas-waktu/joint-task-force-kasn');
    expect(main(kasn.html)).toMatch(/4 September 2024.*Komisi Aparatur Sipil Negara.*tidak berlaku lagi/s);
    const bkn = await get('/hukum?pada=2024-09-04');
    expect(bkn.html).toContain('href="/hukum/batas-waktu/joint-task-force"');
    expect(bkn.html).not.toContain('href="/hukum/batas-waktu/joint-task-force-kasn"');
  });

  it.each(['2024-13-01', 'kemarin', '2023-02-29', '0000-00-00'])(
    'a day that does not exist is refused and kept: %s',
    async (day) => {
      const { status, html } = await get(`/hukum?pada=${day}`);
      expect(status).toBe(422);
      expect(html).toContain(`value="${day}"`);
      expect(html).toContain('Tulis tanggal yang ada');
    },
  );

  it('thousands of letters do no harm', async () => {
    expect((await get(`/hukum?cari=${'x'.repeat(5000)}`)).status).toBe(200);
  });
});

describe('the calculator of a procedure', () => {
  it('counts, and names each day it passed over', async () => {
    const { status, html } = await get('/hukum/batas-waktu/bawaslu-pemilu?step=file-report&dari=2024-02-07&zona=WIT');
    expect(status).toBe(200);
    expect(html).toContain('Rabu, 21 Februari 2024, 23.59 WIT');
    for (const words of ['hari pemungutan suara', 'cuti bersama', 'Sabtu, 10 Februari 2024', 'Jam buka terakhir'])
      expect(html).toContain(words);
  });

  it('agrees with the command line for every step of every procedure', async () => {
    for (const procedure of allProcedures) {
      for (const step of procedure.steps) {
        const made = builtInLaw.rulebook.deadlineFor({
          procedure: procedure.id,
          step: step.id,
          from: { day: '2024-10-03' },
        });
        const { html } = await get(`${lawPath.procedure(procedure.id)}?step=${step.id}&dari=2024-10-03`);
        const due = made.ok ? made.value.dueOn : '';
        expect(html, step.id).toMatch(
          new RegExp(`counted-due[^>]*>[^<]*\\b${Number(due.slice(8))} \\w+ ${due.slice(0, 4)}`),
        );
      }
    }
  });

  it.each([
    ['step=handle&dari=2024-13-01', 'Tulis tanggal yang ada'],
    ['step=handle&dari=', 'Tulis tanggal yang ada'],
    ['step=x&dari=2024-10-03', 'Pilih langkah yang ada'],
    ['step=handle&dari=2024-10-03&zona=UTC', 'Pilih zona waktu'],
  ])('refuses %s with a sentence and keeps what was typed', async (query, sentence) => {
    const { status, html } = await get(`/hukum/batas-waktu/bawaslu-pilkada?${query}`);
    expect(status).toBe(422);
    expect(html).toContain(sentence);
    expect(html).not.toContain('counted-due');
  });

  it('says that a procedure was not in force on that day', async () => {
    const { html } = await get('/hukum/batas-waktu/joint-task-force?step=verify&dari=2023-01-02');
    expect(html).toContain('tidak berlaku pada hari itu');
  });
});

describe('what it costs and leaves behind', () => {
  it('sets no cookie (outside the demonstration, whose bar is a form) and may be listed by search engines', async () => {
    const real = await startTestApp({ mode: 'production' });
    for (const path of ['/hukum', '/hukum/aturan/B6', '/hukum?cari=like', '/hukum/batas-waktu/bawaslu-pilkada']) {
      const response = await real.hono.request(path);
      expect(response.headers.getSetCookie(), path).toEqual([]);
      expect(response.headers.has('x-robots-tag'), path).toBe(false);
    }
    await real.end();
  });

  it('writes nothing of a search into the log', async () => {
    await get('/hukum?cari=rahasiasekali');
    expect(app.logged.join('')).not.toContain('rahasiasekali');
  });

  it('a day ahead is told as it is known now', async () => {
    expect((await get(`/hukum?pada=${addDays('2027-01-01', 1)}`)).html).toContain('belum tiba');
  });
});
