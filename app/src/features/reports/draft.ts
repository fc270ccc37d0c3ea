/**
 * The draft of a report: what was answered so far, sealed and in the hands of the person who answers. It travels in one hidden field, so
 * that nothing lies on the server before sending and no cookie is needed; only this instance can have made it, so it is the form's token
 * against forged requests as well.
 */
import { z } from 'zod';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import { fail, ok, type Result } from '../../platform/result.ts';

/** From the first page on. Shorter than uploads are kept, so that no draft outlives its files. */
export const DRAFT_HOURS = 12;

export const stepIds = ['apa', 'kapan', 'di-mana', 'siapa', 'cerita', 'bukti', 'pelapor', 'periksa'] as const;
export type StepId = (typeof stepIds)[number];

export function isStepId(text: string): text is StepId {
  return stepIds.some((step) => step === text);
}

/** What was typed on each page, as it was typed: judged when it is used, so that going back loses nothing. */
export type Typing = Readonly<Record<string, string>>;
export type AnswersTyped = { readonly [S in StepId]?: Typing | undefined };

const typing = z.record(z.string().max(40), z.string());
const Draft = z.strictObject({
  /** 16 random bytes, base64url. Receipt and submission key follow from it. */
  seed: z.string().length(22),
  /** Epoch milliseconds of real time. */
  until: z.number().int(),
  /** The answers have been shown for checking: changing one leads back there. */
  checked: z.boolean(),
  answers: z.partialRecord(z.enum(stepIds), typing),
  /** Names of uploaded files by id. The server keeps them only sealed to the office. */
  names: z.record(z.string().max(40), z.string().max(200)),
});
export interface Draft {
  readonly seed: string;
  readonly until: number;
  readonly checked: boolean;
  readonly answers: AnswersTyped;
  readonly names: Readonly<Record<string, string>>;
}

export type DraftError = 'missing' | 'broken' | 'expired';

const purpose = 'draft/report';

export function newDraft(random: (bytes: number) => Buffer, realNow: number): Draft {
  return {
    seed: random(16).toString('base64url'),
    until: realNow + DRAFT_HOURS * 3_600_000,
    checked: false,
    answers: {},
    names: {},
  };
}

/** The text of the hidden field. */
export function sealDraft(keys: Keys, draft: Draft): string {
  const plaintext = Buffer.from(JSON.stringify(draft), 'utf8');
  return lock({ current: keys('report-draft') }, plaintext, { purpose }, draft.until).toString('base64url');
}

/** @param realNow epoch milliseconds */
export function readDraft(keys: Keys, text: string, realNow: number): Result<Draft, DraftError> {
  if (text === '') return fail('missing');
  const box = Buffer.from(text, 'base64url');
  const opened = unlock({ current: keys('report-draft') }, box, { purpose }, realNow);
  if (!opened.ok) return fail(opened.error === 'expired' ? 'expired' : 'broken');
  const parsed = Draft.safeParse(JSON.parse(opened.value.toString('utf8')));
  // Ours by its seal, yet of another shape: a draft from before an update of the product.
  return parsed.success ? ok(parsed.data) : fail('expired');
}

/** The draft with the typing of one page in place of what was there. */
export function withAnswers(draft: Draft, step: StepId, typed: Typing): Draft {
  return { ...draft, answers: { ...draft.answers, [step]: typed } };
}

/** Under which the draft's uploads lie in the database. */
export function uploadKey(keys: Keys, draft: Draft): Buffer {
  return keyedHash(keys('report-uploads'), 'report-uploads', draft.seed);
}
