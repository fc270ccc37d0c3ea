/** The door of the roster: who belongs to which institution and unit, locked; brought in by files of any size, read by nobody as a list. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Hono } from 'hono';
import type { Address } from '../../platform/db/connect.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { rosterBase, rosterPages } from './roster-pages.tsx';
import { type RosterService, rosterService } from './roster-service.ts';
import { rosterWords } from './words.ts';

export { type CivilNumber, type PersonKind, readNumber } from './number.ts';
export {
  numberToken,
  openPerson,
  personLocker,
  type RosterDetails,
  type RosterKeys,
  rosterKeys,
} from './roster-keys.ts';
export { isRosterUpload } from './roster-pages.tsx';
export { type Duty, duties } from './roster-row.ts';
export { type RosterDeps, type RosterService, rosterService } from './roster-service.ts';
export { seedRoster } from './seed.ts';

export interface RosterFeature {
  readonly service: RosterService;
  readonly routes: Hono<Env>;
  navFor(member: Member, lang: Language): readonly NavItem[];
}

export interface RosterOptions {
  /** The import's process connects by itself. */
  readonly database: Address;
  /** For files until they are applied or thrown away. */
  readonly folder: string;
  /** The built product; without a build, the source runs. */
  readonly distDir: string;
}

export function rosterFeature(platform: Platform, { database, folder, distDir }: RosterOptions): RosterFeature {
  const { db, keys, jobs, uuid, realNow } = platform;
  const built = path.join(distDir, 'server', 'roster-child.js');
  const host = existsSync(built) && !import.meta.url.endsWith('.ts') ? { childPath: built } : {};
  const service = rosterService({ db, database, keys, jobs, uuid, realNow, folder, host });
  return {
    service,
    routes: rosterPages(platform, service),
    navFor: (member, lang) =>
      !member.mustEnrol && member.memberships.some(({ role }) => role === 'admin')
        ? [{ href: rosterBase, label: rosterWords(lang).nav, count: null, current: false }]
        : [],
  };
}
