/**
 * The two ceremonies of passkeys (WebAuthn Level 3), checked by @simplewebauthn/server. User verification is required in both: the device asks
 * for finger, face or PIN, so that a passkey is both factors at once. Challenges lie sealed in the page and count once; nothing is stored for them.
 */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { lock, unlock } from '../../../platform/crypto/box.ts';
import type { Keys } from '../../../platform/crypto/secret.ts';
import { keyedHash } from '../../../platform/crypto/token.ts';
import type { Once } from '../once.ts';

export interface RelyingParty {
  /** Host of the address people type. */
  readonly id: string;
  readonly origin: string;
}

/** Null where the browser allows no passkeys: an address of numbers, or plain http elsewhere than on this machine. */
export function relyingParty(publicUrl: string): RelyingParty | null {
  const { hostname, origin, protocol } = new URL(publicUrl);
  if (/^[\d.]+$/.test(hostname) || hostname.startsWith('[')) return null;
  if (protocol !== 'https:' && hostname !== 'localhost' && !hostname.endsWith('.localhost')) return null;
  return { id: hostname, origin };
}

/** What a page needs to begin a ceremony: options for the browser as JSON, and the sealed challenge that comes back with the answer. */
export interface Ceremony {
  readonly options: string;
  readonly challenge: string;
}

export interface StoredPasskey {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly signCount: number;
  readonly transports: readonly string[];
}

const MINUTES = 15;
const text = z.string().max(20_000);
const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);

const registration = z.object({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z.array(z.string()).max(10).optional(),
  }),
});
const authentication = z.object({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: text.optional(),
  }),
});

export interface CeremonyDeps {
  readonly keys: Keys;
  readonly once: Once;
  readonly realNow: () => number;
  readonly party: RelyingParty;
}

export type Ceremonies = ReturnType<typeof ceremonies>;

export function ceremonies(deps: CeremonyDeps) {
  const { keys, party } = deps;
  const seal = (challenge: string, what: string): string =>
    lock(
      { current: keys('passkey-challenge') },
      Buffer.from(challenge, 'utf8'),
      { purpose: 'passkey/challenge', aad: Buffer.from(what, 'utf8') },
      deps.realNow() + MINUTES * 60_000,
    ).toString('base64url');
  /** The challenge out of its seal, once. @param what what it was made for, so that one made for another use does not fit */
  const take = async (sealed: string, what: string): Promise<string | null> => {
    const context = { purpose: 'passkey/challenge', aad: Buffer.from(what, 'utf8') };
    const opened = unlock(
      { current: keys('passkey-challenge') },
      Buffer.from(sealed, 'base64url'),
      context,
      deps.realNow(),
    );
    if (!opened.ok) return null;
    const challenge = opened.value.toString('utf8');
    return (await deps.once.claim('passkey-challenge', challenge, MINUTES + 1)) ? challenge : null;
  };
  /** Tells the device which person it is, and nothing about the person: no e-mail, no number that stands elsewhere. */
  const handleOf = (userId: string): Uint8Array<ArrayBuffer> =>
    new Uint8Array(keyedHash(keys('passkey-handle'), 'passkey-handle', userId));

  return {
    beginRegistration: async (
      person: { readonly userId: string; readonly name: string },
      known: readonly StoredPasskey[],
    ): Promise<Ceremony> => {
      const options = await generateRegistrationOptions({
        rpName: 'Netra',
        rpID: party.id,
        userID: handleOf(person.userId),
        userName: person.name,
        userDisplayName: person.name,
        attestationType: 'none',
        excludeCredentials: known.map((one) => ({ id: one.credentialId })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: [-8, -7, -257],
      });
      return { options: JSON.stringify(options), challenge: seal(options.challenge, `new ${person.userId}`) };
    },

    /** The new passkey, or null when the answer is not one to this challenge. */
    finishRegistration: async (userId: string, sealed: string, answer: string) => {
      const challenge = await take(sealed, `new ${userId}`);
      const parsed = readJson(registration, answer);
      if (challenge === null || parsed === null) return null;
      const { transports = [], ...response } = parsed.response;
      try {
        const verified = await verifyRegistrationResponse({
          response: { ...parsed, response, clientExtensionResults: {} },
          expectedChallenge: challenge,
          expectedOrigin: party.origin,
          expectedRPID: party.id,
          requireUserVerification: true,
          supportedAlgorithmIDs: [-8, -7, -257],
        });
        if (!verified.verified) return null;
        const { credential, credentialBackedUp } = verified.registrationInfo;
        return {
          credentialId: credential.id,
          publicKey: credential.publicKey,
          signCount: credential.counter,
          transports: transports.filter((one) => transport.safeParse(one).success),
          synced: credentialBackedUp,
        };
      } catch {
        // The library throws at whatever does not fit.
        return null;
      }
    },

    /** @param known only these may answer (a step-up); left out, the device offers what it has (a sign-in) */
    beginAuthentication: async (what: string, known?: readonly StoredPasskey[]): Promise<Ceremony> => {
      const options = await generateAuthenticationOptions({
        rpID: party.id,
        userVerification: 'required',
        ...(known === undefined ? {} : { allowCredentials: known.map((one) => ({ id: one.credentialId })) }),
      });
      return { options: JSON.stringify(options), challenge: seal(options.challenge, what) };
    },

    /** Checks an answer against the passkey that `find` knows under its name. @returns the new count of uses, or null */
    finishAuthentication: async <T extends StoredPasskey & { readonly userId: string }>(
      what: string,
      sealed: string,
      answer: string,
      find: (credentialId: string) => Promise<T | null>,
    ): Promise<{ readonly passkey: T; readonly signCount: number } | null> => {
      const challenge = await take(sealed, what);
      const parsed = readJson(authentication, answer);
      if (challenge === null || parsed === null) return null;
      const passkey = await find(parsed.id);
      if (passkey === null) return null;
      const { userHandle, ...rest } = parsed.response;
      if (
        userHandle !== undefined &&
        !Buffer.from(userHandle, 'base64url').equals(Buffer.from(handleOf(passkey.userId)))
      )
        return null;
      try {
        const verified = await verifyAuthenticationResponse({
          response: { ...parsed, response: rest, clientExtensionResults: {} },
          expectedChallenge: challenge,
          expectedOrigin: party.origin,
          expectedRPID: party.id,
          requireUserVerification: true,
          credential: {
            id: passkey.credentialId,
            publicKey: new Uint8Array(passkey.publicKey),
            counter: passkey.signCount,
          },
        });
        return verified.verified ? { passkey, signCount: verified.authenticationInfo.newCounter } : null;
      } catch {
        return null;
      }
    },
  };
}

function readJson<T>(schema: z.ZodType<T>, answer: string): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(answer));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
