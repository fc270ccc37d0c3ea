/** Use cases of casework; the only file of the feature that opens a unit of work for writing. What one action is made of lies in `case-act.ts`. */
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type PassOnError, passOnAddition } from './additions.ts';
import { type CaseAction, decide } from './case.ts';
import { takeAction } from './case-act.ts';
import { type ActError, type CaseDeps, tellOffice, toMillisecond, writerFor } from './case-deps.ts';
import { type NewReportCase, openFromReport } from './case-from-report.ts';
import { type JoinError, joinCases, splitCase } from './case-join.ts';
import { caseLooks } from './case-looks.ts';
import { type OpenError, type OpenWish, openByHand } from './case-open.ts';
import { isForPeople, mandateAnywhere, mandateFor } from './case-permissions.ts';
import { type CandidateBody, type ReceiverAction, receiversOf } from './case-routes.ts';
import { beside, findCaseForChange, insertAudit, isProgram, seatOf } from './case-store.ts';
import { kindsOf, referralOffices } from './referral-send.ts';
import { insertNoStake, saidNoStake } from './stakes.ts';

export interface CaseService {
  /** Opens a case for a report that comes in, inside the reporter's own unit of work. */
  openFromReport(tx: Tx, report: NewReportCase): Promise<{ readonly number: string }>;
  /** Takes one action on a case. `expectedSeq` is the last step the person saw: when another was faster, nothing is stored. */
  act(
    member: Member,
    number: string,
    action: CaseAction,
    expectedSeq: number,
  ): Promise<Result<{ readonly seq: number }, ActError>>;
  /**
   * The same for a person or program that acts from outside: before its first act on a case each says whether an interest stands in the way.
   * @param noStake whether it is said with this act that there is none
   */
  actAsked(
    member: Member,
    number: string,
    action: CaseAction,
    expectedSeq: number,
    noStake: boolean,
  ): Promise<Result<{ readonly seq: number }, ActError>>;
  /** Says, without acting, that no interest of the own stands in the way of working on this case. */
  sayNoStake(member: Member, number: string): Promise<Result<null, ActError>>;
  /**
   * Whether the action would be taken now, without taking it: for whoever prepares many at once, in the transaction in which they are taken. The
   * case stays held until its end. `saidNoStake`: the person said before that no interest stands in the way.
   */
  tryOut(
    tx: Tx,
    member: Member,
    number: string,
    action: CaseAction,
  ): Promise<Result<{ readonly caseId: string; readonly seq: number; readonly saidNoStake: boolean }, ActError>>;
  /** Opens a case by hand. */
  open(member: Member, wish: OpenWish): Promise<Result<{ readonly number: string }, OpenError>>;
  join(
    member: Member,
    wish: { readonly source: string; readonly target: string; readonly reason: string; readonly seq: number },
  ): Promise<Result<{ readonly seq: number }, JoinError>>;
  split(
    member: Member,
    wish: { readonly source: string; readonly reason: string; readonly seq: number },
  ): Promise<Result<{ readonly seq: number }, JoinError>>;
  /** Tells the holder of a case, in words of the office that took the report in, what the reporter added. */
  passOn(member: Member, number: string, text: string): Promise<Result<{ readonly seq: number }, PassOnError>>;
  /** Notes that a person of the receiving office looked at what was handed over, and that this person read the case. */
  recordReading(
    member: Member,
    caseId: string,
    what: string,
    reason?: string,
  ): Promise<{
    /** Something handed over to an own office counts as opened from now on. */
    readonly opened: boolean;
  }>;
  /** The same for a case of which the person was just shown that nothing handed over is unopened. */
  recordLook(member: Member, caseId: string, what: string): Promise<void>;
  /** Notes that this person took a receipt of a hand-over along. It shows nothing of the case, so it does not open the hand-over. */
  recordReceipt(member: Member, caseId: string): Promise<void>;
  /** Notes that this person looked for a name: that, not which. */
  recordNameSearch(member: Member): Promise<void>;
  /** Notes that this person saw a page of a list of cases: which list and page, not what stood there and not what was looked for. */
  recordList(member: Member, list: string, page: number): Promise<void>;
  /** Offices that may receive the case at the step the action stands for, the nearest first. */
  receivers(member: Member, caseId: string, action: ReceiverAction): Promise<readonly CandidateBody[]>;
  /** Offices that work here and may be the authority to which a case is referred; none: it works outside. */
  referralOffices(
    member: Member,
    caseId: string,
    action: 'refer' | 'forward-criminal',
  ): Promise<readonly CandidateBody[]>;
}

export function caseService(deps: CaseDeps): CaseService {
  return {
    ...caseLooks(deps),

    openFromReport: (tx, report) => openFromReport(deps, tx, report),

    act: (member, number, action, expectedSeq) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) =>
        takeAction(deps, tx, member, number, action, expectedSeq, null),
      ),

    actAsked: (member, number, action, expectedSeq, noStake) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) =>
        takeAction(deps, tx, member, number, action, expectedSeq, { noStake }),
      ),

    sayNoStake: (member, number) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, async (tx): Promise<Result<null, ActError>> => {
        const writer = await writerFor(deps, tx, member.userId);
        const row = await tx
          .selectFrom('case_file')
          .select(['id', 'holder_body_id'])
          .where('number', '=', number)
          .executeTakeFirst();
        if (row === undefined) return fail({ kind: 'not-found' });
        const { parts } = await beside(tx, row.id, writer.at);
        const mandate = mandateAnywhere(member, row.holder_body_id, parts);
        if (mandate === undefined) return fail({ kind: 'not-yours' });
        const { userId } = member;
        await insertNoStake(tx, { caseId: row.id, userId, bodyId: mandate.bodyId, at: writer.at });
        await insertAudit(tx, {
          userId,
          bodyId: mandate.bodyId,
          what: 'case.no-stake',
          access: 'write',
          caseId: row.id,
        });
        return ok(null);
      }),

    tryOut: async (tx, member, number, action) => {
      const found = await findCaseForChange(tx, number, toMillisecond(await deps.legalClock.now()));
      if (found === undefined) return fail({ kind: 'not-found' });
      const mandate = mandateFor(member, action.type, found.holderBodyId, found.parts);
      if (mandate === undefined) return fail({ kind: 'not-yours' });
      if (isForPeople(action.type) && (await isProgram(tx))) return fail({ kind: 'people-only' });
      const seat = await seatOf(tx, member.userId, mandate.bodyId);
      const decided = decide(found, action, null, { userId: member.userId, bodyId: mandate.bodyId, seat, draw: 1 });
      if (!decided.ok) return decided;
      const said = await saidNoStake(tx, found.id, member.userId);
      return ok({ caseId: found.id, seq: found.lastSeq, saidNoStake: said });
    },

    open: (member, wish) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) =>
        openByHand(deps, tx, member, wish, deps.law.current()),
      ),

    join: (member, wish) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) => joinCases(deps, tx, member, wish)),

    split: (member, wish) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) => splitCase(deps, tx, member, wish)),

    passOn: (member, number, text) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, async (tx) => {
        const done = await passOnAddition(await writerFor(deps, tx, member.userId), member, number, text);
        if (done.ok) await tellOffice(deps, tx, done.value.holderBodyId, done.value.caseId, done.value.seq);
        return done;
      }),

    receivers: (member, caseId, action) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, async (tx) => {
        const row = await tx
          .selectFrom('case_file')
          .select(['region_id', 'holder_body_id'])
          .where('id', '=', caseId)
          .executeTakeFirst();
        if (row === undefined) return [];
        const now = await deps.legalClock.now();
        const { parts } = await beside(tx, caseId, now);
        const mandate = mandateFor(member, action, row.holder_body_id, parts);
        if (mandate === undefined) return [];
        return receiversOf(tx, action, {
          actingBodyId: mandate.bodyId,
          holderBodyId: row.holder_body_id,
          regionId: row.region_id,
          day: legalDay(now, mandate.bodyZone),
        });
      }),

    referralOffices: (member, caseId, action) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, async (tx) => {
        const row = await tx
          .selectFrom('case_file')
          .select(['region_id', 'holder_body_id'])
          .where('id', '=', caseId)
          .executeTakeFirst();
        const mandate = row === undefined ? undefined : mandateFor(member, action, row.holder_body_id, []);
        if (row === undefined || mandate === undefined) return [];
        return referralOffices(tx, kindsOf(action), {
          fromBodyId: mandate.bodyId,
          regionId: row.region_id,
          day: legalDay(await deps.legalClock.now(), mandate.bodyZone),
        });
      }),
  };
}
