/** Use cases of parties and candidates; the only file of the feature that opens a unit of work for writing. */
import { createHash } from 'node:crypto';
import type { CanonicalStep } from '@netra/ledger';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member, Role } from '../../platform/http/env.ts';
import { inLanguage } from '../../platform/http/language.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { membershipsFor } from '../accounts/index.ts';
import { findNote, noteInLog, type SealState, sealState } from '../ledger/index.ts';
import { acknowledgementEntry, letterDue, noticeOn, type ParticipantKind, saysSame } from './party.ts';
import { type Contact, codeHash, codeOf, lockContact, openContact } from './party-keys.ts';
import {
  type LinkView,
  matchTeams,
  type NewestNotice,
  type ParticipantRow,
  type PublicParty,
  readAuthorityHolders,
  readLink,
  readNewest,
  readParticipants,
  readPublicParties,
  type TeamMatch,
} from './party-read.ts';

/** Who reads the register; the database knows the same (`party_reads`). Administrators alone enter and send. */
export const readers = ['officer', 'overseer', 'admin'] as const satisfies readonly Role[];
export const mayRead = (member: Member): boolean => !member.mustEnrol && membershipsFor(member, readers).length > 0;
export const mayEnter = (member: Member): boolean => !member.mustEnrol && membershipsFor(member, ['admin']).length > 0;

export interface ParticipantWish {
  readonly electionId: string;
  readonly kind: ParticipantKind;
  readonly name: string;
  readonly from: string;
  readonly contact: Contact;
}
/** `not-found` also stands for what is there but not this person's. `already`: a participant of that name takes part. */
export type PartyError = 'not-found' | 'already' | 'nobody';
type Done<T> = Promise<Result<T, PartyError>>;

export interface Register {
  readonly newest: NewestNotice | undefined;
  readonly rows: readonly ParticipantRow[];
  /** Whether sending now would make another version, since the rulebook says something else. */
  readonly outdated: boolean;
}
export interface Interests {
  /** What the register holds about somebody called like the person who looks. */
  readonly mine: readonly TeamMatch[];
  readonly holders: readonly { readonly holder: string; readonly institution: string; readonly match: TeamMatch }[];
}

/** A notice behind its link, and whether its acknowledgement stands in the public log. Null: nothing was acknowledged. */
export interface SealedLink extends LinkView {
  readonly seal: SealState | null;
}

export interface PartyService {
  register(member: Member, electionId: string): Promise<Register | undefined>;
  enter(member: Member, wish: ParticipantWish): Done<{ readonly id: string }>;
  /** It takes part no longer; its links find nothing from the next day on. */
  end(member: Member, id: string): Done<null>;
  /** Sends the notice of today to everybody who has not got it. Done twice, nobody gets it twice. */
  send(member: Member, electionId: string): Done<{ readonly version: number; readonly sent: number }>;
  /** Letters that are due: first ones and reminders. @returns how many were put into the outbox */
  writeLetters(): Promise<number>;
  /** A year after the vote: contacts are emptied, members of campaign teams deleted. */
  forget(): Promise<void>;
  link(id: string, code: string): Promise<SealedLink | undefined>;
  /** @param seen hash of what the page showed @returns what stands now; undefined as for {@link link} */
  acknowledge(id: string, code: string, seen: string): Promise<LinkView | undefined>;
  publicList(electionId: string): Promise<readonly PublicParty[]>;
  /** Whom the registers of campaign teams may know among the person who looks and the heads of the place of a case. */
  interests(
    member: Member,
    about: { readonly caseId: string; readonly electionId: string; readonly regionId: string },
  ): Promise<Interests>;
}

/** How long it is remembered whether an election has a register of teams. */
const TEAMS_KNOWN_MS = 60_000;

/** The register of retention says the same. */
const KEPT_DAYS = 365;

/** Work that writes the letters that are due: rung after sending, and every hour. */
export const LETTER_QUEUE = 'party-letters';

/** Where a notice is read: the code stands in the address, as that of an invitation does. */
export const linkPath = (id: string, code: string): string => `/partai/pemberitahuan/${id}/${code}`;
/** Address and code of a delivery together, as its letter has them. */
export const noticeLink = (keys: Keys, id: string): string => linkPath(id, codeOf(keys, id));
/** Under which name the log knows the acknowledgement of a delivery. */
const noteAbout = (id: string): string => `party-acknowledgement ${id}`;
function entryOf({ id: deliveryId, acknowledgedAt: at, version, content, hash }: LinkView): CanonicalStep | null {
  const { election } = content;
  return at === null ? null : acknowledgementEntry({ at, election, deliveryId, noticeVersion: version, hash });
}
/** In the place of an id that is none: looked up all the same, so that every wrong link takes the same way. */
const NO_ID = '00000000-0000-4000-8000-000000000000';
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const dbCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

export function partyService(
  platform: Pick<
    Platform,
    'db' | 'keys' | 'uuid' | 'random' | 'legalClock' | 'law' | 'mail' | 'jobs' | 'publicUrl' | 'realNow' | 'logMinutes'
  >,
): PartyService {
  const { db, keys, uuid, legalClock, law, mail, jobs, publicUrl, realNow } = platform;
  const today = async (): Promise<string> => legalDay(await legalClock.now(), 'WIB');
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const entering = async <T>(member: Member, use: (tx: Tx) => Done<T>): Done<T> => {
    if (!mayEnter(member)) return fail('not-found');
    try {
      return await as(member, use);
    } catch (error) {
      if (dbCode(error) === '23505') return fail('already');
      if (dbCode(error) === '42501') return fail('not-found');
      throw error;
    }
  };
  /** Elections with a register of teams, as it stood within the last minute: the page of a case asks for nothing where there is none. */
  const teams = new Map<string, { readonly at: number; readonly any: Promise<boolean> }>();
  const anyTeam = (electionId: string): Promise<boolean> => {
    const there = teams.get(electionId);
    if (there !== undefined && realNow() - there.at < TEAMS_KNOWN_MS) return there.any;
    const any = runAs(db, { kind: 'system' }, async (tx) => {
      const row = await tx
        .selectFrom('campaign_team_member as t')
        .innerJoin('party_participant as p', 'p.id', 't.participant_id')
        .select('t.id')
        .where('p.election_id', '=', electionId)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    });
    teams.set(electionId, { at: realNow(), any });
    any.catch(() => teams.delete(electionId));
    return any;
  };
  const audit = async (
    tx: Tx,
    member: Member,
    entry: {
      readonly what: string;
      readonly access: 'read' | 'write';
      readonly target: string | null;
      readonly caseId?: string;
    },
  ): Promise<void> => {
    const { what, access, target, caseId } = entry;
    const bodyId = membershipsFor(member, readers)[0]?.bodyId ?? null;
    await tx
      .insertInto('audit')
      .values({ user_id: member.userId, body_id: bodyId, what, access, case_id: caseId ?? null, target })
      .execute();
  };
  const lookUp = (tx: Tx, id: string, code: string, now: Temporal.Instant): Promise<LinkView | undefined> =>
    readLink(tx, uuidShape.test(id) ? id : NO_ID, codeHash(keys, code.slice(0, 100)), now);

  return {
    register: async (member, electionId) => {
      const election = law.current().findElection(electionId);
      if (!mayRead(member) || election === undefined) return undefined;
      const day = await today();
      return as(member, async (tx) => {
        const newest = await readNewest(tx, electionId);
        const rows = await readParticipants(tx, electionId, mayEnter(member) ? keys : null);
        await audit(tx, member, { what: 'party.listed', access: 'read', target: null });
        return { newest, rows, outdated: newest !== undefined && !saysSame(newest.content, noticeOn(election, day)) };
      });
    },

    enter: (member, wish) =>
      entering<{ id: string }>(member, async (tx) => {
        const id = uuid();
        await tx
          .insertInto('party_participant')
          .values({
            id,
            election_id: wish.electionId,
            kind: wish.kind,
            public_name: wish.name,
            valid_from: wish.from,
            contact_sealed: lockContact(keys, id, wish.contact),
            made_by: member.userId,
          })
          .execute();
        await audit(tx, member, { what: 'party.entered', access: 'write', target: id });
        return ok({ id });
      }),

    end: (member, id) =>
      entering<null>(member, async (tx) => {
        const day = await today();
        const done = await tx
          .updateTable('party_participant')
          .set({ valid_until: sql<string>`greatest(valid_from, ${day}::date)` })
          .where('id', '=', id)
          .where('valid_until', 'is', null)
          .executeTakeFirst();
        if (done.numUpdatedRows === 0n) return fail('not-found');
        await audit(tx, member, { what: 'party.ended', access: 'write', target: id });
        return ok(null);
      }),

    send: (member, electionId) =>
      entering<{ version: number; sent: number }>(member, async (tx) => {
        const election = law.current().findElection(electionId);
        if (election === undefined) return fail('not-found');
        await sql`select pg_advisory_xact_lock(hashtextextended(${`party notice ${electionId}`}, 0))`.execute(tx);
        const now = await legalClock.now();
        const day = await today();
        const people = await tx
          .selectFrom('party_participant')
          .select('id')
          .where('election_id', '=', electionId)
          .where('valid_until', 'is', null)
          .where('valid_from', '<=', day)
          .execute();
        if (people.length === 0) return fail('nobody');
        const content = noticeOn(election, day);
        const newest = await readNewest(tx, electionId);
        let notice = newest;
        if (newest === undefined || !saysSame(newest.content, content)) {
          const text = JSON.stringify(content);
          const sha256 = createHash('sha256').update(text, 'utf8').digest();
          const made = { id: uuid(), version: (newest?.version ?? 0) + 1 };
          await tx
            .insertInto('party_notice')
            .values({
              ...made,
              election_id: electionId,
              content: text,
              sha256,
              made_by: member.userId,
              made_at: `${now}`,
            })
            .execute();
          notice = { ...made, at: now, hash: sha256.toString('hex'), content };
        }
        if (notice === undefined) return fail('not-found');
        const { id: noticeId, version } = notice;
        const made = await tx
          .insertInto('party_delivery')
          .values(
            people.map((one) => {
              const id = uuid();
              return {
                id,
                notice_id: noticeId,
                participant_id: one.id,
                code_hash: codeHash(keys, codeOf(keys, id)),
                sent_at: `${now}`,
                sent_by: member.userId,
              };
            }),
          )
          .onConflict((c) => c.columns(['notice_id', 'participant_id']).doNothing())
          .returning('id')
          .execute();
        await audit(tx, member, { what: 'party.sent', access: 'write', target: noticeId });
        if (made.length > 0) await jobs.send(tx, LETTER_QUEUE, {});
        return ok({ version, sent: made.length });
      }),

    writeLetters: async () => {
      const now = await legalClock.now();
      const day = await today();
      return runAs(db, { kind: 'system' }, async (tx) => {
        // Until mail is open nothing is written: the letters wait.
        if (!(await mail.ready(tx))) return 0;
        // One run after the other: two of them would write the same letters.
        await sql`select pg_advisory_xact_lock(hashtextextended('party letters', 0))`.execute(tx);
        const waiting = await tx
          .selectFrom('party_delivery as d')
          .innerJoin('party_participant as p', 'p.id', 'd.participant_id')
          .innerJoin('party_notice as n', 'n.id', 'd.notice_id')
          .leftJoin('party_acknowledgement as a', 'a.delivery_id', 'd.id')
          .select(['d.id', 'd.sent_at', 'p.id as participant', 'p.contact_sealed'])
          .select(
            sql<
              number[]
            >`(select coalesce(array_agg(l.nth::int), '{}') from party_letter l where l.delivery_id = d.id)`.as('sent'),
          )
          .where('a.delivery_id', 'is', null)
          .where((e) => e.or([e('p.valid_until', 'is', null), e('p.valid_until', '>=', day)]))
          .where(
            sql<boolean>`not exists (select 1 from party_notice later where later.election_id = n.election_id and later.version > n.version)`,
          )
          .execute();
        let written = 0;
        for (const one of waiting) {
          const nth = letterDue(one.sent_at, one.sent, now);
          if (nth === null) continue;
          if (one.contact_sealed === null) continue;
          const { email } = openContact(keys, one.participant, one.contact_sealed);
          const link = `${publicUrl}${inLanguage('id', noticeLink(keys, one.id))}`;
          await tx
            .insertInto('party_letter')
            .values({ delivery_id: one.id, nth, at: `${now}` })
            .execute();
          await mail.tellParty(tx, { address: email, link, dedupeKey: `${one.id} ${nth}` });
          written += 1;
        }
        return written;
      });
    },

    forget: async () => {
      const before = Temporal.PlainDate.from(await today())
        .subtract({ days: KEPT_DAYS })
        .toString();
      const over = law
        .current()
        .elections.filter((one) => one.votingOn < before)
        .map((one) => one.id);
      if (over.length === 0) return;
      await runAs(db, { kind: 'system' }, async (tx) => {
        const theirs = tx.selectFrom('party_participant').select('id').where('election_id', 'in', over);
        await tx.deleteFrom('campaign_team_member').where('participant_id', 'in', theirs).execute();
        await tx
          .updateTable('party_participant')
          .set({ contact_sealed: null })
          .where('election_id', 'in', over)
          .where('contact_sealed', 'is not', null)
          .execute();
      });
    },

    link: async (id, code) => {
      const now = await legalClock.now();
      return runAs(db, { kind: 'public' }, async (tx) => {
        const view = await lookUp(tx, id, code, now);
        if (view === undefined) return undefined;
        const entry = entryOf(view);
        if (entry === null) return { ...view, seal: null };
        const note = await findNote(tx, noteAbout(id));
        // With what is stored now: if somebody changed it, it is no longer what was sealed.
        const opening = note === null ? null : { entry, salt: note.salt };
        return { ...view, seal: await sealState(platform, tx, opening) };
      });
    },

    acknowledge: async (id, code, seen) => {
      const now = await legalClock.now();
      const known = await runAs(db, { kind: 'public' }, (tx) => lookUp(tx, id, code, now));
      // Wrong, foreign, ended and superseded links: one look, one answer, as when the page is opened.
      if (known === undefined) return undefined;
      // From here on as the system, since it alone seals: what is acknowledged and its leaf are saved together. The function looks at the code anew.
      return runAs(db, { kind: 'system' }, async (tx) => {
        await sql`select acknowledge_party_notice(${uuidShape.test(id) ? id : NO_ID}::uuid, ${codeHash(keys, code.slice(0, 100))}, ${`${now}`}::timestamptz, ${Buffer.from(/^[0-9a-f]{64}$/.test(seen) ? seen : '', 'hex')})`.execute(
          tx,
        );
        const view = await lookUp(tx, id, code, now);
        const entry = view === undefined ? null : entryOf(view);
        if (entry !== null) await noteInLog(platform, tx, noteAbout(id), entry);
        return view;
      });
    },

    publicList: (electionId) => runAs(db, { kind: 'public' }, (tx) => readPublicParties(tx, electionId)),

    interests: async (member, { caseId, electionId, regionId }) => {
      // Whoever may not read the register is told nothing, and nothing is looked up.
      if (membershipsFor(member, ['officer', 'overseer']).length === 0) return { mine: [], holders: [] };
      if (!(await anyTeam(electionId))) return { mine: [], holders: [] };
      const day = await today();
      return as(member, async (tx) => {
        const heads = await readAuthorityHolders(tx, regionId, day);
        // All at once: a page of a case asks one question more, whatever the number of heads.
        const [mine = [], ...others] = await matchTeams(tx, keys, electionId, [{ name: member.name }, ...heads], day);
        const holders = heads.flatMap(({ name, institution }, index) =>
          (others[index] ?? []).map((match) => ({ holder: name, institution, match })),
        );
        if (mine.length + holders.length > 0)
          await audit(tx, member, { what: 'case.team-check', access: 'read', target: null, caseId });
        return { mine, holders };
      });
    },
  };
}
