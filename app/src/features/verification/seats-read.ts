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
  return offices.map((office) => ({
    ...office,
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
