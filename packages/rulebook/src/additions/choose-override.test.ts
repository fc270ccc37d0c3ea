import { describe, expect, it } from 'vitest';
import { chooseOverride } from './choose-override.ts';
import { override } from './sample.fixture.ts';

describe('which override counts', () => {
  const one = { ...override, id: 'a', inForce: { from: '2027-01-01' } };
  const choose = (list: readonly (typeof override)[], office?: string, day = '2027-06-01') =>
    chooseOverride(list, office, day)?.id;

  it('the one for the office before the one for all, then the newest, then the last by name, in any order of storing', () => {
    const forOffice = { ...one, id: 'b', office: 'kota-arunika' };
    const newer = { ...one, id: 'c', inForce: { from: '2027-03-01' } };
    const twin = { ...one, id: 'd' };
    for (const list of [
      [one, forOffice, newer, twin],
      [twin, newer, forOffice, one],
    ]) {
      expect(choose(list, 'kota-arunika')).toBe('b');
      expect(choose(list, 'kota-lain')).toBe('c');
      expect(choose(list)).toBe('c');
      expect(choose(list, undefined, '2027-02-01')).toBe('d');
      expect(choose(list, undefined, '2026-12-31')).toBe(undefined);
    }
    expect(chooseOverride(undefined, undefined, '2027-06-01')).toBe(undefined);
  });

  it('ends with the last day on which it counts', () => {
    const ended = { ...one, inForce: { from: '2027-01-01', until: '2027-05-31' } };
    expect([choose([ended], undefined, '2027-05-31'), choose([ended], undefined, '2027-06-01')]).toEqual([
      'a',
      undefined,
    ]);
  });
});
