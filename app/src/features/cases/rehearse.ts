/** A changed rulebook over the cases that are kept: which findings and which running limits would be others, and why. Reads only, in pages. */
import { type Rulebook, runClock, type Skipped } from '@netra/rulebook';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { type FindingDifference, findFor, readFinding, recompute, type StoredFinding } from './finding.ts';
import { storedChanges } from './standstill-count.ts';

export interface RehearsedCase {
  readonly case: string;
  readonly status: string;
  readonly closed: boolean;
  /** `kept` with a step at the time; `computed` now by the law in force, for cases from before findings were kept. */
  readonly from: 'kept' | 'computed';
  readonly before: StoredFinding;
  /** Null: the changed rulebook cannot read the facts. */
  readonly after: StoredFinding | null;
  readonly differences: readonly FindingDifference[];
}

export interface RehearsedClock {
  readonly case: string;
  /** `procedure/step`. */
  readonly rule: string;
  readonly office: string;
  readonly startedOn: string;
  /** Legal days of the office. Null: no rule of that day sets a limit. */
  readonly before: string;
  readonly after: string | null;
  readonly why: readonly string[];
}

export interface Rehearsal {
  readonly before: { readonly version: string; readonly data: string };
  readonly after: { readonly version: string; readonly data: string };
  readonly cases: {
    readonly total: number;
    readonly same: number;
    readonly different: number;
    /** Nobody wrote down facts yet, or neither law can read them: nothing to compare. */
    readonly withoutFacts: number;
  };
  /** How many cases show a kind of difference. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly different: readonly RehearsedCase[];
  readonly clocks: { readonly running: number; readonly same: number; readonly moved: number };
  readonly moved: readonly RehearsedClock[];
  /** Differing cases and moved limits beyond those that are listed. */
  readonly unlisted: number;
}

/** Thrown when the changed rulebook itself fails on facts that it should answer. */
export class RulebookFailed extends Error {}

export const PAGE = 500;
/** What is listed stays in memory; what is counted does not. */
const MOST_LISTED = 20_000;

interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly closed: boolean;
  readonly facts: unknown;
  readonly finding: unknown;
}

export interface ClockRow {
  readonly id: string;
  readonly number: string;
  readonly procedure_id: string;
  readonly step_id: string;
  readonly body_code: string;
  readonly region: string;
  readonly zone: string;
  readonly started_at: Temporal.Instant;
  readonly due_at: Temporal.Instant;
  /** When it stood still. */
  readonly changes: unknown;
}

/**
 * @param before the law in force: what findings that were not kept are compared with, and what explains limits
 * @param after the changed law
 */
export async function rehearse(db: Database, before: Rulebook, after: Rulebook): Promise<Rehearsal> {
  const cases = { total: 0, same: 0, different: 0, withoutFacts: 0 };
  const kinds: Record<string, number> = {};
  const different: RehearsedCase[] = [];
  let unlisted = 0;
  const readCases = (last: string | null) =>
    readOnly(db, (tx) => sql<CaseRow>`select * from rehearsal_cases(${last}::uuid, ${PAGE})`.execute(tx));
  for await (const row of inPages(readCases)) {
    cases.total += 1;
    const kept = readFinding({ finding: row.finding });
    const was = kept ?? findFor(row.facts, before);
    if (was === null) {
      cases.withoutFacts += 1;
      continue;
    }
    const again = guarded(`case ${row.number}`, () => recompute(was, after));
    if (again.same) {
      cases.same += 1;
      continue;
    }
    cases.different += 1;
    for (const kind of new Set(again.differences.map((one) => one.kind))) kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (different.length >= MOST_LISTED) unlisted += 1;
    else
      different.push({
        case: row.number,
        status: row.status,
        closed: row.closed,
        from: kept === null ? 'computed' : 'kept',
        before: was,
        after: again.now,
        differences: again.differences,
      });
  }

  const clocks = { running: 0, same: 0, moved: 0 };
  const moved: RehearsedClock[] = [];
  const readClocks = (last: string | null) =>
    readOnly(db, (tx) => sql<ClockRow>`select * from rehearsal_clocks(${last}::uuid, ${PAGE})`.execute(tx));
  for await (const row of inPages(readClocks)) {
    clocks.running += 1;
    const other = guarded(`a limit of case ${row.number}`, () => rehearseClock(row, before, after));
    if (other === null) {
      clocks.same += 1;
      continue;
    }
    clocks.moved += 1;
    if (moved.length >= MOST_LISTED) unlisted += 1;
    else moved.push(other);
  }
  const named = ({ version, data }: Rulebook) => ({ version, data });
  return { before: named(before), after: named(after), cases, kinds, different, clocks, moved, unlisted };
}

/** Undefined due days are said as null: the changed law sets no limit there. */
function rehearseClock(row: ClockRow, before: Rulebook, after: Rulebook): RehearsedClock | null {
  const zone = zoneOf(row);
  const startedOn = legalDay(row.started_at, zone);
  const request = {
    procedure: row.procedure_id,
    step: row.step_id,
    from: { day: startedOn },
    zone,
    office: row.body_code,
    region: row.region,
  };
  const [was, now] = [before.deadlineFor(request), after.deadlineFor(request)];
  const stored = legalDay(row.due_at, zone);
  const changes = storedChanges(row.changes);
  const over = (book: Rulebook) => runClock(request, changes, book);
  const standing = changes.length === 0 ? null : { was: over(before), now: over(after) };
  const counted = standing === null || !standing.now.ok ? (now.ok ? now.value.dueOn : null) : standing.now.value.dueOn;
  const dueOn = now.ok && now.value.inForce ? counted : null;
  if (dueOn === stored) return null;
  const why: string[] = [];
  if (!now.ok) why.push(now.error.line);
  else if (!now.value.inForce) why.push(`${now.value.rule} is not in force on ${startedOn}`);
  if (was.ok && now.ok) {
    const limit = ({ limit, unit, basis }: { limit: number; unit: string; basis: string }) =>
      `${limit} ${unit} (${basis})`;
    if (limit(was.value) !== limit(now.value)) why.push(`limit ${limit(was.value)} becomes ${limit(now.value)}`);
    for (const one of missingIn(was.value.skipped, now.value.skipped)) why.push(`${one.date} now closes: ${one.en}`);
    for (const one of missingIn(now.value.skipped, was.value.skipped))
      if (one.date <= (dueOn ?? stored)) why.push(`${one.date} is now a working day; it was ${one.en}`);
  }
  const explained = standing?.was.ok === true && standing.was.value.dueOn === stored;
  if (was.ok && was.value.dueOn !== stored && !explained)
    why.push(`stored ${stored}; the law in force counts ${was.value.dueOn}: it was set by other rules or data`);
  return {
    case: row.number,
    rule: `${row.procedure_id}/${row.step_id}`,
    office: row.body_code,
    startedOn,
    before: stored,
    after: dueOn,
    why,
  };
}

function missingIn(those: readonly Skipped[], all: readonly Skipped[]): readonly Skipped[] {
  const days = new Set(those.map(({ date }) => date));
  return all.filter(({ date, kind }) => kind !== 'weekend' && !days.has(date));
}

export function zoneOf(row: ClockRow): Zone {
  if (!isZone(row.zone)) throw new Error(`clock ${row.id} has an unknown zone`);
  return row.zone;
}

/** A page a transaction, so that a long look holds nothing up; the database itself refuses every write. */
export function readOnly<T>(db: Database, read: (tx: Tx) => Promise<T>): Promise<T> {
  return runAs(db, { kind: 'system' }, async (tx) => {
    await sql`set transaction read only`.execute(tx);
    return read(tx);
  });
}

export async function* inPages<R extends { readonly id: string }>(
  read: (last: string | null) => Promise<{ readonly rows: readonly R[] }>,
): AsyncGenerator<R> {
  for (let last: string | null = null; ; ) {
    const { rows } = await read(last);
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    last = end.id;
  }
}

function guarded<T>(about: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new RulebookFailed(
      `the changed rulebook failed at ${about} (${error instanceof Error ? error.name : 'error'})`,
    );
  }
}
