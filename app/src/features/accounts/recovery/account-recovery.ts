/**
 * Letting a person back in who lost every factor. One administrator proposes with a reason, another confirms; the person gets a link, once, for a
 * day. Nobody does it alone or for themselves, and the database says so as well; which two may is told in recovery-pair.ts. Where two others cannot
 * be found, the operator at the server does.
 */
import { sql } from 'kysely';
import type { Keys } from '../../../platform/crypto/secret.ts';
import { keyedHash } from '../../../platform/crypto/token.ts';
import type { Database, Tx } from '../../../platform/db/connect.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { lettersOf } from '../../../platform/http/clean-text.ts';
import type { Member } from '../../../platform/http/env.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { record } from '../audit.ts';
import { hashPassword } from '../auth.ts';
import { adminRows } from '../members.ts';
import { setPassword } from '../own/passwords.ts';
import { endSessions } from '../sessions/session-marks.ts';
import { forgetCodes } from './recovery-codes.ts';
import { type Administrator, type PairProblem, PROPOSAL_DAYS, pairProblem, somePairMay } from './recovery-pair.ts';

export interface RecoveryDeps {
  readonly db: Database;
  readonly keys: Keys;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly realNow: () => number;
}

export interface RecoveryRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly reason: string;
  readonly proposedBy: string | null;
  readonly proposedByName: string | null;
  readonly proposedAt: Temporal.Instant;
  /** The link counts only a day after it was confirmed, so that the person can stop it. */
  readonly delayed: boolean;
  readonly confirmedByName: string | null;
  readonly linkFrom: Temporal.Instant | null;
  readonly linkUntil: Temporal.Instant | null;
}

/** Somebody wants to replace the person's ways in. */
export interface Threat {
  readonly id: string;
  /** Null: the operator of the server. */
  readonly byName: string | null;
}

const LINK_HOURS = 24;
const HOUR_MS = 3_600_000;
const proposalsSince = sql<Temporal.Instant>`now() - make_interval(days => ${PROPOSAL_DAYS})`;
const iso = (at: number): string => new Date(at).toISOString();
const hashOf = (keys: Keys, token: string): Buffer => keyedHash(keys('account-recovery'), 'account-recovery', token);

function openQuery(tx: Tx) {
  return tx
    .selectFrom('account_recovery as r')
    .innerJoin('auth.auth_user as person', 'person.id', 'r.user_id')
    .leftJoin('auth.auth_user as proposer', 'proposer.id', 'r.proposed_by')
    .leftJoin('auth.auth_user as confirmer', 'confirmer.id', 'r.confirmed_by')
    .select([
      'r.id',
      'r.user_id',
      'r.reason',
      'r.proposed_by',
      'r.proposed_at',
      'r.delayed',
      'r.link_from',
      'r.link_until',
    ])
    .select(['person.name', 'person.email', 'proposer.name as proposer_name', 'confirmer.name as confirmer_name'])
    .where('r.used_at', 'is', null)
    .where('r.stopped_at', 'is', null)
    .where((w) =>
      w.or([
        w.and([w('r.link_until', 'is', null), w('r.proposed_at', '>', proposalsSince)]),
        w('r.link_until', '>', sql<Temporal.Instant>`now()`),
      ]),
    );
}

/** Those that wait for a second administrator, and those whose link was not used yet. */
export async function listRecoveries(tx: Tx): Promise<RecoveryRow[]> {
  const rows = await openQuery(tx).orderBy('r.proposed_at').execute();
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    reason: row.reason,
    proposedBy: row.proposed_by,
    proposedByName: row.proposer_name,
    proposedAt: row.proposed_at,
    delayed: row.delayed,
    confirmedByName: row.confirmer_name,
    linkFrom: row.link_from,
    linkUntil: row.link_until,
  }));
}

export async function findThreat(tx: Tx, userId: string): Promise<Threat | null> {
  const row = await openQuery(tx).where('r.user_id', '=', userId).executeTakeFirst();
  return row === undefined ? null : { id: row.id, byName: row.proposer_name };
}

/** @param delayed the link counts only a day after the confirmation */
export function proposeRecovery(
  deps: RecoveryDeps,
  admin: Member,
  proposal: { readonly userId: string; readonly reason: string; readonly delayed: boolean },
): Promise<Result<string, 'self' | 'open'>> {
  return runAs(deps.db, { kind: 'member', userId: admin.userId }, async (tx) => {
    if (proposal.userId === admin.userId) return fail('self');
    if ((await findThreat(tx, proposal.userId)) !== null) return fail('open');
    // One that was forgotten stands in nobody's way.
    await tx
      .updateTable('account_recovery')
      .set({ stopped_by: admin.userId, stopped_at: sql<string>`now()` })
      .where('user_id', '=', proposal.userId)
      .where('confirmed_at', 'is', null)
      .where('used_at', 'is', null)
      .where('stopped_at', 'is', null)
      .execute();
    const id = deps.uuid();
    await tx
      .insertInto('account_recovery')
      .values({
        id,
        user_id: proposal.userId,
        reason: proposal.reason,
        proposed_by: admin.userId,
        delayed: proposal.delayed,
      })
      .execute();
    await record(tx, admin.userId, 'admin.recovery-proposed', { id: proposal.userId });
    return ok(id);
  });
}

export interface RecoveryLink {
  readonly userId: string;
  readonly token: string;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
}

export type ConfirmProblem = 'same-person' | 'self' | 'not-found' | 'expired' | 'proposer-gone' | PairProblem;

/** Today's administrators, without the person who is to be let back in. */
async function administrators(tx: Tx, but: string): Promise<Administrator[]> {
  const first = await tx
    .selectFrom('member')
    .innerJoin('auth.auth_user as u', 'u.id', 'member.user_id')
    .select('member.user_id')
    .where('member.role', '=', 'admin')
    .where('member.invited_by', 'is', null)
    .orderBy('u.created_at')
    .orderBy('member.id')
    .executeTakeFirst();
  const rows = await adminRows(tx)
    .select(['user_id', 'invited_by', sql<number>`current_date - valid_from`.as('days')])
    .where('user_id', '!=', but)
    .orderBy('id')
    .execute();
  return [...new Set(rows.map((row) => row.user_id))].map((userId) => {
    const duties = rows.filter((row) => row.user_id === userId);
    return {
      userId,
      days: Math.max(...duties.map((row) => row.days)),
      first: userId === first?.user_id,
      invitedBy: duties.flatMap((row) => row.invited_by ?? []),
    };
  });
}

/**
 * The second administrator confirms. Without delay everything the account had ends at once: password, codes, passkeys, recovery codes,
 * sessions; with delay when the link is used. The token is told once.
 */
export async function confirmRecovery(
  deps: RecoveryDeps,
  admin: Member,
  id: string,
): Promise<Result<RecoveryLink, ConfirmProblem>> {
  type Confirmed = Result<RecoveryLink & { readonly delayed: boolean }, ConfirmProblem>;
  const confirmed = await runAs(deps.db, { kind: 'member', userId: admin.userId }, async (tx): Promise<Confirmed> => {
    const row = await tx
      .selectFrom('account_recovery')
      .select(['user_id', 'proposed_by', 'delayed'])
      .select(sql<boolean>`proposed_at <= ${proposalsSince}`.as('expired'))
      .where('id', '=', id)
      .where('confirmed_at', 'is', null)
      .where('stopped_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return fail('not-found');
    if (row.user_id === admin.userId) return fail('self');
    if (row.proposed_by === admin.userId) return fail('same-person');
    if (row.expired) return fail('expired');
    const all = await administrators(tx, row.user_id);
    const proposer = all.find((one) => one.userId === row.proposed_by);
    const confirmer = all.find((one) => one.userId === admin.userId);
    if (proposer === undefined) return fail('proposer-gone');
    if (confirmer === undefined) return fail('not-found');
    const problem = pairProblem(proposer, confirmer, all);
    if (problem !== null) return fail(problem);
    const link = await putLink(tx, deps, { id, userId: row.user_id, by: admin.userId, delayed: row.delayed });
    await record(tx, admin.userId, 'admin.recovery-confirmed', { id: row.user_id });
    return ok({ ...link, delayed: row.delayed });
  });
  if (!confirmed.ok) return confirmed;
  const { delayed, ...link } = confirmed.value;
  if (!delayed) await runAs(deps.db, { kind: 'system' }, (tx) => resetFactors(tx, link.userId));
  return ok(link);
}

async function putLink(
  tx: Tx,
  deps: RecoveryDeps,
  to: { readonly id: string; readonly userId: string; readonly by: string | null; readonly delayed: boolean },
): Promise<RecoveryLink> {
  const token = deps.random(24).toString('base64url');
  const now = deps.realNow();
  const from = now + (to.delayed ? LINK_HOURS * HOUR_MS : 0);
  const until = from + LINK_HOURS * HOUR_MS;
  await tx
    .updateTable('account_recovery')
    .set({
      confirmed_by: to.by,
      confirmed_at: iso(now),
      link_hash: hashOf(deps.keys, token),
      link_from: iso(from),
      link_until: iso(until),
    })
    .where('id', '=', to.id)
    .execute();
  const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);
  return { userId: to.userId, token, from: at(from), until: at(until) };
}

/** Stops a recovery: the person concerned, or any administrator. False when there is none to stop. */
export function stopRecovery(db: Database, member: Member, id: string): Promise<boolean> {
  return runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
    const stopped = await tx
      .updateTable('account_recovery')
      .set({ stopped_by: member.userId, stopped_at: sql<string>`now()` })
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .where('stopped_at', 'is', null)
      .executeTakeFirst();
    if (stopped.numUpdatedRows === 0n) return false;
    await record(tx, member.userId, 'admin.recovery-stopped', { id });
    return true;
  });
}

/**
 * Takes away whatever the account could be entered with, and whoever is in. Ties to a provider as well: whoever held the account may have made
 * one. An administrator switches the right one on again.
 */
export async function resetFactors(tx: Tx, userId: string): Promise<void> {
  await setPassword(tx, userId, null);
  await tx.deleteFrom('auth.auth_two_factor').where('user_id', '=', userId).execute();
  await tx.updateTable('auth.auth_user').set({ two_factor_enabled: false }).where('id', '=', userId).execute();
  await tx.deleteFrom('passkey').where('user_id', '=', userId).execute();
  await tx
    .updateTable('sso_link')
    .set({ disabled_at: sql<string>`now()` })
    .where('user_id', '=', userId)
    .where('disabled_at', 'is', null)
    .execute();
  await forgetCodes(tx, userId);
  await endSessions(tx, userId);
}

/** Whose link this is; null when it is unknown, used, stopped, too early or too late: all look the same. */
export function findRecovery(
  deps: RecoveryDeps,
  token: string,
): Promise<{ readonly name: string; readonly email: string } | null> {
  return runAs(deps.db, { kind: 'system' }, async (tx) => {
    const row = await linkQuery(tx, deps, token).executeTakeFirst();
    return row === undefined ? null : { name: row.name, email: row.email };
  });
}

/** Sets the new password; everything else the account had is gone, and every session of it. False: see `findRecovery`. */
export async function useRecovery(deps: RecoveryDeps, token: string, password: string): Promise<string | null> {
  const hashed = await hashPassword(password);
  return runAs(deps.db, { kind: 'system' }, async (tx) => {
    const row = await linkQuery(tx, deps, token).forUpdate('r').executeTakeFirst();
    if (row === undefined) return null;
    await resetFactors(tx, row.user_id);
    await setPassword(tx, row.user_id, hashed);
    await tx
      .updateTable('account_recovery')
      .set({ used_at: iso(deps.realNow()) })
      .where('id', '=', row.id)
      .execute();
    await record(tx, row.user_id, 'account.recovered', { id: row.id });
    return row.user_id;
  });
}

function linkQuery(tx: Tx, deps: RecoveryDeps, token: string) {
  const now = sql<Temporal.Instant>`${iso(deps.realNow())}::timestamptz`;
  return tx
    .selectFrom('account_recovery as r')
    .innerJoin('auth.auth_user as person', 'person.id', 'r.user_id')
    .select(['r.id', 'r.user_id', 'person.name', 'person.email'])
    .where('r.link_hash', '=', hashOf(deps.keys, token))
    .where('r.used_at', 'is', null)
    .where('r.stopped_at', 'is', null)
    .where('r.link_from', '<=', now)
    .where('r.link_until', '>', now);
}

/**
 * The operator's way, at the server: only where two other administrators cannot be found. The trace says that nobody of the offices did it.
 * Throws nothing; answers with what is in the way.
 */
export function recoverByOperator(
  deps: RecoveryDeps,
  email: string,
  reason: string,
): Promise<Result<RecoveryLink, 'unknown' | 'two-administrators' | 'reason'>> {
  return runAs(deps.db, { kind: 'system' }, async (tx) => {
    if (lettersOf(reason.trim()) < 10 || lettersOf(reason.trim()) > 500) return fail('reason');
    const person = await tx
      .selectFrom('auth.auth_user')
      .select('id')
      .where('email', '=', email.trim().toLowerCase())
      .executeTakeFirst();
    if (person === undefined) return fail('unknown');
    if (somePairMay(await administrators(tx, person.id))) return fail('two-administrators');
    await tx
      .updateTable('account_recovery')
      .set({ stopped_by: person.id, stopped_at: sql<string>`now()` })
      .where('user_id', '=', person.id)
      .where('used_at', 'is', null)
      .where('stopped_at', 'is', null)
      .execute();
    const id = deps.uuid();
    await tx
      .insertInto('account_recovery')
      .values({ id, user_id: person.id, reason: reason.trim(), proposed_by: null })
      .execute();
    const link = await putLink(tx, deps, { id, userId: person.id, by: null, delayed: false });
    await resetFactors(tx, person.id);
    await record(tx, person.id, 'admin.recovery-by-operator', { id });
    return ok(link);
  });
}
