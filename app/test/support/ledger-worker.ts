/**
 * A process that writes into the log and seals it as fast as it can, until somebody kills it: for tests that do. It says on standard output
 * what was answered (`step HEX`) and what was published (`tree SIZE HEX`), each only after the database said so.
 */
import { randomBytes } from 'node:crypto';
import { commit } from '@netra/ledger';
import { ledgerService } from '../../src/features/ledger/log-service.ts';
import { deriveKeys } from '../../src/platform/crypto/secret.ts';
import { databaseOn, poolFor } from '../../src/platform/db/connect.ts';
import { runAs } from '../../src/platform/db/unit-of-work.ts';

const [host = '', user = '', database = ''] = process.argv.slice(2);
const db = databaseOn(poolFor({ kind: 'socket', host, user, database }, { max: 8 }));
const service = ledgerService({
  db,
  keys: deriveKeys(Buffer.from('test only: kZ8vQ2mX9rT4wB7nL1pC6yH3dF5gJ0')),
  random: randomBytes,
  realNow: Date.now,
  origin: 'netra.contoh/log',
  minutes: 15,
  batchSize: 16,
});

async function write(): Promise<void> {
  for (;;) {
    const salt = randomBytes(32);
    const entry = { kind: 'step', at: new Date().toISOString(), body: 'kantor' };
    const commitment = Buffer.from(commit(entry, salt));
    const about = commitment.toString('hex');
    await runAs(db, { kind: 'system' }, (tx) =>
      tx
        .insertInto('log_entry')
        .values({ commitment, about, salt, entry: JSON.stringify(entry) })
        .execute(),
    );
    process.stdout.write(`step ${about}\n`);
  }
}

async function seal(): Promise<void> {
  for (;;) {
    const sealed = await service.sealNow();
    if (!sealed.ok) throw new Error(`not sealed: ${sealed.error.kind}`);
    const signed = await runAs(db, { kind: 'system' }, (tx) => service.findCheckpoint(tx));
    if (signed !== undefined) process.stdout.write(`tree ${signed.size} ${signed.root.toString('hex')}\n`);
  }
}

await service.begin();
await Promise.all([write(), write(), write(), seal()]);
