/**
 * What was looked for by name, sealed for the address: names of accused stand in no address, no history and no log. Good for an hour, for the
 * person who asked, and for nobody who finds the address.
 */
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Platform } from '../../platform/platform.ts';

const LASTS_MS = 3_600_000;
const purpose = 'cases/name-search';

/** Longest name that is looked for. */
export const MOST_NAME = 200;

type Deps = Pick<Platform, 'keys' | 'realNow'>;

export function sealNameQuery({ keys, realNow }: Deps, userId: string, name: string): string {
  const context = { purpose, aad: Buffer.from(userId) };
  return lock({ current: keys('name-search') }, Buffer.from(name, 'utf8'), context, realNow() + LASTS_MS).toString(
    'base64url',
  );
}

/** Null: too old, somebody else's, or none of ours. */
export function readNameQuery({ keys, realNow }: Deps, userId: string, sealed: string): string | null {
  const context = { purpose, aad: Buffer.from(userId) };
  const opened = unlock({ current: keys('name-search') }, Buffer.from(sealed, 'base64url'), context, realNow());
  return opened.ok ? opened.value.toString('utf8') : null;
}
