/** Reads many files at once, in the scope of the person who asks: what the database does not show is not there. */
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { type CaseView, isCaseStatus, openDetails } from '../cases/index.ts';
import { type AccusedOf, type FileOf, type FileStep, fileOf, fileSteps } from './file.ts';

/** A file with what its queue and its comparison need besides. */
export interface ReadFile extends FileOf {
  readonly regionName: string;
  readonly originBodyId: string;
  readonly holderBodyId: string;
  readonly holderName: string;
  readonly zone: Zone;
  readonly openedAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
  readonly dueAt: Temporal.Instant | null;
  readonly lastSeq: number;
  /**
   * The person opened the case since its last step. Votes of other bodies do not count as one: they gainsay nobody's own, and four bodies that vote
   * after one another would otherwise have to read everything again each time. Nor does what a reporter adds at another office, which nobody here reads.
   */
  readonly read: boolean;
  /** The hand-over by which it came to its holder is not accepted yet. */
  readonly unaccepted: boolean;
}

/** Files by id; those that the person may not see are missing. */
export async function readFiles(tx: Tx, keys: Keys, ids: readonly string[]): Promise<ReadonlyMap<string, ReadFile>> {
  if (ids.length === 0) return new Map();
  const heads = sql<Head>`
    with known as materialized (select case_id, known from reporters_known(${[...ids]}::uuid[]))
    select known.known as reporter_known, array(select h.sha256 from case_file_hashes(f.id, 'infinity') h) as evidence, f.id, f.number, f.status, f.origin, f.election_id, f.contest_id, f.act_kind, f.region_id, f.origin_body_id, f.holder_body_id, f.opened_at,
      f.closed_at, f.due_at, f.last_seq, place.name as region, holder.name as holder, holder.zone,
      exists (select 1 from audit u where u.case_id = f.id and u.user_id = actor_user() and u.what in ('case.view', 'report.read')
        and u.at >= (select max(e.recorded_at) from case_event e where e.case_id = f.id and e.kind <> 'vote-cast'
            and (e.kind <> 'reporter-added' or e.body_id = any (my_bodies())))) as read,
      coalesce((select h.accepted_at is null and h.returned_at is null and h.to_body_id = f.holder_body_id
        from handover h where h.case_id = f.id order by h.seq desc limit 1), false) as unaccepted
    from case_file f join jurisdiction place on place.id = f.region_id join body holder on holder.id = f.holder_body_id
      left join known on known.case_id = f.id
    where f.id = any (${[...ids]}::uuid[])`.execute(tx);
  const stepRows = tx
    .selectFrom('case_event as e')
    .leftJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'))
    .select(['e.case_id', 'e.seq', 'e.kind', 'e.actor_user_id', 'c.content'])
    .where('e.case_id', '=', sql<string>`any (${[...ids]}::uuid[])`)
    .where('e.kind', 'in', [...fileSteps])
    .orderBy('e.case_id')
    .orderBy('e.seq')
    .execute();
  const accusedRows = tx
    .selectFrom('case_accused as a')
    .select(['a.case_id', 'a.position', 'a.status', 'a.details_sealed', 'a.post', 'a.unit_name'])
    .select([tokens('word').as('words'), tokens('nip').as('nips')])
    .where('a.case_id', '=', sql<string>`any (${[...ids]}::uuid[])`)
    .orderBy('a.position')
    .execute();
  const [{ rows }, steps, accused] = await Promise.all([heads, stepRows.then(byCase), accusedRows.then(byCase)]);
  return new Map(
    rows.map((row) => {
      const people = (accused.get(row.id) ?? []).map((one): AccusedOf => {
        const { post, unitName } = openDetails(keys, row.id, one);
        return {
          post,
          unitName,
          status: one.status,
          words: one.words,
          nip: one.nips[0] ?? null,
        };
      });
      const told: FileStep[] = (steps.get(row.id) ?? []).map((step) => ({
        seq: step.seq,
        kind: step.kind,
        content: step.content,
        actorUserId: step.actor_user_id,
      }));
      return [row.id, readFileOf(row, told, people, row.evidence, row.reporter_known)];
    }),
  );
}

/** What of a file does not stand in the case as its page reads it. */
export interface BesideFile {
  readonly reporterKnown: boolean | null;
  readonly evidence: readonly string[];
}

export async function readBeside(tx: Tx, caseId: string): Promise<BesideFile> {
  const { rows } = await sql<{ known: boolean | null; evidence: string[] }>`
    select (select k.known from reporters_known(array[${caseId}::uuid]) k) as known,
      array(select h.sha256 from case_file_hashes(${caseId}::uuid, 'infinity') h) as evidence`.execute(tx);
  return { reporterKnown: rows[0]?.known ?? null, evidence: rows[0]?.evidence ?? [] };
}

/** The file of a case that was read already, without asking for it again. Employee numbers and marks of names are not in it. Pure. */
export function fileOfView(view: CaseView, beside: BesideFile): FileOf {
  const { id, number, status, origin, electionId, contestId, actKind, regionId } = view;
  const accused = view.accused.map(({ post, unitName, status }) => ({ post, unitName, status, words: [], nip: null }));
  const told = view.steps.flatMap(({ seq, kind, content }): FileStep[] =>
    fileSteps.some((one) => one === kind) ? [{ seq, kind, content, actorUserId: null }] : [],
  );
  return fileOf({ id, number, status, origin, electionId, contestId, actKind, regionId, ...beside, accused }, told);
}

/** Keyed tokens of an accused, as hexadecimal text. */
function tokens(kind: 'word' | 'nip') {
  return sql<string[]>`array(select encode(t.token, 'hex') from accused_token t
    where t.case_id = a.case_id and t.position = a.position and t.kind = ${kind})`;
}

interface Head {
  reporter_known: boolean | null;
  evidence: string[];
  id: string;
  number: string;
  status: string;
  origin: string;
  election_id: string;
  contest_id: string;
  act_kind: string;
  region_id: string;
  origin_body_id: string;
  holder_body_id: string;
  opened_at: Temporal.Instant;
  closed_at: Temporal.Instant | null;
  due_at: Temporal.Instant | null;
  last_seq: number;
  region: string;
  holder: string;
  zone: string;
  read: boolean;
  unaccepted: boolean;
}

function readFileOf(
  row: Head,
  steps: readonly FileStep[],
  accused: readonly AccusedOf[],
  evidence: readonly string[],
  reporterKnown: boolean | null,
): ReadFile {
  if (!isCaseStatus(row.status)) throw new Error('a case has an unknown status');
  if (!isZone(row.zone)) throw new Error('an office has an unknown zone');
  const head = {
    id: row.id,
    number: row.number,
    status: row.status,
    origin: row.origin,
    electionId: row.election_id,
    contestId: row.contest_id,
    actKind: row.act_kind,
    regionId: row.region_id,
    reporterKnown,
    accused,
    evidence,
  };
  return {
    ...fileOf(head, steps),
    regionName: row.region,
    originBodyId: row.origin_body_id,
    holderBodyId: row.holder_body_id,
    holderName: row.holder,
    zone: row.zone,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    dueAt: row.due_at,
    lastSeq: row.last_seq,
    read: row.read,
    unaccepted: row.unaccepted,
  };
}

function byCase<Row extends { readonly case_id: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const all = new Map<string, Row[]>();
  for (const row of rows) {
    const there = all.get(row.case_id);
    if (there === undefined) all.set(row.case_id, [row]);
    else there.push(row);
  }
  return all;
}
