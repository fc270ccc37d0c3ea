/** The prevention log by program: what an office's own system of activities needs, with the same guards as the screen. */
import { z } from 'zod';
import {
  day,
  listOf,
  listOperation,
  named,
  type Operation,
  type Refusal,
  said,
  tokenOperation,
  uuid,
} from '../../platform/api/index.ts';
import { cleanText, lettersOf } from '../../platform/http/clean-text.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { MOST_LETTERS, MOST_LINES, MOST_OF_ONE, MOST_PEOPLE, readPeople } from './lines.ts';
import type { CommitmentPlace, CommitmentView, WorkPlace, WorkRow } from './prevention-read.ts';
import { MOST_WORDS, type PreventionError, type PreventionService } from './prevention-service.ts';
import { preventionWords } from './words.ts';
import { followupKinds, standings, workKinds } from './work.ts';

/** As a form would have sent it. */
const tidy = (text: string): string => cleanText(text).trim();
const tidyLine = (text: string): string => tidy(text).replaceAll(/\s+/g, ' ');
/** Counted after tidying, as the database counts: letters that nobody sees fill no field. */
const line = (least: number, most: number) =>
  z
    .string()
    .min(least)
    .max(most)
    .refine((text) => lettersOf(tidyLine(text)) >= least, `paling sedikit ${least} huruf / at least ${least} letters`);
const paragraphs = (least: number) =>
  z
    .string()
    .max(MOST_WORDS)
    .refine((text) => lettersOf(tidy(text)) >= least, `paling sedikit ${least} huruf / at least ${least} letters`);
/** The calendar of the database begins at the year 1. */
const anyDay = (id: string, en: string, example: string) =>
  said(
    z.iso.date().refine((text) => text >= '1900-01-01', 'tahun 1900 atau sesudahnya / the year 1900 or later'),
    id,
    en,
    example,
  );

const exampleId = '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e';
const kind = said(z.enum(workKinds), 'Jenis kegiatan.', 'Kind of work.', 'meeting');
const electionId = said(z.string().min(1).max(60), 'Pemilihan.', 'Election.', 'pilkada-2024');
const people = said(
  z.int().min(0).max(MOST_PEOPLE).nullable(),
  'Yang hadir, semua kantor; null: tidak dicatat.',
  'Who came, all offices together; null: not recorded.',
  12,
);

const PreventionWork = named(
  'PreventionWork',
  z.object({
    id: uuid('Id kegiatan.', 'Id of the work.'),
    officeId: uuid('Kantor yang mencatat.', 'The office that recorded it.'),
    office: said(z.string(), 'Nama kantor itu.', 'Name of that office.', 'Bawaslu Kota Contoh'),
    election: electionId,
    kind,
    on: day('Tanggal kegiatan.', 'Day of the work.', '2024-09-10'),
    title: said(z.string(), 'Nama kegiatan.', 'Name of the work.', 'Rapat koordinasi netralitas'),
    words: said(z.string(), 'Uraian; dapat kosong.', 'Description; may be empty.', ''),
    people,
  }),
  'Satu kegiatan pencegahan.',
  'One piece of prevention work.',
);

const Commitment = named(
  'Commitment',
  z.object({
    id: uuid('Id komitmen.', 'Id of the commitment.'),
    workId: uuid('Rapat tempat komitmen dibuat.', 'The meeting at which it was made.'),
    workTitle: said(z.string(), 'Nama rapat.', 'Name of the meeting.', 'Rapat koordinasi netralitas'),
    workOn: day('Tanggal rapat.', 'Day of the meeting.', '2024-09-10'),
    recordedById: uuid('Kantor yang mencatat.', 'The office that recorded it.'),
    officeId: uuid('Kantor yang berjanji.', 'The office that promised.'),
    office: said(
      z.string(),
      'Nama kantor yang berjanji.',
      'Name of the office that promised.',
      'Pemerintah Kota Contoh',
    ),
    role: said(z.string(), 'Jabatan yang bertanggung jawab.', 'The post that answers for it.', 'Kepala Bagian Umum'),
    words: said(z.string(), 'Yang dijanjikan.', 'What was promised.', 'Menutup peminjaman aula untuk kampanye'),
    firstDueOn: day('Tenggat pertama; tidak pernah berubah.', 'First due date; never changes.', '2024-09-20'),
    dueOn: day('Tenggat yang berlaku sekarang.', 'The due date that counts now.', '2024-09-20'),
    standing: said(
      z.enum(standings),
      'Lewat tenggat, tidak ditepati, dinyatakan ditepati, sebagian, berjalan, atau ditepati.',
      'Overdue, missed, said to be kept, partly kept, open or kept.',
      'open',
    ),
    wishedDueOn: said(
      z.iso.date().nullable(),
      'Tenggat yang diminta kantor yang berjanji dan belum dijawab; null: tidak ada.',
      'The due date that the office which promised asks for, not answered yet; null: none.',
      null,
    ),
    followups: listOf(
      z.object({
        number: said(z.int(), 'Urutan, mulai dari 1.', 'Its place, from 1.', 1),
        kind: said(
          z.enum(followupKinds),
          'Ditepati, sebagian, tidak, atau tenggat baru.',
          'Kept, partly, missed, or a new due date.',
          'moved',
        ),
        on: day('Tanggal dicatat.', 'Day on which it was recorded.', '2024-09-18'),
        newDueOn: said(
          z.iso.date().nullable(),
          'Tenggat baru; null: tidak dipindah.',
          'New due date; null: not moved.',
          '2024-09-27',
        ),
        words: said(z.string(), 'Keterangan.', 'Words.', 'Menunggu surat edaran.'),
        office: said(z.string(), 'Kantor yang mencatat.', 'The office that recorded it.', 'Pemerintah Kota Contoh'),
      }),
      'Tindak lanjut, menurut urutan.',
      'Follow-ups, in order.',
      [],
    ),
  }),
  'Satu komitmen rapat, keadaannya, dan tindak lanjutnya.',
  'One commitment of a meeting, how it stands, and its follow-ups.',
);

const Recorded = named(
  'PreventionRecorded',
  z.object({ id: uuid('Id kegiatan atau komitmen yang dicatat.', 'Id of the work or commitment that was recorded.') }),
  'Yang dicatat.',
  'What was recorded.',
);

const workPath = z.strictObject({ id: uuid('Id kegiatan.', 'Id of the work.') });
const commitmentPath = z.strictObject({ id: uuid('Id komitmen.', 'Id of the commitment.') });

export function preventionOperations(
  platform: Pick<Platform, 'law' | 'uuid'>,
  service: PreventionService,
): readonly Operation[] {
  return [
    listOperation({
      id: 'listPreventionWork',
      method: 'get',
      path: '/prevention-work',
      tag: 'prevention',
      scope: 'prevention:read',
      summary: { id: 'Daftar kegiatan pencegahan', en: 'List prevention work' },
      detail: {
        id: 'Yang terbaru lebih dahulu: kegiatan kantor ini dan yang terlihat olehnya. Setiap pembacaan tercatat.',
        en: 'The newest first: work of this office and what it sees. Every look is recorded.',
      },
      filters: z.strictObject({
        kind: said(z.enum(workKinds).optional(), 'Hanya jenis ini.', 'Only of this kind.', 'meeting'),
        election: said(z.string().max(60).optional(), 'Hanya pemilihan ini.', 'Only of this election.', 'pilkada-2024'),
        from: said(z.iso.date().optional(), 'Sejak tanggal ini.', 'From this day.', '2024-09-01'),
        until: said(z.iso.date().optional(), 'Sampai tanggal ini.', 'Until this day.', '2024-09-30'),
      }),
      item: PreventionWork,
      handle: async ({ member, query, limit, after }) => {
        // What is no election, or lies outside the calendar of the database, has no work.
        if (query.election !== undefined && platform.law.current().findElection(query.election) === undefined)
          return ok({ items: [], next: null });
        const rows = await service.list(member, {
          kind: query.kind,
          electionId: query.election,
          from: inCalendar(query.from),
          until: inCalendar(query.until),
          walk: { after: workPlace(after), most: limit + 1 },
        });
        const items = rows.slice(0, limit);
        const last = rows.length > limit ? items.at(-1) : undefined;
        return ok({
          items: items.map(workShape),
          next: last === undefined ? null : [last.onDay, last.madeAt.toString(), last.id],
        });
      },
    }),
    tokenOperation({
      id: 'recordPreventionWork',
      method: 'post',
      path: '/prevention-work',
      tag: 'prevention',
      scope: 'prevention:write',
      once: true,
      status: 201,
      summary: { id: 'Mencatat kegiatan pencegahan', en: 'Record prevention work' },
      detail: {
        id: 'Untuk kantor token ini. Kehadiran berupa angka, penanda tangan berupa jabatan: tanpa nama orang.',
        en: 'For the office of this token. Attendance is counts, signatories are posts: no names of persons.',
      },
      problems: ['not-found', 'not-possible'],
      body: z.strictObject({
        kind,
        election: electionId,
        on: anyDay('Tanggal kegiatan; tidak sesudah hari ini.', 'Day of the work; not after today.', '2024-09-10'),
        title: said(line(3, 160), 'Nama kegiatan.', 'Name of the work.', 'Rapat koordinasi netralitas'),
        words: said(paragraphs(0).default(''), 'Uraian.', 'Description.', ''),
        people: said(
          z.int().min(0).max(MOST_PEOPLE).nullable().default(null),
          'Yang hadir; null: jumlah dari `presence`.',
          'Who came; null: the sum of `presence`.',
          12,
        ),
        presence: z
          .array(
            z.strictObject({
              office: said(line(2, MOST_LETTERS), 'Kantor yang hadir.', 'Office that came.', 'Dinas Contoh'),
              people: said(z.int().min(1).max(MOST_OF_ONE), 'Berapa orang.', 'How many people.', 12),
            }),
          )
          .max(MOST_LINES)
          .default([])
          .meta({ description: 'Kehadiran per kantor.', 'x-description-en': 'Attendance by office.', examples: [[]] }),
        signatories: said(
          z
            .array(said(line(2, MOST_LETTERS), 'Jabatan.', 'Post.', 'Sekretaris Daerah'))
            .max(MOST_LINES)
            .default([]),
          'Jabatan yang menandatangani.',
          'Posts that signed.',
          ['Sekretaris Daerah'],
        ),
      }),
      answer: Recorded,
      handle: async ({ member, body, lang }) => {
        const wrong = preventionWords(lang).wrong;
        const [office] = service.officesOf(member);
        if (office === undefined) return fail({ code: 'not-found' });
        if (platform.law.current().findElection(body.election) === undefined) return atField('/election', wrong.choose);
        const came = readPeople(body.people, body.presence);
        if (!came.ok) return atField('/presence', wrong.people);
        // The key of the request stands for the key of the form: once.ts keeps a second one away.
        const done = await service.record(member, platform.uuid(), {
          bodyId: office.bodyId,
          electionId: body.election,
          kind: body.kind,
          onDay: body.on,
          title: tidyLine(body.title),
          words: tidy(body.words),
          people: came.value,
          presence: body.presence.map((one) => ({ office: tidyLine(one.office), people: one.people })),
          signatories: body.signatories.map(tidyLine),
        });
        return done.ok ? ok({ body: { id: done.value.id } }) : refused(done.error, lang);
      },
    }),
    listOperation({
      id: 'listCommitments',
      method: 'get',
      path: '/commitments',
      tag: 'prevention',
      scope: 'prevention:read',
      summary: { id: 'Daftar komitmen', en: 'List commitments' },
      detail: {
        id: 'Komitmen rapat yang dicatat atau dijanjikan kantor ini, dengan keadaannya hari ini. Tenggat pertama yang paling akhir lebih dahulu. Setiap pembacaan tercatat.',
        en: 'Commitments that this office recorded or promised, and how they stand today. The latest first due date first. Every look is recorded.',
      },
      filters: z.strictObject({
        work: said(z.uuid().optional(), 'Hanya dari rapat ini.', 'Only of this meeting.', exampleId),
        office: said(
          z.uuid().optional(),
          'Hanya yang dijanjikan kantor ini.',
          'Only promised by this office.',
          exampleId,
        ),
      }),
      item: Commitment,
      handle: async ({ member, query, limit, after }) => {
        const rows = await service.commitments(member, {
          workId: query.work,
          bodyId: query.office,
          walk: { after: commitmentPlace(after), most: limit + 1 },
        });
        const items = rows.slice(0, limit);
        const last = rows.length > limit ? items.at(-1) : undefined;
        return ok({
          items: items.map(commitmentShape),
          next: last === undefined ? null : [last.firstDue, String(last.position), last.id],
        });
      },
    }),
    tokenOperation({
      id: 'promiseCommitment',
      method: 'post',
      path: '/prevention-work/{id}/commitments',
      tag: 'prevention',
      scope: 'prevention:write',
      once: true,
      status: 201,
      summary: { id: 'Mencatat komitmen rapat', en: 'Record a commitment of a meeting' },
      detail: {
        id: 'Pada kegiatan yang dicatat kantor ini; yang berjanji adalah kantor di wilayah yang sama, di atasnya, atau di dalamnya. Paling banyak 60 untuk satu kegiatan.',
        en: 'At work that this office recorded; the owner is an office of the same place, above it or inside it. At most 60 for one piece of work.',
      },
      problems: ['not-found', 'not-possible'],
      params: workPath,
      body: z.strictObject({
        officeId: uuid('Kantor yang berjanji.', 'The office that promises.'),
        role: said(
          line(2, 120),
          'Jabatan yang bertanggung jawab.',
          'The post that answers for it.',
          'Kepala Bagian Umum',
        ),
        words: said(paragraphs(5), 'Yang dijanjikan.', 'What is promised.', 'Menutup peminjaman aula untuk kampanye'),
        dueOn: anyDay('Tenggat; tidak sebelum rapat.', 'Due date; not before the meeting.', '2024-09-20'),
      }),
      answer: Recorded,
      handle: async ({ member, params, body, lang }) => {
        const work = await service.find(member, params.id);
        if (work === undefined) return fail({ code: 'not-found' });
        const done = await service.promise(member, work.id, work.commitments.length, {
          bodyId: body.officeId,
          role: tidyLine(body.role),
          words: tidy(body.words),
          dueOn: body.dueOn,
        });
        return done.ok ? ok({ body: { id: done.value.id } }) : refused(done.error, lang);
      },
    }),
    tokenOperation({
      id: 'recordFollowup',
      method: 'post',
      path: '/commitments/{id}/followups',
      tag: 'prevention',
      scope: 'prevention:write',
      once: true,
      status: 201,
      summary: { id: 'Mencatat tindak lanjut', en: 'Record a follow-up' },
      detail: {
        id: 'Oleh kantor yang berjanji atau yang mencatat. `kept` dan `moved` dari kantor yang berjanji adalah pernyataan dan permintaan: kantor yang mencatat memastikannya. Tidak pernah diubah; sesudah `kept` dari kantor yang mencatat tidak ada lagi.',
        en: 'By the office that promised or the one that recorded it. `kept` and `moved` of the one that promised are a claim and a wish, which the other confirms. Never changed; nothing follows after `kept` of the one that recorded it.',
      },
      problems: ['not-found', 'not-possible'],
      params: commitmentPath,
      body: z
        .strictObject({
          after: said(
            z.int().min(0).max(1000),
            'Banyaknya tindak lanjut yang sudah Anda baca; bila sudah bertambah, ditolak.',
            'How many follow-ups you have read; refused when there are more.',
            0,
          ),
          kind: said(
            z.enum(followupKinds),
            'Ditepati, sebagian, tidak, atau tenggat baru.',
            'Kept, partly, missed, or a new due date.',
            'kept',
          ),
          words: said(
            paragraphs(0).default(''),
            'Keterangan, paling sedikit 5 huruf; boleh kosong bila `kept`.',
            'Words, at least 5 letters; may be empty for `kept`.',
            'Aula ditutup sejak 18 September.',
          ),
          newDueOn: said(
            z.iso.date().nullable().default(null),
            'Tenggat baru; hanya dan wajib untuk `moved`.',
            'New due date; for `moved` alone, and needed there.',
            null,
          ),
        })
        .refine((one) => one.kind === 'kept' || lettersOf(tidy(one.words)) >= 5, {
          path: ['words'],
          error: 'paling sedikit 5 huruf / at least 5 letters',
        })
        .refine((one) => (one.kind === 'moved') === (one.newDueOn !== null), {
          path: ['newDueOn'],
          error: 'hanya dan wajib untuk moved / for moved alone, and needed there',
        }),
      answer: Recorded,
      handle: async ({ member, params, body, lang }) => {
        const done = await service.follow(member, params.id, body.after, {
          kind: body.kind,
          words: tidy(body.words),
          newDue: body.newDueOn,
        });
        return done.ok ? ok({ body: { id: params.id } }) : refused(done.error, lang);
      },
    }),
  ];
}

function refused(error: PreventionError, lang: Language): Result<never, Refusal> {
  if (error === 'not-found') return fail({ code: 'not-found' });
  return fail({ code: 'not-possible', detail: preventionWords(lang).wrong[error] });
}

function atField(pointer: string, message: string): Result<never, Refusal> {
  return fail({ code: 'invalid-input', errors: [{ in: 'body', pointer, message }] });
}

/** The calendar of the database begins at the year 1, that of JSON at 0. */
function inCalendar(text: string | undefined): string | undefined {
  return text !== undefined && text < '0001-01-01' ? '0001-01-01' : text;
}

function workPlace(after: readonly string[] | null): WorkPlace | null {
  const [onDay, madeAt, id] = after ?? [];
  return onDay === undefined || madeAt === undefined || id === undefined ? null : { onDay, madeAt, id };
}

function commitmentPlace(after: readonly string[] | null): CommitmentPlace | null {
  const [firstDue, position, id] = after ?? [];
  return firstDue === undefined || position === undefined || id === undefined
    ? null
    : { firstDue, position: Number(position), id };
}

function workShape(row: WorkRow) {
  return {
    id: row.id,
    officeId: row.bodyId,
    office: row.bodyName,
    election: row.electionId,
    kind: row.kind,
    on: row.onDay,
    title: row.title,
    words: row.words,
    people: row.people,
  };
}

function commitmentShape(row: CommitmentView) {
  return {
    id: row.id,
    workId: row.workId,
    workTitle: row.workTitle,
    workOn: row.workDay,
    recordedById: row.byBodyId,
    officeId: row.bodyId,
    office: row.bodyName,
    role: row.role,
    words: row.words,
    firstDueOn: row.firstDue,
    dueOn: row.due,
    standing: row.standing,
    wishedDueOn: row.wish,
    followups: row.followups.map((one) => ({
      number: one.seq,
      kind: one.kind,
      on: one.onDay,
      newDueOn: one.newDue,
      words: one.words,
      office: one.bodyName,
    })),
  };
}
