/** Use cases of facilities and of the equal-access register; the only file of the feature that opens a unit of work for writing. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { isZone } from '../../platform/i18n/zones.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { membershipsFor } from '../accounts/index.ts';
import { differencesOf, loansOnEvents, type RaisedAlert, readUnasked } from './alert-read.ts';
import {
  type Asker,
  type Condition,
  type EventKind,
  type FacilityKind,
  type FacilityState,
  type Institution,
  type Purpose,
  type Reason,
  readBookings,
  readFacilities,
  readInstitutions,
  readRequests,
  readSides,
  readTreated,
  reasonsOf,
  type SideKind,
  sealWords,
  sideKinds,
} from './facility-read.ts';
import { letterAt, type Outcome } from './fairness.ts';
import { overlaps } from './weeks.ts';

export interface FacilityWish {
  readonly kind: FacilityKind;
  readonly name: string;
  readonly mark: string;
  readonly regionId: string;
  readonly place: string;
  readonly capacity: number | null;
  readonly forHire: boolean;
  readonly state: FacilityState;
}
export interface Span {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}
export interface SideWish {
  readonly electionId: string;
  readonly contestId: string;
  readonly kind: SideKind;
  readonly name: string;
}
export interface RequestWish extends Span {
  readonly facilityId: string;
  readonly asker: Asker;
  readonly sideId: string | null;
  readonly purpose: Purpose;
  readonly words: string;
  readonly useRegionId: string;
  readonly askedAt: Temporal.Instant;
}
export interface AnswerWish {
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly words: string;
  /** Where it was changed: what is lent instead, and when. */
  readonly instead: (Span & { readonly facilityId: string }) | null;
}
export interface LoanWish {
  readonly at: Temporal.Instant;
  readonly odometer: number | null;
  readonly condition: Condition;
  readonly words: string;
}
export interface EventWish extends Span {
  readonly regionId: string;
  readonly electionId: string;
  readonly contestId: string;
  readonly kind: EventKind;
  readonly place: string;
  readonly source: string;
}

/** `not-found` also stands for what is there but not this person's: the answer is the same. */
export type FacilityError =
  | 'not-found'
  | 'mark-taken'
  | 'overlap'
  | 'not-usable'
  | 'wrong-side'
  | 'wrong-place'
  | 'wrong-time'
  | 'wrong-reason'
  | 'already'
  | 'odometer'
  | 'not-out';

type Done<T> = Promise<Result<T, FacilityError>>;
interface Made {
  readonly id: string;
}

export interface FacilityService {
  addFacility(member: Member, institutionId: string, wish: FacilityWish): Done<Made>;
  changeFacility(member: Member, id: string, wish: FacilityWish): Done<Made>;
  closeFacility(member: Member, id: string, wish: Span & { readonly note: string }): Done<Made>;
  endClosure(member: Member, bookingId: string): Done<Made>;
  addSide(member: Member, institutionId: string, wish: SideWish): Done<Made & { readonly letter: string }>;
  /** @param key made with the form: sent twice, it counts once and gives the request of the first time */
  enterRequest(member: Member, key: string, wish: RequestWish): Done<Made & { readonly again: boolean }>;
  answer(member: Member, requestId: string, wish: AnswerWish): Done<Made>;
  loan(member: Member, bookingId: string, kind: 'out' | 'in', wish: LoanWish): Done<Made>;
  addEvent(member: Member, wish: EventWish): Done<Made>;
  endEvent(member: Member, id: string): Done<Made>;
  explain(member: Member, alertId: string, kind: 'explanation' | 'closed', words: string): Done<Made>;
  makeFeed(member: Member): Promise<{ readonly secret: string } | null>;
  revokeFeed(member: Member): Promise<boolean>;
  /** Whose calendar this secret opens. */
  findFeed(secret: string): Promise<string | null>;
  /** Looks for questions after an import of events, in its transaction. */
  weighSupervised(tx: Tx): Promise<void>;
  /** Looks at institutions that left requests of sides unanswered: time passes without anybody writing. Gives how many were looked at. */
  weighSilence(): Promise<number>;
  /** A look at the register or at a request leaves a line. */
  record(tx: Tx, member: Member, what: string, target: string | null): Promise<void>;
}

/** Days after the wanted time in which silence is still looked for; whatever is answered later weighs all anew. */
const SILENCE_DAYS = 60;

const hashOf = (secret: string): Buffer => createHash('sha256').update(`facility-feed ${secret}`).digest();

export function facilityService(
  platform: Pick<Platform, 'db' | 'keys' | 'legalClock' | 'uuid' | 'random'>,
): FacilityService {
  const { db, keys, legalClock, uuid, random } = platform;

  /** The last walls are constraints of the database: what they refuse comes back as an expected refusal. */
  const as = async <T>(member: Member, use: (tx: Tx) => Done<T>): Done<T> => {
    if (member.mustEnrol) return fail('not-found');
    try {
      return await runAs(db, { kind: 'member', userId: member.userId }, use);
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
      if (code === '23P01') return fail('overlap');
      if (code === '23505') return fail('already');
      throw error;
    }
  };
  const audit = async (
    tx: Tx,
    member: Member,
    what: string,
    target: string | null,
    access: 'read' | 'write' = 'write',
  ) => {
    const office = membershipsFor(member, ['facility', 'inspectorate', 'officer', 'overseer'])[0];
    await tx
      .insertInto('audit')
      .values({ user_id: member.userId, body_id: office?.bodyId ?? null, what, access, case_id: null, target })
      .execute();
  };
  const managed = async (tx: Tx, institutionId: string): Promise<Institution | undefined> =>
    (await readInstitutions(tx)).find((one) => one.id === institutionId && one.manages);
  const facilityOf = async (tx: Tx, id: string) => {
    const [found] = await readFacilities(tx, { id, retired: true });
    const institution = found === undefined ? undefined : await managed(tx, found.institutionId);
    return found === undefined || institution === undefined ? undefined : { ...found, institution };
  };
  /** Answers of one institution come one after the other, so that no two of them miss the difference that they make together. */
  const hold = (tx: Tx, institutionId: string) =>
    sql`select pg_advisory_xact_lock(hashtextextended(${`facility ${institutionId}`}, 0))`.execute(tx);

  const weigh = async (tx: Tx, institution: Pick<Institution, 'id' | 'zone'>): Promise<void> => {
    await raise(tx, institution.id, [
      ...differencesOf(await readTreated(tx, institution), await legalClock.now()),
      ...(await loansOnEvents(tx, institution.id)),
    ]);
  };
  const raise = async (tx: Tx, institutionId: string, found: readonly RaisedAlert[]): Promise<void> => {
    if (found.length === 0) return;
    const raised = await readUnasked(tx, institutionId, found);
    if (raised.length === 0) return;
    const at = (await legalClock.now()).toString();
    await tx
      .insertInto('access_alert')
      .values(
        raised.map((one) => ({
          id: uuid(),
          institution_id: institutionId,
          kind: one.facts.kind,
          election_id: one.electionId,
          contest_id: one.contestId,
          week: one.week,
          key: one.key,
          facts: JSON.stringify(one.facts),
          raised_at: at,
        })),
      )
      .onConflict((c) => c.columns(['institution_id', 'key']).doNothing())
      .execute();
  };

  /** An event of a place may fall on loans of every institution there. */
  const weighSupervised = async (tx: Tx): Promise<void> => {
    for (const institution of await readInstitutions(tx)) if (institution.supervises) await weigh(tx, institution);
  };

  const isFree = async (tx: Tx, facilityId: string, span: Span): Promise<boolean> => {
    const there = await readBookings(tx, keys, { facilityId, ...span });
    return !there.some((one) => overlaps(one, span));
  };
  /** Whoever writes bookings of a facility waits here, so that two writers are told instead of stopping each other. */
  const holdFacility = (tx: Tx, id: string) =>
    tx.selectFrom('facility').select('id').where('id', '=', id).forUpdate().execute();

  const book = async (
    tx: Tx,
    member: Member,
    facilityId: string,
    span: Span,
    what: { readonly kind: 'loan' | 'closed'; readonly requestId: string | null; readonly note: string },
  ): Done<Made> => {
    const facility = await facilityOf(tx, facilityId);
    if (facility === undefined) return fail('not-found');
    await holdFacility(tx, facilityId);
    if (!(await isFree(tx, facilityId, span))) return fail('overlap');
    const id = uuid();
    await tx
      .insertInto('facility_booking')
      .values({
        id,
        facility_id: facilityId,
        facility_no: facility.no,
        institution_id: facility.institutionId,
        kind: what.kind,
        request_id: what.requestId,
        from_at: span.from.toString(),
        to_at: span.to.toString(),
        note: what.note,
        made_by: member.userId,
      })
      .execute();
    return ok({ id });
  };

  return {
    addFacility: (member, institutionId, wish) =>
      as(member, async (tx) => {
        if ((await managed(tx, institutionId)) === undefined) return fail('not-found');
        if (await markTaken(tx, institutionId, wish.mark, null)) return fail('mark-taken');
        const id = uuid();
        await tx
          .insertInto('facility')
          .values({
            id,
            institution_id: institutionId,
            ...facilityRow(wish),
            kind: wish.kind,
            mark: wish.mark,
            made_by: member.userId,
          })
          .execute();
        await audit(tx, member, 'facility.added', id);
        return ok({ id });
      }),

    // Kind and mark are what it is known by: they stay. A facility that became another is a new one.
    changeFacility: (member, id, wish) =>
      as(member, async (tx) => {
        if ((await facilityOf(tx, id)) === undefined) return fail('not-found');
        await tx.updateTable('facility').set(facilityRow(wish)).where('id', '=', id).execute();
        await audit(tx, member, 'facility.changed', id);
        return ok({ id });
      }),

    closeFacility: (member, id, { from, to, note }) =>
      as(member, async (tx) => {
        if (Temporal.Instant.compare(to, from) <= 0) return fail('wrong-time');
        const done = await book(tx, member, id, { from, to }, { kind: 'closed', requestId: null, note });
        if (done.ok) await audit(tx, member, 'facility.closed', id);
        return done;
      }),

    endClosure: (member, bookingId) =>
      as(member, async (tx) => {
        const ended = await tx
          .updateTable('facility_booking')
          .set({ ended_at: sql<string>`now()`, ended_by: member.userId })
          .where('id', '=', bookingId)
          .where('kind', '=', 'closed')
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        if (ended.numUpdatedRows === 0n) return fail('not-found');
        await audit(tx, member, 'facility.opened', bookingId);
        return ok({ id: bookingId });
      }),

    addSide: (member, institutionId, wish) =>
      as(member, async (tx) => {
        if ((await managed(tx, institutionId)) === undefined) return fail('not-found');
        await hold(tx, institutionId);
        const sides = (await readSides(tx, keys, institutionId)).filter(
          (one) => one.electionId === wish.electionId && one.contestId === wish.contestId,
        );
        const token = nameToken(institutionId, wish);
        const letter = letterAt(sides.length);
        const id = uuid();
        await tx
          .insertInto('access_side')
          .values({
            id,
            institution_id: institutionId,
            election_id: wish.electionId,
            contest_id: wish.contestId,
            kind: wish.kind,
            letter,
            name_sealed: sealWords(keys, wish.name, id),
            party_name: wish.kind === 'party' ? wish.name : null,
            name_token: token,
            made_by: member.userId,
          })
          .execute();
        await audit(tx, member, 'facility.side-added', id);
        return ok({ id, letter });
      }),

    enterRequest: (member, key, wish) =>
      as<Made & { readonly again: boolean }>(member, async (tx) => {
        const facility = await facilityOf(tx, wish.facilityId);
        if (facility === undefined) return fail('not-found');
        const before = await tx
          .selectFrom('facility_request')
          .select('id')
          .where('submission_key', '=', key)
          .executeTakeFirst();
        if (before !== undefined) return ok({ id: before.id, again: true });
        if (facility.state === 'retired') return fail('not-usable');
        if (Temporal.Instant.compare(wish.to, wish.from) <= 0 || wish.to.since(wish.from).total('hours') > 31 * 24)
          return fail('wrong-time');
        const now = await legalClock.now();
        if (Temporal.Instant.compare(wish.askedAt, now) > 0) return fail('wrong-time');
        const political = sideKinds.some((kind) => kind === wish.asker);
        if (political !== (wish.sideId !== null)) return fail('wrong-side');
        if (wish.sideId !== null) {
          const side = (await readSides(tx, keys, facility.institutionId)).find((one) => one.id === wish.sideId);
          if (side === undefined || side.kind !== wish.asker) return fail('wrong-side');
        }
        const place = await tx
          .selectFrom('jurisdiction')
          .select('id')
          .where('id', '=', wish.useRegionId)
          .executeTakeFirst();
        if (place === undefined) return fail('wrong-place');
        const id = uuid();
        const made = await tx
          .insertInto('facility_request')
          .values({
            id,
            submission_key: key,
            institution_id: facility.institutionId,
            facility_id: wish.facilityId,
            asker: wish.asker,
            side_id: wish.sideId,
            purpose: wish.purpose,
            words_sealed: sealWords(keys, wish.words, id),
            use_region_id: wish.useRegionId,
            from_at: wish.from.toString(),
            to_at: wish.to.toString(),
            asked_at: wish.askedAt.toString(),
            entered_at: now.toString(),
            entered_by: member.userId,
          })
          .onConflict((c) => c.column('submission_key').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made === undefined) {
          // Two taps at once: the second waited for the first.
          const first = await tx
            .selectFrom('facility_request')
            .select('id')
            .where('submission_key', '=', key)
            .executeTakeFirst();
          return first === undefined ? fail('not-found') : ok({ id: first.id, again: true });
        }
        await audit(tx, member, 'facility.request-entered', id);
        return ok({ id, again: false });
      }),

    answer: (member, requestId, wish) =>
      as(member, async (tx) => {
        const [request] = await readRequests(tx, keys, { id: requestId });
        const institution = request === undefined ? undefined : await managed(tx, request.institutionId);
        if (request === undefined || institution === undefined) return fail('not-found');
        await hold(tx, institution.id);
        const fits: readonly Reason[] = reasonsOf[wish.outcome];
        if (!fits.includes(wish.reason) || (['other', 'by-asker'].includes(wish.reason) && wish.words.trim() === ''))
          return fail('wrong-reason');
        if ((wish.outcome === 'changed') !== (wish.instead !== null)) return fail('wrong-time');
        const now = await legalClock.now();
        const at = Temporal.Instant.compare(now, request.askedAt) < 0 ? request.askedAt : now;
        const made = await tx
          .insertInto('facility_answer')
          .values({
            request_id: requestId,
            institution_id: institution.id,
            outcome: wish.outcome,
            reason: wish.reason,
            words_sealed: wish.words.trim() === '' ? null : sealWords(keys, wish.words.trim(), requestId),
            answered_at: at.toString(),
            answered_by: member.userId,
          })
          .onConflict((c) => c.column('request_id').doNothing())
          .returning('request_id')
          .executeTakeFirst();
        if (made === undefined) return fail('already');
        if (wish.outcome === 'granted' || wish.outcome === 'changed') {
          const lent = wish.instead ?? { facilityId: request.facility.id, from: request.from, to: request.to };
          const facility = await facilityOf(tx, lent.facilityId);
          if (facility === undefined || facility.institutionId !== institution.id) return fail('not-found');
          if (facility.state !== 'usable') return fail('not-usable');
          if (Temporal.Instant.compare(lent.to, lent.from) <= 0) return fail('wrong-time');
          const booked = await book(tx, member, lent.facilityId, lent, { kind: 'loan', requestId, note: '' });
          if (!booked.ok) return booked;
        }
        await audit(tx, member, `facility.request-${wish.outcome}`, requestId);
        await weigh(tx, institution);
        return ok({ id: requestId });
      }),

    loan: (member, bookingId, kind, wish) =>
      as(member, async (tx) => {
        const row = await tx
          .selectFrom('facility_booking')
          .select(['institution_id', 'facility_id'])
          .where('id', '=', bookingId)
          .where('kind', '=', 'loan')
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        if (row === undefined || (await managed(tx, row.institution_id)) === undefined) return fail('not-found');
        const [booking] = (await readBookings(tx, keys, { facilityId: row.facility_id })).filter(
          (b) => b.id === bookingId,
        );
        if (booking === undefined) return fail('not-found');
        if (Temporal.Instant.compare(wish.at, await legalClock.now()) > 0) return fail('wrong-time');
        if (kind === 'in') {
          if (booking.out === null) return fail('not-out');
          if (Temporal.Instant.compare(wish.at, booking.out.at) < 0) return fail('wrong-time');
          const before = booking.out.odometer;
          if (before !== null && (wish.odometer === null || wish.odometer < before)) return fail('odometer');
        }
        const made = await tx
          .insertInto('facility_loan_event')
          .values({
            booking_id: bookingId,
            institution_id: row.institution_id,
            kind,
            at: wish.at.toString(),
            odometer: wish.odometer,
            condition: wish.condition,
            words_sealed: wish.words.trim() === '' ? null : sealWords(keys, wish.words.trim(), bookingId),
            written_by: member.userId,
          })
          .onConflict((c) => c.columns(['booking_id', 'kind']).doNothing())
          .returning('kind')
          .executeTakeFirst();
        if (made === undefined) return fail('already');
        await audit(tx, member, `facility.loan-${kind}`, bookingId);
        return ok({ id: bookingId });
      }),

    addEvent: (member, wish) =>
      as(member, async (tx) => {
        const { rows } = await sql<{
          may: boolean;
        }>`select netra.supervises_place(${wish.regionId}::uuid, true) as may`.execute(tx);
        if (rows[0]?.may !== true) return fail('not-found');
        if (Temporal.Instant.compare(wish.to, wish.from) <= 0 || wish.to.since(wish.from).total('hours') > 72)
          return fail('wrong-time');
        const id = uuid();
        await tx
          .insertInto('campaign_event')
          .values({ id, ...eventRow(wish), made_by: member.userId })
          .execute();
        await audit(tx, member, 'campaign.event-added', id);
        await weighSupervised(tx);
        return ok({ id });
      }),

    endEvent: (member, id) =>
      as(member, async (tx) => {
        const ended = await tx
          .updateTable('campaign_event')
          .set({ ended_at: sql<string>`now()`, ended_by: member.userId })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        if (ended.numUpdatedRows === 0n) return fail('not-found');
        await audit(tx, member, 'campaign.event-ended', id);
        return ok({ id });
      }),

    explain: (member, alertId, kind, words) =>
      as(member, async (tx) => {
        const alert = await tx
          .selectFrom('access_alert')
          .select('institution_id')
          .where('id', '=', alertId)
          .executeTakeFirst();
        const institution = (await readInstitutions(tx)).find((one) => one.id === alert?.institution_id);
        if (alert === undefined || institution === undefined) return fail('not-found');
        const may =
          kind === 'explanation'
            ? institution.manages || institution.inspects
            : institution.inspects || institution.supervises;
        if (!may) return fail('not-found');
        // Locked for the check: two who close at once make one note.
        await hold(tx, institution.id);
        const closed = await tx
          .selectFrom('access_alert_note')
          .select('id')
          .where('alert_id', '=', alertId)
          .where('kind', '=', 'closed')
          .executeTakeFirst();
        if (closed !== undefined) return fail('already');
        const office = membershipsFor(
          member,
          kind === 'explanation' ? ['facility', 'inspectorate'] : ['inspectorate', 'officer'],
        )[0];
        if (office === undefined) return fail('not-found');
        const id = uuid();
        await tx
          .insertInto('access_alert_note')
          .values({
            id,
            alert_id: alertId,
            institution_id: institution.id,
            kind,
            words_sealed: sealWords(keys, words, id),
            body_id: office.bodyId,
            written_by: member.userId,
            at: (await legalClock.now()).toString(),
          })
          .execute();
        await audit(tx, member, `facility.alert-${kind}`, alertId);
        return ok({ id });
      }),

    makeFeed: async (member) => {
      const done = await as(member, async (tx) => {
        if ((await readInstitutions(tx)).length === 0) return fail('not-found');
        const secret = random(24).toString('base64url');
        await tx
          .insertInto('facility_feed')
          .values({ user_id: member.userId, token_hash: hashOf(secret) })
          .onConflict((c) =>
            c.column('user_id').doUpdateSet({ token_hash: hashOf(secret), made_at: sql<string>`now()` }),
          )
          .execute();
        await audit(tx, member, 'facility.feed-made', null);
        return ok({ secret });
      });
      return done.ok ? done.value : null;
    },
    revokeFeed: async (member) => {
      const done = await as(member, async (tx) => {
        const gone = await tx.deleteFrom('facility_feed').where('user_id', '=', member.userId).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return fail('not-found');
        await audit(tx, member, 'facility.feed-revoked', null);
        return ok(null);
      });
      return done.ok;
    },
    findFeed: (secret) =>
      runAs(db, { kind: 'public' }, async (tx) => {
        const { rows } = await sql<{
          id: string | null;
        }>`select netra.find_facility_feed(${hashOf(secret)}) as id`.execute(tx);
        return rows[0]?.id ?? null;
      }),
    weighSupervised,
    weighSilence: async () => {
      const now = await legalClock.now();
      const system = { kind: 'system' } as const;
      const left = await runAs(db, system, async (tx) => {
        const { rows } = await sql<{ id: string; zone: string }>`
          select distinct r.institution_id as id, netra.institution_zone(r.institution_id) as zone
          from netra.facility_request r
          where r.side_id is not null and r.from_at > ${now.subtract({ hours: 24 * SILENCE_DAYS }).toString()}::timestamptz
            and not exists (select 1 from netra.facility_answer a where a.request_id = r.id)
          order by 1`.execute(tx);
        return rows;
      });
      // One transaction each: what one institution left undone keeps nobody else waiting.
      for (const { id, zone } of left)
        await runAs(db, system, async (tx) => {
          await hold(tx, id);
          await raise(tx, id, differencesOf(await readTreated(tx, { id, zone: isZone(zone) ? zone : 'WIB' }), now));
        });
      return left.length;
    },
    record: (tx, member, what, target) => audit(tx, member, what, target, 'read'),
  };

  function nameToken(institutionId: string, wish: SideWish): Buffer {
    const plain = wish.name.toLowerCase().replaceAll(/\s+/g, ' ').trim();
    return keyedHash(keys('facility-words'), 'side', `${institutionId} ${wish.electionId} ${wish.contestId} ${plain}`);
  }
}

export function eventRow(wish: EventWish) {
  return {
    region_id: wish.regionId,
    election_id: wish.electionId,
    contest_id: wish.contestId,
    kind: wish.kind,
    place: wish.place,
    from_at: wish.from.toString(),
    to_at: wish.to.toString(),
    source: wish.source,
  };
}

function facilityRow(wish: FacilityWish) {
  return {
    name: wish.name,
    region_id: wish.regionId,
    place: wish.place,
    capacity: wish.capacity,
    for_hire: wish.forHire,
    state: wish.state,
  };
}

async function markTaken(tx: Tx, institutionId: string, mark: string, except: string | null): Promise<boolean> {
  const row = await tx
    .selectFrom('facility')
    .select('id')
    .where('institution_id', '=', institutionId)
    .where(sql<string>`lower(mark)`, '=', mark.toLowerCase())
    .where('state', '<>', 'retired')
    .executeTakeFirst();
  return row !== undefined && row.id !== except;
}
