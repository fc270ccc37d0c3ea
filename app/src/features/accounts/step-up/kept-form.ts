/**
 * A form that arrived when the person had to be asked again: it travels, sealed, through the question and is sent once more after it,
 * exactly once. Nothing of it is stored.
 */
import { z } from 'zod';
import { lock, unlock } from '../../../platform/crypto/box.ts';
import type { Keys } from '../../../platform/crypto/secret.ts';

/** Where the form was going, and what was in it. */
export interface KeptForm {
  readonly id: string;
  /** Path and query as asked for, with the language. */
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
}

const MINUTES = 15;
/** Longest form that is carried: the seal makes it a third longer, and a form holds half a megabyte. */
const MOST_LETTERS = 100_000;
const kept = z.strictObject({
  id: z.string(),
  path: z.string().startsWith('/'),
  fields: z.array(z.tuple([z.string(), z.string()])),
});

/** Minutes after which it cannot be sent any more. */
export const keptMinutes = MINUTES;

/** Null when it is too long to be carried. @param sessionId it opens in this session alone */
export function sealForm(keys: Keys, sessionId: string, form: KeptForm, now: number): string | null {
  const text = JSON.stringify(form);
  if (text.length > MOST_LETTERS) return null;
  const context = { purpose: 'step-up/form', aad: Buffer.from(sessionId, 'utf8') };
  return lock({ current: keys('step-up') }, Buffer.from(text, 'utf8'), context, now + MINUTES * 60_000).toString(
    'base64url',
  );
}

export function openForm(keys: Keys, sessionId: string, sealed: string, now: number): KeptForm | null {
  const context = { purpose: 'step-up/form', aad: Buffer.from(sessionId, 'utf8') };
  const opened = unlock({ current: keys('step-up') }, Buffer.from(sealed, 'base64url'), context, now);
  if (!opened.ok) return null;
  const parsed = kept.safeParse(JSON.parse(opened.value.toString('utf8')));
  return parsed.success ? parsed.data : null;
}
