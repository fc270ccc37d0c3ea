/** The door of facilities: vehicles and buildings of institutions, who asks for them, and whether all sides are served alike. */
import type { Hono } from 'hono';
import type { Operation } from '../../platform/api/index.ts';
import type { Counted, Counters } from '../../platform/db/counts.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { type ImportKind, type ImportService, importService } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { membershipsFor } from '../accounts/index.ts';
import { openAlertCount } from './alert-read.ts';
import { facilityOperations } from './facilities-api.ts';
import { facilityRoles } from './facility-desk.ts';
import { facilityImports } from './facility-imports.ts';
import { home } from './facility-pages.tsx';
import { type FacilityService, facilityService } from './facility-service.ts';
import { eventsHome, registerHome } from './register-pages.tsx';
import { facilityRoutes } from './routes.tsx';
import { facilityWords } from './words.ts';

export { type DemoFacilityPeople, seedFacilities } from './facility-demonstration.ts';
export { accessTotals } from './public-read.ts';
export { isFacilityUpload } from './routes.tsx';

export interface FacilitiesFeature {
  readonly service: FacilityService;
  readonly imports: ImportService;
  readonly kinds: readonly ImportKind[];
  readonly routes: Hono<Env>;
  readonly operations: readonly Operation[];
  counters(member: Member): Counters;
  navFor(member: Member, lang: Language, counted: Counted): readonly NavItem[];
}

export interface FacilitiesOptions {
  /** For files while they are read. */
  readonly folder: string;
  /** The election that is open. */
  readonly electionId: () => Promise<string>;
}

/** Lists of inventories are longer than results of registers, and still small. */
const MAX_BYTES = 8 * 1024 * 1024;

/** At minute 11 of each hour. */
const HOURLY = '11 * * * *';

export function facilitiesFeature(platform: Platform, { folder, electionId }: FacilitiesOptions): FacilitiesFeature {
  const { db, uuid, realNow } = platform;
  const service = facilityService(platform);
  const kinds = facilityImports({ platform, service, electionId });
  const imports = importService({ db, uuid, realNow, folder, maxBytes: MAX_BYTES }, kinds);
  platform.jobs.define('facility-silence', { cron: HOURLY, retryLimit: 2 }, async () => {
    await service.weighSilence();
  });
  return {
    service,
    imports,
    kinds,
    routes: facilityRoutes({ platform, service, imports, kinds, electionId }),
    operations: facilityOperations(platform, service),
    counters: (member) => (membershipsFor(member, facilityRoles).length === 0 ? {} : { accessAlerts: openAlertCount }),
    navFor: (member, lang, counted) => {
      if (membershipsFor(member, facilityRoles).length === 0) return [];
      const words = facilityWords(lang);
      const open = counted('accessAlerts');
      const item = (href: string, label: string, count: number | null): NavItem => ({
        href,
        label,
        count,
        current: false,
      });
      return [
        item(home, words.nav, null),
        item(registerHome, words.navRegister, open === 0 ? null : open),
        item(eventsHome, words.navEvents, null),
      ];
    },
  };
}
