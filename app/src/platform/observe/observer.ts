/** What is noted of every request: a figure, a span, a line of the log. Of reporters neither span nor line, of files of pages nothing. */
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes, routePath } from 'hono/route';
import type { Ctx, Env } from '../http/env.ts';
import type { Log } from '../log/log.ts';
import type { Metrics } from './metrics.ts';
import { isOfPages, quietGroup } from './quiet.ts';
import { type Tracer, within } from './tracing.ts';

export interface ObserverDeps {
  readonly metrics: Pick<Metrics, 'seen'> | null;
  readonly tracer: Tracer | null;
  /** Null: no lines of requests. */
  readonly log: Log | null;
  readonly pathOf: (url: string) => string;
}

/** Null where nothing is to be noted: then requests do not even pass through here. */
export function observer(deps: ObserverDeps): MiddlewareHandler<Env> | null {
  const { metrics, tracer, log, pathOf } = deps;
  if (metrics === null && tracer === null && log === null) return null;
  return async (c, next) => {
    const path = pathOf(c.req.url);
    if (isOfPages(path)) return next();
    const quiet = quietGroup(path) !== null;
    const began = performance.now();
    const span = quiet ? null : (tracer?.request({ 'http.request.method': knownMethod(c.req.method) }) ?? null);
    await (span === null ? next() : within(span, next));
    const { status } = c.res;
    const route = patternOf(c);
    const seconds = (performance.now() - began) / 1000;
    metrics?.seen({ method: c.req.method, route, path, status, seconds });
    span?.set({ 'http.route': route, 'http.response.status_code': status });
    span?.end(status >= 500);
    if (log === null || quiet) return;
    const requestId: string | undefined = c.get('requestId');
    log.info({
      event: 'request',
      method: knownMethod(c.req.method),
      route,
      status,
      ms: Math.round(seconds * 1000),
      ...(requestId === undefined ? {} : { requestId }),
    });
  };
}

/** Patterns of what stands around all routes. */
const everywhere = new Set(['', '*', '/*']);

/** The pattern of the route, such as `/perkara/:nomor`; never what was asked for. */
function patternOf(c: Ctx): string {
  // The route that was reached last is the one that answered. Where nothing but a gate or a snapshot was reached, the one that would have.
  const reached = routePath(c);
  if (!everywhere.has(reached)) return reached;
  return matchedRoutes(c).find(({ path }) => !everywhere.has(path))?.path ?? 'none';
}

/** A method is free text from outside. */
function knownMethod(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}
