/**
 * Reading reports: for officers of the intake office, who may open the seals, and for reporters, who see with their receipt that steps
 * happen. The database decides who sees a row; the office's key decides who reads it.
 */
import { type ActKind, type ActorStatus, actorStatuses } from '@netra/rulebook';
import { sql } from 'kysely';
import { z } from 'zod';
import { open } from '../../platform/crypto/seal.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { isClosed, isStatus } from '../cases/index.ts';
import {
  type EvidenceService,
  findOfficeKey,
  type OfficeEvidence,
  officeKeyBox,
  openOfficeKey,
} from '../evidence/index.ts';
import { isActKind } from './act-words.ts';
import { additionIdentityPurpose, additionPurpose } from './addition-service.ts';
import { identityPurpose, type ReportKind, reportKind, wordsPurpose } from './report-service.ts';

const Words = z.strictObject({
  story: z.string(),
  place: z.string(),
  accused: z.strictObject({
    post: z.string(),
    unit: z.string(),
    name: z.string(),
    status: z
      .string()
      .nullable()
      .transform((text): ActorStatus | null => actorStatuses.find((status) => status === text) ?? null),
  }),
});
/** The reporter's own words. */
export type ReportWords = z.output<typeof Words>;

const Identity = z.strictObject({ name: z.string(), address: z.string(), contact: z.string() });
export type ReporterIdentity = z.output<typeof Identity>;

const AdditionWordsShape = z.strictObject({ words: z.string() });
const AdditionIdentity = z.strictObject({ name: z.string(), address: z.string() });

/** What the reporter completed or added afterwards. */
export interface ReportAddition {
  readonly id: string;
  readonly at: Temporal.Instant;
  /** Sent while a completion was awaited, and in time. */
  readonly completes: boolean;
  readonly words: string;
  readonly hasIdentity: boolean;
}

export interface OfficeReport {
  readonly id: string;
  readonly caseId: string;
  readonly kind: ReportKind;
  readonly actKind: ActKind;
  readonly happenedOn: string;
  readonly knownOn: string;
  readonly region: { readonly id: string; readonly name: string };
  readonly receivedAt: Temporal.Instant;
  readonly words: ReportWords;
  /** Whether a sealed name lies beside the words; opened by `openIdentity` alone. */
  readonly hasIdentity: boolean;
  /** Of the report and of what was added to it. */
  readonly evidence: readonly OfficeEvidence[];
  readonly additions: readonly ReportAddition[];
}

export interface ReportReadModel {
  /** The report with its words opened, in the unit of work of an officer of the intake office. Null for everybody else. */
  readReport(tx: Tx, keys: Keys, reportId: string): Promise<OfficeReport | null>;
  /** The report a case began with. Null when the case began otherwise, or for everybody else. */
  reportForCase(tx: Tx, keys: Keys, caseId: string): Promise<OfficeReport | null>;
  /** Whether {@link reportForCase} would open one for this person, without opening it. */
  opensReport(tx: Tx, caseId: string): Promise<boolean>;
  /**
   * Name, address and contact of the reporter. The caller has asked for a reason and writes the audit in the same unit of work.
   * Null when none was given, or for everybody but officers of the intake office.
   */
  openIdentity(tx: Tx, keys: Keys, reportId: string): Promise<ReporterIdentity | null>;
}

export function reportReadModel(evidence: EvidenceService): ReportReadModel {
  const read = async (tx: Tx, keys: Keys, by: 'id' | 'case_id', id: string): Promise<OfficeReport | null> => {
    const row = await tx
      .selectFrom('report')
      .innerJoin('jurisdiction', 'jurisdiction.id', 'report.region_id')
      .innerJoin('report_words', 'report_words.report_id', 'report.id')
      .select([
        'report.id',
        'report.case_id',
        'report.kind',
        'report.act_kind',
        'report.happened_on',
        'report.known_on',
        'report.received_at',
        'report.intake_body_id',
        'report.region_id',
        'jurisdiction.name as region_name',
        'report_words.sealed',
      ])
      .select((has) => [
        has
          .exists(
            has.selectFrom('report_identity as i').select('i.report_id').whereRef('i.report_id', '=', 'report.id'),
          )
          .as('has_identity'),
        officeKeyBox('report.intake_body_id').as('key_box'),
      ])
      // A case that was separated from another shares the report of the one with which both began.
      .where(`report.${by}`, '=', by === 'case_id' ? sql<string>`root_of(${id}::uuid)` : id)
      .orderBy('report.received_at')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return null;
    const officeKey = openOfficeKey(keys, row.intake_body_id, row.key_box);
    if (officeKey === null) return null;
    const [files, additions] = await Promise.all([
      evidence.ofReport(tx, officeKey, row.id),
      readAdditions(tx, officeKey, row.id),
    ]);
    return {
      id: row.id,
      caseId: row.case_id,
      kind: reportKind(row.kind),
      actKind: isActKind(row.act_kind) ? row.act_kind : 'other',
      happenedOn: row.happened_on,
      knownOn: row.known_on,
      region: { id: row.region_id, name: row.region_name },
      receivedAt: row.received_at,
      words: Words.parse(opened(officeKey, row.sealed, wordsPurpose, row.id)),
      hasIdentity: Boolean(row.has_identity),
      evidence: files,
      additions,
    };
  };
  return {
    readReport: (tx, keys, reportId) => read(tx, keys, 'id', reportId),
    reportForCase: (tx, keys, caseId) => read(tx, keys, 'case_id', caseId),
    opensReport: async (tx, caseId) => {
      const { rows } = await sql<{ opens: boolean }>`
        select netra.seal_private_key(r.intake_body_id) is not null as opens from report r
        where r.case_id = root_of(${caseId}::uuid) order by r.received_at limit 1`.execute(tx);
      return rows[0]?.opens === true;
    },
    openIdentity: async (tx, keys, reportId) => {
      const row = await tx
        .selectFrom('report_identity')
        .innerJoin('report', 'report.id', 'report_identity.report_id')
        .select(['report_identity.sealed', 'report.intake_body_id'])
        .where('report_identity.report_id', '=', reportId)
        .executeTakeFirst();
      if (row === undefined) return null;
      const officeKey = await findOfficeKey(tx, keys, row.intake_body_id);
      if (officeKey === null) return null;
      const first = Identity.parse(opened(officeKey, row.sealed, identityPurpose, reportId));
      const later = await tx
        .selectFrom('report_addition')
        .select(['id', 'identity_sealed'])
        .where('report_id', '=', reportId)
        .where('identity_sealed', 'is not', null)
        .orderBy('seq')
        .execute();
      // What was completed afterwards stands for what was missing.
      let known = first;
      for (const { id, identity_sealed: sealed } of later) {
        if (sealed === null) continue;
        const added = AdditionIdentity.parse(opened(officeKey, sealed, additionIdentityPurpose, id));
        const { name, address, contact } = known;
        known = { name: added.name || name, address: added.address || address, contact };
      }
      return known;
    },
  };
}

async function readAdditions(tx: Tx, officeKey: Uint8Array, reportId: string): Promise<readonly ReportAddition[]> {
  const rows = await tx
    .selectFrom('report_addition as a')
    .innerJoin('case_event as e', (on) => on.onRef('e.case_id', '=', 'a.case_id').onRef('e.seq', '=', 'a.seq'))
    .select(['a.id', 'a.at', 'a.words_sealed', 'a.identity_sealed', 'e.kind'])
    .where('a.report_id', '=', reportId)
    .orderBy('a.seq')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    completes: row.kind === 'completed-by-reporter',
    words: AdditionWordsShape.parse(opened(officeKey, row.words_sealed, additionPurpose, row.id)).words,
    hasIdentity: row.identity_sealed !== null,
  }));
}

function opened(officeKey: Uint8Array, sealed: Buffer, purpose: string, reportId: string): unknown {
  const plain = open(officeKey, sealed, { purpose, aad: Buffer.from(reportId) });
  if (!plain.ok) throw new Error(`a sealed part of report ${reportId} does not open: ${plain.error}`);
  return JSON.parse(plain.value.toString('utf8'));
}

export interface ReporterStep {
  readonly kind: string;
  readonly at: Temporal.Instant;
  readonly bodyName: string;
  readonly toBodyName: string | null;
  readonly zone: Zone;
}

export interface ReporterClock {
  readonly procedureId: string;
  readonly stepId: string;
  readonly bodyName: string;
  readonly dueAt: Temporal.Instant;
  readonly zone: Zone;
  readonly nature: 'law' | 'practice' | 'target';
  readonly basis: string;
  readonly confidence: string;
  readonly state: string;
  readonly endedAt: Temporal.Instant | null;
}

export interface ReporterView {
  readonly kind: ReportKind;
  readonly actKind: ActKind;
  readonly happenedOn: string;
  readonly regionName: string;
  readonly officeName: string;
  readonly steps: readonly ReporterStep[];
  readonly clocks: readonly ReporterClock[];
  readonly files: readonly { readonly mediaType: string; readonly size: number; readonly sha256: string }[];
}

export const missingParts = ['name', 'address', 'when', 'where', 'accused', 'act', 'witness', 'evidence'] as const;
export type MissingPart = (typeof missingParts)[number];

/** Where the own report stands, as far as completing and adding go. */
export interface ReporterPlace {
  readonly officeId: string;
  readonly zone: Zone;
  /** The office waits for a completion. */
  readonly awaited: boolean;
  readonly missing: readonly MissingPart[];
  readonly askedAt: Temporal.Instant | null;
  readonly procedureId: string | null;
  readonly dueAt: Temporal.Instant | null;
  readonly standsStill: boolean;
  /** Nothing can be added any more. */
  readonly closed: boolean;
}

export function isPassed(place: ReporterPlace, now: Temporal.Instant): boolean {
  return place.awaited && !place.standsStill && place.dueAt !== null && Temporal.Instant.compare(now, place.dueAt) > 0;
}

/** In a unit of work that carries the receipt's hash. Undefined when there is no such report. */
export async function placeForReporter(tx: Tx): Promise<ReporterPlace | undefined> {
  const { rows } = await sql<{
    status: string;
    erased: boolean;
    intake_body_id: string;
    office_zone: string;
    missing: unknown;
    asked_at: Temporal.Instant | null;
    procedure_id: string | null;
    due_at: Temporal.Instant | null;
    clock_state: string | null;
    family_open: boolean;
  }>`select p.*, netra.reporter_family_open() as family_open from netra.reporter_place() p`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const named: readonly unknown[] = Array.isArray(row.missing) ? row.missing : [];
  return {
    officeId: row.intake_body_id,
    zone: zoneOf(row.office_zone),
    awaited: row.status === 'awaiting-completion',
    missing: missingParts.filter((part) => named.includes(part)),
    askedAt: row.asked_at,
    procedureId: row.procedure_id,
    dueAt: row.due_at,
    standsStill: row.clock_state === 'stopped',
    // A case that was separated from it may go on.
    closed: row.erased || (row.status !== 'joined' && isStatus(row.status) && isClosed(row.status) && !row.family_open),
  };
}

/** Whether there is a report with this receipt, in a unit of work that carries its hash. */
export async function isReport(tx: Tx, receiptHash: Buffer): Promise<boolean> {
  const row = await tx.selectFrom('report').select('id').where('receipt_hash', '=', receiptHash).executeTakeFirst();
  return row !== undefined;
}

/** Everything the holder of a receipt sees, in a unit of work that carries the receipt's hash. Undefined when there is no such report. */
export async function viewForReporter(tx: Tx, receiptHash: Buffer): Promise<ReporterView | undefined> {
  const row = await tx
    .selectFrom('report')
    .innerJoin('jurisdiction', 'jurisdiction.id', 'report.region_id')
    .innerJoin('body', 'body.id', 'report.intake_body_id')
    .select([
      'report.kind',
      'report.act_kind',
      'report.happened_on',
      'jurisdiction.name as region',
      'body.name as office',
    ])
    .where('report.receipt_hash', '=', receiptHash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const steps = await sql<{
    kind: string;
    at: Temporal.Instant;
    body_name: string;
    to_body_name: string | null;
    zone: string;
  }>`select kind, at, body_name, to_body_name, zone from netra.reporter_steps()
    union all select kind, at, body_name, to_body_name, zone from netra.reporter_joined_steps()
    union all select kind, at, body_name, to_body_name, zone from netra.reporter_family_steps() order by at`.execute(
    tx,
  );
  const clocks = await sql<{
    procedure_id: string;
    step_id: string;
    body_name: string;
    due_at: Temporal.Instant;
    zone: string;
    nature: string;
    basis: string;
    confidence: string;
    state: string;
    ended_at: Temporal.Instant | null;
  }>`select procedure_id, step_id, body_name, due_at, zone, nature, basis, confidence, state, ended_at
     from netra.reporter_clocks()`.execute(tx);
  const files = await sql<{ media_type: string; size: number; sha256: Buffer }>`
    select media_type, size, sha256 from netra.reporter_evidence()`.execute(tx);
  return {
    kind: reportKind(row.kind),
    actKind: isActKind(row.act_kind) ? row.act_kind : 'other',
    happenedOn: row.happened_on,
    regionName: row.region,
    officeName: row.office,
    steps: steps.rows.map((step) => ({
      kind: step.kind,
      at: step.at,
      bodyName: step.body_name,
      toBodyName: step.to_body_name,
      zone: zoneOf(step.zone),
    })),
    clocks: clocks.rows.map((clock) => ({
      procedureId: clock.procedure_id,
      stepId: clock.step_id,
      bodyName: clock.body_name,
      dueAt: clock.due_at,
      zone: zoneOf(clock.zone),
      nature: natureOf(clock.nature),
      basis: clock.basis,
      confidence: clock.confidence,
      state: clock.state,
      endedAt: clock.ended_at,
    })),
    files: files.rows.map((file) => ({
      mediaType: file.media_type,
      size: file.size,
      sha256: file.sha256.toString('hex'),
    })),
  };
}

function zoneOf(text: string): Zone {
  if (!isZone(text)) throw new Error('an office lies in no zone');
  return text;
}

function natureOf(text: string): 'law' | 'practice' | 'target' {
  if (text === 'law' || text === 'practice' || text === 'target') return text;
  throw new Error(`unknown nature of a clock: ${text}`);
}
