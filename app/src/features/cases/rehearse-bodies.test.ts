import { describe, expect, it } from 'vitest';
import {
  builtInChange,
  differencesOf,
  parseBodies,
  type World,
  walkCase,
  walkedSteps,
  withBodies,
} from './rehearse-bodies.ts';

const office = (code: string, kind: string, level: string, place: string) => ({
  ...{ code, kind, level, place },
  from: null,
  until: null,
});
const route = (step: string, from: string, to: string, level: string | null = null) => ({
  ...{ step, from, to, level },
  reach: step === 'verify' ? ('origin' as const) : ('covers' as const),
  since: '2024-09-04',
  until: null,
});
const world: World = {
  offices: [
    office('bawaslu-ar', 'bawaslu', 'city', '/ID/NR/AR/'),
    office('bawaslu-sw', 'bawaslu', 'city', '/ID/TL/SW/'),
    office('satgas', 'satgas', 'nation', '/ID/'),
    office('bkn', 'bkn', 'nation', '/ID/'),
    office('bkn-nr', 'bkn', 'province', '/ID/NR/'),
    office('ppk-nr', 'ppk', 'province', '/ID/NR/'),
    office('ppk-ar', 'ppk', 'city', '/ID/NR/AR/'),
    office('ppk-sw', 'ppk', 'city', '/ID/TL/SW/'),
  ],
  routes: [
    route('submit', 'bawaslu', 'satgas'),
    route('verify', 'satgas', 'bawaslu'),
    route('confirm-study', 'bawaslu', 'bkn', 'nation'),
    route('convey', 'bkn', 'ppk'),
  ],
};
const placed = { case: 'K', originCode: 'bawaslu-ar', place: '/ID/NR/AR/AT/' };
const now = walkCase(world, placed, '2024-10-04');

describe('the way of a case', () => {
  it('goes by the routes of the day, back to where it was opened, and to the nearest authority', () => {
    expect(now).toEqual({ submit: 'satgas', verify: 'bawaslu-ar', 'confirm-study': 'bkn', convey: 'ppk-ar' });
    expect(Object.keys(now)).toEqual([...walkedSteps]);
  });

  it('finds nobody before the routes begin', () => {
    expect(walkCase(world, placed, '2024-09-03')).toEqual({
      submit: null,
      verify: null,
      'confirm-study': null,
      convey: null,
    });
  });
});

describe('the bodies of the rulebook', () => {
  it('leave everything as it is a day before the independent supervisor must exist', () => {
    const then = withBodies(world, builtInChange(world, '2027-10-15'));
    expect(differencesOf(now, walkCase(then, placed, '2027-10-15'))).toEqual([]);
  });

  it('put the independent supervisor in the place of the one that recommends, from the day on which it must exist', () => {
    const change = builtInChange(world, '2027-10-16');
    const then = withBodies(world, change);
    expect(change.offices.map(({ code }) => code)).toEqual(['independent-supervisor']);
    expect(differencesOf(now, walkCase(then, placed, '2027-10-16'))).toEqual([
      { step: 'confirm-study', before: 'bkn', after: 'independent-supervisor' },
    ]);
    // It conveys to the same authority as before; the day before, the old way still holds.
    expect(walkCase(then, placed, '2027-10-16').convey).toBe('ppk-ar');
    expect(walkCase(then, placed, '2027-10-15')).toEqual(now);
  });
});

describe('a file of bodies', () => {
  it('ends kinds and ways, and what finds nobody then is said', () => {
    const read = parseBodies({ ended: [{ kind: 'satgas', on: '2026-12-31' }] });
    if (!read.ok) throw new Error(read.error);
    const then = walkCase(withBodies(world, read.value), placed, '2027-01-01');
    expect(differencesOf(now, then)).toEqual([
      { step: 'submit', before: 'satgas', after: null },
      { step: 'verify', before: 'bawaslu-ar', after: null },
    ]);
  });

  it('replaces an office of the same code', () => {
    const read = parseBodies({
      offices: [{ code: 'ppk-ar', kind: 'ppk', level: 'city', place: '/ID/NR/AR/', until: '2025-12-31' }],
    });
    if (!read.ok) throw new Error(read.error);
    expect(walkCase(withBodies(world, read.value), placed, '2026-01-01').convey).toBe('ppk-nr');
  });

  it('that is none is refused in one line that says where', () => {
    for (const [input, part] of [
      [7, 'the file'],
      [{ bodies: [] }, 'the file'],
      [{ offices: [{ code: 'x', kind: 'x', level: 'city', place: 'ID' }] }, 'offices.0.place'],
      [{ routes: [{ step: 'fly', from: 'a', to: 'b', since: '2027-01-01' }] }, 'routes.0.step'],
      [{ ended: [{ kind: 'bkn', on: '2027-02-30' }] }, 'ended.0.on'],
    ] as const) {
      const read = parseBodies(input);
      expect(read.ok).toBe(false);
      const line = read.ok ? '' : read.error;
      expect(line).toContain(`${part}: `);
      expect(line).toContain('docs/operations/rehearse.md');
      expect(line).not.toContain('\n');
    }
  });
});
