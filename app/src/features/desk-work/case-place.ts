/** The case behind a number as this feature needs it, in the scope of the person who asks, and the line of the audit. */
import type { Tx } from '../../platform/db/connect.ts';
import type { Member } from '../../platform/http/env.ts';
import { type CaseView, officesColumn, ownBodies } from '../cases/index.ts';

export interface CasePlace {
  readonly id: string;
  readonly number: string;
  readonly holderBodyId: string;
  /** The own office under which the person has to do with the case: the holder where it is one of them. Null: overseers, who only read. */
  readonly officeId: string | null;
  /** What it held was erased: nothing new is written into it. */
  readonly erased: boolean;
}

/** Undefined when the case does not exist or the person may not see it: the same answer. */
export async function findPlace(tx: Tx, member: Member, number: string): Promise<CasePlace | undefined> {
  const row = await tx
    .selectFrom('case_file')
    .select(['id', 'number', 'holder_body_id', 'erased_at'])
    .select(officesColumn(ownBodies(member)).as('my_offices'))
    .where('number', '=', number)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return placeOf({
    id: row.id,
    number: row.number,
    holderBodyId: row.holder_body_id,
    myOffices: row.my_offices,
    erased: row.erased_at !== null,
  });
}

/** The same of a case that was read already. Pure. */
export function placeOf({
  id,
  number,
  holderBodyId,
  myOffices,
  erased,
}: Pick<CaseView, 'id' | 'number' | 'holderBodyId' | 'myOffices' | 'erased'>): CasePlace {
  const officeId = myOffices.includes(holderBodyId) ? holderBodyId : (myOffices[0] ?? null);
  return { id, number, holderBodyId, officeId, erased };
}

export async function note(
  tx: Tx,
  member: Member,
  entry: {
    readonly what: string;
    readonly access: 'read' | 'write';
    readonly caseId: string | null;
    readonly bodyId?: string | null;
  },
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      user_id: member.userId,
      body_id: entry.bodyId ?? member.memberships[0]?.bodyId ?? null,
      what: entry.what,
      access: entry.access,
      case_id: entry.caseId,
      target: null,
    })
    .execute();
}
