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
  readonly outcome: Together['outcome'];
  readonly rows: readonly string[];
  readonly provisions: readonly string[];
  readonly trace: readonly TraceEntry[];
  readonly questions: readonly [electionUnknown: readonly Question[], electionKnown: readonly Question[]];
  /** Findings in full, by route, age of the law, and kind of election. */
  readonly findings: (Findings | undefined)[];
  /** Whole answers for statuses, elections and contests that were asked for. */
  readonly made: Made[];
}

/** An answer, and whom and which contest it is for; the rest follows from the cell. */
interface Made {
  readonly head: Head;
  readonly election: Election | undefined;
  readonly contestId: string | undefined;
  readonly phase: Phase | undefined;
  readonly answer: Assessment;
}

interface Findings {
  readonly rows: readonly FoundRow[];
  readonly provisions: readonly FoundProvision[];
  readonly notes: readonly Note[];
}

/** Reads a fact: 0 when it is unknown, else 1 for its first value and so on. The phase does not stand in the facts: it is found first. */
type Reader = (facts: Facts, phase: Phase | undefined) => number;

/** Shared by all rulebooks: added elections change which phase a day lies in, never what a phase leads to. */
interface Compiled {
  readonly table: Table;
  readonly readers: readonly Reader[];
  readonly cells: (Cell | undefined)[];
  /** How many cells are filled: what strangers ask must not fill the memory. */
  filled: number;
}

const mostCells = 8192;
const mostMade = 64;

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
  const cells = new Array<Cell | undefined>(table.partialCount).fill(undefined);
  const compiled: Compiled = { table, readers: table.facts.map(readerOf), cells, filled: 0 };
  byKind.set(kind, compiled);
  return compiled;
}

function readerOf(fact: OpenFact): Reader {
  if (fact === 'phase') {
    const [first, second] = openFacts.phase;
    return (_, phase) => (phase === first ? 1 : phase === second ? 2 : 0);
  }
  const values: readonly unknown[] = openFacts[fact];
  const [first, second, third] = values;
  const read = readPlainFact[fact];
  return (facts) => {
    const value = read(facts);
    if (value === undefined) return 0;
    return value === first ? 1 : value === second ? 2 : value === third ? 3 : 0;
  };
}

function cellFor(compiled: Compiled, facts: Facts, phase: Phase | undefined): Cell {
  const { table, readers, cells } = compiled;
  const { partialStrides } = table;
  let index = 0;
  for (let at = 0; at < readers.length; at += 1) {
    index += (readers[at]?.(facts, phase) ?? 0) * (partialStrides[at] ?? 0);
  }
  const known = cells[index];
  if (known !== undefined) return known;
  const values = readers.map((read) => read(facts, phase) - 1);
  const { outcome, rows, provisions, matters, holds } = considerWays(table, values);
  const cell: Cell = {
    outcome,
    rows,
    provisions,
    trace: traceRules(table, values, holds),
    questions: [Object.freeze(askFor(matters, false)), Object.freeze(askFor(matters, true))],
    findings: [],
    made: [],
  };
  if (compiled.filled >= mostCells) {
    cells.fill(undefined);
    compiled.filled = 0;
  }
  cells[index] = cell;
  compiled.filled += 1;
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
  const { rows, provisions } = cell;
  const findings = {
    rows: Object.freeze(rows.map((id) => foundRow(id, day, withoutLevel))),
    provisions: Object.freeze(provisions.map((id) => foundProvision(id, withoutLevel))),
    notes: kind === 'other' ? catchAllNotes : notesFor(rows, provisions, withoutLevel, election?.kind),
  };
  cell.findings[index] = findings;
  return findings;
}

/** What the rulebook says of one act, as a frozen answer that others may share. Throws when the election is not in the rulebook: facts from outside come through `parseFacts`. */
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
    const head = heads.get(facts.actor.status);
    if (head === undefined) throw new Error(`no such status: ${facts.actor.status}`);
    const { covered } = head;
    if (covered === undefined) return head.outOfScope;
    if (on < covered.from) return head.notCovered;
    const electionId = facts.contest?.election;
    const election = electionId === undefined ? undefined : elections.get(electionId);
    const contestId = facts.contest?.contest;
    const phase = election === undefined ? undefined : phaseOf(election, contestId, on);
    const age = ageOf(on);
    const cell = cellFor(compiledFor(kind, age, on), facts, phase);
    for (const made of cell.made) {
      if (made.head === head && made.election === election && made.phase === phase && made.contestId === contestId) {
        return made.answer;
      }
    }
    const { rows, provisions, notes } = findingsFor(kind, cell, age, on, covered.withoutLevel, election);
    const answer: Assessment = Object.freeze({
      outcome: cell.outcome,
      phase: phase ?? null,
      rows,
      provisions,
      route: head.route,
      questions: cell.questions[election === undefined ? 0 : 1],
      trace: Object.freeze([
        ...head.before,
        ...(election === undefined || phase === undefined ? [] : [phaseEntryOf(election, contestId, phase)]),
        ...cell.trace,
        ...(rows.length + provisions.length > 0 ? head.afterBreach : []),
      ]),
      notes,
      rulebookVersion,
      rulebookData,
    });
    // Rulebooks come and go with the data: what they left behind must not stay for ever.
    if (cell.made.length >= mostMade) cell.made.length = 0;
    cell.made.push({ head, election, contestId, phase, answer });
    return answer;
  };
}

/** Assesses with the elections that are built in. */
export const assess: Assess = createAssess(builtInElections, '');

interface Head {
  readonly route: StatusRoute['route'];
  readonly covered: StatusRoute['covered'];
  readonly before: readonly TraceEntry[];
  readonly afterBreach: readonly TraceEntry[];
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
    afterBreach: status === 'pppk' ? [entry('pppk-sanctions', true, [pppkRoute.rule, pppkRoute.openPoint])] : [],
    outOfScope: Object.freeze({ ...empty, outcome: 'out-of-scope', trace: [scope] }),
    notCovered: Object.freeze({
      ...empty,
      outcome: 'not-covered',
      trace: [scope, entry('which-law', false, [since, older])],
    }),
  };
}

/** The entry of the trace that names the phase, made once for each election, contest and phase. */
function rememberPhaseEntries() {
  const made: Readonly<Record<Phase, Map<Election, Map<string | undefined, TraceEntry>>>> = {
    bakal_calon: new Map(),
    calon: new Map(),
  };
  return (election: Election, contestId: string | undefined, phase: Phase): TraceEntry => {
    const known = made[phase].get(election)?.get(contestId);
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
    const ofElection = made[phase].get(election) ?? new Map<string | undefined, TraceEntry>();
    ofElection.set(contestId, one);
    made[phase].set(election, ofElection);
    return one;
  };
}
