/** Administrators begin with a new key: once for each form that was sent, and never without a trace. */

import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Member } from '../../../platform/http/env.ts';
import type { Platform } from '../../../platform/platform.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { readKeys, rotateKey } from '../log-keys.ts';
import { holdState } from '../log-store.ts';

export const OVERLAP_MOST = 365;
export const OVERLAP_USUAL = 30;

export interface Rotation {
  /** Days in which both keys sign. */
  readonly overlapDays: number;
  /** Number of the newest key when the form was shown. */
  readonly newest: number;
}

/** `newer`: meanwhile there is another key, so the form speaks of what is past; a second press of the button ends here. */
export async function rotate(
  { db, keys, realNow }: Pick<Platform, 'db' | 'keys' | 'realNow'>,
  admin: Member,
  { overlapDays, newest }: Rotation,
): Promise<Result<string, 'newer'>> {
  return runAs(db, { kind: 'system' }, async (tx) => {
    // Its lock makes the second of two administrators wait, and then see the key of the first.
    const state = await holdState(tx);
    if (state === undefined) throw new Error('the log was not begun');
    if ((await readKeys(tx)).at(-1)?.number !== newest) return fail('newer');
    const at = Temporal.Instant.fromEpochMilliseconds(realNow());
    const text = await rotateKey(tx, keys, state.origin, at, overlapDays);
    await tx
      .insertInto('audit')
      .values({
        user_id: admin.userId,
        body_id: null,
        what: 'admin.log-key-rotated',
        access: 'write',
        case_id: null,
        target: String(newest + 1),
      })
      .execute();
    return ok(text);
  });
}
