import { assess, builtIn, findProvision, findReading, findRow } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { findLesson } from '../lessons/catalog.ts';
import { stageNamed } from './outreach.fixture.ts';
import { stageOn, stagesOfKit } from './stages.ts';
import { duties, factsOf, offered, statements } from './statements.ts';

/** The rule by which each statement stands, before and after candidates are determined: whoever changes the law looks at the posters too. */
const rules: Readonly<Record<(typeof statements)[number]['id'], readonly [before: string, after: string]>> = {
  suka: ['A4', 'B6'],
  konten: ['A2', 'B2'],
  grup: ['A4', 'B6'],
  ajak: ['B8', 'B8'],
  sorak: ['A3', 'B4'],
  foto: ['A5', 'B7'],
  spanduk: ['A1', 'B1'],
  keputusan: ['B12', 'B12'],
  kendaraan: ['pp94-5n-4', 'pp94-5n-4'],
  seragam: ['pp94-5n-2', 'pp94-5n-2'],
  kerahkan: ['pp94-5n-3', 'pp94-5n-3'],
  tim: ['B9', 'B10'],
  ktp: ['B11', 'pp94-5n-7'],
  partai: ['B5', 'B5'],
  'dampingi-tanpa-cuti': ['A7', 'A7'],
  'mohon-dukungan': ['A5', 'B7'],
  tps: ['nobody-benefits', 'nobody-benefits'],
  pengumuman: ['nobody-benefits', 'nobody-benefits'],
  'cara-memilih': ['nobody-benefits', 'nobody-benefits'],
  bertugas: ['attends-on-duty', 'attends-on-duty'],
  'syarat-sama': ['nobody-benefits', 'nobody-benefits'],
  'dampingi-cuti': ['spouse-on-leave', 'spouse-on-leave'],
  'foto-keluarga': ['photo-with-spouse', 'photo-with-spouse'],
};

const elections = ['pemilu-2024', 'pilkada-2024', 'pilkada-ulang-2025'].map((id) => builtIn.getElection(id));

describe('statements on posters', () => {
  it('say what the rulebook answers, at every stage, for every duty, in every contest', () => {
    let checked = 0;
    for (const election of elections)
      for (const stage of stagesOfKit(builtIn, election))
        for (const duty of duties)
          for (const told of offered(builtIn, election, stage, duty)) {
            const one = statements.find(({ id }) => id === told.id);
            if (one === undefined) throw new Error(told.id);
            for (const contest of election.contests) {
              const found = assess(factsOf(one, election, contest.id, stage.day, duty));
              const where = `${told.id} ${election.id} ${stage.id} ${duty}`;
              expect(found.outcome, where).toBe({ no: 'violation', yes: 'allowed', free: 'no-row' }[told.says]);
              const named = [
                ...found.rows.map(({ id }) => id),
                ...found.provisions.map(({ id }) => id),
                ...found.trace.filter(({ holds }) => holds === true).map(({ rule }) => rule),
              ];
              expect(named, where).toContain(told.rule);
              const source = findRow(told.rule) ?? findProvision(told.rule) ?? findReading(told.rule);
              expect(told.confidence, where).toBe(source?.confidence);
              checked += 1;
            }
          }
    expect(checked).toBeGreaterThan(2000);
  });

  it('stand by the rule that is known for them, before and after determination', () => {
    const election = builtIn.getElection('pilkada-2024');
    for (const [index, id] of (['sebelum', 'kampanye'] as const).entries()) {
      const seen = duties.flatMap((duty) => offered(builtIn, election, stageNamed(election, id), duty));
      for (const one of statements)
        expect(seen.find((told) => told.id === one.id)?.rule, one.id).toBe(rules[one.id][index]);
    }
  });

  it('name a prospective candidate before determination and a candidate afterwards', () => {
    const election = builtIn.getElection('pilkada-2024');
    const textAt = (id: 'sebelum' | 'kampanye') =>
      offered(builtIn, election, stageNamed(election, id), 'umum').find((one) => one.id === 'suka')?.text;
    expect(textAt('sebelum')?.id).toContain('unggahan bakal calon');
    expect(textAt('kampanye')?.id).toContain('unggahan calon');
    expect(textAt('kampanye')?.id).not.toContain('bakal');
    for (const one of offered(builtIn, election, stageNamed(election, 'kampanye'), 'umum'))
      expect(`${one.text.id}${one.text.en}`).not.toContain('{');
  });

  it('offer every duty something forbidden and something that is not, and lead to a lesson that exists', () => {
    const election = builtIn.getElection('pilkada-2024');
    for (const duty of duties) {
      const told = offered(builtIn, election, stageNamed(election, 'kampanye'), duty);
      expect(told.filter((one) => one.says === 'no').length, duty).toBeGreaterThan(3);
      expect(told.filter((one) => one.says !== 'no').length, duty).toBeGreaterThan(1);
      expect(findLesson(duty), duty).toBeDefined();
    }
  });

  it('are not offered for an election whose rules are not known', () => {
    const election = builtIn.getElection('pemilu-2019');
    expect(offered(builtIn, election, stageNamed(election, 'kampanye'), 'umum')).toEqual([]);
  });
});

describe('the stage of a kit', () => {
  const stages = stagesOfKit(builtIn, builtIn.getElection('pilkada-2024'));
  it('is the one that runs, or the one that comes next', () => {
    const at = (day: string) => stageOn(stages, day)?.id;
    expect([at('2024-05-01'), at('2024-09-22'), at('2024-09-24'), at('2024-10-04')]).toEqual([
      'sebelum',
      'penetapan-calon',
      'kampanye',
      'kampanye',
    ]);
    expect([at('2024-11-25'), at('2024-11-27'), at('2024-11-28'), at('2030-01-01')]).toEqual([
      'masa-tenang',
      'pemungutan-suara',
      'sesudah',
      'sesudah',
    ]);
  });
});
