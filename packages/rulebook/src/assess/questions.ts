/** The questions that still matter, in words. */
import { type AskedFact, factQuestions, type OpenFact } from './fact-list.ts';

export interface Question {
  readonly fact: AskedFact;
  readonly id: string;
  readonly en: string;
}

/**
 * Puts facts into questions, in the order given. The phase is asked for through the election, or through the contest when the election is known.
 */
export function askFor(facts: readonly OpenFact[], electionKnown: boolean): readonly Question[] {
  return facts.map((open) => {
    const fact = open !== 'phase' ? open : electionKnown ? 'contest.contest' : 'contest.election';
    return Object.freeze({ fact, ...factQuestions[fact] });
  });
}
