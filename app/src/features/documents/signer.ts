/**
 * Who signs documents. The interface takes a statement and gives a signature, so that an instance may sign by a national certification body
 * instead; by default it signs with an Ed25519 key of its own, whose private half lies locked in the database.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { canonicalJson } from '@netra/ledger';
import { sql } from 'kysely';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';

/** What a signature covers: the file by its hash, and what the file claims to be. */
export interface Statement {
  readonly sha256: string;
  readonly kind: string;
  readonly number: string;
  /** Id of the office. */
  readonly office: string;
  /** ISO instant. */
  readonly at: string;
}

export interface Signature {
  readonly keyNumber: number;
  readonly signature: Buffer;
}

export interface Signer {
  /** Makes ready to sign, in a unit of work of the system: no person's own may add a key. */
  prepare(tx: Tx): Promise<void>;
  sign(tx: Tx, statement: Statement): Promise<Signature>;
  /** Whether this signature was made over exactly this statement. */
  verify(tx: Tx, statement: Statement, signature: Signature): Promise<boolean>;
}

export function statementBytes(statement: Statement): Buffer {
  return Buffer.from(canonicalJson({ what: 'netra-document/1', ...statement }), 'utf8');
}

const purpose = 'document-signing';

/** The local signer: one key of the instance, made before the first document is issued. */
export function localSigner(keys: Keys): Signer {
  const make = async (tx: Tx): Promise<void> => {
    // Two first documents at once make one key.
    await sql`select pg_advisory_xact_lock(hashtextextended('netra document key', 0))`.execute(tx);
    if ((await findCurrent(tx)) !== undefined) return;
    const pair = generateKeyPairSync('ed25519');
    const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
    const number = await nextNumber(tx);
    const context = { purpose, aad: Buffer.from(String(number)) };
    await tx
      .insertInto('document_key')
      .values({
        number,
        public_key: pair.publicKey.export({ format: 'raw-public' }),
        private_wrapped: lock({ current: keys(purpose) }, privateKey, context),
      })
      .execute();
  };
  return {
    prepare: async (tx) => {
      if ((await findCurrent(tx)) === undefined) await make(tx);
    },
    sign: async (tx, statement) => {
      const current = await findCurrent(tx);
      if (current === undefined) throw new Error('there is no key to sign documents with');
      const context = { purpose, aad: Buffer.from(String(current.number)) };
      const opened = unlock({ current: keys(purpose) }, current.private_wrapped, context, 0);
      if (!opened.ok) throw new Error('the key that signs documents does not open with the secret of this instance');
      const key = createPrivateKey({ key: opened.value, format: 'der', type: 'pkcs8' });
      return { keyNumber: current.number, signature: sign(null, statementBytes(statement), key) };
    },
    verify: async (tx, statement, { keyNumber, signature }) => {
      const row = await tx
        .selectFrom('document_key')
        .select('public_key')
        .where('number', '=', keyNumber)
        .executeTakeFirst();
      if (row === undefined) return false;
      const key = createPublicKey({ key: row.public_key, format: 'raw-public', asymmetricKeyType: 'ed25519' });
      return verify(null, statementBytes(statement), key, signature);
    },
  };
}

function findCurrent(tx: Tx) {
  return tx
    .selectFrom('document_key')
    .select(['number', 'private_wrapped'])
    .where('ended_at', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function nextNumber(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('document_key')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('n'))
    .executeTakeFirst();
  return row?.n ?? 1;
}
