/** Which case is a copy of what, where, and how many reports it has: the same for every process that asks, and exact in its sums. Pure. */
import { chance } from '../../../src/features/demonstration/random.ts';
import type { Ground, Seat } from './ground.ts';
import type { Template, Weighted } from './templates.ts';

export interface Size {
  readonly cases: number;
  readonly reports: number;
}

/** Cases of one transaction. */
export const BATCH = 250;

export interface Planned {
  readonly index: number;
  readonly template: Template;
  readonly seat: Seat;
  readonly reports: number;
  readonly firstReport: number;
}

export function batchesOf({ cases }: Size): number {
  return Math.ceil(cases / BATCH);
}

/** The cases of a batch. Every report belongs to one of them; a few matters are told by very many. */
export function planBatch(
  batch: number,
  size: Size,
  ground: Ground,
  templates: readonly Weighted[],
): readonly Planned[] {
  const random = chance(batch * 7919 + 17);
  const from = batch * BATCH;
  const count = Math.min(BATCH, size.cases - from);
  const reportsBefore = (cases: number): number => Math.floor((cases * size.reports) / size.cases);
  const firstReport = reportsBefore(from);
  const picked = Array.from({ length: count }, (_, at) => ({
    index: from + at,
    template: pickTemplate(templates, random.next()),
    seat: { regency: random.next(), province: random.next() },
  }));
  const told = picked.filter((one) => one.template.report !== null);
  const all = reportsBefore(from + count) - firstReport;
  const counts = new Map(told.map((one) => [one.index, 1]));
  // With fewer reports than cases that began with one, every such case still has its own.
  for (let left = all - told.length; left > 0 && told.length > 0; left -= 1) {
    const one = told[Math.floor(random.next() ** 2 * told.length)];
    if (one !== undefined) counts.set(one.index, (counts.get(one.index) ?? 0) + 1);
  }
  let next = firstReport;
  return picked.map(({ index, template, seat }) => {
    const reports = counts.get(index) ?? 0;
    const planned = { index, template, seat: seatFor(template, seat, ground), reports, firstReport: next };
    next += reports;
    return planned;
  });
}

function pickTemplate(templates: readonly Weighted[], at: number): Template {
  let left = at;
  for (const { template, weight } of templates) {
    left -= weight;
    if (left < 0) return template;
  }
  const last = templates.at(-1);
  if (last === undefined) throw new Error('there is nothing to copy');
  return last.template;
}

/** Large places have more cases than small ones. */
function seatFor(
  template: Template,
  { regency, province }: { regency: number; province: number },
  ground: Ground,
): Seat {
  const seats = template.province ? ground.provinceSeats : ground.seats;
  const seat = seats[Math.floor((template.province ? province : regency ** 1.5) * seats.length)];
  if (seat === undefined) throw new Error('a case lies somewhere');
  return seat;
}
