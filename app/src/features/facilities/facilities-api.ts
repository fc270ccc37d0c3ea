/** Facilities and equal access by program: what an office's own system of loans needs, with the same guards as the screen. */
import { z } from 'zod';
import {
  day,
  instant,
  instantOrNull,
  listOf,
  listOperation,
  named,
  type Operation,
  openOperation,
  type Refusal,
  said,
  tokenOperation,
  uuid,
} from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { PublicCount } from '../statistics/index.ts';
import { AlertFacts, alertStates, readAlerts } from './alert-read.ts';
import {
  askers,
  conditions,
  facilityKinds,
  facilityStates,
  outcomes,
  purposes,
  type RequestView,
  readBookings,
  readFacilities,
  readInstitutions,
  readPlaces,
  readRequests,
  readSides,
  reasonsOf,
  sideKinds,
} from './facility-read.ts';
import type { FacilityError, FacilityService } from './facility-service.ts';
import { alertSentences } from './parts.tsx';
import { readPublicRegister } from './public-read.ts';
import { facilityWords } from './words.ts';

const institutionCode = said(z.string().min(1).max(60), 'Kode instansi.', 'Code of the institution.', 'PEMKOT-AR');
const reasons = [...new Set(Object.values(reasonsOf).flat())] as const;
const [firstReason = 'usual', ...otherReasons] = reasons;
const plain = (text: string): boolean => !/[^\P{Cc}\n\r\t]/u.test(text) && text.isWellFormed();

const Facility = named(
  'Facility',
  z.object({
    id: uuid('Id fasilitas.', 'Id of the facility.'),
    kind: said(z.enum(facilityKinds), 'Jenis.', 'Kind.', 'hall'),
    name: said(z.string(), 'Nama.', 'Name.', 'Aula Contoh'),
    mark: said(z.string(), 'Nomor polisi atau nomor inventaris.', 'Number plate or inventory number.', 'INV-001'),
    area: said(z.string(), 'Wilayah.', 'Area.', 'Kota Arunika'),
    place: said(
      z.string(),
      'Alamat atau ruang; kosong: tidak dicatat.',
      'Address or room; empty: not recorded.',
      'Jalan Contoh 1',
    ),
    capacity: said(z.int().nullable(), 'Kapasitas; null: tidak dicatat.', 'Capacity; null: not recorded.', 300),
    forHire: said(
      z.boolean(),
      'Disewakan kepada umum dengan syarat yang sama.',
      'Let to the public on the same terms.',
      true,
    ),
    state: said(z.enum(facilityStates), 'Keadaan.', 'State.', 'usable'),
  }),
  'Satu fasilitas instansi.',
  'One facility of an institution.',
);

const Area = named(
  'FacilityArea',
  z.object({
    id: uuid('Id wilayah.', 'Id of the area.'),
    name: said(z.string(), 'Nama.', 'Name.', 'Kota Arunika'),
  }),
  'Wilayah tempat fasilitas dapat dipakai.',
  'An area where facilities can be used.',
);

const Side = named(
  'AccessSide',
  z.object({
    id: uuid('Id pihak.', 'Id of the side.'),
    election: said(z.string(), 'Pemilihan.', 'Election.', 'pilkada-2024'),
    contest: said(z.string(), 'Jabatan yang diperebutkan.', 'Contest.', 'kepala-daerah'),
    kind: said(z.enum(sideKinds), 'Jenis pihak.', 'Kind of side.', 'party'),
    letter: said(z.string(), 'Huruf, sebagaimana di halaman umum.', 'Letter, as on the public page.', 'A'),
    name: said(
      z.string(),
      'Nama, sebagaimana dicatat instansi.',
      'Name, as the institution entered it.',
      'Partai Rekaan',
    ),
  }),
  'Satu pihak dalam satu pemilihan.',
  'One side in one election.',
);

const FacilityRequest = named(
  'FacilityRequest',
  z.object({
    id: uuid('Id permintaan.', 'Id of the request.'),
    facilityId: uuid('Fasilitas yang diminta.', 'The facility that was asked for.'),
    asker: said(z.enum(askers), 'Siapa yang meminta.', 'Who asks.', 'party'),
    side: said(
      z.string().nullable(),
      'Huruf pihak dalam pemilihan; null: bukan pihak.',
      'Letter of the side in the election; null: no side.',
      'A',
    ),
    election: said(z.string().nullable(), 'Pemilihan; null: bukan pihak.', 'Election; null: no side.', 'pilkada-2024'),
    contest: said(
      z.string().nullable(),
      'Jabatan yang diperebutkan; null: bukan pihak.',
      'Contest; null: no side.',
      'kepala-daerah',
    ),
    purpose: said(z.enum(purposes), 'Untuk apa.', 'What for.', 'campaign'),
    from: instant('Dari.', 'From.'),
    to: instant('Sampai.', 'Until.'),
    askedAt: instant('Permintaan masuk.', 'When the request came in.'),
    outcome: said(z.enum(outcomes).nullable(), 'Jawaban; null: menunggu.', 'Answer; null: waiting.', 'granted'),
    reason: said(
      z.string().nullable(),
      'Alasan jawaban; null: menunggu.',
      'Reason of the answer; null: waiting.',
      'usual',
    ),
    answeredAt: instantOrNull('Dijawab.', 'Answered.'),
  }),
  'Satu permintaan. Nama pemohon tidak keluar lewat API.',
  'One request. Names of askers do not leave by the API.',
);

const Loan = named(
  'FacilityLoan',
  z.object({
    id: uuid('Id peminjaman.', 'Id of the loan.'),
    facilityId: uuid('Fasilitas yang dipinjam.', 'The facility that is lent.'),
    requestId: said(
      z.uuid().nullable(),
      'Permintaannya; null: ditutup, bukan dipinjam.',
      'The request; null: closed, not lent.',
      null,
    ),
    kind: said(z.enum(['loan', 'closed']), 'Dipinjam atau ditutup.', 'Lent or closed.', 'loan'),
    from: instant('Dari.', 'From.'),
    to: instant('Sampai.', 'Until.'),
    outAt: instantOrNull('Keluar.', 'Left.'),
    outOdometer: said(
      z.int().nullable(),
      'Odometer saat keluar; null: tidak dicatat.',
      'Odometer at leaving; null: not recorded.',
      12500,
    ),
    inAt: instantOrNull('Kembali.', 'Returned.'),
    inOdometer: said(
      z.int().nullable(),
      'Odometer saat kembali; null: tidak dicatat.',
      'Odometer at return; null: not recorded.',
      12580,
    ),
  }),
  'Satu peminjaman atau penutupan.',
  'One loan or closure.',
);

const Alert = named(
  'AccessAlert',
  z.object({
    id: uuid('Id pertanyaan.', 'Id of the question.'),
    kind: said(
      z.enum(['share', 'week-share', 'same-week', 'answer-time', 'withdrawn', 'campaign-loan']),
      'Jenis beda.',
      'Kind of difference.',
      'week-share',
    ),
    week: said(
      z.string().nullable(),
      'Senin pekan itu (ISO); null: seluruh waktu.',
      'Monday of the week (ISO); null: the whole time.',
      '2024-10-07',
    ),
    state: said(z.enum(alertStates), 'Belum dijelaskan, sudah, atau selesai.', 'Open, explained or closed.', 'open'),
    says: listOf(
      said(z.string(), 'Satu kalimat.', 'One sentence.', 'Pihak A diberi 9 dari 9.'),
      'Kalimat-kalimatnya, dengan angka.',
      'The sentences, with numbers.',
      [],
    ),
    raisedAt: instant('Muncul.', 'Came up.'),
  }),
  'Satu beda yang perlu dijelaskan. Pertanyaan, bukan tuduhan.',
  'One difference that needs an explanation. A question, not an accusation.',
);

const Taken = named(
  'FacilityTaken',
  z.object({ id: uuid('Id yang dicatat.', 'Id of what was recorded.') }),
  'Yang dicatat.',
  'What was recorded.',
);

const Count = said(z.int().nullable(), 'Angka; null: 1 sampai 4, disamarkan.', 'Number; null: 1 to 4, hidden.', 9);
const PublicCellShape = z.object({
  week: day('Senin pekan itu.', 'Monday of the week.', '2024-10-07'),
  answered: Count,
  granted: said(z.int().nullable(), 'Yang diberi; null: disamarkan.', 'Granted; null: hidden.', 9),
});

const path = {
  id: z.strictObject({ id: uuid('Id permintaan atau peminjamannya.', 'Id of the request or the loan.') }),
};
const gone = fail({ code: 'not-found' } as const);

export function facilityOperations(platform: Platform, service: FacilityService): readonly Operation[] {
  const { db, keys, legalClock } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const institutionOf = async (tx: Tx, code: string) => (await readInstitutions(tx)).find((one) => one.code === code);

  return [
    tokenOperation({
      id: 'listFacilities',
      method: 'get',
      path: '/facilities',
      tag: 'facilities',
      scope: 'facilities:read',
      summary: { id: 'Daftar fasilitas', en: 'List facilities' },
      detail: {
        id: 'Kendaraan, gedung, aula, dan peralatan satu instansi.',
        en: 'Vehicles, buildings, halls and equipment of one institution.',
      },
      problems: ['not-found'],
      query: z.strictObject({ institution: institutionCode }),
      answer: z.object({ items: listOf(Facility, 'Fasilitas.', 'Facilities.', []) }),
      handle: async ({ member, query }) => {
        const rows = await as(member, async (tx) => {
          const institution = await institutionOf(tx, query.institution);
          return institution === undefined
            ? null
            : readFacilities(tx, { institutionId: institution.id, retired: true });
        });
        if (rows === null) return gone;
        return ok({
          body: {
            items: rows.map(({ id, kind, name, mark, regionName, place, capacity, forHire, state }) => ({
              id,
              kind,
              name,
              mark,
              area: regionName,
              place,
              capacity,
              forHire,
              state,
            })),
          },
        });
      },
    }),
    tokenOperation({
      id: 'listFacilityAreas',
      method: 'get',
      path: '/facility-areas',
      tag: 'facilities',
      scope: 'facilities:write',
      summary: { id: 'Wilayah pemakaian', en: 'Areas of use' },
      detail: {
        id: 'Wilayah sekitar instansi: `useRegionId` suatu permintaan adalah salah satunya.',
        en: 'Areas around an institution: `useRegionId` of a request is one of them.',
      },
      problems: ['not-found'],
      query: z.strictObject({ institution: institutionCode }),
      answer: z.object({ items: listOf(Area, 'Wilayah, yang terluas lebih dahulu.', 'Areas, the widest first.', []) }),
      handle: async ({ member, query }) => {
        const rows = await as(member, async (tx) => {
          const institution = await institutionOf(tx, query.institution);
          return institution === undefined ? null : readPlaces(tx, institution);
        });
        return rows === null ? gone : ok({ body: { items: rows.map(({ id, name }) => ({ id, name })) } });
      },
    }),
    tokenOperation({
      id: 'listAccessSides',
      method: 'get',
      path: '/access-sides',
      tag: 'facilities',
      scope: 'facilities:write',
      summary: { id: 'Pihak yang tercatat', en: 'Sides on record' },
      detail: {
        id: 'Partai, calon, dan tim kampanye yang dicatat instansi ini: `sideId` suatu permintaan adalah salah satunya. Pihak baru dicatat di layar.',
        en: 'Parties, candidates and campaign teams that this institution has on record: `sideId` of a request is one of them. New sides are entered on the screen.',
      },
      problems: ['not-found'],
      query: z.strictObject({ institution: institutionCode }),
      answer: z.object({ items: listOf(Side, 'Pihak.', 'Sides.', []) }),
      handle: async ({ member, query }) => {
        const rows = await as(member, async (tx) => {
          const institution = await institutionOf(tx, query.institution);
          if (institution === undefined) return null;
          await service.record(tx, member, 'facility.sides-read', institution.id);
          return readSides(tx, keys, institution.id);
        });
        if (rows === null) return gone;
        return ok({
          body: {
            items: rows.map((row) => ({
              id: row.id,
              election: row.electionId,
              contest: row.contestId,
              kind: row.kind,
              letter: row.letter,
              name: row.name,
            })),
          },
        });
      },
    }),
    listOperation({
      id: 'listFacilityRequests',
      method: 'get',
      path: '/facility-requests',
      tag: 'facilities',
      scope: 'facilities:read',
      summary: { id: 'Daftar permintaan', en: 'List requests' },
      detail: {
        id: 'Yang terbaru lebih dahulu, dengan jawaban dan waktunya.',
        en: 'The newest first, with answers and times.',
      },
      problems: ['not-found'],
      filters: z.strictObject({
        institution: institutionCode,
        waiting: said(
          z.enum(['yes', 'no']).default('no'),
          'Hanya yang menunggu jawaban.',
          'Only those that wait for an answer.',
          'no',
        ),
      }),
      item: FacilityRequest,
      handle: async ({ member, query, limit, after }) => {
        const [askedAt, id] = after ?? [];
        const rows = await as(member, async (tx) => {
          const institution = await institutionOf(tx, query.institution);
          if (institution === undefined) return null;
          await service.record(tx, member, 'facility.requests-read', institution.id);
          return readRequests(
            tx,
            keys,
            {
              institutionId: institution.id,
              waiting: query.waiting === 'yes',
              after: askedAt === undefined || id === undefined ? undefined : { askedAt, id },
            },
            limit + 1,
          );
        });
        if (rows === null) return gone;
        const items = rows.slice(0, limit);
        const last = items.at(-1);
        const next = rows.length > limit && last !== undefined ? [last.askedAt.toString(), last.id] : null;
        return ok({ items: items.map(shapeOf), next });
      },
    }),
    tokenOperation({
      id: 'enterFacilityRequest',
      method: 'post',
      path: '/facility-requests',
      tag: 'facilities',
      scope: 'facilities:write',
      once: true,
      status: 201,
      summary: { id: 'Mencatat permintaan', en: 'Record a request' },
      detail: {
        id: 'Oleh pengelola fasilitas instansi. Partai, calon, dan tim kampanye harus tercatat sebagai pihak lebih dahulu.',
        en: 'By the manager of facilities. Parties, candidates and campaign teams must be entered as sides first.',
      },
      problems: ['not-found', 'not-possible'],
      body: z.strictObject({
        facilityId: uuid('Fasilitas yang diminta.', 'The facility that is asked for.'),
        asker: said(z.enum(askers), 'Siapa yang meminta.', 'Who asks.', 'citizens'),
        sideId: said(
          z.uuid().nullable().default(null),
          'Pihak; wajib bagi partai, calon, dan tim.',
          'The side; needed for parties, candidates and teams.',
          null,
        ),
        purpose: said(z.enum(purposes), 'Untuk apa.', 'What for.', 'community'),
        words: said(
          z.string().trim().min(3).max(2000).refine(plain, 'huruf kendali / control characters'),
          'Nama pemohon dan keterangan; tersimpan terkunci.',
          'Name of the asker and details; kept locked.',
          'Karang taruna rekaan',
        ),
        useRegionId: uuid('Wilayah pemakaian.', 'Where it will be used.'),
        from: instant('Dari.', 'From.'),
        to: instant('Sampai.', 'Until.'),
        askedAt: instant('Permintaan masuk.', 'When the request came in.'),
      }),
      answer: Taken,
      handle: async ({ member, body, lang }) => {
        const done = await service.enterRequest(member, platform.uuid(), {
          ...body,
          from: Temporal.Instant.from(body.from),
          to: Temporal.Instant.from(body.to),
          askedAt: Temporal.Instant.from(body.askedAt),
        });
        return answerOf(done, lang);
      },
    }),
    tokenOperation({
      id: 'answerFacilityRequest',
      method: 'post',
      path: '/facility-requests/{id}/answer',
      tag: 'facilities',
      scope: 'facilities:write',
      once: true,
      status: 201,
      summary: { id: 'Menjawab permintaan', en: 'Answer a request' },
      detail: {
        id: 'Satu jawaban, tidak dapat diubah. Yang diberi langsung masuk kalender; dua peminjaman tidak dapat bertumpuk.',
        en: 'One answer, never changed. What is granted enters the calendar; no two loans can overlap.',
      },
      problems: ['not-found', 'not-possible'],
      params: path.id,
      body: z.strictObject({
        outcome: said(z.enum(outcomes), 'Jawaban.', 'Answer.', 'granted'),
        reason: said(
          z.enum([firstReason, ...otherReasons]),
          'Alasan yang sesuai dengan jawaban.',
          'A reason that fits the answer.',
          'usual',
        ),
        words: said(
          z.string().trim().max(2000).refine(plain, 'huruf kendali / control characters').default(''),
          'Penjelasan; wajib bila alasannya other atau by-asker.',
          'Explanation; needed where the reason is other or by-asker.',
          '',
        ),
        instead: z
          .strictObject({
            facilityId: uuid('Fasilitas penggantinya.', 'The facility lent instead.'),
            from: instant('Dari.', 'From.'),
            to: instant('Sampai.', 'Until.'),
          })
          .nullable()
          .default(null)
          .meta({ description: 'Wajib bila changed.', 'x-description-en': 'Needed where changed.', examples: [null] }),
      }),
      answer: Taken,
      handle: async ({ member, params, body, lang }) => {
        const { instead } = body;
        const done = await service.answer(member, params.id, {
          outcome: body.outcome,
          reason: body.reason,
          words: body.words,
          instead:
            instead === null
              ? null
              : {
                  facilityId: instead.facilityId,
                  from: Temporal.Instant.from(instead.from),
                  to: Temporal.Instant.from(instead.to),
                },
        });
        return answerOf(done, lang);
      },
    }),
    tokenOperation({
      id: 'listFacilityLoans',
      method: 'get',
      path: '/facility-loans',
      tag: 'facilities',
      scope: 'facilities:read',
      summary: { id: 'Kalender peminjaman', en: 'Calendar of loans' },
      detail: {
        id: 'Yang dipinjam dan yang ditutup antara dua saat, paling banyak 2.000.',
        en: 'What is lent and closed between two moments, at most 2,000.',
      },
      problems: ['not-found'],
      query: z.strictObject({
        institution: institutionCode,
        from: instant('Dari.', 'From.'),
        to: instant('Sampai.', 'Until.'),
      }),
      answer: z.object({ items: listOf(Loan, 'Peminjaman dan penutupan.', 'Loans and closures.', []) }),
      handle: async ({ member, query }) => {
        const rows = await as(member, async (tx) => {
          const institution = await institutionOf(tx, query.institution);
          const span = { from: Temporal.Instant.from(query.from), to: Temporal.Instant.from(query.to) };
          return institution === undefined
            ? null
            : readBookings(tx, keys, { institutionIds: [institution.id], ...span });
        });
        if (rows === null) return gone;
        return ok({
          body: {
            items: rows.map((row) => ({
              id: row.id,
              facilityId: row.facilityId,
              requestId: row.requestId,
              kind: row.kind,
              from: row.from.toString(),
              to: row.to.toString(),
              outAt: row.out?.at.toString() ?? null,
              outOdometer: row.out?.odometer ?? null,
              inAt: row.back?.at.toString() ?? null,
              inOdometer: row.back?.odometer ?? null,
            })),
          },
        });
      },
    }),
    tokenOperation({
      id: 'recordFacilityLoan',
      method: 'post',
      path: '/facility-loans/{id}/events',
      tag: 'facilities',
      scope: 'facilities:write',
      once: true,
      status: 201,
      summary: { id: 'Mencatat keluar atau kembali', en: 'Record leaving or return' },
      detail: {
        id: 'Masing-masing satu kali; odometer saat kembali tidak kurang dari saat keluar.',
        en: 'Each once; the odometer at return is not less than at leaving.',
      },
      problems: ['not-found', 'not-possible'],
      params: path.id,
      body: z.strictObject({
        kind: said(z.enum(['out', 'in']), 'Keluar atau kembali.', 'Leaving or return.', 'out'),
        at: instant('Kapan.', 'When.'),
        odometer: said(
          z.int().min(0).max(9_999_999).nullable().default(null),
          'Odometer (km); null: bukan kendaraan.',
          'Odometer (km); null: no vehicle.',
          12500,
        ),
        condition: said(z.enum(conditions), 'Keadaan.', 'Condition.', 'good'),
      }),
      answer: Taken,
      handle: async ({ member, params, body, lang }) => {
        const { kind, odometer, condition } = body;
        return answerOf(
          await service.loan(member, params.id, kind, {
            at: Temporal.Instant.from(body.at),
            odometer,
            condition,
            words: '',
          }),
          lang,
        );
      },
    }),
    tokenOperation({
      id: 'listAccessAlerts',
      method: 'get',
      path: '/access-alerts',
      tag: 'facilities',
      scope: 'facilities:read',
      summary: { id: 'Beda yang perlu dijelaskan', en: 'Differences to explain' },
      detail: {
        id: 'Pertanyaan, bukan tuduhan; tanpa nama orang.',
        en: 'Questions, not accusations; no person is named.',
      },
      problems: ['not-found'],
      query: z.strictObject({ institution: institutionCode }),
      answer: z.object({ items: listOf(Alert, 'Pertanyaan.', 'Questions.', []) }),
      handle: async ({ member, query, lang }) => {
        const rows = await as(member, async (tx) => {
          const institution = await institutionOf(tx, query.institution);
          if (institution === undefined) return null;
          await service.record(tx, member, 'facility.alerts-read', institution.id);
          return readAlerts(tx, keys, { institutionId: institution.id });
        });
        if (rows === null) return gone;
        return ok({
          body: {
            items: rows.map((row) => ({
              id: row.id,
              kind: AlertFacts.parse(row.facts).kind,
              week: row.week,
              state: row.state,
              says: [...alertSentences(row, lang)],
              raisedAt: row.raisedAt.toString(),
            })),
          },
        });
      },
    }),
    openOperation({
      id: 'readEqualAccess',
      method: 'get',
      path: '/institutions/{code}/equal-access',
      tag: 'facilities',
      summary: { id: 'Akses setara suatu instansi, untuk umum', en: 'Equal access of an institution, for the public' },
      detail: {
        id: 'Hitungan tiap pihak dan pekan; angka 1 sampai 4 disamarkan. Tanpa nama orang.',
        en: 'Counts by side and week; numbers from 1 to 4 are hidden. No person is named.',
      },
      problems: ['not-found'],
      params: z.strictObject({ code: institutionCode }),
      answer: z.object({
        sides: listOf(
          z.object({
            election: said(z.string(), 'Pemilihan.', 'Election.', 'pilkada-2024'),
            contest: said(z.string(), 'Jabatan yang diperebutkan.', 'Contest.', 'kepala-daerah'),
            letter: said(z.string(), 'Huruf pihak.', 'Letter of the side.', 'A'),
            party: said(
              z.string().nullable(),
              'Nama partai; null: bukan partai.',
              'Name of the party; null: no party.',
              'Partai Contoh A',
            ),
            lapsed: said(
              z.int().nullable(),
              'Tidak dijawab sampai waktu pemakaiannya tiba; null: disamarkan. Dibulatkan ke bawah ke kelipatan lima bila ada pekan yang disamarkan.',
              'Not answered before the wanted time; null: hidden. Rounded down to fives where a week is hidden.',
              0,
            ),
            waiting: said(z.int().nullable(), 'Masih menunggu; null: disamarkan.', 'Still waiting; null: hidden.', 6),
            withdrawn: said(
              z.int().nullable(),
              'Dicatat sebagai ditarik pemohon; null: disamarkan.',
              'Written down as taken back; null: hidden.',
              0,
            ),
            weeks: listOf(PublicCellShape, 'Pekan demi pekan.', 'Week by week.', []),
          }),
          'Pihak.',
          'Sides.',
          [],
        ),
      }),
      handle: async ({ params }) => {
        const now = await legalClock.now();
        const register = await runAs(db, { kind: 'public' }, (tx) => readPublicRegister(tx, params.code, now));
        if (register === undefined) return gone;
        return ok({
          body: {
            sides: register.contests.flatMap((contest) =>
              contest.sides.map((side) => ({
                election: contest.electionId,
                contest: contest.contestId,
                letter: side.letter,
                party: side.partyName,
                lapsed: side.total.lapsed === null ? null : numberOf(side.total.lapsed),
                waiting: numberOf(side.total.waiting),
                withdrawn: numberOf(side.total.withdrawn),
                weeks: contest.weeks.map((week, index) => {
                  const cell = side.cells[index] ?? { kind: 'none' as const };
                  const answered = cell.kind === 'shown' ? cell.answered : cell.kind === 'none' ? 0 : null;
                  const granted =
                    cell.kind === 'none'
                      ? 0
                      : cell.kind === 'shown' && cell.share.kind === 'exact'
                        ? cell.share.granted
                        : null;
                  return { week, answered, granted };
                }),
              })),
            ),
          },
        });
      },
    }),
  ];
}

function answerOf(
  done: Result<{ readonly id: string }, FacilityError>,
  lang: Language,
): Result<{ readonly body: { readonly id: string } }, Refusal> {
  if (done.ok) return ok({ body: { id: done.value.id } });
  if (done.error === 'not-found') return gone;
  return fail({ code: 'not-possible', detail: facilityWords(lang).wrong[done.error] });
}

const numberOf = (count: PublicCount): number | null => (count.kind === 'exact' ? count.value : null);

function shapeOf(row: RequestView) {
  return {
    id: row.id,
    facilityId: row.facility.id,
    asker: row.asker,
    side: row.side?.letter ?? null,
    election: row.side?.electionId ?? null,
    contest: row.side?.contestId ?? null,
    purpose: row.purpose,
    from: row.from.toString(),
    to: row.to.toString(),
    askedAt: row.askedAt.toString(),
    outcome: row.answer?.outcome ?? null,
    reason: row.answer?.reason ?? null,
    answeredAt: row.answer?.at.toString() ?? null,
  };
}
