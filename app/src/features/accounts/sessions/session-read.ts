/** Who is signed in, in one question: asked with every page. The accounts library makes and ends sessions; to look one up it needs six rounds. */
import { sql } from 'kysely';
import type { Database } from '../../../platform/db/connect.ts';
import { isRole, type Membership } from '../../../platform/http/env.ts';
import { isZone } from '../../../platform/i18n/zones.ts';
import { todayInJakarta } from './session-marks.ts';

export interface LiveSession {
  readonly id: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** When it was used last, to a quarter of an hour. */
  readonly usedAt: number;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  /** One-time codes are set up. */
  readonly hasCodes: boolean;
  readonly hasPasskey: boolean;
  /** Since when this session has shown both factors; null: it has not. */
  readonly strongAt: number | null;
  /** The person has left: no session of theirs counts. */
  readonly left: boolean;
  /** What the person may act for today, ordered by the name of the office. */
  readonly memberships: readonly Membership[];
}

interface Row {
  session_id: string;
  started_at: Temporal.Instant;
  used_at: Temporal.Instant;
  user_id: string;
  name: string;
  email: string;
  has_codes: boolean;
  strong_at: Temporal.Instant | null;
  has_passkey: boolean;
  has_left: boolean;
  body_id: string | null;
  body_name: string | null;
  body_kind: string | null;
  zone: string | null;
  level: string | null;
  role: string | null;
  place: string | null;
  path: string | null;
}

/** The session behind a token whose signature was right; null when it has ended. @param now real time, milliseconds */
export async function findSession(db: Database, token: string, now: number): Promise<LiveSession | null> {
  const { rows } = await sql<Row>`
    select * from netra.session_behind(${token}, ${new Date(now).toISOString()}::timestamptz, ${todayInJakarta})`.execute(
    db,
  );
  const [first] = rows;
  if (first === undefined) return null;
  return {
    id: first.session_id,
    token,
    startedAt: first.started_at.epochMilliseconds,
    usedAt: first.used_at.epochMilliseconds,
    user: { id: first.user_id, name: first.name, email: first.email },
    hasCodes: first.has_codes,
    hasPasskey: first.has_passkey,
    strongAt: first.strong_at?.epochMilliseconds ?? null,
    left: first.has_left,
    memberships: rows.flatMap(membership),
  };
}

function membership(row: Row): readonly Membership[] {
  const { body_id, body_name, body_kind, zone, level, role, place, path } = row;
  if (body_id === null || body_name === null || body_kind === null || level === null || place === null || path === null)
    return [];
  if (role === null || !isRole(role) || zone === null || !isZone(zone)) return [];
  return [
    {
      bodyId: body_id,
      bodyName: body_name,
      bodyKind: body_kind,
      bodyZone: zone,
      role,
      level,
      jurisdictionId: place,
      jurisdictionPath: path,
    },
  ];
}
