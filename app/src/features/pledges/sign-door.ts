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

/** A number as the page writes it, in all its ways. */
interface Written {
  readonly number: string;
  readonly code: string;
  readonly groups: readonly string[];
  readonly spoken: string;
}

function written(number: string, code: string): Written {
  const groups = number.split('-');
  return { number, code, groups, spoken: groups.map((group) => [...group].join(' ')).join(', ') };
}

/** All ways in which number and code are written on the page, as ReceiptNumber writes them; each always equally long. */
const ways: readonly ((one: Written) => string)[] = [
  ({ code }) => code,
  ({ spoken }) => spoken,
  ({ number }) => number,
  ({ groups }) => `<span>${groups[0] ?? ''}</span>`,
  ({ groups }) => `<span>${groups[1] ?? ''}</span>`,
  ({ groups }) => `<span>${groups[2] ?? ''}</span>`,
];
const standIns = ways.map((way) => way(written(STAND_IN.number, STAND_IN.code)));

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
  /** Names and values in turn; the length too, since number and code are always equally long. */
  readonly headers: readonly string[];
  readonly page: Buffer;
  /** Where in the page number and code stand, and which way of writing them. */
  readonly places: readonly { readonly at: number; readonly way: (one: Written) => string }[];
  /** Pages whose bytes the system has taken over: ten thousand a second need no new memory. All places are written anew each time. */
  readonly free: Buffer[];
}

/** Pages kept for the next answers; more were under way at once only in a crowd that is over. */
const MOST_FREE = 1024;

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
    const page = Buffer.from(html, 'utf8');
    const headers = [...answer.headers].filter(([name]) => name !== 'content-length').flat();
    let at = 0;
    const places = pieces.flatMap((piece, index) => {
      const from = at;
      at += Buffer.byteLength(piece);
      const way = index % 2 === 1 ? ways[standIns.indexOf(piece)] : undefined;
      return way === undefined ? [] : [{ at: from, way }];
    });
    return { at: deps.now(), headers: [...headers, 'content-length', String(page.length)], page, places, free: [] };
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
    const { headers, page, places, free } = template instanceof Promise ? await template : template;
    const mine = free.pop() ?? Buffer.from(page);
    const one = written(known.number, code);
    for (const { at, way } of places) mine.write(way(one), at, 'latin1');
    outgoing.writeHead(200, [...headers]).end(mine, () => {
      if (free.length < MOST_FREE) free.push(mine);
    });
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
  // What every browser of ours sends; anything else is taken apart.
  if (origin === `https://${host}` || origin === `http://${host}`) return false;
  return !URL.canParse(origin) || host === undefined || new URL(origin).host !== host;
}
