/**
 * Interests that people declare, and that they said they have none. What somebody declared tells of a person, at times of the reporter: it lies
 * locked beside the chain, for the own office, and the step holds a hash of it that nobody can guess from.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@netra/ledger';
import { z } from 'zod';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { StepContent } from './case.ts';

const purpose = 'cases/stake';

const Stake = z.strictObject({ kind: z.string(), reason: z.string(), salt: z.string() });

/** What was declared, as the own office reads it. */
export interface DeclaredStake {
  readonly kind: string;
  readonly reason: string;
}

/** @param salt chance, so that the hash in the step tells nothing of the few words there are */
export function sealStake(
  keys: Keys,
  caseId: string,
  { kind, reason }: DeclaredStake,
  salt: Buffer,
): { readonly content: StepContent; readonly locked: Buffer } {
  const text = canonicalJson({ kind, reason, salt: salt.toString('hex') });
  return {
    content: { stake: createHash('sha256').update(text).digest('hex') },
    locked: lock({ current: keys(purpose) }, Buffer.from(text, 'utf8'), { purpose, aad: Buffer.from(caseId) }),
  };
}

/** What people of the own offices declared in a case, by person. The second wall decides which. */
export async function readStakes(tx: Tx, keys: Keys, caseId: string): Promise<ReadonlyMap<string, DeclaredStake>> {
  const rows = await tx
    .selectFrom('case_lockout')
    .select(['user_id', 'stake_locked'])
    .where('case_id', '=', caseId)
    .execute();
  return new Map(
    rows.flatMap(({ user_id, stake_locked }): (readonly [string, DeclaredStake])[] => {
      if (stake_locked === null) return [];
      const opened = unlock({ current: keys(purpose) }, stake_locked, { purpose, aad: Buffer.from(caseId) }, 0);
      if (!opened.ok) throw new Error('a declared interest does not open with this instance key');
      const { kind, reason } = Stake.parse(JSON.parse(opened.value.toString('utf8')));
      return [[user_id, { kind, reason }]];
    }),
  );
}

/** Whether the person said before that no interest stands in the way. */
export async function saidNoStake(tx: Tx, caseId: string, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('case_no_stake')
    .select('user_id')
    .where('case_id', '=', caseId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertNoStake(
  tx: Tx,
  said: { readonly caseId: string; readonly userId: string; readonly bodyId: string; readonly at: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('case_no_stake')
    .values({ case_id: said.caseId, user_id: said.userId, body_id: said.bodyId, at: said.at.toString() })
    .onConflict((c) => c.doNothing())
    .execute();
}
