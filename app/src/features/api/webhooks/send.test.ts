import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from './receiver.fixture.ts';
import { type Message, send } from './send.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`;
const older = `whsec_${Buffer.from('another one of thirty-two bytes!').toString('base64')}`;
const message = (more: Partial<Message> = {}): Message => ({
  id: 'msg_1',
  url: receiver.url,
  body: '{"type":"case.step","timestamp":"2024-10-04T02:00:00Z","data":{"case":"K7M-4QX-92","step":4}}',
  secrets: [secret],
  at: new Date(),
  ...more,
});
const here = { rules: { loopback: true } };

describe('a delivery', () => {
  it('is signed so that the library of the standard accepts it, with the old secret too while it is changed', async () => {
    receiver.answer = (response) => void response.writeHead(200).end('ok');
    expect(await send(message({ secrets: [secret, older] }), here)).toBe('2xx');
    const got = receiver.got.at(-1);
    if (got === undefined) throw new Error('nothing came');
    for (const one of [secret, older])
      expect(new Webhook(one).verify(got.body, got.headers)).toMatchObject({ type: 'case.step' });
    expect(() =>
      new Webhook(`whsec_${Buffer.from('wrong').toString('base64')}`).verify(got.body, got.headers),
    ).toThrow();
    expect(() => new Webhook(secret).verify(`${got.body} `, got.headers)).toThrow();
    expect(got.headers).toMatchObject({ 'webhook-id': 'msg_1', 'content-type': 'application/json' });
    expect(got.headers.cookie).toBeUndefined();
    expect(got.headers.authorization).toBeUndefined();
  });

  it('keeps of an answer its class only', async () => {
    for (const [status, result] of [
      [204, '2xx'],
      [404, '4xx'],
      [410, '410'],
      [500, '5xx'],
      [503, '5xx'],
    ] as const) {
      receiver.answer = (response) => void response.writeHead(status).end('secret');
      expect(await send(message(), here)).toBe(result);
    }
  });

  it('follows no redirect', async () => {
    const before = receiver.got.length;
    receiver.answer = (response) => void response.writeHead(302, { location: `${receiver.url}/elsewhere` }).end();
    expect(await send(message(), here)).toBe('3xx');
    expect(receiver.got.length).toBe(before + 1);
  });

  it('gives up after its time, whether nothing comes or it trickles for ever', async () => {
    receiver.answer = () => {};
    const began = performance.now();
    expect(await send(message(), { ...here, timeoutMs: 300 })).toBe('timeout');
    receiver.answer = (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await send(message(), { ...here, timeoutMs: 300 })).toBe('timeout');
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('reads little of a long answer', async () => {
    let sent = 0;
    receiver.answer = (response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && sent < 200_000_000) {
          sent += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', pour);
        }
      };
      pour();
    };
    expect(await send(message(), here)).toBe('2xx');
    expect(sent).toBeLessThan(20_000_000);
  });

  it('goes to no closed address, also not by a name that answers one at first and another afterwards', async () => {
    const before = receiver.got.length;
    expect(await send(message(), { rules: { loopback: false } })).toBe('refused-address');
    const url = `https://sistem.arunika.contoh/`;
    const one = (address: string) => ({ address, family: 4 as const });
    expect(await send(message({ url }), { rules: { loopback: false }, resolve: async () => [one('127.0.0.1')] })).toBe(
      'refused-address',
    );
    expect(receiver.got.length).toBe(before);
    // Asked once: the connection goes to the address that was checked, whatever the name would answer a second time.
    receiver.answer = (response) => void response.writeHead(204).end();
    let asked = 0;
    const rebinding = async () => [one(asked++ === 0 ? '127.0.0.1' : '10.0.0.1')];
    const named = `http://localhost:${receiver.port}/`;
    expect(await send(message({ url: named }), { ...here, resolve: rebinding })).toBe('2xx');
    expect(asked).toBe(1);
    expect(receiver.got.length).toBe(before + 1);
  });

  it('says what is wrong with a connection, and never throws', async () => {
    expect(await send(message({ url: 'http://127.0.0.1:1/' }), here)).toBe('no-connection');
    expect(await send(message({ url: receiver.url.replace('http:', 'https:') }), here)).toMatch(/tls|no-connection/);
    expect(
      await send(message({ url: 'https://sistem.arunika.contoh/' }), {
        rules: { loopback: false },
        resolve: () => Promise.reject(new Error('x')),
      }),
    ).toBe('no-such-name');
    receiver.answer = (response) => void response.socket?.destroy();
    expect(await send(message(), here)).toBe('no-connection');
  });
});
