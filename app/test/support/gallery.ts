/**
 * Looks at the gallery in a real browser: renders every page, serves it under the product's policy, runs axe at phone and desktop
 * width in both schemes, and takes pictures.
 *
 *   node app/test/support/gallery.ts [folder for pictures]
 *
 * Ends with 1 when axe finds something, a page is wider than the window, or the policy refused anything.
 */

import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, createServer as createVite } from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const pictures = process.argv[2] ?? '/tmp';

/** One built file: the type it is served with and its bytes. */
interface Built {
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** Stylesheet, script and font as the product's build makes them. */
async function buildAssets(): Promise<Map<string, Built>> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      assetsInlineLimit: 0,
      target: 'chrome88',
      cssTarget: 'chrome88',
      rolldownOptions: {
        input: { script: `${root}app/src/ui/enhance/main.ts`, style: `${root}app/src/ui/styles/main.css` },
      },
    },
  });
  const built = new Map<string, Built>();
  for (const output of Array.isArray(result) ? result : [result]) {
    if (!('output' in output)) continue;
    for (const file of output.output) {
      const body = file.type === 'chunk' ? file.code : file.source;
      const type = file.fileName.endsWith('.css')
        ? 'text/css'
        : file.fileName.endsWith('.js')
          ? 'text/javascript'
          : 'font/woff2';
      built.set(`/${file.fileName}`, { type, body });
    }
  }
  return built;
}

/** The pages as HTML, rendered by the same transform that the tests use. */
async function renderPages(assets: Map<string, Built>): Promise<Map<string, string>> {
  const find = (end: string) => [...assets.keys()].find((name) => name.endsWith(end)) ?? '';
  const vite = await createVite({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const loaded: unknown = await vite.ssrLoadModule('/app/src/ui/gallery-page.ts');
    if (typeof loaded !== 'object' || loaded === null || !('renderGallery' in loaded)) throw new Error('no gallery');
    const { renderGallery } = loaded;
    if (typeof renderGallery !== 'function') throw new Error('no gallery');
    return renderGallery({ style: find('.css'), script: find('.js'), font: find('.woff2') });
  } finally {
    await vite.close();
  }
}

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'";

const assets = await buildAssets();
const pages = await renderPages(assets);
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://gallery').pathname;
  const page = pages.get(path.slice(1));
  const asset = assets.get(path);
  if (page !== undefined) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
    response.end(page);
  } else if (asset !== undefined) {
    response.writeHead(200, { 'content-type': asset.type });
    response.end(asset.body);
  } else {
    response.writeHead(404).end();
  }
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('no port');

// The package unpacks into the system's temp folder and reuses whatever lies there: a folder of its own per version.
process.env.TMPDIR = `${root}data/cache/chromium-153.0.0`;
mkdirSync(process.env.TMPDIR, { recursive: true });
const { default: chromium } = await import('@sparticuz/chromium');
const { chromium: browserType } = await import('playwright-core');
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser = await browserType.launch({
  executablePath: await chromium.executablePath(),
  args: ['--no-sandbox', '--disable-gpu', '--no-zygote'],
});
/** Width of the page in px, which must not be more than the window's. */
const overflow = (tab: Page) => tab.evaluate(() => document.documentElement.scrollWidth);

/** Buttons, fields and links of navigation that a thumb would miss: less than 44 px high. Links in running text are exempt. */
const smallTargets = (tab: Page): Promise<readonly string[]> =>
  tab.evaluate(() =>
    [...document.querySelectorAll('button, .btn, .choice label, .input, summary, nav a, .back, .language')]
      .filter((target) => target.checkVisibility())
      .filter((target) => Math.round(target.getBoundingClientRect().height) < 44)
      .map((target) => `small target: ${target.outerHTML.slice(0, 80)} ${target.getBoundingClientRect().height} px`),
  );

/** What axe finds now, one line each. The rule set is everything up to WCAG 2.2 AA, and best practice. */
async function runAxe(tab: Page): Promise<readonly string[]> {
  const found: unknown = await tab.evaluate(
    `axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }).then((result) =>
      (result.passes.length < 10 ? ['axe looked at almost nothing'] : []).concat(result.violations.map((one) =>
        one.id + ': ' + one.nodes.map((node) => node.target.join(' ') + ' ' + node.failureSummary).join(' | '))))`,
  );
  if (!Array.isArray(found)) throw new Error('axe gave no list');
  return found.map((one) => `axe ${String(one)}`);
}

/** The script's few habits, each tried once. */
async function tryScript(tab: Page, base: string): Promise<readonly string[]> {
  const failed: string[] = [];
  const expect = (what: string, held: boolean) => {
    if (!held) failed.push(`script: ${what}`);
  };
  const focused = () => tab.evaluate(() => document.activeElement?.textContent ?? '');
  await tab.goto(`${base}/queue`);
  await tab.keyboard.press('j');
  await tab.keyboard.press('j');
  expect('j walks down', (await focused()) === 'R3T-8HC-17');
  await tab.keyboard.press('k');
  expect('k walks up', (await focused()) === 'K7M-4QX-92');
  await tab.keyboard.press('/');
  expect('/ goes to the search box', await tab.evaluate(() => document.activeElement?.id === 'search'));
  await tab.keyboard.type('jk');
  expect(
    'letters are typed in a box',
    await tab.evaluate(
      () => document.activeElement instanceof HTMLInputElement && document.activeElement.value === 'jk',
    ),
  );
  await tab.goto(`${base}/queue`);
  await tab.keyboard.press('?');
  await tab.locator('#keys-on').uncheck();
  await tab.keyboard.press('Escape');
  await tab.goto(`${base}/queue`);
  await tab.keyboard.press('j');
  expect('letters stay switched off', (await tab.locator('.at-hand').count()) === 0);
  await tab.getByRole('button', { name: 'Pintasan' }).click();
  expect('the button still opens the help', await tab.locator('#keys').isVisible());
  await tab.goto(`${base}/asking-errors`);
  expect('errors are read first', await tab.evaluate(() => document.activeElement?.matches('.error-summary') === true));
  await tab.getByRole('link', { name: 'Isi tempat kejadian' }).click();
  expect('an error leads to its field', await tab.evaluate(() => document.activeElement?.id === 'f-where'));
  let sent = 0;
  await tab.route('**/lapor/**', async (route) => {
    sent += 1;
    await new Promise((done) => setTimeout(done, 300));
    await route.fulfill({ status: 204 });
  });
  await tab.evaluate(() => {
    const button = document.querySelector<HTMLButtonElement>('main .buttons button');
    button?.click();
    button?.click();
  });
  await tab.waitForTimeout(600);
  expect(`a form is sent once, not ${sent} times`, sent === 1);
  let left = '';
  await tab.route('https://**', (route) => {
    left = route.request().url();
    return route.fulfill({ status: 200, contentType: 'text/html', body: 'cuaca' });
  });
  await tab.goto(`${base}/check`);
  await tab.keyboard.press('Escape');
  expect('Esc once does not leave', left === '');
  await tab.keyboard.press('Escape');
  await tab.waitForURL('https://**');
  expect('Esc twice leaves', left.startsWith('https://'));
  await tab.goBack();
  expect('and the page is not one step back', !tab.url().endsWith('/check'));
  return failed;
}

let problems = 0;
const report = (line: string) => {
  problems += 1;
  console.log(line);
};
try {
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [320, 1280]) {
      const context = await browser.newContext({
        colorScheme: scheme,
        viewport: { width, height: 900 },
        deviceScaleFactor: width === 320 ? 2 : 1,
      });
      const tab = await context.newPage();
      for (const name of pages.keys()) {
        const where = `${name} ${width} ${scheme}`;
        tab.removeAllListeners();
        tab.on('console', (message) => {
          if (message.type() === 'error' && !message.text().includes('favicon')) report(`${where}: ${message.text()}`);
        });
        tab.on('pageerror', (error) => report(`${where}: ${error.message}`));
        await tab.goto(`http://127.0.0.1:${address.port}/${name}`, { waitUntil: 'load' });
        await tab.evaluate(() => document.fonts.ready.then(() => undefined));
        const wide = await overflow(tab);
        if (wide > width) report(`${where}: ${wide} px wide`);
        await tab.screenshot({ path: `${pictures}/gallery-${name}-${width}-${scheme}.png`, fullPage: true });
        await tab.evaluate(axeSource);
        for (const one of await runAxe(tab)) report(`${where}: ${one}`);
        // The same page with everything unfolded, and the help over it.
        await tab.evaluate(() => {
          for (const folded of document.querySelectorAll('details')) folded.open = true;
        });
        for (const one of await runAxe(tab)) report(`${where} unfolded: ${one}`);
        if ((await overflow(tab)) > width) report(`${where} unfolded: too wide`);
        for (const one of await smallTargets(tab)) report(`${where}: ${one}`);
        await tab.screenshot({ path: `${pictures}/gallery-${name}-${width}-${scheme}-unfolded.png` });
        if (name !== 'queue') continue;
        await tab.keyboard.press('?');
        for (const one of await runAxe(tab)) report(`${where} help: ${one}`);
        await tab.screenshot({ path: `${pictures}/gallery-${name}-${width}-${scheme}-help.png` });
      }
      await context.close();
    }
  }
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  for (const line of await tryScript(tab, `http://127.0.0.1:${address.port}`)) report(line);
  await tab.emulateMedia({ media: 'print' });
  await tab.goto(`http://127.0.0.1:${address.port}/case`);
  await tab.screenshot({ path: `${pictures}/gallery-case-print.png`, fullPage: true });
  await tab.emulateMedia({ media: 'screen', forcedColors: 'active', colorScheme: 'dark' });
  await tab.screenshot({ path: `${pictures}/gallery-case-forced.png`, fullPage: true });
  // 1280 px at 200 % zoom.
  await tab.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
  await tab.setViewportSize({ width: 640, height: 450 });
  for (const name of pages.keys()) {
    await tab.goto(`http://127.0.0.1:${address.port}/${name}`);
    if ((await overflow(tab)) > 640) report(`${name} at 200 %: too wide`);
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`${pages.size} pages, 4 views each: ${problems === 0 ? 'nothing found' : `${problems} found`}`);
process.exitCode = problems === 0 ? 0 : 1;
