/** The whole thread: a report from a phone, the offices in turn, a decision, and the person who told sees each step. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openTab, signInAs, signOut, unfold } from '../support/pages.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';
import { picture, text, walkThread } from '../support/thread.ts';

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

it('goes from a report on a phone through every office to a decision that the reporter sees', {
  timeout: 240_000,
}, async () => {
  const phone = await openTab(browser, server.url, { width: 320, scheme: 'light', script: false });
  const desk = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
  await walkThread(phone, desk);
  expect(phone.found).toEqual([]);
  expect(desk.found).toEqual([]);
  expect(await server.memory(), 'MB of the web process after the walk').toBeLessThan(250);
  await phone.close();
  await desk.close();
});

it('works at the desk on a small phone in the dark, and the clock of the demonstration makes limits pass', {
  timeout: 180_000,
}, async () => {
  const tab = await openTab(browser, server.url, { width: 320, scheme: 'dark', script: true });
  await signInAs(tab, 'pengawas.arunika@netra.contoh');
  await tab.look('the queue on a phone');
  const late = async () => {
    await tab.goto('/antrean?lihat=lewat');
    return tab.page.locator('tbody tr').count();
  };
  const before = await late();
  await tab.look('what is overdue, on a phone');
  await unfold(tab);
  await tab.press(tab.page.locator('button[name="move"][value="three-days"]').first());
  expect(await late()).toBeGreaterThan(before);
  await unfold(tab);
  await tab.press(tab.page.locator('button[name="move"][value="reset"]').first());
  expect(await late()).toBe(before);
  for (const view of ['terbuka', 'hari-ini', 'informasi', 'selesai']) {
    await tab.goto(`/antrean?lihat=${view}`);
    await tab.look(`the queue: ${view}`);
  }
  await tab.goto('/antrean');
  await tab.press(tab.page.locator('tbody a').first());
  await tab.look('a case on a phone');
  await unfold(tab);
  await tab.look('a case on a phone, unfolded');
  await tab.goto('/en/antrean');
  await tab.look('the queue in English');
  await tab.press(tab.page.locator('tbody a').first());
  await tab.look('a case in English');
  expect(tab.found).toEqual([]);
  await tab.close();
});

it('has the five articles in the media desk, and the one that repeats itself is marked', {
  timeout: 120_000,
}, async () => {
  const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
  await signInAs(tab, 'media@netra.contoh');
  await tab.goto('/media');
  await tab.look('the media desk');
  const rows = tab.page.locator('main a[href*="/media/"]');
  expect(await rows.count()).toBeGreaterThanOrEqual(5);
  expect(((await text(tab)).match(/mengulang/gi) ?? []).length).toBeGreaterThanOrEqual(1);
  const addresses = await rows.evaluateAll((links) =>
    [...new Set(links.map((link) => link.getAttribute('href') ?? ''))].filter((href) =>
      /\/media\/[0-9a-f-]{36}$/.test(href),
    ),
  );
  expect(addresses).toHaveLength(5);
  for (const [index, address] of addresses.entries()) {
    await tab.goto(address);
    await tab.look(`article ${index + 1}`);
  }
  await signOut(tab);
  await signInAs(tab, 'asn.pendidikan@netra.contoh');
  await tab.goto('/ikrar/sertifikat');
  await tab.look('a certificate');
  await picture(tab, 'certificate');
  await signOut(tab);
  await signInAs(tab, 'admin@netra.contoh');
  await tab.look('administration');
  await tab.goto('/antrean');
  expect(tab.status(), 'administrators see no case').toBe(404);
  expect(tab.found).toEqual([]);
  await tab.close();
});
