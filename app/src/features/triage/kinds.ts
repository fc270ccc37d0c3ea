/** The kinds in the order in which the model holds them. */
import type { ActKind } from '@netra/rulebook';

export const triageKinds = [
  'display-material',
  'online-campaign',
  'attend-event',
  'social-engagement',
  'public-photo',
  'campaign-participation',
  'approach-party-or-public',
  'party-membership',
  'partisan-activity',
  'campaign-team-role',
  'independent-candidate-support',
  'partisan-decision',
  'other',
] as const satisfies readonly ActKind[];
