/** Questions to the rulebook that anybody may ask by program, as on the command line: assess, deadline, triage. Nothing is kept. */
import { actKinds } from '@netra/rulebook';
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
  zoneField,
} from '../../platform/api/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';
import { triage } from '../triage/index.ts';
import { AssessmentShape, assessmentBody, FactsShape } from './law-shapes.ts';

const MOST_STORY = 100_000;

const DeadlineRequest = named(
  'DeadlineRequest',
  z.strictObject({
    procedure: said(
      z.string().max(60),
      'Id prosedur, dari /law/procedures.',
      'Id of the procedure, from /law/procedures.',
      'bawaslu-pilkada',
    ),
    step: said(z.string().max(60), 'Id langkah prosedur itu.', 'Id of a step of it.', 'handle'),
    from: said(
      z.string().max(60),
      'Saat kejadian, ISO 8601; harinya dihitung di zona kantor.',
      'Moment of the event, ISO 8601; its day is that at the office.',
      '2024-10-03T09:00:00+07:00',
    ),
    zone: zoneField.optional().meta({
      description: 'Zona kantor; WIB bila kosong.',
      'x-description-en': 'Zone of the office; WIB when left out.',
      examples: ['WIB'],
    }),
  }),
  'Batas waktu yang ditanyakan.',
  'The limit that is asked for.',
);

const Deadline = named(
  'Deadline',
  z.object({
    due: said(
      z.string(),
      'Akhir hari terakhir di zona kantor.',
      'End of the last day in the zone of the office.',
      '2024-10-10T23:59:59+07:00',
    ),
    dueOn: day('Hari terakhir.', 'The last day.', '2024-10-10'),
    startedOn: day('Hari kejadian (hari ke-0).', 'Day of the event (day 0).'),
    unit: said(
      z.enum(['working_day', 'calendar_day']),
      'Hari kerja atau hari kalender.',
      'Working or calendar days.',
      'calendar_day',
    ),
    limit: said(z.int(), 'Banyaknya hari; negatif dihitung mundur.', 'Number of days; negative counts backwards.', 7),
    nature: said(
      z.enum(['law', 'practice', 'target']),
      'Jenis batas: hukum, praktik yang diumumkan, atau target kantor.',
      'Nature: law, announced practice, target of the office.',
      'law',
    ),
    basis: said(z.string(), 'Dasar hukum.', 'Legal basis.', 'UU 10/2016 ps 134(4)'),
    confidence,
    skipped: listOf(
      z.object({
        date: day('Hari yang dilewati.', 'Day that does not count.', '2024-12-25'),
        why: bilingual('Alasannya.', 'Why.', { id: 'Hari Raya Natal', en: 'Christmas' }),
      }),
      'Hari yang dilewati.',
      'Days that do not count.',
      [],
    ),
    provisional: said(
      z.boolean(),
      'Sementara: menyentuh tahun tanpa keputusan hari libur.',
      'Provisional: touches a year without a holiday decree.',
      false,
    ),
    inForce: said(
      z.boolean(),
      'Prosedur berlaku pada hari kejadian?',
      'Is the procedure in force on the day of the event?',
      true,
    ),
    rulebookVersion: said(z.string(), 'Versi buku aturan.', 'Version of the rulebook.', '0.2.0'),
    rulebookData: said(
      z.string(),
      'Sidik data tambahan; kosong bila tidak ada.',
      'Fingerprint of the added data; empty without.',
      '',
    ),
  }),
  'Batas waktu beserta cara menghitungnya.',
  'A limit, with how it was counted.',
);

const Triage = named(
  'TriageAnswer',
  z.object({
    acts: listOf(
      z.object({
        kind: said(z.enum(actKinds), 'Jenis perbuatan.', 'Kind of act.', 'social-engagement'),
        score: said(
          z.number().min(0).max(1),
          'Seberapa mungkin menurut model, 0 sampai 1. Bukan soal melanggar atau tidak.',
          'How likely the model holds it, 0 to 1. Says nothing of a breach.',
          0.83,
        ),
        words: listOf(z.string(), 'Kata-kata yang mengarah ke sana.', 'Words that led there.', [
          'menyukai',
          'unggahan',
        ]),
      }),
      'Jenis perbuatan, yang paling mungkin dahulu.',
      'Kinds of act, the likeliest first.',
      [],
    ),
  }),
  'Saran mesin tentang jenis perbuatan; manusia yang memutuskan.',
  'What the machine suggests; people decide.',
);

export function guidanceOperations(platform: Pick<Platform, 'law'>): readonly Operation[] {
  return [
    openOperation({
      id: 'assess',
      method: 'post',
      path: '/law/assess',
      tag: 'law',
      summary: { id: 'Menilai satu perbuatan menurut aturan', en: 'Assess one act by the law' },
      detail: {
        id: 'Sama dengan `netra assess` dan halaman "Bolehkah saya…?". Tidak ada yang disimpan.',
        en: 'The same as `netra assess` and the page "May I…?". Nothing is kept.',
      },
      body: FactsShape,
      answer: AssessmentShape,
      handle: async ({ body }) => {
        const law = platform.law.current();
        const facts = law.parseFacts(JSON.parse(JSON.stringify(body)));
        if (!facts.ok) return fail(atField(facts.error));
        return ok({ body: assessmentBody(law.assess(facts.value)) });
      },
    }),
    openOperation({
      id: 'deadline',
      method: 'post',
      path: '/law/deadline',
      tag: 'law',
      summary: { id: 'Menghitung batas waktu', en: 'Count a limit' },
      detail: { id: 'Sama dengan `netra deadline`.', en: 'The same as `netra deadline`.' },
      body: DeadlineRequest,
      answer: Deadline,
      handle: async ({ body }) => {
        const law = platform.law.current();
        const request = law.parseDeadlineRequest(JSON.parse(JSON.stringify(body)));
        if (!request.ok) return fail(atField(request.error));
        const deadline = law.deadlineFor(request.value);
        if (!deadline.ok) return fail(atField(deadline.error));
        const { skipped, ...rest } = deadline.value;
        return ok({ body: { ...rest, skipped: skipped.map(({ date, why, en }) => ({ date, why: { id: why, en } })) } });
      },
    }),
    openOperation({
      id: 'triage',
      method: 'post',
      path: '/law/triage',
      tag: 'law',
      summary: { id: 'Menyarankan jenis perbuatan dari cerita', en: 'Suggest kinds of act from an account' },
      detail: {
        id: 'Sama dengan `netra triage`. Ceritanya dibaca di memori dan tidak disimpan.',
        en: 'The same as `netra triage`. The account is read in memory and not kept.',
      },
      body: z.strictObject({
        text: said(
          z.string().trim().min(1).max(MOST_STORY),
          'Cerita dalam bahasa Indonesia.',
          'An account in Indonesian.',
          'Pegawai itu menyukai unggahan pasangan calon di media sosial.',
        ),
      }),
      answer: Triage,
      handle: async ({ body }) =>
        ok({ body: { acts: triage(body.text).acts.map((act) => ({ ...act, words: [...act.words] })) } }),
    }),
  ];
}

/** The field that the rulebook names, as a pointer; its line says what is allowed. */
function atField(error: { readonly field: string; readonly line: string }) {
  const pointer = `/${error.field.replaceAll('.', '/')}`;
  return {
    code: 'invalid-input',
    errors: [
      {
        in: 'body',
        pointer: pointer === '/facts' || pointer === '/batch' ? '' : pointer,
        message: error.line.slice(0, 600),
      },
    ],
  } as const;
}
