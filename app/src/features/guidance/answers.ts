/**
 * What a person has told so far, as plain texts by name: just what the hidden fields of a form carry. It holds no result and no order, so the
 * same answers always lead to the same page, however they came together.
 */
import { actorStatuses, factQuestions, isIsoDay, openFacts } from '@netra/rulebook';
import type { FactKey } from './situation.ts';
import { findSituation } from './situations.ts';

/** For "Tidak tahu / lewati": the fact stays unknown, and is not asked again. */
export const skipped = 'lewati';

/** The election that is not in any calendar yet: every day lies before its determination. */
export const upcomingElection = 'akan-datang';

export const factKeys: readonly FactKey[] = keysOf(factQuestions).filter(isFactKey);

export type AnswerKey = 'situation' | 'framing' | 'status' | 'election' | 'on' | FactKey;
export type Answers = Readonly<Partial<Record<AnswerKey, string>>>;

export const answerKeys: readonly AnswerKey[] = ['situation', 'framing', 'status', 'election', 'on', ...factKeys];

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[];
function keysOf(record: object): readonly string[] {
  return Object.keys(record);
}

function isFactKey(key: string): key is FactKey {
  return key !== 'contest.election' && key in factQuestions;
}

export function isAnswerKey(text: string): text is AnswerKey {
  return answerKeys.some((key) => key === text);
}

/** The values a fact may take, as texts. Contests come from the elections, which may have been added later. */
export function valuesOf(fact: FactKey, contests: readonly string[]): readonly string[] {
  if (fact === 'contest.contest') return contests;
  const values: readonly (string | boolean)[] = openFacts[fact];
  return values.map(String);
}

/** Longest value that can mean anything here: an id of an election. */
const longest = 80;

/**
 * Reads answers out of what a form sent. What cannot be used is left out, as if it had not been told: the page then asks for it.
 * @param given fields by name; others than ours are not looked at
 */
export function readAnswers(given: Readonly<Record<string, unknown>>): Answers {
  const answers: Partial<Record<AnswerKey, string>> = {};
  for (const key of answerKeys) {
    const value = given[key];
    if (typeof value === 'string' && value !== '' && value.length <= longest && fits(key, value)) answers[key] = value;
  }
  return answers;
}

function fits(key: AnswerKey, value: string): boolean {
  switch (key) {
    case 'situation':
      return findSituation(value) !== undefined;
    case 'status':
      return value === skipped || actorStatuses.some((status) => status === value);
    case 'on':
      return isIsoDay(value);
    // Judged where they are used: what they may be depends on the situation and on the elections that were added.
    case 'framing':
    case 'election':
    case 'contest.contest':
      return /^[\w.-]+$/.test(value);
    default:
      return value === skipped || valuesOf(key, []).includes(value);
  }
}

/** Takes an answer in. Another situation is another act: what was said of the old one goes, who one is and when it is stay. */
export function withAnswer(answers: Answers, key: AnswerKey, value: string): Answers {
  if (key !== 'situation' || answers.situation === value) return readAnswers({ ...answers, [key]: value });
  return readAnswers({ ...withoutAct(answers), situation: value });
}

/** What stays for the next question: who one is, the election and the day. */
export function withoutAct({ status, election, on }: Answers): Answers {
  return {
    ...(status === undefined ? {} : { status }),
    ...(election === undefined ? {} : { election }),
    ...(on === undefined ? {} : { on }),
  };
}
