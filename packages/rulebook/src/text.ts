import type { IsoDay } from './calendar/days.ts';

/** A sentence of the rulebook in both languages of the product. Indonesian comes first: it is the language of the law. */
export interface Bilingual {
  readonly id: string;
  readonly en: string;
}

export type Language = keyof Bilingual;

/**
 * How sure we are of a statement:
 * `seen` = seen in a secondary source that was read; `seen-3p` = seen only in third-party data that says it follows the
 * instrument; `recalled` = known, not seen again; `uncertain` = check before relying on it. None of them means that the official
 * text was read: the official PDF of the joint decree was not.
 */
export type Confidence = 'seen' | 'seen-3p' | 'recalled' | 'uncertain';

/** The days on which something counts: from the first day to the last, both included. */
export interface InForce {
  readonly from?: IsoDay;
  readonly until?: IsoDay;
}

/** Where something was read, cut down to publisher and date: addresses of press articles often contain names. */
export interface Source {
  readonly publisher: string;
  readonly on?: string;
}

export function inForceOn(period: InForce, day: IsoDay): boolean {
  return (period.from === undefined || period.from <= day) && (period.until === undefined || day <= period.until);
}
