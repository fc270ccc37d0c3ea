import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { additionsAsOf, type DecreeAddition, type LawAdditions, noAdditions } from './additions/additions.ts';
import { namesInstrument } from './additions/choose-override.ts';
import { decree, election, override } from './additions/sample.fixture.ts';
import { assess } from './assess/assess.ts';
import { actKinds, actorStatuses } from './assess/fact-list.ts';
import { parseFacts } from './assess/facts.ts';
import { allElections } from './elections/elections.ts';
import { builtIn, createRulebook } from './rulebook.ts';

const law = (more: Partial<LawAdditions>) => createRulebook({ ...noAdditions, ...more });
const later: DecreeAddition = {
  ...decree,
  decree: 'Perubahan contoh',
  on: '2028-01-20',
  amends: decree.decree,
  nationalHoliday: [],
  collectiveLeave: [],
  subjectToDecree: [],
};
const why = (rulebook: ReturnType<typeof law>, day: string) => rulebook.calendar().whyClosed(day)?.why.id;

describe('an added election', () => {
  const rulebook = law({ elections: [election] });
  const facts = {
    act: { kind: 'online-campaign', on: '2029-01-03' },
    actor: { status: 'pns' },
    contest: { election: 'pemilu-2029', beneficiary: 'person' },
  } as const;

  it('is usable everywhere without a new version: facts, findings, stages, lists', () => {
    expect(rulebook.parseFacts(facts)).toEqual({ ok: true, value: facts });
    const answer = rulebook.assess(facts);
    expect([answer.phase, answer.rows.map(({ id }) => id)]).toEqual(['calon', ['B2']]);
    expect(answer.trace.find(({ rule }) => rule === 'phase')?.because[0]).toContain('Pemilihan Umum 2029');
    expect([answer.rulebookVersion, answer.rulebookData]).toEqual([builtIn.version, rulebook.data]);
    expect(rulebook.stageOf('pemilu-2029', '2029-02-12').current?.id).toBe('masa-tenang');
    expect(rulebook.elections.map(({ id }) => id)).toEqual([...allElections.map(({ id }) => id), 'pemilu-2029']);
    expect(rulebook.getElection('pemilu-2029').votingOn).toBe('2029-02-14');
  });

  it('opens its offices on its quiet days for reports under its procedure', () => {
    const request = { procedure: 'bawaslu-pemilu', step: 'file-report', from: { day: '2029-02-02' } };
    const last = (which: ReturnType<typeof law>) => {
      const deadline = which.deadlineFor(request);
      return deadline.ok ? [deadline.value.dueOn, deadline.value.lastIntake] : deadline.error.line;
    };
    expect(last(rulebook)).toEqual(['2029-02-13', '2029-02-13T23:59:59+07:00']);
    expect(last(builtIn)).toEqual(['2029-02-13', '2029-02-13T16:00:00+07:00']);
  });

  it('is unknown to the law that is built in, and leaves its answers alone', () => {
    const parsed = builtIn.parseFacts(facts);
    expect(parsed.ok ? '' : parsed.error.line).toContain('contest.election: "pemilu-2029" is not usable');
    expect(builtIn.findElection('pemilu-2029')).toBeUndefined();
    expect(() => builtIn.stageOf('pemilu-2029', '2029-02-12')).toThrow('no such election');
    const old = {
      act: facts.act,
      actor: facts.actor,
      contest: { election: 'pilkada-2024', beneficiary: 'person' },
    } as const;
    expect({ ...rulebook.assess(old), rulebookData: '' }).toEqual(assess(old));
    expect(rulebook.assess(old).rows[0]).toBe(assess(old).rows[0]);
  });

  it('cannot take the place of one that is built in', () => {
    const other = law({ elections: [{ ...election, id: 'pilkada-2024' }] });
    expect(other.getElection('pilkada-2024')).toBe(builtIn.getElection('pilkada-2024'));
    expect(other.elections).toHaveLength(allElections.length);
  });
});

describe('decrees', () => {
  it('the first of a year closes its days, ends the provisional state and names what may move', () => {
    const rulebook = law({ decrees: [decree] });
    expect(why(rulebook, '2028-01-03')).toBe('hari libur nasional (SKB contoh 2028)');
    expect(why(rulebook, '2028-01-04')).toBe('cuti bersama (SKB contoh 2028)');
    const deadline = rulebook.deadlineFor({ procedure: 'bawaslu-pemilu', step: 'handle', from: { day: '2028-02-10' } });
    expect(deadline.ok && [deadline.value.provisional, deadline.value.mayMove]).toEqual([false, ['2028-02-14']]);
    expect(rulebook.decreesOf('2028')).toMatchObject([{ decree: decree.decree, does: 'first', counts: true }]);
  });

  it('an amendment in the middle of the year adds and reopens days; both stand with their days', () => {
    const rulebook = law({
      decrees: [{ ...later, collectiveLeave: ['08-18'], reopens: ['01-04'], nationalHoliday: ['02-15'] }, decree],
    });
    expect(why(rulebook, '2028-08-18')).toBe('cuti bersama (Perubahan contoh)');
    expect(why(rulebook, '2028-01-04')).toBeUndefined();
    expect(why(rulebook, '2028-01-03')).toBe('hari libur nasional (SKB contoh 2028)');
    expect(rulebook.calendar().decreeOf('2028-05-01')).toBe('SKB contoh 2028 as amended by Perubahan contoh');
    expect(
      rulebook.decreesOf('2028').map(({ decree: title, does, of, on, counts }) => [title, does, of, on, counts]),
    ).toEqual([
      ['SKB contoh 2028', 'first', undefined, undefined, true],
      ['Perubahan contoh', 'amends', 'SKB contoh 2028', '2028-01-20', true],
    ]);
  });

  it('an amendment settles a day that could still move, and gives a day another ground', () => {
    const rulebook = law({ decrees: [decree, { ...later, collectiveLeave: ['02-14'] }] });
    expect(why(rulebook, '2028-02-14')).toBe('cuti bersama (Perubahan contoh)');
    expect(rulebook.calendar().mayMove('2028-01-01', '2028-12-31')).toEqual([]);
  });

  it('a replacing decree is the whole list from then on; voting days stay, and the old one stays on record', () => {
    const { amends: _, ...rest } = later;
    const replacing: DecreeAddition = { ...rest, replaces: decree.decree, nationalHoliday: ['12-25'] };
    const rulebook = law({ decrees: [{ ...decree, votingDay: ['06-21'] }, replacing] });
    expect([why(rulebook, '2028-01-03'), why(rulebook, '2028-12-25')]).toEqual([
      undefined,
      'hari libur nasional (Perubahan contoh)',
    ]);
    expect(why(rulebook, '2028-06-21')).toBe('hari pemungutan suara (SKB contoh 2028)');
    expect(rulebook.decreesOf('2028').map(({ counts }) => counts)).toEqual([false, true]);
  });

  it('may amend a year that is built in', () => {
    const title = builtIn.decreesOf('2027')[0]?.decree ?? '';
    const rulebook = law({
      decrees: [{ ...later, year: '2027', on: '2027-02-01', amends: title, collectiveLeave: ['03-29'] }],
    });
    expect(why(rulebook, '2027-03-29')).toBe('cuti bersama (Perubahan contoh)');
    expect(why(rulebook, '2027-03-10')).toBe(builtIn.calendar().whyClosed('2027-03-10')?.why.id);
    expect(why(builtIn, '2027-03-29')).toBeUndefined();
  });

  it('what the parser would refuse has no effect', () => {
    const rulebook = law({ decrees: [{ ...decree, year: '2027', nationalHoliday: ['03-29'] }] });
    expect(why(rulebook, '2027-03-29')).toBeUndefined();
    expect(rulebook.decreesOf('2027')).toHaveLength(1);
  });

  it('as of an earlier day the later decree is not there yet', () => {
    const additions = { ...noAdditions, decrees: [decree, { ...later, collectiveLeave: ['08-18'] }] };
    expect(additionsAsOf(additions, '2028-01-19').decrees).toEqual([decree]);
    expect(additionsAsOf(additions, '2028-01-20')).toEqual(additions);
  });

  it('the day of a region closes its offices only', () => {
    const rulebook = law({
      decrees: [
        {
          ...decree,
          regionalHoliday: [
            { on: '2028-03-01', region: 'Kota Arunika', why: { id: 'hari jadi', en: 'city day' }, confidence: 'seen' },
          ],
        },
      ],
    });
    expect(rulebook.calendar('Kota Arunika').whyClosed('2028-03-01')?.kind).toBe('regional_holiday');
    expect(rulebook.calendar('Kota Arunika')).toBe(rulebook.calendar('Kota Arunika'));
    expect(rulebook.calendar('Kota Lain')).toBe(rulebook.calendar());
    expect(rulebook.calendar().whyClosed('2028-03-01')).toBeUndefined();
    const request = { procedure: 'discipline', step: 'send-decision', from: { day: '2028-02-28' } };
    const due = (region?: string) => {
      const deadline = rulebook.deadlineFor({ ...request, ...(region === undefined ? {} : { region }) });
      return deadline.ok && deadline.value.dueOn;
    };
    expect([due(), due('Kota Arunika')]).toEqual(['2028-03-02', '2028-03-03']);
  });
});

describe('corrected limits', () => {
  const request = { procedure: 'bawaslu-pilkada', step: 'handle', from: { day: '2027-06-01' } };
  const deadline = (overrides: LawAdditions['overrides'], more: object = {}) => {
    const found = law({ overrides }).deadlineFor({ ...request, ...more });
    if (!found.ok) throw new Error(found.error.line);
    return found.value;
  };

  it('show both: the correction with its basis, nature and source, and what the law itself says', () => {
    expect(deadline([override])).toMatchObject({
      dueOn: '2027-06-03',
      limit: 2,
      nature: 'practice',
      basis: 'Surat contoh 1',
      override: { id: 'contoh-1', reason: override.reason, source: override.source },
      overrides: {
        limit: 3,
        unit: 'calendar_day',
        nature: 'law',
        basis: 'UU 10/2016 ps 134(5)',
        dueOn: '2027-06-04',
        due: '2027-06-04T23:59:59+07:00',
      },
    });
    expect(deadline([])).not.toHaveProperty('override');
  });

  it('count for clocks that start while they are in force', () => {
    const until = { ...override, inForce: { from: '2027-01-01', until: '2027-06-01' } };
    expect(deadline([until]).limit).toBe(2);
    expect(deadline([until], { from: { day: '2027-06-02' } }).limit).toBe(3);
    expect(deadline([override], { from: { day: '2026-12-31' } }).limit).toBe(3);
  });

  it('the most specific counts first, then the newest', () => {
    const ofOffice = { ...override, id: 'a', office: 'kantor-a', limit: 1, inForce: { from: '2026-01-01' } };
    const newer = { ...override, id: 'b', limit: 3, inForce: { from: '2027-05-01' } };
    const all = [newer, ofOffice, override];
    expect(deadline(all, { office: 'kantor-a' }).override?.id).toBe('a');
    expect(deadline(all, { office: 'kantor-b' }).override?.id).toBe('b');
    expect(deadline([...all].reverse()).override?.id).toBe('b');
  });

  it('that present a letter as law, lengthen the law, or name no step have no effect', () => {
    for (const wrong of [{ nature: 'law' }, { limit: 9 }, { step: 'x' }] as const) {
      expect(deadline([{ ...override, ...wrong }])).not.toHaveProperty('override');
    }
    const byLaw = { ...override, nature: 'law', basis: 'Perbawaslu 1/2028 ps 5', limit: 9 } as const;
    expect(deadline([byLaw])).toMatchObject({ limit: 9, nature: 'law' });
  });

  it('keep the way of counting: clear days stay clear', () => {
    const found = law({
      overrides: [{ ...override, procedure: 'discipline', step: 'first-summons', limit: -8, unit: 'working_day' }],
    }).deadlineFor({
      procedure: 'discipline',
      step: 'first-summons',
      from: { day: '2027-06-30' },
    });
    expect(found.ok && [found.value.dueOn, found.value.overrides?.dueOn]).toEqual(['2027-06-17', '2027-06-18']);
  });
});

describe('which basis is an instrument', () => {
  it.each([
    'UU 10/2016 ps 134(5)',
    'Perbawaslu 7/2022 ps 24',
    'PP 94/2021 ps 26',
    'Putusan MK 121/PUU-XXII/2024',
    'Peraturan BKN Nomor 6 Tahun 2022',
    'jo. UU 7/2017',
  ])('%s is', (basis) => {
    expect(namesInstrument(basis)).toBe(true);
  });
  it.each([
    '',
    'Surat 5/2024',
    'SE MenPANRB 4/2024',
    'SOP kantor 1',
    'Target layanan menurut PP 94/2021',
    'Undang-Undang',
    'uu pilkada',
    'rapat 12 Mei',
  ])('"%s" is not', (basis) => {
    expect(namesInstrument(basis)).toBe(false);
  });
});

describe('the fingerprint of the data', () => {
  it('is empty without additions, and sixteen hexadecimal digits with', () => {
    expect([builtIn.data, law({}).data]).toEqual(['', '']);
    expect(law({ decrees: [decree] }).data).toMatch(/^[0-9a-f]{16}$/);
    expect(law({ decrees: [decree] }).data).toBe('80de26b5ea5e2eca');
  });

  it('does not hang on the order of keys or entries, and differs when a day differs', () => {
    const turned = Object.fromEntries(Object.entries(decree).reverse());
    const again = { ...decree, ...turned };
    expect(law({ decrees: [again, later], overrides: [override, { ...override, id: 'b' }] }).data).toBe(
      law({ overrides: [{ ...override, id: 'b' }, override], decrees: [later, decree] }).data,
    );
    expect(law({ decrees: [{ ...decree, nationalHoliday: ['01-03'] }] }).data).not.toBe(
      law({ decrees: [decree] }).data,
    );
    expect(law({ elections: [election] }).data).not.toBe(law({ decrees: [decree] }).data);
  });
});

/** The same value with the keys of every object, at every depth, in another order. */
function shuffled(value: unknown, order: readonly number[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, field], at) => ({
    key,
    field,
    rank: order[at % order.length] ?? 0,
  }));
  entries.sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(entries.map(({ key, field }) => [key, shuffled(field, [...order].reverse())]));
}

describe('for any facts', () => {
  const maybe = fc.option(fc.boolean(), { nil: undefined });
  const anyFacts = fc
    .record({
      act: fc.record(
        {
          kind: fc.constantFrom(...actKinds),
          on: fc.constantFrom('2023-11-05', '2024-10-03', '2029-01-03'),
          public: maybe,
          activeSupport: maybe,
          aimOfSupport: maybe,
          onDuty: maybe,
        },
        { requiredKeys: ['kind', 'on'] },
      ),
      actor: fc.record(
        { status: fc.constantFrom(...actorStatuses), spouseOfBeneficiary: maybe, unpaidLeave: maybe },
        { requiredKeys: ['status'] },
      ),
      contest: fc.record(
        {
          election: fc.constantFrom('pilkada-2024', 'pemilu-2029'),
          beneficiary: fc.constantFrom('person', 'party', 'none'),
        },
        { requiredKeys: [] },
      ),
    })
    .map((facts) => JSON.parse(JSON.stringify(facts)));
  const rulebook = law({ elections: [election] });

  it('the order of keys at any depth changes neither what is read nor what is answered', () => {
    fc.assert(
      fc.property(anyFacts, fc.array(fc.nat(), { minLength: 9, maxLength: 9 }), (facts, order) => {
        const plain = rulebook.parseFacts(facts);
        const turned = rulebook.parseFacts(shuffled(facts, order));
        expect(turned).toEqual(plain);
        if (plain.ok && turned.ok)
          expect(JSON.stringify(rulebook.assess(turned.value))).toBe(JSON.stringify(rulebook.assess(plain.value)));
      }),
    );
  });

  it('without additions a rulebook answers as the functions at the top of the package', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const [one, other] = [builtIn.parseFacts(facts), parseFacts(facts)];
        expect(one).toEqual(other);
        if (one.ok) expect(law({}).assess(one.value)).toEqual(assess(one.value));
      }),
    );
  });
});
