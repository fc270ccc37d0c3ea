/** The importer by program: upload → preview → apply → withdraw, as resources. Each feature mounts the operations for its own kinds. */
import { z } from 'zod';
import {
  type Bilingual,
  bilingual,
  instant,
  instantOrNull,
  listOf,
  listOperation,
  named,
  type Operation,
  type Refusal,
  type Scope,
  said,
  tokenOperation,
  uuid,
} from '../../platform/api/index.ts';
import type { ImportKind, ImportPlan, ImportService, Preview, StoredImport } from '../../platform/imports/index.ts';
import { fail, ok } from '../../platform/result.ts';
import { refusalWords } from './refusals.ts';

const what = bilingual('Apa.', 'What.', { id: 'Keputusan 2028', en: 'Decree 2028' });
const Plan = named(
  'ImportPlan',
  z.object({
    fingerprint: said(
      z.string(),
      'Sidik akibat; kirim kembali saat menerapkan.',
      'Fingerprint of what would happen; send it back to apply.',
      'c0ffee',
    ),
    added: said(z.int(), 'Yang ditambahkan.', 'Added.', 1),
    replaced: said(z.int(), 'Yang diganti.', 'Replaced.', 0),
    same: said(z.int(), 'Yang sudah sama.', 'The same already.', 0),
    changes: listOf(
      z.object({ what, does: said(z.enum(['add', 'replace', 'same']), 'Yang terjadi.', 'What happens.', 'add') }),
      'Perubahan, beberapa yang pertama.',
      'Changes, the first of them.',
      [],
    ),
    consequences: listOf(
      z.object({ title: what, count: said(z.int(), 'Berapa.', 'How many.', 3) }),
      'Akibatnya, misalnya batas waktu yang bergeser.',
      'What follows, such as limits that move.',
      [],
    ),
  }),
  'Yang akan terjadi bila diterapkan.',
  'What applying would do.',
);

/** Schemas of one feature's imports. Made once, since each stands under its name in the document of the interface. */
export function importShapes(about: {
  /** Name of the schema; the preview gets it with `Preview` behind. */
  readonly name: string;
  readonly kinds: readonly [string, ...string[]];
  readonly kind: Bilingual;
  readonly says: Bilingual;
  readonly file: string;
}) {
  const kindField = said(z.enum(about.kinds), about.kind.id, about.kind.en, about.kinds[0]);
  const Import = named(
    about.name,
    z.object({
      id: uuid('Id impor.', 'Id of the import.'),
      kind: kindField,
      status: said(
        z.enum(['staged', 'applied', 'withdrawn']),
        'Terbaca, diterapkan, atau ditarik.',
        'Read, applied or withdrawn.',
        'staged',
      ),
      fileName: said(z.string(), 'Nama berkas.', 'Name of the file.', about.file),
      rows: said(z.int(), 'Banyaknya baris.', 'Number of rows.', 24),
      problemRows: said(z.int(), 'Baris yang salah.', 'Rows that are wrong.', 0),
      createdAt: instant('Diunggah.', 'Uploaded.'),
      expiresAt: instant('Dibuang bila belum diterapkan.', 'Thrown away unless applied.'),
      appliedAt: instantOrNull('Diterapkan.', 'Applied.'),
      withdrawnAt: instantOrNull('Ditarik.', 'Withdrawn.'),
      outcome: bilingual('Akibatnya.', 'What it did.', { id: '3 batas waktu bergeser.', en: '3 limits moved.' })
        .nullable()
        .meta({ description: 'Akibat penerapan.', 'x-description-en': 'What applying did.', examples: [null] }),
    }),
    about.says.id,
    about.says.en,
  );
  const PreviewShape = named(
    `${about.name}Preview`,
    z.object({
      import: Import,
      missingColumns: listOf(
        z.string(),
        'Kolom wajib yang tidak ditemukan.',
        'Required columns that were not found.',
        [],
      ),
      problems: listOf(
        z.object({
          row: said(z.int(), 'Baris; 0: seluruh berkas.', 'Row; 0: the file as a whole.', 4),
          column: said(z.string(), 'Kolom; kosong: seluruh baris.', 'Column; empty: the row as a whole.', 'date'),
          value: said(z.string(), 'Yang tertulis.', 'What stood there.', '31-02-2028'),
          allowed: bilingual('Yang diperbolehkan.', 'What is allowed.', { id: 'tanggal', en: 'a date' }),
        }),
        'Yang harus diperbaiki.',
        'What to mend.',
        [],
      ),
      plan: Plan.nullable().meta({
        description: 'Null selama belum dapat diterapkan.',
        'x-description-en': 'Null while it cannot be applied.',
        examples: [null],
      }),
    }),
    'Pratinjau impor.',
    'Preview of an import.',
  );
  return { kinds: about.kinds, kindField, file: about.file, Import, PreviewShape };
}
export type ImportShapes = ReturnType<typeof importShapes>;

export interface ImportOperationsOptions {
  readonly service: ImportService;
  readonly kinds: readonly ImportKind[];
  readonly shapes: ImportShapes;
  /** Where they lie: `/imports`. */
  readonly path: string;
  /** What names end in: `Import` gives `uploadImport`, `listImports`. */
  readonly noun: string;
  readonly scopes: { readonly read: Scope; readonly write: Scope };
  readonly words: { readonly list: Bilingual; readonly apply: Bilingual };
  /** After a change was saved. */
  readonly after: () => Promise<void>;
}

const path = z.strictObject({ id: uuid('Id impor.', 'Id of the import.') });
const gone = fail({ code: 'not-found' } as const);

export function importOperations(options: ImportOperationsOptions): readonly Operation[] {
  const { service, kinds, noun, after } = options;
  const { Import, PreviewShape, kindField } = options.shapes;
  const known: readonly string[] = options.shapes.kinds;
  /** A file of another feature's kind is not here. */
  const isHere = async (member: Parameters<ImportService['find']>[0], id: string): Promise<boolean> => {
    const stored = await service.find(member, id);
    return stored !== undefined && known.includes(stored.kind);
  };
  return [
    listOperation({
      id: `list${noun}s`,
      method: 'get',
      path: options.path,
      tag: 'imports',
      scope: options.scopes.read,
      summary: options.words.list,
      item: Import,
      handle: async ({ member, limit, after: position }) => {
        // The desk keeps the fifty latest in sight; the list is short, so the place in it is the id of the last one.
        const all = (await service.list(member)).filter((one) => known.includes(one.kind));
        const start = position === null ? 0 : all.findIndex((one) => one.id === position[0]) + 1;
        const items = all.slice(start, start + limit);
        const last = items.at(-1);
        return ok({
          items: items.map(importBody),
          next: start + limit < all.length && last !== undefined ? [last.id] : null,
        });
      },
    }),
    tokenOperation({
      id: `upload${noun}`,
      method: 'post',
      path: options.path,
      tag: 'imports',
      scope: options.scopes.write,
      once: true,
      status: 201,
      upload: ['text/csv', 'application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      summary: { id: 'Mengunggah berkas', en: 'Upload a file' },
      detail: {
        id: 'Isi permintaan adalah berkasnya sendiri, paling besar 2 MB. Belum ada yang berubah: lihat pratinjaunya dahulu.',
        en: 'The body is the file itself, 2 MB at most. Nothing changes yet: look at the preview first.',
      },
      problems: ['not-yours', 'unreadable-file', 'same-file'],
      query: z.strictObject({
        kind: kindField,
        name: said(
          z
            .string()
            .trim()
            .min(1)
            .max(120)
            .refine(
              (name) => !/[\p{Cc}/\\]/u.test(name) && name.isWellFormed(),
              'huruf kendali atau garis miring / control characters or slashes',
            ),
          'Nama berkas, untuk dikenali orang.',
          'Name of the file, for people.',
          options.shapes.file,
        ),
      }),
      answer: Import,
      handle: async ({ member, query, file, lang }) => {
        const kind = kinds.find((one) => one.id === query.kind);
        if (kind === undefined || !kind.mayChange(member)) return fail({ code: 'not-yours' });
        const done = await service.receive(member, kind, { name: query.name, contents: oneChunk(file) });
        if (!done.ok) {
          const code =
            done.error.kind === 'too-big'
              ? 'too-large'
              : done.error.kind === 'same-file'
                ? 'same-file'
                : 'unreadable-file';
          return fail({ code, detail: refusalWords(done.error, lang) });
        }
        const stored = await service.find(member, done.value.id);
        return stored === undefined ? gone : ok({ body: importBody(stored), location: `${options.path}/${stored.id}` });
      },
    }),
    tokenOperation({
      id: `preview${noun}`,
      method: 'get',
      path: `${options.path}/{id}`,
      tag: 'imports',
      scope: options.scopes.read,
      summary: { id: 'Pratinjau dan keadaan impor', en: 'Preview and state of an import' },
      params: path,
      answer: PreviewShape,
      handle: async ({ member, params }) => {
        if (!(await isHere(member, params.id))) return gone;
        const preview = await service.preview(member, params.id);
        return preview === undefined ? gone : ok({ body: previewBody(preview) });
      },
    }),
    tokenOperation({
      id: `apply${noun}`,
      method: 'post',
      path: `${options.path}/{id}/apply`,
      tag: 'imports',
      scope: options.scopes.write,
      once: true,
      summary: { id: 'Menerapkan impor', en: 'Apply an import' },
      detail: options.words.apply,
      problems: ['not-yours', 'not-staged', 'not-ready', 'plan-changed', 'same-file', 'import-refused'],
      params: path,
      body: z.strictObject({
        fingerprint: said(z.string().min(1).max(200), 'Sidik dari pratinjau.', 'Fingerprint of the preview.', 'c0ffee'),
      }),
      answer: Import,
      handle: async ({ member, params, body, lang }) => {
        if (!(await isHere(member, params.id))) return gone;
        const done = await service.apply(member, params.id, body.fingerprint);
        if (done.ok) return ok({ body: importBody(done.value), after });
        switch (done.error.kind) {
          case 'not-found':
            return gone;
          case 'changed':
            return fail({ code: 'plan-changed' });
          case 'refused':
            return fail({ code: 'import-refused', detail: done.error.says[lang] });
          case 'not-staged':
          case 'not-ready':
          case 'same-file':
            return fail({ code: done.error.kind });
        }
      },
    }),
    tokenOperation({
      id: `withdraw${noun}`,
      method: 'post',
      path: `${options.path}/{id}/withdraw`,
      tag: 'imports',
      scope: options.scopes.write,
      once: true,
      summary: { id: 'Menarik impor yang diterapkan', en: 'Withdraw an import that was applied' },
      problems: ['not-yours', 'not-applied', 'import-refused'],
      params: path,
      body: z.strictObject({
        reason: said(z.string().trim().min(3).max(500), 'Sebabnya.', 'Why.', 'Keputusan diganti.'),
      }),
      answer: Import,
      handle: async ({ member, params, body, lang }) => {
        if (!(await isHere(member, params.id))) return gone;
        const done = await service.withdraw(member, params.id, body.reason);
        if (done.ok) return ok({ body: importBody(done.value), after });
        const { error } = done;
        const refusal: Refusal =
          error.kind === 'not-found'
            ? { code: 'not-found' }
            : error.kind === 'not-applied'
              ? { code: 'not-applied' }
              : { code: 'import-refused', detail: error.says[lang] };
        return fail(refusal);
      },
    }),
    tokenOperation({
      id: `discard${noun}`,
      method: 'delete',
      path: `${options.path}/{id}`,
      tag: 'imports',
      scope: options.scopes.write,
      status: 204,
      summary: { id: 'Membuang berkas yang belum diterapkan', en: 'Throw away a file that was not applied' },
      problems: ['not-staged'],
      params: path,
      answer: z.undefined(),
      handle: async ({ member, params }) => {
        if (!(await isHere(member, params.id))) return gone;
        const done = await service.discard(member, params.id);
        return done.ok ? ok({ body: undefined }) : fail({ code: done.error });
      },
    }),
  ];
}

async function* oneChunk(file: Uint8Array): AsyncGenerator<Uint8Array> {
  yield file;
}

function importBody(stored: StoredImport): z.input<ImportShapes['Import']> {
  return {
    id: stored.id,
    kind: stored.kind,
    status: stored.status,
    fileName: stored.fileName,
    rows: stored.rowCount,
    problemRows: stored.problemCount,
    createdAt: stored.createdAt.toString(),
    expiresAt: stored.expiresAt.toString(),
    appliedAt: stored.appliedAt?.toString() ?? null,
    withdrawnAt: stored.withdrawnAt?.toString() ?? null,
    outcome: stored.outcome === null ? null : { id: stored.outcome.says.id, en: stored.outcome.says.en },
  };
}

function previewBody(preview: Preview): z.input<ImportShapes['PreviewShape']> {
  const { plan } = preview;
  return {
    import: importBody(preview.import),
    missingColumns: [...preview.missing],
    problems: [...preview.problems, ...(plan?.problems ?? [])].map(({ row, column, value, allowed }) => ({
      row,
      column,
      value,
      allowed: { ...allowed },
    })),
    plan: plan === null || plan.problems.length > 0 ? null : planBody(plan),
  };
}

function planBody(plan: ImportPlan): z.input<typeof Plan> {
  return {
    fingerprint: plan.fingerprint,
    added: plan.added,
    replaced: plan.replaced,
    same: plan.same,
    changes: plan.first.map((change) => ({ what: { ...change.what }, does: change.does })),
    consequences: plan.consequences.map(({ title, count }) => ({ title: { ...title }, count })),
  };
}
