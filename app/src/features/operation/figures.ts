/**
 * Figures of the product itself, beside those of requests. None of them moves with a single report: what waits for the log is told in whole
 * batches, queues in tens and by the age of their oldest job, the disk in steps of a hundred megabytes.
 */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { freeMegabytes } from '../../platform/files/index.ts';
import type { GaugeValue, Metrics } from '../../platform/observe/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { workerSeen } from './heartbeat.ts';
import type { Readiness } from './readiness.ts';

export interface FiguresDeps {
  readonly platform: Pick<Platform, 'db' | 'legalClock' | 'realNow'>;
  readonly ready: () => Promise<Readiness>;
  readonly folder: string;
}

/** Leaves of the smallest batch of the log; fewer that wait are told as none. */
const LOG_STEP = 64;
const QUEUE_STEP = 10;
const AGE_STEP_MINUTES = 5;
const DISK_STEP_MB = 100;

const down = (value: number, step: number): number => value - (value % step);

export function addFigures(metrics: Metrics, deps: FiguresDeps): void {
  const { db, legalClock, realNow } = deps.platform;
  const system = <T>(read: (tx: Tx) => Promise<T>): Promise<T> => runAs(db, { kind: 'system' }, read);
  const one = (value: number): readonly GaugeValue[] => [{ labels: {}, value }];

  metrics.gauge('netra_check', 'Checks of /readyz: 0 ok, 1 warning, 2 failed.', ['check'], async () =>
    Object.entries((await deps.ready()).checks).map(([check, state]) => ({
      labels: { check },
      value: state === 'ok' ? 0 : state === 'warn' ? 1 : 2,
    })),
  );
  metrics.gauge('netra_worker_seen_seconds', 'Seconds since the worker was last seen.', [], async () =>
    one((await workerSeen(db)) ?? Number.POSITIVE_INFINITY),
  );
  metrics.gauge('netra_log_waiting', `What waits for the public log, in whole ${LOG_STEP}s.`, [], () =>
    system(async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from log_waiting`.execute(tx);
      return one(down(rows[0]?.n ?? 0, LOG_STEP));
    }),
  );
  metrics.gauge('netra_log_sealed_seconds', 'Seconds since the last batch of the public log.', [], () =>
    system(async (tx) => {
      const row = await tx.selectFrom('log_state').select('last_tick').executeTakeFirst();
      const at = row?.last_tick?.epochMilliseconds;
      return one(at === undefined ? Number.POSITIVE_INFINITY : Math.max(0, (realNow() - at) / 1000));
    }),
  );
  metrics.gauge(
    'netra_clocks_overdue',
    'Limits that have passed and still run, over all offices.',
    ['procedure', 'step', 'nature'],
    () =>
      system(async (tx) => {
        const at = (await legalClock.now()).toString();
        const { rows } = await sql<{ procedure_id: string; step_id: string; nature: string; overdue: number }>`
        select procedure_id, step_id, nature, overdue from overdue_clocks(${at}::timestamptz)`.execute(tx);
        return rows.map((row) => ({
          labels: { procedure: row.procedure_id, step: row.step_id, nature: row.nature },
          value: row.overdue,
        }));
      }),
  );
  metrics.gauge('netra_jobs_waiting', `Jobs that are due and wait, in whole ${QUEUE_STEP}s.`, ['queue'], async () =>
    (await system(readQueues)).map(({ queue, due }) => ({ labels: { queue }, value: down(due, QUEUE_STEP) })),
  );
  metrics.gauge(
    'netra_jobs_oldest_minutes',
    `Minutes for which the oldest job is overdue, in whole ${AGE_STEP_MINUTES}s.`,
    ['queue'],
    async () =>
      (await system(readQueues)).map(({ queue, oldest }) => ({
        labels: { queue },
        value: down(Math.floor(oldest), AGE_STEP_MINUTES),
      })),
  );
  metrics.gauge(
    'netra_jobs_dead',
    'Jobs that failed as often as they may: mails, calls of other systems, and the rest.',
    ['queue'],
    async () => (await system(readDead)).map(({ queue, dead }) => ({ labels: { queue }, value: dead })),
  );
  metrics.gauge('netra_disk_free_megabytes', `Free where the files lie, in whole ${DISK_STEP_MB}s.`, [], async () =>
    one(down((await freeMegabytes(deps.folder)) ?? 0, DISK_STEP_MB)),
  );
}

async function readQueues(tx: Tx) {
  const { rows } = await sql<{ queue: string; due: number; oldest: number }>`
    select q.name as queue, count(j.id) as due,
      coalesce(extract(epoch from max(now() - j.start_after)) / 60, 0)::float8 as oldest
    from jobs.queue q left join jobs.job j on j.name = q.name and j.state < 'active' and j.start_after <= now()
    where q.name not like '\\_\\_%' and q.name <> 'dead-letter' group by q.name`.execute(tx);
  return rows;
}

async function readDead(tx: Tx) {
  const { rows } = await sql<{ queue: string; dead: number }>`
    select coalesce(source_name, name) as queue, count(*) as dead from jobs.job
    where name = 'dead-letter' and state = 'created' group by 1`.execute(tx);
  return rows;
}
