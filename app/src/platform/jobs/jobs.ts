/** Work that is done later: left behind in the transaction of the change, done by whichever process is free, again until it went well. */
import { fromKysely, PgBoss } from 'pg-boss';
import type { Address, Database, Tx } from '../db/connect.ts';
import { runAs } from '../db/unit-of-work.ts';
import { describeError, type Log } from '../log/log.ts';
import { DEAD_LETTER, type JobsOverview, readOverview } from './overview.ts';

export interface SendOptions {
  /** Not before this moment (real clock). */
  readonly startAfter?: Date;
  /** The same key in the same queue is the same job: the second one is not kept. Holds until some days after the first was done. */
  readonly singletonKey?: string;
  /** How often it is tried again; left out, as the queue says. */
  readonly retryLimit?: number;
}

export interface QueueOptions {
  /** How often a job is tried again before it goes to the dead letters; 5 if left out. */
  readonly retryLimit?: number;
  /** Seconds before the first repetition; 30 if left out. */
  readonly retryDelay?: number;
  /** Whether each repetition waits about twice as long as the one before, at most six hours; yes if left out. */
  readonly retryBackoff?: boolean;
  /** How many jobs one call gets; 1 if left out. A call that throws repeats all of them. */
  readonly batch?: number;
  /** Seconds between two looks at the queue; 30 if left out. New jobs are announced and do not wait for it, postponed and repeated ones do. */
  readonly pollSeconds?: number;
  /** Minute, hour, day, month, weekday in WIB: a job without payload is put into the queue by itself. One missed while nothing ran is made up for, once. */
  readonly cron?: string;
}

/** @param data what was sent, not checked: parse it. */
export type Work = (data: readonly object[], signal: AbortSignal) => Promise<void>;

export interface Jobs {
  /**
   * Leaves a job behind in the caller's transaction: rolled back with it, seen by workers after its commit. Payloads hold ids only.
   * A job may be done twice (a worker that died after the work and before it could say so): twice must be the same as once.
   */
  send<T extends object>(tx: Tx, queue: string, data: T, options?: SendOptions): Promise<void>;
  /** Names a queue and who does its work. In every process, before the first `send` and before `start`. */
  define(queue: string, options: QueueOptions, work: Work): void;
  /**
   * Begins to work. Left out in processes that only serve pages. When it fails it throws, and goes on trying by itself until `pause` or `stop`:
   * after a maintenance the database may not be back yet, and nobody asks a second time.
   */
  start(): Promise<void>;
  /** Takes no more work until the next `start`, and waits for what is under way; jobs may still be left behind. */
  pause(): Promise<void>;
  /** Takes no more work, waits for what is under way (half a minute at most: the rest is repeated elsewhere), and closes its connections. */
  stop(): Promise<void>;
  /** How much waits in each queue, and what failed for good. */
  overview(): Promise<JobsOverview>;
  /** Puts dead letters back into the queues they came from; all, or one. @returns how many */
  retryDead(id?: string): Promise<number>;
}

/** The shortest pause between two looks at a queue that pg-boss takes. */
const SHORTEST_POLL = 0.5;
const POLL = 30;
const STOP_MS = 30_000;
const START_AGAIN_SECONDS = 15;
/** A worker that died is noticed after this long, and its job given to another one. */
const HEARTBEAT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 6 * 3600;
const DAY_SECONDS = 86_400;

export interface JobsOptions {
  readonly database: Address;
  readonly db: Database;
  readonly log: Log;
  /** Tests look more often. */
  readonly pollSeconds?: number;
}

interface Queue {
  readonly options: QueueOptions;
  readonly work: Work;
}

/** What is kept of a failure: messages of the database repeat values of rows, so none of them is kept. */
class JobFailed extends Error {
  constructor(error: unknown) {
    const { name, code } = describeError(error);
    super(code ?? 'failed');
    this.name = name ?? 'Error';
    this.stack = '';
  }
}

export function createJobs(options: JobsOptions): Jobs {
  const queues = new Map<string, Queue>();
  const report = reporter(options.log);
  const known = new Map<string, Promise<void>>();
  let sender: Promise<PgBoss> | null = null;
  let worker: PgBoss | null = null;
  let starting: Promise<void> | null = null;
  let again: NodeJS.Timeout | undefined;
  let wanted = false;
  let stopped = false;

  const connect = (max: number): ConstructorParameters<typeof PgBoss>[0] & object => ({
    ...connectionOf(options.database),
    max,
    schema: 'jobs',
    migrate: false,
    createSchema: false,
    // Both ask for rights of the owner.
    reindex: false,
    monitorVacuum: false,
  });
  const listen = (boss: PgBoss): PgBoss => {
    boss.on('error', (error) => report('jobs-failed', error));
    boss.on('warning', ({ message }) => options.log.warn({ event: 'jobs-warning', message }));
    return boss;
  };

  /** Puts jobs in and asks; never works. One connection, and only when a queue is met for the first time. */
  const sending = (): Promise<PgBoss> => {
    if (stopped) throw new Error('jobs were stopped');
    sender ??= listen(
      new PgBoss({ ...connect(1), supervise: false, schedule: false, queueCacheIntervalSeconds: DAY_SECONDS }),
    )
      .start()
      .catch((error: unknown) => {
        // The next one tries again.
        sender = null;
        throw error;
      });
    return sender;
  };

  /** Makes a queue as it is defined; the dead letters first, because the others name them. */
  const found = async (boss: PgBoss, name: string, { options: wanted }: Queue): Promise<void> => {
    if ((await boss.getQueue(DEAD_LETTER)) === null)
      await boss.createQueue(DEAD_LETTER, { retentionSeconds: 180 * DAY_SECONDS, retryLimit: 0 });
    const retryBackoff = wanted.retryBackoff ?? true;
    const settings = {
      retryLimit: wanted.retryLimit ?? 5,
      retryDelay: wanted.retryDelay ?? 30,
      retryBackoff,
      ...(retryBackoff ? { retryDelayMax: LONGEST_WAIT_SECONDS } : {}),
      expireInSeconds: 900,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      deleteAfterSeconds: 3 * DAY_SECONDS,
      deadLetter: DEAD_LETTER,
      notify: true,
    };
    const there = await boss.getQueue(name);
    if (there === null) await boss.createQueue(name, settings);
    else if (
      there.retryLimit !== settings.retryLimit ||
      there.retryDelay !== settings.retryDelay ||
      there.retryBackoff !== settings.retryBackoff
    )
      await boss.updateQueue(name, settings);
  };
  const ensure = async (name: string): Promise<PgBoss> => {
    const queue = queues.get(name);
    if (queue === undefined) throw new Error(`the queue ${name} is not defined`);
    const boss = await sending();
    const making = known.get(name) ?? found(boss, name, queue);
    known.set(name, making);
    await making.catch((error: unknown) => {
      known.delete(name);
      throw error;
    });
    return boss;
  };

  const begin = async (): Promise<void> => {
    for (const name of queues.keys()) await ensure(name);
    const boss = listen(
      new PgBoss({
        ...connect(3),
        useListenNotify: true,
        notifyHeartbeatIntervalMs: 30_000,
        // Seldom, because nothing here is in such a hurry; what is not used (flows) hardly ever.
        cronMonitorIntervalSeconds: 45,
        cronWorkerIntervalSeconds: options.pollSeconds === undefined ? 45 : 1,
        superviseIntervalSeconds: 20,
        queueCacheIntervalSeconds: 300,
        flowIntervalSeconds: DAY_SECONDS,
      }),
    );
    try {
      await boss.start();
      await arrange(boss, queues);
      for (const [name, { options: own, work }] of queues) {
        const pause = Math.max(SHORTEST_POLL, options.pollSeconds ?? own.pollSeconds ?? POLL);
        const id = await boss.work(
          name,
          {
            batchSize: own.batch ?? 1,
            pollingIntervalSeconds: pause,
            notifyPollingIntervalSeconds: pause,
          },
          async (jobs) => {
            const data: readonly object[] = jobs.map((job) => job.data ?? {});
            try {
              await work(data, jobs[0]?.signal ?? new AbortController().signal);
            } catch (error) {
              options.log.warn({ event: 'job-failed', limit: name, count: jobs.length, ...describeError(error) });
              throw new JobFailed(error);
            } finally {
              // Where one was, there may be another: only an empty queue is left alone for a while.
              boss.notifyWorker(id);
            }
          },
        );
      }
    } catch (error) {
      // It may be another database than before, without its queues.
      known.clear();
      // What of it was opened would stay open, one more with each attempt.
      await boss.stop({ graceful: false }).catch(() => {});
      throw error;
    }
    worker = boss;
  };
  const start = async (): Promise<void> => {
    clearTimeout(again);
    if (worker !== null) return;
    wanted = true;
    starting ??= begin().finally(() => {
      starting = null;
    });
    try {
      await starting;
    } catch (error) {
      if (wanted && !stopped) {
        clearTimeout(again);
        again = setTimeout(
          () => void start().catch((failure: unknown) => report('jobs-not-started', failure)),
          (options.pollSeconds ?? START_AGAIN_SECONDS) * 1000,
        );
        again.unref();
      }
      throw error;
    }
  };
  /** Nothing begins from now on, and what was beginning has come to its end. */
  const beginNoMore = async (): Promise<void> => {
    wanted = false;
    clearTimeout(again);
    await starting?.catch(() => {});
  };

  return {
    send: async (tx, queue, data, { startAfter, singletonKey, retryLimit } = {}) => {
      const boss = await ensure(queue);
      await boss.send(queue, data, {
        db: fromKysely(tx),
        ...(startAfter === undefined ? {} : { startAfter }),
        // One slot for all times: the key alone says whether it is the same job.
        ...(singletonKey === undefined ? {} : { singletonKey, singletonSeconds: 2_000_000_000 }),
        ...(retryLimit === undefined ? {} : { retryLimit }),
      });
    },
    define: (queue, wanted, work) => {
      if (queues.has(queue)) throw new Error(`the queue ${queue} is defined twice`);
      queues.set(queue, { options: wanted, work });
    },
    start,
    pause: async () => {
      await beginNoMore();
      const boss = worker;
      worker = null;
      await boss?.stop({ graceful: true, timeout: STOP_MS });
    },
    stop: async () => {
      stopped = true;
      await beginNoMore();
      await worker?.stop({ graceful: true, timeout: STOP_MS });
      worker = null;
      const last = await sender?.catch(() => null);
      await last?.stop({ graceful: false });
    },
    overview: () => runAs(options.db, { kind: 'system' }, readOverview),
    retryDead: async (id) => {
      const boss = await sending();
      if ((await boss.getQueue(DEAD_LETTER)) === null) return 0;
      return boss.redrive(DEAD_LETTER, id === undefined ? {} : { ids: [id] });
    },
  };
}

/** Timetables as the code has them now; those of queues that no longer have one are taken away. */
async function arrange(boss: PgBoss, queues: ReadonlyMap<string, Queue>): Promise<void> {
  for (const there of await boss.getSchedules())
    if (queues.get(there.name)?.options.cron === undefined) await boss.unschedule(there.name);
  for (const [name, { options }] of queues)
    if (options.cron !== undefined) await boss.schedule(name, options.cron, {}, { tz: 'Asia/Jakarta', missed: 'once' });
}

/** The application's role with the scope of the system: row-level security lets it see jobs and nothing that only members see. */
function connectionOf(address: Address): object {
  const where =
    address.kind === 'url'
      ? { connectionString: address.url }
      : { host: address.host, user: address.user, database: address.database };
  return {
    ...where,
    application_name: 'netra-jobs',
    connectionTimeoutMillis: 10_000,
    // Longer than the pause between two looks: otherwise each look would open a connection of its own.
    idleTimeoutMillis: 120_000,
    options: '-c netra.kind=system -c timezone=UTC',
  };
}

/** A database that is away fails every look at every queue: one line in a minute says so. */
function reporter(log: Log): (event: string, error: unknown) => void {
  let last = 0;
  return (event, error) => {
    const now = Date.now();
    if (now - last < 60_000) return;
    last = now;
    // The library hands over copies of errors as plain objects, with texts of the database in them.
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
    log.warn({
      event,
      ...(error instanceof Error ? describeError(error) : {}),
      ...(code === undefined ? {} : { code }),
    });
  };
}
