/** Use cases of the verification; the only file of the feature that opens a unit of work for writing. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member, Membership } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { fitsOffice } from '../accounts/index.ts';
import { type CasesFeature, mandateFor } from '../cases/index.ts';
import {
  actionOf,
  type BulkKind,
  type BulkWish,
  bulkKinds,
  isLeftOut,
  type LeftOut,
  MOST_IN_BULK,
  stepOfBulk,
  votes,
  whyLeftOut,
} from './bulk.ts';
import { readSeating } from './desk-read.ts';
import { readFiles } from './file-read.ts';

/** A case of an act on many, as it was shown and as it went. */
export interface BulkItem {
  readonly caseId: string;
  readonly number: string;
  readonly actKind: string;
  readonly regionName: string;
  readonly seq: number;
  readonly leftOut: LeftOut | null;
  /** `done`, or why not; null: not run yet. */
  readonly outcome: string | null;
}

export interface BulkView {
  readonly id: string;
  readonly wish: BulkWish;
  readonly bodyName: string;
  readonly toBodyName: string | null;
  /** `broken`: the process that ran it stopped on the way; running it again goes on. */
  readonly state: 'prepared' | 'running' | 'broken' | 'done';
  readonly items: readonly BulkItem[];
}

/** Cases that were chosen: by number with the step that was seen, or all that the person has read. */
export type Chosen =
  | { readonly which: 'read' }
  | { readonly which: 'named'; readonly cases: readonly { readonly number: string; readonly seq: number | null }[] };

export type PrepareError = 'not-yours' | 'nothing' | 'too-many';
export type RunError = 'not-found' | 'already-run' | 'nothing';
export type SeatError = 'not-found' | 'already' | 'own' | 'no-seat' | 'day-order';

export interface VerificationService {
  /** Offices at which the person may take this act. */
  offices(member: Member, kind: BulkKind): readonly Membership[];
  /** Writes down what would happen, and to which cases nothing will. Changes no case. */
  prepare(
    member: Member,
    bodyId: string,
    wish: BulkWish,
    chosen: Chosen,
  ): Promise<Result<{ id: string }, PrepareError>>;
  findBulk(member: Member, id: string): Promise<BulkView | undefined>;
  /** Takes the act in each case on its own. A second call finds it started and does nothing. */
  run(member: Member, id: string, reason: string): Promise<Result<BulkView, RunError>>;
  giveSeat(
    admin: Member,
    seat: { readonly bodyId: string; readonly kind: string; readonly validFrom: string; readonly basis: string },
  ): Promise<Result<true, SeatError>>;
  /** Names the office that steps in for another of its kind from today on. */
  giveStandIn(
    admin: Member,
    wish: { readonly bodyId: string; readonly standInId: string; readonly basis: string },
  ): Promise<void>;
  endSeat(
    admin: Member,
    seat: { readonly bodyId: string; readonly kind: string; readonly validFrom: string; readonly validUntil: string },
  ): Promise<Result<true, SeatError>>;
  /** For which body a member of a joint office speaks. */
  represent(admin: Member, memberId: string, kind: string | null): Promise<Result<true, SeatError>>;
}

/** After so long without an end, whoever ran it is gone. */
const BROKEN_MS = 10 * 60_000;

export function verificationService(platform: Platform, cases: Pick<CasesFeature, 'service'>): VerificationService {
  const { db, keys, uuid } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const nowText = (): string => Temporal.Instant.fromEpochMilliseconds(platform.realNow()).toString();

  const offices: VerificationService['offices'] = (member, kind) =>
    member.memberships.filter((one) => mandateFor(member, kind, one.bodyId) === one);

  const findBulk: VerificationService['findBulk'] = (member, id) =>
    as(member, async (tx) => {
      const head = await tx
        .selectFrom('bulk_act as b')
        .innerJoin('body as office', 'office.id', 'b.body_id')
        .leftJoin('body as other', 'other.id', 'b.to_body_id')
        .selectAll('b')
        .select(['office.name as body_name', 'other.name as to_name'])
        .where('b.id', '=', id)
        .executeTakeFirst();
      const wish = head === undefined ? null : wishOf(head);
      if (head === undefined || wish === null) return undefined;
      const items = await tx
        .selectFrom('bulk_act_item as i')
        .innerJoin('case_file as f', 'f.id', 'i.case_id')
        .innerJoin('jurisdiction as j', 'j.id', 'f.region_id')
        .select(['i.case_id', 'i.seq', 'i.left_out', 'i.outcome', 'f.number', 'f.act_kind', 'j.name as region'])
        .where('i.bulk_id', '=', id)
        .orderBy('i.position')
        .execute();
      const begun = head.started_at;
      return {
        id,
        wish,
        bodyName: head.body_name,
        toBodyName: head.to_name,
        state:
          begun === null
            ? 'prepared'
            : head.ended_at !== null
              ? 'done'
              : platform.realNow() - begun.epochMilliseconds > BROKEN_MS
                ? 'broken'
                : 'running',
        items: items.map((row) => ({
          caseId: row.case_id,
          number: row.number,
          actKind: row.act_kind,
          regionName: row.region,
          seq: row.seq,
          leftOut: row.left_out !== null && isLeftOut(row.left_out) ? row.left_out : null,
          outcome: row.outcome,
        })),
      };
    });

  return {
    offices,
    findBulk,

    prepare: async (member, bodyId, wish, chosen) => {
      if (!offices(member, wish.kind).some((one) => one.bodyId === bodyId)) return fail('not-yours');
      if (chosen.which === 'named' && chosen.cases.length > MOST_IN_BULK) return fail('too-many');
      const now = await platform.legalClock.now();
      const found = await as(member, async (tx) => {
        const ids = await idsOf(tx, bodyId, wish, chosen);
        const files = await readFiles(tx, keys, [...ids.keys()]);
        return { ids, files, seating: await readSeating(tx, member.userId, bodyId, now) };
      });
      const receiving = await receivers(member, wish, found.files.values());
      const context = {
        bodyId,
        mySeat:
          found.seating.mine !== null && found.seating.seats.includes(found.seating.mine) ? found.seating.mine : null,
        receives: (regionId: string) => receiving.has(regionId),
        seen: new Map([...found.ids].flatMap(([id, seq]) => (seq === null ? [] : [[id, seq] as const]))),
      };
      const items = [...found.ids.keys()].flatMap((id) => {
        const file = found.files.get(id);
        return file === undefined ? [] : [{ file, leftOut: whyLeftOut(file, wish, context) }];
      });
      if (items.length === 0) return fail('nothing');
      const id = uuid();
      await as(member, async (tx) => {
        await tx
          .insertInto('bulk_act')
          .values({
            id,
            user_id: member.userId,
            body_id: bodyId,
            kind: wish.kind,
            vote: wish.kind === 'cast-vote' ? wish.vote : null,
            to_body_id: wish.kind === 'delegate-verification' ? wish.toBodyId : null,
            prepared_at: nowText(),
          })
          .execute();
        await tx
          .insertInto('bulk_act_item')
          .values(
            items.map(({ file, leftOut }, index) => ({
              bulk_id: id,
              case_id: file.id,
              position: index + 1,
              seq: file.lastSeq,
              left_out: leftOut,
            })),
          )
          .execute();
      });
      await cases.service.recordList(member, `bulk.${wish.kind}`, 1);
      return ok({ id });
    },

    run: async (member, id, reason) => {
      const before = await findBulk(member, id);
      if (before === undefined) return fail('not-found');
      if (before.items.every((item) => item.leftOut !== null)) return fail('nothing');
      const begun = await as(member, (tx) =>
        tx
          .updateTable('bulk_act')
          .set({ started_at: nowText() })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .where((on) =>
            on.or([
              on('started_at', 'is', null),
              on('started_at', '<', sql<Temporal.Instant>`${nowText()}::timestamptz - interval '10 minutes'`),
            ]),
          )
          .executeTakeFirst(),
      );
      if (begun.numUpdatedRows === 0n) return fail('already-run');
      const action = actionOf(before.wish, reason);
      for (const item of before.items) {
        if (item.leftOut !== null || item.outcome !== null) continue;
        // A run that goes on after a break: what was done before it is not done again.
        const there = before.state === 'broken' && (await wasDone(member, item, before.wish.kind));
        // The form asked whether an interest stands in the way of any of them.
        const done = there ? ok(null) : await cases.service.actAsked(member, item.number, action, item.seq, true);
        const outcome = done.ok ? 'done' : done.error.kind;
        await as(member, (tx) =>
          tx
            .updateTable('bulk_act_item')
            .set({ outcome })
            .where('bulk_id', '=', id)
            .where('case_id', '=', item.caseId)
            .where('outcome', 'is', null)
            .execute(),
        );
      }
      await as(member, (tx) => tx.updateTable('bulk_act').set({ ended_at: nowText() }).where('id', '=', id).execute());
      const after = await findBulk(member, id);
      return after === undefined ? fail('not-found') : ok(after);
    },

    giveSeat: (admin, seat) =>
      as(admin, async (tx) => {
        const office = await tx
          .selectFrom('body')
          .select('kind')
          .where('id', '=', seat.bodyId)
          .where('kind', '=', 'satgas')
          .executeTakeFirst();
        if (office === undefined) return fail('not-found' as const);
        const open = await tx
          .selectFrom('task_force_seat')
          .select('kind')
          .where('body_id', '=', seat.bodyId)
          .where('kind', '=', seat.kind)
          .where((on) =>
            on.or([
              on('valid_from', '=', seat.validFrom),
              on('valid_until', 'is', null),
              on('valid_until', '>=', seat.validFrom),
            ]),
          )
          .executeTakeFirst();
        if (open !== undefined) return fail('already' as const);
        await tx
          .insertInto('task_force_seat')
          .values({ body_id: seat.bodyId, kind: seat.kind, valid_from: seat.validFrom, basis: seat.basis })
          .execute();
        await record(tx, admin, 'admin.seat-given', seat.bodyId, `${seat.kind} ${seat.validFrom}`);
        return ok(true as const);
      }),

    giveStandIn: (admin, { bodyId, standInId, basis }) =>
      as(admin, async (tx) => {
        // The one of before ends with yesterday; one that was named today never was.
        await tx
          .updateTable('body_stand_in')
          .set({ valid_until: sql<string>`current_date - 1` })
          .where('body_id', '=', bodyId)
          .where('valid_until', 'is', null)
          .execute();
        await tx
          .insertInto('body_stand_in')
          .values({
            id: platform.uuid(),
            body_id: bodyId,
            stand_in_body_id: standInId,
            valid_from: sql<string>`current_date`,
            basis,
          })
          .execute();
        await record(tx, admin, 'admin.stand-in', bodyId, standInId);
      }),

    endSeat: (admin, seat) =>
      as(admin, async (tx) => {
        if (seat.validUntil < seat.validFrom) return fail('day-order' as const);
        const ended = await tx
          .updateTable('task_force_seat')
          .set({ valid_until: seat.validUntil })
          .where('body_id', '=', seat.bodyId)
          .where('kind', '=', seat.kind)
          .where('valid_from', '=', seat.validFrom)
          .where('valid_until', 'is', null)
          .executeTakeFirst();
        if (ended.numUpdatedRows === 0n) return fail('not-found' as const);
        await record(tx, admin, 'admin.seat-ended', seat.bodyId, `${seat.kind} ${seat.validFrom}`);
        return ok(true as const);
      }),

    represent: (admin, memberId, kind) =>
      as(admin, async (tx) => {
        const row = await tx
          .selectFrom('member')
          .innerJoin('body', 'body.id', 'member.body_id')
          .select(['member.user_id', 'member.body_id', 'body.kind', 'member.role'])
          .where('member.id', '=', memberId)
          .where(sql<boolean>`member.valid_until is null or member.valid_until >= current_date`)
          .executeTakeFirst();
        if (row === undefined || row.kind !== 'satgas' || !fitsOffice('verifier', row.kind) || row.role !== 'verifier')
          return fail('not-found' as const);
        if (row.user_id === admin.userId) return fail('own' as const);
        if (kind !== null) {
          const seat = await tx
            .selectFrom('task_force_seat')
            .select('kind')
            .where('body_id', '=', row.body_id)
            .where('kind', '=', kind)
            .where(sql<boolean>`valid_until is null or valid_until >= current_date`)
            .executeTakeFirst();
          if (seat === undefined) return fail('no-seat' as const);
        }
        await tx.updateTable('member').set({ represents: kind }).where('id', '=', memberId).execute();
        await record(tx, admin, 'admin.seat-filled', row.body_id, memberId);
        return ok(true as const);
      }),
  };

  async function wasDone(member: Member, item: BulkItem, kind: BulkKind): Promise<boolean> {
    const own = await as(member, (tx) =>
      tx
        .selectFrom('case_event')
        .select('seq')
        .where('case_id', '=', item.caseId)
        .where('seq', '>', item.seq)
        .where('kind', '=', stepOfBulk[kind])
        .where('actor_user_id', '=', member.userId)
        .executeTakeFirst(),
    );
    return own !== undefined;
  }

  /** Places that the chosen office may check. The route is the same for all cases of a place, so one of them is asked. */
  async function receivers(
    member: Member,
    wish: BulkWish,
    files: Iterable<{ readonly id: string; readonly regionId: string }>,
  ): Promise<ReadonlySet<string>> {
    if (wish.kind !== 'delegate-verification') return new Set();
    const asked = new Map<string, boolean>();
    for (const { id, regionId } of files) {
      if (asked.has(regionId)) continue;
      const offered = await cases.service.receivers(member, id, 'delegate-verification');
      asked.set(
        regionId,
        offered.some((one) => one.id === wish.toBodyId),
      );
    }
    return new Set([...asked].flatMap(([region, may]) => (may ? [region] : [])));
  }
}

/** Ids of the cases that were chosen, with the step that was seen where it was said. */
async function idsOf(
  tx: Tx,
  bodyId: string,
  wish: BulkWish,
  chosen: Chosen,
): Promise<ReadonlyMap<string, number | null>> {
  if (chosen.which === 'named') {
    if (chosen.cases.length === 0) return new Map();
    const rows = await tx
      .selectFrom('case_file')
      .select(['id', 'number'])
      .where(
        'number',
        'in',
        chosen.cases.map((one) => one.number),
      )
      .execute();
    const ids = new Map(rows.map((row) => [row.number, row.id]));
    return new Map(
      chosen.cases.flatMap(({ number, seq }) => {
        const id = ids.get(number);
        return id === undefined ? [] : [[id, seq] as const];
      }),
    );
  }
  const waiting = await waitingIds(tx, bodyId, wish.kind);
  return new Map(waiting.map((id) => [id, null]));
}

/** Cases at the office on which the act could be taken, the nearest limit first. */
export async function waitingIds(tx: Tx, bodyId: string, kind: BulkKind): Promise<readonly string[]> {
  const waits =
    kind === 'accept-handover'
      ? sql`f.status in ('submitted', 'verified', 'study-confirmed', 'conveyed') and coalesce((
          select h.accepted_at is null and h.returned_at is null and h.to_body_id = f.holder_body_id
          from handover h where h.case_id = f.id order by h.seq desc limit 1), false)`
      : sql`f.status = 'submitted'`;
  const { rows } = await sql<{ id: string }>`
    select f.id from case_file f where f.holder_body_id = ${bodyId} and f.closed_at is null and ${waits}
    order by coalesce(f.due_at, 'infinity'), f.opened_at, f.number limit ${MOST_IN_BULK}`.execute(tx);
  return rows.map((row) => row.id);
}

function wishOf(row: { kind: string; vote: string | null; to_body_id: string | null }): BulkWish | null {
  const kind = bulkKinds.find((one) => one === row.kind);
  switch (kind) {
    case 'cast-vote': {
      const vote = votes.find((one) => one === row.vote);
      return vote === undefined ? null : { kind, vote };
    }
    case 'accept-handover':
      return { kind };
    case 'delegate-verification':
      return row.to_body_id === null ? null : { kind, toBodyId: row.to_body_id };
    case undefined:
      return null;
  }
}

async function record(tx: Tx, admin: Member, what: string, bodyId: string, target: string): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ user_id: admin.userId, body_id: bodyId, what, access: 'write', case_id: null, target })
    .execute();
}
