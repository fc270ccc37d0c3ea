import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { classify } from './failures.ts';
import { withGateway } from './gateway.ts';
import { writeLetter } from './letters.ts';
import type { Transport } from './transport.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const code = 'ABCDE-FGHJK-MNPQR';
const letter = writeLetter({
  templates: ['pledge-code'],
  lang: 'id',
  publicUrl: 'https://netra.example.go.id',
  sealed: { address: '+628120000001', code },
});

interface Taken {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A gateway that answers with this status, and what came to it. */
async function gateway(status: number, headers: Readonly<Record<string, string>> = {}) {
  const taken: Taken[] = [];
  const opened = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      taken.push({ method: request.method, headers: request.headers, body: JSON.parse(body) });
      if (status !== 0) response.writeHead(status, headers).end('{"secret":"of the gateway"}');
    });
  });
  server = opened;
  await new Promise<void>((done) => opened.listen(0, '127.0.0.1', done));
  const address = opened.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { taken, url: `http://127.0.0.1:${address.port}/kirim` };
}

const mailed: string[] = [];
const byMail: Transport = {
  deliver: async (_, to) => void mailed.push(to),
  close: () => {},
};
const failure = async (sent: Promise<void>): Promise<unknown> =>
  sent.then(
    () => null,
    (error: unknown) => error,
  );

describe('messages to telephones', () => {
  it('are posted with number, one short text and an id that stays the same; mail goes by mail', async () => {
    const { taken, url } = await gateway(202);
    const way = withGateway(byMail, { url, token: 'rahasia-gerbang' });
    await way.deliver('id-1', '+628120000001', letter, '');
    await way.deliver('id-2', 'orang@contoh.go.id', letter, '');
    expect(mailed).toEqual(['orang@contoh.go.id']);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({
      method: 'POST',
      headers: { authorization: 'Bearer rahasia-gerbang', 'idempotency-key': 'id-1' },
      body: { id: 'id-1', to: '+628120000001', text: letter.message },
    });
    expect(letter.message).toContain(code);
    expect(letter.message).toContain('https://netra.example.go.id/ikrar');
    // Two parts of an SMS at most.
    expect(letter.message?.length).toBeLessThanOrEqual(306);
  });

  it.each([
    [400, { kind: 'no-such-address', code: '550' }],
    [422, { kind: 'no-such-address', code: '550' }],
    [401, { kind: 'later', stop: true }],
    [429, { kind: 'later', stop: false }],
    [503, { kind: 'later', stop: false }],
  ])('answered with %i are %o', async (status, expected) => {
    const { url } = await gateway(status);
    const error = await failure(withGateway(byMail, { url, token: 't' }).deliver('i', '+628120000001', letter, ''));
    expect(classify(error)).toMatchObject(expected);
    expect(JSON.stringify(error) + String(error)).not.toMatch(/secret|62812|ABCDE/);
  });

  it('follow no redirect: a code goes to the address that was set and to no other', async () => {
    const { url, taken } = await gateway(307, { location: '/lain' });
    const error = await failure(withGateway(byMail, { url, token: 't' }).deliver('i', '+628120000001', letter, ''));
    expect(classify(error)).toMatchObject({ kind: 'later' });
    expect(taken).toHaveLength(1);
  });

  it('wait no longer than was said', async () => {
    const { url } = await gateway(0);
    const began = performance.now();
    const error = await failure(
      withGateway(byMail, { url, token: 't' }, 150).deliver('i', '+628120000001', letter, ''),
    );
    expect(classify(error)).toMatchObject({ kind: 'later' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('stay until a gateway is set, and letters of other kinds never go to a telephone', async () => {
    expect(classify(await failure(withGateway(byMail, null).deliver('i', '+628120000001', letter, '')))).toMatchObject({
      kind: 'later',
    });
    const { url, taken } = await gateway(202);
    const of = (template: 'pledge-reminder' | 'invitation') =>
      writeLetter({
        templates: [template],
        lang: 'id',
        publicUrl: 'https://n.example',
        sealed: { link: 'https://n.example/undangan/x' },
      });
    await failure(withGateway(byMail, { url, token: 't' }).deliver('i', '+628120000001', of('invitation'), ''));
    expect(taken).toEqual([]);
    await withGateway(byMail, { url, token: 't' }).deliver('i', '+628120000001', of('pledge-reminder'), '');
    expect(taken).toHaveLength(1);
    expect(taken[0]?.body).toMatchObject({ text: expect.stringContaining('kepada semua, sudah atau belum') });
    expect(of('pledge-reminder').message?.length).toBeLessThanOrEqual(306);
  });
});
