/**
 * The code of a ceremony's screen: six digits that change every 30 seconds and follow from the keys of the instance, as one-time codes of
 * authenticators do. Whoever reads it was in front of the screen; who it was, the own code says.
 */
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash, readToken, sameSecret, signToken } from '../../platform/crypto/token.ts';

const STEP_MS = 30_000;
/** One step before and one after count too: typing takes time, and a screen may be drawn late. */
const STEPS_THAT_COUNT = [0, -1, 1] as const;
/** Reading and the three questions come between the screen and the signature. */
const PROOF_MS = 30 * 60_000;

export function presenceCode(keys: Keys, ceremonyId: string, now: number): string {
  const step = Math.floor(now / STEP_MS);
  const hash = keyedHash(keys('pledge-presence'), 'pledge-presence', `${ceremonyId}.${step}`);
  return String(hash.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}

/** Seconds until the next code. */
export function secondsLeft(now: number): number {
  return Math.ceil((STEP_MS - (now % STEP_MS)) / 1000);
}

/** The ceremony whose screen shows this code, of those that are under way. */
export function ceremonyShowing(
  keys: Keys,
  ceremonies: readonly string[],
  typed: string,
  now: number,
): string | undefined {
  const digits = typed.replace(/\D/g, '');
  if (digits.length !== 6) return undefined;
  return ceremonies.find((id) =>
    STEPS_THAT_COUNT.some((step) => sameSecret(digits, presenceCode(keys, id, now + step * STEP_MS))),
  );
}

/** What a form carries from the screen to the signature: that this browser showed a code of this ceremony. */
export function presenceProof(keys: Keys, ceremonyId: string, now: number): string {
  return signToken(keys('pledge-presence'), 'presence-proof', `${ceremonyId}.${now + PROOF_MS}`);
}

/** The ceremony that a proof speaks of; null when it is over, or none of ours. */
export function readPresenceProof(keys: Keys, proof: string, now: number): string | null {
  const read = readToken(keys('pledge-presence'), 'presence-proof', proof);
  if (!read.ok) return null;
  const [id = '', until = ''] = read.value.split('.');
  return Number(until) > now ? id : null;
}
