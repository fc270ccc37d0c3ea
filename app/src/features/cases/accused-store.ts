/** Rows of the accused and of their blind index: writing, finding by name, and locking what was stored before. */
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import {
  INDEX_KEY,
  type LockedAccused,
  lockAccused,
  lockDetails,
  nameTokens,
  nipToken,
  openDetails,
  openName,
  tokensOf,
} from './accused-index.ts';
import type { Accused } from './case.ts';
import { isSpelt } from './name-sounds.ts';

/** All accused of a case in order, opened. The second wall decides which cases. */
export async function readAccused(tx: Tx, keys: Keys, caseId: string): Promise<Accused[]> {
  return (await readPlaced(tx, keys, caseId)).map(({ person }) => person);
}

export interface Placed {
  readonly place: number;
  readonly person: Accused;
  /** Blind index of the words of the name, in hex: equal sounds, equal marks, and nothing else. */
  readonly words: ReadonlySet<string>;
}

/** The same with the place of each in the case. */
export async function readPlaced(tx: Tx, keys: Keys, caseId: string): Promise<readonly Placed[]> {
  const rows = await tx
    .selectFrom('case_accused as a')
    .selectAll('a')
    .select(
      sql<string[]>`array(select encode(t.token, 'hex') from accused_token t
        where t.case_id = a.case_id and t.position = a.position and t.kind = 'word')`.as('words'),
    )
    .where('a.case_id', '=', caseId)
    .orderBy('a.position')
    .execute();
  return rows.map((row) => ({
    place: row.position,
    words: new Set(row.words),
    person: {
      name: openName(keys, caseId, row.name_sealed),
      ...openDetails(keys, caseId, row),
      status: row.status,
    },
  }));
}

/** Writes down who is accused. Whoever stands as before is left alone: a new row ends the notice of the one who stood there. */
export async function replaceAccused(tx: Tx, keys: Keys, caseId: string, accused: readonly Accused[]): Promise<void> {
  const there = await readPlaced(tx, keys, caseId);
  // A place that somebody had who was separated is nobody's any more.
  const { rows: gone } = await sql<{ most: number | null }>`
    select max(p)::integer as most from case_separation s, unnest(s.positions) p where s.source_id = ${caseId}`.execute(
    tx,
  );
  let last = Math.max(0, gone[0]?.most ?? 0, ...there.map(({ place }) => place));
  for (let index = 0; index < Math.max(there.length, accused.length); index += 1) {
    const [before, now] = [there[index]?.person, accused[index]];
    if (isDeepStrictEqual(before, now)) continue;
    let position = there[index]?.place;
    if (position === undefined) {
      last += 1;
      position = last;
    }
    if (before !== undefined)
      await tx.deleteFrom('case_accused').where('case_id', '=', caseId).where('position', '=', position).execute();
    if (now !== undefined) await insertAccused(tx, keys, caseId, position, now);
  }
  await tx
    .updateTable('case_file')
    .set({ accused_count: Math.max(1, accused.length) })
    .where('id', '=', caseId)
    .execute();
}

async function insertAccused(tx: Tx, keys: Keys, caseId: string, position: number, person: Accused): Promise<void> {
  const locked = lockAccused(keys, caseId, person);
  await tx
    .insertInto('case_accused')
    .values({
      case_id: caseId,
      position,
      name_sealed: locked.name,
      details_sealed: locked.details,
      status: person.status,
      token_key: INDEX_KEY,
    })
    .execute();
  const { words, nip } = tokensOf(keys, person);
  const tokens = [
    ...words.map((token) => ({ kind: 'word', token })),
    ...(nip === null ? [] : [{ kind: 'nip', token: nip }]),
  ];
  if (tokens.length === 0) return;
  await tx
    .insertInto('accused_token')
    .values(tokens.map((one) => ({ case_id: caseId, position, ...one })))
    .execute();
}

/** Somebody whose name was looked for. `spelt`: as it was typed; otherwise it only sounds alike, and somebody has to look. */
export interface FoundAccused {
  readonly caseId: string;
  readonly position: number;
  readonly name: string;
  readonly spelt: boolean;
}

/** Most persons that one search opens. */
const MOST_FOUND = 200;

/**
 * Persons among the accused of cases that the actor may read whose name has all the words looked for, or whose employee number it is;
 * first those spelt so. A name whose words are too few to look for finds nobody.
 */
export async function findAccused(tx: Tx, keys: Keys, sought: string): Promise<readonly FoundAccused[]> {
  const nip = readNip(sought);
  const tokens = nip === null ? nameTokens(keys, sought) : [nipToken(keys, nip)];
  if (tokens.length === 0) return [];
  const { rows } = await sql<{ case_id: string; position: number; name_sealed: Buffer }>`
    select case_id, place as position, name_sealed
    from find_accused(${nip === null ? 'word' : 'nip'}, ${tokens}::bytea[], ${MOST_FOUND})`.execute(tx);
  const found = rows.map((row): FoundAccused => {
    const name = openName(keys, row.case_id, row.name_sealed);
    return { caseId: row.case_id, position: row.position, name, spelt: nip !== null || isSpelt(name, sought) };
  });
  return found.sort((a, b) => Number(b.spelt) - Number(a.spelt) || (a.name < b.name ? -1 : 1));
}

/** An employee number: 18 digits, however they are grouped. */
export function readNip(text: string): string | null {
  const digits = text.replaceAll(/[\s.-]/g, '');
  return /^\d{18}$/.test(digits) ? digits : null;
}

const ROWS = 200;

/** Locks and indexes rows from before, or under an older index key. Run as often as one likes; gives the number of rows. */
export async function lockStoredAccused(db: Database, keys: Keys): Promise<number> {
  let locked = 0;
  for (;;) {
    const count = await runAs(db, { kind: 'system' }, async (tx) => {
      const { rows } = await sql<LockedAccused & { case_id: string; place: number }>`
        select * from accused_to_lock(${INDEX_KEY}::smallint, ${ROWS})`.execute(tx);
      for (const row of rows) {
        const details = openDetails(keys, row.case_id, row);
        const name = openName(keys, row.case_id, row.name_sealed);
        const { words, nip } = tokensOf(keys, { name, ...(details.nip === undefined ? {} : { nip: details.nip }) });
        const sealed = row.details_sealed ?? lockDetails(keys, row.case_id, details);
        await sql`select lock_accused(${row.case_id}::uuid, ${row.place}::smallint, ${INDEX_KEY}::smallint, ${sealed}::bytea,
          ${words}::bytea[], ${nip}::bytea)`.execute(tx);
      }
      return rows.length;
    });
    locked += count;
    if (count < ROWS) return locked;
  }
}
