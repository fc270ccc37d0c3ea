/** Addresses of sides and of their requests, with the answers. */
import { Hono } from 'hono';
import { z } from 'zod';
import { lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { fromLocalInput, toLocalInput } from '../../platform/i18n/dates.ts';
import { type FacilityRouteDeps, facilityDesk, type Here, MOST_WORDS } from './facility-desk.ts';
import { home } from './facility-pages.tsx';
import {
  askers,
  conditions,
  outcomes,
  purposes,
  readBookings,
  readFacilities,
  readInstitutions,
  readPlaces,
  readRequests,
  readSides,
  reasonsOf,
  sideKinds,
} from './facility-read.ts';
import { contestName } from './parts.tsx';
import { RequestForm, RequestPage, RequestsPage, SidesPage } from './request-pages.tsx';

export function requestRoutes(deps: FacilityRouteDeps): Hono<Env> {
  const { platform, service, electionId } = deps;
  const { keys, legalClock, law } = platform;
  const { as, notHere, wordsOf, wrong, atDesk, here, asked, idIn, managing, doneOf, contestsOf } = facilityDesk(deps);
  const routes = new Hono<Env>();

  /** Requests on one page; older ones follow on the next. */
  const requestsOnPage = 50;

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
  return routes;
}
