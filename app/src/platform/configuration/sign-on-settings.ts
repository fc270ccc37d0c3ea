/** The provider of single sign-on (OpenID Connect), as the operator names it. */
import type { SettingReader } from './setting-reader.ts';

export interface SignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it: "SSO ASN". */
  readonly name: string;
  /** Scopes that are asked for, with spaces between. */
  readonly scopes: string;
  /** What the token must say so that the sign-in counts as both factors; null: it never does. */
  readonly mfa: { readonly claim: 'acr' | 'amr'; readonly values: readonly string[] } | null;
}

const names = ['NETRA_OIDC_ISSUER', 'NETRA_OIDC_CLIENT_ID', 'NETRA_OIDC_CLIENT_SECRET'] as const;

/** Null when none is named, or what is named is wrong (the reader then holds the lines that say so). */
export function readSignOn(reader: SettingReader): SignOnSettings | null {
  const { text, secretText, wrong } = reader;
  const issuer = text('NETRA_OIDC_ISSUER');
  const clientId = text('NETRA_OIDC_CLIENT_ID');
  const clientSecret = secretText('NETRA_OIDC_CLIENT_SECRET');
  const name = text('NETRA_OIDC_NAME') ?? 'SSO';
  const scopes = text('NETRA_OIDC_SCOPES') ?? 'openid profile email';
  const mfaText = text('NETRA_OIDC_MFA');
  const before = wrong.length;

  const missing = names.filter((one) => !reader.isSet(one));
  if (missing.length === names.length) {
    if (mfaText !== null || text('NETRA_OIDC_NAME') !== null || text('NETRA_OIDC_SCOPES') !== null)
      wrong.push('NETRA_OIDC_NAME, NETRA_OIDC_SCOPES and NETRA_OIDC_MFA mean nothing without NETRA_OIDC_ISSUER');
    return null;
  }
  for (const one of missing)
    wrong.push(`${one} is missing: single sign-on needs ${names.join(', ')}, or none of the three`);
  if (issuer !== null && !isIssuer(issuer))
    wrong.push(
      'NETRA_OIDC_ISSUER: allowed is the address of the provider as it names itself, https://… (http:// on this machine only), without query',
    );
  if (name.length > 40) wrong.push('NETRA_OIDC_NAME: allowed are up to 40 characters');
  if (!scopes.split(/\s+/).includes('openid')) wrong.push('NETRA_OIDC_SCOPES: "openid" must be among them');
  const mfa = mfaText === null ? null : readMfa(mfaText);
  if (mfaText !== null && mfa === null)
    wrong.push(
      'NETRA_OIDC_MFA: allowed is "amr=mfa,otp" or "acr=2": what the token says when more than one factor was shown',
    );
  if (wrong.length > before || issuer === null || clientId === null || clientSecret === null) return null;
  return { issuer, clientId, clientSecret, name, scopes, mfa };
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  if (search !== '' || hash !== '' || username !== '') return false;
  const here = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && here);
}

function readMfa(text: string): SignOnSettings['mfa'] {
  const [, claim, list = ''] = /^(acr|amr)=(.+)$/.exec(text) ?? [];
  const values = list.split(/[\s,]+/).filter((value) => value !== '');
  if ((claim !== 'acr' && claim !== 'amr') || values.length === 0) return null;
  return { claim, values };
}
