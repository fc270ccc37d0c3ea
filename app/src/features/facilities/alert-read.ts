/** Questions that the register raises: what is kept of them, how they stand, and which loans fall on campaign events. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { facilityKinds, oneOf, openWords } from './facility-read.ts';
import { type Closeness, type Difference, fallsOn, findDifferences, type Treated } from './fairness.ts';

// Zero in questions raised before silence counted.
const Count = z.strictObject({
  letter: z.string(),
  granted: z.int(),
  answered: z.int(),
  lapsed: z.int().default(0),
});
const Pace = z.strictObject({
  letter: z.string(),
  minutes: z.number(),
  answered: z.int(),
  waiting: z.int().default(0),
});
const Withdrawn = z.strictObject({ letter: z.string(), withdrawn: z.int(), settled: z.int() });
const share = { more: Count, less: Count, p: z.number(), compared: z.int() };
/** Numbers and ids as they stood when the question was raised. */
export const AlertFacts = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('share'), ...share }),
  z.strictObject({ kind: z.literal('week-share'), ...share }),
  z.strictObject({
    kind: z.literal('same-week'),
    facilityId: z.uuid(),
    granted: z.strictObject({ letter: z.string(), requestId: z.uuid() }),
    refused: z.strictObject({ letter: z.string(), requestId: z.uuid(), reason: z.string() }),
  }),
  z.strictObject({ kind: z.literal('answer-time'), quicker: Pace, slower: Pace }),
  z.strictObject({
    kind: z.literal('withdrawn'),
    more: Withdrawn,
    less: Withdrawn,
    p: z.number(),
    compared: z.int(),
  }),
  z.strictObject({
    kind: z.literal('campaign-loan'),
    bookingId: z.uuid(),
    requestId: z.uuid(),
    facilityId: z.uuid(),
    eventId: z.uuid(),
    closeness: z.enum(['place', 'area']),
  }),
]);
export type AlertFacts = z.infer<typeof AlertFacts>;
export type AlertKind = AlertFacts['kind'];

/** `open`: nobody answered; `explained`: the institution did; `closed`: inspectorate or supervisors are satisfied. */
export const alertStates = ['open', 'explained', 'closed'] as const;
export type AlertState = (typeof alertStates)[number];

export interface AlertView {
  readonly id: string;
  readonly institutionId: string;
  readonly electionId: string | null;
  readonly contestId: string | null;
  readonly week: string | null;
  readonly raisedAt: Temporal.Instant;
  readonly state: AlertState;
  readonly facts: AlertFacts;
  readonly facilityName: string | null;
  readonly notes: readonly {
    readonly kind: 'explanation' | 'closed';
    readonly words: string;
    readonly at: Temporal.Instant;
    readonly by: string;
    readonly office: string;
  }[];
}

export async function readAlerts(
  tx: Tx,
  keys: Keys,
  filter: { readonly institutionId?: string; readonly id?: string },
): Promise<readonly AlertView[]> {
  let query = tx.selectFrom('access_alert').selectAll().orderBy('raised_at', 'desc').orderBy('key').limit(500);
  if (filter.institutionId !== undefined) query = query.where('institution_id', '=', filter.institutionId);
  if (filter.id !== undefined) query = query.where('id', '=', filter.id);
  const rows = await query.execute();
  const ids = rows.map((row) => row.id);
  const notes =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('access_alert_note as n')
          .innerJoin('auth.auth_user as u', 'u.id', 'n.written_by')
          .innerJoin('body as b', 'b.id', 'n.body_id')
          .select(['n.id', 'n.alert_id', 'n.kind', 'n.words_sealed', 'n.at', 'u.name as by', 'b.name as office'])
          .where('n.alert_id', 'in', ids)
          .orderBy('n.recorded_at')
          .execute();
  const names = new Map(
    ids.length === 0
      ? []
      : (await tx.selectFrom('facility').select(['id', 'name']).execute()).map((f) => [f.id, f.name]),
  );
  const read = rows.map((row): AlertView => {
    const facts = AlertFacts.parse(row.facts);
    const own = notes.flatMap((note) =>
      note.alert_id === row.id
        ? {
            kind: oneOf(['explanation', 'closed'], note.kind),
            words: openWords(keys, note.words_sealed, note.id),
            at: note.at,
            by: note.by,
            office: note.office,
          }
        : [],
    );
    return {
      id: row.id,
      institutionId: row.institution_id,
      electionId: row.election_id,
      contestId: row.contest_id,
      week: row.week,
      raisedAt: row.raised_at,
      state: own.some((n) => n.kind === 'closed') ? 'closed' : own.length > 0 ? 'explained' : 'open',
      facts,
      facilityName: 'facilityId' in facts ? (names.get(facts.facilityId) ?? null) : null,
      notes: own,
    };
  });
  // What is widest first: a single hall is often part of a week that differs.
  return read.toSorted(
    (a, b) =>
      Temporal.Instant.compare(b.raisedAt, a.raisedAt) ||
      kindOrder.indexOf(a.facts.kind) - kindOrder.indexOf(b.facts.kind),
  );
}

const kindOrder: readonly AlertKind[] = [
  'share',
  'week-share',
  'withdrawn',
  'answer-time',
  'campaign-loan',
  'same-week',
];

/** Open questions of all institutions that the actor sees. */
export const openAlertCount = sql<number>`
  select count(*) from access_alert a where not exists (select 1 from access_alert_note n where n.alert_id = a.id)`;

export interface RaisedAlert {
  readonly key: string;
  readonly electionId: string | null;
  readonly contestId: string | null;
  readonly week: string | null;
  readonly facts: AlertFacts;
}

export function alertOf(one: Difference): RaisedAlert {
  const where = { key: one.key, electionId: one.electionId, contestId: one.contestId, week: one.week };
  switch (one.kind) {
    case 'share':
    case 'week-share':
      return { ...where, facts: { kind: one.kind, more: one.more, less: one.less, p: one.p, compared: one.compared } };
    case 'withdrawn':
      return { ...where, facts: { kind: one.kind, more: one.more, less: one.less, p: one.p, compared: one.compared } };
    case 'same-week': {
      const { kind, facilityId, granted, refused } = one;
      return { ...where, facts: { kind, facilityId, granted, refused } };
    }
    case 'answer-time':
      return { ...where, facts: { kind: one.kind, quicker: one.quicker, slower: one.slower } };
  }
}

/** How many requests a question rests on; null where it is about single ones. */
function weightOf(facts: AlertFacts): number | null {
  switch (facts.kind) {
    case 'share':
    case 'week-share':
      return facts.more.answered + facts.less.answered;
    case 'answer-time':
      return facts.slower.answered + facts.slower.waiting + facts.quicker.answered;
    case 'withdrawn':
      return facts.more.settled + facts.less.settled;
    case 'same-week':
    case 'campaign-loan':
      return null;
  }
}

/** The side that is called worse served; null where a question is about single requests. */
function worseOf(facts: AlertFacts): string | null {
  switch (facts.kind) {
    case 'share':
    case 'week-share':
      return facts.less.letter;
    case 'withdrawn':
      return facts.more.letter;
    case 'answer-time':
      return facts.slower.letter;
    case 'same-week':
    case 'campaign-loan':
      return null;
  }
}

/**
 * Questions that are new, or that come up anew: closed early, and now resting on twice as many requests, else one that was closed at five answers
 * would be silent for the rest of the election; or turned round, when the other of the same two sides is now the one worse served: another
 * question, also while the first is open.
 */
export async function readUnasked(
  tx: Tx,
  institutionId: string,
  raised: readonly RaisedAlert[],
): Promise<readonly RaisedAlert[]> {
  const { rows } = await sql<{ key: string; facts: unknown; closed: boolean }>`
    select a.key, a.facts, exists (select 1 from netra.access_alert_note n where n.alert_id = a.id and n.kind = 'closed') as closed
    from netra.access_alert a where a.institution_id = ${institutionId} order by a.recorded_at, a.key`.execute(tx);
  return raised.flatMap((one): readonly RaisedAlert[] => {
    const before = rows
      .filter((row) => row.key === one.key || row.key.startsWith(`${one.key}#`))
      .map((row) => ({ closed: row.closed, facts: AlertFacts.parse(row.facts) }));
    if (before.length === 0) return [one];
    const anew = [{ ...one, key: `${one.key}#${before.length + 1}` }];
    const last = before.findLast((row) => worseOf(row.facts) === worseOf(one.facts));
    if (last === undefined) return anew;
    const [then, now] = [weightOf(last.facts), weightOf(one.facts)];
    return last.closed && then !== null && now !== null && now >= 2 * then ? anew : [];
  });
}

export function differencesOf(rows: readonly Treated[], now: Temporal.Instant): readonly RaisedAlert[] {
  return findDifferences(rows, now).map(alertOf);
}

/**
 * Loans that fall on a campaign event: those of the government itself, and those of facilities that are not let to the public. A hall that anybody
 * may hire and that a side hired for its event is what the law excepts.
 */
export async function loansOnEvents(tx: Tx, institutionId: string): Promise<readonly RaisedAlert[]> {
  const { rows } = await sql<{
    booking: string;
    request: string;
    facility: string;
    kind: string;
    name: string;
    place: string;
    path: string;
    from_at: Temporal.Instant;
    to_at: Temporal.Instant;
    event: string;
    event_place: string;
    event_path: string;
    event_from: Temporal.Instant;
    event_to: Temporal.Instant;
    election_id: string;
    contest_id: string;
    week: string;
  }>`
    select b.id as booking, r.id as request, f.id as facility, f.kind, f.name, f.place, p.path, b.from_at, b.to_at,
      e.id as event, e.place as event_place, q.path as event_path, e.from_at as event_from, e.to_at as event_to, e.election_id, e.contest_id,
      date_trunc('week', e.from_at at time zone 'Asia/Jakarta')::date as week
    from netra.facility_booking b
    join netra.facility_request r on r.id = b.request_id
    join netra.facility f on f.id = b.facility_id
    join netra.jurisdiction p on p.id = r.use_region_id
    join netra.campaign_event e on e.ended_at is null and tstzrange(e.from_at, e.to_at) && tstzrange(b.from_at, b.to_at)
    join netra.jurisdiction q on q.id = e.region_id
    where b.institution_id = ${institutionId} and b.ended_at is null and (r.asker = 'government' or not f.for_hire)
    order by b.from_at, b.id, e.id limit 2000`.execute(tx);
  return rows.flatMap((row): readonly RaisedAlert[] => {
    const fixed = oneOf(facilityKinds, row.kind) === 'building' || row.kind === 'hall';
    const closeness: Closeness | null = fallsOn(
      { from: row.from_at, to: row.to_at, path: row.path, place: fixed ? row.name : '', movable: !fixed },
      { from: row.event_from, to: row.event_to, path: row.event_path, place: row.event_place },
    );
    if (closeness === null) return [];
    return [
      {
        key: `campaign-loan:${row.booking}:${row.event}`,
        electionId: row.election_id,
        contestId: row.contest_id,
        week: row.week,
        facts: {
          kind: 'campaign-loan',
          bookingId: row.booking,
          requestId: row.request,
          facilityId: row.facility,
          eventId: row.event,
          closeness,
        },
      },
    ];
  });
}
