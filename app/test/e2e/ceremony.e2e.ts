/** A ceremony as people hold it: a screen on the wall, two phones with codes of their own, one of them without a script; and a certificate that is checked. */
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { renderSVG } from 'uqr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPledgeCodes } from '../../src/features/pledges/seed.ts';
import { deriveKeys } from '../../src/platform/crypto/secret.ts';
import { findBarriers } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { lookFolder, openTab, shoot, signInAs, type Tab } from '../support/pages.ts';
import { drawPdf, readCode } from '../support/pdf-picture.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';

let dataDir: string;
let server: ServerUnderTest;
let browser: Browser;
let codes: readonly string[];

beforeAll(async () => {
  dataDir = await filledDataDir();
  [server, browser] = await Promise.all([startServer(dataDir), launchBrowser()]);
  const secret = (await readFile(path.join(dataDir, 'secret'), 'utf8')).trim();
  codes = demoPledgeCodes(deriveKeys(Buffer.from(secret, 'utf8')));
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

const button = (tab: Tab, name: string) => tab.page.getByRole('button', { name, exact: true });

/** Starts a ceremony and gives the address of its screen. */
async function startCeremony(tab: Tab): Promise<string> {
  await signInAs(tab, 'inspektorat.arunika@netra.contoh');
  await tab.goto('/ikrar/kampanye');
  await shoot(tab, `campaigns ${tab.page.viewportSize()?.width}`);
  await tab.press(button(tab, 'Mulai apel'));
  return tab.page.url();
}

/** The page that a tab shows as it stands at this moment. The screen draws itself anew within seconds, also under whoever is reading it. */
async function heldStill(tab: Tab): Promise<Page> {
  const page = await tab.context.newPage();
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const { refresh: _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto(tab.page.url());
  return page;
}

/** The code that leads to the check. It is the only one until the pledge is sealed, which happens meanwhile or not; then the proof stands right of it. */
async function codeOfCheck(certificate: Uint8Array): Promise<string> {
  const right = await drawPdf(certificate, [0.63, 0.7, 1, 1]);
  if (lookFolder !== '') writeFileSync(path.join(lookFolder, 'certificate-code.png'), right.png);
  const read = readCode(right);
  return read.startsWith('http') ? read : readCode(await drawPdf(certificate, [0.4, 0.7, 0.63, 1]));
}

/** Answers the three questions, trying again where the first answer was not right. */
async function learn(tab: Tab): Promise<void> {
  for (let question = 1; question <= 3; question += 1) {
    await tab.page.locator('input[name="jawab"]').first().check();
    await tab.press(button(tab, 'Jawab'));
    if ((await tab.page.getByText('Belum tepat.').count()) > 0) {
      await tab.page.locator('input[name="jawab"]').nth(1).check();
      await tab.press(button(tab, 'Coba lagi'));
    }
    expect(await tab.page.getByText('Benar.').count()).toBe(1);
    await tab.press(button(tab, question < 3 ? 'Pertanyaan berikutnya' : 'Ke naskah ikrar'));
  }
}

async function signWith(tab: Tab, code: string, screen: string): Promise<string> {
  await tab.goto('/ikrar');
  await tab.page.locator('input[name="kode"]').fill(code);
  await tab.page.locator('input[name="layar"]').fill(screen);
  await tab.press(button(tab, 'Lanjut'));
  await tab.look('the first question');
  await learn(tab);
  await tab.look('the text');
  await tab.page.locator('input[name="ikrar"]').check();
  await tab.press(button(tab, 'Tanda tangani ikrar'));
  expect(tab.status()).toBe(200);
  await tab.look('signed');
  return ((await tab.page.locator('.receipt-groups').textContent()) ?? '').trim();
}

it('two phones and a screen: both sign, the count stays in tens, a second tap changes nothing, and anybody can check the certificate', async () => {
  const wall = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
  await startCeremony(wall);
  const screen = await heldStill(wall);
  expect(await findBarriers(screen, true)).toEqual([]);
  const digits = ((await screen.locator('.ceremony-code').textContent()) ?? '').replaceAll(/\D/g, '');
  expect(digits).toMatch(/^\d{6}$/);
  // What the code on the wall says, drawn again, is the same picture.
  const drawn = decodeURIComponent((await screen.locator('.ceremony img').getAttribute('src')) ?? '').replace(
    'data:image/svg+xml,',
    '',
  );
  expect(drawn).toBe(renderSVG(`${server.url}/ikrar?layar=${digits}`, { border: 4, ecc: 'M' }));

  const [one = '', two = ''] = codes;
  const scripted = await openTab(browser, server.url, { width: 320, scheme: 'dark', script: true });
  const plain = await openTab(browser, server.url, { width: 320, scheme: 'light', script: false });
  const number = await signWith(scripted, one, digits);
  const other = await signWith(plain, two, digits);
  expect(number).not.toBe(other);
  expect(await plain.context.cookies()).toEqual([]);

  // The wall draws itself anew; two people are fewer than ten, and it says no more than that.
  await wall.page.waitForEvent('framenavigated', { timeout: 20_000 });
  expect(await wall.page.locator('.ceremony-count').textContent()).toBe('Belum sampai 10 orang');

  await scripted.goto('/ikrar');
  await scripted.page.locator('input[name="kode"]').fill(one.toLowerCase());
  await scripted.page.locator('input[name="nomor"]').fill(number);
  await scripted.press(button(scripted, 'Lanjut'));
  expect(((await scripted.page.locator('.receipt-groups').textContent()) ?? '').trim()).toBe(number);

  const coming = scripted.page.waitForEvent('download');
  await button(scripted, 'Unduh sertifikat (PDF)').click();
  const certificate = await readFile(await (await coming).path());

  // Somebody with a telephone and no account points it at the printed code, and learns that and no more.
  const address = new URL(await codeOfCheck(certificate));
  expect(address.origin).toBe(server.url);
  await plain.goto(address.pathname + address.search);
  expect(plain.status()).toBe(200);
  await plain.look('the check');
  const shown = (await plain.page.locator('main').textContent()) ?? '';
  expect(shown).toContain('Sah');
  expect(shown).toContain('Pemerintah Kota Arunika');
  expect(shown).toContain('Pemilihan Gubernur');
  expect(await plain.page.locator('main dt').allTextContents()).toEqual(['Pemilihan', 'Instansi']);
  expect(await plain.context.cookies()).toEqual([]);
  await plain.goto('/periksa/ikrar?nomor=2222-2222-2222');
  expect(plain.status()).toBe(404);
  expect([...wall.found, ...scripted.found, ...plain.found]).toEqual([]);
  await Promise.all([wall.close(), scripted.close(), plain.close()]);
});

it('a list of codes outlives a lost connection: kept locked, sent by itself, and what was mistyped stays to be mended', async () => {
  const wall = await openTab(browser, server.url, { width: 320, scheme: 'dark', script: true });
  await startCeremony(wall);
  const list = (await heldStill(wall)).getByRole('link', { name: 'Daftar luring' }).first();
  const address = new URL((await list.getAttribute('href')) ?? '', server.url).pathname;
  await wall.close();
  const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script: true });
  await signInAs(tab, 'inspektorat.arunika@netra.contoh');
  await tab.goto(address);
  const kept = (): Promise<string> => tab.page.evaluate('JSON.stringify(localStorage)');
  await tab.look('the list');
  const [, , third = ''] = codes;
  await tab.page.locator('textarea[name="kode"]').fill(`${third}\nSALAH-KETIK-1`);
  await expect.poll(kept).toContain('netra-kept-daftar-apel-');
  expect(await kept()).not.toContain(third);
  await tab.context.setOffline(true);
  await button(tab, 'Kirim daftar').click();
  await expect.poll(() => tab.page.locator('[data-keep-note]').textContent()).toContain('belum terkirim');
  await tab.look('the list offline');
  await tab.context.setOffline(false);
  await tab.page.locator('table').first().waitFor({ timeout: 20_000 });
  const rows = await tab.page.locator('table tbody tr').allTextContents();
  expect(rows.filter((row) => row.includes('Tercatat'))).toHaveLength(1);
  expect(rows.filter((row) => row.includes('Salah ketik'))).toHaveLength(1);
  await tab.look('the list sent');
  expect(await tab.page.locator('textarea[name="kode"]').inputValue()).toBe('SALAH-KETIK-1');
  // Mended: nothing is left to send, here or in the browser.
  await tab.page.locator('textarea[name="kode"]').fill(third);
  await tab.press(button(tab, 'Kirim daftar'));
  expect(await tab.page.locator('textarea[name="kode"]').inputValue()).toBe('');
  await expect.poll(kept).not.toContain('netra-kept-');
  expect(tab.found.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  await tab.close();
});
