/** Use cases of referrals; the only file of the feature that opens a unit of work for writing. The referral itself is written with its step, by casework. */
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { zoneId } from '../../platform/i18n/zones.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { changedParts, type ManifestPart, ownBodies } from '../cases/index.ts';
import { ACK_FORMAT, type Acknowledgement, type ExchangeService } from '../exchange/index.ts';
import {
  type ReceiptState,
  type ReferralFilter,
  type ReferralList,
  type ReferralView,
  type ReturnCategory,
  readReferralList,
  readReferrals,
} from './referral-read.ts';

/** A referral as the two offices see it, with what only they read. */
export interface OpenedReferral {
  readonly view: ReferralView;
  /** Why it came back, in words of the receiver. */
  readonly reason: string | null;
  /** Parts that are no longer what was referred; null: nobody can say. */
  readonly changed: readonly ManifestPart[] | null;
  readonly ack: Acknowledgement;
  readonly note: string;
  readonly key: string;
}

export interface ReceiptWish {
  readonly state: ReceiptState;
  readonly onDay: string;
  readonly letterNumber: string;
  /** Hex; empty: not at hand. */
  readonly sha256: string;
}

/** `not-found` covers what does not exist, what the person may not see, and what is not this office's to do. */
export type ReferralError = 'not-found' | 'answered' | 'twice' | 'day';

export type Answer =
  | { readonly kind: 'accept' }
  | { readonly kind: 'return'; readonly category: ReturnCategory; readonly reason: string };

export interface ReferralService {
  /** One of the own offices' referrals. Leaves a line in the audit, and opens it where it is for the own office. */
  find(member: Member, number: string, seq: number): Promise<OpenedReferral | undefined>;
  list(
    member: Member,
    asked: { readonly direction: 'in' | 'out'; readonly filter: ReferralFilter; readonly page: number },
  ): Promise<ReferralList>;
  /** The receiver here takes it over, or sends it back. */
  answer(member: Member, number: string, seq: number, answer: Answer): Promise<Result<null, ReferralError>>;
  /** The sender writes down what an authority outside answered. */
  recordReceipt(member: Member, number: string, seq: number, wish: ReceiptWish): Promise<Result<null, ReferralError>>;
  /** The signed file for the receiver; undefined where the own office did not send it. */
  exportFile(
    member: Member,
    number: string,
    seq: number,
    passphrase: string,
  ): Promise<{ readonly name: string; readonly bytes: ReadableStream<Uint8Array> } | undefined>;
}

const RETURN_PURPOSE = 'referral-return';

export function referralService(
  platform: Platform,
  deps: { readonly exchange: Pick<ExchangeService, 'sign' | 'exportBeside'> },
): ReferralService {
  const { db, keys, legalClock, mail } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const now = async (): Promise<Temporal.Instant> =>
    (await legalClock.now()).round({ smallestUnit: 'millisecond', roundingMode: 'trunc' });

  const audit = (
    tx: Tx,
    member: Member,
    line: {
      readonly what: string;
      readonly access: 'read' | 'write';
      readonly caseId: string;
      readonly target?: string;
    },
  ) =>
    tx
      .insertInto('audit')
      .values({
        user_id: member.userId,
        body_id: member.memberships[0]?.bodyId ?? null,
        what: line.what,
        access: line.access,
        case_id: line.caseId,
        target: line.target ?? null,
      })
      .execute();

  /** Undefined when there is none or none of the own offices is a side of it: the same answer. */
  const own = async (tx: Tx, member: Member, number: string, seq: number): Promise<ReferralView | undefined> => {
    const [view] = await readReferrals(tx, ownBodies(member), sql`f.number = ${number} and r.seq = ${seq}`);
    return view === undefined || view.direction === 'other' ? undefined : view;
  };

  const context = (id: string) => ({ purpose: RETURN_PURPOSE, aad: Buffer.from(id, 'utf8') });

  const reasonOf = (view: ReferralView): string | null => {
    if (view.returnLocked === null) return null;
    const opened = unlock({ current: keys(RETURN_PURPOSE) }, view.returnLocked, context(view.id), platform.realNow());
    return opened.ok ? Buffer.from(opened.value).toString('utf8') : null;
  };

  return {
    find: async (member, number, seq) => {
      const at = await now();
      const found = await as(member, async (tx) => {
        const before = await own(tx, member, number, seq);
        if (before === undefined) return undefined;
        if (before.direction === 'in' && before.openedAt === null && before.endedAt === null)
          await tx
            .updateTable('referral')
            .set({ opened_at: at.toString(), opened_by: member.userId })
            .where('id', '=', before.id)
            .where('opened_at', 'is', null)
            .execute();
        const view = (await own(tx, member, number, seq)) ?? before;
        await audit(tx, member, { what: 'case.referral', access: 'read', caseId: view.caseId });
        const stored = { parts: view.parts, salt: view.salt };
        return { view, changed: await changedParts(tx, keys, view, stored) };
      });
      if (found === undefined) return undefined;
      const ack = ackOf(found.view);
      return { ...found, reason: reasonOf(found.view), ack, ...(await deps.exchange.sign(ack)) };
    },

    list: async (member, asked) => {
      const at = await now();
      return as(member, (tx) => readReferralList(tx, ownBodies(member), asked, at));
    },

    answer: (member, number, seq, answer) =>
      as(member, async (tx): Promise<Result<null, ReferralError>> => {
        const view = await own(tx, member, number, seq);
        if (view === undefined || view.direction !== 'in') return fail('not-found');
        if (view.endedAt !== null) return fail('answered');
        const at = (await now()).toString();
        const by = member.userId;
        const done = await tx
          .updateTable('referral')
          .set({
            ended_at: at,
            ...(view.openedAt === null ? { opened_at: at, opened_by: by } : {}),
            ...(answer.kind === 'accept'
              ? { accepted_at: at, accepted_by: by }
              : {
                  returned_at: at,
                  returned_by: by,
                  return_category: answer.category,
                  return_locked: lock(
                    { current: keys(RETURN_PURPOSE) },
                    Buffer.from(answer.reason, 'utf8'),
                    context(view.id),
                  ),
                }),
          })
          .where('id', '=', view.id)
          // Somebody else may have answered in the meantime.
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        if (done.numUpdatedRows === 0n) return fail('answered');
        await audit(tx, member, {
          what: answer.kind === 'accept' ? 'case.referral-accepted' : 'case.referral-returned',
          access: 'write',
          caseId: view.caseId,
        });
        await mail.queueForOffice(tx, {
          bodyId: view.fromBodyId,
          template: 'work-waiting',
          dedupeKey: `referral ${view.id} ${answer.kind}`,
          caseId: view.caseId,
        });
        return ok(null);
      }),

    recordReceipt: (member, number, seq, wish) =>
      as(member, async (tx): Promise<Result<null, ReferralError>> => {
        const view = await own(tx, member, number, seq);
        if (view === undefined || view.direction !== 'out' || view.toBodyId !== null) return fail('not-found');
        if (view.endedAt !== null) return fail('answered');
        if (view.receipts.some((one) => one.state === wish.state)) return fail('twice');
        const at = await now();
        if (wish.onDay < legalDay(view.sentAt, view.zone) || wish.onDay > legalDay(at, view.zone)) return fail('day');
        // The end of the day that the letter bears: whoever answers on the last day of a limit has kept it.
        const end = Temporal.PlainDate.from(wish.onDay)
          .toZonedDateTime({ timeZone: zoneId[view.zone], plainTime: '23:59:59' })
          .toInstant();
        await tx
          .insertInto('referral_receipt')
          .values({
            referral_id: view.id,
            state: wish.state,
            on_day: wish.onDay,
            at: end.toString(),
            letter_number: wish.letterNumber,
            sha256: wish.sha256 === '' ? null : Buffer.from(wish.sha256, 'hex'),
            recorded_at: at.toString(),
            recorded_by: member.userId,
          })
          .execute();
        await audit(tx, member, {
          what: 'case.referral-receipt',
          access: 'write',
          caseId: view.caseId,
          target: wish.state,
        });
        return ok(null);
      }),

    exportFile: async (member, number, seq, passphrase) => {
      const view = await as(member, (tx) => own(tx, member, number, seq));
      if (view === undefined || view.direction !== 'out') return undefined;
      const at = await now();
      return deps.exchange.exportBeside(
        member,
        {
          id: view.id,
          caseId: view.caseId,
          seq: view.seq,
          what: whatOf(view),
          sentAt: view.sentAt,
          from: view.from,
          to: view.to,
          sha256: view.sha256,
          parts: [...view.parts],
        },
        { kind: 'passphrase', passphrase },
        async (tx, manifestHash) => {
          await tx
            .insertInto('referral_file')
            .values({
              manifest_sha256: Buffer.from(manifestHash, 'hex'),
              referral_id: view.id,
              encrypted_to: 'passphrase',
              made_at: at.toString(),
              made_by: member.userId,
            })
            .onConflict((c) => c.doNothing())
            .execute();
        },
      );
    },
  };
}

function whatOf(view: ReferralView): string {
  return view.kind === 'gakkumdu' ? 'forwarded-criminal' : 'referred';
}

/** The same text for the same state: offices alone, never the accused, never the reporter. */
function ackOf(view: ReferralView): Acknowledgement {
  const when = (at: Temporal.Instant | null): string | null => at?.toString() ?? null;
  return {
    format: ACK_FORMAT,
    handover: view.id,
    case: view.caseNumber,
    what: whatOf(view),
    steps: view.seq,
    from: { code: view.from.code, name: view.from.name },
    to: { code: view.to.code, name: view.to.name },
    sentAt: view.sentAt.toString(),
    deliveredAt: (view.receipts.find((one) => one.state === 'delivered')?.at ?? view.sentAt).toString(),
    openedAt: when(view.openedAt),
    acceptedAt: when(view.acceptedAt),
    returnedAt: when(view.returnedAt),
    returnCategory: view.returnedAt === null ? null : (view.returnCategory ?? 'other'),
    missing: [],
    bundle: { sha256: view.sha256, parts: [...view.parts] },
    file: null,
  };
}
