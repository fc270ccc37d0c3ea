import { describe, expect, it } from 'vitest';
import { parseAdditions } from './parse-additions.ts';
import { decree, election, override } from './sample.fixture.ts';

function line(input: unknown): string {
  const result = parseAdditions(input);
  return result.ok ? 'ok' : result.error.line;
}
const amendment = {
  ...decree,
  decree: 'Perubahan contoh',
  on: '2028-02-01',
  amends: decree.decree,
  nationalHoliday: [],
};

describe('additions from outside', () => {
  it('come through as they are when all is well, and lists that are left out are empty', () => {
    const input = { decrees: [decree], elections: [election], overrides: [override] };
    expect(parseAdditions(JSON.parse(JSON.stringify(input)))).toEqual({ ok: true, value: input });
    expect(parseAdditions({})).toEqual({ ok: true, value: { decrees: [], elections: [], overrides: [] } });
  });

  it.each<readonly [string, unknown, string]>([
    ['no object', null, 'additions: null is not usable; allowed is an object with decrees, elections, overrides'],
    ['a list', [], 'additions: an array is not usable'],
    ['an unknown list', { laws: [] }, 'laws: is not a field; allowed are decrees, elections, overrides'],
    ['no list', { decrees: {} }, 'decrees: an object is not usable; allowed is a list of at most 500'],
    [
      'too long a list',
      { elections: new Array(501).fill(election) },
      'elections: an array is not usable; allowed is a list of at most 500',
    ],
    [
      'an entry that is none',
      { overrides: ['x'] },
      'overrides[0]: "x" is not usable; allowed is an object with id, procedure',
    ],
  ])('%s is refused by its name', (_, input, expected) => {
    expect(line(input)).toContain(expected);
  });
});

describe('a decree', () => {
  it.each<readonly [string, object, string]>([
    ['an unknown field', { note: 1 }, 'decrees[0].note: is not a field'],
    ['a year that is none', { year: '28' }, 'decrees[0].year: "28" is not usable; allowed is a year from 2000 to 2999'],
    ['no title', { decree: ' ' }, 'decrees[0].decree: " " is not usable; allowed is a text of 1 to 300 characters'],
    [
      'a day that does not exist',
      { collectiveLeave: ['02-30'] },
      'decrees[0].collectiveLeave[0]: "02-30" is not usable; allowed is a day of 2028',
    ],
    ['a day twice', { votingDay: ['02-14', '02-14'] }, 'decrees[0].votingDay[1]: "02-14" stands there twice'],
    ['a missing list', { subjectToDecree: undefined }, 'decrees[0].subjectToDecree: is missing; allowed is a list'],
    ['no holidays in the first decree of a year', { nationalHoliday: [] }, 'decrees[0].nationalHoliday: is empty'],
    [
      'an address as source',
      { source: { publisher: 'contoh.id/berita/nama' } },
      'decrees[0].source.publisher: "contoh.id/berita/nama" is an address',
    ],
    [
      'a web address as source',
      { source: { publisher: 'https://contoh.id' } },
      'decrees[0].source.publisher: "https://contoh.id" is an address',
    ],
    [
      'a source that is no date',
      { source: { publisher: 'contoh', on: 'kemarin' } },
      'decrees[0].source.on: "kemarin" is not usable',
    ],
    [
      'no confidence',
      { confidence: 'sure' },
      'decrees[0].confidence: "sure" is not usable; allowed are seen, seen-3p, recalled, uncertain',
    ],
    [
      'both replaces and amends',
      { on: '2028-01-01', replaces: 'a', amends: 'b' },
      'decrees[0].amends: stands beside replaces',
    ],
    ['an amendment without its day', { amends: 'a' }, 'decrees[0].on: is missing; allowed is a day that exists'],
    ['reopened days without amends', { reopens: ['01-01'] }, 'decrees[0].reopens: is not usable here'],
    [
      'an amendment of nothing',
      { on: '2028-01-01', amends: 'a' },
      'decrees[0].amends: names no earlier decree; allowed: no decree of 2028 is there yet',
    ],
    [
      'a year that is built in',
      { year: '2027' },
      'decrees[0].year: 2027 has a decree already; say in "replaces" or "amends" which one: "SKB 3 Menteri 1205/2026',
    ],
    [
      'a regional day of another year',
      {
        regionalHoliday: [{ on: '2029-01-01', region: 'Kota Arunika', why: { id: 'a', en: 'a' }, confidence: 'seen' }],
      },
      'decrees[0].regionalHoliday[0].on: "2029-01-01" is not usable; allowed is a day of 2028',
    ],
    [
      'a regional day in one language',
      { regionalHoliday: [{ on: '2028-01-01', region: 'Kota Arunika', why: { id: 'a' }, confidence: 'seen' }] },
      'decrees[0].regionalHoliday[0].why.en: is missing',
    ],
  ])('with %s is refused', (_, change, expected) => {
    const { ...input } = { ...decree, ...change };
    expect(line({ decrees: [input] })).toContain(expected);
  });

  it('may amend or replace an earlier one by its title, and nothing else', () => {
    expect(line({ decrees: [decree, amendment] })).toBe('ok');
    expect(line({ decrees: [amendment, decree] })).toBe('ok');
    expect(line({ decrees: [decree, { ...amendment, amends: 'lain' }] })).toBe(
      `decrees[1].amends: names no earlier decree; allowed: "${decree.decree}"`,
    );
    expect(
      line({
        decrees: [
          { ...decree, on: '2027-09-15' },
          { ...amendment, on: '2027-01-01' },
        ],
      }),
    ).toContain('decrees[1].amends: names no earlier decree');
    expect(line({ decrees: [decree, { ...decree, decree: 'Lain', on: '2028-01-02' }] })).toContain(
      'decrees[1].year: 2028 has a decree already',
    );
    expect(line({ decrees: [decree, decree] })).toContain(`decrees[1].decree: "${decree.decree}" is already there`);
  });
});

describe('an election', () => {
  it.each<readonly [string, object, string]>([
    ['an id that is built in', { id: 'pemilu-2024' }, 'elections[0].id: "pemilu-2024" is there already'],
    [
      'an id with capitals',
      { id: 'Pemilu 2029' },
      'elections[0].id: "Pemilu 2029" is not usable; allowed is an id of small letters',
    ],
    [
      'an unknown kind',
      { kind: 'pilkades' },
      'elections[0].kind: "pilkades" is not usable; allowed are pemilu, pilkada',
    ],
    [
      'the law of the other kind',
      { law: 'uu_pilkada' },
      'elections[0].law: uu_pilkada is not usable for a pemilu; allowed is uu7_2017',
    ],
    [
      'the procedure of the other kind',
      { procedure: 'bawaslu-pilkada' },
      'elections[0].procedure: "bawaslu-pilkada" is not usable; allowed are bawaslu-pemilu',
    ],
    ['no contest', { contests: [] }, 'elections[0].contests: is empty'],
    [
      'a contest twice',
      { contests: [...election.contests, ...election.contests] },
      'elections[0].contests[1].id: presiden stands there twice',
    ],
    ['no region', { regions: [] }, 'elections[0].regions: is empty'],
    ['a region that is none', { regions: [''] }, 'elections[0].regions[0]: is not usable'],
    [
      'a campaign that ends before it begins',
      { campaign: { ...election.campaign, to: '2028-11-01' } },
      'elections[0].campaign.to: 2028-11-01 lies before from',
    ],
    [
      'quiet days in the campaign',
      { quietDays: { ...election.quietDays, from: '2029-02-10' } },
      'elections[0].quietDays.from: 2029-02-10 is not usable',
    ],
    [
      'voting on a quiet day',
      { votingOn: '2029-02-13' },
      'elections[0].votingOn: 2029-02-13 is not usable; allowed is a day after the quiet days',
    ],
    [
      'a determination in the campaign',
      { campaign: { ...election.campaign, from: '2028-11-01' } },
      'elections[0].contests[0].determinedOn: 2028-11-13 is not usable',
    ],
    [
      'a transfer ban after determination',
      { transferBanFrom: '2028-12-01' },
      'elections[0].transferBanFrom: 2028-12-01 is not usable',
    ],
    ['a day that does not exist', { votingOn: '2029-02-30' }, 'elections[0].votingOn: "2029-02-30" is not usable'],
  ])('with %s is refused', (_, change, expected) => {
    expect(line({ elections: [{ ...election, ...change }] })).toContain(expected);
  });

  it('may be held in some regions only, and each id stands once', () => {
    expect(line({ elections: [{ ...election, regions: ['Kota Arunika'], transferBanFrom: '2028-05-13' }] })).toBe('ok');
    expect(line({ elections: [election, election] })).toContain('elections[1].id: "pemilu-2029" is there already');
  });
});

describe('an override', () => {
  it.each<readonly [string, object, string]>([
    [
      'an unknown procedure',
      { procedure: 'x' },
      'overrides[0].procedure: "x" is not known; allowed are bawaslu-pemilu',
    ],
    [
      'an unknown step',
      { step: 'x' },
      'overrides[0].step: "x" is not a step of bawaslu-pilkada; allowed are file-report',
    ],
    [
      'a procedure without steps',
      { procedure: 'discipline-pp53' },
      'is not a step of discipline-pp53; allowed are none',
    ],
    ['no first day', { inForce: {} }, 'overrides[0].inForce.from: is missing'],
    [
      'a last day before the first',
      { inForce: { from: '2027-02-01', until: '2027-01-01' } },
      'overrides[0].inForce.until: 2027-01-01 lies before from',
    ],
    ['no days', { limit: 0 }, 'overrides[0].limit: 0 is not usable; allowed is a whole number'],
    ['half a day', { limit: 1.5 }, 'overrides[0].limit: 1.5 is not usable'],
    [
      'a step counted the other way',
      { limit: -2 },
      'overrides[0].limit: -2 is not usable; allowed is a number of days that is positive',
    ],
    ['a target dressed as law', { nature: 'law', basis: 'SOP kantor 2' }, 'overrides[0].basis: names no instrument'],
    ['a circular as law', { nature: 'law', basis: 'SE MenPANRB 4/2024' }, 'overrides[0].basis: names no instrument'],
    [
      'more days than the law by a letter',
      { limit: 4 },
      "overrides[0].limit: 4 calendar_day may end later than the law's 3 calendar_day",
    ],
    [
      'working days where the law counts calendar days',
      { limit: 2, unit: 'working_day' },
      "may end later than the law's",
    ],
    [
      'less notice than the law where it counts backwards',
      { procedure: 'discipline', step: 'first-summons', limit: -6, unit: 'working_day' },
      "overrides[0].limit: -6 working_day may end later than the law's -7 working_day",
    ],
    [
      'calendar days where the law counts working days backwards',
      { procedure: 'discipline', step: 'first-summons', limit: -8 },
      "may end later than the law's",
    ],
  ])('with %s is refused', (_, change, expected) => {
    expect(line({ overrides: [{ ...override, ...change }] })).toContain(expected);
  });

  it('may lengthen a limit of law by an instrument, shorten it by a letter, and move a limit of practice', () => {
    expect(line({ overrides: [{ ...override, nature: 'law', basis: 'Perbawaslu 1/2028 ps 5', limit: 9 }] })).toBe('ok');
    expect(line({ overrides: [{ ...override, limit: 2 }] })).toBe('ok');
    expect(line({ overrides: [{ ...override, procedure: 'joint-task-force', step: 'verify', limit: 30 }] })).toBe('ok');
    expect(line({ overrides: [{ ...override, procedure: 'bawaslu-pemilu', limit: 7 }] })).toBe('ok');
    expect(
      line({
        overrides: [{ ...override, procedure: 'discipline', step: 'first-summons', limit: -9, unit: 'working_day' }],
      }),
    ).toBe('ok');
  });

  it('has an id of its own, and begins on a day of its own', () => {
    expect(line({ overrides: [override, override] })).toContain('overrides[1].id: "contoh-1" is there already');
    expect(line({ overrides: [override, { ...override, id: 'lain' }] })).toContain(
      'overrides[1].inForce.from: another override',
    );
    expect(line({ overrides: [override, { ...override, id: 'lain', office: 'kantor-a' }] })).toBe('ok');
  });
});
