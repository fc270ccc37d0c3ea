/** Keys of the exchange: what this instance signs with, what files to an office are encrypted with, and the keys of others that are trusted. */
import { createHash } from 'node:crypto';
import { formatKey, parseKey, type SignerKey, signerFrom, type VerifierKey } from '@netra/ledger';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { sql } from 'kysely';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';

const purpose = 'exchange-office-key';

export interface SigningKey {
  readonly number: number;
  readonly verifier: string;
  readonly signsUntil: Temporal.Instant | null;
}

/** The key that signs now; made where there is none. As the system. */
export async function signingKey(tx: Tx, keys: Keys, origin: string, now: Temporal.Instant): Promise<SignerKey> {
  const row = await tx
    .selectFrom('exchange_signing_key')
    .select(['number', 'verifier'])
    .where('signs_until', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return makeSigningKey(tx, keys, origin, now);
  const known = parseKey(row.verifier);
  if (known === null) throw new Error(`key ${row.number} of the exchange is not a key`);
  const signer = derive(keys, known.name, row.number);
  // To sign with another key than the one others compared would look like a forgery to them, and rightly so.
  if (formatKey(signer) !== row.verifier)
    throw new Error('the secret of this instance is not the one the exchange key was made with');
  return signer;
}

/** Begins with a new key and ends the one before. Others trust it only after they compared it. As the system. */
export async function rotateSigningKey(tx: Tx, keys: Keys, origin: string, now: Temporal.Instant): Promise<SignerKey> {
  await tx
    .updateTable('exchange_signing_key')
    .set({ signs_until: now.toString() })
    .where('signs_until', 'is', null)
    .execute();
  return makeSigningKey(tx, keys, origin, now);
}

async function makeSigningKey(tx: Tx, keys: Keys, origin: string, now: Temporal.Instant): Promise<SignerKey> {
  await sql`select pg_advisory_xact_lock(hashtextextended('exchange-signing-key', 24))`.execute(tx);
  const last = await tx
    .selectFrom('exchange_signing_key')
    .select(['number', 'verifier', 'signs_until'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Another made it meanwhile.
  if (last !== undefined && last.signs_until === null) return signingKey(tx, keys, origin, now);
  const number = (last?.number ?? 0) + 1;
  const signer = derive(keys, origin, number);
  await tx
    .insertInto('exchange_signing_key')
    .values({ number, verifier: formatKey(signer), signs_from: now.toString() })
    .execute();
  return signer;
}

function derive(keys: Keys, name: string, number: number): SignerKey {
  return signerFrom(name, keys(`exchange-signing/${number}`));
}

export async function ownSigningKeys(tx: Tx): Promise<readonly SigningKey[]> {
  const rows = await tx
    .selectFrom('exchange_signing_key')
    .select(['number', 'verifier', 'signs_until'])
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({ number: row.number, verifier: row.verifier, signsUntil: row.signs_until }));
}

/** What two people read to each other over the telephone: SHA-256 of the key as text, in groups of four. */
export function fingerprint(text: string): string {
  const digits = createHash('sha256').update(text.trim()).digest('hex').slice(0, 40);
  return (digits.match(/.{4}/g) ?? []).join(' ');
}

/** The recipient of an office; made where there is none. In the unit of work of somebody who works there. */
export async function officeRecipient(tx: Tx, keys: Keys, bodyId: string): Promise<string> {
  const there = await findRecipient(tx, bodyId);
  if (there !== undefined) return there;
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  await tx
    .insertInto('exchange_office_key')
    .values({
      body_id: bodyId,
      recipient,
      identity_locked: lock({ current: keys(purpose) }, Buffer.from(identity, 'utf8'), {
        purpose,
        aad: Buffer.from(bodyId, 'utf8'),
      }),
    })
    .onConflict((c) => c.column('body_id').doNothing())
    .execute();
  return (await findRecipient(tx, bodyId)) ?? recipient;
}

export async function findRecipient(tx: Tx, bodyId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('exchange_office_key')
    .select('recipient')
    .where('body_id', '=', bodyId)
    .executeTakeFirst();
  return row?.recipient;
}

/** The private half, for people of the office: the database gives it to nobody else. */
export async function officeIdentity(tx: Tx, keys: Keys, bodyId: string): Promise<string | null> {
  const { rows } = await sql<{ box: Buffer | null }>`select netra.exchange_identity(${bodyId}) as box`.execute(tx);
  const box = rows[0]?.box ?? null;
  if (box === null) return null;
  const opened = unlock({ current: keys(purpose) }, box, { purpose, aad: Buffer.from(bodyId, 'utf8') }, 0);
  if (!opened.ok) throw new Error(`the exchange key of office ${bodyId} cannot be opened: ${opened.error}`);
  return opened.value.toString('utf8');
}

export interface Peer {
  readonly id: string;
  readonly bodyId: string;
  readonly bodyCode: string;
  readonly bodyName: string;
  readonly bodyKind: string;
  readonly verifier: string;
  readonly recipient: string | null;
  readonly addedAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
}

/** Offices outside with their keys, the newest key first. */
export async function readPeers(tx: Tx, all = false): Promise<readonly Peer[]> {
  const rows = await tx
    .selectFrom('exchange_peer as p')
    .innerJoin('body as b', 'b.id', 'p.body_id')
    .select([
      'p.id',
      'p.body_id',
      'b.code',
      'b.name',
      'b.kind',
      'p.verifier',
      'p.recipient',
      'p.added_at',
      'p.ended_at',
    ])
    .$if(!all, (q) => q.where('p.ended_at', 'is', null))
    .orderBy('b.name')
    .orderBy('p.added_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    bodyId: row.body_id,
    bodyCode: row.code,
    bodyName: row.name,
    bodyKind: row.kind,
    verifier: row.verifier,
    recipient: row.recipient,
    addedAt: row.added_at,
    endedAt: row.ended_at,
  }));
}

export function verifiersOf(peers: readonly Peer[]): readonly VerifierKey[] {
  return [...new Set(peers.map((peer) => peer.verifier))].flatMap((text) => parseKey(text) ?? []);
}
