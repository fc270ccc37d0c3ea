/**
 * Which cases the demonstration holds and how far each has come. On Friday 4 October 2024, 09.00 WIB, the joint system is filled as the
 * national one was on 4 December 2024: of 1,158 persons 58 % waited for verification and 38 % for the personnel authority (public record,
 * section 3, "Pilkada 2024: BKN one-door complaints"). What still lies with the supervisors was never part of that count.
 */
import type { Chance } from './random.ts';
import { workingDays } from './working-times.ts';

/** The last thing that happened to a case. */
export type Stop =
  | 'open'
  | 'facts'
  | 'registered'
  | 'extended'
  | 'studied'
  | 'concluded'
  | 'not-proven'
  | 'submitted'
  | 'looked'
  | 'accepted'
  | 'returned'
  | 'verified'
  | 'confirmed'
  | 'conveyed'
  | 'received-by-authority'
  | 'decided'
  | 'asked'
  | 'voted'
  | 'opened'
  | 'reminded'
  | 'block-proposed'
  | 'delivered'
  | 'contested';

export interface Wanted {
  /** The supervisor's office where it began. */
  readonly office: string;
  readonly origin: 'laporan' | 'temuan' | 'informasi-awal';
  readonly stop: Stop;
  /** Local day, or local time to the minute, of the last step. */
  readonly last: string;
  /** Working days between the last step and the one before, when the limit must fall on a certain day. */
  readonly gap?: number;
}

const arunika = 'bawaslu-ar';

/** The own queue of Bawaslu Kota Arunika: every status, with limits past, today, tomorrow and later. */
const arunikaQueue: readonly Wanted[] = [
  // First check: two days from receipt.
  { office: arunika, origin: 'laporan', stop: 'open', last: '2024-10-01T16:45' },
  { office: arunika, origin: 'laporan', stop: 'open', last: '2024-10-02T20:14' },
  { office: arunika, origin: 'laporan', stop: 'facts', last: '2024-10-02T14:30', gap: 0 },
  { office: arunika, origin: 'laporan', stop: 'facts', last: '2024-10-03T11:05', gap: 0 },
  { office: arunika, origin: 'laporan', stop: 'open', last: '2024-10-03T19:40' },
  { office: arunika, origin: 'laporan', stop: 'open', last: '2024-10-04T07:20' },
  // Sent back to the reporter to be completed: two days.
  { office: arunika, origin: 'laporan', stop: 'asked', last: '2024-10-01T15:20' },
  { office: arunika, origin: 'laporan', stop: 'asked', last: '2024-10-03T15:40' },
  // Handling: three days from registration, five when extended.
  { office: arunika, origin: 'laporan', stop: 'registered', last: '2024-09-30T15:10' },
  { office: arunika, origin: 'temuan', stop: 'registered', last: '2024-10-01T14:00' },
  { office: arunika, origin: 'laporan', stop: 'registered', last: '2024-10-02T10:20' },
  { office: arunika, origin: 'temuan', stop: 'extended', last: '2024-10-02T15:00', gap: 2 },
  { office: arunika, origin: 'temuan', stop: 'registered', last: '2024-10-03T13:45' },
  { office: arunika, origin: 'temuan', stop: 'studied', last: '2024-10-02T15:15', gap: 1 },
  { office: arunika, origin: 'laporan', stop: 'studied', last: '2024-10-03T09:40', gap: 1 },
  { office: arunika, origin: 'temuan', stop: 'studied', last: '2024-10-01T13:20', gap: 1 },
  { office: arunika, origin: 'temuan', stop: 'concluded', last: '2024-10-02T15:30' },
  { office: arunika, origin: 'laporan', stop: 'concluded', last: '2024-10-03T14:25' },
  { office: arunika, origin: 'temuan', stop: 'returned', last: '2024-10-02T09:35' },
  // Back from verification: three working days.
  { office: arunika, origin: 'temuan', stop: 'verified', last: '2024-09-30T11:10' },
  { office: arunika, origin: 'laporan', stop: 'verified', last: '2024-10-01T10:00' },
  { office: arunika, origin: 'temuan', stop: 'verified', last: '2024-10-02T14:20' },
  // Initial information: no limit by law.
  { office: arunika, origin: 'informasi-awal', stop: 'open', last: '2024-09-28T21:05' },
  { office: arunika, origin: 'informasi-awal', stop: 'open', last: '2024-10-01T06:50' },
  { office: arunika, origin: 'informasi-awal', stop: 'facts', last: '2024-10-02T10:10', gap: 1 },
  { office: arunika, origin: 'informasi-awal', stop: 'open', last: '2024-10-03T22:31' },
];

const otherQueues: readonly Wanted[] = [
  { office: 'bawaslu-lw', origin: 'laporan', stop: 'open', last: '2024-10-02T18:20' },
  { office: 'bawaslu-lw', origin: 'laporan', stop: 'facts', last: '2024-10-03T10:30', gap: 0 },
  { office: 'bawaslu-lw', origin: 'temuan', stop: 'registered', last: '2024-10-02T11:15' },
  { office: 'bawaslu-lw', origin: 'temuan', stop: 'studied', last: '2024-10-03T14:50' },
  { office: 'bawaslu-lw', origin: 'informasi-awal', stop: 'open', last: '2024-09-30T19:05' },
  { office: 'bawaslu-sw', origin: 'laporan', stop: 'open', last: '2024-10-02T21:10' },
  { office: 'bawaslu-sw', origin: 'laporan', stop: 'open', last: '2024-10-03T17:55' },
  { office: 'bawaslu-sw', origin: 'temuan', stop: 'registered', last: '2024-10-01T10:25' },
  { office: 'bawaslu-sw', origin: 'temuan', stop: 'concluded', last: '2024-10-03T13:10' },
  { office: 'bawaslu-sw', origin: 'informasi-awal', stop: 'open', last: '2024-10-02T07:15' },
  { office: 'bawaslu-nr', origin: 'temuan', stop: 'registered', last: '2024-10-02T13:35' },
  { office: 'panwascam-ar-uta', origin: 'laporan', stop: 'open', last: '2024-10-03T08:50' },
  { office: 'panwascam-ar-uta', origin: 'informasi-awal', stop: 'open', last: '2024-10-01T20:40' },
];

/** What authorities do with recommendations, and what BKN does when they do nothing. */
const authorityQueue: readonly Wanted[] = [
  { office: arunika, origin: 'temuan', stop: 'opened', last: '2024-10-01T10:15' },
  { office: arunika, origin: 'laporan', stop: 'opened', last: '2024-10-02T14:05' },
  { office: arunika, origin: 'temuan', stop: 'reminded', last: '2024-10-03T09:25' },
  { office: 'bawaslu-lw', origin: 'temuan', stop: 'block-proposed', last: '2024-10-03T15:10' },
  { office: arunika, origin: 'temuan', stop: 'delivered', last: '2024-10-02T11:30' },
  { office: 'bawaslu-lw', origin: 'temuan', stop: 'contested', last: '2024-10-03T10:50' },
];

const weights: readonly (readonly [office: string, share: number])[] = [
  [arunika, 0.53],
  ['bawaslu-lw', 0.24],
  ['bawaslu-sw', 0.15],
  ['bawaslu-nr', 0.08],
];

/** Offices in their shares, without chance, so that no list of them is a surprise. */
function officesFor(count: number): string[] {
  return weights.flatMap(([office, share], index) => {
    const before = weights.slice(0, index).reduce((sum, [, part]) => sum + part, 0);
    return Array.from({ length: Math.round((before + share) * count) - Math.round(before * count) }, () => office);
  });
}

interface Crowd {
  readonly count: number;
  readonly stops: readonly [Stop, ...Stop[]];
  readonly days: readonly [from: string, to: string];
}

/** What lies in the joint system, and what has left it. */
const crowds: readonly Crowd[] = [
  // Waiting for verification: part of it from the weeks in which nobody could verify (KASN ended, BKN took over on 4 September).
  { count: 20, stops: ['submitted', 'submitted', 'looked'], days: ['2024-08-14', '2024-09-13'] },
  { count: 26, stops: ['submitted', 'submitted', 'looked', 'accepted', 'voted'], days: ['2024-09-17', '2024-10-03'] },
  // Waiting for the personnel authority: 14 days, a target.
  { count: 33, stops: ['conveyed', 'conveyed', 'received-by-authority'], days: ['2024-09-17', '2024-10-03'] },
  { count: 2, stops: ['confirmed'], days: ['2024-10-01', '2024-10-02'] },
  { count: 8, stops: ['decided'], days: ['2024-09-25', '2024-10-03'] },
  { count: 5, stops: ['not-proven'], days: ['2024-08-20', '2024-10-02'] },
];

/** Every case of the demonstration. The order is part of it: numbers and names follow from it. */
export function wantedCases(random: Chance): readonly Wanted[] {
  const crowd = crowds.flatMap(({ count, stops, days }) => {
    const open = workingDays(days[0], days[1]);
    return officesFor(count).map(
      (office): Wanted => ({
        office,
        // Most cases are supervisors' own findings; the rest came as reports.
        origin: random.next() < 0.28 ? 'laporan' : 'temuan',
        stop: random.pick(stops),
        last: open[random.between(0, open.length - 1)] ?? days[1],
      }),
    );
  });
  return [...arunikaQueue, ...otherQueues, ...authorityQueue, ...crowd];
}
