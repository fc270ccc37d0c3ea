/** A civil servant signs the pledge of the open election with a sign-in of the demonstration and takes the certificate along. */
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { lookFolder, openTab, readErrors, signInAs, signOut, type Tab } from '../support/pages.ts';
import { drawPdf, readCode } from '../support/pdf-picture.ts';
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

const sign = (tab: Tab) => tab.page.getByRole('button', { name: 'Tanda tangani ikrar' });

async function certificateNumber(tab: Tab): Promise<string> {
  expect(new URL(tab.page.url()).pathname).toBe('/ikrar/sertifikat');
  return ((await tab.page.locator('.receipt-groups').textContent()) ?? '').trim();
}

async function download(tab: Tab): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const coming = tab.page.waitForEvent('download');
  await tab.page.locator('a[href="/ikrar/sertifikat.pdf"]').click();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

it('an ASN signs on a phone, gets a certificate, and signing twice changes nothing', async () => {
  const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script: true });
  expect(await signInAs(tab, 'asn.perhubungan@netra.contoh')).toBe('/ikrar');
  await tab.look('the pledge');
  // Two windows of the same person, both before the signature: the second tap comes from a page that knows of none.
  const second = await tab.context.newPage();
  await second.goto(`${server.url}/ikrar`);

  await tab.press(sign(tab));
  expect(tab.status()).toBe(422);
  await tab.look('the pledge: not ticked');
  expect(await readErrors(tab)).toEqual(['Centang pernyataan bahwa Anda sudah membaca dan berikrar']);
  await tab.page.locator('input[name="read"]').check();
  await tab.press(sign(tab));
  const number = await certificateNumber(tab);
  expect(number).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const shown = await tab.page.locator('main').textContent();
  expect(shown).toContain('Dimas Harjawinata');
  expect(shown).toContain('Dinas Perhubungan, Pemerintah Kota Arunika');
  expect(shown).toContain('Jumat, 4 Oktober 2024, 09.00 WIB');
  await tab.look('the certificate');

  const first = await download(tab);
  expect(first.name).toBe(`sertifikat-ikrar-${number}.pdf`);
  expect(first.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(first.bytes.length).toBeGreaterThan(5_000);

  await second.locator('input[name="read"]').check();
  const arrived = second.waitForURL('**/ikrar/sertifikat');
  await second.getByRole('button', { name: 'Tanda tangani ikrar' }).click();
  await arrived;
  expect(await second.locator('.receipt-groups').textContent()).toBe(number);
  await second.close();

  await tab.goto('/ikrar');
  expect(await sign(tab).count()).toBe(0);
  await tab.look('the pledge: signed');
  await tab.press(tab.page.getByRole('link', { name: 'Lihat sertifikat' }));
  expect(await certificateNumber(tab)).toBe(number);
  expect(tab.found).toEqual([]);
  await tab.close();
});

it('who signed before sees the certificate in English and without script, and nobody else does', async () => {
  const tab = await openTab(browser, server.url, { width: 1280, scheme: 'dark', script: false });
  expect(await signInAs(tab, 'asn.pendidikan@netra.contoh', '/en')).toBe('/en/ikrar');
  await tab.look('English: the pledge, signed before');
  await tab.press(tab.page.getByRole('link', { name: 'See the certificate' }));
  expect(await tab.page.locator('main').textContent()).toContain('Laras Widyaningtyas');
  await tab.look('English: the certificate');
  expect(tab.found).toEqual([]);
  await tab.close();
  const stranger = await openTab(browser, server.url, { width: 1280, scheme: 'dark', script: false });
  await stranger.goto('/ikrar/sertifikat');
  expect(new URL(stranger.page.url()).pathname).toBe('/masuk');
  await stranger.close();
});

it('a sealed certificate holds up in the hand of a stranger: its proof is checked from a photo of the paper', async () => {
  const owner = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
  await signInAs(owner, 'asn.pendidikan@netra.contoh');
  await owner.goto('/ikrar/sertifikat');
  const number = await certificateNumber(owner);
  const { bytes } = await download(owner);
  const page = await drawPdf(bytes);
  if (lookFolder !== '') writeFileSync(path.join(lookFolder, 'certificate.png'), page.png);

  const stranger = await openTab(browser, server.url, { width: 320, scheme: 'light', script: true });
  const address = new URL(readCode(await drawPdf(bytes, [0.4, 0.72, 0.63, 1])));
  expect(address.href).toBe(`${server.url}/periksa/ikrar?nomor=${number}`);
  await stranger.goto(address.pathname + address.search);
  expect(await stranger.page.locator('h1').textContent()).toBe('Sah');
  await stranger.look('the check by the code');

  const photo = await drawPdf(bytes, [0.63, 0.72, 1, 1]);
  await stranger.goto('/periksa');
  await stranger.page.locator('#periksa[data-ready]').waitFor();
  await stranger.page
    .locator('#f-berkas')
    .setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: photo.png });
  await stranger.page.locator('#hasil').waitFor();
  expect(await stranger.page.locator('#hasil').textContent()).toBe('Bukti ini sah');
  expect(await stranger.page.locator('main').textContent()).not.toContain('Laras');
  expect([...owner.found, ...stranger.found]).toEqual([]);
  await Promise.all([owner.close(), stranger.close()]);
});

it('whoever is no civil servant is told so and can sign nothing', async () => {
  const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
  expect(await signInAs(tab, 'admin@netra.contoh')).toBe('/admin');
  await tab.goto('/ikrar');
  expect(await tab.page.locator('main').textContent()).toContain('Ikrar ini untuk ASN');
  expect(await sign(tab).count()).toBe(0);
  await tab.look('the pledge for others');
  await tab.goto('/ikrar/sertifikat.pdf');
  expect(tab.status()).toBe(404);
  await tab.goto('/admin');
  await signOut(tab);
  await tab.goto('/admin');
  expect(tab.status()).toBe(404);
  expect(tab.found).toEqual([]);
  await tab.close();
});

it('an ASN can sign out on the page of the pledge', async () => {
  const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script: false });
  await signInAs(tab, 'asn.pendidikan@netra.contoh');
  await tab.goto('/ikrar');
  await tab.look('the pledge of somebody who is signed in');
  await signOut(tab);
  await tab.goto('/ikrar/sertifikat');
  expect(new URL(tab.page.url()).pathname).toBe('/masuk');
  expect(tab.found).toEqual([]);
  await tab.close();
});
