/** Numbers beside the places of the menu: every feature says what it counts, and all of it is asked at once, since it is asked with every page. */
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './connect.ts';
import { runAs } from './unit-of-work.ts';

/** What is counted, by name: an SQL expression that gives one number, in the scope of the person who asks. */
export type Counters = Readonly<Record<string, RawBuilder<number>>>;

/** What came of it; 0 for what was not counted. */
export type Counted = (name: string) => number;

/** All of them in one statement. */
export async function countTogether(db: Database, userId: string, counters: Counters): Promise<Counted> {
  const asked = Object.entries(counters);
  if (asked.length === 0) return () => 0;
  const { rows } = await runAs(db, { kind: 'member', userId }, (tx) =>
    sql<
      Readonly<Record<string, number | null>>
    >`select ${sql.join(asked.map(([name, one]) => sql`(${one})::int as ${sql.id(name)}`))}`.execute(tx),
  );
  const [row = {}] = rows;
  return (name) => row[name] ?? 0;
}
