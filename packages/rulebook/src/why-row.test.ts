import { describe, expect, it } from 'vitest';
import { allProcedures } from './clocks/procedures.ts';
import { allProvisions, allReadings, allRows } from './instruments/rows.ts';
import { findSanctionOption, sanctionCatalogue, transitionalMedium } from './instruments/sanctions.ts';
import { findRules, whyRow } from './why-row.ts';

describe('the rulebook as data', () => {
  it('holds the twenty rows of the decree and the seven provisions, each with its sources', () => {
    expect(allRows.map((row) => row.id).join(' ')).toBe(
      'A1 A2 A3 A4 A5 A6 A7 B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 B12 B13',
    );
    expect(allProvisions.map((provision) => provision.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const norm of [...allRows, ...allProvisions]) {
      expect(norm.sources.length).toBeGreaterThan(0);
      expect(norm.sources.filter((source) => /https?:|\w+\/[a-z-]+-[a-z-]+/.test(source.publisher))).toEqual([]);
    }
  });

  it('gives every dispute at least two positions with sources, and only disputes', () => {
    for (const reading of allReadings) {
      expect(reading.positions !== undefined).toBe(reading.outcome === 'disputed');
    }
  });

  it('knows every sanction option and its substitute in the transition', () => {
    const options = allRows.flatMap((row) => row.sanction?.options ?? []);
    expect(options.filter((id) => findSanctionOption(id) === undefined)).toEqual([]);
    const medium = sanctionCatalogue.find((kind) => kind.id === 'hukdis_sedang');
    expect(
      medium?.options.map((option) => 'transitionalSubstitute' in option && option.transitionalSubstitute),
    ).toEqual(transitionalMedium.substitutes.map((one) => one.id));
  });

  it('cites a row as the screen does', () => {
    expect(whyRow('B6')).toMatchObject({ citation: 'SKB 22 Sep 2022, Lampiran II B.6', level: 'berat' });
    expect(whyRow('B13').level).toBe(null);
  });
});

describe('finding a rule by its id', () => {
  it.each([
    ['B6', 'row', 'packages/rulebook/src/instruments/skb-2022-discipline.ts'],
    ['skb-2022/A4', 'row', 'packages/rulebook/src/instruments/skb-2022-ethics.ts'],
    ['pp94-5n-4', 'provision', 'packages/rulebook/src/instruments/pp-94-2021.ts'],
    ['attends-quietly', 'reading', 'packages/rulebook/src/instruments/readings.ts'],
    ['bawaslu-pilkada/file-report', 'step', 'packages/rulebook/src/clocks/procedures-supervisor.ts'],
    ['remedies', 'procedure', 'packages/rulebook/src/clocks/procedures-personnel.ts'],
    ['pilkada-2024', 'election', 'packages/rulebook/src/elections/elections.ts'],
    ['bkn', 'body', 'packages/rulebook/src/bodies/bodies.ts'],
    ['uu20_2023', 'instrument', 'packages/rulebook/src/instruments/instruments.ts'],
  ])('%s is a %s and lives in %s', (id, kind, file) => {
    expect(findRules(id)).toMatchObject([{ kind, file }]);
  });

  it('finds a step in every procedure that has it, and nothing for an unknown id', () => {
    expect(findRules('file-report').map((rule) => rule.id)).toEqual([
      'bawaslu-pemilu/file-report',
      'bawaslu-pilkada/file-report',
    ]);
    expect(findRules('bawaslu-pilkada/nothing')).toEqual([]);
  });

  it('finds every step and names a file that holds it', async () => {
    const { readFileSync } = await import('node:fs');
    const root = new URL('../../../', import.meta.url);
    const ids = [
      ...allRows.map((row) => row.id),
      ...allReadings.map((reading) => reading.id),
      ...allProcedures.flatMap((procedure) => procedure.steps.map((step) => `${procedure.id}/${step.id}`)),
    ];
    for (const id of ids) {
      const [rule] = findRules(id);
      const text = rule === undefined ? '' : readFileSync(new URL(rule.file, root), 'utf8');
      expect(text).toContain(`id: '${id.split('/').at(-1)}'`);
    }
  });
});
