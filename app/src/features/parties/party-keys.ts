/** What of parties is locked or hashed: contacts, codes of links, and members of campaign teams with their blind index. */
import { z } from 'zod';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import { nameSounds } from '../cases/index.ts';

const TOKEN_BYTES = 12;
const MOST_WORDS = 40;
const Contact = z.strictObject({ name: z.string(), email: z.string() });
export type Contact = z.infer<typeof Contact>;
const TeamDetails = z.strictObject({ name: z.string(), post: z.string() });
export type TeamDetails = z.infer<typeof TeamDetails>;

function box(keys: Keys, purpose: string, id: string, value: unknown): Buffer {
  const context = { purpose: `party-${purpose}`, aad: Buffer.from(id) };
  return lock({ current: keys('parties') }, Buffer.from(JSON.stringify(value), 'utf8'), context);
}
function opened(keys: Keys, purpose: string, id: string, sealed: Uint8Array): unknown {
  const context = { purpose: `party-${purpose}`, aad: Buffer.from(id) };
  const plain = unlock({ current: keys('parties') }, sealed, context, 0);
  if (!plain.ok) throw new Error(`what is locked of a party does not open with this instance key (${purpose})`);
  return JSON.parse(plain.value.toString('utf8'));
}

export const lockContact = (keys: Keys, id: string, contact: Contact): Buffer => box(keys, 'contact', id, contact);
export const openContact = (keys: Keys, id: string, sealed: Uint8Array): Contact =>
  Contact.parse(opened(keys, 'contact', id, sealed));
export const lockTeam = (keys: Keys, id: string, details: TeamDetails): Buffer => box(keys, 'team', id, details);
export const openTeam = (keys: Keys, id: string, sealed: Uint8Array): TeamDetails =>
  TeamDetails.parse(opened(keys, 'team', id, sealed));

/** The code in the link of a delivery: made from the instance key whenever a letter is written, kept nowhere. */
export function codeOf(keys: Keys, deliveryId: string): string {
  return keyedHash(keys('party-code'), 'party-code', deliveryId).subarray(0, 16).toString('base64url');
}
/** Under which hash a code lies. */
export function codeHash(keys: Keys, code: string): Buffer {
  return keyedHash(keys('party-code'), 'party-code-hash', code);
}

/** Keys of their own: what lies in this register cannot be joined with the index of the accused or with the roster. */
export function teamNameTokens(keys: Keys, name: string): Buffer[] {
  return nameSounds(name)
    .slice(0, MOST_WORDS)
    .map((sound) => keyedHash(keys('party-index/1'), 'party-word', sound).subarray(0, TOKEN_BYTES));
}
/** @param number 18 digits of a civil servant, or the 16 of an identity card */
export function teamNumberToken(keys: Keys, number: string): Buffer {
  return keyedHash(keys('party-index/1'), 'party-number', number).subarray(0, TOKEN_BYTES);
}
