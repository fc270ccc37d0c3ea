/**
 * Where reporters are. What the operator sees of requests must not tell when somebody reported, asked after a report, or asked whether an act
 * is allowed: no line of the log, no span, and figures only in batches.
 */

/** The group of a path of a reporter (without language), or null for all others. */
export function quietGroup(path: string): string | null {
  const [, first = ''] = path.split('/', 2);
  return quiet.get(first) ?? null;
}

const quiet: ReadonlyMap<string, string> = new Map(
  ['lapor', 'status', 'bolehkah', 'periksa'].map((first) => [first, `/${first}/*`]),
);

/**
 * Files of pages: what asks for them is a page that is being opened, whichever it is. A stylesheet at a minute tells of a reporter at that
 * minute as well as the page would, and there is no telling whose it was: nothing at all is noted of them.
 */
export function isOfPages(path: string): boolean {
  return path.startsWith('/assets/');
}

/** How many observations come out together, and the minutes between two moments at which they may. */
export const BATCH = 16;
export const BATCH_MINUTES = 15;

export interface QuietBatch<T> {
  add(one: T): void;
}

/** Above this the oldest go out at once: with so many nobody is alone. */
const MOST = 20_000;

/**
 * Keeps what it is given and gives it out at fixed quarters of an hour, mixed, in multiples of sixteen; the rest waits for more. A figure that
 * moves says that sixteen people were here, never when one was.
 * @param release called only at those moments
 */
export function quietBatch<T>(
  release: (one: T) => void,
  random: () => number = Math.random,
  now: () => number = Date.now,
): QuietBatch<T> & { stop(): void } {
  let kept: T[] = [];
  const giveOut = (): void => {
    const count = kept.length - (kept.length % BATCH);
    // Any of them, not the oldest.
    for (let at = kept.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      const [a, b] = [kept[at], kept[other]];
      if (a !== undefined && b !== undefined) [kept[at], kept[other]] = [b, a];
    }
    for (const one of kept.slice(0, count)) release(one);
    kept = kept.slice(count);
  };
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    const every = BATCH_MINUTES * 60_000;
    timer = setTimeout(
      () => {
        giveOut();
        wait();
      },
      every - (now() % every),
    );
    timer.unref();
  };
  wait();
  return {
    add: (one) => {
      kept.push(one);
      if (kept.length >= MOST) giveOut();
    },
    stop: () => clearTimeout(timer),
  };
}
