/** Coverage by program: the same figures as the page, out of the same reading. */
import { z } from 'zod';
import { listOf, named, type Operation, said, tokenOperation, uuid } from '../../platform/api/index.ts';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';
import { findCoverage, readCoverage, type SeenCoverage } from './coverage-read.ts';

const rate = said(
  z.int().min(5).max(95).nullable(),
  'Persen, dalam langkah 5 dari 5 (atau kurang) sampai 95 (atau lebih); null: tidak ditampilkan sendiri.',
  'Percent, in steps of 5 from 5 (or less) to 95 (or more); null: not shown by itself.',
  60,
);
const lessons = said(
  z.int().min(5).max(95).nullable(),
  'Persen yang selesai satu pelajaran, dengan pembulatan yang sama.',
  'Percent who finished a lesson, rounded the same way.',
  40,
);
const countedOn = said(
  z.iso.date().nullable(),
  'Hari hitungan; null: belum dihitung.',
  'Day of the count; null: not counted yet.',
  '2024-10-04',
);

const Coverage = named(
  'Coverage',
  z.object({
    campaignId: uuid('Id kampanye.', 'Id of the campaign.'),
    institution: said(z.string(), 'Nama instansi.', 'Name of the institution.', 'Pemerintah Kota Contoh'),
    election: said(z.string(), 'Id pemilihan.', 'Id of the election.', 'pilkada-2024'),
    countedOn,
    rate,
    lessons,
  }),
  'Cakupan satu kampanye.',
  'Coverage of one campaign.',
);

const tens = (indonesian: string, english: string) =>
  said(
    z.int().min(0).multipleOf(10).nullable(),
    `${indonesian} Dalam puluhan; 0: kurang dari 20; null: terlalu sedikit orang untuk disebut.`,
    `${english} In tens; 0: fewer than 20; null: too few people to say.`,
    120,
  );

const CoverageTotals = named(
  'CoverageTotals',
  z.object({
    ...Coverage.shape,
    live: tens('Yang sudah menandatangani pada saat ini.', 'Those who have signed at this moment.'),
    declined: tens(
      'Yang menolak dengan alasan, pada hari hitungan.',
      'Those who declined with a reason, on the day of the count.',
    ),
    ways: said(
      z.record(z.string(), z.int()),
      'Cara menandatangani: persen dari yang sudah, dalam langkah 5.',
      'Ways of signing: percent of those who have, in steps of 5.',
      { 'code-slip': 90, account: 10 },
    ),
  }),
  'Angka satu instansi sebagai keseluruhan.',
  'Figures of one institution as a whole.',
);

const seenAs = (one: SeenCoverage) => ({
  campaignId: one.campaign.id,
  institution: one.campaign.institution,
  election: one.campaign.electionId,
  countedOn: one.day,
  rate: one.rate ?? null,
  lessons: one.lessons ?? null,
});

export function coverageOperations(platform: Pick<Platform, 'db' | 'legalClock'>): readonly Operation[] {
  const today = async (): Promise<string> => legalDay(await platform.legalClock.now(), 'WIB');
  return [
    tokenOperation({
      id: 'listCoverage',
      method: 'get',
      path: '/coverage',
      tag: 'coverage',
      scope: 'coverage:read',
      summary: { id: 'Cakupan ikrar', en: 'Coverage of pledges' },
      detail: {
        id: 'Kampanye yang terlihat dari kantor ini. Dihitung sekali sehari; tidak pernah menyebut orang.',
        en: 'The campaigns that this office sees. Counted once a day; never names a person.',
      },
      problems: [],
      answer: z.object({ items: listOf(Coverage, 'Cakupan setiap kampanye.', 'Coverage of each campaign.', []) }),
      handle: async ({ member }) => {
        const day = await today();
        const seen = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) => readCoverage(tx, day));
        return ok({
          body: {
            items: seen.map(seenAs),
          },
        });
      },
    }),
    tokenOperation({
      id: 'readCoverage',
      method: 'get',
      path: '/coverage/{id}',
      tag: 'coverage',
      scope: 'coverage:read',
      summary: { id: 'Cakupan satu instansi', en: 'Coverage of one institution' },
      detail: {
        id: 'Angka yang sama dengan halamannya. Selisih angka mana pun tidak menunjuk satu orang.',
        en: 'The same figures as on its page. No difference of any two of them points at a person.',
      },
      problems: ['not-found'],
      params: z.strictObject({ id: uuid('Id kampanye.', 'Id of the campaign.') }),
      answer: CoverageTotals,
      handle: async ({ member, params }) => {
        const day = await today();
        const detail = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
          findCoverage(tx, params.id, null, day),
        );
        if (detail === undefined) return fail({ code: 'not-found' });
        const { live = null, declined = null, ways = {} } = detail;
        return ok({ body: { ...seenAs(detail), live, declined, ways } });
      },
    }),
  ];
}
