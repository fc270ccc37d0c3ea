/** The address of the privacy notice: for everybody, without a cookie. */
import { Hono } from 'hono';
import type { Env } from '../../../platform/http/env.ts';
import { show } from '../../../platform/http/server.ts';
import type { Platform } from '../../../platform/platform.ts';
import { NoticePage } from './notice-page.tsx';

export function noticeRoutes(platform: Platform): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/privasi', async (c) =>
    show(c, <NoticePage page={await platform.page(c)} operator={platform.operator} />),
  );
  return routes;
}
