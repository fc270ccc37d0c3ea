/**
 * A person tells what happened, from the front page to the receipt and back with it to the status page; on a small phone and on a desktop,
 * with script and without, in light and dark. Every page is shown empty-handed first, and axe looks at every state.
 *
 * Pictures for the README: NETRA_PICTURES=docs/pictures vitest run --project e2e app/test/e2e/public-walk.e2e.ts
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newReference } from '../../src/platform/crypto/reference.ts';
import { launchBrowser } from '../support/browser.ts';
import { mostTelling } from '../support/deep.ts';
import { openTab, readErrors, type Tab, type TabOptions, unfold } from '../support/pages.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';
import { photoWithPlace, smallPdf } from '../support/walk-report.ts';

let dataDir: string;
let server: ServerUnderTest;
let browser: Browser;
let photo: Buffer;
let pdf: Buffer;

beforeAll(async () => {
  dataDir = await filledDataDir();
  [server, browser, photo, pdf] = await Promise.all([
    startServer(dataDir),
    launchBrowser(),
    photoWithPlace(),
    smallPdf(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

const story = 'Pak camat meminta semua staf hadir di deklarasi pasangan calon dan membagikan kaus di halaman kantor.';
const identity = { name: 'Sri Rekaan', address: 'Jalan Kenanga Rekaan 7', contact: '0800-555-0100' };

const next = (tab: Tab) => tab.press(tab.page.locator('button[name="go"][value="next"]'));
const field = (tab: Tab, name: string) => tab.page.locator(`[name="${name}"]`);
const choose = (tab: Tab, name: string, value: string) =>
  tab.page.locator(`input[name="${name}"][value="${value}"]`).check();
const heading = (tab: Tab) => tab.page.locator('h1').textContent();
const text = async (tab: Tab) => (await tab.page.locator('main').textContent()) ?? '';

async function fillDate(tab: Tab, name: string, day: string, month: string, year = '2024'): Promise<void> {
  await field(tab, `${name}_day`).fill(day);
  await field(tab, `${name}_month`).selectOption(month);
  await field(tab, `${name}_year`).fill(year);
}

/** Presses "Lanjut" on answers that do not hold, looks, and reads what is said. */
async function refused(tab: Tab, state: string): Promise<readonly string[]> {
  await next(tab);
  expect(tab.status(), state).toBe(422);
  await tab.look(state);
  return readErrors(tab);
}

async function tellWhat(tab: Tab): Promise<void> {
  await tab.look('what');
  expect(await refused(tab, 'what: nothing chosen')).toEqual(['Pilih apa yang Anda lihat']);
  await choose(tab, 'act', 'partisan-activity');
  await next(tab);
}

async function tellWhen(tab: Tab): Promise<void> {
  expect(await heading(tab)).toBe('Kapan terjadinya?');
  await tab.look('when');
  expect(await refused(tab, 'when: nothing filled in')).toEqual([
    'Tulis kapan kejadiannya',
    'Tulis kapan Anda mengetahuinya',
  ]);
  await fillDate(tab, 'happened', '31', '9');
  await fillDate(tab, 'known', '29', '12');
  expect(await refused(tab, 'when: a day that does not exist, and one to come')).toEqual([
    'Tulis tanggal yang ada, misalnya 29 September 2024',
    'Tanggal ini belum tiba. Tulis hari ini atau sebelumnya',
  ]);
  expect(await field(tab, 'happened_day').inputValue()).toBe('31');
  expect(await field(tab, 'known_month').inputValue()).toBe('12');
  await fillDate(tab, 'happened', '30', '9');
  await fillDate(tab, 'known', '29', '9');
  expect(await refused(tab, 'when: known before it happened')).toEqual([
    'Anda tidak mungkin tahu sebelum kejadiannya. Periksa kedua tanggal',
  ]);
  await fillDate(tab, 'known', '2', '10');
  await next(tab);
}

async function tellWhere(tab: Tab): Promise<void> {
  expect(await heading(tab)).toBe('Di mana terjadinya?');
  await tab.look('where');
  await field(tab, 'place').fill('Halaman Gedung Kirana');
  expect(await refused(tab, 'where: no region')).toEqual(['Pilih wilayah kejadian']);
  expect(await field(tab, 'place').inputValue()).toBe('Halaman Gedung Kirana');
  await field(tab, 'region').selectOption({ label: '– – Kecamatan Arunika Timur' });
  await next(tab);
}

async function tellWho(tab: Tab): Promise<void> {
  expect(await heading(tab)).toBe('Siapa orangnya?');
  // The office is named as soon as it is known, and the time that is left by law.
  expect(await text(tab)).toContain('Laporan Anda akan diterima Bawaslu Kota Arunika.');
  expect(await text(tab)).toContain('Waktu melapor: sisa');
  await tab.look('who');
  await field(tab, 'unit').fill('Kecamatan Arunika Timur');
  await choose(tab, 'status', 'pns');
  expect(await refused(tab, 'who: only an office')).toEqual([
    'Isi jabatan atau nama, atau centang bahwa Anda tidak tahu',
  ]);
  expect(await field(tab, 'unit').inputValue()).toBe('Kecamatan Arunika Timur');
  expect(await tab.page.locator('input[name="status"][value="pns"]').isChecked()).toBe(true);
  await field(tab, 'post').fill('Camat');
  await next(tab);
}

async function tellStory(tab: Tab): Promise<void> {
  expect(await heading(tab)).toBe('Ceritakan kejadiannya');
  await field(tab, 'story').fill(story);
  await tab.look('story');
  await tab.picture('report');
  await field(tab, 'story').fill('Singkat sekali');
  expect(await refused(tab, 'story: too short')).toEqual(['Ceritakan kejadiannya, paling sedikit 20 huruf']);
  expect(await field(tab, 'story').inputValue()).toBe('Singkat sekali');
  await field(tab, 'story').fill(story);
  await next(tab);
}

async function attachFiles(tab: Tab): Promise<void> {
  expect(await heading(tab)).toBe('Ada foto atau dokumen?');
  await tab.look('evidence');
  const files = field(tab, 'files');
  await files.setInputFiles({ name: 'catatan.txt', mimeType: 'text/plain', buffer: Buffer.from('bukan foto') });
  expect(await refused(tab, 'evidence: a kind that is not taken')).toEqual([
    'catatan.txt: jenis ini tidak dapat kami terima. Kirim foto (JPEG, PNG, WebP) atau PDF; tangkapan layar juga boleh',
  ]);
  await field(tab, 'files').setInputFiles([
    { name: 'foto-deklarasi.jpg', mimeType: 'image/jpeg', buffer: photo },
    { name: 'undangan.pdf', mimeType: 'application/pdf', buffer: pdf },
  ]);
  await tab.press(tab.page.locator('button[name="go"][value="stay"]').first());
  const list = tab.page.locator('.files');
  expect(await list.textContent()).toContain('foto-deklarasi.jpg');
  expect(await list.textContent()).toContain('salinan kerja tanpa data tersembunyi');
  expect(await list.locator('li').count()).toBe(2);
  await tab.look('evidence: two files received');
  await tab.press(list.locator('button').last());
  expect(await tab.page.locator('.files li').count()).toBe(1);
  await field(tab, 'files').setInputFiles({ name: 'undangan.pdf', mimeType: 'application/pdf', buffer: pdf });
  await next(tab);
}

async function tellName(tab: Tab): Promise<void> {
  expect(await heading(tab)).toBe('Dengan nama atau tanpa nama?');
  expect(await text(tab)).toContain('Menjadi informasi awal');
  await tab.look('identity');
  await unfold(tab);
  await tab.look('identity: who can open a name');
  expect(await refused(tab, 'identity: nothing chosen')).toEqual(['Pilih dengan nama atau tanpa nama']);
  await choose(tab, 'named', 'ya');
  await field(tab, 'name').fill(identity.name);
  expect(await refused(tab, 'identity: a name without an address')).toEqual([
    'Tulis alamat Anda, atau pilih tanpa nama',
  ]);
  expect(await field(tab, 'name').inputValue()).toBe(identity.name);
  expect(await tab.page.locator('input[name="named"][value="ya"]').isChecked()).toBe(true);
  await field(tab, 'address').fill(identity.address);
  await field(tab, 'contact').fill(identity.contact);
  await next(tab);
}

async function change(tab: Tab, step: string): Promise<void> {
  await tab.press(tab.page.locator(`button[name="go"][value="to-${step}"]`).first());
}

async function checkAnswers(tab: Tab, named: boolean): Promise<void> {
  expect(await heading(tab)).toBe('Periksa jawaban Anda');
  const shown = await text(tab);
  const told = [
    'Mengajak, menekan, atau membagi barang',
    'Senin, 30 September 2024',
    'Rabu, 2 Oktober 2024',
    'Kecamatan Arunika Timur',
    'Halaman Gedung Kirana',
    'Camat',
    story,
    'foto-deklarasi.jpg',
    'undangan.pdf',
    ...Object.values(identity),
    'Kiriman ini menjadi laporan',
  ];
  for (const one of told) expect(shown).toContain(one);
  await tab.look('check: with a name');
  // One answer is changed, and the way leads straight back.
  await change(tab, 'cerita');
  expect(await field(tab, 'story').inputValue()).toBe(story);
  await field(tab, 'story').fill(`${story} Ada juga spanduk.`);
  await next(tab);
  expect(await text(tab)).toContain('Ada juga spanduk.');
  if (named) return;
  await change(tab, 'pelapor');
  await choose(tab, 'named', 'tidak');
  await next(tab);
  const unnamed = await text(tab);
  expect(unnamed).toContain('Kiriman ini menjadi informasi awal');
  for (const one of Object.values(identity)) expect(unnamed).not.toContain(one);
  await tab.look('check: without a name');
}

/** Sends the report; the receipt is read as eyes read it. */
async function send(tab: Tab, named: boolean): Promise<string> {
  await tab.press(tab.page.locator('button[name="go"][value="send"]'));
  expect(tab.status()).toBe(200);
  expect(await heading(tab)).toBe(named ? 'Laporan Anda sudah diterima' : 'Informasi Anda sudah diterima');
  const receipt = ((await tab.page.locator('.receipt-groups').textContent()) ?? '').trim();
  expect(receipt).toMatch(/^[2-9A-Z]{3}(-[2-9A-Z]{3}){5}$/);
  expect(tab.page.url()).not.toContain(receipt);
  expect(await text(tab)).toContain('Bawaslu Kota Arunika');
  await tab.look('receipt');
  await tab.picture('receipt');
  // A refresh sends the same form again: one report, the same number.
  const again = tab.page.waitForEvent('load');
  await tab.page.reload();
  await again;
  expect(await tab.page.locator('.receipt-groups').textContent()).toBe(receipt);
  expect(await text(tab)).toContain('sudah terkirim sebelumnya dan disimpan satu kali');
  await tab.look('receipt: sent twice');
  return receipt;
}

async function askStatus(tab: Tab, typed: string): Promise<void> {
  await field(tab, 'receipt').fill(typed);
  await tab.press(tab.page.locator('main form button[type="submit"]'));
}

async function followUp(tab: Tab, receipt: string, named: boolean): Promise<void> {
  await tab.goto('/');
  await tab.press(tab.page.locator('main a[href="/status"]'));
  await tab.look('status: the form');
  for (const [state, typed, message] of [
    ['status: nothing typed', '', 'Tulis nomor tanda terima Anda'],
    ['status: too short', receipt.slice(0, 7), 'Ada 6 huruf atau angka; nomor tanda terima berisi 18'],
    ['status: two characters swapped', swapped(receipt), 'Ada huruf yang keliru atau tertukar'],
    [
      'status: another number',
      newReference('receipt', randomBytes),
      'Nomor ini benar bentuknya, tetapi tidak ada pada kami',
    ],
  ] as const) {
    await askStatus(tab, typed);
    expect(tab.status(), state).toBe(422);
    await tab.look(state);
    expect((await readErrors(tab)).join(), state).toContain(message);
    expect(await field(tab, 'receipt').inputValue()).toBe(typed);
  }
  // As people write it down: lower case, spaces.
  await askStatus(tab, receipt.toLowerCase().replaceAll('-', ' '));
  expect(tab.status()).toBe(200);
  expect(await heading(tab)).toBe(named ? 'Langkah laporan Anda' : 'Langkah informasi Anda');
  const steps = await tab.page.locator('.timeline').textContent();
  expect(steps).toContain('Diterima kantor pengawas');
  expect(steps).toContain('Jumat, 4 Oktober 2024, 09.00 WIB');
  expect(steps).toContain('Bawaslu Kota Arunika');
  const shown = await text(tab);
  for (const own of [story, ...Object.values(identity)]) expect(shown).not.toContain(own);
  expect(shown.match(/SHA-256/g)).toHaveLength(2);
  expect(tab.page.url()).not.toContain(receipt);
  await tab.look('status: the steps');
  await tab.picture('status');
}

function swapped(receipt: string): string {
  const at = [...receipt].findIndex((one, index) => {
    const after = receipt[index + 1];
    return one !== '-' && after !== undefined && after !== '-' && after !== one;
  });
  return `${receipt.slice(0, at)}${receipt[at + 1]}${receipt[at]}${receipt.slice(at + 2)}`;
}

async function lookAround(tab: Tab): Promise<void> {
  await tab.goto('/cara-menghitung');
  await tab.look('how numbers are counted');
  await tab.goto('/ikrar');
  await tab.look('pledge, signed out');
  await tab.goto('/masuk');
  await tab.look('sign-in');
  await tab.press(tab.page.locator('main form button[type="submit"]').first());
  expect(tab.status()).toBe(422);
  await tab.look('sign-in: nothing filled in');
  expect(await readErrors(tab)).toHaveLength(2);
  await tab.goto('/tidak-ada-di-sini');
  expect(tab.status()).toBe(404);
  await tab.look('nothing there');
  // A draft that was damaged on the way.
  await tab.goto('/lapor/apa');
  await field(tab, 'draft').evaluate((one) => one.setAttribute('value', 'AAAA'));
  await next(tab);
  expect(tab.status()).toBe(403);
  await tab.look('a draft that cannot be read');
}

const visit = (way: TabOptions): Promise<Tab> => openTab(browser, server.url, way);

const ways = [
  { width: 320, scheme: 'light', script: true, named: true },
  { width: 1280, scheme: 'light', script: false, named: false },
  { width: 320, scheme: 'dark', script: false, named: true },
  { width: 1280, scheme: 'dark', script: true, named: false },
] as const;

describe('a report in Indonesian', () => {
  it.concurrent.each(mostTelling(ways, 0, 2, 3))(
    'is told, sent and followed up at $width px, $scheme, script $script',
    async (way) => {
      const tab = await visit(way);
      await tab.goto('/');
      expect(await heading(tab)).toBe('Menjaga aparatur tetap netral, dari janji sampai keputusan.');
      await tab.look('front');
      await tab.picture('front');
      await unfold(tab);
      await tab.look('front: everything unfolded');
      await tab.press(tab.page.locator('main a[href="/lapor"]'));
      await tab.look('before the first question');
      await tab.press(tab.page.locator('main a[href="/lapor/apa"]'));
      await tellWhat(tab);
      await tellWhen(tab);
      await tellWhere(tab);
      await tellWho(tab);
      await tellStory(tab);
      await attachFiles(tab);
      await tellName(tab);
      await checkAnswers(tab, way.named);
      const receipt = await send(tab, way.named);
      await followUp(tab, receipt, way.named);
      await lookAround(tab);
      expect(tab.found).toEqual([]);
      expect(tab.looked.length).toBeGreaterThan(30);
      await tab.close();
    },
  );
});

describe('the watch over every page', () => {
  it.each([true, false])('sees what is wrong with one, script %s', async (script) => {
    const tab = await visit({ width: 320, scheme: 'light', script });
    await tab.goto('/lapor');
    await tab.page.evaluate(`{
      const wrong = document.createElement('div');
      wrong.style.width = '900px';
      wrong.style.color = '#bbb';
      wrong.style.background = '#fff';
      wrong.append('halo', document.createElement('input'), new Image());
      document.querySelector('main').append(wrong);
      console.error('sesuatu');
    }`);
    await tab.page.evaluate(`new Promise((done) => {
      const picture = new Image();
      picture.onerror = done;
      picture.src = 'https://tempat-lain.invalid/x.png';
      if (${!script}) done();
    })`);
    await tab.look('a spoilt page');
    const found = tab.found.join('\n');
    for (const sign of ['color-contrast', 'image-alt', 'label', 'wider than the screen', 'console: sesuatu'])
      expect(found).toContain(sign);
    expect(found).toMatch(/asked https:\/\/tempat-lain|Content Security Policy/);
    await tab.close();
  });

  it('sees a cookie on a page for reporters', async () => {
    const nosy = createServer((_request, response) => {
      response.setHeader('set-cookie', 'pelacak=1; Path=/');
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><html lang="id"><title>Lapor</title><main><h1>Lapor</h1></main></html>');
    });
    await new Promise<void>((done) => nosy.listen(0, '127.0.0.1', done));
    const address = nosy.address();
    if (typeof address !== 'object' || address === null) throw new Error('no address');
    const base = `http://127.0.0.1:${address.port}`;
    const tab = await openTab(browser, base, { width: 320, scheme: 'light', script: true });
    await tab.goto('/lapor');
    await tab.look('a page with a cookie');
    expect(tab.found.join()).toContain('a reporter was given a cookie');
    await tab.close();
    nosy.close();
  });
});

describe('a report in English', () => {
  it('begins in Indonesian, goes on in English with all answers, and is followed up', async () => {
    const tab = await visit({ width: 320, scheme: 'light', script: true });
    await tab.goto('/lapor/apa');
    await choose(tab, 'act', 'other');
    await tab.press(tab.page.getByRole('button', { name: 'Continue in English' }));
    expect(await heading(tab)).toBe('What did you see?');
    expect(await tab.page.locator('html').getAttribute('lang')).toBe('en');
    expect(await tab.page.locator('input[name="act"][value="other"]').isChecked()).toBe(true);
    await tab.look('English: what');
    await next(tab);
    await next(tab);
    expect(await readErrors(tab)).toEqual(['Write when it happened', 'Write when you came to know']);
    await tab.look('English: when, nothing filled in');
    await fillDate(tab, 'happened', '1', '10');
    await fillDate(tab, 'known', '1', '10');
    await next(tab);
    await field(tab, 'region').selectOption({ label: '– Kota Arunika' });
    await next(tab);
    await tab.page.getByLabel('I know neither post nor name').check();
    await next(tab);
    await field(tab, 'story').fill('A banner hangs at the gate of a school, invented for a test.');
    await next(tab);
    await next(tab);
    await choose(tab, 'named', 'tidak');
    await next(tab);
    expect(await heading(tab)).toBe('Check your answers');
    await tab.look('English: check');
    await tab.press(tab.page.locator('button[name="go"][value="send"]'));
    expect(await heading(tab)).toBe('Your information has been received');
    await tab.look('English: receipt');
    const receipt = (await tab.page.locator('.receipt-groups').textContent()) ?? '';
    await tab.goto('/en/status');
    await askStatus(tab, receipt);
    expect(await text(tab)).toContain('Friday 4 October 2024, 09:00 WIB');
    await tab.look('English: status');
    await tab.goto('/en');
    await tab.look('English: front');
    expect(tab.found).toEqual([]);
    await tab.close();
  });
});

it('the web process stays under 250 MB after all of this', async () => {
  const memory = await server.memory();
  console.log(`web process after the walks: ${memory.toFixed(0)} MB`);
  expect(memory).toBeLessThan(250);
});
