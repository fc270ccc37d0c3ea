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
  const counted = computeDeadline(
    { limit: rule.within, unit: rule.unit },
    legalDay(sentAt, office.zone),
    rulebook.calendar(office.region),
  );
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
  readonly sent_at: Temporal.Instant;
  readonly due_at: Temporal.Instant;
  readonly due_rule: unknown;
  readonly due_provisional: boolean | null;
}

const PAGE = 2000;

/** Counts every limit to accept that still runs anew and moves those that the changed calendar moves; gives their number. */
export async function moveHandoverDues(tx: Tx, after: Pick<Rulebook, 'calendar' | 'version'>): Promise<number> {
  let moved = 0;
  for (let last: string | null = null; ; ) {
    const page: { readonly rows: readonly Running[] } =
      await sql<Running>`select * from running_handovers(${last}::uuid, ${PAGE})`.execute(tx);
    const moves = page.rows.flatMap((row) => {
      const rule = readDueRule(row.due_rule);
      if (rule === null || !isZone(row.zone)) return [];
      const now = countDue(rule, row.sent_at, { region: row.region, zone: row.zone }, after);
      if (now.dueAt.equals(row.due_at) && now.provisional === row.due_provisional) return [];
      return [{ id: row.id, due: now.dueAt.toString(), rule: now.rule, provisional: now.provisional }];
    });
    if (moves.length > 0) await sql`select move_handovers(${JSON.stringify(moves)}::jsonb)`.execute(tx);
    moved += moves.length;
    const end = page.rows.at(-1);
    if (end === undefined || page.rows.length < PAGE) return moved;
    last = end.id;
  }
}
