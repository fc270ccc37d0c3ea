import { builtIn } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { assessCase, possibleRows } from './case-findings.ts';

const view = (actKind: string, facts: unknown = null) => ({
  actKind,
  facts,
  electionId: 'pilkada-2024',
  contestId: 'kepala-daerah',
});
const report = (happenedOn: string, status: 'pns' | null = null) => ({
  happenedOn,
  words: { story: '', place: '', accused: { name: '', post: '', unit: '', status } },
});

describe('what the rulebook makes of a case', () => {
  it('names the row that may apply before anybody knows who benefits, and the answer that leads to it', () => {
    const found = assessCase(view('social-engagement'), report('2024-10-03'), builtIn);
    expect(found).toMatchObject({ fromReport: true, statusAssumed: true, answer: { outcome: 'more-facts-needed' } });
    const rows = found === null ? [] : possibleRows(found.facts, found.answer, builtIn);
    expect(rows.map((row) => row.id)).toEqual(['B6']);
    expect(rows[0]?.when).toHaveLength(1);
    expect(rows[0]?.level).toBe('berat');
  });

  it('takes the row of the phase in which the act happened', () => {
    const found = assessCase(view('social-engagement'), report('2024-09-01', 'pns'), builtIn);
    expect(found?.statusAssumed).toBe(false);
    expect(found === null ? [] : possibleRows(found.facts, found.answer, builtIn).map((row) => row.id)).toEqual(['A4']);
  });

  it('gives several rows with the fewest answers each where several are open', () => {
    const found = assessCase(view('attend-event'), report('2024-10-03'), builtIn);
    const rows = found === null ? [] : possibleRows(found.facts, found.answer, builtIn);
    expect(rows.map((row) => row.id)).toEqual(
      expect.arrayContaining(['B4', 'A7', 'pp94-5n-2', 'pp94-5n-3', 'pp94-5n-4']),
    );
    expect(rows.every((row) => row.when.length >= 1)).toBe(true);
  });

  it('offers nothing as possible once the answer is definite', () => {
    const facts = { act: { kind: 'party-membership', on: '2024-10-03' }, actor: { status: 'pns' } };
    const found = assessCase(view('party-membership', facts), null, builtIn);
    expect(found).toMatchObject({ fromReport: false, answer: { outcome: 'violation' } });
    expect(found === null ? ['x'] : possibleRows(found.facts, found.answer, builtIn)).toEqual([]);
  });

  it('says nothing when there is neither a report nor a fact', () => {
    expect(assessCase(view('other'), null, builtIn)).toBeNull();
  });
});
