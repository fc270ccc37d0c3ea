/** Addresses of the desk for documents. Whoever may not see the case, or the document, gets the page of one that does not exist. */
import { Hono } from 'hono';
import { parseReference } from '../../platform/crypto/reference.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { signInFirst } from '../accounts/index.ts';
import { type CasesFeature, type CaseView, mayRead, onlyAccused, readStake } from '../cases/index.ts';
import { partNames, readDraftForm, typedOfWords } from './document-form.ts';
import { base, DocumentPage, EditPage, IssuedMeanwhilePage, IssuePage, ListPage, NewPage } from './document-pages.tsx';
import type { DocumentService, IssueError, OpenDocument } from './document-service.ts';
import type { DocumentKind } from './kinds.ts';
import { documentWords } from './words.ts';

const LEAST_REASON = 10;
const MOST_REASON = 500;

export interface DocumentRoutesDeps {
  readonly platform: Platform;
  readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
  readonly service: DocumentService;
}

interface OnCase {
  readonly member: Member;
  readonly view: CaseView;
}
interface OnDocument extends OnCase {
  readonly document: OpenDocument;
}

export function documentRoutes({ platform, cases, service }: DocumentRoutesDeps): Hono<Env> {
  const routes = new Hono<Env>();

  const findCase = async (c: Ctx): Promise<OnCase | Response> => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const number = parseReference('case', c.req.param('number') ?? '');
    const view =
      number.ok && mayRead(member) && !member.mustEnrol
        ? await cases.readModel.findCase(member, number.value)
        : undefined;
    return view === undefined ? platform.problem(c, 'not-found') : { member, view };
  };

  const find = async (c: Ctx): Promise<OnDocument | Response> => {
    const on = await findCase(c);
    if (on instanceof Response) return on;
    const document = await service.find(on.member, on.view, c.req.param('id') ?? '');
    return document === undefined ? platform.problem(c, 'not-found') : { ...on, document };
  };

  /** A draft that the person works on; anything else is not there. */
  const findWork = async (c: Ctx): Promise<(OnDocument & { draft: NonNullable<OpenDocument['draft']> }) | Response> => {
    const on = await find(c);
    if (on instanceof Response) return on;
    const { document } = on;
    // What was issued in the meantime is shown as what it is.
    if (document.row.issued !== null) return goTo(c, await platform.page(c), `${base(on.view)}/${document.row.id}`);
    return !document.mayWork || document.draft === null
      ? platform.problem(c, 'not-found')
      : { ...on, draft: document.draft };
  };

  /**
   * As before every first act on a case: whoever has an interest in it writes no letter of it, and is shut out. What the form lacks, or the answer to
   * somebody who is shut out now.
   */
  const askStake = async (
    c: Ctx,
    { member, view }: OnCase,
    typed: Typed,
  ): Promise<readonly FieldError[] | Response> => {
    if (!view.asksStake) return [];
    const page = await platform.page(c);
    const read = readStake(typed, page.lang);
    if (!read.ok) return read.error;
    if (read.value === null) return [];
    const first = await cases.service.act(member, view.number, read.value, view.lastSeq);
    // An interest gainsays no step of others.
    const done =
      !first.ok && first.error.kind === 'changed'
        ? await cases.service.act(member, view.number, read.value, first.error.seq)
        : first;
    if (done.ok) return goTo(c, page, '/antrean');
    return [{ field: 'interest', message: documentWords(page.lang).make.wrong.interest }];
  };
  /** Once nothing else is wrong with the form. */
  const sayNone = async ({ member, view }: OnCase): Promise<void> => {
    if (view.asksStake) await cases.service.sayNoStake(member, view.number);
  };

  routes.get('/perkara/:number/dokumen', async (c) => {
    const on = await findCase(c);
    if (on instanceof Response) return on;
    const { member, view } = on;
    await cases.service.recordReading(member, view.id, 'document.list');
    return show(
      c,
      <ListPage
        page={await platform.page(c)}
        view={view}
        rows={await service.list(member, view)}
        mayMake={(await service.kinds(member, view)).length > 0}
        discarded={c.req.query('dibuang') === '1'}
      />,
    );
  });

  const newForm = async (
    c: Ctx,
    { member, view }: OnCase,
    shown: { readonly typed: Typed; readonly errors?: readonly FieldError[]; readonly refused?: string },
    kinds: readonly DocumentKind[],
  ): Promise<Response> => {
    await cases.service.recordReading(member, view.id, 'case.form');
    const { typed, errors = [], refused } = shown;
    return show(
      c,
      <NewPage
        page={await platform.page(c)}
        view={view}
        kinds={kinds}
        typed={typed}
        errors={errors}
        refused={refused}
      />,
      errors.length > 0 || refused !== undefined ? 422 : 200,
    );
  };

  routes.get('/perkara/:number/dokumen/baru', async (c) => {
    const on = await findCase(c);
    if (on instanceof Response) return on;
    const kinds = await service.kinds(on.member, on.view);
    return newForm(c, on, { typed: { jenis: c.req.query('jenis') ?? '' } }, kinds);
  });

  routes.post('/perkara/:number/dokumen/baru', async (c) => {
    const on = await findCase(c);
    if (on instanceof Response) return on;
    const { member, view } = on;
    const page = await platform.page(c);
    const { wrong } = documentWords(page.lang).make;
    const typed = await typedOf(c);
    const kinds = await service.kinds(member, view);
    const kind = kinds.find((one) => one.code === typedText(typed, 'jenis'));
    const reason = typedText(typed, 'alasan').trim();
    const errors: FieldError[] = [];
    if (kind === undefined) errors.push({ field: 'jenis', message: wrong.kind });
    if (reason !== '' && (reason.length < LEAST_REASON || reason.length > MOST_REASON))
      errors.push({ field: 'alasan', message: wrong.reason });
    const stake = await askStake(c, on, typed);
    if (stake instanceof Response) return stake;
    errors.push(...stake);
    if (kind === undefined || errors.length > 0) return newForm(c, on, { typed, errors }, kinds);
    const opens = kind.reporter && reason !== '';
    if (opens) {
      // A session left open, or stolen, is not enough to open a name.
      const asked = await platform.stepUp(c, `${base(view)}/baru?jenis=${kind.code}`);
      if (asked !== null) return asked;
    }
    await sayNone(on);
    const position = Number(typedText(typed, 'terlapor'));
    const made = await service.draft(member, view, {
      kind: kind.code,
      position: Number.isInteger(position) && position > 0 ? position : onlyAccused(view),
      identityReason: opens ? reason : null,
    });
    if (made.ok) return goTo(c, page, `${base(view)}/${made.value.id}/ubah`);
    switch (made.error.kind) {
      case 'not-found':
        return platform.problem(c, 'not-found');
      case 'no-key':
        return newForm(c, on, { typed, refused: wrong.noKey }, kinds);
    }
  });

  routes.get('/perkara/:number/dokumen/:id', async (c) => {
    const on = await find(c);
    if (on instanceof Response) return on;
    const page = await platform.page(c);
    const words = documentWords(page.lang).view;
    const { issued } = on.document.row;
    const done = c.req.query('terbit') === '1' && issued !== null ? words.issuedNotice(issued.number) : undefined;
    return documentPage(c, on, {
      typed: {},
      errors: [],
      notice: done ?? (c.req.query('dicabut') === '1' ? words.endedNotice : undefined),
    });
  });

  const documentPage = async (
    c: Ctx,
    { member, view, document }: OnDocument,
    shown: { readonly typed: Typed; readonly errors: readonly FieldError[]; readonly notice: string | undefined },
  ): Promise<Response> => {
    await cases.service.recordReading(member, view.id, 'document.view');
    const { row } = document;
    const rows = row.issued === null ? [] : await service.list(member, view);
    const others = rows.flatMap(({ row: other }) =>
      other.id !== row.id && other.kind === row.kind && other.bodyId === row.bodyId && other.issued !== null
        ? [{ id: other.id, number: other.issued.number, ended: other.ended !== null }]
        : [],
    );
    return show(
      c,
      <DocumentPage
        page={await platform.page(c)}
        view={view}
        document={document}
        state={row.issued === null ? null : await service.state(member, row)}
        others={row.ended === null ? others.filter((other) => !other.ended) : others}
        typed={shown.typed}
        errors={shown.errors}
        notice={shown.notice}
      />,
      shown.errors.length > 0 ? 422 : 200,
    );
  };

  const editForm = async (
    c: Ctx,
    { member, view, document }: OnDocument,
    shown: {
      readonly typed: Typed;
      readonly version: number;
      readonly errors?: readonly FieldError[];
      readonly refused?: string;
    },
  ): Promise<Response> => {
    await cases.service.recordReading(member, view.id, 'case.form');
    const { typed, version, errors = [], refused } = shown;
    return show(
      c,
      <EditPage
        page={await platform.page(c)}
        view={view}
        document={document}
        typed={typed}
        version={version}
        errors={errors}
        refused={refused}
        saved={c.req.query('tersimpan') === '1'}
      />,
      errors.length > 0 || refused !== undefined ? 422 : 200,
    );
  };

  routes.get('/perkara/:number/dokumen/:id/ubah', async (c) => {
    const on = await findWork(c);
    if (on instanceof Response) return on;
    const { document, draft } = on;
    return editForm(c, on, { typed: typedOfWords(document.kind, draft.words), version: draft.version });
  });

  /** A colleague issued it while it was being written: what was typed is shown, since it stands nowhere else. */
  const issuedMeanwhile = async (c: Ctx, on: OnDocument, typed: Typed): Promise<Response> => {
    const now = await service.find(on.member, on.view, on.document.row.id);
    if (now === undefined) return platform.problem(c, 'not-found');
    // What was issued says the very same: nothing is lost.
    const issued = now.draft === null ? null : typedOfWords(now.kind, now.draft.words);
    if (issued !== null && Object.entries(issued).every(([name, value]) => typedText(typed, name) === value))
      return goTo(c, await platform.page(c), `${base(on.view)}/${now.row.id}`);
    await cases.service.recordReading(on.member, on.view.id, 'document.view');
    return show(
      c,
      <IssuedMeanwhilePage page={await platform.page(c)} view={on.view} document={now} typed={typed} />,
      409,
    );
  };

  routes.post('/perkara/:number/dokumen/:id/ubah', async (c) => {
    const there = await find(c);
    if (there instanceof Response) return there;
    const typed = await typedOf(c);
    if (there.document.row.issued !== null) return issuedMeanwhile(c, there, typed);
    const on = await findWork(c);
    if (on instanceof Response) return on;
    const { member, view, document } = on;
    const page = await platform.page(c);
    const version = Number(typedText(typed, 'versi')) || 0;
    const read = readDraftForm(document.kind, typed, page.lang);
    const stake = await askStake(c, on, typed);
    if (stake instanceof Response) return stake;
    if (!read.ok || stake.length > 0)
      return editForm(c, on, { typed, version, errors: [...(read.ok ? [] : read.error), ...stake] });
    await sayNone(on);
    const saved = await service.save(member, view, document.row.id, read.value, version);
    if (saved.ok) return goTo(c, page, `${base(view)}/${document.row.id}/ubah?tersimpan=1`);
    switch (saved.error.kind) {
      case 'not-found':
        return platform.problem(c, 'not-found');
      case 'issued':
        return issuedMeanwhile(c, on, typed);
      case 'changed':
        // What was typed stays; saving again goes on top of the version that somebody else saved.
        return editForm(c, on, {
          typed,
          version: saved.error.version,
          refused: documentWords(page.lang).edit.changed,
        });
    }
  });

  routes.get('/perkara/:number/dokumen/:id/konsep', async (c) => {
    const on = await findWork(c);
    if (on instanceof Response) return on;
    const { member, view, document } = on;
    const made = await service.preview(member, view, document.row.id);
    if (made.ok) return pdf(c, made.value, `konsep-${document.kind.code}-${view.number}.pdf`);
    if (made.error.kind === 'not-found') return platform.problem(c, 'not-found');
    const { lang } = await platform.page(c);
    return editForm(c, on, {
      typed: typedOfWords(document.kind, on.draft.words),
      version: on.draft.version,
      refused: issueRefusal(made.error, document.kind, lang),
    });
  });

  const issueForm = async (
    c: Ctx,
    on: OnDocument & { readonly draft: NonNullable<OpenDocument['draft']> },
    shown: { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly refused?: string } = {},
  ): Promise<Response> => {
    const { member, view, document } = on;
    const { typed = {}, errors = [], refused } = shown;
    await cases.service.recordReading(member, view.id, 'case.form');
    const letterhead = await service.letterhead(member, document.row.bodyId);
    return show(
      c,
      <IssuePage
        page={await platform.page(c)}
        view={view}
        document={document}
        version={on.draft.version}
        pattern={letterhead?.now.pattern ?? ''}
        letterheadSet={letterhead?.now.validFrom !== null}
        typed={typed}
        errors={errors}
        refused={refused}
      />,
      refused === undefined && errors.length === 0 ? 200 : 422,
    );
  };

  routes.get('/perkara/:number/dokumen/:id/terbit', async (c) => {
    const on = await findWork(c);
    return on instanceof Response ? on : issueForm(c, on);
  });

  routes.post('/perkara/:number/dokumen/:id/terbit', async (c) => {
    const on = await findWork(c);
    if (on instanceof Response) return on;
    const { member, view, document } = on;
    const page = await platform.page(c);
    const typed = await typedOf(c);
    const version = Number(typedText(typed, 'versi')) || 0;
    const stake = await askStake(c, on, typed);
    if (stake instanceof Response) return stake;
    if (stake.length > 0) return issueForm(c, on, { typed, errors: stake });
    await sayNone(on);
    const done = await service.issue(member, view, document.row.id, version);
    if (done.ok) return goTo(c, page, `${base(view)}/${document.row.id}?terbit=1`);
    switch (done.error.kind) {
      case 'not-found':
        return platform.problem(c, 'not-found');
      case 'issued':
        return goTo(c, page, `${base(view)}/${document.row.id}`);
      case 'changed':
      case 'incomplete':
      case 'unprintable':
      case 'busy': {
        const now = await findWork(c);
        return now instanceof Response
          ? now
          : issueForm(c, now, { refused: issueRefusal(done.error, document.kind, page.lang) });
      }
    }
  });

  routes.get('/perkara/:number/dokumen/:id/unduh', async (c) => {
    const on = await find(c);
    if (on instanceof Response) return on;
    const { member, view, document } = on;
    const file = await service.file(member, view, document.row.id);
    // What does not fit its signature is not handed out; the page of the document says why.
    if (!file.ok)
      return file.error.kind === 'not-found'
        ? platform.problem(c, 'not-found')
        : documentPage(c, on, { typed: {}, errors: [], notice: undefined });
    return pdf(c, file.value.pdf, `${document.kind.code}-${view.number}.pdf`);
  });

  routes.post('/perkara/:number/dokumen/:id/buang', async (c) => {
    const on = await find(c);
    if (on instanceof Response) return on;
    const { member, view, document } = on;
    // What was issued in the meantime is shown as what it is.
    if (document.row.issued !== null) return goTo(c, await platform.page(c), `${base(view)}/${document.row.id}`);
    const done = await service.discard(member, view, document.row.id);
    return done ? goTo(c, await platform.page(c), `${base(view)}?dibuang=1`) : platform.problem(c, 'not-found');
  });

  routes.post('/perkara/:number/dokumen/:id/cabut', async (c) => {
    const on = await find(c);
    if (on instanceof Response) return on;
    const { member, view, document } = on;
    if (!document.mayEnd) return platform.problem(c, 'not-found');
    const page = await platform.page(c);
    const { wrong } = documentWords(page.lang).view;
    const typed = await typedOf(c);
    const reason = typedText(typed, 'alasan').trim();
    const refuse = (field: string, message: string): Promise<Response> =>
      documentPage(c, on, { typed, errors: [{ field, message }], notice: undefined });
    if (reason.length < LEAST_REASON || reason.length > MOST_REASON) return refuse('alasan', wrong.reason);
    const stake = await askStake(c, on, typed);
    if (stake instanceof Response) return stake;
    if (stake.length > 0) return documentPage(c, on, { typed, errors: stake, notice: undefined });
    await sayNone(on);
    const other = typedText(typed, 'pengganti');
    const done = await service.end(member, view, document.row.id, reason, other === '' ? null : other);
    if (done.ok) return goTo(c, page, `${base(view)}/${document.row.id}?dicabut=1`);
    switch (done.error.kind) {
      case 'not-found':
        return platform.problem(c, 'not-found');
      case 'ended':
        return goTo(c, page, `${base(view)}/${document.row.id}`);
      case 'wrong-replacement':
        return refuse('pengganti', wrong.replacement);
    }
  });

  return routes;
}

function pdf(c: Ctx, bytes: Buffer, name: string): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}

function issueRefusal(
  error: Exclude<IssueError, { readonly kind: 'not-found' | 'issued' }>,
  kind: DocumentKind,
  lang: Language,
): string {
  const { wrong } = documentWords(lang).issue;
  switch (error.kind) {
    case 'incomplete':
      return wrong.incomplete(partNames(kind, error.parts, lang));
    case 'unprintable':
      return wrong.unprintable(error.characters);
    case 'changed':
    case 'busy':
      return wrong[error.kind];
  }
}
