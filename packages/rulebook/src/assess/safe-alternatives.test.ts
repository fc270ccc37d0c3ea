import { describe, expect, it } from 'vitest';
import { outcomes } from './answer.ts';
import { actKinds } from './fact-list.ts';
import { safeAlternatives } from './safe-alternatives.ts';

describe('safe alternatives', () => {
  it('stand for every kind of act and every outcome, in both languages', () => {
    for (const kind of actKinds) {
      for (const outcome of outcomes) {
        const found = safeAlternatives(kind, outcome);
        expect(found.length).toBeGreaterThan(0);
        for (const { id, en } of found) expect(Math.min(id.length, en.length)).toBeGreaterThan(20);
      }
    }
  });

  it('never call an act itself allowed: instead of a like, read without reacting and stay off campaign groups', () => {
    const words = safeAlternatives('social-engagement', 'violation').map(({ id }) => id);
    expect(words[0]).toMatch(/^Baca tanpa menanggapi/);
    expect(words[1]).toContain('Jauhi grup dan akun pemenangan');
    for (const kind of actKinds) {
      expect(
        safeAlternatives(kind, 'violation')
          .map(({ id }) => id)
          .join(' '),
      ).not.toMatch(/\bboleh\b/i);
    }
  });

  it('tell how to stay within what is allowed, and that silence is no permission', () => {
    expect(safeAlternatives('attend-event', 'allowed')[0]?.en).toContain('Carry your assignment');
    expect(safeAlternatives('attend-event', 'disputed')).not.toEqual(safeAlternatives('attend-event', 'allowed'));
    expect(safeAlternatives('other', 'no-row')[0]?.id).toContain('bukan berarti pasti boleh');
  });
});
