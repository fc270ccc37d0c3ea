import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadAssets } from './assets.ts';

let folder = '';
/** Milliseconds, moved by hand. */
let time = 0;

beforeEach(async () => {
  time = 0;
  folder = await mkdtemp(path.join(tmpdir(), 'netra-assets-'));
  await mkdir(path.join(folder, 'assets'));
  await put('style-11111111.css', 'lama');
  const manifest = Object.fromEntries(
    ['style', 'script', 'font', 'icon', 'guidance', 'verifier', 'passkeys'].map((key) => [key, `/assets/${key}`]),
  );
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (name: string, text: string) => writeFile(path.join(folder, 'assets', name), text);

async function process(): Promise<(path: string, accepts?: string) => Promise<Response>> {
  const { routes } = await loadAssets(folder, () => time);
  return async (asked, accepts = '') => routes.request(asked, { headers: { 'accept-encoding': accepts } });
}

describe('files of pages', () => {
  it('that came with a build after the start are given too, also compressed, and kept from then on', async () => {
    const ask = await process();
    await put('style-22222222.css', 'baru');
    await put('style-22222222.css.br', 'br');
    await put('style-22222222.css.gz', 'gz');
    const answer = await ask('/assets/style-22222222.css');
    expect([answer.status, await answer.text()]).toEqual([200, 'baru']);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    await rm(path.join(folder, 'assets'), { recursive: true });
    for (const [encoding, text] of [
      ['br', 'br'],
      ['gzip', 'gz'],
    ] as const) {
      const small = await ask('/assets/style-22222222.css', encoding);
      expect([small.headers.get('content-encoding'), await small.text()]).toEqual([encoding, text]);
    }
    expect((await ask('/assets/style-11111111.css')).status).toBe(200);
  });

  it('are the only ones: no other name is looked for, wherever it points', async () => {
    const ask = await process();
    await put('notes.css', 'x');
    await put('.hidden-11111111.css', 'x');
    await put('table-11111111.html', 'x');
    await writeFile(path.join(folder, 'outside-11111111.css'), 'x');
    for (const name of [
      'notes.css',
      '.hidden-11111111.css',
      'table-11111111.html',
      '..%2foutside-11111111.css',
      '..%2f..%2fmanifest.json',
      'x%2f..%2fstyle-33333333.css',
    ])
      expect([name, (await ask(`/assets/${name}`)).status]).toEqual([name, 404]);
  });

  it('that were not there are looked for again after a while, not each time', async () => {
    const ask = await process();
    expect((await ask('/assets/style-22222222.css')).status).toBe(404);
    await put('style-22222222.css', 'baru');
    time = 5000;
    expect((await ask('/assets/style-22222222.css')).status).toBe(404);
    time = 10_001;
    expect((await ask('/assets/style-22222222.css')).status).toBe(200);
  });

  it('are looked for a few times in a second, however many names are asked for', async () => {
    const ask = await process();
    await put('style-22222222.css', 'baru');
    for (let n = 0; n < 50; n += 1) await ask(`/assets/none-${String(n).padStart(8, '0')}.css`);
    expect((await ask('/assets/style-22222222.css')).status).toBe(404);
    time = 1000;
    expect((await ask('/assets/style-22222222.css')).status).toBe(200);
  });
});
