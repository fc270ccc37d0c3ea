/** What the nightly job disposes of by itself, each with how many there are now and how they go. Cases are in `disposal-service.ts`. */
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/connect.ts';
import type { RetentionId } from '../register/retentions.ts';
import { retentions } from '../register/retentions.ts';

export interface Disposable {
  readonly retention: Extract<RetentionId, 'session' | 'short-code' | 'visit' | 'invitation' | 'advice'>;
  /** Rows that are due, by the real clock of the database. */
  count(tx: Tx): Promise<number>;
  /** Removes them; gives how many. */
  dispose(tx: Tx): Promise<number>;
}

const one = async (tx: Tx, query: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
  Number((await query.execute(tx)).rows[0]?.n ?? 0);

const past = (days: number) => sql`now() - make_interval(days => ${days})`;

/** In the scope of the system. */
export const disposables: readonly Disposable[] = [
  {
    retention: 'session',
    count: (tx) =>
      one(tx, sql`select count(*) as n from auth.auth_session where expires_at < ${past(retentions.session.days)}`),
    dispose: async (tx) =>
      Number(
        (await sql`delete from auth.auth_session where expires_at < ${past(retentions.session.days)}`.execute(tx))
          .numAffectedRows ?? 0n,
      ),
  },
  {
    retention: 'short-code',
    count: (tx) =>
      one(
        tx,
        sql`select count(*) as n from auth.auth_verification where expires_at < ${past(retentions['short-code'].days)}`,
      ),
    dispose: async (tx) =>
      Number(
        (
          await sql`delete from auth.auth_verification where expires_at < ${past(retentions['short-code'].days)}`.execute(
            tx,
          )
        ).numAffectedRows ?? 0n,
      ),
  },
  {
    retention: 'visit',
    count: (tx) => one(tx, sql`select expired_visits(false) as n`),
    dispose: (tx) => one(tx, sql`select expired_visits(true) as n`),
  },
  {
    retention: 'invitation',
    count: (tx) =>
      one(
        tx,
        sql`select count(*) as n from invitation where least(expires_at, coalesce(used_at, expires_at)) < ${past(retentions.invitation.days)}`,
      ),
    dispose: async (tx) =>
      Number(
        (
          await sql`delete from invitation where least(expires_at, coalesce(used_at, expires_at)) < ${past(retentions.invitation.days)}`.execute(
            tx,
          )
        ).numAffectedRows ?? 0n,
      ),
  },
  {
    retention: 'advice',
    count: (tx) =>
      one(
        tx,
        sql`select count(*) as n from advice_question where touched_on < current_date - ${retentions.advice.days}::integer`,
      ),
    dispose: async (tx) =>
      Number(
        (
          await sql`delete from advice_question where touched_on < current_date - ${retentions.advice.days}::integer`.execute(
            tx,
          )
        ).numAffectedRows ?? 0n,
      ),
  },
];
