/** What kinds have in common whose rows are only ever added: each row is one entry, none replaces another. */
import { createHash } from 'node:crypto';
import type { ImportPlan, NumberedRow } from './import-kind.ts';

/** How many rows a preview shows. */
const SHOWN = 20;
/** PostgreSQL takes 65,535 values in one statement: as many rows as fit with room for wide ones. */
const AT_ONCE = 500;

/** All rows of a file in memory, for kinds that take few enough. */
export async function gathered<Row>(rows: AsyncIterable<NumberedRow<Row>>): Promise<readonly NumberedRow<Row>[]> {
  const all: NumberedRow<Row>[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** @param says what stands in the preview for a row, the same in both languages */
export function planOfAdded<Row>(rows: readonly NumberedRow<Row>[], says: (row: Row) => string): ImportPlan {
  return {
    added: rows.length,
    replaced: 0,
    same: 0,
    first: rows.slice(0, SHOWN).map(({ row }) => ({ what: { id: says(row), en: says(row) }, does: 'add' as const })),
    problems: [],
    consequences: [],
    fingerprint: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
  };
}

/**
 * Stores rows a part at a time.
 * @param insert says how many it stored
 */
export async function storeInParts<Stored>(
  values: readonly Stored[],
  insert: (part: readonly Stored[]) => Promise<number>,
): Promise<number> {
  let stored = 0;
  for (let at = 0; at < values.length; at += AT_ONCE) stored += await insert(values.slice(at, at + AT_ONCE));
  return stored;
}
