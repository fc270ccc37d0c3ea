/** The rulebook in force in this process. It is replaced whole; whoever holds one from before goes on with it to the end of the request. */
import { builtIn, createRulebook, type Rulebook } from '@netra/rulebook';
import { parseAdditions } from '@netra/rulebook/additions';
import { describeError, type Log } from '../log/log.ts';

export interface LawBook {
  /** The rulebook with everything that was added and not withdrawn. Never waits, never throws. */
  current(): Rulebook;
  /** Looks at the database now: after own changes. Never throws; when it cannot read, the last good rulebook stays. */
  refresh(): Promise<void>;
  /** Revision of the added law that `current()` answers from; 0: nothing was ever added. */
  revision(): number;
  /** Why the newest additions are not in force here, or null: then they are. */
  trouble(): string | null;
}

export interface LawSource {
  /** One number that rises with every change. Asked often. */
  revision(): Promise<number>;
  /** All that was added, unchecked, and the revision that it stands for. */
  additions(): Promise<{ readonly revision: number; readonly input: unknown }>;
}

/** How often other processes look whether the law changed. */
export const LOOK_EVERY_MS = 15_000;

export interface WatchedLawBook extends LawBook {
  close(): void;
}

export function lawBook(source: LawSource, log: Log, everyMs: number = LOOK_EVERY_MS): WatchedLawBook {
  let rulebook = builtIn;
  let inForce = 0;
  /** The last revision that was looked at, whether or not it could be used: a bad one is told once. */
  let seen = 0;
  let trouble: string | null = null;
  let queue: Promise<void> = Promise.resolve();

  const look = async (always: boolean): Promise<void> => {
    try {
      if (!always && (await source.revision()) === seen) return;
      const { revision, input } = await source.additions();
      if (revision === seen) return;
      seen = revision;
      const additions = parseAdditions(input);
      if (!additions.ok) {
        trouble = additions.error.line;
        log.error({ event: 'law-refused', code: additions.error.field.slice(0, 80), count: revision });
        return;
      }
      rulebook = createRulebook(additions.value);
      inForce = revision;
      trouble = null;
      log.info({ event: 'law-changed', count: revision, version: rulebook.data });
    } catch (error) {
      log.error({ event: 'law-unread', ...describeError(error) });
    }
  };
  // One after the other, so that an older answer never replaces a newer one.
  const inTurn = (always: boolean): Promise<void> => {
    queue = queue.then(() => look(always));
    return queue;
  };
  const timer = setInterval(() => void inTurn(false), everyMs);
  timer.unref();

  return {
    current: () => rulebook,
    refresh: () => inTurn(true),
    revision: () => inForce,
    trouble: () => trouble,
    close: () => clearInterval(timer),
  };
}
