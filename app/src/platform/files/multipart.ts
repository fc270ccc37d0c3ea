/**
 * Reads a multipart form from the raw Node request (`c.env.incoming` under @hono/node-server) as it arrives: small fields into memory,
 * files as streams, one after the other, in the order in which they were sent. Hono's own `parseBody` would hold whole files in memory.
 */
import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { fail, ok, type Result } from '../result.ts';

export type MultipartLimits = {
  readonly maxFields: number;
  /** Bytes of one field's value. */
  readonly maxFieldBytes: number;
  readonly maxFiles: number;
  /** Bytes of the whole request. The size of one file is the file store's to limit, so that the fields after it can still be read. */
  readonly maxTotalBytes: number;
};

export type IncomingFile = {
  readonly field: string;
  /** Without folders and control characters, at most 120 characters; only to show back to the person, never a path. */
  readonly fileName: string;
  /** May be left unread or half read: the rest is skipped. Throws when the sender goes away. */
  readonly contents: AsyncIterable<Uint8Array>;
  /** The fields that came before this file, complete. */
  readonly fieldsSoFar: Fields;
};

/** Values by name, in the order they came. A Map, so that a field called `__proto__` is a field. */
export type Fields = ReadonlyMap<string, readonly string[]>;

export type MultipartForm<T> = {
  readonly fields: Fields;
  readonly files: readonly { readonly field: string; readonly fileName: string; readonly value: T }[];
};

/**
 * `not-multipart`: another content type. `malformed`: not readable as a form. `interrupted`: the sender went away; nobody reads the answer.
 * The others name the limit that was passed.
 */
export type MultipartProblem =
  | { readonly kind: 'not-multipart' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'too-big'; readonly limit: number }
  | { readonly kind: 'too-many-fields'; readonly limit: number }
  | { readonly kind: 'too-many-files'; readonly limit: number }
  | { readonly kind: 'field-too-long'; readonly field: string; readonly limit: number };

/** What went wrong, and what could still be read, so that the page can keep what was typed. A field too long is kept cut off. */
export type MultipartFailure = { readonly problem: MultipartProblem; readonly fields: Fields };

const LONGEST_NAME = 100;

/**
 * Reads the form to its end. Files are handled one at a time: while one is being stored, the sender waits.
 * When the form as a whole fails, everything that `onFile` gave is handed to `discard`, so that no half form stays behind.
 * After `too-big` or `malformed` the request is not read to its end: answer and close the connection.
 * @param onFile takes one file; an input left empty in the browser does not call it. Its exceptions are passed on, after discarding
 */
export async function readMultipart<T>(
  request: IncomingMessage,
  limits: MultipartLimits,
  onFile: (file: IncomingFile) => Promise<T>,
  discard: (value: T) => Promise<void>,
): Promise<Result<MultipartForm<T>, MultipartFailure>> {
  if (Number(request.headers['content-length'] ?? 0) > limits.maxTotalBytes) {
    return fail({ problem: { kind: 'too-big', limit: limits.maxTotalBytes }, fields: new Map() });
  }
  const parser = parserFor(request, limits);
  if (parser === null) return fail({ problem: { kind: 'not-multipart' }, fields: new Map() });

  const fields = new Map<string, string[]>();
  const files: { readonly field: string; readonly fileName: string; readonly value: T }[] = [];
  const streams = new Set<BusboyFileStream>();
  let problem: MultipartProblem | undefined;
  let bug: { readonly error: unknown } | undefined;
  let queue = Promise.resolve();

  parser.on('field', (name, value, _nameCut, valueCut) => {
    if (typeof name !== 'string' || name.length > LONGEST_NAME) {
      problem ??= { kind: 'malformed' };
      return;
    }
    fields.set(name, [...(fields.get(name) ?? []), value]);
    if (valueCut) problem ??= { kind: 'field-too-long', field: name, limit: limits.maxFieldBytes };
  });
  parser.on('file', (name, stream, sentName) => {
    streams.add(stream);
    // The parser emits errors on the stream it is filling; without a listener they would end the process.
    stream.on('error', () => {});
    const field = typeof name === 'string' ? name.slice(0, LONGEST_NAME) : '';
    let cutOff = false;
    const onBreak = () => {
      cutOff = true;
    };
    queue = queue.then(async () => {
      try {
        const contents = await unlessLeftEmpty(sentName, stream, onBreak);
        if (contents !== null && problem === undefined && bug === undefined) {
          const fileName = shownName(sentName);
          files.push({ field, fileName, value: await onFile({ field, fileName, contents, fieldsSoFar: fields }) });
        }
      } catch (error) {
        if (!cutOff) bug ??= { error };
      }
      stream.resume();
    });
  });
  parser.on('filesLimit', () => {
    problem ??= { kind: 'too-many-files', limit: limits.maxFiles };
  });
  parser.on('fieldsLimit', () => {
    problem ??= { kind: 'too-many-fields', limit: limits.maxFields };
  });
  parser.on('partsLimit', () => {
    problem ??= { kind: 'too-many-fields', limit: limits.maxFields };
  });

  const broken = await pump(request, parser, limits.maxTotalBytes);
  if (broken !== null) {
    // A broken transport outweighs what was noticed in the form, and whoever still reads a file must hear of it.
    problem = broken;
    for (const stream of streams) if (!stream.readableEnded) stream.destroy(new Error(`upload ${broken.kind}`));
  }
  await queue;
  if (bug === undefined && problem === undefined) return ok({ fields, files });
  for (const { value } of files) await discard(value);
  if (bug !== undefined) throw bug.error;
  return fail({ problem: problem ?? { kind: 'malformed' }, fields });
}

function parserFor(request: IncomingMessage, limits: MultipartLimits): BusboyInstance | null {
  const contentType = request.headers['content-type'];
  if (contentType === undefined || !/^multipart\/form-data\s*;/i.test(contentType)) return null;
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      limits: {
        fieldSize: limits.maxFieldBytes,
        fields: limits.maxFields,
        files: limits.maxFiles,
        parts: 2 * (limits.maxFields + limits.maxFiles),
        headerPairs: 20,
        headerSize: 8 * 1024,
      },
    });
  } catch {
    return null; // no boundary
  }
}

/** Feeds the parser as fast as it takes. Gives what broke the transport, or null when the form came to its end. */
async function pump(
  request: IncomingMessage,
  parser: BusboyInstance,
  maxTotalBytes: number,
): Promise<MultipartProblem | null> {
  let failed = false;
  let wake = () => {};
  const finished = new Promise<void>((resolve) => {
    parser.once('finish', resolve);
    parser.on('error', () => {
      failed = true;
      wake();
      resolve();
    });
  });
  let total = 0;
  try {
    // Not destroyed on return: the answer still has to go out on this socket.
    for await (const piece of request.iterator({ destroyOnReturn: false })) {
      total += piece.length;
      if (total > maxTotalBytes) return { kind: 'too-big', limit: maxTotalBytes };
      if (parser.write(piece) || failed) {
        if (failed) return { kind: 'malformed' };
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        parser.once('drain', resolve);
      });
      if (failed) return { kind: 'malformed' };
    }
  } catch {
    return { kind: 'interrupted' };
  }
  if (!request.complete) return { kind: 'interrupted' };
  parser.end();
  await finished;
  return failed ? { kind: 'malformed' } : null;
}

/** A file input in which nothing was chosen is sent as a file without name and bytes: null then. */
async function unlessLeftEmpty(
  sentName: string | undefined,
  stream: BusboyFileStream,
  onBreak: () => void,
): Promise<AsyncIterable<Uint8Array> | null> {
  const contents = watched(stream.iterator({ destroyOnReturn: false }), onBreak);
  if (sentName !== undefined && sentName !== '') return contents;
  const first = await contents.next();
  return first.done === true ? null : startingWith(first.value, contents);
}

/** Remembers that it was the sender who failed, so that an exception of `onFile` that follows from it is not taken for a bug. */
async function* watched(contents: AsyncIterable<Uint8Array>, onBreak: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* contents;
  } catch (error) {
    onBreak();
    throw error;
  }
}

async function* startingWith(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

function shownName(sent: string | undefined): string {
  const last = (sent ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  return plain === '' ? 'tanpa-nama' : [...plain].slice(0, 120).join('');
}
