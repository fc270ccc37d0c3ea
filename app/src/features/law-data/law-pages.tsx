/** Routes of the added law: the list for whoever works with it, forms and templates for administrators. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { Hono } from 'hono';
import { z } from 'zod';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { readForm, type Typed } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Both, ImportKind, ImportService } from '../../platform/imports/index.ts';
import { appFolder } from '../../platform/installation.ts';
import type { Platform } from '../../platform/platform.ts';
import { signInFirst } from '../accounts/index.ts';
import { importPages, refusalWords } from '../imports/index.ts';
import { dayAreas, decreeRows, electionFields, electionRows, type FormRows, overrideRows } from './law-form-rows.ts';
import { LawFormPage } from './law-form-views.tsx';
import { isLawImportKind, type LawImportKind, mayChangeLaw, mayLookAtLaw } from './law-imports.ts';
import { namesOf, readLaw } from './law-read.ts';
import { importBase, LawPage, lawHome } from './law-views.tsx';
import { lawDataWords } from './words.ts';

/** Ready-made files, by kind. All of it is invented and says so. */
const examples: Readonly<Record<LawImportKind, readonly string[]>> = {
  keputusan: ['contoh-keputusan-libur-2028.csv'],
  pemilihan: ['contoh-pemilihan-2029.csv', 'contoh-pemilihan-2029.json'],
  batas: ['contoh-batas-waktu.csv'],
};

const fieldNames: Readonly<Record<LawImportKind, readonly string[]>> = {
  keputusan: [
    'year',
    'decree',
    'decided_on',
    'replaces',
    'amends',
    ...dayAreas.map(({ field }) => field),
    'publisher',
    'source_date',
    'confidence',
  ],
  pemilihan: [...electionFields, 'contests'],
  batas: [],
};

const exampleFolder = (): string => path.join(appFolder(), '..', 'docs', 'examples');

export function lawPages(platform: Platform, service: ImportService, kinds: readonly ImportKind[]): Hono<Env> {
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const as = (member: Member) => ({ kind: 'member', userId: member.userId }) as const;

  routes.get(lawHome, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    if (!mayLookAtLaw(member)) return notHere(c);
    const page = await platform.page(c);
    const rulebook = platform.law.current();
    const law = await runAs(platform.db, as(member), (tx) => readLaw(tx, rulebook));
    return show(
      c,
      <LawPage
        page={page}
        law={law}
        mayChange={mayChangeLaw(member)}
        trouble={platform.law.trouble()}
        version={{ rulebook: rulebook.version, data: rulebook.data, revision: platform.law.revision() }}
        done={await doneOf(c, member)}
      />,
    );
  });

  /** What was just done, in words that the address cannot change. */
  const doneOf = async (
    c: Ctx,
    member: Member,
  ): Promise<{ readonly title: string; readonly says: string | null } | null> => {
    const words = lawDataWords(c.get('lang'));
    const what = c.req.query('selesai');
    const id = z.uuid().safeParse(c.req.query('impor'));
    if ((what !== 'terap' && what !== 'tarik') || !id.success) return null;
    const stored = await service.find(member, id.data);
    if (stored === undefined) return null;
    if (what === 'tarik')
      return stored.status === 'withdrawn' ? { title: words.withdrawn, says: stored.fileName } : null;
    return stored.status === 'applied'
      ? { title: words.applied, says: stored.outcome?.says[c.get('lang')] ?? null }
      : null;
  };

  const kindFor = (
    c: Ctx,
  ): { readonly member: Member; readonly kind: ImportKind; readonly id: LawImportKind } | undefined => {
    const member = c.get('member');
    const id = c.req.param('jenis') ?? '';
    const kind = kinds.find((one) => one.id === id);
    return member !== null && kind !== undefined && isLawImportKind(id) && kind.mayChange(member)
      ? { member, kind, id }
      : undefined;
  };

  const formPage = async (
    c: Ctx,
    member: Member,
    kind: ImportKind,
    typed: Typed,
    errors: FormRows['errors'],
  ): Promise<Response> => {
    const page = await platform.page(c);
    const offices = await runAs(platform.db, as(member), (tx) =>
      tx.selectFrom('body').select(['code', 'name']).where('kind', '!=', 'administration').orderBy('name').execute(),
    );
    const options = offices.map(({ code, name }) => ({ value: code, label: name }));
    const law = platform.law.current();
    const decrees = Object.keys(law.days.decrees)
      .toSorted((a, b) => b.localeCompare(a))
      .flatMap((year) => law.decreesOf(year).map(({ decree }) => ({ value: decree, label: `${year}: ${decree}` })));
    return show(
      c,
      <LawFormPage {...{ page, kind, typed, errors }} offices={options} decrees={decrees} />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get(`${lawHome}/tambah/:jenis`, (c) => {
    const found = kindFor(c);
    return found === undefined ? notHere(c) : formPage(c, found.member, found.kind, {}, []);
  });

  routes.post(`${lawHome}/tambah/:jenis`, async (c) => {
    const found = kindFor(c);
    if (found === undefined) return notHere(c);
    const { member, kind, id } = found;
    const page = await platform.page(c);
    const words = lawDataWords(page.lang);
    const names = id === 'batas' ? kind.columns.map((column) => column.id) : fieldNames[id];
    const text = z.string(words.unreadable).max(20_000, words.unreadable).default('');
    const form = await readForm(c, z.strictObject(Object.fromEntries(names.map((name) => [name, text]))));
    if (!form.ok) return formPage(c, member, kind, form.typed, form.errors);
    const read = id === 'keputusan' ? decreeRows : id === 'pemilihan' ? electionRows : overrideRows;
    const { rows, errors } = read(kind, form.value, page.lang);
    if (errors.length > 0) return formPage(c, member, kind, form.typed, errors);
    const staged = await service.stageTyped(member, kind, kind.title.id, rows);
    if (staged.ok) return goTo(c, page, `${importBase}/lihat/${staged.value.id}`);
    return formPage(c, member, kind, form.typed, [{ field: '', message: refusalWords(staged.error, page.lang) }]);
  });

  routes.get(`${lawHome}/contoh/:file`, async (c) => {
    const member = c.get('member');
    const name = c.req.param('file');
    const known = Object.values(examples).flat().includes(name);
    if (member === null || !mayLookAtLaw(member) || !known) return notHere(c);
    const file = await readFile(path.join(exampleFolder(), name));
    return c.body(new Uint8Array(file), 200, {
      'content-type': name.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    });
  });

  const exampleLabel = (name: string): Both => ({
    id: `Contoh rekaan (${name.split('.').at(-1)?.toUpperCase() ?? ''})`,
    en: `Invented example (${name.split('.').at(-1)?.toUpperCase() ?? ''})`,
  });
  routes.route(
    '/',
    importPages({
      platform,
      service,
      kinds,
      base: importBase,
      home: { path: lawHome, label: { id: lawDataWords('id').title, en: lawDataWords('en').title } },
      templates: (kind) =>
        isLawImportKind(kind)
          ? examples[kind].map((name) => ({ href: `${lawHome}/contoh/${name}`, label: exampleLabel(name) }))
          : [],
      nameOf: async (member, userId) =>
        (await runAs(platform.db, as(member), (tx) => namesOf(tx, [userId]))).get(userId) ?? '',
    }),
  );
  return routes;
}
