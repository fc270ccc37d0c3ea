/** The law in force as reference data, open to everybody: rows, provisions, sanctions, procedures, elections, calendar, bodies. */
import {
  allBodies,
  allInstruments,
  allProcedures,
  allProvisions,
  allRows,
  allSanctionKinds,
  type Bilingual,
  citationOfProvision,
  citationOfRow,
} from '@netra/rulebook';
import { z } from 'zod';
import {
  bilingual,
  confidence,
  day,
  listOf,
  named,
  type Operation,
  openOperation,
  said,
} from '../../platform/api/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';

const title = (id: string, en: string) =>
  bilingual(id, en, { id: 'Pemilihan Gubernur 2024', en: 'Election of governors 2024' });
const basis = listOf(z.string(), 'Dasar hukum.', 'Legal basis.', ['PP 94/2021 ps 5 huruf n']);
const optionalDay = (id: string, en: string) =>
  said(z.iso.date().nullable(), `${id} Null: tidak dibatasi.`, `${en} Null: without bound.`, null);
const inForce = said(
  z.object({ from: optionalDay('Hari pertama.', 'First day.'), until: optionalDay('Hari terakhir.', 'Last day.') }),
  'Masa berlaku, kedua ujungnya termasuk.',
  'Days on which it is in force, both ends included.',
  { from: '2022-09-22', until: null },
);
const sources = listOf(
  z.object({
    publisher: said(z.string(), 'Penerbit.', 'Publisher.', 'Koran Jakarta'),
    on: said(z.string().nullable(), 'Tanggal terbit bila diketahui.', 'Day of publication where known.', '2024-02-06'),
  }),
  'Sumber: penerbit dan tanggal saja.',
  'Sources: publisher and day only.',
  [],
);
const level = said(
  z.enum(['moral', 'sedang', 'berat', 'pemberhentian']).nullable(),
  'Tingkat sanksi; null: tidak disebut.',
  'Level of sanction; null: none is attached.',
  'berat',
);

const LawRow = named(
  'LawRow',
  z.object({
    id: said(z.string(), 'Id baris.', 'Id of the row.', 'B6'),
    kind: said(
      z.enum(['row', 'provision']),
      'Baris keputusan bersama, atau ketentuan PP 94/2021.',
      'Row of the joint decree, or provision of PP 94/2021.',
      'row',
    ),
    cite: said(z.string(), 'Kutipan.', 'Citation.', 'SKB 22 Sep 2022, Lampiran II B.6'),
    act: bilingual('Perbuatan sebagaimana tertulis.', 'The act as written.', {
      id: 'Membuat unggahan …',
      en: 'Posting …',
    }),
    phase: said(z.enum(['bakal_calon', 'calon', 'any']), 'Tahap yang diatur.', 'Phase it is about.', 'calon'),
    level,
    basis,
    confidence,
    conflict: said(
      z.string().nullable(),
      'Bila sumber tidak sepakat (bahasa Indonesia).',
      'Where sources disagree (in Indonesian).',
      null,
    ),
    inForce,
    sources,
  }),
  'Satu norma.',
  'One norm.',
);

const Step = z.object({
  id: said(z.string(), 'Id langkah.', 'Id of the step.', 'handle'),
  name: bilingual('Nama langkah.', 'Name of the step.', { id: 'penanganan laporan', en: 'handling of the report' }),
  from: said(z.string(), 'Kejadian yang memulai.', 'Event that starts it.', 'registered'),
  by: said(z.string(), 'Siapa yang harus bertindak.', 'Who must act.', 'bawaslu'),
  limit: said(z.int(), 'Banyaknya hari; negatif mundur.', 'Number of days; negative counts backwards.', 7),
  unit: said(
    z.enum(['working_day', 'calendar_day']),
    'Hari kerja atau kalender.',
    'Working or calendar days.',
    'calendar_day',
  ),
  nature: said(
    z.enum(['law', 'practice', 'target']),
    'Hukum, praktik, atau target.',
    'Law, practice or target.',
    'law',
  ),
  basis: said(z.string().nullable(), 'Dasar bila ada.', 'Basis, where there is one.', 'UU 10/2016 ps 134(4)'),
  confidence,
});

const Procedure = named(
  'Procedure',
  z.object({
    id: said(z.string(), 'Id prosedur.', 'Id of the procedure.', 'bawaslu-pilkada'),
    title: title('Judul.', 'Title.'),
    basis,
    inForce,
    steps: listOf(
      Step,
      'Langkah dengan batasnya; kosong bila aturan lama tidak dihitung.',
      'Steps with their limits; empty where older rules are not counted.',
      [],
    ),
  }),
  'Prosedur beserta batas waktunya.',
  'A procedure with its limits.',
);

const span = (id: string, en: string) =>
  said(
    z.object({
      from: day('Hari pertama.', 'First day.', '2024-09-25'),
      to: day('Hari terakhir.', 'Last day.', '2024-11-23'),
    }),
    id,
    en,
    { from: '2024-09-25', to: '2024-11-23' },
  );
const Election = named(
  'Election',
  z.object({
    id: said(z.string(), 'Id pemilihan.', 'Id of the election.', 'pilkada-2024'),
    kind: said(z.enum(['pemilu', 'pilkada']), 'Pemilu atau pilkada.', 'General or regional.', 'pilkada'),
    name: title('Nama.', 'Name.'),
    procedure: said(z.string(), 'Prosedur penanganan.', 'Procedure by which reports are handled.', 'bawaslu-pilkada'),
    contests: listOf(
      z.object({
        id: said(z.string(), 'Id jabatan.', 'Id of the contest.', 'kepala-daerah'),
        name: bilingual('Nama jabatan.', 'Name of the contest.', { id: 'Kepala daerah', en: 'Heads of region' }),
        determinedOn: day('Hari penetapan calon.', 'Day of determination of candidates.', '2024-09-22'),
      }),
      'Jabatan yang diperebutkan.',
      'Contests.',
      [],
    ),
    campaign: span('Masa kampanye.', 'Campaign.'),
    quietDays: span('Masa tenang.', 'Quiet days.'),
    votingOn: day('Hari pemungutan suara.', 'Voting day.', '2024-11-27'),
    added: said(z.boolean(), 'Ditambahkan sebagai data di instansi ini.', 'Added as data at this instance.', false),
  }),
  'Pemilihan dengan tanggal-tanggalnya.',
  'An election with its dates.',
);

const Body = named(
  'Body',
  z.object({
    id: said(z.string(), 'Id lembaga.', 'Id of the body.', 'bawaslu'),
    name: said(z.string(), 'Nama resmi.', 'Official name.', 'Badan Pengawas Pemilihan Umum'),
    parts: listOf(z.string(), 'Peran.', 'Parts it plays.', ['intake', 'study']),
    inForce,
    succeededBy: said(z.string().nullable(), 'Penggantinya.', 'Its successor.', null),
    basis,
  }),
  'Lembaga dengan masa tugasnya.',
  'A body with the days on which it acts.',
);

const version = {
  rulebookVersion: said(z.string(), 'Versi buku aturan.', 'Version of the rulebook.', '0.2.0'),
  rulebookData: said(z.string(), 'Sidik data tambahan.', 'Fingerprint of the added data.', ''),
};
const whole = <S extends z.core.$ZodType>(item: S, id: string, en: string) =>
  z.object({ items: listOf(item, id, en, []), ...version });

export function lawOperations(platform: Pick<Platform, 'law'>): readonly Operation[] {
  const stamped = () => ({
    rulebookVersion: platform.law.current().version,
    rulebookData: platform.law.current().data,
  });
  const list = <S extends z.core.$ZodType>(
    id: string,
    path: string,
    item: S,
    words: { readonly id: string; readonly en: string },
    items: () => z.input<S>[],
  ): Operation => {
    const answer: z.core.$ZodType = whole(item, words.id, words.en);
    return openOperation({
      id,
      method: 'get',
      path,
      tag: 'law',
      summary: words,
      answer,
      handle: async () => ok({ body: { items: items(), ...stamped() } }),
    });
  };
  return [
    list(
      'listRules',
      '/law/rules',
      LawRow,
      {
        id: 'Baris keputusan bersama dan ketentuan PP 94/2021',
        en: 'Rows of the joint decree and provisions of PP 94/2021',
      },
      () => [
        ...allRows.map((row) => ({
          id: row.id,
          kind: 'row' as const,
          cite: citationOfRow(row),
          act: both(row.act),
          phase: row.phase,
          level: row.sanction?.level ?? null,
          basis: [...row.basis],
          confidence: row.confidence,
          conflict: row.conflict?.id ?? null,
          inForce: dates(row.inForce),
          sources: row.sources.map(source),
        })),
        ...allProvisions.map((one) => ({
          id: one.id,
          kind: 'provision' as const,
          cite: citationOfProvision(one),
          act: both(one.act),
          phase: 'any' as const,
          level: one.level,
          basis: [...one.basis],
          confidence: one.confidence,
          conflict: null,
          inForce: dates(one.inForce),
          sources: one.sources.map(source),
        })),
      ],
    ),
    list(
      'listSanctions',
      '/law/sanctions',
      named(
        'Sanction',
        z.object({
          id: said(z.string(), 'Id pilihan.', 'Id of the option.', 'turun_jabatan_12'),
          level: said(z.string(), 'Tingkatnya.', 'Its level.', 'berat'),
          label: bilingual('Sebutannya.', 'What it is called.', {
            id: 'penurunan jabatan 12 bulan',
            en: 'demotion for 12 months',
          }),
          months: said(z.int().nullable(), 'Lamanya dalam bulan.', 'Months it lasts.', 12),
          basis,
        }),
        'Pilihan sanksi.',
        'A possible sanction.',
      ),
      { id: 'Pilihan sanksi menurut tingkatnya', en: 'Possible sanctions by level' },
      () =>
        allSanctionKinds.flatMap((kind) =>
          kind.options.map((option) => ({
            id: option.id,
            level: kind.level,
            label: both(option.label),
            months: option.months ?? null,
            basis: [...kind.basis],
          })),
        ),
    ),
    list(
      'listProcedures',
      '/law/procedures',
      Procedure,
      { id: 'Prosedur dan batas waktunya', en: 'Procedures and their limits' },
      () =>
        allProcedures.map((one) => ({
          id: one.id,
          title: both(one.title),
          basis: [...one.basis],
          inForce: dates(one.inForce),
          steps: one.steps.map(({ id, name, from, by, limit, unit, nature, basis: rests, confidence: sure }) => ({
            id,
            name: both(name),
            from,
            by,
            limit,
            unit,
            nature,
            basis: rests ?? null,
            confidence: sure,
          })),
        })),
    ),
    list(
      'listElections',
      '/law/elections',
      Election,
      { id: 'Pemilihan dan tanggal-tanggalnya', en: 'Elections and their dates' },
      () => {
        const law = platform.law.current();
        return law.elections.map((one) => ({
          id: one.id,
          kind: one.kind,
          name: both(one.name),
          procedure: one.procedure,
          contests: one.contests.map(({ id, name, determinedOn }) => ({ id, name: both(name), determinedOn })),
          campaign: { from: one.campaign.from, to: one.campaign.to },
          quietDays: { from: one.quietDays.from, to: one.quietDays.to },
          votingOn: one.votingOn,
          added: law.additions.elections.some((added) => added.id === one.id),
        }));
      },
    ),
    list('listBodies', '/law/bodies', Body, { id: 'Lembaga dan perannya', en: 'Bodies and the parts they play' }, () =>
      allBodies.map((one) => ({
        id: one.id,
        name: one.name,
        parts: [...one.parts],
        inForce: dates(one.inForce ?? {}),
        succeededBy: one.succeededBy ?? null,
        basis: [...(one.basis ?? [])],
      })),
    ),
    list(
      'listInstruments',
      '/law/instruments',
      named(
        'Instrument',
        z.object({
          id: said(z.string(), 'Id peraturan.', 'Id of the instrument.', 'skb_2022'),
          short: said(z.string(), 'Sebutan pendek.', 'Short name.', 'SKB 22 Sep 2022'),
          title: title('Judul.', 'Title.'),
          inForce,
          status: bilingual('Keadaannya.', 'What became of it.', { id: 'berlaku', en: 'in force' }),
          confidence,
        }),
        'Peraturan.',
        'An instrument of law.',
      ),
      { id: 'Peraturan yang menjadi dasar', en: 'Instruments that all of it rests on' },
      () =>
        allInstruments.map((one) => ({
          id: one.id,
          short: one.short,
          title: both(one.title),
          inForce: dates(one.inForce),
          status: both(one.status),
          confidence: one.confidence,
        })),
    ),
    openOperation({
      id: 'getCalendarYear',
      method: 'get',
      path: '/law/calendar/{year}',
      tag: 'law',
      summary: { id: 'Hari libur satu tahun', en: 'Days off of one year' },
      detail: {
        id: 'Tahun tanpa keputusan memberi `decree: null`: batas waktu yang menyentuhnya sementara.',
        en: 'A year without a decree gives `decree: null`: limits that touch it are provisional.',
      },
      params: z.strictObject({ year: said(z.string().regex(/^20\d\d$/), 'Tahun.', 'Year.', '2024') }),
      answer: z.object({
        year: said(z.string(), 'Tahun.', 'Year.', '2024'),
        decree: said(z.string().nullable(), 'Keputusan yang berlaku.', 'Decree that covers it.', 'SKB 3 Menteri 2024'),
        days: listOf(
          z.object({
            on: day('Harinya.', 'The day.', '2024-12-25'),
            kind: said(
              z.enum(['national_holiday', 'collective_leave', 'voting_day', 'subject_to_decree']),
              'Jenis hari.',
              'Kind of day.',
              'national_holiday',
            ),
          }),
          'Hari-harinya, berurutan.',
          'The days, in order.',
          [],
        ),
        ...version,
      }),
      handle: async ({ params }) => {
        const { days } = platform.law.current();
        const { year } = params;
        if (Number(year) < 2010) return fail({ code: 'not-found' });
        const of = (
          kind: 'national_holiday' | 'collective_leave' | 'voting_day' | 'subject_to_decree',
          from: Readonly<Record<string, readonly string[]>>,
        ) => (from[year] ?? []).map((one) => ({ on: `${year}-${one}`, kind }));
        return ok({
          body: {
            year,
            decree: days.decrees[year] ?? null,
            days: [
              ...of('national_holiday', days.nationalHoliday),
              ...of('collective_leave', days.collectiveLeave),
              ...of('voting_day', days.votingDay),
              ...of('subject_to_decree', days.subjectToDecree),
            ].sort((a, b) => a.on.localeCompare(b.on)),
            ...stamped(),
          },
        });
      },
    }),
  ];
}

const both = ({ id, en }: Bilingual) => ({ id, en });
const dates = (period: { readonly from?: string; readonly until?: string }) => ({
  from: period.from ?? null,
  until: period.until ?? null,
});
const source = ({ publisher, on }: { readonly publisher: string; readonly on?: string }) => ({
  publisher,
  on: on ?? null,
});
