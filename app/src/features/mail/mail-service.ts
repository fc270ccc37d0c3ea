/** What administrators do about mail, and what people choose for themselves. */
import { sql } from 'kysely';
import { keyedHash, sameSecret } from '../../platform/crypto/token.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type FindContact, preferenceOf } from './mail-store.ts';
import type { Outbox } from './outbox.ts';
import type { WorkPreference } from './schedule.ts';

const CODE_MINUTES = 30;
const CODE_TRIES = 5;

export interface OwnMail {
  readonly address: string;
  readonly work: WorkPreference;
  readonly lang: Language;
  /** The code with which the own address was refused so often that it rests; null while it works. */
  readonly paused: string | null;
}

export type CodeProblem = 'wrong' | 'expired' | 'not-sent';

export interface MailService {
  /** Sends a test to the administrator's own address. Earlier codes stop working. */
  sendTest(adminId: string): Promise<void>;
  /** Opens the way for mail with the settings that the test was sent with. */
  confirm(adminId: string, code: string): Promise<Result<null, CodeProblem>>;
  pause(adminId: string): Promise<void>;
  resume(adminId: string): Promise<void>;
  /** Puts back what was given up. @returns how many */
  retryFailed(adminId: string): Promise<number>;
  /** Lets mail go to an address again that was refused. */
  retryAddress(actorId: string, userId: string): Promise<void>;
  readOwn(userId: string): Promise<OwnMail>;
  choose(userId: string, choice: { readonly work: WorkPreference; readonly lang: Language }): Promise<void>;
}

/** Whether the person's address rests: 1 or 0. */
export const pausedCount = (userId: string) =>
  sql<number>`select count(*) from netra.mail_address where user_id = ${userId}::uuid and paused_at is not null`;

type Deps = Pick<Platform, 'db' | 'keys' | 'random' | 'realNow'> & {
  readonly outbox: Outbox;
  readonly findContact: FindContact;
};

export function mailService({ db, keys, random, realNow, outbox, findContact }: Deps): MailService {
  const now = (): string => new Date(realNow()).toISOString();
  const as = <T>(userId: string, useCase: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId }, useCase);
  const hashOf = (code: string): Buffer => keyedHash(keys('mail-code'), 'mail-code', code);
  const record = async (tx: Tx, userId: string, what: string): Promise<void> => {
    await tx
      .insertInto('audit')
      .values({ user_id: userId, body_id: null, what, access: 'write', case_id: null, target: null })
      .execute();
  };

  return {
    sendTest: (adminId) =>
      as(adminId, async (tx) => {
        const code = String(random(6).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
        const id = await outbox.queueTest(tx, adminId, code);
        await tx
          .updateTable('mail_setting')
          .set({
            code_hash: hashOf(code),
            code_tries: 0,
            code_expires_at: new Date(realNow() + CODE_MINUTES * 60_000).toISOString(),
            code_mail: id,
          })
          .execute();
        await record(tx, adminId, 'admin.mail-tested');
      }),

    confirm: async (adminId, code) => {
      type Confirmed = Result<null, CodeProblem>;
      // What was guessed wrong must stay counted, so that the answer is no refusal that would be rolled back.
      const answer = await as(adminId, async (tx): Promise<CodeProblem | 'confirmed'> => {
        const setting = await tx.selectFrom('mail_setting').selectAll().forUpdate().executeTakeFirstOrThrow();
        if (setting.code_hash === null || setting.code_mail === null || setting.code_expires_at === null)
          return 'expired';
        if (setting.code_tries >= CODE_TRIES || setting.code_expires_at.epochMilliseconds <= realNow())
          return 'expired';
        await tx
          .updateTable('mail_setting')
          .set({ code_tries: setting.code_tries + 1 })
          .execute();
        if (!sameSecret(setting.code_hash, hashOf(code.replaceAll(/\s/g, '')))) return 'wrong';
        const test = await tx
          .selectFrom('mail')
          .select(['state', 'fingerprint'])
          .where('id', '=', setting.code_mail)
          .executeTakeFirst();
        if (test?.state !== 'sent' || test.fingerprint === null) return 'not-sent';
        await tx
          .updateTable('mail_setting')
          .set({
            confirmed_fingerprint: test.fingerprint,
            confirmed_at: now(),
            confirmed_by: adminId,
            code_hash: null,
            code_mail: null,
            code_expires_at: null,
          })
          .execute();
        await record(tx, adminId, 'admin.mail-confirmed');
        await outbox.ring(tx);
        return 'confirmed';
      });
      const result: Confirmed = answer === 'confirmed' ? ok(null) : fail(answer);
      return result;
    },

    pause: (adminId) =>
      as(adminId, async (tx) => {
        await tx.updateTable('mail_setting').set({ paused_at: now() }).execute();
        await record(tx, adminId, 'admin.mail-paused');
      }),
    resume: (adminId) =>
      as(adminId, async (tx) => {
        await tx.updateTable('mail_setting').set({ paused_at: null }).execute();
        await record(tx, adminId, 'admin.mail-resumed');
        await outbox.ring(tx);
      }),
    retryFailed: (adminId) =>
      as(adminId, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('mail')
          .set({ state: 'waiting', ended_at: null, tries: 0, due_at: now() })
          .where('state', '=', 'failed')
          // Letters to an address without an account, and tests, carry what they need: once that is gone there is nothing left to send.
          .where((w) =>
            w.or([w('sealed', 'is not', null), w.and([w('user_id', 'is not', null), w('template', '<>', 'test')])]),
          )
          .executeTakeFirst();
        await record(tx, adminId, 'admin.mail-retried');
        await outbox.ring(tx);
        return Number(numUpdatedRows);
      }),
    retryAddress: (actorId, userId) =>
      as(actorId, async (tx) => {
        await tx.deleteFrom('mail_address').where('user_id', '=', userId).execute();
        if (actorId !== userId) await record(tx, actorId, 'admin.mail-address-retried');
      }),

    readOwn: (userId) =>
      as(userId, async (tx) => {
        const contact = await findContact(tx, userId);
        const wish = await preferenceOf(tx, userId);
        const address = await tx
          .selectFrom('mail_address')
          .select(['paused_at', 'error_class'])
          .where('user_id', '=', userId)
          .executeTakeFirst();
        const paused = address !== undefined && address.paused_at !== null ? (address.error_class ?? '') : null;
        return { address: contact?.address ?? '', ...wish, paused };
      }),
    choose: (userId, { work, lang }) =>
      as(userId, async (tx) => {
        await tx
          .insertInto('mail_preference')
          .values({ user_id: userId, work, lang })
          .onConflict((c) => c.column('user_id').doUpdateSet({ work, lang }))
          .execute();
        // What waits was put off by the wish that held until now.
        await outbox.ring(tx);
      }),
  };
}
