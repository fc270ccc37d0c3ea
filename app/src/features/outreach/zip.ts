/** A ZIP of files that are compressed already (PDF, PNG): stored as they are, written file by file, so that only one lies in memory. */
import { crc32 } from 'node:zlib';

export interface ZipEntry {
  /** Plain letters, digits and dashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const DATE = (1 << 5) | 1; // 1 January 1980: the archive tells nothing of when it was made, and same files give the same bytes.
const UTF8 = 0x0800;

export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let at = 0;
  for await (const { name, bytes } of entries) {
    const title = Buffer.from(name, 'utf8');
    const sum = crc32(bytes);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    writeCommon(head, 4, sum, bytes.length, title.length);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    writeCommon(entry, 6, sum, bytes.length, title.length);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, title);
    yield head;
    yield title;
    yield bytes;
    at += head.length + title.length + bytes.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  yield list;
  yield end;
}

/** What the head of a file and its line in the directory have in common: version to length of the name. */
function writeCommon(into: Buffer, from: number, sum: number, size: number, nameLength: number): void {
  into.writeUInt16LE(20, from);
  into.writeUInt16LE(UTF8, from + 2);
  into.writeUInt16LE(0, from + 4);
  into.writeUInt16LE(0, from + 6);
  into.writeUInt16LE(DATE, from + 8);
  into.writeUInt32LE(sum, from + 10);
  into.writeUInt32LE(size, from + 14);
  into.writeUInt32LE(size, from + 18);
  into.writeUInt16LE(nameLength, from + 22);
}
