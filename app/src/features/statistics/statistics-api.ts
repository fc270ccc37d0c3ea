/** The public figures by program: the same as on the front page, small numbers taken out. */
import { z } from 'zod';
import { instant, listOf, named, type Operation, openOperation, said } from '../../platform/api/index.ts';
import { ok } from '../../platform/result.ts';
import { type PublicCount, stageOrder } from './statistics.ts';
import type { StatisticsReadModel } from './statistics-read-model.ts';

const count = (id: string, en: string) =>
  said(
    z.object({
      few: said(
        z.boolean(),
        'Satu sampai empat: tidak disebut berapa, supaya tidak menunjuk orang.',
        'One to four: which is never said, so that nobody is pointed at.',
        false,
      ),
      value: said(z.int().nullable(), 'Jumlah; null bila sedikit.', 'The number; null when few.', 128),
    }),
    id,
    en,
    { few: false, value: 128 },
  );

const Figures = named(
  'PublicFigures',
  z.object({
    countedAt: instant('Dihitung pada jam hukum ini.', 'Counted at this legal time.'),
    pledges: count('Ikrar yang ditandatangani.', 'Pledges signed.'),
    reports: count('Laporan yang masuk.', 'Reports received.'),
    waits: listOf(
      z.object({
        stage: said(z.enum(stageOrder), 'Tahap.', 'Stage.', 'verification'),
        persons: count('Terlapor di tahap ini.', 'Accused persons at this stage.'),
        medianDays: said(
          z.number().nullable(),
          'Median lama menunggu, hari; null bila terlalu sedikit.',
          'Median wait in days; null when too few.',
          6.5,
        ),
      }),
      'Di mana perkara menunggu.',
      'Where cases wait.',
      [],
    ),
  }),
  'Angka untuk umum.',
  'Figures for the public.',
);

export function statisticsOperations(readModel: StatisticsReadModel): readonly Operation[] {
  return [
    openOperation({
      id: 'getStatistics',
      method: 'get',
      path: '/statistics',
      tag: 'statistics',
      summary: {
        id: 'Angka untuk umum, termasuk jumlah ikrar',
        en: 'Figures for the public, with the count of pledges',
      },
      answer: Figures,
      handle: async () => {
        const { at, pledges, reports, waits } = await readModel.figures();
        return ok({
          body: {
            countedAt: at.toString(),
            pledges: countBody(pledges),
            reports: countBody(reports),
            waits: waits.map((one) => ({
              stage: one.stage,
              persons: countBody(one.persons),
              medianDays: one.medianDays,
            })),
          },
        });
      },
    }),
  ];
}

function countBody(counted: PublicCount): { readonly few: boolean; readonly value: number | null } {
  return counted.kind === 'few' ? { few: true, value: null } : { few: false, value: counted.value };
}
