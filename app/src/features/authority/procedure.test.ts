import { builtIn } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { type CaseState, emptyFold } from '../cases/index.ts';
import { earliestHearing, judgeSummons, procedureOf } from './procedure.ts';

const base: CaseState = {
  ...emptyFold,
  status: 'conveyed',
  origin: 'laporan',
  factsComplete: true,
  accused: [1],
  originBodyId: 'bawaslu',
  holderBodyId: 'ppk',
  openHandoverFrom: null,
  statusBeforeHandover: null,
  overdue: [],
  running: [],
  arrivedOn: null,
  effectOn: null,
  seatsEnded: false,
  cameBack: [],
  seats: [],
};
const shown = (state: Partial<CaseState>): string =>
  procedureOf({ ...base, ...state })
    .map((item) => `${item.step}:${item.state}`)
    .join(' ');

describe('the way of a recommendation', () => {
  it('is not there before the case came to an authority', () => {
    expect(procedureOf({ ...base, status: 'studied' })).toEqual([]);
  });

  it('begins with the hand-over, then the examination', () => {
    expect(shown({ openHandoverFrom: 'bkn' })).toMatch(/^accept:now open:later/);
    expect(shown({})).toMatch(/^accept:done open:now first-summons:later examination:later decision:later/);
  });

  it('has a second summons only where the first was missed, and no summons in the ethics route', () => {
    const open: Partial<CaseState> = { status: 'examining', route: 'discipline' };
    expect(shown({ ...open, summons: 1 })).toMatch(/first-summons:done examination:now/);
    expect(shown({ ...open, summons: 1, missedSummons: 1 })).toMatch(
      /first-summons:done second-summons:now examination:later/,
    );
    expect(shown({ ...open, summons: 2, missedSummons: 2 })).toMatch(
      /second-summons:done examination:done decision:now/,
    );
    expect(shown({ ...open, route: 'ethics' })).toMatch(/^accept:done open:done council:now decision:later/);
  });

  it('goes on after the decision: delivery, remedy where one was filed, effect, register', () => {
    expect(shown({ status: 'decided', route: 'discipline', examined: true })).toMatch(
      /decision:done delivery:now effect:later register:later$/,
    );
    expect(shown({ status: 'contested', route: 'discipline', examined: true, remedy: 'appeal' })).toMatch(
      /delivery:done remedy:now effect:later register:later$/,
    );
    expect(shown({ status: 'annulled', route: 'discipline', examined: true, remedy: 'appeal' })).toMatch(
      /remedy:done$/,
    );
    expect(shown({ status: 'final', route: 'discipline', examined: true })).not.toContain('now');
  });

  it('leaves out an examination that was held before the case came here', () => {
    expect(shown({ status: 'decided' })).toMatch(/^accept:done decision:done delivery:now/);
  });
});

describe('the seven clear working days of a summons', () => {
  const lastLetterFor = (hearing: string): string | null => {
    const found = builtIn.deadlineFor({
      procedure: 'discipline',
      step: 'first-summons',
      from: { day: hearing },
      zone: 'WIB',
    });
    return found.ok && found.value.inForce ? found.value.due.slice(0, 10) : null;
  };

  it('agree with the example of the source: hearing on Monday 17 October 2022, letter on Wednesday 5 October', () => {
    expect(lastLetterFor('2022-10-17')).toBe('2022-10-05');
    expect(earliestHearing('2022-10-05', lastLetterFor)).toBe('2022-10-17');
  });

  it('tell a hearing that comes too soon from one that comes later, and neither is locked', () => {
    expect(judgeSummons('2022-10-05', '2022-10-05')).toBe('exact');
    expect(judgeSummons('2022-10-06', '2022-10-05')).toBe('short');
    expect(judgeSummons('2022-10-03', '2022-10-05')).toBe('long');
  });

  it('pass over decreed holidays', () => {
    // Christmas and its joint leave lie between.
    expect(earliestHearing('2024-12-20', lastLetterFor)).toBe('2025-01-06');
  });
});
