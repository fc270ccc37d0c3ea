import { leafHash, openCheckpoint, parseKey, treeRoot } from '@netra/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeTree } from '../../../../packages/ledger/test/stored-tree.ts';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { readBundle } from './log-files.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await app.ledger.service.begin();
  await app.ledger.noteRulebook();
  for (let batch = 0; batch < 18; batch += 1) await app.ledger.service.sealNow();
});
afterAll(() => app.end());

const bytesOf = async (path: string): Promise<Uint8Array | null> => {
  const answer = await app.hono.request(path);
  return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : null;
};

describe('the log as files', () => {
  it('a stranger with nothing but the address and the key rebuilds the tree and finds the signed root', async () => {
    const keys = await (await app.hono.request('/log/keys')).text();
    const key = parseKey(keys.split('\n')[1] ?? '');
    const answer = await app.hono.request('/log/checkpoint');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const opened = openCheckpoint(await answer.text(), key === null ? [] : [key]);
    if (!opened.ok) throw new Error(opened.problem);
    const { size, root } = opened.checkpoint;
    expect(size).toBe(18 * 16);
    const full = readBundle((await bytesOf('/log/tile/entries/000')) ?? new Uint8Array(0), 256) ?? [];
    const rest = readBundle((await bytesOf('/log/tile/entries/001.p/32')) ?? new Uint8Array(0), 32) ?? [];
    const tree = storeTree([...full, ...rest]);
    expect(treeRoot(size, tree.read)).toEqual(root);
    expect(await bytesOf('/log/tile/0/000')).toEqual(tree.tiles.get('0/0'));
    expect(await bytesOf('/log/tile/0/001.p/32')).toEqual(tree.tiles.get('0/1'));
    expect(await bytesOf('/log/tile/1/000.p/1')).toEqual(tree.tiles.get('1/0'));
    expect(leafHash(full[0] ?? new Uint8Array(0))).toEqual(tree.tiles.get('0/0')?.subarray(0, 32));
  });

  it('tiles may be kept for ever, the checkpoint for seconds; an unchanged one costs nothing', async () => {
    const tile = await app.hono.request('/log/tile/0/000');
    expect(tile.headers.get('cache-control')).toContain('immutable');
    const first = await app.hono.request('/log/checkpoint');
    expect(first.headers.get('cache-control')).toBe('public, max-age=5');
    const tag = first.headers.get('etag') ?? '';
    expect((await app.hono.request('/log/checkpoint', { headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  it('serves no tile that the signed tree has not reached, and no other address for one that is there', async () => {
    for (const path of [
      '0/001.p/33',
      '0/001',
      '0/002.p/1',
      '1/000.p/2',
      '2/000.p/1',
      '0/1',
      '00/000',
      'entries/001',
      '0/000.p/256',
      '0/../checkpoint',
    ]) {
      expect((await app.hono.request(`/log/tile/${path}`)).status, path).toBe(404);
    }
    // The beginning of a tile stays at its address after the tile has grown.
    expect(await bytesOf('/log/tile/0/000.p/16')).toHaveLength(16 * 32);
  });

  it('shows nothing of a tree that is saved and not signed yet', async () => {
    await app.owner
      .insertInto('log_checkpoint')
      .values({ size: 999, root: Buffer.alloc(32), at: '2026-11-22T00:00:00Z' })
      .execute();
    expect(await (await app.hono.request('/log/checkpoint')).text()).toContain(`\n${18 * 16}\n`);
  });
});
