/** Where the parser of added law draws its lines: the last value that is taken, and the first that is not. */
import { describe, expect, it } from 'vitest';
import { createRulebook } from '../rulebook.ts';
import { namesInstrument, whyOverrideRefused } from './choose-override.ts';
import { parseAdditions } from './parse-additions.ts';
import { decree, election, override } from './sample.fixture.ts';

const line = (input: unknown) => {
  const result = parseAdditions(input);
  return result.ok ? 'ok' : result.error.line;
};
const withDecree = (change: object) => line({ decrees: [{ ...decree, ...change }] });
const withElection = (change: object) => line({ elections: [{ ...election, ...change }] });
const withOverride = (change: object) => line({ overrides: [{ ...override, ...change }] });
const contest = election.contests[0];

describe('texts and ids', () => {
  it('a title takes 300 characters, a publisher and a region 120', () => {
    expect([withDecree({ decree: 'x'.repeat(300) }), withDecree({ decree: 'x'.repeat(301) })]).toEqual([
      'ok',
      `decrees[0].decree: "${'x'.repeat(40)}…" is not usable; allowed is a text of 1 to 300 characters`,
    ]);
    expect(withDecree({ source: { publisher: 'x'.repeat(120) } })).toBe('ok');
    expect(withDecree({ source: { publisher: 'x'.repeat(121) } })).toContain('source.publisher: "xxx');
    expect(withElection({ regions: ['x'.repeat(120)] })).toBe('ok');
    for (const region of ['x'.repeat(121), ' ', '', 7, null]) {
      expect(withElection({ regions: ['Kota Arunika', region] })).toBe(
        'elections[0].regions[1]: is not usable; allowed is the name of a region',
      );
    }
    expect(withElection({ regions: [] })).toContain('elections[0].regions: is empty');
  });

  it.each(['A', 'a b', '-a', 'a_b', 'ä', ' a', 'a ', 'a\n', ''])('%j is no id', (id) => {
    expect(withElection({ id })).toMatch(/^elections\[0\]\.id: .* is not usable; allowed is an id of small letters/);
    expect(withOverride({ id })).toMatch(/^overrides\[0\]\.id: .* is not usable; allowed is an id of small letters/);
    expect(withElection({ contests: [{ ...contest, id }] })).toMatch(/^elections\[0\]\.contests\[0\]\.id: /);
  });

  it('an id of an election takes 60 characters, of an override 80', () => {
    const long = (count: number) => `a${'-1b'.repeat(count)}`.slice(0, count);
    expect([withElection({ id: long(60) }), withOverride({ id: long(80) })]).toEqual(['ok', 'ok']);
    expect(withElection({ id: long(61) })).toContain('elections[0].id: ');
    expect(withOverride({ id: long(81) })).toContain('overrides[0].id: ');
  });

  it('a source is dated by year, month or day, and by nothing else', () => {
    for (const on of ['2028', '2028-01', '2028-12', '2028-09-01', '2028-10-19', '2028-11-29', '2028-12-31']) {
      expect([on, withDecree({ source: { publisher: 'contoh', on } })]).toEqual([on, 'ok']);
    }
    for (const on of [
      '28',
      '20280',
      'x2028',
      '2028x',
      '2028-00',
      '2028-13',
      '2028-1',
      '2028-01-00',
      '2028-01-32',
      '2028-01-1x',
      7,
    ]) {
      expect([on, withDecree({ source: { publisher: 'contoh', on } })]).toEqual([
        on,
        expect.stringContaining('decrees[0].source.on: '),
      ]);
    }
  });

  it('a year is a text of four digits', () => {
    for (const year of ['1999', '3000', '02028', '20288', 2028, ' 2028']) {
      expect(withDecree({ year })).toContain('decrees[0].year: ');
    }
  });
});

describe('days in their order', () => {
  it('a span may be one day, and not run backwards', () => {
    const day = '2028-12-01';
    expect(withElection({ campaign: { from: day, to: day, confidence: 'seen' } })).toBe('ok');
    expect(withElection({ campaign: { from: day, to: '2028-11-30', confidence: 'seen' } })).toBe(
      'elections[0].campaign.to: 2028-11-30 lies before from; allowed is 2028-12-01 or later',
    );
    expect(withOverride({ inForce: { from: day, until: day } })).toBe('ok');
    expect(withOverride({ inForce: { from: day, until: '2028-11-30' } })).toBe(
      'overrides[0].inForce.until: 2028-11-30 lies before from; allowed is 2028-12-01 or later',
    );
  });

  it('quiet days begin after the campaign, the vote comes after them, determination by the first day of campaign', () => {
    const quiet = (from: string) => withElection({ quietDays: { from, to: '2029-02-13', confidence: 'seen' } });
    expect([quiet('2029-02-11'), quiet('2029-02-12')]).toEqual(['ok', 'ok']);
    expect(quiet('2029-02-10')).toBe(
      'elections[0].quietDays.from: 2029-02-10 is not usable; allowed is a day after the campaign, which ends 2029-02-10',
    );
    expect(withElection({ votingOn: '2029-02-13' })).toBe(
      'elections[0].votingOn: 2029-02-13 is not usable; allowed is a day after the quiet days, which end 2029-02-13',
    );
    const determined = (determinedOn: string) => withElection({ contests: [{ ...contest, determinedOn }] });
    expect(determined('2028-11-28')).toBe('ok');
    expect(determined('2028-11-29')).toContain('elections[0].contests[0].determinedOn: 2028-11-29 is not usable');
    expect(withElection({ transferBanFrom: '2028-11-13' })).toBe('ok');
    expect(withElection({ transferBanFrom: '2028-11-14' })).toContain(
      'elections[0].transferBanFrom: 2028-11-14 is not usable; allowed is a day before determination, 2028-11-13',
    );
  });

  it('a regional holiday lies in the year of its decree, and its refusal keeps its place', () => {
    const day = { on: '2028-03-01', region: 'Kota Arunika', why: { id: 'contoh', en: 'example' }, confidence: 'seen' };
    expect(withDecree({ regionalHoliday: [day] })).toBe('ok');
    expect(withDecree({ regionalHoliday: [day, { ...day, region: '' }] })).toContain(
      'decrees[0].regionalHoliday[1].region: "" is not usable',
    );
  });

  it('a replacement needs its day just like an amendment', () => {
    expect(line({ decrees: [decree, { ...decree, decree: 'baru', replaces: decree.decree }] })).toBe(
      'decrees[1].on: is missing; allowed is a day that exists, such as 2029-02-14',
    );
  });
});

describe('which law', () => {
  it('an election is held under the law and the procedure of its kind', () => {
    expect(withElection({ law: 'uu_pilkada' })).toBe(
      'elections[0].law: uu_pilkada is not usable for a pemilu; allowed is uu7_2017',
    );
    expect(withElection({ kind: 'pilkada' })).toBe(
      'elections[0].law: uu7_2017 is not usable for a pilkada; allowed is uu_pilkada',
    );
    expect(withElection({ kind: 'pilkada', law: 'uu_pilkada', procedure: 'bawaslu-pilkada' })).toBe('ok');
    for (const procedure of ['bawaslu-pilkada', 'bawaslu-pemilu-2018', 'remedies']) {
      expect(withElection({ procedure })).toBe(
        `elections[0].procedure: "${procedure}" is not usable; allowed are bawaslu-pemilu`,
      );
    }
  });

  it('an override names a procedure that has clocks, and one of its steps', () => {
    const ids = 'bawaslu-pemilu, bawaslu-pilkada, joint-task-force-kasn, joint-task-force, discipline, remedies';
    expect(withOverride({ procedure: 'x' })).toBe(`overrides[0].procedure: "x" is not known; allowed are ${ids}`);
    expect(withOverride({ step: 'x' })).toBe(
      'overrides[0].step: "x" is not a step of bawaslu-pilkada; allowed are file-report, initial-review, complete-report, handle, handle-extended',
    );
    expect(withOverride({ procedure: 'discipline-pp53' })).toContain('allowed are none');
  });

  it('a limit is a whole number of days up to 400, not 0, on the side of its step', () => {
    const law = { nature: 'law', basis: 'UU 1/2027 ps 2' };
    expect([withOverride({ ...law, limit: 400 }), withOverride({ ...law, limit: 1 })]).toEqual(['ok', 'ok']);
    for (const limit of [401, 0, 1.5, '3', null])
      expect(withOverride({ ...law, limit })).toContain('overrides[0].limit: ');
    expect(withOverride({ ...law, limit: -1 })).toContain(
      'allowed is a number of days that is positive: the step counts forwards',
    );
    const summons = { ...law, procedure: 'discipline', step: 'first-summons', unit: 'working_day' };
    expect([withOverride({ ...summons, limit: -400 }), withOverride({ ...summons, limit: -1 })]).toEqual(['ok', 'ok']);
    expect(withOverride({ ...summons, limit: -401 })).toContain('a whole number from -400 to 400, not 0');
    expect(withOverride({ ...summons, limit: 7 })).toContain(
      'allowed is a number of days that is negative: the step counts backwards',
    );
  });

  it('only an instrument that binds may set a limit of law', () => {
    for (const basis of [
      'UU 10/2016 ps 134(5)',
      'Perbawaslu 9/2024',
      'ditetapkan dengan PP 94/2021',
      'Putusan MK 121/2024',
    ]) {
      expect([basis, namesInstrument(basis)]).toEqual([basis, true]);
    }
    for (const basis of [
      'SE MenPANRB 4/2024',
      '  Surat BKN menurut PP 94/2021',
      'UU tentang Pemilu',
      'PPK 3',
      'kesepakatan',
      '',
    ]) {
      expect([basis, namesInstrument(basis)]).toEqual([basis, false]);
    }
  });

  it('a letter may shorten a limit of law and not lengthen it; working days lengthen', () => {
    const step = { limit: 5, unit: 'calendar_day', nature: 'law' } as const;
    const refused = (
      limit: number,
      unit: 'calendar_day' | 'working_day',
      of: { limit: number; unit: 'calendar_day' | 'working_day'; nature: 'law' | 'target' } = step,
    ) => whyOverrideRefused({ limit, unit, nature: 'practice', basis: 'Surat contoh 1' }, of) !== undefined;
    expect([refused(4, 'calendar_day'), refused(5, 'calendar_day'), refused(6, 'calendar_day')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(refused(5, 'working_day')).toBe(true);
    expect(refused(5, 'calendar_day', { ...step, unit: 'working_day' })).toBe(false);
    const back = { limit: -5, unit: 'working_day', nature: 'law' } as const;
    expect([
      refused(-6, 'working_day', back),
      refused(-5, 'working_day', back),
      refused(-4, 'working_day', back),
    ]).toEqual([false, false, true]);
    expect([refused(-5, 'calendar_day', back), refused(-5, 'working_day', { ...back, unit: 'calendar_day' })]).toEqual([
      true,
      false,
    ]);
    expect(refused(60, 'calendar_day', { ...step, nature: 'target' })).toBe(false);
  });
});

describe('what is taken', () => {
  it('comes through whole: replacements, regions, offices, ends', () => {
    const input = {
      decrees: [
        { ...decree, on: '2027-09-15' },
        { ...decree, decree: 'baru', on: '2027-12-01', replaces: decree.decree },
        { ...decree, decree: 'ubah', on: '2027-12-02', amends: 'baru', reopens: ['12-25'] },
      ],
      elections: [{ ...election, regions: ['Kota Arunika'], transferBanFrom: '2028-05-13' }],
      overrides: [{ ...override, office: 'kota-arunika', inForce: { from: '2027-01-01', until: '2027-12-31' } }],
    };
    expect(parseAdditions(JSON.parse(JSON.stringify(input)))).toStrictEqual({ ok: true, value: input });
    const law = createRulebook(input);
    expect(law.decreesOf('2028').map(({ does, of, counts }) => [does, of, counts])).toEqual([
      ['first', undefined, false],
      ['replaces', decree.decree, true],
      ['amends', 'baru', true],
    ]);
    expect(law.decreesOf('2031')).toEqual([]);
  });

  it('a limit of nothing lies on neither side', () => {
    const backwards = { limit: -5, unit: 'working_day', nature: 'target' } as const;
    expect(whyOverrideRefused({ ...backwards, limit: 0, basis: 'x' }, backwards)?.field).toBe('limit');
  });
});

describe('what is missing', () => {
  it('is named with all that is allowed', () => {
    expect(withOverride({ unit: undefined })).toBe(
      'overrides[0].unit: is missing; allowed are working_day, calendar_day',
    );
    expect(withElection({ kind: undefined })).toBe('elections[0].kind: is missing; allowed are pemilu, pilkada');
    expect(withElection({ votingOn: undefined })).toBe(
      'elections[0].votingOn: is missing; allowed is a day that exists, such as 2029-02-14',
    );
    expect(withDecree({ source: { publisher: 'contoh', on: null } })).toBe(
      'decrees[0].source.on: null is not usable; allowed is a year, a month or a day, such as 2028-09-15',
    );
    expect(withDecree({ source: undefined })).toBe(
      'decrees[0].source: is missing; allowed is an object with publisher, on',
    );
  });

  it('a source may be without a day, and keeps its publisher', () => {
    const input = { decrees: [{ ...decree, source: { publisher: 'contoh' } }], elections: [], overrides: [] };
    expect(parseAdditions(input)).toStrictEqual({ ok: true, value: input });
  });

  it('a decree that is to replace another names one that is there', () => {
    const later = { ...decree, decree: 'baru', on: '2028-01-05', replaces: 'lain' };
    expect(line({ decrees: [decree, later] })).toBe(
      `decrees[1].replaces: names no earlier decree; allowed: "${decree.decree}"`,
    );
    expect(line({ decrees: [decree, { ...later, decree: decree.decree }] })).toBe(
      `decrees[1].decree: "${decree.decree}" is already there for 2028`,
    );
  });

  it('a list may be as long as it says', () => {
    const list = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ ...election, id: `pemilu-contoh-${at}` }));
    expect([line({ elections: list(500) }), line({ elections: list(501) })]).toEqual([
      'ok',
      'elections: an array is not usable; allowed is a list of at most 500',
    ]);
  });

  it('the same unit never lengthens by itself', () => {
    const of = { limit: 5, unit: 'working_day', nature: 'law' } as const;
    expect(whyOverrideRefused({ ...of, nature: 'practice', basis: 'Surat contoh' }, of)).toBe(undefined);
    const back = { limit: -5, unit: 'calendar_day', nature: 'law' } as const;
    expect(whyOverrideRefused({ ...back, nature: 'practice', basis: 'Surat contoh' }, back)).toBe(undefined);
  });
});
