/**
 * Measures the page that checks receipts as it ships: weight of its scripts, and the time of a check in a browser slowed down six times, as
 * telephones are. The receipt has 24 hashes, as one at twelve million leaves. Prints one JSON document. Started by `npm run bench -- ledger`.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { commit, formatKey, formatReceipt, leafHash, nodeHash, signCheckpoint, signerFrom } from '@netra/ledger';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { removeDataDir, startServer, temporaryDataDir } from '../support/server.ts';
import { verifierWeight } from '../support/verifier-weight.ts';

const SLOWER = 6;
const RUNS = 15;
const DEPTH = 24;

const client = path.join(process.env.NETRA_TEST_APP ?? path.resolve(import.meta.dirname, '../..'), 'dist/client');
const dataDir = await temporaryDataDir();
const [server, browser] = await Promise.all([startServer(dataDir), launchBrowser()]);
try {
  const manifest: unknown = JSON.parse(await readFile(path.join(client, 'manifest.json'), 'utf8'));
  const entry: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'verifier') : '';
  const gzipBytes = await verifierWeight(String(entry), (at) => readFile(path.join(client, at), 'utf8'));
  const ms = await measure(browser, '');
  const libraryMs = await measure(browser, `Object.defineProperty(crypto, 'subtle', { value: undefined });`);
  process.stdout.write(`${JSON.stringify({ gzipBytes, ms, libraryMs })}\n`);
} finally {
  await browser.close();
  await server.stop();
  await removeDataDir(dataDir);
}

/** Median milliseconds from dropping the file to the result in the page. */
async function measure(on: Browser, before: string): Promise<number> {
  const context = await on.newContext({ viewport: { width: 320, height: 640 } });
  if (before !== '') await context.addInitScript(before);
  const page = await context.newPage();
  await page.goto(`${server.url}/periksa`, { waitUntil: 'networkidle' });
  await page.locator('#periksa[data-ready]').waitFor();
  const line = await context.newCDPSession(page);
  await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { key, receipt } = makeReceipt();
    const took: unknown = await page.evaluate(`(async () => {
      document.querySelector('.proof')?.remove();
      document.getElementById('f-kunci').value = ${JSON.stringify(key)};
      const given = new DataTransfer();
      given.items.add(new File([${JSON.stringify(receipt)}], 'bukti.txt', { type: 'text/plain' }));
      const began = performance.now();
      const shown = new Promise((done) => {
        const observer = new MutationObserver(() => {
          if (document.querySelector('.proof') === null) return;
          observer.disconnect();
          done();
        });
        observer.observe(document.getElementById('periksa'), { childList: true, subtree: true });
      });
      document.dispatchEvent(new DragEvent('drop', { cancelable: true, dataTransfer: given }));
      await shown;
      if (document.querySelector('.proof-holds') === null) throw new Error('a sound receipt does not hold');
      return performance.now() - began;
    })()`);
    times.push(Number(took));
  }
  await context.close();
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
}

/** A receipt in a complete tree of 2^24 leaves, of which only the path is made. */
function makeReceipt(): { readonly key: string; readonly receipt: string } {
  const signer = signerFrom('netra.contoh/log', randomBytes(32));
  const opening = { entry: { kind: 'registered', at: '2024-10-04T02:00:00Z', body: 'x' }, salt: randomBytes(32) };
  const index = randomBytes(3).readUIntBE(0, 3);
  const hashes = Array.from({ length: DEPTH }, () => new Uint8Array(randomBytes(32)));
  const root = hashes.reduce(
    (hash, sibling, level) =>
      Math.floor(index / 2 ** level) % 2 === 1 ? nodeHash(sibling, hash) : nodeHash(hash, sibling),
    leafHash(commit(opening.entry, opening.salt)),
  );
  const checkpoint = signCheckpoint({ origin: signer.name, size: 2 ** DEPTH, root }, [signer]);
  return { key: formatKey(signer), receipt: formatReceipt({ opening, index, hashes, checkpoint }) };
}
