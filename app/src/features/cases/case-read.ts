/** The case as its page shows it, in the scope of the person who asks: steps, limits, hand-overs, and whether the chain holds. */
import { verifyChain } from '@netra/ledger';
import { sql } from 'kysely';
import { sha256 } from '../../platform/crypto/digest.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { fixed } from '../../platform/db/fixed.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { findSealsAmong, type Seals } from '../ledger/index.ts';
import { readPlaced } from './accused-store.ts';
import {
  type Accused,
  type ActionType,
  allowed,
  type CaseOrigin,
  type CaseState,
  type CaseStatus,
  type EventKind,
  eventKinds,
  standsInTheWay,
} from './case.ts';
import { stepOpening } from './case-chain.ts';
import { type FoldedStep, foldSteps } from './case-fold.ts';
import { isForPeople, mandateAnywhere, mandateFor, ownBodies, type Whereabouts } from './case-permissions.ts';
import { readSiblings, type Sibling } from './case-separate.ts';
import { beside, isOrigin, officesColumn, seatColumn } from './case-store.ts';
import { type ClockChangeView, readClockChanges } from './clock-reevaluation.ts';
import { type HandoverView, handoverRows } from './handover-read.ts';
import { sittingIds, sittingNames } from './plenary.ts';
import { type DeclaredStake, readStakes } from './stakes.ts';
import { property, statusOf, textOf, zone } from './stored-values.ts';

export interface CaseView {
  readonly id: string;
  readonly number: string;
  readonly status: CaseStatus;
  readonly origin: CaseOrigin;
  readonly electionId: string;
  readonly contestId: string;
  readonly actKind: string;
  readonly level: string | null;
  readonly regionId: string;
  readonly regionName: string;
  readonly originBodyId: string;
  readonly holderBodyId: string;
  readonly holderName: string;
  readonly holderZone: Zone;
  readonly openedAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
  readonly lastSeq: number;
  /** The person works on it and never said whether an interest stands in the way. */
  readonly asksStake: boolean;
  /** What it held was erased: nothing new is written into it. */
  readonly erased: boolean;
  readonly accused: readonly Accused[];
  /** Blind index of their names by place, to compare with the names of those who handle the case. */
  readonly nameWords: ReadonlyMap<number, ReadonlySet<string>>;
  readonly steps: readonly StepView[];
  readonly clocks: readonly ClockView[];
  /** How later law moved them. */
  readonly clockChanges: readonly ClockChangeView[];
  readonly handovers: readonly HandoverView[];
  /** What was last written down of the act: input of the rulebook. Null before an officer did so. */
  readonly facts: unknown;
  readonly summary: string | null;
  /** Cases of the same family that this person sees: accused of one matter whose ways parted. */
  readonly siblings: readonly Sibling[];
  /** Buttons: what the status allows and the person's office and role may do. */
  readonly actions: readonly ActionType[];
  /** What its steps add up to and what stands beside it, as far as this person may read it. */
  readonly state: CaseState;
  /** Offices that have a part in it beside the holder. */
  readonly parts: Whereabouts['parts'];
  /** The person's offices that have to do with it, the first one first. */
  readonly myOffices: readonly string[];
  /** The body for which the person sits in the office that holds the case; null: none. */
  readonly mySeat: string | null;
  /** The chain of steps as this person can check it. */
  readonly chain: { readonly ok: true } | { readonly ok: false; readonly seq: number };
  /** Where steps and opened hand-overs stand in the public log. */
  readonly seals: Seals;
}

export interface StepView {
  readonly seq: number;
  readonly kind: EventKind;
  readonly at: Temporal.Instant;
  readonly bodyName: string;
  readonly bodyZone: Zone;
  readonly toBodyName: string | null;
  /** Name of the person, only to readers of the step's content. */
  readonly actorName: string | null;
  readonly statusAfter: CaseStatus;
  /** The person who asks did it. */
  readonly mine: boolean;
  /** Null when there is none, or when the office handed the case on before and may not read it. */
  readonly content: unknown;
  readonly hidden: boolean;
  /** Who sat in the plenary, by name: to readers of the step alone. */
  readonly sat: readonly string[];
  readonly commitment: Uint8Array;
  /** Salt and content were deleted by law: nobody can say any more what it held. */
  readonly erased: boolean;
}

export interface ClockView {
  readonly id: string;
  readonly procedureId: string;
  readonly stepId: string;
  readonly bodyName: string;
  readonly zone: Zone;
  readonly startedAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly skipped: readonly { readonly date: string; readonly why: string; readonly en: string }[];
  readonly provisional: boolean;
  readonly nature: 'law' | 'practice' | 'target';
  readonly basis: string;
  readonly confidence: string;
  readonly state: string;
  readonly endedAt: Temporal.Instant | null;
  /** Since when it stands still; null: it does not. */
  readonly stoppedAt: Temporal.Instant | null;
}

export async function readCase(
  tx: Tx,
  keys: Keys,
  member: Member,
  number: string,
  now: Temporal.Instant,
  /** The case of this number, when somebody found it before. */
  known?: string,
): Promise<CaseView | undefined> {
  const id = known ?? (await findId(tx, number));
  if (id === undefined) return undefined;
  // All at once: none of them needs what another finds, and each goes by the second wall.
  const [[row], told, handovers, accused, { parts, ...others }, clocks, siblings, seals] = await Promise.all([
    caseHeads(tx, id, member.userId, ownBodies(member)),
    stepRows(tx, id),
    handoverRows(tx, ownBodies(member), sql`h.case_id = ${id}`, sql`h.seq`),
    readPlaced(tx, keys, id),
    beside(tx, id, now),
    readClocks(tx, id),
    readSiblings(tx, id),
    findSealsAmong(
      tx,
      sql`select e.commitment from case_event e where e.case_id = ${id}
        union all select h.opened_commitment from handover h where h.case_id = ${id} and h.opened_commitment is not null`,
    ),
  ]);
  if (row === undefined || !isOrigin(row.origin)) return undefined;
  const status = statusOf(row.status);
  const { steps, folded, chain } = await stepsOf(
    tx,
    keys,
    { caseId: id, userId: member.userId, lastSeq: row.last_seq },
    told,
  );
  const facts = steps.findLast((s) => s.kind === 'facts-completed' && !s.hidden)?.content;
  const possible: readonly ActionType[] = allowed[status];
  // The last hand-over alone: an earlier one that was worked on without being accepted is over.
  const last = handovers.at(-1);
  const pending = last !== undefined && last.acceptedAt === null && last.returnedAt === null;
  const state: CaseState = {
    ...foldSteps(folded),
    ...others,
    status,
    origin: row.origin,
    factsComplete: accused.length > 0 && steps.some((step) => step.kind === 'facts-completed'),
    accused: accused.map(({ place }) => place),
    originBodyId: row.origin_body_id,
    holderBodyId: row.holder_body_id,
    openHandoverFrom: pending ? last.fromBodyId : null,
    statusBeforeHandover: pending ? (steps.findLast((step) => step.seq < last.seq)?.statusAfter ?? null) : null,
  };
  const mySeat = row.my_seat;
  return {
    id: row.id,
    number: row.number,
    status,
    origin: row.origin,
    electionId: row.election_id,
    contestId: row.contest_id,
    actKind: row.act_kind,
    level: row.level,
    regionId: row.region_id,
    regionName: row.region_name,
    originBodyId: row.origin_body_id,
    holderBodyId: row.holder_body_id,
    holderName: row.holder_name,
    holderZone: zone(row.holder_zone),
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    lastSeq: row.last_seq,
    asksStake: mandateAnywhere(member, row.holder_body_id, parts) !== undefined && !row.no_stake,
    erased: row.erased_at !== null,
    accused: accused.map(({ person }) => person),
    nameWords: new Map(accused.map(({ place, words }) => [place, words])),
    steps,
    clocks: clocks.all,
    clockChanges: clocks.moved ? await readClockChanges(tx, row.id) : [],
    handovers,
    facts: property(facts, 'facts'),
    summary: textOf(property(facts, 'summary')),
    siblings,
    actions: possible.filter(
      (action) =>
        row.erased_at === null &&
        mandateFor(member, action, row.holder_body_id, parts) !== undefined &&
        standsInTheWay(state, action) === null &&
        !(row.by_program && isForPeople(action)) &&
        (action !== 'cast-vote' || mySeat !== null),
    ),
    state,
    parts,
    mySeat,
    myOffices: row.my_offices,
    chain,
    seals,
  };
}

async function findId(tx: Tx, number: string): Promise<string | undefined> {
  return (await tx.selectFrom('case_file').select('id').where('number', '=', number).executeTakeFirst())?.id;
}

const caseHeads = fixed((tx, id, userId, own) =>
  tx
    .selectFrom('case_file')
    .innerJoin('jurisdiction', 'jurisdiction.id', 'case_file.region_id')
    .innerJoin('body', 'body.id', 'case_file.holder_body_id')
    .selectAll('case_file')
    .select(['jurisdiction.name as region_name', 'body.name as holder_name', 'body.zone as holder_zone'])
    // What the person is in this case, asked along with it.
    .select([
      sql<boolean>`is_service()`.as('by_program'),
      seatColumn(userId).as('my_seat'),
      officesColumn(own).as('my_offices'),
      sql<boolean>`exists (select 1 from case_no_stake n where n.case_id = case_file.id and n.user_id = ${userId}::uuid)`.as(
        'no_stake',
      ),
    ])
    .where('case_file.id', '=', id),
);

type StepRow = Awaited<ReturnType<typeof stepRows>>[number];

const stepRows = fixed((tx, caseId) =>
  tx
    .selectFrom('case_event as e')
    .innerJoin('body as b', 'b.id', 'e.body_id')
    .leftJoin('body as t', 't.id', 'e.to_body_id')
    .leftJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'))
    .leftJoin('auth.auth_user as u', 'u.id', 'e.actor_user_id')
    .select([
      'e.seq',
      'e.kind',
      'e.at',
      'b.name as body_name',
      'b.zone',
      't.name as to_name',
      'c.content',
      'u.name as actor',
      'e.actor_user_id',
      'e.status_after',
      'e.body_id',
      'e.to_body_id',
      'e.salt',
      'e.commitment',
      'e.link',
    ])
    // Whoever is shown the content may read it; asked step by step is only where there is none.
    .select(sql<boolean>`c.seq is not null or reads_step(e.case_id, e.seq)`.as('readable'))
    .where('e.case_id', '=', caseId)
    .orderBy('e.seq'),
);

async function stepsOf(
  tx: Tx,
  keys: Keys,
  { caseId, userId, lastSeq }: { readonly caseId: string; readonly userId: string; readonly lastSeq: number },
  rows: readonly StepRow[],
): Promise<{ steps: StepView[]; folded: readonly FoldedStep[]; chain: CaseView['chain'] }> {
  const verdict = verifyChain(
    rows.map((r) => {
      // What may be read is opened and compared word for word; of the rest the chain shows that it was not exchanged.
      const opening = r.readable ? stepOpening(caseId, r) : null;
      return { commitment: r.commitment, link: r.link, ...(opening === null ? {} : { opening }) };
    }),
    { length: lastSeq },
    sha256,
  );
  // Few cases have one: what was declared lies elsewhere.
  const stakes: ReadonlyMap<string, DeclaredStake> = rows.some((r) => r.kind === 'interest-declared')
    ? await readStakes(tx, keys, caseId)
    : new Map();
  const names = await sittingNames(
    tx,
    rows.flatMap((r) => (r.readable ? sittingIds(r.kind, r.content) : [])),
  );
  const steps = rows.map((r): StepView => {
    const kind = eventKinds.find((k) => k === r.kind);
    if (kind === undefined) throw new Error(`case ${caseId} holds an unknown step`);
    return {
      seq: r.seq,
      kind,
      at: r.at,
      bodyName: r.body_name,
      bodyZone: zone(r.zone),
      toBodyName: r.to_name,
      actorName: r.readable ? r.actor : null,
      statusAfter: statusOf(r.status_after),
      mine: r.actor_user_id === userId,
      content: r.readable
        ? ((kind === 'interest-declared' ? stakes.get(r.actor_user_id ?? '') : undefined) ?? r.content ?? null)
        : null,
      hidden: !r.readable,
      sat: r.readable ? sittingIds(r.kind, r.content).flatMap((id) => names.get(id) ?? []) : [],
      commitment: r.commitment,
      erased: r.salt.length === 0,
    };
  });
  const folded = rows.map((r) => ({ kind: r.kind, content: r.content, actorUserId: r.actor_user_id }));
  return { steps, folded, chain: verdict.ok ? { ok: true } : { ok: false, seq: verdict.at + 1 } };
}

const clockRows = fixed((tx, caseId) =>
  tx
    .selectFrom('clock as k')
    .innerJoin('body as b', 'b.id', 'k.body_id')
    .leftJoin('clock_standstill as s', (on) => on.onRef('s.clock_id', '=', 'k.id').on('s.resumed_seq', 'is', null))
    .selectAll('k')
    .select(['b.name as body_name', 's.stopped_at'])
    .select(sql<boolean>`exists (select 1 from clock_change h where h.clock_id = k.id)`.as('moved'))
    .where('k.case_id', '=', caseId)
    .orderBy('k.started_at')
    .orderBy('k.due_at'),
);

async function readClocks(
  tx: Tx,
  caseId: string,
): Promise<{ readonly all: readonly ClockView[]; readonly moved: boolean }> {
  const rows = await clockRows(tx, caseId);
  const all = rows.map((r) => ({
    id: r.id,
    procedureId: r.procedure_id,
    stepId: r.step_id,
    bodyName: r.body_name,
    zone: zone(r.zone),
    startedAt: r.started_at,
    dueAt: r.due_at,
    skipped: skippedDays(r.skipped),
    provisional: r.provisional,
    nature: nature(r.nature),
    basis: r.basis,
    confidence: r.confidence,
    state: r.state,
    endedAt: r.ended_at,
    stoppedAt: r.state === 'stopped' ? r.stopped_at : null,
  }));
  return { all, moved: rows.some((r) => r.moved) };
}

function nature(text: string): ClockView['nature'] {
  if (text === 'law' || text === 'practice' || text === 'target') return text;
  throw new Error('a clock has an unknown nature');
}

function skippedDays(value: unknown): ClockView['skipped'] {
  if (!Array.isArray(value)) return [];
  return value.map((v: unknown) => ({
    date: textOf(property(v, 'date')) ?? '',
    why: textOf(property(v, 'why')) ?? '',
    en: textOf(property(v, 'en')) ?? '',
  }));
}
