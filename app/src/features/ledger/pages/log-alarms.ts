/** What is wrong with the log, as the people who look after it must know it. Pure. */

/**
 * `lost-key`: the secret of this instance is another than the one the key was made from. `no-key`: no key signs at this time. `not-signed`: the
 * newest tree is saved and not signed. `late`: no batch for longer than three turns, or the last one lies in a time that has not come: the clock
 * was ahead, and until it is there again nothing is sealed.
 */
export type LogAlarm = 'lost-key' | 'no-key' | 'not-signed' | 'late';

export interface Watched {
  readonly size: number;
  /** Leaves of the newest signed tree; null: none was ever signed. */
  readonly signedSize: number | null;
  readonly lastTick: Temporal.Instant | null;
  readonly signing: 'able' | 'lost' | 'no-key';
  readonly now: Temporal.Instant;
  /** Minutes between two batches. */
  readonly minutes: number;
}

/** A log is late when so many turns passed without a batch. */
const TURNS = 3;

/** The most urgent first; empty when all is well. */
export function alarmsOf({ size, signedSize, lastTick, signing, now, minutes }: Watched): readonly LogAlarm[] {
  const quiet = lastTick === null ? null : Math.abs(now.epochMilliseconds - lastTick.epochMilliseconds);
  return [
    ...(signing === 'lost' ? (['lost-key'] as const) : []),
    ...(signing === 'no-key' ? (['no-key'] as const) : []),
    ...(signedSize === size ? [] : (['not-signed'] as const)),
    ...(quiet !== null && quiet <= TURNS * minutes * 60_000 ? [] : (['late'] as const)),
  ];
}
