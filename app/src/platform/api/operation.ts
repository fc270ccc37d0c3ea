/**
 * An operation of the interface as data: one definition parses what comes in, names what may go out, and is what the document and the page
 * tell. Features define them beside their services; the router of `features/api` runs them.
 */
import { z } from 'zod';
import type { Member } from '../http/env.ts';
import type { Language } from '../i18n/words.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Position, readCursor, writeCursor } from './cursor.ts';
import { type Bilingual, said } from './fields.ts';
import { errorWords, type InputError, inputErrors, type Refusal } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { Scope } from './scopes.ts';

/** Who asks: a token, acting as a service member of one office. */
export interface Caller {
  readonly tokenId: string;
  readonly name: string;
  readonly member: Member;
  readonly scopes: ReadonlySet<Scope>;
  readonly expiresAt: Temporal.Instant;
}

export const tags = [
  'law',
  'statistics',
  'cases',
  'handovers',
  'media',
  'imports',
  'offices',
  'webhooks',
  'token',
  'log',
  'facilities',
  'coverage',
  'prevention',
  'answers',
  'parties',
] as const;
export type Tag = (typeof tags)[number];

/** An object of parameters; unknown names are refused. */
type Names = z.core.$ZodObject;
const none = z.strictObject({});

interface Told {
  /** Name in programs: `listCases`. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'delete' | 'patch';
  /** Below `/api/v1`, in the manner of OpenAPI: `/cases/{number}`. */
  readonly path: string;
  readonly tag: Tag;
  readonly summary: Bilingual;
  readonly detail?: Bilingual;
  /** Refusals beyond those that follow from the rest (401, 403, 422 …). */
  readonly problems?: readonly ProblemCode[];
}

export interface Operation extends Told {
  /** `any`: every token may. Null: open to everybody, no token. */
  readonly scope: Scope | 'any' | null;
  readonly status: 200 | 201 | 204;
  readonly params: Names;
  readonly query: Names;
  readonly body: z.core.$ZodType | null;
  /** Types of a file that is sent instead of JSON. */
  readonly upload: readonly string[] | null;
  /** Null: no content. */
  readonly answer: z.core.$ZodType | null;
  /** It changes something: an Idempotency-Key is asked for, effect and answer are saved together. */
  readonly once: boolean;
  /** It acts on what was read: If-Match is asked for. */
  readonly ifMatch: boolean;
  readonly paged: boolean;
  readonly run: (request: Request) => Promise<Result<Done, Refusal>>;
}

/** What the router hands over, not checked yet. */
export interface Request {
  readonly lang: Language;
  readonly caller: Caller | null;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly file: Uint8Array | null;
  /** Number in If-Match. */
  readonly seen: number | null;
  readonly cursorKey: Uint8Array;
}

/** What goes out, checked. */
export interface Done {
  readonly body: unknown;
  readonly etag?: string;
  readonly location?: string;
  /** Cursor of the next page. */
  readonly next?: string;
  /** After the transaction was saved. */
  readonly after?: () => Promise<void>;
}

export interface Call<P, Q, B> {
  readonly lang: Language;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly file: Uint8Array;
  readonly seen: number;
}
export interface TokenCall<P, Q, B> extends Call<P, Q, B> {
  readonly caller: Caller;
  readonly member: Member;
}

type Answered<A> = Result<{ readonly body: A } & Omit<Done, 'body'>, Refusal>;

interface Shapes<P extends Names, Q extends Names, B extends z.core.$ZodType, A extends z.core.$ZodType> {
  readonly status?: 200 | 201 | 204;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly upload?: readonly string[];
  readonly answer: A;
  readonly once?: boolean;
  readonly ifMatch?: boolean;
}

interface PublicSpec<P extends Names, Q extends Names, B extends z.core.$ZodType, A extends z.core.$ZodType>
  extends Told,
    Shapes<P, Q, B, A> {
  readonly handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answered<z.input<A>>>;
}

interface TokenSpec<P extends Names, Q extends Names, B extends z.core.$ZodType, A extends z.core.$ZodType>
  extends Told,
    Shapes<P, Q, B, A> {
  readonly scope: Scope | 'any';
  readonly handle: (call: TokenCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answered<z.input<A>>>;
}

/** An operation that everybody may use, without a token. */
export function openOperation<
  A extends z.core.$ZodType,
  P extends Names = typeof none,
  Q extends Names = typeof none,
  B extends z.core.$ZodType = z.ZodUndefined,
>(spec: PublicSpec<P, Q, B, A>): Operation {
  return made(spec, null, (call) => spec.handle(call));
}

/** An operation for tokens with a scope. */
export function tokenOperation<
  A extends z.core.$ZodType,
  P extends Names = typeof none,
  Q extends Names = typeof none,
  B extends z.core.$ZodType = z.ZodUndefined,
>(spec: TokenSpec<P, Q, B, A>): Operation {
  return made(spec, spec.scope, (call, caller) => {
    if (caller === null) throw new Error(`${spec.id} ran without a token`);
    return spec.handle({ ...call, caller, member: caller.member });
  });
}

function made<P extends Names, Q extends Names, B extends z.core.$ZodType, A extends z.core.$ZodType>(
  spec: Told & Shapes<P, Q, B, A>,
  scope: Scope | 'any' | null,
  handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>, caller: Caller | null) => Promise<Answered<z.input<A>>>,
): Operation {
  const { status = 200, params, query, body, answer } = spec;
  const run = async (request: Request): Promise<Result<Done, Refusal>> => {
    const found = readPart(params, request.params, 'path', request.lang);
    // An address that cannot be one is an address where nothing is.
    if (!found.ok) return fail({ code: 'not-found' });
    const asked = readPart(query, request.query, 'query', request.lang);
    const sent = readPart(body, request.body, 'body', request.lang);
    const errors = [...(asked.ok ? [] : asked.error), ...(sent.ok ? [] : sent.error)];
    if (!asked.ok || !sent.ok) return fail({ code: 'invalid-input', errors });
    const { lang, caller, file, seen } = request;
    const call = {
      lang,
      params: found.value,
      query: asked.value,
      body: sent.value,
      file: file ?? new Uint8Array(),
      seen: seen ?? 0,
    };
    const done = await handle(call, caller);
    if (!done.ok) return done;
    const checked = z.safeParse(answer, done.value.body);
    if (!checked.success) {
      const at = checked.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`).join(', ');
      throw new Error(`the answer of ${spec.id} does not fit what it promises: ${at}`);
    }
    return ok({ ...done.value, body: checked.data });
  };
  return {
    ...spec,
    scope,
    status,
    params: params ?? none,
    query: query ?? none,
    body: body ?? null,
    upload: spec.upload ?? null,
    answer: status === 204 ? null : answer,
    once: spec.once ?? false,
    ifMatch: spec.ifMatch ?? false,
    paged: false,
    run,
  };
}

function readPart<S extends z.core.$ZodType>(
  schema: S | undefined,
  value: unknown,
  part: InputError['in'],
  lang: Language,
): Result<z.output<S>, readonly InputError[]>;
function readPart(
  schema: z.core.$ZodType | undefined,
  value: unknown,
  part: InputError['in'],
  lang: Language,
): Result<unknown, readonly InputError[]> {
  const read = z.safeParse(schema ?? (part === 'body' ? z.undefined() : none), value, { error: errorWords(lang) });
  return read.success ? ok(read.data) : fail(inputErrors(read.error, part, lang));
}

/** Most items of one page. */
export const MOST_ITEMS = 200;

const pageQuery = {
  limit: said(
    z.coerce.number().int().min(1).max(MOST_ITEMS).default(50),
    'Banyaknya butir di satu halaman, 1 sampai 200.',
    'Items on one page, 1 to 200.',
    50,
  ),
  cursor: said(
    z.string().max(2000).optional(),
    'Penunjuk halaman berikutnya: `next` dari jawaban sebelumnya, dengan saringan yang sama.',
    'Cursor of the next page: `next` of the answer before, with the same filters.',
    'WyJsaXN0Q2FzZXMiLFtdXQ~c2lnbmF0dXJl',
  ),
};

interface ListSpec<P extends Names, Q extends Names, I extends z.core.$ZodType> extends Told {
  readonly scope: Scope;
  readonly params?: P;
  /** Filters; `limit` and `cursor` are added. */
  readonly filters?: Q;
  readonly item: I;
  readonly handle: (
    call: TokenCall<z.output<P>, z.output<Q>, undefined> & {
      readonly limit: number;
      readonly after: Position | null;
    },
  ) => Promise<Result<{ readonly items: readonly z.input<I>[]; readonly next: Position | null }, Refusal>>;
}

/** A list in pages: `items` and `next`, with a Link header. The handler gets the sort keys of the last item shown and gives those of its own last. */
export function listOperation<I extends z.core.$ZodType, P extends Names = typeof none, Q extends Names = typeof none>(
  spec: ListSpec<P, Q, I>,
): Operation {
  const { handle, item, filters, ...told } = spec;
  const answer = z.object({
    items: z
      .array(item)
      .meta({ description: 'Butir halaman ini.', 'x-description-en': 'Items of this page.', examples: [[]] }),
    next: said(
      z.string().nullable(),
      'Penunjuk halaman berikutnya; null bila ini yang terakhir.',
      'Cursor of the next page; null when this is the last.',
      null,
    ),
  });
  const asked = z.strictObject({ ...filters?._zod.def.shape, ...pageQuery });
  const listed = tokenOperation({ ...told, answer, handle: () => Promise.reject(new Error('never run')) });
  const run = async (request: Request): Promise<Result<Done, Refusal>> => {
    const { lang, caller } = request;
    if (caller === null) throw new Error(`${spec.id} ran without a token`);
    const found = readPart(spec.params, request.params, 'path', lang);
    if (!found.ok) return fail({ code: 'not-found' });
    const whole = asked.safeParse(request.query, { error: errorWords(lang) });
    if (!whole.success) return fail({ code: 'invalid-input', errors: inputErrors(whole.error, 'query', lang) });
    const page = z.object(pageQuery).parse(request.query);
    const own = Object.fromEntries(
      Object.entries(isRecord(request.query) ? request.query : {}).filter(([name]) => !Object.hasOwn(pageQuery, name)),
    );
    const read = readPart(filters, own, 'query', lang);
    if (!read.ok) return fail({ code: 'invalid-input', errors: read.error });
    const list = JSON.stringify([spec.id, caller.member.userId, request.params, Object.entries(own).sort()]);
    const after = page.cursor === undefined ? null : readCursor(request.cursorKey, list, page.cursor);
    if (page.cursor !== undefined && after === null) return fail({ code: 'invalid-cursor' });
    const call = {
      lang,
      caller,
      member: caller.member,
      params: found.value,
      query: read.value,
      body: undefined,
      file: new Uint8Array(),
      seen: 0,
    };
    const done = await handle({ ...call, limit: page.limit, after });
    if (!done.ok) return done;
    const next = done.value.next === null ? null : writeCursor(request.cursorKey, list, done.value.next);
    const checked = answer.safeParse({ items: done.value.items, next });
    if (!checked.success)
      throw new Error(`the list of ${spec.id} does not fit what it promises: ${z.prettifyError(checked.error)}`);
    return ok({ body: checked.data, ...(next === null ? {} : { next }) });
  };
  return { ...listed, query: asked, answer, paged: true, run };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
