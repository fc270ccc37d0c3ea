/** Clocks by program: stopping and resuming a limit, and who is away. Entering absences is for people, on the screen: a program heads no office. */
import { z } from 'zod';
import {
  caseNumber,
  day,
  instantOrNull,
  listOf,
  named,
  type Operation,
  type Refusal,
  said,
  tokenOperation,
  uuid,
} from '../../platform/api/index.ts';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  type CasesFeature,
  caseDoor,
  gone,
  MOST_BASIS_NOTE,
  number,
  type StandstillError,
  written,
} from '../cases/index.ts';
import { absenceKinds, readAbsences, workplaces } from './attendance-read.ts';
import { MOST_REASON } from './case-limits-page.tsx';
import type { DeadlineService } from './deadline-service.ts';
import { deadlineWords } from './words.ts';

const limitPath = z.strictObject({
  ...number.shape,
  limit: uuid('Id batas waktu.', 'Id of the limit.'),
});

/** What PostgreSQL cannot hold is refused with the rest. */
function isPlain(text: string): boolean {
  return !/[^\P{Cc}\n\r\t]/u.test(text) && text.isWellFormed();
}

const StandstillInput = z.strictObject({
  reason: said(
    z.string().trim().min(10).max(MOST_REASON).refine(isPlain, 'huruf kendali / control characters'),
    'Alasan, paling sedikit 10 huruf.',
    'Reason, at least 10 letters.',
    'Menunggu keterangan ahli.',
  ),
  basis: said(
    z.string().trim().min(1).max(MOST_BASIS_NOTE).refine(isPlain, 'huruf kendali / control characters'),
    'Id aturan yang berlaku hari itu menurut data hukum (`prosedur/langkah` atau instrumen), atau kutipannya persis; untuk batas hukum harus peraturan.',
    'Id of a rule that the law data know in force that day (`procedure/step` or an instrument), or its very citation; for a limit of law a regulation.',
    'perbawaslu7_2022',
  ),
  note: said(
    z.string().trim().max(MOST_BASIS_NOTE).refine(isPlain, 'huruf kendali / control characters').optional(),
    'Pasal atau surat, di samping aturannya.',
    'Article or letter, beside the rule.',
    'ps 24',
  ),
});

const StopInput = z.strictObject({
  ...StandstillInput.shape,
  untilDay: day(
    'Hari batas berjalan lagi dengan sendirinya, paling lama satu tahun.',
    'Day on which the limit goes on by itself, one year ahead at most.',
    '2024-10-18',
  ),
});

const StandstillTaken = named(
  'LimitChanged',
  z.object({
    case: caseNumber,
    step: said(
      z.int(),
      'Nomor langkah terakhir sesudahnya; ETag yang baru.',
      'Number of the last step afterwards; the new ETag.',
      7,
    ),
    dueAt: instantOrNull('Jatuh tempo sekarang; null selama dihentikan.', 'Due now; null while it stands still.'),
  }),
  'Batas waktu dihentikan atau dilanjutkan.',
  'The limit was stopped or resumed.',
);

const Absence = named(
  'Absence',
  z.object({
    id: uuid('Id ketidakhadiran.', 'Id of the absence.'),
    officeId: uuid('Kantornya.', 'The office.'),
    name: said(z.string(), 'Siapa yang tidak di kantor.', 'Who is away.', 'Petugas Rekaan'),
    fromDay: said(z.string(), 'Hari pertama (ISO).', 'First day (ISO).', '2024-10-07'),
    untilDay: said(z.string(), 'Hari terakhir (ISO).', 'Last day (ISO).', '2024-10-11'),
    kind: said(z.enum(absenceKinds), 'Sebab, kasar dengan sengaja.', 'Why, coarse on purpose.', 'leave'),
    deputyName: said(
      z.string().nullable(),
      'Pengganti; null: pimpinan diberi tahu.',
      'Who stands in; null: the head is told.',
      null,
    ),
  }),
  'Ketidakhadiran.',
  'An absence.',
);

export function deadlineOperations(
  platform: Platform,
  deps: { readonly service: DeadlineService; readonly cases: Pick<CasesFeature, 'readModel' | 'service'> },
): readonly Operation[] {
  const { service, cases } = deps;
  const { as, find } = caseDoor(cases);
  const standstill = (
    spec: Pick<Operation, 'id' | 'path' | 'summary'> & { readonly detail: NonNullable<Operation['detail']> },
    input: typeof StandstillInput | typeof StopInput,
    use: (
      member: Member,
      number: string,
      wish: {
        readonly clockId: string;
        readonly reason: string;
        readonly basis: string;
        readonly note?: string | undefined;
        readonly untilDay?: string;
      },
      seen: number,
    ) => ReturnType<DeadlineService['resume']>,
  ): Operation =>
    tokenOperation({
      ...spec,
      method: 'post',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      ifMatch: true,
      status: 201,
      problems: ['not-yours', 'changed', 'not-possible'],
      params: limitPath,
      body: input,
      answer: StandstillTaken,
      handle: async ({ member, params, body, seen, lang }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        const done = await use(member, written(params.number), { ...body, clockId: params.limit }, seen);
        if (!done.ok) return fail(refusalOf(done.error, lang));
        const { seq, dueAt } = done.value;
        return ok({
          body: { case: view.number, step: seq, dueAt: dueAt?.toString() ?? null },
          etag: `"${seq}"`,
          location: `/cases/${view.number}`,
        });
      },
    });

  return [
    standstill(
      {
        id: 'stopLimit',
        path: '/cases/{number}/limits/{limit}/stop',
        summary: { id: 'Menghentikan batas waktu sementara', en: 'Stop a limit for a time' },
        detail: {
          id: 'Oleh kantor yang memegang perkara dan harus memenuhi batas itu (batas tindak lanjut PPK: hanya kantor yang mengawasinya), sebagai langkah perkara dengan alasan dan dasar. Batas hukum hanya berhenti dengan pasal peraturan. If-Match memuat langkah terakhir yang dibaca.',
          en: 'By the office that holds the case and must meet the limit (that of an authority: only the office that watches over it), as a step of the case with reason and basis. A limit of law stops only by an article of a regulation. If-Match holds the last step that was read.',
        },
      },
      StopInput,
      (member, number, { untilDay, ...wish }, seen) =>
        service.stop(member, number, { ...wish, untilOn: untilDay ?? '' }, seen),
    ),
    standstill(
      {
        id: 'resumeLimit',
        path: '/cases/{number}/limits/{limit}/resume',
        summary: { id: 'Melanjutkan batas waktu', en: 'Resume a limit' },
        detail: {
          id: 'Sisa waktunya sama seperti saat dihentikan; jatuh tempo dihitung lagi dengan hari libur yang berlaku.',
          en: 'What was left when it was stopped is left now; the due day is counted again with the holidays in force.',
        },
      },
      StandstillInput,
      service.resume,
    ),
    tokenOperation({
      id: 'listAbsences',
      method: 'get',
      path: '/absences',
      tag: 'offices',
      scope: 'members:read',
      summary: { id: 'Yang tidak di kantor', en: 'Who is away' },
      detail: {
        id: 'Ketidakhadiran yang berlaku atau akan datang di kantor token ini. Mencatatnya hanya di layar, oleh orangnya sendiri atau kepala kantor.',
        en: 'Absences of the office of this token that hold or are to come. They are entered on the screen only, by the person or the head of the office.',
      },
      answer: z.object({ items: listOf(Absence, 'Ketidakhadiran.', 'Absences.', []) }),
      handle: async ({ member }) => {
        const own = workplaces(member);
        const [first] = own;
        if (first === undefined) return gone;
        const day = legalDay(await platform.legalClock.now(), first.bodyZone);
        const rows = await runAs(platform.db, as(member), (tx) =>
          readAbsences(
            tx,
            own.map((one) => one.bodyId),
            day,
          ),
        );
        return ok({
          body: {
            items: rows.map(({ id, bodyId, name, fromDay, untilDay, kind, deputyName }) => ({
              id,
              officeId: bodyId,
              name,
              fromDay,
              untilDay,
              kind,
              deputyName,
            })),
          },
        });
      },
    }),
  ];
}

function refusalOf(error: StandstillError, lang: Language): Refusal {
  switch (error.kind) {
    case 'changed':
      return { code: 'changed', headers: { etag: `"${error.seq}"` } };
    case 'not-found':
    case 'not-yours':
      return { code: error.kind };
    case 'no-limit':
      return { code: 'not-found' };
    case 'already-stopped':
    case 'not-stopped':
    case 'expired':
    case 'only-by-law':
    case 'unknown-basis':
    case 'cannot-stop':
    case 'wrong-day':
    case 'in-conflict':
      return { code: 'not-possible', detail: deadlineWords(lang).form.problems[error.kind] };
  }
}
