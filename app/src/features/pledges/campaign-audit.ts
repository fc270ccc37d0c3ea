/** The line of the trace for what an office does with a campaign. */
import type { Tx } from '../../platform/db/connect.ts';
import type { Member } from '../../platform/http/env.ts';

/** @param what a word of the trace, such as `pledge.codes`; @param target id of the campaign or ceremony */
export async function auditCampaign(
  tx: Tx,
  member: Member,
  what: string,
  access: 'read' | 'write',
  target: string,
): Promise<void> {
  const bodyId = member.memberships[0]?.bodyId ?? null;
  await tx
    .insertInto('audit')
    .values({ user_id: member.userId, body_id: bodyId, what, access, case_id: null, target })
    .execute();
}
