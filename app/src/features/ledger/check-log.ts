/**
 * Walks everything that was sealed against the log: whether it still is what was sealed, stands where it should, and whether something is
 * gone. Reads only, page by page, so that millions of leaves need little memory.
 */
import {
  appendLeaves,
  type CanonicalStep,
  type Edge,
  EMPTY_EDGE,
  edgeRoot,
  leafHash,
  openCheckpoint,
  opens,
  readOpening,
  SALT_BYTES,
  sameBytes,
  type Tile,
  toBase64,
  type VerifierKey,
} from '@netra/ledger';
import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { findSigned, readTiles } from './log-store.ts';

/** Something that was sealed, as it is stored now. */
export interface SealedThing {
  readonly what: 'step' | 'handover-opened' | 'pledge' | 'document' | 'law';
  /** Number of the case, of the certificate or of the document; what a change of the law is about. */
  readonly name: string;
  readonly step: number | null;
  readonly commitment: Uint8Array;
  /** What it says of itself now; null when it was lawfully erased. */
  readonly entry: CanonicalStep | null;
  readonly salt: Uint8Array;
  readonly leaf: number | null;
  readonly waiting: boolean;
}

/**
 * `does-not-open`: it says something else than what was sealed. `does-not-follow`: another step stands before it. `steps-missing`,
 * `steps-too-many`: not as many steps as the case had. `other-handover`: the hand-over names another history than the one that is stored.
 * `not-in-log`: it was never sealed and does not wait. `not-in-tree`: at its leaf stands something else.
 */
export type ThingProblem =
  | 'does-not-open'
  | 'does-not-follow'
  | 'steps-missing'
  | 'steps-too-many'
  | 'other-handover'
  | 'not-in-log'
  | 'not-in-tree';

export interface FoundProblem {
  readonly what: SealedThing['what'];
  readonly name: string;
  readonly step: number | null;
  readonly problem: ThingProblem;
}

/** One page of what a feature has sealed, and what it found wrong by its own rules (order, number of steps). */
export interface SealedPage {
  readonly things: readonly SealedThing[];
  readonly problems: readonly FoundProblem[];
}

/** Reads the next page; empty when there is no more. Each call is one unit of work of the system. */
export type SealedSource = () => (tx: Tx) => Promise<SealedPage | null>;

export type TreeProblem = 'not-signed' | 'other-root' | 'other-tile' | 'leaves-missing';

export interface LogCheck {
  readonly tree: { readonly origin: string | null; readonly size: number; readonly problems: readonly TreeProblem[] };
  readonly checked: Readonly<Record<SealedThing['what'], number>>;
  readonly waiting: number;
  /** Lawfully erased: still in the tree, and nobody can say any more what it was. */
  readonly erased: number;
  readonly problems: readonly FoundProblem[];
  /** Problems beyond those that are listed. */
  readonly unlisted: number;
  /** Leaves whose thing is gone: it was removed or exchanged after it was sealed. */
  readonly gone: { readonly number: number; readonly leaves: readonly number[] };
  readonly sound: boolean;
}

/** What is listed stays in memory; what is counted does not. */
const MOST_LISTED = 10_000;
/** Rows of 256 leaves that are read at once. */
const ROWS = 64;

/**
 * @param sources what each feature has sealed
 * @param trusted public keys of the log as they are known from elsewhere; null: those that the database itself names
 */
export async function checkLog(
  db: Database,
  sources: readonly SealedSource[],
  trusted: readonly VerifierKey[],
): Promise<LogCheck> {
  const read = <T>(use: (tx: Tx) => Promise<T>): Promise<T> => runAs(db, { kind: 'system' }, use);
  const tree = await checkTree(read, trusted);
  const checked = { step: 0, 'handover-opened': 0, pledge: 0, document: 0, law: 0 };
  const problems: FoundProblem[] = [];
  let waiting = 0;
  let erased = 0;
  let unlisted = 0;
  for (const source of [...sources, changesOfTheLaw]) {
    const next = source();
    for (let page = await read(next); page !== null; page = await read(next)) {
      const { things } = page;
      const stored = await read((tx) => leavesAt(tx, things));
      const found = [...page.problems];
      for (const thing of things) {
        checked[thing.what] += 1;
        if (thing.waiting) waiting += 1;
        if (thing.entry === null) erased += 1;
        const problem = problemOf(thing, stored);
        if (problem !== null) found.push({ what: thing.what, name: thing.name, step: thing.step, problem });
      }
      const room = MOST_LISTED - problems.length;
      problems.push(...found.slice(0, room));
      unlisted += Math.max(0, found.length - room);
    }
  }
  const gone = await read(placesOfNothing);
  return {
    tree,
    checked,
    waiting,
    erased,
    problems,
    unlisted,
    gone,
    sound: tree.problems.length === 0 && problems.length === 0 && gone.number === 0,
  };
}

function problemOf(thing: SealedThing, stored: ReadonlyMap<number, Uint8Array>): ThingProblem | null {
  const { entry, salt, commitment, leaf } = thing;
  if (entry !== null && (salt.length < SALT_BYTES || !opens(commitment, entry, salt))) return 'does-not-open';
  if (leaf === null) return thing.waiting ? null : 'not-in-log';
  const there = stored.get(leaf);
  return there !== undefined && sameBytes(there, commitment) ? null : 'not-in-tree';
}

/** What the published leaves hold at the places these things are said to have. */
async function leavesAt(tx: Tx, things: readonly SealedThing[]): Promise<ReadonlyMap<number, Uint8Array>> {
  const leaves = things.flatMap(({ leaf }) => (leaf === null ? [] : [leaf]));
  if (leaves.length === 0) return new Map();
  const { rows } = await sql<{ leaf: number; entry: Buffer }>`
    select wanted.leaf, substring(e.entries from (wanted.leaf % 256)::integer * 32 + 1 for 32) as entry
    from unnest(${leaves}::bigint[]) as wanted(leaf) join log_entries e on e.index = wanted.leaf / 256`.execute(tx);
  return new Map(rows.map(({ leaf, entry }) => [leaf, entry]));
}

/** The tree anew from its leaves: every stored tile must be the one that comes out, and the root the one that is signed. */
async function checkTree(
  read: <T>(use: (tx: Tx) => Promise<T>) => Promise<T>,
  trusted: readonly VerifierKey[],
): Promise<LogCheck['tree']> {
  const signed = await read(findSigned);
  if (signed === undefined) return { origin: null, size: 0, problems: ['not-signed'] };
  const opened = openCheckpoint(signed.note, trusted);
  const found = new Set<TreeProblem>(opened.ok ? [] : ['not-signed']);
  // What the signature covers counts, not the columns beside it.
  const { size, root, origin } = opened.ok ? opened.checkpoint : { size: signed.size, root: signed.root, origin: null };
  let edge: Edge = EMPTY_EDGE;
  while (edge.size < size) {
    const first = Math.floor(edge.size / 256);
    const rows = await read((tx) =>
      tx
        .selectFrom('log_entries')
        .selectAll()
        .where('index', '>=', first)
        .where('index', '<', first + ROWS)
        .orderBy('index')
        .execute(),
    );
    const entries = Buffer.concat(rows.map((row) => row.entries)).subarray(0, (size - edge.size) * 32);
    const whole = rows.every((row, at) => row.index === first + at);
    const count = Math.min(ROWS * 256, size - edge.size);
    if (!whole || entries.length < count * 32) {
      found.add('leaves-missing');
      return { origin, size, problems: [...found] };
    }
    const leaves = Array.from({ length: count }, (_, at) => leafHash(entries.subarray(at * 32, at * 32 + 32)));
    const grown = appendLeaves(edge, leaves);
    edge = grown.edge;
    if (!(await read((tx) => tilesAre(tx, grown.full)))) found.add('other-tile');
  }
  if (!(await read((tx) => tilesAre(tx, edge.tiles)))) found.add('other-tile');
  if (!sameBytes(edgeRoot(edge), root)) found.add('other-root');
  return { origin, size, problems: [...found] };
}

async function tilesAre(tx: Tx, tiles: readonly Tile[]): Promise<boolean> {
  const stored = await readTiles(tx, tiles);
  return tiles.every(({ level, index, hashes }) => {
    const there = stored.get(`${level}/${index}`);
    return there !== undefined && sameBytes(there.subarray(0, hashes.length), hashes);
  });
}

/** Leaves that everybody may open: versions of the rulebook, changes of its data, what parties acknowledged. */
const changesOfTheLaw: SealedSource = () => {
  let after: Buffer | null = null;
  return async (tx) => {
    const { rows } = await sql<{
      commitment: Buffer;
      about: string;
      salt: Buffer;
      entry: unknown;
      leaf: number | null;
      waiting: boolean;
    }>`select l.commitment, l.about, l.salt, l.entry, leaf_of(l.commitment) as leaf, w.commitment is not null as waiting from log_entry l
      left join log_waiting w on w.commitment = l.commitment
      where ${after}::bytea is null or l.commitment > ${after} order by l.commitment limit 500`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return null;
    after = last.commitment;
    const things = rows.map(
      ({ about, entry, ...row }): SealedThing => ({
        ...row,
        what: 'law',
        name: about,
        step: null,
        entry: readOpening({ entry, salt: toBase64(row.salt) })?.entry ?? unreadable,
      }),
    );
    return { things, problems: [] };
  };
};

/** What is no step of ours any more cannot be what was sealed. */
const unreadable: CanonicalStep = { kind: '', at: '', body: '' };

async function placesOfNothing(tx: Tx): Promise<LogCheck['gone']> {
  const { rows } = await sql<{
    number: number;
    leaves: readonly (string | number)[] | null;
  }>`select number, leaves from places_of_nothing()`.execute(tx);
  const [row] = rows;
  return { number: row?.number ?? 0, leaves: (row?.leaves ?? []).map(Number) };
}
