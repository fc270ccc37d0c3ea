/** Recovery codes: ten, shown once, each good once in the place of the phone. Only keyed hashes are kept. */
import { sql } from 'kysely';
import type { Keys } from '../../../platform/crypto/secret.ts';
import { keyedHash } from '../../../platform/crypto/token.ts';
import type { Database, Tx } from '../../../platform/db/connect.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Member } from '../../../platform/http/env.ts';
import { record } from '../audit.ts';

export const CODES = 10;
/** Letters and digits that nobody takes for another; ten of them carry fifty bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 10;

export interface RecoveryCodes {
  /** Makes a new set for the person; every earlier code is worth nothing from then on. The codes as they are shown, once. */
  make(member: Member): Promise<readonly string[]>;
  /** Takes a code for good: false when it is not one of the person's, or was used. */
  use(userId: string, code: string): Promise<boolean>;
}

export interface RecoveryCodeDeps {
  readonly db: Database;
  readonly keys: Keys;
  readonly random: (bytes: number) => Buffer;
}

export function recoveryCodes(deps: RecoveryCodeDeps): RecoveryCodes {
  const hashOf = (userId: string, code: string): Buffer =>
    keyedHash(deps.keys('recovery-code'), 'recovery-code', `${userId} ${code}`);
  const fresh = (): string => [...deps.random(LETTERS)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
  return {
    make: (member) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, async (tx) => {
        const codes = Array.from({ length: CODES }, fresh);
        await forgetCodes(tx, member.userId);
        const values = codes.map((code) => ({ user_id: member.userId, code_hash: hashOf(member.userId, code) }));
        await tx.insertInto('recovery_code').values(values).execute();
        await record(tx, member.userId, 'account.recovery-codes-made');
        return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
      }),
    use: (userId, code) =>
      runAs(deps.db, { kind: 'system' }, async (tx) => {
        const taken = await tx
          .updateTable('recovery_code')
          .set({ used_at: sql<string>`now()` })
          .where('user_id', '=', userId)
          .where('code_hash', '=', hashOf(userId, code))
          .where('used_at', 'is', null)
          .executeTakeFirst();
        if (taken.numUpdatedRows === 0n) return false;
        await record(tx, userId, 'account.recovery-code-used');
        return true;
      }),
  };
}

export async function forgetCodes(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
}

/** What a person typed as a recovery code, with gaps taken out and look-alikes read as meant; null when it cannot be one. */
export function readRecoveryCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s\-.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('U', 'V');
  return code.length === LETTERS && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}
