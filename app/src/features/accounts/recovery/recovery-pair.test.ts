import { describe, expect, it } from 'vitest';
import { type Administrator, pairProblem, somePairMay } from './recovery-pair.ts';

const admin = (userId: string, change: Partial<Administrator> = {}): Administrator => ({
  ...{ userId, days: 100, first: false, invitedBy: [] },
  ...change,
});
const third = admin('c');

describe('two administrators who recover an account together', () => {
  it('have both administered for a week, but for the very first one', () => {
    const fresh = admin('b', { days: 6 });
    expect(pairProblem(admin('a'), fresh, [admin('a'), fresh, third])).toBe('new');
    const week = admin('b', { days: 7 });
    expect(pairProblem(admin('a'), week, [admin('a'), week, third])).toBeNull();
    const first = admin('b', { days: 0, first: true });
    expect(pairProblem(admin('a'), first, [admin('a'), first, third])).toBeNull();
  });

  it('did not invite each other, however long ago, and be it the first one', () => {
    const first = admin('a', { first: true });
    const invited = admin('b', { invitedBy: ['x', 'a'] });
    expect(pairProblem(first, invited, [first, invited, third])).toBe('invited');
    expect(pairProblem(invited, first, [first, invited, third])).toBe('invited');
  });

  it('may have, where there are no others, after thirty days', () => {
    const first = admin('a', { days: 0, first: true });
    const at = (days: number) => admin('b', { days, invitedBy: ['a'] });
    expect(pairProblem(first, at(6), [first, at(6)])).toBe('new');
    expect(pairProblem(first, at(29), [first, at(29)])).toBe('invited-new');
    expect(pairProblem(first, at(30), [first, at(30)])).toBeNull();
  });

  it('can always be found among three who have been there for long', () => {
    const [a, b, c] = [admin('a'), admin('b', { invitedBy: ['a'] }), admin('c', { invitedBy: ['b'] })];
    expect(somePairMay([a, b, c])).toBe(true);
    expect(somePairMay([a])).toBe(false);
    expect(somePairMay([a, admin('b', { days: 3 })])).toBe(false);
  });
});
