/** Pages of accounts: sign in, one-time code, sign out, invitation, administration. */
import { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import type { AccountService } from './account-service.ts';

export function accountRoutes(platform: Platform, service: AccountService): Hono<Env> {
  const routes = new Hono<Env>();
  void platform;
  void service;
  return routes;
}
