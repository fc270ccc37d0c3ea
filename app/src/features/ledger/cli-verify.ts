/** `netra ledger verify`: checks a receipt, the history of a case or a stretch of the log with nothing but the file and the log's public key. */
import {
  decodeReceiptFromQr,
  isHistory,
  isReceiptQr,
  isStretch,
  parseKey,
  type VerifierKey,
  verifyHistory,
  verifyReceipt,
  verifyStretch,
} from '@netra/ledger';

/** What the command prints. `what` is null when the file is none of the three; extensions of the contract stand after `problems`. */
export interface FileVerdict {
  readonly valid: boolean;
  readonly what: 'inclusion' | 'history' | 'stretch' | null;
  readonly treeSize: number | null;
  readonly origin: string | null;
  readonly problems: readonly string[];
  readonly index?: number | null;
  readonly entry?: unknown;
  readonly steps?: number;
  readonly sealed?: number;
  readonly fromSize?: number | null;
}

/** Each problem in one sentence; the check that failed stands before the colon. */
const sentences: Readonly<Record<string, string>> = {
  'not-a-receipt': 'readable: the file is no receipt, history or stretch of a log, or it was changed',
  'not-a-history': 'readable: the file is no history of a case, or it was changed',
  'not-a-stretch': 'readable: the file is no stretch of a log, or it was changed',
  malformed: 'signature: the checkpoint is not written as a signed checkpoint, or it was changed',
  'unknown-key': 'signature: the checkpoint is not signed by the key that was given',
  'bad-signature': 'signature: the signature does not fit the checkpoint; one of them was changed',
  'other-log': 'signature: the checkpoint is of a log of another name',
  'no-opening': 'opening: it does not say which step it is about, or that was changed',
  'not-in-tree': 'inclusion: the step is not in the signed tree at this place; step, proof or place was changed',
  'nothing-sealed': 'inclusion: no step of it is in the signed tree yet, so it proves nothing',
  twice: 'inclusion: two steps claim the same place',
  'does-not-open': 'opening: what is written is not what was sealed',
  'does-not-follow': 'order: it does not follow the step before it; something was changed, removed, added or moved',
  missing: 'order: steps are missing at the end',
  unexpected: 'order: there are more steps than there should be',
  'other-head': 'order: it does not end as it should',
  'wrong-length': 'length: leaves are missing or too many',
  'other-beginning': 'beginning: the tree before it is another',
  'other-end': 'end: its leaves do not give the signed root; one of them was changed or moved',
};

const sentence = (problem: string | null): readonly string[] =>
  problem === null ? [] : [sentences[problem] ?? problem];

/** Checks one file. Never throws, whatever is in it. */
export function verifyFile(text: string, trusted: readonly VerifierKey[]): FileVerdict {
  const scanned = text.trim();
  // What a QR code holds is the same receipt in other letters; one that cannot be read is no receipt.
  if (isReceiptQr(scanned)) return verifyFile(decodeReceiptFromQr(scanned) ?? '', trusted);
  if (isHistory(text)) {
    const { valid, step, problem, treeSize, origin, steps, sealed } = verifyHistory(text, trusted);
    const problems = sentence(problem).map((line) => (step === null ? line : `step ${step}: ${line}`));
    return { valid, what: 'history', treeSize, origin, problems, steps, sealed };
  }
  if (isStretch(text)) {
    const { valid, problem, treeSize, origin, fromSize } = verifyStretch(text, trusted);
    return { valid, what: 'stretch', treeSize, origin, problems: sentence(problem), fromSize };
  }
  const { valid, problem, treeSize, origin, index, entry } = verifyReceipt(text, trusted);
  const what = problem === 'not-a-receipt' ? null : 'inclusion';
  return { valid, what, treeSize, origin, problems: sentence(problem), index, entry };
}

/** Reads public keys out of a text: one a line, lines that begin with # are passed over. Null when there is none or one that is no key. */
export function readKeyFile(text: string): readonly VerifierKey[] | null {
  const keys: VerifierKey[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const key = parseKey(line);
    if (key === null) return null;
    keys.push(key);
  }
  return keys.length === 0 ? null : keys;
}
