/** The trace of what people did to accounts, offices and members: never the content, only what and to whom. */
import type { Tx } from '../../platform/db/connect.ts';

export type AccountAct =
  | 'account.sign-in'
  | 'account.sign-out'
  | 'account.second-factor-on'
  | 'account.made'
  | 'account.role-accepted'
  | 'admin.jurisdiction-added'
  | 'admin.office-added'
  | 'admin.invited'
  | 'admin.membership-ended';

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
