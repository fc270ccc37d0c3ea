/**
 * The decision table of `assess` in two engines of the registry, as their own documents would have it written, and in their favour: one small engine or
 * table for each kind of act, chosen by us; the phase, the status and the law in force worked out by us; no trace and no questions asked of them.
 */
import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';
import { actKinds, allProvisions, allReadings, allRows } from '@netra/rulebook';
import { Engine } from 'json-rules-engine';

/** Every rule with the kinds, the turn and the conditions under which it applies. */
const rules = [
  ...allRows.flatMap(({ id, applies }) => (applies === null ? [] : [{ id, gives: 'violation', ...applies }])),
  ...allProvisions.flatMap(({ id, applies }) => applies.map((one) => ({ id, gives: 'violation', ...one }))),
  ...allReadings.flatMap(({ id, outcome, applies }) => applies.map((one) => ({ id, gives: outcome, ...one }))),
];

const flatName = (fact) => fact.slice(fact.indexOf('.') + 1);

/** The conditions of a rule as a list of `{ fact, is, not }`. */
function leaves(condition) {
  if ('all' in condition) return condition.all.flatMap(leaves);
  const leaf = 'not' in condition ? condition.not : condition;
  return [{ fact: flatName(leaf.fact), is: leaf.is, not: 'not' in condition }];
}

/** One text for an answer, whichever engine gave it. */
export function answerText(outcome, ids) {
  return `${outcome} ${[...ids].sort().join()}`;
}

/** Rules with a priority for their turn; the first turn in which any succeeds stops the engine. */
export function jsonRulesEngines() {
  const engines = new Map();
  for (const kind of actKinds) {
    const engine = new Engine();
    for (const rule of rules.filter(({ acts }) => acts.includes(kind))) {
      engine.addRule({
        name: rule.id,
        priority: 1000 - rule.turn,
        conditions: {
          all: leaves(rule.when).map(({ fact, is, not }) => ({
            fact,
            operator: not ? 'notEqual' : 'equal',
            value: is,
          })),
        },
        event: { type: rule.gives, params: { id: rule.id } },
        onSuccess: () => engine.stop(),
      });
    }
    engines.set(kind, engine);
  }
  return {
    name: 'json-rules-engine',
    evaluate: (flat) => engines.get(flat.kind).run(flat),
    answer: ({ events }) =>
      answerText(
        events[0]?.type ?? 'no-row',
        events.filter(({ type }) => type === 'violation').map(({ params }) => params.id),
      ),
  };
}

/** All sets of rules of one turn that can hold together, largest first: a table whose first hit counts needs a line for each. */
function subsets(list) {
  const sets = [[]];
  for (const one of list) for (const set of [...sets]) sets.push([...set, one]);
  return sets.filter((set) => set.length > 0).sort((a, b) => b.length - a.length);
}

function cells(set) {
  const line = new Map();
  for (const { fact, is, not } of set.flatMap(({ when }) => leaves(when))) {
    const cell = typeof is === 'boolean' ? String(is === !not) : `${not ? 'not ' : ''}'${is}'`;
    const there = line.get(fact);
    if (there !== undefined && there !== cell) return undefined;
    line.set(fact, cell);
  }
  return line;
}

function tableFor(kind) {
  const own = rules.filter(({ acts }) => acts.includes(kind));
  const facts = [...new Set(own.flatMap(({ when }) => leaves(when).map(({ fact }) => fact)))];
  const turns = [...new Set(own.map(({ turn }) => turn))].sort((a, b) => a - b);
  const lines = turns.flatMap((turn) =>
    subsets(own.filter((rule) => rule.turn === turn)).flatMap((set) => {
      const line = cells(set);
      if (line === undefined) return [];
      const ids = set.filter(({ gives }) => gives === 'violation').map(({ id }) => id);
      const outcome = ids.length > 0 ? 'violation' : set[0].gives;
      return [{ line, outcome, ids }];
    }),
  );
  lines.push({ line: new Map(), outcome: 'no-row', ids: [] });
  return {
    hitPolicy: 'first',
    inputs: facts.map((fact) => ({ id: `in-${fact}`, name: fact, field: fact })),
    outputs: ['outcome', 'ids'].map((field) => ({ id: `out-${field}`, name: field, field })),
    rules: lines.map(({ line, outcome, ids }, index) => ({
      _id: `line-${index}`,
      ...Object.fromEntries(facts.map((fact) => [`in-${fact}`, cellText(line.get(fact))])),
      'out-outcome': `'${outcome}'`,
      'out-ids': `[${ids.map((id) => `'${id}'`).join(', ')}]`,
    })),
  };
}

function cellText(cell) {
  if (cell === undefined) return '';
  return cell.startsWith('not ') ? `$ != ${cell.slice(4)}` : cell;
}

/** A decision table for each kind, first hit counts, compiled once. */
export function zenDecisions() {
  const engine = new ZenEngine();
  const decisions = new Map();
  for (const kind of actKinds) {
    const content = {
      contentType: 'application/vnd.gorules.decision',
      nodes: [
        { id: 'in', name: 'request', type: 'inputNode', position: { x: 0, y: 0 } },
        { id: 'table', name: kind, type: 'decisionTableNode', position: { x: 1, y: 0 }, content: tableFor(kind) },
        { id: 'out', name: 'response', type: 'outputNode', position: { x: 2, y: 0 } },
      ],
      edges: [
        { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
        { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
      ],
    };
    decisions.set(kind, engine.createDecision(new ZenDecisionContent(content)));
  }
  return {
    name: '@gorules/zen-engine',
    evaluate: (flat) => decisions.get(flat.kind).evaluate(flat),
    answer: ({ result }) => answerText(result.outcome, result.ids),
    dispose: () => engine.dispose(),
  };
}
