/** The facts of one act, and the strict parser that lets them in. A fact that is left out is unknown, not false. */
import { type IsoDay, isIsoDay } from '../calendar/days.ts';
import { builtInElections, type ElectionBook, findElection } from '../elections/elections.ts';
import { phaseOf } from '../elections/phase.ts';
import { extraField, type Group, isGroup, oneOf } from '../read.ts';
import { type InputError, ok, type Result, refuse, shown } from '../result.ts';
import {
  type ActKind,
  type ActorStatus,
  actKinds,
  actorStatuses,
  type FactValue,
  type OpenFact,
  openFacts,
} from './fact-list.ts';

export interface ActFacts {
  readonly kind: ActKind;
  /** The day of the act: the law in force on that day applies. */
  readonly on: IsoDay;
  readonly public?: boolean;
  readonly activeSupport?: boolean;
  readonly aimOfSupport?: boolean;
  readonly attributes?: FactValue<'act.attributes'>;
  readonly mobilisesCivilServants?: boolean;
  readonly stateFacility?: boolean;
  readonly onDuty?: boolean;
}

export interface ActorFacts {
  readonly status: ActorStatus;
  readonly spouseOfBeneficiary?: boolean;
  readonly unpaidLeave?: boolean;
  readonly isProspectiveCandidate?: boolean;
}

export interface ContestFacts {
  readonly election?: string;
  readonly contest?: string;
  readonly beneficiary?: FactValue<'contest.beneficiary'>;
}

export interface Facts {
  readonly act: ActFacts;
  readonly actor: ActorFacts;
  readonly contest?: ContestFacts;
}

type Reader<F extends OpenFact> = (facts: Facts) => FactValue<F> | undefined;
type PlainFact = Exclude<OpenFact, 'phase'>;

/** How each open fact is read from the facts of an act; the phase follows from the election. Undefined is unknown. */
export const readPlainFact: { readonly [F in PlainFact]: Reader<F> } = {
  'act.public': (facts) => facts.act.public,
  'act.activeSupport': (facts) => facts.act.activeSupport,
  'act.aimOfSupport': (facts) => facts.act.aimOfSupport,
  'act.attributes': (facts) => facts.act.attributes,
  'act.mobilisesCivilServants': (facts) => facts.act.mobilisesCivilServants,
  'act.stateFacility': (facts) => facts.act.stateFacility,
  'act.onDuty': (facts) => facts.act.onDuty,
  'actor.spouseOfBeneficiary': (facts) => facts.actor.spouseOfBeneficiary,
  'actor.unpaidLeave': (facts) => facts.actor.unpaidLeave,
  'actor.isProspectiveCandidate': (facts) => facts.actor.isProspectiveCandidate,
  'contest.beneficiary': (facts) => facts.contest?.beneficiary,
};

/** The same with the phase, by the elections that are built in. */
export const readFact: { readonly [F in OpenFact]: Reader<F> } = {
  ...readPlainFact,
  phase: (facts) => {
    const id = facts.contest?.election;
    const election = id === undefined ? undefined : findElection(id);
    return election === undefined ? undefined : phaseOf(election, facts.contest?.contest, facts.act.on);
  },
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const actYesNo = [
  'public',
  'activeSupport',
  'aimOfSupport',
  'mobilisesCivilServants',
  'stateFacility',
  'onDuty',
] as const;
const actorYesNo = ['spouseOfBeneficiary', 'unpaidLeave', 'isProspectiveCandidate'] as const;
const actFields: readonly string[] = ['kind', 'on', 'attributes', ...actYesNo];
const actorFields: readonly string[] = ['status', ...actorYesNo];
const contestFields: readonly string[] = ['election', 'contest', 'beneficiary'];
const groups: readonly string[] = ['act', 'actor', 'contest'];

/** Copies yes-or-no facts; returns the refusal of the first that is neither. */
function copyYesNo<K extends string>(
  group: Group,
  target: { [P in K]?: boolean },
  fields: readonly K[],
  prefix: string,
) {
  for (const field of fields) {
    const value = group[field];
    if (value === undefined) continue;
    if (typeof value !== 'boolean') {
      return refuse(
        `${prefix}${field}`,
        `${shown(value)} is not usable; allowed are true and false; leave it out when it is not known`,
      );
    }
    target[field] = value;
  }
  return undefined;
}

function groupOf(root: Group, name: string): Result<Group, InputError> {
  const group = root[name];
  if (isGroup(group)) return ok(group);
  const what = group === undefined ? 'is missing' : `${shown(group)} is not usable`;
  return refuse(name, `${what}; allowed is an object`);
}

/**
 * Reads the facts of one act from a value that came from outside, for example parsed JSON.
 * @returns the facts, or an error whose line names the first field that cannot be used and what is allowed
 */
export type ParseFacts = (input: unknown) => Result<Facts, InputError>;

/** The parser of a rulebook: an election is usable when the rulebook has it. */
export function createParseFacts(elections: ElectionBook): ParseFacts {
  const known = knownContests(elections);
  return (input) => {
    if (!isGroup(input))
      return refuse('facts', `${shown(input)} is not usable; allowed is an object with act, actor, contest`);
    const extra = extraField(input, groups, '');
    if (extra !== undefined) return extra;
    const act = parseAct(input);
    if (!act.ok) return act;
    const actor = parseActor(input);
    if (!actor.ok) return actor;
    if (input.contest === undefined) return ok({ act: act.value, actor: actor.value });
    const contest = parseContest(input, known);
    if (!contest.ok) return contest;
    return ok({ act: act.value, actor: actor.value, contest: contest.value });
  };
}

/** Parses with the elections that are built in. */
export const parseFacts: ParseFacts = createParseFacts(builtInElections);

interface KnownContests {
  readonly elections: readonly string[];
  /** Contests by election; those of any election under the empty id. */
  readonly contests: ReadonlyMap<string, readonly string[]>;
}

function knownContests({ all }: ElectionBook): KnownContests {
  const contests = new Map<string, readonly string[]>(
    all.map((election) => [election.id, election.contests.map((contest) => contest.id)]),
  );
  contests.set('', [...new Set(all.flatMap((election) => election.contests.map((contest) => contest.id)))]);
  return { elections: all.map((election) => election.id), contests };
}

function parseAct(root: Group): Result<ActFacts, InputError> {
  const group = groupOf(root, 'act');
  if (!group.ok) return group;
  const extra = extraField(group.value, actFields, 'act.');
  if (extra !== undefined) return extra;
  const kind = oneOf(group.value, 'kind', 'act.kind', actKinds);
  if (!kind.ok) return kind;
  if (kind.value === undefined) return refuse('act.kind', `is missing; allowed are ${actKinds.join(', ')}`);
  const { on } = group.value;
  if (!isIsoDay(on)) {
    const what = on === undefined ? 'is missing' : `${shown(on)} is not usable`;
    return refuse('act.on', `${what}; allowed is a day that exists, such as 2024-10-03`);
  }
  const attributes = oneOf(group.value, 'attributes', 'act.attributes', openFacts['act.attributes']);
  if (!attributes.ok) return attributes;
  const act: Mutable<ActFacts> = { kind: kind.value, on };
  if (attributes.value !== undefined) act.attributes = attributes.value;
  return copyYesNo(group.value, act, actYesNo, 'act.') ?? ok(act);
}

function parseActor(root: Group): Result<ActorFacts, InputError> {
  const group = groupOf(root, 'actor');
  if (!group.ok) return group;
  const extra = extraField(group.value, actorFields, 'actor.');
  if (extra !== undefined) return extra;
  const status = oneOf(group.value, 'status', 'actor.status', actorStatuses);
  if (!status.ok) return status;
  if (status.value === undefined) {
    return refuse('actor.status', `is missing; allowed are ${actorStatuses.join(', ')}`);
  }
  const actor: Mutable<ActorFacts> = { status: status.value };
  return copyYesNo(group.value, actor, actorYesNo, 'actor.') ?? ok(actor);
}

function parseContest(root: Group, known: KnownContests): Result<ContestFacts, InputError> {
  const group = groupOf(root, 'contest');
  if (!group.ok) return group;
  const extra = extraField(group.value, contestFields, 'contest.');
  if (extra !== undefined) return extra;
  const election = oneOf(group.value, 'election', 'contest.election', known.elections);
  if (!election.ok) return election;
  // A contest without its election still has to be the contest of some election.
  const contestIds = known.contests.get(election.value ?? '') ?? [];
  const contest = oneOf(group.value, 'contest', 'contest.contest', contestIds);
  if (!contest.ok) return contest;
  const beneficiary = oneOf(group.value, 'beneficiary', 'contest.beneficiary', openFacts['contest.beneficiary']);
  if (!beneficiary.ok) return beneficiary;
  const facts: Mutable<ContestFacts> = {};
  if (election.value !== undefined) facts.election = election.value;
  if (contest.value !== undefined) facts.contest = contest.value;
  if (beneficiary.value !== undefined) facts.beneficiary = beneficiary.value;
  return ok(facts);
}
