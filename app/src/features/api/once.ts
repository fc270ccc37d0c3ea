/**
 * A request with an Idempotency-Key happens once. The key, the effect and the answer are saved in one transaction: killed in between, nothing
 * of it is there; repeated afterwards, the same answer comes back. Refused requests leave nothing, so their key may be used again.
 */

import { sql } from 'kysely';
import { z } from 'zod';
import type { Caller, Done, Refusal } from '../../platform/api/index.ts';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runTogether } from '../../platform/db/unit-of-work.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';

export interface Kept extends Omit<Done, 'after'> {
  /** The answer of an earlier request with this key. */
  readonly replayed: boolean;
  readonly after?: () => Promise<void>;
}

export interface OnceRequest {
  readonly key: string;
  readonly operation: string;
  /** SHA-256 of everything that makes the request what it is. */
  readonly hash: Buffer;
}

const PURPOSE = 'api-answer';
const HOURS = 24;
/** How long one waits for another process that is at the same key. */
const WAIT = '8s';
const Stored = z.object({ body: z.unknown(), etag: z.string().optional(), location: z.string().optional() });

export interface Once {
  run(caller: Caller, request: OnceRequest, act: () => Promise<Result<Done, Refusal>>): Promise<Result<Kept, Refusal>>;
}

export function onceIn(platform: Pick<Platform, 'db' | 'keys' | 'realNow'>): Once {
  // Requests with one key wait for each other here, before they take a connection: otherwise they could take them all and wait for the first.
  const busy = new Map<string, Promise<unknown>>();
  const keyring = { current: platform.keys('api-answer') };

  const stored = async (
    tx: Tx,
    userId: string,
    { key, operation, hash }: OnceRequest,
    aad: Buffer,
  ): Promise<Result<Kept, Refusal>> => {
    const row = await tx
      .selectFrom('api_answer')
      .selectAll()
      .where('user_id', '=', userId)
      .where('key', '=', key)
      .executeTakeFirst();
    if (row === undefined) return fail({ code: 'in-progress', headers: { 'retry-after': '1' } });
    if (row.operation !== operation || !row.request_hash.equals(hash)) return fail({ code: 'idempotency-key-reused' });
    const opened =
      row.answer === null ? null : unlock(keyring, row.answer, { purpose: PURPOSE, aad }, platform.realNow());
    if (opened === null || !opened.ok) throw new Error('a kept answer does not open');
    const { body, etag, location } = Stored.parse(JSON.parse(opened.value.toString('utf8')));
    return ok({
      body,
      replayed: true,
      ...(etag === undefined ? {} : { etag }),
      ...(location === undefined ? {} : { location }),
    });
  };

  const attempt = (
    caller: Caller,
    request: OnceRequest,
    act: () => Promise<Result<Done, Refusal>>,
  ): Promise<Result<Kept, Refusal>> => {
    const { userId } = caller.member;
    const aad = Buffer.from(`${userId} ${request.key}`, 'utf8');
    return runTogether(platform.db, { kind: 'member', userId }, async (tx): Promise<Result<Kept, Refusal>> => {
      await sql`select set_config('lock_timeout', ${WAIT}, true)`.execute(tx);
      await sql`delete from api_answer where user_id = ${userId}::uuid and key = ${request.key} and created_at < now() - make_interval(hours => ${HOURS})`.execute(
        tx,
      );
      const mine = await tx
        .insertInto('api_answer')
        .values({ user_id: userId, key: request.key, operation: request.operation, request_hash: request.hash })
        .onConflict((c) => c.columns(['user_id', 'key']).doNothing())
        .returning('key')
        .executeTakeFirst();
      if (mine === undefined) return stored(tx, userId, request, aad);
      const done = await act();
      if (!done.ok) return done;
      const { body, etag, location } = done.value;
      const text = JSON.stringify({ body, etag, location });
      await tx
        .updateTable('api_answer')
        .set({ answer: lock(keyring, Buffer.from(text, 'utf8'), { purpose: PURPOSE, aad }) })
        .where('user_id', '=', userId)
        .where('key', '=', request.key)
        .execute();
      return ok({ ...done.value, replayed: false });
    });
  };

  return {
    run: async (caller, request, act) => {
      const name = `${caller.member.userId} ${request.key}`;
      const before = busy.get(name) ?? Promise.resolve();
      const mine = before.then(
        () => attempt(caller, request, act),
        () => attempt(caller, request, act),
      );
      busy.set(name, mine);
      try {
        return await mine;
      } catch (error) {
        // Another process holds the key, or something that the action needs, for too long.
        if (error instanceof Error && 'code' in error && error.code === '55P03')
          return fail({ code: 'in-progress', headers: { 'retry-after': '5' } });
        throw error;
      } finally {
        if (busy.get(name) === mine) busy.delete(name);
      }
    },
  };
}
