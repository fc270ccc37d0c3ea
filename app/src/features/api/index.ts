/** The door of the programming interface: its router, tokens, webhooks, the reference page, and refusals in its form. */
import { Hono } from 'hono';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Operation, openOperation, type ProblemCode, problemResponse } from '../../platform/api/index.ts';
import type { Counted, Counters } from '../../platform/db/counts.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import type { ProblemKind } from '../../platform/http/problems.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { ok } from '../../platform/result.ts';
import type { NavItem } from '../../ui/index.ts';
import { membershipsFor } from '../accounts/index.ts';
import { connectionWords } from './connection-words.ts';
import { apiDocument, type OpenApiDocument } from './document.ts';
import { onceIn } from './once.ts';
import { memoryRates } from './rate.ts';
import { referenceRoutes } from './reference-routes.tsx';
import { apiRouter, isApiPath } from './router.ts';
import { tokenOperations } from './token-api.ts';
import { officesOf, tokenRoutes } from './token-pages.tsx';
import { officeList, tokenList } from './token-places.ts';
import { type TokenService, tokenService } from './token-service.ts';
import type { AddressRules } from './webhooks/safe-address.ts';
import { webhookOperations } from './webhooks/webhook-api.ts';
import { webhookRoutes } from './webhooks/webhook-pages.tsx';
import { type WebhookService, webhookService } from './webhooks/webhook-service.ts';
import { hookList } from './webhooks/webhook-views.tsx';

export { isApiPath, isApiUpload } from './router.ts';

export interface ApiFeature {
  readonly tokens: TokenService;
  readonly webhooks: WebhookService;
  readonly operations: readonly Operation[];
  readonly document: OpenApiDocument;
  readonly routes: Hono<Env>;
  counters(member: Member): Counters;
  navFor(member: Member, lang: Language, counted: Counted): Promise<readonly NavItem[]>;
}

export interface ApiOptions {
  /** What the features can do by program. */
  readonly operations: readonly Operation[];
  readonly webhookRules: AddressRules;
}

const codes = {
  'not-found': 'not-found',
  'access-denied': 'not-found',
  forged: 'forged',
  'too-many': 'too-many-requests',
  'too-large': 'too-large',
  conflict: 'in-progress',
  'bad-request': 'invalid-json',
  internal: 'internal',
  'not-available': 'unavailable',
} as const satisfies Partial<Record<ProblemKind, ProblemCode>>;

/** For the HTTP layer: refusals of addresses for programs, in their form. */
export function programs(publicUrl: string) {
  return {
    are: isApiPath,
    problem: (c: Ctx, kind: ProblemKind): Response => {
      const code: ProblemCode = kind in codes ? codes[kind] : 'internal';
      const response = problemResponse(c, publicUrl, { code });
      if (kind === 'too-large') response.headers.set('connection', 'close');
      return response;
    },
  };
}

export function apiFeature(platform: Platform, options: ApiOptions): ApiFeature {
  const tokens = tokenService(platform);
  const webhooks = webhookService(platform, { rules: options.webhookRules });
  let document: OpenApiDocument | undefined;
  const known: Operation[] = [...options.operations, ...webhookOperations(webhooks), ...tokenOperations()];
  known.push(
    openOperation({
      id: 'getDocument',
      method: 'get',
      path: '/openapi.json',
      tag: 'token',
      summary: { id: 'Dokumen OpenAPI 3.1 ini', en: 'This OpenAPI 3.1 document' },
      answer: z
        .record(z.string(), z.unknown())
        .meta({ description: 'Dokumennya.', 'x-description-en': 'The document.', examples: [{ openapi: '3.1.1' }] }),
      handle: async () => ok({ body: { ...theDocument() } }),
    }),
  );
  const theDocument = (): OpenApiDocument => {
    document ??= apiDocument(known, platform.publicUrl);
    return document;
  };
  const routes = new Hono<Env>();
  routes.route('/', apiRouter({ platform, tokens, rates: memoryRates(), once: onceIn(platform) }, known));
  routes.route('/', referenceRoutes(platform, theDocument));
  routes.route('/', tokenRoutes({ platform, tokens, webhooks }));
  routes.route('/', webhookRoutes(platform, webhooks));
  return {
    tokens,
    webhooks,
    operations: known,
    get document() {
      return theDocument();
    },
    routes,
    counters: (member) => {
      const own = membershipsFor(member, ['admin']).length > 0 ? [] : officesOf(member);
      return own.length === 0
        ? {}
        : { tokens: sql`select count(*) from api_token where body_id = any (${own}::uuid[])` };
    },
    navFor: async (member, lang, counted) => {
      const words = connectionWords(lang);
      const item = (href: string, label: string, count: number | null = null): NavItem => ({
        href,
        label,
        count,
        current: false,
      });
      if (membershipsFor(member, ['admin']).length > 0) {
        const broken = (await webhooks.list(member)).filter(
          (one) => one.failingSince !== null || (one.disabledWhy !== null && one.disabledWhy !== 'by-hand'),
        ).length;
        return [item(tokenList, words.tokens.nav), item(hookList, words.hooks.nav, broken > 0 ? broken : null)];
      }
      const own = officesOf(member);
      // Few offices have a program: only those ask on.
      if (own.length === 0 || counted('tokens') === 0) return [];
      const mine = (await tokens.list(member)).filter((token) => own.includes(token.bodyId));
      const waiting = mine.filter((token) => token.state === 'waiting' && tokens.mayIssue(member, token)).length;
      return mine.length === 0 ? [] : [item(officeList, words.office.nav, waiting > 0 ? waiting : null)];
    },
  };
}
