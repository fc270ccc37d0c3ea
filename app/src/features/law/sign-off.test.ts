import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type LawItem, lawItems } from './items.ts';
import { builtInLaw } from './law.ts';
import { fingerprintOf, readSignOffs, type SignOff, standingOf } from './sign-off.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const items = lawItems(builtInLaw);
const keys = new Set(items.map((item) => item.key));
function b6(): LawItem {
  const item = items.find((one) => one.key === 'aturan/B6');
  if (item === undefined) throw new Error('B6 is gone');
  return item;
}
const signed: SignOff = {
  by: 'ahli hukum kepegawaian',
  on: '2026-11-22',
  rulebookVersion: '0.2.0',
  fingerprint: fingerprintOf(b6(), hash),
  verdict: 'setuju',
};

describe('a sign-off', () => {
  it('stands while the item says the same, and falls when it changes', () => {
    expect(standingOf(undefined, signed.fingerprint)).toBe('belum ditinjau');
    expect(standingOf([signed], signed.fingerprint)).toBe('setuju');
    const changed = fingerprintOf({ ...b6(), data: { row: 'something else' } }, hash);
    expect(standingOf([signed], changed)).toBe('berubah sejak ditinjau');
  });

  it('of several the last one counts', () => {
    expect(
      standingOf(
        [
          { ...signed, fingerprint: '000000000000' },
          { ...signed, verdict: 'perlu-diperbaiki' },
        ],
        signed.fingerprint,
      ),
    ).toBe('perlu-diperbaiki');
  });

  it('is not touched by a better English word or another order of keys, but by any Indonesian one', () => {
    const item = b6();
    const at = (data: object) => fingerprintOf({ ...item, data }, hash);
    expect(at({ act: { id: 'a', en: 'b' }, n: 1 })).toBe(at({ n: 1, act: { en: 'c', id: 'a' } }));
    expect(at({ act: { id: 'a', en: 'b' } })).not.toBe(at({ act: { id: 'A', en: 'b' } }));
  });

  it('every item has a key of its own and a fingerprint of twelve digits', () => {
    expect(keys.size).toBe(items.length);
    for (const item of items) expect(fingerprintOf(item, hash)).toMatch(/^[0-9a-f]{12}$/);
  });

  it('is read from a file, with its note', () => {
    const read = readSignOffs({ 'aturan/B6': [{ ...signed, note: 'cek diktum' }] }, keys);
    expect(read).toEqual({ ok: true, value: new Map([['aturan/B6', [{ ...signed, note: 'cek diktum' }]]]) });
  });

  it.each([
    [[], /must be an object/],
    [{ 'aturan/B99': [signed] }, /aturan\/B99: there is no such item/],
    [{ 'aturan/B6': signed }, /must be a list/],
    [{ 'aturan/B6': [{ ...signed, verdict: 'oke' }] }, /verdict: allowed are setuju/],
    [{ 'aturan/B6': [{ ...signed, on: 'kemarin' }] }, /on: a day/],
    [{ 'aturan/B6': [{ ...signed, by: '' }] }, /by: the role/],
    [{ 'aturan/B6': [{ ...signed, fingerprint: 'abc' }] }, /fingerprint: twelve/],
    [{ 'aturan/B6': [{ ...signed, nama: 'x' }] }, /nama: is not a field/],
  ])('%j is refused in one line that says what is allowed', (input, line) => {
    const read = readSignOffs(input, keys);
    expect(read.ok).toBe(false);
    expect(read.ok ? '' : read.error).toMatch(line);
    expect(read.ok ? '' : read.error).not.toContain('\n');
  });
});
