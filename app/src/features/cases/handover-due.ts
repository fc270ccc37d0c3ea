/** Until when a hand-over is accepted or returned: dated data of its route, counted by the rulebook's calendar for the office that receives it. */
import { computeDeadline, isZone, type Rulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import { z } from 'zod';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { type Zone, zoneId } from '../../platform/i18n/zones.ts';
import type { ClockOffice } from './case-clocks.ts';

const natures = ['law', 'practice', 'target'] as const;
const DueRule = z.object({
  within: z.int(),
  unit: z.enum(['working_day', 'calendar_day']),
  nature: z.enum(natures),
  basis: z.string(),
  skipped: z.array(z.object({ date: z.string(), why: z.string(), en: z.string() })),
  version: z.string(),
});
/** The rule behind a limit to accept, with the days it skipped and the version of the rulebook that counted. */
export type DueRule = z.output<typeof DueRule>;

export interface HandoverDue {
  readonly dueAt: Temporal.Instant;
  readonly rule: DueRule;
  readonly provisional: boolean;
}

/** Null: there is none, or it is not one of ours. */
export function readDueRule(value: unknown): DueRule | null {
  const read = DueRule.safeParse(value);
  return read.success ? read.data : null;
}

/** Day 0 is the day of sending at the office of the receiver; the limit ends with its day. */
export function countDue(
  rule: Pick<DueRule, 'within' | 'unit' | 'nature' | 'basis'>,
  sentAt: Temporal.Instant,
  office: Pick<ClockOffice, 'region' | 'zone'>,
  rulebook: Pick<Rulebook, 'calendar' | 'version'>,
): HandoverDue {
  return countFrom(rule, legalDay(sentAt, office.zone), office, rulebook);
}

function countFrom(
  rule: Pick<DueRule, 'within' | 'unit' | 'nature' | 'basis'>,
  sentOn: string,
  office: Pick<ClockOffice, 'region' | 'zone'>,
  rulebook: Pick<Rulebook, 'calendar' | 'version'>,
): HandoverDue {
  const counted = computeDeadline({ limit: rule.within, unit: rule.unit }, sentOn, rulebook.calendar(office.region));
  return {
    dueAt: endOfDay(counted.dueOn, office.zone),
    rule: {
      within: rule.within,
      unit: rule.unit,
      nature: rule.nature,
      basis: rule.basis,
      skipped: counted.skipped.map(({ date, why, en }) => ({ date, why, en })),
      version: rulebook.version,
    },
    provisional: counted.provisional,
  };
}

function endOfDay(day: string, zone: Zone): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zoneId[zone], plainTime: '23:59:59' }).toInstant();
}

/** The steps of the route table, by what the hand-over is called in the chain. */
const routeSteps: Readonly<Record<string, string>> = {
  submitted: 'submit',
  verified: 'verify',
  'study-confirmed': 'confirm-study',
  conveyed: 'convey',
};

/** The limit of the route in force that day; null where no route names one, which is no limit and none is invented. */
export async function dueForRoute(
  tx: Tx,
  sent: { readonly what: string; readonly from: string; readonly to: string; readonly at: Temporal.Instant },
  office: ClockOffice,
  rulebook: Pick<Rulebook, 'calendar' | 'version'>,
): Promise<HandoverDue | null> {
  const { rows } = await sql<{ within: number; unit: string; nature: string; basis: string }>`
    select r.accept_within as within, r.accept_unit as unit, r.accept_nature as nature, r.accept_basis as basis
    from handover_route r
    join body f on f.id = ${sent.from} and f.kind = r.from_kind
    join body t on t.id = ${sent.to} and t.kind = r.to_kind
    where r.valid_from <= ${legalDay(sent.at, office.zone)}::date
      and (r.valid_until is null or r.valid_until >= ${legalDay(sent.at, office.zone)}::date)
    order by r.step = ${routeSteps[sent.what] ?? ''} desc, r.valid_from desc limit 1`.execute(tx);
  const row = rows[0];
  if (row === undefined) return null;
  const nature = natures.find((one) => one === row.nature);
  if (nature === undefined) throw new Error('a route has an unknown nature');
  const unit = row.unit === 'calendar_day' ? 'calendar_day' : 'working_day';
  return countDue({ within: row.within, unit, nature, basis: row.basis }, sent.at, office, rulebook);
}

interface Running {
  readonly id: string;
  readonly region: string;
  readonly zone: string;
  /** Legal day at the office that receives. */
  readonly sent_on: string;
  /** ISO date-time in UTC. */
  readonly due: string;
  /** The rule without the days that it skipped. */
  readonly rule: unknown;
  readonly provisional: boolean | null;
}

const Counting = DueRule.pick({ within: true, unit: true, nature: true, basis: true });

const PAGE = 10_000;

/** Counts every limit to accept that still runs anew and moves those that the changed calendar moves; gives their number. */
export async function moveHandoverDues(tx: Tx, after: Pick<Rulebook, 'calendar' | 'version'>): Promise<number> {
  let moved = 0;
  const count = countAlike(after);
  moved += await moveReferralDues(tx, count);
  await sql`select open_handovers()`.execute(tx);
  for (;;) {
    const page = await sql<Running>`fetch forward ${sql.lit(PAGE)} from netra_handovers`.execute(tx);
    const ids: string[] = [];
    const places: number[] = [];
    const outcomes: Counted[] = [];
    const placeOf = new Map<Counted, number>();
    for (const row of page.rows) {
      const now = count(row);
      if (now === null || (now.due === row.due && now.provisional === row.provisional)) continue;
      const place = placeOf.get(now) ?? outcomes.push(now);
      placeOf.set(now, place);
      ids.push(row.id);
      places.push(place);
    }
    if (ids.length > 0)
      await sql`select move_handovers(${ids}::uuid[], ${places}::int[], ${JSON.stringify(outcomes)}::jsonb)`.execute(
        tx,
      );
    moved += ids.length;
    if (page.rows.length === PAGE) continue;
    await sql`close netra_handovers`.execute(tx);
    return moved;
  }
}

/** Referrals are few beside hand-overs: read and moved at once. */
async function moveReferralDues(tx: Tx, count: (row: Running) => Counted | null): Promise<number> {
  const { rows } = await sql<Running>`select * from running_referrals()`.execute(tx);
  const changed = rows.flatMap((row) => {
    const now = count(row);
    return now === null || (now.due === row.due && now.provisional === row.provisional) ? [] : [{ id: row.id, ...now }];
  });
  if (changed.length > 0) await sql`select move_referrals(${JSON.stringify(changed)}::jsonb)`.execute(tx);
  return changed.length;
}

interface Counted {
  readonly due: string;
  readonly rule: DueRule;
  readonly provisional: boolean;
}

/** Hand-overs of one day under one rule and one calendar end alike: a hundred thousand of them are counted a few hundred times. */
function countAlike(rulebook: Pick<Rulebook, 'calendar' | 'version'>): (row: Running) => Counted | null {
  const known = new Map<string, Counted>();
  const calendars = new Map<unknown, number>();
  return ({ rule: stored, region, zone, sent_on: day }) => {
    const read = Counting.safeParse(stored);
    if (!read.success || !isZone(zone)) return null;
    const calendar = rulebook.calendar(region);
    const number = calendars.get(calendar) ?? calendars.size;
    calendars.set(calendar, number);
    const { within, unit, nature, basis } = read.data;
    const key = [within, unit, nature, basis, number, zone, day].join('\n');
    const counted = known.get(key);
    if (counted !== undefined) return counted;
    const now = countFrom(read.data, day, { region, zone }, rulebook);
    const fresh = { due: now.dueAt.toString(), rule: now.rule, provisional: now.provisional };
    known.set(key, fresh);
    return fresh;
  };
}
