/**
 * The receipt of a report. It follows from the draft's seed, so that sending the same draft again shows the same number; the database
 * holds only hashes of both, so that neither a dump nor a dump together with the instance's secret gives a receipt back.
 */
import { newReference, parseReference, type ReferenceTypo } from '../../platform/crypto/reference.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import { ok, type Result } from '../../platform/result.ts';

/** Six groups of three, over 80 bits: `K7M-4QX-…`. */
export function receiptOf(keys: Keys, seed: string): string {
  let block = 0;
  return newReference('receipt', (count) => {
    block += 1;
    const bytes = keyedHash(keys('report-receipt'), 'report-receipt', `${seed}.${block}`);
    if (count > bytes.length) throw new Error('one block is enough for a receipt');
    return bytes.subarray(0, count);
  });
}

/** The hash under which a receipt is looked up. */
export function receiptHash(keys: Keys, receipt: string): Buffer {
  return keyedHash(keys('receipt-lookup'), 'receipt', receipt);
}

/** The unique key of a submission, as the database keeps it: a UUID of the seed's hash. */
export function submissionKey(keys: Keys, seed: string): string {
  const hex = keyedHash(keys('report-submission'), 'report-submission', seed).toString('hex');
  // Version 8: of our own making (RFC 9562).
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}

/** Reads a receipt as people type it and gives the hash to look it up by. */
export function readReceipt(keys: Keys, text: string): Result<Buffer, ReferenceTypo> {
  const parsed = parseReference('receipt', text);
  return parsed.ok ? ok(receiptHash(keys, parsed.value)) : parsed;
}
