/** The parser of facts against a plain list of what each field may hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFacts } from '../../src/assess/facts.ts';
import elections from '../facts/elections.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const kinds = [
  'display-material online-campaign attend-event social-engagement public-photo campaign-participation',
  'approach-party-or-public party-membership partisan-activity campaign-team-role independent-candidate-support',
  'partisan-decision other',
].flatMap((line) => line.split(' '));
const statuses = 'pns pppk ppnpn village-head village-official tni polri bumn private'.split(' ');
const yesNo = [true, false];
const contestsOf = (election: unknown) =>
  elections
    .filter(({ id }) => election === undefined || id === election)
    .flatMap(({ contests }) => contests.map(({ id }) => id));

/** A day that exists, tried out in the calendar of the platform. */
function isDay(text: unknown): boolean {
  if (typeof text !== 'string' || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

type Check = (value: unknown, group: Readonly<Record<string, unknown>>) => boolean;
const among =
  (allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const fields: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  act: {
    kind: among(kinds),
    on: isDay,
    attributes: among(['none', 'party', 'civil-servant']),
    public: among(yesNo),
    activeSupport: among(yesNo),
    aimOfSupport: among(yesNo),
    mobilisesCivilServants: among(yesNo),
    stateFacility: among(yesNo),
    onDuty: among(yesNo),
  },
  actor: {
    status: among(statuses),
    spouseOfBeneficiary: among(yesNo),
    unpaidLeave: among(yesNo),
    isProspectiveCandidate: among(yesNo),
  },
  contest: {
    election: among(elections.map(({ id }) => id)),
    contest: (value, group) => contestsOf(group.election).some((id) => id === value),
    beneficiary: among(['person', 'party', 'none']),
  },
};
const needed = ['act', 'actor', 'act.kind', 'act.on', 'actor.status'];

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every field that cannot be used. */
function wrongFields(input: Readonly<Record<string, unknown>>): readonly string[] {
  const wrong = Object.keys(input).filter((name) => !(name in fields));
  for (const [name, checks] of Object.entries(fields)) {
    const group = input[name];
    if (group === undefined) {
      if (needed.includes(name)) wrong.push(name);
      continue;
    }
    if (!isGroup(group)) {
      wrong.push(name);
      continue;
    }
    wrong.push(
      ...Object.keys(group)
        .filter((key) => !(key in checks))
        .map((key) => `${name}.${key}`),
    );
    for (const [key, check] of Object.entries(checks)) {
      const path = `${name}.${key}`;
      const value = group[key];
      if (value === undefined ? needed.includes(path) : !check(value, group)) wrong.push(path);
    }
  }
  return wrong;
}

const junk = fc.constantFrom<unknown>(
  null,
  '',
  'x',
  'PNS',
  'true',
  0,
  1,
  -1,
  [],
  {},
  '2024-02-30',
  '2024-2-3',
  '0000-00-00',
);
const mostly = <T>(...values: readonly T[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom<unknown>(...values) }, { weight: 1, arbitrary: junk });
const flag = mostly(true, false);
const extra = fc.option(fc.constantFrom('x', 'Kind', 'on ', 'likes', 'publik'), { nil: undefined, freq: 12 });

function withExtra<T extends object>(group: fc.Arbitrary<T>): fc.Arbitrary<object> {
  return fc
    .tuple(group, extra, junk)
    .map(([value, name, more]) => (name === undefined ? value : { ...value, [name]: more }));
}
const group = <T extends object>(given: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 25, arbitrary: withExtra(given) }, { weight: 1, arbitrary: junk });

const input = withExtra(
  fc.record(
    {
      act: group(
        fc.record(
          {
            kind: mostly(...kinds),
            on: mostly('2024-10-03', '2024-02-29', '2023-02-29', '2022-09-22', '2024-12-31', '2024-13-01'),
            public: flag,
            activeSupport: flag,
            attributes: mostly('none', 'party', 'civil-servant'),
            onDuty: flag,
            stateFacility: flag,
          },
          { requiredKeys: ['kind', 'on'] },
        ),
      ),
      actor: group(
        fc.record(
          { status: mostly(...statuses), unpaidLeave: flag, isProspectiveCandidate: flag },
          { requiredKeys: ['status'] },
        ),
      ),
      contest: group(
        fc.record(
          {
            election: mostly(...elections.map(({ id }) => id), 'pilkada-2029'),
            contest: mostly('presiden', 'legislatif', 'kepala-daerah', 'lurah'),
            beneficiary: mostly('person', 'party', 'none', 'nobody'),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: ['act', 'actor'] },
  ),
);

describe('facts from outside against a plain list of what is allowed', () => {
  it('are taken exactly when every field is allowed; a refusal names a field that is not', () => {
    let refusals = 0;
    fc.assert(
      fc.property(input, (facts) => {
        const wrong = wrongFields(Object.fromEntries(Object.entries(facts)));
        const parsed = parseFacts(facts);
        if (wrong.length === 0) {
          expect(parsed).toEqual({ ok: true, value: facts });
          return;
        }
        refusals += 1;
        const field = parsed.ok ? 'nothing refused' : parsed.error.field.replaceAll('"', '');
        expect(wrong).toContain(field);
        if (!parsed.ok) expect(parsed.error.line.startsWith(`${parsed.error.field}: `)).toBe(true);
      }),
      { numRuns: runs(4000) },
    );
    expect(refusals).toBeGreaterThan(2);
  });

  it.each([
    ['act', {}],
    ['act.kind', { on: '2024-10-03' }],
    ['act.on', { kind: 'other' }],
  ])('%s is refused when something needed is missing', (field, act) => {
    const parsed = parseFacts(field === 'act' ? { actor: { status: 'pns' } } : { act, actor: { status: 'pns' } });
    expect(parsed.ok ? '' : parsed.error.field).toBe(field);
  });

  it.each(
    elections.flatMap((election) =>
      ['presiden', 'legislatif', 'kepala-daerah'].map((contest) => ({
        election: election.id,
        contest,
        held: election.contests.some(({ id }) => id === contest),
      })),
    ),
  )('$contest in $election: $held', ({ election, contest, held }) => {
    const facts = {
      act: { kind: 'other', on: '2024-10-03' },
      actor: { status: 'pns' },
      contest: { election, contest },
    };
    const parsed = parseFacts(facts);
    expect(parsed.ok ? 'usable' : parsed.error.field).toBe(held ? 'usable' : 'contest.contest');
  });

  it('null is never "not known"', () => {
    const good = { act: { kind: 'other', on: '2024-10-03' }, actor: { status: 'pns' }, contest: {} };
    for (const [name, checks] of Object.entries(fields)) {
      for (const key of Object.keys(checks)) {
        const before = Object.entries(good).find(([one]) => one === name)?.[1];
        const parsed = parseFacts({ ...good, [name]: { ...before, [key]: null } });
        expect(parsed.ok ? '' : parsed.error.field).toBe(`${name}.${key}`);
      }
    }
  });
});
