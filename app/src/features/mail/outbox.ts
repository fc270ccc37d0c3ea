/** The way in: rows of the outbox, written in the transaction of what they tell of, and a bell for the worker. */
import { sql } from 'kysely';
import { z } from 'zod';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { isPausedAfterRestore } from '../../platform/db/restored.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import type { Mail, MailTemplate } from '../../platform/mail/mail.ts';
import { wayOf } from './mail-read.ts';

/** The worker looks for mails that are due. No payload: which ones are due, the table says. */
export const DELIVER_QUEUE = 'mail-deliver';
/** Who works at an office, and a mail for each of them. */
export const OFFICE_QUEUE = 'mail-office';

export const officeNotice = z.strictObject({
  bodyId: z.uuid(),
  template: z.enum(['work-waiting', 'due-soon']),
  /** Already hashed: nothing that tells of the case. */
  key: z.string().min(1),
  /** Who is shut out of what it is about. */
  without: z.array(z.uuid()).default([]),
});

/** What only this very mail says; emptied when it has ended. */
const sealedParts = z.strictObject({
  address: z.string().optional(),
  link: z.string().optional(),
  lang: z.enum(['id', 'en']).optional(),
  code: z.string().optional(),
});
export type SealedParts = z.infer<typeof sealedParts>;

export interface OutboxDeps {
  readonly demo: boolean;
  /** Whether a gateway for messages is set. */
  readonly messages: boolean;
  readonly jobs: Jobs;
  readonly keys: Keys;
  readonly uuid: () => string;
}

export interface Outbox extends Mail {
  /** A test to the administrator who asks, with a code. @returns the id of the mail */
  queueTest(tx: Tx, to: string, code: string): Promise<string>;
  /** Asks the worker to look now. */
  ring(tx: Tx): Promise<void>;
}

export function createOutbox({ demo, messages, jobs, keys, uuid }: OutboxDeps): Outbox {
  const ring = (tx: Tx): Promise<void> => jobs.send(tx, DELIVER_QUEUE, {});
  const put = async (
    tx: Tx,
    mail: {
      readonly id: string;
      readonly template: MailTemplate;
      readonly userId: string | null;
      /** With the kind of mail, what tells this one from others. */
      readonly about: string;
      readonly sealed?: SealedParts;
    },
  ): Promise<void> => {
    const { id, template, userId, sealed } = mail;
    await tx
      .insertInto('mail')
      .values({
        id,
        template,
        user_id: userId,
        dedupe: keyedHash(keys('mail-dedupe'), template, JSON.stringify([userId, mail.about])),
        sealed: sealed === undefined ? null : sealMail(keys, id, sealed),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await ring(tx);
  };
  return {
    ring,
    ready: async (tx) => {
      const setting = await tx.selectFrom('mail_setting').selectAll().executeTakeFirst();
      return setting !== undefined && wayOf(setting, demo, await isPausedAfterRestore(tx)) === 'open';
    },
    queue: (tx, { to, template, dedupeKey }) => put(tx, { id: uuid(), template, userId: to, about: dedupeKey }),
    queueForOffice: async (tx, { bodyId, template, dedupeKey, caseId }) => {
      const key = keyedHash(keys('mail-dedupe'), 'office', JSON.stringify([bodyId, template, dedupeKey]));
      const without = caseId === undefined ? [] : await shutOutOf(tx, caseId);
      await jobs.send(tx, OFFICE_QUEUE, { bodyId, template, key: key.toString('base64url'), without });
    },
    invite: (tx, { address, link, lang, dedupeKey }) =>
      put(tx, { id: uuid(), template: 'invitation', userId: null, about: dedupeKey, sealed: { address, link, lang } }),
    remind: (tx, { address, dedupeKey }) =>
      put(tx, { id: uuid(), template: 'pledge-reminder', userId: null, about: dedupeKey, sealed: { address } }),
    tellParty: (tx, { address, link, dedupeKey }) =>
      put(tx, { id: uuid(), template: 'party-notice', userId: null, about: dedupeKey, sealed: { address, link } }),
    messages,
    sendPledgeCode: (tx, { address, code, dedupeKey }) =>
      put(tx, { id: uuid(), template: 'pledge-code', userId: null, about: dedupeKey, sealed: { address, code } }),
    queueTest: async (tx, to, code) => {
      const id = uuid();
      await put(tx, { id, template: 'test', userId: to, about: id, sealed: { code } });
      return id;
    },
  };
}

async function shutOutOf(tx: Tx, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`select user_id from shut_out_of(${[caseId]}::uuid[])`.execute(tx);
  return rows.map((row) => row.user_id);
}

function sealMail(keys: Keys, id: string, parts: SealedParts): Buffer {
  const text = Buffer.from(JSON.stringify(sealedParts.parse(parts)), 'utf8');
  return lock({ current: keys('mail') }, text, { purpose: 'mail', aad: Buffer.from(id, 'utf8') });
}

/** What was locked into a mail; empty where nothing was. */
export function openMail(keys: Keys, id: string, box: Buffer | null): SealedParts {
  if (box === null) return {};
  const opened = unlock({ current: keys('mail') }, box, { purpose: 'mail', aad: Buffer.from(id, 'utf8') }, 0);
  if (!opened.ok) throw new Error(`a mail does not open: ${opened.error}`);
  return sealedParts.parse(JSON.parse(opened.value.toString('utf8')));
}
