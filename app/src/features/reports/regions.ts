/** Where it happened, and which intake office is nearest: read from the offices as they are on the legal day. */
import { bodiesFor } from '@netra/rulebook';
import { sql } from 'kysely';
import type { Database } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';

/** More places than this are asked for step by step: province, then city, then district. */
const MOST_CHOICES = 200;

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly level: string;
}

export interface IntakeOffice {
  readonly id: string;
  readonly name: string;
  readonly zone: Zone;
  readonly publicKey: Buffer;
}

export interface CoveredPlace {
  readonly region: Place;
  /** The nearest office whose jurisdiction covers the place and that holds a key of its own. */
  readonly office: IntakeOffice;
}

/** The place with its intake office; undefined when no office covers it. @param day legal day */
export async function findCovered(db: Database, regionId: string, day: string): Promise<CoveredPlace | undefined> {
  if (!isUuid(regionId)) return undefined;
  const { rows } = await sql<{
    region_name: string;
    level: string;
    id: string;
    name: string;
    zone: string;
    seal_public_key: Buffer;
  }>`
    select r.name as region_name, r.level, b.id, b.name, b.zone, b.seal_public_key
    from jurisdiction r
    join jurisdiction p on starts_with(r.path, p.path)
    join body b on b.jurisdiction_id = p.id
    where r.id = ${regionId} and r.level in ('nation', 'province', 'city', 'district') and ${isIntake(day)}
    order by length(p.path) desc, b.id
    limit 1`.execute(db);
  const row = rows[0];
  if (row === undefined) return undefined;
  if (!isZone(row.zone)) throw new Error(`office ${row.id} lies in no zone`);
  return {
    region: { id: regionId, name: row.region_name, level: row.level },
    office: { id: row.id, name: row.name, zone: row.zone, publicKey: row.seal_public_key },
  };
}

export interface PlaceChoices {
  readonly places: readonly Place[];
  /** True: a place that is chosen may still be narrowed down on the next page. */
  readonly narrowing: boolean;
}

/**
 * The places to choose from, in the order of the tree.
 * @param within the place chosen so far when there are too many to show at once
 */
export async function placeChoices(db: Database, within: string | null, day: string): Promise<PlaceChoices> {
  const all = await placesWhere(db, day, sql<boolean>`true`);
  if (all.length <= MOST_CHOICES) return { places: all, narrowing: false };
  const part =
    within === null || !isUuid(within)
      ? await placesWhere(db, day, sql<boolean>`r.level in ('nation', 'province')`)
      : await placesWhere(
          db,
          day, // The provinces stay on the list, so that a wrong first choice can be mended.
          sql<boolean>`(r.level in ('nation', 'province') or r.id = ${within} or r.parent_id = ${within})`,
        );
  return { places: part, narrowing: true };
}

/** Whether a place has covered places below it. */
export async function hasParts(db: Database, regionId: string, day: string): Promise<boolean> {
  return (await placesWhere(db, day, sql<boolean>`r.parent_id = ${regionId}`)).length > 0;
}

async function placesWhere(
  db: Database,
  day: string,
  which: ReturnType<typeof sql<boolean>>,
): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select r.id, r.name, r.level
    from jurisdiction r
    where r.level in ('nation', 'province', 'city', 'district') and ${which}
      and exists (select 1 from jurisdiction p join body b on b.jurisdiction_id = p.id
                  where starts_with(r.path, p.path) and ${isIntake(day)})
    order by r.path
    limit ${MOST_CHOICES * 3}`.execute(db);
  return rows;
}

/** Ids come from a form: what is none is not asked of the database. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** Offices that take reports on the day, by the rulebook's dated bodies, and to which something can be sealed. */
function isIntake(day: string): ReturnType<typeof sql<boolean>> {
  const kinds = bodiesFor('intake', day).map((body) => body.id);
  return sql<boolean>`(b.kind = any (${kinds}) and b.seal_public_key is not null
    and (b.valid_from is null or b.valid_from <= ${day}) and (b.valid_until is null or b.valid_until >= ${day}))`;
}
