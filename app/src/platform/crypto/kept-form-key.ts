/** The key under which a browser locks what somebody typed, until it was sent (`ui/enhance/kept-form.ts`). */
import { createHmac } from 'node:crypto';
import type { Keys } from './secret.ts';

export interface KeptFormKey {
  /** For the lock; a page shows it to this person alone. */
  readonly key: string;
  /** Tells people at one browser apart, and names nobody. */
  readonly owner: string;
}

/**
 * @param purpose one for each form, never used for anything else
 */
export function keptFormKey(keys: Keys, purpose: string, userId: string): KeptFormKey {
  const secret = (use: string): string =>
    createHmac('sha256', keys(purpose)).update(`${use} ${userId}`).digest('base64url');
  return { key: secret('key'), owner: secret('name').slice(0, 16) };
}
