/** What stands before all routes: probes of the machine that runs us, and the page of the maintenance. It asks neither session nor language cookie. */
import type { Ctx } from '../../platform/http/env.ts';
import { inLanguage, languageOf } from '../../platform/http/language.ts';
import { pathOf } from '../../platform/http/server.ts';
import type { AssetPaths, PageContext } from '../../ui/index.ts';
import { takeUp } from './kept-form.ts';
import type { Maintenance } from './maintenance.ts';
import { MaintenancePage } from './maintenance-page.tsx';
import type { Readiness } from './readiness.ts';

export interface GateDeps {
  readonly ready: () => Promise<Readiness>;
  readonly maintenance: () => Maintenance | null;
  readonly assets: AssetPaths;
  /** The figures, for whoever has the token; null: there is no such page here. */
  readonly figures: ((token: string) => Promise<Response>) | null;
}

/** Null: the request goes on to the routes. */
export type Gate = (c: Ctx) => Promise<Response> | null;

/** Seconds after which a program may ask again. */
const RETRY_SECONDS = '300';

export function gateOf(deps: GateDeps): Gate {
  return (c) => {
    const path = pathOf(c.req.url);
    switch (path) {
      case '/healthz':
        return Promise.resolve(plain('{"alive":true}', 200));
      case '/readyz':
        return readyAnswer(deps.ready);
      case '/metrics': {
        const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
        // Without a token it is a page that does not exist, as any other.
        return token === undefined || deps.figures === null ? null : deps.figures(token);
      }
      default: {
        const maintenance = deps.maintenance();
        return maintenance === null || path.startsWith('/assets/') ? null : closed(c, path, deps, maintenance);
      }
    }
  };
}

export async function readyAnswer(ready: GateDeps['ready']): Promise<Response> {
  const answer = await ready();
  return plain(JSON.stringify(answer), answer.ready ? 200 : 503);
}

function plain(body: string, status: 200 | 503): Response {
  return new Response(`${body}\n`, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}

async function closed(c: Ctx, path: string, deps: GateDeps, { message }: Maintenance): Promise<Response> {
  const headers = { 'retry-after': RETRY_SECONDS, 'cache-control': 'no-store' };
  if (path.startsWith('/api/')) {
    // One of the refusals of the interface (`/api/problems/unavailable`), made here since nothing else answers now.
    const title = 'Netra sedang tidak dapat menjawab / Netra cannot answer now';
    const problem = { type: '/api/problems/unavailable', code: 'unavailable', title, status: 503, detail: message };
    return new Response(`${JSON.stringify(problem)}\n`, {
      status: 503,
      headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
    });
  }
  const sent = await takeUp(c, path);
  const lang = languageOf(new URL(c.req.url).pathname);
  // Nothing of it asks the database: it may be the very thing that is being worked on.
  const page: PageContext = {
    lang,
    path,
    to: (to) => inLanguage(lang, to),
    actor: null,
    demo: null,
    csrf: '',
    assets: deps.assets,
  };
  const html = await Promise.resolve(MaintenancePage({ page, message, sent }));
  return new Response(String(html), {
    status: 503,
    headers: {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      // What was not read to its end would be taken for the next request.
      ...(sent.kind === 'lost' ? { connection: 'close' } : {}),
    },
  });
}
