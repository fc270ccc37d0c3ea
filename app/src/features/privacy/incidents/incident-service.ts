/** Incidents: opened by administrators, by the real clock, with a warning before the 3 × 24 hours are over. */
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/connect.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Member } from '../../../platform/http/env.ts';
import type { Platform } from '../../../platform/platform.ts';
import { type KindId, kinds } from '../register/kinds.ts';

/** Written notice within 3 × 24 hours (UU 27/2022 pasal 46), counted from when it was found. */
export const NOTICE_HOURS = 72;
/** Hours before the end at which administrators are reminded. */
const WARNING_HOURS = 24;

export const entryKinds = ['opened', 'note', 'checked', 'authority-told', 'people-told', 'numbers', 'closed'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly foundAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly kinds: readonly KindId[];
  readonly people: number | null;
  readonly authorityToldAt: Temporal.Instant | null;
  readonly peopleToldAt: Temporal.Instant | null;
  readonly closedAt: Temporal.Instant | null;
}

export interface IncidentEntry {
  readonly kind: EntryKind;
  readonly at: Temporal.Instant;
  readonly words: string;
  readonly who: string;
}

export interface NewIncident {
  readonly title: string;
  readonly story: string;
  readonly foundAt: Temporal.Instant;
  readonly kinds: readonly KindId[];
  readonly people: number | null;
}

export interface IncidentService {
  list(member: Member): Promise<readonly Incident[]>;
  find(member: Member, id: string): Promise<{ incident: Incident; entries: readonly IncidentEntry[] } | undefined>;
  open(member: Member, incident: NewIncident): Promise<string>;
  /** Adds an entry; `authority-told`, `people-told` and `closed` set their time as well, once. */
  add(member: Member, id: string, kind: Exclude<EntryKind, 'opened' | 'numbers'>, words: string): Promise<boolean>;
  /** Reminds administrators of incidents whose time is nearly over, once each. Gives how many. */
  warn(): Promise<number>;
}

export function incidentService(platform: Platform): IncidentService {
  const { db, uuid } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  return {
    list: (member) =>
      as(member, async (tx) =>
        (await tx.selectFrom('incident').selectAll().orderBy('found_at', 'desc').execute()).map(incidentOf),
      ),
    find: (member, id) =>
      as(member, async (tx) => {
        const row = await tx.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst();
        if (row === undefined) return undefined;
        const entries = await tx
          .selectFrom('incident_entry as e')
          .leftJoin('auth.auth_user as u', 'u.id', 'e.by_user')
          .select(['e.kind', 'e.at', 'e.words', 'u.name'])
          .where('e.incident_id', '=', id)
          .orderBy('e.id')
          .execute();
        return {
          incident: incidentOf(row),
          entries: entries.map((e) => ({ kind: entryKind(e.kind), at: e.at, words: e.words, who: e.name ?? '–' })),
        };
      }),
    open: (member, incident) =>
      as(member, async (tx) => {
        const id = uuid();
        await tx
          .insertInto('incident')
          .values({
            id,
            title: incident.title,
            found_at: incident.foundAt.toString(),
            opened_by: member.userId,
            kinds: JSON.stringify(incident.kinds),
            people: incident.people,
            due_at: incident.foundAt.add({ hours: NOTICE_HOURS }).toString(),
          })
          .execute();
        await tx
          .insertInto('incident_entry')
          .values({ incident_id: id, by_user: member.userId, kind: 'opened', words: incident.story })
          .execute();
        return id;
      }),
    add: (member, id, kind, words) =>
      as(member, async (tx) => {
        const column = {
          'authority-told': 'authority_told_at',
          'people-told': 'people_told_at',
          closed: 'closed_at',
        } as const;
        const there = await tx.selectFrom('incident').select('closed_at').where('id', '=', id).executeTakeFirst();
        if (there === undefined || there.closed_at !== null) return false;
        if (kind === 'authority-told' || kind === 'people-told' || kind === 'closed') {
          const done = await tx
            .updateTable('incident')
            .set({ [column[kind]]: sql<string>`now()` })
            .where('id', '=', id)
            .where(column[kind], 'is', null)
            .executeTakeFirst();
          // A second tap.
          if (done.numUpdatedRows === 0n) return false;
        }
        await tx
          .insertInto('incident_entry')
          .values({ incident_id: id, by_user: member.userId, kind, words })
          .execute();
        return true;
      }),
    warn: () =>
      runAs(db, { kind: 'system' }, async (tx) => {
        const now = Temporal.Instant.fromEpochMilliseconds(platform.realNow());
        const near = await tx
          .selectFrom('incident')
          .select('id')
          .where('closed_at', 'is', null)
          .where('warned_at', 'is', null)
          .where((w) => w.or([w('authority_told_at', 'is', null), w('people_told_at', 'is', null)]))
          .where(sql<boolean>`due_at < ${now.add({ hours: WARNING_HOURS }).toString()}::timestamptz`)
          .forUpdate()
          .execute();
        if (near.length === 0) return 0;
        const admins = await tx
          .selectFrom('member')
          .select('user_id')
          .distinct()
          .where('role', '=', 'admin')
          .where(sql<boolean>`valid_from <= current_date and (valid_until is null or valid_until >= current_date)`)
          .execute();
        for (const { id } of near) {
          for (const admin of admins)
            await platform.mail.queue(tx, { to: admin.user_id, template: 'due-soon', dedupeKey: `incident ${id}` });
          await tx.updateTable('incident').set({ warned_at: now.toString() }).where('id', '=', id).execute();
        }
        return near.length;
      }),
  };
}

function incidentOf(row: {
  id: string;
  title: string;
  found_at: Temporal.Instant;
  due_at: Temporal.Instant;
  kinds: unknown;
  people: number | null;
  authority_told_at: Temporal.Instant | null;
  people_told_at: Temporal.Instant | null;
  closed_at: Temporal.Instant | null;
}): Incident {
  return {
    id: row.id,
    title: row.title,
    foundAt: row.found_at,
    dueAt: row.due_at,
    kinds: Array.isArray(row.kinds) ? row.kinds.flatMap((one: unknown) => kindOf(one) ?? []) : [],
    people: row.people,
    authorityToldAt: row.authority_told_at,
    peopleToldAt: row.people_told_at,
    closedAt: row.closed_at,
  };
}

/** A kind of the register, or null for what is none. */
export function kindOf(value: unknown): KindId | null {
  return Object.keys(kinds).find((id): id is KindId => id === value) ?? null;
}

function entryKind(text: string): EntryKind {
  const found = entryKinds.find((one) => one === text);
  if (found === undefined) throw new Error('an incident has an unknown entry');
  return found;
}
