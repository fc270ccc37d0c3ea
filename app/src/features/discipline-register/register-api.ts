/** The exchange with SIASN and I'DIS by program: files as rows, and results by the same importer as the pages. */
import { z } from 'zod';
import { caseNumber, day, listOf, named, type Operation, said, tokenOperation } from '../../platform/api/index.ts';
import type { ImportKind, ImportService } from '../../platform/imports/index.ts';
import { fail, ok } from '../../platform/result.ts';
import { gone, written } from '../cases/index.ts';
import { importOperations, importShapes } from '../imports/index.ts';
import { registerKinds } from './register-imports.ts';
import { LEAST_REASON, MOST_REASON, type RegisterService } from './register-service.ts';
import { registerWords } from './words.ts';

const shapes = importShapes({
  name: 'RegisterImport',
  kinds: registerKinds,
  kind: {
    id: "Jenis: siasn (hasil blokir), idis (nomor catatan I'DIS).",
    en: "Kind: siasn (results of blocks), idis (numbers of entries in I'DIS).",
  },
  says: { id: "Berkas hasil SIASN atau I'DIS.", en: "A file with results of SIASN or I'DIS." },
  file: 'hasil-siasn.csv',
});

const cases = said(
  z.array(z.string().min(8).max(40)).max(500).default([]),
  'Nomor perkara; kosong: semua sejak ekspor terakhir.',
  'Numbers of cases; empty: everything since the last export.',
  [],
);
const LadderStep = named(
  'LadderStep',
  z.object({
    case: caseNumber,
    step: said(
      z.enum(['pengingat', 'teguran', 'usul-blokir', 'blokir', 'tolak-blokir', 'buka-blokir']),
      'Langkah tangga tindakan.',
      'Rung of the ladder.',
      'usul-blokir',
    ),
    office: said(z.string(), 'Kode kantor PPK.', 'Code of the authority.', 'ppk-ar'),
    services: listOf(
      said(z.string(), 'Layanan.', 'A service.', 'promotion'),
      'Layanan yang dihentikan di SIASN.',
      'Services that stop in SIASN.',
      [],
    ),
    number: said(z.string(), 'Nomor surat, blokir, atau bukti.', 'Number of the letter, block or proof.', '12/T/2024'),
    grounds: said(z.string(), 'Dasar, tanpa nama terlapor.', 'Grounds, without names of accused.', 'Lewat batas.'),
    on: day('Tanggal langkah.', 'Day of the step.', '2024-10-21'),
    reviewOn: said(z.string(), 'Tanggal ditinjau; kosong: tidak ada.', 'Day of review; empty: none.', '2024-11-21'),
    state: said(
      z.enum(['tercatat', 'menunggu', 'diblokir', 'ditolak', 'dibuka']),
      'Keadaan sekarang.',
      'How it stands now.',
      'menunggu',
    ),
  }),
  'Satu langkah tangga tindakan untuk SIASN.',
  'One rung of the ladder for SIASN.',
);
const RegisterDecision = named(
  'RegisterDecision',
  z.object({
    case: caseNumber,
    name: said(z.string(), 'Nama terlapor.', 'Name of the accused.', 'Nama Contoh'),
    nip: said(z.string(), 'NIP; kosong: tidak dicatat.', 'Employee number; empty: not written down.', ''),
    decisionNumber: said(z.string(), 'Nomor keputusan.', 'Number of the decision.', '800/77/2024'),
    decidedOn: said(z.string(), 'Tanggal keputusan.', 'Day of the decision.', '2024-10-04'),
    option: said(z.string(), 'Kode sanksi; kosong: tanpa sanksi.', 'Code of the sanction; empty: none.', ''),
    sanction: said(z.string(), 'Nama sanksi.', 'Name of the sanction.', ''),
    effectOn: said(z.string(), 'Tanggal berlaku.', 'Day it took effect.', '2024-10-28'),
  }),
  "Satu keputusan yang berlaku, untuk I'DIS.",
  "One decision in effect, for I'DIS.",
);

export function registerOperations(
  service: RegisterService,
  imports: ImportService,
  kinds: readonly ImportKind[],
): readonly Operation[] {
  return [
    tokenOperation({
      id: 'exportLadder',
      method: 'post',
      path: '/register-exports/siasn',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      summary: { id: 'Ekspor tangga tindakan untuk SIASN', en: 'Export the ladder for SIASN' },
      detail: {
        id: 'Yang diekspor tercatat, sehingga ekspor berikutnya hanya memuat yang baru. Tanpa nama terlapor.',
        en: 'What was exported is kept, so that the next export holds only what is new. No accused is named.',
      },
      problems: ['not-found'],
      body: z.strictObject({ cases }),
      answer: z.object({
        steps: listOf(
          LadderStep,
          'Langkah-langkahnya; kosong: tidak ada yang baru.',
          'The rungs; empty: nothing new.',
          [],
        ),
      }),
      handle: async ({ member, body }) => {
        const made = await service.exportLadder(member, { cases: body.cases.map(written), format: 'json' });
        if (!made.ok)
          return made.error.kind === 'nothing' && body.cases.length === 0 ? ok({ body: { steps: [] } }) : gone;
        return ok({
          body: {
            steps: made.value.rows.map((row) => ({
              case: row.nomor_perkara,
              step: row.langkah,
              office: row.kode_kantor,
              services: row.layanan,
              number: row.nomor,
              grounds: row.dasar,
              on: row.tanggal,
              reviewOn: row.tinjau_lagi,
              state: row.keadaan,
            })),
          },
        });
      },
    }),
    tokenOperation({
      id: 'exportDecisions',
      method: 'post',
      path: '/register-exports/idis',
      tag: 'cases',
      scope: 'accused:read',
      once: true,
      summary: { id: "Ekspor keputusan berlaku untuk I'DIS", en: "Export decisions in effect for I'DIS" },
      detail: {
        id: 'Memuat nama dan NIP terlapor; alasannya tercatat pada tiap perkara.',
        en: 'Holds names and employee numbers of accused; the reason is kept with each case.',
      },
      problems: ['not-found', 'not-possible'],
      body: z.strictObject({
        cases,
        reason: said(
          z.string().trim().min(LEAST_REASON).max(MOST_REASON),
          'Untuk apa.',
          'What for.',
          "Pencatatan bulanan di I'DIS.",
        ),
      }),
      answer: z.object({
        decisions: listOf(
          RegisterDecision,
          'Keputusannya; kosong: tidak ada yang baru.',
          'The decisions; empty: nothing new.',
          [],
        ),
      }),
      handle: async ({ member, body, lang }) => {
        const made = await service.exportDecisions(member, {
          cases: body.cases.map(written),
          format: 'json',
          reason: body.reason,
        });
        if (!made.ok) {
          if (made.error.kind === 'reason') return fail({ code: 'invalid-input' });
          if (made.error.kind === 'several')
            return fail({
              code: 'not-possible',
              detail: registerWords(lang).wrong.several(made.error.numbers.join(', ')),
            });
          return made.error.kind === 'nothing' && body.cases.length === 0 ? ok({ body: { decisions: [] } }) : gone;
        }
        return ok({
          body: {
            decisions: made.value.rows.map((row) => ({
              case: row.nomor_perkara,
              name: row.nama,
              nip: row.nip,
              decisionNumber: row.nomor_keputusan,
              decidedOn: row.tanggal_keputusan,
              option: row.kode_sanksi,
              sanction: row.sanksi,
              effectOn: row.berlaku,
            })),
          },
        });
      },
    }),
    ...importOperations({
      service: imports,
      kinds,
      shapes,
      path: '/register-imports',
      noun: 'RegisterImport',
      scopes: { read: 'cases:read', write: 'cases:act' },
      words: {
        list: { id: "Impor hasil SIASN dan I'DIS", en: "Imports of results of SIASN and I'DIS" },
        apply: {
          id: 'Tiap baris yang baik menjadi satu langkah perkaranya, semua atau tidak satu pun; baris yang ditolak tetap dapat dibaca di pratinjau. Langkah tidak dapat ditarik. Program lebih dahulu menyatakan untuk tiap perkara bahwa tidak ada kepentingan (sayNoInterest).',
          en: 'Each good row becomes a step of its case, all of them or none; rows that were refused can still be read in the preview. Steps cannot be withdrawn. A program first says of each case that no interest stands in the way (sayNoInterest).',
        },
      },
      after: () => Promise.resolve(),
    }),
  ];
}
