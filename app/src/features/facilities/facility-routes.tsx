/** Addresses of the list and of one facility with its loans. Mounted after all others below the same beginning, whose place `/:id` would take. */
import { Hono } from 'hono';
import { z } from 'zod';
import { lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { fromLocalInput } from '../../platform/i18n/dates.ts';
import { type FacilityRouteDeps, facilityDesk, type Here } from './facility-desk.ts';
import { FacilityForm, FacilityPage, home, ListPage } from './facility-pages.tsx';
import {
  type FacilityView,
  facilityKinds,
  facilityStates,
  readBookings,
  readFacilities,
  readInstitutions,
  readPlaces,
} from './facility-read.ts';
import type { FacilityWish } from './facility-service.ts';

export function singleFacilityRoutes(deps: FacilityRouteDeps): Hono<Env> {
  const { platform, service } = deps;
  const { keys, legalClock } = platform;
  const { as, notHere, wordsOf, wrong, atDesk, here, asked, idIn, managing, doneOf } = facilityDesk(deps);
  const routes = new Hono<Env>();

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
  return routes;
}
