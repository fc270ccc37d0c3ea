import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess/assess.ts';
import { actKinds, actorStatuses } from '../../src/assess/fact-list.ts';
import { type Facts, parseFacts } from '../../src/assess/facts.ts';
import { runs, underMutation } from '../support/runs.ts';
import { referenceAssess } from './reference.ts';

const maybe = fc.option(fc.boolean(), { nil: undefined, freq: 2 });
const days = [
  '2018-09-20',
  '2022-09-21',
  '2022-09-22',
  '2023-01-02',
  '2023-01-03',
  '2023-10-31',
  '2023-11-02',
  '2023-11-05',
  '2023-11-13',
  '2024-09-21',
  '2024-09-22',
  '2024-10-03',
  '2026-11-21',
] as const;

const contest = fc.record(
  {
    election: fc.constantFrom('pemilu-2024', 'pilkada-2024', 'pilkada-ulang-2025', 'pemilu-2019'),
    contest: fc.constantFrom('presiden', 'legislatif', 'kepala-daerah'),
    beneficiary: fc.constantFrom('person', 'party', 'none'),
  },
  { requiredKeys: [] },
);

/** Facts as they come from outside: any may be left out. Those that the parser refuses are thrown away. */
const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    act: fc.record({
      kind: fc.oneof(
        fc.constantFrom(...actKinds),
        fc.constantFrom('attend-event', 'public-photo', 'campaign-participation'),
      ),
      on: fc.constantFrom(...days),
      public: maybe,
      activeSupport: maybe,
      aimOfSupport: maybe,
      attributes: fc.option(fc.constantFrom('none', 'party', 'civil-servant'), { nil: undefined, freq: 2 }),
      mobilisesCivilServants: maybe,
      stateFacility: maybe,
      onDuty: maybe,
    }),
    actor: fc.record({
      status: fc.oneof(fc.constantFrom('pns', 'pppk', 'ppnpn'), fc.constantFrom(...actorStatuses)),
      spouseOfBeneficiary: maybe,
      unpaidLeave: maybe,
      isProspectiveCandidate: maybe,
    }),
    contest,
  })
  .map((facts) => parseFacts(facts))
  .filter((parsed) => parsed.ok)
  .map((parsed) => parsed.value);

function compare(facts: Facts): void {
  const real = assess(facts);
  const reference = referenceAssess(facts);
  expect({
    outcome: real.outcome,
    rows: real.rows.map((row) => row.id),
    provisions: real.provisions.map((one) => one.id),
    phase: real.phase,
    route: real.route,
    questions: real.questions.map((one) => one.fact).toSorted(),
  }).toEqual({
    outcome: reference.outcome,
    rows: reference.rows,
    provisions: reference.provisions,
    phase: reference.phase,
    route: reference.route,
    questions: [...reference.questions.keys()].toSorted(),
  });
  const settles = real.questions.map((one) => reference.questions.get(one.fact) ?? -1);
  expect(settles).toEqual(settles.toSorted((a, b) => b - a));
}

describe('assess against the contract, tried out way by way', () => {
  it('gives the same answer and the same questions, most decisive first', { timeout: 60_000 }, () => {
    fc.assert(fc.property(anyFacts, compare), { numRuns: runs(1500) });
  });

  it('gives the same answer for every kind of act when nothing else is known', { timeout: 60_000 }, () => {
    // Thousands of ways each: too slow to repeat for every mutant.
    const kinds = underMutation ? actKinds.filter((kind) => kind === 'public-photo' || kind === 'other') : actKinds;
    for (const kind of kinds) compare({ act: { kind, on: '2023-11-05' }, actor: { status: 'pns' } });
  });
});

/** Copies with one more fact known: each unknown fact, with each of its values. */
function withOneMore(facts: Facts): readonly Facts[] {
  const more: Facts[] = [];
  for (const key of [
    'public',
    'activeSupport',
    'aimOfSupport',
    'mobilisesCivilServants',
    'stateFacility',
    'onDuty',
  ] as const) {
    if (facts.act[key] === undefined) {
      for (const value of [true, false]) more.push({ ...facts, act: { ...facts.act, [key]: value } });
    }
  }
  for (const key of ['spouseOfBeneficiary', 'unpaidLeave', 'isProspectiveCandidate'] as const) {
    if (facts.actor[key] === undefined) {
      for (const value of [true, false]) more.push({ ...facts, actor: { ...facts.actor, [key]: value } });
    }
  }
  if (facts.act.attributes === undefined) {
    for (const attributes of ['none', 'party', 'civil-servant'] as const) {
      more.push({ ...facts, act: { ...facts.act, attributes } });
    }
  }
  if (facts.contest?.beneficiary === undefined) {
    for (const beneficiary of ['person', 'party', 'none'] as const) {
      more.push({ ...facts, contest: { ...facts.contest, beneficiary } });
    }
  }
  if (facts.contest?.election === undefined) {
    for (const election of ['pemilu-2024', 'pilkada-2024', 'pemilu-2019']) {
      const parsed = parseFacts({ ...facts, contest: { ...facts.contest, election } });
      if (parsed.ok) more.push(parsed.value);
    }
  }
  return more;
}

describe('properties of assess', () => {
  it('one more fact never turns a definite answer into another', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const before = assess(facts);
        if (before.outcome === 'more-facts-needed') return;
        for (const more of withOneMore(facts)) {
          const after = assess(more);
          expect([after.outcome, after.rows, after.provisions]).toEqual([
            before.outcome,
            before.rows,
            before.provisions,
          ]);
        }
      }),
      { numRuns: runs(600) },
    );
  });

  it('one more fact never takes away a row or provision that was already certain', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const before = assess(facts);
        for (const more of withOneMore(facts)) {
          const after = assess(more);
          const ids = [...after.rows, ...after.provisions].map((one) => one.id);
          expect(ids).toEqual(expect.arrayContaining([...before.rows, ...before.provisions].map((one) => one.id)));
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('the order of the keys does not matter, and the same facts give the same answer again', () => {
    const reversed = <T extends object>(group: T): object => Object.fromEntries(Object.entries(group).toReversed());
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned = parseFacts({
          ...(facts.contest === undefined ? {} : { contest: reversed(facts.contest) }),
          actor: reversed(facts.actor),
          act: reversed(facts.act),
        });
        expect(turned.ok && assess(turned.value)).toEqual(assess(facts));
        expect(JSON.stringify(assess(facts))).toBe(JSON.stringify(assess(facts)));
      }),
    );
  });

  it('a disputed answer always shows at least two positions with their sources', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { outcome, trace } = assess(facts);
        if (outcome !== 'disputed') return;
        const positions = trace.filter((one) => one.holds !== false).flatMap((one) => one.positions ?? []);
        expect(positions.length).toBeGreaterThanOrEqual(2);
        expect(positions.every((one) => one.sources.length > 0)).toBe(true);
      }),
    );
  });
});
