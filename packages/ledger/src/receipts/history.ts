/** The whole history of a case as a file: every step with its opening and its place in the log. The check names the step that was touched. */
import { fromBase64, toBase64 } from '../base64.ts';
import type { Hash } from '../bytes.ts';
import type { CanonicalObject } from '../canonical.ts';
import { type ChainProblem, type Link, verifyChain } from '../chain.ts';
import { leafHash } from '../merkle/hashing.ts';
import { verifyInclusion } from '../merkle/verify.ts';
import { type CheckpointProblem, openCheckpoint } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/key.ts';
import { isObject } from '../plain-object.ts';
import { type Opening, readOpening } from './opening.ts';

export const HISTORY_KIND = 'netra.ledger/history/v1';

/** Place of a step in the log; null: not yet in the tree of the checkpoint. Only the last steps can be without one. */
export interface Place {
  readonly index: number;
  readonly hashes: readonly Hash[];
}

export interface HistoryStep {
  readonly commitment: Hash;
  readonly link: Hash;
  /** Null: not shown to whoever holds the file, or lawfully erased. */
  readonly opening: Opening | null;
  readonly place: Place | null;
}

export interface History {
  readonly checkpoint: string;
  readonly steps: readonly HistoryStep[];
}

/** `nothing-sealed`: no step of it is in the signed tree, so anybody could have written it. */
export type HistoryProblem =
  | 'not-a-history'
  | CheckpointProblem
  | ChainProblem
  | 'not-in-tree'
  | 'twice'
  | 'nothing-sealed';

export interface HistoryVerdict {
  readonly valid: boolean;
  /** The step where it first goes wrong, counted from 1; null when it is not about one step. */
  readonly step: number | null;
  readonly problem: HistoryProblem | null;
  readonly origin: string | null;
  readonly treeSize: number | null;
  /** Steps in all, those in the tree, and those whose words could be checked. */
  readonly steps: number;
  readonly sealed: number;
  readonly opened: number;
}

/** Writes a history as JSON. */
export function formatHistory({ checkpoint, steps }: History): string {
  const written: readonly CanonicalObject[] = steps.map(({ commitment, link, opening, place }) => ({
    commitment: toBase64(commitment),
    link: toBase64(link),
    opening: opening === null ? null : { entry: opening.entry, salt: toBase64(opening.salt) },
    place: place === null ? null : { index: place.index, hashes: place.hashes.map(toBase64) },
  }));
  return `${JSON.stringify({ netra: HISTORY_KIND, checkpoint, steps: written }, null, 1)}\n`;
}

/** Whether a text says that it is a history. */
export function isHistory(text: string): boolean {
  return text.slice(0, 200).includes(`"${HISTORY_KIND}"`);
}

/** Checks the history of a case: every step opens, is of this case and follows the one before it, and stands in the signed tree. */
export function verifyHistory(text: string, trusted: readonly VerifierKey[]): HistoryVerdict {
  const history = parseHistory(text);
  if (history === null) return refused(null, 'not-a-history');
  const { checkpoint, steps } = history;
  const counts = {
    steps: steps.length,
    sealed: steps.filter((step) => step.place !== null).length,
    opened: steps.filter((step) => step.opening !== null).length,
  };
  const opened = openCheckpoint(checkpoint, trusted);
  if (!opened.ok) return refused(null, opened.problem, counts);
  const { origin, size, root } = opened.checkpoint;
  const about = { ...counts, origin, treeSize: size };
  const links = steps.map(
    ({ commitment, link, opening }): Link => (opening === null ? { commitment, link } : { commitment, link, opening }),
  );
  const chain = verifyChain(links);
  if (!chain.ok) return refused(chain.at + 1, chain.problem, about);
  const moved = firstMoved(steps);
  if (moved !== null) return refused(moved, 'does-not-follow', about);
  const seen = new Set<number>();
  const lastPlaced = steps.reduce((last, step, at) => (step.place === null ? last : at), -1);
  for (const [at, { commitment, place }] of steps.entries()) {
    // Steps are sealed in their order: one that waits while a later one is sealed was put there afterwards.
    if (place === null && at < lastPlaced) return refused(at + 1, 'not-in-tree', about);
    if (place === null) continue;
    if (seen.has(place.index)) return refused(at + 1, 'twice', about);
    seen.add(place.index);
    if (!verifyInclusion(leafHash(commitment), place.index, size, place.hashes, root)) {
      return refused(at + 1, 'not-in-tree', about);
    }
  }
  if (counts.sealed === 0) return refused(null, 'nothing-sealed', about);
  return { ...about, valid: true, step: null, problem: null };
}

/**
 * Links are in no leaf, so anybody can make a sound chain out of sealed steps of other cases, or without one in the middle. What is sealed is
 * the number and the case inside each step: the first opened step, counted from 1, that says another one; null when all fit.
 */
function firstMoved(steps: readonly HistoryStep[]): number | null {
  const first = steps.find(({ opening }) => opening !== null)?.opening?.entry;
  const at = steps.findIndex(
    ({ opening }, index) => opening !== null && (opening.entry.seq !== index + 1 || opening.entry.case !== first?.case),
  );
  return at < 0 ? null : at + 1;
}

function refused(step: number | null, problem: HistoryProblem, about: Partial<HistoryVerdict> = {}): HistoryVerdict {
  return { origin: null, treeSize: null, steps: 0, sealed: 0, opened: 0, ...about, valid: false, step, problem };
}

function parseHistory(text: string): History | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || value.netra !== HISTORY_KIND || typeof value.checkpoint !== 'string') return null;
  const list: unknown = value.steps;
  if (!Array.isArray(list)) return null;
  const steps: HistoryStep[] = [];
  for (const item of list) {
    const step = readStep(item);
    if (step === null) return null;
    steps.push(step);
  }
  return { checkpoint: value.checkpoint, steps };
}

function readStep(value: unknown): HistoryStep | null {
  if (!isObject(value)) return null;
  const commitment = readHash(value.commitment);
  const link = readHash(value.link);
  const opening = value.opening === null ? null : readOpening(value.opening);
  if (commitment === null || link === null || (opening === null && value.opening !== null)) return null;
  if (value.place === null) return { commitment, link, opening, place: null };
  const place = readPlace(value.place);
  return place === null ? null : { commitment, link, opening, place };
}

function readPlace(value: unknown): Place | null {
  if (!isObject(value)) return null;
  const { index, hashes: list } = value;
  if (typeof index !== 'number' || !Array.isArray(list)) return null;
  const hashes: Hash[] = [];
  for (const item of list) {
    const hash = readHash(item);
    if (hash === null) return null;
    hashes.push(hash);
  }
  return { index, hashes };
}

function readHash(value: unknown): Hash | null {
  return typeof value === 'string' ? fromBase64(value) : null;
}
