/** What the page answers: a verdict in a word, the reason, the article, how sure we are, and what would change it. Pure data, no markup. */
import {
  type ActorStatus,
  type Assessment,
  type Bilingual,
  type Confidence,
  citationOfProvision,
  citationOfRow,
  confidenceWords,
  factSentences,
  findProvision,
  findReading,
  findRow,
  levelWords,
  type Position,
  routeOf,
  type Source,
} from '@netra/rulebook';
import { type EdgeCase, findEdgeCase } from '@netra/rulebook/edge-cases';
import { skipped, upcomingElection, valuesOf } from './answers.ts';
import { type Circumstances, type Finding, factsOf, offeredStatuses } from './conversation.ts';
import { guidanceTexts } from './question-words.ts';
import type { FactKey } from './situation.ts';

export const verdicts = [
  'breach',
  'allowed',
  'disputed',
  'depends',
  'no-rule',
  'other-rules',
  'not-covered',
  'bound',
] as const;
export type Verdict = (typeof verdicts)[number];

/** A rule the answer rests on. `id` is also the last part of its permanent address. */
export interface Ground {
  readonly id: string;
  readonly cite: string;
}

/** "Kalau …: Tidak boleh" */
export interface Branch {
  readonly condition: Bilingual;
  readonly verdict: Verdict;
  readonly level: Bilingual | undefined;
  readonly grounds: readonly Ground[];
}

export interface Answer {
  readonly verdict: Verdict;
  readonly reasons: readonly Bilingual[];
  /** What may follow, for a breach. */
  readonly consequences: readonly Bilingual[];
  readonly grounds: readonly Ground[];
  /** Citations that stand beside the grounds. */
  readonly basis: readonly string[];
  readonly confidence: readonly Confidence[];
  /** How sure the basis in law is, where it was seen apart from the act. */
  readonly basisConfidence: readonly Confidence[];
  /** Where sources disagree about the level or the reach of a rule. */
  readonly conflicts: readonly Bilingual[];
  readonly positions: readonly Position[];
  /** For `depends`: what it would be in each case. */
  readonly branches: readonly Branch[];
  /** For an edge case that depends: on what. */
  readonly dependsOn: Bilingual | undefined;
  readonly changes: readonly Branch[];
  readonly sources: readonly Source[];
  /** The edge case that gave the answer, with a page of its own. */
  readonly edge: string | undefined;
  /** From the edge case, where it has one; else the situation's own counts. */
  readonly safe: Bilingual | undefined;
}

const nothing = {
  reasons: [],
  consequences: [],
  grounds: [],
  basis: [],
  confidence: [],
  basisConfidence: [],
  conflicts: [],
  positions: [],
  branches: [],
  dependsOn: undefined,
  changes: [],
  sources: [],
  edge: undefined,
  safe: undefined,
} as const satisfies Omit<Answer, 'verdict'>;

/** @param speaks id of an edge case that speaks of this very way: it adds its words, and its doubts */
export function answerTo(finding: Finding, circumstances: Circumstances, speaks?: string): Answer {
  const answer = plainlyTo(finding, circumstances);
  if (speaks === undefined) return answer;
  const edge = getEdge(speaks);
  return {
    ...answer,
    reasons: [...answer.reasons, edge.says],
    confidence: [...answer.confidence, edge.confidence],
    sources: [...answer.sources, ...edge.sources],
  };
}

function plainlyTo(finding: Finding, circumstances: Circumstances): Answer {
  switch (finding.by) {
    case 'edge':
      return fromEdge(getEdge(finding.edge), finding.depends);
    case 'scope':
      return fromScope(finding.status);
    case 'rules':
      return fromRules(finding, circumstances);
  }
}

function getEdge(id: string): EdgeCase {
  const edge = findEdgeCase(id);
  if (edge === undefined) throw new Error(`no such edge case: ${id}`);
  return edge;
}

function fromEdge(edge: EdgeCase, depends: Bilingual | undefined): Answer {
  return {
    ...nothing,
    verdict: depends === undefined ? edge.answer : 'depends',
    reasons: [edge.says, ...(edge.note === undefined ? [] : [edge.note])],
    grounds: edge.rules.map(groundOf),
    confidence: [edge.confidence],
    dependsOn: depends ?? edge.dependsOn,
    sources: edge.sources,
    edge: edge.id,
    safe: edge.safe,
  };
}

function fromScope(status: string): Answer {
  const known = offeredStatuses.find((one) => one === status);
  if (known === undefined) {
    const branches = offeredStatuses.map((one) => ({
      condition: guidanceTexts.status[one].label,
      verdict: scopeOf(one),
      level: undefined,
      grounds: [],
    }));
    return { ...nothing, verdict: 'depends', reasons: [guidanceTexts.dependsOnStatus], branches };
  }
  return { ...nothing, verdict: scopeOf(known), reasons: [ownWords(known)] };
}

function scopeOf(status: (typeof offeredStatuses)[number]): Verdict {
  return routeOf(status).covered === undefined ? 'other-rules' : 'bound';
}

export function verdictOf(assessment: Assessment): Verdict {
  switch (assessment.outcome) {
    case 'violation':
      return 'breach';
    case 'allowed':
      return 'allowed';
    case 'disputed':
      return 'disputed';
    case 'no-row':
      return 'no-rule';
    case 'out-of-scope':
      return 'other-rules';
    case 'not-covered':
      return 'not-covered';
    case 'more-facts-needed':
      return isBreachAnyway(assessment) ? 'breach' : 'depends';
  }
}

/** Some rule applies whatever the open facts turn out to be: only which others come beside it is open. */
function isBreachAnyway({ outcome, rows, provisions }: Assessment): boolean {
  return outcome === 'more-facts-needed' && rows.length + provisions.length > 0;
}

type Ruled = Extract<Finding, { by: 'rules' }>;

function fromRules(finding: Ruled, circumstances: Circumstances): Answer {
  const { assessment, statusKnown } = finding;
  const answer = plainAnswer(finding);
  if (!statusKnown && verdictOf(assessment) !== 'no-rule') {
    return {
      ...nothing,
      verdict: 'depends',
      reasons: [guidanceTexts.dependsOnStatus],
      branches: statusBranches(finding, circumstances),
      grounds: answer.grounds,
      basis: answer.basis,
      confidence: answer.confidence,
      basisConfidence: answer.basisConfidence,
    };
  }
  if (assessment.outcome === 'more-facts-needed') return { ...answer, branches: openBranches(finding, circumstances) };
  return { ...answer, changes: changesOf(finding, circumstances) };
}

function plainAnswer({ assessment, facts }: Ruled): Answer {
  const { rows, provisions, trace, route } = assessment;
  const verdict = verdictOf(assessment);
  const readings = trace.filter((entry) => entry.holds !== false).flatMap((entry) => findReading(entry.rule) ?? []);
  const speaking =
    verdict === 'breach' || verdict === 'depends'
      ? []
      : readings.filter(({ outcome }) => verdictOf({ ...assessment, outcome }) === verdict);
  const worst = worstOf(assessment);
  return {
    ...nothing,
    verdict,
    reasons: [
      ...rows.flatMap((row) => findRow(row.id)?.act ?? []),
      ...provisions.flatMap((provision) => findProvision(provision.id)?.act ?? []),
      ...speaking.map((reading) => reading.says),
      ...(verdict === 'other-rules' ? [ownWords(facts.actor.status)] : []),
      ...(verdict === 'not-covered' ? trace.map(said) : []),
      ...(verdict === 'depends' ? [guidanceTexts.dependsOnFacts] : []),
      ...(isBreachAnyway(assessment) ? [guidanceTexts.howGrave] : []),
      ...(verdict === 'no-rule' && speaking.length === 0 ? [guidanceTexts.noRow] : []),
    ],
    consequences:
      verdict !== 'breach' || isBreachAnyway(assessment)
        ? []
        : route === 'ppnpn'
          ? [guidanceTexts.gradedSanctions]
          : [worst ?? guidanceTexts.noLevel],
    grounds: [
      ...rows.map((row) => row.id),
      ...provisions.map((provision) => provision.id),
      ...speaking.map(({ id }) => id),
    ].map(groundOf),
    basis: unique([
      ...rows.flatMap((row) => row.basis),
      ...provisions.flatMap((one) => one.basis),
      ...speaking.flatMap((one) => one.basis),
    ]),
    confidence: unique([
      ...rows.map((row) => row.confidence),
      ...provisions.map((one) => one.confidence),
      ...speaking.map((one) => one.confidence),
    ]),
    basisConfidence: rows.map((row) => row.basisConfidence),
    conflicts: rows.flatMap(({ conflict, conflictEn }) =>
      conflict === null || conflictEn === null ? [] : [{ id: conflict, en: conflictEn }],
    ),
    positions: verdict === 'disputed' ? speaking.flatMap((one) => one.positions ?? []) : [],
    sources: rows.flatMap((row) => row.sources),
  };
}

function said({ because, en }: { readonly because: readonly string[]; readonly en: readonly string[] }): Bilingual {
  return { id: because.join(' '), en: en.join(' ') };
}

export function groundOf(id: string): Ground {
  const row = findRow(id);
  if (row !== undefined) return { id, cite: citationOfRow(row) };
  const provision = findProvision(id);
  if (provision !== undefined) return { id, cite: citationOfProvision(provision) };
  return { id, cite: findReading(id)?.basis.join('; ') ?? id };
}

/** What the answer is when the first thing that is not known turns out one way or the other. */
function openBranches(finding: Ruled, { law }: Circumstances): readonly Branch[] {
  const { facts, assessment, known } = finding;
  const fact = assessment.questions[0]?.fact;
  if (fact === undefined || fact === 'contest.election') return [];
  const election = facts.contest?.election ?? '';
  const contests = law.findElection(election)?.contests ?? [];
  return valuesOf(
    fact,
    contests.map(({ id }) => id),
  ).map((value) => ({
    condition: conditionOf(fact, value, contests),
    ...outcomeOf(
      law.assess(factsOf(law, finding.kind, facts.act.on, facts.actor.status, election, { ...known, [fact]: value })),
    ),
  }));
}

function statusBranches(finding: Ruled, { law }: Circumstances): readonly Branch[] {
  const { facts, known, kind } = finding;
  return offeredStatuses.map((status) => ({
    condition: guidanceTexts.status[status].label,
    ...outcomeOf(law.assess(factsOf(law, kind, facts.act.on, status, facts.contest?.election ?? '', known))),
  }));
}

function outcomeOf(assessment: Assessment): Omit<Branch, 'condition'> {
  const { rows, provisions } = assessment;
  return {
    verdict: verdictOf(assessment),
    // What is sure may be the least of it: no level is better than one that is too light.
    level: isBreachAnyway(assessment) ? undefined : worstOf(assessment),
    grounds: [...rows, ...provisions].map(({ id }) => groundOf(id)),
  };
}

/** The heaviest level of all that applies: what may follow. Absent where no rule names one. */
function worstOf({ rows, provisions }: Assessment): Bilingual | undefined {
  const levels = [...rows, ...provisions].map((found) => found.level);
  const worst = (['pemberhentian', 'berat', 'sedang', 'moral'] as const).find((level) => levels.includes(level));
  return worst === undefined ? undefined : levelWords[worst];
}

/** Whose rules apply, said to the person. */
function ownWords(status: ActorStatus): Bilingual {
  return status === 'private' ? guidanceTexts.notBound : routeOf(status).says;
}

/** Facts of the situation itself are what it is about: turning them round would be another question. */
const mayTurn: readonly FactKey[] = [
  'act.public',
  'act.activeSupport',
  'act.attributes',
  'act.stateFacility',
  'act.onDuty',
  'actor.unpaidLeave',
  'act.mobilisesCivilServants',
];

/** One fact at a time turned round: which of them leads to another answer. At most five, those the person was asked about first. */
function changesOf(finding: Ruled, { law }: Circumstances): readonly Branch[] {
  const { facts, assessment, known, told, kind } = finding;
  const election = facts.contest?.election ?? '';
  const same = fingerprint(assessment);
  const changes: Branch[] = [];
  const consider = (condition: Bilingual, on: string, electionId: string, with_: typeof known): void => {
    const other = law.assess(factsOf(law, kind, on, facts.actor.status, electionId, with_));
    if (fingerprint(other) !== same && other.outcome !== 'more-facts-needed')
      changes.push({ condition, ...outcomeOf(other) });
  };
  const turned = [...told, ...mayTurn.filter((fact) => !told.includes(fact))];
  for (const fact of turned) {
    const value = known[fact];
    if (value === undefined || value === skipped || fact === 'contest.contest') continue;
    for (const other of valuesOf(fact, [])) {
      if (other !== value) consider(conditionOf(fact, other, []), facts.act.on, election, { ...known, [fact]: other });
    }
  }
  // The day of determination changes most answers: the other side of it is told too.
  const { 'contest.contest': _, ...withoutContest } = known;
  if (assessment.phase === 'calon')
    consider(factSentences.phase.bakal_calon, facts.act.on, upcomingElection, withoutContest);
  // Any election that is determined by that day stands for the other side. Once candidates are determined nobody approaches a party.
  const determined = law.elections.find(({ contests }) => contests.every((one) => facts.act.on >= one.determinedOn));
  if (assessment.phase === 'bakal_calon' && determined !== undefined && kind !== 'approach-party-or-public')
    consider(factSentences.phase.calon, facts.act.on, determined.id, withoutContest);
  return changes.slice(0, 5);
}

function fingerprint({ outcome, rows, provisions }: Assessment): string {
  return [outcome, ...rows.map(({ id }) => id), ...provisions.map(({ id }) => id)].join(' ');
}

function conditionOf(
  fact: FactKey,
  value: string,
  contests: readonly { readonly id: string; readonly name: Bilingual }[],
): Bilingual {
  if (fact === 'contest.contest')
    return contests.find((contest) => contest.id === value)?.name ?? { id: value, en: value };
  const sentences: Readonly<Record<string, Bilingual>> = factSentences[fact];
  return sentences[value] ?? { id: value, en: value };
}

/** The least sure of what an answer rests on, in words. */
export function surety(confidence: readonly Confidence[]): Bilingual | undefined {
  const order: readonly Confidence[] = ['uncertain', 'recalled', 'seen-3p', 'seen'];
  const least = order.find((one) => confidence.includes(one));
  return least === undefined ? undefined : confidenceWords[least];
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
