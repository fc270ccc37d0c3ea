/**
 * Steps by people outside the offices, who act with a receipt or with the code of a letter: the reporter completes or adds, the accused files an
 * objection or an appeal. What is in them other features lock; here they get their place in the chain and the limits that follow.
 */
import type { Rulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import type { Announce } from '../../platform/api/index.ts';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { decide, isCaseStatus, isClosed, type StepContent } from './case.ts';
import { handlingProcedure, hasPassed, type StartedClock, startClock } from './case-clocks.ts';
import { type CaseDeps, toMillisecond } from './case-deps.ts';
import { foldSteps } from './case-fold.ts';
import { sealStep } from './case-store.ts';
import { isDismissal } from './plain-decide.ts';

type NoteDeps = Pick<CaseDeps, 'legalClock' | 'random' | 'law' | 'mail'> & { readonly announce: Announce };

/** An addition as it goes into the case: sealed already; the step commits to it through its content. */
export interface ReporterAddition {
  readonly words: Buffer;
  readonly identity: Buffer | null;
  readonly content: StepContent;
}

export interface ReporterHead {
  readonly reportId: string;
  readonly office: { readonly id: string; readonly publicKey: Buffer };
}

/** Most additions that one report takes; the database refuses more as well. */
const MOST_ADDITIONS = 20;

/**
 * `completed`: in time, the office reviews it again. `added`: kept beside the report. `late`: kept, though the limit to complete has passed.
 * `closed`: nothing can be added any more. `full`: as many as a report takes.
 */
export type Added = 'completed' | 'added' | 'late' | 'closed' | 'full';

/**
 * Writes what a reporter completed or added as the next step, in a unit of work that carries the receipt. What is sent a second time, under the
 * same id, is found and not written again. Undefined when there is no such report.
 */
/** Whether a case that was separated from the reporter's own goes on. */
async function familyOpen(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`select reporter_family_open() as open`.execute(tx);
  return rows[0]?.open === true;
}

export async function noteReporterAdded(
  deps: NoteDeps,
  tx: Tx,
  id: string,
  make: (head: ReporterHead) => ReporterAddition | Promise<ReporterAddition>,
): Promise<{ readonly kind: Added; readonly head: ReporterHead; readonly again: boolean } | undefined> {
  const { rows } = await sql<{
    case_id: string;
    report_id: string;
    number: string;
    last_seq: number;
    status: string;
    erased: boolean;
    election_id: string;
    link: Buffer;
    there: boolean;
    additions: number;
    office_id: string;
    office_code: string;
    office_region: string;
    office_zone: string;
    office_key: Buffer | null;
    due_at: Temporal.Instant | null;
    clock_state: string | null;
  }>`select * from reporter_hold_case(${id}::uuid)`.execute(tx);
  const [row] = rows;
  if (row === undefined || row.office_key === null) return undefined;
  const head: ReporterHead = { reportId: row.report_id, office: { id: row.office_id, publicKey: row.office_key } };
  const at = toMillisecond(await deps.legalClock.now());
  const awaited = row.status === 'awaiting-completion';
  const passed = row.clock_state === 'running' && row.due_at !== null && hasPassed(row.due_at, at);
  if (row.there) return { kind: 'added', head, again: true };
  // What was joined to another case goes on there; its own reporter may still add here.
  const over = row.status !== 'joined' && isCaseStatus(row.status) && isClosed(row.status);
  if (row.erased || (over && !(await familyOpen(tx)))) return { kind: 'closed', head, again: false };
  if (row.additions >= MOST_ADDITIONS) return { kind: 'full', head, again: false };
  const completes = awaited && !passed;
  const kind = completes ? 'completed-by-reporter' : 'reporter-added';
  const { words, identity, content } = await make(head);
  const rulebook = deps.law.current();
  const office = { code: row.office_code, region: row.office_region, zone: zoneOf(row.office_zone) };
  const review = completes
    ? startClock(handlingProcedure(row.election_id, rulebook), 'initial-review', at, office, rulebook)
    : null;
  const seq = row.last_seq + 1;
  const seal = sealStep(
    deps.random,
    {
      kind,
      at,
      bodyId: row.office_id,
      caseId: row.case_id,
      seq,
      statusAfter: completes ? 'received' : row.status,
      toBodyId: null,
      actorUserId: null,
      content,
    },
    row.link,
  );
  await sql`select reporter_adds_now(${id}::uuid, ${kind}, ${at.toString()}::timestamptz, ${seal.salt}::bytea, ${seal.commitment}::bytea,
    ${seal.link}::bytea, ${JSON.stringify(content)}::jsonb, ${words}::bytea, ${identity}::bytea,
    ${review === null ? null : JSON.stringify(asStored(review))}::jsonb)`.execute(tx);
  await deps.mail.queueForOffice(tx, {
    bodyId: row.office_id,
    template: 'work-waiting',
    dedupeKey: `${row.case_id} ${seq}`,
    caseId: row.case_id,
  });
  // Joined to a case elsewhere, its office is told as well: it goes on there.
  const { rows: further } = await sql<{
    case_id: string;
    body_id: string;
  }>`select * from reporter_goes_on_at()`.execute(tx);
  for (const there of further)
    await deps.mail.queueForOffice(tx, {
      bodyId: there.body_id,
      template: 'work-waiting',
      dedupeKey: `${row.case_id} ${seq} joined`,
      caseId: there.case_id,
    });
  await deps.announce(tx, {
    event: 'case.step',
    bodies: [row.office_id],
    about: { case: row.number, step: seq },
    at,
  });
  return { kind: completes ? 'completed' : awaited ? 'late' : 'added', head, again: false };
}

/** The decision against which a remedy may be filed, as the accused sees it in the own file. */
export interface RemedyGround {
  readonly status: string;
  readonly outcome: string | null;
  readonly option: string | null;
  readonly decidedOn: string | null;
  readonly deliveredOn: string | null;
  readonly zone: Zone;
  /** The running limit to file, where one began. */
  readonly dueAt: Temporal.Instant | null;
  readonly filed: { readonly kind: RemedyKind; readonly on: string; readonly mine: boolean } | null;
  readonly ended: {
    readonly as: string;
    readonly number: string;
    readonly on: string;
    readonly option: string | null;
  } | null;
}
export type RemedyKind = 'objection' | 'appeal';

/** Which remedy fits: against dismissal an appeal to BPASN, against every other sanction an objection (PP 79/2021). */
export function remedyKind(option: string | null): RemedyKind {
  return isDismissal(option) ? 'appeal' : 'objection';
}

export interface RemedyWindow {
  readonly step: 'file-objection' | 'file-appeal';
  /** Last moment counted from the earlier trigger that sources name: the day of the decision. Null: no rule of that day sets a limit. */
  readonly until: Temporal.Instant | null;
  /** Counted from the day on which the decision was received, where sources differ on the trigger; else the same. */
  readonly untilAtMost: Temporal.Instant | null;
}

/** Until when it can be filed. Where sources differ, the earlier day is the one to keep, and only the later one shuts the door. */
export function remedyWindow(ground: RemedyGround, rulebook: Pick<Rulebook, 'deadlineFor'>): RemedyWindow {
  const step = remedyKind(ground.option) === 'appeal' ? 'file-appeal' : 'file-objection';
  const count = (day: string | null): Temporal.Instant | null => {
    if (day === null) return null;
    const counted = rulebook.deadlineFor({ procedure: 'remedies', step, from: { day }, zone: ground.zone });
    return counted.ok && counted.value.inForce ? Temporal.Instant.from(counted.value.due) : null;
  };
  const first = ground.dueAt ?? count(ground.decidedOn);
  const later = step === 'file-appeal' ? count(ground.deliveredOn) : null;
  const untilAtMost = first !== null && later !== null && Temporal.Instant.compare(later, first) > 0 ? later : first;
  return { step, until: first, untilAtMost };
}

/** A remedy as it goes into the case: grounds locked already. */
export interface FiledRemedy {
  readonly id: string;
  readonly words: Buffer;
  readonly content: StepContent;
}

export async function readRemedyGround(tx: Tx): Promise<RemedyGround | undefined> {
  const { rows } = await sql<{
    status: string;
    outcome: string | null;
    option: string | null;
    decided_on: string | null;
    delivered_on: string | null;
    office_zone: string;
    due_at: Temporal.Instant | null;
    filed_kind: string | null;
    filed_on: string | null;
    filed_mine: boolean | null;
    ended_as: string | null;
    ended_number: string | null;
    ended_on: string | null;
    ended_option: string | null;
  }>`select * from accused_remedy()`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    status: row.status,
    outcome: row.outcome,
    option: row.option,
    decidedOn: row.decided_on,
    deliveredOn: row.delivered_on,
    zone: zoneOf(row.office_zone),
    dueAt: row.due_at,
    filed:
      row.filed_kind === null || row.filed_on === null
        ? null
        : {
            kind: row.filed_kind === 'appeal' ? 'appeal' : 'objection',
            on: row.filed_on,
            mine: row.filed_mine === true,
          },
    ended:
      row.ended_as === null
        ? null
        : { as: row.ended_as, number: row.ended_number ?? '', on: row.ended_on ?? '', option: row.ended_option },
  };
}

/** `not-open`: there is no decision that was delivered, or a remedy was filed already. */
export type RemedyRefusal = 'over' | 'not-open' | 'wrong-kind' | 'late';

/**
 * Writes the remedy of the accused as the next step, in a unit of work of the actor `accused`: the case is contested, the decision does not
 * take effect, and the limits of whoever decides begin.
 */
export async function noteRemedyFiled(
  deps: Omit<NoteDeps, 'announce'>,
  tx: Tx,
  kind: RemedyKind,
  make: (head: { readonly position: number; readonly filedOn: string }) => FiledRemedy,
): Promise<RemedyRefusal | null> {
  const { rows } = await sql<{
    case_id: string;
    place: number;
    last_seq: number;
    holder_body_id: string;
    link: Buffer;
  }>`select case_id, place, last_seq, holder_body_id, link from accused_hold_case()`.execute(tx);
  const ground = await readRemedyGround(tx);
  const office = await sql<{ code: string; region: string }>`select office_code as code, office_region as region
    from accused_remedy()`.execute(tx);
  const [head] = rows;
  const [place] = office.rows;
  if (head === undefined || ground === undefined || place === undefined) return 'over';
  if (ground.status !== 'delivered') return 'not-open';
  if (kind !== remedyKind(ground.option)) return 'wrong-kind';
  const rulebook = deps.law.current();
  const at = toMillisecond(await deps.legalClock.now());
  const { untilAtMost } = remedyWindow(ground, rulebook);
  if (untilAtMost !== null && hasPassed(untilAtMost, at)) return 'late';
  const filedOn = legalDay(at, ground.zone);
  const remedy = make({ position: head.place, filedOn });
  // What follows is what follows when an office writes the remedy down: one place decides it.
  const decided = decide(
    {
      ...foldSteps([
        {
          kind: 'decision-recorded',
          content: { option: ground.option, decidedOn: ground.decidedOn },
          actorUserId: null,
        },
      ]),
      status: 'delivered',
      origin: 'laporan',
      factsComplete: true,
      // The remedy is this person's, also where a case was decided for several before there was another way.
      accused: [head.place],
      originBodyId: head.holder_body_id,
      holderBodyId: head.holder_body_id,
      openHandoverFrom: null,
      statusBeforeHandover: null,
      overdue: [],
      running: [],
      arrivedOn: null,
      effectOn: null,
      seatsEnded: false,
      cameBack: [],
      seats: [],
    },
    { type: 'record-remedy', kind, filedOn, reason: '' },
  );
  const [event] = decided.ok ? decided.value : [];
  if (event === undefined) throw new Error('a delivered decision can be contested');
  const limits = event.clocks.start.flatMap(({ procedure, step }) => {
    const clock = startClock(procedure, step, at, { ...place, zone: ground.zone }, rulebook);
    return clock === null ? [] : [asStored(clock)];
  });
  const seq = head.last_seq + 1;
  const seal = sealStep(
    deps.random,
    {
      kind: event.kind,
      at,
      bodyId: head.holder_body_id,
      caseId: head.case_id,
      seq,
      statusAfter: event.statusAfter,
      toBodyId: null,
      actorUserId: null,
      content: remedy.content,
    },
    head.link,
  );
  await sql`select accused_files_remedy_now(${remedy.id}::uuid, ${kind}, ${at.toString()}::timestamptz, ${seal.salt}::bytea,
    ${seal.commitment}::bytea, ${seal.link}::bytea, ${JSON.stringify(remedy.content)}::jsonb, ${remedy.words}::bytea,
    ${JSON.stringify(limits)}::jsonb)`.execute(tx);
  await deps.mail.queueForOffice(tx, {
    bodyId: head.holder_body_id,
    template: 'work-waiting',
    dedupeKey: `${head.case_id} ${seq}`,
    caseId: head.case_id,
  });
  return null;
}

/** A limit as the functions of the database take it. */
function asStored(clock: StartedClock): StepContent {
  return {
    procedure: clock.procedureId,
    step: clock.stepId,
    started: clock.startedAt.toString(),
    due: clock.dueAt.toString(),
    skipped: clock.skipped.map((day) => ({ ...day })),
    provisional: clock.provisional,
    nature: clock.nature,
    basis: clock.basis,
    confidence: clock.confidence,
    version: clock.rulebookVersion,
  };
}

function zoneOf(text: string): Zone {
  if (!isZone(text)) throw new Error('an office lies in no zone');
  return text;
}
