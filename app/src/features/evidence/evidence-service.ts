/** Use cases of evidence: take a file in, list and remove what was not sent, give files to the office, sweep what was forgotten. */
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { generateSealKeyPair, open, sealTo } from '../../platform/crypto/seal.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import {
  type AllowedType,
  createFileStore,
  type DiskSpace,
  type FileReadError,
  type FileStore,
  type StoredFile,
} from '../../platform/files/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result, unreachable } from '../../platform/result.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import {
  type EvidenceFile,
  KEEP_UNSENT_HOURS,
  MOST_BYTES,
  MOST_FILES,
  type OfficeEvidence,
  type UploadRefusal,
} from './evidence.ts';
import {
  attachEvidence,
  attachToAddition,
  attachToAnswer,
  deleteUnsent,
  type EvidenceRow,
  evidenceOfAnswer,
  evidenceOfDraft,
  evidenceOfReport,
  findEvidence,
  holdDraft,
  insertEvidence,
  unsentBefore,
} from './evidence-store.ts';
import { removeFilesLeft, removeFilesNow } from './files-to-remove.ts';

export interface Upload {
  readonly draftKey: Buffer;
  readonly office: { readonly id: string; readonly publicKey: Uint8Array };
  readonly fileName: string;
  readonly contents: AsyncIterable<Uint8Array>;
}

export interface EvidenceService {
  /** Takes one file whole or leaves no trace. The same file twice in one draft is kept once. */
  receive(upload: Upload): Promise<Result<EvidenceFile, UploadRefusal>>;
  /** Files uploaded into a draft and not sent yet. */
  ofDraft(draftKey: Buffer): Promise<readonly EvidenceFile[]>;
  removeFromDraft(draftKey: Buffer, id: string): Promise<void>;
  /** Removes uploads that are sealed to another office than this one; gives their number. */
  dropOthers(draftKey: Buffer, bodyId: string): Promise<number>;
  /** Ties the draft's files to the report, inside the sender's unit of work; gives what the report now holds. */
  attach(tx: Tx, draftKey: Buffer, reportId: string, bodyId: string): Promise<readonly EvidenceFile[]>;
  /** For officers: files of a report with their names. */
  ofReport(tx: Tx, officeKey: Uint8Array | null, reportId: string): Promise<readonly OfficeEvidence[]>;
  /** Ties the files of a reporter to what was just added to the report, inside the reporter's unit of work; gives their number. */
  attachToAddition(
    tx: Tx,
    draftKey: Buffer,
    to: { readonly reportId: string; readonly additionId: string; readonly bodyId: string },
  ): Promise<number>;
  /** Ties the files of a visit to the answer of the accused, inside the visitor's unit of work; gives their number. */
  attachToAnswer(tx: Tx, draftKey: Buffer, answerId: string, bodyId: string): Promise<number>;
  /** For officers: files of an answer with their names. */
  ofAnswer(tx: Tx, officeKey: Uint8Array | null, answerId: string): Promise<readonly OfficeEvidence[]>;
  /** Removes sealed files by name; one that is not there is no error. */
  removeFiles(names: readonly string[]): Promise<void>;
  find(tx: Tx, id: string): Promise<EvidenceRow | undefined>;
  read(file: string, officeKey: Uint8Array): Promise<Result<Readable, FileReadError>>;
  /**
   * Removes uploads that were not sent within a day, what a crash left half written, and files whose rows went without them. Gives the number of
   * uploads removed.
   */
  sweepUnsent(): Promise<number>;
}

export interface EvidenceDeps {
  readonly workshop: Pick<Workshop, 'stripImage' | 'stripPdf'>;
  /** Folder for sealed files. */
  readonly folder: string;
  /** Left out, there is always room. */
  readonly space?: DiskSpace;
}

export const namePurpose = 'evidence/name';
/** A working copy may be larger than its original: PNG and PDF are written anew. */
const MOST_WORKING_BYTES = 4 * MOST_BYTES;

export function evidenceService(platform: Platform, deps: EvidenceDeps): EvidenceService {
  const files = createFileStore(path.join(deps.folder, 'evidence'));
  // A file waits here, sealed to a key that only this process holds and forgets, until its type and size are known and its working
  // copy is made: so an upload on a bad line costs some chunks of memory and never lies readable on the disk.
  const stagingFolder = path.join(deps.folder, 'staging');
  const staging = createFileStore(stagingFolder);
  const { db } = platform;

  const asDraft = <T>(draftKey: Buffer, work: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'public', draftKey }, work);
  const namesOf = ({ originalFile, workingFile }: Pick<EvidenceRow, 'originalFile' | 'workingFile'>): string[] =>
    workingFile === null ? [originalFile] : [originalFile, workingFile];
  const removeFilesOf = async (rows: readonly EvidenceRow[]): Promise<void> => {
    await removeFilesNow(platform, rows.flatMap(namesOf), files.remove);
  };

  async function receive(upload: Upload): Promise<Result<EvidenceFile, UploadRefusal>> {
    const room = deps.space === undefined ? { done: () => {} } : await deps.space.take();
    if (room === null) return fail({ kind: 'no-room' });
    try {
      return await receiveInto(upload);
    } finally {
      room.done();
    }
  }

  async function receiveInto(upload: Upload): Promise<Result<EvidenceFile, UploadRefusal>> {
    const passing = generateSealKeyPair();
    const staged = await staging.store(upload.contents, { officeKey: passing.publicKey, maxBytes: MOST_BYTES });
    if (!staged.ok) return staged;
    try {
      const again = async (): Promise<Readable> => {
        const source = await staging.read(staged.value.id, passing.privateKey);
        if (!source.ok) throw new Error(`a file just received cannot be read again: ${source.error}`);
        return source.value;
      };
      return await keep(upload, staged.value, again);
    } finally {
      await staging.remove(staged.value.id);
    }
  }

  async function keep(
    upload: Upload,
    staged: StoredFile,
    again: () => Promise<Readable>,
  ): Promise<Result<EvidenceFile, UploadRefusal>> {
    const { draftKey, office } = upload;
    // Asked before the work and again when the place is taken: most of the time the first answer spares the second.
    const early = await asDraft(draftKey, async (tx) => placeFor(await evidenceOfDraft(tx, draftKey), staged.sha256));
    if (early.kind === 'there') return ok(early.file);
    if (early.kind === 'full') return fail({ kind: 'too-many', limit: MOST_FILES });

    const original = await files.store(await again(), { officeKey: office.publicKey, maxBytes: MOST_BYTES });
    if (!original.ok) return original;
    const workingFile = await workingCopy(files, deps.workshop, again, staged.sniffedType, office.publicKey);
    const id = platform.uuid();
    const receivedAt = await platform.legalClock.now();
    const stored = {
      id,
      draftKey,
      intakeBodyId: office.id,
      mediaType: staged.sniffedType,
      size: staged.size,
      sha256: staged.sha256,
      nameSealed: sealTo(office.publicKey, Buffer.from(upload.fileName, 'utf8'), {
        purpose: namePurpose,
        aad: Buffer.from(id),
      }),
      originalFile: original.value.id,
      workingFile,
      receivedAt,
    };
    let kept: Place | undefined;
    try {
      kept = await asDraft(draftKey, async (tx) => {
        await holdDraft(tx, draftKey);
        const place = placeFor(await evidenceOfDraft(tx, draftKey), staged.sha256);
        if (place.kind === 'free') await insertEvidence(tx, stored, place.position);
        return place;
      });
    } finally {
      if (kept?.kind !== 'free') for (const name of namesOf(stored)) await files.remove(name);
    }
    switch (kept.kind) {
      case 'there':
        return ok(kept.file);
      case 'full':
        return fail({ kind: 'too-many', limit: MOST_FILES });
      case 'free':
        return ok({ ...fileOf(stored), position: kept.position });
      default:
        return unreachable(kept);
    }
  }

  return {
    receive,
    ofDraft: (draftKey) => asDraft(draftKey, async (tx) => (await evidenceOfDraft(tx, draftKey)).map(plain)),
    removeFromDraft: async (draftKey, id) => {
      const row = await asDraft(draftKey, async (tx) => {
        const found = (await evidenceOfDraft(tx, draftKey)).find((file) => file.id === id);
        if (found === undefined) return undefined;
        return (await deleteUnsent(tx, id)) ? found : undefined;
      });
      if (row !== undefined) await removeFilesOf([row]);
    },
    dropOthers: async (draftKey, bodyId) => {
      const dropped = await asDraft(draftKey, async (tx) => {
        const others = (await evidenceOfDraft(tx, draftKey)).filter((file) => file.intakeBodyId !== bodyId);
        for (const file of others) await deleteUnsent(tx, file.id);
        return others;
      });
      await removeFilesOf(dropped);
      return dropped.length;
    },
    attach: async (tx, draftKey, reportId, bodyId) => {
      await attachEvidence(tx, draftKey, reportId, bodyId);
      return (await evidenceOfReport(tx, reportId)).map(plain);
    },
    ofReport: async (tx, officeKey, reportId) =>
      (await evidenceOfReport(tx, reportId)).map((row) => ({ ...plain(row), fileName: nameOf(row, officeKey) })),
    attachToAddition,
    attachToAnswer,
    ofAnswer: async (tx, officeKey, answerId) =>
      (await evidenceOfAnswer(tx, answerId)).map((row) => ({ ...plain(row), fileName: nameOf(row, officeKey) })),
    removeFiles: async (names) => {
      for (const name of names) await files.remove(name);
    },
    find: findEvidence,
    read: (file, officeKey) => files.read(file, officeKey),
    sweepUnsent: async () => {
      const before = platform.realNow() - KEEP_UNSENT_HOURS * 3_600_000;
      await files.sweep(before);
      await sweepStaging(stagingFolder, staging, before);
      let swept = 0;
      for (;;) {
        const gone = await runAs(db, { kind: 'system' }, async (tx) => {
          const rows = await unsentBefore(tx, Temporal.Instant.fromEpochMilliseconds(before));
          const deleted: EvidenceRow[] = [];
          for (const row of rows) if (await deleteUnsent(tx, row.id)) deleted.push(row);
          return deleted;
        });
        swept += gone.length;
        if (gone.length === 0) break;
      }
      // Rows first, files after, with those that an earlier time left behind: never a row without its file.
      await removeFilesLeft(platform, files.remove);
      return swept;
    },
  };
}

type Place =
  | { readonly kind: 'free'; readonly position: number }
  | { readonly kind: 'there'; readonly file: EvidenceFile }
  | { readonly kind: 'full' };

/** A refresh of the page sends the same files again: what is there already is not taken twice. */
function placeFor(there: readonly EvidenceRow[], sha256: string): Place {
  const same = there.find((file) => file.sha256 === sha256);
  if (same !== undefined) return { kind: 'there', file: plain(same) };
  if (there.length >= MOST_FILES) return { kind: 'full' };
  return { kind: 'free', position: 1 + Math.max(0, ...there.map((file) => file.position)) };
}

/** The copy that officers work with, sealed like the original. Null when the metadata cannot be taken out. */
async function workingCopy(
  files: FileStore,
  workshop: EvidenceDeps['workshop'],
  again: () => Promise<Readable>,
  type: AllowedType,
  officeKey: Uint8Array,
): Promise<string | null> {
  const source = async (): Promise<Uint8Array> => Buffer.concat(await Array.fromAsync<Buffer>(await again()));
  const stripped =
    type === 'application/pdf' ? await workshop.stripPdf(source) : await workshop.stripImage(source, type);
  if (!stripped.ok) return null;
  const stored = await files.store(once(stripped.value), { officeKey, maxBytes: MOST_WORKING_BYTES });
  return stored.ok ? stored.value.id : null;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Staged files of a process that died. Their key died with it. */
async function sweepStaging(folder: string, staging: FileStore, before: number): Promise<void> {
  await staging.sweep(before);
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    if (!name.endsWith('.sealed')) continue;
    const file = path.join(folder, name);
    const touched = await stat(file).catch(() => null);
    if (touched !== null && touched.mtimeMs < before) await rm(file, { force: true });
  }
}

function plain(row: EvidenceFile): EvidenceFile {
  const { id, position, mediaType, size, sha256, hasWorkingCopy, receivedAt } = row;
  return { id, position, mediaType, size, sha256, hasWorkingCopy, receivedAt };
}

function fileOf(stored: {
  readonly id: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly workingFile: string | null;
  readonly receivedAt: Temporal.Instant;
}): Omit<EvidenceFile, 'position'> {
  const { id, mediaType, size, sha256, workingFile, receivedAt } = stored;
  return { id, mediaType, size, sha256, hasWorkingCopy: workingFile !== null, receivedAt };
}

function nameOf(row: EvidenceRow, officeKey: Uint8Array | null): string | null {
  if (officeKey === null) return null;
  const name = open(officeKey, row.nameSealed, { purpose: namePurpose, aad: Buffer.from(row.id) });
  return name.ok ? name.value.toString('utf8') : null;
}
