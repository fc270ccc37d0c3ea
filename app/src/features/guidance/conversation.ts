/**
 * The conversation as a pure function: from what a person has told so far to what comes next. Nothing is remembered between calls, so going
 * back and changing an answer is the same as having given that answer from the start. Server and browser run this same code.
 */
import type { ActKind, ActorStatus, Assessment, Facts, IsoDay, Question } from '@netra/rulebook';
import { type AnswerKey, type Answers, skipped, upcomingElection, valuesOf } from './answers.ts';
import type { Law } from './law.ts';
import type { Act, FactKey, KnownFacts, Situation, Way } from './situation.ts';
import { findOption, findSituation } from './situations.ts';

/** What the page knows by itself. */
export interface Circumstances {
  readonly law: Law;
  /** The legal day (ISO). */
  readonly today: IsoDay;
  /** Id of the election that the calendar names for today. */
  readonly openElection: string;
}

/** One thing that was asked and answered on the way. */
export interface Told {
  readonly key: AnswerKey;
  readonly value: string;
}

export type Asking =
  | { readonly ask: 'situation' }
  | { readonly ask: 'framing'; readonly situation: Situation }
  | { readonly ask: 'status'; readonly situation: Situation }
  | { readonly ask: 'fact'; readonly situation: Situation; readonly fact: FactKey };

export type Finding =
  | {
      readonly by: 'rules';
      readonly kind: ActKind;
      readonly facts: Facts;
      readonly assessment: Assessment;
      /** Facts the person gave or skipped, and those that the situation brought along. */
      readonly told: readonly FactKey[];
      readonly known: KnownFacts;
      readonly statusKnown: boolean;
    }
  | Extract<Act, { by: 'edge' }>
  | { readonly by: 'scope'; readonly status: string };

/** Where a conversation stands: either something is to be asked, or the answer is there. */
export interface Standing {
  readonly told: readonly Told[];
  readonly election: string;
  readonly on: IsoDay;
  readonly next:
    | Asking
    | { readonly ask: 'nothing'; readonly situation: Situation; readonly way: Way; readonly finding: Finding };
}

/**
 * Which election an act is judged by: the one the person names, else the one of the calendar. After its vote, and for acts that belong before
 * a determination, it is the next election, which no calendar holds yet.
 */
export function electionFor(answers: Answers, circumstances: Circumstances, act?: Act): string {
  const { law, openElection } = circumstances;
  const on = answers.on ?? circumstances.today;
  if (answers.election !== undefined && law.findElection(answers.election) !== undefined) return answers.election;
  const open = law.findElection(openElection);
  if (open === undefined || on > open.votingOn) return upcomingElection;
  const isAhead = act?.by === 'rules' && act.ahead === true;
  return isAhead && open.contests.every((contest) => on >= contest.determinedOn) ? upcomingElection : open.id;
}

/** Walks through the answers in the order in which they would be asked, and stops at the first that is missing. */
export function standing(answers: Answers, circumstances: Circumstances): Standing {
  const situation = findSituation(answers.situation);
  const on = answers.on ?? circumstances.today;
  const told: Told[] = [];
  const stop = (next: Standing['next'], act?: Act): Standing => ({
    told,
    election: electionFor(answers, circumstances, act),
    on,
    next,
  });
  if (situation === undefined) return stop({ ask: 'situation' });
  told.push({ key: 'situation', value: situation.id });
  let way: Way;
  if ('framing' in situation) {
    const option = findOption(situation, answers.framing);
    if (option === undefined) return stop({ ask: 'framing', situation });
    told.push({ key: 'framing', value: option.id });
    way = option;
  } else way = situation;
  const { act } = way;
  if (act.by === 'edge') return stop({ ask: 'nothing', situation, way, finding: act }, act);
  if (answers.status === undefined) return stop({ ask: 'status', situation }, act);
  told.push({ key: 'status', value: answers.status });
  if (act.by === 'scope') {
    return stop({ ask: 'nothing', situation, way, finding: { by: 'scope', status: answers.status } }, act);
  }
  const election = electionFor(answers, circumstances, act);
  const contests = circumstances.law.findElection(election)?.contests.map((contest) => contest.id) ?? [];
  const known: Partial<Record<FactKey, string>> = { ...act.known };
  const given: FactKey[] = [];
  const unasked = new Set<string>();
  // Who does not say is asked what matters to a civil servant; the answer then says what it is for others.
  const status = answers.status === skipped ? 'pns' : answers.status;
  for (;;) {
    const facts = factsOf(circumstances.law, act.kind, on, status, election, known);
    const assessment = circumstances.law.assess(facts);
    const question = assessment.questions.find((one) => !unasked.has(one.fact));
    const fact = question === undefined ? undefined : factOf(question);
    if (fact === undefined) {
      const statusKnown = answers.status !== skipped;
      const finding = { by: 'rules', kind: act.kind, facts, assessment, told: given, known, statusKnown } as const;
      return stop({ ask: 'nothing', situation, way, finding }, act);
    }
    const values = valuesOf(fact, contests);
    const value = answers[fact];
    if (value === undefined || !(value === skipped || values.includes(value))) {
      return stop({ ask: 'fact', situation, fact }, act);
    }
    told.push({ key: fact, value });
    given.push(fact);
    if (value === skipped) unasked.add(fact);
    else known[fact] = value;
  }
}

/** The election is always known here, so it is never what is asked. */
function factOf({ fact }: Question): FactKey {
  if (fact === 'contest.election') throw new Error('the election is known from the calendar');
  return fact;
}

/** Facts out of texts. Throws when they are none: everything that comes here was read before. */
export function factsOf(
  law: Law,
  kind: ActKind,
  on: IsoDay,
  status: string,
  election: string,
  known: KnownFacts,
): Facts {
  const input: Record<'act' | 'actor' | 'contest', Record<string, unknown>> = {
    act: { kind, on },
    actor: { status },
    contest: { election },
  };
  for (const [key, value] of Object.entries(known)) {
    const [group, name = ''] = key.split('.');
    if (group === 'act' || group === 'actor' || group === 'contest') {
      input[group][name] = value === 'true' ? true : value === 'false' ? false : value;
    }
  }
  const facts = law.parseFacts(input);
  if (!facts.ok) throw new Error(facts.error.line);
  return facts.value;
}

/** The statuses a person may choose from, those of most people first. */
export const offeredStatuses = [
  'pns',
  'pppk',
  'ppnpn',
  'village-official',
  'village-head',
  'tni',
  'polri',
  'bumn',
  'private',
] as const satisfies readonly ActorStatus[];

/** The question before the one that is shown, or undefined at the start. */
export function before(told: readonly Told[], key: AnswerKey | undefined): Told | undefined {
  const at = key === undefined ? -1 : told.findIndex((one) => one.key === key);
  return at < 0 ? told[told.length - 1] : told[at - 1];
}
