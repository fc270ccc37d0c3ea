/** The bar of the demonstration moves the legal clock. In production the route does not exist. */
import { Hono } from 'hono';
import { z } from 'zod';
import { demonstrationStart, type LegalClock } from '../../platform/clock/legal-clock.ts';
import type { Env } from '../../platform/http/env.ts';
import { readForm } from '../../platform/http/forms.ts';
import { goTo } from '../../platform/http/server.ts';
import { fromLocalInput } from '../../platform/i18n/dates.ts';
import type { Platform } from '../../platform/platform.ts';

export interface MovableClock extends LegalClock {
  moveTo(at: Temporal.Instant): Promise<void>;
}

/** The rules that are written down reach from 2022 to a few years ahead; a clock outside of that shows nothing that is true. */
const first = Temporal.Instant.from('2022-01-01T00:00:00+07:00');
const last = Temporal.Instant.from('2030-12-31T23:59:59+07:00');

const hours = { hour: 1, day: 24, 'three-days': 72 } as const;

const Move = z.strictObject({
  move: z.enum(['hour', 'day', 'three-days', 'set', 'reset']),
  at: z.string().max(40).optional(),
  back: z.string().max(500).optional(),
});

export function demoClockRoutes(platform: Platform, clock: MovableClock): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post('/demo/jam', async (c) => {
    if (!platform.demo) return platform.problem(c, 'not-found');
    const form = await readForm(c, Move);
    if (!form.ok) return platform.problem(c, 'bad-request');
    const { move, at } = form.value;
    const to = target(move, at ?? '', await clock.now());
    if (to === null || Temporal.Instant.compare(to, first) < 0 || Temporal.Instant.compare(to, last) > 0)
      return platform.problem(c, 'bad-request');
    await clock.moveTo(to);
    return goTo(c, await platform.page(c), backPath(form.value.back));
  });
  return routes;
}

function target(move: z.infer<typeof Move>['move'], at: string, now: Temporal.Instant): Temporal.Instant | null {
  switch (move) {
    case 'hour':
    case 'day':
    case 'three-days':
      return now.add({ hours: hours[move] });
    case 'set':
      return fromLocalInput(at, 'WIB');
    case 'reset':
      return demonstrationStart;
  }
}

/** A path of this site, or the front page: browsers read `//host` and `/\host` as other sites. */
export function backPath(back: string | undefined): string {
  if (back === undefined || !/^\/(?![/\\])[\w\-./~%?=&+:,@]*$/.test(back) || back.includes('//')) return '/';
  return back;
}
