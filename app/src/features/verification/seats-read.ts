/** Task forces with their seats and the people who verify there; for administrators, who see no case. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';

export interface SeatOffice {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly seats: readonly {
    readonly kind: string;
    readonly validFrom: string;
    readonly validUntil: string | null;
    readonly basis: string;
  }[];
  /** Which office steps in for it where somebody declared an interest, and who may: others of its kind. */
  readonly standIn: { readonly name: string; readonly basis: string } | null;
  /** Nobody is named, and no office of its kind lies above it: a conflict there would stand still. */
  readonly alone: boolean;
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly {
    readonly memberId: string;
    readonly userId: string;
    readonly name: string;
    readonly represents: string | null;
  }[];
}

export async function readSeatOffices(tx: Tx): Promise<readonly SeatOffice[]> {
  const offices = await tx
    .selectFrom('body')
    .select(['id', 'code', 'name'])
    .where('kind', '=', 'satgas')
    .orderBy('name')
    .execute();
  const seats = await tx.selectFrom('task_force_seat').selectAll().orderBy('kind').orderBy('valid_from').execute();
  const people = await tx
    .selectFrom('member')
    .innerJoin('auth.auth_user as person', 'person.id', 'member.user_id')
    .innerJoin('body', 'body.id', 'member.body_id')
    .select(['member.id', 'member.user_id', 'member.body_id', 'member.represents', 'person.name'])
    .where('body.kind', '=', 'satgas')
    .where('member.role', '=', 'verifier')
    .where(sql<boolean>`member.valid_until is null or member.valid_until >= current_date`)
    .orderBy('person.name')
    .execute();
  const { rows: above } = await sql<{ id: string; named: string | null; basis: string | null; above: string | null }>`
    select b.id, n.name as named, s.basis, office_above(b.id) as above from body b
    left join lateral (select * from body_stand_in s where s.body_id = b.id and s.valid_from <= current_date
      and (s.valid_until is null or s.valid_until >= current_date) order by s.valid_from desc limit 1) s on true
    left join body n on n.id = s.stand_in_body_id
    where b.kind = 'satgas'`.execute(tx);
  const standIns = new Map(above.map((row) => [row.id, row]));
  return offices.map((office) => ({
    ...office,
    standIn: namedFor(standIns.get(office.id)),
    alone: (standIns.get(office.id)?.above ?? null) === null,
    others: offices.filter((one) => one.id !== office.id).map(({ id, name }) => ({ id, name })),
    seats: seats
      .filter((seat) => seat.body_id === office.id)
      .map((seat) => ({
        kind: seat.kind,
        validFrom: seat.valid_from,
        validUntil: seat.valid_until,
        basis: seat.basis,
      })),
    people: people
      .filter((one) => one.body_id === office.id)
      .map((one) => ({ memberId: one.id, userId: one.user_id, name: one.name, represents: one.represents })),
  }));
}

function namedFor(
  row: { readonly named: string | null; readonly basis: string | null } | undefined,
): SeatOffice['standIn'] {
  return row === undefined || row.named === null ? null : { name: row.named, basis: row.basis ?? '' };
}
