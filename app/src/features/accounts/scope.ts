/** Who may act for which office. Default deny: what is not named here is not allowed. */
import type { Member, Membership, Role } from '../../platform/http/env.ts';

/** Roles that see cases. Whoever runs the system must hold none of them. */
export const caseRoles = [
  'officer',
  'overseer',
  'verifier',
  'conveyor',
  'authority',
] as const satisfies readonly Role[];

export function isCaseRole(role: Role): boolean {
  return caseRoles.some((r) => r === role);
}

/** The kinds of office at which a role exists; null: at any office. A verifier of the task force is no officer of Bawaslu. */
export const kindsOfRole: Readonly<Record<Role, readonly string[] | null>> = {
  admin: ['administration'],
  officer: ['bawaslu'],
  overseer: ['bawaslu', 'bkn'],
  verifier: ['satgas'],
  conveyor: ['bkn'],
  authority: ['ppk'],
  media: null,
  asn: null,
  inspectorate: ['institution'],
  facility: ['institution'],
  superior: ['institution'],
};

export function fitsOffice(role: Role, bodyKind: string): boolean {
  const kinds = kindsOfRole[role];
  return kinds === null ? bodyKind !== 'administration' : kinds.includes(bodyKind);
}

/** The memberships of a person in one of these roles; empty when signed out or when a second factor is still to be set up. */
export function membershipsFor(member: Member | null, roles: readonly Role[]): readonly Membership[] {
  if (member === null || member.mustEnrol) return [];
  return member.memberships.filter((m) => roles.includes(m.role));
}

/** Whether the person acts for this very office in one of these roles. Offices above or below do not count. */
export function mayActAt(member: Member | null, bodyId: string, roles: readonly Role[]): boolean {
  return membershipsFor(member, roles).some((m) => m.bodyId === bodyId);
}

/** Where a person begins: the work that waits, then the lesser duties. Path without language prefix. */
export function homeOf(member: Member): string {
  if (member.mustConfirm === true) return '/akun/konfirmasi';
  if (member.mustEnrol) return '/akun/kode-ganda';
  const held = new Set(member.memberships.map((m) => m.role));
  if (caseRoles.some((role) => held.has(role))) return '/antrean';
  if (held.has('media')) return '/media';
  if (held.has('admin')) return '/admin';
  if (held.has('inspectorate')) return '/ikrar/kampanye';
  if (held.has('facility')) return '/fasilitas';
  if (held.has('superior')) return '/cakupan';
  if (held.has('asn')) return '/ikrar';
  return '/';
}
