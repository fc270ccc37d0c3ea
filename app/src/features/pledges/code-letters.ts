/**
 * Codes that go to people by mail or by message. An inspectorate asks for it; the system makes the codes and writes the letters, piece by piece, to
 * everybody of the campaign who has no code that is good, signed or not. Nobody of the office sees a code that was sent.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { CODE_DAYS } from './campaign.ts';
import { auditCampaign } from './campaign-audit.ts';
import { newPledgeCode, pledgeToken } from './pledge-codes.ts';
import type { OpenPerson } from './roster-name.ts';

/** The worker makes codes and letters of one mailing. The payload names it and nobody. */
export const LETTERS_QUEUE = 'pledge-code-letters';

/** By mail, or by a message to a telephone. */
export const letterChannels = ['mail', 'gateway'] as const;
export type LetterChannel = (typeof letterChannels)[number];

/** How far a mailing came. */
export interface Mailing {
  readonly channel: LetterChannel;
  readonly askedAt: Temporal.Instant;
  readonly letters: number;
  readonly withoutAddress: number;
  readonly done: boolean;
}

export interface CodeLetters {
  /** Ways that lead anywhere now: mail that an administrator confirmed, and a gateway that was set. */
  ways(): Promise<readonly LetterChannel[]>;
  /** Mailings of a campaign, the newest first; none for whoever is not of its inspectorate. */
  mailingsOf(member: Member, campaignId: string): Promise<readonly Mailing[]>;
  /** Begins a mailing. Refused while another of the campaign is under way, and where the way leads nowhere. */
  ask(member: Member, campaignId: string, channel: LetterChannel): Promise<Result<null, 'under-way' | 'no-way'>>;
  /** Makes codes and letters of a mailing, as the worker does. Done twice it does nothing more. */
  write(mailingId: string): Promise<void>;
  /** Names the worker's queue; once in a process. */
  defineWork(): void;
}

const AT_ONCE = 500;
const SHOWN = 5;
const system = { kind: 'system' } as const;
const payload = z.strictObject({ id: z.uuid() });

export function codeLetters(platform: Platform, openPerson: OpenPerson): CodeLetters {
  const { db, jobs, keys, mail, random, realNow, uuid } = platform;
  const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(realNow());
  const ways = async (): Promise<readonly LetterChannel[]> => {
    const ready = await runAs(db, system, (tx) => mail.ready(tx));
    return ready ? letterChannels.filter((one) => one === 'mail' || mail.messages) : [];
  };

  /** The next people of a mailing. How far it came is written with their codes and letters, so that a break repeats none. */
  const writePart = (mailingId: string): Promise<boolean> =>
    runAs(db, system, async (tx) => {
      const mailing = await tx
        .selectFrom('pledge_mailing')
        .select(['campaign_id', 'channel', 'after_person', 'letters', 'without_address'])
        .where('id', '=', mailingId)
        .where('done_at', 'is', null)
        .forUpdate()
        .executeTakeFirst();
      if (mailing === undefined) return false;
      const people = await peopleWithoutCode(tx, mailing.campaign_id, mailing.after_person);
      const reached = people.flatMap(({ person_id: id, number_token, details_sealed }) => {
        const { email, phone } = openPerson(number_token, details_sealed);
        const address = mailing.channel === 'mail' ? email : phone;
        return address === null ? [] : [{ id, address, code: newPledgeCode(random) }];
      });
      if (reached.length > 0) {
        const packed = Buffer.concat(
          reached.flatMap((one) => [Buffer.from(one.id.replaceAll('-', ''), 'hex'), pledgeToken(keys, one.code)]),
        );
        const until = now().add({ hours: 24 * CODE_DAYS });
        await sql`select issue_pledge_codes(${mailing.campaign_id}::uuid, ${mailing.channel}, ${until.toString()}::timestamptz, ${packed}::bytea)`.execute(
          tx,
        );
        for (const { id, address, code } of reached)
          await mail.sendPledgeCode(tx, { address, code, dedupeKey: `${mailingId} ${id}` });
      }
      const more = people.length === AT_ONCE;
      await tx
        .updateTable('pledge_mailing')
        .set({
          after_person: people.at(-1)?.person_id ?? mailing.after_person,
          letters: mailing.letters + reached.length,
          without_address: mailing.without_address + people.length - reached.length,
          done_at: more ? null : now().toString(),
        })
        .where('id', '=', mailingId)
        .execute();
      return more;
    });

  const write = async (mailingId: string): Promise<void> => {
    while (await writePart(mailingId));
  };

  return {
    ways,
    write,
    defineWork: () =>
      jobs.define(LETTERS_QUEUE, {}, async (data) => {
        for (const one of data) await write(payload.parse(one).id);
      }),
    mailingsOf: (member, campaignId) =>
      runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        const rows = await tx
          .selectFrom('pledge_mailing')
          .select(['channel', 'asked_at', 'letters', 'without_address', 'done_at'])
          .where('campaign_id', '=', campaignId)
          .orderBy('asked_at', 'desc')
          .limit(SHOWN)
          .execute();
        return rows.map((row) => ({
          channel: row.channel === 'mail' ? 'mail' : 'gateway',
          askedAt: row.asked_at,
          letters: row.letters,
          withoutAddress: row.without_address,
          done: row.done_at !== null,
        }));
      }),
    ask: async (member, campaignId, channel) => {
      if (!(await ways()).includes(channel)) return fail('no-way');
      const id = uuid();
      return runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        const made = await tx
          .insertInto('pledge_mailing')
          .values({ id, campaign_id: campaignId, channel, asked_by: member.userId })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made === undefined) return fail('under-way');
        await auditCampaign(tx, member, 'pledge.code-letters', 'write', campaignId);
        await jobs.send(tx, LETTERS_QUEUE, { id });
        return ok(null);
      });
    },
  };
}

interface Person {
  readonly person_id: string;
  readonly number_token: Buffer;
  readonly details_sealed: Buffer;
}

async function peopleWithoutCode(tx: Tx, campaignId: string, after: string | null): Promise<readonly Person[]> {
  const { rows } =
    await sql<Person>`select person_id, number_token, details_sealed from pledge_people_without_code(${campaignId}::uuid, ${after}::uuid, ${AT_ONCE}::integer)`.execute(
      tx,
    );
  return rows;
}
