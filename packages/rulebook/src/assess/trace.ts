/** Why: for each rule that was asked, whether it holds and because of what, in both languages. */
import { citationOfProvision, citationOfRow } from '../instruments/rows.ts';
import type { Bilingual } from '../text.ts';
import type { TraceEntry } from './answer.ts';
import type { Rule, Table } from './compile.ts';
import { factsOf, type Leaf } from './condition.ts';
import { factQuestions, factSentences, type OpenFact, openFacts } from './fact-list.ts';
import type { Holds } from './ways.ts';

/** An entry of the trace, frozen because answers share it. */
export function entry(
  rule: string,
  holds: Holds,
  because: readonly Bilingual[],
  positions?: TraceEntry['positions'],
): TraceEntry {
  return Object.freeze({
    rule,
    holds,
    because: because.map((one) => one.id),
    en: because.map((one) => one.en),
    ...(positions === undefined ? {} : { positions }),
  });
}

/**
 * The trace of the rules of a table.
 * @param values for each fact of the table the index of its value, or -1 when it is unknown
 */
export function traceRules(table: Table, values: readonly number[], holds: readonly Holds[]): readonly TraceEntry[] {
  const settledBy = table.rules.find((_, index) => holds[index] === true);
  return table.rules.map((rule, index) => {
    const state = holds[index] ?? null;
    const known = knownFacts(table, values, rule);
    if (state === true) {
      return entry(rule.id, true, [whatItSays(rule), ...known.map(sentence)], positionsOf(rule));
    }
    if (state === false) {
      const against = known.filter((leaf) => excludes(rule, leaf));
      const reason = against.length > 0 ? against.map(sentence) : precededBy(settledBy, rule);
      return entry(rule.id, false, [whatItSays(rule), ...reason]);
    }
    return entry(
      rule.id,
      null,
      [whatItSays(rule), ...known.map(sentence), ...openPoints(table, values, rule)],
      positionsOf(rule),
    );
  });
}

function positionsOf(rule: Rule): TraceEntry['positions'] {
  return rule.type === 'reading' ? rule.norm.positions : undefined;
}

function whatItSays(rule: Rule): Bilingual {
  if (rule.type === 'reading') {
    const basis = rule.norm.basis.join('; ');
    return { id: `${rule.norm.says.id} (${basis})`, en: `${rule.norm.says.en} (${basis})` };
  }
  const cite = rule.type === 'row' ? citationOfRow(rule.norm) : citationOfProvision(rule.norm);
  return { id: `${cite}: ${rule.norm.act.id}`, en: `${cite}: ${rule.norm.act.en}` };
}

type Known = { readonly fact: OpenFact; readonly value: string };

function knownFacts(table: Table, values: readonly number[], rule: Rule): readonly Known[] {
  return factsOf(rule.when).flatMap((fact) => {
    const value = values[table.facts.indexOf(fact)] ?? -1;
    const is = openFacts[fact][value];
    return is === undefined ? [] : [{ fact, value: String(is) }];
  });
}

/** What the rule still hangs on: its own unknown facts, or else the rules that are asked before it. */
function openPoints(table: Table, values: readonly number[], rule: Rule): readonly Bilingual[] {
  const unknown = factsOf(rule.when).filter((fact) => (values[table.facts.indexOf(fact)] ?? -1) < 0);
  if (unknown.length === 0) {
    return [{ id: 'bergantung pada aturan yang lebih dahulu', en: 'depends on the rules asked before it' }];
  }
  const names = unknown.map((fact) => (fact === 'phase' ? 'contest.election' : fact));
  return names.map((fact) => ({
    id: `belum diketahui: ${factQuestions[fact].id}`,
    en: `not known: ${factQuestions[fact].en}`,
  }));
}

function sentence({ fact, value }: Known): Bilingual {
  const sentences: Readonly<Record<string, Bilingual>> = factSentences[fact];
  const found = sentences[value];
  if (found === undefined) throw new Error(`no sentence for ${fact} = ${value}`);
  return found;
}

/** Whether this known fact alone keeps the rule from holding. */
function excludes(rule: Rule, known: Known): boolean {
  const leaves = (condition: Rule['when']): readonly { leaf: Leaf; wanted: boolean }[] => {
    if ('all' in condition) return condition.all.flatMap(leaves);
    return 'not' in condition ? [{ leaf: condition.not, wanted: false }] : [{ leaf: condition, wanted: true }];
  };
  return leaves(rule.when).some(
    ({ leaf, wanted }) => leaf.fact === known.fact && (String(leaf.is) === known.value) !== wanted,
  );
}

function precededBy(first: Rule | undefined, rule: Rule): readonly Bilingual[] {
  if (first === undefined || first.turn >= rule.turn) {
    return [{ id: 'sudah diputus oleh aturan yang lebih dahulu', en: 'already settled by an earlier rule' }];
  }
  return [{ id: `sudah diputus lebih dahulu oleh ${first.id}`, en: `already settled by ${first.id}` }];
}
