/** Reads of coverage, in the person's own scope. What comes out was rounded when it was counted; nothing here could be rounded back. */
import { sql } from 'kysely';
import { z } from 'zod';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { figuresBelow, rateOfSums, type ShownGroup, type Unit, type UnitFigure } from './figures.ts';

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
  /** Closed, or at its end. */
  readonly isOver: boolean;
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

export async function seenCampaigns(tx: Tx, id: string | null, today: string): Promise<readonly SeenCampaign[]> {
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
    isOver: row.closed_at !== null || legalDay(row.closes_at, 'WIB') <= today,
    inspects: row.inspects,
    leads: row.leads,
    oversees: row.oversees,
  }));
}

interface UnitGroup extends ShownGroup {
  readonly unitId: string | null;
}

/** Groups of an institution, for its units: of pledges, on a day of which there are figures. */
async function groupsOf(tx: Tx, at: Place, day: string): Promise<readonly UnitGroup[]> {
  const { rows } = await sql<{ unit_id: string | null; about: number; rate: number }>`
    select g.unit_id, g.about, d.rate
    from coverage_group g join coverage_day d on d.group_id = g.id and d.on_day = ${day}::date and d.kind = 'pledge'
    where g.institution_id = ${at.institutionId}::uuid and g.election_id = ${at.electionId}`.execute(tx);
  return rows.map((row) => ({ unitId: row.unit_id, about: row.about, rate: row.rate }));
}

interface Place {
  readonly institutionId: string;
  readonly electionId: string;
}

const keyOf = (at: Place): string => `${at.institutionId} ${at.electionId}`;
const notCounted: DayFigures = { day: null, rate: undefined, about: 0, lessons: undefined };

/** Figures of the last count on or before a day, by institution and election. */
async function figuresOf(
  tx: Tx,
  institutionIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, DayFigures & Place>> {
  if (institutionIds.length === 0) return new Map();
  const { rows } = await sql<{
    institution_id: string;
    election_id: string;
    on_day: string;
    kind: string | null;
    about: number | null;
    weighted: number | null;
  }>`select institution_id, election_id, on_day, kind, about, weighted
    from coverage_figures(${[...institutionIds]}::uuid[], ${today}::date)`.execute(tx);
  const found = new Map<string, DayFigures & Place>();
  for (const { institution_id: institutionId, election_id: electionId, on_day: day, ...row } of rows) {
    const place = { institutionId, electionId };
    const known = found.get(keyOf(place)) ?? { ...notCounted, ...place, day };
    const about = row.about ?? 0;
    const rate = rateOfSums(about, row.weighted ?? 0);
    if (row.kind === 'pledge') found.set(keyOf(place), { ...known, rate, about });
    else found.set(keyOf(place), row.kind === 'lesson' ? { ...known, lessons: rate } : known);
  }
  return found;
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
  const newest = new Map<string, DayFigures>();
  for (const { institutionId, electionId: _, ...figures } of (await figuresOf(tx, institutionIds, today)).values()) {
    const known = newest.get(institutionId);
    if ((known?.day ?? '') < (figures.day ?? '')) newest.set(institutionId, figures);
  }
  return newest;
}

/** All campaigns that somebody sees, each with its institution's figure. */
export async function readCoverage(tx: Tx, today: string): Promise<readonly SeenCoverage[]> {
  const campaigns = await seenCampaigns(tx, null, today);
  const figures = await figuresOf(tx, [...new Set(campaigns.map((campaign) => campaign.institutionId))], today);
  return campaigns.map((campaign) => ({ campaign, ...dayOf(figures, campaign) }));
}

function dayOf(figures: ReadonlyMap<string, DayFigures>, place: Place): DayFigures {
  const { day, rate, about, lessons } = figures.get(keyOf(place)) ?? notCounted;
  return { day, rate, about, lessons };
}

/** @param unitId the unit whose parts are asked for; null: the institution's */
export async function findCoverage(
  tx: Tx,
  id: string,
  unitId: string | null,
  today: string,
): Promise<CoverageDetail | undefined> {
  const [campaign] = await seenCampaigns(tx, id, today);
  if (campaign === undefined) return undefined;
  const figures = dayOf(await figuresOf(tx, [campaign.institutionId], today), campaign);
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
  const pledged = within && figures.day !== null ? await groupsOf(tx, campaign, figures.day) : [];
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
