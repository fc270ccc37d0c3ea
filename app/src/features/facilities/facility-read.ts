/** What screens and programs read of facilities and of the register. Everything is read in the person's own scope: row-level security decides. */
import { sql } from 'kysely';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import type { Outcome, Treated } from './fairness.ts';
import { weekOf } from './weeks.ts';

export const facilityKinds = ['vehicle', 'building', 'hall', 'equipment'] as const;
export type FacilityKind = (typeof facilityKinds)[number];
export const facilityStates = ['usable', 'repair', 'retired'] as const;
export type FacilityState = (typeof facilityStates)[number];
export const sideKinds = ['party', 'candidate', 'team'] as const;
export type SideKind = (typeof sideKinds)[number];
export const askers = ['party', 'candidate', 'team', 'government', 'citizens'] as const;
export type Asker = (typeof askers)[number];
export const purposes = ['campaign', 'party-meeting', 'official-trip', 'official-event', 'community', 'other'] as const;
export type Purpose = (typeof purposes)[number];
export const outcomes = ['granted', 'changed', 'refused', 'withdrawn'] as const satisfies readonly Outcome[];
/** What may be said of each answer. The first of them is offered first. */
export const reasonsOf = {
  granted: ['usual', 'hired', 'first', 'other'],
  changed: ['other-facility', 'other-time', 'other'],
  refused: ['taken', 'closed', 'not-lendable', 'late', 'incomplete', 'safety', 'other'],
  withdrawn: ['by-asker'],
} as const satisfies Record<Outcome, readonly string[]>;
export type Reason = (typeof reasonsOf)[Outcome][number];
export const conditions = ['good', 'worn', 'damaged', 'incomplete'] as const;
export type Condition = (typeof conditions)[number];
export const eventKinds = ['rally', 'limited-meeting', 'dialogue', 'other'] as const;
export type EventKind = (typeof eventKinds)[number];

/** One of a list, or the last of it: what the database checks cannot be anything else. */
export function oneOf<const T extends string>(list: readonly T[], text: string): T {
  const found = list.find((one) => one === text);
  if (found === undefined) throw new Error(`unexpected value: ${text}`);
  return found;
}

export interface Institution {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly path: string;
  readonly zone: Zone;
  /** The actor manages its facilities. */
  readonly manages: boolean;
  readonly inspects: boolean;
  /** The actor is an officer of the supervisors of its place. */
  readonly supervises: boolean;
}

/** Institutions whose register the actor reads, by name. */
export async function readInstitutions(tx: Tx): Promise<readonly Institution[]> {
  const { rows } = await sql<Omit<Institution, 'zone'> & { readonly zone: string }>`
    select j.id, j.code, j.name, j.path, netra.institution_zone(j.id) as zone,
      j.id = any (netra.facility_manages()) as manages, j.id = any (netra.facility_inspects()) as inspects,
      netra.supervises_place(j.id, true) as supervises
    from netra.jurisdiction j where j.id = any ((select netra.facility_sees())::uuid[])
    order by j.name, j.code`.execute(tx);
  return rows.map((row) => ({ ...row, zone: isZone(row.zone) ? row.zone : 'WIB' }));
}

export interface Place {
  readonly id: string;
  readonly name: string;
}

/** Places around an institution: its own area and what lies in it, no institutions and units. */
export async function readPlaces(tx: Tx, institution: Pick<Institution, 'path'>): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select p.id, p.name from netra.jurisdiction p
    where p.level in ('province', 'city', 'district')
      and starts_with(p.path, (select a.path from netra.jurisdiction a
        where a.level in ('city', 'province', 'nation') and starts_with(${institution.path}, a.path) order by length(a.path) desc limit 1))
    order by length(p.path), p.name limit 400`.execute(tx);
  return rows;
}

/** Places that an officer supervises. */
export async function readSupervisedPlaces(tx: Tx): Promise<readonly (Place & { readonly zone: Zone })[]> {
  const { rows } = await sql<Place & { readonly zone: string }>`
    select p.id, p.name, netra.institution_zone(p.id) as zone from netra.jurisdiction p
    where p.level in ('city', 'district') and netra.supervises_place(p.id, true)
    order by p.path limit 400`.execute(tx);
  return rows.map((row) => ({ ...row, zone: isZone(row.zone) ? row.zone : 'WIB' }));
}

export interface FacilityView {
  readonly id: string;
  readonly no: number;
  readonly institutionId: string;
  readonly regionId: string;
  readonly regionName: string;
  readonly kind: FacilityKind;
  readonly name: string;
  readonly mark: string;
  readonly place: string;
  readonly capacity: number | null;
  readonly forHire: boolean;
  readonly state: FacilityState;
}

export async function readFacilities(
  tx: Tx,
  filter: {
    readonly institutionId?: string;
    readonly id?: string;
    readonly kind?: FacilityKind;
    readonly retired?: boolean;
  },
): Promise<readonly FacilityView[]> {
  let query = tx
    .selectFrom('facility as f')
    .innerJoin('jurisdiction as r', 'r.id', 'f.region_id')
    .select([
      'f.id',
      'f.no',
      'f.institution_id',
      'f.region_id',
      'r.name as region',
      'f.kind',
      'f.name',
      'f.mark',
      'f.place',
    ])
    .select(['f.capacity', 'f.for_hire', 'f.state'])
    .orderBy('f.kind')
    .orderBy('f.name')
    .orderBy('f.mark')
    .limit(2000);
  if (filter.institutionId !== undefined) query = query.where('f.institution_id', '=', filter.institutionId);
  if (filter.id !== undefined) query = query.where('f.id', '=', filter.id);
  if (filter.kind !== undefined) query = query.where('f.kind', '=', filter.kind);
  if (filter.retired !== true) query = query.where('f.state', '<>', 'retired');
  return (await query.execute()).map((row) => ({
    id: row.id,
    no: row.no,
    institutionId: row.institution_id,
    regionId: row.region_id,
    regionName: row.region,
    kind: oneOf(facilityKinds, row.kind),
    name: row.name,
    mark: row.mark,
    place: row.place,
    capacity: row.capacity,
    forHire: row.for_hire,
    state: oneOf(facilityStates, row.state),
  }));
}

export interface BookingView {
  readonly id: string;
  readonly facilityId: string;
  readonly facilityName: string;
  readonly kind: 'loan' | 'closed';
  readonly requestId: string | null;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly note: string;
  readonly out: LoanEvent | null;
  readonly back: LoanEvent | null;
}
export interface LoanEvent {
  readonly at: Temporal.Instant;
  readonly odometer: number | null;
  readonly condition: Condition;
  readonly words: string;
}

/** What stands in the calendar of an institution between two moments. */
export async function readBookings(
  tx: Tx,
  keys: Keys,
  filter: {
    readonly institutionIds?: readonly string[];
    readonly facilityId?: string;
    readonly requestId?: string;
    readonly from?: Temporal.Instant;
    readonly to?: Temporal.Instant;
  },
  most = 2000,
): Promise<readonly BookingView[]> {
  let query = tx
    .selectFrom('facility_booking as b')
    .innerJoin('facility as f', 'f.id', 'b.facility_id')
    .select(['b.id', 'b.facility_id', 'f.name', 'b.kind', 'b.request_id', 'b.from_at', 'b.to_at', 'b.note'])
    .where('b.ended_at', 'is', null)
    .orderBy('b.from_at')
    .orderBy('b.id')
    .limit(most);
  if (filter.institutionIds !== undefined) query = query.where('b.institution_id', 'in', [...filter.institutionIds]);
  if (filter.facilityId !== undefined) query = query.where('b.facility_id', '=', filter.facilityId);
  if (filter.requestId !== undefined) query = query.where('b.request_id', '=', filter.requestId);
  if (filter.from !== undefined)
    query = query.where('b.to_at', '>', sql<Temporal.Instant>`${filter.from.toString()}::timestamptz`);
  if (filter.to !== undefined)
    query = query.where('b.from_at', '<', sql<Temporal.Instant>`${filter.to.toString()}::timestamptz`);
  const rows = await query.execute();
  const ids = rows.map((row) => row.id);
  const events =
    ids.length === 0
      ? []
      : await tx.selectFrom('facility_loan_event').selectAll().where('booking_id', 'in', ids).execute();
  const eventOf = (id: string, kind: string): LoanEvent | null => {
    const row = events.find((one) => one.booking_id === id && one.kind === kind);
    if (row === undefined) return null;
    const words = row.words_sealed === null ? '' : openWords(keys, row.words_sealed, row.booking_id);
    return { at: row.at, odometer: row.odometer, condition: oneOf(conditions, row.condition), words };
  };
  return rows.map((row) => ({
    id: row.id,
    facilityId: row.facility_id,
    facilityName: row.name,
    kind: oneOf(['loan', 'closed'], row.kind),
    requestId: row.request_id,
    from: row.from_at,
    to: row.to_at,
    note: row.note,
    out: eventOf(row.id, 'out'),
    back: eventOf(row.id, 'in'),
  }));
}

export interface SideView {
  readonly id: string;
  readonly electionId: string;
  readonly contestId: string;
  readonly kind: SideKind;
  readonly letter: string;
  readonly name: string;
  readonly partyName: string | null;
}

export async function readSides(tx: Tx, keys: Keys, institutionId: string): Promise<readonly SideView[]> {
  const rows = await tx
    .selectFrom('access_side')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .orderBy('election_id')
    .orderBy('contest_id')
    .orderBy('letter')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    electionId: row.election_id,
    contestId: row.contest_id,
    kind: oneOf(sideKinds, row.kind),
    letter: row.letter,
    name: openWords(keys, row.name_sealed, row.id),
    partyName: row.party_name,
  }));
}

export interface RequestView {
  readonly id: string;
  readonly institutionId: string;
  readonly facility: {
    readonly id: string;
    readonly name: string;
    readonly kind: FacilityKind;
    readonly forHire: boolean;
  };
  readonly asker: Asker;
  readonly side: {
    readonly id: string;
    readonly letter: string;
    readonly electionId: string;
    readonly contestId: string;
  } | null;
  readonly purpose: Purpose;
  readonly words: string;
  readonly useRegionId: string;
  readonly useRegionName: string;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly askedAt: Temporal.Instant;
  readonly enteredAt: Temporal.Instant;
  readonly answer: {
    readonly outcome: Outcome;
    readonly reason: Reason;
    readonly words: string;
    readonly at: Temporal.Instant;
    readonly by: string;
  } | null;
}

const allReasons = [...reasonsOf.granted, ...reasonsOf.changed, ...reasonsOf.refused, ...reasonsOf.withdrawn] as const;

export interface RequestFilter {
  readonly institutionId?: string | undefined;
  readonly id?: string | undefined;
  readonly facilityId?: string | undefined;
  readonly waiting?: boolean | undefined;
  readonly sides?: boolean | undefined;
  /** The last of the page before: newest first. */
  readonly after?: { readonly askedAt: string; readonly id: string } | undefined;
}

export async function readRequests(
  tx: Tx,
  keys: Keys,
  filter: RequestFilter,
  most = 200,
): Promise<readonly RequestView[]> {
  let query = tx
    .selectFrom('facility_request as r')
    .innerJoin('facility as f', 'f.id', 'r.facility_id')
    .innerJoin('jurisdiction as p', 'p.id', 'r.use_region_id')
    .leftJoin('access_side as s', 's.id', 'r.side_id')
    .leftJoin('facility_answer as a', 'a.request_id', 'r.id')
    .leftJoin('auth.auth_user as u', 'u.id', 'a.answered_by')
    .select([
      'r.id',
      'r.institution_id',
      'r.facility_id',
      'f.name',
      'f.kind',
      'f.for_hire',
      'r.asker',
      'r.side_id',
      's.letter',
    ])
    .select(['s.election_id', 's.contest_id', 'r.purpose', 'r.words_sealed', 'r.use_region_id', 'p.name as region'])
    .select([
      'r.from_at',
      'r.to_at',
      'r.asked_at',
      'r.entered_at',
      'a.outcome',
      'a.reason',
      'a.words_sealed as answer_words',
    ])
    .select(['a.answered_at', 'u.name as answered_by'])
    .orderBy('r.asked_at', 'desc')
    .orderBy('r.id')
    .limit(most);
  if (filter.institutionId !== undefined) query = query.where('r.institution_id', '=', filter.institutionId);
  if (filter.id !== undefined) query = query.where('r.id', '=', filter.id);
  if (filter.facilityId !== undefined) query = query.where('r.facility_id', '=', filter.facilityId);
  if (filter.waiting === true) query = query.where('a.request_id', 'is', null);
  if (filter.sides === true) query = query.where('r.side_id', 'is not', null);
  if (filter.after !== undefined) {
    const { askedAt, id } = filter.after;
    query = query.where(
      sql<boolean>`(r.asked_at < ${askedAt}::timestamptz or r.asked_at = ${askedAt}::timestamptz and r.id > ${id}::uuid)`,
    );
  }
  return (await query.execute()).map(
    (row): RequestView => ({
      id: row.id,
      institutionId: row.institution_id,
      facility: { id: row.facility_id, name: row.name, kind: oneOf(facilityKinds, row.kind), forHire: row.for_hire },
      asker: oneOf(askers, row.asker),
      side:
        row.side_id === null
          ? null
          : {
              id: row.side_id,
              letter: row.letter ?? '',
              electionId: row.election_id ?? '',
              contestId: row.contest_id ?? '',
            },
      purpose: oneOf(purposes, row.purpose),
      words: openWords(keys, row.words_sealed, row.id),
      useRegionId: row.use_region_id,
      useRegionName: row.region,
      from: row.from_at,
      to: row.to_at,
      askedAt: row.asked_at,
      enteredAt: row.entered_at,
      answer:
        row.outcome === null || row.answered_at === null
          ? null
          : {
              outcome: oneOf(outcomes, row.outcome),
              reason: oneOf(allReasons, row.reason ?? ''),
              words: row.answer_words === null ? '' : openWords(keys, row.answer_words, row.id),
              at: row.answered_at,
              by: row.answered_by ?? '',
            },
    }),
  );
}

/** All requests of sides of an institution, as far as treatment goes. */
export async function readTreated(tx: Tx, institution: Pick<Institution, 'id' | 'zone'>): Promise<readonly Treated[]> {
  const { rows } = await sql<{
    id: string;
    election_id: string;
    contest_id: string;
    letter: string;
    facility_id: string;
    from_at: Temporal.Instant;
    to_at: Temporal.Instant;
    asked_at: Temporal.Instant;
    entered_at: Temporal.Instant;
    answered_at: Temporal.Instant | null;
    outcome: string | null;
    reason: string | null;
    backed: boolean;
  }>`
    select r.id, s.election_id, s.contest_id, s.letter, r.facility_id, r.from_at, r.to_at, r.asked_at, r.entered_at, a.answered_at, a.outcome, a.reason,
      coalesce(a.reason in ('taken', 'closed') and exists (
        select 1 from netra.facility_booking b where b.facility_id = r.facility_id and b.request_id is distinct from r.id
          and b.ended_at is null and b.made_at <= a.recorded_at and tstzrange(b.from_at, b.to_at) && tstzrange(r.from_at, r.to_at)), false) as backed
    from netra.facility_request r
    join netra.access_side s on s.id = r.side_id
    left join netra.facility_answer a on a.request_id = r.id
    where r.institution_id = ${institution.id}
    order by r.from_at, r.id limit 50000`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    electionId: row.election_id,
    contestId: row.contest_id,
    letter: row.letter,
    facilityId: row.facility_id,
    week: weekOf(row.from_at, institution.zone),
    from: row.from_at,
    to: row.to_at,
    askedAt: row.asked_at,
    enteredAt: row.entered_at,
    answeredAt: row.answered_at,
    outcome: row.outcome === null ? null : oneOf(outcomes, row.outcome),
    reason: row.reason,
    backed: row.backed,
  }));
}

export interface CampaignEvent {
  readonly id: string;
  readonly regionId: string;
  readonly regionName: string;
  readonly path: string;
  readonly electionId: string;
  readonly contestId: string;
  readonly kind: EventKind;
  readonly place: string;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly source: string;
  readonly zone: Zone;
  /** The actor may take it back. */
  readonly mine: boolean;
}

export async function readEvents(tx: Tx, from: Temporal.Instant | null, most = 300): Promise<readonly CampaignEvent[]> {
  const { rows } = await sql<{
    id: string;
    region_id: string;
    region: string;
    path: string;
    election_id: string;
    contest_id: string;
    kind: string;
    place: string;
    from_at: Temporal.Instant;
    to_at: Temporal.Instant;
    source: string;
    zone: string;
    mine: boolean;
  }>`
    select e.id, e.region_id, p.name as region, p.path, e.election_id, e.contest_id, e.kind, e.place, e.from_at, e.to_at, e.source,
      netra.institution_zone(e.region_id) as zone, netra.supervises_place(e.region_id, true) as mine
    from netra.campaign_event e join netra.jurisdiction p on p.id = e.region_id
    where e.ended_at is null and (${from === null} or e.to_at > ${(from ?? Temporal.Instant.fromEpochMilliseconds(0)).toString()}::timestamptz)
    order by e.from_at, e.id limit ${most}`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    regionId: row.region_id,
    regionName: row.region,
    path: row.path,
    electionId: row.election_id,
    contestId: row.contest_id,
    kind: oneOf(eventKinds, row.kind),
    place: row.place,
    from: row.from_at,
    to: row.to_at,
    source: row.source,
    zone: isZone(row.zone) ? row.zone : 'WIB',
    mine: row.mine,
  }));
}

const purpose = 'facilities/words';

/** Words of people about people lie locked; what they belong to is bound to the lock. */
export function sealWords(keys: Keys, words: string, id: string): Buffer {
  return lock({ current: keys('facility-words') }, Buffer.from(words, 'utf8'), { purpose, aad: Buffer.from(id) });
}

export function openWords(keys: Keys, sealed: Uint8Array, id: string): string {
  const opened = unlock({ current: keys('facility-words') }, sealed, { purpose, aad: Buffer.from(id) }, 0);
  if (!opened.ok) throw new Error(`words of a facility cannot be opened: ${opened.error}`);
  return opened.value.toString('utf8');
}
