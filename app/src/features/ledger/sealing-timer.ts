/** Rings at the fixed times, a little after each, and seals. A run that fails is said in the log and tried again at the next time. */
import { describeError, type Log } from '../../platform/log/log.ts';
import type { LedgerService } from './log-service.ts';

/** After the tick, so that what was saved at its very moment is seen. */
const AFTER_MS = 200;

export interface SealingTimer {
  /** Ends the ringing, and waits for a run that is under way. */
  stop(): Promise<void>;
}

export function startSealing(service: LedgerService, realNow: () => number, log: Log): SealingTimer {
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
      const sealed = await service.sealTick();
      if (!sealed.ok) log.error({ event: 'log-not-signed', code: sealed.error.kind });
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
