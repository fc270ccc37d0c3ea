import { allProcedures } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { lengthenedSteps, lengtheningOf, whyNotLonger } from './extensions.ts';

describe('which limits may be lengthened', () => {
  it('is the limit of handling alone, by the two Acts: another one in the law data needs an action of its own', () => {
    expect(lengthenedSteps()).toEqual(['bawaslu-pemilu/handle', 'bawaslu-pilkada/handle']);
    expect(lengtheningOf('bawaslu-pemilu', 'handle')).toMatchObject({ stepId: 'handle-extended' });
    expect(lengtheningOf('bawaslu-pilkada', 'handle')?.basis).toContain('UU 10/2016');
  });

  it('says of every other limit why it cannot be: law, practice, target, or lengthened before', () => {
    for (const { id, steps } of allProcedures)
      for (const step of steps) {
        const why = whyNotLonger({ procedureId: id, stepId: step.id, nature: step.nature });
        expect(why === null, `${id}/${step.id}`).toBe(lengthenedSteps().includes(`${id}/${step.id}`));
      }
    expect(whyNotLonger({ procedureId: 'bawaslu-pemilu', stepId: 'handle-extended', nature: 'law' })).toBe(
      'longer-already',
    );
    expect(whyNotLonger({ procedureId: 'netra', stepId: 'ladder-next', nature: 'target' })).toBe('target');
    expect(whyNotLonger({ procedureId: 'unknown', stepId: 'unknown', nature: 'practice' })).toBe('practice');
  });
});
