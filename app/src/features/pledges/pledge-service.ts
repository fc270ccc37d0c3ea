/** Use cases of pledges: sign once per person and election, and find one's own certificate. */
import { commit } from '@netra/ledger';
import type { Bilingual, Election } from '@netra/rulebook';
import { sql } from 'kysely';
import { type LegalClock, legalDay } from '../../platform/clock/legal-clock.ts';
import { newReference } from '../../platform/crypto/reference.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member, Membership } from '../../platform/http/env.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import type { LawBook } from '../../platform/law/law-book.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type SealState, sealState } from '../ledger/index.ts';
import { findOpenElection } from '../statistics/index.ts';
import { pledgeEntry } from './pledge-entry.ts';
import { type PledgeText, pledgeTextOn } from './pledge-texts.ts';

export interface Certificate {
  readonly number: string;
  readonly name: string;
  /** The institution that the civil servant belongs to. */
  readonly institution: string;
  readonly electionId: string;
  /** Its id where the rulebook no longer knows it. */
  readonly electionName: Bilingual;
  readonly textVersion: string;
  readonly signedAt: Temporal.Instant;
  readonly zone: Zone;
  /** Entered by an office from codes that people handed in, not by the person. */
  readonly fromList: boolean;
}

/** What may be signed today, and whether the person has. */
export interface OpenPledge {
  readonly electionId: string;
  readonly election: Election;
  readonly text: PledgeText;
}

/** `changed`: the election or the text is another than the one the person read. */
type SignError = { readonly kind: 'not-asn' } | { readonly kind: 'changed' } | { readonly kind: 'nothing-open' };

export interface PledgeService {
  /** Undefined while no text of a pledge is in force. */
  findOpen(): Promise<OpenPledge | undefined>;
  /** Signs what was read. Signing again changes nothing and gives the same certificate. */
  sign(
    member: Member,
    read: { readonly electionId: string; readonly textVersion: string },
  ): Promise<Result<Certificate, SignError>>;
  /** The person's own certificate for an election. Nobody can ask for another's. */
  findCertificate(member: Member, electionId: string): Promise<Certificate | undefined>;
  /** Whether the person's own pledge is in the public log, with the receipt for it. */
  findSeal(member: Member, electionId: string): Promise<SealState>;
}

export interface PledgeDeps {
  readonly db: Database;
  readonly legalClock: LegalClock;
  readonly law: Pick<LawBook, 'current'>;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly realNow: () => number;
  readonly logMinutes: number;
}

/** The membership under which a civil servant signs, if any. */
export function asnMembership(member: Member | null): Membership | undefined {
  return member?.memberships.find((m) => m.role === 'asn');
}

export function pledgeService(deps: PledgeDeps): PledgeService {
  const findOpen = async (): Promise<OpenPledge | undefined> => {
    const day = legalDay(await deps.legalClock.now(), 'WIB');
    const text = pledgeTextOn(day);
    if (text === undefined) return undefined;
    const election = await findOpenElection(deps.db, day, deps.law.current());
    return { electionId: election.id, election, text };
  };
  return {
    findOpen,
    sign: async (member, read) => {
      const membership = asnMembership(member);
      if (membership === undefined) return fail({ kind: 'not-asn' });
      const open = await findOpen();
      if (open === undefined) return fail({ kind: 'nothing-open' });
      if (open.electionId !== read.electionId || open.text.version !== read.textVersion)
        return fail({ kind: 'changed' });
      // What is sealed must be what is stored, and the database keeps less than a nanosecond.
      const at = (await deps.legalClock.now()).round('millisecond');
      return runAs(deps.db, { kind: 'member', userId: member.userId }, async (tx) => {
        const number = newReference('certificate', deps.random);
        const salt = deps.random(32);
        const entry = pledgeEntry({
          at: at.toString(),
          bodyId: membership.bodyId,
          electionId: open.electionId,
          number,
        });
        // The unique key decides between two taps at once: the second waits for the first and then inserts nothing.
        const made = await tx
          .insertInto('pledge')
          .values({
            id: deps.uuid(),
            user_id: member.userId,
            body_id: membership.bodyId,
            election_id: open.electionId,
            text_version: open.text.version,
            person_id: await linkedPerson(tx, member.userId),
            assurance: (await signedOn(tx, member)) ? 'sign-on' : 'account',
            certificate_number: number,
            signed_at: at.toString(),
            salt,
            commitment: Buffer.from(commit(entry, salt)),
          })
          .onConflict((c) => c.doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made !== undefined) {
          await tx
            .insertInto('audit')
            .values({
              user_id: member.userId,
              body_id: membership.bodyId,
              what: 'pledge.sign',
              access: 'write',
              case_id: null,
              target: open.electionId,
            })
            .execute();
        }
        const certificate = await readCertificate(tx, member, open.electionId, deps.law);
        if (certificate === undefined) throw new Error('a pledge just signed is not there');
        return ok(certificate);
      });
    },
    findCertificate: (member, electionId) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) =>
        readCertificate(tx, member, electionId, deps.law),
      ),
    findSeal: (member, electionId) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, async (tx) => {
        const row = await tx
          .selectFrom('pledge')
          .select(['body_id', 'certificate_number', 'signed_at', 'salt'])
          .where('user_id', '=', member.userId)
          .where('election_id', '=', electionId)
          .executeTakeFirst();
        if (row === undefined || row.salt === null) return { kind: 'none' };
        const entry = pledgeEntry({
          at: row.signed_at.toString(),
          bodyId: row.body_id,
          electionId,
          number: row.certificate_number,
        });
        return sealState(deps, tx, { entry, salt: row.salt });
      }),
  };
}

/** Who the person is on the roster, if that was shown once. */
async function linkedPerson(tx: Tx, userId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('roster_account')
    .select('person_id')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.person_id ?? null;
}

/**
 * Whether this very session was opened by the office's single sign-on. That the account is linked to it says nothing of who is here now: the same
 * account may be opened by a password.
 */
async function signedOn(tx: Tx, member: Member): Promise<boolean> {
  if (member.session === undefined) return false;
  const row = await tx
    .selectFrom('session_mark')
    .select('way')
    .where('session_id', '=', member.session.id)
    .where('user_id', '=', member.userId)
    .executeTakeFirst();
  return row?.way === 'sso';
}

async function readCertificate(
  tx: Tx,
  member: Member,
  electionId: string,
  law: PledgeDeps['law'],
): Promise<Certificate | undefined> {
  const row = await tx
    .selectFrom('pledge')
    .innerJoin('body', 'body.id', 'pledge.body_id')
    .innerJoin('jurisdiction as place', 'place.id', 'body.jurisdiction_id')
    .select([
      'pledge.certificate_number',
      'pledge.text_version',
      'pledge.signed_at',
      'pledge.offline',
      'body.name as body_name',
      'body.zone',
      // The office may be a unit: the institution is the nearest one above it.
      sql<string | null>`(select above.name from jurisdiction above
        where above.level = 'institution' and place.path like above.path || '%'
        order by length(above.path) desc limit 1)`.as('institution'),
    ])
    .where('pledge.user_id', '=', member.userId)
    .where('pledge.election_id', '=', electionId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (!isZone(row.zone)) throw new Error(`unknown zone: ${row.zone}`);
  const unit = row.institution === null || row.institution === row.body_name ? '' : `${row.body_name}, `;
  return {
    number: row.certificate_number,
    name: member.name,
    institution: `${unit}${row.institution ?? row.body_name}`,
    electionId,
    electionName: law.current().findElection(electionId)?.name ?? { id: electionId, en: electionId },
    textVersion: row.text_version,
    signedAt: row.signed_at,
    zone: row.zone,
    fromList: row.offline,
  };
}
