/**
 * Every way to fill in the unknown facts, and what can be said of them together: the answer if all agree; otherwise what they share and which
 * facts matter, the one whose answers settle most ways first.
 */
import type { Answer, Table, Verdict } from './compile.ts';
import type { OpenFact } from './fact-list.ts';

/** Whether a rule applies in every way (true), in none (false), or in some (null). */
export type Holds = boolean | null;

export interface Together {
  readonly outcome: Verdict | 'more-facts-needed';
  readonly rows: readonly string[];
  readonly provisions: readonly string[];
  /** The facts that matter, most decisive first; empty when all ways agree. */
  readonly matters: readonly OpenFact[];
  /** For each rule of the table. */
  readonly holds: readonly Holds[];
}

interface Unknown {
  readonly fact: OpenFact;
  readonly size: number;
  /** Step of this fact among the ways. */
  readonly step: number;
}

/**
 * Looks at all ways together.
 * @param values for each fact of the table the index of its value, or -1 when it is unknown
 */
export function considerWays(table: Table, values: readonly number[]): Together {
  const { ways, unknown } = listWays(table, values);
  let every = 0xffffffff;
  let some = 0;
  const seen = new Set<number>();
  for (const way of ways) {
    const bits = table.appliesOf[way] ?? 0;
    every &= bits;
    some |= bits;
    seen.add(table.answerOf[way] ?? 0);
  }
  const holds = table.rules.map((_, index): Holds => {
    const bit = 1 << index;
    return (every & bit) !== 0 ? true : (some & bit) !== 0 ? null : false;
  });
  const answers = [...seen].map((index) => answerAt(table, index));
  const [first = { outcome: 'no-row', rows: [], provisions: [] }, ...rest] = answers;
  if (rest.length === 0) return { ...first, matters: [], holds };
  return {
    outcome: 'more-facts-needed',
    rows: first.rows.filter((id) => rest.every((answer) => answer.rows.includes(id))),
    provisions: first.provisions.filter((id) => rest.every((answer) => answer.provisions.includes(id))),
    matters: orderQuestions(
      ways.map((way) => table.answerOf[way] ?? 0),
      unknown,
    ),
    holds,
  };
}

function answerAt(table: Table, index: number): Answer {
  const answer = table.answers[index];
  if (answer === undefined) throw new Error('no such answer');
  return answer;
}

function listWays(table: Table, values: readonly number[]) {
  let ways: number[] = [0];
  const unknown: Unknown[] = [];
  for (const [at, fact] of table.facts.entries()) {
    const stride = table.strides[at] ?? 1;
    const size = table.sizes[at] ?? 1;
    const value = values[at] ?? -1;
    if (value >= 0) {
      ways = ways.map((way) => way + value * stride);
      continue;
    }
    unknown.push({ fact, size, step: ways.length });
    const before = ways;
    ways = [];
    for (let each = 0; each < size; each += 1) for (const way of before) ways.push(way + each * stride);
  }
  return { ways, unknown };
}

/**
 * The facts that matter: two ways that differ in that fact alone give different answers. First comes the fact whose answers settle most
 * ways, that is, leave only one answer; among equals the fact on which most ways depend, then the order of the contract.
 */
function orderQuestions(answers: readonly number[], unknown: readonly Unknown[]): readonly OpenFact[] {
  return unknown
    .map((one, order) => ({ fact: one.fact, order, ...weigh(answers, one) }))
    .filter((one) => one.depends > 0)
    .sort((a, b) => b.settles - a.settles || b.depends - a.depends || a.order - b.order)
    .map((one) => one.fact);
}

function weigh(answers: readonly number[], { size, step }: Unknown): { settles: number; depends: number } {
  const only: (number | undefined)[] = new Array<number | undefined>(size).fill(undefined);
  const settled: boolean[] = new Array<boolean>(size).fill(true);
  let depends = 0;
  for (const [way, answer] of answers.entries()) {
    const value = Math.floor(way / step) % size;
    if (only[value] === undefined) only[value] = answer;
    else if (only[value] !== answer) settled[value] = false;
    for (let other = 0; other < size; other += 1) {
      if (answers[way + (other - value) * step] !== answer) {
        depends += 1;
        break;
      }
    }
  }
  const settles = settled.filter((one) => one).length * (answers.length / size);
  return { settles, depends };
}
