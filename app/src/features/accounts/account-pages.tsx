/** All pages of accounts: signing in and out, second factor, invitations, administration. */
import { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import { adminRoutes } from './admin-pages.tsx';
import { enrolRoutes } from './enrol-pages.tsx';
import { invitationRoutes } from './invitation-pages.tsx';
import type { PageDeps } from './page-tools.tsx';
import { signInRoutes } from './sign-in-pages.tsx';

export function accountRoutes(deps: PageDeps): Hono<Env> {
  const routes = new Hono<Env>();
  for (const part of [signInRoutes, enrolRoutes, invitationRoutes, adminRoutes]) routes.route('/', part(deps));
  return routes;
}
