/** A small backup made by hand, whole or with one thing wrong inside an envelope that is right. For tests. */
import { createHash } from 'node:crypto';
import { compress, writeArchive } from './archive-write.ts';
import { type Begin, entryNames, FORMAT, fileLine, type Manifest } from './format.ts';
import type { Lock } from './keys.ts';
import { RowHasher } from './row-hash.ts';

export const tables: Readonly<Record<string, readonly string[]>> = {
  'netra.alpha': ['1\tsatu', '2\tdua', '3\ttiga'],
  'netra.beta': Array.from({ length: 400 }, (_, n) => `${n}\t${createHash('sha256').update(`${n}`).digest('hex')}`),
  'netra.gamma': [],
};
export const files: Readonly<Record<string, Buffer>> = {
  'evidence/aa/one.sealed': Buffer.alloc(90_000, 7),
  'evidence/bb/two.sealed': Buffer.alloc(10, 9),
  'evidence/cc/empty.sealed': Buffer.alloc(0),
};

export const begin: Begin = {
  format: FORMAT,
  id: '5b1f7a52-3f0b-4d55-8f6c-1a8a1fbf5a01',
  netra: '0.1.0',
  mode: 'demo',
  startedAt: '2024-10-03T02:00:00.000Z',
  postgres: '18.4',
  migrations: [{ name: '0001-ground.sql', sha256: 'a'.repeat(64) }],
  tables: Object.keys(tables).map((name) => ({ name, columns: ['id', 'text'] })),
  leftBehind: [],
  secretMark: null,
};

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function sumOf(lines: readonly string[]) {
  const hasher = new RowHasher();
  for (const line of lines) hasher.add(Buffer.from(`${line}\n`));
  return hasher.sum;
}

export function manifestOf(): Manifest {
  const lines = Object.entries(files).map(([path, bytes]) =>
    fileLine({ path, size: bytes.length, sha256: sha256(bytes) }),
  );
  const list = sumOf(lines);
  return {
    format: FORMAT,
    begin,
    finishedAt: '2024-10-03T02:00:01.000Z',
    tables: Object.entries(tables).map(([name, rows]) => ({ name, ...sumOf(rows) })),
    sequences: [],
    files: {
      count: lines.length,
      bytes: Object.values(files).reduce((sum, { length }) => sum + length, 0),
      content: list.content,
    },
    missing: [],
    missingCount: 0,
    log: null,
    sample: [],
  };
}

export interface Entry {
  readonly name: string;
  readonly content: Buffer;
}

const text = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));

/** The entries of a backup that is right, in their order; tests change one of them. */
export async function entriesOf(): Promise<Entry[]> {
  const parts: Entry[] = [];
  for (const [name, rows] of Object.entries(tables)) {
    for (let from = 0, number = 1; from < rows.length; from += 200, number += 1)
      parts.push({ name: entryNames.part(name, number), content: await compress(text(rows.slice(from, from + 200))) });
  }
  const facts = Object.entries(files).map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256(bytes) }));
  return [
    { name: 'begin.json', content: Buffer.from(JSON.stringify(begin)) },
    ...parts,
    ...Object.entries(files).map(([path, content]) => ({ name: entryNames.file(path), content })),
    { name: entryNames.list(1), content: text(facts.map(fileLine)) },
    { name: 'manifest.json', content: Buffer.from(JSON.stringify(manifestOf())) },
  ];
}

/** The envelope around the entries, in memory. */
export async function sealed(entries: readonly Entry[], lock: Lock): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const sink = {
    write: async (chunk: Uint8Array) => void chunks.push(chunk),
    close: async () => ({ bytes: 0, sha256: '' }),
    publish: async () => {},
    discard: async () => {},
  };
  await writeArchive(lock, sink, new AbortController().signal, async (writer) => {
    for (const { name, content } of entries) await writer.entry(name, content);
  });
  return Buffer.concat(chunks);
}
