/** What a clock says of its changes and of a new count, word for word, in both languages. */
import { expect, it } from 'vitest';
import { decree, override } from '../../src/additions/sample.fixture.ts';
import type { ClockChange, ClockStart } from '../../src/clocks/clock-changes.ts';
import { reevaluate, type StoredClock } from '../../src/clocks/reevaluate.ts';
import { runClock } from '../../src/clocks/run-clock.ts';
import { builtIn, createRulebook } from '../../src/rulebook.ts';

const basis = 'Perbawaslu 7/2022 ps 24';
const stop = (day: string): ClockChange => ({ kind: 'stop', day, reason: 'menunggu kelengkapan', basis });
const resume = (day: string): ClockChange => ({ kind: 'resume', day, reason: 'lengkap', basis });
const extend = (day: string): ClockChange => ({ kind: 'extend', day, reason: 'keterangan tambahan', basis });
const two = (day: string): ClockChange => ({
  ...{ day, reason: 'ahli', basis },
  kind: 'extend',
  by: { limit: 2, unit: 'working_day', nature: 'law' },
});
const start: ClockStart = { procedure: 'bawaslu-pilkada', step: 'handle', from: { day: '2024-10-01' } };
const days: ClockStart = { procedure: 'bawaslu-pemilu', step: 'handle', from: { day: '2024-01-08' }, zone: 'WIT' };
const runs: readonly (readonly [ClockStart, readonly ClockChange[], string?])[] = [
  [start, []],
  [start, [extend('2024-10-03')]],
  [start, [stop('2024-10-02')], '2024-10-05'],
  [start, [stop('2024-10-01'), resume('2024-10-04')]],
  [start, [stop('2024-10-02'), extend('2024-10-03'), resume('2024-10-07')]],
  [start, [extend('2024-10-03'), extend('2024-10-03')]],
  [days, [extend('2024-01-10'), two('2024-01-24'), stop('2024-01-25'), resume('2024-01-29')], '2024-01-30'],
  [days, [resume('2024-01-09')]],
  [days, [stop('2024-01-09'), stop('2024-01-10')]],
  [days, [extend('2024-02-09')]],
  [days, [{ ...stop('2024-01-09'), basis: 'Surat Ketua 3' }]],
  [days, [{ ...stop('2024-01-09'), reason: ' ' }]],
  [days, [{ ...two('2024-01-09'), basis: 'Surat Ketua 3' }]],
  [{ ...days, step: 'notify-incomplete' }, [extend('2024-01-09')]],
  [days, [stop('2024-01-09'), resume('2024-03-01')]],
  [days, [stop('2024-01-09'), resume('2024-01-11'), stop('2024-01-12'), resume('2024-01-15')], '2024-01-16'],
  [days, [stop('2024-01-07')]],
  [{ procedure: 'discipline', step: 'first-summons', from: { day: '2024-10-17' } }, []],
  [{ procedure: 'discipline', step: 'first-summons', from: { day: '2024-10-17' } }, [extend('2024-10-03')]],
  [{ procedure: 'bawaslu-pilkada', step: 'file-report', from: { day: '2024-10-03', second: 36_000 } }, []],
];

function told(of: unknown): string {
  return JSON.stringify(of, undefined, 1);
}

it('says of each change what it did, and of each refusal why', async () => {
  const pages = runs.map(([from, changes, asOf]) => {
    const ran = runClock(from, changes, builtIn, asOf);
    const name = `${from.procedure}/${from.step} ${from.from.day} ${changes.map(({ kind, day }) => `${kind} ${day}`).join(', ')}`;
    return `== ${name}\n${told(ran.ok ? ran.value : ran.error)}`;
  });
  await expect(`${pages.join('\n\n')}\n`).toMatchFileSnapshot('./clocks.txt');
});

it('says of each due day that moves from what to what and why, and names the clocks that it cannot count', async () => {
  const law = createRulebook({
    decrees: [decree],
    elections: [],
    overrides: [{ ...override, inForce: { from: '2028-01-01' } }],
  });
  const clock = (id: string, step: string, startedOn: string, due: string | null, more: Partial<StoredClock> = {}) => ({
    ...{ id, procedure: 'bawaslu-pemilu', step, startedOn, zone: 'WIB' as const, due },
    ...more,
  });
  const clocks: readonly StoredClock[] = [
    clock('moves over two closed days', 'notify-incomplete', '2027-12-31', '2028-01-03T23:59:59+07:00', {
      provisional: true,
    }),
    clock('stays', 'notify-incomplete', '2028-02-01', '2028-02-02T23:59:59+07:00', { provisional: true }),
    clock('was counted by other rules', 'notify-incomplete', '2028-02-01', '2028-02-09T23:59:59+07:00'),
    clock('stood still', 'handle', '2028-02-01', null, { changes: [stop('2028-02-02')] }),
    clock('stood still and runs', 'handle', '2028-02-01', null),
    clock('ran and stands still', 'handle', '2028-02-01', '2028-02-10T23:59:59+07:00', {
      changes: [stop('2028-02-02')],
    }),
    clock('has a shorter limit now', 'handle', '2028-03-01', '2028-03-04T23:59:59+07:00', {
      procedure: 'bawaslu-pilkada',
    }),
    clock('of an office', 'handle', '2028-03-01', '2028-03-04T23:59:59+07:00', {
      procedure: 'bawaslu-pilkada',
      office: 'kota-arunika',
      region: 'Kota Arunika',
    }),
    clock('has no such step', 'x', '2028-02-01', '2028-02-02T23:59:59+07:00'),
    clock('has no such day', 'handle', '2028-02-01', 'besok'),
  ];
  await expect(`${told(reevaluate(clocks, law))}\n\n${told(reevaluate(clocks, builtIn))}\n`).toMatchFileSnapshot(
    './reevaluated.txt',
  );
});
