import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lock, lockMany, unlock } from './box.ts';

const keys = { current: randomBytes(32) };
const context = { purpose: 'draft/report', aad: Buffer.from('session 1') };
const noon = Date.UTC(2024, 9, 4, 5);
const hour = 3_600_000;

describe('a locked box', () => {
  it('gives back exactly what was locked', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (plaintext) => {
        const opened = unlock(keys, lock(keys, plaintext, context), context, noon);
        expect(opened.ok && Buffer.from(plaintext).equals(opened.value)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('opens until its expiry and not from then on', () => {
    const box = lock(keys, Buffer.from('a'), context, noon + hour);
    expect(unlock(keys, box, context, noon + hour - 1).ok).toBe(true);
    expect(unlock(keys, box, context, noon + hour)).toEqual({ ok: false, error: 'expired' });
  });

  it('without an expiry opens for ever', () => {
    expect(unlock(keys, lock(keys, Buffer.from('a'), context), context, Date.UTC(2200, 0, 1)).ok).toBe(true);
  });

  it('still opens after the key was changed, as long as the old one is kept', () => {
    const box = lock(keys, Buffer.from('a'), context);
    const next = { current: randomBytes(32), older: [keys.current] };
    expect(unlock(next, box, context, noon).ok).toBe(true);
    expect(unlock({ current: next.current }, box, context, noon)).toEqual({ ok: false, error: 'unknown-key' });
  });

  it('never looks the same twice', () => {
    expect(lock(keys, Buffer.from('a'), context)).not.toEqual(lock(keys, Buffer.from('a'), context));
  });

  it('refuses a change of any single bit, the expiry included', () => {
    const box = lock(keys, Buffer.from('rancangan'), context, noon + hour);
    for (let bit = 0; bit < box.length * 8; bit += 1) {
      const changed = Buffer.from(box);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const opened = unlock(keys, changed, context, noon);
      expect(opened.ok, `bit ${bit}`).toBe(false);
      expect(!opened.ok && opened.error, `bit ${bit}`).not.toBe('expired');
    }
  });

  it('refuses another purpose and another owner', () => {
    const box = lock(keys, Buffer.from('a'), context);
    expect(unlock(keys, box, { ...context, purpose: 'draft/pledge' }, noon)).toEqual({ ok: false, error: 'refused' });
    expect(unlock(keys, box, { ...context, aad: Buffer.from('session 2') }, noon).ok).toBe(false);
  });

  it('refuses what is no box at all, by its name', () => {
    expect(unlock(keys, Buffer.alloc(0), context, noon)).toEqual({ ok: false, error: 'unreadable' });
    expect(unlock(keys, Buffer.from([1, 2, 3]), context, noon)).toEqual({ ok: false, error: 'unreadable' });
    expect(unlock(keys, Buffer.from([9, 2, 3]), context, noon)).toEqual({ ok: false, error: 'unknown-version' });
  });

  it('takes no expiry that is not a time', () => {
    expect(() => lock(keys, Buffer.from('a'), context, Number.NaN)).toThrow(/epoch/);
    expect(() => lock(keys, Buffer.from('a'), context, -5)).toThrow(/epoch/);
  });

  it('made by the thousand opens like any other, is never the same twice and refuses any change', () => {
    const seal = lockMany(keys, context.purpose);
    const boxes = ['a', 'a', 'b'].map((text) => seal(Buffer.from(text), context.aad));
    expect(boxes.map((box) => unlock(keys, box, context, noon))).toEqual(
      ['a', 'a', 'b'].map((text) => ({ ok: true, value: Buffer.from(text) })),
    );
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = boxes;
    expect(first).not.toEqual(second);
    for (let bit = 0; bit < first.length * 8; bit += 1) {
      const changed = Buffer.from(first);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(unlock(keys, changed, context, noon).ok, `bit ${bit}`).toBe(false);
    }
    expect(unlock(keys, first, { ...context, purpose: 'draft/pledge' }, noon).ok).toBe(false);
    expect(unlock(keys, first, { ...context, aad: Buffer.from('session 2') }, noon).ok).toBe(false);
    expect(unlock(keys, first.subarray(0, 40), context, noon)).toEqual({ ok: false, error: 'unreadable' });
  });
});
