import { describe, expect, it } from 'vitest';
import { isUncovered, type Office, receivers, whoStandsIn } from './receivers.ts';

const office = (more: Partial<Office> = {}): Office => ({
  responsible: ['ana'],
  heads: ['head'],
  headDeputies: ['vice'],
  away: new Map(),
  present: new Set(['ana', 'budi', 'citra', 'head', 'vice']),
  ...more,
});
const told = (what: readonly string[], at: Office) => Object.fromEntries(receivers(what, at));

describe('who is told of a limit', () => {
  it('is the responsible person; at the end the head too', () => {
    expect(told(['responsible'], office())).toEqual({ ana: 'responsible' });
    expect(told(['responsible', 'head'], office())).toEqual({ ana: 'responsible', head: 'head' });
  });

  it('is the deputy of who is away, and the deputy of the deputy', () => {
    expect(told(['responsible'], office({ away: new Map([['ana', 'budi']]) }))).toEqual({ budi: 'deputy' });
    const away = new Map([
      ['ana', 'budi'],
      ['budi', 'citra'],
    ]);
    expect(told(['responsible'], office({ away }))).toEqual({ citra: 'deputy' });
  });

  it('is the head when nobody stands in, and everybody when nobody leads', () => {
    const away = new Map([['ana', null]]);
    expect(told(['responsible'], office({ away }))).toEqual({ head: 'head' });
    expect(Object.keys(told(['responsible'], office({ away, heads: [], headDeputies: [] })))).toHaveLength(5);
  });

  it('is the standing deputy of a head who is away', () => {
    expect(told(['head'], office({ away: new Map([['head', null]]) }))).toEqual({ vice: 'head' });
    expect(told(['head'], office({ away: new Map([['head', 'citra']]) }))).toEqual({ citra: 'head' });
  });

  it('is never somebody who left, and two who stand in for each other end with nobody', () => {
    const away = new Map([['ana', 'gone']]);
    expect(whoStandsIn('ana', office({ away }))).toBe(null);
    const round = new Map([
      ['ana', 'budi'],
      ['budi', 'ana'],
    ]);
    expect(whoStandsIn('ana', office({ away: round }))).toBe(null);
  });
});

describe('an office without a stand-in', () => {
  it('is one where all with whom the limit lies are away, or where nobody is left', () => {
    const away = new Map([['ana', null]]);
    expect(isUncovered(['responsible'], office())).toBe(false);
    expect(isUncovered(['responsible'], office({ away }))).toBe(true);
    expect(isUncovered(['responsible'], office({ away: new Map([['ana', 'budi']]) }))).toBe(false);
    // Somebody else has the case as well.
    expect(isUncovered(['responsible'], office({ away, responsible: ['ana', 'budi'] }))).toBe(false);
    expect(isUncovered(['head'], office({ away }))).toBe(false);
    expect(isUncovered(['head'], office({ present: new Set() }))).toBe(true);
  });
});
