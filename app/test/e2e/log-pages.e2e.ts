/** The public log in a browser: on a small phone and a desktop, light and dark, on paper; and its page at the desk. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openTab, readErrors, signInAs, type Tab, unfold } from '../support/pages.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';

let dataDir: string;
let server: ServerUnderTest;
let browser: Browser;
let today: string;

beforeAll(async () => {
  dataDir = await filledDataDir();
  [server, browser] = await Promise.all([startServer(dataDir), launchBrowser()]);
  const log = await (await fetch(`${server.url}/log`)).text();
  today = /href="\/log\/harian\/([\d-]+)"/.exec(log)?.[1] ?? 'no day was sealed';
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

const text = async (tab: Tab) => (await tab.page.locator('main').textContent()) ?? '';
const folder = process.env.NETRA_PICTURES ?? '';
/** The whole page, for whoever wants to look at it. */
async function shoot(tab: Tab, name: string): Promise<void> {
  if (folder === '') return;
  mkdirSync(folder, { recursive: true });
  await tab.page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true, animations: 'disabled' });
}

describe.each([
  { width: 320, scheme: 'light', language: '' },
  { width: 1280, scheme: 'dark', language: '' },
  { width: 1280, scheme: 'light', language: '/en' },
  { width: 320, scheme: 'dark', language: '/en' },
] as const)('the public log at $width px, $scheme, "$language"', ({ width, scheme, language }) => {
  it('every page holds for keyboard, reader and eye, and sets no cookie', async () => {
    const tab = await openTab(browser, server.url, { width, scheme, script: width === 1280 });
    for (const [name, to, status] of [
      ['log', '/log', 200],
      ['day', `/log/harian/${today}`, 200],
      ['no-day', '/log/harian/2001-01-01', 404],
      ['law', '/log/hukum', 200],
    ] as const) {
      await tab.goto(language + to);
      expect(tab.status(), to).toBe(status);
      await unfold(tab);
      await tab.look(to);
      await shoot(tab, `${name}-${width}-${scheme}`);
    }
    expect(await tab.context.cookies()).toEqual([]);
    expect(tab.found).toEqual([]);
    await tab.close();
  });
});

describe('the root of a day', () => {
  it('fits one A4 page on paper, with the whole signed text and its code', async () => {
    const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: false });
    for (const language of ['', '/en']) {
      await tab.goto(`${language}/log/harian/${today}`);
      await tab.page.emulateMedia({ media: 'print' });
      for (const hidden of ['header nav', '.foot', '.log-days'])
        for (const one of await tab.page.locator(hidden).all()) expect(await one.isVisible(), hidden).toBe(false);
      for (const shown of ['.log-hex', '.log-note pre', '.log-note img'])
        expect(await tab.page.locator(shown).isVisible(), shown).toBe(true);
      await shoot(tab, `day-print${language.replace('/', '-')}`);
      const pdf = await tab.page.pdf({ format: 'A4', preferCSSPageSize: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
      await tab.page.emulateMedia({ media: 'screen' });
    }
    await tab.close();
  });

  it('is told by a feed that a strict reader of XML takes', async () => {
    const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
    await tab.goto('/log');
    const href = await tab.page.locator('head link[type="application/atom+xml"]').getAttribute('href');
    expect(href).toBe('/log/harian.xml');
    const read: unknown = await tab.page.evaluate(`new Promise((done) => {
      const asked = new XMLHttpRequest();
      asked.responseType = 'document';
      asked.onload = () => {
        const root = asked.responseXML?.documentElement;
        const has = (what) => root?.querySelector(what) !== null;
        done([root?.namespaceURI, root?.localName, has('parsererror'), has('id'), has('updated'), has('author > name')]);
      };
      asked.open('GET', '/log/harian.xml');
      asked.send();
    })`);
    expect(read).toEqual(['http://www.w3.org/2005/Atom', 'feed', false, true, true, true]);
    expect(tab.found).toEqual([]);
    await tab.close();
  });
});

describe('a key can be taken along', () => {
  it('with a press where the script runs, said aloud to whoever cannot see', async () => {
    const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script: true });
    await tab.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await tab.goto('/log');
    await tab.page.locator('.log-key button').first().click();
    // The word comes once the clipboard has answered, which a busy machine does late.
    await expect.poll(() => tab.page.locator('#polite').textContent(), { timeout: 10_000 }).toBe('Sudah disalin.');
    const copied: unknown = await tab.page.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe(await tab.page.locator('.log-key code').first().textContent());
    expect(tab.found).toEqual([]);
    await tab.close();
  });
});

describe.each([
  { width: 320, scheme: 'dark', script: false },
  { width: 1280, scheme: 'light', script: true },
] as const)('the log at the desk, $width px, $scheme, script $script', ({ width, scheme, script }) => {
  it('an officer sees how it is doing and finds nothing to change', async () => {
    const tab = await openTab(browser, server.url, { width, scheme, script });
    await signInAs(tab, 'pengawas.arunika@netra.contoh');
    await tab.goto('/kantor/log');
    expect(await text(tab)).toMatch(/Log berjalan baik.*(Satu|\d+) kunci menandatangani/s);
    expect(await tab.page.locator('main form').count()).toBe(0);
    await tab.look('health for an officer');
    await shoot(tab, `health-officer-${width}-${scheme}`);
    expect(tab.found).toEqual([]);
    await tab.close();
  });

  it('an administrator is corrected, then begins with a new key, and everybody sees both', async () => {
    const tab = await openTab(browser, server.url, { width, scheme, script });
    await signInAs(tab, 'admin@netra.contoh');
    await tab.goto('/kantor/log');
    const before = await tab.page.locator('main tbody tr').count();
    const button = tab.page.locator('form[action="/kantor/log/kunci"] button');
    await tab.page.locator('[name="overlap"]').fill('400');
    await tab.press(button);
    expect(tab.status()).toBe(422);
    await tab.look('health, refused');
    await shoot(tab, `health-refused-${width}-${scheme}`);
    expect(await readErrors(tab)).toHaveLength(2);
    await tab.page.locator('[name="overlap"]').fill('30');
    await tab.page.locator('[name="word"]').fill('ganti');
    await tab.press(button);
    expect(await text(tab)).toMatch(/Kunci baru dimulai.*\d+ kunci menandatangani bersama/s);
    expect(await tab.page.locator('main tbody tr').count()).toBe(before + 1);
    await tab.look('health, a new key');
    await shoot(tab, `health-admin-${width}-${scheme}`);
    await tab.goto('/log');
    expect(await tab.page.locator('.log-key').count()).toBe(before + 1);
    await tab.look('the log with two keys');
    expect(tab.found).toEqual([]);
    await tab.close();
  });
});
