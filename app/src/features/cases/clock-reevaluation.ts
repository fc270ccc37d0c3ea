/**
 * Running limits after the law changed: which would move, from when to when, and why; and moving them, each with its trace. Whoever changes the
 * law sees no case, so limits come and go through two narrow doors of the database (`open_limits`, `move_limits`).
 */
import {
  type ChangedClock,
  createReevaluator,
  type DueReason,
  type Rulebook,
  runClock,
  type StoredClock,
} from '@netra/rulebook';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { moveHandoverDues } from './handover-due.ts';
import { skippedWords, storedChanges } from './standstill-count.ts';

/** A limit that moves, as whoever changes the law may see it: rule and office, never the case. */
export interface MovedClock {
  readonly id: string;
  readonly procedureId: string;
  readonly stepId: string;
  readonly bodyName: string;
  readonly zone: Zone;
  readonly dueBefore: Temporal.Instant;
  readonly dueAfter: Temporal.Instant;
  readonly why: readonly DueReason[];
}

export interface Reevaluated {
  /** Limits that run. */
  readonly running: number;
  /** Their due day moves. */
  readonly moved: number;
  /** They were provisional and are no longer; moved or not. */
  readonly settled: number;
  /** Not as the law before gave them (somebody stopped or extended them), or not countable: left alone. */
  readonly leftAlone: number;
  /** The first that move. */
  readonly first: readonly MovedClock[];
}

const PAGE = 10_000;
/** Limits moved by one statement. */
const MOVED_AT_ONCE = 2000;
const SHOWN = 10;

interface Row {
  readonly id: string;
  readonly procedure_id: string;
  readonly step_id: string;
  readonly body_code: string;
  readonly body_name: string;
  readonly region: string;
  readonly zone: string;
  /** Legal day at the office. */
  readonly started_on: string;
  /** ISO date-time in UTC. */
  readonly due: string;
  readonly provisional: boolean;
  /** When it stood still. */
  readonly changes: unknown;
}

/** What {@link applyReevaluation} would do; changes nothing. */
export function previewReevaluation(tx: Tx, after: Rulebook, before: Rulebook): Promise<Reevaluated> {
  return walk(tx, after, before, () => Promise.resolve());
}

/**
 * Moves every running limit to what the changed law says and keeps the queue in step. The old due stays in `clock_change`, with the reason.
 * @param at legal clock of the change
 */
export async function applyReevaluation(
  tx: Tx,
  after: Rulebook,
  before: Rulebook,
  at: Temporal.Instant,
): Promise<Reevaluated> {
  await moveHandoverDues(tx, after);
  return walk(tx, after, before, async (moves) => {
    for (let from = 0; from < moves.ids.length; from += MOVED_AT_ONCE) {
      const until = from + MOVED_AT_ONCE;
      await sql`select move_limits(${moves.ids.slice(from, until)}::uuid[], ${moves.places.slice(from, until)}::int[],
        ${JSON.stringify(moves.outcomes)}::jsonb, ${at.toString()}::timestamptz)`.execute(tx);
    }
  });
}

/** What happens to limits alike: a decree moves thousands of them from one day to another for one reason. */
interface Outcome {
  readonly due: string;
  readonly skipped: unknown;
  readonly provisional: boolean;
  readonly version: string;
  readonly reason: string;
  readonly reason_en: string;
}

/** Limits that move, each with its place in the list of outcomes. */
class Moves {
  readonly ids: string[] = [];
  readonly places: number[] = [];
  readonly outcomes: Outcome[] = [];
  readonly #known = new Map<string, number>();

  /** @param key what the outcome follows from; undefined where it is this limit's alone */
  add(id: string, key: string | undefined, outcome: () => Outcome): void {
    const known = key === undefined ? undefined : this.#known.get(key);
    const place = known ?? this.outcomes.push(outcome());
    if (known === undefined && key !== undefined) this.#known.set(key, place);
    this.ids.push(id);
    this.places.push(place);
  }
}

async function walk(
  tx: Tx,
  after: Rulebook,
  before: Rulebook,
  move: (moves: Moves) => Promise<void>,
): Promise<Reevaluated> {
  const total = { running: 0, moved: 0, settled: 0, leftAlone: 0 };
  const first: MovedClock[] = [];
  const reevaluatePage = createReevaluator(after, before);
  // One cursor: what is moved on the way is not met again.
  await sql`select open_limits()`.execute(tx);
  for (;;) {
    const page = await sql<Row>`fetch forward ${sql.lit(PAGE)} from netra_limits`.execute(tx);
    const byId = new Map(page.rows.map((row) => [row.id, row]));
    const found = reevaluatePage(page.rows.map(storedClock));
    const moves = new Moves();
    // What was not counted by the law before, only by something else, is not for a decree to move.
    const explained = found.changed.filter((one) => one.due !== null && one.why.every(({ kind }) => kind !== 'other'));
    total.running += page.rows.length;
    total.leftAlone += found.changed.length - explained.length + found.refused.length;
    total.moved += explained.length;
    total.settled += found.settled.length;
    for (const changed of explained) {
      const row = byId.get(changed.id);
      const { due } = changed;
      if (row === undefined || due === null) continue;
      if (first.length < SHOWN) first.push(movedClock(row, changed, due));
      moves.add(row.id, alike(row, due), () => outcomeOf(row, after, due, reasonOf(changed.why)));
    }
    const changedIds = new Set(found.changed.map((one) => one.id));
    for (const { id } of found.settled) {
      const row = byId.get(id);
      if (row === undefined || changedIds.has(id)) continue;
      moves.add(id, alike(row, 'stays'), () => outcomeOf(row, after, row.due, settledReason));
    }
    await move(moves);
    if (page.rows.length === PAGE) continue;
    await sql`close netra_limits`.execute(tx);
    return { ...total, first };
  }
}

/** Limits with one key that never stood still are counted alike, to the same day and for the same reason. */
function alike(row: Row, due: string): string | undefined {
  if (Array.isArray(row.changes) && row.changes.length > 0) return undefined;
  const { procedure_id, step_id, started_on, zone, region, body_code } = row;
  return [procedure_id, step_id, started_on, zone, region, body_code, row.due, due].join('\n');
}

const settledReason = {
  id: 'tahun itu kini punya keputusan hari libur; tanggalnya tetap',
  en: 'the year has its holiday decree now; the day stays',
};

function zoneOfRow(row: Row): Zone {
  if (!isZone(row.zone)) throw new Error(`clock ${row.id} has an unknown zone`);
  return row.zone;
}

function storedClock(row: Row): StoredClock {
  const zone = zoneOfRow(row);
  return {
    id: row.id,
    procedure: row.procedure_id,
    step: row.step_id,
    startedOn: row.started_on,
    zone,
    region: row.region,
    office: row.body_code,
    due: row.due,
    provisional: row.provisional,
    changes: storedChanges(row.changes),
  };
}

function movedClock(row: Row, changed: ChangedClock, due: string): MovedClock {
  return {
    id: row.id,
    procedureId: row.procedure_id,
    stepId: row.step_id,
    bodyName: row.body_name,
    zone: zoneOfRow(row),
    dueBefore: Temporal.Instant.from(row.due),
    dueAfter: Temporal.Instant.from(due),
    why: changed.why,
  };
}

/** The reasons as one text, with days written as people read them. */
function reasonOf(why: readonly DueReason[]): { readonly id: string; readonly en: string } {
  const says = (lang: 'id' | 'en'): string =>
    why
      .map((one) =>
        one.day === undefined ? one[lang] : one[lang].replace(one.day, formatDay(one.day, lang, 'medium')),
      )
      .join('; ');
  return { id: says('id'), en: says('en') };
}

function outcomeOf(
  row: Row,
  after: Rulebook,
  due: string,
  reason: { readonly id: string; readonly en: string },
): Outcome {
  const clock = storedClock(row);
  const ran = runClock(
    {
      procedure: clock.procedure,
      step: clock.step,
      from: { day: clock.startedOn },
      zone: clock.zone,
      region: row.region,
      office: row.body_code,
    },
    clock.changes ?? [],
    after,
  );
  if (!ran.ok) throw new Error(`clock ${row.id} cannot be counted: ${ran.error.field}`);
  return {
    due,
    skipped: skippedWords(ran.value.skipped),
    provisional: ran.value.provisional,
    version: after.version,
    reason: reason.id,
    reason_en: reason.en,
  };
}

export interface ClockChangeView {
  readonly procedureId: string;
  readonly stepId: string;
  readonly bodyName: string;
  readonly zone: Zone;
  readonly at: Temporal.Instant;
  readonly dueBefore: Temporal.Instant;
  readonly dueAfter: Temporal.Instant;
  readonly reason: { readonly id: string; readonly en: string };
}

/** How later law moved the limits of a case, oldest first: for the page of the case. */
export async function readClockChanges(tx: Tx, caseId: string): Promise<readonly ClockChangeView[]> {
  const rows = await tx
    .selectFrom('clock_change as h')
    .innerJoin('clock as k', 'k.id', 'h.clock_id')
    .innerJoin('body as b', 'b.id', 'k.body_id')
    .select([
      'k.procedure_id',
      'k.step_id',
      'k.zone',
      'b.name',
      'h.at',
      'h.due_before',
      'h.due_after',
      'h.reason_id',
      'h.reason_en',
    ])
    .where('h.case_id', '=', caseId)
    .orderBy('h.id')
    .execute();
  return rows.flatMap((row) =>
    isZone(row.zone)
      ? [
          {
            procedureId: row.procedure_id,
            stepId: row.step_id,
            bodyName: row.name,
            zone: row.zone,
            at: row.at,
            dueBefore: row.due_before,
            dueAfter: row.due_after,
            reason: { id: row.reason_id, en: row.reason_en },
          },
        ]
      : [],
  );
}
