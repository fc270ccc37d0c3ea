/**
 * Takes accused out of a case into one of their own, where the ways of persons part. The new case has a chain of its own: its first step names the
 * last link of the source, then stands a copy of every step that was common, sealed anew, and a step of the source names where it ends. The
 * database does it in one statement and checks every link and word (`separate_case`, migration 0043).
 */
import { sql } from 'kysely';
import { newReference } from '../../platform/crypto/reference.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { lockAccused, openName } from './accused-index.ts';
import { readPlaced } from './accused-store.ts';
import {
  type CaseAction,
  type CaseStatus,
  type ConveyedPerson,
  type EventKind,
  isCaseStatus,
  type StepContent,
} from './case.ts';
import { storedContent } from './case-chain.ts';
import { insertAudit, lastLink, type StepWriter, type StoredCase, sealStep } from './case-store.ts';
import { statusOf } from './stored-values.ts';

/** The new case. */
export interface Separated {
  readonly id: string;
  readonly number: string;
}

interface Sealed {
  readonly seq: number;
  readonly from: number | null;
  readonly salt: string;
  readonly commitment: string;
  readonly link: string;
  readonly content: StepContent | null;
}

/**
 * In the unit of work of the action. Whether these accused may be separated, and that the case is as it was seen, was asked before; the database
 * asks again. The source has one step more afterwards.
 */
export async function separateAccused(
  writer: StepWriter,
  keys: Keys,
  found: Pick<StoredCase, 'id' | 'lastSeq' | 'status'>,
  wish: { readonly accused: readonly number[]; readonly reason: string; readonly bodyId: string },
): Promise<Separated> {
  const { tx, userId } = writer;
  if (userId === null) throw new Error('accused are separated by a person');
  const who = wish.accused.toSorted((a, b) => a - b);
  const places = sql`${[...who]}::smallint[]`;
  const made = { id: writer.uuid(), number: newReference('case', writer.random) };
  const before = await lastLink(tx, found.id);
  const { rows } = await sql<{
    from_seq: number;
    to_seq: number;
    kind: string;
    at: Temporal.Instant;
    body_id: string;
    to_body_id: string | null;
    actor_user_id: string | null;
    status_after: string;
    content: unknown;
    is_remedy: boolean;
  }>`
    select c.from_seq, c.to_seq, e.kind, e.at, e.body_id, e.to_body_id, e.actor_user_id, e.status_after,
      case when c.words then w.content end as content,
      exists (select 1 from case_event r where r.case_id = e.case_id and r.kind in ('remedy-filed', 'remedy-decided')
        and r.seq > carried_steps_of(e.case_id)) as is_remedy
    from carried_steps(${found.id}::uuid, ${places}) c
    join case_event e on e.case_id = ${found.id}::uuid and e.seq = c.from_seq
    left join case_event_content w on w.case_id = e.case_id and w.seq = e.seq
    order by c.to_seq`.execute(tx);
  // Where the remedy of somebody else stays behind, the case stands where it stood before it.
  const last = rows.at(-1);
  const statusAfter = last?.is_remedy === true && isCaseStatus(last.status_after) ? last.status_after : found.status;

  const steps: Sealed[] = [];
  let link: Buffer | null = null;
  const add = (from: number | null, entry: Omit<Parameters<typeof sealStep>[1], 'caseId' | 'seq'>): void => {
    const seq = steps.length + 1;
    const seal = sealStep(writer.random, { ...entry, caseId: made.id, seq }, link);
    link = seal.link;
    steps.push({ seq, from, ...hex(seal), content: entry.content });
  };
  add(null, {
    kind: 'separated-from',
    at: writer.at,
    bodyId: wish.bodyId,
    statusAfter,
    toBodyId: null,
    actorUserId: userId,
    content: { reason: wish.reason, link: before.toString('hex') },
  });
  for (const row of rows)
    add(row.from_seq, {
      kind: row.kind,
      at: row.at,
      bodyId: row.body_id,
      statusAfter: row.status_after,
      toBodyId: row.to_body_id,
      actorUserId: row.actor_user_id,
      content: storedContent(row.content),
    });
  const content = { reason: wish.reason, accused: who, link: steps.at(-1)?.link ?? '' };
  const told = sealStep(
    writer.random,
    {
      kind: 'separated',
      at: writer.at,
      bodyId: wish.bodyId,
      caseId: found.id,
      seq: found.lastSeq + 1,
      statusAfter: found.status,
      toBodyId: null,
      actorUserId: userId,
      content,
    },
    before,
  );
  const people = (await readPlaced(tx, keys, found.id))
    .filter(({ place }) => who.includes(place))
    .map(({ place, person }) => {
      // What is locked of a person opens in its own case alone.
      const locked = lockAccused(keys, made.id, person);
      return { position: place, name: locked.name.toString('hex'), details: locked.details.toString('hex') };
    });
  await sql`select separate_case(${found.id}::uuid, ${found.lastSeq}, ${made.id}::uuid, ${made.number}, ${places}, ${wish.bodyId}::uuid,
    ${writer.at.toString()}::timestamptz, ${JSON.stringify(steps)}::jsonb, ${JSON.stringify({ ...hex(told), content })}::jsonb,
    ${JSON.stringify(people)}::jsonb)`.execute(tx);
  for (const caseId of [found.id, made.id])
    await insertAudit(tx, { userId, bodyId: wish.bodyId, what: 'case.separate', access: 'write', caseId });
  return made;
}

function hex(seal: { readonly salt: Buffer; readonly commitment: Buffer; readonly link: Buffer }) {
  return {
    salt: seal.salt.toString('hex'),
    commitment: seal.commitment.toString('hex'),
    link: seal.link.toString('hex'),
  };
}

/** An action on a case with several accused, taken apart: who is separated first, and what is done then to whom. */
export interface Parting {
  /** Each in a case of the own, with the action on it. */
  readonly apart: readonly { readonly accused: readonly number[]; readonly action: CaseAction }[];
  /** What is done to those who stay; null: nothing. */
  readonly rest: CaseAction | null;
}

/**
 * How an action that says of each accused what becomes of them is taken apart; null where it is about the case as it is. `unnamed`: it is about
 * single persons and does not say which.
 */
export function partingOf(accused: readonly number[], action: CaseAction): Parting | 'unnamed' | 'moved' | null {
  switch (action.type) {
    case 'separate':
      return null;
    case 'convey': {
      const { each, reason } = action;
      if (accused.length < 2) return each === undefined || samePlaces(accused, each.map(placeOf)) ? null : 'moved';
      if (each === undefined) return 'unnamed';
      if (!samePlaces(accused, each.map(placeOf))) return 'moved';
      const one = ({ toBodyId, sekda }: ConveyedPerson): CaseAction => ({ type: 'convey', toBodyId, sekda, reason });
      const [first, ...others] = each.toSorted((a, b) => a.position - b.position);
      if (first === undefined) return 'moved';
      return { apart: others.map((person) => ({ accused: [person.position], action: one(person) })), rest: one(first) };
    }
    case 'refer': {
      const chosen = [...new Set((action.accused ?? []).map(Number))].toSorted((a, b) => a - b);
      if (chosen.some((place) => !accused.includes(place))) return 'moved';
      if (accused.length < 2) return null;
      if (chosen.length === 0) return 'unnamed';
      const one: CaseAction = { ...action, accused: [] };
      const all = chosen.length === accused.length;
      return {
        apart: (all ? chosen.slice(1) : chosen).map((place) => ({ accused: [place], action: one })),
        rest: all ? one : null,
      };
    }
    default:
      return null;
  }
}

const placeOf = ({ position }: ConveyedPerson): number => position;

function samePlaces(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && other.every((place) => one.includes(place));
}

/** A case of the same family that the person sees as well. */
export interface Sibling {
  readonly number: string;
  readonly status: CaseStatus;
  readonly holderName: string;
  readonly accused: number;
  /** `from`: this one was separated from it; `into`: it was separated from this one. */
  readonly direction: 'from' | 'into' | 'beside';
}

/** Names of the accused of those cases, as far as the person reads them: what a letter to this one must not tell. */
export async function readSiblingNames(tx: Tx, keys: Keys, caseId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ case_id: string; name_sealed: Buffer }>`
    select a.case_id, a.name_sealed from my_siblings(${caseId}::uuid) s join case_accused a on a.case_id = s.id`.execute(
    tx,
  );
  return rows.map((row) => openName(keys, row.case_id, row.name_sealed)).filter((name) => name !== '');
}

/** Whether the case came out of another: only then is there anything that it took along. Pure. */
export function cameOutOfAnother(view: { readonly steps: readonly { readonly kind: EventKind }[] }): boolean {
  return view.steps.some(({ kind }) => kind === 'separated-from');
}

export async function readSiblings(tx: Tx, caseId: string): Promise<readonly Sibling[]> {
  const { rows } = await sql<{
    number: string;
    status: string;
    holder: string;
    accused: number;
    direction: Sibling['direction'];
  }>`select number, status, holder, accused, direction from my_siblings(${caseId}::uuid)`.execute(tx);
  return rows.map(({ holder, ...row }) => ({ ...row, status: statusOf(row.status), holderName: holder }));
}
