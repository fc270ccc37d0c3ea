/** Use cases of the outreach kit; the only file of the feature that opens a unit of work for writing. */
import { createHash } from 'node:crypto';
import type { Election } from '@netra/rulebook';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { ALPHABET } from '../../platform/crypto/reference.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member, Membership, Role } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { membershipsFor } from '../accounts/index.ts';
import { type ParticipantKind, readPublicParties } from '../parties/index.ts';
import { findOpenElection } from '../statistics/index.ts';
import { isFormat } from './formats.ts';
import { type HeadlineId, headlines, type Kit, pathOfTarget, type Target, targets } from './kit.ts';
import type { ChosenKit } from './kit-form.ts';
import { type KitStageId, stageIds } from './stages.ts';
import { type Duty, duties } from './statements.ts';

/** Who speaks in the name of an office; the database knows the same list (`outreach_bodies`). */
export const outreachRoles = [
  'admin',
  'officer',
  'overseer',
  'verifier',
  'conveyor',
  'authority',
  'inspectorate',
  'superior',
] as const satisfies readonly Role[];

export interface KitPlace {
  readonly bodyId: string;
  readonly duty: Duty;
  readonly stage: KitStageId;
  readonly lang: Language;
}

export interface Visits {
  /** Rounded down to tens, all days that are over. */
  readonly total: number;
  readonly days: readonly { readonly day: string; readonly atLeast: number }[];
}

export interface OutreachService {
  officesOf(member: Member): readonly Membership[];
  /** The election and legal day that a kit of now is made for. */
  now(): Promise<{ readonly election: Election; readonly day: string }>;
  /** @param key of the form: sent twice, made once; changed after a step back, it is another kit */
  make(member: Member, key: string, place: KitPlace, chosen: ChosenKit): Promise<string | undefined>;
  list(member: Member): Promise<readonly Kit[]>;
  find(member: Member, id: string): Promise<Kit | undefined>;
  /** For good: no file is made of it again, and its code says so. @returns false where it is withdrawn already */
  withdraw(member: Member, kit: Kit): Promise<boolean>;
  visits(member: Member, kit: Kit): Promise<Visits>;
  /** Parties in the registers of this installation, and parties and candidates of the election that the public page names already. */
  names(member: Member): Promise<{ readonly parties: readonly string[]; readonly people: readonly string[] }>;
  /** Where a short link leads; counts one visit of that day, of nobody in particular. */
  follow(
    code: string,
    counts: boolean,
  ): Promise<{ readonly path: string; readonly lang: Language; readonly withdrawn: boolean } | undefined>;
}

export function outreachService(
  platform: Pick<Platform, 'db' | 'legalClock' | 'law' | 'uuid' | 'random'>,
): OutreachService {
  const { db, legalClock, law, uuid, random } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const today = async (): Promise<string> => legalDay(await legalClock.now(), 'WIB');
  const officesOf: OutreachService['officesOf'] = (member) => {
    const all = membershipsFor(member, outreachRoles);
    return all.filter((one, index) => all.findIndex((other) => other.bodyId === one.bodyId) === index);
  };
  const now: OutreachService['now'] = async () => {
    const day = await today();
    return { election: await findOpenElection(db, day, law.current()), day };
  };

  return {
    officesOf,
    now,
    make: async (member, key, place, chosen) => {
      if (!officesOf(member).some((office) => office.bodyId === place.bodyId)) return undefined;
      const { election, day } = await now();
      const sent = keyOf(key, place, chosen);
      return as(member, async (tx) => {
        const id = uuid();
        const made = await tx
          .insertInto('outreach_kit')
          .values({
            id,
            submission_key: sent,
            code: newCode(random),
            body_id: place.bodyId,
            election_id: election.id,
            stage: place.stage,
            duty: place.duty,
            headline: chosen.headline,
            statements: [...chosen.statements],
            extra: chosen.extra,
            target: chosen.target,
            lang: place.lang,
            formats: [...chosen.formats],
            made_on: day,
          })
          .onConflict((conflict) => conflict.column('submission_key').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made === undefined) {
          // Sent before: the same kit, if it is one of theirs.
          const before = await tx
            .selectFrom('outreach_kit')
            .select('id')
            .where('submission_key', '=', sent)
            .executeTakeFirst();
          return before?.id;
        }
        await tx
          .insertInto('audit')
          .values({
            user_id: member.userId,
            body_id: place.bodyId,
            what: 'outreach.made',
            access: 'write',
            case_id: null,
            target: id,
          })
          .execute();
        return id;
      });
    },
    list: (member) => as(member, (tx) => readKits(tx)),
    find: async (member, id) => (await as(member, (tx) => readKits(tx, id)))[0],
    withdraw: async (member, kit) => {
      const day = await today();
      return as(member, async (tx) => {
        const done = await tx
          .updateTable('outreach_kit')
          // A clock that was set back must not make a kit end before it began.
          .set({ withdrawn_on: [day, kit.madeOn].toSorted()[1] ?? day })
          .where('id', '=', kit.id)
          .where('withdrawn_on', 'is', null)
          .executeTakeFirst();
        if (done.numUpdatedRows === 0n) return false;
        await tx
          .insertInto('audit')
          .values({
            user_id: member.userId,
            body_id: kit.bodyId,
            what: 'outreach.withdrawn',
            access: 'write',
            case_id: null,
            target: kit.id,
          })
          .execute();
        return true;
      });
    },
    visits: async (member, kit) => {
      const day = await today();
      const rows = await as(member, async (tx) => {
        const found = await sql<{
          on_day: string | null;
          at_least: number;
        }>`select on_day, at_least from outreach_visits(${kit.id}::uuid, ${day}::date)`.execute(tx);
        return found.rows;
      });
      return {
        total: rows.find((row) => row.on_day === null)?.at_least ?? 0,
        days: rows.flatMap((row) => (row.on_day === null ? [] : [{ day: row.on_day, atLeast: row.at_least }])),
      };
    },
    names: async (member) => {
      const { election } = await now();
      return as(member, async (tx) => {
        const { rows } = await sql<{ names: string[] }>`select outreach_parties() as names`.execute(tx);
        const told = await readPublicParties(tx, election.id);
        const named = (kind: ParticipantKind) => told.filter((one) => one.kind === kind).map((one) => one.name);
        return { parties: [...(rows[0]?.names ?? []), ...named('party')], people: named('candidate') };
      });
    },
    follow: async (code, counts) => {
      const day = await today();
      const { rows } = await runAs(db, { kind: 'public' }, (tx) =>
        sql<{
          target: string;
          duty: string;
          lang: string;
          withdrawn: boolean;
        }>`select target, duty, lang, withdrawn from follow_outreach(${code}, ${day}::date, ${counts})`.execute(tx),
      );
      const [row] = rows;
      if (row === undefined) return undefined;
      return {
        path: pathOfTarget(targetOf(row.target), dutyOf(row.duty)),
        lang: row.lang === 'en' ? 'en' : 'id',
        withdrawn: row.withdrawn,
      };
    },
  };
}

async function readKits(tx: Tx, id?: string): Promise<readonly Kit[]> {
  let query = tx
    .selectFrom('outreach_kit as k')
    .innerJoin('body as b', 'b.id', 'k.body_id')
    .select(['k.id', 'k.code', 'k.body_id', 'b.name', 'k.election_id', 'k.stage', 'k.duty', 'k.headline'])
    .select(['k.statements', 'k.extra', 'k.target', 'k.lang', 'k.formats', 'k.made_on', 'k.withdrawn_on'])
    .orderBy('k.made_at', 'desc')
    .limit(200);
  if (id !== undefined) query = query.where('k.id', '=', id);
  return (await query.execute()).map((row) => ({
    id: row.id,
    code: row.code,
    bodyId: row.body_id,
    office: row.name,
    electionId: row.election_id,
    stage: stageIds.find((one) => one === row.stage) ?? 'sebelum',
    duty: dutyOf(row.duty),
    headline: isHeadlineId(row.headline) ? row.headline : 'melayani',
    statements: row.statements,
    extra: row.extra,
    target: targetOf(row.target),
    lang: row.lang === 'en' ? 'en' : 'id',
    formats: row.formats.filter(isFormat),
    madeOn: row.made_on,
    withdrawnOn: row.withdrawn_on,
  }));
}

/** A browser that steps back shows the form with its old key: what was chosen belongs to the key as well. */
function keyOf(key: string, place: KitPlace, chosen: ChosenKit): string {
  const { bodyId, duty, stage, lang } = place;
  const { headline, statements, extra, target, formats } = chosen;
  const all = JSON.stringify([key, bodyId, duty, stage, lang, headline, statements, extra, target, formats]);
  const hex = createHash('sha256').update(all, 'utf8').digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** Seven characters that nobody mistakes for another; the code is no secret. */
function newCode(random: Platform['random']): string {
  let code = '';
  while (code.length < 7)
    for (const byte of random(16)) if (byte < 232 && code.length < 7) code += ALPHABET.charAt(byte % ALPHABET.length);
  return code;
}

function isHeadlineId(text: string): text is HeadlineId {
  return Object.hasOwn(headlines, text);
}
function dutyOf(text: string): Duty {
  return duties.find((one) => one === text) ?? 'umum';
}
function targetOf(text: string): Target {
  return targets.find((one) => one === text) ?? 'bolehkah';
}
