/** Rows of a batch as PostgreSQL's COPY reads them. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

export type Cell = string | number | boolean | null | Uint8Array | Temporal.Instant;

/** Tables in the order in which they are written, with the columns that the seed fills. */
export const tables = {
  case_file:
    'id, number, origin, status, election_id, contest_id, origin_body_id, holder_body_id, region_id, act_kind, level, row_ids, opened_at, closed_at, due_at, last_seq, accused_count',
  case_access: 'case_id, body_id, since, reads_to_seq',
  case_part: 'case_id, body_id, part, since, ended_at',
  case_event: 'case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link',
  case_event_content: 'case_id, seq, content',
  case_accused: 'case_id, position, name_sealed, details_sealed, status, token_key',
  accused_token: 'case_id, position, kind, token',
  clock:
    'id, case_id, procedure_id, step_id, body_id, zone, started_at, due_at, skipped, provisional, nature, basis, confidence, rulebook_version, reason, state, ended_at',
  handover:
    'id, case_id, seq, what, from_body_id, to_body_id, sent_at, sent_by, opened_at, opened_by, accepted_at, accepted_by, returned_at, returned_by, bundle_hash, opened_salt, opened_commitment, due_at, due_rule, due_provisional, ended_at',
  handover_manifest: 'handover_id, salt, parts, sha256',
  report:
    'id, submission_key, receipt_hash, kind, intake_body_id, case_id, act_kind, happened_on, known_on, region_id, received_at',
  report_words: 'report_id, sealed',
  report_identity: 'report_id, sealed',
  audit: 'user_id, body_id, what, access, case_id, target',
  log_waiting: 'batch, commitment',
  case_search_due: 'case_id, since',
} as const;
export type Table = keyof typeof tables;

export type Put = (table: Table, ...cells: readonly Cell[]) => void;

/** Collects the rows of a batch. */
export class Batch {
  readonly #lines = new Map<Table, string[]>();

  readonly put: Put = (table, ...cells) => {
    const line = `${cells.map(written).join('\t')}\n`;
    const there = this.#lines.get(table);
    if (there === undefined) this.#lines.set(table, [line]);
    else there.push(line);
  };

  /** Writes everything in one transaction: a batch is there or it is not. */
  async write(client: pg.Client): Promise<void> {
    await client.query('begin');
    for (const [table, columns] of Object.entries(tables)) {
      const lines = this.#lines.get(tableOf(table));
      if (lines === undefined) continue;
      await pipeline(
        Readable.from([lines.join('')]),
        client.query(from(`copy netra.${table} (${columns}) from stdin`)),
      );
    }
    await client.query('commit');
  }
}

function tableOf(name: string): Table {
  const found = Object.keys(tables).find((table): table is Table => table === name);
  if (found === undefined) throw new Error(`the seed does not fill ${name}`);
  return found;
}

function written(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  if (typeof cell === 'number') return String(cell);
  if (cell instanceof Uint8Array)
    return `\\\\x${Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength).toString('hex')}`;
  if (cell instanceof Temporal.Instant) return cell.toString();
  return /[\\\t\n\r]/.test(cell)
    ? cell.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : cell;
}
