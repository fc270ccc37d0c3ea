/** Use cases of the exchange; the only file of the feature that opens a unit of work for writing. */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { formatKey, parseKey, signNote } from '@netra/ledger';
import { Encrypter } from 'age-encryption';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { dropFile, receiveFile, sweepUploads } from '../../platform/imports/receive-file.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type Heard, hearFromOutside, ownBodies } from '../cases/index.ts';
import type { EvidenceService } from '../evidence/index.ts';
import { type HandoverAck, readAck } from './ack-read.ts';
import {
  type Acknowledgement,
  type AckProblem,
  ackRank,
  openAcknowledgement,
  signAcknowledgement,
  stateOf,
} from './acknowledgement.ts';
import { FORMAT, type Manifest, MOST_FILE, manifestHash, manifestText } from './bundle.ts';
import { type Envelope, type Opener, writeBundle } from './bundle-file.ts';
import {
  findRecipient,
  fingerprint,
  officeIdentity,
  officeRecipient,
  ownSigningKeys,
  type Peer,
  readPeers,
  rotateSigningKey,
  type SigningKey,
  signingKey,
  verifiersOf,
} from './exchange-keys.ts';
import { exportParts } from './export-parts.ts';
import { readPart } from './foreign-history.tsx';
import { type Taken, type TakeProblem, takeIn } from './take-in.ts';

export interface SignedAck extends HandoverAck {
  /** The signed document; anybody who has the key of the instance can check it. */
  readonly note: string;
  readonly key: string;
}

type OfficeFact = Manifest['from'];

/** What leaves in a file: which steps of which case, from whom to whom, with the hashes that were written down when it was handed over. */
export interface Leaving {
  readonly id: string;
  readonly caseId: string;
  readonly seq: number;
  readonly what: string;
  readonly sentAt: Temporal.Instant;
  readonly from: OfficeFact;
  readonly to: OfficeFact;
  readonly sha256: string | null;
  readonly parts: Manifest['handover']['parts'];
}

export type AckImportProblem =
  | { readonly kind: AckProblem }
  | { readonly kind: 'other-sender' }
  /** It speaks of nothing that left here. */
  | { readonly kind: 'unknown-handover' }
  | { readonly kind: 'moved-on' };
/** `kept`: it was there already, or a newer one is: nothing changed. */
export type AckImported = { readonly kind: 'taken' | 'kept'; readonly number: string; readonly seq: number };

/** A file that was uploaded and waits for a decision, without a name of its own on the page. */
export interface Uploaded {
  readonly token: string;
}

export interface OfficeKeys {
  readonly offices: readonly { readonly bodyId: string; readonly name: string; readonly recipient: string | null }[];
  readonly signing: string;
  readonly fingerprint: string;
}

export type PeerProblem = 'not-a-key' | 'not-a-recipient' | 'wrong-fingerprint' | 'no-office' | 'there-already';

export interface ExchangeService {
  /** Undefined: there is none, or the person's offices are no side of it. Leaves a line in the audit. */
  acknowledgement(member: Member, number: string, seq: number): Promise<SignedAck | undefined>;
  /** The hand-over as a file. Undefined as above, also where the person's office is not the sender. */
  exportFile(
    member: Member,
    number: string,
    seq: number,
    envelope: Envelope,
  ): Promise<{ readonly name: string; readonly bytes: ReadableStream<Uint8Array> } | undefined>;
  /**
   * What goes to another authority beside the case, as such a file. Whether the person may send it was asked before.
   * @param kept writes down, in the same transaction, that it left: by the hash of its manifest
   */
  exportBeside(
    member: Member,
    asked: Leaving,
    envelope: Envelope,
    kept: (tx: Tx, manifestHash: string) => Promise<void>,
  ): Promise<{ readonly name: string; readonly bytes: ReadableStream<Uint8Array> }>;
  /** The acknowledgement, signed by this instance. */
  sign(ack: Acknowledgement): Promise<{ readonly note: string; readonly key: string }>;
  /** The key to which a hand-over to that office would be encrypted. */
  recipientOf(member: Member, bodyId: string): Promise<string | undefined>;
  /** Keeps an upload for half an hour, for this person alone. */
  receive(
    member: Member,
    contents: AsyncIterable<Uint8Array>,
  ): Promise<Result<{ readonly path: string; readonly head: Buffer }, 'too-big' | 'empty'>>;
  keepFor(member: Member, file: string, passphrase: string | null): Uploaded;
  findKept(member: Member, token: string): { readonly path: string; readonly passphrase: string | null } | null;
  drop(file: string): Promise<void>;
  look(member: Member, file: string, passphrase: string | null): Promise<Result<Taken, TakeProblem>>;
  takeFile(
    member: Member,
    file: string,
    passphrase: string | null,
    midway?: (tx: Tx) => Promise<void>,
  ): Promise<Result<Taken, TakeProblem>>;
  /** A working copy that came in a file; undefined where the person may not read it. */
  arrivedFile(member: Member, number: string, part: string): Promise<Buffer | undefined>;
  takeAcknowledgement(member: Member, note: string): Promise<Result<AckImported, AckImportProblem>>;
  officeKeys(member: Member): Promise<OfficeKeys>;
  makeOfficeKey(member: Member, bodyId: string): Promise<boolean>;
  peers(member: Member): Promise<{
    readonly peers: readonly Peer[];
    readonly keys: readonly SigningKey[];
    readonly outside: readonly { readonly id: string; readonly name: string }[];
  }>;
  addPeer(
    member: Member,
    peer: {
      readonly bodyId: string;
      readonly verifier: string;
      readonly recipient: string;
      readonly fingerprint: string;
    },
  ): Promise<Result<null, PeerProblem>>;
  endPeer(member: Member, id: string): Promise<void>;
  rotate(member: Member): Promise<void>;
  /** Uploads that nobody decided on. */
  sweep(): Promise<number>;
}

export interface ExchangeOptions {
  readonly evidence: Pick<EvidenceService, 'read'>;
  /** For files while they are read. */
  readonly folder: string;
}

const KEPT_MS = 30 * 60_000;
const draftPurpose = 'exchange-upload';

export function exchangeService(platform: Platform, { evidence, folder }: ExchangeOptions): ExchangeService {
  const { db, keys, uuid, random, legalClock, law, realNow } = platform;
  const origin = `${new URL(platform.publicUrl).host}/serah-terima`;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(realNow());
  const signer = () => runAs(db, { kind: 'system' }, (tx) => signingKey(tx, keys, origin, now()));
  const deps = () => ({ keys, uuid, random, rulebook: law.current() });

  const audit = (
    tx: Tx,
    member: Member,
    line: {
      readonly what: string;
      readonly access: 'read' | 'write';
      readonly caseId: string | null;
      readonly target?: string;
    },
  ) =>
    tx
      .insertInto('audit')
      .values({
        user_id: member.userId,
        body_id: member.memberships[0]?.bodyId ?? null,
        what: line.what,
        access: line.access,
        case_id: line.caseId,
        target: line.target ?? null,
      })
      .execute();

  const officeFact = (tx: Tx, id: string): Promise<OfficeFact> =>
    tx.selectFrom('body').select(['code', 'name', 'kind']).where('id', '=', id).executeTakeFirstOrThrow();

  const bundleOf = async (tx: Tx, asked: Leaving) => {
    const { caseId, seq, sentAt, from, to } = asked;
    const row = await tx
      .selectFrom('case_event as e')
      .innerJoin('case_file as f', 'f.id', 'e.case_id')
      .innerJoin('jurisdiction as j', 'j.id', 'f.region_id')
      .select(['e.link', 'e.status_after', 'f.number', 'f.election_id', 'f.contest_id', 'f.act_kind', 'f.level'])
      .select(['j.code as region', 'j.name as region_name'])
      .where('e.case_id', '=', caseId)
      .where('e.seq', '=', seq)
      .executeTakeFirstOrThrow();
    const before = await tx
      .selectFrom('case_event')
      .select('status_after')
      .where('case_id', '=', caseId)
      .where('seq', '<', seq)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const parts = await exportParts(
      tx,
      platform,
      evidence,
      { caseId, seq, sentAt },
      { number: row.number, from: from.name, to: to.name },
    );
    const manifest: Manifest = {
      format: FORMAT,
      madeAt: now().toString({ smallestUnit: 'second' }),
      from,
      to,
      handover: {
        id: asked.id,
        what: asked.what,
        step: seq,
        sentAt: sentAt.toString(),
        sha256: asked.sha256,
        parts: [...asked.parts],
      },
      case: {
        number: row.number,
        head: row.link.toString('hex'),
        statusBefore: before?.status_after ?? row.status_after,
        statusAfter: row.status_after,
        election: row.election_id,
        contest: row.contest_id,
        act: row.act_kind,
        level: row.level,
        region: { code: row.region, name: row.region_name },
      },
      parts: parts.map((part) => part.fact),
    };
    const text = manifestText(manifest);
    return { number: row.number, text, hash: manifestHash(text), parts };
  };

  const openerFor = async (tx: Tx, member: Member, passphrase: string | null): Promise<Opener> => {
    if (passphrase !== null) return { identities: [], passphrase };
    const identities: string[] = [];
    for (const bodyId of ownBodies(member)) {
      const identity = await officeIdentity(tx, keys, bodyId);
      if (identity !== null) identities.push(identity);
    }
    return { identities, passphrase: null };
  };

  const take = (
    member: Member,
    file: string,
    passphrase: string | null,
    store: boolean,
    midway?: (tx: Tx) => Promise<void>,
  ): Promise<Result<Taken, TakeProblem>> =>
    as(member, async (tx): Promise<Result<Taken, TakeProblem>> => {
      const at = (await legalClock.now()).round({ smallestUnit: 'millisecond', roundingMode: 'trunc' });
      const taken = await takeIn(
        { ...deps(), ...(midway === undefined ? {} : { midway }) },
        tx,
        createReadStream(file),
        await openerFor(tx, member, passphrase),
        { userId: member.userId, ownBodies: ownBodies(member), at, store },
      );
      if (taken.ok)
        await audit(tx, member, {
          what: store ? 'exchange.import' : 'exchange.look',
          access: store ? 'write' : 'read',
          caseId: taken.value.opened?.caseId ?? null,
        });
      return taken;
    });

  return {
    acknowledgement: async (member, number, seq) => {
      const found = await as(member, async (tx) => {
        const ack = await readAck(tx, keys, ownBodies(member), number, seq);
        if (ack !== undefined)
          await audit(tx, member, { what: 'exchange.acknowledgement', access: 'read', caseId: ack.caseId });
        return ack;
      });
      if (found === undefined) return undefined;
      const key = await signer();
      return { ...found, note: signAcknowledgement(found.ack, [key]), key: formatKey(key) };
    },

    exportFile: async (member, number, seq, envelope) => {
      const key = await signer();
      return as(member, async (tx) => {
        const ack = await readAck(tx, keys, ownBodies(member), number, seq);
        if (ack === undefined || !ack.sender) return undefined;
        const sent = await tx
          .selectFrom('handover')
          .select(['sent_at', 'what'])
          .where('id', '=', ack.handoverId)
          .executeTakeFirstOrThrow();
        const made = await bundleOf(tx, {
          id: ack.handoverId,
          caseId: ack.caseId,
          seq,
          what: sent.what,
          sentAt: sent.sent_at,
          from: await officeFact(tx, ack.fromBodyId),
          to: await officeFact(tx, ack.toBodyId),
          sha256: ack.ack.bundle.sha256,
          parts: ack.ack.bundle.parts,
        });
        const { hash } = made;
        await tx
          .insertInto('exchange_file')
          .values({
            manifest_sha256: Buffer.from(hash, 'hex'),
            handover_id: ack.handoverId,
            encrypted_to: envelope.kind,
            made_by: member.userId,
          })
          .onConflict((c) => c.doNothing())
          .execute();
        await audit(tx, member, {
          what: 'exchange.export',
          access: 'read',
          caseId: ack.caseId,
          target: hash.slice(0, 16),
        });
        return {
          name: `${made.number}-${seq}.netra`,
          bytes: await writeBundle(envelope, signNote(made.text, [key]), made.parts),
        };
      });
    },

    exportBeside: async (member, asked, envelope, kept) => {
      const key = await signer();
      return as(member, async (tx) => {
        const made = await bundleOf(tx, asked);
        await kept(tx, made.hash);
        await audit(tx, member, {
          what: 'exchange.export',
          access: 'read',
          caseId: asked.caseId,
          target: made.hash.slice(0, 16),
        });
        return {
          name: `${made.number}-${asked.seq}.netra`,
          bytes: await writeBundle(envelope, signNote(made.text, [key]), made.parts),
        };
      });
    },

    sign: async (ack) => {
      const key = await signer();
      return { note: signAcknowledgement(ack, [key]), key: formatKey(key) };
    },

    recipientOf: (member, bodyId) =>
      as(member, async (tx) => {
        const peer = (await readPeers(tx)).find((one) => one.bodyId === bodyId && one.recipient !== null);
        return peer?.recipient ?? findRecipient(tx, bodyId);
      }),

    receive: async (_member, contents) => {
      const got = await receiveFile(contents, 'berkas.netra', { folder, uuid, maxBytes: MOST_FILE });
      return got.ok ? ok({ path: got.value.path, head: got.value.head }) : got;
    },
    keepFor: (member, file, passphrase) => ({
      token: lock(
        { current: keys(draftPurpose) },
        Buffer.from(JSON.stringify([path.basename(file), passphrase]), 'utf8'),
        { purpose: draftPurpose, aad: Buffer.from(member.userId, 'utf8') },
        realNow() + KEPT_MS,
      ).toString('base64url'),
    }),
    findKept: (member, token) => {
      const opened = unlock(
        { current: keys(draftPurpose) },
        Buffer.from(token, 'base64url'),
        { purpose: draftPurpose, aad: Buffer.from(member.userId, 'utf8') },
        realNow(),
      );
      if (!opened.ok) return null;
      const read: unknown = JSON.parse(opened.value.toString('utf8'));
      if (!Array.isArray(read) || typeof read[0] !== 'string') return null;
      return { path: path.join(folder, read[0]), passphrase: typeof read[1] === 'string' ? read[1] : null };
    },
    drop: dropFile,
    look: (member, file, passphrase) => take(member, file, passphrase, false),
    takeFile: async (member, file, passphrase, midway) => {
      try {
        return await take(member, file, passphrase, true, midway);
      } catch (error) {
        // Two took the same file in at once: the second is told so.
        if (isTwice(error)) return fail({ kind: 'duplicate', number: '' });
        throw error;
      }
    },

    arrivedFile: (member, number, part) =>
      as(member, async (tx) => {
        const row = await tx
          .selectFrom('exchange_import as i')
          .innerJoin('case_file as f', 'f.id', 'i.case_id')
          .select(['i.id', 'i.case_id'])
          .where('f.number', '=', number)
          .executeTakeFirst();
        const bytes = row === undefined ? undefined : await readPart(tx, keys, row.id, part);
        if (row === undefined || bytes === undefined || bytes.length === 0) return undefined;
        await audit(tx, member, { what: 'exchange.file', access: 'read', caseId: row.case_id, target: part });
        return bytes;
      }),

    takeAcknowledgement: (member, note) =>
      as(member, async (tx): Promise<Result<AckImported, AckImportProblem>> => {
        const peers = await readPeers(tx);
        const opened = openAcknowledgement(note, verifiersOf(peers));
        if (!opened.ok) return fail({ kind: opened.error });
        const { ack, by } = opened.value;
        const own = ownBodies(member);
        const row = await tx
          .selectFrom('handover as h')
          .innerJoin('case_file as f', 'f.id', 'h.case_id')
          .select(['h.id', 'h.seq', 'h.from_body_id', 'h.to_body_id', 'h.sent_at', 'h.case_id', 'f.number'])
          .where('h.id', '=', ack.handover)
          .executeTakeFirst();
        const left =
          row === undefined || ack.file === null || !own.includes(row.from_body_id)
            ? undefined
            : await tx
                .selectFrom('exchange_file')
                .select('handover_id')
                .where('manifest_sha256', '=', Buffer.from(ack.file, 'hex'))
                .where('handover_id', '=', row.id)
                .executeTakeFirst();
        if (row === undefined || left === undefined) return fail({ kind: 'unknown-handover' });
        const signers = by.map((key) => formatKey(key));
        if (!peers.some((peer) => peer.bodyId === row.to_body_id && signers.includes(peer.verifier)))
          return fail({ kind: 'other-sender' });
        const state = stateOf(ack);
        const rank = ackRank[state];
        const there = await tx
          .selectFrom('exchange_ack')
          .select('rank')
          .where('handover_id', '=', row.id)
          .where('rank', '>=', rank)
          .limit(1)
          .executeTakeFirst();
        if (there !== undefined) return ok({ kind: 'kept', number: row.number, seq: row.seq });
        const legal = (await legalClock.now()).round({ smallestUnit: 'millisecond', roundingMode: 'trunc' });
        await tx
          .insertInto('exchange_ack')
          .values({ handover_id: row.id, rank, state, note, imported_at: legal.toString(), imported_by: member.userId })
          .execute();
        const heard = heardOf(state, ack);
        if (heard !== null) {
          const told = ack.returnedAt ?? ack.acceptedAt ?? ack.openedAt ?? ack.deliveredAt;
          const done = await hearFromOutside(deps(), tx, {
            userId: member.userId,
            handoverId: row.id,
            at: between(Temporal.Instant.from(told), row.sent_at, legal),
            heard,
          });
          if (!done.ok) return fail({ kind: done.error });
        }
        await audit(tx, member, { what: 'exchange.acknowledged', access: 'write', caseId: row.case_id, target: state });
        return ok({ kind: 'taken', number: row.number, seq: row.seq });
      }),

    officeKeys: async (member) => {
      const key = formatKey(await signer());
      const own = ownBodies(member);
      const offices = await as(member, async (tx) => {
        const rows =
          own.length === 0
            ? []
            : await tx.selectFrom('body').select(['id', 'name']).where('id', 'in', own).orderBy('name').execute();
        return Promise.all(
          rows.map(async (row) => ({
            bodyId: row.id,
            name: row.name,
            recipient: (await findRecipient(tx, row.id)) ?? null,
          })),
        );
      });
      return { offices, signing: key, fingerprint: fingerprint(key) };
    },
    makeOfficeKey: (member, bodyId) =>
      as(member, async (tx) => {
        if (!ownBodies(member).includes(bodyId)) return false;
        await officeRecipient(tx, keys, bodyId);
        await audit(tx, member, { what: 'exchange.office-key', access: 'write', caseId: null });
        return true;
      }),

    peers: async (member) => {
      await signer();
      return as(member, async (tx) => ({
        peers: await readPeers(tx, true),
        keys: await runAs(db, { kind: 'system' }, (system) => ownSigningKeys(system)),
        outside: await tx
          .selectFrom('body')
          .select(['id', 'name'])
          .where('outside', '=', true)
          .orderBy('name')
          .execute(),
      }));
    },
    addPeer: (member, peer) =>
      as(member, async (tx): Promise<Result<null, PeerProblem>> => {
        const verifier = peer.verifier.trim();
        if (parseKey(verifier) === null) return fail('not-a-key');
        if (peer.recipient !== '' && !isRecipient(peer.recipient)) return fail('not-a-recipient');
        const plain = (text: string): string => text.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
        if (plain(peer.fingerprint) !== plain(fingerprint(verifier))) return fail('wrong-fingerprint');
        const office = await tx
          .selectFrom('body')
          .select('id')
          .where('id', '=', peer.bodyId)
          .where('outside', '=', true)
          .executeTakeFirst();
        if (office === undefined) return fail('no-office');
        const added = await tx
          .insertInto('exchange_peer')
          .values({
            id: uuid(),
            body_id: peer.bodyId,
            verifier,
            recipient: peer.recipient === '' ? null : peer.recipient,
            added_by: member.userId,
          })
          .onConflict((c) => c.columns(['body_id', 'verifier']).doNothing())
          .executeTakeFirst();
        if ((added.numInsertedOrUpdatedRows ?? 0n) === 0n) return fail('there-already');
        await audit(tx, member, {
          what: 'exchange.peer-added',
          access: 'write',
          caseId: null,
          target: fingerprint(verifier),
        });
        return ok(null);
      }),
    endPeer: (member, id) =>
      as(member, async (tx) => {
        await tx
          .updateTable('exchange_peer')
          .set({ ended_at: now().toString(), ended_by: member.userId })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .execute();
        await audit(tx, member, { what: 'exchange.peer-ended', access: 'write', caseId: null, target: id });
      }),
    rotate: async (member) => {
      await runAs(db, { kind: 'system' }, (tx) => rotateSigningKey(tx, keys, origin, now()));
      await as(member, (tx) => audit(tx, member, { what: 'exchange.key-rotated', access: 'write', caseId: null }));
    },
    sweep: () => sweepUploads(folder, KEPT_MS, realNow()),
  };
}

function heardOf(state: ReturnType<typeof stateOf>, ack: Parameters<typeof signAcknowledgement>[0]): Heard | null {
  switch (state) {
    case 'delivered':
      return null;
    case 'opened':
    case 'accepted':
      return { kind: state };
    case 'returned':
      return { kind: state, category: ack.returnCategory ?? 'other', missing: ack.missing };
  }
}

/** What others write as their time counts between what we know of it: sending and hearing. */
function between(at: Temporal.Instant, first: Temporal.Instant, last: Temporal.Instant): Temporal.Instant {
  if (Temporal.Instant.compare(at, first) < 0) return first;
  return Temporal.Instant.compare(at, last) > 0
    ? last
    : at.round({ smallestUnit: 'millisecond', roundingMode: 'trunc' });
}

function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

function isTwice(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
}
