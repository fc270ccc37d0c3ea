/**
 * `/periksa` in a browser: receipts, codes and tampered ones, by file, by pasting, by drop, by camera, with keys alone, on a small phone and on a
 * desktop, light and dark, with script and without; and the file that checks without a network. Nothing leaves the page, nothing stays behind.
 *
 * Pictures for the README: NETRA_PICTURES=docs/pictures vitest run --project e2e app/test/e2e/verifier.e2e.ts
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CanonicalStep,
  commit,
  edgeRoot,
  encodeReceiptForQr,
  formatHistory,
  formatKey,
  formatReceipt,
  nextLink,
  proveInclusion,
  type SignerKey,
  signCheckpoint,
  signerFrom,
} from '@netra/ledger';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { renderSVG } from 'uqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeTree } from '../../../packages/ledger/test/stored-tree.ts';
import { deriveKeys } from '../../src/platform/crypto/secret.ts';
import { launchBrowser } from '../support/browser.ts';
import { mostTelling } from '../support/deep.ts';
import { openTab, type Tab, type TabOptions } from '../support/pages.ts';
import { removeDataDir, type ServerUnderTest, startServer, temporaryDataDir } from '../support/server.ts';
import { verifierWeight } from '../support/verifier-weight.ts';

const secret = 'qk7Vw2RzT9uXe4LmPb8sNc6YhJd3Gf5A';
const origin = 'netra.contoh/log';
/** The key of the log under test: its secret is known here, so receipts can be made without asking anybody. */
const signer = signerFrom(origin, deriveKeys(Buffer.from(secret, 'utf8'))('log-signing/1'));

const step = (seq: number): CanonicalStep => ({
  kind: ['report-received', 'facts-completed', 'registered'][seq - 1] ?? 'closed',
  at: '2024-10-04T02:00:00Z',
  body: '0192f1c0-7a10-7cc0-8a00-000000000001',
  case: '0192f1c0-7a10-7cc0-8a00-00000000abcd',
  seq,
  statusAfter: 'received',
  toBody: null,
  actor: null,
  content: null,
});

/** Three steps of a case in a log of 1,200 leaves, signed by whoever is asked to. */
function makeProofs(by: SignerKey) {
  const places = [311, 700, 1199];
  const openings = places.map((_, at) => ({ entry: step(at + 1), salt: new Uint8Array(randomBytes(32)) }));
  const commitments = openings.map(({ entry, salt }) => commit(entry, salt));
  const entries = Array.from({ length: 1200 }, (_, at) => commitments[places.indexOf(at)] ?? randomBytes(32));
  const tree = storeTree(entries);
  const checkpoint = signCheckpoint({ origin: by.name, size: 1200, root: edgeRoot(tree.edge) }, [by]);
  let link: Uint8Array | null = null;
  const steps = openings.map((opening, at) => {
    const commitment = commitments[at] ?? new Uint8Array(0);
    const index = places[at] ?? 0;
    link = nextLink(link, commitment);
    return { commitment, link, opening, place: { index, hashes: proveInclusion(index, 1200, tree.read) } };
  });
  const [first] = steps;
  if (first === undefined) throw new Error('no step');
  return {
    receipt: formatReceipt({ opening: first.opening, ...first.place, checkpoint }),
    history: formatHistory({ checkpoint, steps }),
  };
}
const { receipt, history } = makeProofs(signer);
const code = encodeReceiptForQr(receipt) ?? '';
const stranger = signerFrom('lain.contoh/log', randomBytes(32));

/** What was done to a receipt, and the step that must be named. */
const tampered: readonly (readonly [string, string, string])[] = [
  ['its first line', receipt.replace('c2sp', 'c2sq'), 'Berkas terbaca'],
  ['the size of the tree', receipt.replace('\n1200\n', '\n1201\n'), 'Ditandatangani oleh log'],
  ['the opening', receipt.replace(/^extra ./m, 'extra A'), 'Isinya terbuka'],
  ['the place', receipt.replace('index 311', 'index 312'), 'Ada di dalam log'],
];

let dataDir: string;
let folder: string;
let server: ServerUnderTest;
let browser: Browser;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  folder = await mkdtemp(path.join(tmpdir(), 'netra-verifier-'));
  [server, browser] = await Promise.all([startServer(dataDir, { NETRA_SECRET: secret }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await removeDataDir(dataDir);
  await rm(folder, { recursive: true, force: true });
});

const ready = (page: Page) => page.locator('#periksa[data-ready]').waitFor();
const asFile = (text: string | Buffer, name = 'bukti-1.txt', mimeType = 'text/plain') => ({
  name,
  mimeType,
  buffer: Buffer.from(text),
});
const verdict = (page: Page) => page.locator('#hasil');
const stepsOf = (page: Page) => page.locator('.proof-step').allInnerTexts();
const said = async (page: Page) => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

/** Takes the last result away, so that the next one is waited for. */
const forget = (page: Page) => page.evaluate(`document.querySelector('.proof')?.remove()`);
const choose = async (page: Page, text: string) => {
  await forget(page);
  await page.locator('#f-berkas').setInputFiles(asFile(text));
};

/** Gives a file to the page, and sends the form where no script runs. */
async function give(tab: Tab, text: string): Promise<void> {
  await choose(tab.page, text);
  if (!tab.scripted) await tab.press(tab.page.getByRole('button', { name: 'Periksa', exact: true }));
  await verdict(tab.page).waitFor();
}

const screens: readonly TabOptions[] = [
  { width: 320, scheme: 'light', script: true },
  { width: 320, scheme: 'dark', script: false },
  { width: 1280, scheme: 'light', script: false },
  { width: 1280, scheme: 'dark', script: true },
];

describe.each(mostTelling(screens, 0, screens.length - 1))('on $width px, $scheme, script $script', (options) => {
  it('a receipt holds, a tampered one does not, and the step that fails is named', async () => {
    const tab = await openTab(browser, server.url, options);
    const { page } = tab;
    await tab.goto('/periksa');
    if (options.script) await ready(page);
    await tab.look('empty');
    await give(tab, receipt);
    expect(await verdict(page).textContent()).toBe('Bukti ini sah');
    const text = await said(page);
    for (const one of [
      'Laporan diterima kantor pengawas',
      'Jumat, 4 Oktober 2024, 09.00 WIB',
      'urutan ke-312 dari 1.200',
    ])
      expect(text).toContain(one);
    expect((await stepsOf(page)).map((one) => one.includes('lolos'))).toEqual([true, true, true, true]);
    await tab.look('holds');
    for (const [what, changed, failed] of tampered) {
      await give(tab, changed);
      const failing = (await stepsOf(page)).filter((one) => one.includes('gagal'));
      expect(failing, what).toHaveLength(1);
      expect(failing[0], what).toContain(failed);
      expect(await verdict(page).textContent()).not.toBe('Bukti ini sah');
      await tab.look(`tampered: ${what}`);
    }
    await give(tab, history.replace('facts-completed', 'facts-forgotten'));
    expect((await stepsOf(page)).find((one) => one.includes('gagal'))).toContain('Mulai dari langkah ke-2');
    await give(tab, history);
    expect(await said(page)).toContain('Riwayat ini utuh');
    await tab.look('history');
    await give(tab, receipt.replace(/— .*\n$/, '— lain.contoh/log AAAAAAAA\n'));
    expect(await verdict(page).textContent()).toBe('Belum dapat dipastikan');
    await tab.look('unknown key');
    await give(tab, receipt);
    expect(await tab.context.cookies()).toEqual([]);
    expect(tab.found).toEqual([]);
    await tab.close();
  });
});

it('is seen in the pictures of the README', async () => {
  for (const width of [320, 1280] as const) {
    const tab = await openTab(browser, server.url, { width, scheme: 'light', script: true });
    await tab.goto('/periksa');
    await ready(tab.page);
    await give(tab, receipt);
    await tab.picture('periksa');
    await tab.close();
  }
});

it.each([true, false])('pasted text, a code, another key, and nothing at all (script %s)', async (script) => {
  const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script });
  const { page } = tab;
  const box = page.locator('#f-teks');
  const button = page.getByRole('button', { name: 'Periksa', exact: true });
  const send = () => (script ? button.click() : tab.press(button));
  await tab.goto('/periksa');
  if (script) await ready(page);
  await send();
  expect(await said(page)).toContain('Pilih berkas, atau tempel isi bukti.');
  expect(await page.locator('#f-berkas').getAttribute('aria-invalid')).toBe('true');
  if (!script) expect(tab.status()).toBe(422);
  await tab.look('nothing given');
  for (const text of [receipt, code, `\n  ${code}  `]) {
    await forget(page);
    await box.fill(text);
    await send();
    await verdict(page).waitFor();
    expect(await verdict(page).textContent()).toBe('Bukti ini sah');
  }
  // Of another log: first unknown, then with its key.
  const other = makeProofs(stranger).receipt;
  await box.fill(other);
  await send();
  await page.locator('#hasil', { hasText: 'Belum dapat dipastikan' }).waitFor();
  await page.evaluate(`for (const folded of document.querySelectorAll('details')) folded.open = true`);
  await page.locator('#f-kunci').fill(formatKey(stranger).slice(0, -2));
  await box.fill(other);
  await send();
  await page.locator('#f-kunci[aria-invalid]').waitFor();
  expect(await box.inputValue()).toContain('c2sp.org/tlog-proof');
  await tab.look('a key that is none');
  await page.locator('#f-kunci').fill(formatKey(stranger));
  await send();
  await page.locator('#hasil', { hasText: 'Bukti ini sah' }).waitFor();
  expect(await page.locator('#f-kunci').inputValue()).toContain(formatKey(stranger));
  expect(tab.found).toEqual([]);
  await tab.close();
});

it('a file that is dropped anywhere on the page is checked', async () => {
  const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
  await tab.goto('/periksa');
  await ready(tab.page);
  await tab.page.evaluate(`(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([${JSON.stringify(receipt)}], 'bukti-2.txt', { type: 'text/plain' }));
    document.querySelector('h1').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: dropped }));
  })()`);
  await verdict(tab.page).waitFor();
  expect(await said(tab.page)).toContain('Berkas: bukti-2.txt');
  expect(tab.found).toEqual([]);
  await tab.close();
});

it('works with keys alone, moves to the result, and says it aloud', async () => {
  const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
  const { page } = tab;
  await tab.goto('/periksa');
  await ready(page);
  await page.locator('#f-berkas').focus();
  for (let press = 0; !(await page.evaluate(`document.activeElement?.id === 'f-teks'`)); press += 1) {
    expect(press).toBeLessThan(4);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.insertText(code);
  for (
    let press = 0;
    !(await page.evaluate(`document.activeElement?.matches('.verify-form button:not([type="button"])')`));
    press += 1
  ) {
    expect(press).toBeLessThan(5);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await verdict(page).waitFor();
  expect(await page.evaluate('document.activeElement?.id')).toBe('hasil');
  const line = page.locator('#periksa-said[role="status"]');
  expect(await line.textContent()).toBe('Bukti ini sah. 4 dari 4 pemeriksaan lolos.');
  expect(tab.found).toEqual([]);
  await tab.close();
});

/** Stands in for what browsers on Android and macOS have: it "reads" what it is told to. */
const detector = (text: string | null) => `window.BarcodeDetector = class {
  static async getSupportedFormats() { return ['qr_code']; }
  async detect() { return ${text === null ? '[]' : `[{ rawValue: ${JSON.stringify(text)} }]`}; }
};`;
const camera = `navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
  canvas.getContext('2d').fillRect(0, 0, 64, 64);
  window.stream = canvas.captureStream(10);
  return window.stream;
};`;
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function openScripted(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${server.url}/periksa`, { waitUntil: 'networkidle' });
  await ready(page);
  return page;
}

describe('a QR code', () => {
  it('is read from a picture and through the camera, which is switched off again', async () => {
    const context = await browser.newContext();
    await context.addInitScript(detector(code));
    await context.addInitScript(camera);
    const page = await openScripted(context);
    await page.locator('#f-berkas').setInputFiles(asFile(dot, 'foto.png', 'image/png'));
    await verdict(page).waitFor();
    expect(await verdict(page).textContent()).toBe('Bukti ini sah');
    await page.getByRole('button', { name: 'Pindai kode QR' }).click();
    await verdict(page).waitFor();
    expect(await page.evaluate(`window.stream.getTracks().map((track) => track.readyState)`)).toEqual(['ended']);
    await context.close();
  });

  it('that is not found, and a camera that is refused, are said in words; Esc ends the looking', async () => {
    const context = await browser.newContext();
    await context.addInitScript(detector(null));
    await context.addInitScript(camera);
    const page = await openScripted(context);
    await page.locator('#f-berkas').setInputFiles(asFile(dot, 'foto.png', 'image/png'));
    await page.getByText('Tidak ada kode QR yang terbaca').waitFor();
    await page.getByRole('button', { name: 'Pindai kode QR' }).click();
    await page.getByText('Arahkan kamera').waitFor();
    await page.waitForFunction('window.stream !== undefined');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Pindai kode QR' }).waitFor();
    expect(await page.evaluate(`window.stream.getTracks().map((track) => track.readyState)`)).toEqual(['ended']);
    await page.evaluate(`navigator.mediaDevices.getUserMedia = async () => { throw new Error('no'); }`);
    await page.getByRole('button', { name: 'Pindai kode QR' }).click();
    await page.getByText('Kamera tidak dapat dipakai').waitFor();
    await context.close();
  });

  it('is read as it is printed, by our own decoder, from a picture and through the camera, and offline', async () => {
    expect(code.length).toBeGreaterThan(900);
    const png = await sharp(Buffer.from(renderSVG(code, { border: 4, ecc: 'L' })))
      .resize(1000)
      .png()
      .toBuffer();
    const context = await browser.newContext();
    await context.addInitScript(`navigator.mediaDevices.getUserMedia = async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 1920, height: 1080 });
      const picture = new Image();
      picture.src = 'data:image/png;base64,${png.toString('base64')}';
      await picture.decode();
      const context = canvas.getContext('2d');
      setInterval(() => { context.fillStyle = '#777'; context.fillRect(0, 0, 1920, 1080); context.drawImage(picture, 460, 40); }, 50);
      return canvas.captureStream(10);
    }`);
    const page = await openScripted(context);
    expect(await page.evaluate('typeof BarcodeDetector')).toBe('undefined');
    await page.locator('#f-berkas').setInputFiles(asFile(png, 'foto.png', 'image/png'));
    await verdict(page).waitFor();
    expect(await verdict(page).textContent()).toBe('Bukti ini sah');
    await page.getByRole('button', { name: 'Pindai kode QR' }).click();
    await verdict(page).waitFor({ state: 'detached' });
    await verdict(page).waitFor();
    expect(await verdict(page).textContent()).toBe('Bukti ini sah');
    await context.close();

    const file = path.join(folder, 'kode.html');
    await writeFile(file, await (await fetch(`${server.url}/periksa/netra-periksa.html`)).text());
    const offline = await browser.newContext({ offline: true });
    const alone = await offline.newPage();
    await alone.goto(pathToFileURL(file).href);
    await alone.locator('#f-berkas').setInputFiles(asFile(png, 'foto.png', 'image/png'));
    await verdict(alone).waitFor();
    expect(await verdict(alone).textContent()).toBe('Bukti ini sah');
    await offline.close();
  });

  it('may use the camera on this page and on no other', async () => {
    const policyOf = async (at: string) => (await fetch(server.url + at)).headers.get('permissions-policy');
    expect(await policyOf('/periksa')).toContain('camera=(self)');
    expect(await policyOf('/en/periksa')).toContain('camera=(self)');
    for (const at of ['/', '/lapor', '/periksa/netra-periksa.html', '/log/keys'])
      expect(await policyOf(at)).toContain('camera=()');
  });
});

it('nothing leaves the page and nothing is kept: not in storage, address, history, title, or on the server', async () => {
  const context = await browser.newContext();
  const page = await openScripted(context);
  const printed = server.output();
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  await context.setOffline(true);
  await page.evaluate(`(() => {
    window.tried = [];
    for (const [where, name] of [[navigator, 'sendBeacon'], [window, 'fetch'], [window, 'WebSocket'], [window, 'EventSource'], [XMLHttpRequest.prototype, 'send']])
      where[name] = function () { window.tried.push(name); };
  })()`);
  const before = await page.evaluate('[history.length, location.href, document.title]');
  for (const text of [receipt, tampered[1]?.[1] ?? '', history]) {
    await choose(page, text);
    await verdict(page).waitFor();
  }
  await forget(page);
  await page.locator('#f-teks').fill(code);
  await page.getByRole('button', { name: 'Periksa', exact: true }).click();
  await verdict(page).waitFor();
  expect(await verdict(page).textContent()).toBe('Bukti ini sah');
  expect(asked).toEqual([]);
  expect(await page.evaluate('window.tried')).toEqual([]);
  expect(await page.evaluate('[history.length, location.href, document.title]')).toEqual(before);
  expect(
    await page.evaluate(
      `(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length, document.cookie, history.state])()`,
    ),
  ).toEqual([0, 0, 0, 0, '', null]);
  expect(server.output()).toBe(printed);
  await context.close();
});

it('without a script: no cookie, nothing on record, a form that is no form is answered, and a large one refused', async () => {
  const printed = server.output();
  const post = (body: BodyInit) =>
    fetch(`${server.url}/periksa`, { method: 'POST', body, headers: { origin: server.url } });
  const form = new FormData();
  form.set('berkas', new File([receipt], 'x.txt'));
  const answer = await post(form);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const html = await answer.text();
  expect(html).toContain('Bukti ini sah');
  expect(html).toContain('dihitung oleh server kami');
  expect(html).not.toContain('tlog-proof');
  expect((await post('nothing')).status).toBe(422);
  form.set('berkas', new File(['x'.repeat(600_000)], 'x.txt'));
  // The server answers before it has read all of it; some clients see only that the line was cut.
  expect(
    await post(form).then(
      ({ status }) => status,
      () => 413,
    ),
  ).toBe(413);
  expect(server.output()).toBe(printed);
});

describe('the file that checks without internet', () => {
  const fetchFile = async (at = '/periksa/netra-periksa.html') => {
    const answer = await fetch(server.url + at);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="netra-periksa.html"');
    const file = path.join(folder, at.includes('/en/') ? 'en.html' : 'id.html');
    const html = await answer.text();
    await writeFile(file, html);
    return { url: pathToFileURL(file).href, html };
  };

  it('holds the keys of this log, checks a good and a tampered receipt without a network, in both languages', async () => {
    const { url, html } = await fetchFile();
    expect(html).toContain(formatKey(signer));
    expect(html).not.toMatch(/__NETRA_|https?:\/\/(?!www\.w3\.org)/);
    for (const scheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        offline: true,
        colorScheme: scheme,
        viewport: { width: 320, height: 640 },
      });
      const page = await context.newPage();
      const wrong: string[] = [];
      context.on('request', (request) => request.url() === url || wrong.push(request.url()));
      page.on('pageerror', (error) => wrong.push(error.message));
      page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
      await page.goto(url);
      await ready(page);
      await choose(page, receipt);
      await verdict(page).waitFor();
      expect(await verdict(page).textContent()).toBe('Bukti ini sah');
      for (const [what, changed, failed] of tampered) {
        await choose(page, changed);
        await page.locator('.proof-step-failed', { hasText: failed }).waitFor();
        expect(await verdict(page).textContent(), what).not.toBe('Bukti ini sah');
      }
      await page.getByRole('button', { name: 'English' }).click();
      await choose(page, receipt);
      await page.locator('#hasil', { hasText: 'This receipt holds' }).waitFor();
      expect(await page.evaluate('document.documentElement.lang')).toBe('en');
      // Whatever tries to speak to anybody is refused by the page's own rules.
      expect(await page.evaluate(`fetch('http://127.0.0.1:1/').then(() => 'sent', () => 'refused')`)).toBe('refused');
      expect(wrong.filter((one) => !one.includes('127.0.0.1:1'))).toEqual([]);
      await context.close();
    }
  });

  it('begins in the language of the page it came from', async () => {
    const { url } = await fetchFile('/en/periksa/netra-periksa.html');
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('heading', { name: 'Check a sealed receipt' }).waitFor();
    await context.close();
  });
});

it('a browser of 2020, which checks no signatures itself and lacks newer parts of the language, comes to the same answers', async () => {
  const context = await browser.newContext();
  await context.addInitScript(`
    delete globalThis.Temporal; Object.defineProperty(crypto, 'subtle', { value: undefined });
    for (const name of ['toSorted', 'at', 'findLast', 'toReversed']) delete Array.prototype[name];
    delete String.prototype.isWellFormed; delete String.prototype.at; delete Object.hasOwn; delete globalThis.structuredClone;
  `);
  const page = await openScripted(context);
  const failed: string[] = [];
  page.on('pageerror', (error) => failed.push(error.message));
  await choose(page, receipt);
  await verdict(page).waitFor();
  expect(await verdict(page).textContent()).toBe('Bukti ini sah');
  for (const [what, changed, step] of tampered) {
    await choose(page, changed);
    await page.locator('.proof-step-failed', { hasText: step }).waitFor();
    expect(await verdict(page).textContent(), what).not.toBe('Bukti ini sah');
  }
  expect(failed).toEqual([]);
  await context.close();
});

it('weighs under 25 kB with all that it loads at once', async () => {
  const html = await (await fetch(`${server.url}/periksa`)).text();
  const entry = /src="(\/assets\/verifier-[^"]+\.js)"/.exec(html)?.[1] ?? '';
  const bytes = await verifierWeight(entry, async (at) => (await fetch(server.url + at)).text());
  console.log(`verifier: ${bytes} bytes gzip`);
  expect(bytes).toBeGreaterThan(15_000);
  expect(bytes).toBeLessThan(25_000);
});

it('English is complete', async () => {
  const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script: true });
  const { page } = tab;
  await tab.goto('/en/periksa');
  await ready(page);
  await choose(page, receipt);
  await page.locator('#hasil', { hasText: 'This receipt holds' }).waitFor();
  const text = await said(page);
  expect(text).toContain('Friday 4 October 2024, 09:00 WIB');
  expect(text).not.toMatch(/bukti ini|Periksa|lolos|gagal|Unduh|dari baris|urutan/i);
  await tab.look('English: holds');
  await choose(page, tampered[3]?.[1] ?? '');
  await page.locator('#hasil', { hasText: 'This receipt does not hold' }).waitFor();
  await tab.look('English: does not hold');
  expect(tab.found).toEqual([]);
  await tab.close();
});
