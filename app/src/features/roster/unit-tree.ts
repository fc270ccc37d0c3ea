/** The tree of units out of what rows say of it: pure. */

export interface UnitSaid {
  readonly code: string;
  readonly parent: string | null;
}

/** Codes of units that lie within themselves: each of them, so that none is left without a word. */
export function unitsInCircles(units: ReadonlyMap<string, UnitSaid>): readonly string[] {
  const settled = new Map<string, 'fine' | 'circle'>();
  const circles: string[] = [];
  for (const start of units.keys()) {
    const way: string[] = [];
    const onWay = new Set<string>();
    let at: string | null = start;
    while (at !== null && !settled.has(at) && !onWay.has(at)) {
      way.push(at);
      onWay.add(at);
      at = units.get(at)?.parent ?? null;
    }
    // Back on the own way: everything from there on is the circle.
    const from = at !== null && onWay.has(at) ? way.indexOf(at) : way.length;
    for (const [place, code] of way.entries()) {
      settled.set(code, place >= from ? 'circle' : 'fine');
      if (place >= from) circles.push(code);
    }
  }
  return circles;
}

/** Path of codes from the root, for each unit. Parents that are missing or lie in a circle make a root. */
export function unitPaths(units: ReadonlyMap<string, UnitSaid>): ReadonlyMap<string, string> {
  const broken = new Set(unitsInCircles(units));
  const paths = new Map<string, string>();
  const pathOf = (code: string): string => {
    const way: string[] = [];
    let at: string | null = code;
    let base = '/';
    while (at !== null) {
      const known = paths.get(at);
      if (known !== undefined) {
        base = known;
        break;
      }
      way.push(at);
      const parent: string | null = broken.has(at) ? null : (units.get(at)?.parent ?? null);
      at = parent !== null && units.has(parent) ? parent : null;
    }
    for (const one of way.toReversed()) {
      base = `${base}${one}/`;
      paths.set(one, base);
    }
    return base;
  };
  for (const code of units.keys()) pathOf(code);
  return paths;
}
