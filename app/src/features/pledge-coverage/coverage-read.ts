/** Reads of coverage, in the person's own scope. What comes out was rounded when it was counted; nothing here could be rounded back. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import { figuresBelow, rateTogether, type ShownGroup, type Unit, type UnitFigure } from './figures.ts';

/** In which duties somebody sees a campaign. */
export interface Sight {
  readonly inspects: boolean;
  readonly leads: boolean;
  readonly oversees: boolean;
}

export interface SeenCampaign extends Sight {
  readonly id: string;
  readonly institutionId: string;
  readonly institution: string;
  readonly electionId: string;
  readonly openedAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
}

export interface DayFigures {
  /** Legal day of the count; null: not counted yet. */
  readonly day: string | null;
  readonly rate: number | undefined;
  /** People in tens; 0 where there are no groups. */
  readonly about: number;
  readonly lessons: number | undefined;
}

export interface SeenCoverage extends DayFigures {
  readonly campaign: SeenCampaign;
}

export interface CoverageDetail extends SeenCoverage {
  /** In tens; 0: fewer than 20; null: too few people to say; undefined: not for this person. */
  readonly live: number | null | undefined;
  readonly declined: number | null | undefined;
  readonly ways: Readonly<Record<string, number>> | undefined;
  /** Undefined: this person sees the institution as a whole. */
  readonly units: readonly UnitFigure[] | undefined;
  /** From the institution down to the unit that was asked for. */
  readonly trail: readonly Unit[];
  readonly unit: UnitFigure | undefined;
}

const MOST_CAMPAIGNS = 1000;
const MOST_UNITS = 20_000;
const Ways = z.record(z.string(), z.number());

export async function seenCampaigns(tx: Tx, id: string | null): Promise<readonly SeenCampaign[]> {
  const { rows } = await sql<{
    id: string;
    institution_id: string;
    name: string;
    election_id: string;
    opened_at: Temporal.Instant;
    closes_at: Temporal.Instant;
    closed_at: Temporal.Instant | null;
    inspects: boolean;
    leads: boolean;
    oversees: boolean;
  }>`
    with places as materialized (
      select p.id, p.name, inspects(p.id) as inspects, leads_in(p.id) as leads, oversees(p.id) as oversees
      from jurisdiction p where p.id in (select k.institution_id from pledge_campaign k where ${id}::uuid is null or k.id = ${id}::uuid))
    select k.id, k.institution_id, p.name, k.election_id, k.opened_at, k.closes_at, k.closed_at, p.inspects, p.leads, p.oversees
    from places p join pledge_campaign k on k.institution_id = p.id
    where (p.inspects or p.leads or p.oversees) and (${id}::uuid is null or k.id = ${id}::uuid)
    order by p.name, k.opened_at desc limit ${MOST_CAMPAIGNS}`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    institutionId: row.institution_id,
    institution: row.name,
    electionId: row.election_id,
    openedAt: row.opened_at,
    closesAt: row.closes_at,
    closedAt: row.closed_at,
    inspects: row.inspects,
    leads: row.leads,
    oversees: row.oversees,
  }));
}

interface Counted extends ShownGroup {
  readonly institutionId: string;
  readonly electionId: string;
  readonly unitId: string | null;
  readonly kind: string;
}

/** Figures of the last count on or before a day. */
async function groupsOf(tx: Tx, institutionIds: readonly string[], today: string): Promise<readonly Counted[]> {
  if (institutionIds.length === 0) return [];
  const { rows } = await sql<{
    institution_id: string;
    election_id: string;
    unit_id: string | null;
    about: number;
    kind: string;
    rate: number;
  }>`
    with last as (
      select institution_id, election_id, max(on_day) as on_day from coverage_total
      where institution_id = any (${[...institutionIds]}::uuid[]) and on_day <= ${today}::date group by 1, 2)
    select g.institution_id, g.election_id, g.unit_id, g.about, d.kind, d.rate
    from last l
    join coverage_group g on g.institution_id = l.institution_id and g.election_id = l.election_id
    join coverage_day d on d.group_id = g.id and d.on_day = l.on_day`.execute(tx);
  return rows.map((row) => ({
    institutionId: row.institution_id,
    electionId: row.election_id,
    unitId: row.unit_id,
    about: row.about,
    kind: row.kind,
    rate: row.rate,
  }));
}

const keyOf = (at: { readonly institutionId: string; readonly electionId: string }): string =>
  `${at.institutionId} ${at.electionId}`;

async function lastDays(tx: Tx, institutionIds: readonly string[], today: string) {
  if (institutionIds.length === 0) return new Map<string, string>();
  const rows = await tx
    .selectFrom('coverage_total')
    .select(['institution_id', 'election_id', (eb) => eb.fn.max<string>('on_day').as('day')])
    .where('institution_id', 'in', [...institutionIds])
    .where('on_day', '<=', today)
    .groupBy(['institution_id', 'election_id'])
    .execute();
  return new Map(
    rows.map((row) => [keyOf({ institutionId: row.institution_id, electionId: row.election_id }), row.day]),
  );
}

function dayFigures(day: string | undefined, groups: readonly Counted[]): DayFigures {
  const pledged = groups.filter(({ kind }) => kind === 'pledge');
  return {
    day: day ?? null,
    rate: rateTogether(pledged),
    about: pledged.reduce((sum, group) => sum + group.about, 0),
    lessons: rateTogether(groups.filter(({ kind }) => kind === 'lesson')),
  };
}

/**
 * The last figures of institutions, for the system that publishes them: the same steps of 5 percent that every head of a unit sees, nothing finer.
 * Where an institution was counted for several elections, the one that was counted last.
 */
export async function institutionFigures(
  tx: Tx,
  institutionIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, DayFigures>> {
  const groups = await groupsOf(tx, institutionIds, today);
  const days = await lastDays(tx, institutionIds, today);
  const newest = new Map<string, { readonly key: string; readonly day: string }>();
  for (const [key, day] of days) {
    const [institutionId = ''] = key.split(' ');
    const known = newest.get(institutionId);
    if (known === undefined || known.day < day) newest.set(institutionId, { key, day });
  }
  return new Map(
    [...newest].map(([institutionId, { key, day }]) => [
      institutionId,
      dayFigures(
        day,
        groups.filter((group) => keyOf(group) === key),
      ),
    ]),
  );
}

/** All campaigns that somebody sees, each with its institution's figure. */
export async function readCoverage(tx: Tx, today: string): Promise<readonly SeenCoverage[]> {
  const campaigns = await seenCampaigns(tx, null);
  const places = [...new Set(campaigns.map((campaign) => campaign.institutionId))];
  const days = await lastDays(tx, places, today);
  const groups = await groupsOf(tx, places, today);
  return campaigns.map((campaign) => ({
    campaign,
    ...dayFigures(
      days.get(keyOf(campaign)),
      groups.filter((group) => keyOf(group) === keyOf(campaign)),
    ),
  }));
}

/** @param unitId the unit whose parts are asked for; null: the institution's */
export async function findCoverage(
  tx: Tx,
  id: string,
  unitId: string | null,
  today: string,
): Promise<CoverageDetail | undefined> {
  const [campaign] = await seenCampaigns(tx, id);
  if (campaign === undefined) return undefined;
  const days = await lastDays(tx, [campaign.institutionId], today);
  const groups = (await groupsOf(tx, [campaign.institutionId], today)).filter(
    (group) => keyOf(group) === keyOf(campaign),
  );
  const figures = dayFigures(days.get(keyOf(campaign)), groups);
  const total = campaign.inspects || campaign.oversees;
  const row =
    figures.day === null
      ? undefined
      : await tx
          .selectFrom('coverage_total')
          .select(['ways', 'declined'])
          .where('institution_id', '=', campaign.institutionId)
          .where('election_id', '=', campaign.electionId)
          .where('on_day', '=', figures.day)
          .executeTakeFirst();
  const live = total
    ? ((await sql<{ n: number | null }>`select coverage_live(${id}::uuid) as n`.execute(tx)).rows[0]?.n ?? null)
    : undefined;
  const within = campaign.inspects || campaign.leads;
  const units: readonly Unit[] = within
    ? (
        await tx
          .selectFrom('work_unit')
          .select(['id', 'parent_id', 'name'])
          .where('institution_id', '=', campaign.institutionId)
          .limit(MOST_UNITS)
          .execute()
      ).map((unit) => ({ id: unit.id, parentId: unit.parent_id, name: unit.name }))
    : [];
  const trail: Unit[] = [];
  for (let at = units.find((unit) => unit.id === unitId); at !== undefined && !trail.includes(at); ) {
    trail.unshift(at);
    const above: string | null = at.parentId;
    at = units.find((unit) => unit.id === above);
  }
  // A unit that is not one of this institution is an address where nothing is.
  if (unitId !== null && trail.length === 0) return undefined;
  const pledged = groups.filter(({ kind }) => kind === 'pledge');
  const last = trail.at(-1);
  return {
    campaign,
    ...figures,
    live: live === null || live === undefined ? live : live < 20 ? 0 : live,
    declined: total ? (row?.declined ?? null) : undefined,
    ways: total ? Ways.parse(row?.ways ?? {}) : undefined,
    units: within ? figuresBelow(units, pledged, unitId) : undefined,
    trail,
    unit:
      last === undefined
        ? undefined
        : figuresBelow(units, pledged, last.parentId).find(({ unit }) => unit.id === last.id),
  };
}
