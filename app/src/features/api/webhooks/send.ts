/** One try of one delivery: signed, to a checked address, without redirects, ten seconds at most, and of the answer only its class. */
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { type AddressRules, findTarget, type Resolve, readUrl } from './safe-address.ts';

/** What is kept of a try. */
export type TryResult =
  | '2xx'
  | '3xx'
  | '4xx'
  | '5xx'
  | '410'
  | 'timeout'
  | 'refused-address'
  | 'no-such-name'
  | 'no-connection'
  | 'tls';

export interface Message {
  readonly id: string;
  readonly url: string;
  readonly body: string;
  /** `whsec_…`; during a change of the secret there are two, and both sign. */
  readonly secrets: readonly string[];
  readonly at: Date;
}

const MOST_MS = 10_000;
/** Of the answer no more than this is read; it is thrown away. */
const MOST_ANSWER = 16_384;

export interface SendOptions {
  readonly rules: AddressRules;
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
}

export function signed(message: Message): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Netra-Webhook/1',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at.getTime() / 1000)),
    'webhook-signature': message.secrets
      .map((secret) => new Webhook(secret).sign(message.id, message.at, message.body))
      .join(' '),
  };
}

export async function send(message: Message, { rules, resolve, timeoutMs = MOST_MS }: SendOptions): Promise<TryResult> {
  const url = readUrl(message.url, rules);
  if (!url.ok) return 'refused-address';
  const deadline = AbortSignal.timeout(timeoutMs);
  const target = await Promise.race([findTarget(url.value, rules, resolve), aborted(deadline)]);
  if (target === 'timeout') return 'timeout';
  if (!target.ok) return target.error === 'not-open' ? 'refused-address' : 'no-such-name';
  const { address, family } = target.value;
  // The connection asks for the name once more: it is given the address that was checked and no other.
  const pinned: LookupFunction = (_host, options, done) =>
    options.all === true ? done(null, [{ address, family }]) : done(null, address, family);
  return new Promise((resolve_) => {
    let over = false;
    const end = (result: TryResult): void => {
      if (over) return;
      over = true;
      resolve_(result);
      request.destroy();
    };
    const body = Buffer.from(message.body, 'utf8');
    const client = url.value.protocol === 'https:' ? https : http;
    const request = client.request(
      url.value,
      {
        method: 'POST',
        agent: false,
        lookup: pinned,
        headers: { ...signed(message), 'content-length': String(body.length) },
        signal: deadline,
        maxHeaderSize: 8192,
      },
      (response) => {
        const status = response.statusCode ?? 0;
        const result = classOf(status);
        let read = 0;
        response.on('data', (chunk: Buffer) => {
          read += chunk.length;
          if (read > MOST_ANSWER) end(result);
        });
        response.on('end', () => end(result));
        response.on('error', () => end(deadline.aborted ? 'timeout' : result));
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? '';
      end(
        deadline.aborted
          ? 'timeout'
          : /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|UNABLE_|SELF_SIGNED|EPROTO|HOSTNAME)/.test(code)
            ? 'tls'
            : 'no-connection',
      );
    });
    request.end(body);
  });
}

function classOf(status: number): TryResult {
  if (status === 410) return '410';
  if (status >= 200 && status < 300) return '2xx';
  if (status >= 300 && status < 400) return '3xx';
  return status >= 400 && status < 500 ? '4xx' : '5xx';
}

function aborted(signal: AbortSignal): Promise<'timeout'> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('timeout'), { once: true }));
}
