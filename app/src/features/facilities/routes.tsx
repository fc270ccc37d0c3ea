/** All addresses of facilities and of the equal-access register. Whoever may not see an institution gets the page of one that does not exist. */
import { Hono } from 'hono';
import type { Env, Member } from '../../platform/http/env.ts';
import { importPages, isImportUpload } from '../imports/index.ts';
import { calendarRoutes } from './calendar-routes.tsx';
import { eventRoutes } from './event-routes.tsx';
import { type FacilityRouteDeps, facilityDesk } from './facility-desk.ts';
import { home } from './facility-pages.tsx';
import { singleFacilityRoutes } from './facility-routes.tsx';
import { eventsHome } from './register-pages.tsx';
import { registerRoutes } from './register-routes.tsx';
import { requestRoutes } from './request-routes.tsx';
import { facilityWords } from './words.ts';

export const facilityImportBase = `${home}/impor`;
export const eventImportBase = `${eventsHome}/impor`;

/** Uploads of this feature, which stream past the small limits and check their token themselves. */
export function isFacilityUpload(path: string, contentType: string | undefined): boolean {
  return isImportUpload(path, contentType, facilityImportBase) || isImportUpload(path, contentType, eventImportBase);
}

export function facilityRoutes(deps: FacilityRouteDeps): Hono<Env> {
  const { platform, imports, kinds } = deps;
  const { as } = facilityDesk(deps);
  const routes = new Hono<Env>();

  const nameOf = (member: Member, userId: string): Promise<string> =>
    as(
      member,
      async (tx) =>
        (await tx.selectFrom('auth.auth_user').select('name').where('id', '=', userId).executeTakeFirst())?.name ?? '',
    );
  const steps = (kind: string, base: string, path: string, label: { readonly id: string; readonly en: string }) =>
    importPages({
      platform,
      service: imports,
      kinds: kinds.filter((one) => one.id === kind),
      base,
      home: { path, label },
      templates: () => [],
      nameOf,
    });
  const [id, en] = [facilityWords('id'), facilityWords('en')];
  routes.route('/', steps('fasilitas', facilityImportBase, home, { id: id.list.title, en: en.list.title }));
  routes.route('/', steps('kampanye', eventImportBase, eventsHome, { id: id.events.title, en: en.events.title }));
  for (const part of [eventRoutes, calendarRoutes, requestRoutes, registerRoutes, singleFacilityRoutes])
    routes.route('/', part(deps));
  return routes;
}
