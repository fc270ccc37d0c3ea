/** A real provider of single sign-on (oidc-provider) on this machine, with people, a sign-in page of its own and everything an office's provider has. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { SignOnSettings } from '../../src/platform/configuration/sign-on-settings.ts';

export interface TestPerson {
  /** What the person types, and the subject. */
  readonly login: string;
  /** What the provider says of the person, besides the subject. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** How the person signs in there; `otp` among them: with a second factor. */
  readonly amr?: readonly string[];
}

export interface TestProvider {
  readonly issuer: string;
  readonly settings: SignOnSettings;
  /** People by what they type; may be changed while it runs. */
  readonly people: Map<string, TestPerson>;
  /** Goes away as in a power cut, and comes back at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export const PASSWORD = 'sandi-di-penyedia';
const CLIENT = { id: 'netra', secret: 'klien-uji-yang-panjang-sekali-0123456789' } as const;

/** @param publicUrl where Netra answers */
export async function startProvider(
  publicUrl: string,
  options: { readonly mfa?: boolean } = {},
): Promise<TestProvider> {
  const people = new Map<string, TestPerson>();
  let server: Server | undefined;
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => void response.end();
  const listen = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const fresh = createServer((request, response) => handle(request, response));
      fresh.once('error', reject);
      fresh.listen(port, '127.0.0.1', () => {
        server = fresh;
        const address: AddressInfo | string | null = fresh.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  const port = await listen(0);
  const issuer = `http://127.0.0.1:${port}`;
  const provider = makeProvider(issuer, publicUrl, people);
  const callback = provider.callback();
  handle = (request, response) => {
    const uid = /^\/masuk\/([\w-]+)$/.exec(request.url ?? '')?.[1];
    if (uid === undefined) void callback(request, response);
    else answerSignIn(provider, people, request, response).catch(() => response.writeHead(400).end('no such sign-in'));
  };
  return {
    issuer,
    people,
    settings: {
      issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      name: 'SSO Uji',
      scopes: 'openid profile email jabatan',
      mfa: options.mfa === true ? { claim: 'amr', values: ['otp'] } : null,
    },
    stop: () =>
      new Promise((resolve) => {
        server?.closeAllConnections();
        server?.close(() => resolve());
      }),
    start: async () => void (await listen(port)),
  };
}

function makeProvider(issuer: string, publicUrl: string, people: Map<string, TestPerson>): Provider {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${publicUrl}/masuk/sso/kembali`],
        post_logout_redirect_uris: [`${publicUrl}/keluar/sso`],
        backchannel_logout_uri: `${publicUrl}/masuk/sso/keluar`,
        backchannel_logout_session_required: true,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    // It asks no address of this machine by itself; Netra answers on one here.
    fetch: (url, options) => {
      const { method = 'GET', headers = {}, body = null, redirect = 'manual' } = options ?? {};
      return fetch(url, { method, headers, body, redirect });
    },
    claims: {
      openid: ['sub', 'amr'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
      jabatan: ['realm_access', 'unit'],
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    cookies: { keys: ['kunci-uji-saja'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Session: 3600, Grant: 3600, Interaction: 600 },
    interactions: { url: (_, interaction) => `/masuk/${interaction.uid}` },
    findAccount: (_, id) => {
      const person = people.get(id);
      return person === undefined
        ? undefined
        : { accountId: id, claims: () => Promise.resolve({ sub: id, ...person.claims }) };
    },
    // Nobody is asked whether Netra may know who they are.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        accountId: ctx.oidc.session?.accountId ?? '',
        clientId: ctx.oidc.client?.clientId ?? '',
      });
      grant.addOIDCScope('openid profile email jabatan');
      await grant.save();
      return grant;
    },
  });
  return provider;
}

/** The provider's own sign-in page: a form, and what follows from it. */
async function answerSignIn(
  provider: Provider,
  people: Map<string, TestPerson>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="id"><title>Penyedia uji</title><h1>Penyedia uji</h1><form method="post" action="${request.url}"><label>Nama <input name="login"></label><label>Sandi <input name="password" type="password"></label><button>Masuk</button></form></html>`,
    );
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  const person = people.get(form.get('login') ?? '');
  const result =
    person === undefined || form.get('password') !== PASSWORD
      ? { error: 'access_denied', error_description: 'no' }
      : {
          login: {
            accountId: person.login,
            remember: false,
            ...(person.amr === undefined ? {} : { amr: [...person.amr] }),
          },
        };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
