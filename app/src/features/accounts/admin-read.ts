/** What the administration page lists: places with their offices, people with their duties, open invitations. No cases. */
import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { isRole, type Role } from '../../platform/http/env.ts';
import { isLevel, type Level } from './offices.ts';

export interface OfficeRow {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly placeId: string;
  readonly placeName: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** Has a key to which reports are sealed. */
  readonly sealed: boolean;
}

export interface PlaceNode {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** Steps below the root. */
  readonly depth: number;
  readonly offices: readonly OfficeRow[];
  readonly below: readonly PlaceNode[];
}

export interface MemberRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly bodyName: string;
  readonly role: Role;
  readonly validUntil: string | null;
  readonly ended: boolean;
  readonly secondFactor: boolean;
}

export interface PendingRow {
  readonly bodyName: string | null;
  readonly role: Role;
  readonly name: string | null;
  readonly expiresAt: Temporal.Instant;
}

export interface AdminOverview {
  readonly places: readonly PlaceNode[];
  readonly offices: readonly OfficeRow[];
  readonly members: readonly MemberRow[];
  readonly pending: readonly PendingRow[];
}

export async function readOverview(tx: Tx): Promise<AdminOverview> {
  const offices = await listOffices(tx);
  return {
    places: await readTree(tx, offices),
    offices,
    members: await listMembers(tx),
    pending: await listPending(tx),
  };
}

export async function listOffices(db: Database | Tx): Promise<OfficeRow[]> {
  const rows = await db
    .selectFrom('body')
    .innerJoin('jurisdiction', 'jurisdiction.id', 'body.jurisdiction_id')
    .select(['body.id', 'body.code', 'body.kind', 'body.name', 'body.valid_from', 'body.valid_until'])
    .select(['jurisdiction.id as place', 'jurisdiction.name as place_name'])
    .select(sql<boolean>`body.seal_public_key is not null`.as('sealed'))
    .orderBy('jurisdiction.path')
    .orderBy('body.name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    kind: row.kind,
    name: row.name,
    placeId: row.place,
    placeName: row.place_name,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    sealed: row.sealed,
  }));
}

async function readTree(tx: Tx, offices: readonly OfficeRow[]): Promise<PlaceNode[]> {
  const rows = await tx
    .selectFrom('jurisdiction')
    .select(['id', 'code', 'name', 'level', 'parent_id'])
    .orderBy('path')
    .execute();
  const childrenOf = (parent: string | null, depth: number): PlaceNode[] => {
    const nodes: PlaceNode[] = [];
    for (const row of rows) {
      if (row.parent_id !== parent || !isLevel(row.level)) continue;
      nodes.push({
        id: row.id,
        code: row.code,
        name: row.name,
        level: row.level,
        depth,
        offices: offices.filter((office) => office.placeId === row.id),
        below: childrenOf(row.id, depth + 1),
      });
    }
    return nodes;
  };
  return childrenOf(null, 0);
}

/** The tree as one list, parents before what lies in them: for choices. */
export function flatten(places: readonly PlaceNode[]): readonly PlaceNode[] {
  return places.flatMap((place) => [place, ...flatten(place.below)]);
}

function memberQuery(tx: Tx) {
  return tx
    .selectFrom('member')
    .innerJoin('auth.auth_user as person', 'person.id', 'member.user_id')
    .innerJoin('body', 'body.id', 'member.body_id')
    .select(['member.id', 'member.user_id', 'person.name', 'person.email', 'body.name as body_name', 'member.role'])
    .select(['member.valid_until', 'person.two_factor_enabled'])
    .select(sql<boolean>`member.valid_until is not null and member.valid_until < current_date`.as('ended'));
}

type MemberRecord = Awaited<ReturnType<ReturnType<typeof memberQuery>['execute']>>[number];

function memberRow(row: MemberRecord): MemberRow[] {
  if (!isRole(row.role)) return [];
  return [
    {
      id: row.id,
      userId: row.user_id,
      name: row.name,
      email: row.email,
      bodyName: row.body_name,
      role: row.role,
      validUntil: row.valid_until,
      ended: row.ended,
      secondFactor: row.two_factor_enabled === true,
    },
  ];
}

async function listMembers(tx: Tx): Promise<MemberRow[]> {
  const rows = await memberQuery(tx).orderBy('ended').orderBy('body.name').orderBy('person.name').execute();
  return rows.flatMap(memberRow);
}

/** A membership that has not ended, or null. */
export async function findMembership(tx: Tx, id: string): Promise<MemberRow | null> {
  const row = await memberQuery(tx).where('member.id', '=', id).executeTakeFirst();
  return row === undefined || row.ended ? null : (memberRow(row)[0] ?? null);
}

async function listPending(tx: Tx): Promise<PendingRow[]> {
  const rows = await tx
    .selectFrom('invitation')
    .leftJoin('body', 'body.id', 'invitation.body_id')
    .select(['body.name as body_name', 'invitation.role', 'invitation.name', 'invitation.expires_at'])
    .where('invitation.used_at', 'is', null)
    .where('invitation.expires_at', '>', sql<Temporal.Instant>`now()`)
    .orderBy('invitation.expires_at')
    .execute();
  return rows.flatMap((row) =>
    isRole(row.role) ? [{ bodyName: row.body_name, role: row.role, name: row.name, expiresAt: row.expires_at }] : [],
  );
}
