/** The sessions of a person, for the person and for administrators. */

import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/connect.ts';
import { IDLE_MS, type Way } from './session-marks.ts';

export interface SessionRow {
  readonly id: string;
  readonly way: Way;
  readonly device: string;
  readonly since: Temporal.Instant;
  /** To a quarter of an hour. */
  readonly usedAt: Temporal.Instant;
}

const ways: readonly Way[] = ['password', 'code', 'recovery-code', 'passkey', 'sso'];

/** Those that still count, the one used last first. */
export async function listSessions(tx: Tx, userId: string): Promise<SessionRow[]> {
  const rows = await tx
    .selectFrom('auth.auth_session as s')
    .leftJoin('session_mark as m', 'm.session_id', 's.id')
    .select(['s.id', 's.created_at', 's.updated_at', 'm.way', 'm.device'])
    .where('s.user_id', '=', userId)
    .where('s.expires_at', '>', sql<Temporal.Instant>`now()`)
    .where('s.updated_at', '>', sql<Temporal.Instant>`now() - make_interval(secs => ${IDLE_MS / 1000})`)
    .orderBy('s.updated_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    way: ways.find((way) => way === row.way) ?? 'password',
    device: row.device ?? 'unknown',
    since: row.created_at,
    usedAt: row.updated_at,
  }));
}
