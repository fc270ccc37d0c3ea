/** Addresses of the guides: for everybody, without a cookie. */
import { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import { show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { GuideIndexPage, GuidePage } from './guide-pages.tsx';
import { isGuideId } from './guide-types.ts';
import { getGuide } from './guides.ts';

export function guideRoutes(platform: Platform): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/panduan', async (c) => show(c, <GuideIndexPage page={await platform.page(c)} />));
  routes.get('/panduan/:id', async (c) => {
    const id = c.req.param('id');
    if (!isGuideId(id)) return platform.problem(c, 'not-found');
    return show(c, <GuidePage page={await platform.page(c)} guide={getGuide(id)} />);
  });
  return routes;
}
