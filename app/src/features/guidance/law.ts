/**
 * The rulebook as this page asks it: acts and elections, without limits and holidays, which would make the page half as heavy again. Elections
 * that were added count here as everywhere; and there is one that no calendar holds yet.
 */
import {
  type Assess,
  allElections,
  createAssess,
  createElectionBook,
  createParseFacts,
  type Election,
  type ElectionStage,
  type IsoDay,
  type ParseFacts,
  stagesOf,
} from '@netra/rulebook';
import { upcomingElection } from './answers.ts';

export interface Law {
  readonly elections: readonly Election[];
  readonly findElection: (id: string) => Election | undefined;
  readonly assess: Assess;
  readonly parseFacts: ParseFacts;
  /** Throws when there is no such election. */
  readonly stageOf: (electionId: string, day: IsoDay) => ElectionStage;
}

/**
 * Whoever asks a party for its form is a prospective candidate of an election whose days are not fixed yet. Its determination has not been,
 * and that is all that the rules ask of it; its dates are never shown.
 */
const never = '9999-12-31';
const upcoming: Election = {
  id: upcomingElection,
  kind: 'pilkada',
  name: { id: 'Pemilihan yang akan datang', en: 'The next election' },
  law: 'uu_pilkada',
  procedure: 'bawaslu-pilkada',
  contests: [
    {
      id: 'belum-ada',
      name: { id: 'jabatan apa pun', en: 'any office' },
      determinedOn: never,
      confidence: 'uncertain',
    },
  ],
  campaign: { from: never, to: never, confidence: 'uncertain' },
  quietDays: { from: never, to: never, confidence: 'uncertain' },
  votingOn: never,
};

/** @param added elections that were added as data to those that are built in */
export function lawWith(added: readonly Election[]): Law {
  // The first of an id counts: an added election cannot take the place of the one that no calendar holds.
  const book = createElectionBook([...allElections, upcoming, ...added]);
  return {
    elections: book.all,
    findElection: book.find,
    assess: createAssess(book, ''),
    parseFacts: createParseFacts(book),
    stageOf: (electionId, day) => stagesOf(book.get(electionId), day),
  };
}
