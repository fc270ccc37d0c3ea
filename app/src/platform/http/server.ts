/** The HTTP layer: what happens around every request. Features hang their routes into it; it knows none of them. */
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { FC } from 'hono/jsx';
import type { PageContext } from '../../ui/page-context.ts';
import { describeError, type Log } from '../log/log.ts';
import type { Ctx, Env, Member } from './env.ts';
import type { Forgery } from './forgery.ts';
import { securityHeaders } from './headers.ts';
import { inLanguage, languageOf, withoutLanguage } from './language.ts';
import { type ProblemKind, problems } from './problems.ts';

/** A page as `hono/jsx` gives it. */
export type Page = ReturnType<FC>;

export interface ServerOptions {
  readonly https: boolean;
  readonly log: Log;
  readonly uuid: () => string;
  readonly markAddress: (c: Ctx) => string;
  readonly findMember: (c: Ctx) => Promise<Member | null>;
  readonly pageFor: (c: Ctx) => Promise<PageContext>;
  readonly forgery: (refuse: (c: Ctx) => Response | Promise<Response>) => Forgery;
  /** Requests whose body is read as a stream by their handler. */
  readonly streams?: (c: Ctx) => boolean;
  readonly errorPage: (page: PageContext, problem: ProblemKind, errorId: string) => Page;
  /** Around every request, also those that the gate or a snapshot answers. */
  readonly observe?: MiddlewareHandler<Env> | null;
  /** Asked before everything else; null lets the request go on. */
  readonly gate?: (c: Ctx) => Promise<Response> | null;
  /** Addresses for programs: cookies count for nothing there, and refusals are no pages. */
  readonly programs?: {
    readonly are: (path: string) => boolean;
    readonly problem: (c: Ctx, kind: ProblemKind) => Response;
  };
  /** Answers shared pages from memory, before anything is asked about the visitor. */
  readonly snapshots?: MiddlewareHandler<Env>;
}

/** A story of 20,000 letters, percent-encoded, and the sealed draft beside it. */
const FORM_BYTES = 512 * 1024;

export interface Server {
  readonly app: Hono<Env>;
  /** For pages that need their token before a form is written. */
  readonly tokenFor: (c: Ctx) => string;
  /** Whether a token is the one of this browser and session. */
  readonly formToken: (c: Ctx, token: string) => boolean;
  /** The page of a problem, the same for all features. */
  readonly problem: (c: Ctx, kind: ProblemKind) => Promise<Response>;
}

/** Path of a request as the routes know it: without the language and without a trailing slash. */
export function pathOf(url: string): string {
  const path = withoutLanguage(new URL(url).pathname);
  // A trailing slash that a person typed leads to the same page.
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

export function makeServer(options: ServerOptions): Server {
  const app = new Hono<Env>({ getPath: (request: Request) => pathOf(request.url) });

  const isProgram = (c: Ctx): boolean => options.programs?.are(pathOf(c.req.url)) === true;
  const problem = async (c: Ctx, kind: ProblemKind): Promise<Response> => {
    const errorId = c.get('requestId');
    // The rest of what was sent is not read, so nothing can follow on this connection; a browser that is not told loses its next form.
    if (kind === 'too-large') c.header('connection', 'close');
    if (options.programs !== undefined && isProgram(c)) return options.programs.problem(c, kind);
    const page = await options.pageFor(c);
    return show(c, options.errorPage(page, kind, errorId), problems[kind]);
  };
  const forgery = options.forgery((c) => problem(c, 'forged'));

  if (options.observe !== undefined && options.observe !== null) app.use(options.observe);
  app.use(async (c, next) => {
    const answer = options.gate?.(c) ?? null;
    if (answer === null) return next();
    await headers(c, async () => {
      c.res = await answer;
    });
    return;
  });
  if (options.snapshots !== undefined) app.use(options.snapshots);
  const headers = securityHeaders(options.https, pathOf);
  app.use(headers);
  app.use(async (c, next) => {
    c.set('requestId', options.uuid().slice(0, 8));
    c.set('lang', languageOf(new URL(c.req.url).pathname));
    c.set('member', null);
    c.set('addressMark', options.markAddress(c));
    if (!isProgram(c)) c.set('member', await options.findMember(c));
    await next();
  });
  // No text of the database holds this character, so nothing is there; asked for, it would be a failure of ours. Searches clean their words.
  app.use((c, next) => (new URL(c.req.url).pathname.includes('%00') ? problem(c, 'not-found') : next()));
  // Forms are small. Files come as multipart, streamed by the handler that expects them, with limits of its own.
  const smallBody = bodyLimit({ maxSize: FORM_BYTES, onError: (c) => problem(c, 'too-large') });
  app.use((c, next) => (options.streams?.(c) === true ? next() : smallBody(c, next)));
  // A program shows its token with each request; a browser cannot be made to send it from elsewhere.
  app.use((c, next) => (isProgram(c) ? next() : forgery.guard(c, next)));

  app.notFound((c) => problem(c, 'not-found'));
  app.onError((error, c) => {
    // Who went away in the middle of sending was failed by nobody here, and must not be able to fill the list of failures.
    if (!leftHalfWay(c))
      options.log.error({
        event: 'request-failed',
        errorId: c.get('requestId'),
        method: c.req.method,
        route: c.req.routePath,
        ...describeError(error),
      });
    // Without a database not even the page of an error can be made; then words alone must do.
    return problem(c, 'internal').catch(() =>
      c.text(
        `Netra sedang tidak dapat menjawab. Tidak ada yang hilang. / Netra cannot answer now. Nothing was lost.\n${c.get('requestId')}\n`,
        500,
      ),
    );
  });
  return { app, tokenFor: forgery.tokenFor, formToken: forgery.accepts, problem };
}

/** Whether the connection ended before the request was whole. */
function leftHalfWay(c: Ctx): boolean {
  const bindings: Partial<Env['Bindings']> | undefined = c.env;
  const incoming = bindings?.incoming;
  return incoming?.destroyed === true && incoming.complete === false;
}

/** Answers with a page. */
export async function show(
  c: Ctx,
  page: Page,
  status: 200 | (typeof problems)[ProblemKind] | 410 | 422 = 200,
): Promise<Response> {
  const html = await Promise.resolve(page);
  return c.html(String(html), status);
}

/** Language and addresses of the answer, for whoever only leads on: the menu of a whole page is not counted for that. */
export function places(c: Ctx): Pick<PageContext, 'lang' | 'to'> {
  const lang = c.get('lang');
  return { lang, to: (to) => inLanguage(lang, to) };
}

/** After a form that changed something: 303, so that a refresh never files twice. */
export function goTo(c: Ctx, page: Pick<PageContext, 'to'>, path: string): Response {
  return c.redirect(page.to(path), 303);
}
