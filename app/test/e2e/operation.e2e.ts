/** An instance from outside, as whoever runs it sees it: probes, figures on a port of their own, a maintenance in the middle of a report, an end that is announced. */
import { execFile } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openTab } from '../support/pages.ts';
import { freePorts } from '../support/parts.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';
import { smallPdf } from '../support/walk-report.ts';

const appDir = process.env.NETRA_TEST_APP ?? path.resolve(import.meta.dirname, '../..');

let dataDir: string;
let server: ServerUnderTest;
let browser: Browser;
let figuresPort: number;

beforeAll(async () => {
  dataDir = await filledDataDir();
  [figuresPort = 0] = await freePorts(1);
  const env = { NETRA_METRICS_PORT: String(figuresPort), NETRA_DRAIN_SECONDS: '3' };
  [server, browser] = await Promise.all([startServer(dataDir, env), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

interface Said {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function netra(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Said> {
  const cli = path.join(appDir, 'dist', 'server', 'cli.js');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [cli, ...words],
      { env: { ...process.env, NETRA_DATA: dataDir, ...env } },
      (error, out, told) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, error: told });
      },
    );
  });
}

it('answers probes on both ports, and gives figures on the one that strangers do not reach', async () => {
  for (const base of [server.url, `http://127.0.0.1:${figuresPort}`]) {
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${base}/readyz`)).json()).toMatchObject({ ready: true });
  }
  expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
  const figures = await (await fetch(`http://127.0.0.1:${figuresPort}/metrics`)).text();
  expect(figures).toContain('netra_check{check="migrations"} 0');
  expect(figures).toContain('netra_check{check="worker"} 0');
});

it('is well by its own doctor, who says what to do where it is not', async () => {
  const well = await netra(['doctor', '--json']);
  expect(well.error).toBe('');
  const findings: readonly { check: string; state: string; says: string }[] = JSON.parse(well.out);
  expect(findings.filter(({ state }) => state === 'fail')).toEqual([]);
  expect(well.code).toBe(0);
  expect(findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining([
      'node',
      'packages',
      'data folder',
      'disk',
      'database',
      'role',
      'walls',
      'migrations',
      'secret',
      'clock',
      'log',
      'worker',
    ]),
  );
  const slip = await netra(['doctor'], { NETRA_LOG_MINUTE: '5' });
  expect([slip.code, slip.out]).toEqual([1, expect.stringMatching(/fail\s+configuration.*NETRA_LOG_MINUTES/)]);
  const strange = await netra(['doctor'], { NETRA_SECRET: 'kZ8vQ2mX9rT4wB7nL1pC6yH3dF5gJ0sA-uEiOoRt' });
  expect([strange.code, strange.out]).toEqual([1, expect.stringMatching(/fail\s+secret/)]);
  expect(strange.out).not.toContain('kZ8v');
  const gone = await netra(['doctor'], { DATABASE_URL: 'postgres://orang:geheim@127.0.0.1:9/netra' });
  expect([gone.code, gone.out]).toEqual([1, expect.stringMatching(/fail\s+database.*ECONNREFUSED/)]);
  expect(gone.out).not.toMatch(/geheim|orang/);
});

it('closes in the middle of a report and loses nothing of it', { timeout: 120_000 }, async () => {
  const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script: false });
  const field = (name: string) => tab.page.locator(`[name="${name}"]`);
  const next = () => tab.press(tab.page.locator('button[name="go"][value="next"]'));
  await tab.goto('/lapor/apa');
  await tab.page.locator('input[name="act"][value="social-engagement"]').check();
  await next();
  for (const name of ['happened', 'known']) {
    await field(`${name}_day`).fill('3');
    await field(`${name}_month`).selectOption('10');
    await field(`${name}_year`).fill('2024');
  }

  expect((await netra(['maintenance', 'on', 'Sampai pukul 03.00 WIB.'])).out).toContain('closed');
  expect((await netra(['maintenance', 'status'])).out).toContain('Sampai pukul 03.00 WIB.');
  await next();
  expect(tab.status()).toBe(503);
  expect(await tab.page.locator('main').textContent()).toContain('belum terkirim, tetapi masih ada di halaman ini');
  await tab.look('the maintenance, with what was typed');
  // Again before it is over: it is still there.
  await tab.press(tab.page.getByRole('button', { name: 'Kirim lagi' }));
  expect(tab.status()).toBe(503);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  expect((await netra(['doctor'])).out).toMatch(/warn\s+maintenance/);
  expect((await netra(['maintenance', 'off'])).out).toContain('open');

  await tab.press(tab.page.getByRole('button', { name: 'Kirim lagi' }));
  expect(tab.status()).toBe(200);
  expect(new URL(tab.page.url()).pathname).toContain('/lapor');
  await field('region').selectOption({ label: '– – Kecamatan Arunika Timur' });
  await next();
  await field('post').fill('Kepala seksi');
  await next();
  await field('story').fill('Kepala seksi membagikan unggahan pasangan calon dari akun dengan nama jabatannya.');
  await next();

  // A file cannot be kept in a page: it is chosen again, and said so.
  await field('files').setInputFiles({ name: 'undangan.pdf', mimeType: 'application/pdf', buffer: await smallPdf() });
  await netra(['maintenance', 'on']);
  await next();
  expect(tab.status()).toBe(503);
  await tab.look('the maintenance, with a file to choose again');
  await netra(['maintenance', 'off']);
  await field('files').setInputFiles({ name: 'undangan.pdf', mimeType: 'application/pdf', buffer: await smallPdf() });
  await tab.press(tab.page.getByRole('button', { name: 'Kirim lagi' }));
  await tab.page.locator('input[name="named"][value="tidak"]').check();
  await next();
  expect(await tab.page.locator('main').textContent()).toContain('undangan.pdf');
  await tab.press(tab.page.locator('button[name="go"][value="send"]'));
  expect(await tab.page.locator('.receipt-groups').textContent()).toMatch(/[2-9A-Z]{3}-/);
  // The tab notes every 5xx as a fault; here they were asked for.
  expect(tab.found.filter((line) => !line.includes('the server answered 503'))).toEqual([]);
  await tab.close();
});

it('refuses what cannot be meant', async () => {
  const wrong = await netra(['maintenance', 'maybe']);
  expect([wrong.code, wrong.error]).toEqual([2, expect.stringContaining('maintenance on [MESSAGE]')]);
  expect((await netra(['maintenance', 'off', 'x'])).code).toBe(2);
  expect((await netra(['doctor', 'x'])).code).toBe(2);
});

async function* slowly(pieces: readonly string[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    await new Promise((done) => setTimeout(done, 200));
    yield Buffer.from(piece);
  }
}

it('says first that it ends, then finishes what is under way, also a slow upload', { timeout: 60_000 }, async () => {
  const pieces = [
    '--x\r\ncontent-disposition: form-data; name="draft"\r\n\r\nnone\r\n',
    '--x\r\ncontent-disposition: form-data; name="files"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.4\n',
    ...Array.from({ length: 20 }, () => 'x'.repeat(5000)),
    '\r\n--x--\r\n',
  ];
  const upload = new Promise<number>((resolve, reject) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const request = http.request(`${server.url}/lapor/bukti`, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    request.once('error', reject);
    Readable.from(slowly(pieces)).pipe(request);
  });
  await new Promise((done) => setTimeout(done, 500));
  const stopped = server.stop();
  await new Promise((done) => setTimeout(done, 300));
  const ready = await fetch(`${server.url}/readyz`);
  expect([ready.status, await ready.json()]).toMatchObject([503, { checks: { process: 'fail' } }]);
  expect((await fetch(`${server.url}/`)).status).toBe(200);
  // The draft is none, so the form is refused in words: but it was read to its end and answered.
  expect(await upload).toBeLessThan(500);
  expect(await stopped).toBe(0);
});
