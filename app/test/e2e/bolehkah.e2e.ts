/**
 * "Bolehkah saya…?" in a browser: six questions from the front page, counting taps, on a small phone and on a desktop, light and dark, with
 * script and without, without Temporal and without a network; axe looks at every state. And: nothing leaves the page, nothing stays behind.
 *
 * Pictures for the README: NETRA_PICTURES=docs/pictures vitest run --project e2e app/test/e2e/bolehkah.e2e.ts
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { mostTelling } from '../support/deep.ts';
import { openTab, type Tab, type TabOptions, unfold } from '../support/pages.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';

let dataDir: string;
let server: ServerUnderTest;
let browser: Browser;

beforeAll(async () => {
  dataDir = await filledDataDir();
  [server, browser] = await Promise.all([startServer(dataDir), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

interface Journey {
  readonly name: string;
  /** What the person presses, by the words on it. */
  readonly taps: readonly string[];
  readonly verdict: string;
  readonly says: readonly string[];
  /** The first question after the tile, where it must be this one. */
  readonly firstQuestion?: string;
}

const journeys: readonly Journey[] = [
  {
    name: 'liking a post',
    taps: ['Menyukai, membagikan, atau berkomentar', 'Unggahan tentang calon, partai, atau tim pemenangan', 'PNS'],
    verdict: 'Tidak boleh',
    says: ['SKB 22 Sep 2022, Lampiran II B.6', 'hukuman disiplin berat', 'Baca saja, tanpa menyukai'],
  },
  {
    name: 'a photo with a cousin who is a candidate',
    taps: ['Berfoto dengan calon', 'PNS', 'Ya, diunggah', 'Tidak, foto biasa'],
    verdict: 'Diperdebatkan',
    says: ['Pendapat 1', 'Pendapat 2', 'Simpan fotonya untuk keluarga'],
  },
  {
    name: 'quietly attending a rally',
    taps: ['Datang diam-diam ke kampanye', 'PPPK', 'Pakaian biasa, tanpa atribut', 'Tidak'],
    verdict: 'Diperdebatkan',
    says: ['Menteri Dalam Negeri', 'Bawaslu pada 2019', 'PP 94/2021 ps 5 huruf n angka 1'],
  },
  {
    name: 'a spouse who is a candidate',
    taps: ['Suami atau istri saya calon', 'Menemani di acara, tanpa ikut mendukung', 'PNS', 'Tidak'],
    verdict: 'Tidak boleh',
    says: ['Lampiran II A.7', 'Sedang cuti di luar tanggungan negara', 'Ajukan cuti di luar tanggungan negara dahulu'],
  },
  {
    name: 'taking a nomination form',
    taps: ['Mengambil formulir pencalonan', 'PNS', 'Tidak'],
    verdict: 'Tidak boleh',
    says: ['Lampiran II B.3', 'Pemilihan yang akan datang', 'Dasar hukumnya: belum pasti'],
  },
  {
    name: 'a WhatsApp group',
    taps: ['Grup WhatsApp', 'Bukan: grup keluarga, tetangga, alumni, atau kantor', 'PNS'],
    verdict: 'Tidak dilarang aturan ini',
    says: ['Grup warga, alumni, atau keluarga', 'Seberapa pasti: belum pasti'],
    firstQuestion: 'Apakah itu grup pemenangan calon?',
  },
];

const tile = (page: Page, label: string) =>
  page.locator('button.tile', { has: page.locator('.tile-label', { hasText: new RegExp(`^${escaped(label)}$`) }) });
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const heading = async (page: Page) => ((await page.locator('h1').textContent()) ?? '').trim();
// What can be seen, so that what print hides is not read.
// biome-ignore lint/performance/useDomNodeTextContent: the rendered text is what is asked for
const said = async (page: Page) => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

/** The page has taken over: from here on nothing is sent. */
const ready = (page: Page) => page.locator('#bolehkah[data-ready]').waitFor();

/** One tap of a finger on what can be seen of a button; with a script no page is loaded by it. */
async function press(tab: Tab, label: string): Promise<void> {
  const button = tile(tab.page, label);
  if (tab.scripted) await button.click();
  else await tab.press(button);
}

/** From the front page to the answer; gives how many taps it took. */
async function walk(tab: Tab, journey: Journey, look: boolean): Promise<number> {
  const { page } = tab;
  await tab.goto('/');
  await tab.press(page.locator('main').getByRole('link', { name: 'Bolehkah saya…?' }));
  if (tab.scripted) await ready(page);
  if (look) await tab.look(`${journey.name}: start`);
  let taps = 1;
  for (const [index, label] of journey.taps.entries()) {
    await press(tab, label);
    taps += 1;
    if (index === 0 && journey.firstQuestion !== undefined) expect(await heading(page)).toBe(journey.firstQuestion);
    if (look && index < journey.taps.length - 1) await tab.look(`${journey.name}: question ${index + 1}`);
  }
  expect(await heading(page)).toBe(journey.verdict);
  const text = await said(page);
  for (const one of journey.says) expect(text).toContain(one);
  expect(text).toContain('Bukan nasihat hukum');
  return taps;
}

const screens: readonly TabOptions[] = [
  { width: 320, scheme: 'light', script: true },
  { width: 320, scheme: 'dark', script: true },
  { width: 320, scheme: 'light', script: false },
  { width: 1280, scheme: 'dark', script: false },
];

describe.each(mostTelling(screens, 0, 3))('on $width px, $scheme, script $script', (options) => {
  it('each of the six questions is answered within five taps from the front page', async () => {
    const tab = await openTab(browser, server.url, options);
    // Where there is no script all six are the same form: the first, the one with most questions and the last tell.
    for (const journey of options.script ? journeys : mostTelling(journeys, 0, 2, 5)) {
      const taps = await walk(tab, journey, true);
      console.log(`${journey.name}: ${taps} taps`);
      expect(taps).toBeLessThanOrEqual(5);
      if (options.script && journey.name === 'liking a post') await tab.picture('bolehkah');
      await unfold(tab);
      await tab.look(`${journey.name}: answer`);
    }
    expect(tab.found).toEqual([]);
    await tab.close();
  });
});

it('a wide screen shows the answer beside what was answered', async () => {
  const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
  const journey = journeys[2];
  if (journey === undefined) throw new Error('no such journey');
  await walk(tab, journey, true);
  await tab.look('answer');
  await tab.picture('bolehkah');
  expect(tab.found).toEqual([]);
  await tab.close();
});

/** Everything a browser keeps about a site. */
async function kept(page: Page): Promise<unknown> {
  return page.evaluate(`(async () => ({
    local: Object.keys(localStorage).length,
    session: Object.keys(sessionStorage).length,
    databases: indexedDB.databases ? (await indexedDB.databases()).length : 0,
    caches: 'caches' in window ? (await caches.keys()).length : 0,
    workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    cookies: document.cookie,
    state: typeof history.state,
    address: location.pathname + location.search + location.hash,
    title: document.title,
  }))()`);
}

it('nothing leaves the page and nothing is kept: not in storage, address, history, title, or on the server', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  const asked: string[] = [];
  await page.goto(`${server.url}/bolehkah`, { waitUntil: 'networkidle' });
  await ready(page);
  const printed = server.output();
  context.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  // Whatever tries all the same gets nothing.
  await context.setOffline(true);
  // Also what no request event shows: beacons and sockets.
  await page.evaluate(`(() => {
    window.tried = [];
    for (const [where, name] of [[navigator, 'sendBeacon'], [window, 'fetch'], [window, 'WebSocket'], [window, 'EventSource'], [XMLHttpRequest.prototype, 'send']])
      where[name] = function () { window.tried.push(name); };
  })()`);
  const nothing = {
    local: 0,
    session: 0,
    databases: 0,
    caches: 0,
    workers: 0,
    cookies: '',
    address: '/bolehkah',
    title: 'Bolehkah saya…? — Netra',
  };
  expect(await kept(page)).toEqual({ ...nothing, state: 'object' });
  for (const journey of journeys) {
    for (const label of journey.taps) {
      // Who one is was said before.
      if (await tile(page, label).count()) await tile(page, label).click();
    }
    expect(await heading(page)).toBe(journey.verdict);
    expect(await kept(page)).toEqual({ ...nothing, state: 'number' });
    await page.getByRole('button', { name: 'Tanya yang lain' }).click();
  }
  const typed = 'istri saya Melati Rekaan maju jadi calon';
  await page.getByRole('link', { name: 'tulis dengan kata sendiri' }).click();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  expect(await heading(page)).toBe('Maksud Anda …?');
  expect(await said(page)).toContain('karena Anda menulis');
  expect(await tile(page, 'Suami atau istri saya calon').count()).toBe(1);
  expect(await kept(page)).toEqual({ ...nothing, state: 'number' });
  expect(asked).toEqual([]);
  expect(await page.evaluate('window.tried')).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(server.output()).toBe(printed);
  await context.close();
});

it('Back of the phone goes one question back and loses nothing; then it leaves the page', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto(server.url, { waitUntil: 'load' });
  await page.goto(`${server.url}/bolehkah`, { waitUntil: 'load' });
  await ready(page);
  for (const label of ['Berfoto dengan calon', 'PNS', 'Ya, diunggah', 'Tidak, foto biasa'])
    await tile(page, label).click();
  expect(await heading(page)).toBe('Diperdebatkan');
  await page.goBack();
  expect(await heading(page)).toBe('Apakah tujuannya menunjukkan dukungan?');
  expect(await tile(page, 'Tidak, foto biasa').getAttribute('aria-current')).toBe('true');
  await page.goBack();
  expect(await heading(page)).toBe('Akan diunggah di tempat yang dapat dilihat siapa saja?');
  // Changed, and changed back: what came after is still there.
  await tile(page, 'Tidak, hanya disimpan').click();
  expect(await heading(page)).toBe('Tidak dilarang aturan ini');
  await page.getByRole('button', { name: /^Ubah.*Akan diunggah/ }).click();
  await tile(page, 'Ya, diunggah').click();
  expect(await heading(page)).toBe('Diperdebatkan');
  // "Kembali" on the page is the same step.
  await page.getByRole('button', { name: 'Kembali' }).click();
  await page.getByRole('heading', { name: 'Apakah tujuannya menunjukkan dukungan?' }).waitFor();
  await page.evaluate('history.go(-history.state)');
  await page.getByRole('heading', { name: 'Bolehkah saya…?' }).waitFor();
  await page.goBack();
  expect(new URL(page.url()).pathname).toBe('/');
  await context.close();
});

it('a browser of 2020, without Temporal and without newer parts of the language, answers all the same', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  await context.addInitScript(`
    delete globalThis.Temporal;
    for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with', 'at', 'findLast', 'findLastIndex']) delete Array.prototype[name];
    delete String.prototype.at; delete Object.hasOwn; delete Object.groupBy; delete Map.groupBy; delete globalThis.structuredClone;
  `);
  const page = await context.newPage();
  const failed: string[] = [];
  page.on('pageerror', (error) => failed.push(error.message));
  const posts: string[] = [];
  await page.goto(`${server.url}/bolehkah`, { waitUntil: 'networkidle' });
  await ready(page);
  expect(await page.evaluate('typeof Temporal')).toBe('undefined');
  context.on('request', (request) => posts.push(request.method()));
  for (const journey of journeys) {
    for (const label of journey.taps) if (await tile(page, label).count()) await tile(page, label).click();
    expect(await heading(page)).toBe(journey.verdict);
    await page.getByRole('button', { name: 'Tanya yang lain' }).click();
  }
  await page.locator('[name="teks"]').fill('bolehkah saya jadi kpps');
  await page.getByRole('button', { name: 'Cari' }).click();
  expect(await tile(page, 'Menjadi KPPS, PPS, PPK, atau pantarlih').count()).toBe(1);
  expect(failed).toEqual([]);
  expect(posts).toEqual([]);
  await context.close();
});

it.each([true, false])('another day and another election are a choice of their own (script %s)', async (script) => {
  const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script });
  const { page } = tab;
  await tab.goto('/bolehkah');
  if (script) await ready(page);
  for (const label of ['Mengunggah dukungan sendiri', 'PNS']) await press(tab, label);
  expect(await said(page)).toContain('Lampiran II B.2');
  const apply = page.getByRole('button', { name: 'Terapkan' });
  const set = async (day: string, month: string) => {
    await unfold(tab);
    await page.locator('[name="on_day"]').fill(day);
    await page.locator('[name="on_month"]').selectOption(month);
    await (script ? apply.click() : tab.press(apply));
  };
  await set('31', '9');
  expect(await said(page)).toContain('Tulis tanggal yang ada');
  expect(await page.locator('[name="on_day"]').inputValue()).toBe('31');
  await tab.look('a day that does not exist');
  await set('20', '8');
  expect(await said(page)).toContain('Selasa, 20 Agustus 2024');
  expect(await said(page)).toContain('Lampiran II A.2');
  expect(await said(page)).toContain('sanksi moral');
  await unfold(tab);
  await page.locator('[name="election"]').selectOption('pemilu-2024');
  await page.locator('[name="on_day"]').fill('5');
  await page.locator('[name="on_month"]').selectOption('11');
  await page.locator('[name="on_year"]').fill('2023');
  await (script ? apply.click() : tab.press(apply));
  expect(await heading(page)).toBe('Untuk pemilihan jabatan apa?');
  await tab.look('which contest');
  await press(tab, 'Tidak tahu / lewati');
  expect(await heading(page)).toBe('Tergantung');
  await tab.look('it depends');
  expect(tab.found).toEqual([]);
  await tab.close();
});

it('what may be shared is the address of the rule, never what was answered', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(`${server.url}/bolehkah`, { waitUntil: 'load' });
  await ready(page);
  for (const label of journeys[0]?.taps ?? []) await tile(page, label).click();
  await page.getByRole('button', { name: 'Salin tautan aturan' }).click();
  await page.getByRole('button', { name: 'Tautan disalin.' }).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${server.url}/hukum/aturan/B6`);
  const links = await page
    .locator('#bolehkah a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) expect(link).toMatch(/^\/(hukum\/(aturan|tanya)\/[\w-]+|lapor)$/);
  // The rule opens beside the answer, which stays.
  const [rule] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'SKB 22 Sep 2022, Lampiran II B.6' }).first().click(),
  ]);
  await rule.waitForLoadState();
  expect(new URL(rule.url()).pathname).toBe('/hukum/aturan/B6');
  expect(await rule.locator('h1').count()).toBe(1);
  expect(await heading(page)).toBe('Tidak boleh');
  await context.close();
});

it('on paper: the answer, its basis and what was asked; no buttons', async () => {
  const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
  const journey = journeys[1];
  if (journey === undefined) throw new Error('no such journey');
  await walk(tab, journey, false);
  await tab.page.emulateMedia({ media: 'print' });
  const text = await said(tab.page);
  for (const one of [
    'Diperdebatkan',
    'Pendapat 2',
    'Yang aman',
    'Lampiran II B.7',
    'Berfoto dengan calon',
    'Jumat, 4 Oktober 2024',
    'Bukan nasihat hukum',
  ])
    expect(text).toContain(one);
  for (const button of await tab.page.locator('button').all()) expect(await button.isVisible()).toBe(false);
  const pictures = process.env.NETRA_PICTURES_ASIDE;
  if (pictures) await tab.page.screenshot({ path: `${pictures}/print.png`, fullPage: true });
  const pdf = await tab.page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? [];
  expect(pages.length).toBeLessThanOrEqual(2);
  await tab.close();
});

it('weighs at most 100 kB until it can be used, and well below 200 kB with the model for typed questions', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  const sizes = new Map<string, { readonly url: string; bytes: number }>();
  line.on('Network.requestWillBeSent', ({ requestId, request }) =>
    sizes.set(requestId, { url: request.url, bytes: 0 }),
  );
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = sizes.get(requestId);
    if (one !== undefined) one.bytes = encodedDataLength;
  });
  await page.goto(`${server.url}/bolehkah`, { waitUntil: 'networkidle' });
  await ready(page);
  const all = [...sizes.values()];
  const sum = (parts: typeof all) => parts.reduce((bytes, one) => bytes + one.bytes, 0) / 1000;
  const model = all.filter(({ url }) => url.includes('triage'));
  const first = sum(all.filter((one) => !model.includes(one)));
  console.log(
    `/bolehkah: first view ${first.toFixed(1)} kB, model ${sum(model).toFixed(1)} kB, ${all.length} requests`,
  );
  expect(model).toHaveLength(1);
  expect(first).toBeGreaterThan(40);
  expect(first).toBeLessThanOrEqual(100);
  expect(sum(all)).toBeLessThanOrEqual(185);
  await context.close();
});

it('English is complete', async () => {
  const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script: true });
  const { page } = tab;
  await tab.goto('/en/bolehkah');
  await ready(page);
  for (const label of [
    'Quietly attending a rally',
    'PNS (permanent civil servant)',
    'Plain clothes, no attributes',
    'No',
  ])
    await tile(page, label).click();
  expect(await heading(page)).toBe('Disputed');
  expect(await said(page)).toContain('Friday 4 October 2024');
  expect(await said(page)).not.toMatch(/Tidak boleh|Jawaban|Pendapat|kampanye,/);
  await tab.look('English answer');
  expect(tab.found).toEqual([]);
  await tab.close();
});
