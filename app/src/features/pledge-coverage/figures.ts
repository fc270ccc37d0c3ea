/**
 * Pure: what may be shown of groups. A group in which all signed looks like one in which all but one did, and one in which nobody did like one in
 * which one did. So whoever knows all groups and all figures of all days, but nothing of single people, can still think of everybody both ways.
 */

export const STEP = 5;
export const LOWEST = 5;
export const HIGHEST = 95;
/** Live totals are shown from this many people on, and as fewer than `FEWEST` up to that. */
export const LIVE_FROM = 100;
export const FEWEST = 20;

/** At least one, and not all. For groups of two and more. */
export function veiled(count: number, people: number): number {
  return Math.min(Math.max(count, 1), people - 1);
}

/** Whole numbers as long as possible: 46 of 80 is 57.5 percent, and not a little less. */
function stepped(percents: number, people: number): number {
  const rounded = Math.round(percents / (people * STEP)) * STEP;
  return Math.min(HIGHEST, Math.max(LOWEST, rounded));
}

/** The figure of a group: steps of 5 percent from 5 to 95. */
export function rateOf(count: number, people: number): number {
  return stepped(100 * veiled(count, people), people);
}

export interface ShownGroup {
  /** People in tens. */
  readonly about: number;
  readonly rate: number;
}

/** The figure of several groups: worked out from their figures, so that it tells nothing that they do not tell. Undefined without any. */
export function rateTogether(groups: readonly ShownGroup[]): number | undefined {
  return rateOfSums(
    groups.reduce((sum, group) => sum + group.about, 0),
    groups.reduce((sum, group) => sum + group.about * group.rate, 0),
  );
}

/** The same where the groups were summed up already. @param weighted people of each group times its rate */
export function rateOfSums(people: number, weighted: number): number | undefined {
  return people === 0 ? undefined : stepped(weighted, people);
}

/** Of a number that rises one by one: tens, 0 for fewer than 20, and never all of them. Null where there are too few people to say. */
export function inTens(count: number, people: number): number | null {
  if (people < LIVE_FROM) return null;
  const shown = Math.min(count, people - 1);
  return shown < FEWEST ? 0 : Math.floor(shown / 10) * 10;
}

export interface GroupCount {
  readonly groupId: string;
  readonly people: number;
  /** How many signed, by the way they did. */
  readonly ways: ReadonlyMap<string, number>;
  readonly learned: number;
}

/** Where nobody signed, the one who might have did it this way. */
const USUAL_WAY = 'code-slip';

/** By which ways a group signed, veiled like the group itself: where all did, one of the most usual way is left out. */
export function veiledWays({ people, ways }: GroupCount): ReadonlyMap<string, number> {
  const sorted = [...ways].filter(([, n]) => n > 0).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const signed = sorted.reduce((sum, [, n]) => sum + n, 0);
  if (signed === 0) return new Map([[USUAL_WAY, 1]]);
  if (signed < people) return new Map(sorted);
  return new Map(sorted.map(([way, n], index) => [way, index === 0 ? n - 1 : n]));
}

/** Shares of the ways in an institution, in steps of 5 percent; ways that come out at nothing are left out. */
export function sharesOf(groups: readonly GroupCount[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const group of groups) for (const [way, n] of veiledWays(group)) sums.set(way, (sums.get(way) ?? 0) + n);
  const all = [...sums.values()].reduce((sum, n) => sum + n, 0);
  const shares = [...sums].map(([way, n]): [string, number] => [way, Math.round((100 * n) / (all * STEP)) * STEP]);
  return Object.fromEntries(shares.filter(([, share]) => share > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export interface Unit {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
}

export interface UnitFigure {
  readonly unit: Unit;
  /** Undefined: counted with the unit above. */
  readonly rate: number | undefined;
  readonly about: number;
  /** Units below it. */
  readonly below: number;
}

/**
 * The units right below one (null: the institution) with the figure of the groups that stand wholly in each.
 * @param groups with the unit under which each is counted
 */
export function figuresBelow(
  units: readonly Unit[],
  groups: readonly (ShownGroup & { readonly unitId: string | null })[],
  at: string | null,
): readonly UnitFigure[] {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]));
  const parentOf = (unit: Unit): string | null =>
    unit.parentId !== null && parents.has(unit.parentId) ? unit.parentId : null;
  const inside = new Map<string, ShownGroup[]>();
  for (const group of groups) {
    const seen = new Set<string>();
    for (let id = group.unitId; id !== null && parents.has(id) && !seen.has(id); id = parents.get(id) ?? null) {
      seen.add(id);
      const list = inside.get(id);
      if (list === undefined) inside.set(id, [group]);
      else list.push(group);
    }
  }
  const below = new Map<string, number>();
  for (const unit of units) {
    const parent = parentOf(unit);
    if (parent !== null) below.set(parent, (below.get(parent) ?? 0) + 1);
  }
  return units
    .filter((unit) => parentOf(unit) === at)
    .map((unit) => {
      const within = inside.get(unit.id) ?? [];
      return {
        unit,
        rate: rateTogether(within),
        about: within.reduce((sum, group) => sum + group.about, 0),
        below: below.get(unit.id) ?? 0,
      };
    })
    .toSorted((a, b) => (a.unit.name < b.unit.name ? -1 : 1));
}
