/** Runs operations over HTTP: who asks, what they may, what they sent; and answers in JSON, whatever happens. */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import {
  type Caller,
  type Done,
  type InputError,
  languageFor,
  type Operation,
  problemResponse,
  type Refusal,
} from '../../platform/api/index.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { Once } from './once.ts';
import type { Rates } from './rate.ts';
import { readJson } from './read-json.ts';
import type { TokenService } from './token-service.ts';

export const base = '/api/v1';
/** Imports are files; everything else is small. */
export const UPLOAD_BYTES = 2 * 1024 * 1024;

export interface RouterDeps {
  readonly platform: Platform;
  readonly tokens: Pick<TokenService, 'authenticate'>;
  readonly rates: Rates;
  readonly once: Once;
}

export function isApiPath(path: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

/** Requests whose body may be larger than a form: the router limits them itself. */
export function isApiUpload(path: string): boolean {
  return path === `${base}/imports` || path === `${base}/register-imports`;
}

export function apiRouter(deps: RouterDeps, operations: readonly Operation[]): Hono<Env> {
  const { platform } = deps;
  const routes = new Hono<Env>();
  const refuse = (c: Ctx, refusal: Refusal, more: Readonly<Record<string, string>> = {}): Response =>
    problemResponse(c, platform.publicUrl, { ...refusal, headers: { ...more, ...refusal.headers } });
  const methods = new Map<string, string[]>();
  const limitUpload = bodyLimit({
    maxSize: UPLOAD_BYTES,
    onError: (c) => refuse(c, { code: 'too-large' }, { connection: 'close' }),
  });

  for (const operation of operations) {
    const path = `${base}${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    methods.set(path, [...(methods.get(path) ?? []), operation.method.toUpperCase()]);
    const answer = async (c: Ctx): Promise<Response> => {
      const who = await callerOf(deps, c, operation);
      if (!who.ok) return refuse(c, who.error.refusal, who.error.headers);
      const { caller, headers } = who.value;
      const done = await perform(deps, c, operation, caller);
      if (!done.ok) return refuse(c, done.error, headers);
      await done.value.after?.();
      return answered(c, operation, done.value, headers);
    };
    if (operation.upload !== null) routes.on(operation.method.toUpperCase(), path, limitUpload);
    routes.on(operation.method.toUpperCase(), path, answer);
  }
  for (const [path, allowed] of methods) {
    const allow = [...new Set(allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))]
      .sort()
      .join(', ');
    routes.all(path, (c) => refuse(c, { code: 'method-not-allowed', headers: { allow } }));
  }
  const nothing = (c: Ctx): Response => refuse(c, { code: 'not-found' });
  routes.all(base, nothing);
  routes.all(`${base}/*`, nothing);
  return routes;
}

interface Refused {
  readonly refusal: Refusal;
  readonly headers: Readonly<Record<string, string>>;
}

async function callerOf(
  { tokens, rates }: RouterDeps,
  c: Ctx,
  operation: Operation,
): Promise<Result<{ readonly caller: Caller | null; readonly headers: Readonly<Record<string, string>> }, Refused>> {
  const address = c.get('addressMark');
  const no = (refusal: Refusal, headers: Readonly<Record<string, string>> = {}) => fail({ refusal, headers });
  if (!accepts(c.req.header('accept'))) return no({ code: 'not-acceptable' });
  if (operation.scope === null) {
    const taken = await rates.take('open', address);
    return taken.ok ? ok({ caller: null, headers: taken.headers }) : no({ code: 'too-many-requests' }, taken.headers);
  }
  const [, secret] = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(c.req.header('authorization') ?? '') ?? [];
  if (secret === undefined) return no({ code: 'unauthorized' });
  const spent = await rates.take('refused', address, 0);
  if (!spent.ok) return no({ code: 'too-many-requests' }, spent.headers);
  const found = await tokens.authenticate(secret);
  if (!found.ok) {
    const taken = await rates.take('refused', address);
    return taken.ok ? no({ code: found.error }) : no({ code: 'too-many-requests' }, taken.headers);
  }
  const taken = await rates.take('token', found.value.tokenId);
  if (!taken.ok) return no({ code: 'too-many-requests' }, taken.headers);
  if (operation.scope !== 'any' && !found.value.scopes.has(operation.scope))
    return no({ code: 'scope-missing', detail: operation.scope }, taken.headers);
  return ok({ caller: found.value, headers: taken.headers });
}

type Performed = Done & { readonly replayed?: boolean };

async function perform(
  deps: RouterDeps,
  c: Ctx,
  operation: Operation,
  caller: Caller | null,
): Promise<Result<Performed, Refusal>> {
  const url = new URL(c.req.url);
  const query: Record<string, unknown> = {};
  for (const name of new Set(url.searchParams.keys())) {
    const all = url.searchParams.getAll(name);
    if (all.some((value) => value.includes('\u0000')))
      return fail({ code: 'invalid-input', errors: [wrong('query', name, 'NUL')] });
    query[name] = all.length === 1 ? all[0] : all;
  }
  const sent = await bodyOf(c, operation);
  if (!sent.ok) return sent;
  const seen = seenIn(c, operation);
  if (!seen.ok) return seen;
  const request = {
    lang: languageFor(c),
    caller,
    params: c.req.param(),
    query,
    body: sent.value.json,
    file: operation.upload === null ? null : sent.value.bytes,
    seen: seen.value,
    cursorKey: deps.platform.keys('api-cursor'),
  };
  if (!operation.once || caller === null) return operation.run(request);
  const key = c.req.header('idempotency-key');
  if (key === undefined || !/^[\x21-\x7e]{8,200}$/.test(key)) return fail({ code: 'idempotency-key-missing' });
  const hash = createHash('sha256')
    .update(JSON.stringify([operation.id, url.pathname, [...url.searchParams].sort(), seen.value]))
    .update(sent.value.bytes)
    .digest();
  return deps.once.run(caller, { key, operation: operation.id, hash }, () => operation.run(request));
}

async function bodyOf(
  c: Ctx,
  operation: Operation,
): Promise<Result<{ readonly bytes: Uint8Array; readonly json: unknown }, Refusal>> {
  const nothing = { bytes: new Uint8Array(), json: undefined };
  if (operation.method === 'get' || (operation.body === null && operation.upload === null)) return ok(nothing);
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!(operation.upload ?? ['application/json']).includes(type)) return fail({ code: 'unsupported-media-type' });
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (operation.upload !== null) return ok({ bytes, json: undefined });
  const json = readJson(bytes, languageFor(c));
  return json.ok ? ok({ bytes, json: json.value }) : json;
}

/** The step in If-Match; an operation that does not ask for it does not look. */
function seenIn(c: Ctx, operation: Operation): Result<number | null, Refusal> {
  if (!operation.ifMatch) return ok(null);
  const given = c.req.header('if-match');
  if (given === undefined) return fail({ code: 'precondition-missing' });
  const [, step] = /^(?:W\/)?"(\d{1,9})"$/.exec(given.trim()) ?? [];
  return step === undefined
    ? fail({ code: 'invalid-input', errors: [wrong('header', 'If-Match', '"7"')] })
    : ok(Number(step));
}

function wrong(part: InputError['in'], pointer: string, message: string): InputError {
  return { in: part, pointer: pointer.slice(0, 60), message };
}

function accepts(header: string | undefined): boolean {
  if (header === undefined || header.trim() === '') return true;
  return header.split(',').some((one) => {
    const [type = '', ...rest] = one.trim().toLowerCase().split(';');
    const refused = rest.some((part) => /^\s*q=0(\.0*)?$/.test(part));
    return !refused && ['*/*', 'application/*', 'application/json', 'application/problem+json'].includes(type.trim());
  });
}

function answered(c: Ctx, operation: Operation, done: Performed, rate: Readonly<Record<string, string>>): Response {
  const headers = new Headers({
    ...rate,
    vary: 'Accept-Language, Authorization',
    'cache-control': 'no-store',
    ...(done.etag === undefined ? {} : { etag: done.etag }),
    ...(done.location === undefined ? {} : { location: `${base}${done.location}` }),
    ...(done.replayed === true ? { 'idempotent-replayed': 'true' } : {}),
  });
  if (operation.paged) {
    const url = new URL(c.req.url);
    const at = (cursor: string | null): string => {
      const query = new URLSearchParams(url.searchParams);
      query.delete('cursor');
      if (cursor !== null) query.set('cursor', cursor);
      const text = query.toString();
      return `<${url.pathname}${text === '' ? '' : `?${text}`}>`;
    };
    const links = [`${at(null)}; rel="first"`, ...(done.next === undefined ? [] : [`${at(done.next)}; rel="next"`])];
    headers.set('link', links.join(', '));
  }
  if (operation.answer === null) return new Response(null, { status: 204, headers });
  headers.set('content-type', 'application/json; charset=utf-8');
  return new Response(JSON.stringify(done.body), { status: operation.status, headers });
}
