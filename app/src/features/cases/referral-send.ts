/**
 * Referrals as they leave: to the authority of somebody who is no civil servant, or with signs of a crime to Gakkumdu, beside the case. Which rule
 * sends whom where is dated data (`referral_authority`); what becomes of a referral is in `features/referrals`.
 */
import type { Rulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { ActionType, CaseAction, EventKind } from './case.ts';
import type { CandidateBody } from './case-routes.ts';
import { officeOf, type StepWriter } from './case-store.ts';
import { countDue } from './handover-due.ts';
import { handoverContents, manifestOf } from './handover-manifest.ts';
import { property, textOf } from './stored-values.ts';

export const authorityKinds = ['village', 'tni', 'polri', 'ppnpn', 'other', 'gakkumdu'] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

const natures = ['law', 'practice', 'target'] as const;

/** One row of the data: who is competent, by which rule, and until when it answers. */
export interface Authority {
  readonly kind: AuthorityKind;
  /** Kind of office that may be this authority where it works here. */
  readonly toKind: string | null;
  readonly basis: string;
  readonly confidence: string;
  readonly answer: {
    readonly within: number;
    readonly unit: 'working_day' | 'calendar_day';
    readonly nature: (typeof natures)[number];
    readonly basis: string;
  };
}

type Referral = Extract<CaseAction, { readonly type: 'refer' | 'forward-criminal' }>;

export function isReferral(action: ActionType): action is Referral['type'] {
  return action === 'refer' || action === 'forward-criminal';
}

/** Kinds that an action may refer to. */
export function kindsOf(action: Referral['type']): readonly AuthorityKind[] {
  return action === 'refer' ? ['village', 'tni', 'polri', 'ppnpn', 'other'] : ['gakkumdu'];
}

/** The rows in force on a legal day, in the order of the kinds. */
export async function readAuthorities(tx: Tx, day: string): Promise<readonly Authority[]> {
  const rows = await tx
    .selectFrom('referral_authority')
    .selectAll()
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>=', day)]))
    .orderBy('valid_from')
    .execute();
  return authorityKinds.flatMap((kind) => {
    const row = rows.findLast((one) => one.kind === kind);
    if (row === undefined) return [];
    const nature = natures.find((one) => one === row.answer_nature);
    if (nature === undefined) throw new Error('an authority has an unknown nature');
    return [
      {
        kind,
        toKind: row.to_kind,
        basis: row.basis,
        confidence: row.confidence,
        answer: {
          within: row.answer_within,
          unit: row.answer_unit === 'calendar_day' ? 'calendar_day' : 'working_day',
          nature,
          basis: row.answer_basis,
        },
      },
    ];
  });
}

/** Offices here that may be the authority for such a referral of the case, the nearest first. */
export async function referralOffices(
  tx: Tx,
  kinds: readonly AuthorityKind[],
  at: { readonly fromBodyId: string; readonly regionId: string; readonly day: string },
): Promise<readonly CandidateBody[]> {
  const { rows } = await sql<CandidateBody>`
    select distinct b.id, b.name, b.kind, b.level, place.path
    from referral_authority r
    join body b on b.kind = r.to_kind and not b.outside and b.id <> ${at.fromBodyId}::uuid
    join jurisdiction place on place.id = b.jurisdiction_id
    join jurisdiction region on region.id = ${at.regionId}::uuid and starts_with(region.path, place.path)
    where r.kind = any (${[...kinds]}::text[]) and r.valid_from <= ${at.day}::date and (r.valid_until is null or r.valid_until >= ${at.day}::date)
      and (b.valid_from is null or b.valid_from <= ${at.day}::date) and (b.valid_until is null or b.valid_until >= ${at.day}::date)`.execute(
    tx,
  );
  return rows.toSorted((a, b) => b.path.length - a.path.length || a.name.localeCompare(b.name));
}

/** The action with the name of its receiver: of the office here that was chosen, or as it was written down. Others pass through. */
export async function withAuthority(
  tx: Tx,
  action: CaseAction,
  at: { readonly fromBodyId: string; readonly regionId: string; readonly day: string },
): Promise<Result<CaseAction, 'authority-unnamed' | 'authority-misfit'>> {
  if (action.type !== 'refer' && action.type !== 'forward-criminal') return ok(action);
  const here = action.receiverBodyId ?? '';
  if (here === '') return action.office === '' ? fail('authority-unnamed') : ok(action);
  const kind: AuthorityKind = action.type === 'refer' ? action.authority : 'gakkumdu';
  const office = (await referralOffices(tx, [kind], at)).find((one) => one.id === here);
  return office === undefined ? fail('authority-misfit') : ok({ ...action, office: office.name });
}

/** Writes the referral beside its step, with hashes of what is handed over; the office that receives it reads the case so far and no further. */
export async function sendReferral(
  writer: StepWriter,
  caseId: string,
  sent: {
    readonly seq: number;
    readonly action: Referral;
    readonly fromBodyId: string;
    /** Legal day at the office that refers. */
    readonly day: string;
    readonly bundleHash: Buffer;
    readonly rulebook: Rulebook;
    readonly keys: Keys;
  },
): Promise<void> {
  const { tx, userId } = writer;
  if (userId === null) throw new Error('a case is referred by a person');
  const { action } = sent;
  const kind: AuthorityKind = action.type === 'refer' ? action.authority : 'gakkumdu';
  const authority = (await readAuthorities(tx, sent.day)).find((one) => one.kind === kind);
  if (authority === undefined) throw new Error(`no row says who is competent for ${kind} on ${sent.day}`);
  const toBodyId = action.receiverBodyId === undefined || action.receiverBodyId === '' ? null : action.receiverBodyId;
  const due = countDue(authority.answer, writer.at, await officeOf(tx, toBodyId ?? sent.fromBodyId), sent.rulebook);
  const salt = writer.random(32);
  const manifest = manifestOf(
    await handoverContents(tx, sent.keys, { caseId, seq: sent.seq, sentAt: writer.at }),
    salt,
  );
  await tx
    .insertInto('referral')
    .values({
      id: writer.uuid(),
      case_id: caseId,
      seq: sent.seq,
      kind,
      from_body_id: sent.fromBodyId,
      to_body_id: toBodyId,
      sent_at: writer.at.toString(),
      sent_by: userId,
      bundle_hash: sent.bundleHash,
      salt,
      parts: JSON.stringify(manifest.parts),
      sha256: Buffer.from(manifest.sha256, 'hex'),
      basis: authority.basis,
      confidence: authority.confidence,
      due_at: due.dueAt.toString(),
      due_rule: JSON.stringify(due.rule),
      due_provisional: due.provisional,
    })
    .execute();
  if (toBodyId !== null)
    await tx
      .insertInto('case_access')
      .values({ case_id: caseId, body_id: toBodyId, since: writer.at.toString(), reads_to_seq: sent.seq })
      // Whoever reads more already goes on doing so; whoever had read less reads up to here.
      .onConflict((c) =>
        c.columns(['case_id', 'body_id']).doUpdateSet({
          reads_to_seq: sql<
            number | null
          >`case when case_access.reads_to_seq is null then null else greatest(case_access.reads_to_seq, ${sent.seq}) end`,
        }),
      )
      .execute();
}

/** Whoever reads what was referred to the own office opens the referral. */
export async function openReferrals(
  tx: Tx,
  caseId: string,
  own: readonly string[],
  by: () => Promise<{ readonly userId: string; readonly at: Temporal.Instant }>,
): Promise<void> {
  if (own.length === 0) return;
  const { userId, at } = await by();
  await tx
    .updateTable('referral')
    .set({ opened_at: at.toString(), opened_by: userId })
    .where('case_id', '=', caseId)
    .where('to_body_id', 'in', [...own])
    .where('opened_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
}

/** Whether the case was ever referred or forwarded beside: only then is there anything to ask about it. Pure. */
export function wasReferred(view: { readonly steps: readonly { readonly kind: EventKind }[] }): boolean {
  return view.steps.some(({ kind }) => kind === 'referred' || kind === 'forwarded-criminal');
}

/** What a forwarding letter says of the referral it goes with. */
export interface LetterReferral {
  readonly to: string;
  readonly reason: string;
  readonly basis: string;
  /** Hex, over all that was referred. */
  readonly sha256: string;
  readonly dueAt: Temporal.Instant;
}

/** The last referral of a case for which documents of that kind are the letter; null where there is none. */
export async function letterReferral(tx: Tx, caseId: string, documentKind: string): Promise<LetterReferral | null> {
  if (documentKind !== 'penerusan-berwenang' && documentKind !== 'penerusan-gakkumdu') return null;
  const criminal = documentKind === 'penerusan-gakkumdu';
  const row = await tx
    .selectFrom('referral as r')
    .leftJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'r.case_id').onRef('c.seq', '=', 'r.seq'))
    .select(['r.basis', 'r.sha256', 'r.due_at', 'c.content'])
    .where('r.case_id', '=', caseId)
    .where('r.kind', criminal ? '=' : '<>', 'gakkumdu')
    .orderBy('r.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    to: textOf(property(row.content, 'office')) ?? '',
    reason: textOf(property(row.content, 'reason')) ?? '',
    basis: row.basis,
    sha256: row.sha256.toString('hex'),
    dueAt: row.due_at,
  };
}
