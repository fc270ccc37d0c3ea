/** What happened on the cases a person has to do with, the newest first. Built from what is there; nothing is copied for it. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { type EventKind, eventKinds } from '../cases/index.ts';

export type ActivityKind =
  | { readonly kind: 'step'; readonly step: EventKind }
  | { readonly kind: 'mention' }
  | { readonly kind: 'note' }
  | { readonly kind: 'assigned' };

export type Activity = ActivityKind & {
  /** As the legal clock stood. */
  readonly at: Temporal.Instant;
  readonly number: string;
  readonly bodyName: string;
  readonly zone: Zone;
  /** Who did it; only to those who may read what was done. */
  readonly who: string | null;
  /** Why it stands here: looked after by the person, named in it, held by the own office, or sent by it. */
  readonly because: 'mine' | 'held' | 'sent';
  readonly fresh: boolean;
};

const SHOWN = 50;
/** Cases whose latest steps are looked at: an office with more of them sees those in which something happened last. */
const MOST_CASES = 2000;

/** @param before goes on with what is older; null: from now */
export async function readActivity(
  tx: Tx,
  bodies: readonly string[],
  before: Temporal.Instant | null,
): Promise<{
  readonly items: readonly Activity[];
  readonly next: Temporal.Instant | null;
  readonly seenAt: Temporal.Instant | null;
}> {
  const seen = await tx.selectFrom('activity_seen').select('seen_at').executeTakeFirst();
  const until = before === null ? sql`'infinity'::timestamptz` : sql`${before.toString()}::timestamptz`;
  const { rows } = await sql<{
    sorted: Temporal.Instant;
    at: Temporal.Instant;
    what: string;
    step: string | null;
    number: string;
    body: string;
    zone: string;
    who: string | null;
    because: 'mine' | 'held' | 'sent';
  }>`
    with mine as materialized (
      select a.case_id from case_assignment a where a.ended_at is null and actor_user() in (a.user_id, a.deputy_id)
      union select m.case_id from case_mention m where m.user_id = actor_user()),
    about as materialized (
      select f.id, f.number, case when f.id in (select case_id from mine) then 'mine'
          when f.holder_body_id = any (${bodies}::uuid[]) then 'held' else 'sent' end as because
      from case_file f
      where f.id in (select case_id from mine) or f.holder_body_id = any (${bodies}::uuid[]) and f.closed_at is null
        or f.id in (select h.case_id from handover h where h.from_body_id = any (${bodies}::uuid[]) order by h.sent_at desc limit ${MOST_CASES})
      limit ${MOST_CASES * 3}),
    happened as (
      select e.recorded_at as sorted, e.at, 'step' as what, e.kind as step, b.number, e.body_id, case when reads_step(e.case_id, e.seq) then e.actor_user_id end as actor, b.because
      from about b cross join lateral (
        select * from case_event x where x.case_id = b.id and x.recorded_at < ${until} and x.actor_user_id is distinct from actor_user()
        order by x.seq desc limit 5) e
      union all
      select n.recorded_at, n.at, case when m.user_id is null then 'note' else 'mention' end, null, b.number, n.body_id, n.author_id, b.because
      from about b join case_note n on n.case_id = b.id and n.recorded_at < ${until} and n.author_id <> actor_user()
        left join case_mention m on m.note_id = n.id and m.user_id = actor_user()
      union all
      select a.recorded_at, a.assigned_at, 'assigned', null, f.number, a.body_id, a.assigned_by, 'mine'
      from case_assignment a join case_file f on f.id = a.case_id
      where actor_user() in (a.user_id, a.deputy_id) and a.assigned_by <> actor_user() and a.recorded_at < ${until})
    select h.sorted, h.at, h.what, h.step, h.number, o.name as body, o.zone, u.name as who, h.because
    from happened h join body o on o.id = h.body_id left join auth.auth_user u on u.id = h.actor
    where h.sorted < ${until} order by h.sorted desc, h.number limit ${SHOWN}`.execute(tx);
  const items = rows.map((row): Activity => {
    const { at, number, who, because } = row;
    const zone = isZone(row.zone) ? row.zone : 'WIB';
    const fresh = seen === undefined || Temporal.Instant.compare(row.sorted, seen.seen_at) > 0;
    return { ...kindOf(row.what, row.step), at, number, bodyName: row.body, zone, who, because, fresh };
  });
  return { items, next: items.length === SHOWN ? (rows.at(-1)?.sorted ?? null) : null, seenAt: seen?.seen_at ?? null };
}

function kindOf(what: string, step: string | null): ActivityKind {
  if (what === 'mention' || what === 'note' || what === 'assigned') return { kind: what };
  const known = eventKinds.find((kind) => kind === step);
  if (known === undefined) throw new Error('an activity has an unknown step');
  return { kind: 'step', step: known };
}

/** How often the person was named or given a case since the last look, for the menu. */
export const freshCount = sql<number>`
    with since as (select coalesce((select seen_at from activity_seen where user_id = actor_user()), '-infinity') as at)
    select (select count(*) from case_mention m, since where m.user_id = actor_user() and m.at > since.at)
      + (select count(*) from case_assignment a, since where a.user_id = actor_user() and a.ended_at is null
           and a.assigned_by <> actor_user() and a.recorded_at > since.at)`;

/** Everything up to this moment is read. It never goes back. */
export async function markSeen(tx: Tx, userId: string, at: Temporal.Instant): Promise<void> {
  await tx
    .insertInto('activity_seen')
    .values({ user_id: userId, seen_at: at.toString() })
    .onConflict((c) =>
      c.column('user_id').doUpdateSet({ seen_at: sql<string>`greatest(activity_seen.seen_at, excluded.seen_at)` }),
    )
    .execute();
}
