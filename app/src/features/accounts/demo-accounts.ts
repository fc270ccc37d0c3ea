/** Sign-ins of the demonstration: everybody knows the password, and the page shows the one-time code. Never made in production. */
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import type { Role } from '../../platform/http/env.ts';
import { hashPassword, sealCodeSecret } from './auth.ts';
import { createUser, findUserByEmail, grantRole } from './members.ts';
import { administrationBody } from './offices.ts';
import { codeAt, usedCodes } from './one-time-codes.ts';

export const demoPassword = 'Netra-Arunika-2024';

export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Code of the office the account acts for; `administrasi` for the role `admin`. */
  readonly bodyCode: string;
  /** The body for which the account sits in a joint office. */
  readonly represents?: string;
  /** One line: what one can do with it. */
  readonly does: { readonly id: string; readonly en: string };
}

/** The secret of an account's codes follows from the keys of the instance, so that the sign-in page can tell the code. */
function secretOf(keys: Keys, email: string): string {
  return keyedHash(keys('demo-code'), 'demo-code', email.toLowerCase()).toString('base64url').slice(0, 32);
}

export interface DemoAccountDeps {
  readonly keys: Keys;
  /** The secret of the accounts library. */
  readonly secret: string;
  readonly uuid: () => string;
}

/**
 * Makes the account with password, confirmed second factor and role; one that is there already stays as it is. Runs as the system.
 * Throws when its office is missing or cannot have the role: a mistake in the list.
 */
export async function createDemoAccount(tx: Tx, deps: DemoAccountDeps, account: DemoAccount): Promise<string> {
  const bodyId = await officeOf(tx, deps, account);
  const userId = (await findUserByEmail(tx, account.email)) ?? (await makeUser(tx, deps, account));
  const granted = await grantRole(tx, { id: deps.uuid(), userId, bodyId, role: account.role, invitedBy: null });
  if (!granted.ok) throw new Error(`demonstration account ${account.role} at ${account.bodyCode}: ${granted.error}`);
  if (account.represents !== undefined)
    await tx
      .updateTable('member')
      .set({ represents: account.represents })
      .where('user_id', '=', userId)
      .where('body_id', '=', bodyId)
      .where('role', '=', account.role)
      .execute();
  return userId;
}

async function officeOf(tx: Tx, deps: DemoAccountDeps, account: DemoAccount): Promise<string> {
  if (account.role === 'admin') return administrationBody(tx, deps.uuid);
  const body = await tx.selectFrom('body').select('id').where('code', '=', account.bodyCode).executeTakeFirst();
  if (body === undefined) throw new Error(`demonstration account without its office: ${account.bodyCode}`);
  return body.id;
}

async function makeUser(tx: Tx, deps: DemoAccountDeps, account: DemoAccount): Promise<string> {
  const password = await hashPassword(demoPassword);
  const { name, email } = account;
  const userId = await createUser(tx, { id: deps.uuid(), name, email, proven: true, password });
  if (userId === null) throw new Error('an account appeared while it was made');
  await tx
    .insertInto('auth.auth_two_factor')
    .values({
      secret: await sealCodeSecret(secretOf(deps.keys, account.email), deps.secret),
      backup_codes: await sealCodeSecret('[]', deps.secret),
      user_id: userId,
      verified: true,
    })
    .execute();
  await tx.updateTable('auth.auth_user').set({ two_factor_enabled: true }).where('id', '=', userId).execute();
  return userId;
}

/**
 * A code that the account can sign in with now: the current one, or a neighbour that counts as well when somebody just used it. Null when
 * there is no such account, or all were used: then the next one comes within half a minute.
 */
export async function findDemoCode(db: Database, keys: Keys, email: string, now: number): Promise<string | null> {
  const userId = await findUserByEmail(db, email);
  if (userId === null) return null;
  const used = usedCodes(db, keys);
  for (const later of [0, 1, -1]) {
    const code = await codeAt(secretOf(keys, email), now, later);
    if (!(await used.isUsed(userId, code))) return code;
  }
  return null;
}
