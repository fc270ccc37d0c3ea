/**
 * The provider of single sign-on, spoken to by OpenID Connect: authorization code with PKCE, state and nonce. Signatures, issuer, audience
 * and times are checked by jose. What the provider says of itself is asked when it is needed and again when it could not be reached: a provider
 * that is down when Netra starts is no reason to stay without it afterwards.
 */
import { createHash } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { SignOnSettings } from '../../../platform/configuration/sign-on-settings.ts';
import type { Log } from '../../../platform/log/log.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';

/** `down`: not reached, or it answers nonsense; worth trying again. `refused`: what came is not a sign-in to this instance. */
export type ProviderProblem = 'down' | 'refused';

export interface Asking {
  readonly state: string;
  readonly nonce: string;
  /** The secret half of PKCE. */
  readonly verifier: string;
  /** Asks for the password at the provider once more. */
  readonly again: boolean;
}

export interface Identity {
  readonly subject: string;
  /** The provider's session, for back-channel logout; null when it tells none. */
  readonly session: string | null;
  /** All that the provider says, for the rules. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Seconds since 1970 at which the person signed in there, or null. */
  readonly authTime: number | null;
  /** The provider says that more than one factor was shown, as the settings ask. */
  readonly bothFactors: boolean;
}

export interface Provider {
  readonly settings: SignOnSettings;
  readonly redirectUri: string;
  /** The address to send the browser to. */
  authorizationUrl(asking: Asking): Promise<Result<string, ProviderProblem>>;
  /** Trades the code for who it is. @param iss what the callback says of the issuer, when it says so (RFC 9207) */
  identify(
    answer: { readonly code: string; readonly iss: string | null },
    asking: Asking,
  ): Promise<Result<Identity, ProviderProblem>>;
  /** Checks a token of the back-channel logout. */
  readLogout(
    token: string,
  ): Promise<
    Result<{ readonly subject: string | null; readonly session: string | null; readonly id: string }, ProviderProblem>
  >;
  /** Where a person ends the session at the provider as well; null when it offers no such page or is down. */
  logoutUrl(): Promise<string | null>;
  reachable(): Promise<boolean>;
}

/** Signatures that only the holder of a private key can make. Neither `none` nor a shared secret. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const TIMEOUT_MS = 5_000;
const METADATA_MS = 3_600_000;
/** After a failure the next person's request tries again, but not each of a thousand in a second. */
const RETRY_MS = 3_000;
const CLOCK_SECONDS = 60;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

const address = z.url({ protocol: /^https?$/ });
const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  userinfo_endpoint: address.optional(),
  end_session_endpoint: address.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});
type Metadata = z.infer<typeof metadataSchema>;
const tokensSchema = z.object({ id_token: z.string(), access_token: z.string().optional() });
const claimsSchema = z.record(z.string(), z.unknown());

interface Known {
  readonly metadata: Metadata;
  readonly keys: JWTVerifyGetKey;
  readonly at: number;
}

export interface ProviderDeps {
  readonly settings: SignOnSettings;
  readonly publicUrl: string;
  readonly log: Log;
  readonly realNow: () => number;
}

export function makeProvider(deps: ProviderDeps): Provider {
  const { settings, realNow } = deps;
  const redirectUri = `${deps.publicUrl}/masuk/sso/kembali`;
  let known: Known | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<Result<Known, 'down'>> | null = null;

  const discover = async (): Promise<Result<Known, 'down'>> => {
    const now = realNow();
    if (known !== null && now - known.at < METADATA_MS) return ok(known);
    if (now - failedAt < RETRY_MS) return known === null ? fail('down') : ok(known);
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
  const ask = async (): Promise<Result<Known, 'down'>> => {
    const found = await readJson(`${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const metadata = metadataSchema.safeParse(found);
    if (!metadata.success || metadata.data.issuer !== settings.issuer || !speaksSafely(settings, metadata.data)) {
      failedAt = realNow();
      deps.log.warn({ event: 'sign-on-provider-down' });
      // What it said an hour ago is still better than nothing.
      return known === null ? fail('down') : ok(known);
    }
    const keys = createRemoteJWKSet(new URL(metadata.data.jwks_uri), { timeoutDuration: TIMEOUT_MS });
    known = { metadata: metadata.data, keys, at: realNow() };
    return ok(known);
  };

  const verify = async (
    token: string,
    at: Known,
    maxAge: string,
  ): Promise<Result<{ payload: JWTPayload; typ: string | null }, ProviderProblem>> => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, at.keys, {
        issuer: settings.issuer,
        audience: settings.clientId,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_SECONDS,
        maxTokenAge: maxAge,
        currentDate: new Date(realNow()),
        requiredClaims: ['iat', 'exp'],
      });
      return ok({ payload, typ: protectedHeader.typ ?? null });
    } catch (error) {
      // Keys that cannot be fetched are the provider's fault; everything else that jose refuses is the token's.
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) return fail('down');
      return error.code === 'ERR_JOSE_GENERIC' ? fail('down') : fail('refused');
    }
  };

  const exchange = async (
    at: Metadata,
    code: string,
    verifier: string,
  ): Promise<Result<z.infer<typeof tokensSchema>, ProviderProblem>> => {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    const headers: Record<string, string> = { accept: 'application/json' };
    const methods = at.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    if (methods.includes('client_secret_basic')) {
      const pair = [settings.clientId, settings.clientSecret].map((part) =>
        new URLSearchParams({ x: part }).toString().slice(2),
      );
      headers.authorization = `Basic ${Buffer.from(pair.join(':')).toString('base64')}`;
    } else {
      body.set('client_id', settings.clientId);
      body.set('client_secret', settings.clientSecret);
    }
    try {
      const answer = await fetch(at.token_endpoint, {
        method: 'POST',
        headers,
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.status >= 500) return fail('down');
      if (!answer.ok) return fail('refused');
      const tokens = tokensSchema.safeParse(await answer.json());
      return tokens.success ? ok(tokens.data) : fail('refused');
    } catch {
      return fail('down');
    }
  };

  return {
    settings,
    redirectUri,
    reachable: async () => (await discover()).ok,

    authorizationUrl: async (asked) => {
      const at = await discover();
      if (!at.ok) return at;
      const url = new URL(at.value.metadata.authorization_endpoint);
      const query = {
        response_type: 'code',
        client_id: settings.clientId,
        redirect_uri: redirectUri,
        scope: settings.scopes,
        state: asked.state,
        nonce: asked.nonce,
        code_challenge: createHash('sha256').update(asked.verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...(asked.again ? { prompt: 'login', max_age: '0' } : {}),
        ...(settings.mfa?.claim === 'acr' ? { acr_values: settings.mfa.values.join(' ') } : {}),
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return ok(url.href);
    },

    identify: async (answer, asked) => {
      const at = await discover();
      if (!at.ok) return at;
      const { metadata } = at.value;
      // A code of another provider must not be traded at this one.
      if (
        answer.iss !== null
          ? answer.iss !== settings.issuer
          : metadata.authorization_response_iss_parameter_supported === true
      )
        return fail('refused');
      const tokens = await exchange(metadata, answer.code, asked.verifier);
      if (!tokens.ok) return tokens;
      const verified = await verify(tokens.value.id_token, at.value, '10m');
      if (!verified.ok) return verified;
      const { payload } = verified.value;
      const { sub } = payload;
      if (typeof sub !== 'string' || sub === '' || sub.length > 255 || payload.nonce !== asked.nonce)
        return fail('refused');
      const azp = payload.azp;
      if (
        (Array.isArray(payload.aud) && payload.aud.length > 1 && azp === undefined) ||
        (azp !== undefined && azp !== settings.clientId)
      )
        return fail('refused');
      const more = await userInfo(metadata, tokens.value.access_token, sub);
      if (!more.ok) return more;
      const claims = { ...more.value, ...payload };
      return ok({
        subject: sub,
        session: typeof payload.sid === 'string' ? payload.sid : null,
        claims,
        authTime: typeof payload.auth_time === 'number' ? payload.auth_time : null,
        bothFactors: showsBoth(settings, payload),
      });
    },

    readLogout: async (token) => {
      const at = await discover();
      if (!at.ok) return at;
      const verified = await verify(token, at.value, '5m');
      if (!verified.ok) return verified;
      const { payload, typ } = verified.value;
      const events = claimsSchema.safeParse(payload.events);
      const subject = typeof payload.sub === 'string' ? payload.sub : null;
      const session = typeof payload.sid === 'string' ? payload.sid : null;
      const kind = typ === null || ['logout+jwt', 'jwt'].includes(typ.toLowerCase());
      // A token for a sign-in has a nonce and no such event: the one must not pass for the other.
      if (!events.success || !Object.hasOwn(events.data, LOGOUT_EVENT) || !kind || payload.nonce !== undefined)
        return fail('refused');
      if ((subject === null && session === null) || typeof payload.jti !== 'string') return fail('refused');
      return ok({ subject, session, id: payload.jti });
    },

    logoutUrl: async () => {
      const at = await discover();
      if (!at.ok || at.value.metadata.end_session_endpoint === undefined) return null;
      const url = new URL(at.value.metadata.end_session_endpoint);
      url.searchParams.set('client_id', settings.clientId);
      url.searchParams.set('post_logout_redirect_uri', `${deps.publicUrl}/keluar/sso`);
      return url.href;
    },
  };
}

async function userInfo(
  metadata: Metadata,
  accessToken: string | undefined,
  subject: string,
): Promise<Result<Readonly<Record<string, unknown>>, ProviderProblem>> {
  if (metadata.userinfo_endpoint === undefined || accessToken === undefined) return ok({});
  const parsed = claimsSchema.safeParse(
    await readJson(metadata.userinfo_endpoint, { authorization: `Bearer ${accessToken}` }),
  );
  if (!parsed.success) return fail('down');
  return parsed.data.sub === subject ? ok(parsed.data) : fail('refused');
}

function showsBoth(settings: SignOnSettings, payload: JWTPayload): boolean {
  if (settings.mfa === null) return false;
  const { claim, values } = settings.mfa;
  const said: readonly unknown[] = claim === 'acr' ? [payload.acr] : Array.isArray(payload.amr) ? payload.amr : [];
  return said.some((one) => typeof one === 'string' && values.includes(one));
}

/** A provider under https must not lead to pages or keys without it. */
function speaksSafely(settings: SignOnSettings, metadata: Metadata): boolean {
  if (!settings.issuer.startsWith('https://')) return true;
  return [
    metadata.authorization_endpoint,
    metadata.token_endpoint,
    metadata.jwks_uri,
    metadata.userinfo_endpoint,
    metadata.end_session_endpoint,
  ].every((one) => one === undefined || one.startsWith('https://'));
}

/** Undefined when it cannot be read, for whatever reason. */
async function readJson(url: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  try {
    const answer = await fetch(url, {
      headers: { accept: 'application/json', ...headers },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}
