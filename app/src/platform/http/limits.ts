/** Named limits on how often one address may do something. Addresses are kept only as a keyed mark that changes every day, in memory. */
import { RateLimiterMemory } from 'rate-limiter-flexible';

/**
 * Points per window of seconds. Generous where a whole village shares one address of a mobile network, strict where guessing pays.
 * Receipts carry over 80 bits, so the limit on look-ups only keeps the machine calm.
 */
export const limits = {
  'sign-in': { points: 20, seconds: 60 },
  'one-time-code': { points: 20, seconds: 60 },
  // A whole office signs in through one address on a Monday morning.
  'sign-in-by-address': { points: 200, seconds: 60 },
  'receipt-lookup': { points: 60, seconds: 60 },
  'report-step': { points: 6000, seconds: 60 },
  // A whole office asks through one address on the day after the news.
  'guidance-step': { points: 6000, seconds: 60 },
  // A whole newsroom checks receipts through one address; each check costs milliseconds.
  'receipt-check': { points: 600, seconds: 60 },
  'report-submit': { points: 1200, seconds: 60 },
  upload: { points: 300, seconds: 60 },
  invitation: { points: 20, seconds: 60 },
} as const satisfies Record<string, { readonly points: number; readonly seconds: number }>;

export type LimitName = keyof typeof limits;

export interface Limits {
  /** Takes one point; false when none is left in this window. */
  take(name: LimitName, mark: string): Promise<boolean>;
}

export function memoryLimits(): Limits {
  const limiters = new Map<LimitName, RateLimiterMemory>();
  return {
    take: async (name, mark) => {
      let limiter = limiters.get(name);
      if (limiter === undefined) {
        limiter = new RateLimiterMemory({
          points: limits[name].points,
          duration: limits[name].seconds,
          keyPrefix: name,
        });
        limiters.set(name, limiter);
      }
      try {
        await limiter.consume(mark);
        return true;
      } catch (refused) {
        if (refused instanceof Error) throw refused;
        return false;
      }
    },
  };
}
