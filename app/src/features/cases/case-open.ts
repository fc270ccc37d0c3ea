/** Opens a case by hand: a supervisor's own finding, a lead of the media desk or of another office, a matter that another body handed on. */
import type { Rulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import { newReference } from '../../platform/crypto/reference.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member, Membership } from '../../platform/http/env.ts';
import { idOfForm } from '../../platform/http/form-key.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { handlingProcedure, startClock } from './case-clocks.ts';
import { type CaseDeps, toMillisecond } from './case-deps.ts';
import { mandateFor } from './case-permissions.ts';
import { appendStep, insertAudit, insertClock, officeOf, type StepWriter } from './case-store.ts';

/** How a case comes that no reporter sent. A finding has a limit from the day it was found (UU 7/2017 ps 454(5)); the others have none. */
export const openedOrigins = ['temuan', 'petunjuk', 'pelimpahan'] as const;
export type OpenedOrigin = (typeof openedOrigins)[number];

export interface OpenWish {
  readonly bodyId: string;
  readonly origin: OpenedOrigin;
  readonly electionId: string;
  readonly contestId: string;
  readonly regionId: string;
  readonly actKind: string;
  /** Legal day on which the office found it. */
  readonly foundOn: string;
  /** Where it comes from: the media item, the letter of the other body; or how it was found. */
  readonly source: string;
  /** Of the form: sent twice with the same words, it opens one case. */
  readonly formKey?: string;
}

export type OpenError = { readonly kind: 'not-yours' | 'outside-region' };

/** Offices at which the person may open a case. */
export function openingOffices(member: Member): readonly Membership[] {
  return member.memberships.filter((one) => mandateFor(member, 'make-finding', one.bodyId) === one);
}

export async function openByHand(
  deps: Pick<CaseDeps, 'legalClock' | 'uuid' | 'random' | 'announce'>,
  tx: Tx,
  member: Member,
  wish: OpenWish,
  rulebook: Rulebook,
): Promise<Result<{ readonly number: string; readonly id: string }, OpenError>> {
  const mandate = mandateFor(member, 'make-finding', wish.bodyId);
  if (mandate === undefined) return fail({ kind: 'not-yours' });
  const region = await tx.selectFrom('jurisdiction').select('path').where('id', '=', wish.regionId).executeTakeFirst();
  if (region === undefined || !region.path.startsWith(mandate.jurisdictionPath))
    return fail({ kind: 'outside-region' });
  const writer: StepWriter = {
    tx,
    uuid: deps.uuid,
    random: deps.random,
    at: toMillisecond(await deps.legalClock.now()),
    userId: member.userId,
  };
  const id = await idFor(tx, deps, member, wish);
  const there = await tx.selectFrom('case_file').select('number').where('id', '=', id).executeTakeFirst();
  if (there !== undefined) return ok({ number: there.number, id });
  const office = await officeOf(tx, wish.bodyId);
  const found = Temporal.PlainDate.from(wish.foundOn).toZonedDateTime({ timeZone: 'Asia/Jakarta', plainTime: '12:00' });
  const clock =
    wish.origin === 'temuan'
      ? startClock(
          handlingProcedure(wish.electionId, rulebook),
          'record-finding',
          // At noon in the west it is still the same day in the east.
          found.toInstant(),
          office,
          rulebook,
        )
      : null;
  const number = newReference('case', deps.random);
  const status = wish.origin === 'temuan' ? 'received' : 'information';
  await tx
    .insertInto('case_file')
    .values({
      id,
      number,
      origin: wish.origin,
      status,
      election_id: wish.electionId,
      contest_id: wish.contestId,
      origin_body_id: wish.bodyId,
      holder_body_id: wish.bodyId,
      region_id: wish.regionId,
      act_kind: wish.actKind,
      opened_at: writer.at.toString(),
      due_at: clock?.dueAt.toString() ?? null,
      last_seq: 1,
    })
    .execute();
  await tx
    .insertInto('case_access')
    .values({ case_id: id, body_id: wish.bodyId, since: writer.at.toString() })
    .execute();
  await appendStep(
    writer,
    { caseId: id, number, seq: 1, bodyId: wish.bodyId, previous: null },
    {
      kind: 'opened-by-office',
      statusAfter: status,
      toBodyId: null,
      content: { origin: wish.origin, foundOn: wish.foundOn, source: wish.source },
    },
  );
  if (clock !== null) await insertClock(writer, id, wish.bodyId, clock);
  await insertAudit(tx, { userId: member.userId, bodyId: wish.bodyId, what: 'case.open', access: 'write', caseId: id });
  await deps.announce(tx, { event: 'case.received', bodies: [wish.bodyId], about: { case: number }, at: writer.at });
  return ok({ number, id });
}

/** The id of the case to be opened. Who sends the same form at the same moment waits here, and finds the case. */
async function idFor(tx: Tx, deps: Pick<CaseDeps, 'uuid'>, member: Member, wish: OpenWish): Promise<string> {
  const { formKey, ...words } = wish;
  if (formKey === undefined) return deps.uuid();
  const id = idOfForm(formKey, member.userId, 'case', words);
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
  return id;
}
