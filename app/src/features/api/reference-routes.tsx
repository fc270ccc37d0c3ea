/** The reference page and the pages of refusals: for everybody, without a script. */
import { Hono } from 'hono';
import { isProblemCode, problemCodes, problemKinds } from '../../platform/api/index.ts';
import type { Env } from '../../platform/http/env.ts';
import { show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { OpenApiDocument } from './document.ts';
import { ProblemPage, ProblemsPage } from './problem-views.tsx';
import { ReferencePage } from './reference-page.tsx';

export function referenceRoutes(platform: Platform, document: () => OpenApiDocument): Hono<Env> {
  const routes = new Hono<Env>();
  const ordered = [...problemCodes].sort(
    (a, b) => problemKinds[a].status - problemKinds[b].status || a.localeCompare(b),
  );
  routes.get('/api', async (c) =>
    show(c, <ReferencePage page={await platform.page(c)} document={document()} publicUrl={platform.publicUrl} />),
  );
  routes.get('/api/problems', async (c) => show(c, <ProblemsPage page={await platform.page(c)} codes={ordered} />));
  routes.get('/api/problems/:code', async (c) => {
    const code = c.req.param('code');
    if (!isProblemCode(code)) return platform.problem(c, 'not-found');
    return show(c, <ProblemPage page={await platform.page(c)} code={code} />);
  });
  return routes;
}
