/**
 * What a status page carries on for its own forms: a sealed note of which report it shows, good for half an hour. The receipt itself stands in
 * no page, no address and no history of the browser.
 */
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Platform } from '../../platform/platform.ts';
import { unreachable } from '../../platform/result.ts';

const LASTS_MS = 30 * 60_000;
const context = { purpose: 'report/status-pass' };

type Deps = Pick<Platform, 'keys' | 'realNow'>;

export function statusPass({ keys, realNow }: Deps, receiptHash: Buffer): string {
  return lock({ current: keys('report-status') }, receiptHash, context, realNow() + LASTS_MS).toString('base64url');
}

/** The hash of the receipt, or null when the pass is too old or none of ours. */
export function readStatusPass({ keys, realNow }: Deps, pass: string): Buffer | null {
  const opened = unlock({ current: keys('report-status') }, Buffer.from(pass, 'base64url'), context, realNow());
  if (opened.ok) return opened.value;
  switch (opened.error) {
    case 'expired':
    case 'unreadable':
    case 'unknown-version':
    case 'unknown-key':
    case 'refused':
      return null;
    default:
      return unreachable(opened.error);
  }
}
