/** Pure: what the page of an institution shows of a day, and how it stands among like institutions. Everything here was rounded before it is stored. */
import { z } from 'zod';

export const sizes = ['unknown', 'small', 'medium', 'large'] as const;
export type Size = (typeof sizes)[number];
export const kinds = ['nation', 'province', 'city'] as const;
export type Kind = (typeof kinds)[number];

const rate = z.number().int().min(5).max(95).multipleOf(5);
const band = z.number().int().nonnegative().multipleOf(5);

export const Figures = z.strictObject({
  /** By what kind of place it lies in, and by the size of its roster: which institutions are like it. */
  kind: z.enum(kinds),
  size: z.enum(sizes),
  /** Percent in steps of five; null: not counted, or too few people. */
  pledge: rate.nullable(),
  lesson: rate.nullable(),
  coveredOn: z.string().nullable(),
  /** Bands of five; null: its personnel authority cannot be told apart. */
  waiting: band.nullable(),
  overdue: band.nullable(),
  /** Requests of campaign sides for facilities: asked and answered in bands of five; differences that nobody closed. */
  asked: band,
  answered: band,
  questions: z.number().int().nonnegative(),
  /** Prevention work of twelve months, in bands of five. Null: no log is kept here. */
  prevention: z
    .strictObject({
      activities: band,
      kept: band,
      missed: band,
      open: band,
    })
    .nullable(),
});
export type Figures = z.infer<typeof Figures>;

/** Measures that are compared, in the order of the page. */
export const measures = ['pledge', 'lesson', 'waiting', 'overdue', 'kept', 'missed'] as const;
export type Measure = (typeof measures)[number];

export function figureOf(figures: Figures, measure: Measure): number | null {
  switch (measure) {
    case 'pledge':
    case 'lesson':
    case 'waiting':
    case 'overdue':
      return figures[measure];
    case 'kept':
    case 'missed':
      return figures.prevention?.[measure] ?? null;
  }
}

export const isPercent = (measure: Measure): boolean => measure === 'pledge' || measure === 'lesson';
/** All but percentages are told as bands. */
export const isBand = (measure: Measure): boolean => !isPercent(measure);

/** Fewer like institutions than this say nothing of a group, and much of each. */
export const LEAST_GROUP = 5;

export interface Compared {
  readonly measure: Measure;
  readonly own: number | null;
  /** Null: fewer than five like institutions have this figure. */
  readonly group: {
    readonly low: number;
    readonly median: number;
    readonly high: number;
    readonly size: number;
  } | null;
}

/** @param like figures of all institutions of the same kind and size, the own one among them; each was published by itself already */
export function compare(own: Figures, like: readonly Figures[]): readonly Compared[] {
  return measures.map((measure): Compared => {
    const values = like.flatMap((one) => figureOf(one, measure) ?? []).toSorted((a, b) => a - b);
    const mine = figureOf(own, measure);
    const [low, high] = [values[0], values.at(-1)];
    if (values.length < LEAST_GROUP || low === undefined || high === undefined)
      return { measure, own: mine, group: null };
    // The lower of two middle ones: a figure that really stands on a page, and no half of a band.
    const median = values[Math.ceil(values.length / 2) - 1] ?? low;
    return { measure, own: mine, group: { low, median, high, size: values.length } };
  });
}

export function isLike(a: Figures, b: Figures): boolean {
  return a.kind === b.kind && a.size === b.size;
}
