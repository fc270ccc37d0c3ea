/** Addresses of the calendar: the week on a page, and what a calendar program reads. */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { typedOf, typedText } from '../../platform/http/forms.ts';
import { inLanguage } from '../../platform/http/language.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { writeCalendar } from '../deadlines/index.ts';
import { type FacilityRouteDeps, facilityDesk, type Here } from './facility-desk.ts';
import { CalendarPage, home } from './facility-pages.tsx';
import { readBookings, readFacilities, readInstitutions } from './facility-read.ts';
import { mondayOf, weekOf, weekSpan } from './weeks.ts';
import { facilityWords } from './words.ts';

export function calendarRoutes(deps: FacilityRouteDeps): Hono<Env> {
  const { platform, service } = deps;
  const { db, keys, legalClock } = platform;
  const { as, notHere, here, asked, doneOf } = facilityDesk(deps);
  const routes = new Hono<Env>();

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
  return routes;
}
