/**
 * The calendar feed: found by its secret alone, with no cookie. A calendar program keeps what it reads with others, so nothing in it names a person
 * or an act, and a case only where the person asked for numbers.
 */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { keyedHash } from '../../platform/crypto/token.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Env } from '../../platform/http/env.ts';
import { inLanguage } from '../../platform/http/language.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { stepName } from '../cases/index.ts';
import type { DeadlineService } from './deadline-service.ts';
import { type CalendarEvent, writeCalendar } from './ics.ts';
import { type LimitLine, readLines } from './overview-read.ts';
import { deadlineWords } from './words.ts';

/** Most limits in a feed; more than this no calendar shows usefully. */
const MOST_EVENTS = 1000;
const ALARM_HOURS = [24, 3] as const;

export function feedRoutes({
  platform,
  service,
}: {
  readonly platform: Platform;
  readonly service: Pick<DeadlineService, 'findFeed'>;
}): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/kalender/:file', async (c) => {
    const secret = /^([A-Za-z0-9_-]{32})\.ics$/.exec(c.req.param('file'))?.[1];
    if (!(await platform.limits.take('calendar-feed', c.get('addressMark')))) return c.text('429\n', 429);
    const feed = secret === undefined ? null : await service.findFeed(secret);
    // No page: a calendar program reads none, and nothing may say whether the address was ever good.
    if (feed === null) return c.text('404\n', 404, { 'cache-control': 'no-store' });
    const now = await platform.legalClock.now();
    const lines = await runAs(platform.db, { kind: 'member', userId: feed.userId }, async (tx) => {
      const own = await tx
        .selectNoFrom((e) => e.fn<string[]>('netra.my_bodies').as('bodies'))
        .executeTakeFirstOrThrow();
      if (own.bodies.length === 0) return [];
      await tx
        .insertInto('audit')
        .values({
          user_id: feed.userId,
          body_id: own.bodies[0] ?? null,
          what: 'calendar.read',
          access: 'read',
          case_id: null,
          target: null,
        })
        .execute();
      const all = await readLines(tx, own.bodies, { group: null, bodyId: null, days: null }, now, MOST_EVENTS);
      return all.filter((line) => line.group !== 'stopped');
    });
    const lang = c.get('lang');
    const body = writeCalendar({
      name: deadlineWords(lang).calendarTitle,
      lang,
      events: lines.map((line) => eventOf(line, { platform, lang, ...feed })),
    });
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    const headers = {
      etag,
      'cache-control': 'private, no-cache',
      'content-disposition': 'inline; filename="netra.ics"',
    };
    const known = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
    if (known.includes(etag)) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' });
  });
  return routes;
}

function eventOf(
  line: LimitLine,
  {
    platform,
    lang,
    userId,
    withNumbers,
  }: {
    readonly platform: Pick<Platform, 'keys' | 'publicUrl'>;
    readonly lang: Language;
    readonly userId: string;
    readonly withNumbers: boolean;
  },
): CalendarEvent {
  const words = deadlineWords(lang);
  const step = stepName(line.procedureId, line.stepId, lang);
  // Another for each person: two calendars at one provider do not show who works on the same case.
  const uid = keyedHash(platform.keys('calendar-feed'), 'uid', `${userId} ${line.id}`).toString('hex').slice(0, 32);
  const path = withNumbers ? `/perkara/${line.caseNumber}` : '/batas';
  return {
    uid: `${uid}@netra`,
    sequence: line.changes,
    modifiedAt: line.changedAt,
    at: line.dueAt,
    summary: withNumbers ? words.eventWithNumber(step, line.caseNumber) : words.event(step),
    description: words.eventText,
    url: `${platform.publicUrl}${inLanguage(lang, path)}`,
    alarmHours: ALARM_HOURS,
  };
}
