/** `netra recover-admin`: at the server, where two other administrators cannot be found. Works beside a running server. */
import { randomBytes, randomUUID } from 'node:crypto';
import { deriveKeys } from '../../../platform/crypto/secret.ts';
import { databaseOn, poolFor } from '../../../platform/db/connect.ts';
import { type ReachSettings, reachDatabase, whyUnreadable } from '../../../platform/db/reach.ts';
import { recoverByOperator } from './account-recovery.ts';

export interface RecoverOptions {
  readonly settings: ReachSettings;
  /** The secret of the instance: the link's hash is made with it. */
  readonly secret: string;
  readonly publicUrl: string;
  readonly email: string;
  readonly reason: string;
  /** Lines of the database, for the operator. */
  readonly log: (line: string) => void;
}

export type RecoverResult =
  | { readonly ok: true; readonly value: { readonly link: string; readonly until: string }; readonly plain: string }
  | { readonly ok: false; readonly line: string };

/** Resets the account and gives a link, or says in one line why it does not. */
export async function recoverCommand(options: RecoverOptions): Promise<RecoverResult> {
  const reached = await reachDatabase(options.settings, options.log);
  if (!reached.ok) return { ok: false, line: reached.error };
  const pool = poolFor(reached.value.address, { max: 2 });
  try {
    const deps = {
      db: databaseOn(pool),
      keys: deriveKeys(Buffer.from(options.secret, 'utf8')),
      uuid: randomUUID,
      random: randomBytes,
      realNow: Date.now,
    };
    const link = await recoverByOperator(deps, options.email, options.reason);
    if (!link.ok) return { ok: false, line: refusals[link.error] };
    const address = `${options.publicUrl}/pulih/${link.value.token}`;
    const until = link.value.until.toString();
    return {
      ok: true,
      value: { link: address, until },
      plain: `All ways to sign in to this account are reset and its sessions have ended; the trace says that the operator did it.\nThis link sets a new password, once, until ${until}:\n  ${address}\n`,
    };
  } catch (error) {
    const line = whyUnreadable(error);
    if (line === null) throw error;
    return { ok: false, line };
  } finally {
    await pool.end();
    await reached.value.stop();
  }
}

const refusals = {
  unknown: 'recover-admin: nobody has an account with this e-mail address',
  'two-administrators':
    'recover-admin: there are two other administrators who may do this together at /admin (the page of the person, then Account recovery)',
  reason: 'recover-admin: --reason takes 10 to 500 characters',
} as const;
