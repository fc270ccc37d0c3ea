/** Sending a report: everything of it is stored in one unit of work, once, and sealed to the office that takes it in. */
import { sql } from 'kysely';
import { sealTo } from '../../platform/crypto/seal.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import type { Platform } from '../../platform/platform.ts';
import type { EvidenceFile, EvidenceService } from '../evidence/index.ts';
import type { AllAnswers } from './answers.ts';
import { type Draft, uploadKey } from './draft.ts';
import { receiptHash, receiptOf, submissionKey } from './receipt.ts';
import type { CoveredPlace } from './regions.ts';
import { timeToReport } from './report-clock.ts';

export type ReportKind = 'laporan' | 'informasi-awal';

/** What casework needs to open the case; see `CaseService.openFromReport`. */
export interface OpenCase {
  readonly caseId: string;
  readonly reportKind: ReportKind;
  readonly bodyId: string;
  readonly zone: Zone;
  readonly regionId: string;
  readonly electionId: string;
  readonly contestId: string;
  readonly actKind: string;
  readonly at: Temporal.Instant;
}

export interface ReportDeps {
  readonly evidence: EvidenceService;
  /** Opens the case inside the reporter's own unit of work. */
  readonly openCase: (tx: Tx, report: OpenCase) => Promise<unknown>;
  /** The election for which the door is open. */
  readonly electionId: () => Promise<string>;
}

/** What the receipt page says. */
export interface Sent {
  readonly receipt: string;
  /** It was there already: this was a second sending of the same draft. */
  readonly again: boolean;
  readonly kind: ReportKind;
  readonly officeName: string;
  readonly zone: Zone;
  readonly receivedAt: Temporal.Instant;
  readonly files: readonly EvidenceFile[];
}

export interface ReportService {
  /** Stores the report of a draft, or finds it when the draft was sent before. Two at once store one. */
  send(draft: Draft, answers: AllAnswers, place: CoveredPlace): Promise<Sent>;
}

/** Purposes of the seals; opening needs the same. */
export const wordsPurpose = 'report/words';
export const identityPurpose = 'report/identity';

/**
 * A report that may be registered has the reporter's name and address and is in time (Perbawaslu 7/2022 ps 15; UU 10/2016 ps 134).
 * All else is initial information.
 */
export function kindOf(answers: Pick<AllAnswers, 'pelapor'>, late: boolean): ReportKind {
  return answers.pelapor.identity !== null && !late ? 'laporan' : 'informasi-awal';
}

export function reportService(platform: Platform, deps: ReportDeps): ReportService {
  const { keys } = platform;
  return {
    send: async (draft, answers, place) => {
      const receipt = receiptOf(keys, draft.seed);
      const key = submissionKey(keys, draft.seed);
      const hash = receiptHash(keys, receipt);
      const draftKey = uploadKey(keys, draft);
      const electionId = await deps.electionId();
      const now = await platform.legalClock.now();
      return runAs(platform.db, { kind: 'public', receiptHash: hash, draftKey }, async (tx): Promise<Sent> => {
        // The same draft sent twice at once: the second waits here and then finds what the first stored.
        await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 11))`.execute(tx);
        const there = await findSent(tx, hash);
        if (there !== undefined) {
          const files = await deps.evidence.ofReport(tx, null, there.id);
          return { ...there.sent, receipt, again: true, files };
        }
        const { office } = place;
        const late =
          timeToReport(platform.law.current(), electionId, answers.kapan.knownOn, office.zone, now)?.late === true;
        const kind = kindOf(answers, late);
        const [reportId, caseId] = [platform.uuid(), platform.uuid()];
        await deps.openCase(tx, {
          caseId,
          reportKind: kind,
          bodyId: office.id,
          zone: office.zone,
          regionId: place.region.id,
          electionId,
          contestId: answers.apa.contestId,
          actKind: answers.apa.act,
          at: now,
        });
        await tx
          .insertInto('report')
          .values({
            id: reportId,
            submission_key: key,
            receipt_hash: hash,
            kind,
            intake_body_id: office.id,
            case_id: caseId,
            act_kind: answers.apa.act,
            happened_on: answers.kapan.happenedOn,
            known_on: answers.kapan.knownOn,
            region_id: place.region.id,
            received_at: now.toString(),
          })
          .execute();
        const seal = (value: unknown, purpose: string): Buffer =>
          sealTo(office.publicKey, Buffer.from(JSON.stringify(value), 'utf8'), { purpose, aad: Buffer.from(reportId) });
        const words = { story: answers.cerita.story, place: answers['di-mana'].place, accused: answers.siapa };
        await tx
          .insertInto('report_words')
          .values({ report_id: reportId, sealed: seal(words, wordsPurpose) })
          .execute();
        const { identity } = answers.pelapor;
        if (identity !== null) {
          await tx
            .insertInto('report_identity')
            .values({ report_id: reportId, sealed: seal(identity, identityPurpose) })
            .execute();
        }
        const files = await deps.evidence.attach(tx, draftKey, reportId, office.id);
        return { receipt, again: false, kind, officeName: office.name, zone: office.zone, receivedAt: now, files };
      });
    },
  };
}

async function findSent(
  tx: Tx,
  hash: Buffer,
): Promise<{ readonly id: string; readonly sent: Omit<Sent, 'receipt' | 'again' | 'files'> } | undefined> {
  const row = await tx
    .selectFrom('report')
    .innerJoin('body', 'body.id', 'report.intake_body_id')
    .select(['report.id', 'report.kind', 'report.received_at', 'body.name', 'body.zone'])
    .where('report.receipt_hash', '=', hash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (!isZone(row.zone)) throw new Error('an intake office lies in no zone');
  return {
    id: row.id,
    sent: { kind: reportKind(row.kind), officeName: row.name, zone: row.zone, receivedAt: row.received_at },
  };
}

export function reportKind(text: string): ReportKind {
  return text === 'laporan' ? 'laporan' : 'informasi-awal';
}
