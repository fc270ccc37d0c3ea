import { describe, expect, it } from 'vitest';
import { settingReader } from './setting-reader.ts';
import { readSignOn } from './sign-on-settings.ts';

const whole = {
  NETRA_OIDC_ISSUER: 'https://sso.example.go.id/realms/asn',
  NETRA_OIDC_CLIENT_ID: 'netra',
  NETRA_OIDC_CLIENT_SECRET: 'rahasia-milik-klien',
};
const read = (env: Record<string, string>) => {
  const reader = settingReader(env);
  return { settings: readSignOn(reader), wrong: reader.wrong };
};

describe('the provider of single sign-on', () => {
  it('is left out when nothing names it', () => {
    expect(read({})).toEqual({ settings: null, wrong: [] });
  });

  it('is read whole', () => {
    const { settings, wrong } = read({ ...whole, NETRA_OIDC_NAME: 'SSO ASN', NETRA_OIDC_MFA: 'amr=mfa, otp' });
    expect(wrong).toEqual([]);
    expect(settings).toEqual({
      issuer: 'https://sso.example.go.id/realms/asn',
      clientId: 'netra',
      clientSecret: 'rahasia-milik-klien',
      name: 'SSO ASN',
      scopes: 'openid profile email',
      mfa: { claim: 'amr', values: ['mfa', 'otp'] },
    });
  });

  it.each([
    [{ ...whole, NETRA_OIDC_CLIENT_SECRET: '' }, 'NETRA_OIDC_CLIENT_SECRET is missing'],
    [{ ...whole, NETRA_OIDC_ISSUER: 'http://sso.example.go.id' }, 'NETRA_OIDC_ISSUER'],
    [{ ...whole, NETRA_OIDC_ISSUER: 'https://sso.example.go.id/?realm=asn' }, 'NETRA_OIDC_ISSUER'],
    [{ ...whole, NETRA_OIDC_SCOPES: 'profile' }, 'NETRA_OIDC_SCOPES'],
    [{ ...whole, NETRA_OIDC_MFA: 'mfa' }, 'NETRA_OIDC_MFA'],
    [{ NETRA_OIDC_NAME: 'SSO ASN' }, 'mean nothing without'],
  ])('is refused with a line that says what is wrong (%#)', (env, line) => {
    const { settings, wrong } = read(env);
    expect(settings).toBeNull();
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toContain(line);
    expect(wrong[0]).not.toContain('rahasia-milik-klien');
  });

  it('may speak plain http on this machine only', () => {
    expect(read({ ...whole, NETRA_OIDC_ISSUER: 'http://127.0.0.1:9100' }).settings?.issuer).toBe(
      'http://127.0.0.1:9100',
    );
  });
});
