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
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) report(`${where}: ${wide} px wide`);
        await tab.screenshot({ path: `${pictures}/gallery-${name}-${width}-${scheme}.png`, fullPage: true });
        // Trusted types refuse the string on the page's own terms: axe comes in through the debugger.
        const found: unknown = await tab.evaluate(
          `${axeSource}; axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] })
            .then((result) => result.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ') + ' ' + node.failureSummary).join(' | ')))`,
        );
        if (Array.isArray(found)) for (const one of found) report(`${where}: axe ${String(one)}`);
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`${pages.size} pages, 4 views each: ${problems === 0 ? 'nothing found' : `${problems} found`}`);
process.exitCode = problems === 0 ? 0 : 1;
