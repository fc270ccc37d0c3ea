/**
 * Facts in, finding out. The order is that of the contract: whose rules, which law, which phase, does anybody benefit, and then the act itself
 * as the rows, provisions and readings say.
 */
import { addDays, type IsoDay } from '../calendar/days.ts';
import { builtInElections, type Election, type ElectionBook } from '../elections/elections.ts';
import { type Phase, phaseOf } from '../elections/phase.ts';
import { successions } from '../instruments/instruments.ts';
import { allProvisions, allReadings, allRows } from '../instruments/rows.ts';
import { pppkRoute } from '../instruments/sanctions.ts';
import { rulebookVersion } from '../version.ts';
import type { Assessment, FoundProvision, FoundRow, Note, TraceEntry } from './answer.ts';
import { compileTable, rulesFor, type Table } from './compile.ts';
import { type ActKind, type ActorStatus, actorStatuses, type OpenFact, openFacts } from './fact-list.ts';
import { type Facts, readPlainFact } from './facts.ts';
import { catchAllNotes, foundProvision, foundRow, notesFor } from './found.ts';
import { askFor, type Question } from './questions.ts';
import { routeOf, type StatusRoute } from './routes.ts';
import { entry, traceRules } from './trace.ts';
import { considerWays, type Together } from './ways.ts';

/** What a partial set of facts leads to, shared by every later call with the same facts. */
interface Cell {
  readonly together: Together;
  readonly trace: readonly TraceEntry[];
  readonly questions: readonly [electionUnknown: readonly Question[], electionKnown: readonly Question[]];
  /** Findings in full, by route, age of the law, and kind of election. */
  readonly findings: (Findings | undefined)[];
}

interface Findings {
  readonly rows: readonly FoundRow[];
  readonly provisions: readonly FoundProvision[];
  readonly notes: readonly Note[];
}

/** Reads a fact as the index of its value, or -1 when it is unknown. The phase does not stand in the facts: it is found first. */
type Reader = (facts: Facts, phase: Phase | undefined) => number;

/** Shared by all rulebooks: added elections change which phase a day lies in, never what a phase leads to. */
interface Compiled {
  readonly table: Table;
  readonly readers: readonly Reader[];
  readonly cells: (Cell | undefined)[];
}

/** Days on which the law changes: between two of them the same rules and the same citations hold. */
const changes: readonly IsoDay[] = [
  ...new Set([
    ...[...allRows, ...allProvisions, ...allReadings].flatMap(
      ({ inForce }: { inForce: { from?: IsoDay; until?: IsoDay } }) => [
        ...(inForce.from === undefined ? [] : [inForce.from]),
        ...(inForce.until === undefined ? [] : [addDays(inForce.until, 1)]),
      ],
    ),
    ...successions.map((succession) => succession.from),
  ]),
].sort();

function ageOf(day: IsoDay): number {
  let age = 0;
  for (const change of changes) if (day >= change) age += 1;
  return age;
}

const compiledByAge: Map<ActKind, Compiled>[] = [];

function compiledFor(kind: ActKind, age: number, day: IsoDay): Compiled {
  const byKind = compiledByAge[age] ?? new Map<ActKind, Compiled>();
  compiledByAge[age] = byKind;
  const known = byKind.get(kind);
  if (known !== undefined) return known;
  const table = compileTable(kind, rulesFor(kind, day));
  const compiled = { table, readers: table.facts.map(readerOf), cells: [] };
  byKind.set(kind, compiled);
  return compiled;
}

function readerOf(fact: OpenFact): Reader {
  const values: readonly unknown[] = openFacts[fact];
  if (fact === 'phase') return (_, phase) => values.indexOf(phase);
  const read = readPlainFact[fact];
  return (facts) => {
    const value = read(facts);
    return value === undefined ? -1 : values.indexOf(value);
  };
}

function cellFor(compiled: Compiled, facts: Facts, phase: Phase | undefined): Cell {
  const { table, readers, cells } = compiled;
  let index = 0;
  for (let at = 0; at < readers.length; at += 1) {
    const value = readers[at]?.(facts, phase) ?? -1;
    index += (value + 1) * (table.partialStrides[at] ?? 0);
  }
  const known = cells[index];
  if (known !== undefined) return known;
  const values = readers.map((read) => read(facts, phase));
  const together = considerWays(table, values);
  const cell: Cell = {
    together,
    trace: traceRules(table, values, together.holds),
    questions: [Object.freeze(askFor(together.matters, false)), Object.freeze(askFor(together.matters, true))],
    findings: [],
  };
  cells[index] = cell;
  return cell;
}

function findingsFor(
  kind: ActKind,
  cell: Cell,
  age: number,
  day: IsoDay,
  withoutLevel: boolean,
  election: Election | undefined,
): Findings {
  const electionKind = election === undefined ? 0 : election.kind === 'pemilu' ? 1 : 2;
  const index = (age * 2 + (withoutLevel ? 1 : 0)) * 3 + electionKind;
  const known = cell.findings[index];
  if (known !== undefined) return known;
  const { rows, provisions } = cell.together;
  const findings = {
    rows: Object.freeze(rows.map((id) => foundRow(id, day, withoutLevel))),
    provisions: Object.freeze(provisions.map((id) => foundProvision(id, withoutLevel))),
    notes: kind === 'other' ? catchAllNotes : notesFor(rows, provisions, withoutLevel, election?.kind),
  };
  cell.findings[index] = findings;
  return findings;
}

/** What the rulebook says of one act. Throws when the election is not in the rulebook: facts from outside come through `parseFacts`. */
export type Assess = (facts: Facts) => Assessment;

/**
 * The assessment of a rulebook. Same facts, same answer, for ever: it depends on nothing but the facts, the rulebook version and the data.
 * @param rulebookData fingerprint of the additions from which the elections come
 */
export function createAssess(elections: ElectionBook, rulebookData: string): Assess {
  const heads: ReadonlyMap<ActorStatus, Head> = new Map(
    actorStatuses.map((status) => [status, makeHead(status, rulebookData)]),
  );
  const phaseEntryOf = rememberPhaseEntries();
  return (facts) => {
    const { kind, on } = facts.act;
    const { status } = facts.actor;
    const head = heads.get(status);
    if (head === undefined) throw new Error(`no such status: ${status}`);
    const { covered, route } = head;
    if (covered === undefined) return head.outOfScope;
    if (on < covered.from) return head.notCovered;
    const electionId = facts.contest?.election;
    const election = electionId === undefined ? undefined : elections.get(electionId);
    const phase = election === undefined ? undefined : phaseOf(election, facts.contest?.contest, on);
    const age = ageOf(on);
    const cell = cellFor(compiledFor(kind, age, on), facts, phase);
    const { rows, provisions, notes } = findingsFor(kind, cell, age, on, covered.withoutLevel, election);
    const trace = [...head.before];
    if (election !== undefined && phase !== undefined) {
      trace.push(phaseEntryOf(election, facts.contest?.contest, phase));
    }
    for (const one of cell.trace) trace.push(one);
    if (status === 'pppk' && rows.length + provisions.length > 0) trace.push(pppkEntry);
    return {
      outcome: cell.together.outcome,
      phase: phase ?? null,
      rows,
      provisions,
      route,
      questions: cell.questions[election === undefined ? 0 : 1],
      trace,
      notes,
      rulebookVersion,
      rulebookData,
    };
  };
}

/** Assesses with the elections that are built in. */
export const assess: Assess = createAssess(builtInElections, '');

interface Head {
  readonly route: StatusRoute['route'];
  readonly covered: StatusRoute['covered'];
  readonly before: readonly TraceEntry[];
  readonly outOfScope: Assessment;
  readonly notCovered: Assessment;
}

/** The first entries of the trace, and the answers that need no act: they depend on the status alone. */
function makeHead(status: ActorStatus, rulebookData: string): Head {
  const { route, says, covered } = routeOf(status);
  const scope = entry('whose-rules', covered !== undefined, [says]);
  const empty = {
    phase: null,
    rows: [],
    provisions: [],
    route,
    questions: [],
    notes: [],
    rulebookVersion,
    rulebookData,
  };
  const since = {
    id: `Aturan yang dicatat di sini berlaku sejak ${covered?.date.id ?? ''} (${covered?.instrument ?? ''}).`,
    en: `The rules written down here count from ${covered?.date.en ?? ''} (${covered?.instrument ?? ''}).`,
  };
  const older = {
    id: 'Perbuatan ini terjadi sebelumnya; keputusan yang lebih lama belum dicatat.',
    en: 'This act was earlier; older decrees are not written down yet.',
  };
  return {
    route,
    covered,
    before: [scope, entry('which-law', true, [since])],
    outOfScope: Object.freeze({ ...empty, outcome: 'out-of-scope', trace: [scope] }),
    notCovered: Object.freeze({
      ...empty,
      outcome: 'not-covered',
      trace: [scope, entry('which-law', false, [since, older])],
    }),
  };
}

const pppkEntry = entry('pppk-sanctions', true, [pppkRoute.rule, pppkRoute.openPoint]);

/** The entry of the trace that names the phase, made once for each election, contest and phase. */
function rememberPhaseEntries() {
  const made = new Map<Election, Map<string, TraceEntry>>();
  return (election: Election, contestId: string | undefined, phase: Phase): TraceEntry => {
    const ofElection = made.get(election) ?? new Map<string, TraceEntry>();
    made.set(election, ofElection);
    const key = contestId === undefined ? phase : `${phase}/${contestId}`;
    const known = ofElection.get(key);
    if (known !== undefined) return known;
    const contests = election.contests.filter(({ id }) => contestId === undefined || id === contestId);
    const one = entry(
      'phase',
      true,
      contests.map((contest) => ({
        id: `${election.name.id}, ${contest.name.id}: penetapan calon ${contest.determinedOn}; perbuatan ${phase === 'calon' ? 'pada atau sesudah' : 'sebelum'} hari itu`,
        en: `${election.name.en}, ${contest.name.en}: candidates determined on ${contest.determinedOn}; the act was ${phase === 'calon' ? 'on or after' : 'before'} that day`,
      })),
    );
    ofElection.set(key, one);
    return one;
  };
}
