/**
 * Disposal: what is due goes by itself every night, a closed case goes earlier when two persons of its office agree, nothing goes while a hold
 * stands. The public log stays whole: seals keep their place and mean nothing any more.
 */
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/connect.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Member } from '../../../platform/http/env.ts';
import { describeError } from '../../../platform/log/log.ts';
import type { Platform } from '../../../platform/platform.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type EvidenceService, removeFilesLeft, removeFilesNow } from '../../evidence/index.ts';
import { UNPROVEN_DAYS } from '../register/retentions.ts';
import { disposables } from './disposables.ts';

/** Cases that one night erases; the rest follows the next night. */
const MOST_CASES = 500;
const HOURS_OF_DAY = 24;

export interface DueNow {
  readonly retention: string;
  readonly count: number;
  /** Due, but held by a hold; cases only. */
  readonly held: number;
}

export interface DisposalLine {
  readonly at: Temporal.Instant;
  readonly kind: string;
  readonly howMany: number;
}

export interface CaseStorage {
  readonly closedAt: Temporal.Instant | null;
  readonly erasedAt: Temporal.Instant | null;
  readonly status: string;
  readonly holds: readonly {
    readonly id: string;
    readonly reason: string;
    readonly placedAt: Temporal.Instant;
    readonly placedBy: string;
    readonly liftedAt: Temporal.Instant | null;
  }[];
  /** The proposal that waits for a second person. */
  readonly open: {
    readonly id: string;
    readonly reason: string;
    readonly proposedBy: string;
    readonly mine: boolean;
    readonly proposedAt: Temporal.Instant;
  } | null;
}

export type DisposalError = 'not-closed' | 'held' | 'open-already' | 'same-person' | 'nothing';

export interface DisposalService {
  /** What would go tonight. Changes nothing. */
  due(): Promise<readonly DueNow[]>;
  /** Disposes of what is due. Run as often as one likes. */
  run(): Promise<readonly DisposalLine[]>;
  /** What was disposed of, the newest first; for administrators. */
  log(member: Member): Promise<readonly DisposalLine[]>;
  storage(member: Member, caseId: string): Promise<CaseStorage | undefined>;
  /** False when the case is erased already, also just now. */
  hold(member: Member, caseId: string, reason: string): Promise<boolean>;
  lift(member: Member, caseId: string, holdId: string): Promise<boolean>;
  propose(member: Member, caseId: string, reason: string): Promise<Result<null, DisposalError>>;
  withdraw(member: Member, caseId: string): Promise<boolean>;
  /** The second person agrees: the case is erased at once. */
  confirm(member: Member, caseId: string): Promise<Result<null, DisposalError>>;
}

export function disposalService(platform: Platform, evidence: Pick<EvidenceService, 'removeFiles'>): DisposalService {
  const { db } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const asSystem = <T>(use: (tx: Tx) => Promise<T>): Promise<T> => runAs(db, { kind: 'system' }, use);
  /** By the legal clock, which closed them. */
  const closedBefore = async (): Promise<string> =>
    (await platform.legalClock.now()).subtract({ hours: UNPROVEN_DAYS * HOURS_OF_DAY }).toString();
  const expired = async (tx: Tx, before: string): Promise<readonly string[]> =>
    (
      await sql<{ id: string }>`select id from expired_cases(${before}::timestamptz, ${MOST_CASES})`.execute(tx)
    ).rows.map((row) => row.id);
  const held = async (tx: Tx, before: string): Promise<number> =>
    (await sql<{ n: number }>`select held_cases(${before}::timestamptz) as n`.execute(tx)).rows[0]?.n ?? 0;
  /** False when the case stays: by now a hold stands on it, or it is erased already. */
  const expire = (id: string, before: string): Promise<boolean> =>
    asSystem(async (tx) => {
      await sql`select file from expire_case(${id}::uuid, ${before}::timestamptz)`.execute(tx);
      const written = await tx
        .selectFrom('disposal_log')
        .select('id')
        .where('case_id', '=', id)
        .where(sql<boolean>`at = now()`)
        .executeTakeFirst();
      return written !== undefined;
    });
  const removeFile = (name: string): Promise<void> => evidence.removeFiles([name]);
  /** What fails is told to the log and stays for the next night; the rest of this night goes on. */
  const oneByOne = async <T>(event: string, all: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
    for (const each of all) {
      try {
        await work(each);
      } catch (error) {
        platform.log.error({ event, ...describeError(error) });
      }
    }
  };
  const audit = (tx: Tx, member: Member, what: string, caseId: string) =>
    tx
      .insertInto('audit')
      .values({
        user_id: member.userId,
        body_id: member.memberships[0]?.bodyId ?? null,
        what,
        access: 'write',
        case_id: caseId,
        target: null,
      })
      .execute();

  return {
    due: async () => {
      const before = await closedBefore();
      return asSystem(async (tx) => {
        const cases = await expired(tx, before);
        const lines: DueNow[] = [{ retention: 'case', count: cases.length, held: await held(tx, before) }];
        for (const one of disposables) lines.push({ retention: one.retention, count: await one.count(tx), held: 0 });
        return lines;
      });
    },

    run: async () => {
      const before = await closedBefore();
      const lines: DisposalLine[] = [];
      const at = Temporal.Instant.fromEpochMilliseconds(platform.realNow());
      await oneByOne('case-not-erased', await asSystem((tx) => expired(tx, before)), async (id) => {
        if (await expire(id, before)) lines.push({ at, kind: 'case', howMany: 1 });
      });
      await oneByOne('not-disposed', disposables, async (disposable) => {
        const howMany = await asSystem(async (tx) => {
          const gone = await disposable.dispose(tx);
          if (gone > 0)
            await tx.insertInto('disposal_log').values({ kind: disposable.retention, how_many: gone }).execute();
          return gone;
        });
        if (howMany > 0) lines.push({ at, kind: disposable.retention, howMany });
      });
      // Files last, of tonight and of nights before: the database has written down which.
      await removeFilesLeft(platform, removeFile);
      return lines;
    },

    log: (member) =>
      as(member, async (tx) => {
        const rows = await tx
          .selectFrom('disposal_log')
          .select(['at', 'kind', 'how_many'])
          .orderBy('id', 'desc')
          .limit(200)
          .execute();
        return rows.map((row) => ({ at: row.at, kind: row.kind, howMany: row.how_many }));
      }),

    storage: (member, caseId) => as(member, (tx) => readStorage(tx, member, caseId)),

    hold: async (member, caseId, reason) => {
      try {
        return await as(member, async (tx) => {
          await tx
            .insertInto('case_hold')
            .values({ id: platform.uuid(), case_id: caseId, placed_by: member.userId, reason })
            .execute();
          await audit(tx, member, 'case.hold', caseId);
          return true;
        });
      } catch (error) {
        if (error instanceof Error && 'constraint' in error && error.constraint === 'case_hold_not_erased')
          return false;
        throw error;
      }
    },

    lift: (member, caseId, holdId) =>
      as(member, async (tx) => {
        const done = await tx
          .updateTable('case_hold')
          .set({ lifted_by: member.userId, lifted_at: sql<string>`now()` })
          .where('id', '=', holdId)
          .where('case_id', '=', caseId)
          .where('lifted_at', 'is', null)
          .executeTakeFirst();
        await audit(tx, member, 'case.hold', caseId);
        return done.numUpdatedRows > 0n;
      }),

    propose: (member, caseId, reason) =>
      as(member, async (tx): Promise<Result<null, DisposalError>> => {
        const now = await readStorage(tx, member, caseId);
        if (now === undefined || now.closedAt === null || now.erasedAt !== null) return fail('not-closed');
        if (now.holds.some((one) => one.liftedAt === null)) return fail('held');
        if (now.open !== null) return fail('open-already');
        await tx
          .insertInto('disposal')
          .values({ id: platform.uuid(), case_id: caseId, proposed_by: member.userId, reason })
          .execute();
        await audit(tx, member, 'case.disposal', caseId);
        return ok(null);
      }),

    withdraw: (member, caseId) =>
      as(member, async (tx) => {
        const done = await tx
          .updateTable('disposal')
          .set({ withdrawn_by: member.userId, withdrawn_at: sql<string>`now()` })
          .where('case_id', '=', caseId)
          .where('confirmed_at', 'is', null)
          .where('withdrawn_at', 'is', null)
          .executeTakeFirst();
        return done.numUpdatedRows > 0n;
      }),

    confirm: async (member, caseId) => {
      const erased = await as(member, async (tx): Promise<Result<readonly string[], DisposalError>> => {
        const now = await readStorage(tx, member, caseId);
        if (now?.open === undefined || now.open === null) return fail('nothing');
        if (now.open.mine) return fail('same-person');
        if (now.holds.some((one) => one.liftedAt === null)) return fail('held');
        await tx
          .updateTable('disposal')
          .set({ confirmed_by: member.userId, confirmed_at: sql<string>`now()` })
          .where('id', '=', now.open.id)
          .execute();
        await audit(tx, member, 'case.disposal', caseId);
        const { rows } = await sql<{ file: string }>`select file from dispose_confirmed(${now.open.id}::uuid)`.execute(
          tx,
        );
        return ok(rows.map((one) => one.file));
      });
      if (!erased.ok) return erased;
      // The case is erased whether or not its files go at once: the night tries again.
      await removeFilesNow(platform, erased.value, removeFile);
      return ok(null);
    },
  };
}

async function readStorage(tx: Tx, member: Member, caseId: string): Promise<CaseStorage | undefined> {
  const file = await tx
    .selectFrom('case_file')
    .select(['closed_at', 'erased_at', 'status'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (file === undefined) return undefined;
  const holds = await tx
    .selectFrom('case_hold as h')
    .leftJoin('auth.auth_user as u', 'u.id', 'h.placed_by')
    .select(['h.id', 'h.reason', 'h.placed_at', 'h.lifted_at', 'u.name'])
    .where('h.case_id', '=', caseId)
    .orderBy('h.placed_at', 'desc')
    .execute();
  const open = await tx
    .selectFrom('disposal as d')
    .leftJoin('auth.auth_user as u', 'u.id', 'd.proposed_by')
    .select(['d.id', 'd.reason', 'd.proposed_by', 'd.proposed_at', 'u.name'])
    .where('d.case_id', '=', caseId)
    .where('d.confirmed_at', 'is', null)
    .where('d.withdrawn_at', 'is', null)
    .executeTakeFirst();
  return {
    closedAt: file.closed_at,
    erasedAt: file.erased_at,
    status: file.status,
    holds: holds.map((row) => ({
      id: row.id,
      reason: row.reason,
      placedAt: row.placed_at,
      placedBy: row.name ?? '–',
      liftedAt: row.lifted_at,
    })),
    open:
      open === undefined
        ? null
        : {
            id: open.id,
            reason: open.reason,
            proposedBy: open.name ?? '–',
            mine: open.proposed_by === member.userId,
            proposedAt: open.proposed_at,
          },
  };
}
