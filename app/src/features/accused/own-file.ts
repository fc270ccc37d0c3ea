/** The own file as the accused sees it, and the answer to it: everything in the scope of the visit, which the database alone opens. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  accusedOpening,
  noteAccusedAnswered,
  noteRemedyFiled,
  openDetails,
  openName,
  type RemedyGround,
  type RemedyKind,
  type RemedyRefusal,
  readRemedyGround,
} from '../cases/index.ts';
import type { EvidenceFile, EvidenceService } from '../evidence/index.ts';
import { type SealState, sealState } from '../ledger/index.ts';
import { lockAnswer, openAnswer } from './notice-service.ts';
import { Told } from './told.ts';
import type { VisitActor } from './visit.ts';

export interface OwnFile {
  readonly number: string;
  readonly status: string;
  readonly electionId: string;
  readonly region: string;
  readonly holder: string;
  readonly zone: Zone;
  readonly closedOn: string | null;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly told: Told;
  readonly toldAt: Temporal.Instant;
  readonly toldBy: string;
  readonly validUntil: Temporal.Instant;
  readonly visitUntil: Temporal.Instant;
  readonly steps: readonly OwnStep[];
  readonly clocks: readonly OwnClock[];
  readonly decision: OwnDecision | null;
  /** The decision as ground of a remedy, what was filed against it, and how that ended. */
  readonly remedy: RemedyGround | null;
  /** The proof that the own remedy was filed. */
  readonly seal: SealState;
  readonly answers: readonly OwnAnswer[];
}

export interface OwnStep {
  readonly kind: string;
  /** A day, never a time: a time could tell who reported. */
  readonly onDay: string;
  readonly bodyName: string;
  readonly toBodyName: string | null;
  /** A hearing to come, where the case is about one person. */
  readonly summons: { readonly order: string; readonly number: string; readonly hearingOn: string } | null;
}

export interface OwnClock {
  readonly procedureId: string;
  readonly stepId: string;
  readonly bodyName: string;
  readonly dueAt: Temporal.Instant;
  readonly zone: Zone;
  readonly nature: 'law' | 'practice' | 'target';
  readonly basis: string;
  readonly confidence: string;
}

export interface OwnDecision {
  readonly outcome: string;
  readonly option: string | null;
  readonly number: string;
  readonly decidedOn: string;
}

export interface OwnAnswer {
  readonly kind: 'answer' | RemedyKind;
  readonly at: Temporal.Instant;
  readonly words: string;
  readonly files: readonly { readonly mediaType: string; readonly size: number; readonly sha256: string }[];
}

/** Answers that one notice takes. */
const MOST_ANSWERS = 20;

export interface OwnFileService {
  /** Null when code or visit are over. */
  read(actor: VisitActor): Promise<OwnFile | null>;
  /** The office to which files of this visit are sealed; null when it has no key or the visit is over. */
  office(actor: VisitActor): Promise<{ readonly id: string; readonly publicKey: Buffer } | null>;
  /** Files that were uploaded and not sent yet. */
  uploads(actor: VisitActor): Promise<readonly EvidenceFile[]>;
  /** Files an objection or an appeal as the next step of the case, with the files uploaded so far. Sent twice it is filed once. */
  fileRemedy(actor: VisitActor, kind: RemedyKind, words: string): Promise<'filed' | RemedyRefusal>;
  /** Stores the answer as the next step of the case, with the files uploaded so far. `full`: as many as a notice takes. */
  answer(actor: VisitActor, words: string): Promise<'stored' | 'over' | 'full'>;
}

export function ownFileService(platform: Platform, evidence: EvidenceService): OwnFileService {
  const { db, keys } = platform;
  const office: OwnFileService['office'] = (actor) =>
    runAs(db, actor, async (tx) => {
      const { rows } = await sql<{ id: string; seal_public_key: Buffer }>`select * from accused_files_office()`.execute(
        tx,
      );
      const [row] = rows;
      return row === undefined ? null : { id: row.id, publicKey: row.seal_public_key };
    });
  const uploads = async (actor: VisitActor): Promise<readonly EvidenceFile[]> =>
    actor.draftKey === undefined ? [] : evidence.ofDraft(actor.draftKey);

  return {
    office,
    uploads,
    read: (actor) =>
      runAs(db, actor, async (tx) => {
        const { rows } = await sql<FileRow>`select * from accused_file()`.execute(tx);
        const [row] = rows;
        if (row === undefined || row.erased || row.name_sealed === null) return null;
        const { post, unitName } = openDetails(keys, row.case_id, { ...row, post: null, unit_name: null });
        return {
          number: row.number,
          status: row.status,
          electionId: row.election_id,
          region: row.region,
          holder: row.holder,
          zone: zoneOf(row.zone),
          closedOn: row.closed_on,
          name: openName(keys, row.case_id, row.name_sealed),
          post,
          unitName,
          told: Told.parse(row.told),
          toldAt: row.told_at,
          toldBy: row.told_by,
          validUntil: row.valid_until,
          visitUntil: row.visit_until,
          steps: await readSteps(tx),
          clocks: await readClocks(tx),
          decision: await readDecision(tx),
          remedy: (await readRemedyGround(tx)) ?? null,
          seal: await sealState(platform, tx, await accusedOpening(tx)),
          answers: await readAnswers(tx, platform),
        };
      }),
    fileRemedy: async (actor, kind, words) => {
      const sealedTo = await office(actor);
      const files = await uploads(actor);
      return runAs(db, actor, async (tx) => {
        // A second tap waits for the first and finds what it filed.
        await sql`select 1 from accused_hold_case()`.execute(tx);
        const last = (await readAnswers(tx, platform)).findLast((one) => one.kind !== 'answer');
        if (last?.kind === kind && last.words === words) return 'filed';
        const id = platform.uuid();
        const box = lockAnswer(platform, id, words);
        const refused = await noteRemedyFiled(platform, tx, kind, ({ position, filedOn }) => ({
          id,
          words: box,
          content: {
            position,
            kind,
            filedOn,
            words: createHash('sha256').update(box).digest('hex'),
            files: files.map((file) => file.sha256),
          },
        }));
        if (refused !== null) return refused;
        if (sealedTo !== null && actor.draftKey !== undefined)
          await evidence.attachToAnswer(tx, actor.draftKey, id, sealedTo.id);
        return 'filed';
      });
    },
    answer: async (actor, words) => {
      const sealedTo = await office(actor);
      const files = await uploads(actor);
      return runAs(db, actor, async (tx) => {
        // A second tap, or the same form sent again by a phone that got no answer, comes after the first and finds its words there.
        await sql`select pg_advisory_xact_lock(hashtextextended('netra.accused-answer ' || number, 0)) from accused_file()`.execute(
          tx,
        );
        const last = (await readAnswers(tx, platform)).findLast((one) => one.kind === 'answer');
        if (last?.words === words && sameFiles(last, files)) return 'stored';
        // The database refuses more as well; here it is said in words.
        const { rows } = await sql`select 1 from accused_answers() where kind = 'answer'`.execute(tx);
        if (rows.length >= MOST_ANSWERS) return 'full';
        const id = platform.uuid();
        const box = lockAnswer(platform, id, words);
        const noted = await noteAccusedAnswered(platform, tx, ({ position }) => ({
          id,
          words: box,
          content: {
            position,
            words: createHash('sha256').update(box).digest('hex'),
            files: files.map((file) => file.sha256),
          },
        }));
        if (noted === undefined) return 'over';
        if (sealedTo !== null && actor.draftKey !== undefined)
          await evidence.attachToAnswer(tx, actor.draftKey, id, sealedTo.id);
        return 'stored';
      });
    },
  };
}

interface FileRow {
  readonly number: string;
  readonly status: string;
  readonly election_id: string;
  readonly region: string;
  readonly holder: string;
  readonly zone: string;
  readonly closed_on: string | null;
  readonly erased: boolean;
  readonly name_sealed: Buffer | null;
  readonly details_sealed: Buffer | null;
  readonly case_id: string;
  readonly told: unknown;
  readonly told_at: Temporal.Instant;
  readonly told_by: string;
  readonly valid_until: Temporal.Instant;
  readonly visit_until: Temporal.Instant;
}

const Summons = z.strictObject({ order: z.string(), number: z.string(), hearingOn: z.iso.date() });

async function readSteps(tx: Tx): Promise<readonly OwnStep[]> {
  const { rows } = await sql<{
    kind: string;
    on_day: string;
    body_name: string;
    to_body_name: string | null;
    about: unknown;
  }>`select kind, on_day, body_name, to_body_name, about from accused_steps()`.execute(tx);
  return rows.map((r) => {
    const summons = Summons.safeParse(r.about);
    return {
      kind: r.kind,
      onDay: r.on_day,
      bodyName: r.body_name,
      toBodyName: r.to_body_name,
      summons: summons.success ? summons.data : null,
    };
  });
}

async function readClocks(tx: Tx): Promise<readonly OwnClock[]> {
  const { rows } = await sql<{
    procedure_id: string;
    step_id: string;
    body_name: string;
    due_at: Temporal.Instant;
    zone: string;
    nature: string;
    basis: string;
    confidence: string;
  }>`select * from accused_clocks()`.execute(tx);
  return rows.map((r) => ({
    procedureId: r.procedure_id,
    stepId: r.step_id,
    bodyName: r.body_name,
    dueAt: r.due_at,
    zone: zoneOf(r.zone),
    nature: r.nature === 'law' || r.nature === 'practice' ? r.nature : 'target',
    basis: r.basis,
    confidence: r.confidence,
  }));
}

async function readDecision(tx: Tx): Promise<OwnDecision | null> {
  const { rows } = await sql<{
    outcome: string;
    option: string | null;
    decision_number: string;
    decided_on: string;
  }>`select * from accused_decision()`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  return { outcome: row.outcome, option: row.option, number: row.decision_number, decidedOn: row.decided_on };
}

/** The files of an answer that was stored went with it: what comes again has none left, or the very same. */
function sameFiles(stored: OwnAnswer, now: readonly { readonly sha256: string }[]): boolean {
  return now.every((file) => stored.files.some((one) => one.sha256 === file.sha256));
}

async function readAnswers(tx: Tx, platform: Platform): Promise<readonly OwnAnswer[]> {
  const { rows } = await sql<{ id: string; at: Temporal.Instant; words_sealed: Buffer; kind: string }>`
    select * from accused_answers()`.execute(tx);
  const files = await sql<{ answer_id: string; media_type: string; size: number; sha256: Buffer }>`
    select answer_id, media_type, size, sha256 from accused_evidence()`.execute(tx);
  return rows.map((row) => ({
    kind: row.kind === 'objection' || row.kind === 'appeal' ? row.kind : 'answer',
    at: row.at,
    words: openAnswer(platform, row.id, row.words_sealed),
    files: files.rows
      .filter((file) => file.answer_id === row.id)
      .map((file) => ({ mediaType: file.media_type, size: file.size, sha256: file.sha256.toString('hex') })),
  }));
}

function zoneOf(text: string): Zone {
  if (!isZone(text)) throw new Error('an office lies in no zone');
  return text;
}
