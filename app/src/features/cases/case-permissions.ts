/** Who may do what to a case: action × role. The jurisdiction is the second half: the person must act for the office that holds the case. */
import type { Member, Membership, Role } from '../../platform/http/env.ts';
import { fitsOffice, isCaseRole } from '../accounts/index.ts';
import { type ActionType, actionTypes, type SpineActionType } from './case.ts';
import { plainActions } from './plain-action-words.ts';
import { isPlainActionType, type Part } from './plain-actions.ts';

/** Roles that may take an action, at the office that holds the case or has the part that the action asks for. Default deny: a role that is not named may not. */
const spineRoles = {
  'complete-facts': ['officer'],
  register: ['officer'],
  'make-finding': ['officer'],
  'keep-as-information': ['officer'],
  'extend-handling': ['officer'],
  'record-study': ['officer'],
  conclude: ['officer'],
  submit: ['officer'],
  'accept-handover': ['officer', 'verifier', 'conveyor', 'authority'],
  'return-handover': ['officer', 'verifier', 'conveyor', 'authority'],
  verify: ['verifier'],
  'confirm-study': ['officer'],
  convey: ['conveyor'],
  'record-decision': ['authority'],
  separate: ['officer', 'verifier', 'conveyor', 'authority'],
} as const satisfies Record<SpineActionType, readonly Role[]>;

export function rolesFor(action: ActionType): readonly Role[] {
  return isPlainActionType(action) ? plainActions[action].roles : spineRoles[action];
}

/** The part in a case that an office needs for an action it takes without holding the case; null: it must hold it. */
export function partFor(action: ActionType): Part | null {
  if (!isPlainActionType(action)) return null;
  const info: { readonly part?: Part } = plainActions[action];
  return info.part ?? null;
}

/** Where a case lies, as far as the right to act hangs on it. */
export interface Whereabouts {
  readonly holderBodyId: string;
  /** Offices with a part in it besides. */
  readonly parts: readonly { readonly bodyId: string; readonly part: Part }[];
}

/** What a person decides and answers for: no token of an office does it. No instrument says so; it is Netra's rule. */
const peopleOnly: readonly ActionType[] = [
  'conclude',
  'cast-vote',
  'record-decision',
  'declare-interest',
  'unflag-conflict',
  'confirm-block',
  'reject-block',
];

export function isForPeople(action: ActionType): boolean {
  return peopleOnly.includes(action);
}

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
export function mandateFor(
  member: Member,
  action: ActionType,
  holderBodyId: string,
  parts: Whereabouts['parts'] = [],
): Membership | undefined {
  const roles = rolesFor(action);
  const part = partFor(action);
  // Whoever may act on it in any way says that an interest stands in the way.
  const bodies =
    action === 'declare-interest'
      ? [holderBodyId, ...parts.map((one) => one.bodyId)]
      : part === null
        ? [holderBodyId]
        : parts.flatMap((one) => (one.part === part ? [one.bodyId] : []));
  return member.memberships.find((m) => bodies.includes(m.bodyId) && roles.includes(m.role) && holdsCaseRole(m));
}

/** The membership under which the person works on a case at all: at the office that holds it, or at one with a part in it. */
export function mandateAnywhere(
  member: Member,
  holderBodyId: string,
  parts: Whereabouts['parts'],
): Membership | undefined {
  const bodies = [holderBodyId, ...parts.map((one) => one.bodyId)];
  const roles = rolesFor('accept-handover');
  return member.memberships.find((m) => bodies.includes(m.bodyId) && roles.includes(m.role) && holdsCaseRole(m));
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
