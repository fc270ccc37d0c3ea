/** The table of mails: which one is sent next, by whom, and what became of it. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import type { MailTemplate } from '../../platform/mail/mail.ts';
import { afterQuietAnywhere, isUrgent, leavesAt, STALE_HOURS, type WorkPreference } from './schedule.ts';

export interface Contact {
  readonly address: string;
  readonly zone: Zone;
  /** Whether the person acts for any office now. */
  readonly active: boolean;
}

/** Who is behind an account; null when there is none any more. */
export type FindContact = (tx: Tx, userId: string) => Promise<Contact | null>;

export interface Claimed {
  /** Names the message; the same for every try. */
  readonly id: string;
  readonly userId: string | null;
  /** Null where the address lies in `sealed`. */
  readonly address: string | null;
  readonly lang: Language;
  readonly templates: readonly MailTemplate[];
  readonly sealed: Buffer | null;
  readonly tries: number;
  readonly claimedAt: string;
}

/** Longer than any delivery takes: whoever held it then is gone. */
const CLAIM_MINUTES = 10;
const TEST_MINUTES = 30;
const INVITATION_HOURS = 7 * 24;

const mailTemplates = [
  'security-changed',
  'invitation',
  'work-waiting',
  'due-soon',
  'due-now',
  'no-stand-in',
  'test',
  'pledge-reminder',
  'party-notice',
  'pledge-code',
] as const;

/**
 * The next letter, claimed: no other worker takes it until the claim is old. Postpones and drops what may not leave now.
 * @param only `test`: nothing else may leave
 * @param quiet `no`: letters to people without an account leave at any hour, because nobody is woken (the mailbox of the demonstration)
 */
export async function claimNext(
  tx: Tx,
  now: Temporal.Instant,
  findContact: FindContact,
  only: 'test' | 'all',
  quiet: 'kept' | 'no',
): Promise<Claimed | null> {
  // One claim at a time over all processes, so that two of them cannot write to the same person side by side.
  await tx.selectFrom('mail_setting').select('one').forUpdate().executeTakeFirstOrThrow();
  for (;;) {
    const row = await tx
      .selectFrom('mail')
      .selectAll()
      .where((w) =>
        w.or([
          w.and([w('state', '=', 'waiting'), w('due_at', '<=', sqlInstant(now))]),
          w.and([
            w('state', '=', 'sending'),
            w('claimed_at', '<', sqlInstant(now.subtract({ minutes: CLAIM_MINUTES }))),
          ]),
        ]),
      )
      .$if(only === 'test', (q) => q.where('template', '=', 'test'))
      .orderBy('due_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return null;
    const template = templateOf(row.template);
    // Begun before: the same letter once more, whatever has been queued since.
    const again = row.sent_with !== null;
    if (!again && isStale(template, row.queued_at, now)) {
      await drop(tx, [row.id], 'stale', now);
      continue;
    }
    const contact = row.user_id === null ? null : await findContact(tx, row.user_id);
    const why = await reasonNotTo(tx, row.user_id, template, contact);
    if (why !== null) {
      await drop(tx, [row.id], why, now);
      continue;
    }
    const wish = await preferenceOf(tx, row.user_id);
    if (template === 'due-now' && wish.work === 'none') {
      await drop(tx, [row.id], 'not-wanted', now);
      continue;
    }
    if (!isUrgent(template) && contact !== null) {
      // What is tried again keeps to quiet hours and to a wish that changed meanwhile, but waits for no second digest.
      const at = leavesAt(row.queued_at, now, again && wish.work === 'digest' ? 'each' : wish.work, contact.zone);
      if (at === null) {
        await drop(tx, again ? await lettersOf(tx, row.sent_with ?? row.id) : [row.id], 'not-wanted', now);
        continue;
      }
      if (Temporal.Instant.compare(at, now) > 0) {
        await tx
          .updateTable('mail')
          .set({ due_at: `${at}`, state: 'waiting' })
          .where((w) => (again ? w('sent_with', '=', row.sent_with) : w('id', '=', row.id)))
          .execute();
        continue;
      }
    }
    const lead = row.sent_with ?? row.id;
    if (quiet === 'kept' && !isUrgent(template) && row.user_id === null) {
      const at = afterQuietAnywhere(now);
      if (Temporal.Instant.compare(at, now) > 0) {
        await tx
          .updateTable('mail')
          .set({ due_at: `${at}`, state: 'waiting' })
          .where('id', '=', row.id)
          .execute();
        continue;
      }
    }
    const together = await tx
      .updateTable('mail')
      .set({ state: 'sending', claimed_at: `${now}`, sent_with: lead })
      .where('state', 'in', ['waiting', 'sending'])
      .where((w) =>
        again
          ? w('sent_with', '=', lead)
          : row.user_id === null || (isUrgent(template) && template !== 'due-now')
            ? w('id', '=', row.id)
            : w.and([
                w('user_id', '=', row.user_id),
                w('state', '=', 'waiting'),
                w('sent_with', 'is', null),
                w('template', 'in', template === 'due-now' ? ['due-now'] : ['work-waiting', 'due-soon', 'no-stand-in']),
              ]),
      )
      .returning('template')
      .execute();
    return {
      id: lead,
      userId: row.user_id,
      address: contact?.address ?? null,
      lang: wish.lang,
      templates: together.map((one) => templateOf(one.template)),
      sealed: row.sealed,
      tries: row.tries,
      claimedAt: `${now}`,
    };
  }
}

async function reasonNotTo(
  tx: Tx,
  userId: string | null,
  template: MailTemplate,
  contact: Contact | null,
): Promise<string | null> {
  if (userId === null) return null;
  if (contact === null) return 'no-account';
  if ((!isUrgent(template) || template === 'due-now') && !contact.active) return 'no-duty';
  const address = await tx
    .selectFrom('mail_address')
    .select('paused_at')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return address === undefined || address.paused_at === null ? null : 'address-paused';
}

function isStale(template: MailTemplate, queuedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  const hours = now.since(queuedAt).total('hours');
  switch (template) {
    case 'test':
      return hours * 60 > TEST_MINUTES;
    case 'invitation':
    case 'pledge-reminder':
    case 'party-notice':
    case 'pledge-code':
      return hours > INVITATION_HOURS;
    case 'security-changed':
    case 'work-waiting':
    case 'due-soon':
    case 'due-now':
    case 'no-stand-in':
      return hours > STALE_HOURS;
  }
}

/** All that leaves together in one letter. */
async function lettersOf(tx: Tx, lead: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('mail')
    .select('id')
    .where('sent_with', '=', lead)
    .where('state', 'in', ['waiting', 'sending'])
    .execute();
  return rows.map((row) => row.id);
}

async function drop(tx: Tx, ids: readonly string[], why: string, now: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ state: 'dropped', error_class: why, ended_at: `${now}`, sealed: null })
    .where('id', 'in', ids)
    .execute();
}

export async function preferenceOf(
  tx: Tx,
  userId: string | null,
): Promise<{ readonly work: WorkPreference; readonly lang: Language }> {
  const row =
    userId === null
      ? undefined
      : await tx
          .selectFrom('mail_preference')
          .select(['work', 'lang'])
          .where('user_id', '=', userId)
          .executeTakeFirst();
  return {
    work: row?.work === 'each' || row?.work === 'none' ? row.work : 'digest',
    lang: row?.lang === 'en' ? 'en' : 'id',
  };
}

export type Ending =
  | { readonly state: 'sent'; readonly fingerprint: string }
  | { readonly state: 'bounced' | 'failed'; readonly code: string }
  | { readonly state: 'later'; readonly code: string; readonly at: Temporal.Instant };

/** Writes down how a try went. Only whoever still holds the claim may: a slower one finds nothing to write on. */
export async function settle(tx: Tx, claimed: Claimed, ending: Ending, now: Temporal.Instant): Promise<void> {
  const held = tx
    .updateTable('mail')
    .where('sent_with', '=', claimed.id)
    .where('state', '=', 'sending')
    .where('claimed_at', '=', sqlInstant(Temporal.Instant.from(claimed.claimedAt)));
  switch (ending.state) {
    case 'sent':
      await held
        .set({ state: 'sent', ended_at: `${now}`, error_class: null, fingerprint: ending.fingerprint, sealed: null })
        .execute();
      if (claimed.userId !== null) await tx.deleteFrom('mail_address').where('user_id', '=', claimed.userId).execute();
      await tx
        .updateTable('mail_setting')
        .set({ last_sent_at: `${now}` })
        .execute();
      return;
    case 'bounced':
    case 'failed':
      // A failed one keeps what it needs, so that an administrator can have it tried again.
      await held
        .set({
          state: ending.state,
          ended_at: `${now}`,
          error_class: ending.code,
          tries: claimed.tries + 1,
          ...(ending.state === 'bounced' ? { sealed: null } : {}),
        })
        .execute();
      break;
    case 'later':
      await held
        .set({
          state: 'waiting',
          due_at: `${ending.at}`,
          error_class: ending.code,
          tries: claimed.tries + 1,
          claimed_at: null,
        })
        .execute();
  }
  await tx
    .updateTable('mail_setting')
    .set({ last_error: ending.code, last_error_at: `${now}` })
    .execute();
}

/** After this many refusals in a row nothing more is sent to an address. */
export const MOST_BOUNCES = 3;

export async function countBounce(tx: Tx, userId: string, code: string, now: Temporal.Instant): Promise<void> {
  await tx
    .insertInto('mail_address')
    .values({ user_id: userId, bounces: 1, error_class: code })
    .onConflict((c) =>
      c.column('user_id').doUpdateSet((w) => ({
        bounces: sql<number>`${w.ref('mail_address.bounces')} + 1`,
        error_class: code,
        paused_at: sql<string>`case when ${w.ref('mail_address.bounces')} + 1 >= ${MOST_BOUNCES} then ${`${now}`}::timestamptz end`,
      })),
    )
    .execute();
}

/** Once a day: what was never sent and nobody waits for any more, and what is long done. */
export async function sweepMail(tx: Tx, now: Temporal.Instant): Promise<void> {
  const before = (hours: number) => sqlInstant(now.subtract({ hours }));
  await tx
    .updateTable('mail')
    .set({ state: 'dropped', error_class: 'stale', ended_at: `${now}`, sealed: null })
    .where('state', '=', 'waiting')
    .where('tries', '=', 0)
    .where((w) =>
      w.or([
        w.and([
          w('template', 'in', ['security-changed', 'work-waiting', 'due-soon', 'due-now', 'test']),
          w('queued_at', '<', before(STALE_HOURS)),
        ]),
        w('queued_at', '<', before(INVITATION_HOURS)),
      ]),
    )
    .execute();
  await tx
    .updateTable('mail')
    .set({ sealed: null })
    .where('state', '=', 'failed')
    .where('sealed', 'is not', null)
    .where('queued_at', '<', before(INVITATION_HOURS))
    .execute();
  await tx
    .deleteFrom('mail')
    .where('ended_at', '<', before(90 * 24))
    .execute();
}

function templateOf(text: string): MailTemplate {
  const found = mailTemplates.find((one) => one === text);
  if (found === undefined) throw new Error(`no such mail: ${text}`);
  return found;
}

function sqlInstant(at: Temporal.Instant) {
  return sql<Temporal.Instant>`${`${at}`}::timestamptz`;
}
