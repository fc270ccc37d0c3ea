/** `netra rehearse --bodies FILE|builtin --on DATE`: bodies and hand-overs of another date over the cases that are kept. Reads only, in pages. */
import { createRulebook, isIsoDay, type Rulebook } from '@netra/rulebook';
import { parseAdditions } from '@netra/rulebook/additions';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { type Database, databaseOn, poolFor } from '../../platform/db/connect.ts';
import { type ReachSettings, reachDatabase, whyUnreadable } from '../../platform/db/reach.ts';
import type { LawSource } from '../../platform/law/law-book.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type ClockRow, inPages, PAGE, readOnly, zoneOf } from './rehearse.ts';
import {
  type BodiesChange,
  builtInChange,
  differencesOf,
  type Office,
  parseBodies,
  type Route,
  type StepDifference,
  type WalkedStep,
  type World,
  walkCase,
  walkedSteps,
  withBodies,
} from './rehearse-bodies.ts';

export interface BodiesRehearsal {
  /** The day whose bodies are compared with, and the day of the others. */
  readonly today: string;
  readonly on: string;
  readonly cases: {
    readonly total: number;
    readonly same: number;
    readonly different: number;
    /** At least one hand-over would find nobody that finds somebody today. */
    readonly withoutReceiver: number;
  };
  /** Hand-overs that would go elsewhere, with how many cases. */
  readonly handovers: readonly (StepDifference & { readonly cases: number })[];
  /** Limits that run under a rule that is another, or none, on that day. */
  readonly limits: readonly {
    readonly rule: string;
    readonly running: number;
    readonly before: string;
    readonly after: string | null;
  }[];
  readonly different: readonly {
    readonly case: string;
    readonly status: string;
    readonly closed: boolean;
    readonly handovers: readonly StepDifference[];
  }[];
  /** Differing cases beyond those that are listed. */
  readonly unlisted: number;
}

const MOST_LISTED = 20_000;

interface PlaceRow {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly closed: boolean;
  readonly origin_code: string;
  readonly place: string;
}

/** @param change null: the bodies that are stored, on that day */
export async function rehearseBodies(
  db: Database,
  rulebook: Rulebook,
  about: { readonly today: string; readonly on: string; readonly change: BodiesChange | 'builtin' | null },
): Promise<BodiesRehearsal> {
  const { today, on } = about;
  const world = await readOnly(db, async (tx): Promise<World> => {
    const offices =
      await sql<Office>`select b.code, b.kind, b.level, j.path as place, b.valid_from::text as from, b.valid_until::text as until
      from body b join jurisdiction j on j.id = b.jurisdiction_id`.execute(tx);
    const routes = await sql<Route>`select step, from_kind as from, to_kind as to, reach, to_level as level,
      valid_from::text as since, valid_until::text as until from handover_route`.execute(tx);
    return { offices: offices.rows, routes: routes.rows };
  });
  const change = about.change === 'builtin' ? builtInChange(world, on) : about.change;
  const then = change === null ? world : withBodies(world, change);

  const cases = { total: 0, same: 0, different: 0, withoutReceiver: 0 };
  const moved = new Map<string, StepDifference & { cases: number }>();
  const different: BodiesRehearsal['different'][number][] = [];
  let unlisted = 0;
  const walks = new Map<string, readonly StepDifference[]>();
  const read = (last: string | null) =>
    readOnly(db, (tx) => sql<PlaceRow>`select * from rehearsal_places(${last}::uuid, ${PAGE})`.execute(tx));
  for await (const row of inPages(read)) {
    cases.total += 1;
    // Cases of one office and place go the same way: counted once.
    const key = `${row.origin_code} ${row.place}`;
    const placed = { case: row.number, originCode: row.origin_code, place: row.place };
    const found = walks.get(key) ?? differencesOf(walkCase(world, placed, today), walkCase(then, placed, on));
    walks.set(key, found);
    if (found.length === 0) {
      cases.same += 1;
      continue;
    }
    cases.different += 1;
    if (found.some(({ before, after }) => before !== null && after === null)) cases.withoutReceiver += 1;
    for (const one of found) {
      const name = `${one.step} ${one.before} ${one.after}`;
      const there = moved.get(name);
      if (there === undefined) moved.set(name, { ...one, cases: 1 });
      else there.cases += 1;
    }
    if (different.length >= MOST_LISTED) unlisted += 1;
    else different.push({ case: row.number, status: row.status, closed: row.closed, handovers: found });
  }

  const limits = new Map<string, { rule: string; running: number; before: string; after: string | null }>();
  const readClocks = (last: string | null) =>
    readOnly(db, (tx) => sql<ClockRow>`select * from rehearsal_clocks(${last}::uuid, ${PAGE})`.execute(tx));
  for await (const row of inPages(readClocks)) {
    const zone = zoneOf(row);
    const limitOn = (day: string): string | null => {
      const found = rulebook.deadlineFor({
        procedure: row.procedure_id,
        step: row.step_id,
        from: { day },
        zone,
        office: row.body_code,
        region: row.region,
      });
      return found.ok && found.value.inForce ? `${found.value.limit} ${found.value.unit} (${found.value.basis})` : null;
    };
    const [before, after] = [limitOn(legalDay(row.started_at, zone)), limitOn(on)];
    if (before === null || before === after) continue;
    const rule = `${row.procedure_id}/${row.step_id}`;
    const key = `${rule} ${before} ${after}`;
    const there = limits.get(key);
    if (there === undefined) limits.set(key, { rule, running: 1, before, after });
    else there.running += 1;
  }
  return {
    today,
    on,
    cases,
    handovers: [...moved.values()].toSorted((a, b) => order(a.step) - order(b.step) || b.cases - a.cases),
    limits: [...limits.values()].toSorted((a, b) => (a.rule < b.rule ? -1 : 1)),
    different,
    unlisted,
  };
}

function order(step: WalkedStep): number {
  return walkedSteps.indexOf(step);
}

export interface RehearseBodiesOptions {
  readonly settings: ReachSettings;
  readonly source: (db: Database) => LawSource;
  /** `builtin`, the JSON of a file, or null: the bodies that are stored. */
  readonly bodies: { readonly kind: 'builtin' } | { readonly kind: 'file'; readonly text: string } | null;
  readonly on: string | null;
  readonly today: string;
  readonly log: (line: string) => void;
}

export type RehearseBodiesResult =
  | { readonly ok: true; readonly value: BodiesRehearsal; readonly plain: string }
  | { readonly ok: false; readonly line: string };

/** Answers, or says in one line why it cannot. Whatever was started for it is stopped again. */
export async function rehearseBodiesCommand(options: RehearseBodiesOptions): Promise<RehearseBodiesResult> {
  const { on, today } = options;
  if (on === null) return { ok: false, line: '--bodies: name the day with --on, for example --on 2027-10-16' };
  const shown = JSON.stringify(on.slice(0, 20));
  if (!isIsoDay(on)) return { ok: false, line: `--on: ${shown} is no date; allowed is YYYY-MM-DD` };
  const change = readChange(options.bodies);
  if (!change.ok) return { ok: false, line: change.error };
  const reached = await reachDatabase(options.settings, options.log);
  if (!reached.ok) return { ok: false, line: reached.error };
  const pool = poolFor(reached.value.address, { max: 2 });
  try {
    const db = databaseOn(pool);
    const additions = parseAdditions((await options.source(db).additions()).input);
    if (!additions.ok) return { ok: false, line: `the law that was added: ${additions.error.line}` };
    const value = await rehearseBodies(db, createRulebook(additions.value), { today, on, change: change.value });
    return { ok: true, value, plain: plainBodies(value) };
  } catch (error) {
    const line = whyUnreadable(error);
    if (line === null) throw error;
    return { ok: false, line };
  } finally {
    await pool.end();
    await reached.value.stop();
  }
}

function readChange(bodies: RehearseBodiesOptions['bodies']): Result<BodiesChange | 'builtin' | null, string> {
  if (bodies === null) return ok(null);
  if (bodies.kind === 'builtin') return ok('builtin');
  let input: unknown;
  try {
    input = JSON.parse(bodies.text.startsWith('\uFEFF') ? bodies.text.slice(1) : bodies.text);
  } catch {
    return fail('--bodies: not JSON; allowed is { offices, ended, routes, endedRoutes } or builtin');
  }
  const parsed = parseBodies(input);
  return parsed.ok ? parsed : fail(`--bodies: ${parsed.error}`);
}

/** Counts first, then what moves; single cases stand in the JSON. */
export function plainBodies(found: BodiesRehearsal): string {
  const { cases } = found;
  return [
    `Bodies of ${found.today}; rehearsed with those of ${found.on}`,
    '',
    ...found.handovers.map(
      (one) => `${one.step.padEnd(14)} ${one.before ?? 'nobody'} → ${one.after ?? 'NOBODY'}: ${one.cases} cases`,
    ),
    ...found.limits.map(
      (one) => `limit ${one.rule}: ${one.before} → ${one.after ?? 'no rule on that day'}: ${one.running} running`,
    ),
    ...(found.handovers.length + found.limits.length === 0 ? [] : ['']),
    `cases   ${cases.total}: ${cases.same} go the same way, ${cases.different} another, ${cases.withoutReceiver} find nobody somewhere`,
  ].join('\n');
}
