/** The front page and the page that tells how its numbers are counted. Both work without a script and set no cookie. */
import { Hono } from 'hono';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Env } from '../../platform/http/env.ts';
import { show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { CountingPage, FrontPage } from './front-page.tsx';
import { findOpenElection } from './open-election.ts';
import type { StatisticsReadModel } from './statistics-read-model.ts';

export function statisticsRoutes(platform: Platform, readModel: StatisticsReadModel): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/', async (c) => {
    const page = await platform.page(c);
    const figures = await readModel.figures();
    // The front page belongs to no office: its day is that of the capital.
    const day = legalDay(await platform.legalClock.now(), 'WIB');
    const election = await findOpenElection(platform.db, day, platform.law.current());
    return show(c, <FrontPage page={page} figures={figures} election={election} day={day} />);
  });
  routes.get('/cara-menghitung', async (c) =>
    show(c, <CountingPage page={await platform.page(c)} live={platform.demo} />),
  );
  return routes;
}
