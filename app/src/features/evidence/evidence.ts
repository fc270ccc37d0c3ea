/** What a file of evidence is, and the limits on it. */
import type { FileRefusal } from '../../platform/files/index.ts';

/** Bytes of one file: more than a phone's photo or a scanned letter needs. */
export const MOST_BYTES = 25_000_000;
/** Files of one report. */
export const MOST_FILES = 10;
/** Uploads that were never sent are removed after this time. */
export const KEEP_UNSENT_HOURS = 24;

export interface EvidenceFile {
  readonly id: string;
  readonly position: number;
  readonly mediaType: string;
  /** Bytes of the original. */
  readonly size: number;
  /** SHA-256 of the original as it came, lower-case hex. */
  readonly sha256: string;
  /** False: the metadata could not be taken out, so there is only the sealed original. */
  readonly hasWorkingCopy: boolean;
  readonly receivedAt: Temporal.Instant;
}

/** The same for the office that may open it. */
export interface OfficeEvidence extends EvidenceFile {
  /** As the sender's device called it; null when it cannot be opened. */
  readonly fileName: string | null;
}

export type UploadRefusal =
  | FileRefusal
  | { readonly kind: 'too-many'; readonly limit: number }
  /** The disk keeps a reserve, and what was never sent has a limit together. */
  | { readonly kind: 'no-room' };

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** A name for downloads that says nothing of the person who sent the file. */
export function neutralName(file: Pick<EvidenceFile, 'position' | 'mediaType'>, original: boolean): string {
  return `bukti-${file.position}${original ? '-asli' : ''}.${extensions[file.mediaType] ?? 'bin'}`;
}

/** First characters of a hash, enough to compare by eye; the whole one is shown on the receipt. */
export function shortHash(sha256: string): string {
  return `${sha256.slice(0, 8)}…${sha256.slice(-4)}`;
}
