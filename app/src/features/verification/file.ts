/** A file as the verification reads it: what lies in it, folded from its steps. Pure. */
import type { CaseStatus, StoredFinding } from '../cases/index.ts';
import { type CaseFold, foldSteps, readFinding } from '../cases/index.ts';

export interface FileStep {
  readonly seq: number;
  readonly kind: string;
  readonly content: unknown;
  readonly actorUserId: string | null;
}

export interface AccusedOf {
  readonly post: string;
  readonly unitName: string;
  readonly status: string;
  /** Blind index of the words of the name, in hex: equal sounds, equal marks, and nothing else. */
  readonly words: readonly string[];
  readonly nip: string | null;
}

/** What lies in the file. */
export interface FileOf {
  readonly id: string;
  readonly number: string;
  readonly status: CaseStatus;
  readonly origin: string;
  readonly electionId: string;
  readonly contestId: string;
  readonly actKind: string;
  readonly regionId: string;
  /** Name and address of the reporter lie sealed at the office that took the report in; null: not to be said here. */
  readonly reporterKnown: boolean | null;
  readonly accused: readonly AccusedOf[];
  /** SHA-256 of each file of the report, in hex. */
  readonly evidence: readonly string[];
  readonly summary: string;
  /** Legal day of the act, when it was written down. */
  readonly actDay: string | null;
  /** Facts were written down and the rulebook understood them. */
  readonly factsRead: boolean;
  readonly finding: StoredFinding | null;
  readonly study: { readonly text: string; readonly rows: readonly string[] } | null;
  readonly clarifications: number;
  readonly plenary: boolean;
  /** Name or address of the reporter were asked for and did not come. */
  readonly reporterAsked: boolean;
  readonly fold: CaseFold;
}

export type FileHead = Pick<
  FileOf,
  | 'id'
  | 'number'
  | 'status'
  | 'origin'
  | 'electionId'
  | 'contestId'
  | 'actKind'
  | 'regionId'
  | 'reporterKnown'
  | 'accused'
  | 'evidence'
>;

/** Kinds of step that say something about a file. */
export const fileSteps = [
  'completion-requested',
  'completed-by-reporter',
  'facts-completed',
  'study-recorded',
  'clarification-recorded',
  'concluded-proven',
  'finding-made',
  'submitted',
  'handover-returned',
  'vote-cast',
  'verification-delegated',
  'delegated-verification-reported',
  'verification-rechecked',
] as const;

export function fileOf(head: FileHead, steps: readonly FileStep[]): FileOf {
  const last = (kind: string): unknown =>
    steps.findLast((step) => step.kind === kind && step.content !== null)?.content;
  const facts = last('facts-completed');
  const study = last('study-recorded');
  const finding = readFinding(study) ?? readFinding(facts);
  const act = property(property(facts, 'facts'), 'act');
  return {
    ...head,
    summary: textOf(property(facts, 'summary')),
    actDay: dayOf(property(act, 'on')),
    factsRead: finding !== null || property(property(facts, 'facts'), 'act') !== undefined,
    finding,
    study:
      study === undefined ? null : { text: textOf(property(study, 'text')), rows: textsOf(property(study, 'rows')) },
    clarifications: steps.filter((step) => step.kind === 'clarification-recorded').length,
    plenary: steps.some((step) => step.kind === 'concluded-proven'),
    reporterAsked: isReporterAsked(steps),
    fold: foldSteps(steps),
  };
}

/** The office asked who the reporter is, and nothing came since. Offices that may not read what was asked for cannot say so. */
function isReporterAsked(steps: readonly FileStep[]): boolean {
  const asked = steps.findLast((step) => step.kind === 'completion-requested');
  if (asked === undefined || steps.some((step) => step.kind === 'completed-by-reporter' && step.seq > asked.seq))
    return false;
  return textsOf(property(asked.content, 'missing')).some((part) => part === 'name' || part === 'address');
}

export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((one: unknown) => (typeof one === 'string' ? [one] : [])) : [];
}

function dayOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
}
