/** Reads and writes of staged files. Rows go in and out in pages, so that memory does not grow with the file. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../db/connect.ts';
import type { Mapping } from './guess-mapping.ts';
import type { Both, NumberedProblem, RowProblem } from './import-kind.ts';
import type { RawRow } from './open-rows.ts';

const PAGE = 2000;

const BothShape = z.object({ id: z.string(), en: z.string() });
const ProblemsShape = z.array(z.object({ column: z.string(), value: z.string(), allowed: BothShape }));
const Texts = z.array(z.string());
const MappingShape = z.record(z.string(), z.number().int().min(0));
const OutcomeShape = z.object({ added: z.number(), replaced: z.number(), says: BothShape }).nullable();

export interface StoredImport {
  readonly id: string;
  readonly kind: string;
  readonly status: 'staged' | 'applied' | 'withdrawn';
  readonly fileName: string;
  readonly format: string;
  readonly header: readonly string[];
  readonly mapping: Mapping;
  /** Whether the rows were checked under this mapping. */
  readonly checked: boolean;
  readonly rowCount: number;
  readonly problemCount: number;
  readonly outcome: { readonly added: number; readonly replaced: number; readonly says: Both } | null;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly appliedBy: string | null;
  readonly appliedAt: Temporal.Instant | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Temporal.Instant | null;
  readonly withdrawReason: string | null;
}

export function importQuery(tx: Tx) {
  return tx.selectFrom('import').selectAll();
}

type ImportRecord = Awaited<ReturnType<ReturnType<typeof importQuery>['execute']>>[number];

export function importOf(row: ImportRecord): StoredImport {
  const { status } = row;
  if (status !== 'staged' && status !== 'applied' && status !== 'withdrawn')
    throw new Error(`import ${row.id}: ${status}`);
  return {
    id: row.id,
    kind: row.kind,
    status,
    fileName: row.file_name,
    format: row.format,
    header: Texts.parse(row.header),
    mapping: MappingShape.parse(row.mapping),
    checked: row.checked,
    rowCount: row.row_count,
    problemCount: row.problem_count,
    outcome: OutcomeShape.parse(row.outcome),
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    appliedBy: row.applied_by,
    appliedAt: row.applied_at,
    withdrawnBy: row.withdrawn_by,
    withdrawnAt: row.withdrawn_at,
    withdrawReason: row.withdraw_reason,
  };
}

export async function findImport(tx: Tx, id: string): Promise<StoredImport | undefined> {
  const row = await importQuery(tx).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : importOf(row);
}

/** Locked until the end of the transaction. */
export async function findImportForChange(tx: Tx, id: string): Promise<StoredImport | undefined> {
  const row = await importQuery(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : importOf(row);
}

export async function insertRows(tx: Tx, importId: string, rows: readonly RawRow[]): Promise<void> {
  if (rows.length === 0) return;
  const packed = JSON.stringify(rows.map(({ number, cells }) => [number, cells]));
  await sql`insert into import_row (import_id, position, cells)
    select ${importId}::uuid, (r ->> 0)::bigint, r -> 1 from jsonb_array_elements(${packed}::jsonb) r`.execute(tx);
}

export interface StagedRow extends RawRow {
  readonly problems: readonly RowProblem[];
}

/** Rows in order: all of them, those without problems, or those with. */
export async function* stagedRows(tx: Tx, importId: string, which: 'all' | 'good' | 'bad'): AsyncGenerator<StagedRow> {
  for (let after = 0; ; ) {
    let query = tx
      .selectFrom('import_row')
      .select(['position', 'cells', 'problems'])
      .where('import_id', '=', importId)
      .where('position', '>', after)
      .orderBy('position')
      .limit(PAGE);
    if (which !== 'all') query = query.where('problems', which === 'good' ? 'is' : 'is not', null);
    const page = await query.execute();
    for (const row of page) {
      yield {
        number: row.position,
        cells: Texts.parse(row.cells),
        problems: row.problems === null ? [] : ProblemsShape.parse(row.problems),
      };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.position;
  }
}

/** Writes what is wrong with rows; rows that are not named are left as they are. */
export async function writeProblems(
  tx: Tx,
  importId: string,
  found: readonly { readonly number: number; readonly problems: readonly RowProblem[] | null }[],
): Promise<void> {
  if (found.length === 0) return;
  const packed = JSON.stringify(found.map(({ number, problems }) => [number, problems]));
  await sql`update import_row t set problems = nullif(r -> 1, 'null'::jsonb)
    from jsonb_array_elements(${packed}::jsonb) r
    where t.import_id = ${importId}::uuid and t.position = (r ->> 0)::bigint`.execute(tx);
}

export async function firstRows(tx: Tx, importId: string, most: number): Promise<readonly StagedRow[]> {
  return take(stagedRows(tx, importId, 'good'), most);
}

export async function firstProblems(tx: Tx, importId: string, most: number): Promise<readonly NumberedProblem[]> {
  const rows = await take(stagedRows(tx, importId, 'bad'), most);
  return rows
    .flatMap(({ number, problems }) => problems.map((problem) => ({ ...problem, row: number })))
    .slice(0, most);
}

async function take<T>(items: AsyncIterable<T>, most: number): Promise<readonly T[]> {
  const taken: T[] = [];
  for await (const item of items) {
    taken.push(item);
    if (taken.length >= most) break;
  }
  return taken;
}
