import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BATCH, BATCH_MINUTES, isOfPages, quietBatch, quietGroup } from './quiet.ts';

describe('pages of reporters', () => {
  it.each([
    ['/lapor', '/lapor/*'],
    ['/lapor/kirim', '/lapor/*'],
    ['/status', '/status/*'],
    ['/bolehkah', '/bolehkah/*'],
    ['/periksa', '/periksa/*'],
    ['/', null],
    ['/laporan', null],
    ['/antrean', null],
    ['/hukum/aturan/B6', null],
  ])('%s belongs to %s', (path, group) => {
    expect(quietGroup(path)).toBe(group);
  });
});

describe('files of pages', () => {
  it.each([
    ['/assets/style-BxI6rVkR.css', true],
    ['/assets/', true],
    ['/assetsx', false],
    ['/lapor', false],
    ['/perkara/assets/x', false],
  ])('%s is one: %s', (path, is) => {
    expect(isOfPages(path)).toBe(is);
  });
});

describe('figures of reporters', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-01-05T10:03:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000);

  it('come out at quarters of an hour and at no other moment', () => {
    const seen: number[] = [];
    const batch = quietBatch<number>((one) => seen.push(one));
    for (let n = 0; n < BATCH; n += 1) batch.add(n);
    minutes(11);
    expect(seen).toEqual([]);
    minutes(1);
    expect(seen).toHaveLength(BATCH);
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: BATCH }, (_, n) => n));
    batch.stop();
  });

  it('come out in sixteens: fewer wait for more, however long it takes', () => {
    const seen: number[] = [];
    const batch = quietBatch<number>((one) => seen.push(one));
    for (let n = 0; n < BATCH - 1; n += 1) batch.add(n);
    minutes(10 * BATCH_MINUTES);
    expect(seen).toEqual([]);
    batch.add(99);
    minutes(BATCH_MINUTES);
    expect(seen).toHaveLength(BATCH);
    for (let n = 0; n < 2 * BATCH + 3; n += 1) batch.add(n);
    minutes(BATCH_MINUTES);
    expect(seen).toHaveLength(3 * BATCH);
    batch.stop();
  });

  it('are mixed: which of them wait is chance, not order', () => {
    const seen: number[] = [];
    const batch = quietBatch<number>((one) => seen.push(one));
    for (let n = 0; n < 2 * BATCH - 1; n += 1) batch.add(n);
    minutes(BATCH_MINUTES);
    expect(seen).not.toEqual(Array.from({ length: BATCH }, (_, n) => n));
    batch.stop();
  });
});
