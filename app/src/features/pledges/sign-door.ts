/**
 * The short way for the one request that comes ten thousand times a second at the Monday ceremony: the form that signs. It stands before the
 * layers that every other request passes, because it needs none of what they find out: no session, no cookie, no language of a person. The proof
 * is the one-time code in the form itself. What it keeps of them: the same headers (they are taken from a page that went through all layers),
 * the refusal of forms from other sites, a limit on the body. Whatever is not a pledge that was just stored, or was stored before, is
 * answered by the usual way, which is given what is known already.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { newReference } from '../../platform/crypto/reference.ts';
import type { CodeSigned } from './campaign-service.ts';
import { newPledgeCode } from './pledge-codes.ts';
import { LONGEST_FORM, readSignForm, type SignForm, signPath } from './sign-form.ts';

/** How old the page may be whose places for number and code are filled in. */
const TEMPLATE_MS = 5000;
/** What stands where number and code will be. Its groups differ, so that each finds its own place; the chance that it is somebody's is that of any guess. */
const drawn = (count: number): Buffer => Buffer.from(Array.from({ length: count }, (_, index) => 28 - (index >> 2)));
const STAND_IN = { number: newReference('certificate', drawn), code: newPledgeCode(drawn) };

const groupsOf = (number: string): readonly string[] => number.split('-');
const spoken = (number: string): string =>
  groupsOf(number)
    .map((group) => [...group].join(' '))
    .join(', ');

/** All ways in which number and code are written on the page, as ReceiptNumber writes them; each always equally long. */
const ways: readonly ((number: string, code: string) => string)[] = [
  (_, code) => code,
  (number) => spoken(number),
  (number) => number,
  (number) => `<span>${groupsOf(number)[0] ?? ''}</span>`,
  (number) => `<span>${groupsOf(number)[1] ?? ''}</span>`,
  (number) => `<span>${groupsOf(number)[2] ?? ''}</span>`,
];
const standIns = ways.map((way) => way(STAND_IN.number, STAND_IN.code));

export interface SignDoorDeps {
  readonly sign: (form: SignForm & { readonly code: string }) => Promise<CodeSigned>;
  /** The usual way through all layers; `known`: what signing came to, so that it is not asked twice. */
  readonly dispatch: (
    request: Request,
    known: CodeSigned | undefined,
    original: { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse } | null,
  ) => Promise<Response>;
  /** Whether requests must take the usual way now: maintenance. */
  readonly closed: () => boolean;
  readonly origin: string;
  readonly now: () => number;
  readonly seen: (seconds: number, status: number) => void;
}

interface Template {
  readonly at: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What stands between number and code, in order; and which way of writing them comes next. */
  readonly parts: readonly Buffer[];
  /** Bytes of a whole page: number and code are always equally long. */
  readonly length: string;
  readonly gaps: readonly ((number: string, code: string) => string)[];
}

/** Takes the request, or says that it is not for this door. */
export type SignDoor = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

export function signDoor(deps: SignDoorDeps): SignDoor {
  const templates = new Map<string, Template | Promise<Template>>();

  const templateFor = (path: string): Template | Promise<Template> => {
    const there = templates.get(path);
    if (there !== undefined && (there instanceof Promise || deps.now() - there.at < TEMPLATE_MS)) return there;
    const making = makeTemplate(path);
    templates.set(path, making);
    making.then(
      (template) => templates.set(path, template),
      () => templates.delete(path),
    );
    return making;
  };

  const makeTemplate = async (path: string): Promise<Template> => {
    const body = new URLSearchParams({ kode: STAND_IN.code }).toString();
    const request = new Request(`${deps.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) },
      body,
    });
    const answer = await deps.dispatch(request, { kind: 'signed', number: STAND_IN.number }, null);
    const html = await answer.text();
    const pieces = html.split(new RegExp(`(${standIns.join('|')})`));
    if (answer.status !== 200 || pieces.length < 2 * ways.length + 1)
      throw new Error('the page of a signed pledge has no place for its number');
    const headers: Record<string, string> = {};
    for (const [name, value] of answer.headers) if (name !== 'content-length') headers[name] = value;
    return {
      at: deps.now(),
      headers,
      length: String(Buffer.byteLength(html)),
      parts: pieces.filter((_, index) => index % 2 === 0).map((piece) => Buffer.from(piece, 'utf8')),
      gaps: pieces.filter((_, index) => index % 2 === 1).flatMap((piece) => ways[standIns.indexOf(piece)] ?? []),
    };
  };

  const answer = async (
    path: string,
    body: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> => {
    const began = deps.now();
    const fields = new URLSearchParams(body);
    const form = readSignForm((name) => fields.get(name) ?? '');
    const { code } = form;
    const known = code === undefined || !form.hasRead ? undefined : await deps.sign({ ...form, code });
    if (code === undefined || (known?.kind !== 'signed' && known?.kind !== 'again')) {
      await usual(path, body, known, incoming, outgoing);
      deps.seen((deps.now() - began) / 1000, outgoing.statusCode);
      return;
    }
    const template = templateFor(path);
    const { headers, parts, gaps, length } = template instanceof Promise ? await template : template;
    const { number } = known;
    const page = parts.flatMap((part, index) => {
      const gap = gaps[index];
      return gap === undefined ? [part] : [part, Buffer.from(gap(number, code), 'latin1')];
    });
    outgoing.writeHead(200, { ...headers, 'content-length': length }).end(Buffer.concat(page));
    deps.seen((deps.now() - began) / 1000, 200);
  };

  const usual = async (
    path: string,
    body: string,
    known: CodeSigned | undefined,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers))
      if (typeof value === 'string' && !hopByHop.has(name)) headers.set(name, value);
    const request = new Request(`${deps.origin}${path}`, { method: 'POST', headers, body });
    const response = await deps.dispatch(request, known, { incoming, outgoing });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  };

  return (incoming, outgoing) => {
    const path = incoming.url;
    if (incoming.method !== 'POST' || (path !== signPath && path !== `/en${signPath}`) || deps.closed()) return false;
    const { headers } = incoming;
    const length = Number(headers['content-length'] ?? Number.NaN);
    if (!(length > 0 && length <= LONGEST_FORM) || headers['content-type'] !== 'application/x-www-form-urlencoded')
      return false;
    if (fromElsewhere(headers)) return false;
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString('latin1') ?? '';
      answer(path, body, incoming, outgoing).catch(() => {
        // The database could not be asked: nothing is known of the pledge, and sending the form again is right and harmless.
        if (outgoing.headersSent) outgoing.destroy();
        else usual(path, body, { kind: 'busy' }, incoming, outgoing).catch(() => outgoing.destroy());
      });
    });
    return true;
  };
}

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect', 'te', 'trailer']);

/** As the protection of all forms: what the browser itself says of where a form comes from. The usual way then refuses it. */
function fromElsewhere(headers: IncomingMessage['headers']): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin, host } = headers;
  if (origin === undefined || origin === 'null') return false;
  return !URL.canParse(origin) || host === undefined || new URL(origin).host !== host;
}
