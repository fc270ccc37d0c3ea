/** Use cases of casework; the only file of the feature that opens a unit of work for writing. */
import { commit } from '@netra/ledger';
import type { Rulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import type { Announce } from '../../platform/api/index.ts';
import { type LegalClock, legalDay } from '../../platform/clock/legal-clock.ts';
import { newReference } from '../../platform/crypto/reference.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member, Membership } from '../../platform/http/env.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import type { LawBook } from '../../platform/law/law-book.ts';
import type { Mail } from '../../platform/mail/mail.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { replaceAccused } from './accused-store.ts';
import { type PassOnError, passOnAddition } from './additions.ts';
import {
  type CaseAction,
  type CaseError,
  type CaseEvent,
  decide,
  isCaseStatus,
  isClosed,
  type StepContent,
} from './case.ts';
import { announceOpened, announceSeparation, announceSteps } from './case-announce.ts';
import { handlingProcedure, startClock } from './case-clocks.ts';
import { applyEffects } from './case-effects.ts';
import { type JoinError, joinCases, splitCase } from './case-join.ts';
import { type OpenError, type OpenWish, openByHand } from './case-open.ts';
import { isForPeople, mandateAnywhere, mandateFor, mayRead, ownBodies } from './case-permissions.ts';
import { type CandidateBody, type ReceiverAction, receiversOf } from './case-routes.ts';
import { type Parting, partingOf, separateAccused } from './case-separate.ts';
import {
  appendStep,
  beside,
  endClocks,
  findCaseForChange,
  insertAudit,
  insertClock,
  isProgram,
  lastFacts,
  lastLink,
  officeOf,
  openedEntry,
  type StepWriter,
  type StoredCase,
  seatOf,
  startClocks,
  updateCaseFile,
} from './case-store.ts';
import { findFor, findingContent } from './finding.ts';
import { dueForRoute } from './handover-due.ts';
import { handoverContents, insertManifest } from './handover-manifest.ts';
import { chooseBasis } from './known-bases.ts';
import { isOutside, readLikeSanctions } from './like-sanctions.ts';
import { allSitThere } from './plenary.ts';
import { kindsOf, openReferrals, referralOffices, sendReferral, withAuthority } from './referral-send.ts';
import { insertNoStake, saidNoStake, sealStake } from './stakes.ts';
import { carryStandstills } from './standstill-count.ts';
import { withDocument } from './step-documents.ts';

/** `not-found` covers what does not exist and what the person may not see: the answer is the same. */
export type ActError =
  | CaseError
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'changed'; readonly seq: number }
  | { readonly kind: 'wrong-receiver' }
  /** The person never said of this case whether an interest stands in the way. */
  | { readonly kind: 'stake-unasked' };

export interface NewReportCase {
  readonly caseId: string;
  readonly reportKind: 'laporan' | 'informasi-awal';
  readonly bodyId: string;
  readonly zone: Zone;
  readonly regionId: string;
  readonly electionId: string;
  readonly contestId: string;
  readonly actKind: string;
  readonly at: Temporal.Instant;
}

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
   * case stays held until its end.
   */
  tryOut(
    tx: Tx,
    member: Member,
    number: string,
    action: CaseAction,
  ): Promise<Result<{ readonly caseId: string; readonly seq: number }, ActError>>;
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

export interface CaseDeps {
  readonly db: Database;
  readonly legalClock: LegalClock;
  readonly law: Pick<LawBook, 'current'>;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly keys: Keys;
  readonly mail: Pick<Mail, 'queueForOffice'>;
  /** To other systems of the offices, by webhook. */
  readonly announce: Announce;
}

export function caseService(deps: CaseDeps): CaseService {
  const writerFor = async (tx: Tx, userId: string | null): Promise<StepWriter> => ({
    tx,
    uuid: deps.uuid,
    random: deps.random,
    at: toMillisecond(await deps.legalClock.now()),
    userId,
  });

  /** Whoever works there is told that something waits, and nothing more. */
  const tellOffice = (tx: Tx, bodyId: string, caseId: string, seq: number): Promise<void> =>
    deps.mail.queueForOffice(tx, { bodyId, template: 'work-waiting', dedupeKey: `${caseId} ${seq}`, caseId });

  const lookedAt = (tx: Tx, member: Member, caseId: string, what: string, reason?: string): Promise<void> =>
    insertAudit(tx, {
      userId: member.userId,
      bodyId: member.memberships[0]?.bodyId ?? null,
      what,
      access: 'read',
      caseId,
      ...(reason === undefined ? {} : { target: reason }),
    });

  /** Looking at a case opens what was handed over with it to an own office; true when that had not happened before. */
  const openHandovers = async (tx: Tx, member: Member, caseId: string): Promise<boolean> => {
    const own = ownBodies(member);
    if (own.length === 0) return false;
    const unopened = await tx
      .selectFrom('handover')
      .select(['id', 'seq', 'from_body_id', 'to_body_id'])
      .where('case_id', '=', caseId)
      .where('to_body_id', 'in', own)
      .where('opened_at', 'is', null)
      .execute();
    if (unopened.length === 0) return false;
    const at = toMillisecond(await deps.legalClock.now());
    for (const handover of unopened) {
      const salt = deps.random(32);
      const entry = openedEntry({ at, handoverId: handover.id, bodyId: handover.to_body_id });
      const opened = await tx
        .updateTable('handover')
        .set({
          opened_at: at.toString(),
          opened_by: member.userId,
          opened_salt: salt,
          opened_commitment: Buffer.from(commit(entry, salt)),
        })
        .where('id', '=', handover.id)
        // Somebody else may have opened it in the meantime.
        .where('opened_at', 'is', null)
        .executeTakeFirst();
      if (opened.numUpdatedRows > 0n) await announceOpened(deps.announce, tx, caseId, handover, at);
    }
    return true;
  };

  /** @param asked null: whoever calls answers for it that nobody has to be asked (the demonstration, files of results) */
  const act = (
    member: Member,
    number: string,
    asks: CaseAction,
    expectedSeq: number,
    asked: { readonly noStake: boolean } | null,
  ): Promise<Result<{ readonly seq: number }, ActError>> =>
    runAs(
      deps.db,
      { kind: 'member', userId: member.userId },
      async (tx): Promise<Result<{ seq: number }, ActError>> => {
        const writer = await writerFor(tx, member.userId);
        const found = await findCaseForChange(tx, number, writer.at);
        if (found === undefined) {
          const visible = await tx.selectFrom('case_file').select('id').where('number', '=', number).executeTakeFirst();
          return fail(visible !== undefined && mayRead(member) ? { kind: 'not-yours' } : { kind: 'not-found' });
        }
        const mandate = mandateFor(member, asks.type, found.holderBodyId, found.parts);
        if (mandate === undefined) return fail({ kind: 'not-yours' });
        const known = withKnownBasis(asks, legalDay(writer.at, mandate.bodyZone), deps.law.current());
        if (!known.ok) return known;
        const papers = await withDocument(tx, found.id, known.value, asked !== null);
        if (!papers.ok) return fail({ kind: papers.error });
        const addressed = await withAuthority(tx, papers.value, {
          fromBodyId: mandate.bodyId,
          regionId: found.regionId,
          day: legalDay(writer.at, mandate.bodyZone),
        });
        if (!addressed.ok) return fail({ kind: addressed.error });
        const action = addressed.value;
        if (isForPeople(action.type) && (await isProgram(tx))) return fail({ kind: 'people-only' });
        // Who sat in a plenary is asked of whoever writes it down.
        if (
          action.type === 'conclude' &&
          (action.sat === undefined ? asked !== null : !(await allSitThere(tx, mandate.bodyId, action.sat)))
        )
          return fail({ kind: 'wrong-members' });
        if (
          found.lastSeq !== expectedSeq &&
          !(await nothingAgainst(tx, found, action, expectedSeq, member.userId, mandate.bodyId))
        )
          return fail({ kind: 'changed', seq: found.lastSeq });
        const { userId } = member;
        const unasked =
          asked !== null && action.type !== 'declare-interest' && !(await saidNoStake(tx, found.id, userId));
        if (unasked && !asked.noStake) return fail({ kind: 'stake-unasked' });
        const sayNone = (): Promise<void> | null =>
          unasked ? insertNoStake(tx, { caseId: found.id, userId, bodyId: mandate.bodyId, at: writer.at }) : null;
        const parting = partingOf(found.accused, action);
        if (parting === 'moved') return fail({ kind: 'accused-moved' });
        if (parting === 'unnamed') return fail({ kind: 'several-accused' });
        if (parting !== null) return takeApart(writer, member, found, action, parting, mandate, sayNone);
        return takeOne(writer, member, found, action, mandate, sayNone);
      },
    );

  /**
   * Several accused, of each of whom the action says what becomes of them: each goes into a case of the own and takes the action there, in one
   * transaction. What is asked of the whole is asked first; what is refused of one is refused for all, and everything is undone.
   */
  const takeApart = async (
    writer: StepWriter,
    member: Member,
    found: StoredCase,
    action: CaseAction,
    { apart, rest }: Parting,
    mandate: Membership,
    sayNone: () => Promise<void> | null,
  ): Promise<Result<{ seq: number }, ActError>> => {
    const { tx } = writer;
    const [first] = found.accused;
    const asOne = { ...found, accused: first === undefined ? [] : [first] };
    for (const one of [...apart.map((part) => part.action), ...(rest === null ? [] : [rest])]) {
      const refused = await refusalOf(writer, member, asOne, one, mandate);
      if (refused !== null) return fail(refused);
    }
    await sayNone();
    let source = found;
    for (const part of apart) {
      const reason = 'reason' in action ? action.reason : '';
      const made = await separateAccused(writer, deps.keys, source, {
        accused: part.accused,
        reason,
        bodyId: mandate.bodyId,
      });
      await announceSeparation(deps.announce, tx, source, made.number, writer.at);
      const [own, left] = [
        await findCaseForChange(tx, made.number, writer.at),
        await findCaseForChange(tx, source.number, writer.at),
      ];
      if (own === undefined || left === undefined) throw new Error('a case was lost when it was separated');
      const done = await takeOne(writer, member, own, part.action, mandate, () => null);
      if (!done.ok) throw new Error(`a separated case refused ${part.action.type}: ${done.error.kind}`);
      source = left;
    }
    if (rest === null) return ok({ seq: source.lastSeq });
    const done = await takeOne(writer, member, source, rest, mandate, () => null);
    if (!done.ok) throw new Error(`the rest of a separated case refused ${rest.type}: ${done.error.kind}`);
    return done;
  };

  /** Why the action is refused, of this case as it is; null when it is not. Changes nothing. */
  const refusalOf = async (
    writer: StepWriter,
    member: Member,
    found: StoredCase,
    action: CaseAction,
    mandate: Membership,
  ): Promise<ActError | null> => {
    const seat = await seatOf(writer.tx, member.userId, mandate.bodyId);
    const decided = decide(found, action, null, { userId: member.userId, bodyId: mandate.bodyId, seat, draw: 1 });
    if (!decided.ok) return decided.error;
    const misfit = await receiverMisfit(writer.tx, found, action, writer.at, mandate);
    return misfit === null ? null : { kind: misfit };
  };

  /** @param sayNone writes, once nothing refuses the action any more, that no interest stands in the way */
  const takeOne = async (
    writer: StepWriter,
    member: Member,
    found: StoredCase,
    action: CaseAction,
    mandate: Membership,
    sayNone: () => Promise<void> | null,
  ): Promise<Result<{ seq: number }, ActError>> => {
    const { tx } = writer;
    const rulebook = deps.law.current();
    const actor = {
      userId: member.userId,
      bodyId: mandate.bodyId,
      seat: await seatOf(tx, member.userId, mandate.bodyId),
      draw: deps.random(4).readUInt32BE() / 2 ** 32,
    };
    const plenaryRecord = action.type === 'conclude' && !action.proven ? await hasPlenaryRecord(tx, found.id) : false;
    const decided = decide({ ...found, plenaryRecord }, action, await foundFor(tx, found.id, action, rulebook), actor);
    if (!decided.ok) return decided;
    if (action.type === 'record-decision' && action.option !== null && action.outsideReason === undefined) {
      // A sanction that like cases hardly ever got is not refused: it needs a reason that stays with it.
      if (isOutside(await readLikeSanctions(tx, found.level), action.option)) return fail({ kind: 'outside-range' });
    }
    const misfit = await receiverMisfit(tx, found, action, writer.at, mandate);
    if (misfit !== null) return fail({ kind: misfit });
    await sayNone();
    if (action.type === 'separate') {
      const made = await separateAccused(writer, deps.keys, found, {
        accused: action.accused,
        reason: action.reason,
        bodyId: mandate.bodyId,
      });
      // Whoever takes a case apart has taken it over.
      await endHandovers(writer, found);
      await announceSeparation(deps.announce, tx, found, made.number, writer.at);
      return ok({ seq: found.lastSeq + 1 });
    }
    if (action.type === 'complete-facts') await replaceAccused(tx, deps.keys, found.id, action.accused);
    const stake = action.type === 'declare-interest' ? sealStake(deps.keys, found.id, action, deps.random(32)) : null;
    const events =
      stake === null
        ? decided.value
        : decided.value.map((event) =>
            event.kind === 'interest-declared' ? { ...event, content: stake.content } : event,
          );
    const told = [
      ...(await applyEffects('before', writer, found, action, mandate, found.lastSeq + decided.value.length)),
    ];
    const seq = await recordEvents(writer, found, events, action, rulebook, deps.keys, mandate);
    if ('receiverBodyId' in action && action.receiverBodyId !== undefined && action.receiverBodyId !== '')
      told.push(action.receiverBodyId);
    const receiver = decided.value.findLast((event) => event.toBodyId !== null)?.toBodyId ?? null;
    if (receiver !== null) await tellOffice(tx, receiver, found.id, seq);
    await announceSteps(deps.announce, tx, found, decided.value, writer.at);
    await insertAudit(tx, {
      userId: member.userId,
      bodyId: mandate.bodyId,
      what: `case.${action.type}`,
      access: 'write',
      caseId: found.id,
    });
    // Last, since whoever declares an interest sees nothing of the case from here on.
    told.push(...(await applyEffects('after', writer, found, action, mandate, seq, stake?.locked ?? null)));
    for (const bodyId of told) await tellOffice(tx, bodyId, found.id, seq);
    return ok({ seq });
  };

  return {
    openFromReport: async (tx, report) => {
      const rulebook = deps.law.current();
      const number = newReference('case', deps.random);
      const status = report.reportKind === 'laporan' ? 'received' : 'information';
      const clock =
        report.reportKind === 'laporan'
          ? startClock(
              handlingProcedure(report.electionId, rulebook),
              'initial-review',
              report.at,
              await officeOf(tx, report.bodyId),
              rulebook,
            )
          : null;
      await tx
        .insertInto('case_file')
        .values({
          id: report.caseId,
          number,
          origin: report.reportKind,
          status,
          election_id: report.electionId,
          contest_id: report.contestId,
          origin_body_id: report.bodyId,
          holder_body_id: report.bodyId,
          region_id: report.regionId,
          act_kind: report.actKind,
          opened_at: report.at.toString(),
          due_at: clock?.dueAt.toString() ?? null,
          last_seq: 1,
        })
        .execute();
      await tx
        .insertInto('case_access')
        .values({ case_id: report.caseId, body_id: report.bodyId, since: report.at.toString() })
        .execute();
      const writer: StepWriter = {
        tx,
        uuid: deps.uuid,
        random: deps.random,
        at: toMillisecond(report.at),
        userId: null,
      };
      await appendStep(
        writer,
        { caseId: report.caseId, number, seq: 1, bodyId: report.bodyId, previous: null },
        { kind: 'report-received', statusAfter: status, toBodyId: null, content: null },
      );
      // What comes without a name is information: it has no limit by law, and none is invented.
      if (clock !== null) await insertClock(writer, report.caseId, report.bodyId, clock);
      await tellOffice(tx, report.bodyId, report.caseId, 1);
      await deps.announce(tx, {
        event: 'case.received',
        bodies: [report.bodyId],
        about: { case: number },
        at: writer.at,
      });
      return { number };
    },

    act: (member, number, action, expectedSeq) => act(member, number, action, expectedSeq, null),

    actAsked: (member, number, action, expectedSeq, noStake) => act(member, number, action, expectedSeq, { noStake }),

    sayNoStake: (member, number) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, async (tx): Promise<Result<null, ActError>> => {
        const writer = await writerFor(tx, member.userId);
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
      return decided.ok ? ok({ caseId: found.id, seq: found.lastSeq }) : decided;
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
        const done = await passOnAddition(await writerFor(tx, member.userId), member, number, text);
        if (done.ok) await tellOffice(tx, done.value.holderBodyId, done.value.caseId, done.value.seq);
        return done;
      }),

    recordReading: (member, caseId, what, reason) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, async (tx) => {
        const [opened] = await Promise.all([
          openHandovers(tx, member, caseId),
          openReferrals(tx, caseId, ownBodies(member), async () => ({
            userId: member.userId,
            at: toMillisecond(await deps.legalClock.now()),
          })),
          lookedAt(tx, member, caseId, what, reason),
        ]);
        return { opened };
      }),

    recordLook: (member, caseId, what) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) => lookedAt(tx, member, caseId, what)),

    recordReceipt: (member, caseId) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) =>
        insertAudit(tx, {
          userId: member.userId,
          bodyId: member.memberships[0]?.bodyId ?? null,
          what: 'case.receipt',
          access: 'read',
          caseId,
        }),
      ),

    recordNameSearch: (member) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) =>
        insertAudit(tx, {
          userId: member.userId,
          bodyId: member.memberships[0]?.bodyId ?? null,
          what: 'case.name-search',
          access: 'read',
          caseId: null,
        }),
      ),

    recordList: (member, list, page) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) =>
        insertAudit(tx, {
          userId: member.userId,
          bodyId: member.memberships[0]?.bodyId ?? null,
          what: 'case.list',
          access: 'read',
          caseId: null,
          target: `${list} ${page}`,
        }),
      ),

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

/** What lengthens a limit rests on a rule that the law data of that day know. */
function withKnownBasis(action: CaseAction, day: string, rulebook: Rulebook): Result<CaseAction, ActError> {
  if (action.type !== 'extend-handling') return ok(action);
  const basis = chooseBasis(action.basis, action.note ?? '', true, day, rulebook);
  return basis.ok
    ? ok({ type: action.type, reason: action.reason, basis: basis.value.text, rule: basis.value.id })
    : fail({ kind: 'unknown-basis' });
}

/** What the rulebook of the day finds in the facts that a step writes down or rests on; null where a step has nothing to do with them. */
async function foundFor(tx: Tx, caseId: string, action: CaseAction, rulebook: Rulebook): Promise<StepContent | null> {
  const facts =
    action.type === 'complete-facts'
      ? action.facts
      : action.type === 'record-study'
        ? await lastFacts(tx, caseId)
        : undefined;
  const finding = facts === undefined ? null : findFor(facts, rulebook);
  return finding === null ? null : findingContent(finding);
}

/** Writes the events of one action: steps, limits, hand-over, access, and the row of the queue. Gives the last step's number. */
async function recordEvents(
  writer: StepWriter,
  found: StoredCase,
  events: readonly CaseEvent[],
  action: CaseAction,
  rulebook: Rulebook,
  keys: Keys,
  mandate: Membership,
): Promise<number> {
  const { tx } = writer;
  const actingBodyId = mandate.bodyId;
  let seq = found.lastSeq;
  let previous = await lastLink(tx, found.id);
  let holder = found.holderBodyId;
  let status: string = found.status;
  if (actingBodyId === holder) await endHandovers(writer, found);
  for (const event of events) {
    seq += 1;
    previous = await appendStep(
      writer,
      { caseId: found.id, number: found.number, seq, bodyId: actingBodyId, previous },
      event,
    );
    status = event.statusAfter;
    const ended = await endClocks(writer, found.id, event.clocks.end, event.clocks.how);
    await endClocks(writer, found.id, event.clocks.drop ?? [], 'cancelled');
    const next = event.toBodyId ?? holder;
    const started = await startClocks(
      writer,
      found,
      next,
      event.clocks.start,
      {
        handling: handlingProcedure(found.electionId, rulebook),
        rulebook,
      },
      actingBodyId,
    );
    if (event.clocks.how === 'replaced')
      for (const id of started) await carryStandstills(writer, ended, { id, caseId: found.id }, rulebook);
    if ((action.type === 'refer' || action.type === 'forward-criminal') && event.kind !== 'closed')
      await sendReferral(writer, found.id, {
        seq,
        action,
        fromBodyId: actingBodyId,
        day: legalDay(writer.at, mandate.bodyZone),
        bundleHash: previous,
        rulebook,
        keys,
      });
    if (event.kind === 'handover-accepted') await signHandover(writer, found, 'accepted');
    if (event.kind === 'handover-returned') await signHandover(writer, found, 'returned');
    // What lay with an authority in conflict, or was called back from it, is no longer its to take over.
    if (event.kind === 'rerouted' || event.kind === 'called-back')
      await sql`select end_rerouted_handovers(${found.id}::uuid, ${writer.at.toString()}::timestamptz)`.execute(tx);
    if (event.toBodyId !== null) {
      // Whoever takes a case over, or calls it back, hands it to nobody.
      if (event.kind !== 'handover-returned' && event.kind !== 'taken-over' && event.kind !== 'called-back')
        await sendHandover(writer, found, {
          seq,
          from: actingBodyId,
          to: event.toBodyId,
          what: event.kind,
          bundleHash: previous,
          rulebook,
          keys,
        });
      // An authority in conflict reads up to the step before it lost the case.
      const readsTo = event.kind === 'rerouted' ? seq - 1 : seq;
      await moveAccess(writer, found.id, { from: holder, to: event.toBodyId, seq: readsTo });
      holder = event.toBodyId;
    }
  }
  await updateCaseFile(tx, found.id, {
    status,
    holderBodyId: holder,
    lastSeq: seq,
    closedAt: isCaseStatus(status) && isClosed(status) ? (found.closedAt ?? writer.at) : null,
    origin: action.type === 'make-finding' ? 'temuan' : found.origin,
    ...(action.type === 'record-study' ? { level: action.level, rowIds: action.rows.join(', ') } : {}),
  });
  return seq;
}

async function sendHandover(
  writer: StepWriter,
  found: StoredCase,
  sent: {
    readonly seq: number;
    readonly from: string;
    readonly to: string;
    readonly what: string;
    readonly bundleHash: Buffer;
    readonly rulebook: Rulebook;
    readonly keys: Keys;
  },
): Promise<void> {
  if (writer.userId === null) throw new Error('a hand-over is sent by a person');
  const due = await dueForRoute(
    writer.tx,
    { what: sent.what, from: sent.from, to: sent.to, at: writer.at },
    await officeOf(writer.tx, sent.to),
    sent.rulebook,
  );
  const id = writer.uuid();
  await writer.tx
    .insertInto('handover')
    .values({
      id,
      case_id: found.id,
      seq: sent.seq,
      what: sent.what,
      from_body_id: sent.from,
      to_body_id: sent.to,
      sent_at: writer.at.toString(),
      sent_by: writer.userId,
      bundle_hash: sent.bundleHash,
      due_at: due?.dueAt.toString() ?? null,
      due_rule: due === null ? null : JSON.stringify(due.rule),
      due_provisional: due?.provisional ?? null,
    })
    .execute();
  const contents = await handoverContents(writer.tx, sent.keys, { caseId: found.id, seq: sent.seq, sentAt: writer.at });
  await insertManifest(writer.tx, id, contents, writer.random(32));
}

/** Whatever the receiver does to the case answers the hand-over: its limit is over. */
async function endHandovers(writer: StepWriter, found: StoredCase): Promise<void> {
  await writer.tx
    .updateTable('handover')
    .set({ ended_at: writer.at.toString() })
    .where('case_id', '=', found.id)
    .where('to_body_id', '=', found.holderBodyId)
    .where('ended_at', 'is', null)
    .execute();
}

/** The receiver signs: taken over, or sent back. */
async function signHandover(writer: StepWriter, found: StoredCase, how: 'accepted' | 'returned'): Promise<void> {
  const at = writer.at.toString();
  await writer.tx
    .updateTable('handover')
    .set(
      how === 'accepted'
        ? { accepted_at: at, accepted_by: writer.userId }
        : { returned_at: at, returned_by: writer.userId },
    )
    .where('case_id', '=', found.id)
    .where('to_body_id', '=', found.holderBodyId)
    .where('accepted_at', 'is', null)
    .where('returned_at', 'is', null)
    .execute();
}

/** The receiver reads everything so far and from now on; the sender keeps what was there when it let go. */
async function moveAccess(
  writer: StepWriter,
  caseId: string,
  move: { readonly from: string; readonly to: string; readonly seq: number },
): Promise<void> {
  await writer.tx
    .insertInto('case_access')
    .values({ case_id: caseId, body_id: move.to, since: writer.at.toString() })
    .onConflict((c) => c.columns(['case_id', 'body_id']).doUpdateSet({ reads_to_seq: null }))
    .execute();
  await writer.tx
    .updateTable('case_access')
    .set({ reads_to_seq: move.seq })
    .where('case_id', '=', caseId)
    .where('body_id', '=', move.from)
    .execute();
}

/** A case goes only to an office that the routes name for this step, day and place. */
async function receiverMisfit(
  tx: Tx,
  found: StoredCase,
  action: CaseAction,
  at: Temporal.Instant,
  mandate: Membership,
): Promise<'wrong-receiver' | 'sekda-route' | null> {
  if (!('toBodyId' in action)) return null;
  const asked = {
    actingBodyId: mandate.bodyId,
    holderBodyId: found.holderBodyId,
    regionId: found.regionId,
    day: legalDay(at, mandate.bodyZone),
  };
  const offered = await receiversOf(tx, action.type, asked);
  if (!offered.some((one) => one.id === action.toBodyId)) return 'wrong-receiver';
  if (action.type !== 'convey' || action.sekda !== true) return null;
  const higher = await receiversOf(tx, action.type, { ...asked, sekda: true });
  return higher.some((one) => one.id === action.toBodyId) ? null : 'sekda-route';
}

/**
 * Steps that gainsay no form of this person, so that it need not have seen them: votes of other bodies where it votes itself, and what a reporter
 * adds at the office that took the report in, which no other office may read.
 */
async function nothingAgainst(
  tx: Tx,
  found: StoredCase,
  action: CaseAction,
  seq: number,
  userId: string,
  bodyId: string,
): Promise<boolean> {
  if (seq > found.lastSeq) return false;
  const since = await tx
    .selectFrom('case_event')
    .select(['kind', 'actor_user_id', 'body_id'])
    .where('case_id', '=', found.id)
    .where('seq', '>', seq)
    .limit(MOST_UNSEEN)
    .execute();
  return (
    since.length < MOST_UNSEEN &&
    since.every((step) =>
      step.kind === 'vote-cast'
        ? // One's own vote since then is the second tap on the same button.
          action.type === 'cast-vote' && step.actor_user_id !== userId
        : step.kind === 'reporter-added' && step.body_id !== bodyId,
    )
  );
}

/** More steps than votes and additions together can be: then something else happened. */
const MOST_UNSEEN = 50;

/** Whether the record of a plenary was issued for the case and stands. */
async function hasPlenaryRecord(tx: Tx, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ issued: boolean }>`select plenary_recorded(${caseId}::uuid) as issued`.execute(tx);
  return rows[0]?.issued === true;
}

/** The database keeps microseconds and the chain commits to what is kept: both hold whole milliseconds. */
export function toMillisecond(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'millisecond', roundingMode: 'trunc' });
}
