/** Reading documents, in the scope of the person who asks: the list of a case, one document with its words and its file, the letterhead of an office. */
import { createHash } from 'node:crypto';
import type { CanonicalStep } from '@netra/ledger';
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { findSeals, type Seal, sealOf } from '../ledger/index.ts';
import { openKept, wordsOfBytes } from './keep.ts';
import type { Words } from './kinds.ts';
import { defaultPattern } from './numbering.ts';
import type { Signer, Statement } from './signer.ts';

export interface IssuedView {
  readonly number: string;
  readonly issuedOn: string;
  readonly issuedAt: Temporal.Instant;
  readonly code: string;
  /** Hex. */
  readonly sha256: string;
  readonly keyNumber: number;
  readonly erased: boolean;
}

export interface EndedView {
  readonly what: 'withdrawn' | 'replaced';
  readonly endedOn: string;
  readonly replacedBy: string | null;
}

export interface DocumentRow {
  readonly id: string;
  readonly kind: string;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly zone: Zone;
  readonly reporter: boolean;
  readonly position: number | null;
  readonly preparedAt: Temporal.Instant;
  readonly discarded: boolean;
  readonly issued: IssuedView | null;
  readonly ended: EndedView | null;
  /** Issued for a case from which this one was separated since: read only. The number where the person reads that case. */
  readonly carried: { readonly from: string | null } | null;
}

/** @param carries whether documents of a case from which this one was separated are looked for */
function documentRows(tx: Tx, caseId: string, carries = true) {
  return tx
    .selectFrom('document as d')
    .innerJoin('body as b', 'b.id', 'd.body_id')
    .leftJoin('document_issue as i', 'i.document_id', 'd.id')
    .leftJoin('document_end as e', 'e.document_id', 'd.id')
    .leftJoin(
      (carries
        ? sql<{ document_id: string; source: string | null }>`carried_documents(${caseId}::uuid)`
        : sql<{
            document_id: string;
            source: string | null;
          }>`(select null::uuid as document_id, null::text as source where false)`
      ).as('c'),
      'c.document_id',
      'd.id',
    )
    .select([
      'd.case_id',
      'c.source',
      'd.id',
      'd.kind',
      'd.body_id',
      'b.name as body_name',
      'b.zone',
      'd.reporter',
      'd.position',
      'd.prepared_at',
      'd.discarded_at',
      'i.number',
      'i.issued_on',
      'i.issued_at',
      'i.check_code',
      'i.pdf_sha256',
      'i.key_number',
      'e.what',
      'e.ended_on',
      'e.replaced_by',
    ])
    .select(sql<boolean>`i.document_id is not null and i.pdf_sealed is null`.as('erased'))
    .where((where) => where.or([where('d.case_id', '=', caseId), where('c.document_id', 'is not', null)]))
    .orderBy('d.recorded_at', 'desc')
    .orderBy('d.id');
}

type Row = Awaited<ReturnType<ReturnType<typeof documentRows>['execute']>>[number];

function viewOf(row: Row, caseId: string): DocumentRow {
  if (!isZone(row.zone)) throw new Error(`unknown zone: ${row.zone}`);
  const issued = row.number !== null && row.issued_on !== null && row.issued_at !== null;
  return {
    id: row.id,
    kind: row.kind,
    bodyId: row.body_id,
    bodyName: row.body_name,
    zone: row.zone,
    reporter: row.reporter,
    position: row.position,
    preparedAt: row.prepared_at,
    discarded: row.discarded_at !== null,
    issued:
      issued && row.number !== null && row.issued_on !== null && row.issued_at !== null
        ? {
            number: row.number,
            issuedOn: row.issued_on,
            issuedAt: row.issued_at,
            code: row.check_code ?? '',
            sha256: row.pdf_sha256?.toString('hex') ?? '',
            keyNumber: row.key_number ?? 0,
            erased: row.erased,
          }
        : null,
    ended:
      row.ended_on === null || row.what === null
        ? null
        : {
            what: row.what === 'replaced' ? 'replaced' : 'withdrawn',
            endedOn: row.ended_on,
            replacedBy: row.replaced_by,
          },
    carried: row.case_id === caseId ? null : { from: row.source },
  };
}

/** Documents of a case that the actor may read, the newest first; drafts that were given up are left out. */
export async function listDocuments(tx: Tx, caseId: string, carries = true): Promise<readonly DocumentRow[]> {
  const rows = await documentRows(tx, caseId, carries).where('d.discarded_at', 'is', null).execute();
  return rows.map((row) => viewOf(row, caseId));
}

export async function findDocument(tx: Tx, caseId: string, id: string): Promise<DocumentRow | undefined> {
  const row = await documentRows(tx, caseId).where('d.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : viewOf(row, caseId);
}

export interface Draft {
  readonly version: number;
  readonly words: Words;
}

/** The last version; null where the actor's office did not write it, or its key does not open for the actor. */
export async function findDraft(tx: Tx, keys: Keys, document: DocumentRow): Promise<Draft | null> {
  const row = await tx
    .selectFrom('document_version')
    .select(['version', 'words_sealed'])
    .where('document_id', '=', document.id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const about = { documentId: document.id, bodyId: document.bodyId, reporter: document.reporter };
  const opened = await openKept(tx, keys, about, 'words', row.words_sealed, row.version);
  return opened === null ? null : { version: row.version, words: wordsOfBytes(opened) };
}

/** `tampered`: the file is not the one that was signed. `erased`: the law erased it. */
export type FileError = { readonly kind: 'not-found' | 'tampered' | 'erased' };

/** The printed file with its place in the log, once hash and signature were found right. */
export async function openFile(
  tx: Tx,
  keys: Keys,
  signer: Signer,
  document: DocumentRow,
): Promise<
  | { readonly ok: true; readonly value: { readonly pdf: Buffer; readonly seal: Seal } }
  | { readonly ok: false; readonly error: FileError }
> {
  const row = await tx
    .selectFrom('document_issue')
    .select(['pdf_sealed', 'pdf_sha256', 'key_number', 'signature', 'number', 'issued_at', 'body_id', 'commitment'])
    .where('document_id', '=', document.id)
    .executeTakeFirst();
  if (row === undefined) return { ok: false, error: { kind: 'not-found' } };
  if (row.pdf_sealed === null) return { ok: false, error: { kind: 'erased' } };
  const about = { documentId: document.id, bodyId: document.bodyId, reporter: document.reporter };
  const pdf = await openKept(tx, keys, about, 'pdf', row.pdf_sealed).catch(() => 'tampered' as const);
  if (pdf === null) return { ok: false, error: { kind: 'not-found' } };
  if (pdf === 'tampered') return { ok: false, error: { kind: 'tampered' } };
  const sha256 = sha256Of(pdf);
  const statement = statementOf({
    sha256,
    kind: document.kind,
    number: row.number,
    bodyId: row.body_id,
    at: row.issued_at,
  });
  const right =
    sha256.equals(row.pdf_sha256) &&
    (await signer.verify(tx, statement, { keyNumber: row.key_number, signature: row.signature }));
  if (!right) return { ok: false, error: { kind: 'tampered' } };
  const seals = await findSeals(tx, [row.commitment]);
  return { ok: true, value: { pdf, seal: sealOf(seals, row.commitment) } };
}

export function sha256Of(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

interface Sealed {
  readonly kind: string;
  readonly number: string;
  readonly bodyId: string;
  readonly at: Temporal.Instant;
  readonly sha256: Uint8Array;
}

export function statementOf({ sha256, kind, number, bodyId, at }: Sealed): Statement {
  return { sha256: Buffer.from(sha256).toString('hex'), kind, number, office: bodyId, at: at.toString() };
}

/** A document as the log commits to it: its file, its signature and what it claims to be, never a word of it. */
export function documentEntry({
  kind,
  number,
  bodyId,
  at,
  sha256,
  signature,
}: Sealed & { readonly signature: Uint8Array }): CanonicalStep {
  return {
    kind: 'document',
    at: at.toString(),
    body: bodyId,
    document: kind,
    number,
    sha256: Buffer.from(sha256).toString('hex'),
    signature: Buffer.from(signature).toString('hex'),
  };
}

export interface Letterhead {
  readonly heading: string;
  readonly address: string;
  readonly place: string;
  readonly code: string;
  readonly pattern: string;
  readonly signerPost: string;
  readonly signerName: string;
  readonly signerNumber: string;
  /** Null: nobody at the office has set it; its name and a usual pattern stand in. */
  readonly validFrom: string | null;
}

/** What counts at an office on a legal day. */
export async function letterheadOn(
  tx: Tx,
  office: { readonly id: string; readonly name: string; readonly code: string },
  day: string,
): Promise<Letterhead> {
  const row = await tx
    .selectFrom('document_letterhead')
    .selectAll()
    .where('body_id', '=', office.id)
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined)
    return {
      heading: office.name,
      address: '',
      place: '',
      code: office.code.toUpperCase(),
      pattern: defaultPattern,
      signerPost: '',
      signerName: '',
      signerNumber: '',
      validFrom: null,
    };
  return {
    heading: row.heading,
    address: row.address,
    place: row.place,
    code: row.code,
    pattern: row.pattern,
    signerPost: row.signer_post,
    signerName: row.signer_name,
    signerNumber: row.signer_number,
    validFrom: row.valid_from,
  };
}

export interface Office {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly zone: Zone;
}

export async function getOffice(tx: Tx, bodyId: string): Promise<Office> {
  const row = await tx
    .selectFrom('body')
    .select(['id', 'name', 'code', 'zone'])
    .where('id', '=', bodyId)
    .executeTakeFirstOrThrow();
  if (!isZone(row.zone)) throw new Error(`unknown zone: ${row.zone}`);
  return { id: row.id, name: row.name, code: row.code, zone: row.zone };
}

/** What the public check page tells. */
export interface CheckedDocument {
  readonly name: { readonly id: string; readonly en: string };
  readonly office: string;
  readonly issuedOn: string;
  readonly sha256: string;
  readonly ended: { readonly what: 'withdrawn' | 'replaced'; readonly on: string } | null;
}

export async function checkDocument(tx: Tx, code: string): Promise<CheckedDocument | undefined> {
  const { rows } = await sql<{
    name_id: string;
    name_en: string;
    office: string;
    issued_on: string;
    sha256: Buffer;
    ended: string | null;
    ended_on: string | null;
  }>`select * from check_document(${code})`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    name: { id: row.name_id, en: row.name_en },
    office: row.office,
    issuedOn: row.issued_on,
    sha256: row.sha256.toString('hex'),
    ended:
      row.ended === null || row.ended_on === null
        ? null
        : { what: row.ended === 'replaced' ? 'replaced' : 'withdrawn', on: row.ended_on },
  };
}
