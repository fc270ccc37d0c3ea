/** Facts and answers of the rulebook as the programming interface writes them; the lists come from the rulebook itself. */
import { type Assessment, actKinds, actorStatuses, openFacts, outcomes } from '@netra/rulebook';
import { z } from 'zod';
import { bilingual, confidence, day, listOf, named, said } from '../../platform/api/index.ts';

const fact = (id: string, en: string) =>
  said(
    z.boolean().optional(),
    `${id} Dikosongkan bila belum diketahui: tidak diketahui bukan berarti tidak.`,
    `${en} Leave it out when it is not known: unknown is not false.`,
    true,
  );

export const actFields = {
  kind: said(z.enum(actKinds), 'Jenis perbuatan.', 'Kind of act.', 'social-engagement'),
  on: day('Hari perbuatan; yang berlaku aturan pada hari itu.', 'The day of the act; the law of that day applies.'),
  public: fact('Dapat dilihat siapa saja?', 'Could anyone see it?'),
  activeSupport: fact(
    'Mendukung secara aktif, lebih dari hadir?',
    'Did the person support actively, beyond being there?',
  ),
  aimOfSupport: fact('Dengan tujuan mendukung?', 'Was it done to support?'),
  attributes: said(
    z.enum(openFacts['act.attributes']).optional(),
    'Atribut yang dipakai: tidak ada, partai, atau pegawai.',
    'Attributes worn: none, of a party, of office.',
    'none',
  ),
  mobilisesCivilServants: fact('Mengerahkan ASN lain?', 'Did the person mobilise other civil servants?'),
  stateFacility: fact('Memakai fasilitas negara?', 'Was a state facility used?'),
  onDuty: fact('Hadir karena penugasan resmi?', 'There by official assignment?'),
};
export const actorFields = {
  spouseOfBeneficiary: fact('Suami atau istri calon yang diuntungkan?', 'Married to the candidate who benefits?'),
  unpaidLeave: fact('Sedang cuti di luar tanggungan negara?', 'On unpaid leave?'),
  isProspectiveCandidate: fact('Hendak mencalonkan diri?', 'Seeking candidacy?'),
};
export const beneficiary = said(
  z.enum(openFacts['contest.beneficiary']).optional(),
  'Siapa yang diuntungkan: seseorang, partai, atau tidak ada.',
  'Who benefits: a person, a party, nobody.',
  'person',
);
export const actorStatus = said(z.enum(actorStatuses), 'Status kepegawaian.', 'Status of employment.', 'pns');

const exampleAct = { kind: 'social-engagement', on: '2024-10-03', public: true, aimOfSupport: true } as const;

/** The facts of one act. Which elections exist the rulebook decides, since they are data. */
export const FactsShape = named(
  'Facts',
  z.strictObject({
    act: said(z.strictObject(actFields), 'Perbuatannya.', 'The act.', exampleAct),
    actor: said(z.strictObject({ status: actorStatus, ...actorFields }), 'Orangnya.', 'The person.', { status: 'pns' }),
    contest: said(
      z
        .strictObject({
          election: said(
            z.string().max(60).optional(),
            'Id pemilihan, dari /law/elections.',
            'Id of the election, from /law/elections.',
            'pilkada-2024',
          ),
          contest: said(
            z.string().max(60).optional(),
            'Id jabatan yang diperebutkan.',
            'Id of the contest.',
            'kepala-daerah',
          ),
          beneficiary,
        })
        .optional(),
      'Pemilihan yang berkaitan.',
      'The election it is about.',
      { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' },
    ),
  }),
  'Fakta satu perbuatan. Yang tidak diisi berarti tidak diketahui.',
  'The facts of one act. What is left out is unknown.',
);

const level = said(
  z.enum(['moral', 'sedang', 'berat', 'pemberhentian']).nullable(),
  'Tingkat sanksi; null bila aturan tidak menyebutnya.',
  'Level of sanction; null where the law attaches none.',
  'berat',
);
const basis = listOf(z.string(), 'Dasar hukum.', 'Legal basis.', ['PP 94/2021 ps 5 huruf n']);

export const AssessmentShape = named(
  'Assessment',
  z.object({
    outcome: said(
      z.enum(outcomes),
      'Hasil: pelanggaran, boleh, diperdebatkan, tidak ada baris, di luar cakupan, perlu fakta lain, atau belum diatur di sini.',
      'Outcome: violation, allowed, disputed, no row, out of scope, more facts needed, or not covered here.',
      'violation',
    ),
    phase: said(
      z.enum(['bakal_calon', 'calon']).nullable(),
      'Sebelum atau sesudah penetapan; null bila tidak diketahui.',
      'Before or after determination; null when not known.',
      'calon',
    ),
    rows: listOf(
      z.object({
        id: said(z.string(), 'Id baris keputusan bersama.', 'Id of the row of the joint decree.', 'B6'),
        cite: said(z.string(), 'Kutipan.', 'Citation.', 'SKB 22 Sep 2022, Lampiran II B.6'),
        part: said(
          z.enum(['ethics', 'discipline']),
          'Bagian: kode etik atau disiplin.',
          'Part: ethics or discipline.',
          'discipline',
        ),
        level,
        options: listOf(
          z.string(),
          'Id pilihan sanksi, dari /law/sanctions.',
          'Ids of possible sanctions, from /law/sanctions.',
          ['turun_jabatan_12'],
        ),
        basis,
        confidence,
        conflict: said(
          z.string().nullable(),
          'Bila sumber tidak sepakat: siapa mengatakan apa.',
          'Where sources disagree: who says what.',
          null,
        ),
      }),
      'Baris yang berlaku.',
      'Rows that apply.',
      [],
    ),
    provisions: listOf(
      z.object({
        id: said(z.string(), 'Id ketentuan PP 94/2021.', 'Id of the provision of PP 94/2021.', 'pp94-5n-4'),
        level,
        basis,
        confidence,
      }),
      'Ketentuan PP 94/2021 yang berlaku.',
      'Provisions of PP 94/2021 that apply.',
      [],
    ),
    route: said(
      z.enum(['asn', 'ppnpn', 'village', 'tni', 'polri', 'none']),
      'Aturan siapa yang berlaku bagi orang ini.',
      'Whose rules apply to this person.',
      'asn',
    ),
    questions: listOf(
      z.object({
        fact: said(z.string(), 'Nama fakta.', 'Name of the fact.', 'act.activeSupport'),
        id: said(
          z.string(),
          'Pertanyaan dalam bahasa Indonesia.',
          'The question in Indonesian.',
          'Apakah itu dilakukan dengan tujuan mendukung?',
        ),
        en: said(
          z.string(),
          'Pertanyaan dalam bahasa Inggris.',
          'The question in English.',
          'Was it done with the aim of supporting?',
        ),
      }),
      'Fakta yang masih menentukan.',
      'Facts that still matter.',
      [],
    ),
    trace: listOf(
      z.object({
        rule: said(z.string(), 'Id baris, ketentuan, atau langkah.', 'Id of the row, provision or step.', 'B6'),
        holds: said(
          z.boolean().nullable(),
          'Terpenuhi? Null: tergantung fakta yang belum diketahui.',
          'Does it hold? Null: depends on facts not known.',
          true,
        ),
        because: listOf(z.string(), 'Alasan, bahasa Indonesia.', 'Reasons, in Indonesian.', [
          'dengan tujuan mendukung',
        ]),
        en: listOf(z.string(), 'Alasan, bahasa Inggris.', 'Reasons, in English.', ['with the aim of supporting']),
      }),
      'Jejak: aturan yang ditanyakan dan jawabannya.',
      'Trace: the rules that were asked, and their answers.',
      [],
    ),
    notes: listOf(
      z.object({
        about: said(z.string(), 'Tentang apa.', 'About what.', 'B6'),
        kind: said(z.string(), 'Jenis catatan.', 'Kind of note.', 'check'),
        text: bilingual('Catatannya.', 'The note.', { id: 'periksa naskah resmi', en: 'check the official text' }),
      }),
      'Yang perlu diketahui di samping jawabannya.',
      'What to know beside the answer.',
      [],
    ),
    rulebookVersion: said(z.string(), 'Versi buku aturan.', 'Version of the rulebook.', '2026.11.0'),
    rulebookData: said(
      z.string(),
      'Sidik data tambahan; kosong bila tidak ada.',
      'Fingerprint of the added data; empty without.',
      '',
    ),
  }),
  'Jawaban buku aturan atas satu perbuatan. Bukan keputusan: yang memutuskan pejabat.',
  'What the rulebook says of one act. No decision: officials decide.',
);

/** An answer of the rulebook as it leaves. */
export function assessmentBody(answer: Assessment): z.input<typeof AssessmentShape> {
  const { notes, rows, provisions, questions, trace, ...rest } = answer;
  return {
    ...rest,
    rows: rows.map((row) => ({ ...row, options: [...row.options], basis: [...row.basis] })),
    provisions: provisions.map((one) => ({ ...one, basis: [...one.basis] })),
    questions: [...questions],
    trace: trace.map((one) => ({ ...one, because: [...one.because], en: [...one.en] })),
    notes: notes.map(({ about, kind, id, en }) => ({ about, kind, text: { id, en } })),
  };
}
