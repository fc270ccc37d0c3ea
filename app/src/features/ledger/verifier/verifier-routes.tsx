/**
 * `/periksa`: the page that checks in the browser; the same check for browsers without a script, which keeps nothing, logs nothing and sets no
 * cookie; and the file that checks without internet.
 */
import { readFile } from 'node:fs/promises';
import { parseKey } from '@netra/ledger';
import { Hono } from 'hono';
import type { Ctx, Env } from '../../../platform/http/env.ts';
import { show } from '../../../platform/http/server.ts';
import type { Platform } from '../../../platform/platform.ts';
import { readKeyFile } from '../cli-verify.ts';
import type { LedgerService } from '../log-service.ts';
import { asPasted, check } from './check.ts';
import { asData, VerifyPage } from './verify-page.tsx';
import { type Outcome, offlinePath, verifierPath } from './verify-view.tsx';

export interface VerifierOptions {
  /** The built file; null where there is no build. */
  readonly offlineFile: string | null;
}

/** More keys than a log has in a lifetime. */
const LONGEST_KEYS = 10_000;

interface Sent {
  readonly text: string;
  readonly key: string;
  readonly file: { readonly name: string; readonly text: string } | null;
}

export function verifierRoutes(
  platform: Platform,
  service: Pick<LedgerService, 'keys'>,
  { offlineFile }: VerifierOptions,
): Hono<Env> {
  const routes = new Hono<Env>();

  const answer = async (c: Ctx, sent: Sent | null): Promise<Response> => {
    const page = await platform.page(c);
    const keys = (await service.keys()).map(({ text }) => text);
    const outcome = sent === null ? null : outcomeOf(sent, keys);
    // What was pasted is not sent back once it was checked: it has been read.
    const typed = { text: outcome?.kind === 'obstacle' ? (sent?.text ?? '') : '', key: sent?.key ?? '' };
    const view = { keys, publicUrl: platform.publicUrl, outcome, typed };
    return show(
      c,
      <VerifyPage page={page} demo={platform.demo} view={view} />,
      outcome?.kind === 'obstacle' ? 422 : 200,
    );
  };

  routes.get(verifierPath, (c) => answer(c, null));
  routes.post(verifierPath, async (c) => {
    if (!(await platform.limits.take('receipt-check', c.get('addressMark')))) return platform.problem(c, 'too-many');
    return answer(c, await readSent(c));
  });
  routes.get(offlinePath, async (c) => {
    const file = offlineFile === null ? null : await readFile(offlineFile, 'utf8').catch(() => null);
    if (file === null) return platform.problem(c, 'not-found');
    const keys = (await service.keys()).map(({ text }) => text);
    const data = asData({ lang: c.get('lang'), keys, publicUrl: '' });
    // A function, so that nothing in the data is taken for a pattern.
    return c.body(
      file.replace('__NETRA_KEYS__', () => data),
      200,
      {
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': 'attachment; filename="netra-periksa.html"',
      },
    );
  });
  return routes;
}

function outcomeOf(sent: Sent, ours: readonly string[]): Outcome {
  const text = sent.file?.text ?? asPasted(sent.text);
  if (text === '') return { kind: 'obstacle', obstacle: 'nothing' };
  const trusted = sent.key.trim() === '' ? ours.flatMap((key) => parseKey(key) ?? []) : readKeyFile(sent.key);
  if (trusted === null) return { kind: 'obstacle', obstacle: 'bad-key' };
  return { kind: 'checked', checked: check(text, trusted), file: sent.file?.name ?? null };
}

/** What came with the form, in memory only. */
async function readSent(c: Ctx): Promise<Sent> {
  // A body that is no form at all is one in which nothing was typed, not a failure of ours.
  const body: Readonly<Record<string, unknown>> = await c.req.parseBody().catch(() => ({}));
  const { berkas, teks, kunci } = body;
  const typed = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    text: typed(teks),
    key: typed(kunci).slice(0, LONGEST_KEYS),
    file: berkas instanceof File && berkas.size > 0 ? { name: berkas.name, text: await berkas.text() } : null,
  };
}
