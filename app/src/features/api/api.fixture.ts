/** For tests of the interface: the desk with its people and cases, and tokens that were really asked for and issued. */

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Scope, scopesOfRole } from '../../platform/api/index.ts';
import type { Role } from '../../platform/http/env.ts';
import { type Desk, startDesk, type Who } from '../cases/desk.fixture.ts';
import { entries, property } from './document-read.ts';

export interface ApiDesk extends Desk {
  /** A token of the office and role of a person, with all scopes of the role unless told. */
  token(
    who: Who,
    options?: { readonly scopes?: readonly Scope[]; readonly reports?: boolean; readonly days?: number },
  ): Promise<{ readonly id: string; readonly secret: string }>;
  /** Asks the interface; JSON goes out as JSON. */
  call(secret: string | null, method: string, path: string, options?: CallOptions): Promise<Answer>;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Left out, a fresh one for requests that are no GET; null: none. */
  readonly key?: string | null;
  readonly seq?: number;
  /** The program is asked before its first act on a case, as outside of tests. */
  readonly asks?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

export async function startApiDesk(): Promise<ApiDesk> {
  const desk = await startDesk();
  const { tokens } = desk.app.api;
  const promised = promisesOf(desk.app.api.document);
  return {
    ...desk,
    token: async (who, { scopes, reports = false, days = 30 } = {}) => {
      const admin = await desk.member('admin');
      const member = await desk.member(who);
      const [duty] = member.memberships;
      if (duty === undefined) throw new Error(`${who} has no duty`);
      const role: Role = duty.role;
      const wanted = scopes ?? scopesOfRole[role].filter((scope) => scope !== 'reports:read');
      const asked = await tokens.ask(admin, { bodyId: duty.bodyId, role, name: `Sistem ${who}`, scopes: wanted, days });
      if (!asked.ok) throw new Error(asked.error);
      const issued = await tokens.issue(role === 'media' ? admin : member, asked.value.id, reports);
      if (!issued.ok) throw new Error(issued.error);
      return { id: asked.value.id, secret: issued.value.secret };
    },
    call: async (secret, method, path, { body, headers, key, seq, asks } = {}) => {
      const all = new Headers(headers);
      if (secret !== null) all.set('authorization', `Bearer ${secret}`);
      if (body !== undefined && !all.has('content-type')) all.set('content-type', 'application/json');
      if (method !== 'GET' && key !== null) all.set('idempotency-key', key ?? randomUUID());
      if (seq !== undefined) all.set('if-match', `"${seq}"`);
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
      // Everybody has said that no interest stands in the way, unless a test asks for the question.
      const number = /^\/cases\/([^/]+)\/(?:actions$|documents)/.exec(path)?.[1];
      if (number !== undefined && method === 'POST' && asks !== true)
        await sql`insert into netra.case_no_stake (case_id, user_id, body_id, at) select f.id, t.user_id, t.body_id, now()
          from netra.case_file f, netra.api_token t where f.number = ${number} and t.user_id is not null on conflict do nothing`.execute(
          desk.app.owner,
        );
      const response = await desk.app.hono.request(`/api/v1${path}`, { method, headers: all, ...sent });
      const text = await response.text();
      const json = (response.headers.get('content-type') ?? '').includes('json');
      if (json) promised(method, path, response.status, JSON.parse(text));
      return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : null };
    },
  };
}

const Coded = z.object({ code: z.string() });

/** `422 invalid-input` */
export function said(answer: Answer): string {
  const coded = Coded.safeParse(answer.body);
  return coded.success ? `${answer.status} ${coded.data.code}` : String(answer.status);
}

/** The value at a path of a JSON body. */
export function at(answer: Answer, ...path: readonly (string | number)[]): unknown {
  let value: unknown = answer.body;
  for (const name of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return value;
}

/** Compares every answer with what the document promises for it: the very JSON that others write their programs by. */
function promisesOf(document: unknown): (method: string, path: string, status: number, body: unknown) => void {
  const known = new Map<string, z.ZodType>();
  const paths = entries(property(document, 'paths')).map(([path, item]) => ({
    item,
    path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const $defs = property(document, 'components', 'schemas');
  return (method, path, status, body) => {
    const [bare = ''] = path.split('?');
    // Exact addresses before those with a placeholder: /media/extract is not the text with the id "extract".
    const item = paths
      .filter((one) => one.path.test(bare) && property(one.item, method.toLowerCase()) !== undefined)
      .sort((a, b) => b.path.source.length - a.path.source.length)[0]?.item;
    const content = property(item, method.toLowerCase(), 'responses', String(status), 'content');
    if (item === undefined) return;
    if (content === undefined)
      throw new Error(`${method} ${bare} promises nothing for ${status}: ${JSON.stringify(body).slice(0, 200)}`);
    const [, media] = entries(content)[0] ?? [];
    const text = JSON.stringify({ ...Object(property(media, 'schema')), $defs }).replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    );
    const schema = known.get(text) ?? z.fromJSONSchema(JSON.parse(text));
    known.set(text, schema);
    const read = schema.safeParse(body);
    if (!read.success)
      throw new Error(`${method} ${bare} ${status} answers what it does not promise: ${z.prettifyError(read.error)}`);
  };
}
