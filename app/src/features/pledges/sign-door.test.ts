import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { newReference } from '../../platform/crypto/reference.ts';
import type { CodeSigned } from './campaign-service.ts';
import { newPledgeCode } from './pledge-codes.ts';
import { signDoor } from './sign-door.ts';
import { signPath } from './sign-form.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((done) => (server === undefined ? done(null) : server.close(done)));
});

let seed = 1;
/** Bytes that differ each time, and are the same in each run. */
const random = (count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed >>> 24;
  });

/** As the usual way writes it: number and code in all their ways, with a long rest that is everybody's. */
function pageOf(number: string, code: string): string {
  const groups = number.split('-');
  const spoken = groups.map((group) => [...group].join(' ')).join(', ');
  return `<p>Sudah ditandatangani é ${'·'.repeat(4000)}</p><b aria-label="${spoken}">${groups.map((one) => `<span>${one}</span>`).join('-')}</b><button data-copy="${number}"></button><input value="${code}">`;
}

async function open(sign: (code: string) => CodeSigned | Promise<CodeSigned>) {
  const numbers = new Map<string, string>();
  const door = signDoor({
    sign: async ({ code }) => {
      // The order of the answers is not that of the questions.
      await new Promise((done) => setTimeout(done, Math.random() * 4));
      const signed = await sign(code);
      if (signed.kind === 'signed' || signed.kind === 'again') numbers.set(code, signed.number);
      return signed;
    },
    dispatch: async (request, known) => {
      const code = new URLSearchParams(await request.text()).get('kode') ?? '';
      return known?.kind === 'signed' || known?.kind === 'again'
        ? new Response(pageOf(known.number, code), {
            headers: { 'content-type': 'text/html; charset=utf-8', 'x-frame-options': 'DENY' },
          })
        : new Response(`usual way: ${known?.kind ?? 'nothing known'}`, { status: known?.kind === 'busy' ? 503 : 422 });
    },
    closed: () => false,
    origin: 'http://127.0.0.1',
    now: () => performance.now(),
    seen: () => {},
  });
  const opened = createServer((incoming, outgoing) => {
    if (!door(incoming, outgoing)) outgoing.writeHead(404).end('not for this door');
  });
  server = opened;
  await new Promise<void>((done) => opened.listen(0, '127.0.0.1', done));
  const address = opened.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const post = (code: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`http://127.0.0.1:${address.port}${signPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ kode: code, kampanye: 'k', naskah: 'n', ikrar: 'ya' }),
    });
  return { post, numbers };
}

describe('the door of the form that signs', () => {
  it('gives each of a crowd the page with the own number and code, and nothing of anybody else', async () => {
    const { post, numbers } = await open(() => ({ kind: 'signed', number: newReference('certificate', random) }));
    for (let round = 0; round < 4; round += 1) {
      const codes = Array.from({ length: 60 }, () => newPledgeCode(random));
      const pages = await Promise.all(codes.map(async (code) => (await post(code)).text()));
      for (const [at, page] of pages.entries()) {
        const code = codes[at] ?? '';
        expect(page).toBe(pageOf(numbers.get(code) ?? '', code));
      }
    }
    expect(numbers.size).toBe(240);
  });

  it('keeps the headers of the usual page, and says how long the page is', async () => {
    const { post } = await open(() => ({ kind: 'again', number: newReference('certificate', random) }));
    const answer = await post(newPledgeCode(random));
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(Number(answer.headers.get('content-length'))).toBe((await answer.arrayBuffer()).byteLength);
  });

  it.each([
    [{ kind: 'unknown' } as const, 422, 'usual way: unknown'],
    [{ kind: 'closed' } as const, 422, 'usual way: closed'],
  ])('leaves what is no stored pledge to the usual way: %o', async (signed, status, text) => {
    const { post } = await open(() => signed);
    const answer = await post(newPledgeCode(random));
    expect([answer.status, await answer.text()]).toEqual([status, text]);
  });

  it('says that it is busy when the database cannot be asked, and never that somebody signed', async () => {
    const { post } = await open(() => {
      throw new Error('no connection');
    });
    const answer = await post(newPledgeCode(random));
    expect([answer.status, await answer.text()]).toEqual([503, 'usual way: busy']);
  });

  it.each([
    { origin: 'http://elsewhere.example' },
    { origin: 'not an address' },
    { 'sec-fetch-site': 'cross-site' },
    { 'content-type': 'text/plain' },
  ])('leaves a form from elsewhere or of another kind to the layers that refuse it: %o', async (headers) => {
    const { post } = await open(() => ({ kind: 'signed', number: newReference('certificate', random) }));
    expect((await post(newPledgeCode(random), headers)).status).toBe(404);
  });
});
