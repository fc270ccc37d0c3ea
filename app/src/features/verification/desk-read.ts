/** The queue of the verification: what is due first, with votes, score and likely duplicates; and who sits for whom. */
import { sql } from 'kysely';
import type { Position } from '../../platform/api/index.ts';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member } from '../../platform/http/env.ts';
import { isZone } from '../../platform/i18n/zones.ts';
import { foldSteps, mandateFor } from '../cases/index.ts';
import { type Completeness, completenessOf } from './completeness.ts';
import { readLikely } from './duplicates-read.ts';
import { type FileOf, fileSteps } from './file.ts';
import { type ReadFile, readFiles } from './file-read.ts';
import { type Tally, tallyOf } from './tally.ts';

export const deskViews = ['all', 'unvoted', 'ready', 'tied', 'delegated', 'unread', 'late'] as const;
export type DeskView = (typeof deskViews)[number];

/** Cases that are looked through at once for a view, and in one answer at most; from there the list goes on. */
const LOOKED_AT = 1000;
export const MOST_LOOKED_AT = 5 * LOOKED_AT;
export const DESK_PAGE = 25;

export interface DeskFilter {
  readonly view: DeskView;
  readonly act: string | null;
}

export interface DeskRow {
  readonly file: ReadFile;
  readonly completeness: Completeness;
  readonly tally: Tally;
  readonly duplicates: number;
}

export interface DeskList {
  readonly rows: readonly DeskRow[];
  /** So many were found among those looked at. */
  readonly total: number;
  readonly last: Position | null;
  /** Where looking ended before all were seen; null: they all were. */
  readonly goesOn: Position | null;
}

/** Offices at which the person verifies. */
export function verifyingOffices(member: Member): readonly string[] {
  const offices = member.memberships.filter((one) => mandateFor(member, 'verify', one.bodyId) !== undefined);
  return [...new Set(offices.map((one) => one.bodyId))];
}

/** Bodies that have a vote at the office today, and for which of them this person sits. */
export interface Seating {
  readonly seats: readonly string[];
  readonly mine: string | null;
}

export async function readSeating(tx: Tx, userId: string, bodyId: string, now: Temporal.Instant): Promise<Seating> {
  const office = await tx.selectFrom('body').select('zone').where('id', '=', bodyId).executeTakeFirst();
  const day = legalDay(now, office !== undefined && isZone(office.zone) ? office.zone : 'WIB');
  const { rows } = await sql<{ kind: string }>`
    select s.kind from task_force_seat s where s.body_id = ${bodyId} and s.valid_from <= ${day}::date
      and (s.valid_until is null or s.valid_until >= ${day}::date) order by s.kind`.execute(tx);
  const own = await tx
    .selectFrom('member')
    .select('represents')
    .where('user_id', '=', userId)
    .where('body_id', '=', bodyId)
    .where('represents', 'is not', null)
    .where('valid_from', '<=', sql<string>`current_date`)
    .where((where) =>
      where.or([where('valid_until', 'is', null), where('valid_until', '>=', sql<string>`current_date`)]),
    )
    .executeTakeFirst();
  return { seats: [...new Set(rows.map((row) => row.kind))], mine: own?.represents ?? null };
}

/** @param page from 1; with `after` it goes on after those sort keys instead */
export async function readDesk(
  tx: Tx,
  keys: Keys,
  member: Member,
  bodies: readonly string[],
  filter: DeskFilter,
  now: Temporal.Instant,
  at: { readonly page: number; readonly size: number; readonly after: Position | null },
  lookedAt = LOOKED_AT,
): Promise<DeskList> {
  const seating = new Map<string, Seating>();
  const seatingOf = (body: string): Seating => seating.get(body) ?? { seats: [], mine: null };
  const byVotes =
    filter.view === 'unvoted' || filter.view === 'ready' || filter.view === 'tied' || filter.view === 'delegated';
  const kept: Candidate[] = [];
  let after = at.after;
  let goesOn: Position | null = null;
  // What the votes come to stands in the steps: the nearest cases are looked through until the page and the next one are known.
  for (let looked = 0; ; looked += lookedAt) {
    if (looked === MOST_LOOKED_AT || kept.length > at.page * at.size) {
      goesOn = after;
      break;
    }
    const rows = await readCandidates(tx, bodies, filter, now, after, lookedAt);
    for (const body of new Set(rows.map((row) => row.holder)))
      if (!seating.has(body)) seating.set(body, await readSeating(tx, member.userId, body, now));
    const folds = byVotes
      ? await readFolds(
          tx,
          rows.map((row) => row.id),
        )
      : new Map<string, FileOf['fold']>();
    kept.push(...rows.filter((row) => !byVotes || isIn(filter.view, folds.get(row.id), seatingOf(row.holder))));
    const end = rows.at(-1);
    if (end === undefined || rows.length < lookedAt) break;
    after = [end.due, end.opened, end.number];
  }
  const shown = kept.slice((at.page - 1) * at.size, at.page * at.size);
  const ids = shown.map((row) => row.id);
  const files = await readFiles(tx, keys, ids);
  const likely = await readLikely(tx, keys, ids, 'strong');
  const last = shown.at(-1);
  return {
    rows: shown.flatMap(({ id, holder }) => {
      const file = files.get(id);
      if (file === undefined) return [];
      return [
        {
          file,
          completeness: completenessOf(file, legalDay(now, file.zone)),
          tally: tallyOf(file.fold, seatingOf(holder).seats),
          duplicates: likely.get(id)?.length ?? 0,
        },
      ];
    }),
    total: kept.length,
    last: last === undefined ? null : [last.due, last.opened, last.number],
    goesOn,
  };
}

interface Candidate {
  readonly id: string;
  readonly holder: string;
  readonly due: string;
  readonly opened: string;
  readonly number: string;
}

/** The next cases that wait there, the nearest limit first. */
async function readCandidates(
  tx: Tx,
  bodies: readonly string[],
  filter: DeskFilter,
  now: Temporal.Instant,
  after: Position | null,
  most: number,
): Promise<readonly Candidate[]> {
  const [first = '', second = '', third = ''] = after ?? [];
  const { rows } = await sql<Candidate>`
    select f.id, f.holder_body_id as holder, coalesce(f.due_at, 'infinity')::text as due, f.opened_at::text as opened, f.number
    from case_file f
    where f.holder_body_id = any (${[...bodies]}::uuid[]) and f.status = 'submitted' and f.closed_at is null
      and ${filter.act === null ? sql`true` : sql`f.act_kind = ${filter.act}`}
      and ${filter.view === 'late' ? sql`f.due_at < ${now.toString()}::timestamptz` : sql`true`}
      and ${
        filter.view === 'unread'
          ? sql`not exists (select 1 from audit u where u.case_id = f.id and u.user_id = actor_user() and u.what in ('case.view', 'report.read')
            and u.at >= (select max(e.recorded_at) from case_event e where e.case_id = f.id and e.kind <> 'vote-cast'
            and (e.kind <> 'reporter-added' or e.body_id = any (my_bodies()))))`
          : sql`true`
      }
      and ${after === null ? sql`true` : sql`(coalesce(f.due_at, 'infinity'), f.opened_at, f.number) > (${first}::timestamptz, ${second}::timestamptz, ${third})`}
    order by f.due_at, f.opened_at, f.number limit ${most}`.execute(tx);
  return rows;
}

function isIn(view: DeskView, fold: FileOf['fold'] | undefined, { seats, mine }: Seating): boolean {
  if (fold === undefined) return false;
  switch (view) {
    case 'unvoted':
      return mine !== null && !fold.votes.some((one) => one.seat === mine);
    case 'ready': {
      const { outcome } = tallyOf(fold, seats);
      return outcome === 'agree' || outcome === 'disagree' || outcome === 'alone';
    }
    case 'tied':
      return tallyOf(fold, seats).outcome === 'tied';
    case 'delegated':
      return fold.delegation !== 'none';
    case 'all':
    case 'unread':
    case 'late':
      return true;
  }
}

/** What the steps of many cases add up to, without the rest of their files. */
async function readFolds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, FileOf['fold']>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('case_event as e')
    .leftJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'))
    .select(['e.case_id', 'e.kind', 'e.actor_user_id', 'c.content'])
    .where('e.case_id', 'in', [...ids])
    .where(
      'e.kind',
      'in',
      fileSteps.filter((kind) => !['facts-completed', 'study-recorded', 'clarification-recorded'].includes(kind)),
    )
    .orderBy('e.case_id')
    .orderBy('e.seq')
    .execute();
  const steps = new Map<string, { kind: string; content: unknown; actorUserId: string | null }[]>();
  for (const id of ids) steps.set(id, []);
  for (const row of rows)
    steps.get(row.case_id)?.push({ kind: row.kind, content: row.content, actorUserId: row.actor_user_id });
  return new Map([...steps].map(([id, own]) => [id, foldSteps(own)]));
}
