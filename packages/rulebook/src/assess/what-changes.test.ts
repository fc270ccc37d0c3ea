import { describe, expect, it } from 'vitest';
import { builtIn } from '../rulebook.ts';
import { explain } from './explain.ts';
import type { Facts } from './facts.ts';
import { whatWouldChange } from './what-changes.ts';

const pilkada = { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' } as const;
const onDuty: Facts = {
  act: {
    kind: 'attend-event',
    on: '2024-10-03',
    activeSupport: false,
    attributes: 'none',
    mobilisesCivilServants: false,
    stateFacility: false,
    onDuty: true,
  },
  actor: { status: 'pns', spouseOfBeneficiary: false, unpaidLeave: false },
  contest: pilkada,
};
const list = (facts: Facts) =>
  whatWouldChange(facts, builtIn).map(({ fact, value, outcome, rows, provisions }) =>
    [fact, value, outcome, ...rows, ...provisions].join(' '),
  );

describe('what would change a finding', () => {
  it('names each known fact on which it hangs, and what it becomes', () => {
    expect(list(onDuty)).toEqual([
      'act.activeSupport true violation B4',
      'act.attributes party violation pp94-5n-2',
      'act.attributes civil-servant violation pp94-5n-2',
      'act.mobilisesCivilServants true violation pp94-5n-3',
      'act.stateFacility true violation pp94-5n-4',
      'act.onDuty false disputed',
      'actor.spouseOfBeneficiary true violation A7',
      'contest.beneficiary none no-row',
    ]);
  });

  it('turns the phase by the day of determination, both ways', () => {
    const like = (on: string): Facts => ({
      act: { kind: 'social-engagement', on },
      actor: { status: 'pns' },
      contest: pilkada,
    });
    expect(list(like('2024-10-03'))).toEqual(['phase bakal_calon violation A4', 'contest.beneficiary none no-row']);
    expect(list(like('2024-09-01'))[0]).toBe('phase calon violation B6');
  });

  it('says nothing of facts that are not known, of a phase before the law, or of a person out of scope', () => {
    expect(list({ act: { kind: 'party-membership', on: '2024-10-03' }, actor: { status: 'pns' } })).toEqual([]);
    expect(list({ ...onDuty, actor: { status: 'tni' } })).toEqual([]);
    const old: Facts = {
      act: { kind: 'online-campaign', on: '2023-01-01' },
      actor: { status: 'pns' },
      contest: { election: 'pilkada-2020', beneficiary: 'person' },
    };
    expect(list(old)).toEqual(['contest.beneficiary none no-row']);
  });

  it('stands in the explanation in plain words, with what is safe', () => {
    const { answer, wouldChange, safe } = explain(builtIn.assess(onDuty), 'id', onDuty);
    expect(answer).toBe('Boleh, menurut sumber yang dilihat.');
    expect(wouldChange).toContain('Jika mendukung secara aktif: dugaan pelanggaran (B4).');
    expect(safe[0]).toContain('surat tugas');
    expect(explain(builtIn.assess(onDuty), 'en', onDuty).wouldChange).toContain(
      'If not there by assignment: not settled, the sources disagree.',
    );
  });
});

describe('the shortest answer', () => {
  const answer = (facts: Facts) => explain(builtIn.assess(facts), 'en').answer;
  it('is no more certain than its sources', () => {
    expect(
      answer({ act: { kind: 'social-engagement', on: '2024-10-03' }, actor: { status: 'pns' }, contest: pilkada }),
    ).toBe('No, by the sources that were seen.');
    expect(answer({ ...onDuty, act: { ...onDuty.act, onDuty: false } })).toBe(
      'Not settled: the sources disagree. To be safe, do not do it.',
    );
    expect(answer({ ...onDuty, act: { kind: 'other', on: '2024-10-03' } })).toContain(
      'does not have to mean that it is allowed',
    );
    expect(answer({ act: { kind: 'online-campaign', on: '2024-10-03' }, actor: { status: 'pns' } })).toContain(
      'cannot be answered yet',
    );
  });

  it('says no where every way leads to a breach, though questions are open', () => {
    const support: Facts = {
      act: { kind: 'independent-candidate-support', on: '2024-10-03' },
      actor: { status: 'pns' },
      contest: { beneficiary: 'person' },
    };
    expect(answer(support)).toContain('No, whatever the answers');
  });
});
