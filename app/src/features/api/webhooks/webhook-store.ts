/** Rows of endpoints and deliveries. What of a delivery is shown holds no case number: administrators see no cases. */
import { sql } from 'kysely';
import { isWebhookEvent, type WebhookEvent } from '../../../platform/api/index.ts';
import type { Tx } from '../../../platform/db/connect.ts';

export interface Endpoint {
  readonly id: string;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly createdAt: Temporal.Instant;
  readonly failingSince: Temporal.Instant | null;
  readonly disabledAt: Temporal.Instant | null;
  readonly disabledWhy: 'by-hand' | 'failing' | 'gone' | null;
  readonly oldSecretUntil: Temporal.Instant | null;
}

export interface DeliveryLine {
  readonly id: string;
  readonly event: WebhookEvent;
  readonly at: Temporal.Instant;
  readonly state: 'waiting' | 'delivered' | 'failed';
  readonly tries: number;
  readonly nextAt: Temporal.Instant | null;
  readonly lastAt: Temporal.Instant | null;
  readonly lastResult: string | null;
  readonly lastMs: number | null;
}

const MOST = 500;

export async function readEndpoints(tx: Tx, id?: string): Promise<Endpoint[]> {
  let query = tx
    .selectFrom('webhook_endpoint as e')
    .innerJoin('body as b', 'b.id', 'e.body_id')
    .select([
      'e.id',
      'e.body_id',
      'b.name',
      'e.url',
      'e.events',
      'e.created_at',
      'e.failing_since',
      'e.disabled_at',
      'e.disabled_why',
      'e.old_secret_until',
    ])
    .where('e.deleted_at', 'is', null)
    .orderBy('b.name')
    .orderBy('e.created_at')
    .limit(MOST);
  if (id !== undefined) query = query.where('e.id', '=', id);
  return (await query.execute()).map((row) => ({
    id: row.id,
    bodyId: row.body_id,
    bodyName: row.name,
    url: row.url,
    events: row.events.filter(isWebhookEvent),
    createdAt: row.created_at,
    failingSince: row.failing_since,
    disabledAt: row.disabled_at,
    disabledWhy:
      row.disabled_why === 'by-hand' || row.disabled_why === 'failing' || row.disabled_why === 'gone'
        ? row.disabled_why
        : null,
    oldSecretUntil: row.old_secret_until,
  }));
}

/** The newest first, going on after the sort keys of the last one shown. */
export async function readDeliveries(
  tx: Tx,
  endpointId: string,
  limit: number,
  after: readonly string[] | null,
): Promise<{ readonly rows: readonly DeliveryLine[]; readonly next: readonly string[] | null }> {
  const [at = '', id = ''] = after ?? [];
  let query = tx
    .selectFrom('webhook_delivery')
    .select(['id', 'event', 'event_at', 'state', 'tries', 'next_at', 'last_at', 'last_result', 'last_ms', 'created_at'])
    .where('endpoint_id', '=', endpointId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== null) query = query.where(sql<boolean>`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`);
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.flatMap((row): DeliveryLine[] =>
      isWebhookEvent(row.event)
        ? [
            {
              id: row.id,
              event: row.event,
              at: row.event_at,
              state: row.state === 'delivered' || row.state === 'failed' ? row.state : 'waiting',
              tries: row.tries,
              nextAt: row.state === 'waiting' ? row.next_at : null,
              lastAt: row.last_at,
              lastResult: row.last_result,
              lastMs: row.last_ms,
            },
          ]
        : [],
    ),
    next: rows.length > limit && last !== undefined ? [last.created_at.toString(), last.id] : null,
  };
}

/** Takes a delivery that is due for one try; undefined when it is done, not due, or another process has it. */
export async function claim(tx: Tx, id: string, now: string, until: string) {
  return tx
    .updateTable('webhook_delivery as d')
    .from('webhook_endpoint as e')
    .set({ claimed_until: until })
    .whereRef('e.id', '=', 'd.endpoint_id')
    .where('d.id', '=', id)
    .where('d.state', '=', 'waiting')
    .where('d.next_at', '<=', sql<Temporal.Instant>`${now}::timestamptz`)
    .where((w) =>
      w.or([w('d.claimed_until', 'is', null), w('d.claimed_until', '<', sql<Temporal.Instant>`${now}::timestamptz`)]),
    )
    .returning(['d.id', 'd.event', 'd.subject', 'd.event_at', 'd.tries', 'd.endpoint_id'])
    .returning([
      'e.body_id',
      'e.url',
      'e.secret_locked',
      'e.old_secret_locked',
      'e.old_secret_until',
      'e.disabled_at',
      'e.deleted_at',
      'e.failing_since',
    ])
    .executeTakeFirst();
}

/**
 * Deliveries whose worker died: claimed, and the claim lapsed without an answer; or due for `patience` seconds without anybody having taken
 * them, as when the job itself was lost.
 */
export async function findLost(tx: Tx, now: Temporal.Instant, patience: number): Promise<readonly string[]> {
  const instant = (at: Temporal.Instant) => sql<Temporal.Instant>`${at.toString()}::timestamptz`;
  const rows = await tx
    .selectFrom('webhook_delivery')
    .select('id')
    .where('state', '=', 'waiting')
    .where((w) =>
      w.or([
        w('claimed_until', '<', instant(now)),
        w.and([w('claimed_until', 'is', null), w('next_at', '<', instant(now.subtract({ seconds: patience })))]),
      ]),
    )
    .limit(500)
    .execute();
  return rows.map((row) => row.id);
}
