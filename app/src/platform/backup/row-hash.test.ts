import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowHasher, Sample, wholeLines } from './row-hash.ts';

const sumOf = (lines: readonly string[]) => {
  const hasher = new RowHasher();
  for (const line of lines) hasher.add(Buffer.from(`${line}\n`));
  return hasher.sum;
};

const row = fc.string({ maxLength: 40 }).map((text) => text.replaceAll('\n', '\\n'));

describe('the sum of rows', () => {
  it('is the sum of their hashes modulo 2^256, whatever their order and however they were cut', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 59 }), (rows, at) => {
        const expected = rows.reduce((sum, line) => {
          const digest = createHash('sha256').update(line).digest();
          return (sum + BigInt(`0x${Buffer.from(digest).reverse().toString('hex')}`)) % 2n ** 256n;
        }, 0n);
        const turned = [...rows.slice(at), ...rows.slice(0, at)].reverse();
        const whole = new RowHasher();
        whole.add(Buffer.from(rows.map((line) => `${line}\n`).join('')));
        expect(sumOf(rows).content).toBe(expected.toString(16).padStart(64, '0'));
        expect(sumOf(turned)).toEqual(sumOf(rows));
        expect(whole.sum).toEqual(sumOf(rows));
      }),
    );
  });

  it('differs when one sign of one row does, when a row is missing, and when one is there twice', () => {
    const rows = ['1\tsatu', '2\tdua', '3\ttiga'];
    const all = [rows, ['1\tsatu', '2\tduo', '3\ttiga'], rows.slice(1), [...rows, '1\tsatu'], [...rows, '']];
    expect(new Set(all.map((one) => sumOf(one).content)).size).toBe(all.length);
    expect(sumOf([])).toEqual({ rows: 0, bytes: 0, content: '0'.repeat(64) });
  });

  it('may be asked in between without changing what comes out', () => {
    const hasher = new RowHasher();
    for (let n = 0; n < 2000; n += 1) {
      hasher.add(Buffer.from(`${n}\n`));
      if (n % 300 === 0) hasher.sum;
    }
    expect(hasher.sum).toEqual(sumOf(Array.from({ length: 2000 }, (_, n) => String(n))));
  });

  it('takes no row without its end', () => {
    expect(() => new RowHasher().add(Buffer.from('1\n2'))).toThrow(RangeError);
  });
});

describe('whole lines', () => {
  const cut = async (text: string, pieces: readonly number[], block: number) => {
    const source = async function* () {
      let from = 0;
      for (const length of [...pieces, text.length]) {
        if (from >= text.length) return;
        yield Buffer.from(text.slice(from, from + length));
        from += length;
      }
    };
    const blocks: string[] = [];
    for await (const piece of wholeLines(source(), block)) blocks.push(piece.toString());
    return blocks;
  };

  it('come out as they went in, each block with whole lines, however the stream was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-z\t]{0,12}$/), { maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 64 }),
        async (lines, pieces, block) => {
          const text = lines.map((line) => `${line}\n`).join('');
          const blocks = await cut(text, pieces, block);
          expect(blocks.join('')).toBe(text);
          for (const piece of blocks) expect(piece.endsWith('\n')).toBe(true);
          for (const piece of blocks.slice(0, -1)) expect(piece.length).toBeGreaterThanOrEqual(block);
        },
      ),
    );
  });

  it('end with an error when the last row was cut off', async () => {
    await expect(cut('1\tsatu\n2\tdu', [], 4)).rejects.toThrow(RangeError);
  });
});

describe('a sample', () => {
  it('holds everything while there is room, and then gives each the same chance', () => {
    const counts = new Map<number, number>();
    for (let run = 0; run < 2000; run += 1) {
      const sample = new Sample<number>(5, () => randomBytes(4).readUInt32LE() / 2 ** 32);
      for (let n = 0; n < 20; n += 1) sample.offer(() => n);
      expect(new Set(sample.kept).size).toBe(5);
      for (const n of sample.kept) counts.set(n, (counts.get(n) ?? 0) + 1);
    }
    // 2,000 × 5 / 20 = 500 each, give or take; a bias of the first or the last would be in the hundreds.
    for (let n = 0; n < 20; n += 1) expect(Math.abs((counts.get(n) ?? 0) - 500)).toBeLessThan(130);
  });
});
