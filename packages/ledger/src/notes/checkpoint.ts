/** Checkpoints (C2SP tlog-checkpoint): what a log says of itself, signed: its name, how many leaves, and the root over them. */
import { fromBase64, toBase64 } from '../base64.ts';
import { HASH_BYTES, type Hash } from '../bytes.ts';
import { isTreeSize } from '../merkle/ranges.ts';
import type { SignerKey, VerifierKey } from './key.ts';
import { type NoteProblem, openNote, parseNote, signNote } from './note.ts';

export interface Checkpoint {
  /** Name of the log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** `other-log`: signed by a trusted key, but for a log of another name. */
export type CheckpointProblem = NoteProblem | 'other-log';

/** The signed checkpoint. During a change of keys both the old and the new key sign. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly SignerKey[]): string {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/** The text that is signed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads the text of a checkpoint, unsigned; null when it is none. */
export function parseCheckpointText(text: string): Checkpoint | null {
  const [origin = '', size = '', encoded = '', ...extensions] = text.split('\n');
  const root = fromBase64(encoded);
  if (origin === '' || !/^(0|[1-9]\d*)$/.test(size) || root === null || root.length !== HASH_BYTES) return null;
  // Extension lines are allowed and mean nothing to us; an empty one, other than after the last newline, is not.
  if (extensions.pop() !== '' || extensions.includes('')) return null;
  const leaves = Number(size);
  return isTreeSize(leaves) ? { origin, size: leaves, root } : null;
}

/** What a signed checkpoint claims, before any signature was checked: only to know which keys to ask for. */
export function readCheckpoint(note: string): Checkpoint | null {
  const parsed = parseNote(note);
  return parsed === null ? null : parseCheckpointText(parsed.text);
}

/**
 * Opens a checkpoint with the keys one trusts.
 * @param origin the log it must be of; left out, the name of the key that signed decides
 */
export function openCheckpoint(
  note: string,
  trusted: readonly VerifierKey[],
  origin?: string,
):
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly by: readonly VerifierKey[] }
  | { readonly ok: false; readonly problem: CheckpointProblem } {
  const opened = openNote(note, trusted);
  if (!opened.ok) return opened;
  const checkpoint = parseCheckpointText(opened.text);
  if (checkpoint === null) return { ok: false, problem: 'malformed' };
  const expected = origin ?? opened.by[0]?.name;
  if (checkpoint.origin !== expected) return { ok: false, problem: 'other-log' };
  return { ok: true, checkpoint, by: opened.by };
}
