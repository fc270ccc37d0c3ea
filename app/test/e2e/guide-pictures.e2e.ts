/**
 * The pictures of the guides in `docs/guide`: one walk over the sign-ins of the demonstration. It runs only when pictures are wanted:
 * NETRA_PICTURES=docs/pictures vitest run --project e2e app/test/e2e/guide-pictures.e2e.ts
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openTab, signInAs, signOut, type Tab } from '../support/pages.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';

const folder = process.env.NETRA_PICTURES ?? '';

/** Bytes of one picture: guides are read on slow lines as well. */
const MOST_BYTES = 150_000;

/** Takes what is in sight, beginning at `from` or at the top of the page, with few colours. */
async function shoot(tab: Tab, name: string, from?: Locator): Promise<void> {
  await tab.page.evaluate('document.activeElement?.blur(); window.scrollTo(0, 0)');
  if (from !== undefined) {
    await from.evaluate((one) => one.scrollIntoView({ block: 'start' }));
    await tab.page.evaluate('window.scrollBy(0, -24)');
  }
  const taken = await tab.page.screenshot({ animations: 'disabled', caret: 'hide' });
  const file = path.join(folder, `${name}.png`);
  const { size } = await sharp(taken).png({ palette: true, colours: 128, effort: 10 }).toFile(file);
  expect(size, `${name}: bytes`).toBeLessThan(MOST_BYTES);
}

/** The first case in the queue of whoever is signed in; its page stays open. */
async function openFirstCase(tab: Tab, queue = '/antrean'): Promise<string> {
  await tab.goto(queue);
  await tab.press(tab.page.locator('tbody th a').first());
  return new URL(tab.page.url()).pathname;
}

describe.skipIf(folder === '')('the pictures of the guides', () => {
  let dataDir: string;
  let server: ServerUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    dataDir = await filledDataDir();
    [server, browser] = await Promise.all([startServer(dataDir), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await removeDataDir(dataDir);
  });

  it('are taken of what anybody sees', { timeout: 120_000 }, async () => {
    const wide = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
    for (const [address, name] of [
      ['/', 'front-1280-light'],
      ['/bolehkah', 'guide-bolehkah-1280-light'],
      ['/api', 'guide-api-1280-light'],
    ] as const) {
      await wide.goto(address);
      await shoot(wide, name);
    }
    await wide.goto('/instansi');
    await wide.press(wide.page.locator('main a[href^="/instansi/"]').first());
    await shoot(wide, 'institution-1280-light');
    expect(wide.found).toEqual([]);
    await wide.close();
    const phone = await openTab(browser, server.url, { width: 320, scheme: 'light', script: true });
    for (const [address, name] of [
      ['/terlapor', 'guide-terlapor-320-light'],
      ['/ikrar', 'guide-ikrar-320-light'],
    ] as const) {
      await phone.goto(address);
      await shoot(phone, name);
    }
    expect(phone.found).toEqual([]);
    await phone.close();
  });

  it('are taken at the desk of each office', { timeout: 300_000 }, async () => {
    const desk = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
    await signInAs(desk, 'pengawas.arunika@netra.contoh');
    await desk.goto('/antrean');
    await shoot(desk, 'queue-1280-light');
    const numbers = await desk.page.locator('tbody th a').allTextContents();
    const registered = await firstWith(desk, numbers, 'a[href$="/kajian"], a[href$="/pleno"]');
    await shoot(desk, 'case-1280-light');
    await desk.goto(`${registered}/terlapor`);
    await shoot(desk, 'guide-accused-notice-1280-light');
    await signOut(desk);

    await signInAs(desk, 'satgas@netra.contoh');
    await desk.goto('/serah-terima?arah=masuk');
    await shoot(desk, 'guide-handovers-1280-light');
    await signOut(desk);

    await signInAs(desk, 'bkn@netra.contoh');
    await openFirstCase(desk);
    await shoot(desk, 'guide-bkn-1280-light');
    await signOut(desk);

    await signInAs(desk, 'ppk.arunika@netra.contoh');
    const address = await openFirstCase(desk);
    await desk.goto(`${address}/catat-keputusan`);
    expect(desk.status(), address).toBe(200);
    await shoot(desk, 'guide-decision-1280-light');
    await signOut(desk);

    await signInAs(desk, 'media@netra.contoh');
    // Not an article: names of living people belong into no picture.
    await desk.goto('/media/baru');
    await shoot(desk, 'guide-media-1280-light');
    await signOut(desk);

    await signInAs(desk, 'asn.pendidikan@netra.contoh');
    await desk.goto('/ikrar/sertifikat');
    await shoot(desk, 'certificate');
    await signOut(desk);

    await signInAs(desk, 'inspektorat.arunika@netra.contoh');
    await desk.goto('/cakupan');
    await desk.press(desk.page.locator('main a[href^="/cakupan/"]').first());
    await shoot(desk, 'coverage-1280-light');
    await signOut(desk);

    await signInAs(desk, 'admin@netra.contoh');
    for (const [page, name] of [
      ['/admin', 'guide-admin-1280-light'],
      ['/admin/surel', 'guide-mail-1280-light'],
      ['/kantor/hukum', 'guide-law-data-1280-light'],
    ] as const) {
      await desk.goto(page);
      expect(desk.status(), page).toBe(200);
      await shoot(desk, name);
    }
    expect(desk.found).toEqual([]);
    await desk.close();
  });
});

/** Opens case after case until one offers what `actions` selects; gives its path. */
async function firstWith(tab: Tab, numbers: readonly string[], actions: string): Promise<string> {
  for (const number of numbers) {
    await tab.goto(`/perkara/${number.trim()}`);
    if ((await tab.page.locator(actions).count()) > 0) return `/perkara/${number.trim()}`;
  }
  throw new Error(`none of ${numbers.join(', ')} offers ${actions}`);
}
