/** What a number names, remembered: bounded, and never another case. */
import { describe, expect, it } from 'vitest';
import { caseIds } from './case-ids.ts';

describe('numbers of cases that were shown', () => {
  it('lead to their case, and an unknown one to none', () => {
    const ids = caseIds();
    ids.remember('NTR-1', 'one');
    expect(ids.idOf('NTR-1')).toBe('one');
    expect(ids.idOf('NTR-2')).toBeUndefined();
  });

  it('are kept up to a limit, the oldest going first', () => {
    const ids = caseIds(3);
    for (const at of [1, 2, 3, 4, 2, 5]) ids.remember(`NTR-${at}`, String(at));
    expect([1, 2, 3, 4, 5].map((at) => ids.idOf(`NTR-${at}`))).toEqual([undefined, undefined, '3', '4', '5']);
  });
});
