/**
 * A mirror: follows a log from outside, computes its whole tree anew from the leaves, keeps what it saw, and raises an alarm when the log
 * tells another story than before. What it keeps is laid out as the log itself, so that it can be served to others.
 */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  appendLeaves,
  type Checkpoint,
  type Edge,
  EMPTY_EDGE,
  edgeRoot,
  edgeTiles,
  leafHash,
  openCheckpoint,
  sameBytes,
  TILE_WIDTH,
  type Tile,
  tilePath,
  type VerifierKey,
} from '@netra/ledger';
import { readBundle } from './log-files.ts';

/**
 * `rollback`: the log is shorter than it was. `fork`: its leaves do not continue what it showed before. `tile-differs`: its tiles are not those
 * of its leaves. `not-signed`: the checkpoint is not signed by a key we trust. `stall`: nothing new for too long. `unreachable`: no answer, or
 * one that is no log. `damaged`: our own copy is not what we wrote.
 */
export type Alarm = 'rollback' | 'fork' | 'tile-differs' | 'not-signed' | 'stall' | 'unreachable' | 'damaged';

export interface MirrorReport {
  readonly alarm: Alarm | null;
  /** One sentence. */
  readonly says: string;
  /** Leaves that are known to be sound after this look. */
  readonly treeSize: number;
  readonly before: number;
  readonly origin: string | null;
}

export interface MirrorDeps {
  /** Address of the log, up to and with `/log`. */
  readonly url: string;
  readonly folder: string;
  readonly keys: readonly VerifierKey[];
  readonly stallMinutes: number;
  readonly now: () => number;
  readonly fetch: (url: string) => Promise<Response>;
}

/** Bundles that are asked for and worked through at once: bounds the memory, however long the log is. */
const AT_ONCE = 64;

/** A tile has 8 kB, a bundle of leaves 9 kB; a checkpoint with many signatures is shorter. */
const LONGEST_ANSWER = 256 * 1024;

class Trouble extends Error {
  readonly alarm: Alarm;
  constructor(alarm: Alarm, says: string) {
    super(says);
    this.alarm = alarm;
  }
}

/** Looks once. Nothing that was found sound before is ever overwritten by what is not. */
export async function lookOnce(deps: MirrorDeps): Promise<MirrorReport> {
  let known: Checkpoint | null = null;
  let note: string | null = null;
  try {
    const kept = await readText(deps, 'checkpoint');
    known = kept === null ? null : openOrThrow(deps, kept, 'damaged');
    note = await fetchText(deps, 'checkpoint');
    const shown = openOrThrow(deps, note, 'not-signed');
    const report = await compare(deps, known, shown, note);
    return report;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    await keepEvidence(deps, error.alarm, note);
    const size = known?.size ?? 0;
    return { alarm: error.alarm, says: error.message, treeSize: size, before: size, origin: known?.origin ?? null };
  }
}

async function compare(
  deps: MirrorDeps,
  known: Checkpoint | null,
  shown: Checkpoint,
  note: string,
): Promise<MirrorReport> {
  const before = known?.size ?? 0;
  if (known !== null && shown.origin !== known.origin)
    throw new Trouble('fork', `the log calls itself ${shown.origin}; it was ${known.origin}`);
  if (shown.size < before) throw new Trouble('rollback', `the log has ${shown.size} leaves; it had ${before}`);
  const about = { treeSize: shown.size, before, origin: shown.origin };
  if (known !== null && shown.size === before) {
    if (!sameBytes(shown.root, known.root)) throw new Trouble('fork', `two different trees of ${before} leaves`);
    const quiet = Math.round((deps.now() - (await lastGrowth(deps))) / 60_000);
    if (quiet > deps.stallMinutes) throw new Trouble('stall', `no new batch for ${quiet} minutes`);
    return { ...about, alarm: null, says: `unchanged at ${shown.size} leaves` };
  }
  await grow(deps, await readEdge(deps, known), shown);
  await keep(deps, 'checkpoint', note);
  await keep(deps, 'grown-at', `${new Date(deps.now()).toISOString()}\n`);
  return { ...about, alarm: null, says: `sound from ${before} to ${shown.size} leaves` };
}

/** Where leaves and tiles lie until the root has been found to be theirs. */
const ASIDE = 'incoming';

/** Fetches all leaves after the edge and computes the tree anew. Nothing of it is kept, where others are served from, before it is known to be sound. */
async function grow(deps: MirrorDeps, from: Edge, shown: Checkpoint): Promise<void> {
  await rm(path.join(deps.folder, ASIDE), { recursive: true, force: true });
  try {
    for (const address of await fetchAside(deps, from, shown)) await settle(deps, address);
  } finally {
    await rm(path.join(deps.folder, ASIDE), { recursive: true, force: true });
  }
}

/** @returns what lies aside now: leaves and tiles that give the signed root */
async function fetchAside(deps: MirrorDeps, from: Edge, shown: Checkpoint): Promise<readonly string[]> {
  const aside: string[] = [];
  let edge = from;
  while (edge.size < shown.size) {
    const first = Math.floor(edge.size / TILE_WIDTH);
    const last = Math.min(first + AT_ONCE, Math.ceil(shown.size / TILE_WIDTH));
    const bundles = await Promise.all(
      Array.from({ length: last - first }, (_, at) => fetchBundle(deps, first + at, shown.size, from.size, aside)),
    );
    const fresh = bundles.flat().slice(edge.size - first * TILE_WIDTH);
    const appended = appendLeaves(edge, fresh.map(leafHash));
    for (const tile of appended.full) await checkTile(deps, tile, aside);
    edge = appended.edge;
  }
  if (!sameBytes(edgeRoot(edge), shown.root)) {
    throw new Trouble(
      'fork',
      `the leaves do not give the signed root of ${shown.size} leaves, or do not continue what was shown before`,
    );
  }
  for (const tile of edge.tiles) await checkTile(deps, tile, aside);
  return aside;
}

/** The bundle that was partly there already must still begin with the leaves we kept: those of the very bytes that are kept now. */
async function compareBegun(deps: MirrorDeps, before: number, index: number, served: Uint8Array): Promise<void> {
  const width = before - index * TILE_WIDTH;
  if (width <= 0 || width >= TILE_WIDTH) return;
  const kept = await readBytes(deps, tilePath({ level: 'entries', index, width }));
  if (kept === null) throw new Trouble('damaged', 'our copy of the last leaves is gone');
  if (!sameBytes(kept, served.subarray(0, kept.length))) {
    throw new Trouble('fork', `the log now shows other leaves among its first ${before}`);
  }
}

async function fetchBundle(
  deps: MirrorDeps,
  index: number,
  size: number,
  before: number,
  aside: string[],
): Promise<readonly Uint8Array[]> {
  const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
  const address = tilePath({ level: 'entries', index, width });
  const bytes = await fetchBytes(deps, address);
  const entries = readBundle(bytes, width);
  if (entries === null) throw new Trouble('unreachable', `${address} is no bundle of ${width} leaves`);
  await compareBegun(deps, before, index, bytes);
  await keep(deps, `${ASIDE}/${address}`, bytes);
  aside.push(address);
  return entries;
}

/** What the log serves as tile must be what comes out of its leaves: proofs are made of tiles. */
async function checkTile(deps: MirrorDeps, tile: Tile, aside: string[]): Promise<void> {
  const address = tilePath(tile);
  const served = await fetchBytes(deps, address);
  if (!sameBytes(served, tile.hashes)) throw new Trouble('tile-differs', `${address} is not the tile of its leaves`);
  await keep(deps, `${ASIDE}/${address}`, tile.hashes);
  aside.push(address);
}

async function settle(deps: MirrorDeps, address: string): Promise<void> {
  const to = path.join(deps.folder, address);
  await mkdir(path.dirname(to), { recursive: true });
  await rename(path.join(deps.folder, ASIDE, address), to);
}

async function readEdge(deps: MirrorDeps, known: Checkpoint | null): Promise<Edge> {
  if (known === null || known.size === 0) return EMPTY_EDGE;
  const tiles = await Promise.all(
    edgeTiles(known.size).map(async (ref): Promise<Tile> => {
      const hashes = await readBytes(deps, tilePath(ref));
      if (hashes === null) throw new Trouble('damaged', `our copy of ${tilePath(ref)} is gone`);
      return { ...ref, hashes };
    }),
  );
  const edge = { size: known.size, tiles };
  try {
    if (sameBytes(edgeRoot(edge), known.root)) return edge;
  } catch {
    // Tiles too short: as damaged as tiles with other bytes.
  }
  throw new Trouble('damaged', 'our copy of the tree does not fit its own checkpoint');
}

function openOrThrow(deps: MirrorDeps, note: string, alarm: Alarm): Checkpoint {
  const opened = openCheckpoint(note, deps.keys);
  if (!opened.ok) throw new Trouble(alarm, `the checkpoint is not to be believed (${opened.problem})`);
  return opened.checkpoint;
}

async function fetchBytes(deps: MirrorDeps, address: string): Promise<Uint8Array> {
  let answer: Response;
  try {
    answer = await deps.fetch(`${deps.url.replace(/\/$/, '')}/${address}`);
  } catch {
    throw new Trouble('unreachable', `no answer for ${address}`);
  }
  if (answer.status !== 200) throw new Trouble('unreachable', `${address} was answered with ${answer.status}`);
  const bytes = await readLimited(answer).catch(() => null);
  if (bytes === null) throw new Trouble('unreachable', `${address} broke off, or goes on without end`);
  return bytes;
}

/** Null when the answer is longer than anything a log serves: what is followed is not trusted, so it does not fill the memory either. */
async function readLimited(answer: Response): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | readonly Uint8Array[] = answer.body ?? [];
  for await (const piece of body) {
    size += piece.length;
    if (size > LONGEST_ANSWER) return null;
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

const fetchText = async (deps: MirrorDeps, address: string): Promise<string> =>
  new TextDecoder().decode(await fetchBytes(deps, address));

async function readBytes(deps: MirrorDeps, address: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(path.join(deps.folder, address)));
  } catch {
    return null;
  }
}

async function readText(deps: MirrorDeps, address: string): Promise<string | null> {
  const bytes = await readBytes(deps, address);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

async function lastGrowth(deps: MirrorDeps): Promise<number> {
  const at = Date.parse((await readText(deps, 'grown-at'))?.trim() ?? '');
  if (!Number.isNaN(at)) return at;
  // Without that note the file of the checkpoint itself tells when it was written: a stall must not stay unseen for ever.
  return (await stat(path.join(deps.folder, 'checkpoint'))).mtimeMs;
}

/** Whole or not at all: a mirror that is killed while it writes is no reason for an alarm. */
async function keep(deps: MirrorDeps, address: string, content: string | Uint8Array): Promise<void> {
  const file = path.join(deps.folder, address);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, content);
  await rename(`${file}.new`, file);
}

/** Both sides of the story, for whoever has to believe it: the signed checkpoint we had and the one we were shown. */
async function keepEvidence(deps: MirrorDeps, alarm: Alarm, shown: string | null): Promise<void> {
  if (alarm === 'stall' || alarm === 'unreachable' || shown === null) return;
  const at = new Date(deps.now()).toISOString().replaceAll(':', '');
  const kept = await readText(deps, 'checkpoint');
  await keep(deps, `alarms/${at}-${alarm}.txt`, `${kept ?? ''}---\n${shown}`);
}
