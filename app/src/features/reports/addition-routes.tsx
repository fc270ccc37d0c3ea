/**
 * Completing and adding with the receipt. Like the rest of the status page: no cookie, the receipt in no address, answered directly. One form
 * carries words and files, so that it works without script; sent twice it is stored once.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { readMultipart } from '../../platform/files/index.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { type FieldError, typedOf, typedText } from '../../platform/http/forms.ts';
import { show } from '../../platform/http/server.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Platform } from '../../platform/platform.ts';
import { type EvidenceService, MOST_BYTES, MOST_FILES } from '../evidence/index.ts';
import { AdditionPage, type AdditionTyped, additionPath, MOST_WORDS } from './addition-pages.tsx';
import type { AdditionService } from './addition-service.ts';
import { additionWords } from './addition-words.ts';
import { readReceipt } from './receipt.ts';
import { completionLastHour } from './report-clock.ts';
import { placeForReporter, type ReporterPlace } from './report-read-model.ts';
import { readStatusPass, statusPass } from './status-pass.ts';
import { statusWords } from './status-words.ts';
import { withoutCookie } from './wizard-parts.tsx';

export interface AdditionDeps {
  readonly platform: Platform;
  readonly evidence: EvidenceService;
  readonly additions: AdditionService;
  /** The status page, with a word on what was done. */
  readonly showStatus: (c: Ctx, receiptHash: Buffer, notice: string) => Promise<Response>;
}

/** A text of 20,000 letters outside ASCII, with the few lines beside it. */
const MOST_FORM_BYTES = 300_000;
const MOST_LINE = 300;

export function additionRoutes({ platform, evidence, additions, showStatus }: AdditionDeps): Hono<Env> {
  const routes = new Hono<Env>();
  const limit = bodyLimit({ maxSize: 20_000, onError: (c) => platform.problem(c, 'too-large') });

  const placeOf = (receiptHash: Buffer): Promise<ReporterPlace | undefined> =>
    runAs(platform.db, { kind: 'public', receiptHash }, placeForReporter);

  /** @param receiptHash null: the receipt has to be entered again, and what was typed stays */
  const form = async (
    c: Ctx,
    receiptHash: Buffer | null,
    shown: { readonly key?: string; readonly typed?: AdditionTyped; readonly errors?: readonly FieldError[] } = {},
  ): Promise<Response> => {
    const page = await platform.page(c);
    const place = receiptHash === null ? undefined : await placeOf(receiptHash);
    const now = await platform.legalClock.now();
    const errors = shown.errors ?? [];
    return show(
      c,
      <AdditionPage
        of={{
          page: withoutCookie(page, '/status'),
          about:
            receiptHash === null || place === undefined
              ? null
              : {
                  page,
                  place,
                  now,
                  lastIntake: completionLastHour(platform.law.current(), place),
                  pass: statusPass(platform, receiptHash),
                },
          key: shown.key ?? platform.random(16).toString('base64url'),
          typed: shown.typed ?? { words: '', name: '', address: '' },
          errors,
          uploads: receiptHash === null ? [] : await additions.uploads(receiptHash),
        }}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };

  /** Who asks: by the note that the page carries, or by a receipt that was entered again. */
  const asked = (pass: string, receipt: string): Buffer | null => {
    if (pass !== '') {
      const hash = readStatusPass(platform, pass);
      if (hash !== null) return hash;
    }
    const read = readReceipt(platform.keys, receipt);
    return read.ok ? read.value : null;
  };

  routes.post(
    additionPath,
    (c, next) => (isMultipart(c) ? next() : limit(c, next)),
    async (c) => {
      if (!(await platform.limits.take('report-step', c.get('addressMark')))) return platform.problem(c, 'too-many');
      if (!isMultipart(c)) {
        const hash = asked(typedText(await typedOf(c), 'pass'), '');
        return form(c, hash, hash === null ? { errors: [oldError(c)] } : {});
      }
      return send(c);
    },
  );

  const oldError = (c: Ctx): FieldError => ({ field: 'receipt', message: statusWords(c.get('lang')).wrong.old });

  const send = async (c: Ctx): Promise<Response> => {
    const words = additionWords(c.get('lang'));
    const errors: FieldError[] = [];
    c.header('connection', 'close');
    const read = await readMultipart(
      c.env.incoming,
      {
        maxFields: 10,
        maxFieldBytes: MOST_FORM_BYTES,
        maxFiles: MOST_FILES,
        maxTotalBytes: MOST_FILES * MOST_BYTES + 2_000_000,
      },
      async ({ fieldsSoFar, fileName, contents }) => {
        const early = (name: string): string => fieldsSoFar.get(name)?.[0] ?? '';
        const hash = asked(early('pass'), early('receipt'));
        const place = hash === null ? undefined : await placeOf(hash);
        if (hash === null || place === undefined || place.closed) return;
        if (!(await platform.limits.take('upload', c.get('addressMark')))) return;
        const office = await officeOf(place);
        if (office === null) return;
        const kept = await evidence.receive({ draftKey: additions.draftKey(hash), office, fileName, contents });
        if (kept.ok || kept.error.kind === 'empty') return;
        const message = kept.error.kind === 'too-many' ? words.wrong.many : words.wrong.file(fileName);
        errors.push({ field: 'files', message });
      },
      // What arrived whole stays, also when the line broke later.
      async () => {},
    );
    const { fields } = read.ok ? read.value : read.error;
    const field = (name: string): string => (fields.get(name)?.[0] ?? '').trim();
    if (!read.ok) errors.push({ field: 'files', message: words.wrong.cut });
    const typed = { words: field('words'), name: field('name'), address: field('address') };
    const key = /^[\w-]{22}$/.test(field('key')) ? field('key') : platform.random(16).toString('base64url');
    const hash = asked(field('pass'), field('receipt'));
    const place = hash === null ? undefined : await placeOf(hash);
    if (hash === null || place === undefined) return form(c, null, { key, typed, errors: [oldError(c)] });
    if (field('remove') !== '') {
      await evidence.removeFromDraft(additions.draftKey(hash), field('remove'));
      return form(c, hash, { key, typed });
    }
    if (field('go') !== 'send') return form(c, hash, { key, typed, errors });
    const refuse = (at: string, message: string) => form(c, hash, { key, typed, errors: [{ field: at, message }] });
    if (typed.words.length > MOST_WORDS)
      errors.push({ field: 'words', message: words.wrong.long(formatNumber(MOST_WORDS, c.get('lang'))) });
    for (const part of ['name', 'address'] as const)
      if (typed[part].length > MOST_LINE) errors.push({ field: part, message: words.wrong.line });
    if (errors.length > 0) return form(c, hash, { key, typed, errors });
    const nothing = typed.name === '' && typed.address === '' && (await additions.uploads(hash)).length === 0;
    // A form that was stored already has no files left; the service finds it by its key.
    if (typed.words.length < 10 && nothing) return refuse('words', words.wrong.short);
    const added = await additions.add(hash, { key, ...typed });
    if (added === undefined) return form(c, null, { key, typed, errors: [oldError(c)] });
    if (added === 'closed' || added === 'full') return refuse('words', words.wrong[added]);
    return showStatus(c, hash, words.done[added]);
  };

  /** The office to which files are sealed; null when it has no key. */
  const officeOf = async (
    place: ReporterPlace,
  ): Promise<{ readonly id: string; readonly publicKey: Buffer } | null> => {
    const row = await platform.db
      .selectFrom('body')
      .select(['id', 'seal_public_key'])
      .where('id', '=', place.officeId)
      .executeTakeFirst();
    return row === undefined || row.seal_public_key === null ? null : { id: row.id, publicKey: row.seal_public_key };
  };

  return routes;
}

function isMultipart(c: Ctx): boolean {
  return (c.req.header('content-type') ?? '').startsWith('multipart/form-data');
}
