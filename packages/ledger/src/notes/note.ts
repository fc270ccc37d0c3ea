/** Signed notes (C2SP signed-note): a text, an empty line, and one line for each signature. */
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import { isKeyName, isSignedBy, type SignerKey, type VerifierKey } from './key.ts';

/** Longer notes are not read: none of ours comes near. */
const LONGEST = 100_000;
const MOST_SIGNATURES = 32;

export interface Signature {
  readonly name: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A note taken apart; nothing in it is to be believed before `openNote`. */
export interface Note {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly Signature[];
}

/** Why a note is not believed. `malformed`: not a signed note. `unknown-key`: none of the signatures is by a trusted key. `bad-signature`: one that claims to be is not. */
export type NoteProblem = 'malformed' | 'unknown-key' | 'bad-signature';

/** Signs a text with one or more keys. Throws when the text has no newline at its end or holds control characters. */
export function signNote(text: string, signers: readonly SignerKey[]): string {
  if (!isNoteText(text)) throw new RangeError('the text of a note ends in a newline and holds no control characters');
  const bytes = utf8ToBytes(text);
  const lines = signers.map(
    (signer) => `— ${signer.name} ${toBase64(concatBytes(hexToBytes(signer.id), signer.sign(bytes)))}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

/** Takes a signed note apart; null when it is not written as the specification says. */
export function parseNote(note: string): Note | null {
  if (note.length > LONGEST || !note.endsWith('\n')) return null;
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0) return null;
  const text = note.slice(0, cut + 1);
  const lines = note
    .slice(cut + 2)
    .split('\n')
    .slice(0, -1);
  if (!isNoteText(text) || lines.length === 0 || lines.length > MOST_SIGNATURES) return null;
  const signatures: Signature[] = [];
  for (const line of lines) {
    const [dash, name = '', encoded = '', ...rest] = line.split(' ');
    const bytes = fromBase64(encoded);
    if (dash !== '—' || !isKeyName(name) || bytes === null || bytes.length < 5 || rest.length > 0) return null;
    signatures.push({ name, id: bytesToHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) });
  }
  return { text, signatures };
}

/**
 * Opens a note with the keys one trusts. Signatures by others are passed over, as the specification asks; one that claims to be by a trusted
 * key and is not makes the whole note worthless.
 */
export function openNote(
  note: string,
  trusted: readonly VerifierKey[],
):
  | { readonly ok: true; readonly text: string; readonly by: readonly VerifierKey[] }
  | { readonly ok: false; readonly problem: NoteProblem } {
  const parsed = parseNote(note);
  if (parsed === null) return { ok: false, problem: 'malformed' };
  const bytes = utf8ToBytes(parsed.text);
  const by: VerifierKey[] = [];
  for (const signature of parsed.signatures) {
    const key = trusted.find(({ name, id }) => name === signature.name && id === signature.id);
    if (key === undefined) continue;
    if (!isSignedBy(key, bytes, signature.bytes)) return { ok: false, problem: 'bad-signature' };
    by.push(key);
  }
  return by.length === 0 ? { ok: false, problem: 'unknown-key' } : { ok: true, text: parsed.text, by };
}

function isNoteText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the specification forbids exactly these
  return text.endsWith('\n') && text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}
