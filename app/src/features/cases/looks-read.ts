/** Who looked at a case or changed it, as the person who asks may know it. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { fixed } from '../../platform/db/fixed.ts';

export interface Look {
  readonly at: Temporal.Instant;
  /** Null for people of offices to which the case went on: their names are not the sender's to know, as in the steps. */
  readonly who: string | null;
  readonly bodyName: string | null;
  readonly what: string;
  readonly access: 'read' | 'write';
  /** Why, where a reason is asked before looking; to the office that looked and its overseers only, since it may tell of the reporter. */
  readonly reason: string | null;
}

const lookRows = fixed((tx, caseId, limit) =>
  tx
    .selectFrom('audit')
    .innerJoin('auth.auth_user as u', 'u.id', 'audit.user_id')
    .leftJoin('body', 'body.id', 'audit.body_id')
    .select(['audit.at', 'u.name as who', 'body.name as body_name', 'audit.what', 'audit.access', 'audit.target'])
    .select(sql<boolean>`audit.body_id = any (readable_bodies())`.as('own'))
    .select(
      sql<boolean>`exists (select 1 from case_access a where a.case_id = audit.case_id and a.reads_to_seq is null
              and a.body_id = any (readable_bodies()))`.as('reads'),
    )
    .where('audit.case_id', '=', caseId)
    .orderBy('audit.id', 'desc')
    .limit(limit),
);

export async function readLooks(tx: Tx, caseId: string, limit: number): Promise<readonly Look[]> {
  const rows = await lookRows(tx, caseId, limit);
  return rows.map((r) => ({
    at: r.at,
    who: r.own || r.reads ? r.who : null,
    bodyName: r.body_name,
    what: r.what,
    access: r.access === 'write' ? 'write' : 'read',
    reason: r.own && r.what === 'report.identity' ? r.target : null,
  }));
}
