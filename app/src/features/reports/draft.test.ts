import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKeys } from '../../platform/crypto/secret.ts';
import { DRAFT_HOURS, newDraft, readDraft, sealDraft, uploadKey, withAnswers } from './draft.ts';
import { readReceipt, receiptHash, receiptOf, submissionKey } from './receipt.ts';

const keys = deriveKeys(randomBytes(32));
const now = Date.UTC(2024, 9, 4, 2);
const hour = 3_600_000;

describe('the draft', () => {
  it('comes back as it went, with everything typed', () => {
    const draft = withAnswers(newDraft(randomBytes, now), 'cerita', { story: 'Ucapan “pilih nomor ini” di apel' });
    expect(readDraft(keys, sealDraft(keys, draft), now)).toEqual({ ok: true, value: draft });
  });
  it('shows nothing of what was typed', () => {
    const draft = withAnswers(newDraft(randomBytes, now), 'cerita', { story: 'kata-kata saya sendiri' });
    const sealed = sealDraft(keys, draft);
    expect(sealed).toMatch(/^[\w-]+$/);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('kata-kata');
  });
  it('is good until its twelve hours are over, counted from the first page', () => {
    const sealed = sealDraft(keys, newDraft(randomBytes, now));
    expect(readDraft(keys, sealed, now + DRAFT_HOURS * hour - 1000).ok).toBe(true);
    expect(readDraft(keys, sealed, now + DRAFT_HOURS * hour)).toEqual({ ok: false, error: 'expired' });
  });
  it('is not extended by another page', () => {
    const read = readDraft(keys, sealDraft(keys, newDraft(randomBytes, now)), now + 11 * hour);
    if (!read.ok) throw new Error(read.error);
    const later = sealDraft(keys, withAnswers(read.value, 'apa', { act: 'other' }));
    expect(readDraft(keys, later, now + 13 * hour)).toEqual({ ok: false, error: 'expired' });
  });
  it('is refused after any change, and from another instance', () => {
    const sealed = sealDraft(keys, newDraft(randomBytes, now));
    for (const at of [0, 20, 60, sealed.length - 2]) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      expect(readDraft(keys, changed, now)).toEqual({ ok: false, error: 'broken' });
    }
    expect(readDraft(deriveKeys(randomBytes(32)), sealed, now)).toEqual({ ok: false, error: 'broken' });
    expect(readDraft(keys, 'bukan isian', now)).toEqual({ ok: false, error: 'broken' });
    expect(readDraft(keys, '', now)).toEqual({ ok: false, error: 'missing' });
  });
});

describe('the receipt', () => {
  const draft = newDraft(randomBytes, now);
  it('is the same for the same draft and another for another', () => {
    expect(receiptOf(keys, draft.seed)).toBe(receiptOf(keys, draft.seed));
    expect(receiptOf(keys, draft.seed)).not.toBe(receiptOf(keys, newDraft(randomBytes, now).seed));
    expect(receiptOf(keys, draft.seed)).toMatch(/^([2346789A-HJKMNP-RT-Z]{3}-){5}[2346789A-HJKMNP-RT-Z]{3}$/);
  });
  it('is found however it is typed', () => {
    const receipt = receiptOf(keys, draft.seed);
    const hash = receiptHash(keys, receipt);
    for (const typed of [
      receipt,
      receipt.toLowerCase(),
      receipt.replaceAll('-', ' '),
      ` ${receipt.replaceAll('-', '')}`,
    ]) {
      expect(readReceipt(keys, typed)).toEqual({ ok: true, value: hash });
    }
  });
  it('cannot be had from what the database keeps', () => {
    const stored = submissionKey(keys, draft.seed);
    expect(stored).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(receiptOf(keys, stored)).not.toBe(receiptOf(keys, draft.seed));
    expect(uploadKey(keys, draft).toString('base64url')).not.toContain(draft.seed);
  });
});
