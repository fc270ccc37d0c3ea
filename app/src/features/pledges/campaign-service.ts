/** Use cases of campaigns: open and close, give out codes, sign with a code, decline, hold a ceremony. */
import { sql } from 'kysely';
import { type LegalClock, legalDay } from '../../platform/clock/legal-clock.ts';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database } from '../../platform/db/connect.ts';
import { type Actor, runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import type { LawBook } from '../../platform/law/law-book.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type SealState, sealState } from '../ledger/index.ts';
import { findOpenElection } from '../statistics/index.ts';
import { type Campaign, type Ceremony, CODE_DAYS, type Look, type MadeCode, type OpenedCode } from './campaign.ts';
import { auditCampaign } from './campaign-audit.ts';
import {
  ceremonyCount,
  findCampaign,
  findCampaigns,
  findCeremony,
  looksAtMe,
  openCode,
  openInstitutions,
  readDeclined,
  runningCeremonies,
} from './campaign-read.ts';
import { type GroupSigner, groupSigner, type Signed } from './group-signer.ts';
import { newPledgeCode, pledgeToken } from './pledge-codes.ts';
import { pledgeEntry } from './pledge-entry.ts';
import type { Certificate } from './pledge-service.ts';
import { pledgeTextOn } from './pledge-texts.ts';
import { ceremonyShowing, presenceProof, readPresenceProof } from './presence.ts';
import type { OpenPerson } from './roster-name.ts';

const DECLINE = 'pledge-declined';
const CEREMONY_MINUTES = 120;
/** An inspectorate has a few; whoever administers a country has hundreds. */
const CAMPAIGNS_A_PAGE = 100;
/** Reasons for declining that are read at once. */
export const REASONS_A_PAGE = 100;
/** Slips of one printing; for larger institutions it is repeated until everybody has one. */
export const MOST_SLIPS = 2000;

/** Units that are offered for printing; sheets of the whole institution go by unit too. */
export const MOST_UNITS = 2000;

/** For whom slips are printed. */
export interface SlipWish {
  /** A unit with all below it; null: the whole institution. */
  readonly unitId: string | null;
  /** Everybody, whose earlier codes become void; otherwise only those who have no code that is good. */
  readonly anew: boolean;
  /** Which {@link MOST_SLIPS} of them, from 1, where all are printed anew. Those without a code grow fewer with each printing: 1. */
  readonly part: number;
}

/** Slips that were drawn and are not good yet: their codes become so when they are kept. */
export interface DrawnSlips {
  readonly wish: SlipWish;
  readonly slips: readonly (MadeCode & { readonly personId: string })[];
  /** How many people the wish is about, of whom these are a part. */
  readonly of: number;
}

/** An institution at which somebody may open campaigns, with the office that stands in the log. */
export interface CampaignPlace {
  readonly institutionId: string;
  readonly institution: string;
  readonly bodyId: string;
  readonly bodyName: string;
}

/** What somebody signs: as the page showed it. */
export interface CodeSignature {
  readonly code: string;
  readonly campaignId: string;
  readonly textVersion: string;
  /** Empty: no ceremony. */
  readonly presence: string;
  readonly offline?: boolean;
}

export type CodeSigned = Signed | { readonly kind: 'changed' };
export type CampaignError =
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'open-already' }
  | { readonly kind: 'nothing-open' };

export interface CampaignService {
  /** Where a person may open and close campaigns. */
  placesOf(member: Member): Promise<readonly CampaignPlace[]>;
  /** @param page from 1; each of {@link CAMPAIGNS_A_PAGE}, those that are open first */
  campaignsOf(
    member: Member,
    page?: number,
  ): Promise<{
    readonly campaigns: readonly Campaign[];
    readonly more: boolean;
    /** Where a campaign may be opened, for none is open there. */
    readonly closed: readonly CampaignPlace[];
  }>;
  /** A campaign of the person's own institution: for who leads it, or who heads a unit in it. */
  findOwn(member: Member, id: string, as: 'inspectorate' | 'ceremony'): Promise<Campaign | undefined>;
  open(member: Member, bodyId: string): Promise<Result<Campaign, CampaignError>>;
  close(member: Member, id: string): Promise<Result<null, CampaignError>>;
  /** Draws codes for people of the campaign. Nothing is written: what cannot be printed makes no code void. */
  drawSlips(member: Member, id: string, wish: SlipWish): Promise<DrawnSlips>;
  /**
   * Makes drawn codes good, all or none; written before they are given out. `meanwhile`: somebody else gave one of these people a code, or the
   * roster changed.
   */
  keepSlips(member: Member, id: string, drawn: DrawnSlips): Promise<Result<null, 'meanwhile'>>;
  units(member: Member, campaign: Campaign): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** @param page from 1; each of {@link REASONS_A_PAGE} */
  reasons(
    member: Member,
    id: string,
    page?: number,
  ): Promise<readonly { readonly day: string; readonly reason: string }[]>;
  startCeremony(member: Member, campaignId: string): Promise<Ceremony>;
  ceremony(
    member: Member,
    id: string,
  ): Promise<{ readonly ceremony: Ceremony; readonly campaign: Campaign; readonly inTens: number } | undefined>;
  /** Writes down who enters an offline list, before anything of it is signed. */
  recordList(member: Member, ceremony: Ceremony): Promise<void>;
  /** What a code opens. @returns undefined for every code that is not good now, whatever the reason */
  enter(code: string): Promise<OpenedCode | undefined>;
  /** Shows that somebody stands before a screen: the proof for the form, or undefined. */
  present(opened: OpenedCode, typed: string): Promise<string | undefined>;
  sign(signature: CodeSignature): Promise<CodeSigned>;
  decline(code: string, reason: string): Promise<boolean>;
  /** @param number of the certificate that was signed with the code: by the code alone, nobody learns whether there is one */
  link(member: Member, code: string, number: string): Promise<boolean>;
  /** Who looked at data of whoever holds this code, or of a signed-in person whose account was linked. */
  looksAt(who: { readonly code: string } | { readonly member: Member }): Promise<readonly Look[]>;
  certificate(code: string): Promise<Certificate | undefined>;
  /** How far the pledge of whoever holds this code is in the public log, with the proof once it is there. */
  seal(code: string): Promise<PledgeSeal>;
  check(number: string): Promise<{ readonly electionId: string; readonly institution: string } | undefined>;
}

export interface PledgeSeal {
  readonly state: SealState;
  /** Where the institution is: times are told in it. */
  readonly zone: Zone;
}

export interface CampaignDeps {
  readonly db: Database;
  readonly keys: Keys;
  readonly legalClock: LegalClock;
  readonly law: Pick<LawBook, 'current'>;
  readonly realNow: () => number;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly openPerson: OpenPerson;
  /** Minutes between two seals of the log. */
  readonly logMinutes: number;
}

const nobody: Actor = { kind: 'public' };
const asMember = (member: Member): Actor => ({ kind: 'member', userId: member.userId });

/** What of a campaign never changes once it is open: kept, so that a ceremony asks for it once. */
type Fixed = Pick<Campaign, 'id' | 'bodyId' | 'electionId' | 'textVersion'>;
const MOST_KEPT = 5000;

export function campaignService(deps: CampaignDeps): CampaignService {
  const { db } = deps;
  const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(deps.realNow());
  const signer: GroupSigner = groupSigner({
    realNow: deps.realNow,
    now: () => deps.legalClock.now(),
    write: (packed, at) =>
      runAs(db, nobody, async (tx) => {
        const { rows } = await sql<{
          answers: string | null;
        }>`select sign_pledges(${packed}::bytea, ${at.toString()}::timestamptz) as answers`.execute(tx);
        return rows[0]?.answers ?? '';
      }),
  });

  const kept = new Map<string, Fixed>();
  const fixedOf = async (id: string): Promise<Fixed | undefined> => {
    const there = kept.get(id);
    if (there !== undefined) return there;
    if (!isUuid(id)) return undefined;
    const found = await findCampaign(db, id);
    if (found === undefined) return undefined;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(id, found);
    return found;
  };

  const placesOf = async (member: Member): Promise<readonly CampaignPlace[]> => {
    const admin = member.memberships.some((m) => m.role === 'admin');
    const own = member.memberships.filter((m) => m.role === 'inspectorate').map((m) => m.jurisdictionId);
    if (member.mustEnrol || (!admin && own.length === 0)) return [];
    return runAs(db, asMember(member), async (tx) => {
      let query = tx
        .selectFrom('body as b')
        .innerJoin('jurisdiction as place', 'place.id', 'b.jurisdiction_id')
        .select(['b.id', 'b.name', 'place.id as place_id', 'place.name as place_name'])
        .where('b.kind', '=', 'institution')
        .where('place.level', '=', 'institution')
        .orderBy('place.name')
        .limit(1000);
      if (!admin) query = query.where('place.id', 'in', own);
      return (await query.execute()).map((row) => ({
        institutionId: row.place_id,
        institution: row.place_name,
        bodyId: row.id,
        bodyName: row.name,
      }));
    });
  };

  const mayHoldCeremony = async (member: Member, institutionId: string): Promise<boolean> =>
    runAs(db, asMember(member), async (tx) => {
      const { rows } = await sql<{
        may: boolean;
      }>`select inspects(${institutionId}::uuid) or leads_in(${institutionId}::uuid) as may`.execute(tx);
      return rows[0]?.may === true;
    });

  const findOwn: CampaignService['findOwn'] = async (member, id, as) => {
    if (member.mustEnrol || !isUuid(id)) return undefined;
    const campaign = await findCampaign(db, id);
    if (campaign === undefined) return undefined;
    if (as === 'ceremony') return (await mayHoldCeremony(member, campaign.institutionId)) ? campaign : undefined;
    return (await placesOf(member)).some((place) => place.institutionId === campaign.institutionId)
      ? campaign
      : undefined;
  };

  return {
    placesOf,
    findOwn,
    campaignsOf: async (member, page = 1) => {
      const places = await placesOf(member);
      const ids = places.map((place) => place.institutionId);
      const at = await deps.legalClock.now();
      const part = { skipped: (page - 1) * CAMPAIGNS_A_PAGE, most: CAMPAIGNS_A_PAGE + 1 };
      const found = await findCampaigns(db, ids, at, part);
      const open = await openInstitutions(db, ids, at);
      return {
        campaigns: found.slice(0, CAMPAIGNS_A_PAGE),
        more: found.length > CAMPAIGNS_A_PAGE,
        closed: places.filter((place) => !open.has(place.institutionId)),
      };
    },
    open: async (member, bodyId) => {
      const place = (await placesOf(member)).find((one) => one.bodyId === bodyId);
      if (place === undefined) return fail({ kind: 'not-allowed' });
      const at = (await deps.legalClock.now()).round('millisecond');
      const day = legalDay(at, 'WIB');
      const text = pledgeTextOn(day);
      if (text === undefined) return fail({ kind: 'nothing-open' });
      const election = await findOpenElection(db, day, deps.law.current());
      // Until the end of the day of voting; one that is opened after it lasts a month.
      const voting = Temporal.PlainDate.from(election.votingOn)
        .add({ days: 1 })
        .toZonedDateTime('Asia/Jakarta')
        .toInstant();
      const closesAt = Temporal.Instant.compare(voting, at) > 0 ? voting : at.add({ hours: 24 * 30 });
      const id = deps.uuid();
      const made = await runAs(db, asMember(member), async (tx) => {
        // One that came to its end by itself makes way: nobody has to close it, and nobody could on the page.
        await tx
          .updateTable('pledge_campaign')
          .set({ closed_at: sql<string>`closes_at` })
          .where('institution_id', '=', place.institutionId)
          .where('closed_at', 'is', null)
          .where('closes_at', '<=', sql<Temporal.Instant>`${at.toString()}::timestamptz`)
          .execute();
        const row = await tx
          .insertInto('pledge_campaign')
          .values({
            id,
            institution_id: place.institutionId,
            body_id: place.bodyId,
            election_id: election.id,
            text_version: text.version,
            opened_by: member.userId,
            opened_at: at.toString(),
            closes_at: closesAt.toString(),
          })
          .onConflict((c) => c.doNothing())
          .returning('id')
          .executeTakeFirst();
        if (row === undefined) return false;
        await auditCampaign(tx, member, 'pledge.campaign-open', 'write', id);
        return true;
      });
      if (!made) return fail({ kind: 'open-already' });
      const campaign = await findCampaign(db, id);
      if (campaign === undefined) throw new Error('a campaign just opened is not there');
      return ok(campaign);
    },
    close: async (member, id) => {
      const campaign = await findOwn(member, id, 'inspectorate');
      if (campaign === undefined) return fail({ kind: 'not-allowed' });
      const at = (await deps.legalClock.now()).round('millisecond');
      await runAs(db, asMember(member), async (tx) => {
        await tx
          .updateTable('pledge_campaign')
          .set({ closed_at: at.toString(), closed_by: member.userId })
          .where('id', '=', id)
          .where('closed_at', 'is', null)
          .execute();
        await auditCampaign(tx, member, 'pledge.campaign-close', 'write', id);
      });
      return ok(null);
    },
    units: (member, campaign) =>
      runAs(db, asMember(member), (tx) =>
        tx
          .selectFrom('work_unit')
          .select(['id', 'name'])
          .where('institution_id', '=', campaign.institutionId)
          .orderBy('path')
          .limit(MOST_UNITS)
          .execute(),
      ),
    drawSlips: async (member, id, wish) => {
      const skip = wish.anew ? (wish.part - 1) * MOST_SLIPS : 0;
      const { rows } = await runAs(db, asMember(member), (tx) =>
        sql<{
          person_id: string;
          unit_name: string | null;
          number_token: Buffer;
          details_sealed: Buffer;
          in_all: number;
        }>`
        select person_id, unit_name, number_token, details_sealed, in_all::integer
        from pledge_slip_people(${id}::uuid, ${wish.unitId}::uuid, ${wish.anew}, ${skip}::integer, ${MOST_SLIPS}::integer)`.execute(
          tx,
        ),
      );
      const slips = rows.map((row) => ({
        personId: row.person_id,
        code: newPledgeCode(deps.random),
        unit: row.unit_name,
        person: deps.openPerson(row.number_token, row.details_sealed),
      }));
      return { wish, slips, of: rows[0]?.in_all ?? 0 };
    },
    keepSlips: async (member, id, { wish, slips }) => {
      const expires = now().add({ hours: 24 * CODE_DAYS });
      const packed = Buffer.concat(
        slips.flatMap((one) => [
          Buffer.from(one.personId.replaceAll('-', ''), 'hex'),
          pledgeToken(deps.keys, one.code),
        ]),
      );
      return runAs(db, asMember(member), async (tx): Promise<Result<null, 'meanwhile'>> => {
        const { rows } = await sql<{ made: number }>`
          select issue_pledge_codes(${id}::uuid, 'slip', ${expires.toString()}::timestamptz, ${packed}::bytea, ${wish.anew}) as made`.execute(
          tx,
        );
        if (rows[0]?.made !== slips.length) return fail('meanwhile');
        await auditCampaign(tx, member, 'pledge.codes', 'write', id);
        return ok(null);
      });
    },
    reasons: (member, id, page = 1) =>
      runAs(db, asMember(member), async (tx) => {
        const rows = await readDeclined(tx, id, (page - 1) * REASONS_A_PAGE, REASONS_A_PAGE);
        await auditCampaign(tx, member, 'pledge.declined', 'read', id);
        return rows.map((row) => ({ day: row.day, reason: openReason(deps.keys, id, row.sealed) }));
      }),
    startCeremony: (member, campaignId) =>
      runAs(db, asMember(member), async (tx) => {
        const id = deps.uuid();
        const endsAt = now().add({ minutes: CEREMONY_MINUTES });
        await tx
          .insertInto('pledge_ceremony')
          .values({ id, campaign_id: campaignId, opened_by: member.userId, ends_at: endsAt.toString() })
          .execute();
        await auditCampaign(tx, member, 'pledge.ceremony', 'write', id, campaignId);
        return { id, campaignId, endsAt };
      }),
    ceremony: async (member, id) => {
      if (!isUuid(id)) return undefined;
      const found = await runAs(db, asMember(member), async (tx) => {
        const ceremony = await findCeremony(tx, id);
        return ceremony === undefined ? undefined : { ceremony, inTens: await ceremonyCount(tx, id) };
      });
      if (found === undefined) return undefined;
      const campaign = await findOwn(member, found.ceremony.campaignId, 'ceremony');
      return campaign === undefined ? undefined : { ...found, campaign };
    },
    recordList: (member, { id, campaignId }) =>
      runAs(db, asMember(member), (tx) => auditCampaign(tx, member, 'pledge.list', 'write', id, campaignId)),
    enter: async (code) => {
      const legalNow = await deps.legalClock.now();
      return runAs(db, nobody, (tx) => openCode(tx, pledgeToken(deps.keys, code), legalNow));
    },
    present: async (opened, typed) => {
      const running = await runAs(db, nobody, (tx) => runningCeremonies(tx, opened.campaignId, now()));
      const id = ceremonyShowing(
        deps.keys,
        running.map((one) => one.id),
        typed,
        deps.realNow(),
      );
      return id === undefined ? undefined : presenceProof(deps.keys, id, deps.realNow());
    },
    sign: async ({ code, campaignId, textVersion, presence, offline = false }) => {
      const campaign = kept.get(campaignId) ?? (await fixedOf(campaignId));
      if (campaign === undefined) return { kind: 'unknown' };
      if (campaign.textVersion !== textVersion) return { kind: 'changed' };
      const ceremonyId = presence === '' ? null : readPresenceProof(deps.keys, presence, deps.realNow());
      return signer.sign({ token: pledgeToken(deps.keys, code), campaign, ceremonyId, offline });
    },
    decline: async (code, reason) =>
      runAs(db, nobody, async (tx) => {
        const token = pledgeToken(deps.keys, code);
        const opened = await openCode(tx, token, await deps.legalClock.now());
        if (opened === undefined) return false;
        const sealed = lock({ current: deps.keys(DECLINE) }, Buffer.from(reason, 'utf8'), {
          purpose: DECLINE,
          aad: Buffer.from(opened.campaignId),
        });
        const { rows } = await sql<{
          done: boolean;
        }>`select decline_pledge(${token}::bytea, ${deps.uuid()}::uuid, ${sealed}::bytea) as done`.execute(tx);
        return rows[0]?.done === true;
      }),
    link: (member, code, number) =>
      runAs(db, asMember(member), async (tx) => {
        const { rows } = await sql<{
          done: boolean;
        }>`select link_pledge_code(${pledgeToken(deps.keys, code)}::bytea, ${number}) as done`.execute(tx);
        return rows[0]?.done === true;
      }),
    looksAt: (who) =>
      'code' in who
        ? runAs(db, nobody, (tx) => looksAtMe(tx, pledgeToken(deps.keys, who.code)))
        : runAs(db, asMember(who.member), (tx) => looksAtMe(tx, null)),
    certificate: (code) =>
      runAs(db, nobody, async (tx) => {
        const { rows } = await sql<{
          number_token: Buffer;
          details_sealed: Buffer;
          number: string;
          election_id: string;
          text_version: string;
          signed_at: Temporal.Instant;
          institution: string;
          zone: string;
          offline: boolean;
        }>`select number_token, details_sealed, number, election_id, text_version, signed_at, institution, zone, offline from pledge_of_code(${pledgeToken(deps.keys, code)}::bytea)`.execute(
          tx,
        );
        const row = rows[0];
        if (row === undefined) return undefined;
        if (!isZone(row.zone)) throw new Error(`unknown zone: ${row.zone}`);
        return {
          number: row.number,
          name: deps.openPerson(row.number_token, row.details_sealed).name,
          institution: row.institution,
          electionId: row.election_id,
          electionName: deps.law.current().findElection(row.election_id)?.name ?? {
            id: row.election_id,
            en: row.election_id,
          },
          textVersion: row.text_version,
          signedAt: row.signed_at,
          zone: row.zone,
          fromList: row.offline,
        };
      }),
    seal: (code) =>
      runAs(db, nobody, async (tx) => {
        const { rows } = await sql<{
          number: string;
          election_id: string;
          signed_at: Temporal.Instant;
          body_id: string;
          zone: string;
          salt: Buffer | null;
        }>`select number, election_id, signed_at, body_id, zone, salt from pledge_of_code(${pledgeToken(deps.keys, code)}::bytea)`.execute(
          tx,
        );
        const row = rows[0];
        if (row === undefined || row.salt === null) return { state: { kind: 'none' }, zone: 'WIB' };
        if (!isZone(row.zone)) throw new Error(`unknown zone: ${row.zone}`);
        const entry = pledgeEntry({
          at: row.signed_at.toString(),
          bodyId: row.body_id,
          electionId: row.election_id,
          number: row.number,
        });
        return { state: await sealState(deps, tx, { entry, salt: row.salt }), zone: row.zone };
      }),
    check: (number) =>
      runAs(db, nobody, async (tx) => {
        const { rows } = await sql<{
          election_id: string;
          institution: string;
        }>`select election_id, institution from check_pledge(${number})`.execute(tx);
        const row = rows[0];
        return row === undefined ? undefined : { electionId: row.election_id, institution: row.institution };
      }),
  };
}

function openReason(keys: Keys, campaignId: string, sealed: Buffer): string {
  const plain = unlock({ current: keys(DECLINE) }, sealed, { purpose: DECLINE, aad: Buffer.from(campaignId) }, 0);
  if (!plain.ok) throw new Error('a locked reason does not open with this instance key');
  return plain.value.toString('utf8');
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);
}
