/** Counts rows of COPY text and adds up their hashes, so that two tables with the same rows in another order agree. Memory: one row. */
import { hash } from 'node:crypto';

export interface RowSum {
  readonly rows: number;
  readonly bytes: number;
  /** Sum of the rows' SHA-256 modulo 2^256, lower-case hex. */
  readonly content: string;
}

const LANES = 8;
const CARRY_AFTER = 1 << 20;
const LINE_FEED = 10;

export class RowHasher {
  #rows = 0;
  #bytes = 0;
  #sum = 0n;
  /** 32-bit lanes of the sum, kept as doubles: a million of them fit without a carry. */
  readonly #lanes = new Float64Array(LANES);
  #added = 0;
  readonly #eachRow: ((line: Buffer, digest: Buffer) => void) | undefined;

  /** @param eachRow sees each row without its line feed; the buffers are good until it returns */
  constructor(eachRow?: (line: Buffer, digest: Buffer) => void) {
    this.#eachRow = eachRow;
  }

  /** Takes whole lines. @throws when the last one is not whole */
  add(lines: Buffer): void {
    let from = 0;
    while (from < lines.length) {
      const end = lines.indexOf(LINE_FEED, from);
      if (end === -1) throw new RangeError('a row without its end');
      const line = lines.subarray(from, end);
      const digest = hash('sha256', line, 'buffer');
      for (let lane = 0; lane < LANES; lane += 1)
        this.#lanes[lane] = (this.#lanes[lane] ?? 0) + digest.readUInt32LE(lane * 4);
      this.#added += 1;
      if (this.#added === CARRY_AFTER) this.#carry();
      this.#eachRow?.(line, digest);
      this.#rows += 1;
      from = end + 1;
    }
    this.#bytes += lines.length;
  }

  get sum(): RowSum {
    this.#carry();
    return { rows: this.#rows, bytes: this.#bytes, content: this.#sum.toString(16).padStart(64, '0') };
  }

  #carry(): void {
    let value = this.#sum;
    for (let lane = 0; lane < LANES; lane += 1) {
      value += BigInt(this.#lanes[lane] ?? 0) << BigInt(lane * 32);
      this.#lanes[lane] = 0;
    }
    this.#sum = value & ((1n << 256n) - 1n);
    this.#added = 0;
  }
}

/** Cuts a stream of COPY text into blocks of whole lines of about `blockBytes`; a longer row makes a longer block. */
export async function* wholeLines(source: AsyncIterable<Buffer>, blockBytes: number): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let ready: Buffer[] = [];
  let readyBytes = 0;
  for await (const chunk of source) {
    const last = chunk.lastIndexOf(LINE_FEED);
    if (last === -1) {
      waiting.push(chunk);
      continue;
    }
    for (const piece of [...waiting, chunk.subarray(0, last + 1)]) {
      ready.push(piece);
      readyBytes += piece.length;
    }
    waiting = last + 1 < chunk.length ? [chunk.subarray(last + 1)] : [];
    if (readyBytes >= blockBytes) {
      yield Buffer.concat(ready, readyBytes);
      ready = [];
      readyBytes = 0;
    }
  }
  if (waiting.length > 0) throw new RangeError('the last row has no end');
  if (readyBytes > 0) yield Buffer.concat(ready, readyBytes);
}

/** Keeps `size` of all things it is shown, each with the same chance. */
export class Sample<T> {
  readonly kept: T[] = [];
  #seen = 0;
  readonly #size: number;
  readonly #chance: () => number;

  /** @param chance numbers from 0 to below 1 */
  constructor(size: number, chance: () => number) {
    this.#size = size;
    this.#chance = chance;
  }

  /** @param make is called only for what is kept */
  offer(make: () => T): void {
    this.#seen += 1;
    if (this.kept.length < this.#size) {
      this.kept.push(make());
      return;
    }
    const place = Math.floor(this.#chance() * this.#seen);
    if (place < this.#size) this.kept[place] = make();
  }
}
