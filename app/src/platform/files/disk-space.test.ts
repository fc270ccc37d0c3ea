import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskSpace, freeMegabytes } from './disk-space.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'netra-space-'));
});
afterAll(() => rm(folder, { recursive: true }));

const space = (options: { reserveMb?: number; unsentMb?: number; unsent?: () => number; now?: () => number } = {}) =>
  diskSpace({
    folder,
    reserveMb: options.reserveMb ?? 0,
    unsentMb: options.unsentMb ?? 1_000_000,
    unsentBytes: () => Promise.resolve(options.unsent?.() ?? 0),
    perUploadMb: 100,
    now: options.now ?? (() => 0),
  });

describe('room for uploads', () => {
  it('is there while more than the reserve stays free', async () => {
    expect(await space().take()).not.toBeNull();
  });

  it('is refused when the reserve would be touched', async () => {
    const free = await freeMegabytes(folder);
    if (free === null) throw new Error('the disk cannot be asked');
    expect(await space({ reserveMb: free + 1000 }).take()).toBeNull();
  });

  it('is refused when what was never sent has reached its total, and given again when it was swept', async () => {
    let [unsent, now] = [901 * 1024 * 1024, 0];
    const full = space({ unsentMb: 1000, unsent: () => unsent, now: () => now });
    expect(await full.take()).toBeNull();
    unsent = 0;
    now += 2001;
    expect(await full.take()).not.toBeNull();
  });

  it('counts those that are under way, so that many at once do not all get the last room', async () => {
    const few = space({ unsentMb: 300 });
    const taken = await Promise.all(Array.from({ length: 10 }, () => few.take()));
    const inside = taken.filter((one) => one !== null);
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.length).toBeLessThanOrEqual(3);
    for (const one of inside) {
      one.done();
      one.done();
    }
    expect(await few.take()).not.toBeNull();
  });
});
