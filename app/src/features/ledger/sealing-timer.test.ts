import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log, LogFields } from '../../platform/log/log.ts';
import { startSealing } from './sealing-timer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const minute = 60_000;

function setUp(answers: readonly (() => Promise<{ ok: true; value: { leaves: 0; covers: 16; size: 16 } }>)[]) {
  let asked = 0;
  const lines: LogFields[] = [];
  const log: Log = { info: () => {}, warn: () => {}, error: (fields) => void lines.push(fields) };
  const service = {
    nextTick: () => Temporal.Instant.fromEpochMilliseconds((Math.floor(Date.now() / minute) + 1) * minute),
    sealTick: () => {
      asked += 1;
      return (answers[asked - 1] ?? answers.at(-1) ?? never)();
    },
  };
  const timer = startSealing(service, Date.now, log, 3 * minute);
  return { timer, lines, asked: () => asked };
}

const sealed = async () => ({
  ok: true as const,
  value: { leaves: 0 as const, covers: 16 as const, size: 16 as const },
});
const never = () => new Promise<Awaited<ReturnType<typeof sealed>>>(() => {});

describe('the timer of the log', () => {
  it('seals at every fixed time', async () => {
    const { asked } = setUp([sealed]);
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(asked()).toBeGreaterThanOrEqual(5);
  });

  it('leaves a run that never answers alone, says so once, and seals at the next time', async () => {
    const { asked, lines } = setUp([never, sealed]);
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect([asked(), lines]).toEqual([1, []]);
    await vi.advanceTimersByTimeAsync(3 * minute);
    expect(lines).toEqual([{ event: 'log-not-sealed', code: 'no-answer' }]);
    expect(asked()).toBeGreaterThanOrEqual(2);
  });

  it('goes on after a run that failed', async () => {
    const { asked, lines } = setUp([() => Promise.reject(new Error('disk full')), sealed]);
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(lines).toHaveLength(1);
    expect(asked()).toBeGreaterThanOrEqual(2);
  });
});
