/** Taking one action on a case: all that may refuse it, and then the steps, in the transaction of whoever asks. */
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member, Membership } from '../../platform/http/env.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { replaceAccused } from './accused-store.ts';
import { type CaseAction, decide } from './case.ts';
import { announceSeparation, announceSteps } from './case-announce.ts';
import { foundFor, hasPlenaryRecord, nothingAgainst, receiverMisfit, withKnownBasis } from './case-checks.ts';
import { type ActError, type CaseDeps, tellOffice, writerFor } from './case-deps.ts';
import { applyEffects } from './case-effects.ts';
import { isForPeople, mandateFor, mayRead } from './case-permissions.ts';
import { endHandovers, recordEvents } from './case-record.ts';
import { type Parting, partingOf, separateAccused } from './case-separate.ts';
import { findCaseForChange, insertAudit, isProgram, type StepWriter, type StoredCase, seatOf } from './case-store.ts';
import { isOutside, readLikeSanctions } from './like-sanctions.ts';
import { allSitThere } from './plenary.ts';
import { withAuthority } from './referral-send.ts';
import { insertNoStake, saidNoStake, sealStake } from './stakes.ts';
import { withDocument } from './step-documents.ts';

/** @param asked null: whoever calls answers for it that nobody has to be asked (the demonstration, files of results) */
export async function takeAction(
  deps: CaseDeps,
  tx: Tx,
  member: Member,
  number: string,
  asks: CaseAction,
  expectedSeq: number,
  asked: { readonly noStake: boolean } | null,
): Promise<Result<{ readonly seq: number }, ActError>> {
  const writer = await writerFor(deps, tx, member.userId);
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
  const unasked = asked !== null && action.type !== 'declare-interest' && !(await saidNoStake(tx, found.id, userId));
  if (unasked && !asked.noStake) return fail({ kind: 'stake-unasked' });
  const sayNone = (): Promise<void> | null =>
    unasked ? insertNoStake(tx, { caseId: found.id, userId, bodyId: mandate.bodyId, at: writer.at }) : null;
  const parting = partingOf(found.accused, action);
  if (parting === 'moved') return fail({ kind: 'accused-moved' });
  if (parting === 'unnamed') return fail({ kind: 'several-accused' });
  if (parting !== null) return takeApart(deps, writer, member, found, action, parting, mandate, sayNone);
  return takeOne(deps, writer, member, found, action, mandate, sayNone);
}

/**
 * Several accused, of each of whom the action says what becomes of them: each goes into a case of the own and takes the action there, in one
 * transaction. What is asked of the whole is asked first; what is refused of one is refused for all, and everything is undone.
 */
async function takeApart(
  deps: CaseDeps,
  writer: StepWriter,
  member: Member,
  found: StoredCase,
  action: CaseAction,
  { apart, rest }: Parting,
  mandate: Membership,
  sayNone: () => Promise<void> | null,
): Promise<Result<{ seq: number }, ActError>> {
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
    const done = await takeOne(deps, writer, member, own, part.action, mandate, () => null);
    if (!done.ok) throw new Error(`a separated case refused ${part.action.type}: ${done.error.kind}`);
    source = left;
  }
  if (rest === null) return ok({ seq: source.lastSeq });
  const done = await takeOne(deps, writer, member, source, rest, mandate, () => null);
  if (!done.ok) throw new Error(`the rest of a separated case refused ${rest.type}: ${done.error.kind}`);
  return done;
}

/** Why the action is refused, of this case as it is; null when it is not. Changes nothing. */
async function refusalOf(
  writer: StepWriter,
  member: Member,
  found: StoredCase,
  action: CaseAction,
  mandate: Membership,
): Promise<ActError | null> {
  const seat = await seatOf(writer.tx, member.userId, mandate.bodyId);
  const decided = decide(found, action, null, { userId: member.userId, bodyId: mandate.bodyId, seat, draw: 1 });
  if (!decided.ok) return decided.error;
  const misfit = await receiverMisfit(writer.tx, found, action, writer.at, mandate);
  return misfit === null ? null : { kind: misfit };
}

/** @param sayNone writes, once nothing refuses the action any more, that no interest stands in the way */
async function takeOne(
  deps: CaseDeps,
  writer: StepWriter,
  member: Member,
  found: StoredCase,
  action: CaseAction,
  mandate: Membership,
  sayNone: () => Promise<void> | null,
): Promise<Result<{ seq: number }, ActError>> {
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
  if (receiver !== null) await tellOffice(deps, tx, receiver, found.id, seq);
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
  for (const bodyId of told) await tellOffice(deps, tx, bodyId, found.id, seq);
  return ok({ seq });
}
