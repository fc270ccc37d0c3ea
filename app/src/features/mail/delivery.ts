/** The worker's side: takes one letter after another, hands it over, and writes down how that went. */
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database } from '../../platform/db/connect.ts';
import { isPausedAfterRestore } from '../../platform/db/restored.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { inLanguage } from '../../platform/http/language.ts';
import type { Log } from '../../platform/log/log.ts';
import { classify } from './failures.ts';
import { writeLetter } from './letters.ts';
import { type Claimed, claimNext, countBounce, type Ending, type FindContact, settle } from './mail-store.ts';
import { openMail } from './outbox.ts';
import { retryAt } from './schedule.ts';
import type { Transport } from './transport.ts';

/** How many letters one run sends; what is left rings again. */
const MOST = 300;

export interface DeliveryDeps {
  readonly db: Database;
  readonly keys: Keys;
  readonly log: Log;
  readonly publicUrl: string;
  readonly now: () => Temporal.Instant;
  readonly findContact: FindContact;
}

/** Where letters go, and which settings that stands for. */
export interface WayOut {
  readonly transport: Transport;
  readonly fingerprint: string;
  /** Whether an administrator need not confirm it: the demonstration's own little server. */
  readonly alwaysOpen: boolean;
  /** Letters stay in a box that wakes nobody: those to people without an account need not wait for the morning. */
  readonly wakesNobody: boolean;
}

export interface Run {
  readonly sent: number;
  /** Whether more may be due. */
  readonly more: boolean;
}

/**
 * Sends what is due. A letter is claimed in one transaction, handed over, and settled in another: when the process dies between the two, the
 * claim grows old and the letter is sent again under the same Message-ID. At least once, never silently lost.
 */
export async function deliverDue(deps: DeliveryDeps, way: WayOut, signal?: AbortSignal): Promise<Run> {
  for (let sent = 0; sent < MOST; ) {
    if (signal?.aborted === true) return { sent, more: false };
    const now = deps.now();
    const claimed = await runAs(deps.db, { kind: 'system' }, async (tx) => {
      const setting = await tx.selectFrom('mail_setting').selectAll().executeTakeFirstOrThrow();
      // After a restore nothing leaves before somebody said that this instance is the one that counts: it may have been sent since.
      const held = setting.paused_at !== null || (await isPausedAfterRestore(tx));
      const open = !held && (way.alwaysOpen || setting.confirmed_fingerprint === way.fingerprint);
      return claimNext(tx, now, deps.findContact, open ? 'all' : 'test', way.wakesNobody ? 'no' : 'kept');
    });
    if (claimed === null) return { sent, more: false };
    const tried = await handOver(deps, way, claimed);
    if (tried.sent) sent += 1;
    else if (tried.stop) return { sent, more: false };
  }
  return { sent: MOST, more: true };
}

async function handOver(
  deps: DeliveryDeps,
  way: WayOut,
  claimed: Claimed,
): Promise<{ readonly sent: true } | { readonly sent: false; readonly stop: boolean }> {
  const sealed = openMail(deps.keys, claimed.id, claimed.sealed);
  const address = claimed.address ?? sealed.address;
  if (address === undefined) throw new Error('a mail to nobody');
  const lang = sealed.lang ?? claimed.lang;
  const letter = writeLetter({ templates: claimed.templates, lang, publicUrl: deps.publicUrl, sealed });
  const settingsPage = `${deps.publicUrl}${inLanguage(lang, '/akun/surel')}`;
  const system = { kind: 'system' } as const;
  try {
    await way.transport.deliver(claimed.id, address, letter, settingsPage);
  } catch (error) {
    const failure = classify(error);
    const now = deps.now();
    const ending: Ending = endingOf(failure, claimed, now);
    await runAs(deps.db, system, async (tx) => {
      await settle(tx, claimed, ending, now);
      if (failure.kind === 'no-such-address' && claimed.userId !== null)
        await countBounce(tx, claimed.userId, failure.code, now);
    });
    deps.log.warn({ event: 'mail-not-sent', code: failure.code, limit: ending.state });
    return { sent: false, stop: failure.kind === 'later' && failure.stop };
  }
  await runAs(deps.db, system, (tx) =>
    settle(tx, claimed, { state: 'sent', fingerprint: way.fingerprint }, deps.now()),
  );
  return { sent: true };
}

function endingOf(failure: ReturnType<typeof classify>, claimed: Claimed, now: Temporal.Instant): Ending {
  switch (failure.kind) {
    case 'no-such-address':
    case 'refused':
      return { state: 'bounced', code: failure.code };
    case 'later': {
      const at = retryAt(now, claimed.tries + 1);
      return at === null ? { state: 'failed', code: failure.code } : { state: 'later', code: failure.code, at };
    }
  }
}
