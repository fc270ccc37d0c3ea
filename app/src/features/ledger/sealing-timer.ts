/** Rings at the fixed times, a little after each, and seals. A run that fails is said in the log and tried again at the next time. */
import { describeError, type Log } from '../../platform/log/log.ts';
import type { LedgerService } from './log-service.ts';

/** After the tick, so that what was saved at its very moment is seen. */
const AFTER_MS = 200;
/** A run that has not answered by then is left alone: its connection may be gone without a word, and the next time must not wait for it. */
const LATE_MS = 5 * 60_000;

export interface SealingTimer {
  /** Ends the ringing, and waits for a run that is under way. */
  stop(): Promise<void>;
}

/** @param lateMs milliseconds after which a run is no longer waited for */
export function startSealing(
  service: Pick<LedgerService, 'nextTick' | 'sealTick'>,
  realNow: () => number,
  log: Log,
  lateMs: number = LATE_MS,
): SealingTimer {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const ring = (): void => {
    if (stopped) return;
    timer = setTimeout(
      () => {
        running = run();
        void running.finally(ring);
      },
      Math.max(AFTER_MS, service.nextTick().epochMilliseconds - realNow() + AFTER_MS),
    );
    timer.unref();
  };
  const run = async (): Promise<void> => {
    try {
      const sealed = await within(service.sealTick(), lateMs);
      if (sealed === 'late') log.error({ event: 'log-not-sealed', code: 'no-answer' });
      else if (!sealed.ok) log.error({ event: 'log-not-signed', code: sealed.error.kind });
    } catch (error) {
      log.error({ event: 'log-not-sealed', ...describeError(error) });
    }
  };
  // What an earlier process left over is sealed soon after the start.
  running = run();
  void running.finally(ring);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function within<T>(work: Promise<T>, ms: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
    timer.unref();
  });
  // Whoever is left alone may still fail: nobody waits for it, and the process must not end of it.
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
