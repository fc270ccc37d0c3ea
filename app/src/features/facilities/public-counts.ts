/**
 * Pure: what the public may know of the register. Counts of 1 to 4 are not told, and neither is what would give them away: of 7 answers with 5
 * refused, 2 were granted. Where a week is kept back, the sum of all weeks is rounded down to fives, so that it cannot be found by subtraction.
 */
import { type PublicCount, publicCount, publicIntake } from '../statistics/index.ts';

export interface RawCell {
  readonly asked: number;
  readonly granted: number;
  readonly changed: number;
  readonly refused: number;
  /** Not answered until the wanted time began: as good as refused, and counted with the answered. */
  readonly lapsed: number;
  /** Not answered, and the wanted time is still to come. */
  readonly waiting: number;
  /** Taken back by the asker, as the institution wrote. Not among the answered. */
  readonly withdrawn: number;
  readonly medianMinutes: number | null;
}

/** How many of the answered were granted: the number, or a part of the way that hides it. `some`: so few answers that both ends meet. */
export type PublicShare =
  | { readonly kind: 'exact'; readonly granted: number }
  | { readonly kind: 'few' }
  | { readonly kind: 'most' }
  | { readonly kind: 'some' };

export type PublicCell =
  | { readonly kind: 'none' }
  | { readonly kind: 'few' }
  | {
      readonly kind: 'shown';
      readonly answered: number;
      readonly share: PublicShare;
      readonly medianMinutes: number | null;
    };

const settledOf = (raw: RawCell): number => raw.granted + raw.changed + raw.refused + raw.lapsed;

export function publicCell(raw: RawCell): PublicCell {
  const answered = settledOf(raw);
  const count = publicCount(answered);
  if (count.kind === 'few') return { kind: 'few' };
  if (answered === 0) return { kind: 'none' };
  return { kind: 'shown', answered, share: shareOf(raw.granted, answered), medianMinutes: raw.medianMinutes };
}

function shareOf(granted: number, answered: number): PublicShare {
  const [yes, no] = [publicCount(granted).kind === 'few', publicCount(answered - granted).kind === 'few'];
  // Of so few answers `few` and `most` would leave one number each: of 6 with "few" granted, exactly 1 was.
  if ((yes || no) && answered <= 8) return { kind: 'some' };
  if (yes) return { kind: 'few' };
  if (no) return { kind: 'most' };
  return { kind: 'exact', granted };
}

/** Between which two shares the granted part lies; both the same where it is told. */
export function shareRange(cell: PublicCell): { readonly low: number; readonly high: number } | null {
  if (cell.kind !== 'shown') return null;
  const { answered, share } = cell;
  switch (share.kind) {
    case 'exact':
      return { low: share.granted / answered, high: share.granted / answered };
    case 'few':
      return { low: 1 / answered, high: Math.min(4, answered) / answered };
    case 'most':
      return { low: Math.max(answered - 4, 0) / answered, high: (answered - 1) / answered };
    case 'some':
      return { low: 1 / answered, high: (answered - 1) / answered };
  }
}

export interface PublicTotal {
  readonly answered: PublicCount;
  readonly granted: PublicCount | null;
  /** Three counts of which none is a part of another that is told, so that nothing follows by subtraction. */
  readonly lapsed: PublicCount | null;
  readonly waiting: PublicCount;
  readonly withdrawn: PublicCount;
  /** Rounded down to fives. */
  readonly rounded: boolean;
  readonly medianMinutes: number | null;
}

/** @param weeks cells of the same side: what was kept back there must not follow from the sum */
export function publicTotal(raw: RawCell, weeks: readonly PublicCell[]): PublicTotal {
  const answered = settledOf(raw);
  const rounded = weeks.some((cell) => cell.kind === 'few' || (cell.kind === 'shown' && cell.share.kind !== 'exact'));
  const tell = rounded ? publicIntake : publicCount;
  const enough = publicCount(answered).kind === 'exact' && answered > 0;
  return {
    answered: tell(answered),
    // Both parts rounded down: neither follows from the other.
    granted: enough ? tell(raw.granted) : null,
    // What is left of the answered would otherwise be a small number that can be had by subtraction.
    lapsed: publicCount(answered - raw.lapsed).kind === 'few' && raw.lapsed > 0 ? null : tell(raw.lapsed),
    waiting: publicCount(raw.waiting),
    withdrawn: publicCount(raw.withdrawn),
    rounded,
    medianMinutes: enough ? raw.medianMinutes : null,
  };
}
