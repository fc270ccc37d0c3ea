/** Who may do what to a case: action × role. The jurisdiction is the second half: the person must act for the office that holds the case. */
import type { Member, Membership, Role } from '../../platform/http/env.ts';
import { fitsOffice, isCaseRole } from '../accounts/index.ts';
import { type ActionType, actionTypes } from './case.ts';

/** Roles that may take an action, at the office that holds the case. Default deny: a role that is not named may not. */
export const actionRoles = {
  'complete-facts': ['officer'],
  register: ['officer'],
  'make-finding': ['officer'],
  'keep-as-information': ['officer'],
  'extend-handling': ['officer'],
  'record-study': ['officer'],
  conclude: ['officer'],
  submit: ['officer'],
  'accept-handover': ['officer', 'verifier', 'conveyor', 'authority'],
  'return-handover': ['verifier', 'conveyor'],
  verify: ['verifier'],
  'confirm-study': ['officer'],
  convey: ['conveyor'],
  'record-decision': ['authority'],
} as const satisfies Record<ActionType, readonly Role[]>;

/** Who may tell the accused, at the office that holds the case: Bawaslu while it studies, the PPK when it examines. */
export const noticeRoles = ['officer', 'authority'] as const satisfies readonly Role[];

/** The membership under which the person may tell the accused of a case held by this office, if any. */
export function noticeMandate(member: Member, holderBodyId: string): Membership | undefined {
  const roles: readonly Role[] = noticeRoles;
  return member.memberships.find((m) => m.bodyId === holderBodyId && roles.includes(m.role) && holdsCaseRole(m));
}

export function mayRead(member: Member): boolean {
  return member.memberships.some(holdsCaseRole);
}

/** The membership under which the person may take the action on a case held by this office, if any. */
export function mandateFor(member: Member, action: ActionType, holderBodyId: string): Membership | undefined {
  const roles: readonly Role[] = actionRoles[action];
  return member.memberships.find((m) => m.bodyId === holderBodyId && roles.includes(m.role) && holdsCaseRole(m));
}

/** Offices for which the person works on cases: those that may be part of a hand-over. */
export function ownBodies(member: Member): string[] {
  return member.memberships
    .filter((m) => mandateFor(member, 'accept-handover', m.bodyId) !== undefined)
    .map((m) => m.bodyId);
}

/** Whether the person works on cases at the office that holds this one. */
export function mayActAtHolder(member: Member, holderBodyId: string): boolean {
  return ownBodies(member).includes(holderBodyId);
}

/** All actions the person's roles allow at this office, whatever the status. */
export function actionsAt(member: Member, holderBodyId: string): readonly ActionType[] {
  return actionTypes.filter((action) => mandateFor(member, action, holderBodyId) !== undefined);
}

/** A case role counts at the kind of office where it exists: an officer of the task force is not an officer of Bawaslu. */
function holdsCaseRole({ role, bodyKind }: Membership): boolean {
  return isCaseRole(role) && fitsOffice(role, bodyKind);
}
