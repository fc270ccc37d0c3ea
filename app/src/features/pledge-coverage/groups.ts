/**
 * Pure: who is counted together. Units with fewer than 20 people are folded into the unit above; where what is left of that unit would again be
 * fewer, its smallest counted unit is folded in as well, so that nothing can be worked out by subtracting the parts from the whole. What comes out
 * are groups that share nobody. All that is ever shown is worked out from figures of these groups (`figures.ts`), never from people again.
 */

/** The fewest people of a group. The database holds the same wall. */
export const SMALLEST = 20;

export interface UnitPeople {
  readonly id: string;
  readonly parentId: string | null;
  /** People of this very unit, without those below it, who are in no group yet. */
  readonly people: number;
}

export interface NewGroup {
  /** The unit under which they are counted; null: the institution. */
  readonly anchor: string | null;
  /** Units whose own people are in it. */
  readonly units: readonly string[];
  /** Whether people without a unit are in it. */
  readonly unplaced: boolean;
  readonly people: number;
}

interface Held {
  readonly units: readonly string[];
  readonly unplaced: boolean;
  readonly people: number;
}

interface Folded {
  /** Groups that stand, and nobody else shares. */
  readonly groups: readonly NewGroup[];
  /** Too few to stand: handed to the unit above. */
  readonly rest: Held;
}

const nobody: Held = { units: [], unplaced: false, people: 0 };
const together = (a: Held, b: Held): Held => ({
  units: [...a.units, ...b.units],
  unplaced: a.unplaced || b.unplaced,
  people: a.people + b.people,
});
const peopleOf = (groups: readonly NewGroup[]): number => groups.reduce((sum, group) => sum + group.people, 0);

/**
 * @param unplaced people of the institution without a unit
 * @param smallest tests use small numbers to try every case
 * @returns no groups where the institution has too few people: they wait
 */
export function foldUnits(
  units: readonly UnitPeople[],
  unplaced: number,
  smallest: number = SMALLEST,
): readonly NewGroup[] {
  const known = new Set(units.map((unit) => unit.id));
  const below = new Map<string | null, UnitPeople[]>();
  for (const unit of units.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    // A unit whose parent is not there stands right under the institution.
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null;
    const list = below.get(parent);
    if (list === undefined) below.set(parent, [unit]);
    else list.push(unit);
  }
  const fold = (anchor: string | null, own: Held): Folded => {
    const children = (below.get(anchor) ?? []).map((unit) =>
      fold(unit.id, { units: unit.people > 0 ? [unit.id] : [], unplaced: false, people: unit.people }),
    );
    let rest = children.reduce((sum, child) => together(sum, child.rest), own);
    let standing = children.map((child) => child.groups).filter((groups) => groups.length > 0);
    if (rest.people === 0) return { groups: standing.flat(), rest: nobody };
    if (rest.people < smallest) {
      const least = standing.toSorted((a, b) => peopleOf(a) - peopleOf(b))[0];
      if (least === undefined) return { groups: [], rest };
      standing = standing.filter((groups) => groups !== least);
      rest = least.reduce<Held>(together, rest);
    }
    return { groups: [...standing.flat(), { anchor, ...rest }], rest: nobody };
  };
  return fold(null, { units: [], unplaced: unplaced > 0, people: unplaced }).groups;
}
