/** What the votes of the bodies come to. Pure; the decision itself asks the same of `features/cases`. */
import type { Vote } from '../cases/index.ts';
import type { FileOf } from './file.ts';

export type TallyOutcome = 'alone' | 'recheck' | 'missing' | 'tied' | 'agree' | 'disagree';

export interface Tally {
  readonly seats: readonly { readonly seat: string; readonly vote: Vote['vote'] | null }[];
  readonly missing: number;
  /** `alone`: no body has a vote there, whoever verifies decides; `recheck`: chance chose the result of the region to be checked again first. */
  readonly outcome: TallyOutcome;
}

export function tallyOf(fold: Pick<FileOf['fold'], 'votes' | 'recheck'>, seats: readonly string[]): Tally {
  const cast = seats.map((seat) => ({ seat, vote: fold.votes.find((one) => one.seat === seat)?.vote ?? null }));
  const missing = cast.filter((one) => one.vote === null).length;
  const count = (vote: Vote['vote']): number => cast.filter((one) => one.vote === vote).length;
  const [agree, disagree] = [count('agree'), count('disagree')];
  const outcome: TallyOutcome =
    fold.recheck === 'needed'
      ? 'recheck'
      : seats.length === 0
        ? 'alone'
        : missing > 0
          ? 'missing'
          : agree === disagree
            ? 'tied'
            : agree > disagree
              ? 'agree'
              : 'disagree';
  return { seats: cast, missing, outcome };
}
