/** One check for whatever somebody holds: a receipt, its QR code, the history of a case, a stretch of the log. Pure; runs in the browser. */
import {
  type CanonicalStep,
  decodeReceiptFromQr,
  isHistory,
  isReceiptQr,
  isStretch,
  type VerifierKey,
  verifyHistory,
  verifyReceipt,
  verifyStretch,
} from '@netra/ledger';

export { readKeyFile } from '../cli-verify.ts';

/** What is looked at, in this order. `chain`: steps open and follow each other. `whole`: the leaves give both signed roots. */
export type StepId = 'readable' | 'signature' | 'opening' | 'chain' | 'inclusion' | 'whole';

export interface Step {
  readonly id: StepId;
  readonly state: 'held' | 'failed' | 'not-reached';
}

/**
 * `unknown-key` is not `fails`: nothing was found to be wrong, it only is not signed by a key that was given.
 * `unreadable`: it is none of the things that can be checked, or was changed so that it no longer looks like one.
 */
export type Verdict = 'holds' | 'fails' | 'unknown-key' | 'unreadable';

export interface Checked {
  readonly what: 'receipt' | 'history' | 'stretch';
  readonly verdict: Verdict;
  readonly steps: readonly Step[];
  /** Step of a case where its history first goes wrong, counted from 1. */
  readonly brokenAt: number | null;
  readonly origin: string | null;
  readonly treeSize: number | null;
  /** Place of the leaf, from 0. */
  readonly index: number | null;
  /** Set only when everything holds. */
  readonly entry: CanonicalStep | null;
  readonly counts: { readonly steps: number; readonly sealed: number; readonly opened: number } | null;
  readonly fromSize: number | null;
}

const orders = {
  receipt: ['readable', 'signature', 'opening', 'inclusion'],
  history: ['readable', 'signature', 'chain', 'inclusion'],
  stretch: ['readable', 'signature', 'whole'],
} as const satisfies Record<Checked['what'], readonly StepId[]>;

const nothing = {
  brokenAt: null,
  origin: null,
  treeSize: null,
  index: null,
  entry: null,
  counts: null,
  fromSize: null,
};

/** Checks a text against the keys one trusts. Never throws, whatever the text is. */
export function check(text: string, trusted: readonly VerifierKey[]): Checked {
  if (isHistory(text)) {
    const { problem, step, origin, treeSize, steps, sealed, opened } = verifyHistory(text, trusted);
    const counts = { steps, sealed, opened };
    return { ...nothing, ...outcome('history', problem), brokenAt: step, origin, treeSize, counts };
  }
  if (isStretch(text)) {
    const { problem, origin, treeSize, fromSize } = verifyStretch(text, trusted);
    return { ...nothing, ...outcome('stretch', problem), origin, treeSize, fromSize };
  }
  const receipt = isReceiptQr(text) ? (decodeReceiptFromQr(text) ?? '') : text;
  const { problem, origin, treeSize, index, entry } = verifyReceipt(receipt, trusted);
  return { ...nothing, ...outcome('receipt', problem), origin, treeSize, index, entry };
}

/** A pasted text as it was before mail programs and forms ended its lines in their own way. Files are checked as they are. */
export function asPasted(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').trim();
  // A code is one line; a receipt ends in a newline.
  return isReceiptQr(lines) || lines === '' ? lines : `${lines}\n`;
}

function outcome(what: Checked['what'], problem: string | null): Pick<Checked, 'what' | 'verdict' | 'steps'> {
  const failed = problem === null ? null : stepOf(problem);
  const order: readonly StepId[] = orders[what];
  const at = failed === null ? order.length : order.indexOf(failed);
  const steps = order.map((id, place): Step => {
    return { id, state: place < at ? 'held' : place === at ? 'failed' : 'not-reached' };
  });
  return { what, steps, verdict: verdictOf(problem, failed) };
}

function verdictOf(problem: string | null, failed: StepId | null): Verdict {
  if (problem === null) return 'holds';
  if (problem === 'unknown-key') return 'unknown-key';
  return failed === 'readable' ? 'unreadable' : 'fails';
}

/** Which step a problem of the ledger belongs to. */
function stepOf(problem: string): StepId {
  switch (problem) {
    case 'not-a-receipt':
    case 'not-a-history':
    case 'not-a-stretch':
      return 'readable';
    case 'malformed':
    case 'unknown-key':
    case 'bad-signature':
    case 'other-log':
      return 'signature';
    case 'no-opening':
      return 'opening';
    case 'not-in-tree':
    case 'nothing-sealed':
    case 'twice':
      return 'inclusion';
    case 'wrong-length':
    case 'other-beginning':
    case 'other-end':
      return 'whole';
    default:
      return 'chain';
  }
}
