/** Referrals and what became of them, in the scope of the person who asks. The sender sees the state for ever, never what the receiver does. */
import { isZone, type Zone } from '@netra/rulebook';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import { unreachable } from '../../platform/result.ts';
import {
  type AuthorityKind,
  authorityKinds,
  type DueRule,
  manifestParts,
  type PartHash,
  readDueRule,
} from '../cases/index.ts';

export const receiptStates = ['delivered', 'opened', 'accepted', 'returned'] as const;
export type ReceiptState = (typeof receiptStates)[number];
export type ReferralState = 'sent' | ReceiptState;

export const returnCategories = ['incomplete', 'wrong-office', 'duplicate', 'other'] as const;
export type ReturnCategory = (typeof returnCategories)[number];

/** What an authority outside answered, by its letter. */
export interface Receipt {
  readonly state: ReceiptState;
  readonly onDay: string;
  readonly at: Temporal.Instant;
  readonly letterNumber: string;
  /** Hex; null: the letter was not at hand as a file. */
  readonly sha256: string | null;
}

interface OfficeFact {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

export interface ReferralView {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly seq: number;
  readonly kind: AuthorityKind;
  readonly fromBodyId: string;
  readonly from: OfficeFact;
  /** Null: the authority works outside. */
  readonly toBodyId: string | null;
  readonly to: OfficeFact;
  /** Where its limit ends: at the receiver, or where that is not here at the sender. */
  readonly zone: Zone;
  readonly direction: 'out' | 'in' | 'other';
  readonly sentAt: Temporal.Instant;
  readonly openedAt: Temporal.Instant | null;
  readonly acceptedAt: Temporal.Instant | null;
  readonly returnedAt: Temporal.Instant | null;
  readonly receipts: readonly Receipt[];
  readonly state: ReferralState;
  readonly dueAt: Temporal.Instant;
  readonly dueRule: DueRule | null;
  readonly endedAt: Temporal.Instant | null;
  readonly basis: string;
  readonly confidence: string;
  /** The letter that the step names. */
  readonly letter: { readonly number: string; readonly sha256: string } | null;
  readonly parts: readonly PartHash[];
  readonly sha256: string;
  readonly salt: Buffer;
  readonly returnCategory: ReturnCategory | null;
  readonly returnLocked: Buffer | null;
  /** How often it left as a file. */
  readonly files: number;
}

const Parts = z.array(z.object({ part: z.enum(manifestParts), sha256: z.string() }));
const Words = z.object({
  office: z.string().catch(''),
  document: z.string().catch(''),
  documentHash: z.string().catch(''),
});
const Receipts = z.array(
  z.object({
    state: z.enum(receiptStates),
    on: z.string(),
    at: z.string(),
    letter: z.string(),
    sha256: z.string().nullable(),
  }),
);

/** Of an authority whose name the person may not read. */
const OUTSIDE = 'luar-netra';

interface Row {
  id: string;
  case_id: string;
  number: string;
  seq: number;
  kind: string;
  from_body_id: string;
  from_code: string;
  from_name: string;
  from_kind: string;
  from_zone: string;
  to_body_id: string | null;
  to_code: string | null;
  to_name: string | null;
  to_kind: string | null;
  to_zone: string | null;
  sent_at: Temporal.Instant;
  opened_at: Temporal.Instant | null;
  accepted_at: Temporal.Instant | null;
  returned_at: Temporal.Instant | null;
  due_at: Temporal.Instant;
  due_rule: unknown;
  ended_at: Temporal.Instant | null;
  basis: string;
  confidence: string;
  parts: unknown;
  sha256: string;
  salt: Buffer;
  return_category: string | null;
  return_locked: Buffer | null;
  content: unknown;
  receipts: unknown;
  files: number;
}

export async function readReferrals(
  tx: Tx,
  own: readonly string[],
  condition: ReturnType<typeof sql>,
  order: ReturnType<typeof sql> = sql`r.sent_at, r.seq`,
): Promise<ReferralView[]> {
  const { rows } = await sql<Row>`
    select r.id, r.case_id, f.number, r.seq, r.kind, r.from_body_id, a.code as from_code, a.name as from_name, a.kind as from_kind, a.zone as from_zone,
      r.to_body_id, b.code as to_code, b.name as to_name, b.kind as to_kind, b.zone as to_zone, r.sent_at, r.opened_at, r.accepted_at, r.returned_at,
      r.due_at, r.due_rule, r.ended_at, r.basis, r.confidence, r.parts, encode(r.sha256, 'hex') as sha256, r.salt, r.return_category, r.return_locked,
      c.content,
      (select coalesce(jsonb_agg(jsonb_build_object('state', p.state, 'on', p.on_day, 'at', to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'letter', p.letter_number, 'sha256', encode(p.sha256, 'hex')) order by p.at, array_position(array['delivered', 'opened', 'accepted', 'returned'], p.state)), '[]') from referral_receipt p where p.referral_id = r.id) as receipts,
      (select count(*) from referral_file x where x.referral_id = r.id)::int as files
    from referral r
    join case_file f on f.id = r.case_id
    join body a on a.id = r.from_body_id
    left join body b on b.id = r.to_body_id
    left join case_event_content c on c.case_id = r.case_id and c.seq = r.seq
    where ${condition} order by ${order}`.execute(tx);
  return rows.map((row) => viewOf(row, own));
}

function viewOf(row: Row, own: readonly string[]): ReferralView {
  const kind = authorityKinds.find((one) => one === row.kind);
  const zone = row.to_zone ?? row.from_zone;
  if (kind === undefined || !isZone(zone)) throw new Error('a referral has an unknown kind or zone');
  const words = Words.safeParse(row.content ?? {});
  const told = words.success ? words.data : { office: '', document: '', documentHash: '' };
  const receipts = Receipts.parse(row.receipts).map(
    (one): Receipt => ({
      state: one.state,
      onDay: one.on,
      at: Temporal.Instant.from(one.at),
      letterNumber: one.letter,
      sha256: one.sha256,
    }),
  );
  const at = (state: ReceiptState): Temporal.Instant | null => receipts.find((one) => one.state === state)?.at ?? null;
  const openedAt = row.opened_at ?? at('opened');
  const acceptedAt = row.accepted_at ?? at('accepted');
  const returnedAt = row.returned_at ?? at('returned');
  return {
    id: row.id,
    caseId: row.case_id,
    caseNumber: row.number,
    seq: row.seq,
    kind,
    fromBodyId: row.from_body_id,
    from: { code: row.from_code, name: row.from_name, kind: row.from_kind },
    toBodyId: row.to_body_id,
    to: { code: row.to_code ?? OUTSIDE, name: row.to_name ?? told.office, kind: row.to_kind ?? kind },
    zone,
    direction: own.includes(row.from_body_id)
      ? 'out'
      : row.to_body_id !== null && own.includes(row.to_body_id)
        ? 'in'
        : 'other',
    sentAt: row.sent_at,
    openedAt,
    acceptedAt,
    returnedAt,
    receipts,
    state:
      returnedAt !== null
        ? 'returned'
        : acceptedAt !== null
          ? 'accepted'
          : openedAt !== null
            ? 'opened'
            : row.to_body_id !== null || receipts.length > 0
              ? 'delivered'
              : 'sent',
    dueAt: row.due_at,
    dueRule: readDueRule(row.due_rule),
    endedAt: row.ended_at,
    basis: row.basis,
    confidence: row.confidence,
    letter: told.documentHash === '' ? null : { number: told.document, sha256: told.documentHash },
    parts: Parts.parse(row.parts),
    sha256: row.sha256,
    salt: row.salt,
    returnCategory: returnCategories.find((one) => one === row.return_category) ?? null,
    returnLocked: row.return_locked,
    files: row.files,
  };
}

/** Of a case, and of those it was separated from while it was one with them: what went to Gakkumdu went for all. */
export function ofCase(caseId: string): ReturnType<typeof sql> {
  return sql`(r.case_id = ${caseId}::uuid or r.kind = 'gakkumdu' and exists (select 1 from case_separation s
    where s.case_id = ${caseId}::uuid and s.source_id = r.case_id and r.sent_at <= s.separated_at))`;
}

export const referralFilters = ['all', 'overdue', 'waiting', 'returned'] as const;
export type ReferralFilter = (typeof referralFilters)[number];

function filterCondition(filter: ReferralFilter, now: Temporal.Instant): ReturnType<typeof sql> {
  switch (filter) {
    case 'all':
      return sql`true`;
    case 'overdue':
      return sql`r.ended_at is null and r.due_at < ${now.toString()}::timestamptz`;
    case 'waiting':
      return sql`r.ended_at is null`;
    case 'returned':
      return sql`(r.returned_at is not null or exists (select 1 from referral_receipt p where p.referral_id = r.id and p.state = 'returned'))`;
    default:
      return unreachable(filter);
  }
}

export interface ReferralList {
  readonly rows: readonly ReferralView[];
  readonly counts: Readonly<Record<ReferralFilter, number>>;
}

export const REFERRALS_ON_PAGE = 25;

/** Referrals from or to these offices, the newest first. */
export async function readReferralList(
  tx: Tx,
  own: readonly string[],
  asked: { readonly direction: 'in' | 'out'; readonly filter: ReferralFilter; readonly page: number },
  now: Temporal.Instant,
): Promise<ReferralList> {
  const side = asked.direction === 'out' ? sql`r.from_body_id` : sql`r.to_body_id`;
  const mine = sql`${side} = any (${[...own]}::uuid[])`;
  const { rows: counted } = await sql<Record<ReferralFilter, number>>`select ${sql.join(
    referralFilters.map((one) => sql`count(*) filter (where ${filterCondition(one, now)})::int as ${sql.ref(one)}`),
  )} from referral r where ${mine}`.execute(tx);
  const rows = await readReferrals(
    tx,
    own,
    sql`${mine} and ${filterCondition(asked.filter, now)}`,
    sql`r.sent_at desc, r.seq desc limit ${REFERRALS_ON_PAGE} offset ${(asked.page - 1) * REFERRALS_ON_PAGE}`,
  );
  return { rows, counts: counted[0] ?? { all: 0, overdue: 0, waiting: 0, returned: 0 } };
}
