/**
 * Before what is delicate (identities of reporters, acts on many, keys, who may do what) a person shows the second factor anew, unless that
 * was done within ten minutes. A session that was stolen or left open is not enough then.
 */
import type { Ctx, Member } from '../../../platform/http/env.ts';
import { pathOf } from '../../../platform/http/server.ts';
import type { Platform } from '../../../platform/platform.ts';
import { safePath } from '../next-path.ts';
import { type KeptForm, openForm, sealForm } from './kept-form.ts';

/** Minutes for which showing both factors counts. */
export const FRESH_MINUTES = 10;

export interface StepUp {
  /** Whether both factors were shown in this session within the last ten minutes. */
  fresh(member: Member | null): boolean;
  /** The page that asks, to be answered instead of what was asked for. A form that was sent travels along and is sent once more afterwards. */
  ask(c: Ctx, backTo?: string): Promise<Response>;
  /** Null when fresh; otherwise the answer to give. Call it after who may do the thing was checked, and before anything is done. */
  require(c: Ctx, backTo?: string): Promise<Response | null>;
}

/** What the page that asks needs to know. */
export interface Question {
  /** Path without language to return to. */
  readonly back: string;
  /** The sealed form that was under way, or null. */
  readonly form: string | null;
  /** A form was sent that could not be carried along (files, or far too long). */
  readonly lost: boolean;
}

export function stepUp(platform: Platform, show: (c: Ctx, question: Question) => Promise<Response>): StepUp {
  const fresh: StepUp['fresh'] = (member) => {
    const at = member?.session?.strongAt ?? null;
    return at !== null && platform.realNow() - at < FRESH_MINUTES * 60_000;
  };
  const ask: StepUp['ask'] = async (c, backTo) => {
    const url = new URL(c.req.url);
    const here = c.req.method === 'GET' ? `${pathOf(c.req.url)}${url.search}` : undefined;
    const back = safePath(backTo) ?? safePath(here) ?? '/akun';
    if (c.req.method === 'GET') return show(c, { back, form: null, lost: false });
    const form = await keep(platform, c, url);
    return show(c, { back, form, lost: form === null });
  };
  return { fresh, ask, require: async (c, backTo) => (fresh(c.get('member')) ? null : ask(c, backTo)) };
}

async function keep(platform: Platform, c: Ctx, url: URL): Promise<string | null> {
  const session = c.get('member')?.session;
  if (session === undefined || !(c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded'))
    return null;
  const body = await c.req.parseBody({ all: true });
  const fields: [string, string][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (name === '_csrf') continue;
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'string') fields.push([name, one]);
  }
  const form = { id: platform.uuid(), path: `${url.pathname}${url.search}`, fields };
  return sealForm(platform.keys, session.id, form, platform.realNow());
}

/** The form under way, or null when it is not of this session, or too old. */
export function readKept(platform: Platform, c: Ctx, sealed: string): KeptForm | null {
  const session = c.get('member')?.session;
  return session === undefined ? null : openForm(platform.keys, session.id, sealed, platform.realNow());
}

/** The form as the browser would have sent it: same cookies, with the token that forms of this session carry. */
export function requestOf(c: Ctx, form: KeptForm, token: string): Request {
  const headers = new Headers(c.req.raw.headers);
  headers.delete('content-length');
  headers.set('content-type', 'application/x-www-form-urlencoded');
  const body = new URLSearchParams([...form.fields.map(([name, value]) => [name, value]), ['_csrf', token]]);
  return new Request(new URL(form.path, c.req.url), { method: 'POST', headers, body: body.toString() });
}
