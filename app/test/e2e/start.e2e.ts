/** Starting and stopping as an operator sees it: refusals in one clear line, nothing left behind, nothing lost; and a production from nothing. */
import { createHmac } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { deep } from '../support/deep.ts';
import { removeDataDir, type ServerUnderTest, startServer, temporaryDataDir } from '../support/server.ts';
import { Walker } from '../support/walk.ts';
import {
  interruptedStart,
  listeningAddresses,
  processesOf,
  quietAfter,
  refusedStart,
} from '../support/walk-process.ts';

const secret = 'vT7kQx2mZr9wLb4nUy1pCe6hFd3gJa0sKo8i';

const folders: string[] = [];
const servers: ServerUnderTest[] = [];

async function folder(): Promise<string> {
  const made = await temporaryDataDir();
  folders.push(made);
  return made;
}

async function start(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<ServerUnderTest> {
  const server = await startServer(dataDir, env);
  servers.push(server);
  // The greeting goes on after the address.
  await vi.waitUntil(() => server.output().includes('Stop with Ctrl-C.'), { timeout: 5_000, interval: 10 });
  return server;
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.kill();
  for (const dataDir of folders.splice(0)) {
    await quietAfter(dataDir, 10_000);
    await removeDataDir(dataDir);
  }
});

/** Takes a port until the returned function is called. Null when somebody else has it already. */
function take(port: number): Promise<{ readonly port: number; free(): void } | null> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      if (typeof address !== 'object' || address === null) return reject(new Error('no address'));
      resolve({ port: address.port, free: () => server.close() });
    });
  });
}

const production = { NETRA_MODE: 'production', NETRA_SECRET: secret } as const;

describe('a start that cannot be', () => {
  it('says in one line that the port asked for is taken, and touches nothing', async () => {
    const taken = await take(0);
    if (taken === null) throw new Error('no port is free');
    const dataDir = await folder();
    const refused = await refusedStart(dataDir, { PORT: String(taken.port) });
    taken.free();
    expect(refused.errors).toHaveLength(1);
    expect(refused.errors[0]).toContain(`port ${taken.port} on 127.0.0.1 is taken`);
    expect(refused.errors[0]).toContain(`PORT=${taken.port + 1} npm start`);
    expect(refused.code).toBe(1);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it.each([
    ['demo', {}],
    ['production', production],
  ])('says in one line that no database answers, without its user or password (%s)', async (_mode, env) => {
    const dataDir = await folder();
    const closed = await take(0);
    closed?.free();
    const url = `postgres://petugas:Sandi-Rahasia-7@127.0.0.1:${closed?.port}/netra`;
    const refused = await refusedStart(dataDir, { ...env, DATABASE_URL: url });
    expect(refused.errors).toHaveLength(1);
    expect(refused.errors[0]).toContain(`no PostgreSQL answers at 127.0.0.1:${closed?.port}`);
    expect(refused.errors[0]).toContain('Start it');
    expect(refused.errors.join() + refused.stdout).not.toMatch(/Sandi-Rahasia|petugas/);
    expect(refused.code).toBe(1);
    expect(refused.seconds).toBeLessThan(15);
  });

  it.each([
    ['none', {}],
    ['a short one', { NETRA_SECRET: 'pendek' }],
    ['the one of an example', { NETRA_SECRET: 'change-me-change-me-change-me-change-me' }],
    ['one letter many times', { NETRA_SECRET: 'x'.repeat(64) }],
  ])('is a production with a secret that protects nobody: %s', async (_which, env) => {
    const dataDir = await folder();
    const refused = await refusedStart(dataDir, { NETRA_MODE: 'production', ...env });
    expect(refused.code).toBe(2);
    const said = refused.errors.join('\n');
    expect(said).toContain('NETRA_SECRET');
    expect(said).toContain('openssl rand -base64 48');
    if ('NETRA_SECRET' in env) expect(said).not.toContain(env.NETRA_SECRET);
    expect(said).not.toMatch(/\bat .*:\d+:\d+/);
    expect(readdirSync(dataDir)).toEqual([]);
  });
});

/** Codes of an authenticator app (RFC 6238), for a key as the page shows it. */
function codeFor(key: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const period = Buffer.alloc(8);
  period.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', bytes).update(period).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const admin = { name: 'Pengelola Rekaan', email: 'pengelola@kantor.contoh', password: 'empat kuda makan rumput' };

async function makeAdministrator(walker: Walker, link: string): Promise<void> {
  await walker.open(new URL(link).pathname);
  await walker.submit(admin);
  expect(walker.page.text).toContain('Akun Anda sudah jadi');
  await walker.submit({ email: admin.email, password: admin.password });
  expect(new URL(walker.page.url).pathname).toBe('/akun/kode-ganda');
  await walker.submit({ password: admin.password });
  const key = /<code>([A-Z2-7 ]+)<\/code>/.exec(walker.page.html)?.[1]?.replaceAll(' ', '') ?? '';
  await walker.submit({ code: codeFor(key) });
  expect(new URL(walker.page.url).pathname).toBe('/admin');
}

async function openTheDoor(walker: Walker): Promise<void> {
  await walker.open('/admin/wilayah');
  await walker.submit(
    { level: 'province', name: 'Provinsi Rekaan', code: 'PR', parent: 'Indonesia' },
    { form: '/admin/wilayah' },
  );
  expect(walker.page.text).toContain('Provinsi Rekaan');
  await walker.open('/admin/kantor');
  await walker.submit(
    { kind: 'bawaslu', name: 'Kantor Pengawas Rekaan', code: 'pengawas-1', place: 'Provinsi Rekaan', zone: 'WIB' },
    { form: '/admin/kantor' },
  );
  expect(walker.page.text).toContain('Kantor Pengawas Rekaan');
}

const reporterPages = ['/lapor', '/lapor/apa', '/status', '/en/lapor', '/en/status'];

describe('a production', () => {
  it('starts empty, lets one link make the first administrator, and keeps all of it through kill -9', async () => {
    const dataDir = await folder();
    const server = await start(dataDir, production);
    const link = /http:\/\/\S+\/mulai\/\S+/.exec(server.output())?.[0] ?? '';
    expect(server.output()).toContain('There is no administrator yet.');
    expect(server.output()).not.toContain('Netra-Arunika');

    const visitor = new Walker(server.url);
    await visitor.open('/');
    expect(visitor.page.text).toContain('Belum ada perkara yang dihitung');
    expect(visitor.page.text).not.toContain('Peragaan');
    await visitor.open('/lapor');
    expect(visitor.page.text).toContain('Pintu laporan belum dibuka');
    await visitor.open('/masuk');
    expect(visitor.page.text).not.toContain('Masuk sebagai');

    const walker = new Walker(server.url);
    await makeAdministrator(walker, link);
    const late = new Walker(server.url);
    expect((await late.open(new URL(link).pathname)).status).toBe(404);
    await openTheDoor(walker);

    await server.kill();
    expect(await quietAfter(dataDir, 10_000)).toEqual([]);
    const again = await start(dataDir, production);
    expect(again.output()).not.toContain('/mulai/');
    // The administrator's session, the office and its key are still there.
    walker.moveTo(again.url);
    await walker.open('/admin');
    expect(walker.page.text).toContain('Kantor Pengawas Rekaan');
    const reporter = new Walker(again.url);
    for (const page of reporterPages) expect((await reporter.open(page)).status, page).toBe(200);
    await reporter.open('/lapor/apa');
    await reporter.submit({ act: 'other' }, { button: 'go=next' });
    expect(reporter.page.text).not.toContain('Peragaan');
    await reporter.open('/status');
    await reporter.submit({ receipt: 'ABC' });
    expect(reporter.page.status).toBe(422);
    await reporter.open('/');
    expect(reporter.setCookies).toEqual([]);
    expect(await again.stop()).toBe(0);
  });

  it('is not told from the files of its data folder what its secret is', async () => {
    const dataDir = await folder();
    const server = await start(dataDir, production);
    await server.stop();
    const names = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(names.length).toBeGreaterThan(100);
    for (const entry of names) {
      const bytes = await readFile(path.join(entry.parentPath, entry.name));
      expect(bytes.includes(secret), entry.name).toBe(false);
    }
    expect(server.output()).not.toContain(secret);
  });
});

describe('a running product', () => {
  it('takes the next port when the default one is taken, listens on this machine alone, holds its data folder, and Ctrl-C leaves no process behind', async () => {
    const taken = await take(3000);
    const dataDir = await folder();
    const server = await start(dataDir, { ...production, PORT: '' });
    taken?.free();
    const port = Number(new URL(server.url).port);
    expect(port).toBeGreaterThan(3000);
    expect(port).toBeLessThanOrEqual(3050);
    expect((await fetch(server.url)).status).toBe(200);

    const second = await refusedStart(dataDir, production);
    expect(second.errors).toHaveLength(1);
    expect(second.errors[0]).toContain(`${dataDir} is in use by another Netra (process ${server.pid})`);
    expect(second.errors[0]).toContain('Stop that one first, or');
    expect(second.code).toBe(1);
    expect((await fetch(server.url)).status).toBe(200);

    // The web process, the database's server and its workers.
    const running = processesOf(dataDir, server.pid);
    expect(running.length).toBeGreaterThan(2);
    expect(running.join('\n')).toMatch(/postgres/);
    // Its database listens on no port at all.
    expect(await listeningAddresses(running.map((line) => Number(line.split(' ')[0])))).toEqual([
      `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`,
    ]);
    expect(await server.stop()).toBe(0);
    expect(await quietAfter(dataDir, 2_000)).toEqual([]);
    expect(readdirSync(dataDir)).not.toContain('owner.json');
    await expect(fetch(server.url)).rejects.toThrow();
  });
});

describe('a demonstration', () => {
  it.runIf(deep)(
    'killed while it is still being filled leaves no process behind and is filled to the end at the next start',
    async () => {
      const dataDir = await folder();
      const broken = await interruptedStart(dataDir, / 40 of \d+ cases/);
      expect(broken).toContain('Filling the demonstration');
      expect(broken).not.toContain('Netra is ready');
      expect(await quietAfter(dataDir, 10_000)).toEqual([]);
      const server = await start(dataDir);
      expect(server.output()).toMatch(/Filling the demonstration: (\d+) of \1 cases/);
      const visitor = new Walker(server.url);
      await visitor.open('/');
      const once = figures(visitor.page.text);
      expect(once.length).toBeGreaterThan(4);
      expect(await server.stop()).toBe(0);

      // The second start finds everything there: nothing is filled in again, and it is quick.
      const began = performance.now();
      const again = await start(dataDir);
      const seconds = (performance.now() - began) / 1000;
      console.log(`second start: ${seconds.toFixed(1)} s`);
      expect(again.output()).not.toContain('Filling');
      visitor.moveTo(again.url);
      await visitor.open('/');
      expect(figures(visitor.page.text)).toEqual(once);
      // A machine shared with other tests: the README's figure comes from the bench.
      expect(seconds).toBeLessThan(10);
      await again.stop();
    },
  );
});

/** The numbers on the front page. */
function figures(text: string): readonly string[] {
  return text.slice(text.indexOf('Di mana perkara menunggu')).match(/\d[\d.]*/g) ?? [];
}
