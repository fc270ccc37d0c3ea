/** The outreach kit in a real browser: an inspectorate makes posters without a script, downloads one, and whoever scans its code arrives and is counted. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import decodeQr from 'qr/decode.js';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { beginBrowserTest } from '../support/begin.ts';
import { lookFolder, readErrors, shoot, signInAs, type Tab } from '../support/pages.ts';

const begun = beginBrowserTest();

const button = (tab: Tab, name: string) => tab.page.getByRole('button', { name, exact: true });
const inspectorate = 'inspektorat.arunika@netra.contoh';

async function download(tab: Tab, name: string): Promise<Buffer> {
  const [file] = await Promise.all([
    tab.page.waitForEvent('download'),
    tab.page.getByRole('link', { name, exact: true }).click(),
  ]);
  return readFileSync(await file.path());
}

it('an inspectorate on a phone, without a script, makes posters that anybody can hang up and scan', {
  timeout: 240_000,
}, async () => {
  const tab = await begun.open({ width: 320, scheme: 'light', script: false });
  await signInAs(tab, inspectorate);
  await tab.goto('/alat-peraga');
  await shoot(tab, 'list 320 light');
  await tab.press(tab.page.getByRole('link', { name: 'Buat bahan sosialisasi', exact: true }));
  await shoot(tab, 'choose 320 light');
  await tab.page.locator('select[name="tugas"]').selectOption('guru');
  await tab.press(button(tab, 'Lanjutkan ke isi'));
  await shoot(tab, 'content 320 light');

  await tab.page.locator('input[name="baris"]').fill('Ingat, pilih nomor 2');
  await tab.press(button(tab, 'Buat'));
  expect(tab.status()).toBe(422);
  expect((await readErrors(tab)).join()).toContain('nomor');
  expect(await tab.page.locator('input[name="baris"]').inputValue()).toBe('Ingat, pilih nomor 2');
  await shoot(tab, 'refused 320 light');

  await tab.page.locator('input[name="baris"]').fill('Apel Senin, 7 Oktober 2024, pukul 07.30');
  await tab.press(button(tab, 'Buat'));
  expect(tab.status()).toBe(200);
  await shoot(tab, 'kit 320 light');

  const poster = await download(tab, 'Unduh PNG: Poster A4');
  if (lookFolder !== '') writeFileSync(path.join(lookFolder, 'poster.png'), poster);
  // The head of a PNG: signature, then width and height.
  expect(poster.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([poster.readUInt32BE(16), poster.readUInt32BE(20)]).toEqual([1240, 1754]);
  const { data, info } = await sharp(poster).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(new Set(data.filter((_, at) => at % 4 === 0)).size).toBeGreaterThan(8);
  const address = decodeQr({ width: info.width, height: info.height, data });
  expect(address).toMatch(new RegExp(`^${begun.server.url.replaceAll('.', '\\.')}/m/[2-9A-Z]{7}$`));
  const pdf = await download(tab, 'Unduh PDF: Poster A4');
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');

  const citizen = await begun.open({ width: 320, scheme: 'dark', script: false });
  await citizen.goto(new URL(address).pathname);
  expect(new URL(citizen.page.url()).pathname).toBe('/bolehkah');
  expect(await citizen.context.cookies()).toEqual([]);
  await citizen.look('self-check by the code');
  await tab.page.reload();
  expect(await tab.page.locator('main').textContent()).toContain('kurang dari 10');

  await tab.press(button(tab, 'Tarik bahan sosialisasi'));
  await shoot(tab, 'withdrawn 320 light');
  expect(await tab.page.locator('main').textContent()).toContain('Gambarnya tidak dibuat lagi');
  expect(await tab.page.getByRole('link', { name: 'Unduh semua (ZIP)' }).count()).toBe(0);
  await tab.goto('/alat-peraga');
  await shoot(tab, 'list with a withdrawn one 320 light');
  await citizen.goto(new URL(address).pathname);
  expect(citizen.status()).toBe(410);
  await shoot(citizen, 'scanned after 320 dark');
  await citizen.press(citizen.page.getByRole('link', { name: 'Lanjut ke halamannya' }));
  expect(new URL(citizen.page.url()).pathname).toBe('/bolehkah');
  expect(citizen.found).toEqual([]);
  await citizen.close();
  expect(tab.found).toEqual([]);
  await tab.close();
});

it('the pages stand on a wide screen in the dark and in English, and nobody else finds them', {
  timeout: 240_000,
}, async () => {
  const tab = await begun.open({ width: 1280, scheme: 'dark', script: true });
  await signInAs(tab, inspectorate);
  await tab.goto('/en/alat-peraga');
  await shoot(tab, 'list 1280 dark');
  await tab.press(tab.page.locator('tbody th a').first());
  await shoot(tab, 'kit 1280 dark');
  await tab.goto('/en/alat-peraga/baru/isi?tugas=pejabat-anggaran');
  await shoot(tab, 'content 1280 dark');
  expect(tab.found).toEqual([]);
  await tab.close();
  const other = await begun.open({ width: 1280, scheme: 'light', script: true, barriers: false });
  await signInAs(other, 'asn.perhubungan@netra.contoh');
  await other.goto('/alat-peraga');
  expect(other.status()).toBe(404);
  await other.close();
});
