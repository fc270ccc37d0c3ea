/** All pages of accounts: signing in and out, factors, the own account, invitations, administration, the state's sign-on. */
import { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import { adminRoutes } from './admin-pages.tsx';
import { enrolRoutes } from './enrol-pages.tsx';
import { invitationRoutes } from './invitation-pages.tsx';
import { ownRoutes } from './own/own-pages.tsx';
import type { PageDeps } from './page-tools.tsx';
import { passkeyRoutes } from './passkeys/passkey-pages.tsx';
import { peopleRoutes } from './people/people-pages.tsx';
import { recoveryRoutes } from './recovery/recovery-pages.tsx';
import { sessionRoutes } from './sessions/session-pages.tsx';
import { signInRoutes } from './sign-in-pages.tsx';
import { signOnAdminRoutes } from './sso/sso-admin.tsx';
import { signOnRoutes } from './sso/sso-pages.tsx';
import { stepUpRoutes } from './step-up/step-up-pages.tsx';

export function accountRoutes(deps: PageDeps): Hono<Env> {
  const routes = new Hono<Env>();
  for (const part of [
    ...[signInRoutes, enrolRoutes, invitationRoutes, adminRoutes],
    ...[stepUpRoutes, ownRoutes, passkeyRoutes, sessionRoutes, recoveryRoutes, peopleRoutes],
    ...[signOnRoutes, signOnAdminRoutes],
  ])
    routes.route('/', part(deps));
  return routes;
}
