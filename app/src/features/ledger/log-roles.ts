/** Who sees the log's office page, and who may change its keys. Default deny. */
import type { Member } from '../../platform/http/env.ts';
import { membershipsFor } from '../accounts/index.ts';

export { signInFirst } from '../accounts/index.ts';

/** Whoever works with cases, and whoever runs the system: the page tells nothing of any case. */
export function mayLookAtLog(member: Member | null): boolean {
  return membershipsFor(member, ['admin', 'officer', 'overseer', 'verifier', 'conveyor', 'authority']).length > 0;
}

/** Whose rail shows it: those whose work or duty it is. */
export function mindsLog(member: Member): boolean {
  return membershipsFor(member, ['admin', 'officer', 'overseer']).length > 0;
}

export function mayChangeKeys(member: Member | null): boolean {
  return membershipsFor(member, ['admin']).length > 0;
}
