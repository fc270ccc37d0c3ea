/** What somebody sent while the instance is under maintenance, taken up so that it can be sent again: nothing of it is stored. */
import { readMultipart } from '../../platform/files/index.ts';
import type { Ctx } from '../../platform/http/env.ts';
import { comesFromElsewhere } from '../../platform/http/forgery.ts';
import type { Sent } from './maintenance-page.tsx';

/** As large as any form without files may be. */
const FORM_BYTES = 512 * 1024;
const limits = { maxFields: 400, maxFieldBytes: 256 * 1024, maxFiles: 20, maxTotalBytes: 300 * 1024 * 1024 };
/** What must never stand in a page. Whoever signs in types it again. */
const secret = /password|sandi|passphrase|^code$|otp|recovery|token$|credential/i;
/** The token against forged requests is bound to a cookie, and means nothing without it. */
const needed = new Set(['_csrf']);

/** Reads the body of a request; GET and HEAD have none. A form from another site is not shown again: a person would send what a stranger wrote. */
export async function takeUp(c: Ctx): Promise<Sent> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return { kind: 'nothing' };
  if (c.req.method !== 'POST' || comesFromElsewhere(c)) return { kind: 'lost' };
  const type = c.req.header('content-type') ?? '';
  const read = type.startsWith('multipart/form-data')
    ? await multipart(c)
    : type.startsWith('application/x-www-form-urlencoded')
      ? await urlencoded(c)
      : null;
  if (read === null) return { kind: 'lost' };
  if (read.fields.some(([name]) => secret.test(name) && !needed.has(name))) return { kind: 'sign-in' };
  const url = new URL(c.req.url);
  return { kind: 'kept', form: { action: `${url.pathname}${url.search}`, ...read } };
}

interface Read {
  readonly multipart: boolean;
  readonly fields: readonly (readonly [string, string])[];
  readonly fileFields: readonly string[];
}

async function urlencoded(c: Ctx): Promise<Read | null> {
  const length = Number(c.req.header('content-length') ?? Number.NaN);
  if (!(length <= FORM_BYTES)) return null;
  const fields = [...new URLSearchParams(await c.req.text())];
  return { multipart: false, fields, fileFields: [] };
}

/** Files are read to their end and forgotten: a browser that is cut off in the middle shows an error instead of this page. */
async function multipart(c: Ctx): Promise<Read | null> {
  const incoming = c.env.incoming;
  const form = await readMultipart(
    incoming,
    limits,
    async (file) => {
      for await (const _ of file.contents);
    },
    () => Promise.resolve(),
  );
  if (!form.ok) return null;
  const fields = [...form.value.fields].flatMap(([name, values]) => values.map((value) => [name, value] as const));
  return { multipart: true, fields, fileFields: [...new Set(form.value.files.map((file) => file.field))] };
}
