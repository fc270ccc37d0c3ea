/**
 * What an exchange file is: an age envelope around a plain tar. First `manifest.note`, signed, which names every part with size and hash; then the
 * parts in exactly that order. Nothing is compressed, so that nothing swells. Pure: shapes, limits, and what makes a history whole.
 */
import { createHash } from 'node:crypto';
import { type CanonicalStep, canonicalJson, hashFromHex, type Link, verifyChain } from '@netra/ledger';
import { z } from 'zod';
import { fail, ok, type Result } from '../../platform/result.ts';

export const FORMAT = 'netra-exchange/1';
export const noteName = 'manifest.note';

/** Bytes of a whole file, of one part, of one part that is text, and parts of a file. */
export const MOST_FILE = 300_000_000;
export const MOST_PART = 110_000_000;
export const MOST_TEXT = 8_000_000;
export const MOST_PARTS = 32;
export const MOST_NOTE = 60_000;

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const short = z.string().min(1).max(300);
const office = z.strictObject({ code: short, name: short, kind: short });

/** In this order, before any file: a case is opened when they are whole. */
export const textParts = ['steps.json', 'accused.json', 'limits.json', 'evidence.json', 'ringkasan.html'] as const;
export type TextPart = (typeof textParts)[number];
/** A name says what a part is, and cannot lead anywhere: it is never used as a path. */
const partName = z.union([z.enum(textParts), z.string().regex(/^evidence\/[1-9]\d?\.(jpg|png|webp|pdf|bin)$/)]);

const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  madeAt: z.iso.datetime(),
  from: office,
  to: office,
  handover: z.strictObject({
    id: z.uuid(),
    what: short,
    step: z.int().min(1).max(1_000_000),
    sentAt: z.iso.datetime(),
    /** Hash over what was handed over, as the sender counted it; null: handed over before there was one. */
    sha256: hex.nullable(),
    parts: z.array(z.strictObject({ part: short, sha256: hex })).max(16),
  }),
  case: z.strictObject({
    number: short,
    head: hex,
    statusBefore: short,
    statusAfter: short,
    election: short,
    contest: short,
    act: short,
    level: z.string().max(40).nullable(),
    region: z.strictObject({ code: short, name: short }),
  }),
  parts: z
    .array(z.strictObject({ name: partName, mediaType: short, size: z.int().min(0).max(MOST_PART), sha256: hex }))
    .min(textParts.length)
    .max(MOST_PARTS),
});
export type Manifest = z.output<typeof Manifest>;
export type PartFact = Manifest['parts'][number];

/** The text that is signed. */
export function manifestText(manifest: Manifest): string {
  return `${canonicalJson(manifest)}\n`;
}

/** Null: no manifest of ours. The text must be exactly what its content is written as, so that one manifest has one hash. */
export function readManifest(text: string): Manifest | null {
  const read = Manifest.safeParse(jsonOf(text));
  if (!read.success) return null;
  const names = read.data.parts.map((part) => part.name);
  const whole = new Set(names).size === names.length && textParts.every((part, at) => names[at] === part);
  const small = read.data.parts.every((part) => part.name.startsWith('evidence/') || part.size <= MOST_TEXT);
  return whole && small && manifestText(read.data) === text ? read.data : null;
}

export function manifestHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const Step = z.strictObject({
  seq: z.int(),
  kind: short,
  at: z.iso.datetime(),
  office: short,
  toOffice: z.string().max(300).nullable(),
  statusAfter: short,
  commitment: hex,
  link: hex,
  /** What opens the commitment; null: not this sender's to read, or erased by law. */
  opening: z
    .strictObject({
      entry: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      salt: z.string().regex(/^(?:[0-9a-f]{2}){16,128}$/),
    })
    .nullable(),
  content: z.json().nullable(),
});
export const Steps = z.array(Step).min(1).max(5000);
export type ForeignStep = z.output<typeof Step>;

export const AccusedPart = z.strictObject({
  /** Chance, so that nobody guesses a name from the hash of this part. */
  chance: hex,
  accused: z
    .array(
      z.strictObject({
        name: z.string().max(300),
        post: z.string().max(300),
        unitName: z.string().max(300),
        status: z.string().max(40),
        nip: z
          .string()
          .regex(/^\d{18}$/)
          .nullable(),
      }),
    )
    .max(50),
});

export type HistoryProblem = { readonly step: number };

/** A history is whole when its chain follows from its beginning to the head that was signed, and what is opened is what was committed to. */
export function verifyHistoryOf(
  steps: readonly ForeignStep[],
  expected: { readonly length: number; readonly head: string },
): Result<null, HistoryProblem> {
  const links: Link[] = [];
  for (const [at, step] of steps.entries()) {
    const commitment = hashFromHex(step.commitment);
    const link = hashFromHex(step.link);
    if (step.seq !== at + 1 || commitment === null || link === null || !holds(step)) return fail({ step: at + 1 });
    links.push({
      commitment,
      link,
      ...(step.opening === null
        ? {}
        : { opening: { entry: entryOf(step.opening.entry), salt: Buffer.from(step.opening.salt, 'hex') } }),
    });
  }
  const head = hashFromHex(expected.head);
  if (head === null) return fail({ step: 1 });
  const verdict = verifyChain(links, { length: expected.length, head });
  return verdict.ok ? ok(null) : fail({ step: verdict.at + 1 });
}

type OpenedEntry = NonNullable<ForeignStep['opening']>['entry'];

function entryOf(entry: OpenedEntry): CanonicalStep {
  const { kind, at, body, ...rest } = entry;
  return { ...rest, kind: String(kind), at: String(at), body: String(body) };
}

/** What is shown of a step is what its opening says, and its content has the hash that was committed to. */
function holds(step: ForeignStep): boolean {
  if (step.opening === null) return step.content === null;
  const { entry } = step.opening;
  const hash = step.content === null ? null : createHash('sha256').update(canonicalJson(step.content)).digest('hex');
  return (
    entry.kind === step.kind &&
    entry.at === step.at &&
    entry.seq === step.seq &&
    entry.statusAfter === step.statusAfter &&
    entry.content === hash
  );
}
