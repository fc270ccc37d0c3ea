/** Pure: who is told of a limit, when some are away. */

export type ToldAs = 'responsible' | 'deputy' | 'head';

export interface Office {
  /** Whom the limit lies with: those it was assigned to, else everybody who works on cases there. */
  readonly responsible: readonly string[];
  readonly heads: readonly string[];
  /** Standing deputies of the head. */
  readonly headDeputies: readonly string[];
  /** Who is away, and who stands in; null: nobody was named. */
  readonly away: ReadonlyMap<string, string | null>;
  /** Whoever works there today: a deputy who left is none. */
  readonly present: ReadonlySet<string>;
}

/**
 * Everybody who is told, once each. Who is away is not told; the deputy is, and the deputy's deputy when that one is away too. When nobody is left
 * to stand in, the head is told instead; where no head is named, everybody at the office: a limit never passes in silence.
 */
export function receivers(told: readonly string[], office: Office): ReadonlyMap<string, ToldAs> {
  const found = new Map<string, ToldAs>();
  const add = (id: string, as: ToldAs): void => {
    if (!found.has(id)) found.set(id, as);
  };
  let uncovered = false;
  if (told.includes('responsible')) {
    for (const person of office.responsible) {
      const standIn = whoStandsIn(person, office);
      if (standIn === null) uncovered = true;
      else add(standIn, standIn === person ? 'responsible' : 'deputy');
    }
  }
  if (told.includes('head') || uncovered || found.size === 0) {
    const heads = office.heads.flatMap((head) => {
      const standIn = whoStandsIn(head, office);
      return standIn === null ? [] : [standIn];
    });
    const leading = heads.length > 0 ? heads : office.headDeputies.filter((one) => whoStandsIn(one, office) === one);
    for (const person of leading) add(person, 'head');
    // Nobody leads, or all who do are away.
    if (leading.length === 0 && found.size === 0) for (const person of office.present) add(person, 'responsible');
  }
  return found;
}

/** Whether all with whom the limit lies are away and nobody stands in for any of them, or nobody is left at the office at all. */
export function isUncovered(told: readonly string[], office: Office): boolean {
  return (
    office.present.size === 0 ||
    (told.includes('responsible') && office.responsible.every((person) => whoStandsIn(person, office) === null))
  );
}

/** The person, or whoever stands in today; null when the chain ends with somebody who is away. */
export function whoStandsIn(person: string, office: Pick<Office, 'away' | 'present'>): string | null {
  const seen = new Set<string>();
  for (let now: string | null = person; now !== null && !seen.has(now); ) {
    seen.add(now);
    const deputy = office.away.get(now);
    if (deputy === undefined) return office.present.has(now) ? now : null;
    now = deputy;
  }
  return null;
}
