/**
 * Named limits on how often one address or account may do something. Only keyed marks are kept, of addresses another every day. Where
 * guessing pays, all processes count together, in a table that no backup holds; all others count in the memory of the process: they keep
 * the machine calm, and of reporters nothing is written down.
 */
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';

/**
 * Points per window of seconds. Generous where a whole village shares one address of a mobile network, strict where guessing pays.
 * Receipts carry over 80 bits, so the limit on look-ups only keeps the machine calm.
 */
export const limits = {
  'sign-in': { points: 20, seconds: 60, shared: true },
  // From wherever tries on one account come: beyond the first they are slow, beyond the second refused.
  'sign-in-pace': { points: 20, seconds: 60, shared: true },
  'sign-in-by-account': { points: 300, seconds: 60, shared: true },
  'one-time-code': { points: 20, seconds: 60, shared: true },
  // A whole office signs in through one address on a Monday morning.
  'sign-in-by-address': { points: 200, seconds: 60, shared: true },
  // Codes of letters carry over 70 bits; few people hold one, so a handful of slips a minute is enough.
  'accused-code': { points: 20, seconds: 60, shared: true },
  'receipt-lookup': { points: 60, seconds: 60 },
  // A question costs an office work: a whole office may ask through one address, a flood may not.
  'advice-submit': { points: 120, seconds: 3600 },
  'report-step': { points: 6000, seconds: 60 },
  // A whole office asks through one address on the day after the news.
  'guidance-step': { points: 6000, seconds: 60 },
  // A whole newsroom checks receipts through one address; each check costs milliseconds.
  'receipt-check': { points: 600, seconds: 60 },
  'report-submit': { points: 1200, seconds: 60 },
  upload: { points: 300, seconds: 60 },
  // A calendar program asks once an hour or so; a whole office may sit behind one address.
  'calendar-feed': { points: 120, seconds: 60 },
  // A thousand people of one office enter their codes through one address in a few minutes, with four pages each. Codes carry 68 bits: this keeps
  // the machine calm, it does not guard them.
  'pledge-code': { points: 20_000, seconds: 60 },
  invitation: { points: 20, seconds: 60, shared: true },
} as const satisfies Record<string, Limit>;

interface Limit {
  readonly points: number;
  readonly seconds: number;
  /** Counted over all processes, not in each. */
  readonly shared?: true;
}

export type LimitName = keyof typeof limits;

export interface Limits {
  /** Takes one point; false when none is left in this window. */
  take(name: LimitName, mark: string): Promise<boolean>;
}

type Limiter = Pick<RateLimiterMemory, 'consume'>;

/** Everything in the memory of this process: one process, and tests. */
export function memoryLimits(): Limits {
  return limitsOf((name) => inMemory(name));
}

/** @param pool connections of the application; what is shared is counted in `netra.rate_limit` */
export function sharedLimits(pool: pg.Pool): Limits {
  return limitsOf((name) => {
    const limit: Limit = limits[name];
    if (limit.shared !== true) return inMemory(name);
    return new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      schemaName: 'netra',
      tableName: 'rate_limit',
      tableCreated: true,
      // The worker removes what expired; a timer of the library could not be stopped.
      clearExpiredByTimeout: false,
      points: limit.points,
      duration: limit.seconds,
      keyPrefix: name,
      // Whoever has none left is refused from memory: a flood costs the database nothing.
      inMemoryBlockOnConsumed: limit.points + 1,
    });
  });
}

function inMemory(name: LimitName): Limiter {
  return new RateLimiterMemory({ points: limits[name].points, duration: limits[name].seconds, keyPrefix: name });
}

function limitsOf(make: (name: LimitName) => Limiter): Limits {
  const limiters = new Map<LimitName, Limiter>();
  return {
    take: async (name, mark) => {
      const limiter = limiters.get(name) ?? make(name);
      limiters.set(name, limiter);
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
