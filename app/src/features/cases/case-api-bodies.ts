/** From what the read models give to what leaves. */
import { findStep, type Rulebook } from '@netra/rulebook';
import type { z } from 'zod';
import { assessmentBody, FactsShape } from '../guidance/index.ts';
import { type Seals, sealOf } from '../ledger/index.ts';
import { isActKind, type OfficeReport } from '../reports/index.ts';
import { placedAccused } from './accused-places.ts';
import type { CaseShape, Handover, Limit, QueueItem } from './case-api-shapes.ts';
import { assessCase } from './case-findings.ts';
import type { CaseView, ClockView, HandoverView, QueueRow, StepView } from './case-read-model.ts';
import { isOrigin } from './case-store.ts';
import { findTarget } from './case-targets.ts';
import { readFinding } from './finding.ts';
import type { ReportShape } from './report-api-shape.ts';
import { property, textOf } from './stored-values.ts';

type Out<S extends z.core.$ZodType> = z.input<S>;

const at = (moment: Temporal.Instant | null): string | null => moment?.toString() ?? null;

export function queueBody(row: QueueRow): Out<typeof QueueItem> {
  return {
    number: row.number,
    status: row.status,
    origin: isOrigin(row.origin) ? row.origin : 'informasi-awal',
    actKind: row.actKind,
    level: row.level,
    rules: (row.rowIds ?? '').split(', ').filter((id) => id !== ''),
    regionName: row.regionName,
    holderName: row.holderName,
    zone: row.holderZone,
    accusedPost: row.accusedPost,
    openedAt: row.openedAt.toString(),
    due:
      row.due === null
        ? null
        : {
            at: row.due.at.toString(),
            procedure: row.due.procedureId,
            step: row.due.stepId,
            nature: row.due.nature === 'law' || row.due.nature === 'practice' ? row.due.nature : 'target',
          },
    handover: row.handover,
  };
}

export function handoverBody(view: HandoverView): Out<typeof Handover> {
  return {
    case: view.caseNumber,
    step: view.seq,
    what: view.what,
    direction: view.direction,
    fromName: view.fromName,
    toName: view.toName,
    zone: view.toZone,
    sentAt: view.sentAt.toString(),
    openedAt: at(view.openedAt),
    acceptedAt: at(view.acceptedAt),
    returnedAt: at(view.returnedAt),
    dueAt: at(view.dueAt),
    limitState: view.clockState,
    acceptBy: at(view.acceptance?.dueAt ?? null),
    acceptNature: view.acceptance?.rule?.nature ?? null,
    endedAt: at(view.endedAt),
    bundleHash: view.bundleHash,
  };
}

export function limitBody(number: string, clock: ClockView): Out<typeof Limit> {
  const named = findStep(clock.procedureId, clock.stepId) ?? findTarget(clock.procedureId, clock.stepId);
  const { id, en } = named?.name ?? { id: clock.stepId, en: clock.stepId };
  return {
    id: clock.id,
    case: number,
    procedure: clock.procedureId,
    step: clock.stepId,
    name: { id, en },
    officeName: clock.bodyName,
    zone: clock.zone,
    startedAt: clock.startedAt.toString(),
    dueAt: clock.dueAt.toString(),
    nature: clock.nature,
    basis: clock.basis,
    provisional: clock.provisional,
    state: clock.state,
    endedAt: at(clock.endedAt),
    stoppedAt: at(clock.stoppedAt),
  };
}

type StepBody = Out<typeof CaseShape>['steps'][number];

function stepBody(step: StepView, seals: Seals): StepBody {
  const seal = sealOf(seals, step.commitment);
  return {
    step: step.seq,
    kind: step.kind,
    at: step.at.toString(),
    officeName: step.bodyName,
    toOfficeName: step.toBodyName,
    actorName: step.actorName,
    statusAfter: step.statusAfter,
    hidden: step.hidden,
    content: contentBody(step.content),
    commitment: Buffer.from(step.commitment).toString('hex'),
    seal: { state: seal.kind, leaf: seal.kind === 'sealed' ? seal.leaf : null },
  };
}

/** What an officer wrote, field by field: a field that is added to steps later leaves only once it is named here. */
function contentBody(content: unknown): StepBody['content'] {
  if (typeof content !== 'object' || content === null) return null;
  const text = (name: string): string | undefined => textOf(property(content, name)) ?? undefined;
  const rows = property(content, 'rows');
  const finding = readFinding(content);
  const optional = {
    reason: text('reason'),
    summary: text('summary'),
    text: text('text'),
    outcome: text('outcome'),
    decisionNumber: text('decisionNumber'),
    decidedOn: text('decidedOn'),
    document: text('document'),
    documentHash: text('documentHash'),
    level: property(content, 'level') === undefined ? undefined : textOf(property(content, 'level')),
    option: property(content, 'option') === undefined ? undefined : textOf(property(content, 'option')),
    rules: Array.isArray(rows) ? rows.filter((one) => typeof one === 'string') : undefined,
    finding:
      finding === null
        ? undefined
        : {
            rulebookVersion: finding.rulebook.version,
            outcome: finding.outcome,
            rules: [...finding.rows, ...finding.provisions].map((rule) => rule.id),
            open: [...finding.open],
          },
  };
  return Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
}

/** @param names whether names of the accused may leave */
export function caseBody(view: CaseView, rulebook: Rulebook, names: boolean): Out<typeof CaseShape> {
  const facts = FactsShape.safeParse(view.facts);
  const found = assessCase(view, null, rulebook);
  return {
    number: view.number,
    status: view.status,
    origin: view.origin,
    election: view.electionId,
    contest: view.contestId,
    actKind: isActKind(view.actKind) ? view.actKind : 'other',
    level: view.level,
    region: { id: view.regionId, name: view.regionName },
    originOfficeId: view.originBodyId,
    holder: { id: view.holderBodyId, name: view.holderName, zone: view.holderZone },
    openedAt: view.openedAt.toString(),
    closedAt: at(view.closedAt),
    lastStep: view.lastSeq,
    actions: [...view.actions],
    summary: view.summary,
    facts: facts.success ? facts.data : null,
    assessment: found === null ? null : assessmentBody(found.answer),
    accused: placedAccused(view).map(({ place, person: { name, post, unitName, status } }) => ({
      position: place,
      name: names ? name : null,
      post,
      unitName,
      status,
    })),
    separated: view.siblings.map((one) => ({
      case: one.number,
      relation: one.direction,
      status: one.status,
      holderName: one.holderName,
    })),
    steps: view.steps.map((step) => stepBody(step, view.seals)),
    limits: view.clocks.map((clock) => limitBody(view.number, clock)),
    limitChanges: view.clockChanges.map((change) => ({
      procedure: change.procedureId,
      step: change.stepId,
      at: change.at.toString(),
      dueBefore: change.dueBefore.toString(),
      dueAfter: change.dueAfter.toString(),
      reason: { id: change.reason.id, en: change.reason.en },
    })),
    handovers: view.handovers.map(handoverBody),
    chain: view.chain.ok ? { ok: true, brokenAt: null } : { ok: false, brokenAt: view.chain.seq },
  };
}

export function reportBody(report: OfficeReport, names: boolean): Out<typeof ReportShape> {
  const { words } = report;
  return {
    kind: report.kind,
    actKind: report.actKind,
    happenedOn: report.happenedOn,
    knownOn: report.knownOn,
    receivedAt: report.receivedAt.toString(),
    story: words.story,
    place: words.place,
    accused: { name: names ? words.accused.name : '', post: words.accused.post, unit: words.accused.unit },
    additions: report.additions.map(({ at, completes, words: added }) => ({
      at: at.toString(),
      completes,
      words: added,
    })),
    files: report.evidence.map(({ position, mediaType, size, sha256 }) => ({ position, mediaType, size, sha256 })),
  };
}
