/**
 * Documents by program: the list, one document, its file, a draft, issuing. The same service as the desk. Documents that name the reporter
 * do not exist here: identities never leave by a token.
 */
import { z } from 'zod';
import {
  caseNumber,
  listOf,
  named,
  type Operation,
  type Refusal,
  said,
  tokenOperation,
  uuid,
} from '../../platform/api/index.ts';
import { parseReference } from '../../platform/crypto/reference.ts';
import type { Member } from '../../platform/http/env.ts';
import { fail, ok } from '../../platform/result.ts';
import { type CasesFeature, type CaseView, mayRead } from '../cases/index.ts';
import type { DocumentService, IssueError, OpenDocument } from './document-service.ts';
import { type DocumentKind, MOST_TEXT, signingParts } from './kinds.ts';

const gone = fail({ code: 'not-found' } as const);

const number = z.strictObject({
  number: said(z.string().min(8).max(40), 'Nomor perkara.', 'Number of the case.', 'K7M-4QX-92'),
});
const onDocument = z.strictObject({
  ...number.shape,
  document: uuid('Id dokumen.', 'Id of the document.'),
});

const name = said(
  z.object({
    id: said(z.string(), 'Dalam bahasa Indonesia.', 'In Indonesian.', 'Surat panggilan I'),
    en: said(z.string(), 'Dalam bahasa Inggris.', 'In English.', 'First summons'),
  }),
  'Nama jenis dokumen.',
  'Name of the kind.',
  { id: 'Surat panggilan I', en: 'First summons' },
);
const kindCode = said(z.string().max(60), 'Kode jenis dokumen.', 'Code of the kind of document.', 'panggilan-1');

const head = {
  id: uuid('Id dokumen.', 'Id of the document.'),
  kind: kindCode,
  name,
  office: said(z.string(), 'Kantor yang membuatnya.', 'The office that made it.', 'PPK Kota Arunika'),
  state: said(
    z.enum(['draft', 'issued', 'withdrawn', 'replaced']),
    'Konsep, terbit, dicabut, atau diganti.',
    'Draft, issued, withdrawn or replaced.',
    'issued',
  ),
  number: said(
    z.string().nullable(),
    'Nomor; null selama konsep.',
    'Number; null while it is a draft.',
    '001/800.1.6.2/PPK-AR/X/2024',
  ),
  issuedOn: said(
    z.iso.date().nullable(),
    'Tanggal hukum terbit; null selama konsep.',
    'Legal day of issue; null while it is a draft.',
    '2024-10-04',
  ),
};
const Item = named('DocumentItem', z.object(head), 'Satu dokumen perkara.', 'One document of a case.');

const Document = named(
  'Document',
  z.object({
    ...head,
    basis: said(z.string(), 'Dasar hukum jenis ini.', 'Legal basis of the kind.', 'PP 94/2021 Pasal 26'),
    version: said(
      z.int().nullable(),
      'Versi terakhir; null bila ditulis kantor lain.',
      'Last version; null when another office wrote it.',
      2,
    ),
    words: said(
      z.record(z.string(), z.string()).nullable(),
      'Isi menurut nama bagian. Null bila ditulis kantor lain, atau tanpa cakupan nama terlapor: terlapor disebut di dalamnya.',
      'Words by the names of the parts. Null when another office wrote it, or without the scope for names of the accused: they stand in it.',
      { hal: 'Surat panggilan I' },
    ),
    issuedAt: said(
      z.iso.datetime({ offset: true }).nullable(),
      'Saat terbit dalam UTC; null selama konsep.',
      'Moment of issue in UTC; null while it is a draft.',
      '2024-10-04T02:00:00Z',
    ),
    sha256: said(
      z.string().nullable(),
      'SHA-256 berkas PDF, heksadesimal.',
      'SHA-256 of the PDF, in hex.',
      '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    ),
    checkCode: said(
      z.string().nullable(),
      'Kode untuk halaman /periksa/dokumen.',
      'Code for the page /periksa/dokumen.',
      'K7M4-QX92-HJ3P-WT8R',
    ),
  }),
  'Dokumen beserta isinya.',
  'A document with its words.',
);

export interface DocumentApiDeps {
  readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
  readonly service: DocumentService;
}

export function documentOperations({ cases, service }: DocumentApiDeps): readonly Operation[] {
  const findCase = async (member: Member, typed: string): Promise<CaseView | undefined> => {
    const read = parseReference('case', typed);
    return read.ok && mayRead(member) ? cases.readModel.findCase(member, read.value) : undefined;
  };
  const find = async (
    member: Member,
    params: { readonly number: string; readonly document: string },
  ): Promise<{ readonly view: CaseView; readonly document: OpenDocument } | undefined> => {
    const view = await findCase(member, params.number);
    const document = view === undefined ? undefined : await service.find(member, view, params.document);
    return view === undefined || document === undefined || document.row.reporter ? undefined : { view, document };
  };

  return [
    tokenOperation({
      id: 'listDocuments',
      method: 'get',
      path: '/cases/{number}/documents',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Dokumen perkara', en: 'Documents of a case' },
      detail: {
        id: 'Yang boleh dibaca kantor ini, yang terbaru dahulu. Dokumen yang menyebut pelapor tidak pernah keluar lewat API.',
        en: 'Those this office may read, the newest first. Documents that name the reporter never leave by the API.',
      },
      params: number,
      answer: z.object({ items: listOf(Item, 'Dokumen.', 'Documents.', []) }),
      handle: async ({ member, params }) => {
        const view = await findCase(member, params.number);
        if (view === undefined) return gone;
        await cases.service.recordReading(member, view.id, 'document.list');
        const rows = await service.list(member, view);
        return ok({
          body: {
            items: rows.filter(({ row }) => !row.reporter).map(({ row, name: kindName }) => itemOf(row, kindName)),
          },
        });
      },
    }),
    tokenOperation({
      id: 'listDocumentKinds',
      method: 'get',
      path: '/cases/{number}/document-kinds',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Jenis dokumen yang dapat dibuat', en: 'Kinds of documents that can be made' },
      detail: {
        id: 'Menurut tugas token, kantor pemegang perkara, dan hari ini; dengan bagian-bagiannya.',
        en: 'By the role of the token, the office that holds the case, and the day; with their parts.',
      },
      params: number,
      answer: z.object({
        items: listOf(
          z.object({
            kind: kindCode,
            name,
            basis: said(z.string(), 'Dasar hukum.', 'Legal basis.', 'PP 94/2021 Pasal 26'),
            parts: listOf(
              z.object({
                name: said(z.string(), 'Nama bagian dalam `words`.', 'Name of the part in `words`.', 'hal'),
                label: said(z.string(), 'Labelnya.', 'Its label in Indonesian.', 'Hal'),
                required: said(z.boolean(), 'Wajib terisi saat terbit.', 'Must be filled in at issuing.', true),
              }),
              'Bagian, menurut urutannya.',
              'Parts, in order.',
              [],
            ),
          }),
          'Jenis dokumen.',
          'Kinds of documents.',
          [],
        ),
      }),
      handle: async ({ member, params }) => {
        const view = await findCase(member, params.number);
        if (view === undefined) return gone;
        const kinds = (await service.kinds(member, view)).filter((kind) => !kind.reporter);
        return ok({
          body: {
            items: kinds.map((kind) => ({
              kind: kind.code,
              name: kind.name,
              basis: kind.basis,
              parts: [...kind.parts, ...signingParts].map((part) => ({
                name: part.n,
                label: part.id,
                required: part.req,
              })),
            })),
          },
        });
      },
    }),
    tokenOperation({
      id: 'getCaseDocument',
      method: 'get',
      path: '/cases/{number}/documents/{document}',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Satu dokumen', en: 'One document' },
      params: onDocument,
      answer: Document,
      handle: async ({ member, params, caller }) => {
        const found = await find(member, params);
        if (found === undefined) return gone;
        await cases.service.recordReading(member, found.view.id, 'document.view');
        return ok({ body: documentBody(found.document, caller.scopes.has('accused:read')) });
      },
    }),
    tokenOperation({
      id: 'getDocumentFile',
      method: 'get',
      path: '/cases/{number}/documents/{document}/file',
      tag: 'cases',
      scope: 'accused:read',
      summary: { id: 'Berkas PDF dokumen', en: 'The PDF of a document' },
      detail: {
        id: 'Hanya bila sidik dan tanda tangannya cocok. Setiap pengambilan dicatat.',
        en: 'Only where hash and signature fit. Every download is recorded.',
      },
      params: onDocument,
      answer: z.object({
        sha256: said(
          z.string(),
          'SHA-256 berkas.',
          'SHA-256 of the file.',
          '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        ),
        content: said(z.string(), 'PDF/A dalam base64.', 'The PDF/A in base64.', 'JVBERi0xLjc='),
      }),
      handle: async ({ member, params }) => {
        const found = await find(member, params);
        const file = found === undefined ? undefined : await service.file(member, found.view, params.document);
        if (found === undefined || file === undefined || !file.ok) return gone;
        return ok({
          body: { sha256: found.document.row.issued?.sha256 ?? '', content: file.value.pdf.toString('base64') },
        });
      },
    }),
    tokenOperation({
      id: 'draftDocument',
      method: 'post',
      path: '/cases/{number}/documents',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      status: 201,
      problems: ['not-yours', 'stake-unasked'],
      summary: { id: 'Membuat konsep dokumen', en: 'Draft a document' },
      detail: {
        id: 'Konsep diisi dari perkara; `words` mengganti bagian yang disebut. Bagian yang tidak dikenal ditolak.',
        en: 'The draft is filled in from the case; `words` replaces the parts it names. Unknown parts are refused.',
      },
      params: number,
      body: z.strictObject({
        kind: kindCode,
        position: said(
          z.int().min(1).max(100).nullable().default(null),
          'Nomor urut terlapor, mulai dari 1; null: semua.',
          'Position of the accused, from 1; null: all.',
          1,
        ),
        words: said(
          z.record(z.string().max(60), z.string().max(MOST_TEXT)).default({}),
          'Isi menurut nama bagian.',
          'Words by the names of the parts.',
          { pukul: '09.00 WIB' },
        ),
      }),
      answer: named(
        'DocumentDrafted',
        z.object({
          case: caseNumber,
          id: uuid('Id dokumen.', 'Id of the document.'),
          version: said(z.int(), 'Versi yang tersimpan.', 'The version that was stored.', 1),
        }),
        'Konsep tersimpan.',
        'The draft was stored.',
      ),
      handle: async ({ member, params, body }) => {
        const view = await findCase(member, params.number);
        if (view === undefined) return gone;
        const kind = (await service.kinds(member, view)).find((one) => one.code === body.kind && !one.reporter);
        if (kind === undefined) return fail({ code: 'not-yours' });
        if (view.asksStake) return fail({ code: 'stake-unasked' });
        const wrong = wrongParts(kind, body.words);
        if (wrong.length > 0)
          return fail({
            code: 'invalid-input',
            errors: wrong.map((part) => ({ in: 'body', pointer: `/words/${part}`, message: part })),
          });
        const wanted = { kind: kind.code, position: body.position, identityReason: null };
        const made = await service.draft(member, view, wanted);
        if (!made.ok) return gone;
        const { id } = made.value;
        if (Object.keys(body.words).length > 0) {
          const found = await service.find(member, view, id);
          const saved = await service.save(member, view, id, { ...found?.draft?.words, ...body.words }, 1);
          if (!saved.ok) throw new Error(`a draft just made cannot be saved: ${saved.error.kind}`);
          return ok({ body: { case: view.number, id, version: saved.value.version } });
        }
        return ok({ body: { case: view.number, id, version: 1 } });
      },
    }),
    tokenOperation({
      id: 'issueDocument',
      method: 'post',
      path: '/cases/{number}/documents/{document}/issue',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      status: 201,
      problems: ['not-yours', 'changed', 'wrong-status', 'stake-unasked'],
      summary: { id: 'Menerbitkan dokumen', en: 'Issue a document' },
      detail: {
        id: 'Memberi nomor, mencetak, menandatangani, dan menyegel di log publik. Tidak dapat diubah sesudahnya.',
        en: 'Gives a number, prints, signs and seals it in the public log. It cannot be changed afterwards.',
      },
      params: onDocument,
      body: z.strictObject({
        version: said(z.int().min(1), 'Versi yang Anda periksa.', 'The version that you checked.', 2),
      }),
      answer: named(
        'DocumentIssued',
        z.object({
          number: said(z.string(), 'Nomor dokumen.', 'Number of the document.', '001/800.1.6.2/PPK-AR/X/2024'),
          checkCode: said(z.string(), 'Kode untuk halaman periksa.', 'Code for the check page.', 'K7M4-QX92-HJ3P-WT8R'),
        }),
        'Dokumen terbit.',
        'The document was issued.',
      ),
      handle: async ({ member, params, body }) => {
        const found = await find(member, params);
        if (found === undefined) return gone;
        if (!found.document.mayWork && found.document.row.issued === null) return fail({ code: 'not-yours' });
        if (found.view.asksStake) return fail({ code: 'stake-unasked' });
        const done = await service.issue(member, found.view, params.document, body.version);
        return done.ok
          ? ok({ body: { number: done.value.number, checkCode: done.value.code } })
          : fail(refusalOf(done.error));
      },
    }),
  ];
}

function wrongParts(kind: DocumentKind, words: Readonly<Record<string, string>>): readonly string[] {
  const known = new Set([...kind.parts, ...signingParts].map((part) => part.n));
  return Object.keys(words).filter((part) => !known.has(part));
}

function stateOf(row: OpenDocument['row']): 'draft' | 'issued' | 'withdrawn' | 'replaced' {
  return row.ended?.what ?? (row.issued === null ? 'draft' : 'issued');
}

function itemOf(row: OpenDocument['row'], kindName: DocumentKind['name']) {
  return {
    id: row.id,
    kind: row.kind,
    name: kindName,
    office: row.bodyName,
    state: stateOf(row),
    number: row.issued?.number ?? null,
    issuedOn: row.issued?.issuedOn ?? null,
  };
}

function documentBody({ row, kind, draft }: OpenDocument, names: boolean) {
  return {
    ...itemOf(row, kind.name),
    basis: kind.basis,
    version: draft?.version ?? null,
    words: names ? (draft?.words ?? null) : null,
    issuedAt: row.issued?.issuedAt.toString() ?? null,
    sha256: row.issued?.sha256 ?? null,
    checkCode: row.issued?.code ?? null,
  };
}

function refusalOf(error: IssueError): Refusal {
  switch (error.kind) {
    case 'not-found':
      return { code: 'not-found' };
    case 'changed':
      return { code: 'changed' };
    case 'issued':
      return { code: 'wrong-status', detail: 'issued' };
    case 'incomplete':
      return { code: 'wrong-status', detail: error.parts.join(', ') };
    case 'unprintable':
      return { code: 'wrong-status', detail: error.characters };
    case 'busy':
      return { code: 'wrong-status', detail: 'busy' };
  }
}
