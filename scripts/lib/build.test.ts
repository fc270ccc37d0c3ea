import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript for the host's Node, without types
import { keepOldAssets } from './build.mjs';

const HOUR = 3_600_000;
const now = Date.parse('2026-03-01T12:00:00Z');
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'netra-build-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A build with these assets, written at this time. */
function built(name: string, assets: readonly string[], at: number): string {
  const folder = join(dir, name);
  const to = join(folder, 'client', 'assets');
  mkdirSync(to, { recursive: true });
  for (const asset of assets) {
    writeFileSync(join(to, asset), asset);
    utimesSync(join(to, asset), new Date(at), new Date(at));
  }
  return folder;
}
const assetsOf = (folder: string): readonly string[] => readdirSync(join(folder, 'client', 'assets')).sort();

it('a build that was in use for months leaves its files to the next one, for a day from now', () => {
  const first = built('first', ['style-11111111.css', 'style-11111111.css.br', 'same-00000000.js'], now - 2000 * HOUR);
  const second = built('second', ['style-22222222.css', 'same-00000000.js'], now);
  keepOldAssets(first, second, now);
  expect(assetsOf(second)).toEqual([
    'same-00000000.js',
    'style-11111111.css',
    'style-11111111.css.br',
    'style-22222222.css',
  ]);
  expect(statSync(join(second, 'client', 'assets', 'style-11111111.css')).mtimeMs).toBe(now);
});

it('files of a build before that are kept within a day of their end, and dropped after it', () => {
  const first = built('first', ['style-11111111.css'], now - 2000 * HOUR);
  const second = built('second', ['style-22222222.css'], now);
  keepOldAssets(first, second, now);
  const soon = built('soon', ['style-33333333.css'], now + 2 * HOUR);
  keepOldAssets(second, soon, now + 2 * HOUR);
  expect(assetsOf(soon)).toEqual(['style-11111111.css', 'style-22222222.css', 'style-33333333.css']);
  const late = built('late', ['style-44444444.css'], now + 25 * HOUR);
  keepOldAssets(soon, late, now + 25 * HOUR);
  expect(assetsOf(late)).toEqual(['style-22222222.css', 'style-33333333.css', 'style-44444444.css']);
  const later = built('later', ['style-55555555.css'], now + 300 * HOUR);
  keepOldAssets(late, later, now + 300 * HOUR);
  expect(assetsOf(later)).toEqual(['style-44444444.css', 'style-55555555.css']);
});

it('the first build keeps nothing and minds it not', () => {
  const first = built('first', ['style-11111111.css'], now);
  keepOldAssets(join(dir, 'nowhere'), first, now);
  expect(assetsOf(first)).toEqual(['style-11111111.css']);
  expect(existsSync(join(dir, 'nowhere'))).toBe(false);
});
