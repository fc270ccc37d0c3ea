/** Writing and reading the envelope of an exchange file, entry by entry: some megabytes are in memory, whatever the size. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Decrypter, Encrypter } from 'age-encryption';
import { extract as extractTar, pack as packTar } from 'tar-stream';
import { bytesOf, webStreamOf } from '../../platform/backup/web-stream.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type Manifest, MOST_NOTE, noteName, type PartFact } from './bundle.ts';

export type Envelope =
  | { readonly kind: 'key'; readonly recipient: string }
  /** @property cost of each guess, as a power of two; the usual one unless told */
  | { readonly kind: 'passphrase'; readonly passphrase: string; readonly cost?: number };

export type Opener = { readonly identities: readonly string[]; readonly passphrase: string | null };

/** 64 MB and a fifth of a second for each guess; the passphrase itself is long (see the form). */
const PASSPHRASE_COST = 16;

export interface BundlePart {
  readonly fact: PartFact;
  content(): AsyncIterable<Buffer> | Promise<AsyncIterable<Buffer>>;
}

/** The bytes of a file, made while they are taken. */
export async function writeBundle(
  envelope: Envelope,
  note: string,
  parts: readonly BundlePart[],
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  if (envelope.kind === 'key') encrypter.addRecipient(envelope.recipient);
  else {
    encrypter.setPassphrase(envelope.passphrase);
    encrypter.setScryptWorkFactor(envelope.cost ?? PASSPHRASE_COST);
  }
  const pack = packTar();
  const header = (name: string, size: number) => ({ name, size, mode: 0o600, mtime: new Date(0) });
  const fill = async (): Promise<void> => {
    const text = Buffer.from(note, 'utf8');
    await new Promise<void>((done, refused) => {
      pack.entry(header(noteName, text.length), text, (error) => (error ? refused(error) : done()));
    });
    for (const part of parts) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const entry = pack.entry(header(part.fact.name, part.fact.size), (error) => (error ? reject(error) : resolve()));
      entry.on('error', reject);
      promise.catch(() => {});
      if (part.fact.size > 0)
        for await (const chunk of await part.content())
          if (!entry.write(chunk)) await Promise.race([once(entry, 'drain'), promise]);
      entry.end(undefined);
      await promise;
    }
    pack.finalize();
  };
  fill().catch((error: unknown) => pack.destroy(error instanceof Error ? error : new Error('the file was not made')));
  return encrypter.encrypt(webStreamOf(bytesOf(pack)));
}

/** Why a file is not taken, and at which part. `part` names what was being read, never what it holds. */
export type FileProblem =
  | { readonly kind: 'not-for-us' }
  | { readonly kind: 'not-a-file' }
  | { readonly kind: 'wrong-passphrase' }
  | { readonly kind: 'damaged'; readonly part: string }
  | { readonly kind: 'no-manifest' }
  | { readonly kind: 'unexpected-part'; readonly part: string }
  | { readonly kind: 'missing-part'; readonly part: string };

/** Carries a refusal of the reader out of the streams. */
class Refused<P> extends Error {
  readonly problem: P;
  constructor(problem: P) {
    super('the file was refused');
    this.problem = problem;
  }
}

export interface PartSink<P> {
  /** Decides by the signed manifest whether to read on. */
  begin(note: string): Promise<Result<Manifest, P>>;
  /** Takes the pieces of a part as they come; they are not believed before `end`. */
  piece(part: PartFact, chunk: Buffer): Promise<void>;
  /** The part is whole and has the hash that was signed. */
  end(part: PartFact): Promise<Result<null, P>>;
}

/** Reads a file from its beginning to its end. Every part is compared with the signed manifest before it counts. */
export async function readBundle<P>(
  source: AsyncIterable<Uint8Array>,
  opener: Opener,
  sink: PartSink<P>,
): Promise<Result<Manifest, P | FileProblem>> {
  let at = noteName;
  const decrypter = new Decrypter();
  for (const identity of opener.identities) decrypter.addIdentity(identity);
  if (opener.passphrase !== null) decrypter.addPassphrase(opener.passphrase);
  let plain: ReadableStream<Uint8Array>;
  try {
    plain = await decrypter.decrypt(webStreamOf(source));
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/no identity matched/.test(message))
      return fail({ kind: opener.passphrase === null ? 'not-for-us' : 'wrong-passphrase' });
    return fail({ kind: 'not-a-file' });
  }
  const tar = extractTar();
  let manifest: Manifest | undefined;
  let read = 0;
  let envelopeBroke = false;
  let why: unknown;

  const feed = async (): Promise<void> => {
    try {
      for await (const chunk of plain) {
        if (tar.destroyed) return;
        if (!tar.write(chunk))
          await new Promise<void>((go) => {
            const on = (): void => {
              tar.off('drain', on);
              tar.off('close', on);
              go();
            };
            tar.on('drain', on);
            tar.on('close', on);
          });
      }
      tar.end(undefined);
    } catch {
      if (why === undefined) envelopeBroke = true;
      tar.destroy();
    }
  };
  const take = async (): Promise<void> => {
    try {
      for await (const entry of tar) {
        const { name, size, type } = entry.header;
        if (manifest === undefined) {
          if (name !== noteName || type !== 'file' || (size ?? 0) > MOST_NOTE)
            throw new Refused({ kind: 'no-manifest' });
          const chunks: Buffer[] = [];
          for await (const chunk of bytesOf(entry)) chunks.push(chunk);
          const begun = await sink.begin(Buffer.concat(chunks).toString('utf8'));
          if (!begun.ok) throw new Refused(begun.error);
          manifest = begun.value;
          at = manifest.parts[0]?.name ?? noteName;
          continue;
        }
        const fact = manifest.parts[read];
        if (fact === undefined || name !== fact.name || type !== 'file' || size !== fact.size)
          throw new Refused({ kind: 'unexpected-part', part: fact?.name ?? noteName });
        at = fact.name;
        const sum = createHash('sha256');
        for await (const chunk of bytesOf(entry)) {
          sum.update(chunk);
          await sink.piece(fact, chunk);
        }
        if (sum.digest('hex') !== fact.sha256) throw new Refused({ kind: 'damaged', part: fact.name });
        const ended = await sink.end(fact);
        if (!ended.ok) throw new Refused(ended.error);
        read += 1;
        at = manifest.parts[read]?.name ?? fact.name;
      }
    } catch (error) {
      if (!envelopeBroke) why = error;
      tar.destroy();
    }
  };
  await Promise.all([feed(), take()]);
  if (why instanceof Refused) return fail(why.problem);
  if (envelopeBroke) return fail({ kind: 'damaged', part: at });
  if (why !== undefined) {
    // What the tar reader says of damaged headers; anything else is ours and goes on.
    if (why instanceof Error && /tar|header|unexpected|premature|closed/i.test(why.message))
      return fail({ kind: 'damaged', part: at });
    throw why;
  }
  if (manifest === undefined) return fail({ kind: 'no-manifest' });
  const missing = manifest.parts[read];
  return missing === undefined ? ok(manifest) : fail({ kind: 'missing-part', part: missing.name });
}
