import { randomBytes } from 'node:crypto';
import { commit, edgeRoot, leafHash, openCheckpoint, parseKey, treeRoot, verifyReceipt } from '@netra/ledger';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { storeTree } from '../../../../packages/ledger/test/stored-tree.ts';
import { migratedDatabase } from '../../../test/support/app.ts';
import { deriveKeys } from '../../platform/crypto/secret.ts';
import { type Database, databaseOn, poolFor } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { ledgerService } from './log-service.ts';

type Owned = Awaited<ReturnType<typeof migratedDatabase>>;
let made: Owned;
let db: Database;
let owner: Database;
let pools: ReturnType<typeof poolFor>[] = [];
let now = Date.parse('2026-11-22T03:00:05Z');

const keys = deriveKeys(Buffer.from('test only: kZ8vQ2mX9rT4wB7nL1pC6yH3dF5gJ0'));
const settings = { origin: 'netra.contoh/log', minutes: 15, batchSize: 16 };
const makeService = (over: Partial<Parameters<typeof ledgerService>[0]> = {}) =>
  ledgerService({ db, keys, random: randomBytes, realNow: () => now, ...settings, ...over });

beforeAll(async () => {
  made = await migratedDatabase();
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await made.database.drop();
});
beforeEach(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  const [app, own] = [poolFor(made.app, { max: 6 }), poolFor(made.owner, { max: 2 })];
  pools = [app, own];
  db = databaseOn(app);
  owner = databaseOn(own);
  // As the owner of the tables, with the guards down: only a test may begin anew.
  await sql`set session_replication_role = replica; truncate log_waiting, log_place, log_state, log_tile, log_entries, log_checkpoint, log_key, log_entry; set session_replication_role = origin`.execute(
    owner,
  );
  await makeService().begin();
});

const note = (about: string) =>
  runAs(db, { kind: 'system' }, (tx) =>
    makeService().note(tx, about, { kind: 'rulebook', at: '2026-11-22T03:00:00Z', body: 'netra', about }),
  );
const countRows = async (table: 'log_waiting' | 'log_place' | 'log_checkpoint'): Promise<number> =>
  (
    await owner
      .selectFrom(table)
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

/** The tree anew from the published leaves alone, as a stranger would. */
async function rebuilt() {
  const rows = await owner.selectFrom('log_entries').selectAll().orderBy('index').execute();
  const bytes = Buffer.concat(rows.map((row) => row.entries));
  const entries = Array.from({ length: bytes.length / 32 }, (_, at) => bytes.subarray(at * 32, at * 32 + 32));
  return { entries, ...storeTree(entries) };
}

async function published() {
  return runAs(db, { kind: 'public' }, (tx) => makeService().findCheckpoint(tx));
}

describe('sealing', () => {
  it('puts what waits into a batch of fixed size and signs a tree that anybody can rebuild from its leaves', async () => {
    for (let n = 0; n < 5; n += 1) await note(`version ${n}`);
    expect(await makeService().sealTick()).toEqual({ ok: true, value: { leaves: 5, covers: 11, size: 16 } });
    const { entries, edge } = await rebuilt();
    const signed = await published();
    const key = (await makeService().keys())[0];
    const opened = openCheckpoint(signed?.note ?? '', key === undefined ? [] : [key.verifier]);
    expect(opened).toMatchObject({ ok: true, checkpoint: { origin: 'netra.contoh/log', size: 16 } });
    expect(opened.ok && opened.checkpoint.root).toEqual(new Uint8Array(edgeRoot(edge)));
    expect(entries).toHaveLength(16);
    expect(await countRows('log_waiting')).toBe(0);
    expect(await countRows('log_place')).toBe(5);
  });

  it('an empty quarter of an hour looks like any other; a second run for the same time does nothing', async () => {
    expect(await makeService().sealTick()).toMatchObject({ value: { leaves: 0, covers: 16, size: 16 } });
    expect(await makeService().sealTick()).toMatchObject({ value: { leaves: 0, covers: 0, size: 16 } });
    now += 15 * 60_000;
    expect(await makeService().sealTick()).toMatchObject({ value: { covers: 16, size: 32 } });
  });

  it('a batch that overflows grows in steps of four, so that its size hardly tells how many came', async () => {
    for (let n = 0; n < 17; n += 1) await note(`version ${n}`);
    now += 15 * 60_000;
    expect(await makeService().sealTick()).toMatchObject({ value: { leaves: 17, covers: 47, size: 64 } });
  });

  it('what stands in the tree cannot wait a second time: it is refused where it comes from, and the others go on', async () => {
    await note('version 1');
    await makeService().sealNow();
    const placed = await owner.selectFrom('log_place').select('commitment').executeTakeFirstOrThrow();
    await expect(
      owner.insertInto('log_waiting').values({ batch: 'steps', commitment: placed.commitment }).execute(),
    ).rejects.toMatchObject({ code: '23505' });
    await note('version 2');
    expect(await makeService().sealNow()).toMatchObject({ ok: true, value: { leaves: 1 } });
  });

  it('what two processes say at the same moment is noted once', async () => {
    await Promise.all([note('same'), note('same'), note('same'), note('same')]);
    expect(await countRows('log_waiting')).toBe(1);
  });

  it('leaves lie in no order that tells when they came', async () => {
    for (let n = 0; n < 16; n += 1) await note(`version ${n}`);
    await makeService().sealNow();
    const rows = await owner
      .selectFrom('log_entry')
      .innerJoin('log_place', 'log_place.commitment', 'log_entry.commitment')
      .select(['log_place.leaf'])
      .orderBy('log_entry.at')
      .execute();
    const leaves = rows.map((row) => row.leaf);
    expect(leaves.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, at) => at));
    expect(leaves).not.toEqual(leaves.toSorted((a, b) => a - b));
  });

  it('gives a receipt that a stranger can check, and none before the batch', async () => {
    const salt = randomBytes(32);
    const entry = { kind: 'rulebook', at: '2026-11-22T03:00:00Z', body: 'netra' };
    const commitment = Buffer.from(commit(entry, salt));
    await owner
      .insertInto('log_entry')
      .values({ commitment, about: 'x', salt, entry: JSON.stringify(entry) })
      .execute();
    const receipt = () => runAs(db, { kind: 'public' }, (tx) => makeService().findReceipt(tx, { entry, salt }));
    expect(await receipt()).toBeNull();
    await makeService().sealNow();
    const text = await receipt();
    const key = parseKey((await makeService().keys())[0]?.text ?? '');
    expect(verifyReceipt(text ?? '', key === null ? [] : [key])).toMatchObject({ valid: true, entry, treeSize: 16 });
  });

  it('grows over the borders of tiles, batch after batch, and stays the tree of its leaves', async () => {
    const service = makeService({ batchSize: 100 });
    for (let round = 0; round < 8; round += 1) {
      await note(`round ${round}`);
      expect((await service.sealNow()).ok).toBe(true);
      const { edge, read } = await rebuilt();
      const signed = await published();
      expect(signed?.size).toBe((round + 1) * 100);
      expect(new Uint8Array(signed?.root ?? [])).toEqual(new Uint8Array(treeRoot(edge.size, read)));
    }
  });

  it('two processes at once make one tree: no fork, no leaf twice, none lost', async () => {
    const others = [poolFor(made.app, { max: 4 }), poolFor(made.app, { max: 4 })];
    pools.push(...others);
    const services = others.map((pool) => makeService({ db: databaseOn(pool) }));
    const writing = (async () => {
      for (let n = 0; n < 60; n += 1) await note(`busy ${n}`);
    })();
    const sealing = services.flatMap((service) => Array.from({ length: 12 }, () => service.sealNow()));
    const results = await Promise.all(sealing);
    await writing;
    await makeService().sealNow();
    expect(results.every((result) => result.ok)).toBe(true);
    const { entries, edge } = await rebuilt();
    expect(new Set(entries.map((entry) => entry.toString('hex'))).size).toBe(entries.length);
    expect(new Uint8Array((await published())?.root ?? [])).toEqual(new Uint8Array(edgeRoot(edge)));
    const places = await owner.selectFrom('log_place').selectAll().execute();
    expect(places).toHaveLength(60);
    for (const { commitment, leaf } of places) expect(entries[leaf]?.equals(commitment)).toBe(true);
  });

  it('what was saved and could not be signed any more is signed at the next run, with the same root', async () => {
    await note('version');
    await makeService({ keys: () => Buffer.alloc(32, 1) }).sealNow();
    expect((await published())?.size).toBe(0);
    const stored = await owner
      .selectFrom('log_checkpoint')
      .select(['size', 'root', 'note'])
      .orderBy('size', 'desc')
      .execute();
    expect(stored[0]).toMatchObject({ size: 16, note: null });
    expect((await makeService().sealTick()).ok).toBe(true);
    expect((await published())?.size).toBeGreaterThanOrEqual(16);
  });

  it('never signs with another key than the one on record, nor a tree that does not continue what was signed', async () => {
    expect(await makeService({ keys: () => Buffer.alloc(32, 1) }).sealNow()).toEqual({
      ok: false,
      error: { kind: 'lost', number: 1 },
    });
    await makeService().sealNow();
    // Somebody with the owner's rights exchanges the first leaf's hash before the next batch.
    await sql`set session_replication_role = replica`.execute(owner);
    await sql`update log_tile set hashes = overlay(hashes placing ${Buffer.from(leafHash(randomBytes(32)))} from 1) where level = 0 and index = 0`.execute(
      owner,
    );
    await sql`set session_replication_role = origin`.execute(owner);
    expect(await makeService().sealNow()).toEqual({ ok: false, error: { kind: 'inconsistent' } });
    const before = (await published())?.size;
    expect(await makeService().sealNow()).toEqual({ ok: false, error: { kind: 'inconsistent' } });
    expect((await published())?.size).toBe(before);
    expect((await makeService().health()).stalled).toBe(true);
  });

  it('a clock that ran ahead and was set right stops nothing', async () => {
    const right = now;
    now += 40 * 86_400_000;
    expect(await makeService().sealTick()).toMatchObject({ ok: true, value: { covers: 16 } });
    now = right + 15 * 60_000;
    const before = (await makeService().health()).size;
    expect(await makeService().sealTick()).toMatchObject({ ok: true, value: { covers: 16, size: before + 16 } });
    expect(await makeService().sealTick()).toMatchObject({ ok: true, value: { covers: 0 } });
  });

  it('never signs a fork, not even when tree, root and size are changed together by the owner', async () => {
    await makeService().sealNow();
    const forged = storeTree(Array.from({ length: 16 }, () => randomBytes(32)));
    const [tile] = forged.edge.tiles;
    await sql`set session_replication_role = replica`.execute(owner);
    await sql`update log_tile set hashes = ${Buffer.from(tile?.hashes ?? [])} where level = 0 and index = 0`.execute(
      owner,
    );
    await sql`update log_checkpoint set root = ${Buffer.from(edgeRoot(forged.edge))} where size = 16`.execute(owner);
    await sql`set session_replication_role = origin`.execute(owner);
    expect(await makeService().sealNow()).toEqual({ ok: false, error: { kind: 'inconsistent' } });
  });

  it('after a change of keys both sign for as long as was said, and then the new one alone', async () => {
    const fresh = await makeService().rotate(2);
    await makeService().sealNow();
    const keysNow = (await makeService().keys()).map((key) => key.verifier);
    const [old, young] = keysNow;
    if (old === undefined || young === undefined) throw new Error('two keys');
    expect(fresh.startsWith('netra.contoh/log+')).toBe(true);
    const both = (await published())?.note ?? '';
    expect([openCheckpoint(both, [old]).ok, openCheckpoint(both, [young]).ok]).toEqual([true, true]);
    now += 3 * 86_400_000;
    await makeService().sealNow();
    const alone = (await published())?.note ?? '';
    expect([openCheckpoint(alone, [old]).ok, openCheckpoint(alone, [young]).ok]).toEqual([false, true]);
  });
});

describe('the tables of the log', () => {
  const asApp = (text: string) =>
    runAs(db, { kind: 'system' }, async (tx) => {
      await sql.raw(text).execute(tx);
    });

  it('refuse the application itself whatever would shorten, change or pad the tree', async () => {
    await note('version');
    await makeService().sealNow();
    for (const forbidden of [
      "insert into log_waiting (batch, commitment) values ('steps', decode(repeat('00', 32), 'hex'))",
      "update log_waiting set batch = 'pledges'",
      'delete from log_tile',
      'truncate log_entries',
      'update log_place set leaf = 0',
      'delete from log_place',
      'delete from log_checkpoint',
      'update log_state set size = 0',
      "update log_state set origin = 'x'",
      "update log_tile set hashes = overlay(hashes placing decode(repeat('00', 32), 'hex') from 1)",
      'update log_tile set hashes = substring(hashes from 1 for 32) where length(hashes) > 32',
      "update log_entries set entries = overlay(entries placing decode(repeat('00', 32), 'hex') from 33)",
      "update log_checkpoint set note = 'another' where note is not null",
      "update log_entry set about = 'y'",
      'update case_event set salt = salt',
    ]) {
      await expect(asApp(forbidden), forbidden).rejects.toThrow(/permission denied|only grows|append-only|signed once/);
    }
  });

  it('let nobody but the system grow the tree', async () => {
    for (const actor of [{ kind: 'public' } as const, { kind: 'member', userId: crypto.randomUUID() } as const]) {
      await expect(
        runAs(db, actor, (tx) =>
          tx
            .insertInto('log_place')
            .values({ commitment: randomBytes(32), leaf: 3 })
            .execute(),
        ),
      ).rejects.toThrow('row-level security');
      const taken = await runAs(db, actor, async (tx) => {
        await sql`delete from log_waiting`.execute(tx);
        return countRows('log_waiting');
      });
      expect(taken).toBe(await countRows('log_waiting'));
    }
  });
});
