/** The case behind a number as this feature needs it, in the scope of the person who asks, and the line of the audit. */
import type { Tx } from '../../platform/db/connect.ts';
import type { Member } from '../../platform/http/env.ts';
import { ownBodies } from '../cases/index.ts';

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
    .where('number', '=', number)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const own = ownBodies(member);
  const access =
    own.length === 0
      ? []
      : await tx
          .selectFrom('case_access')
          .select('body_id')
          .where('case_id', '=', row.id)
          .where('body_id', 'in', own)
          .orderBy('since')
          .execute();
  const offices = access.map((one) => one.body_id);
  const officeId = offices.includes(row.holder_body_id) ? row.holder_body_id : (offices[0] ?? null);
  return { id: row.id, number: row.number, holderBodyId: row.holder_body_id, officeId, erased: row.erased_at !== null };
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
