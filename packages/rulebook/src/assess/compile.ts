/**
 * Compiles the rules of one kind of act into a table: every full set of the facts that its conditions speak of, with what it leads to. It is
 * done once per kind and per set of rules in force; after that an answer is a lookup.
 */
import type { IsoDay } from '../calendar/days.ts';
import type { Provision, Row } from '../instruments/row.ts';
import { allProvisions, allReadings, allRows } from '../instruments/rows.ts';
import type { Reading } from '../instruments/rule.ts';
import { type InForce, inForceOn } from '../text.ts';
import { type Condition, factsOf, type Leaf } from './condition.ts';
import { type ActKind, type OpenFact, openFacts } from './fact-list.ts';

export type Verdict = 'violation' | 'allowed' | 'disputed' | 'no-row';

/** A norm together with one of its applications. */
export type Rule = {
  readonly id: string;
  readonly turn: number;
  readonly when: Condition;
  readonly inForce: InForce;
  readonly acts: readonly ActKind[];
} & (
  | { readonly type: 'row'; readonly norm: Row }
  | { readonly type: 'provision'; readonly norm: Provision }
  | { readonly type: 'reading'; readonly norm: Reading }
);

/** What a full set of facts leads to: the outcome, and which rows and provisions apply. Two answers are the same when they are equal in these. */
export interface Answer {
  readonly outcome: Verdict;
  readonly rows: readonly string[];
  readonly provisions: readonly string[];
}

export interface Table {
  readonly kind: ActKind;
  readonly rules: readonly Rule[];
  /** The facts that matter for this kind, in the order of the contract. */
  readonly facts: readonly OpenFact[];
  readonly sizes: readonly number[];
  /** Step of each fact in the index of full sets. */
  readonly strides: readonly number[];
  /** Step of each fact in the index of partial sets, where one more value stands for unknown. */
  readonly partialStrides: readonly number[];
  readonly partialCount: number;
  readonly answers: readonly Answer[];
  /** For every full set of facts: the index of its answer. */
  readonly answerOf: Uint16Array;
  /** For every full set of facts: the rules that apply, as bits. */
  readonly appliesOf: Uint32Array;
}

function allRules(): readonly Rule[] {
  const rules: Rule[] = [];
  for (const norm of allRows) {
    const { id, inForce, applies } = norm;
    if (applies !== null) rules.push({ id, inForce, ...applies, type: 'row', norm });
  }
  for (const norm of allProvisions) {
    const { id, inForce } = norm;
    for (const applies of norm.applies) rules.push({ id, inForce, ...applies, type: 'provision', norm });
  }
  for (const norm of allReadings) {
    const { id, inForce } = norm;
    for (const applies of norm.applies) rules.push({ id, inForce, ...applies, type: 'reading', norm });
  }
  return rules;
}

const everyRule = allRules();

/** The rules for a kind of act on a day, in the order in which they are asked. */
export function rulesFor(kind: ActKind, day: IsoDay): readonly Rule[] {
  return everyRule
    .filter((rule) => rule.acts.includes(kind) && inForceOn(rule.inForce, day))
    .sort((a, b) => a.turn - b.turn);
}

type Test = (values: readonly number[]) => boolean;

function indexOfValue(leaf: Leaf): number {
  const values: readonly (string | boolean)[] = openFacts[leaf.fact];
  const index = values.indexOf(leaf.is);
  if (index < 0) throw new Error(`no such value of ${leaf.fact}`);
  return index;
}

function compileCondition(condition: Condition, facts: readonly OpenFact[]): Test {
  if ('all' in condition) {
    const tests = condition.all.map((part) => compileCondition(part, facts));
    return (values) => tests.every((test) => test(values));
  }
  const leaf = 'not' in condition ? condition.not : condition;
  const wanted = !('not' in condition);
  const at = facts.indexOf(leaf.fact);
  const value = indexOfValue(leaf);
  return (values) => (values[at] === value) === wanted;
}

/** The rules that apply to a full set of facts, as bits: those that hold in the first turn in which any holds. */
function applying(rules: readonly Rule[], tests: readonly Test[], values: readonly number[]): number {
  let bits = 0;
  let turn: number | undefined;
  for (const [index, rule] of rules.entries()) {
    if (turn !== undefined && rule.turn > turn) break;
    if (tests[index]?.(values) === true) {
      bits |= 1 << index;
      turn = rule.turn;
    }
  }
  return bits;
}

function answerFor(rules: readonly Rule[], bits: number): Answer {
  const applied = rules.filter((_, index) => (bits & (1 << index)) !== 0);
  const rows = applied.filter((rule) => rule.type === 'row').map((rule) => rule.id);
  const provisions = applied.filter((rule) => rule.type === 'provision').map((rule) => rule.id);
  if (rows.length + provisions.length > 0) return { outcome: 'violation', rows, provisions };
  const reading = applied.find((rule) => rule.type === 'reading');
  return { outcome: reading?.norm.outcome ?? 'no-row', rows, provisions };
}

/** Builds the table of a kind of act from the rules that apply to it. */
export function compileTable(kind: ActKind, rules: readonly Rule[]): Table {
  if (rules.length > 31) throw new Error(`more rules than bits for ${kind}`);
  const spoken = new Set(rules.flatMap((rule) => factsOf(rule.when)));
  const facts = factOrder.filter((fact) => spoken.has(fact));
  const sizes = facts.map((fact) => openFacts[fact].length);
  const strides: number[] = [];
  const partialStrides: number[] = [];
  let total = 1;
  let partialCount = 1;
  for (const size of sizes) {
    strides.push(total);
    partialStrides.push(partialCount);
    total *= size;
    partialCount *= size + 1;
  }
  const tests = rules.map((rule) => compileCondition(rule.when, facts));
  const answers: Answer[] = [];
  const answerIndex = new Map<string, number>();
  const answerOf = new Uint16Array(total);
  const appliesOf = new Uint32Array(total);
  for (let full = 0; full < total; full += 1) {
    const values = sizes.map((size, at) => Math.floor(full / (strides[at] ?? 1)) % size);
    const bits = applying(rules, tests, values);
    const answer = answerFor(rules, bits);
    const key = `${answer.outcome}|${answer.rows.join()}|${answer.provisions.join()}`;
    const index = answerIndex.get(key) ?? answers.push(answer) - 1;
    answerIndex.set(key, index);
    answerOf[full] = index;
    appliesOf[full] = bits >>> 0;
  }
  return { kind, rules, facts, sizes, strides, partialStrides, partialCount, answers, answerOf, appliesOf };
}

/** The order of the contract: it breaks ties. */
export const factOrder: readonly OpenFact[] = [
  'act.public',
  'act.activeSupport',
  'act.aimOfSupport',
  'act.attributes',
  'act.mobilisesCivilServants',
  'act.stateFacility',
  'act.onDuty',
  'actor.spouseOfBeneficiary',
  'actor.unpaidLeave',
  'actor.isProspectiveCandidate',
  'phase',
  'contest.beneficiary',
];
