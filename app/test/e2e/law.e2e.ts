/**
 * The law in a real browser: on a small phone and a desktop, light and dark, without a script, in both languages; axe looks at every kind of page.
 * From the front page to an article, from a search to a row, from a step to a date.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { mostTelling } from '../support/deep.ts';
import { openTab, type Tab } from '../support/pages.ts';
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

const heading = (tab: Tab) => tab.page.locator('h1').textContent();
const text = async (tab: Tab) => (await tab.page.locator('main').textContent()) ?? '';

/** One page of each kind, and the states that a question brings about. */
const kinds = [
  '/hukum',
  '/hukum?cari=medsos',
  '/hukum?cari=zzqqxy',
  '/hukum?pada=2023-06-01',
  '/hukum/aturan/B6',
  '/hukum/aturan/B8',
  '/hukum/aturan/pp94-5n-1',
  '/hukum/aturan/attends-quietly',
  '/hukum/instrumen/uu5_2014',
  '/hukum/batas-waktu/bawaslu-pilkada',
  '/hukum/batas-waktu/bawaslu-pemilu?step=file-report&dari=2024-02-07&zona=WIT',
  '/hukum/batas-waktu/discipline-pp53',
  '/hukum/sanksi',
  '/hukum/pemilu/pilkada-2024',
  '/hukum/kalender/2027',
  '/hukum/lembaga',
  '/hukum/tanya',
  '/hukum/tanya/edge-11',
] as const;

const screens = [
  { width: 320, scheme: 'light', language: '' },
  { width: 1280, scheme: 'dark', language: '' },
  { width: 1280, scheme: 'light', language: '/en' },
  { width: 320, scheme: 'dark', language: '/en' },
] as const;

describe.each(mostTelling(screens, 1, 3))(
  'the law at $width px, $scheme, "$language", without a script',
  ({ width, scheme, language }) => {
    it('every kind of page holds for keyboard, reader and eye', async () => {
      const tab = await openTab(browser, server.url, { width, scheme, script: false });
      for (const path of kinds) {
        await tab.goto(language + path);
        expect(tab.status(), path).toBe(200);
        await tab.look(path);
      }
      expect(tab.found).toEqual([]);
      await tab.close();
    });
  },
);

describe('a person looks something up', () => {
  it('from the front page to the row that judges a like, in four presses', async () => {
    const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script: false });
    await tab.goto('/');
    await tab.press(tab.page.locator('header nav a[href="/hukum"]'));
    expect(await heading(tab)).toBe('Hukum netralitas ASN, terbaca.');
    await tab.page.locator('input[name="cari"]').fill('nge-like postingan calon');
    await tab.press(tab.page.locator('search button'));
    await tab.press(tab.page.locator('.hits a[href="/hukum/aturan/B6"]'));
    expect(await text(tab)).toMatch(/disiplin berat.*Menyukai unggahan calon sesudah penetapan\./s);
    expect(tab.found).toEqual([]);
    await tab.close();
  });

  it('asks what was in force before KASN ended, and is told what changed', async () => {
    const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
    await tab.goto('/hukum');
    await tab.page.locator('input[name="pada"]').fill('2024-09-03');
    await tab.press(tab.page.locator('form:has(input[name="pada"]) button'));
    expect(await text(tab)).toMatch(
      /Yang berlaku pada Selasa, 3 September 2024.*Komisi Aparatur Sipil Negara.*tidak berlaku lagi/s,
    );
    expect(tab.found).toEqual([]);
    await tab.close();
  });

  it('counts a limit, is corrected when no day is given, and sees why days were passed over', async () => {
    const tab = await openTab(browser, server.url, { width: 320, scheme: 'dark', script: false });
    await tab.goto('/hukum/batas-waktu/bawaslu-pemilu');
    const button = tab.page.locator('.calculator button');
    await tab.press(button);
    expect(tab.status()).toBe(422);
    expect(await text(tab)).toContain('Tulis tanggal yang ada, misalnya 2024-10-04');
    await tab.look('calculator refused');
    await tab.page.locator('input[name="dari"]').fill('2024-02-07');
    await tab.press(button);
    expect(await text(tab)).toMatch(/Rabu, 21 Februari 2024, 23\.59 WIB.*cuti bersama/s);
    await tab.look('calculator counted');
    expect(tab.found).toEqual([]);
    await tab.close();
  });

  it('gets the same page in the other language, and a search where there is nothing', async () => {
    const tab = await openTab(browser, server.url, { width: 1280, scheme: 'dark', script: false });
    await tab.goto('/hukum/aturan/B7');
    await tab.press(tab.page.locator('a.language'));
    expect(new URL(tab.page.url()).pathname).toBe('/en/hukum/aturan/B7');
    expect(await heading(tab)).toMatch(/^B7\. /);
    await tab.goto('/hukum/aturan/B99');
    expect(tab.status()).toBe(404);
    await tab.look('no such rule');
    expect(await tab.page.locator('input[name="cari"]').count()).toBe(1);
    expect(tab.found).toEqual([]);
    await tab.close();
  });

  it('the front page leads to the rows it speaks of', async () => {
    const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script: false });
    await tab.goto('/');
    await tab.page.locator('details.disclosure summary').first().click();
    await tab.press(tab.page.locator('main a[href="/hukum/aturan/A4"]'));
    expect(await heading(tab)).toMatch(/^A4\. /);
    await tab.close();
  });
});

describe('on paper', () => {
  it('a rule keeps its sources and its address, and loses what can only be pressed', async () => {
    const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: false });
    await tab.goto('/hukum/aturan/B6');
    await tab.page.emulateMedia({ media: 'print' });
    expect(await tab.page.locator('.sources').first().isVisible()).toBe(true);
    expect(await tab.page.locator('.law-address').isVisible()).toBe(true);
    expect(await tab.page.locator('main .btn').first().isVisible()).toBe(false);
    await tab.close();
  });
});
