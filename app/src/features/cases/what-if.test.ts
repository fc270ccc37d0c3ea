import { builtIn } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { assessCase } from './case-findings.ts';
import { answersOf, decidingHere, triedFacts, tryFacts, valuesOf } from './what-if.ts';

const facts = {
  act: { kind: 'attend-event', on: '2024-10-01', activeSupport: true, attributes: 'party' },
  actor: { status: 'pns' },
  contest: { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' },
};
const { kind, status } = valuesOf(facts);
const asIs = { kind, status, on_day: '1', on_month: '10', on_year: '2024', ...valuesOf(facts).facts };

describe('trying out other facts', () => {
  it('is the finding of the case while nothing is changed', () => {
    const tried = tryFacts(asIs, facts, 'id', builtIn);
    expect(tried.ok && tried.value.facts).toEqual(facts);
  });

  it('takes every answer of every fact, and reads back what was asked', () => {
    for (const fact of triedFacts)
      for (const answer of ['', ...answersOf(fact)]) {
        const tried = tryFacts({ ...asIs, [fact]: answer }, facts, 'id', builtIn);
        expect(tried.ok && valuesOf(tried.value.facts).facts[fact], `${fact}=${answer}`).toBe(answer);
      }
  });

  it('keeps election and contest of the case, whatever is sent', () => {
    expect(tryFacts({ ...asIs, 'contest.election': 'pemilu-2024' }, facts, 'id', builtIn).ok).toBe(false);
    const tried = tryFacts({ ...asIs, on_month: '9', 'contest.beneficiary': '' }, facts, 'id', builtIn);
    expect(tried.ok && tried.value.facts.contest).toEqual({ election: 'pilkada-2024', contest: 'kepala-daerah' });
    expect(tried.ok && tried.value.answer.phase).toBe('bakal_calon');
  });

  it('refuses what no form of ours sends, at its field', () => {
    const fields = (more: Record<string, string>) => {
      const tried = tryFacts({ ...asIs, ...more }, facts, 'id', builtIn);
      return tried.ok ? [] : tried.error.map(({ field }) => field);
    };
    expect(fields({ 'act.public': 'mungkin' })).toEqual(['act.public']);
    expect(fields({ kind: 'lainnya' })).toEqual(['kind']);
    expect(fields({ status: 'raja' })).toEqual(['status']);
    expect(fields({ on_day: '31', on_month: '9' })).toEqual(['on']);
    expect(fields({ on_year: '1999' })).toEqual(['on']);
    expect(fields({ surprise: 'x' })).toEqual(['_form']);
  });

  it('puts first what decides: asked facts, known ones, and those that would turn the finding', () => {
    const found = assessCase(
      { facts, actKind: 'attend-event', electionId: 'pilkada-2024', contestId: 'kepala-daerah' },
      null,
      builtIn,
    );
    if (found === null) throw new Error('assessable');
    const deciding = decidingHere(found, builtIn);
    expect([...deciding]).toEqual(
      expect.arrayContaining(['act.activeSupport', 'act.attributes', 'contest.beneficiary']),
    );
  });
});
