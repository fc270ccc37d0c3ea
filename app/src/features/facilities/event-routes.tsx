/** Addresses of campaign events. */
import { Hono } from 'hono';
import { z } from 'zod';
import { lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { fromLocalInput } from '../../platform/i18n/dates.ts';
import { type FacilityRouteDeps, facilityDesk } from './facility-desk.ts';
import { eventKinds, readEvents, readSupervisedPlaces } from './facility-read.ts';
import { EventsPage, eventsHome } from './register-pages.tsx';

export function eventRoutes(deps: FacilityRouteDeps): Hono<Env> {
  const { platform, service, imports, electionId } = deps;
  const { legalClock } = platform;
  const { as, notHere, wordsOf, wrong, atDesk, doneOf, contestsOf } = facilityDesk(deps);
  const routes = new Hono<Env>();

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
  return routes;
}
