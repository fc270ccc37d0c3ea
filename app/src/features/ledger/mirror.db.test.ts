import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseKey, type VerifierKey } from '@netra/ledger';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { lookOnce, type MirrorDeps } from './mirror.ts';

let honest: TestApp;
let other: TestApp;
let keys: readonly VerifierKey[];
let folder: string;
let now = Date.parse('2026-11-22T03:00:00Z');

const grow = async (app: TestApp, batches: number): Promise<void> => {
  for (let batch = 0; batch < batches; batch += 1) await app.ledger.service.sealNow();
};
const follow = (app: TestApp, over: Partial<MirrorDeps> = {}) =>
  lookOnce({
    url: 'http://log.example/log',
    folder,
    keys,
    stallMinutes: 60,
    now: () => now,
    fetch: async (url) => app.hono.request(new URL(url).pathname),
    ...over,
  });

beforeAll(async () => {
  // Two instances with the same name and the same keys: what an operator has who runs a second, prettier log.
  [honest, other] = await Promise.all([startTestApp(), startTestApp()]);
  await honest.ledger.service.begin();
  await other.ledger.service.begin();
  const key = parseKey((await honest.ledger.service.keys())[0]?.text ?? '');
  keys = key === null ? [] : [key];
  await grow(honest, 17);
  await grow(other, 20);
});
beforeEach(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  folder = await mkdtemp(path.join(tmpdir(), 'netra-mirror-'));
});
afterAll(async () => {
  await Promise.all([honest.end(), other.end(), rm(folder, { recursive: true, force: true })]);
});

describe('a mirror', () => {
  it('copies a log it has never seen, follows it, and is content when nothing changes', async () => {
    expect(await follow(honest)).toMatchObject({ alarm: null, before: 0, treeSize: 272, origin: 'netra.contoh/log' });
    expect(await follow(honest)).toMatchObject({ alarm: null, before: 272, treeSize: 272 });
    await grow(honest, 1);
    expect(await follow(honest)).toMatchObject({ alarm: null, before: 272, treeSize: 288 });
    expect(await readdir(path.join(folder, 'tile', 'entries'))).toContain('000');
    const kept = await readFile(path.join(folder, 'tile', '0', '000'));
    expect(kept).toHaveLength(8192);
  });

  it('raises the alarm when the log is another one, longer, equal or shorter, and keeps both signed stories', async () => {
    await follow(honest);
    expect(await follow(other)).toMatchObject({ alarm: 'fork', treeSize: 288 });
    // And again the next time: an alarm does not go away by itself.
    expect(await follow(other)).toMatchObject({ alarm: 'fork' });
    const [evidence = ''] = await readdir(path.join(folder, 'alarms'));
    const story = await readFile(path.join(folder, 'alarms', evidence), 'utf8');
    expect(story.match(/^netra\.contoh\/log\n/gm)).toHaveLength(2);
    // The honest log goes on as if nothing had been.
    expect(await follow(honest)).toMatchObject({ alarm: null });
    await rm(folder, { recursive: true, force: true });
    await follow(other);
    expect(await follow(honest)).toMatchObject({ alarm: 'rollback' });
    await grow(honest, 2);
    expect(await follow(honest)).toMatchObject({ alarm: 'fork', treeSize: 320 });
  });

  it('raises the alarm when a served tile or leaf is not what was signed', async () => {
    const flip = (wanted: string) => async (url: string) => {
      const answer = await honest.hono.request(new URL(url).pathname);
      if (!url.endsWith(wanted)) return answer;
      const bytes = new Uint8Array(await answer.arrayBuffer());
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      return new Response(bytes, { status: 200 });
    };
    expect(await follow(honest, { fetch: flip('/tile/0/000') })).toMatchObject({ alarm: 'tile-differs', treeSize: 0 });
    expect(await follow(honest, { fetch: flip('/tile/entries/000') })).toMatchObject({
      alarm: expect.stringMatching(/fork|tile-differs/),
    });
    expect(await follow(honest, { fetch: flip('/checkpoint') })).toMatchObject({ alarm: 'not-signed' });
    expect(await follow(honest, { keys: [] })).toMatchObject({ alarm: 'not-signed' });
    expect(await follow(honest)).toMatchObject({ alarm: null });
  });

  it('raises the alarm when the log stands still, and says when it cannot be reached', async () => {
    await follow(honest);
    now += 59 * 60_000;
    expect((await follow(honest)).alarm).toBeNull();
    now += 5 * 60_000;
    expect(await follow(honest)).toMatchObject({ alarm: 'stall', says: 'no new batch for 64 minutes' });
    const nobody = async (): Promise<Response> => Promise.reject(new Error('refused'));
    expect(await follow(honest, { fetch: nobody })).toMatchObject({ alarm: 'unreachable' });
    expect(await follow(honest, { fetch: async () => new Response('', { status: 500 }) })).toMatchObject({
      alarm: 'unreachable',
    });
  });

  it('says that the log stands still also when its own note of the last growth is gone', async () => {
    await follow(honest);
    await rm(path.join(folder, 'grown-at'));
    now = Date.now() + 61 * 60_000;
    expect(await follow(honest)).toMatchObject({ alarm: 'stall' });
  });

  it('keeps no leaf and no tile of a tree that does not give the signed root, where others could be served from it', async () => {
    const lie = async (url: string) => {
      const answer = await honest.hono.request(new URL(url).pathname);
      if (!url.includes('/tile/entries/000')) return answer;
      const bytes = new Uint8Array(await answer.arrayBuffer());
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      return new Response(bytes, { status: 200 });
    };
    expect((await follow(honest, { fetch: lie })).alarm).not.toBeNull();
    expect((await readdir(folder)).toSorted()).toEqual(['alarms']);
    expect((await follow(honest)).alarm).toBeNull();
    expect((await readdir(folder)).toSorted()).toEqual(['alarms', 'checkpoint', 'grown-at', 'tile']);
  });

  it('notices that its own copy was touched', async () => {
    await follow(honest);
    await grow(honest, 1);
    const size = (await honest.ledger.service.health()).size;
    const partial = path.join(folder, 'tile', '0', '001.p', String(size - 16 - 256));
    const bytes = await readFile(partial);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await writeFile(partial, bytes);
    expect(await follow(honest)).toMatchObject({ alarm: 'damaged' });
  });

  it('catches whoever rewrites a leaf in the database as its owner, and signs anew', async () => {
    await follow(other);
    await sql`set session_replication_role = replica`.execute(other.owner);
    await sql`update log_entries set entries = overlay(entries placing decode(repeat('ab', 32), 'hex') from 1) where index = 1`.execute(
      other.owner,
    );
    await sql`set session_replication_role = origin`.execute(other.owner);
    await grow(other, 1);
    expect(await follow(other)).toMatchObject({ alarm: 'fork' });
  });

  it('gives up on an answer without end, and on one that breaks off, instead of filling its memory', async () => {
    let given = 0;
    const endless = (): Response =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            given += 65_536;
            controller.enqueue(new Uint8Array(65_536));
          },
        }),
      );
    expect(await follow(honest, { fetch: async () => endless() })).toMatchObject({ alarm: 'unreachable' });
    expect(given).toBeLessThan(1_000_000);
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('cut')) });
    expect(await follow(honest, { fetch: async () => new Response(broken) })).toMatchObject({ alarm: 'unreachable' });
  });
});
