/** What the first page costs somebody who pays by the kilobyte, and what the product costs a small machine. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';
import { addressSettings, Walker } from '../support/walk.ts';
import { fileOf, lookUp, photoWithPlace, plainReport, send, smallPdf, walkToCheck } from '../support/walk-report.ts';

let dataDir: string;
let server: ServerUnderTest;
let browser: Browser;

beforeAll(async () => {
  dataDir = await filledDataDir();
  [server, browser] = await Promise.all([startServer(dataDir, addressSettings), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

interface Load {
  readonly bytes: number;
  readonly requests: readonly string[];
}

/** Loads a page with nothing in the cache; counts what really crosses the line, headers included. */
async function coldLoad(path: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  let bytes = 0;
  const requests: string[] = [];
  line.on('Network.requestWillBeSent', ({ request }) => requests.push(request.url));
  line.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(server.url + path, { waitUntil: 'networkidle' });
  await context.close();
  return { bytes, requests };
}

describe('the first page', () => {
  it.each(['/', '/lapor', '/lapor/apa', '/status', '/ikrar', '/masuk', '/en'])(
    '%s weighs at most 100 kB in all and asks nobody else',
    async (path) => {
      const { bytes, requests } = await coldLoad(path);
      console.log(`${path}: ${(bytes / 1000).toFixed(1)} kB in ${requests.length} requests`);
      // Page, stylesheet, font and script: a page that lacks one of them would be light for a bad reason.
      expect(requests.length).toBeGreaterThanOrEqual(4);
      for (const kind of [/\.css$/, /\.woff2$/, /\.js$/])
        expect(requests.filter((one) => kind.test(one))).toHaveLength(1);
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThanOrEqual(100_000);
      expect(requests.filter((one) => new URL(one).origin !== server.url)).toEqual([]);
    },
  );

  it('is not asked for again what came with the first page', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url, { waitUntil: 'networkidle' });
    const line = await context.newCDPSession(page);
    await line.send('Network.enable');
    let bytes = 0;
    line.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(`${server.url}/lapor`, { waitUntil: 'networkidle' });
    expect(bytes).toBeLessThan(20_000);
    await context.close();
  });
});

/** Ten people at a time report with a photo and a document, and follow up. */
async function manyReports(rounds: number): Promise<number> {
  const files = [
    fileOf(await photoWithPlace(), 'foto.jpg', 'image/jpeg'),
    fileOf(await smallPdf(), 'undangan.pdf', 'application/pdf'),
  ];
  const person = async () => {
    const walker = new Walker(server.url);
    await walkToCheck(walker, { ...plainReport, files });
    await lookUp(walker, await send(walker));
    expect(walker.heading).toBe('Langkah informasi Anda');
    expect(walker.setCookies).toEqual([]);
  };
  for (let round = 0; round < rounds; round += 1) await Promise.all(Array.from({ length: 10 }, person));
  return server.memory();
}

it('every page that is the same for all comes from memory, pressed as small as it was kept', async () => {
  const shared =
    '/ /lapor /bolehkah /periksa /status /hukum /hukum/aturan/B6 /log /api /privasi /panduan /cara-menghitung';
  for (const path of shared.split(' ').flatMap((one) => [one, one === '/' ? '/en' : `/en${one}`])) {
    const answer = await fetch(server.url + path, { headers: { 'accept-encoding': 'br' } });
    expect([path, answer.status, answer.headers.get('content-encoding')]).toEqual([path, 200, 'br']);
    await answer.text();
  }
});

it('memory of the web process levels off: after forty people who report with files, twenty more add next to nothing', async () => {
  const start = await server.memory();
  const forty = await manyReports(4);
  const sixty = await manyReports(2);
  console.log(
    `web process: ${[start, forty, sixty].map((one) => one.toFixed(0)).join(', ')} MB after 0, 40, 60 reports`,
  );
  expect(sixty - forty).toBeLessThan(40);
});
