/** The line of the trace for what an office does with a campaign. */
import type { Tx } from '../../platform/db/connect.ts';
import type { Member } from '../../platform/http/env.ts';

/**
 * @param what a word of the trace, such as `pledge.codes`; @param target id of the campaign or ceremony; @param campaignId where the target is a
 * ceremony: its campaign
 */
export async function auditCampaign(
  tx: Tx,
  member: Member,
  what: string,
  access: 'read' | 'write',
  target: string,
  campaignId: string = target,
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      user_id: member.userId,
      body_id: await officeFor(tx, member, campaignId),
      what,
      access,
      case_id: null,
      target,
    })
    .execute();
}

/** Of several offices the one that has to do with this campaign: people who look up who read reasons are told its name. */
async function officeFor(tx: Tx, member: Member, campaignId: string): Promise<string | null> {
  const place = await tx
    .selectFrom('pledge_campaign as k')
    .innerJoin('jurisdiction as place', 'place.id', 'k.institution_id')
    .select(['place.id', 'place.path'])
    .where('k.id', '=', campaignId)
    .executeTakeFirst();
  const { memberships } = member;
  const own =
    memberships.find((m) => m.role === 'inspectorate' && m.jurisdictionId === place?.id) ??
    memberships.find((m) => m.role === 'superior' && m.jurisdictionPath.startsWith(place?.path ?? '//')) ??
    memberships.find((m) => m.role === 'admin') ??
    memberships[0];
  return own?.bodyId ?? null;
}
