/** Routes of the importer's steps, under an address that the feature names. Everything is a plain form. */
import { Hono } from 'hono';
import { z } from 'zod';
import { readMultipart } from '../../platform/files/index.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, readForm, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import {
  type Both,
  csvLine,
  csvStart,
  type ImportKind,
  type ImportService,
  type Mapping,
  type ReceiveRefusal,
} from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Result } from '../../platform/result.ts';
import { AppliedPage, ColumnsPage, PreviewPage, UploadPage, WithdrawPage } from './import-views.tsx';
import { refusalWords } from './refusals.ts';
import { importWords } from './words.ts';

export interface ImportPagesOptions {
  readonly platform: Platform;
  readonly service: ImportService;
  readonly kinds: readonly ImportKind[];
  /** Where the steps lie, for example `/kantor/hukum/impor`; without language prefix. */
  readonly base: string;
  /** Where the person comes from and returns to. */
  readonly home: { readonly path: string; readonly label: Both };
  /** Files to download, by kind. */
  readonly templates: (kind: string) => readonly { readonly href: string; readonly label: Both }[];
  /** Names of people by id, for the list. */
  readonly nameOf: (member: Member, userId: string) => Promise<string>;
}

/** Whether a request is an upload of the importer: its handler reads body and token itself. */
export function isImportUpload(path: string, contentType: string | undefined, base: string): boolean {
  return path.startsWith(`${base}/kirim/`) && (contentType ?? '').startsWith('multipart/form-data');
}

const MOST_BYTES = 1024 * 1024 * 1024;

export function importPages(options: ImportPagesOptions): Hono<Env> {
  const { platform, service, kinds, base, home, templates } = options;
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const memberOf = (c: Ctx): Member | null => {
    const member = c.get('member');
    return member === null || member.mustEnrol ? null : member;
  };
  const allowed = (member: Member): readonly ImportKind[] => kinds.filter((kind) => kind.mayChange(member));
  const kindFor = (member: Member | null, id: string | undefined): ImportKind | undefined =>
    member === null ? undefined : allowed(member).find((kind) => kind.id === id);

  const uploadPage = async (
    c: Ctx,
    member: Member,
    kind: ImportKind,
    errors: readonly FieldError[] = [],
  ): Promise<Response> => {
    const page = await platform.page(c);
    const list = (await service.list(member)).filter((one) => one.kind === kind.id);
    const people = new Map<string, string>();
    for (const { createdBy } of list)
      if (!people.has(createdBy)) people.set(createdBy, await options.nameOf(member, createdBy));
    const done = c.req.query('selesai') === 'buang' ? importWords(page.lang).done.discarded : null;
    return show(
      c,
      <UploadPage
        {...{ page, kind, base, home, errors, list, people, done }}
        kinds={allowed(member)}
        templates={templates(kind.id)}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get(base, async (c) => {
    const member = memberOf(c);
    const first = member === null ? undefined : (kindFor(member, c.req.query('jenis')) ?? allowed(member)[0]);
    return member === null || first === undefined ? notHere(c) : uploadPage(c, member, first);
  });

  routes.get(`${base}/kolom/:file`, (c) => {
    const kind = kindFor(memberOf(c), c.req.param('file').replace(/\.csv$/, ''));
    if (kind === undefined) return notHere(c);
    const { lang } = { lang: c.get('lang') };
    const text = csvStart + csvLine(kind.columns.map((column) => column.label[lang]));
    return Promise.resolve(csvAnswer(c, text, `netra-${kind.id}-kolom.csv`));
  });

  routes.post(`${base}/kirim/:kind`, async (c) => {
    const member = memberOf(c);
    const kind = kindFor(member, c.req.param('kind'));
    const words = importWords(c.get('lang')).wrong;
    const wrong = (message: string): Promise<Response> =>
      member === null || kind === undefined ? notHere(c) : uploadPage(c, member, kind, [{ field: 'file', message }]);
    if (!isImportUpload(new URL(c.req.url).pathname.replace(/^\/en(?=\/)/, ''), c.req.header('content-type'), base))
      return wrong(words.noFile);
    // A form that is refused half-way is not read to its end.
    c.header('connection', 'close');
    if (member === null || kind === undefined) return notHere(c);
    let forged = false;
    const form = await readMultipart(
      c.env.incoming,
      { maxFields: 4, maxFieldBytes: 1000, maxFiles: 1, maxTotalBytes: MOST_BYTES + 100_000 },
      async (file): Promise<Result<{ readonly id: string }, ReceiveRefusal> | null> => {
        // The token stands before the file in the form: without it not a byte is kept.
        if (!platform.formToken(c, file.fieldsSoFar.get('_csrf')?.[0] ?? '')) {
          forged = true;
          return null;
        }
        return service.receive(member, kind, { name: file.fileName, contents: file.contents });
      },
      async (result) => {
        if (result?.ok === true) await service.discard(member, result.value.id);
      },
    );
    if (forged) return platform.problem(c, 'forged');
    if (!form.ok) return wrong(form.error.problem.kind === 'too-big' ? words.tooBig('1.024') : words.interrupted);
    if (!platform.formToken(c, form.value.fields.get('_csrf')?.[0] ?? '')) return platform.problem(c, 'forged');
    const result = form.value.files[0]?.value;
    if (result === undefined || result === null) return wrong(words.noFile);
    if (!result.ok) return wrong(refusalWords(result.error, c.get('lang')));
    const stored = await service.find(member, result.value.id);
    const page = await platform.page(c);
    return goTo(c, page, `${base}/lihat/${result.value.id}${stored?.checked === true ? '' : '/kolom'}`);
  });

  const previewPage = async (c: Ctx, errors: readonly FieldError[] = [], changed = false): Promise<Response> => {
    const member = memberOf(c);
    const id = idOf(c);
    const preview = member === null || id === undefined ? undefined : await service.preview(member, id);
    if (member === null || preview === undefined) return notHere(c);
    const page = await platform.page(c);
    const { import: stored } = preview;
    if (stored.status !== 'staged') {
      const people = new Map<string, string>();
      for (const user of [stored.createdBy, stored.appliedBy, stored.withdrawnBy])
        if (user !== null && !people.has(user)) people.set(user, await options.nameOf(member, user));
      return show(c, <AppliedPage {...{ page, preview, base, home, people, errors }} />, errors.length > 0 ? 422 : 200);
    }
    return show(
      c,
      <PreviewPage {...{ page, preview, base, home, errors, changed }} />,
      errors.length > 0 || changed ? 422 : 200,
    );
  };
  routes.get(`${base}/lihat/:id`, (c) => previewPage(c));

  const columnsPage = async (c: Ctx, mapping: Mapping | null, errors: readonly FieldError[]): Promise<Response> => {
    const member = memberOf(c);
    const id = idOf(c);
    const preview = member === null || id === undefined ? undefined : await service.preview(member, id);
    if (preview === undefined) return notHere(c);
    const page = await platform.page(c);
    if (preview.import.status !== 'staged') return goTo(c, page, `${base}/lihat/${preview.import.id}`);
    return show(
      c,
      <ColumnsPage {...{ page, preview, base, home, errors }} mapping={mapping ?? preview.import.mapping} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${base}/lihat/:id/kolom`, (c) => columnsPage(c, null, []));

  routes.post(`${base}/lihat/:id/kolom`, async (c) => {
    const member = memberOf(c);
    const id = idOf(c);
    const stored = member === null || id === undefined ? undefined : await service.find(member, id);
    const kind = stored === undefined ? undefined : service.kindOf(stored.kind);
    if (member === null || stored === undefined || kind === undefined) return notHere(c);
    const page = await platform.page(c);
    const words = importWords(page.lang).columns;
    const typed = await typedOf(c);
    const mapping: Record<string, number> = {};
    const errors: FieldError[] = [];
    const taken = new Set<number>();
    for (const column of kind.columns) {
      const text = typedText(typed, `kolom-${column.id}`);
      const place = /^\d{1,3}$/.test(text) ? Number(text) : null;
      const field = `kolom-${column.id}`;
      if (place === null || place >= stored.header.length) {
        if (column.required) errors.push({ field, message: words.missing(column.label[page.lang]) });
        continue;
      }
      if (taken.has(place)) errors.push({ field, message: `${words.twice}: ${stored.header[place] ?? ''}` });
      taken.add(place);
      mapping[column.id] = place;
    }
    if (errors.length > 0) return columnsPage(c, mapping, errors);
    const done = await service.map(member, stored.id, mapping);
    if (done.ok) return goTo(c, page, `${base}/lihat/${stored.id}`);
    return done.error === 'not-found' ? notHere(c) : goTo(c, page, `${base}/lihat/${stored.id}`);
  });

  routes.post(`${base}/lihat/:id/terapkan`, async (c) => {
    const member = memberOf(c);
    const id = idOf(c);
    if (member === null || id === undefined) return notHere(c);
    const page = await platform.page(c);
    const words = importWords(page.lang).wrong;
    const form = await readForm(
      c,
      z.strictObject({ seen: z.string().max(200), dinyatakan: z.literal('ya').optional() }),
    );
    // Many rows at once: a session left open is not enough.
    const asked = await platform.stepUp(c, `${base}/lihat/${id}`);
    if (asked !== null) return asked;
    const done = await service.apply(
      member,
      id,
      form.ok ? form.value.seen : '',
      form.ok && form.value.dinyatakan === 'ya',
    );
    if (done.ok) return goTo(c, page, `${home.path}?selesai=terap&impor=${id}`);
    switch (done.error.kind) {
      case 'not-found':
        return notHere(c);
      case 'changed':
        return previewPage(c, [], true);
      case 'not-staged':
        return previewPage(c, [{ field: '', message: words.notStaged }]);
      case 'not-ready':
        return previewPage(c, [{ field: '', message: words.notReady }]);
      case 'same-file':
        return previewPage(c, [{ field: '', message: refusalWords(done.error, page.lang) }]);
      case 'refused':
        return previewPage(c, [{ field: '', message: done.error.says[page.lang] }]);
    }
  });

  routes.post(`${base}/lihat/:id/buang`, async (c) => {
    const member = memberOf(c);
    const id = idOf(c);
    if (member === null || id === undefined) return notHere(c);
    const stored = await service.find(member, id);
    const done = await service.discard(member, id);
    if (done.ok) return goTo(c, await platform.page(c), `${base}?jenis=${stored?.kind ?? ''}&selesai=buang`);
    return done.error === 'not-found'
      ? notHere(c)
      : previewPage(c, [{ field: '', message: importWords(c.get('lang')).wrong.notStaged }]);
  });

  const withdrawPage = async (c: Ctx, reason: string, errors: readonly FieldError[]): Promise<Response> => {
    const member = memberOf(c);
    const id = idOf(c);
    const stored = member === null || id === undefined ? undefined : await service.find(member, id);
    const kind = stored === undefined ? undefined : service.kindOf(stored.kind);
    if (stored === undefined || kind === undefined) return notHere(c);
    const page = await platform.page(c);
    if (stored.status !== 'applied') return goTo(c, page, `${base}/lihat/${stored.id}`);
    return show(
      c,
      <WithdrawPage {...{ page, stored, kind, base, home, reason, errors }} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${base}/lihat/:id/tarik`, (c) => withdrawPage(c, '', []));

  routes.post(`${base}/lihat/:id/tarik`, async (c) => {
    const member = memberOf(c);
    const id = idOf(c);
    if (member === null || id === undefined) return notHere(c);
    const page = await platform.page(c);
    const words = importWords(page.lang);
    const form = await readForm(
      c,
      z.strictObject({
        reason: z
          .string(words.withdraw.wrongReason)
          .trim()
          .min(3, words.withdraw.wrongReason)
          .max(500, words.withdraw.wrongReason),
      }),
    );
    const typed = typedText(form.typed, 'reason');
    if (!form.ok) return withdrawPage(c, typed, form.errors);
    const asked = await platform.stepUp(c, `${base}/lihat/${id}/tarik`);
    if (asked !== null) return asked;
    const done = await service.withdraw(member, id, form.value.reason);
    if (done.ok) return goTo(c, page, `${home.path}?selesai=tarik&impor=${id}`);
    switch (done.error.kind) {
      case 'not-found':
        return notHere(c);
      case 'not-applied':
        return goTo(c, page, `${base}/lihat/${id}`);
      case 'refused':
        return withdrawPage(c, typed, [{ field: '', message: done.error.says[page.lang] }]);
    }
  });

  routes.get(`${base}/lihat/:id/kesalahan.csv`, async (c) => {
    const member = memberOf(c);
    const id = idOf(c);
    const stored = member === null || id === undefined ? undefined : await service.find(member, id);
    const kind = stored === undefined ? undefined : service.kindOf(stored.kind);
    if (member === null || id === undefined || stored === undefined || kind === undefined) return notHere(c);
    const lang = c.get('lang');
    const words = importWords(lang).preview;
    const labelOf = (column: string): string =>
      kind.columns.find((one) => one.id === column)?.label[lang] ?? words.whole;
    const lines = [csvStart, csvLine([words.row, words.problems, ...stored.header])];
    await service.badRows(member, id, (row) => {
      const said = row.problems.map((problem) => `${labelOf(problem.column)}: ${problem.allowed[lang]}`).join('; ');
      lines.push(csvLine([String(row.number), said, ...row.cells]));
    });
    return csvAnswer(c, lines.join(''), `netra-${kind.id}-kesalahan.csv`);
  });

  return routes;
}

function csvAnswer(c: Ctx, text: string, name: string): Response {
  return c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}

function idOf(c: Ctx): string | undefined {
  const id = z.uuid().safeParse(c.req.param('id'));
  return id.success ? id.data : undefined;
}
