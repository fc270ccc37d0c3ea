/** How often a token may ask, told in headers. Counted in the memory of each process: it keeps the machine calm and guards no secret. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Points per minute. A token may poll; without one, an address may look things up; whoever tries tokens is slowed down. */
const rates = { token: 1200, open: 300, refused: 60 } as const;
export type RateName = keyof typeof rates;
const SECONDS = 60;

export interface Taken {
  readonly ok: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Rates {
  take(name: RateName, mark: string, points?: number): Promise<Taken>;
}

export function memoryRates(): Rates {
  const limiters = new Map<RateName, RateLimiterMemory>();
  return {
    take: async (name, mark, points = 1) => {
      const limit = rates[name];
      const limiter =
        limiters.get(name) ?? new RateLimiterMemory({ points: limit, duration: SECONDS, keyPrefix: name });
      limiters.set(name, limiter);
      const told = ({ remainingPoints, msBeforeNext }: RateLimiterRes, ok: boolean): Taken => {
        const reset = Math.max(0, Math.ceil(msBeforeNext / 1000));
        return {
          ok,
          headers: {
            'ratelimit-policy': `"${name}";q=${limit};w=${SECONDS}`,
            ratelimit: `"${name}";r=${Math.max(0, remainingPoints)};t=${reset}`,
            ...(ok ? {} : { 'retry-after': String(Math.max(1, reset)) }),
          },
        };
      };
      try {
        return told(await limiter.consume(mark, points), true);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return told(refused, false);
        throw refused;
      }
    },
  };
}
