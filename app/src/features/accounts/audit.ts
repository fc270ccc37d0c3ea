/** The trace of what people did to accounts, offices and members: never the content, only what and to whom. */
import type { Tx } from '../../platform/db/connect.ts';

export type AccountAct =
  | 'account.sign-in'
  | 'account.sign-out'
  | 'account.second-factor-on'
  | 'account.confirmed'
  | 'account.passkey-added'
  | 'account.passkey-removed'
  | 'account.recovery-codes-made'
  | 'account.recovery-code-used'
  | 'account.password-changed'
  | 'account.sessions-ended'
  | 'account.sign-on-linked'
  | 'account.signed-out-by-provider'
  | 'account.recovered'
  | 'account.made'
  | 'account.role-accepted'
  | 'admin.jurisdiction-added'
  | 'admin.office-added'
  | 'admin.invited'
  | 'admin.membership-ended'
  | 'admin.sessions-ended'
  | 'admin.left'
  | 'admin.returned'
  | 'admin.recovery-proposed'
  | 'admin.recovery-confirmed'
  | 'admin.recovery-stopped'
  | 'admin.recovery-by-operator'
  | 'admin.sign-on-rule-added'
  | 'admin.sign-on-rule-ended'
  | 'admin.sign-on-person-disabled'
  | 'admin.sign-on-person-enabled'
  | 'admin.sign-on-by-email-on'
  | 'admin.sign-on-by-email-off'
  | 'sign-on.duty-given'
  | 'sign-on.duty-ended'
  | 'sign-on.duty-refused';

/** @param target what it was done to: the id of a member or office; never a name, an e-mail or a link */
export async function record(
  tx: Tx,
  userId: string,
  what: AccountAct,
  target: { readonly bodyId?: string | null; readonly id?: string } = {},
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      user_id: userId,
      body_id: target.bodyId ?? null,
      what,
      access: 'write',
      case_id: null,
      target: target.id ?? null,
    })
    .execute();
}
