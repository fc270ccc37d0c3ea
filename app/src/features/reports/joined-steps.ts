/** Steps of the case into which the reporter's own was joined, from that day on: when and at which office, never who, never what. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone } from '../../platform/i18n/zones.ts';
import type { ReporterStep } from './report-read-model.ts';

/** In a unit of work that carries the receipt's hash. Empty where the case was joined to none. */
export async function joinedStepsForReporter(tx: Tx): Promise<readonly ReporterStep[]> {
  const { rows } = await sql<{
    kind: string;
    at: Temporal.Instant;
    body_name: string;
    to_body_name: string | null;
    zone: string;
  }>`select kind, at, body_name, to_body_name, zone from netra.reporter_joined_steps()`.execute(tx);
  return rows.map((row) => {
    if (!isZone(row.zone)) throw new Error('an office lies in no zone');
    return { kind: row.kind, at: row.at, bodyName: row.body_name, toBodyName: row.to_body_name, zone: row.zone };
  });
}
