import { describe, expect, it } from 'vitest';
import { type Facts, parseFacts, readFact } from './facts.ts';

const act = { kind: 'social-engagement', on: '2024-10-03' };
const actor = { status: 'pns' };
const line = (input: unknown) => {
  const facts = parseFacts(input);
  return facts.ok ? 'usable' : facts.error.line;
};

describe('facts from outside', () => {
  it('need only the kind, the day and the status', () => {
    expect(parseFacts({ act, actor })).toStrictEqual({ ok: true, value: { act, actor } });
    expect(parseFacts({ act, actor, contest: {} })).toStrictEqual({ ok: true, value: { act, actor, contest: {} } });
  });

  it('keep every fact that is given and add none', () => {
    const full = {
      act: {
        ...act,
        public: true,
        activeSupport: false,
        aimOfSupport: true,
        attributes: 'party',
        mobilisesCivilServants: false,
        stateFacility: true,
        onDuty: false,
      },
      actor: { ...actor, spouseOfBeneficiary: false, unpaidLeave: true, isProspectiveCandidate: false },
      contest: { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'party' },
    };
    expect(parseFacts(full)).toStrictEqual({ ok: true, value: full });
  });

  it('may name a contest without its election, if some election has it', () => {
    expect(line({ act, actor, contest: { contest: 'presiden' } })).toBe('usable');
    expect(line({ act, actor, contest: { contest: 'lurah' } })).toMatch(
      /^contest.contest: "lurah" is not usable; allowed are presiden, legislatif, kepala-daerah$/,
    );
  });

  it.each<[unknown, RegExp]>([
    [
      { act: { ...act, kind: 'like' }, actor },
      /^act\.kind: "like" is not usable; allowed are display-material, .*other$/,
    ],
    [{ act: { on: act.on }, actor }, /^act\.kind: is missing; allowed are display-material/],
    [
      { act: { ...act, on: '2024-02-30' }, actor },
      /^act\.on: "2024-02-30" is not usable; allowed is a day that exists/,
    ],
    [{ act: { kind: 'other' }, actor }, /^act\.on: is missing/],
    [{ act: { ...act, on: 20241003 }, actor }, /^act\.on: 20241003 is not usable/],
    [{ act: { ...act, likes: 3 }, actor }, /^act\.likes: is not a field; allowed are act\.kind, /],
    [{ act: { ...act, public: null }, actor }, /^act\.public: null is not usable; allowed are true and false/],
    [{ act: { ...act, public: 'true' }, actor }, /^act\.public: "true" is not usable/],
    [
      { act: { ...act, attributes: true }, actor },
      /^act\.attributes: true is not usable; allowed are none, party, civil-servant$/,
    ],
    [{ act, actor: { ...actor, name: 'x' } }, /^actor\.name: is not a field; allowed are actor\.status, /],
    [{ act, actor, contest: { who: 'x' } }, /^contest\.who: is not a field; allowed are contest\.election, /],
    [{ act, actor: {} }, /^actor\.status: is missing; allowed are pns, /],
    [{ act, actor: { status: 'asn' } }, /^actor\.status: "asn" is not usable/],
    [{ act, actor: { ...actor, unpaidLeave: 1 } }, /^actor\.unpaidLeave: 1 is not usable/],
    [{ act, actor: null }, /^actor: null is not usable; allowed is an object$/],
    [{ act: [], actor }, /^act: an array is not usable/],
    [{ actor }, /^act: is missing/],
    [
      { act, actor, contest: { election: 'pilkada-2029' } },
      /^contest\.election: "pilkada-2029" is not usable; allowed are pemilu-2024, /,
    ],
    [
      { act, actor, contest: { election: 'pilkada-2024', contest: 'presiden' } },
      /^contest\.contest: "presiden" is not usable; allowed are kepala-daerah$/,
    ],
    [
      { act, actor, contest: { beneficiary: 'nobody' } },
      /^contest\.beneficiary: "nobody" is not usable; allowed are person, party, none$/,
    ],
    [{ act, actor, contest: null }, /^contest: null is not usable/],
    [{ act, actor, extra: 1 }, /^extra: is not a field; allowed are act, actor, contest$/],
    [[], /^facts: an array is not usable/],
    ['x', /^facts: "x" is not usable/],
    [
      JSON.parse('{"act":{"kind":"other","on":"2024-10-03","__proto__":{}},"actor":{"status":"pns"}}'),
      /^act\.__proto__: is not a field/,
    ],
    [{ act: { ...act, kind: 'x\ny'.repeat(1_000_000) }, actor }, /^act\.kind: "x\\ny/],
  ])('%# are refused with one short line', (input, expected) => {
    const refused = line(input);
    expect(refused).toMatch(expected);
    expect(refused).not.toContain('\n');
    expect(refused.length).toBeLessThan(400);
  });
});

describe('the phase of facts', () => {
  const phase = (contest: Facts['contest'], on = '2023-11-05') =>
    readFact.phase({
      act: { kind: 'other', on },
      actor: { status: 'pns' },
      ...(contest === undefined ? {} : { contest }),
    });

  it('follows from the election, the contest and the day, and is unknown without them', () => {
    expect(phase({ election: 'pemilu-2024', contest: 'legislatif' })).toBe('calon');
    expect(phase({ election: 'pemilu-2024', contest: 'presiden' })).toBe('bakal_calon');
    expect(phase({ election: 'pemilu-2024' })).toBe(undefined);
    expect(phase({ election: 'pemilu-2024' }, '2023-11-13')).toBe('calon');
    expect(phase({ contest: 'presiden' })).toBe(undefined);
    expect(phase(undefined)).toBe(undefined);
    expect(phase({ election: 'pemilu-1999' })).toBe(undefined);
  });
});
