/**
 * What `assess` answers, written straight from the contract, slowly and without any of the rulebook's machinery: one function for a full set of
 * facts, and every way to fill in the unknown ones. It exists to be compared with the real one.
 */
import type { Facts } from '../../src/assess/facts.ts';
import { getElection } from '../../src/elections/elections.ts';

export interface Full {
  readonly public: boolean;
  readonly activeSupport: boolean;
  readonly aimOfSupport: boolean;
  readonly attributes: string;
  readonly mobilisesCivilServants: boolean;
  readonly stateFacility: boolean;
  readonly onDuty: boolean;
  readonly spouse: boolean;
  readonly unpaidLeave: boolean;
  readonly isProspectiveCandidate: boolean;
  readonly phase: string;
  readonly beneficiary: string;
}

export interface ReferenceAnswer {
  readonly outcome: string;
  readonly rows: readonly string[];
  readonly provisions: readonly string[];
}

const rows = (...ids: string[]): ReferenceAnswer => ({ outcome: 'violation', rows: ids, provisions: [] });
const only = (outcome: string): ReferenceAnswer => ({ outcome, rows: [], provisions: [] });
const both = (row: string, provision: string): ReferenceAnswer => ({
  outcome: 'violation',
  rows: [row],
  provisions: [provision],
});

function manners(f: Full): string[] {
  return [
    ...(f.attributes !== 'none' ? ['pp94-5n-2'] : []),
    ...(f.mobilisesCivilServants ? ['pp94-5n-3'] : []),
    ...(f.stateFacility ? ['pp94-5n-4'] : []),
  ];
}

/** Sections 4 and 5 of the contract, for facts that are all known. */
export function answerFull(kind: string, f: Full): ReferenceAnswer {
  const calon = f.phase === 'calon';
  if (f.beneficiary === 'none' && kind !== 'party-membership' && kind !== 'approach-party-or-public')
    return only('no-row');
  switch (kind) {
    case 'display-material':
      return rows(calon ? 'B1' : 'A1');
    case 'online-campaign':
      return rows(calon ? 'B2' : 'A2');
    case 'social-engagement':
      return rows(calon ? 'B6' : 'A4');
    case 'public-photo':
      if (!f.public) return only('no-row');
      if (f.spouse && f.attributes === 'none' && !f.aimOfSupport) return only('allowed');
      if (!calon) return rows('A5');
      return f.aimOfSupport ? rows('B7') : only('disputed');
    case 'attend-event':
      if (f.spouse && !f.unpaidLeave) return rows('A7');
      if (f.spouse) return only(f.activeSupport ? 'disputed' : 'allowed');
      if (f.activeSupport) return rows(calon ? 'B4' : 'A3');
      if (manners(f).length > 0) return { outcome: 'violation', rows: [], provisions: manners(f) };
      return only(f.onDuty ? 'allowed' : 'disputed');
    case 'campaign-participation':
      if (!calon) return rows('A6');
      return { outcome: 'violation', rows: [], provisions: ['pp94-5n-1', ...manners(f)] };
    case 'approach-party-or-public':
      if (!f.isProspectiveCandidate || calon) return only('no-row');
      return f.unpaidLeave ? only('allowed') : rows('B3');
    case 'party-membership':
      return rows('B5');
    case 'partisan-activity':
      return both('B8', 'pp94-5n-6');
    case 'campaign-team-role':
      return rows(calon ? 'B10' : 'B9');
    case 'independent-candidate-support':
      return calon ? { outcome: 'violation', rows: [], provisions: ['pp94-5n-7'] } : both('B11', 'pp94-5n-7');
    case 'partisan-decision':
      return both('B12', 'pp94-5n-5');
    default:
      return only('no-row');
  }
}

const yesNo: readonly boolean[] = [false, true];
type Domains = { readonly [K in keyof Full]: readonly Full[K][] };

function phases(facts: Facts): readonly string[] {
  const id = facts.contest?.election;
  if (id === undefined) return ['bakal_calon', 'calon'];
  const named = getElection(id).contests.filter(
    (one) => facts.contest?.contest === undefined || one.id === facts.contest.contest,
  );
  return [...new Set(named.map((one) => (facts.act.on >= one.determinedOn ? 'calon' : 'bakal_calon')))];
}

function known<T>(value: T | undefined, all: readonly T[]): readonly T[] {
  return value === undefined ? all : [value];
}

const names: Record<keyof Full, string> = {
  public: 'act.public',
  activeSupport: 'act.activeSupport',
  aimOfSupport: 'act.aimOfSupport',
  attributes: 'act.attributes',
  mobilisesCivilServants: 'act.mobilisesCivilServants',
  stateFacility: 'act.stateFacility',
  onDuty: 'act.onDuty',
  spouse: 'actor.spouseOfBeneficiary',
  unpaidLeave: 'actor.unpaidLeave',
  isProspectiveCandidate: 'actor.isProspectiveCandidate',
  phase: 'phase',
  beneficiary: 'contest.beneficiary',
};

export interface Reference extends ReferenceAnswer {
  readonly phase: string | null;
  readonly route: string;
  /** Fact to ask for → how many ways its answers settle. */
  readonly questions: ReadonlyMap<string, number>;
}

/** The whole contract, by trying every way. */
export function referenceAssess(facts: Facts): Reference {
  const { status } = facts.actor;
  const none = { rows: [], provisions: [], phase: null, questions: new Map<string, number>() };
  if (status === 'village-head' || status === 'village-official')
    return { ...none, outcome: 'out-of-scope', route: 'village' };
  if (status === 'tni' || status === 'polri') return { ...none, outcome: 'out-of-scope', route: status };
  if (status === 'bumn' || status === 'private') return { ...none, outcome: 'out-of-scope', route: 'none' };
  const route = status === 'ppnpn' ? 'ppnpn' : 'asn';
  if (facts.act.on < (status === 'ppnpn' ? '2023-01-03' : '2022-09-22'))
    return { ...none, outcome: 'not-covered', route };
  const domains: Domains = {
    public: known(facts.act.public, yesNo),
    activeSupport: known(facts.act.activeSupport, yesNo),
    aimOfSupport: known(facts.act.aimOfSupport, yesNo),
    attributes: known<string>(facts.act.attributes, ['none', 'party', 'civil-servant']),
    mobilisesCivilServants: known(facts.act.mobilisesCivilServants, yesNo),
    stateFacility: known(facts.act.stateFacility, yesNo),
    onDuty: known(facts.act.onDuty, yesNo),
    spouse: known(facts.actor.spouseOfBeneficiary, yesNo),
    unpaidLeave: known(facts.actor.unpaidLeave, yesNo),
    isProspectiveCandidate: known(facts.actor.isProspectiveCandidate, yesNo),
    phase: phases(facts),
    beneficiary: known<string>(facts.contest?.beneficiary, ['person', 'party', 'none']),
  };
  const keys = Object.keys(names).filter((key): key is keyof Full => key in domains);
  let ways: Partial<Full>[] = [{}];
  for (const key of keys) ways = ways.flatMap((way) => domains[key].map((value) => ({ ...way, [key]: value })));
  const full = ways.filter((way): way is Full => keys.every((key) => key in way));
  const answers = full.map((way) => answerFull(facts.act.kind, way));
  const texts = answers.map((answer) => JSON.stringify(answer));
  const phase = domains.phase.length === 1 ? (domains.phase[0] ?? null) : null;
  const [first = only('no-row')] = answers;
  if (new Set(texts).size === 1) return { ...first, phase, route, questions: new Map() };
  const questions = new Map<string, number>();
  for (const key of keys) {
    if (domains[key].length === 1 || !matters(key, full, texts)) continue;
    const ask =
      key === 'phase' ? (facts.contest?.election === undefined ? 'contest.election' : 'contest.contest') : names[key];
    questions.set(ask, settledBy(key, full, texts));
  }
  return {
    outcome: 'more-facts-needed',
    rows: first.rows.filter((id) => answers.every((answer) => answer.rows.includes(id))),
    provisions: first.provisions.filter((id) => answers.every((answer) => answer.provisions.includes(id))),
    phase,
    route,
    questions,
  };
}

/** Two ways that differ in this fact alone give different answers. */
function matters(key: keyof Full, ways: readonly Full[], texts: readonly string[]): boolean {
  const seen = new Map<string, string>();
  return ways.some((way, index) => {
    const others = JSON.stringify({ ...way, [key]: null });
    const text = texts[index] ?? '';
    const before = seen.get(others);
    seen.set(others, before ?? text);
    return before !== undefined && before !== text;
  });
}

/** How many ways have a value of this fact under which all ways give one answer. */
function settledBy(key: keyof Full, ways: readonly Full[], texts: readonly string[]): number {
  const answers = new Map<unknown, Set<string>>();
  for (const [index, way] of ways.entries()) {
    const set = answers.get(way[key]) ?? new Set<string>();
    answers.set(way[key], set.add(texts[index] ?? ''));
  }
  return ways.filter((way) => answers.get(way[key])?.size === 1).length;
}
