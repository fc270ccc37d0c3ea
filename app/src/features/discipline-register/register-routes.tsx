/** Routes of the exchange with the registers: pages, the files that leave, and the importer's steps for the results. */
import { Hono } from 'hono';
import { z } from 'zod';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, readForm, type Typed, typedText } from '../../platform/http/forms.ts';
import { show } from '../../platform/http/server.ts';
import type { ImportKind, ImportService } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { signInFirst } from '../accounts/index.ts';
import { importPages, isImportUpload } from '../imports/index.ts';
import type { FileFormat } from './register-file.ts';
import type { RegisterKind } from './register-imports.ts';
import { type Chosen, IdisPage, idisHome, idisImport, SiasnPage, siasnHome, siasnImport } from './register-pages.tsx';
import type { ExportError, MadeExport, RegisterService } from './register-service.ts';
import { registerWords } from './words.ts';

/** Uploads of this feature, which stream past the small limits and check their token themselves. */
export function isRegisterUpload(path: string, contentType: string | undefined): boolean {
  return isImportUpload(path, contentType, siasnImport) || isImportUpload(path, contentType, idisImport);
}

const MOST_CHOSEN = 2000;
const Numbers = z
  .union([
    z
      .string()
      .max(40)
      .transform((one) => [one]),
    z.array(z.string().max(40)).max(MOST_CHOSEN),
  ])
  .default([]);
const Format = z.enum(['csv', 'json']).default('csv');
const SiasnForm = z.strictObject({ case: Numbers, format: Format });
const IdisForm = z.strictObject({ case: Numbers, format: Format, reason: z.string().max(2000).default('') });

const untouched: Chosen = { cases: [], format: 'csv', reason: '' };

export function registerRoutes(
  platform: Platform,
  deps: {
    readonly service: RegisterService;
    readonly imports: ImportService;
    readonly kinds: readonly ImportKind[];
  },
): Hono<Env> {
  const { service, imports, kinds } = deps;
  const routes = new Hono<Env>();

  /** What an import that was just applied did, in words that the address cannot change. */
  const doneOf = async (c: Ctx, member: Member): Promise<string | null> => {
    const id = z.uuid().safeParse(c.req.query('impor'));
    if (c.req.query('selesai') !== 'terap' || !id.success) return null;
    const stored = await imports.find(member, id.data);
    return stored?.status === 'applied' ? (stored.outcome?.says[c.get('lang')] ?? null) : null;
  };

  const siasnPage = async (
    c: Ctx,
    member: Member,
    chosen: Chosen = untouched,
    errors: readonly FieldError[] = [],
  ): Promise<Response> => {
    const found = await service.ladder(member);
    if (found === undefined) return platform.problem(c, 'not-found');
    const page = await platform.page(c);
    const done = await doneOf(c, member);
    return show(c, <SiasnPage {...{ page, chosen, errors, done }} {...found} />, errors.length > 0 ? 422 : 200);
  };
  routes.get(siasnHome, (c) => {
    const member = c.get('member');
    return member === null ? signInFirst(c, platform) : siasnPage(c, member);
  });
  routes.post(siasnHome, async (c) => {
    const member = c.get('member');
    if (member === null) return platform.problem(c, 'not-found');
    const form = await readForm(c, SiasnForm);
    const chosen = chosenIn(form.typed);
    if (!form.ok) return siasnPage(c, member, chosen, unreadable(c));
    const made = await service.exportLadder(member, { cases: form.value.case, format: form.value.format });
    return made.ok ? fileAnswer(c, made.value, form.value.format) : siasnPage(c, member, chosen, wrong(c, made.error));
  });

  const idisPage = async (
    c: Ctx,
    member: Member,
    chosen: Chosen = untouched,
    errors: readonly FieldError[] = [],
  ): Promise<Response> => {
    const found = await service.decisions(member);
    if (found === undefined) return platform.problem(c, 'not-found');
    const page = await platform.page(c);
    const done = await doneOf(c, member);
    return show(c, <IdisPage {...{ page, chosen, errors, done }} {...found} />, errors.length > 0 ? 422 : 200);
  };
  routes.get(idisHome, (c) => {
    const member = c.get('member');
    return member === null ? signInFirst(c, platform) : idisPage(c, member);
  });
  routes.post(idisHome, async (c) => {
    const member = c.get('member');
    if (member === null || (await service.decisions(member)) === undefined) return platform.problem(c, 'not-found');
    const form = await readForm(c, IdisForm);
    const chosen = chosenIn(form.typed);
    if (!form.ok) return idisPage(c, member, chosen, unreadable(c));
    // Names of the accused leave in one file: a session left open, or stolen, is not enough for that.
    const asked = await platform.stepUp(c, idisHome);
    if (asked !== null) return asked;
    const { case: cases, format, reason } = form.value;
    const made = await service.exportDecisions(member, { cases, format, reason });
    return made.ok ? fileAnswer(c, made.value, format) : idisPage(c, member, chosen, wrong(c, made.error));
  });

  const nameOf = async (member: Member, userId: string): Promise<string> =>
    runAs(platform.db, { kind: 'member', userId: member.userId }, async (tx) => {
      const row = await tx.selectFrom('auth.auth_user').select('name').where('id', '=', userId).executeTakeFirst();
      return row?.name ?? '';
    });
  const steps = (kind: RegisterKind, base: string, home: string, label: { readonly id: string; readonly en: string }) =>
    importPages({
      platform,
      service: imports,
      kinds: kinds.filter((one) => one.id === kind),
      base,
      home: { path: home, label },
      templates: () => [],
      nameOf,
    });
  const [id, en] = [registerWords('id'), registerWords('en')];
  routes.route('/', steps('siasn', siasnImport, siasnHome, { id: id.siasn.title, en: en.siasn.title }));
  routes.route('/', steps('idis', idisImport, idisHome, { id: id.idis.title, en: en.idis.title }));
  return routes;
}

function chosenIn(typed: Typed): Chosen {
  const cases = typed.case;
  return {
    cases: cases === undefined ? [] : typeof cases === 'string' ? [cases] : cases,
    format: typedText(typed, 'format') === 'json' ? 'json' : 'csv',
    reason: typedText(typed, 'reason'),
  };
}

function unreadable(c: Ctx): readonly FieldError[] {
  return [{ field: '', message: registerWords(c.get('lang')).wrong.form }];
}

function wrong(c: Ctx, error: ExportError): readonly FieldError[] {
  const words = registerWords(c.get('lang')).wrong;
  switch (error.kind) {
    case 'reason':
      return [{ field: 'reason', message: words.reason }];
    case 'several':
      return [{ field: 'case', message: words.several(error.numbers.join(', ')) }];
    case 'nothing':
    case 'not-found':
      return [{ field: 'case', message: words.nothing }];
  }
}

function fileAnswer(c: Ctx, made: MadeExport<unknown>, format: FileFormat): Response {
  return c.body(made.text, 200, {
    'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${made.name}"`,
    'cache-control': 'no-store',
  });
}
