/** `netra backup verify`: reads a backup to its end and holds every count and hash to what the manifest says. No database is needed. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Result } from '../result.ts';
import { openSource, refuseUnreadable } from './archive-read.ts';
import { type CheckedArchive, checkArchive } from './check-archive.ts';
import { type Beside, beside as besideEntry } from './format.ts';
import type { Unlock } from './keys.ts';
import { type Trouble, TroubleError, troubleAsValue } from './outcome.ts';

export interface VerifyReport {
  /** False: no key was given, only the envelope was compared with the manifest beside it. */
  readonly opened: boolean;
  readonly beside: 'agrees' | 'none';
  readonly envelope: { readonly bytes: number; readonly sha256: string };
  readonly archive: CheckedArchive | null;
}

/** The manifest that lies beside a backup; null: there is none. @throws TroubleError when it is none of ours */
async function readBeside(file: string): Promise<Beside | null> {
  if (file === '-') return null;
  const name = besideEntry.name(file);
  const text = await readFile(name, 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = besideEntry.parse(text);
  if (parsed === null) throw new TroubleError('damaged', `${name} is not the manifest of a backup`);
  return parsed;
}

/** @param unlock null: without the key, by the manifest beside it alone */
export async function verify(file: string, unlock: Unlock | null): Promise<Result<VerifyReport, Trouble>> {
  return troubleAsValue(async () => {
    await refuseUnreadable(file);
    const beside = await readBeside(file);
    if (unlock === null) {
      if (beside === null)
        throw new TroubleError(
          'unusable',
          'give --identity or --passphrase-file: without the key a backup can only be compared with the manifest beside it, and there is none',
        );
      const envelope = await envelopeOf(file);
      refuseOtherEnvelope(beside, envelope);
      return { opened: false, beside: 'agrees' as const, envelope, archive: null };
    }
    const archive = await checkBesideToo(file, unlock, beside, (source, key) => checkArchive(source, key));
    return {
      opened: true,
      beside: beside === null ? ('none' as const) : ('agrees' as const),
      envelope: archive.envelope,
      archive,
    };
  });
}

/**
 * Checks, and tells a damaged envelope from a wrong key: a backup that does not open and is not the file that was written is damaged,
 * whatever the key.
 */
async function checkBesideToo(
  file: string,
  unlock: Unlock,
  beside: Beside | null,
  check: (source: AsyncIterable<Buffer>, unlock: Unlock) => Promise<CheckedArchive>,
): Promise<CheckedArchive> {
  try {
    const archive = await check(openSource(file), unlock);
    if (beside !== null) {
      refuseOtherEnvelope(beside, archive.envelope);
      if (beside.manifest !== archive.manifestSha256)
        throw new TroubleError('damaged', 'the manifest beside the backup is not the one inside');
    }
    return archive;
  } catch (error) {
    if (beside !== null && error instanceof TroubleError && error.trouble.kind === 'unusable')
      refuseOtherEnvelope(beside, await envelopeOf(file));
    throw error;
  }
}

async function envelopeOf(file: string): Promise<Beside['envelope']> {
  const sum = createHash('sha256');
  let bytes = 0;
  for await (const chunk of openSource(file)) {
    sum.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: sum.digest('hex') };
}

function refuseOtherEnvelope(beside: Beside, found: Beside['envelope']): void {
  if (found.bytes < beside.envelope.bytes)
    throw new TroubleError('damaged', `the envelope is cut off: ${found.bytes} of ${beside.envelope.bytes} bytes`);
  if (found.bytes !== beside.envelope.bytes || found.sha256 !== beside.envelope.sha256)
    throw new TroubleError('damaged', 'the envelope is damaged: it is not the file that was written');
}
