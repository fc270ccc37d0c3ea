/**
 * Attacks on what is shown. The attacker knows every unit, everybody's place in it, and every figure of every day, and looks for one person of whom
 * only one answer is possible.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresBelow, inTens, rateOf, rateTogether, sharesOf, type Unit, veiled, veiledWays } from './figures.ts';
import { foldUnits, type NewGroup, SMALLEST, type UnitPeople } from './groups.ts';

/** A tree of units: each one's parent is one before it, or none. */
const trees = (mostPeople: number, mostUnits: number): fc.Arbitrary<readonly UnitPeople[]> =>
  fc
    .array(fc.tuple(fc.nat({ max: mostPeople }), fc.nat({ max: 1000 })), { minLength: 1, maxLength: mostUnits })
    .map((list) =>
      list.map(([people, above], index) => ({
        id: `u${index}`,
        parentId: above % (index + 1) === index ? null : `u${above % (index + 1)}`,
        people,
      })),
    );

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('folding units', () => {
  it('gives groups of 20 and more that share nobody and leave nobody out, or none', () => {
    fc.assert(
      fc.property(trees(60, 12), fc.nat({ max: 60 }), (units, unplaced) => {
        const groups = foldUnits(units, unplaced);
        const all = sum(units.map((unit) => unit.people)) + unplaced;
        expect(groups.every((group) => group.people >= SMALLEST)).toBe(true);
        const placed = groups.flatMap((group) => group.units);
        expect(new Set(placed).size).toBe(placed.length);
        expect(sum(groups.map((group) => group.people))).toBe(all >= SMALLEST ? all : 0);
        expect(groups.filter((group) => group.unplaced).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('whatever is subtracted from whatever leaves nobody, or 20 people and more: all differences of all unions', () => {
    fc.assert(
      fc.property(trees(45, 7), fc.nat({ max: 30 }), (units, unplaced) => {
        const groups = foldUnits(units, unplaced).slice(0, 8);
        // What somebody may ask for: any set of groups; views are unions of them.
        const sets = Array.from({ length: 2 ** groups.length }, (_, bits) =>
          groups.filter((_, at) => (bits >> at) % 2 === 1),
        );
        for (const one of sets)
          for (const other of sets) {
            const left = sum(one.filter((group) => !other.includes(group)).map((group) => group.people));
            if (left > 0 && left < SMALLEST) throw new Error(`${left} people stand alone`);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('folds a small unit up, and the smallest large one with it where the rest would be small', () => {
    const units = [
      { id: 'dinas', parentId: null, people: 5 },
      { id: 'sd', parentId: 'dinas', people: 22 },
      { id: 'smp', parentId: 'dinas', people: 30 },
      { id: 'tk', parentId: 'dinas', people: 3 },
    ];
    expect(foldUnits(units, 0)).toEqual([
      { anchor: 'smp', units: ['smp'], unplaced: false, people: 30 },
      { anchor: 'dinas', units: ['dinas', 'tk', 'sd'], unplaced: false, people: 30 },
    ]);
    expect(foldUnits([{ id: 'a', parentId: null, people: 19 }], 0)).toEqual([]);
    expect(foldUnits([{ id: 'a', parentId: 'lost', people: 19 }], 1)).toMatchObject([{ anchor: null, people: 20 }]);
  });
});

type Ways = ReadonlyMap<string, number>;
const plainWays = (signed: number): Ways => new Map(signed === 0 ? [] : [['code-slip', signed]]);

/** All that anybody ever sees of these groups on one day, over all pages, roles, files and the live total. */
function shown(groups: readonly { readonly people: number; readonly signed: number }[], liveFrom: number): string {
  const counts = groups.map(({ people, signed }, index) => ({
    groupId: `g${index}`,
    people,
    ways: plainWays(signed),
    learned: 0,
  }));
  const rates = groups.map(({ people, signed }) => rateOf(signed, people));
  const people = sum(groups.map((group) => group.people));
  const live = people < liveFrom ? null : sum(groups.map((group) => veiled(group.signed, group.people)));
  const subsets = Array.from({ length: 2 ** groups.length }, (_, bits) =>
    rateTogether(
      groups.flatMap((group, at) => ((bits >> at) % 2 === 1 ? [{ about: group.people, rate: rates[at] ?? 0 }] : [])),
    ),
  );
  // The live total without its tens: even that must name nobody.
  return JSON.stringify([rates, live, subsets, sharesOf(counts)]);
}

/** Days on which each of these people signed; `days` stands for never. */
type World = readonly (readonly number[])[];

function history(world: World, days: number): string {
  return JSON.stringify(
    Array.from({ length: days }, (_, day) =>
      shown(
        world.map((group) => ({ people: group.length, signed: group.filter((on) => on <= day).length })),
        0,
      ),
    ),
  );
}

/** Every world of groups of these sizes. */
function worlds(sizes: readonly number[], days: number): World[] {
  let all: World[] = [[]];
  for (const size of sizes) {
    let groups: number[][] = [[]];
    for (let person = 0; person < size; person += 1)
      groups = groups.flatMap((group) => Array.from({ length: days + 1 }, (_, on) => [...group, on]));
    all = all.flatMap((world) => groups.map((group) => [...world, group]));
  }
  return all;
}

describe('what is shown over all days', () => {
  it.each([
    { sizes: [3, 3], days: 2 },
    { sizes: [2, 2, 2], days: 2 },
    { sizes: [2, 3], days: 3 },
    { sizes: [5], days: 3 },
  ])(
    'leaves both answers possible for everybody on every day: all worlds of groups of $sizes over $days days',
    ({ sizes, days }) => {
      // Smaller groups than are ever shown, so that all cases can be tried; with 20 and more there is only more room.
      const possible = new Map<string, { signed: boolean; not: boolean }[]>();
      for (const world of worlds(sizes, days)) {
        const seen = history(world, days);
        const people = world.flat();
        const found =
          possible.get(seen) ??
          people.flatMap(() => Array.from({ length: days }, () => ({ signed: false, not: false })));
        people.forEach((on, person) => {
          for (let day = 0; day < days; day += 1) {
            const at = found[person * days + day];
            if (at === undefined) throw new Error('no place for an answer');
            if (on <= day) at.signed = true;
            else at.not = true;
          }
        });
        possible.set(seen, found);
      }
      for (const found of possible.values()) for (const at of found) expect(at).toEqual({ signed: true, not: true });
    },
  );

  it('shows the same when one person more or fewer signed where all or none did', () => {
    fc.assert(
      fc.property(fc.integer({ min: SMALLEST, max: 4000 }), (people) => {
        expect(rateOf(people, people)).toBe(95);
        expect(rateOf(people - 1, people)).toBe(95);
        expect(rateOf(0, people)).toBe(5);
        expect(rateOf(1, people)).toBe(5);
        expect(inTens(people, people)).toBe(inTens(people - 1, people));
        expect(inTens(0, people)).toBe(inTens(1, people));
      }),
    );
  });

  it('shows steps of five from 5 to 95, never falling while people sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: SMALLEST, max: 300 }), (people) => {
        const rates = Array.from({ length: people + 1 }, (_, signed) => rateOf(signed, people));
        expect(rates.every((rate, at) => rate % 5 === 0 && rate >= (rates[at - 1] ?? 5) && rate <= 95)).toBe(true);
      }),
    );
  });

  it('the ways of signing are veiled with the group', () => {
    const group = (ways: Readonly<Record<string, number>>) => ({
      groupId: 'g',
      people: 20,
      ways: new Map(Object.entries(ways)),
      learned: 0,
    });
    expect(sum([...veiledWays(group({ account: 12, 'code-slip': 8 })).values()])).toBe(19);
    expect(veiledWays(group({ account: 12, 'code-slip': 8 }))).toEqual(
      veiledWays(group({ account: 11, 'code-slip': 8 })),
    );
    expect(veiledWays(group({}))).toEqual(veiledWays(group({ 'code-slip': 1 })));
    expect(sharesOf([group({ account: 12, 'code-slip': 8 })])).toEqual({ account: 60, 'code-slip': 40 });
  });
});

describe('people who come, go and move', () => {
  it('change no figure: groups are kept, and new people wait for a group of their own', () => {
    fc.assert(
      fc.property(trees(45, 6), fc.array(fc.nat({ max: 12 }), { maxLength: 6 }), (units, arrivals) => {
        const first = foldUnits(units, 0);
        // On the next days only those who are in no group are folded; whoever moved or left stays where the first count put them.
        let waiting = units.map((unit) => ({ ...unit, people: 0 }));
        const later: NewGroup[] = [];
        for (const [day, come] of arrivals.entries()) {
          waiting = waiting.map((unit, at) =>
            at === day % units.length ? { ...unit, people: unit.people + come } : unit,
          );
          const groups = foldUnits(waiting, 0);
          if (groups.length > 0) {
            expect(sum(groups.map((group) => group.people))).toBeGreaterThanOrEqual(SMALLEST);
            later.push(...groups);
            waiting = waiting.map((unit) => ({ ...unit, people: 0 }));
          }
        }
        expect([...first, ...later].every((group) => group.people >= SMALLEST)).toBe(true);
      }),
    );
  });
});

describe('figures of units', () => {
  const units: readonly Unit[] = [
    { id: 'dinas', parentId: null, name: 'Dinas' },
    { id: 'sd', parentId: 'dinas', name: 'SD' },
    { id: 'smp', parentId: 'dinas', name: 'SMP' },
    { id: 'kec', parentId: null, name: 'Kecamatan' },
  ];
  const groups = [
    { unitId: 'smp', about: 30, rate: 90 },
    { unitId: 'dinas', about: 30, rate: 50 },
    { unitId: null, about: 20, rate: 95 },
  ];

  it('come from groups that stand wholly in them; a unit that is counted above shows none', () => {
    expect(figuresBelow(units, groups, null).map(({ unit, rate, about }) => [unit.id, rate, about])).toEqual([
      ['dinas', 70, 60],
      ['kec', undefined, 0],
    ]);
    expect(figuresBelow(units, groups, 'dinas').map(({ unit, rate }) => [unit.id, rate])).toEqual([
      ['sd', undefined],
      ['smp', 90],
    ]);
    expect(rateTogether(groups)).toBe(75);
    expect(rateTogether([])).toBeUndefined();
  });
});
