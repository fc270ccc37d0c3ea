/** How much memory the server that comes along may keep. */
import { describe, expect, it } from 'vitest';
import { sharedMegabytes } from './embedded.ts';

const GB = 1024 ** 3;

describe('memory that the database shares', () => {
  it('grows with the machine, between what a small one needs and what a large one is asked for', () => {
    expect([1, 2, 4, 8, 16, 64].map((size) => sharedMegabytes(size * GB))).toEqual([128, 128, 256, 512, 1024, 1024]);
  });
});
