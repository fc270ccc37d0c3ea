/** What the web process may ask of the workshop, and what may come back: the words both sides of the pipe share. */
import { z } from 'zod';

/** Image types the workshop reads and writes. */
export const imageTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = (typeof imageTypes)[number];

export const Job = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('strip-image'), bytes: z.instanceof(Uint8Array), type: z.enum(imageTypes) }),
  z.strictObject({ kind: z.literal('strip-pdf'), bytes: z.instanceof(Uint8Array) }),
  z.strictObject({
    kind: z.literal('render-pdf'),
    /** The template's Typst source. */
    source: z.string(),
    /** What the template finds as `json(bytes(sys.inputs.data))`; never parsed as markup. */
    data: z.string(),
    /** Texts to draw as QR codes: SVG under the same names in `json(bytes(sys.inputs.qr))`. */
    qr: z.record(z.string(), z.string()),
    /** Written into the PDF as the time it was made, epoch seconds: same input, same bytes. */
    madeAt: z.int(),
  }),
  z.strictObject({
    kind: z.literal('render-png'),
    source: z.string(),
    data: z.string(),
    qr: z.record(z.string(), z.string()),
    /** Pixels. One page only: a template with more gives none. */
    width: z.int().min(16).max(8000),
    height: z.int().min(16).max(8000),
  }),
]);
export type Job = z.infer<typeof Job>;

/**
 * Why a job gave nothing. `encrypted`: a PDF with a password or with locked rights. `too-large`: more pixels than any phone takes.
 * `broken`: cannot be read as what it says it is. `template`: our template failed, `detail` says where.
 */
export const JobError = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('encrypted') }),
  z.strictObject({ kind: z.literal('too-large') }),
  z.strictObject({ kind: z.literal('broken') }),
  z.strictObject({ kind: z.literal('template'), detail: z.string() }),
]);
export type JobError = z.infer<typeof JobError>;

export const Request = z.strictObject({ id: z.int(), job: Job });
export const Answer = z.union([
  z.strictObject({ id: z.int(), ok: z.literal(true), bytes: z.instanceof(Uint8Array) }),
  z.strictObject({ id: z.int(), ok: z.literal(false), error: JobError }),
]);
export type Answer = z.infer<typeof Answer>;
