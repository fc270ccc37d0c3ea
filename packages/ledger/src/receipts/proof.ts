/** A proof that something is in a log, as one text that can be checked without asking anybody (C2SP tlog-proof). */
import { fromBase64, toBase64 } from '../base64.ts';
import { HASH_BYTES, type Hash } from '../bytes.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^48 leaves needs 48. */
const MOST_HASHES = 64;
const LONGEST = 200_000;

export interface Proof {
  /** What the leaf is opened with; says nothing by itself. */
  readonly extra: Uint8Array | null;
  /** Place of the leaf, from 0. */
  readonly index: number;
  readonly hashes: readonly Hash[];
  /** The signed checkpoint, word for word. */
  readonly checkpoint: string;
}

/** Writes a proof down. */
export function formatProof({ extra, index, hashes, checkpoint }: Proof): string {
  const lines = [
    HEADER,
    ...(extra === null ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Reads a proof; null when it is not written exactly as the specification says. */
export function parseProof(text: string): Proof | null {
  if (text.length > LONGEST || !text.startsWith(`${HEADER}\n`)) return null;
  const cut = text.indexOf('\n\n');
  if (cut < 0) return null;
  const lines = text.slice(HEADER.length + 1, cut).split('\n');
  const extra = lines[0]?.startsWith('extra ') === true ? fromBase64(lines.shift()?.slice(6) ?? '') : undefined;
  const index = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')?.[1];
  const hashes: Hash[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash === null || hash.length !== HASH_BYTES) return null;
    hashes.push(hash);
  }
  if (extra === null || index === undefined || hashes.length > MOST_HASHES) return null;
  return { extra: extra ?? null, index: Number(index), hashes, checkpoint: text.slice(cut + 2) };
}
