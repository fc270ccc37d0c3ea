import { builtIn } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { electionOn } from './open-election.ts';
import { barShares, publicCount, publicIntake, publicWaits, stageOrder } from './statistics.ts';

const counted = (persons: number) => publicWaits([{ stage: 'verification', persons, medianDays: 4.5 }]);
const verification = stageOrder.indexOf('verification');

describe('numbers for the public', () => {
  it('hide 1 to 4 and nothing else', () => {
    expect([0, 1, 2, 3, 4, 5, 1158].map((value) => publicCount(value))).toEqual([
      { kind: 'exact', value: 0 },
      ...Array.from({ length: 4 }, () => ({ kind: 'few' })),
      { kind: 'exact', value: 5 },
      { kind: 'exact', value: 1158 },
    ]);
  });

  it('that rise with a report step by fives, and never show a number that was kept back', () => {
    expect([0, 1, 4, 5, 9, 10, 14, 1158].map((value) => publicIntake(value))).toEqual([
      { kind: 'exact', value: 0 },
      { kind: 'few' },
      { kind: 'few' },
      { kind: 'exact', value: 5 },
      { kind: 'exact', value: 5 },
      { kind: 'exact', value: 10 },
      { kind: 'exact', value: 10 },
      { kind: 'exact', value: 1155 },
    ]);
  });

  it('tell no median of few, of nobody, and of what is decided', () => {
    expect(counted(4)[verification]?.medianDays).toBeNull();
    expect(counted(0)[verification]?.medianDays).toBeNull();
    expect(counted(5)[verification]?.medianDays).toBe(4.5);
    const decided = publicWaits([{ stage: 'decided', persons: 20, medianDays: 9 }]);
    expect(decided.find((wait) => wait.stage === 'decided')?.medianDays).toBeNull();
  });

  it('draw one and four alike', () => {
    const others = [{ stage: 'authority', persons: 40, medianDays: 9 }];
    const drawn = [1, 2, 3, 4].map((persons) =>
      barShares(publicWaits([...others, { stage: 'verification', persons, medianDays: 1 }])),
    );
    expect(new Set(drawn.map((shares) => shares.join())).size).toBe(1);
    expect(drawn[0]?.[verification]).toBeGreaterThan(0);
  });

  it('draw a shown number never shorter than a hidden one, and nobody as nothing', () => {
    const shares = barShares(
      publicWaits([
        { stage: 'verification', persons: 5, medianDays: 1 },
        { stage: 'study', persons: 3, medianDays: 1 },
      ]),
    );
    expect(shares[verification]).toBeGreaterThan(shares[stageOrder.indexOf('study')] ?? 100);
    expect(shares[stageOrder.indexOf('authority')]).toBe(0);
  });

  it('name every stage, also the empty ones, in the order of the way', () => {
    expect(publicWaits([]).map((wait) => wait.stage)).toEqual([...stageOrder]);
  });
});

describe('the open election', () => {
  it.each([
    ['2024-01-10', 'pemilu-2024'],
    ['2024-02-14', 'pemilu-2024'],
    ['2024-02-15', 'pilkada-2024'],
    ['2024-11-27', 'pilkada-2024'],
    // After the last nation-wide vote it stays the last one; re-runs in single regions are named by a setting.
    ['2024-11-28', 'pilkada-2024'],
    ['2029-01-01', 'pilkada-2024'],
    ['2019-01-01', 'pemilu-2019'],
  ])('on %s is %s', (day, id) => {
    expect(electionOn(day, builtIn.elections).id).toBe(id);
  });
});
