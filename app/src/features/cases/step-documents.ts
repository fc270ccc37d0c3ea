/**
 * Documents that belong to a step: a decision and its delivery, a reminder, a reprimand, a block and its lifting rest on a letter, and the step names
 * it: one that was issued here, or the hash of one that was made elsewhere.
 */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { ActionType, CaseAction } from './case.ts';

/** Kinds of documents (`document_kind`) that an action may rest on; the first is the usual one. */
export const stepDocuments = {
  refer: ['penerusan-berwenang', 'penerusan'],
  'forward-criminal': ['penerusan-gakkumdu'],
  'record-decision': ['keputusan-hukuman-disiplin'],
  'record-delivery': ['keputusan-hukuman-disiplin'],
  remind: ['pengingat-tindak-lanjut'],
  reprimand: ['teguran-tindak-lanjut'],
  'propose-block': ['usul-pemblokiran'],
  'confirm-block': ['pemblokiran'],
  unblock: ['pembukaan-blokir'],
} as const satisfies Partial<Record<ActionType, readonly [string, ...string[]]>>;
type Documented = keyof typeof stepDocuments;

export function restsOnDocument(action: ActionType): action is Documented {
  return action in stepDocuments;
}

/** What goes at once, its letter following: it may name one and need not. */
const letterMayFollow: readonly ActionType[] = ['refer', 'forward-criminal'];

export interface IssuedDocument {
  readonly id: string;
  readonly number: string;
  readonly issuedOn: string;
  /** Hex. */
  readonly sha256: string;
  readonly nameId: string;
  readonly nameEn: string;
}

/** Documents of these kinds that were issued for the case, stand, and may be read by the actor; the newest first. */
export async function readIssued(tx: Tx, caseId: string, action: Documented): Promise<readonly IssuedDocument[]> {
  const { rows } = await sql<IssuedDocument>`
    select d.id, i.number, i.issued_on::text as "issuedOn", encode(i.pdf_sha256, 'hex') as sha256, k.name_id as "nameId", k.name_en as "nameEn"
    from document d join document_issue i on i.document_id = d.id left join document_end e on e.document_id = d.id
    join lateral (select name_id, name_en from document_kind k where k.code = d.kind order by k.valid_from desc limit 1) k on true
    where d.case_id = ${caseId} and d.kind = any (${[...stepDocuments[action]]}::text[]) and e.document_id is null
    order by i.issued_at desc limit 20`.execute(tx);
  return rows;
}

/** What a form or a program says of it: the id of a document issued here, or a hash. */
interface Named {
  readonly document?: string | undefined;
  readonly documentHash?: string | undefined;
}

/**
 * The action with its document as the step keeps it: number and hash.
 * @param asked whether one must be named: by people and programs from outside, not where results of another system are written down
 */
export async function withDocument(
  tx: Tx,
  caseId: string,
  action: CaseAction,
  asked: boolean,
): Promise<Result<CaseAction, 'document-missing' | 'document-unknown'>> {
  if (!restsOnDocument(action.type)) return ok(action);
  const { document, documentHash }: Named = 'document' in action || 'documentHash' in action ? action : {};
  if (document === undefined || document === '') {
    if (documentHash === undefined || documentHash === '')
      return asked && !letterMayFollow.includes(action.type) ? fail('document-missing') : ok(action);
    return ok(action);
  }
  const found = (await readIssued(tx, caseId, action.type)).find((one) => one.id === document);
  if (found === undefined) return fail('document-unknown');
  // A hash beside it must be that of the document: two letters are two steps.
  if (documentHash !== undefined && documentHash !== '' && documentHash !== found.sha256)
    return fail('document-unknown');
  return ok(named(action, found));
}

function named(action: CaseAction, { number, sha256 }: IssuedDocument): CaseAction {
  switch (action.type) {
    case 'refer':
    case 'forward-criminal':
    case 'record-decision':
    case 'record-delivery':
    case 'remind':
    case 'reprimand':
    case 'propose-block':
    case 'confirm-block':
    case 'unblock':
      return { ...action, document: number, documentHash: sha256 };
    default:
      return action;
  }
}
