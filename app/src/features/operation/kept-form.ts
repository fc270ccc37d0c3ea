/** What somebody sent while the instance is under maintenance, taken up so that it can be sent again: nothing of it is stored. */
import { readMultipart } from '../../platform/files/index.ts';
import type { Ctx } from '../../platform/http/env.ts';
import { comesFromElsewhere } from '../../platform/http/forgery.ts';
import type { Sent } from './maintenance-page.tsx';

/** As large as any form without files may be; of one with files, what its fields hold together. All of it is written into a page. */
const FORM_BYTES = 512 * 1024;
const MOST_FIELDS = 400;
/** The form with files that reporters fill in. Of the others people know what they sent, and choose it again. */
const WITH_FILES = '/lapor/bukti';
/** Of its fields no more than it has; of its files what the page itself would take, since they are read and forgotten. */
const limits = { maxFields: 8, maxFieldBytes: FORM_BYTES, maxFiles: 20, maxTotalBytes: 252 * 1024 * 1024 };
/** What must never stand in a page. Whoever had typed it types it again. */
const secret = /password|sandi|passphrase|^code$|otp|recovery|token$|credential|^(kode|kunci|receipt|pass)$/i;
/** The token against forged requests is bound to a cookie, and means nothing without it. */
const needed = new Set(['_csrf']);

/**
 * Reads the body of a request; GET and HEAD have none. A form from another site is not shown again: a person would send what a stranger wrote.
 * @param path as the routes know it, without the language
 */
export async function takeUp(c: Ctx, path: string): Promise<Sent> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return { kind: 'nothing' };
  if (c.req.method !== 'POST' || comesFromElsewhere(c)) return { kind: 'lost' };
  const type = c.req.header('content-type') ?? '';
  const read = type.startsWith('multipart/form-data')
    ? path === WITH_FILES
      ? await multipart(c)
      : null
    : type.startsWith('application/x-www-form-urlencoded')
      ? await urlencoded(c)
      : null;
  if (read === null || !small(read.fields)) return { kind: 'lost' };
  if (read.fields.some(([name]) => secret.test(name) && !needed.has(name))) return { kind: 'secret' };
  const url = new URL(c.req.url);
  return { kind: 'kept', form: { action: `${url.pathname}${url.search}`, ...read } };
}

/** Anybody may send, and each field becomes a part of a page: what is more than a person fills in is not written out. */
function small(fields: Read['fields']): boolean {
  if (fields.length > MOST_FIELDS) return false;
  let bytes = 0;
  for (const [name, value] of fields) bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
  return bytes <= FORM_BYTES;
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
