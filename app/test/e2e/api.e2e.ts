/**
 * Another office's system, over real HTTP: a token is asked for and issued on the screen, the system registers where it wants to be told, acts
 * on cases, is told by signed webhooks, and repeats with the same keys what it was not answered when the server is killed.
 */
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Receiver, startReceiver } from '../../src/features/api/webhooks/receiver.fixture.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';
import { addressSettings, Walker } from '../support/walk.ts';

const settings = { ...addressSettings, NETRA_WEBHOOK_TEST: 'loopback' } as const;
const password = 'Netra-Arunika-2024';

let dataDir: string;
let server: ServerUnderTest;
let receiver: Receiver;
let secret = '';
let signing = '';
let tokenPage = '';

beforeAll(async () => {
  dataDir = await filledDataDir();
  server = await startServer(dataDir, settings);
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver?.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

async function signIn(email: string): Promise<Walker> {
  const walker = new Walker(server.url);
  await walker.open('/masuk');
  await walker.submit({ email, password });
  const code = /\b\d{6}\b/.exec(walker.page.text)?.[0] ?? '';
  await walker.submit({ code });
  expect(walker.page.url).not.toContain('/masuk');
  return walker;
}

interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Told> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

/** Cases of the office that were received and can be written into. */
async function casesToFill(): Promise<readonly { readonly number: string; readonly step: number }[]> {
  const { body } = await ask('GET', '/cases?limit=200');
  const found: { number: string; step: number }[] = [];
  for (const item of Array.isArray(body.items) ? body.items : []) {
    const number = String(Reflect.get(Object(item), 'number'));
    const one = await ask('GET', `/cases/${number}`);
    const actions: unknown = one.body.actions;
    if (!Array.isArray(actions) || !actions.includes('complete-facts')) continue;
    // Before its first act on a case a program says whether an interest stands in the way.
    expect((await ask('POST', `/cases/${number}/no-interest`, { interest: 'none' })).status).toBe(201);
    found.push({ number, step: Number(one.body.lastStep) });
  }
  return found;
}

const facts = (n: number) => ({
  type: 'complete-facts',
  summary: `Terlapor menyukai unggahan calon pada masa kampanye, catatan ${n}.`,
  act: { kind: 'social-engagement', on: '2024-10-01', public: true },
  accused: [{ name: 'Terlapor Rekaan', post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' }],
});

describe("another office's system", () => {
  it('gets a token: an administrator asks, the office issues, the secret is shown once', async () => {
    const admin = await signIn('admin@netra.contoh');
    const offices = await fetch(`${server.url}/api/v1/offices?kind=bawaslu`).then((response) => response.json());
    const office: unknown = offices.items.find((one: { name: string }) => one.name === 'Bawaslu Kota Arunika');
    await admin.open('/admin/token/baru');
    const body = new URLSearchParams([
      ['name', 'Sistem kota'],
      ['body', String(Reflect.get(Object(office), 'id'))],
      ['role', 'officer'],
      ['days', '30'],
      ...['cases:read', 'cases:act', 'accused:read', 'webhooks:manage'].map((scope) => ['scopes', scope]),
      ['_csrf', /name="_csrf" value="([^"]*)"/.exec(admin.page.html)?.[1] ?? ''],
    ]);
    await admin.post('/admin/token/baru', body);
    tokenPage = new URL(admin.page.url).pathname;
    const officer = await signIn('pengawas.arunika@netra.contoh');
    await officer.open(tokenPage);
    await officer.submit({}, { form: `${tokenPage}/terbitkan` });
    secret = /value="(netra_[0-9A-Za-z]{36})"/.exec(officer.page.html)?.[1] ?? '';
    expect(secret).not.toBe('');
    expect((await officer.open(tokenPage)).html).not.toContain(secret);
    expect((await ask('GET', '/token')).body).toMatchObject({
      role: 'officer',
      scopes: ['cases:read', 'cases:act', 'accused:read', 'webhooks:manage'],
    });
  });

  it('registers where it wants to be told, acts, and is told by a signed message that holds no name and no text', async () => {
    const added = await ask('POST', '/webhooks', { url: receiver.url, events: ['case.step'] });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    signing = String(added.body.secret);
    const [first] = await casesToFill();
    if (first === undefined) throw new Error('the demonstration holds no case to write into');
    const done = await ask('POST', `/cases/${first.number}/actions`, facts(0), { 'if-match': `"${first.step}"` });
    expect(done.status, JSON.stringify(done.body)).toBe(201);
    await vi.waitUntil(() => receiver.got.length > 0, { timeout: 60_000, interval: 100 });
    const [got] = receiver.got;
    if (got === undefined) throw new Error('nothing came');
    expect(new Webhook(signing).verify(got.body, got.headers)).toEqual({
      type: 'case.step',
      timestamp: expect.any(String),
      data: { case: first.number, step: first.step + 1 },
    });
  });

  it('repeats with the same keys what it was not answered, and everything happened once, also when the server was killed in between', async () => {
    const wanted = (await casesToFill()).slice(0, 12).map((one, n) => ({ ...one, n, key: randomUUID() }));
    expect(wanted.length).toBeGreaterThan(3);
    const send = (one: (typeof wanted)[number]) =>
      ask('POST', `/cases/${one.number}/actions`, facts(one.n), {
        'if-match': `"${one.step}"`,
        'idempotency-key': one.key,
      });
    const answered = new Map<string, Told>();
    let killed: Promise<void> | undefined;
    await Promise.all(
      wanted.map(async (one) => {
        try {
          answered.set(one.key, await send(one));
          if (answered.size >= 2) killed ??= server.kill();
        } catch {
          // The connection broke: it does not know whether it happened.
        }
      }),
    );
    await killed;
    server = await startServer(dataDir, settings);
    for (const one of wanted) {
      const again = await send(one);
      expect(again.status, JSON.stringify(again.body)).toBe(201);
      expect(again.body).toEqual({ case: one.number, step: one.step + 1 });
      const before = answered.get(one.key);
      if (before?.status === 201) expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect((await ask('GET', `/cases/${one.number}`)).body.lastStep).toBe(one.step + 1);
    }
    // Told of each of them, at least once, although the server went away.
    const told = () =>
      new Set(receiver.got.map((got) => String(Reflect.get(Object(JSON.parse(got.body).data), 'case'))));
    await vi.waitUntil(() => wanted.every((one) => told().has(one.number)), { timeout: 270_000, interval: 500 });
  });

  it('is nobody any more once the token was revoked', async () => {
    const officer = await signIn('pengawas.arunika@netra.contoh');
    await officer.open(tokenPage);
    await officer.submit({}, { form: `${tokenPage}/cabut` });
    const tried = await ask('GET', '/cases');
    expect(tried.status).toBe(401);
    expect(tried.body).toMatchObject({ code: 'token-revoked' });
  });
});
