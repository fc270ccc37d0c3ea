/** Addresses of facilities and of the equal-access register. Whoever may not see an institution gets the page of one that does not exist. */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { inLanguage } from '../../platform/http/language.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { fromLocalInput, toLocalInput } from '../../platform/i18n/dates.ts';
import { csvLine, csvStart, type ImportKind, type ImportService } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Result } from '../../platform/result.ts';
import { membershipsFor, signInFirst } from '../accounts/index.ts';
import { writeCalendar } from '../deadlines/index.ts';
import { importPages, isImportUpload } from '../imports/index.ts';
import { readAlerts } from './alert-read.ts';
import { CalendarPage, FacilityForm, FacilityPage, home, ListPage } from './facility-pages.tsx';
import {
  askers,
  conditions,
  eventKinds,
  type FacilityView,
  facilityKinds,
  facilityStates,
  type Institution,
  outcomes,
  purposes,
  readBookings,
  readEvents,
  readFacilities,
  readInstitutions,
  readPlaces,
  readRequests,
  readSides,
  readSupervisedPlaces,
  readTreated,
  reasonsOf,
  sideKinds,
} from './facility-read.ts';
import type { FacilityError, FacilityService, FacilityWish } from './facility-service.ts';
import { isLapsed, isSettled, minutesOf, UNANSWERED } from './fairness.ts';
import { contestName } from './parts.tsx';
import { PublicRegisterPage } from './public-page.tsx';
import { readPublicRegister } from './public-read.ts';
import { AlertPage, EventsPage, eventsHome, RegisterPage, registerHome } from './register-pages.tsx';
import { RequestForm, RequestPage, RequestsPage, SidesPage } from './request-pages.tsx';
import { mondayOf, weekOf, weekSpan } from './weeks.ts';
import { facilityWords } from './words.ts';

export const facilityImportBase = `${home}/impor`;
export const eventImportBase = `${eventsHome}/impor`;

/** Uploads of this feature, which stream past the small limits and check their token themselves. */
export function isFacilityUpload(path: string, contentType: string | undefined): boolean {
  return isImportUpload(path, contentType, facilityImportBase) || isImportUpload(path, contentType, eventImportBase);
}

export const facilityRoles = ['facility', 'inspectorate', 'officer', 'overseer'] as const;

const MOST_WORDS = 2000;
/** Requests on one page; older ones follow on the next. */
const requestsOnPage = 50;

interface Deps {
  readonly platform: Platform;
  readonly service: FacilityService;
  readonly imports: ImportService;
  readonly kinds: readonly ImportKind[];
  readonly electionId: () => Promise<string>;
}

export function facilityRoutes({ platform, service, imports, kinds, electionId }: Deps): Hono<Env> {
  const { db, keys, legalClock, law } = platform;
  const routes = new Hono<Env>();
  const as = <T,>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const wordsOf = (c: Ctx) => facilityWords(c.get('lang'));
  const wrong = (c: Ctx, field: string, error: FacilityError): FieldError => ({
    field,
    message: wordsOf(c).wrong[error],
  });

  const atDesk = (c: Ctx): Member | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return c.req.method === 'GET' ? Promise.resolve(signInFirst(c, platform)) : notHere(c);
    return membershipsFor(member, facilityRoles).length > 0 ? member : notHere(c);
  };

  interface Here {
    readonly member: Member;
    readonly institution: Institution;
    readonly institutions: readonly Institution[];
  }
  /** The institution that is asked for, or the first that the person sees. */
  const here = async (c: Ctx, code: string): Promise<Here | Response> => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const institutions = await as(member, readInstitutions);
    const own = institutions.find((one) => one.manages || one.inspects);
    const institution = code === '' ? (own ?? institutions[0]) : institutions.find((one) => one.code === code);
    return institution === undefined ? notHere(c) : { member, institution, institutions };
  };
  const asked = (c: Ctx): Promise<Here | Response> => here(c, c.req.query('instansi') ?? '');
  const idIn = (c: Ctx, name = 'id'): string => {
    const read = z.uuid().safeParse(c.req.param(name));
    return read.success ? read.data : '';
  };
  const managing = (found: Here | Response): found is Here => !(found instanceof Response) && found.institution.manages;
  const doneOf = (c: Ctx): string | null => {
    const words = wordsOf(c);
    const said: Readonly<Record<string, string>> = {
      simpan: words.form.saved,
      minta: words.request.saved,
      jawab: words.answer.saved,
      pinjam: words.loan.saved,
      pihak: words.sides.saved,
      kegiatan: words.events.saved,
      hapus: words.events.ended,
      jelas: words.alert.saved,
      matikan: words.calendar.revoked,
    };
    return said[c.req.query('selesai') ?? ''] ?? null;
  };
  const contestsOf = (lang: 'id' | 'en', first: string) =>
    law
      .current()
      .elections.toSorted(
        (a, b) => Number(b.id === first) - Number(a.id === first) || b.votingOn.localeCompare(a.votingOn),
      )
      .flatMap((election) =>
        election.contests.map((contest) => ({
          value: `${election.id}/${contest.id}`,
          label: contestName(law.current(), election.id, contest.id, lang),
        })),
      );

  // The list.
  routes.get(home, async (c) => {
    const found = await asked(c);
    if (found instanceof Response) return found;
    const kind = facilityKinds.find((one) => one === c.req.query('jenis'));
    const facilities = await as(found.member, (tx) =>
      readFacilities(tx, {
        institutionId: found.institution.id,
        retired: true,
        ...(kind === undefined ? {} : { kind }),
      }),
    );
    return show(
      c,
      <ListPage
        page={await platform.page(c)}
        {...found}
        {...{ facilities }}
        kind={kind ?? ''}
        done={doneOf(c)}
        errors={[]}
      />,
    );
  });

  // Adding and changing.
  const formPage = async (
    c: Ctx,
    found: Here,
    facility: FacilityView | null,
    typed: Typed,
    errors: readonly FieldError[] = [],
  ) => {
    const places = await as(found.member, (tx) => readPlaces(tx, found.institution));
    return show(
      c,
      <FacilityForm page={await platform.page(c)} {...found} {...{ places, facility, typed, errors }} done={null} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  const readWish = (c: Ctx, typed: Typed, known: FacilityView | null): FacilityWish | readonly FieldError[] => {
    const words = wordsOf(c).wrong;
    const errors: FieldError[] = [];
    const kind = known?.kind ?? facilityKinds.find((one) => one === typedText(typed, 'jenis'));
    const state = facilityStates.find((one) => one === typedText(typed, 'keadaan'));
    const mark = known?.mark ?? typedText(typed, 'nomor').trim();
    const name = typedText(typed, 'nama').trim();
    const region = z.uuid().safeParse(typedText(typed, 'wilayah'));
    const place = typedText(typed, 'tempat').trim();
    const capacity = typedText(typed, 'kapasitas').trim();
    if (kind === undefined) errors.push({ field: 'jenis', message: words.choose });
    if (mark === '' || lettersOf(mark) > 40) errors.push({ field: 'nomor', message: words.required });
    if (lettersOf(name) < 2 || lettersOf(name) > 120) errors.push({ field: 'nama', message: words.name });
    if (!region.success) errors.push({ field: 'wilayah', message: words.choose });
    if (lettersOf(place) > 200) errors.push({ field: 'tempat', message: words.words });
    if (capacity !== '' && !/^[1-9]\d{0,5}$/.test(capacity)) errors.push({ field: 'kapasitas', message: words.number });
    if (state === undefined) errors.push({ field: 'keadaan', message: words.choose });
    if (errors.length > 0 || kind === undefined || state === undefined || !region.success) return errors;
    return {
      kind,
      name,
      mark,
      regionId: region.data,
      place,
      capacity: capacity === '' ? null : Number(capacity),
      forHire: typedText(typed, 'sewa') === 'ya',
      state,
    };
  };
  const isErrors = <T,>(read: T | readonly FieldError[]): read is readonly FieldError[] => Array.isArray(read);

  routes.get(`${home}/baru`, async (c) => {
    const found = await asked(c);
    if (!managing(found)) return found instanceof Response ? found : notHere(c);
    return formPage(c, found, null, {});
  });
  routes.post(`${home}/baru`, async (c) => {
    const typed = await typedOf(c);
    const found = await here(c, typedText(typed, 'instansi'));
    if (!managing(found)) return found instanceof Response ? found : notHere(c);
    const wish = readWish(c, typed, null);
    if (isErrors(wish)) return formPage(c, found, null, typed, wish);
    if (!(await isPlace(found, wish.regionId)))
      return formPage(c, found, null, typed, [wrong(c, 'wilayah', 'wrong-place')]);
    const made = await service.addFacility(found.member, found.institution.id, wish);
    if (made.ok) return goTo(c, await platform.page(c), `${home}/${made.value.id}?selesai=simpan`);
    if (made.error === 'not-found') return notHere(c);
    return formPage(c, found, null, typed, [wrong(c, 'nomor', made.error === 'already' ? 'mark-taken' : made.error)]);
  });
  const isPlace = (found: Here, id: string): Promise<boolean> =>
    as(found.member, async (tx) => (await readPlaces(tx, found.institution)).some((one) => one.id === id));

  // Campaign events.
  const eventsPage = async (c: Ctx, member: Member, typed: Typed, errors: readonly FieldError[] = []) => {
    const now = await legalClock.now();
    const read = await as(member, async (tx) => ({
      events: await readEvents(tx, now),
      places: await readSupervisedPlaces(tx),
    }));
    const page = await platform.page(c);
    const contests = contestsOf(page.lang, await electionId());
    return show(
      c,
      <EventsPage {...{ page, ...read, contests, typed, errors }} done={(await importDone(c, member)) ?? doneOf(c)} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  /** What an import that was just applied did, in words that the address cannot change. */
  const importDone = async (c: Ctx, member: Member): Promise<string | null> => {
    const id = z.uuid().safeParse(c.req.query('impor'));
    if (!id.success) return null;
    return (await imports.find(member, id.data))?.outcome?.says[c.get('lang')] ?? null;
  };
  routes.get(eventsHome, async (c) => {
    const member = await atDesk(c);
    return member instanceof Response ? member : eventsPage(c, member, {});
  });
  routes.post(eventsHome, async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const typed = await typedOf(c);
    const words = wordsOf(c).wrong;
    const places = await as(member, readSupervisedPlaces);
    if (places.length === 0) return notHere(c);
    const region = places.find((one) => one.id === typedText(typed, 'wilayah'));
    const [from, to] = ['dari', 'sampai'].map((name) => fromLocalInput(typedText(typed, name), region?.zone ?? 'WIB'));
    const kind = eventKinds.find((one) => one === typedText(typed, 'jenis'));
    const [place, source] = [typedText(typed, 'tempat').trim(), typedText(typed, 'sumber').trim()];
    const contest = contestsOf('id', '').find((one) => one.value === typedText(typed, 'pemilihan'));
    const errors: FieldError[] = [];
    if (contest === undefined) errors.push({ field: 'pemilihan', message: words.choose });
    if (kind === undefined) errors.push({ field: 'jenis', message: words.choose });
    if (region === undefined) errors.push({ field: 'wilayah', message: words.choose });
    if (lettersOf(place) < 2 || lettersOf(place) > 200) errors.push({ field: 'tempat', message: words.required });
    if (from === null) errors.push({ field: 'dari', message: words.time });
    if (to === null) errors.push({ field: 'sampai', message: words.time });
    if (lettersOf(source) < 2 || lettersOf(source) > 200) errors.push({ field: 'sumber', message: words.required });
    if (!from || !to || kind === undefined || region === undefined || contest === undefined || errors.length > 0)
      return eventsPage(c, member, typed, errors);
    const [election = '', contestId = ''] = contest.value.split('/');
    const done = await service.addEvent(member, {
      regionId: region.id,
      electionId: election,
      contestId,
      kind,
      place,
      from,
      to,
      source,
    });
    if (done.ok) return goTo(c, await platform.page(c), `${eventsHome}?selesai=kegiatan`);
    if (done.error === 'not-found') return notHere(c);
    return eventsPage(c, member, typed, [wrong(c, done.error === 'already' ? 'tempat' : 'sampai', done.error)]);
  });
  routes.post(`${eventsHome}/hapus`, async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const id = z.uuid().safeParse(typedText(await typedOf(c), 'id'));
    if (!id.success || !(await service.endEvent(member, id.data)).ok) return notHere(c);
    return goTo(c, await platform.page(c), `${eventsHome}?selesai=hapus`);
  });

  // The calendar.
  const calendarPage = async (c: Ctx, found: Here, feed: string | null) => {
    const { zone, id } = found.institution;
    const wanted = z.iso.date().safeParse(c.req.query('pekan'));
    const monday = wanted.success ? mondayOf(wanted.data) : weekOf(await legalClock.now(), zone);
    const read = await as(found.member, async (tx) => ({
      facilities: await readFacilities(tx, { institutionId: id }),
      bookings: await readBookings(tx, keys, { institutionIds: [id], ...weekSpan(monday, zone) }),
    }));
    return show(
      c,
      <CalendarPage
        page={await platform.page(c)}
        {...found}
        {...read}
        {...{ monday, feed }}
        done={doneOf(c)}
        errors={[]}
      />,
    );
  };
  routes.get(`${home}/kalender`, async (c) => {
    const found = await asked(c);
    return found instanceof Response ? found : calendarPage(c, found, null);
  });
  routes.post(`${home}/kalender/alamat`, async (c) => {
    const typed = await typedOf(c);
    const found = await here(c, typedText(typed, 'instansi'));
    if (found instanceof Response) return found;
    if (typedText(typed, 'lakukan') === 'matikan') {
      await service.revokeFeed(found.member);
      return goTo(
        c,
        await platform.page(c),
        `${home}/kalender?instansi=${encodeURIComponent(found.institution.code)}&selesai=matikan`,
      );
    }
    const made = await service.makeFeed(found.member);
    if (made === null) return notHere(c);
    c.header('cache-control', 'no-store');
    return calendarPage(
      c,
      found,
      `${platform.publicUrl}${inLanguage(c.get('lang'), `/kalender-fasilitas/${made.secret}.ics`)}`,
    );
  });
  routes.get('/kalender-fasilitas/:file', async (c) => {
    const secret = /^([A-Za-z0-9_-]{32})\.ics$/.exec(c.req.param('file'))?.[1];
    if (!(await platform.limits.take('calendar-feed', c.get('addressMark')))) return c.text('429\n', 429);
    const userId = secret === undefined ? null : await service.findFeed(secret);
    if (userId === null) return c.text('404\n', 404, { 'cache-control': 'no-store' });
    const now = await legalClock.now();
    const lang = c.get('lang');
    const words = facilityWords(lang);
    const bookings = await runAs(db, { kind: 'member', userId }, async (tx) => {
      const ids = (await readInstitutions(tx)).map((one) => one.id);
      const from = now.subtract({ hours: 24 * 30 });
      return ids.length === 0 ? [] : readBookings(tx, keys, { institutionIds: ids, from }, 1000);
    });
    const body = writeCalendar({
      name: words.calendar.title,
      lang,
      events: bookings.map((one) => ({
        uid: `${createHash('sha256').update(`${userId} ${one.id}`).digest('hex').slice(0, 32)}@netra`,
        sequence: 0,
        modifiedAt: one.from,
        at: one.from,
        until: one.to,
        summary: `${one.facilityName}: ${one.kind === 'loan' ? words.calendar.loan : words.closure.closed}`,
        description: words.calendar.eventText,
        url: `${platform.publicUrl}${inLanguage(lang, `${home}/kalender`)}`,
        alarmHours: [],
      })),
    });
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    const headers = {
      etag,
      'cache-control': 'private, no-cache',
      'content-disposition': 'inline; filename="netra-fasilitas.ics"',
    };
    if ((c.req.header('if-none-match') ?? '').includes(etag)) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' });
  });

  // Sides.
  const sidesPage = async (c: Ctx, found: Here, typed: Typed, errors: readonly FieldError[] = []) => {
    const sides = await as(found.member, (tx) => readSides(tx, keys, found.institution.id));
    const page = await platform.page(c);
    const contests = contestsOf(page.lang, await electionId());
    return show(
      c,
      <SidesPage {...{ page, sides, contests, typed, errors }} {...found} done={doneOf(c)} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${home}/pihak`, async (c) => {
    const found = await asked(c);
    return found instanceof Response ? found : sidesPage(c, found, {});
  });
  routes.post(`${home}/pihak`, async (c) => {
    const typed = await typedOf(c);
    const found = await here(c, typedText(typed, 'instansi'));
    if (!managing(found)) return found instanceof Response ? found : notHere(c);
    const words = wordsOf(c).wrong;
    const contest = contestsOf('id', '').find((one) => one.value === typedText(typed, 'pemilihan'));
    const kind = sideKinds.find((one) => one === typedText(typed, 'jenis'));
    const name = typedText(typed, 'nama').replaceAll(/\s+/g, ' ').trim();
    const errors: FieldError[] = [];
    if (contest === undefined) errors.push({ field: 'pemilihan', message: words.choose });
    if (kind === undefined) errors.push({ field: 'jenis', message: words.choose });
    if (lettersOf(name) < 2 || lettersOf(name) > 120) errors.push({ field: 'nama', message: words.name });
    if (contest === undefined || kind === undefined || errors.length > 0) return sidesPage(c, found, typed, errors);
    const [election = '', contestId = ''] = contest.value.split('/');
    const made = await service.addSide(found.member, found.institution.id, {
      electionId: election,
      contestId,
      kind,
      name,
    });
    if (made.ok)
      return goTo(
        c,
        await platform.page(c),
        `${home}/pihak?instansi=${encodeURIComponent(found.institution.code)}&selesai=pihak`,
      );
    return made.error === 'not-found' ? notHere(c) : sidesPage(c, found, typed, [wrong(c, 'nama', made.error)]);
  });

  // Requests.
  const requestForm = async (
    c: Ctx,
    found: Here,
    typed: Typed,
    submission: string,
    errors: readonly FieldError[] = [],
  ) => {
    const { id } = found.institution;
    const read = await as(found.member, async (tx) => ({
      facilities: await readFacilities(tx, { institutionId: id }),
      sides: await readSides(tx, keys, id),
      places: await readPlaces(tx, found.institution),
    }));
    const page = await platform.page(c);
    const contest = (election: string, contestId: string): string =>
      contestName(law.current(), election, contestId, page.lang);
    return show(
      c,
      <RequestForm {...{ page, typed, submission, errors, contest }} {...found} {...read} done={null} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${home}/minta`, async (c) => {
    const found = await asked(c);
    if (!managing(found)) return found instanceof Response ? found : notHere(c);
    const diterima = toLocalInput(await legalClock.now(), found.institution.zone);
    return requestForm(c, found, { fasilitas: c.req.query('fasilitas') ?? '', diterima }, platform.uuid());
  });
  routes.post(`${home}/minta`, async (c) => {
    const typed = await typedOf(c);
    const found = await here(c, typedText(typed, 'instansi'));
    if (!managing(found)) return found instanceof Response ? found : notHere(c);
    const key = z.uuid().safeParse(typedText(typed, 'kirim'));
    if (!key.success) return notHere(c);
    const words = wordsOf(c).wrong;
    const { zone } = found.institution;
    const uuidOf = (name: string): string | undefined => z.uuid().safeParse(typedText(typed, name)).data;
    const moment = (name: string): Temporal.Instant | null => fromLocalInput(typedText(typed, name), zone);
    const [facilityId, useRegionId] = [uuidOf('fasilitas'), uuidOf('wilayah')];
    const asker = askers.find((one) => one === typedText(typed, 'peminta'));
    const purpose = purposes.find((one) => one === typedText(typed, 'untuk'));
    const said = typedText(typed, 'keterangan').trim();
    const [from, to, askedAt] = [moment('dari'), moment('sampai'), moment('diterima')];
    const errors: FieldError[] = [];
    if (facilityId === undefined) errors.push({ field: 'fasilitas', message: words.choose });
    if (asker === undefined) errors.push({ field: 'peminta', message: words.choose });
    if (purpose === undefined) errors.push({ field: 'untuk', message: words.choose });
    if (lettersOf(said) < 3 || lettersOf(said) > MOST_WORDS) errors.push({ field: 'keterangan', message: words.words });
    if (useRegionId === undefined) errors.push({ field: 'wilayah', message: words.choose });
    if (from === null) errors.push({ field: 'dari', message: words.time });
    if (to === null) errors.push({ field: 'sampai', message: words.time });
    if (askedAt === null) errors.push({ field: 'diterima', message: words.time });
    if (
      facilityId === undefined ||
      useRegionId === undefined ||
      asker === undefined ||
      purpose === undefined ||
      errors.length > 0 ||
      !from ||
      !to ||
      !askedAt
    )
      return requestForm(c, found, typed, key.data, errors);
    const sideId = typedText(typed, 'pihak') === '' ? null : (uuidOf('pihak') ?? null);
    const made = await service.enterRequest(found.member, key.data, {
      facilityId,
      asker,
      sideId,
      purpose,
      words: said,
      useRegionId,
      from,
      to,
      askedAt,
    });
    if (made.ok) return goTo(c, await platform.page(c), `${home}/permintaan/${made.value.id}?selesai=minta`);
    if (made.error === 'not-found') return notHere(c);
    const field =
      { 'wrong-side': 'pihak', 'not-usable': 'fasilitas', 'wrong-place': 'wilayah' }[String(made.error)] ?? 'sampai';
    return requestForm(c, found, typed, key.data, [wrong(c, field, made.error)]);
  });
  routes.get(`${home}/permintaan`, async (c) => {
    const found = await asked(c);
    if (found instanceof Response) return found;
    const waiting = c.req.query('lihat') === 'menunggu';
    const facilityId = z.uuid().safeParse(c.req.query('fasilitas')).data;
    const afterId = z.uuid().safeParse(c.req.query('sesudah')).data;
    const institutionId = found.institution.id;
    const read = await as(found.member, async (tx) => {
      await service.record(tx, found.member, 'facility.requests-read', institutionId);
      const [last] = afterId === undefined ? [] : await readRequests(tx, keys, { institutionId, id: afterId }, 1);
      const after = last === undefined ? undefined : { askedAt: last.askedAt.toString(), id: last.id };
      return readRequests(tx, keys, { institutionId, waiting, facilityId, after }, requestsOnPage + 1);
    });
    const requests = read.slice(0, requestsOnPage);
    const older = read.length > requestsOnPage ? (requests.at(-1)?.id ?? null) : null;
    const now = await legalClock.now();
    return show(
      c,
      <RequestsPage
        page={await platform.page(c)}
        {...found}
        {...{ requests, older, facilityId, waiting, now }}
        done={null}
        errors={[]}
      />,
    );
  });
  const findRequest = async (c: Ctx) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const id = idIn(c);
    if (id === '') return notHere(c);
    const read = await as(member, async (tx) => {
      const [request] = await readRequests(tx, keys, { id });
      const institutions = await readInstitutions(tx);
      const institution = institutions.find((one) => one.id === request?.institutionId);
      if (request === undefined || institution === undefined) return null;
      await service.record(tx, member, 'facility.request-read', id);
      const [booking] = await readBookings(tx, keys, { requestId: id });
      return {
        member,
        institution,
        institutions,
        request,
        booking: booking ?? null,
        facilities: await readFacilities(tx, { institutionId: institution.id }),
      };
    });
    return read ?? notHere(c);
  };
  const requestPage = async (c: Ctx, typed: Typed = {}, errors: readonly FieldError[] = []) => {
    const found = await findRequest(c);
    if (found instanceof Response) return found;
    const now = await legalClock.now();
    const nowInput = toLocalInput(now, found.institution.zone);
    return show(
      c,
      <RequestPage page={await platform.page(c)} {...found} {...{ typed, errors, now, nowInput }} done={doneOf(c)} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${home}/permintaan/:id`, (c) => requestPage(c));
  routes.post(`${home}/permintaan/:id/jawab`, async (c) => {
    const found = await findRequest(c);
    if (found instanceof Response) return found;
    const typed = await typedOf(c);
    const words = wordsOf(c).wrong;
    const [first = '', second = ''] = typedText(typed, 'jawaban').split(':');
    const outcome = outcomes.find((one) => one === first);
    const reason = outcome === undefined ? undefined : reasonsOf[outcome].find((one) => one === second);
    if (outcome === undefined || reason === undefined)
      return requestPage(c, typed, [{ field: 'jawaban', message: words.choose }]);
    const said = typedText(typed, 'penjelasan').trim();
    if (lettersOf(said) > MOST_WORDS) return requestPage(c, typed, [{ field: 'penjelasan', message: words.words }]);
    const { zone } = found.institution;
    const moment = (name: string, otherwise: Temporal.Instant): Temporal.Instant | null =>
      typedText(typed, name) === '' ? otherwise : fromLocalInput(typedText(typed, name), zone);
    const [from, to] = [moment('dari', found.request.from), moment('sampai', found.request.to)];
    if (from === null || to === null)
      return requestPage(c, typed, [{ field: from === null ? 'dari' : 'sampai', message: words.time }]);
    const other = z.uuid().safeParse(typedText(typed, 'ganti')).data ?? found.request.facility.id;
    const instead = outcome === 'changed' ? { facilityId: other, from, to } : null;
    const done = await service.answer(found.member, found.request.id, { outcome, reason, words: said, instead });
    if (done.ok) return goTo(c, await platform.page(c), `${home}/permintaan/${found.request.id}?selesai=jawab`);
    if (done.error === 'not-found') return notHere(c);
    return requestPage(c, typed, [wrong(c, done.error === 'wrong-reason' ? 'penjelasan' : 'jawaban', done.error)]);
  });
  for (const [slug, kind] of [
    ['keluar', 'out'],
    ['kembali', 'in'],
  ] as const)
    routes.post(`${home}/permintaan/:id/${slug}`, async (c) => {
      const found = await findRequest(c);
      if (found instanceof Response) return found;
      const typed = await typedOf(c);
      const words = wordsOf(c).wrong;
      const moment = fromLocalInput(typedText(typed, 'pada'), found.institution.zone);
      const km = typedText(typed, 'km').trim();
      const condition = conditions.find((one) => one === typedText(typed, 'keadaan'));
      if (found.booking === null) return notHere(c);
      if (moment === null) return requestPage(c, typed, [{ field: 'pada', message: words.time }]);
      if (km !== '' && !/^\d{1,7}$/.test(km)) return requestPage(c, typed, [{ field: 'km', message: words.number }]);
      if (condition === undefined) return requestPage(c, typed, [{ field: 'keadaan', message: words.choose }]);
      const wish = {
        at: moment,
        odometer: km === '' ? null : Number(km),
        condition,
        words: typedText(typed, 'catatan').slice(0, 500),
      };
      const done = await service.loan(found.member, found.booking.id, kind, wish);
      if (done.ok) return goTo(c, await platform.page(c), `${home}/permintaan/${found.request.id}?selesai=pinjam`);
      if (done.error === 'not-found') return notHere(c);
      return requestPage(c, typed, [wrong(c, done.error === 'odometer' ? 'km' : 'pada', done.error)]);
    });

  // The register and its questions.
  routes.get(registerHome, async (c) => {
    const found = await asked(c);
    if (found instanceof Response) return found;
    const read = await as(found.member, async (tx) => {
      await service.record(tx, found.member, 'facility.register-read', found.institution.id);
      return {
        now: await legalClock.now(),
        rows: await readTreated(tx, found.institution),
        alerts: await readAlerts(tx, keys, { institutionId: found.institution.id }),
      };
    });
    return show(
      c,
      <RegisterPage
        page={await platform.page(c)}
        {...found}
        {...read}
        law={law.current()}
        done={doneOf(c)}
        errors={[]}
      />,
    );
  });
  routes.get(`${registerHome}/berkas`, async (c) => {
    const found = await asked(c);
    if (found instanceof Response) return found;
    const { institution, member } = found;
    const read = await as(member, async (tx) => {
      await service.record(tx, member, 'facility.register-exported', institution.id);
      return {
        rows: await readTreated(tx, institution),
        facilities: await readFacilities(tx, { institutionId: institution.id, retired: true }),
      };
    });
    const lang = c.get('lang');
    const now = await legalClock.now();
    const words = facilityWords(lang);
    const names = new Map(read.facilities.map((one) => [one.id, one]));
    const head = [
      words.register.side,
      words.sides.contest,
      words.request.facility,
      words.list.mark,
      words.public.weekColumn,
      words.request.from,
      words.request.to,
      words.request.asked,
      words.request.answer,
      words.answer.reason,
      words.request.answeredBy,
      words.register.median,
    ];
    head[10] = 'answered_at';
    head[11] = 'minutes';
    // When it was written down, and whether the register counts it as unanswered whatever the answer says.
    head.push('entered_at', 'unanswered');
    const lines = read.rows.map((row) => {
      const facility = names.get(row.facilityId);
      const minutes = isSettled(row, now) ? minutesOf(row, now) : null;
      return csvLine([
        row.letter,
        `${row.electionId}/${row.contestId}`,
        facility?.name ?? '',
        facility?.mark ?? '',
        row.week,
        row.from.toString(),
        row.to.toString(),
        row.askedAt.toString(),
        row.outcome ?? (isLapsed(row, now) ? UNANSWERED : ''),
        row.reason ?? '',
        row.answeredAt?.toString() ?? '',
        minutes === null ? '' : String(Math.round(minutes)),
        row.enteredAt.toString(),
        isLapsed(row, now) ? 'yes' : '',
      ]);
    });
    return c.body(csvStart + csvLine(head) + lines.join(''), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="netra-akses-setara-${institution.code.replaceAll(/[^A-Za-z0-9-]/g, '')}.csv"`,
      'cache-control': 'no-store',
    });
  });
  const alertPage = async (c: Ctx, typed: Typed = {}, errors: readonly FieldError[] = []) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const id = idIn(c);
    const read =
      id === ''
        ? null
        : await as(member, async (tx) => {
            const [alert] = await readAlerts(tx, keys, { id });
            const institutions = await readInstitutions(tx);
            const institution = institutions.find((one) => one.id === alert?.institutionId);
            if (alert === undefined || institution === undefined) return null;
            await service.record(tx, member, 'facility.alert-read', id);
            const { facts } = alert;
            const event =
              facts.kind === 'campaign-loan'
                ? ((await readEvents(tx, null, 5000)).find((one) => one.id === facts.eventId) ?? null)
                : null;
            return { institution, alert, event };
          });
    if (read === null) return notHere(c);
    return show(
      c,
      <AlertPage page={await platform.page(c)} {...read} {...{ typed, errors }} law={law.current()} done={doneOf(c)} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${home}/peringatan/:id`, (c) => alertPage(c));
  for (const [slug, kind] of [
    ['jelas', 'explanation'],
    ['selesai', 'closed'],
  ] as const)
    routes.post(`${home}/peringatan/:id/${slug}`, async (c) => {
      const member = await atDesk(c);
      if (member instanceof Response) return member;
      const typed = await typedOf(c);
      const said = typedText(typed, slug).trim();
      if (lettersOf(said) < 10 || lettersOf(said) > MOST_WORDS)
        return alertPage(c, typed, [
          { field: slug, message: lettersOf(said) < 10 ? wordsOf(c).wrong.explain : wordsOf(c).wrong.words },
        ]);
      const id = idIn(c);
      const done: Result<unknown, FacilityError> =
        id === '' ? { ok: false, error: 'not-found' } : await service.explain(member, id, kind, said);
      if (done.ok) return goTo(c, await platform.page(c), `${home}/peringatan/${id}?selesai=jelas`);
      return done.error === 'not-found' ? notHere(c) : alertPage(c, typed, [wrong(c, slug, done.error)]);
    });

  // Imports: before the addresses of single facilities, which would take their place.
  const nameOf = (member: Member, userId: string): Promise<string> =>
    as(
      member,
      async (tx) =>
        (await tx.selectFrom('auth.auth_user').select('name').where('id', '=', userId).executeTakeFirst())?.name ?? '',
    );
  const steps = (kind: string, base: string, path: string, label: { readonly id: string; readonly en: string }) =>
    importPages({
      platform,
      service: imports,
      kinds: kinds.filter((one) => one.id === kind),
      base,
      home: { path, label },
      templates: () => [],
      nameOf,
    });
  const [id, en] = [facilityWords('id'), facilityWords('en')];
  routes.route('/', steps('fasilitas', facilityImportBase, home, { id: id.list.title, en: en.list.title }));
  routes.route('/', steps('kampanye', eventImportBase, eventsHome, { id: id.events.title, en: en.events.title }));

  // One facility.
  const findFacility = async (c: Ctx): Promise<(Here & { readonly facility: FacilityView }) | Response> => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const wanted = idIn(c);
    const read =
      wanted === ''
        ? null
        : await as(member, async (tx) => {
            const [facility] = await readFacilities(tx, { id: wanted, retired: true });
            const institutions = await readInstitutions(tx);
            const institution = institutions.find((one) => one.id === facility?.institutionId);
            return facility === undefined || institution === undefined
              ? null
              : { member, institution, institutions, facility };
          });
    return read ?? notHere(c);
  };
  const facilityPage = async (c: Ctx, typed: Typed = {}, errors: readonly FieldError[] = []) => {
    const found = await findFacility(c);
    if (found instanceof Response) return found;
    const from = (await legalClock.now()).subtract({ hours: 24 });
    const bookings = await as(found.member, (tx) =>
      readBookings(tx, keys, { facilityId: found.facility.id, from }, 100),
    );
    return show(
      c,
      <FacilityPage page={await platform.page(c)} {...found} {...{ bookings, typed, errors }} done={doneOf(c)} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${home}/:id`, (c) => facilityPage(c));
  routes.get(`${home}/:id/ubah`, async (c) => {
    const found = await findFacility(c);
    if (found instanceof Response) return found;
    if (!found.institution.manages) return notHere(c);
    const { facility } = found;
    return formPage(c, found, facility, {
      nama: facility.name,
      wilayah: facility.regionId,
      tempat: facility.place,
      kapasitas: facility.capacity === null ? '' : String(facility.capacity),
      sewa: facility.forHire ? 'ya' : '',
      keadaan: facility.state,
    });
  });
  routes.post(`${home}/:id/ubah`, async (c) => {
    const found = await findFacility(c);
    if (found instanceof Response) return found;
    if (!found.institution.manages) return notHere(c);
    const typed = await typedOf(c);
    const wish = readWish(c, typed, found.facility);
    if (isErrors(wish)) return formPage(c, found, found.facility, typed, wish);
    if (!(await isPlace(found, wish.regionId)))
      return formPage(c, found, found.facility, typed, [wrong(c, 'wilayah', 'wrong-place')]);
    const done = await service.changeFacility(found.member, found.facility.id, wish);
    return done.ok ? goTo(c, await platform.page(c), `${home}/${found.facility.id}?selesai=simpan`) : notHere(c);
  });
  routes.post(`${home}/:id/tutup`, async (c) => {
    const found = await findFacility(c);
    if (found instanceof Response) return found;
    const typed = await typedOf(c);
    const words = wordsOf(c).wrong;
    const [from, to] = ['dari', 'sampai'].map((name) => fromLocalInput(typedText(typed, name), found.institution.zone));
    const note = typedText(typed, 'sebab').trim();
    const errors: FieldError[] = [];
    if (!from) errors.push({ field: 'dari', message: words.time });
    if (!to) errors.push({ field: 'sampai', message: words.time });
    if (lettersOf(note) < 3 || lettersOf(note) > 200) errors.push({ field: 'sebab', message: words.required });
    if (!from || !to || errors.length > 0) return facilityPage(c, typed, errors);
    const done = await service.closeFacility(found.member, found.facility.id, { from, to, note });
    if (done.ok) return goTo(c, await platform.page(c), `${home}/${found.facility.id}?selesai=simpan`);
    return done.error === 'not-found' ? notHere(c) : facilityPage(c, typed, [wrong(c, 'dari', done.error)]);
  });
  routes.post(`${home}/:id/buka`, async (c) => {
    const found = await findFacility(c);
    if (found instanceof Response) return found;
    const bookingId = z.uuid().safeParse(typedText(await typedOf(c), 'id'));
    if (!bookingId.success || !(await service.endClosure(found.member, bookingId.data)).ok) return notHere(c);
    return goTo(c, await platform.page(c), `${home}/${found.facility.id}?selesai=simpan`);
  });

  // For everybody.
  routes.get('/instansi/:code/akses-setara', async (c) => {
    const code = c.req.param('code');
    const now = await legalClock.now();
    const register =
      lettersOf(code) > 60 ? undefined : await runAs(db, { kind: 'public' }, (tx) => readPublicRegister(tx, code, now));
    if (register === undefined) return notHere(c);
    return show(c, <PublicRegisterPage page={await platform.page(c)} register={register} law={law.current()} />);
  });
  return routes;
}
