/**
 * A finding as it is kept with the step at which it counted: the facts, the answer, and by which rulebook. Kept so that it can be computed again,
 * by today's law or by a changed one; what was kept stays what was decided. Pure.
 */
import type { Assessment, Rulebook } from '@netra/rulebook';
import { z } from 'zod';
import type { StepContent, StepValue } from './case.ts';

/** What of a rulebook a finding needs. A changed rulebook may have rows that ours has not, so it brings its own. */
export type FindingRulebook = Pick<Rulebook, 'version' | 'data' | 'parseFacts' | 'assess'>;

const RowJson = z.object({
  id: z.string(),
  level: z.string().nullable(),
  options: z.array(z.string()),
  basis: z.array(z.string()),
});
const ProvisionJson = z.object({ id: z.string(), level: z.string().nullable(), basis: z.array(z.string()) });
const FindingJson = z.object({
  rulebook: z.object({ version: z.string(), data: z.string() }),
  facts: z.record(z.string(), z.unknown()),
  outcome: z.string(),
  phase: z.string().nullable(),
  route: z.string(),
  rows: z.array(RowJson),
  provisions: z.array(ProvisionJson),
  /** Names of the facts that were still asked for. */
  open: z.array(z.string()),
});

/** Names of rows, levels and outcomes are those of the rulebook that gave them, which may not be the one that runs now. */
export type StoredFinding = Readonly<z.infer<typeof FindingJson>>;

/** The finding inside an assessment, with the facts it rests on. */
export function findingOf(
  facts: Readonly<Record<string, unknown>>,
  answer: Assessment,
  rulebook: Pick<Rulebook, 'version' | 'data'>,
): StoredFinding {
  return {
    rulebook: { version: rulebook.version, data: rulebook.data },
    facts,
    outcome: answer.outcome,
    phase: answer.phase,
    route: answer.route,
    rows: answer.rows.map(({ id, level, options, basis }) => ({ id, level, options: [...options], basis: [...basis] })),
    provisions: answer.provisions.map(({ id, level, basis }) => ({ id, level, basis: [...basis] })),
    open: answer.questions.map(({ fact }) => fact),
  };
}

/** Assesses facts of any shape; null when this rulebook cannot read them. */
export function findFor(facts: unknown, rulebook: FindingRulebook): StoredFinding | null {
  const parsed = rulebook.parseFacts(facts);
  if (!parsed.ok || !isRecord(facts)) return null;
  return findingOf(facts, rulebook.assess(parsed.value), rulebook);
}

/** As a step keeps it. */
export function findingContent(finding: StoredFinding): StepContent {
  const copy = jsonValue(finding);
  if (typeof copy !== 'object' || copy === null || isList(copy)) throw new Error('a finding is an object');
  return copy;
}

/** The finding that the content of a step keeps, or null: older steps keep none. */
export function readFinding(content: unknown): StoredFinding | null {
  const kept: unknown = isRecord(content) ? content.finding : undefined;
  const read = FindingJson.safeParse(kept);
  return read.success ? read.data : null;
}

/** What differs between two findings. `of` names the row or provision. */
export type FindingDifference =
  | { readonly kind: 'outcome' | 'phase' | 'route'; readonly before: string | null; readonly after: string | null }
  | { readonly kind: 'added' | 'removed'; readonly of: string; readonly level: string | null }
  | { readonly kind: 'level'; readonly of: string; readonly before: string | null; readonly after: string | null }
  | {
      readonly kind: 'sanctions' | 'basis';
      readonly of: string;
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  | { readonly kind: 'open'; readonly before: readonly string[]; readonly after: readonly string[] }
  /** The rulebook no longer takes these facts: its line says why. */
  | { readonly kind: 'unreadable'; readonly line: string };

export function compareFindings(before: StoredFinding, after: StoredFinding): readonly FindingDifference[] {
  const differences: FindingDifference[] = [];
  for (const kind of ['outcome', 'phase', 'route'] as const) {
    if (before[kind] !== after[kind]) differences.push({ kind, before: before[kind], after: after[kind] });
  }
  const rules = (finding: StoredFinding) =>
    new Map([...finding.rows, ...finding.provisions.map((one) => ({ ...one, options: [] }))].map((r) => [r.id, r]));
  const [was, is] = [rules(before), rules(after)];
  for (const [id, { level }] of was) if (!is.has(id)) differences.push({ kind: 'removed', of: id, level });
  for (const [id, rule] of is) {
    const old = was.get(id);
    if (old === undefined) {
      differences.push({ kind: 'added', of: id, level: rule.level });
      continue;
    }
    if (old.level !== rule.level) differences.push({ kind: 'level', of: id, before: old.level, after: rule.level });
    if (!sameList(old.options, rule.options))
      differences.push({ kind: 'sanctions', of: id, before: old.options, after: rule.options });
    if (!sameList(old.basis, rule.basis))
      differences.push({ kind: 'basis', of: id, before: old.basis, after: rule.basis });
  }
  if (!sameList(before.open, after.open)) differences.push({ kind: 'open', before: before.open, after: after.open });
  return differences;
}

export type Recomputed =
  | { readonly same: true; readonly now: StoredFinding; readonly differences: readonly [] }
  | {
      readonly same: false;
      /** Null: this rulebook cannot read the facts. */
      readonly now: StoredFinding | null;
      readonly differences: readonly FindingDifference[];
    };

/** Computes a kept finding again, by any rulebook. Decides nothing. */
export function recompute(stored: StoredFinding, rulebook: FindingRulebook): Recomputed {
  const parsed = rulebook.parseFacts(stored.facts);
  if (!parsed.ok)
    return { same: false, now: null, differences: [{ kind: 'unreadable', line: parsed.error.line.slice(0, 300) }] };
  const now = findingOf(stored.facts, rulebook.assess(parsed.value), rulebook);
  const differences = compareFindings(stored, now);
  return differences.length === 0 ? { same: true, now, differences: [] } : { same: false, now, differences };
}

/** Levels from the lightest to the heaviest, as they stand in the finding. */
export function levelsOf(finding: StoredFinding): readonly string[] {
  const order = ['moral', 'sedang', 'berat', 'pemberhentian'];
  const found = new Set(
    [...finding.rows, ...finding.provisions].flatMap(({ level }) => (level === null ? [] : [level])),
  );
  return [...found].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: StepValue): value is readonly StepValue[] {
  return Array.isArray(value);
}

/** A copy that holds nothing but JSON; what JSON cannot hold is left out. */
function jsonValue(value: unknown): StepValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(jsonValue);
  if (typeof value !== 'object') return null;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, jsonValue(one)] as const])),
  );
}
