import { describe, expect, it } from 'vitest';
import { bodiesFor, bodyInPlaceOf, findBody, handedOverOn } from '../bodies/bodies.ts';
import { getElection } from './elections.ts';
import { phaseOf, stageOf } from './phase.ts';

describe('phases', () => {
  it('begin on the day of determination, per contest', () => {
    const pemilu = getElection('pemilu-2024');
    expect(phaseOf(pemilu, 'legislatif', '2023-11-02')).toBe('bakal_calon');
    expect(phaseOf(pemilu, 'legislatif', '2023-11-03')).toBe('calon');
    expect(phaseOf(pemilu, 'presiden', '2023-11-12')).toBe('bakal_calon');
    expect(phaseOf(pemilu, 'presiden', '2023-11-13')).toBe('calon');
  });

  it('are unknown while the contests differ and none is named, and known on every other day', () => {
    const pemilu = getElection('pemilu-2024');
    expect(phaseOf(pemilu, undefined, '2023-11-02')).toBe('bakal_calon');
    expect(phaseOf(pemilu, undefined, '2023-11-05')).toBe(undefined);
    expect(phaseOf(pemilu, undefined, '2023-11-13')).toBe('calon');
  });
});

describe('stages', () => {
  it('4 October 2024 is the tenth of sixty days of campaign', () => {
    const { current, next, phase, stages } = stageOf('pilkada-2024', '2024-10-04');
    expect(current).toMatchObject({ id: 'kampanye', dayNumber: 10, days: 60 });
    expect(next).toMatchObject({ id: 'masa-tenang', from: '2024-11-24', confidence: 'recalled' });
    expect(phase).toBe('calon');
    expect(stages.map((stage) => stage.state)).toEqual(['past', 'now', 'next', 'later']);
  });

  it('between two stages none runs; after the vote none is next', () => {
    expect(stageOf('pilkada-2024', '2024-09-24')).toMatchObject({ current: undefined, next: { id: 'kampanye' } });
    expect(stageOf('pilkada-2024', '2024-09-25')).toMatchObject({
      current: { id: 'kampanye' },
      next: { id: 'masa-tenang' },
    });
    expect(stageOf('pilkada-2024', '2024-11-27').current?.id).toBe('pemungutan-suara');
    expect(stageOf('pilkada-2024', '2024-11-28')).toMatchObject({ current: undefined, next: undefined });
  });

  it('the determination of an election with two contests runs from the first to the last of them', () => {
    const [determination] = stageOf('pemilu-2024', '2023-11-05').stages;
    expect(determination).toMatchObject({ state: 'now', from: '2023-11-03', to: '2023-11-13', dayNumber: 3 });
  });

  it('throws for an election that does not exist', () => {
    expect(() => stageOf('pilkada-1999', '2024-01-01')).toThrow('no such election');
  });
});

describe('bodies', () => {
  it('KASN acts until 3 September 2024, BKN in its place from the next day', () => {
    expect(bodyInPlaceOf('kasn', '2024-09-03').id).toBe('kasn');
    expect(bodyInPlaceOf('kasn', '2024-09-04').id).toBe('bkn');
    const kasn = findBody('kasn');
    expect(kasn && handedOverOn(kasn)).toBe('2024-09-04');
  });

  it('a body without a successor stays in its own place, and an unknown one is a bug', () => {
    expect(bodyInPlaceOf('independent-supervisor', '2026-01-01').id).toBe('independent-supervisor');
    expect(bodyInPlaceOf('bawaslu', '2026-01-01').id).toBe('bawaslu');
    const [bawaslu] = [findBody('bawaslu')];
    expect(bawaslu && handedOverOn(bawaslu)).toBe(undefined);
    expect(() => bodyInPlaceOf('x', '2026-01-01')).toThrow('no such body: x');
  });

  it('the independent body that is only expected recommends nothing', () => {
    expect(bodiesFor('recommend', '2024-01-01').map((body) => body.id)).toEqual(['kasn']);
    expect(bodiesFor('recommend', '2026-01-01')).toEqual([]);
  });
});
