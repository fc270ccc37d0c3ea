/** The door of the readable law: its pages, and permanent addresses for whoever names a rule or a date. */
import type { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { type BesideRule, lawRoutes } from './routes.tsx';

export { lawOperations } from './law-api.ts';
export { lawPath } from './paths.ts';

export interface LawFeature {
  readonly routes: Hono<Env>;
}

export function lawFeature(platform: Platform, options: { readonly besideRule?: BesideRule } = {}): LawFeature {
  return { routes: lawRoutes(platform, options.besideRule) };
}
