/** What an administrator sees of mail: whether it may leave, how much waits, went, failed, and for whom it does not arrive. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { isPausedAfterRestore } from '../../platform/db/restored.ts';
import type { FindContact } from './mail-store.ts';

export const SHOWN_DAYS = 30;

export interface MailState {
  /** `off`: no mail server is set. `unconfirmed`: nobody has confirmed a test with the settings the worker has now. */
  readonly way: 'off' | 'unconfirmed' | 'open' | 'paused' | 'restored';
  readonly confirmedAt: Temporal.Instant | null;
  readonly confirmedBy: string | null;
  /** A test was sent and its code may still be typed. */
  readonly codeOpen: boolean;
  /** Whether that test has left. */
  readonly testSent: boolean;
  readonly counts: Readonly<Record<'waiting' | 'sent' | 'failed' | 'bounced' | 'dropped', number>>;
  readonly oldestWaiting: Temporal.Instant | null;
  readonly lastSentAt: Temporal.Instant | null;
  readonly lastError: { readonly code: string; readonly at: Temporal.Instant } | null;
  readonly resting: readonly { readonly userId: string; readonly address: string; readonly code: string }[];
}

export async function readMailState(
  tx: Tx,
  demo: boolean,
  now: Temporal.Instant,
  findContact: FindContact,
): Promise<MailState> {
  const setting = await tx.selectFrom('mail_setting').selectAll().executeTakeFirstOrThrow();
  const since = sql<Temporal.Instant>`${`${now.subtract({ hours: SHOWN_DAYS * 24 })}`}::timestamptz`;
  const rows = await tx
    .selectFrom('mail')
    .select(['state', tx.fn.countAll<number>().as('n'), tx.fn.min('queued_at').as('oldest')])
    .where((w) => w.or([w('ended_at', 'is', null), w('ended_at', '>=', since)]))
    .groupBy('state')
    .execute();
  const count = (...states: readonly string[]): number =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.n, 0);
  const waiting = rows.filter((row) => row.state === 'waiting' || row.state === 'sending').map((row) => row.oldest);
  const test =
    setting.code_mail === null
      ? undefined
      : await tx.selectFrom('mail').select('state').where('id', '=', setting.code_mail).executeTakeFirst();
  const confirmer = setting.confirmed_by === null ? null : await findContact(tx, setting.confirmed_by);
  const resting = await tx.selectFrom('mail_address').selectAll().where('paused_at', 'is not', null).execute();
  return {
    way: wayOf(setting, demo, await isPausedAfterRestore(tx)),
    confirmedAt: setting.confirmed_at,
    confirmedBy: confirmer?.address ?? null,
    codeOpen:
      setting.code_hash !== null &&
      setting.code_expires_at !== null &&
      Temporal.Instant.compare(setting.code_expires_at, now) > 0,
    testSent: test?.state === 'sent',
    counts: {
      waiting: count('waiting', 'sending'),
      sent: count('sent'),
      failed: count('failed'),
      bounced: count('bounced'),
      dropped: count('dropped'),
    },
    oldestWaiting: waiting.toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? null,
    lastSentAt: setting.last_sent_at,
    lastError:
      setting.last_error === null || setting.last_error_at === null
        ? null
        : { code: setting.last_error, at: setting.last_error_at },
    resting: await Promise.all(
      resting.map(async (row) => ({
        userId: row.user_id,
        address: (await findContact(tx, row.user_id))?.address ?? '',
        code: row.error_class ?? '',
      })),
    ),
  };
}

interface Setting {
  readonly fingerprint: string | null;
  readonly confirmed_fingerprint: string | null;
  readonly paused_at: Temporal.Instant | null;
}

/** @param restored whether this instance came out of a backup and nobody has said yet that it is the one that counts */
export function wayOf(setting: Setting, demo: boolean, restored: boolean): MailState['way'] {
  if (setting.fingerprint === null) return 'off';
  if (!demo && setting.fingerprint !== setting.confirmed_fingerprint) return 'unconfirmed';
  if (restored) return 'restored';
  return setting.paused_at === null ? 'open' : 'paused';
}
