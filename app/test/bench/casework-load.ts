/** Officers at work without a browser: sessions that lie in the database, requests over kept connections, and how long each answer took. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import http from 'node:http';
import type pg from 'pg';

export interface Worker {
  readonly userId: string;
  cookie: string;
  /** Token for forms, once a page with one was seen. */
  csrf: string;
}

/** Sessions for these people, as a sign-in with both factors leaves them. */
export async function openSessions(
  owner: pg.Pool,
  secret: string,
  userIds: readonly string[],
): Promise<readonly Worker[]> {
  const key = createHash('sha256').update(`netra accounts ${secret}`).digest('base64url');
  const tokens = userIds.map(() => randomBytes(24).toString('base64url').slice(0, 32));
  await owner.query(
    `with made as (
       insert into auth.auth_session (expires_at, token, updated_at, user_id)
         select now() + interval '11 hours', t, now(), u from unnest($1::text[], $2::uuid[]) x (t, u) returning id, user_id)
     insert into netra.session_mark (session_id, user_id, way, strong_at) select id, user_id, 'code', now() from made`,
    [tokens, userIds],
  );
  return userIds.map((userId, at) => {
    const token = tokens[at] ?? '';
    const signed = `${token}.${createHmac('sha256', key).update(token).digest('base64')}`;
    return { userId, cookie: `netra.session_token=${encodeURIComponent(signed)}`, csrf: '' };
  });
}

export interface Answer {
  readonly status: number;
  readonly ms: number;
  /** The page; its words beyond ASCII are not put together. */
  readonly text: () => string;
  readonly location: string;
}

export class Browser {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 512 });
  readonly #base: URL;

  constructor(url: string) {
    this.#base = new URL(url);
  }

  async get(worker: Worker | null, path: string): Promise<Answer> {
    return this.#ask(worker, 'GET', path, '');
  }

  async post(worker: Worker, path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#ask(worker, 'POST', path, new URLSearchParams({ ...fields, _csrf: worker.csrf }).toString());
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask(worker: Worker | null, method: string, path: string, body: string): Promise<Answer> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          agent: this.#agent,
          host: this.#base.hostname,
          port: this.#base.port,
          method,
          path,
          headers: {
            ...(worker === null ? {} : { cookie: worker.cookie }),
            ...(method === 'POST'
              ? {
                  'content-type': 'application/x-www-form-urlencoded',
                  'content-length': String(Buffer.byteLength(body)),
                  origin: this.#base.origin,
                }
              : {}),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const ms = performance.now() - began;
            // Read as text only by whoever wants to: what the crowd computes is taken from what it measures.
            const text = (): string => Buffer.concat(chunks).toString('latin1');
            if (worker !== null) keep(worker, response.headers['set-cookie'] ?? [], text);
            resolve({ status: response.statusCode ?? 0, ms, text, location: response.headers.location ?? '' });
          });
        },
      );
      request.on('error', (error) => {
        // A kept connection that the server ended in the moment it was used again: a browser asks once more, and so do we.
        const again = request.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
        if (again) this.#ask(worker, method, path, body).then(resolve, reject);
        else reject(error);
      });
      request.end(body);
    });
  }
}

/** The cookie of forms and the token bound to it. */
function keep(worker: Worker, cookies: readonly string[], text: () => string): void {
  for (const one of cookies) {
    const [pair = ''] = one.split(';');
    if (!pair.startsWith('netra_form=')) continue;
    worker.cookie = `${worker.cookie.replace(/; netra_form=[^;]*/, '')}; ${pair}`;
    worker.csrf = '';
  }
  if (worker.csrf !== '') return;
  const token = /name="_csrf" value="([^"]+)"/.exec(text())?.[1];
  if (token !== undefined) worker.csrf = token;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
