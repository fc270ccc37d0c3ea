/** For tests: a case as the public door opens it, and the way of one case through all offices, step by step. */
import { randomUUID } from 'node:crypto';
// biome-ignore lint/style/noRestrictedImports: a fixture of tests, never part of the product
import type { TestApp } from '../../../test/support/app.ts';
// biome-ignore lint/style/noRestrictedImports: a fixture of tests, never part of the product
import type { TestBody, TestCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { CaseAction } from './case.ts';
import type { CasesFeature } from './index.ts';

export interface Staff {
  readonly officer: Member;
  readonly verifier: Member;
  readonly conveyor: Member;
  readonly authority: Member;
}

export async function hireStaff(country: TestCountry): Promise<Staff> {
  const { bodies, person } = country;
  return {
    officer: await person('Pengawas Arunika', [bodies.bawasluCity, 'officer']),
    verifier: await person('Verifikator Satgas', [bodies.satgas, 'verifier']),
    conveyor: await person('Petugas BKN', [bodies.bkn, 'conveyor']),
    authority: await person('Petugas PPK Arunika', [bodies.ppkCity, 'authority']),
  };
}

export const factsOfCase: CaseAction = {
  type: 'complete-facts',
  summary: 'Akun terlapor menyukai unggahan pasangan calon pada masa kampanye.',
  accused: [{ name: 'Terlapor Uji Coba', post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' }],
  facts: {
    act: { kind: 'social-engagement', on: '2024-10-03', public: true },
    actor: { status: 'pns' },
    contest: { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' },
  },
};

/** The steps from a report to a decision, each with who takes it. */
export function wayOf(country: TestCountry): readonly (readonly [keyof Staff, CaseAction])[] {
  const { satgas, bkn, ppkCity } = country.bodies;
  return [
    ['officer', factsOfCase],
    ['officer', { type: 'register', reason: 'Syarat formal dan materiel lengkap.' }],
    ['officer', { type: 'record-study', text: 'Perbuatan memenuhi unsur baris B6.', rows: ['B6'], level: 'berat' }],
    ['officer', { type: 'conclude', proven: true, reason: 'Pleno: diduga terbukti.' }],
    ['officer', { type: 'submit', toBodyId: satgas.id, reason: 'Diserahkan untuk diverifikasi.' }],
    ['verifier', { type: 'accept-handover' }],
    ['verifier', { type: 'verify', reason: 'Lengkap menurut satgas.' }],
    ['officer', { type: 'confirm-study', toBodyId: bkn.id, reason: 'Kajian dikuatkan.' }],
    ['conveyor', { type: 'convey', toBodyId: ppkCity.id, reason: 'Rekomendasi disampaikan.' }],
    ['authority', { type: 'accept-handover' }],
    [
      'authority',
      {
        type: 'record-decision',
        outcome: 'sanction',
        option: 'turun_jabatan_12',
        decisionNumber: '800/12/2024',
        decidedOn: '2024-10-04',
        reason: 'Pertimbangan yang hanya dibaca kantor pemutus.',
      },
    ],
  ];
}

/** Opens a case for a report, at Bawaslu Kota Arunika unless another office is named. */
export async function openCase(
  app: TestApp,
  country: TestCountry,
  cases: CasesFeature,
  options: { readonly kind?: 'laporan' | 'informasi-awal'; readonly at?: TestBody } = {},
): Promise<string> {
  const body = options.at ?? country.bodies.bawasluCity;
  const { number } = await runAs(app.platform.db, { kind: 'public' }, async (tx) =>
    cases.service.openFromReport(tx, {
      caseId: randomUUID(),
      reportKind: options.kind ?? 'laporan',
      bodyId: body.id,
      zone: body.zone,
      regionId: country.places.district.id,
      electionId: 'pilkada-2024',
      contestId: 'kepala-daerah',
      actKind: 'social-engagement',
      at: await app.platform.legalClock.now(),
    }),
  );
  return number;
}

export async function takeStep(cases: CasesFeature, member: Member, number: string, action: CaseAction): Promise<void> {
  const view = await cases.readModel.findCase(member, number);
  const done = await cases.service.act(member, number, action, view?.lastSeq ?? 0);
  if (!done.ok) throw new Error(`${action.type} was refused: ${done.error.kind}`);
}

/** Leads a case over the first steps of the way. */
export async function walkCase(
  cases: CasesFeature,
  country: TestCountry,
  staff: Staff,
  number: string,
  steps: number,
): Promise<void> {
  for (const [who, action] of wayOf(country).slice(0, steps)) await takeStep(cases, staff[who], number, action);
}
