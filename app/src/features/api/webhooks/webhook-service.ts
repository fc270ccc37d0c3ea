/** Endpoints of offices, what is announced to them, and how it is delivered: again for days, and then no more. */
import { sql } from 'kysely';
import { z } from 'zod';
import { DELIVER, isWebhookEvent, Subject, type WebhookEvent } from '../../../platform/api/index.ts';
import { lock, unlock } from '../../../platform/crypto/box.ts';
import type { Tx } from '../../../platform/db/connect.ts';
import { isPausedAfterRestore } from '../../../platform/db/restored.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Member } from '../../../platform/http/env.ts';
import type { Platform } from '../../../platform/platform.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { audit } from '../token-service.ts';
import { type AddressRules, readUrl, type UrlProblem } from './safe-address.ts';
import { send, type TryResult } from './send.ts';
import { claim, type DeliveryLine, type Endpoint, findLost, readDeliveries, readEndpoints } from './webhook-store.ts';

export interface NewEndpoint {
  readonly bodyId: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
}

export interface WebhookService {
  list(member: Member): Promise<readonly Endpoint[]>;
  find(member: Member, id: string): Promise<Endpoint | undefined>;
  /** Who asks must be an administrator or a member of the office. The secret is shown this once. */
  add(
    member: Member,
    endpoint: NewEndpoint,
  ): Promise<Result<{ readonly id: string; readonly secret: string }, 'not-yours' | 'too-many' | UrlProblem>>;
  /** A new secret; for a day the old one signs as well. */
  rotate(member: Member, id: string): Promise<Result<{ readonly secret: string }, 'gone'>>;
  setOn(member: Member, id: string, on: boolean): Promise<boolean>;
  remove(member: Member, id: string): Promise<boolean>;
  test(member: Member, id: string): Promise<boolean>;
  deliveries(
    member: Member,
    id: string,
    limit: number,
    after: readonly string[] | null,
  ): Promise<{ readonly rows: readonly DeliveryLine[]; readonly next: readonly string[] | null } | undefined>;
  /** Sends one again, from the beginning. */
  resend(member: Member, id: string, deliveryId: string): Promise<boolean>;
  /** One try of one delivery; nothing when there is nothing to do. */
  deliver(deliveryId: string): Promise<void>;
}

const SWEEP = 'webhook-sweep';
const MOST_ENDPOINTS = 10;
/** Seconds until the next try, by the number of tries that failed: about three days in all. */
export const pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
/** An endpoint that has answered nothing well for so long is switched off. */
export const FAILING_DAYS = 5;
const OLD_SECRET_HOURS = 24;
const CLAIM_SECONDS = 60;
/** A delivery that nobody took for so long is handed to the workers anew. */
const UNTAKEN_SECONDS = 180;
const SOON = '2 days';
const secretPurpose = 'webhook-secret';

export interface WebhookOptions {
  readonly rules: AddressRules;
}

export function webhookService(platform: Platform, { rules }: WebhookOptions): WebhookService {
  const { db, jobs } = platform;
  const keyring = { current: platform.keys('webhook-secret') };
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const iso = (plusSeconds = 0): string => new Date(platform.realNow() + plusSeconds * 1000).toISOString();
  const newSecret = (): string => `whsec_${platform.random(32).toString('base64')}`;
  const locked = (id: string, secret: string): Buffer =>
    lock(keyring, Buffer.from(secret, 'utf8'), { purpose: secretPurpose, aad: Buffer.from(id) });
  const opened = (id: string, box: Buffer): string => {
    const plain = unlock(keyring, box, { purpose: secretPurpose, aad: Buffer.from(id) }, platform.realNow());
    if (!plain.ok) throw new Error('the secret of an endpoint does not open');
    return plain.value.toString('utf8');
  };
  const sendOff = async (tx: Tx, ids: readonly string[], startAfter?: Date): Promise<void> => {
    for (const delivery of ids)
      await jobs.send(tx, DELIVER, { delivery }, startAfter === undefined ? {} : { startAfter });
  };

  /** One try is over: done, once more later, or no more. */
  const settle = (found: Claimed, result: TryResult, ms: number): Promise<void> =>
    runAs(db, { kind: 'system' }, async (tx) => {
      const tries = found.tries + 1;
      const good = result === '2xx';
      const pause = pauses[tries - 1];
      const over = good || pause === undefined || result === '410';
      await tx
        .updateTable('webhook_delivery')
        .set({
          state: good ? 'delivered' : over ? 'failed' : 'waiting',
          tries,
          next_at: over ? null : iso(pause),
          claimed_until: null,
          last_at: iso(),
          last_result: result,
          last_ms: ms,
        })
        .where('id', '=', found.id)
        .execute();
      if (!over) await sendOff(tx, [found.id], new Date(platform.realNow() + (pause ?? 0) * 1000));
      const since = found.failing_since?.epochMilliseconds ?? platform.realNow();
      const stop =
        result === '410' ? 'gone' : !good && platform.realNow() - since > FAILING_DAYS * 86_400_000 ? 'failing' : null;
      await tx
        .updateTable('webhook_endpoint')
        .set({
          failing_since: good ? null : (found.failing_since?.toString() ?? iso()),
          ...(stop === null ? {} : { disabled_at: iso(), disabled_why: stop }),
        })
        .where('id', '=', found.endpoint_id)
        .where('disabled_at', 'is', null)
        .execute();
      // Whoever works there is told that something waits; the page of connections says what.
      if (stop !== null)
        await platform.mail.queueForOffice(tx, {
          bodyId: found.body_id,
          template: 'work-waiting',
          dedupeKey: `webhook ${found.endpoint_id} ${iso()}`,
        });
    });

  const deliver: WebhookService['deliver'] = async (deliveryId) => {
    // After a restore nobody is called before somebody said that this instance is the one that counts; the sweep finds it again.
    const found = await runAs(db, { kind: 'system' }, async (tx) =>
      (await isPausedAfterRestore(tx)) ? undefined : claim(tx, deliveryId, iso(), iso(CLAIM_SECONDS)),
    );
    if (found === undefined) return;
    if (found.disabled_at !== null || found.deleted_at !== null || !isWebhookEvent(found.event)) {
      await runAs(db, { kind: 'system' }, (tx) =>
        tx
          .updateTable('webhook_delivery')
          .set({ state: 'failed', next_at: null, claimed_until: null, last_result: 'switched-off' })
          .where('id', '=', deliveryId)
          .execute(),
      );
      return;
    }
    const old =
      found.old_secret_until !== null && found.old_secret_until.epochMilliseconds > platform.realNow()
        ? found.old_secret_locked
        : null;
    const secrets = [found.secret_locked, ...(old === null ? [] : [old])].map((box) => opened(found.endpoint_id, box));
    const body = JSON.stringify({
      type: found.event,
      timestamp: found.event_at.toString(),
      data: Subject.parse(found.subject),
    });
    const began = platform.realNow();
    const result = await send(
      { id: found.id, url: found.url, body, secrets, at: new Date(platform.realNow()) },
      { rules },
    );
    await settle(found, result, platform.realNow() - began);
  };

  jobs.define(DELIVER, { retryLimit: 3, retryDelay: 60, batch: 5, pollSeconds: 5 }, async (data) => {
    const wanted = data.flatMap((one) => {
      const read = z.object({ delivery: z.uuid() }).safeParse(one);
      return read.success ? [read.data.delivery] : [];
    });
    await Promise.all(wanted.map(deliver));
  });
  jobs.define(SWEEP, { cron: '* * * * *', retryLimit: 0 }, async () => {
    const now = await platform.legalClock.now();
    await runAs(db, { kind: 'system' }, async (tx) => {
      const { rows } = await sql<{
        delivery: string;
      }>`select delivery from netra.announce_clocks(${now.toString()}::timestamptz, ${SOON}::interval)`.execute(tx);
      await sendOff(
        tx,
        rows.map((row) => row.delivery),
      );
      await sendOff(
        tx,
        await findLost(tx, Temporal.Instant.fromEpochMilliseconds(platform.realNow()), UNTAKEN_SECONDS),
      );
      await sql`delete from netra.webhook_delivery where state <> 'waiting' and created_at < now() - interval '30 days'`.execute(
        tx,
      );
      await sql`delete from netra.api_answer where created_at < now() - interval '24 hours'`.execute(tx);
    });
  });

  /** Changes one endpoint that the person may change; false when there is none. */
  const change = (member: Member, id: string, what: string, set: (tx: Tx) => Promise<unknown>): Promise<boolean> =>
    as(member, async (tx) => {
      const [there] = await readEndpoints(tx, id);
      if (there === undefined) return false;
      await set(tx);
      await audit(tx, member, what, there.bodyId, id);
      return true;
    });

  return {
    deliver,
    list: (member) => as(member, (tx) => readEndpoints(tx)),
    find: (member, id) => as(member, async (tx) => (await readEndpoints(tx, id))[0]),
    add: (member, wish) =>
      as(member, async (tx): Promise<Result<{ id: string; secret: string }, 'not-yours' | 'too-many' | UrlProblem>> => {
        const allowed = member.memberships.some((m) => m.role === 'admin' || m.bodyId === wish.bodyId);
        const office = await tx.selectFrom('body').select('id').where('id', '=', wish.bodyId).executeTakeFirst();
        if (!allowed || office === undefined) return fail('not-yours');
        const url = readUrl(wish.url, rules);
        if (!url.ok) return url;
        if ((await readEndpoints(tx)).filter((one) => one.bodyId === wish.bodyId).length >= MOST_ENDPOINTS)
          return fail('too-many');
        const id = platform.uuid();
        const secret = newSecret();
        await tx
          .insertInto('webhook_endpoint')
          .values({
            id,
            body_id: wish.bodyId,
            url: url.value.toString(),
            events: [...wish.events],
            secret_locked: locked(id, secret),
            created_by: member.userId,
          })
          .execute();
        await audit(tx, member, 'webhook.added', wish.bodyId, id);
        return ok({ id, secret });
      }),
    rotate: async (member, id) => {
      const secret = newSecret();
      const done = await change(member, id, 'webhook.secret-changed', (tx) =>
        tx
          .updateTable('webhook_endpoint')
          .set((e) => ({
            old_secret_locked: e.ref('secret_locked'),
            old_secret_until: iso(OLD_SECRET_HOURS * 3600),
            secret_locked: locked(id, secret),
          }))
          .where('id', '=', id)
          .execute(),
      );
      return done ? ok({ secret }) : fail('gone');
    },
    setOn: (member, id, on) =>
      change(member, id, on ? 'webhook.on' : 'webhook.off', (tx) =>
        tx
          .updateTable('webhook_endpoint')
          .set(
            on
              ? { disabled_at: null, disabled_why: null, failing_since: null }
              : { disabled_at: iso(), disabled_why: 'by-hand' },
          )
          .where('id', '=', id)
          .execute(),
      ),
    remove: (member, id) =>
      change(member, id, 'webhook.removed', (tx) =>
        tx.updateTable('webhook_endpoint').set({ deleted_at: iso() }).where('id', '=', id).execute(),
      ),
    test: (member, id) =>
      as(member, async (tx) => {
        const [there] = await readEndpoints(tx, id);
        if (there === undefined || there.disabledAt !== null) return false;
        const { rows } = await sql<{
          delivery: string | null;
        }>`select netra.test_webhook(${id}::uuid) as delivery`.execute(tx);
        const made = rows[0]?.delivery ?? null;
        if (made !== null) await sendOff(tx, [made]);
        return made !== null;
      }),
    deliveries: (member, id, limit, after) =>
      as(member, async (tx) =>
        (await readEndpoints(tx, id)).length === 0 ? undefined : readDeliveries(tx, id, limit, after),
      ),
    resend: (member, id, deliveryId) =>
      as(member, async (tx) => {
        const [there] = await readEndpoints(tx, id);
        if (there === undefined || there.disabledAt !== null) return false;
        const again = await tx
          .updateTable('webhook_delivery')
          .set({ state: 'waiting', tries: 0, next_at: iso(), claimed_until: null })
          .where('id', '=', deliveryId)
          .where('endpoint_id', '=', id)
          .where('state', '!=', 'waiting')
          .returning('id')
          .executeTakeFirst();
        if (again === undefined) return false;
        await sendOff(tx, [deliveryId]);
        await audit(tx, member, 'webhook.resent', there.bodyId, deliveryId);
        return true;
      }),
  };
}

type Claimed = NonNullable<Awaited<ReturnType<typeof claim>>>;
