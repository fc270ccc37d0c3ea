/** Who leads an office, who is away and who stands in: as people of the office see it, and as warnings ask it. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member } from '../../platform/http/env.ts';
import { fitsOffice } from '../accounts/index.ts';

/** Coarse on purpose: illness is leave like any other, and nobody's business. */
export const absenceKinds = ['leave', 'travel', 'training', 'other'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];
export const posts = ['head', 'deputy'] as const;
export type Post = (typeof posts)[number];

export interface AbsenceRow {
  readonly id: string;
  readonly bodyId: string;
  readonly userId: string;
  readonly name: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly kind: AbsenceKind;
  readonly deputyName: string | null;
}

export interface PostRow {
  readonly id: string;
  readonly bodyId: string;
  readonly userId: string;
  readonly name: string;
  readonly post: Post;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

export interface Colleague {
  readonly userId: string;
  readonly name: string;
  readonly role: string;
}

const today = sql<string>`current_date`;

/** People who work on cases at an office today. Tokens of programs are nobody. */
export async function readColleagues(tx: Tx, bodyId: string): Promise<readonly Colleague[]> {
  const rows = await tx
    .selectFrom('member as m')
    .innerJoin('auth.auth_user as u', 'u.id', 'm.user_id')
    .select(['m.user_id', 'u.name', 'm.role'])
    .where('u.email', 'not like', 'token-%@api.invalid')
    .where('m.body_id', '=', bodyId)
    .where('m.role', 'in', ['officer', 'verifier', 'conveyor', 'authority'])
    .where('m.valid_from', '<=', today)
    .where((w) => w.or([w('m.valid_until', 'is', null), w('m.valid_until', '>=', today)]))
    .orderBy('u.name')
    .execute();
  return rows.map((row) => ({ userId: row.user_id, name: row.name, role: row.role }));
}

/** Absences that have not ended on a day, the nearest first. */
export async function readAbsences(tx: Tx, bodies: readonly string[], day: string): Promise<readonly AbsenceRow[]> {
  if (bodies.length === 0) return [];
  const rows = await tx
    .selectFrom('absence as a')
    .innerJoin('auth.auth_user as u', 'u.id', 'a.user_id')
    .leftJoin('auth.auth_user as d', 'd.id', 'a.deputy_user_id')
    .select(['a.id', 'a.body_id', 'a.user_id', 'u.name', 'a.from_day', 'a.until_day', 'a.kind', 'd.name as deputy'])
    .where('a.body_id', 'in', bodies)
    .where('a.ended_at', 'is', null)
    .where('a.until_day', '>=', day)
    .orderBy('a.from_day')
    .orderBy('u.name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    bodyId: row.body_id,
    userId: row.user_id,
    name: row.name,
    fromDay: row.from_day,
    untilDay: row.until_day,
    kind: absenceKinds.find((one) => one === row.kind) ?? 'other',
    deputyName: row.deputy,
  }));
}

/** Heads and deputies that hold on a day or will later. */
export async function readPosts(tx: Tx, bodies: readonly string[], day: string): Promise<readonly PostRow[]> {
  if (bodies.length === 0) return [];
  const rows = await tx
    .selectFrom('office_post as p')
    .innerJoin('auth.auth_user as u', 'u.id', 'p.user_id')
    .select(['p.id', 'p.body_id', 'p.user_id', 'u.name', 'p.post', 'p.valid_from', 'p.valid_until'])
    .where('p.body_id', 'in', bodies)
    .where('p.ended_by', 'is', null)
    .where((w) => w.or([w('p.valid_until', 'is', null), w('p.valid_until', '>=', day)]))
    .orderBy('p.post', 'desc')
    .orderBy('u.name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    bodyId: row.body_id,
    userId: row.user_id,
    name: row.name,
    post: row.post === 'head' ? 'head' : 'deputy',
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  }));
}

/** Offices of which the person is the head on a day. */
export async function headedBy(tx: Tx, member: Member, day: string): Promise<readonly string[]> {
  const own = workplaces(member).map((m) => m.bodyId);
  return (await readPosts(tx, own, day))
    .filter((post) => post.post === 'head' && post.userId === member.userId && post.validFrom <= day)
    .map((post) => post.bodyId);
}

/** Where the person works on cases; overseers read and are warned of nothing. */
export function workplaces(member: Member): Member['memberships'] {
  return member.memberships.filter(
    (m) => m.role !== 'overseer' && isDeskRole(m.role) && fitsOffice(m.role, m.bodyKind),
  );
}

function isDeskRole(role: string): boolean {
  return role === 'officer' || role === 'verifier' || role === 'conveyor' || role === 'authority';
}

/** Who is away on a day, and who stands in. Several entries of one person: the one entered last counts. Asked as the system or by the office. */
export async function awayOn(tx: Tx, bodyId: string, day: string): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx
    .selectFrom('absence')
    .select(['user_id', 'deputy_user_id'])
    .where('body_id', '=', bodyId)
    .where('ended_at', 'is', null)
    .where('from_day', '<=', day)
    .where('until_day', '>=', day)
    .orderBy('recorded_at')
    .execute();
  return new Map(rows.map((row) => [row.user_id, row.deputy_user_id]));
}
