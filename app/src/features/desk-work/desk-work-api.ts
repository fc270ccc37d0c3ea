/** Shared work by program: search, notes, assignments, saved searches; the same service as the pages. */
import { z } from 'zod';
import {
  caseNumber,
  instant,
  instantOrNull,
  listOf,
  listOperation,
  named,
  type Operation,
  said,
  tokenOperation,
  uuid,
} from '../../platform/api/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  type CasesFeature,
  caseDoor,
  caseStatuses,
  gone,
  MOST_SEARCH,
  mayRead,
  number,
  queueViews,
} from '../cases/index.ts';
import type { DeskWorkService } from './desk-work-service.ts';
import { MOST_NOTE } from './notes.ts';
import { alerts, MOST_NAME } from './saved-searches.ts';
import { levels } from './work-filter.ts';

const isPlain = (text: string): boolean => !/\p{Cc}/u.test(text) && text.isWellFormed();

const wording = said(
  z.string().max(MOST_SEARCH).refine(isPlain, 'huruf kendali / control characters').default(''),
  'Kata, frasa dalam tanda kutip, kata yang tidak boleh ada dengan tanda kurang; nomor, jabatan, unit, tempat. Bukan nama: pakai findCasesByName.',
  'Words, phrases in quotes, words that must not be there with a minus; numbers, posts, units, places. Not names: use findCasesByName.',
  'mengunggah "kendaraan dinas"',
);

const asked = {
  words: wording,
  view: said(
    z.enum(['all', ...queueViews]).default('all'),
    'Daftar yang dicari; all: semua yang boleh dibaca.',
    'The list to search; all: everything that may be read.',
    'all',
  ),
  status: said(z.enum(caseStatuses).optional(), 'Status perkara.', 'Status of the case.', 'registered'),
  act: said(
    z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .optional(),
    'Jenis perbuatan.',
    'Kind of act.',
    'social-engagement',
  ),
  level: said(z.enum(levels).optional(), 'Tingkat sanksi menurut kajian.', 'Level of sanction by the study.', 'berat'),
  place: said(
    z.uuid().optional(),
    'Id wilayah; yang di bawahnya ikut.',
    'Id of a place, with those below.',
    '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e',
  ),
  election: said(
    z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .optional(),
    'Id pemilihan.',
    'Id of the election.',
    'pilkada-2024',
  ),
  office: said(
    z.uuid().optional(),
    'Id kantor yang memegang.',
    'Id of the office that holds it.',
    '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e',
  ),
  dueDays: said(
    z.coerce.number().int().min(0).max(365).optional(),
    'Jatuh tempo dalam sekian hari, atau lewat batas.',
    'Due within so many days, or overdue.',
    7,
  ),
  assigned: said(z.enum(['me', 'nobody']).optional(), 'Penanggung jawab.', 'Who looks after it.', 'nobody'),
};

const FoundCase = named(
  'FoundCase',
  z.object({
    number: caseNumber,
    status: said(z.string(), 'Status perkara.', 'Status of the case.', 'registered'),
    region: said(z.string(), 'Nama wilayah.', 'Name of the place.', 'Arunika Timur'),
    holder: said(z.string(), 'Kantor yang memegang.', 'The office that holds it.', 'Bawaslu Arunika'),
    due: instantOrNull('Batas waktu terdekat.', 'The nearest limit.'),
    snippet: said(
      z.string().nullable(),
      'Bagian tulisan petugas tempat kata itu ada; null bila di tempat lain.',
      'The words of officers where it stands; null when it stands elsewhere.',
      'membuat unggahan tentang',
    ),
  }),
  'Perkara yang ditemukan.',
  'A case that was found.',
);

const NoteShape = named(
  'CaseNote',
  z.object({
    id: uuid('Id catatan.', 'Id of the note.'),
    at: instant('Saat ditulis.', 'When it was written.'),
    author: said(z.string(), 'Nama penulis.', 'Name of the writer.', 'Petugas A'),
    words: said(z.string(), 'Isi catatan.', 'Words of the note.', 'Saksi baru dapat dihubungi Senin.'),
    mentions: listOf(
      said(z.string(), 'Nama rekan.', 'Name of a colleague.', 'Petugas B'),
      'Rekan yang disebut.',
      'Colleagues named in it.',
      [],
    ),
  }),
  'Catatan kantor tentang perkara; tidak pernah keluar dari kantor itu.',
  'A note of the office about a case; it never leaves that office.',
);

const AssignmentShape = named(
  'CaseAssignment',
  z.object({
    person: uuid('Id penanggung jawab.', 'Id of who looks after it.'),
    name: said(z.string(), 'Namanya.', 'The name.', 'Petugas A'),
    deputy: said(z.uuid().nullable(), 'Id wakil.', 'Id of the deputy.', null),
    since: instant('Sejak kapan.', 'Since when.'),
    endedAt: instantOrNull('Berakhir.', 'Ended.'),
    endedWhy: said(
      z.enum(['replaced', 'released', 'left', 'shut-out']).nullable(),
      'Sebab berakhir: diganti, dilepas, orangnya tidak bertugas lagi, orangnya menyatakan benturan kepentingan.',
      'Why it ended: replaced, released, the person left, the person declared a conflict of interest.',
      null,
    ),
  }),
  'Satu penugasan; yang berlaku tidak punya endedAt.',
  'One assignment; the one that stands has no endedAt.',
);

const SavedShape = named(
  'SavedSearch',
  z.object({
    id: uuid('Id pencarian.', 'Id of the search.'),
    name: said(z.string(), 'Namanya.', 'Its name.', 'Kendaraan dinas'),
    words: said(z.string(), 'Kata yang dicari.', 'Words looked for.', 'kendaraan dinas'),
    view: said(z.string(), 'Daftarnya.', 'The list.', 'all'),
    alert: said(z.enum(alerts), 'Kapan dikabari.', 'When to tell.', 'daily'),
    createdAt: instant('Disimpan.', 'Saved.'),
  }),
  'Pencarian tersimpan milik token ini.',
  'A saved search of this token.',
);

export function deskWorkOperations(
  platform: Platform,
  {
    service,
    cases,
  }: { readonly service: DeskWorkService; readonly cases: Pick<CasesFeature, 'readModel' | 'service'> },
): readonly Operation[] {
  const { find } = caseDoor(cases);
  return [
    listOperation({
      id: 'searchCases',
      method: 'get',
      path: '/search',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Mencari perkara', en: 'Search cases' },
      detail: {
        id: 'Dalam tulisan petugas, jabatan, unit, tempat, dan nomor semua perkara yang boleh dibaca kantor ini, yang paling cocok dahulu; bentuk kata dan salah ketik kecil tidak masalah. Kata pelapor tidak dicari. Paling banyak 1.000.',
        en: 'In words of officers, posts, units, places and numbers of all cases this office may read, the best match first; forms of words and small slips do not matter. Words of reporters are not searched. At most 1,000.',
      },
      filters: z.strictObject(asked),
      item: FoundCase,
      handle: async ({ member, query, limit, after }) => {
        if (!mayRead(member)) return gone;
        const now = await platform.legalClock.now();
        const { words, view, ...narrow } = query;
        const page = Math.max(1, Number(after?.[0] ?? '1') || 1);
        const queue = await service.search(member, { words: words.trim(), view, narrow }, page, now, limit);
        const items = queue.rows.map((row) => ({
          number: row.number,
          status: row.status,
          region: row.regionName,
          holder: row.holderName,
          due: row.due?.at.toString() ?? null,
          snippet: row.snippet?.parts.map((part) => part.text).join('') ?? null,
        }));
        return ok({ items, next: page * limit < Math.min(queue.total, 1000) ? [String(page + 1)] : null });
      },
    }),
    tokenOperation({
      id: 'listCaseNotes',
      method: 'get',
      path: '/cases/{number}/notes',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Catatan kantor tentang perkara', en: 'Notes of the office about a case' },
      params: number,
      answer: z.object({ items: listOf(NoteShape, 'Catatan, yang terbaru dahulu.', 'Notes, the newest first.', []) }),
      handle: async ({ member, params }) => {
        const view = await find(member, params.number);
        const work = view === undefined ? undefined : await service.caseWork(member, view.number);
        if (view === undefined || work === undefined) return gone;
        await cases.service.recordReading(member, view.id, 'case.notes');
        const items = work.notes.map(({ id, at, author, words, mentions }) => ({
          ...{ id, author, words },
          at: at.toString(),
          mentions: [...mentions],
        }));
        return ok({ body: { items } });
      },
    }),
    tokenOperation({
      id: 'addCaseNote',
      method: 'post',
      path: '/cases/{number}/notes',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      status: 201,
      summary: { id: 'Menambah catatan kantor', en: 'Add a note of the office' },
      detail: {
        id: 'Rekan yang disebut dengan @ dikabari. Catatan tidak dapat dihapus; penulisnya dapat membetulkannya.',
        en: 'Colleagues named by @ are told. A note cannot be deleted; its writer can correct it.',
      },
      params: number,
      body: z.strictObject({
        words: said(
          z.string().trim().min(1).max(MOST_NOTE),
          'Isi catatan.',
          'Words of the note.',
          'Saksi baru dapat dihubungi Senin.',
        ),
        corrects: said(
          z.uuid().nullable().default(null),
          'Id catatan sendiri yang dibetulkan.',
          'Id of the own note that it corrects.',
          null,
        ),
      }),
      answer: z.object({ id: uuid('Id catatan.', 'Id of the note.') }),
      handle: async ({ member, params, body }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        const done = await service.addNote(member, view.number, body);
        if (done.ok) return ok({ body: done.value });
        if (done.error.kind === 'not-found') return gone;
        const field = done.error.kind === 'not-correctable' ? 'corrects' : 'words';
        return fail({
          code: 'invalid-input',
          errors: [{ in: 'body', pointer: `/${field}`, message: done.error.kind }],
        });
      },
    }),
    tokenOperation({
      id: 'listCaseAssignments',
      method: 'get',
      path: '/cases/{number}/assignments',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Penanggung jawab perkara', en: 'Who looks after a case' },
      params: number,
      answer: z.object({
        items: listOf(
          AssignmentShape,
          'Penugasan, yang berlaku dahulu.',
          'Assignments, the one that stands first.',
          [],
        ),
      }),
      handle: async ({ member, params }) => {
        const view = await find(member, params.number);
        const work = view === undefined ? undefined : await service.caseWork(member, view.number);
        if (view === undefined || work === undefined) return gone;
        await cases.service.recordReading(member, view.id, 'case.assignments');
        const items = work.assignments.map((one) => ({
          person: one.userId,
          name: one.name,
          deputy: one.deputyId,
          since: one.since.toString(),
          endedAt: one.endedAt?.toString() ?? null,
          endedWhy: one.endedWhy,
        }));
        return ok({ body: { items } });
      },
    }),
    tokenOperation({
      id: 'assignCase',
      method: 'post',
      path: '/cases/{number}/assignments',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      status: 201,
      summary: { id: 'Menentukan penanggung jawab', en: 'Choose who looks after a case' },
      problems: ['not-yours'],
      params: number,
      body: z.strictObject({
        person: said(
          z.uuid().nullable(),
          'Id orang di kantor pemegang; null: lepaskan.',
          'Id of a person at the holding office; null: release.',
          '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e',
        ),
        deputy: said(z.uuid().nullable().default(null), 'Id wakil.', 'Id of the deputy.', null),
      }),
      answer: z.object({ case: caseNumber }),
      handle: async ({ member, params, body }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        const to = body.person === null ? null : { userId: body.person, deputyId: body.deputy };
        const done = await service.assign(member, view.number, to);
        if (done.ok) return ok({ body: { case: view.number } });
        switch (done.error.kind) {
          case 'not-found':
            return gone;
          case 'not-yours':
            return fail({ code: 'not-yours' });
          case 'nobody':
          case 'same-person':
            return fail({
              code: 'invalid-input',
              errors: [
                { in: 'body', pointer: done.error.kind === 'nobody' ? '/person' : '/deputy', message: done.error.kind },
              ],
            });
        }
      },
    }),
    tokenOperation({
      id: 'listSavedSearches',
      method: 'get',
      path: '/saved-searches',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Pencarian tersimpan', en: 'Saved searches' },
      answer: z.object({
        items: listOf(SavedShape, 'Pencarian, yang terbaru dahulu.', 'Searches, the newest first.', []),
      }),
      handle: async ({ member }) => {
        if (!mayRead(member)) return gone;
        const saved = await service.saved(member);
        const items = saved.map(({ id, name, search, alert, createdAt }) => ({
          ...{ id, name, alert },
          words: search.words,
          view: search.view,
          createdAt: createdAt.toString(),
        }));
        return ok({ body: { items } });
      },
    }),
    tokenOperation({
      id: 'saveSearch',
      method: 'post',
      path: '/saved-searches',
      tag: 'cases',
      scope: 'cases:read',
      once: true,
      status: 201,
      summary: { id: 'Menyimpan pencarian', en: 'Save a search' },
      body: z.strictObject({
        name: said(
          z.string().trim().min(1).max(MOST_NAME),
          'Nama pencarian.',
          'Name of the search.',
          'Kendaraan dinas',
        ),
        alert: said(z.enum(alerts).default('none'), 'Kapan dikabari.', 'When to tell.', 'none'),
        ...asked,
      }),
      answer: z.object({ id: uuid('Id pencarian.', 'Id of the search.') }),
      handle: async ({ member, body }) => {
        if (!mayRead(member)) return gone;
        const { name, alert, words, view, ...narrow } = body;
        const done = await service.save(member, name, { words: words.trim(), view, narrow }, alert);
        if (done.ok) return ok({ body: done.value });
        const pointer = done.error.kind === 'empty' ? '/words' : '/name';
        return fail({ code: 'invalid-input', errors: [{ in: 'body', pointer, message: done.error.kind }] });
      },
    }),
    tokenOperation({
      id: 'deleteSavedSearch',
      method: 'delete',
      path: '/saved-searches/{id}',
      tag: 'cases',
      scope: 'cases:read',
      once: true,
      status: 204,
      summary: { id: 'Menghapus pencarian tersimpan', en: 'Delete a saved search' },
      params: z.strictObject({ id: uuid('Id pencarian.', 'Id of the search.') }),
      answer: z.null(),
      handle: async ({ member, params }) => ((await service.forget(member, params.id)) ? ok({ body: null }) : gone),
    }),
  ];
}
