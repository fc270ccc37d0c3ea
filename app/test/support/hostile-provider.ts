/** A provider that answers whatever a test wants: tokens that must be refused, with signatures that are right. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { SignOnSettings } from '../../src/platform/configuration/sign-on-settings.ts';

export interface HostileProvider {
  readonly settings: SignOnSettings;
  /** The token for the next code that is traded. Gets what would be right, gives what is sent. */
  answer: (right: TokenParts, sign: Sign) => Promise<string>;
  /** What discovery says besides the usual; may name another issuer. */
  metadata: Readonly<Record<string, unknown>>;
  readonly sign: Sign;
  /** How often a code was traded. */
  trades(): number;
  stop(): Promise<void>;
}

export interface TokenParts {
  readonly header: { alg: string; kid?: string; typ?: string };
  readonly claims: Readonly<Record<string, unknown>>;
}
export type Sign = (parts: TokenParts) => Promise<string>;

export async function startHostileProvider(): Promise<HostileProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const sign: Sign = ({ header, claims }) => new SignJWT({ ...claims }).setProtectedHeader(header).sign(privateKey);
  let nonce = '';
  let trades = 0;
  let issuer = '';
  const provider = {
    answer: (right: TokenParts, signed: Sign): Promise<string> => signed(right),
    metadata: {} as Readonly<Record<string, unknown>>,
  };
  const server: Server = createServer((request, response) => {
    const json = (value: unknown): void => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        ...provider.metadata,
      });
    if (url.pathname === '/jwks') return json({ keys: [jwk] });
    if (url.pathname === '/auth') {
      nonce = url.searchParams.get('nonce') ?? '';
      const back = new URL(url.searchParams.get('redirect_uri') ?? issuer);
      back.searchParams.set('code', 'kode');
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      response.writeHead(302, { location: back.href });
      return response.end();
    }
    trades += 1;
    const now = Math.floor(Date.now() / 1000);
    const right: TokenParts = {
      header: { alg: 'RS256', kid: 'k1' },
      claims: { iss: issuer, aud: 'netra', sub: 'orang-1', nonce, iat: now, exp: now + 300, peran: 'pengawas' },
    };
    provider.answer(right, sign).then(
      (token) => json({ id_token: token, token_type: 'Bearer' }),
      () => response.writeHead(500).end(),
    );
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return Object.assign(provider, {
    settings: { issuer, clientId: 'netra', clientSecret: 'rahasia', name: 'SSO Uji', scopes: 'openid', mfa: null },
    sign,
    trades: () => trades,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
