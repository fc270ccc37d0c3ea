/** A browser tab that notices by itself what must never happen, and people's ways through the pages: signing in, pressing buttons. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Locator, Page, Response } from 'playwright-core';
import { findBarriers } from './axe.ts';

export interface TabOptions {
  /** CSS pixels: 320 is a small phone (and a desktop at 400 %), 1280 a desktop. */
  readonly width: 320 | 1280;
  readonly scheme: 'light' | 'dark';
  readonly script: boolean;
  /** False where another test looks at the same states for barriers, and this one is about something else. */
  readonly barriers?: boolean;
}

export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly scripted: boolean;
  /** All that went wrong so far, a line each: axe, overflow, console, other hosts, cookies of reporters, broken answers. Expect it to be empty. */
  readonly found: readonly string[];
  /** Names of the states that were looked at. */
  readonly looked: readonly string[];
  /** Status of the last page that was loaded. */
  readonly status: () => number;
  goto(path: string): Promise<void>;
  /** Presses something that leads to another page and waits for it. */
  press(button: Locator): Promise<void>;
  /** Checks the page as it stands. */
  look(state: string): Promise<void>;
  /** Takes a picture of the top of the page if pictures are wanted and this one is: `<name>-<width>-<scheme>.png`. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Folder for pictures, from NETRA_PICTURES; none by default. */
const pictures = process.env.NETRA_PICTURES ?? '';

/** The pictures that the README shows. */
const wanted = new Set([
  'front-1280-light',
  'bolehkah-1280-light',
  'bolehkah-320-light',
  'report-320-light',
  'receipt-320-light',
  'status-320-dark',
  'periksa-320-light',
  'periksa-1280-light',
]);

/** Pages on which a reporter must get no cookie. */
const forReporters = /^(\/en)?\/(lapor|status|bolehkah|periksa)(\/|$)/;

export async function openTab(browser: Browser, base: string, options: TabOptions): Promise<Tab> {
  const context = await browser.newContext({
    viewport: { width: options.width, height: options.width === 320 ? 640 : 800 },
    deviceScaleFactor: options.width === 320 ? 2 : 1,
    colorScheme: options.scheme,
    javaScriptEnabled: options.script,
    reducedMotion: 'reduce',
    acceptDownloads: true,
    locale: 'id-ID',
  });
  const page = await context.newPage();
  const found: string[] = [];
  const looked: string[] = [];
  let status = 0;
  let state = 'start';
  const note = (line: string) => found.push(`${state}: ${line}`);

  context.on('request', (request) => {
    if (new URL(request.url()).origin !== base && !request.url().startsWith('data:')) note(`asked ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.request().isNavigationRequest()) status = response.status();
    else if (response.status() >= 400) note(`${response.status()} for ${new URL(response.url()).pathname}`);
    if (response.status() >= 500) note(`the server answered ${response.status()}`);
  });
  const cookiesSeen = new Set<Promise<void>>();
  context.on('response', (response) => {
    const seen = noteCookies(response, note);
    cookiesSeen.add(seen);
  });
  page.on('console', (message) => {
    // Browsers call a page that came with 422 or 404 an error; that the status is right is for the test to say.
    const told = message.text();
    if (['error', 'warning'].includes(message.type()) && !told.startsWith('Failed to load resource'))
      note(`console: ${told}`);
  });
  page.on('pageerror', (error) => note(`script: ${error.message}`));

  return {
    page,
    context,
    scripted: options.script,
    found,
    looked,
    status: () => status,
    goto: async (to) => {
      await page.goto(base + to, { waitUntil: 'load' });
    },
    press: async (button) => {
      await Promise.all([page.waitForEvent('load'), button.click()]);
    },
    look: async (name) => {
      state = `${name} (${options.width} px, ${options.scheme}, script ${options.script ? 'on' : 'off'})`;
      looked.push(name);
      if (options.barriers !== false) for (const barrier of await findBarriers(page, options.script)) note(barrier);
      await Promise.all(cookiesSeen);
      cookiesSeen.clear();
    },
    picture: async (name) => {
      const full = `${name}-${options.width}-${options.scheme}`;
      if (pictures === '' || !wanted.has(full)) return;
      mkdirSync(pictures, { recursive: true });
      await page.evaluate('document.activeElement?.blur(); window.scrollTo(0, 0)');
      await page.screenshot({ path: path.join(pictures, `${full}.png`), animations: 'disabled', caret: 'hide' });
    },
    close: () => context.close(),
  };
}

async function noteCookies(response: Response, note: (line: string) => void): Promise<void> {
  if (!forReporters.test(new URL(response.url()).pathname)) return;
  const cookie = await response.headerValue('set-cookie').catch(() => null);
  if (cookie !== null) note(`a reporter was given a cookie: ${cookie.slice(0, 40)}`);
}

/** Opens everything that is folded on the page. */
export async function unfold(tab: Tab): Promise<void> {
  await tab.page.evaluate(`for (const folded of document.querySelectorAll('details')) folded.open = true`);
}

/**
 * What the error summary says. Adds to the found problems nothing; throws when the summary is not as it must be: first in reading order,
 * focused where a script runs, each line leading to a field that is there, and the word in the window's title.
 */
export async function readErrors(tab: Tab): Promise<readonly string[]> {
  const { page } = tab;
  const summary = page.locator('.error-summary');
  await summary.waitFor({ state: 'visible', timeout: 2_000 });
  if (!/^(Kesalahan|Error): /.test(await page.title()))
    throw new Error(`the title does not say it: ${await page.title()}`);
  if (tab.scripted && !(await page.evaluate(`document.activeElement?.matches('.error-summary')`))) {
    throw new Error('the error summary is not focused');
  }
  const messages: string[] = [];
  for (const link of await summary.locator('li').all()) {
    const href = await link.locator('a').getAttribute('href');
    const target = page.locator(`[id="${href?.slice(1) ?? ''}"]`);
    if ((await target.count()) !== 1) throw new Error(`the error leads nowhere: ${href}`);
    const tag = await target.evaluate((one) => one.tagName);
    if (!['INPUT', 'SELECT', 'TEXTAREA'].includes(tag))
      throw new Error(`the error leads to a ${tag}, which takes no focus`);
    await link.locator('a').click();
    if (!(await target.evaluate((one) => one === document.activeElement)))
      throw new Error(`${href} does not get the focus`);
    messages.push((await link.textContent()) ?? '');
  }
  return messages;
}

/** Folder for whole pages and files, for whoever wants to look at them; none by default. */
export const lookFolder = process.env.TEST_LOOK ?? '';

/** Looks at the page, and keeps it whole. */
export async function shoot(tab: Tab, name: string): Promise<void> {
  await tab.look(name);
  if (lookFolder === '') return;
  mkdirSync(lookFolder, { recursive: true });
  // Pictures far below are drawn when they come into view.
  for (const picture of await tab.page.locator('img').all()) await picture.scrollIntoViewIfNeeded();
  await tab.page.waitForLoadState('networkidle');
  await tab.page.screenshot({ path: path.join(lookFolder, `${name.replaceAll(/\W+/g, '-')}.png`), fullPage: true });
}

/** Signs in through the list of the demonstration and gives the path of the first page after it. */
export async function signInAs(tab: Tab, email: string, language: '' | '/en' = ''): Promise<string> {
  const { page } = tab;
  await tab.goto(`${language}/masuk`);
  const card = page.locator('form', { has: page.locator(`input[name="email"][value="${email}"]`) });
  if ((await card.count()) !== 1) {
    const shown = `${tab.status()} ${page.url()} ${(await page.locator('body').textContent())?.slice(0, 400)}`;
    throw new Error(`${email} is not among the sign-ins of the demonstration: ${shown}`);
  }
  await tab.press(card.locator('button'));
  // Somebody used up the code of this half minute: the page says how long the next one takes.
  while ((await page.locator('input[name="code"]').inputValue()) === '') await waitForNextCode(tab);
  await tab.press(page.locator('main form button[type="submit"]'));
  const path = new URL(page.url()).pathname;
  if (path.endsWith('/masuk/kode'))
    throw new Error(`the code was refused: ${await page.locator('main').textContent()}`);
  return path;
}

async function waitForNextCode(tab: Tab): Promise<void> {
  const text = await tab.page.locator('main').textContent();
  const seconds = Number(/(\d+) (detik|seconds)/.exec(text ?? '')?.[1] ?? Number.NaN);
  if (!(seconds <= 30)) throw new Error(`no code and no time to wait for it: ${text?.slice(0, 300)}`);
  await tab.page.waitForTimeout(seconds * 1000 + 100);
  await tab.page.reload();
}

/** Signs out where the frame of the page offers it, as the desk does. */
export async function signOut(tab: Tab): Promise<void> {
  await tab.press(tab.page.locator('form[action$="/keluar"] button').first());
}
