/** What there is to export, in the scope of the person who asks; row-level security is the second wall. */
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone } from '../../platform/i18n/zones.ts';
import { optionName, readAccused } from '../cases/index.ts';
import {
  type DecisionRow,
  isRung,
  type LadderRow,
  type Rung,
  rungWords,
  stateOf,
  withoutNames,
} from './register-file.ts';

/** Most rows of one file: a register takes them in by hand or in small lots. */
export const MOST_ROWS = 2000;

/** A step that stands in a file. */
export interface ExportedStep {
  readonly bodyId: string;
  readonly caseId: string;
  readonly number: string;
  readonly seq: number;
}

export interface LadderStep extends ExportedStep {
  readonly rung: Rung;
  readonly officeCode: string;
  readonly officeName: string;
  readonly on: string;
  readonly content: unknown;
  readonly next: Rung | null;
  readonly exported: boolean;
}

/** Rungs of the ladder in cases that these offices watch, in the order of the cases. */
export async function readLadder(
  tx: Tx,
  bodies: readonly string[],
  wanted: 'all' | 'new' | readonly string[],
): Promise<readonly LadderStep[]> {
  const numbers = typeof wanted === 'string' ? null : [...wanted];
  const { rows } = await sql<{
    body_id: string;
    case_id: string;
    number: string;
    seq: number;
    kind: string;
    at: Temporal.Instant;
    office_code: string;
    office_name: string;
    zone: string;
    content: unknown;
    next: string | null;
    exported: boolean;
  }>`
    select * from (
      select e.body_id, f.id as case_id, f.number, e.seq, e.kind, e.at, b.code as office_code, b.name as office_name, w.zone, c.content,
        lead(e.kind) over (partition by f.id order by e.seq) as next,
        exists (select 1 from register_export_step x join register_export r on r.id = x.export_id and r.register = 'siasn'
                where x.case_id = e.case_id and x.seq = e.seq) as exported
      from case_file f
      join case_event e on e.case_id = f.id
        and e.kind in ('reminded', 'reprimanded', 'block-proposed', 'blocked', 'block-refused', 'unblocked')
      left join case_event_content c on c.case_id = e.case_id and c.seq = e.seq
      join body w on w.id = e.body_id
      join lateral (select h.to_body_id from case_event h where h.case_id = e.case_id and h.seq < e.seq and h.to_body_id is not null
                    order by h.seq desc limit 1) held on true
      join body b on b.id = held.to_body_id
      where e.body_id = any (${[...bodies]}::uuid[])
        and f.id in (select p.case_id from case_part p where p.part = 'watch' and p.body_id = any (${[...bodies]}::uuid[]))
        and (${numbers}::text[] is null or f.number = any (${numbers}::text[]))) l
    where ${wanted !== 'new'} or not l.exported
    order by l.number, l.seq limit ${MOST_ROWS}`.execute(tx);
  return rows.map((row) => {
    if (!isRung(row.kind)) throw new Error('a rung of an unknown kind');
    if (!isZone(row.zone)) throw new Error('an office has an unknown zone');
    return {
      bodyId: row.body_id,
      caseId: row.case_id,
      number: row.number,
      seq: row.seq,
      rung: row.kind,
      officeCode: row.office_code,
      officeName: row.office_name,
      on: legalDay(row.at, row.zone),
      content: row.content,
      next: row.next !== null && isRung(row.next) ? row.next : null,
      exported: row.exported,
    };
  });
}

/** The rows of the file: the words of the officer without the names of the accused. */
export async function ladderRows(tx: Tx, keys: Keys, steps: readonly LadderStep[]): Promise<readonly LadderRow[]> {
  const names = new Map<string, readonly string[]>();
  const rows: LadderRow[] = [];
  for (const step of steps) {
    const known = names.get(step.caseId) ?? (await readAccused(tx, keys, step.caseId)).map((one) => one.name);
    names.set(step.caseId, known);
    const text = (name: string): string => textIn(step.content, name);
    const services = valueIn(step.content, 'services');
    rows.push({
      nomor_perkara: step.number,
      langkah: rungWords[step.rung],
      kode_kantor: step.officeCode,
      nama_kantor: step.officeName,
      layanan: Array.isArray(services) ? services.filter((one): one is string => typeof one === 'string') : [],
      nomor: withoutNames(text('number') || text('reference') || text('proof'), known),
      dasar: withoutNames(text('reason'), known),
      tanggal: step.on,
      tinjau_lagi: text('reviewOn'),
      keadaan: stateOf(step.rung, step.next),
    });
  }
  return rows;
}

/** A decision in effect that waits for its entry in I'DIS. No name: those are opened for the file alone. */
export interface WaitingDecision extends ExportedStep {
  readonly decisionNumber: string;
  readonly decidedOn: string;
  readonly option: string;
  readonly effectOn: string;
  readonly exported: boolean;
  /** Persons accused in the case: with several it waits, since the register has one row for each with what became of that person. */
  readonly persons: number;
}

export async function readDecisions(
  tx: Tx,
  bodies: readonly string[],
  wanted: 'all' | 'new' | readonly string[],
): Promise<readonly WaitingDecision[]> {
  const numbers = typeof wanted === 'string' ? null : [...wanted];
  const { rows } = await sql<{
    body_id: string;
    case_id: string;
    number: string;
    seq: number;
    decided: unknown;
    remedy: unknown;
    effect: unknown;
    effect_at: Temporal.Instant;
    zone: string;
    exported: boolean;
    persons: number;
  }>`
    select * from (
      select f.holder_body_id as body_id, f.id as case_id, f.number, f.accused_count as persons, d.seq, d.content as decided, m.content as remedy, t.content as effect,
        coalesce(t.at, m.at, d.at) as effect_at, b.zone,
        exists (select 1 from register_export_step x join register_export r on r.id = x.export_id and r.register = 'idis' and r.body_id = f.holder_body_id
                where x.case_id = f.id and x.seq >= d.seq) as exported
      from case_file f
      join body b on b.id = f.holder_body_id
      join lateral (select e.seq, e.at, c.content from case_event e join case_event_content c on c.case_id = e.case_id and c.seq = e.seq
                    where e.case_id = f.id and e.kind = 'decision-recorded' order by e.seq desc limit 1) d on true
      left join lateral (select e.at, c.content from case_event e join case_event_content c on c.case_id = e.case_id and c.seq = e.seq
                    where e.case_id = f.id and e.kind = 'remedy-decided' order by e.seq desc limit 1) m on true
      left join lateral (select e.at, c.content from case_event e join case_event_content c on c.case_id = e.case_id and c.seq = e.seq
                    where e.case_id = f.id and e.kind = 'took-effect' order by e.seq desc limit 1) t on true
      where f.holder_body_id = any (${[...bodies]}::uuid[]) and f.status = 'in-effect'
        and (${numbers}::text[] is null or f.number = any (${numbers}::text[]))) l
    where ${wanted !== 'new'} or not l.exported
    order by l.number limit ${MOST_ROWS}`.execute(tx);
  return rows.map((row) => {
    if (!isZone(row.zone)) throw new Error('an office has an unknown zone');
    // An appeal that changed the sanction is what is in force.
    const changed = textIn(row.remedy, 'option');
    return {
      bodyId: row.body_id,
      caseId: row.case_id,
      number: row.number,
      seq: row.seq,
      decisionNumber: textIn(row.decided, 'decisionNumber'),
      decidedOn: textIn(row.decided, 'decidedOn'),
      option: changed === '' ? textIn(row.decided, 'option') : changed,
      effectOn: textIn(row.effect, 'effectiveOn') || legalDay(row.effect_at, row.zone),
      exported: row.exported,
      persons: row.persons,
    };
  });
}

/** The rows of the file, one for each accused. The caller has asked for the reason and written it down. */
export async function decisionRows(
  tx: Tx,
  keys: Keys,
  decisions: readonly WaitingDecision[],
): Promise<readonly DecisionRow[]> {
  const rows: DecisionRow[] = [];
  for (const one of decisions) {
    for (const person of await readAccused(tx, keys, one.caseId))
      rows.push({
        nomor_perkara: one.number,
        nama: person.name,
        nip: person.nip ?? '',
        nomor_keputusan: one.decisionNumber,
        tanggal_keputusan: one.decidedOn,
        kode_sanksi: one.option,
        sanksi: one.option === '' ? '' : optionName(one.option, 'id'),
        berlaku: one.effectOn,
      });
  }
  return rows;
}

/** When the step that a result answers was taken; the earliest day on which the register can have acted. */
export async function lastProposalOn(tx: Tx, caseId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('case_event as e')
    .innerJoin('body as b', 'b.id', 'e.body_id')
    .select(['e.at', 'b.zone'])
    .where('e.case_id', '=', caseId)
    .where('e.kind', '=', 'block-proposed')
    .orderBy('e.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || !isZone(row.zone) ? null : legalDay(row.at, row.zone);
}

function valueIn(content: unknown, name: string): unknown {
  return typeof content === 'object' && content !== null ? Reflect.get(content, name) : undefined;
}

function textIn(content: unknown, name: string): string {
  const value = valueIn(content, name);
  return typeof value === 'string' ? value : '';
}
