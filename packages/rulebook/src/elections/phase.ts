/** Which phase a day lies in, per contest; and the stages of an election for the front page. */
import { daysBetween, type IsoDay } from '../calendar/days.ts';
import type { Bilingual, Confidence } from '../text.ts';
import { type Contest, type Election, getElection } from './elections.ts';

export type Phase = 'bakal_calon' | 'calon';

/** On or after the day of determination the person is a calon, before it a bakal calon. */
export function phaseOfContest(contest: Contest, day: IsoDay): Phase {
  return day >= contest.determinedOn ? 'calon' : 'bakal_calon';
}

/**
 * The phase of an election on a day.
 * @returns undefined when no contest is named and the contests of the election differ on that day
 */
export function phaseOf(election: Election, contestId: string | undefined, day: IsoDay): Phase | undefined {
  let phase: Phase | undefined;
  for (const contest of election.contests) {
    if (contestId !== undefined && contest.id !== contestId) continue;
    const here = phaseOfContest(contest, day);
    if (phase !== undefined && phase !== here) return undefined;
    phase = here;
  }
  return phase;
}

export type StageId = 'penetapan-calon' | 'kampanye' | 'masa-tenang' | 'pemungutan-suara';

/** One stage of an election as the front page shows it. `dayNumber` of `days` is set while the stage runs. */
export interface Stage {
  readonly id: StageId;
  readonly name: Bilingual;
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly days: number;
  readonly confidence: Confidence;
  readonly state: 'past' | 'now' | 'next' | 'later';
  readonly dayNumber?: number;
  /** For the determination only: the contests determined, each on its day. */
  readonly contests?: readonly Contest[];
}

export interface ElectionStage {
  readonly election: Election;
  readonly day: IsoDay;
  readonly stages: readonly Stage[];
  /** The stage that runs on the day, or undefined between stages, before the first and after the last. */
  readonly current: Stage | undefined;
  /** The next stage to begin, or undefined after the last. */
  readonly next: Stage | undefined;
  /** Undefined while the contests differ. */
  readonly phase: Phase | undefined;
}

/** The stages of an election that is built in. Throws when there is no such election. */
export function stageOf(electionId: string, day: IsoDay): ElectionStage {
  return stagesOf(getElection(electionId), day);
}

/** The stages of an election as they stand on a day. */
export function stagesOf(election: Election, day: IsoDay): ElectionStage {
  const determined = election.contests.map((contest) => contest.determinedOn).sort();
  const first = determined[0] ?? election.campaign.from;
  const last = determined[determined.length - 1] ?? election.campaign.from;
  const unsure = election.contests.find((contest) => contest.confidence !== 'seen');
  const plain = [
    {
      id: 'penetapan-calon',
      name: { id: 'Penetapan calon', en: 'Determination of candidates' },
      from: first,
      to: last,
      confidence: unsure?.confidence ?? 'seen',
      contests: election.contests,
    },
    { id: 'kampanye', name: { id: 'Kampanye', en: 'Campaign' }, ...election.campaign },
    { id: 'masa-tenang', name: { id: 'Masa tenang', en: 'Quiet days' }, ...election.quietDays },
    {
      id: 'pemungutan-suara',
      name: { id: 'Pemungutan suara', en: 'Voting' },
      from: election.votingOn,
      to: election.votingOn,
      confidence: 'seen',
    },
  ] as const;
  const nextIndex = plain.findIndex((stage) => stage.from > day);
  const stages = plain.map((stage, index): Stage => {
    const days = daysBetween(stage.from, stage.to) + 1;
    if (stage.from <= day && day <= stage.to) {
      return { ...stage, days, state: 'now', dayNumber: daysBetween(stage.from, day) + 1 };
    }
    return { ...stage, days, state: stage.to < day ? 'past' : index === nextIndex ? 'next' : 'later' };
  });
  return {
    election,
    day,
    stages,
    current: stages.find((stage) => stage.state === 'now'),
    next: stages.find((stage) => stage.state === 'next'),
    phase: phaseOf(election, undefined, day),
  };
}
