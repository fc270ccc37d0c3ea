/** Use cases of documents: draft, save, issue, withdraw, and the letterhead of an office. The only file here that opens a unit of work for writing. */
import { commit } from '@netra/ledger';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { newReference } from '../../platform/crypto/reference.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member, Membership } from '../../platform/http/env.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import { fitsOffice } from '../accounts/index.ts';
import { accusedAt, type CaseView, cameOutOfAnother, letterReferral } from '../cases/index.ts';
import type { OfficeReport, ReporterIdentity, ReportReadModel } from '../reports/index.ts';
import { caseFacts } from './case-facts.ts';
import {
  type CheckedDocument,
  checkDocument,
  type DocumentRow,
  type Draft,
  documentEntry,
  type FileError,
  findDocument,
  findDraft,
  getOffice,
  type Letterhead,
  letterheadOn,
  listDocuments,
  type Office,
  openFile,
  sha256Of,
  statementOf,
} from './document-read.ts';
import { firstWords } from './fill.ts';
import { keep, wordsBytes } from './keep.ts';
import { type DocumentKind, kindsOn, missingParts, type Words } from './kinds.ts';
import { formatDocumentNumber } from './numbering.ts';
import { linesOf, type PrintError, printDocument } from './print.ts';
import type { Signer } from './signer.ts';

/** Days whose kinds are kept in memory. */
const MOST_DAYS = 100;

export type DraftError = { readonly kind: 'not-found' | 'no-key' };
export type SaveError =
  | { readonly kind: 'not-found' | 'issued' }
  | { readonly kind: 'changed'; readonly version: number };
export type IssueError = SaveError | { readonly kind: 'incomplete'; readonly parts: readonly string[] } | PrintError;
export type EndError = { readonly kind: 'not-found' | 'ended' | 'wrong-replacement' };

/** A document on a case, with its kind and what the person may do with it. */
export interface OpenDocument {
  readonly row: DocumentRow;
  readonly kind: DocumentKind;
  readonly office: Office;
  /** Null: the words are not the person's to read. */
  readonly draft: Draft | null;
  /** Edit, issue. */
  readonly mayWork: boolean;
  /** Discard: also where the office let the case go with the draft unfinished. */
  readonly mayGiveUp: boolean;
  readonly mayEnd: boolean;
}

export interface NewDraft {
  readonly kind: string;
  /** Counted from 1; null: all accused. */
  readonly position: number | null;
  /** Why the reporter's name is opened; null: it stays a line to fill in by hand. */
  readonly identityReason: string | null;
}

export interface DocumentService {
  /** Kinds that the person may draft on this case now. */
  /** @param opensReport whether the reporter's words open for this person, where somebody asked already */
  kinds(member: Member, view: CaseView, opensReport?: boolean): Promise<readonly DocumentKind[]>;
  list(
    member: Member,
    view: CaseView,
  ): Promise<readonly { readonly row: DocumentRow; readonly name: DocumentKind['name'] }[]>;
  find(member: Member, view: CaseView, id: string): Promise<OpenDocument | undefined>;
  draft(member: Member, view: CaseView, wanted: NewDraft): Promise<Result<{ readonly id: string }, DraftError>>;
  save(
    member: Member,
    view: CaseView,
    id: string,
    words: Words,
    expected: number,
  ): Promise<Result<{ readonly version: number }, SaveError>>;
  discard(member: Member, view: CaseView, id: string): Promise<boolean>;
  /** The last version as it would be printed, marked as a draft. */
  preview(
    member: Member,
    view: CaseView,
    id: string,
  ): Promise<Result<Buffer, PrintError | { readonly kind: 'not-found' }>>;
  issue(
    member: Member,
    view: CaseView,
    id: string,
    expected: number,
  ): Promise<Result<{ readonly number: string; readonly code: string }, IssueError>>;
  end(
    member: Member,
    view: CaseView,
    id: string,
    reason: string,
    replacedBy: string | null,
  ): Promise<Result<null, EndError>>;
  /** The signed file, checked against hash and signature; that it was taken is written down. */
  file(member: Member, view: CaseView, id: string): ReturnType<typeof openFile>;
  /** Whether the file is still what was signed, and where its leaf stands. Undefined: not issued. */
  state(member: Member, document: DocumentRow): ReturnType<typeof openFile>;
  check(code: string): Promise<CheckedDocument | undefined>;
  letterhead(
    member: Member,
    bodyId: string,
  ): Promise<{ readonly office: Office; readonly now: Letterhead } | undefined>;
  setLetterhead(
    member: Member,
    bodyId: string,
    next: Omit<Letterhead, 'validFrom'> & { readonly validFrom: string },
  ): Promise<boolean>;
}

export interface DocumentDeps {
  readonly workshop: Pick<Workshop, 'renderOwn'>;
  readonly reports: Pick<ReportReadModel, 'reportForCase' | 'opensReport' | 'openIdentity'>;
  readonly signer: Signer;
}

export function documentService(platform: Platform, { workshop, reports, signer }: DocumentDeps): DocumentService {
  const { db, keys } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const today = async (zone: Office['zone']): Promise<string> => legalDay(await platform.legalClock.now(), zone);

  const note = async (
    tx: Tx,
    member: Member,
    what: string,
    access: 'read' | 'write',
    about: { readonly caseId: string | null; readonly bodyId: string | null; readonly target?: string },
  ): Promise<void> => {
    await tx
      .insertInto('audit')
      .values({
        user_id: member.userId,
        body_id: about.bodyId,
        what,
        access,
        case_id: about.caseId,
        target: about.target ?? null,
      })
      .execute();
  };

  // Kinds come with a migration and change in no other way: read once for each day that is asked for.
  const known = new Map<string, readonly DocumentKind[]>();
  const kindsAt = async (tx: Tx, day: string): Promise<readonly DocumentKind[]> => {
    const there = known.get(day);
    if (there !== undefined) return there;
    const read = await kindsOn(tx, day);
    if (known.size >= MOST_DAYS) known.clear();
    known.set(day, read);
    return read;
  };

  const kindOf = async (tx: Tx, row: Pick<DocumentRow, 'kind' | 'preparedAt' | 'zone'>): Promise<DocumentKind> => {
    // A draft keeps the kind of the day it was begun: its parts do not change under the pen.
    const kinds = await kindsAt(tx, legalDay(row.preparedAt, row.zone));
    const kind = kinds.find((one) => one.code === row.kind);
    if (kind === undefined) throw new Error(`a document of the unknown kind ${row.kind}`);
    return kind;
  };

  const open = async (tx: Tx, member: Member, view: CaseView, id: string): Promise<OpenDocument | undefined> => {
    const row = isUuid(id) ? await findDocument(tx, view.id, id) : undefined;
    if (row === undefined || row.discarded) return undefined;
    const kind = await kindOf(tx, row);
    // What was carried along is changed in its own case alone.
    const mandate = row.carried === null ? mandateOf(member, kind, row.bodyId) : undefined;
    return {
      row,
      kind,
      office: await getOffice(tx, row.bodyId),
      draft: await findDraft(tx, keys, row),
      mayWork:
        mandate !== undefined &&
        row.issued === null &&
        (kind.reporter ? row.bodyId === view.originBodyId : (await officesOf(tx, view)).includes(row.bodyId)),
      mayGiveUp: mandate !== undefined && row.issued === null,
      mayEnd: mandate !== undefined && row.issued !== null && row.ended === null,
    };
  };

  /** The document for a change: nobody else saves or issues it until the transaction ends. */
  const openForChange = async (
    tx: Tx,
    member: Member,
    view: CaseView,
    id: string,
  ): Promise<Result<OpenDocument & { readonly draft: Draft }, SaveError>> => {
    const first = await open(tx, member, view, id);
    if (first?.row.issued !== undefined && first.row.issued !== null) return fail({ kind: 'issued' });
    if (first === undefined || !first.mayWork) return fail({ kind: 'not-found' });
    const locked = await tx.selectFrom('document').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
    const now = await open(tx, member, view, id);
    if (now?.row.issued !== undefined && now.row.issued !== null) return fail({ kind: 'issued' });
    if (locked === undefined || now === undefined || now.draft === null) return fail({ kind: 'not-found' });
    return ok({ ...now, draft: now.draft });
  };

  const input = async (tx: Tx, { kind, office }: OpenDocument, draft: Draft, day: string) => {
    const letterhead = await letterheadOn(tx, office, day);
    return {
      letterhead,
      print: {
        kind,
        words: draft.words,
        office: office.name,
        heading: linesOf(letterhead.heading),
        address: letterhead.address,
        day,
        demo: platform.demo,
        issued: null,
      },
    };
  };

  return {
    kinds: (member, view, opensReport) =>
      as(member, async (tx) => {
        const kinds = await kindsAt(tx, await today(view.holderZone));
        const offices = [view.holderBodyId, ...view.parts.map(({ bodyId }) => bodyId)];
        const mine = kinds.filter((kind) => mandateIn(member, kind, view, offices) !== undefined);
        if (!mine.some((kind) => kind.reporter)) return mine;
        const opens = opensReport ?? (await reports.opensReport(tx, view.id));
        return mine.filter((kind) => !kind.reporter || opens);
      }),

    list: (member, view) =>
      as(member, async (tx) => {
        const rows = await listDocuments(tx, view.id, cameOutOfAnother(view));
        return Promise.all(rows.map(async (row) => ({ row, name: (await kindOf(tx, row)).name })));
      }),

    find: (member, view, id) => as(member, (tx) => open(tx, member, view, id)),

    draft: (member, view, wanted) =>
      as(member, async (tx): Promise<Result<{ id: string }, DraftError>> => {
        const at = (await platform.legalClock.now()).round('millisecond');
        const kinds = await kindsAt(tx, legalDay(at, view.holderZone));
        const kind = kinds.find((one) => one.code === wanted.kind);
        const mandate = kind === undefined ? undefined : mandateIn(member, kind, view, await officesOf(tx, view));
        if (kind === undefined || mandate === undefined) return fail({ kind: 'not-found' });
        if (wanted.position !== null && accusedAt(view, wanted.position) === undefined)
          return fail({ kind: 'not-found' });
        const office = await getOffice(tx, mandate.bodyId);
        let report: OfficeReport | null = null;
        let identity: ReporterIdentity | null = null;
        if (kind.reporter) {
          report = await reports.reportForCase(tx, keys, view.id);
          if (report === null) return fail({ kind: 'not-found' });
          if (wanted.identityReason !== null && report.hasIdentity) {
            await note(tx, member, 'report.identity', 'read', {
              caseId: view.id,
              bodyId: office.id,
              target: wanted.identityReason,
            });
            identity = await reports.openIdentity(tx, keys, report.id);
          }
        }
        const day = legalDay(at, office.zone);
        const letterhead = await letterheadOn(tx, office, day);
        const issued = new Map<string, string>();
        for (const before of (await listDocuments(tx, view.id)).toReversed())
          if (before.issued !== null && before.ended === null)
            issued.set(
              before.kind,
              `Surat ${before.bodyName} nomor ${before.issued.number} tanggal ${formatDay(before.issued.issuedOn, 'id').replace(/^[^,]*, /, '')}`,
            );
        const facts = caseFacts({
          view,
          position: wanted.position,
          office,
          today: day,
          rulebook: platform.law.current(),
          report,
          identity,
          referral: await letterReferral(tx, view.id, kind.code),
          issued,
        });
        const words = firstWords(kind, facts, {
          tempat: letterhead.place,
          penanda_jabatan: letterhead.signerPost,
          penanda_nama: letterhead.signerName,
          penanda_nip: letterhead.signerNumber,
        });
        const id = platform.uuid();
        const about = { documentId: id, bodyId: office.id, reporter: kind.reporter };
        const sealed = await keep(tx, keys, about, 'words', wordsBytes(words), 1);
        if (sealed === undefined) return fail({ kind: 'no-key' });
        await tx
          .insertInto('document')
          .values({
            id,
            case_id: view.id,
            kind: kind.code,
            position: wanted.position,
            body_id: office.id,
            reporter: kind.reporter,
            prepared_by: member.userId,
            prepared_at: at.toString(),
          })
          .execute();
        await tx
          .insertInto('document_version')
          .values({ document_id: id, version: 1, words_sealed: sealed, saved_by: member.userId })
          .execute();
        await note(tx, member, 'document.draft', 'write', { caseId: view.id, bodyId: office.id, target: kind.code });
        return ok({ id });
      }),

    save: (member, view, id, words, expected) =>
      as(member, async (tx): Promise<Result<{ version: number }, SaveError>> => {
        const found = await openForChange(tx, member, view, id);
        if (!found.ok) return found;
        const { row, draft, kind } = found.value;
        if (draft.version !== expected) return fail({ kind: 'changed', version: draft.version });
        const version = expected + 1;
        const about = { documentId: id, bodyId: row.bodyId, reporter: row.reporter };
        const sealed = await keep(tx, keys, about, 'words', wordsBytes(words), version);
        if (sealed === undefined) throw new Error('an office lost the key that its documents are sealed to');
        await tx
          .insertInto('document_version')
          .values({ document_id: id, version, words_sealed: sealed, saved_by: member.userId })
          .execute();
        await note(tx, member, 'document.save', 'write', { caseId: view.id, bodyId: row.bodyId, target: kind.code });
        return ok({ version });
      }),

    discard: (member, view, id) =>
      as(member, async (tx) => {
        if ((await open(tx, member, view, id))?.mayGiveUp !== true) return false;
        const locked = await tx.selectFrom('document').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
        const found = await open(tx, member, view, id);
        if (locked === undefined || found?.mayGiveUp !== true) return false;
        const at = Temporal.Instant.fromEpochMilliseconds(platform.realNow()).toString();
        await tx.updateTable('document').set({ discarded_at: at }).where('id', '=', id).execute();
        await note(tx, member, 'document.discard', 'write', {
          caseId: view.id,
          bodyId: found.row.bodyId,
          target: found.kind.code,
        });
        return true;
      }),

    preview: (member, view, id) =>
      as(member, async (tx): Promise<Result<Buffer, PrintError | { kind: 'not-found' }>> => {
        const found = await open(tx, member, view, id);
        if (found === undefined || found.draft === null || found.row.issued !== null)
          return fail({ kind: 'not-found' });
        await note(tx, member, 'document.view', 'read', {
          caseId: view.id,
          bodyId: found.row.bodyId,
          target: found.kind.code,
        });
        const now = await platform.legalClock.now();
        const { print } = await input(tx, found, found.draft, legalDay(now, found.office.zone));
        return printDocument(workshop, print, Math.floor(now.epochMilliseconds / 1000));
      }),

    issue: async (member, view, id, expected) => {
      await runAs(db, { kind: 'system' }, (tx) => signer.prepare(tx));
      return as(member, async (tx): Promise<Result<{ number: string; code: string }, IssueError>> => {
        const found = await openForChange(tx, member, view, id);
        if (!found.ok) return found;
        const { row, kind, office, draft } = found.value;
        if (draft.version !== expected) return fail({ kind: 'changed', version: draft.version });
        const missing = missingParts(kind, draft.words);
        if (missing.length > 0) return fail({ kind: 'incomplete', parts: missing });
        // What is sealed must be what is stored, and the database keeps less than a nanosecond.
        const at = (await platform.legalClock.now()).round('millisecond');
        const day = legalDay(at, office.zone);
        const year = Number(day.slice(0, 4));
        const { letterhead, print } = await input(tx, found.value, draft, day);
        // From here on whoever issues at this office waits, until the number is either given or free again: printing belongs inside.
        const { rows } = await sql<{
          serial: number;
        }>`select next_document_serial(${office.id}::uuid, ${year}::integer) as serial`.execute(tx);
        const serial = rows[0]?.serial ?? 1;
        const number = formatDocumentNumber(letterhead.pattern, {
          serial,
          classification: kind.classification,
          code: letterhead.code,
          day,
        });
        const code = newReference('document', platform.random);
        const checkUrl = `${platform.publicUrl}/periksa/dokumen/${code}`;
        const made = await printDocument(
          workshop,
          { ...print, issued: { number, code, checkUrl } },
          Math.floor(at.epochMilliseconds / 1000),
        );
        if (!made.ok) return made;
        const about = { documentId: id, bodyId: row.bodyId, reporter: row.reporter };
        const pdf = await keep(tx, keys, about, 'pdf', made.value);
        if (pdf === undefined) throw new Error('an office lost the key that its documents are sealed to');
        const sha256 = sha256Of(made.value);
        const sealed = { kind: kind.code, number, bodyId: office.id, at, sha256 };
        const { keyNumber, signature } = await signer.sign(tx, statementOf(sealed));
        const salt = platform.random(32);
        await tx
          .insertInto('document_issue')
          .values({
            document_id: id,
            version: draft.version,
            case_id: view.id,
            seq: view.lastSeq + 1,
            body_id: office.id,
            year,
            serial,
            number,
            issued_on: day,
            issued_at: at.toString(),
            issued_by: member.userId,
            check_code: code,
            pdf_sealed: pdf,
            pdf_sha256: sha256,
            key_number: keyNumber,
            signature,
            salt,
            commitment: Buffer.from(commit(documentEntry({ ...sealed, signature }), salt)),
          })
          .execute();
        await note(tx, member, 'document.issue', 'write', { caseId: view.id, bodyId: office.id, target: kind.code });
        return ok({ number, code });
      });
    },

    end: (member, view, id, reason, replacedBy) =>
      as(member, async (tx): Promise<Result<null, EndError>> => {
        const found = await open(tx, member, view, id);
        if (found === undefined || mandateOf(member, found.kind, found.row.bodyId) === undefined)
          return fail({ kind: 'not-found' });
        if (found.row.issued === null) return fail({ kind: 'not-found' });
        if (found.row.ended !== null) return fail({ kind: 'ended' });
        if (replacedBy !== null) {
          const other = isUuid(replacedBy) ? await findDocument(tx, view.id, replacedBy) : undefined;
          const fits =
            other !== undefined &&
            other.id !== id &&
            other.issued !== null &&
            other.ended === null &&
            other.bodyId === found.row.bodyId &&
            other.kind === found.row.kind;
          if (!fits) return fail({ kind: 'wrong-replacement' });
        }
        const about = { documentId: id, bodyId: found.row.bodyId, reporter: found.row.reporter };
        const sealed = await keep(tx, keys, about, 'reason', Buffer.from(reason, 'utf8'));
        if (sealed === undefined) throw new Error('an office lost the key that its documents are sealed to');
        const at = (await platform.legalClock.now()).round('millisecond');
        const done = await tx
          .insertInto('document_end')
          .values({
            document_id: id,
            what: replacedBy === null ? 'withdrawn' : 'replaced',
            replaced_by: replacedBy,
            reason_sealed: sealed,
            ended_on: legalDay(at, found.office.zone),
            ended_at: at.toString(),
            ended_by: member.userId,
          })
          .onConflict((c) => c.column('document_id').doNothing())
          .executeTakeFirst();
        if (Number(done.numInsertedOrUpdatedRows ?? 0) === 0) return fail({ kind: 'ended' });
        await note(tx, member, 'document.end', 'write', {
          caseId: view.id,
          bodyId: found.row.bodyId,
          target: found.kind.code,
        });
        return ok(null);
      }),

    file: (member, view, id) =>
      as(member, async (tx): ReturnType<typeof openFile> => {
        const row = isUuid(id) ? await findDocument(tx, view.id, id) : undefined;
        if (row === undefined) return { ok: false, error: { kind: 'not-found' } satisfies FileError };
        const opened = await openFile(tx, keys, signer, row);
        if (opened.ok)
          await note(tx, member, 'document.download', 'read', {
            caseId: view.id,
            bodyId: row.bodyId,
            target: row.kind,
          });
        return opened;
      }),

    state: (member, document) => as(member, (tx) => openFile(tx, keys, signer, document)),

    check: (code) => runAs(db, { kind: 'public' }, (tx) => checkDocument(tx, code)),

    letterhead: (member, bodyId) =>
      as(member, async (tx) => {
        if (!drafters(member).some((m) => m.bodyId === bodyId)) return undefined;
        const office = await getOffice(tx, bodyId);
        return { office, now: await letterheadOn(tx, office, await today(office.zone)) };
      }),

    setLetterhead: (member, bodyId, next) =>
      as(member, async (tx) => {
        if (!drafters(member).some((m) => m.bodyId === bodyId)) return false;
        await tx
          .insertInto('document_letterhead')
          .values({
            id: platform.uuid(),
            body_id: bodyId,
            valid_from: next.validFrom,
            heading: next.heading,
            address: next.address,
            place: next.place,
            code: next.code,
            pattern: next.pattern,
            signer_post: next.signerPost,
            signer_name: next.signerName,
            signer_number: next.signerNumber,
            recorded_by: member.userId,
          })
          .execute();
        await note(tx, member, 'document.letterhead', 'write', { caseId: null, bodyId });
        return true;
      }),
  };
}

/** Roles that write documents of an office. */
const draftingRoles = ['officer', 'verifier', 'conveyor', 'authority'] as const;

/** Offices for which the person may write documents. */
export function drafters(member: Member): readonly Membership[] {
  return member.memberships.filter(
    (m) => draftingRoles.some((role) => role === m.role) && fitsOffice(m.role, m.bodyKind),
  );
}

/** Offices that may make documents of a case now: whoever holds it first, then offices with a part in it. */
async function officesOf(tx: Tx, view: Pick<CaseView, 'id' | 'holderBodyId'>): Promise<readonly string[]> {
  const parts = await tx
    .selectFrom('case_part')
    .select('body_id')
    .where('case_id', '=', view.id)
    .where('ended_at', 'is', null)
    .execute();
  return [view.holderBodyId, ...parts.map((part) => part.body_id)];
}

/** The duty by which the person makes a document of this kind at one of these offices; at the intake office where it names the reporter. */
function mandateIn(
  member: Member,
  kind: DocumentKind,
  view: Pick<CaseView, 'originBodyId' | 'erased'>,
  offices: readonly string[],
): Membership | undefined {
  if (view.erased) return undefined;
  const wanted = kind.reporter ? [view.originBodyId] : offices;
  return drafters(member).find((m) => wanted.includes(m.bodyId) && kind.roles.includes(m.role));
}

function mandateOf(member: Member, kind: DocumentKind, bodyId: string): Membership | undefined {
  return drafters(member).find((m) => m.bodyId === bodyId && kind.roles.includes(m.role));
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
