/** Reads of the prevention log, in the reader's own scope; what is locked is opened here. */
import { sql } from 'kysely';
import { z } from 'zod';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import {
  type FollowupKind,
  followupKinds,
  type Stand,
  standings,
  standOf,
  type Voice,
  voiceOf,
  type WorkKind,
  workKinds,
} from './work.ts';

export interface WorkRow {
  readonly id: string;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly electionId: string;
  readonly kind: WorkKind;
  readonly onDay: string;
  readonly title: string;
  readonly words: string;
  readonly people: number | null;
  readonly madeAt: Temporal.Instant;
}
export interface FollowupView {
  readonly seq: number;
  readonly kind: FollowupKind;
  readonly onDay: string;
  readonly newDue: string | null;
  readonly words: string;
  readonly bodyName: string;
  readonly by: Voice;
}
export interface CommitmentView extends Stand {
  readonly id: string;
  readonly workId: string;
  /** Place among the commitments of the meeting, from 1. */
  readonly position: number;
  readonly workTitle: string;
  readonly workDay: string;
  readonly byBodyId: string;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly role: string;
  readonly words: string;
  readonly firstDue: string;
  readonly followups: readonly FollowupView[];
}
export interface WorkView extends WorkRow {
  readonly presence: readonly { readonly office: string; readonly people: number }[];
  readonly signatories: readonly string[];
  readonly photos: readonly { readonly id: string; readonly alt: string }[];
  readonly commitments: readonly CommitmentView[];
}
export interface WorkFilter {
  readonly kind?: WorkKind | undefined;
  readonly bodyId?: string | undefined;
  readonly electionId?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly id?: string | undefined;
  readonly walk?: Walk<WorkPlace> | undefined;
}
/** For programs, which go through a whole list while others add to it: what follows the last one shown. Left out, the pages of people. */
interface Walk<Place> {
  readonly after: Place | null;
  readonly most: number;
}
export interface WorkPlace {
  readonly onDay: string;
  readonly madeAt: string;
  readonly id: string;
}
export interface CommitmentPlace {
  readonly firstDue: string;
  readonly position: number;
  readonly id: string;
}

const Content = z.strictObject({ title: z.string(), words: z.string() });

const MOST = 500;
export const pageSize = MOST;

export function sealText(
  keys: Keys,
  purpose: 'work' | 'commitment' | 'followup' | 'alt' | 'picture',
  id: string,
  plain: string | Buffer,
): Buffer {
  const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
  return lock({ current: keys('prevention') }, bytes, { purpose: `prevention/${purpose}`, aad: Buffer.from(id) });
}
export function openBytes(
  keys: Keys,
  purpose: 'work' | 'commitment' | 'followup' | 'alt' | 'picture',
  id: string,
  box: Buffer,
): Buffer {
  const plain = unlock(
    { current: keys('prevention') },
    box,
    { purpose: `prevention/${purpose}`, aad: Buffer.from(id) },
    0,
  );
  if (!plain.ok) throw new Error(`what is locked of prevention work does not open (${purpose})`);
  return plain.value;
}
const openText = (...of: Parameters<typeof openBytes>): string => openBytes(...of).toString('utf8');

export async function readWorks(tx: Tx, keys: Keys, filter: WorkFilter = {}, page = 1): Promise<readonly WorkRow[]> {
  const { after, most } = filter.walk ?? { after: null, most: MOST };
  const rows = await tx
    .selectFrom('prevention_work as w')
    .innerJoin('body as b', 'b.id', 'w.body_id')
    .select(['w.id', 'w.body_id', 'b.name', 'w.election_id', 'w.kind', 'w.on_day', 'w.content_sealed', 'w.people'])
    .select('w.made_at')
    .$if(after !== null, (q) =>
      q.where(
        sql<boolean>`(w.on_day < ${after?.onDay}::date or w.on_day = ${after?.onDay}::date and (w.made_at < ${after?.madeAt}::timestamptz
          or w.made_at = ${after?.madeAt}::timestamptz and w.id > ${after?.id}::uuid))`,
      ),
    )
    .$if(filter.id !== undefined, (q) => q.where('w.id', '=', filter.id ?? ''))
    .$if(filter.kind !== undefined, (q) => q.where('w.kind', '=', filter.kind ?? ''))
    .$if(filter.bodyId !== undefined, (q) => q.where('w.body_id', '=', filter.bodyId ?? ''))
    .$if(filter.electionId !== undefined, (q) => q.where('w.election_id', '=', filter.electionId ?? ''))
    .$if(filter.from !== undefined, (q) => q.where('w.on_day', '>=', filter.from ?? ''))
    .$if(filter.until !== undefined, (q) => q.where('w.on_day', '<=', filter.until ?? ''))
    .orderBy('w.on_day', 'desc')
    .orderBy('w.made_at', 'desc')
    .orderBy('w.id')
    .limit(most)
    .offset((page - 1) * MOST)
    .execute();
  return rows.flatMap((row) => {
    const kind = workKinds.find((known) => known === row.kind);
    if (kind === undefined) return [];
    const content = Content.parse(JSON.parse(openText(keys, 'work', row.id, row.content_sealed)));
    return {
      id: row.id,
      bodyId: row.body_id,
      bodyName: row.name,
      electionId: row.election_id,
      kind,
      onDay: row.on_day,
      ...content,
      people: row.people,
      madeAt: row.made_at,
    };
  });
}

export async function countWorks(tx: Tx, filter: WorkFilter): Promise<number> {
  const { n } = await tx
    .selectFrom('prevention_work as w')
    .select((e) => e.fn.countAll<string>().as('n'))
    .$if(filter.kind !== undefined, (q) => q.where('w.kind', '=', filter.kind ?? ''))
    .$if(filter.bodyId !== undefined, (q) => q.where('w.body_id', '=', filter.bodyId ?? ''))
    .$if(filter.electionId !== undefined, (q) => q.where('w.election_id', '=', filter.electionId ?? ''))
    .$if(filter.from !== undefined, (q) => q.where('w.on_day', '>=', filter.from ?? ''))
    .$if(filter.until !== undefined, (q) => q.where('w.on_day', '<=', filter.until ?? ''))
    .executeTakeFirstOrThrow();
  return Number(n);
}

export interface NamedOffice {
  readonly id: string;
  readonly name: string;
}

/** Offices that stand in the lists somebody reads, for their filters. */
export async function readOfficesOf(tx: Tx, of: 'works' | 'commitments'): Promise<readonly NamedOffice[]> {
  const ids =
    of === 'works'
      ? await tx.selectFrom('prevention_work').select('body_id').distinct().execute()
      : await tx.selectFrom('prevention_commitment').select('body_id').distinct().execute();
  if (ids.length === 0) return [];
  return tx
    .selectFrom('body')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      ids.map((one) => one.body_id),
    )
    .orderBy('name')
    .execute();
}

export interface CommitmentFilter {
  readonly workId?: string | undefined;
  /** At least one. */
  readonly workIds?: readonly string[] | undefined;
  readonly id?: string | undefined;
  readonly bodyId?: string | undefined;
  readonly walk?: Walk<CommitmentPlace> | undefined;
}

export async function countCommitments(tx: Tx, filter: CommitmentFilter): Promise<number> {
  const { n } = await tx
    .selectFrom('prevention_commitment as c')
    .select((e) => e.fn.countAll<string>().as('n'))
    .$if(filter.bodyId !== undefined, (q) => q.where('c.body_id', '=', filter.bodyId ?? ''))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Overdue first, then by the day that counts; pages go by the first due date, the latest first, and so does a walk. */
export async function readCommitments(
  tx: Tx,
  keys: Keys,
  today: string,
  filter: CommitmentFilter = {},
  page = 1,
): Promise<readonly CommitmentView[]> {
  const { after, most } = filter.walk ?? { after: null, most: MOST };
  const rows = await tx
    .selectFrom('prevention_commitment as c')
    .innerJoin('prevention_work as w', 'w.id', 'c.work_id')
    .innerJoin('body as b', 'b.id', 'c.body_id')
    .select([
      'c.id',
      'c.work_id',
      'c.by_body_id',
      'c.body_id',
      'b.name',
      'c.owner_role',
      'c.words_sealed',
      'c.due_on',
      'w.content_sealed',
      'w.on_day',
      'c.position',
    ])
    .$if(after !== null, (q) =>
      q.where(
        sql<boolean>`(c.due_on < ${after?.firstDue}::date or c.due_on = ${after?.firstDue}::date and (c.position > ${after?.position}::integer
          or c.position = ${after?.position}::integer and c.id > ${after?.id}::uuid))`,
      ),
    )
    .$if(filter.workId !== undefined, (q) => q.where('c.work_id', '=', filter.workId ?? ''))
    .$if(filter.workIds !== undefined, (q) => q.where('c.work_id', 'in', filter.workIds ?? []))
    .$if(filter.id !== undefined, (q) => q.where('c.id', '=', filter.id ?? ''))
    .$if(filter.bodyId !== undefined, (q) => q.where('c.body_id', '=', filter.bodyId ?? ''))
    .orderBy('c.due_on', 'desc')
    .orderBy('c.position')
    .orderBy('c.id')
    .limit(most)
    .offset((page - 1) * MOST)
    .execute();
  if (rows.length === 0) return [];
  const said = await tx
    .selectFrom('prevention_followup as f')
    .innerJoin('body as b', 'b.id', 'f.body_id')
    .select(['f.commitment_id', 'f.seq', 'f.kind', 'f.on_day', 'f.new_due', 'f.words_sealed', 'f.body_id', 'b.name'])
    .where(
      'f.commitment_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('f.seq')
    .execute();
  const views = rows.map((row): CommitmentView => {
    const followups = said
      .filter((one) => one.commitment_id === row.id)
      .flatMap((one): readonly FollowupView[] => {
        const kind = followupKinds.find((known) => known === one.kind);
        const words = openText(keys, 'followup', `${row.id}/${one.seq}`, one.words_sealed);
        const by = voiceOf(one.body_id, row.body_id, row.by_body_id);
        return kind === undefined
          ? []
          : [{ seq: one.seq, kind, onDay: one.on_day, newDue: one.new_due, words, bodyName: one.name, by }];
      });
    return {
      id: row.id,
      workId: row.work_id,
      position: row.position,
      workTitle: Content.parse(JSON.parse(openText(keys, 'work', row.work_id, row.content_sealed))).title,
      workDay: row.on_day,
      byBodyId: row.by_body_id,
      bodyId: row.body_id,
      bodyName: row.name,
      role: row.owner_role,
      words: openText(keys, 'commitment', row.id, row.words_sealed),
      firstDue: row.due_on,
      followups,
      ...standOf(row.due_on, followups, today),
    };
  });
  if (filter.walk !== undefined) return views;
  return views.toSorted(
    (a, b) => standings.indexOf(a.standing) - standings.indexOf(b.standing) || a.due.localeCompare(b.due),
  );
}

export async function findWork(tx: Tx, keys: Keys, id: string, today: string): Promise<WorkView | undefined> {
  const [work] = await readWorks(tx, keys, { id });
  if (work === undefined) return undefined;
  const [presence, signatories, photos, commitments] = [
    await tx
      .selectFrom('prevention_presence')
      .select(['office', 'people'])
      .where('work_id', '=', id)
      .orderBy('position')
      .execute(),
    await tx.selectFrom('prevention_signatory').select('role').where('work_id', '=', id).orderBy('position').execute(),
    await tx
      .selectFrom('prevention_photo')
      .select(['id', 'alt_sealed'])
      .where('work_id', '=', id)
      .orderBy('made_at')
      .execute(),
    await readCommitments(tx, keys, today, { workId: id }),
  ];
  return {
    ...work,
    presence,
    signatories: signatories.map((one) => one.role),
    photos: photos.map((one) => ({ id: one.id, alt: openText(keys, 'alt', one.id, one.alt_sealed) })),
    commitments,
  };
}

/** Offices that may be named as owner of a commitment. */
export async function readOwners(tx: Tx): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from prevention_owners()`.execute(tx);
  return rows;
}
