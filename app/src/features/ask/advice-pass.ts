/**
 * The pass of a question: follows from the draft's seed, so that sending the same draft again shows the same pass. The database holds a keyed hash of
 * it, and a public key whose private half follows from the pass alone: without the pass nobody opens the answer, not even whoever holds the database
 * and the secret of the instance.
 */
import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { lock, unlock } from '../../platform/crypto/box.ts';
import { newReference, parseReference, type ReferenceTypo } from '../../platform/crypto/reference.ts';
import { publicKeyOf, type SealKeyPair } from '../../platform/crypto/seal.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import { fail, ok, type Result } from '../../platform/result.ts';

const HOUR_MS = 3_600_000;
/** A form may lie open over an office day. */
const DRAFT_HOURS = 12;
/** How long the page of an answer can still send its own forms. */
const VISIT_HOURS = 0.5;

export function passOf(keys: Keys, seed: string): string {
  let block = 0;
  return newReference('advice', (count) => {
    block += 1;
    const bytes = keyedHash(keys('advice-pass'), 'advice-pass', `${seed}.${block}`);
    if (count > bytes.length) throw new Error('one block is enough for a pass');
    return bytes.subarray(0, count);
  });
}

export function passHash(keys: Keys, pass: string): Buffer {
  return keyedHash(keys('advice-lookup'), 'advice', pass);
}

/** Reads a pass as people type it. */
export function readPass(text: string): Result<string, ReferenceTypo> {
  return parseReference('advice', text);
}

/** The key pair of whoever holds the pass. No key of the instance goes into it: a dump with the secret opens nothing. */
export function askerKeys(pass: string): SealKeyPair {
  const privateKey = Buffer.from(
    hkdfSync('sha256', pass.replaceAll('-', ''), 'netra/advice', 'netra/advice/asker/v1', 32),
  );
  return { privateKey, publicKey: publicKeyOf(privateKey) };
}

export const statuses = ['pns', 'pppk', 'other', 'unsaid'] as const;
export type AskerStatus = (typeof statuses)[number];

/** What is asked; sealed before it is stored. */
export const Question = z.strictObject({
  status: z.enum(statuses),
  words: z.string().max(4000),
});
export type Question = z.infer<typeof Question>;

const Draft = z.strictObject({
  seed: z.string().length(22),
  bodyId: z.string().max(40),
  question: Question,
});
/** What the person typed so far, in the person's own hands: nothing lies on the server before sending. */
export type AdviceDraft = z.infer<typeof Draft>;

const draftBox = { purpose: 'draft/advice' };
const visitBox = { purpose: 'advice/visit' };

export function newSeed(random: (bytes: number) => Buffer): string {
  return random(16).toString('base64url');
}

export function sealAdviceDraft(keys: Keys, draft: AdviceDraft, now: number): string {
  return lock(
    { current: keys('advice-draft') },
    Buffer.from(JSON.stringify(draft), 'utf8'),
    draftBox,
    now + DRAFT_HOURS * HOUR_MS,
  ).toString('base64url');
}

export function readAdviceDraft(keys: Keys, text: string, now: number): Result<AdviceDraft, 'missing' | 'expired'> {
  if (text === '') return fail('missing');
  const opened = unlock({ current: keys('advice-draft') }, Buffer.from(text, 'base64url'), draftBox, now);
  if (!opened.ok) return fail(opened.error === 'expired' ? 'expired' : 'missing');
  const parsed = Draft.safeParse(JSON.parse(opened.value.toString('utf8')));
  return parsed.success ? ok(parsed.data) : fail('expired');
}

/** What the page of an answer carries for its own forms, so that the pass stands in no page. */
export function sealVisit(keys: Keys, pass: string, now: number): string {
  return lock(
    { current: keys('advice-visit') },
    Buffer.from(pass, 'utf8'),
    visitBox,
    now + VISIT_HOURS * HOUR_MS,
  ).toString('base64url');
}

export function readVisit(keys: Keys, text: string, now: number): string | null {
  const opened = unlock({ current: keys('advice-visit') }, Buffer.from(text, 'base64url'), visitBox, now);
  return opened.ok ? opened.value.toString('utf8') : null;
}
