/** For tests of pages: routes of a feature behind the real HTTP layer, with persons who are signed in by name, and forms sent as a browser would. */
import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { TestApp } from '../../../test/support/app.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import { forgery } from '../../platform/http/forgery.ts';
import { inLanguage } from '../../platform/http/language.ts';
import { problems } from '../../platform/http/problems.ts';
import { makeServer, pathOf } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { ErrorPage, type PageContext } from '../../ui/index.ts';

export interface Pages {
  readonly platform: Platform;
  /** Opens a page, as nobody or as a signed-in person. */
  open(
    path: string,
    as?: Member,
  ): Promise<{ readonly status: number; readonly html: string; readonly headers: Headers }>;
  /** Fills in the form of a page and sends it with the page's own cookie and hidden fields; `fields` replace and add. */
  send(
    path: string,
    fields: Readonly<Record<string, string | null>>,
    as?: Member,
  ): Promise<{ readonly status: number; readonly html: string; readonly to: string | null }>;
}

export function pagesOf(test: TestApp, routesOf: (platform: Platform) => Hono<Env>): Pages {
  const members = new Map<string, Member>();
  const pageFor = async (c: Parameters<Platform['page']>[0]): Promise<PageContext> => {
    const lang = c.get('lang');
    const member = c.get('member');
    return {
      lang,
      path: pathOf(c.req.url),
      to: (path) => inLanguage(lang, path),
      actor: member === null ? null : { name: member.name, bodyName: '', roleLabel: '', nav: [] },
      demo: null,
      get csrf() {
        return server.tokenFor(c);
      },
      assets: { style: '/assets/t.css', script: '/assets/t.js', font: '/assets/t.woff2' },
    };
  };
  const server = makeServer({
    https: false,
    log: test.platform.log,
    uuid: randomUUID,
    markAddress: () => 'test',
    findMember: (c) => Promise.resolve(members.get(c.req.header('x-member') ?? '') ?? null),
    pageFor,
    forgery: (refuse) =>
      forgery({
        key: test.platform.keys('form-token'),
        https: false,
        random: test.platform.random,
        pathOf,
        sealed: () => false,
        refuse,
      }),
    streams: () => false,
    errorPage: (page, kind, errorId) => ErrorPage({ page, status: problems[kind], errorId }),
  });
  const platform: Platform = { ...test.platform, page: pageFor, problem: server.problem };
  server.app.route('/', routesOf(platform));
  const headersFor = (as: Member | undefined): Record<string, string> => {
    if (as === undefined) return {};
    members.set(as.userId, as);
    return { 'x-member': as.userId };
  };
  return {
    platform,
    open: async (path, as) => {
      const answer = await server.app.request(path, { headers: headersFor(as) });
      return { status: answer.status, html: await answer.text(), headers: answer.headers };
    },
    send: async (path, fields, as) => {
      const page = await server.app.request(path, { headers: headersFor(as) });
      const cookie = page.headers
        .getSetCookie()
        .map((line) => line.split(';')[0] ?? '')
        .join('; ');
      const html = await page.text();
      const body = new URLSearchParams();
      for (const [, name = '', value = ''] of html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
        body.set(name, value);
      for (const [name, value] of Object.entries(fields)) {
        if (value === null) body.delete(name);
        else body.set(name, value);
      }
      const answer = await server.app.request(path, {
        method: 'POST',
        headers: { ...headersFor(as), cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
      });
      return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') };
    },
  };
}
