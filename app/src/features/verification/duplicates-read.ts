/**
 * Cases that may be the same matter: candidates from the blind index of names, from files in common and from the same place, weighed by what they
 * share. Everything runs in the scope of the person who asks, so a case outside of it is neither shown nor counted.
 */
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { type ReadFile, readFiles } from './file-read.ts';
import { isLikely, type Likeness, likenessOf } from './likeness.ts';

export interface Likely extends Likeness {
  readonly file: ReadFile;
}

/** Candidates that are weighed for one case, by each way to find them. */
const MOST_BY_NAME = 40;
const MOST_BY_PLACE = 40;
const MOST_BY_FILE = 2000;
/** Cases of the same place that came within so many days: later ones are another matter, unless the person or a file is the same. */
const PLACE_DAYS = 45;
/** Pairs that are shown for one case: more than a handful nobody compares. */
export const MOST_SHOWN = 5;

/**
 * How far to look. `strong`: the same employee number or the same file, which an index knows: for lists and beside a case. `all`: also the same name
 * (a word of it stands in thousands of cases) and what lies at the same place at the same time: where somebody looks for duplicates.
 */
export type LikelyBy = 'strong' | 'all';

/** @param ids cases to compare; those that the person may not see have no answer */
export async function readLikely(
  tx: Tx,
  keys: Keys,
  ids: readonly string[],
  by: LikelyBy = 'all',
): Promise<ReadonlyMap<string, readonly Likely[]>> {
  if (ids.length === 0) return new Map();
  const wanted = [...ids];
  // Whoever asks for what an index knows does not pay for planning the rest.
  const weak = sql`
    select f.id as one, near.id as other from case_file f cross join lateral (
      select o.id from case_file o where o.region_id = f.region_id and o.id <> f.id and o.erased_at is null
        and o.opened_at between f.opened_at - make_interval(days => ${PLACE_DAYS}) and f.opened_at + make_interval(days => ${PLACE_DAYS})
      order by abs(extract(epoch from o.opened_at - f.opened_at)), o.id limit ${MOST_BY_PLACE}) near
    where f.id = any (${wanted}::uuid[])
    union
    select f.id, named.case_id from unnest(${wanted}::uuid[]) f (id) cross join lateral (
      select other.case_id from accused_token own join accused_token other on other.token = own.token and other.kind = own.kind
      where own.case_id = f.id and other.case_id <> f.id
      group by other.case_id order by count(*) desc limit ${MOST_BY_NAME}) named
    union`;
  const { rows } = await sql<{ one: string; other: string }>`
    select pair.one, pair.other from (${by === 'all' ? weak : sql``}
    select own.case_id as one, other.case_id as other from accused_token own join accused_token other on other.token = own.token and other.kind = 'nip'
    where own.case_id = any (${wanted}::uuid[]) and own.kind = 'nip' and other.case_id <> own.case_id
    union
    select case_id, other_id from cases_with_same_file(${wanted}::uuid[], ${MOST_BY_FILE})) pair
    -- What a person joined already is told as joined.
    where not exists (select 1 from case_join j where j.split_at is null
      and (j.source_id = pair.one and j.target_id = pair.other or j.source_id = pair.other and j.target_id = pair.one))
    -- Accused of one matter who were separated are no two reports of it.
    and root_of(pair.one) <> root_of(pair.other)`.execute(tx);
  if (rows.length === 0) return new Map(wanted.map((id) => [id, []]));
  const files = await readFiles(tx, keys, [...new Set([...wanted, ...rows.map((row) => row.other)])]);
  return new Map(
    wanted.flatMap((id) => {
      const own = files.get(id);
      if (own === undefined) return [];
      const likely = rows.flatMap((row): Likely[] => {
        const file = row.one === id ? files.get(row.other) : undefined;
        if (file === undefined) return [];
        const likeness = likenessOf(own, file);
        return isLikely(likeness) ? [{ ...likeness, file }] : [];
      });
      return [[id, likely.toSorted(closest(own)).slice(0, MOST_SHOWN)]];
    }),
  );
}

/** What weighs most comes first; among equals what came in at about the same time. */
function closest(own: ReadFile): (a: Likely, b: Likely) => number {
  const apart = ({ file }: Likely): number =>
    Math.abs(file.openedAt.epochMilliseconds - own.openedAt.epochMilliseconds);
  return (a, b) => b.weight - a.weight || apart(a) - apart(b) || a.file.number.localeCompare(b.file.number);
}
