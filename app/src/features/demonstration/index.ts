/** The door of the demonstration: its sign-ins, how it is filled, and the bar that moves its clock. */
import type { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { demoClockRoutes, type MovableClock } from './demo-clock-routes.ts';

export { demoAccounts } from './demo-accounts.ts';
export { type SeedDeps, type Seeded, seedDemonstration } from './seed.ts';

export interface DemonstrationFeature {
  readonly routes: Hono<Env>;
}

/** @param clock the one that `platform.legalClock` reads */
export function demonstrationFeature(platform: Platform, clock: MovableClock): DemonstrationFeature {
  return { routes: demoClockRoutes(platform, clock) };
}
