/** Taking a file in: who signed it, whether it is for this office, whether every part is what was signed, and a case for it; or the reason why not. */
import { openNote } from '@netra/ledger';
import { actKinds, type Rulebook } from '@netra/rulebook';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { lock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import {
  type ArrivalDeps,
  arrivalKinds,
  goesThisWay,
  isArrivalKind,
  isStatus,
  openFromOutside,
} from '../cases/index.ts';
import {
  AccusedPart,
  type ForeignStep,
  jsonOf,
  type Manifest,
  manifestHash,
  type PartFact,
  readManifest,
  Steps,
  textParts,
  verifyHistoryOf,
} from './bundle.ts';
import { type FileProblem, type Opener, readBundle } from './bundle-file.ts';
import { type Peer, readPeers, verifiersOf } from './exchange-keys.ts';

export type TakeProblem =
  | FileProblem
  /** Nobody here compared the key it is signed with. */
  | { readonly kind: 'unknown-key' }
  | { readonly kind: 'bad-signature' }
  /** Signed by a key we trust for another office than the one it names. */
  | { readonly kind: 'other-sender'; readonly office: string }
  | { readonly kind: 'other-office'; readonly office: string }
  | { readonly kind: 'unknown-value'; readonly value: string }
  /** Offices of these kinds hand no such case over to each other, or not for this place. */
  | { readonly kind: 'no-route'; readonly office: string }
  | { readonly kind: 'broken-history'; readonly step: number }
  | { readonly kind: 'unreadable-part'; readonly part: string }
  | { readonly kind: 'duplicate'; readonly number: string };

export interface Taken {
  readonly manifest: Manifest;
  readonly peer: Peer;
  readonly steps: readonly ForeignStep[];
  readonly accused: number;
  /** Null where it was only looked at. */
  readonly opened: { readonly caseId: string; readonly number: string } | null;
}

export const piecePurpose = 'exchange-piece';
const PIECE_BYTES = 256 * 1024;

export function pieceContext(importId: string, part: string, piece: number) {
  return { purpose: piecePurpose, aad: Buffer.from(`${importId}/${part}/${piece}`, 'utf8') };
}

export interface TakeDeps extends ArrivalDeps {
  readonly keys: Keys;
  readonly rulebook: Rulebook;
  /** Told before a case is opened: for a test that ends the process in the middle. */
  readonly midway?: (tx: Tx) => Promise<void>;
}

/**
 * Reads a file to its end in one unit of work. With `store`, the case is opened when manifest, history and accused have passed, and the pieces of
 * the parts follow; whoever refuses later takes all of it back.
 */
export async function takeIn(
  deps: TakeDeps,
  tx: Tx,
  source: AsyncIterable<Uint8Array>,
  opener: Opener,
  by: {
    readonly userId: string;
    readonly ownBodies: readonly string[];
    readonly at: Temporal.Instant;
    readonly store: boolean;
  },
): Promise<Result<Taken, TakeProblem>> {
  const peers = await readPeers(tx);
  const texts = new Map<string, Buffer[]>();
  let noteText = '';
  let note = '';
  let manifest: Manifest | undefined;
  let peer: Peer | undefined;
  let own: string | undefined;
  let regionId = '';
  let steps: readonly ForeignStep[] = [];
  let accused = 0;
  let opened: { caseId: string; number: string } | null = null;
  let importId = '';
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let piece = 0;

  const flush = async (part: string): Promise<void> => {
    if (waitingBytes === 0) return;
    piece += 1;
    const bytes = Buffer.concat(waiting, waitingBytes);
    waiting = [];
    waitingBytes = 0;
    await storePiece(part, piece, bytes);
  };
  const storePiece = async (part: string, number: number, bytes: Buffer): Promise<void> => {
    await tx
      .insertInto('exchange_piece')
      .values({
        import_id: importId,
        part,
        piece: number,
        locked: lock({ current: deps.keys(piecePurpose) }, bytes, pieceContext(importId, part, number)),
      })
      .execute();
  };
  const textOf = (part: string): string => Buffer.concat(texts.get(part) ?? []).toString('utf8');

  /** Everything that is text has come and is what was signed: does it fit together? */
  const judge = async (): Promise<Result<null, TakeProblem>> => {
    if (manifest === undefined || peer === undefined || own === undefined) throw new Error('parts before the manifest');
    const readSteps = Steps.safeParse(jsonOf(textOf('steps.json')));
    if (!readSteps.success) return fail({ kind: 'unreadable-part', part: 'steps.json' });
    const readAccused = AccusedPart.safeParse(jsonOf(textOf('accused.json')));
    if (!readAccused.success) return fail({ kind: 'unreadable-part', part: 'accused.json' });
    for (const part of ['limits.json', 'evidence.json'])
      if (!Array.isArray(jsonOf(textOf(part)))) return fail({ kind: 'unreadable-part', part });
    const whole = verifyHistoryOf(readSteps.data, { length: manifest.handover.step, head: manifest.case.head });
    if (!whole.ok) return fail({ kind: 'broken-history', step: whole.error.step });
    steps = readSteps.data;
    accused = readAccused.data.accused.length;
    if (!by.store) return ok(null);
    const { handover, case: matter } = manifest;
    if (!isArrivalKind(handover.what)) return fail({ kind: 'unknown-value', value: handover.what });
    const hash = manifestHash(noteText);
    const made = await openFromOutside(deps, tx, {
      userId: by.userId,
      bodyId: own,
      fromBodyId: peer.bodyId,
      regionId,
      electionId: matter.election,
      contestId: matter.contest,
      actKind: matter.act,
      level: matter.level,
      what: handover.what,
      accused: readAccused.data.accused.map(({ nip, ...one }) => ({ ...one, ...(nip === null ? {} : { nip }) })),
      origin: { number: matter.number, office: manifest.from.name, steps: handover.step, manifest: hash },
      at: by.at,
    });
    opened = { caseId: made.caseId, number: made.number };
    importId = deps.uuid();
    await tx
      .insertInto('exchange_import')
      .values({
        id: importId,
        case_id: made.caseId,
        handover_id: made.handoverId,
        body_id: own,
        from_body_id: peer.bodyId,
        foreign_handover: handover.id,
        foreign_number: matter.number,
        manifest_sha256: Buffer.from(hash, 'hex'),
        manifest: noteText,
        imported_at: by.at.toString(),
        imported_by: by.userId,
      })
      .execute();
    await storePiece('manifest.note', 1, Buffer.from(note, 'utf8'));
    for (const part of textParts) {
      const bytes = Buffer.concat(texts.get(part) ?? []);
      for (let at = 0, count = 1; at < bytes.length; at += PIECE_BYTES, count += 1)
        await storePiece(part, count, bytes.subarray(at, at + PIECE_BYTES));
    }
    await deps.midway?.(tx);
    return ok(null);
  };

  const read = await readBundle<TakeProblem>(source, opener, {
    begin: async (signed) => {
      const believed = openNote(signed, verifiersOf(peers));
      if (!believed.ok)
        return fail({
          kind:
            believed.problem === 'unknown-key'
              ? 'unknown-key'
              : believed.problem === 'bad-signature'
                ? 'bad-signature'
                : 'no-manifest',
        });
      const found = readManifest(believed.text);
      if (found === null) return fail({ kind: 'no-manifest' });
      const signers = believed.by.map((key) => `${key.name}+${key.id}`);
      peer = peers.find(
        (one) =>
          one.bodyCode === found.from.code &&
          one.bodyKind === found.from.kind &&
          signers.some((signer) => one.verifier.startsWith(`${signer}+`)),
      );
      if (peer === undefined) return fail({ kind: 'other-sender', office: found.from.name });
      own = await officeNamed(tx, found.to, by.ownBodies);
      if (own === undefined) return fail({ kind: 'other-office', office: found.to.name });
      const strange = strangeValue(found, deps.rulebook);
      if (strange !== null) return fail({ kind: 'unknown-value', value: strange });
      regionId = await regionFor(tx, found.case.region.code, own);
      const way = { fromBodyId: peer.bodyId, toBodyId: own, regionId, day: legalDay(by.at, 'WIB') };
      const { what } = found.handover;
      if (!isArrivalKind(what) || !(await goesThisWay(tx, { what, ...way })))
        return fail({ kind: 'no-route', office: found.from.name });
      const before = await tx
        .selectFrom('exchange_import as i')
        .innerJoin('case_file as f', 'f.id', 'i.case_id')
        .select('f.number')
        .where('i.from_body_id', '=', peer.bodyId)
        .where('i.foreign_handover', '=', found.handover.id)
        .executeTakeFirst();
      if (before !== undefined) return fail({ kind: 'duplicate', number: before.number });
      manifest = found;
      note = signed;
      noteText = believed.text;
      return ok(found);
    },
    piece: async (part, chunk) => {
      if (isText(part)) {
        const there = texts.get(part.name) ?? [];
        there.push(Buffer.from(chunk));
        texts.set(part.name, there);
        return;
      }
      if (!by.store) return;
      waiting.push(Buffer.from(chunk));
      waitingBytes += chunk.length;
      if (waitingBytes >= PIECE_BYTES) await flush(part.name);
    },
    end: async (part) => {
      if (!isText(part)) {
        if (by.store) await flush(part.name);
        piece = 0;
        return ok(null);
      }
      return part.name === textParts.at(-1) ? judge() : ok(null);
    },
  });
  if (!read.ok) return read;
  if (manifest === undefined || peer === undefined) throw new Error('a file without a manifest was taken');
  return ok({ manifest, peer, steps, accused, opened });
}

function isText(part: PartFact): boolean {
  return !part.name.startsWith('evidence/');
}

function strangeValue(manifest: Manifest, rulebook: Pick<Rulebook, 'findElection'>): string | null {
  const { case: matter, handover } = manifest;
  if (rulebook.findElection(matter.election) === undefined) return matter.election;
  if (!actKinds.some((kind) => kind === matter.act)) return matter.act;
  if (!Object.keys(arrivalKinds).includes(handover.what)) return handover.what;
  // Where a case stands follows from what was handed over: a finished one does not arrive.
  if (matter.statusAfter !== handover.what) return matter.statusAfter;
  return [matter.statusBefore, matter.statusAfter].find((status) => !isStatus(status)) ?? null;
}

async function officeNamed(tx: Tx, to: Manifest['to'], ownBodies: readonly string[]): Promise<string | undefined> {
  if (ownBodies.length === 0) return undefined;
  const row = await tx
    .selectFrom('body')
    .select('id')
    .where('code', '=', to.code)
    .where('kind', '=', to.kind)
    .where('id', 'in', [...ownBodies])
    .executeTakeFirst();
  return row?.id;
}

/** The place as it is called there, where it is known here; otherwise the place of the office that received it. */
async function regionFor(tx: Tx, code: string, bodyId: string): Promise<string> {
  const there = await tx.selectFrom('jurisdiction').select('id').where('code', '=', code).executeTakeFirst();
  if (there !== undefined) return there.id;
  const own = await tx.selectFrom('body').select('jurisdiction_id').where('id', '=', bodyId).executeTakeFirstOrThrow();
  return own.jurisdiction_id;
}
