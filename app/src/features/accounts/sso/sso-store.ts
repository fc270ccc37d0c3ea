/** Rules, ties between persons of the provider and accounts, and what administrators decided about a provider. */
import { sql } from 'kysely';
import type { Database, Tx } from '../../../platform/db/connect.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Role } from '../../../platform/http/env.ts';
import { record } from '../audit.ts';
import { closeDoors, conflicts, membershipsOf, validAdmins } from '../members.ts';
import { fitsOffice } from '../scope.ts';
import { type MappedDuty, ruleOf, type SignOnRule } from './claims.ts';

const today = sql<string>`current_date`;

export async function listRules(tx: Tx): Promise<SignOnRule[]> {
  const rows = await tx.selectFrom('sso_rule').selectAll().orderBy('made_at').execute();
  return rows.flatMap((row) => ruleOf(row) ?? []);
}

export async function addRule(
  tx: Tx,
  rule: SignOnRule & { readonly adminMeant: boolean; readonly by: string },
): Promise<void> {
  await tx
    .insertInto('sso_rule')
    .values({
      id: rule.id,
      claim: rule.claim,
      test: rule.test,
      value: rule.value,
      role: rule.role,
      body_id: rule.bodyId,
      body_claim: rule.bodyClaim,
      admin_meant: rule.adminMeant,
      valid_from: rule.validFrom,
      valid_until: rule.validUntil,
      made_by: rule.by,
    })
    .execute();
  await record(tx, rule.by, 'admin.sign-on-rule-added', { id: rule.id });
}

/** Ends a rule yesterday: it gives nothing more from now on. False when it had ended or is not there. */
export async function endRule(tx: Tx, by: string, id: string): Promise<boolean> {
  const ended = await tx
    .updateTable('sso_rule')
    .set({ valid_until: sql<string>`greatest(current_date, valid_from) - 1` })
    .where('id', '=', id)
    // One that was ended before its first day counts for no day at all: it is ended already.
    .where((w) =>
      w.or([
        w('valid_until', 'is', null),
        w.and([w('valid_until', '>=', today), w('valid_until', '>=', w.ref('valid_from'))]),
      ]),
    )
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) return false;
  await record(tx, by, 'admin.sign-on-rule-ended', { id });
  return true;
}

export async function linksByEmail(tx: Tx, issuer: string): Promise<boolean> {
  const row = await tx.selectFrom('sso_issuer').select('link_by_email').where('issuer', '=', issuer).executeTakeFirst();
  return row?.link_by_email ?? false;
}

export async function setLinksByEmail(tx: Tx, by: string, issuer: string, on: boolean): Promise<void> {
  const values = { link_by_email: on, changed_by: by, changed_at: sql<string>`now()` };
  await tx
    .insertInto('sso_issuer')
    .values({ issuer, ...values })
    .onConflict((c) => c.column('issuer').doUpdateSet(values))
    .execute();
  await record(tx, by, on ? 'admin.sign-on-by-email-on' : 'admin.sign-on-by-email-off');
}

export interface Link {
  readonly userId: string;
  readonly disabled: boolean;
}

/** Waits for others that change the same tie. */
export async function findLink(tx: Tx, issuer: string, subject: string): Promise<Link | null> {
  const row = await tx
    .selectFrom('sso_link')
    .select(['user_id', 'disabled_at'])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : { userId: row.user_id, disabled: row.disabled_at !== null };
}

/** False when the person of the provider is tied already. */
export async function addLink(
  tx: Tx,
  link: { readonly issuer: string; readonly subject: string; readonly userId: string },
): Promise<boolean> {
  const made = await tx
    .insertInto('sso_link')
    .values({ issuer: link.issuer, subject: link.subject, user_id: link.userId })
    .onConflict((c) => c.columns(['issuer', 'subject']).doNothing())
    .returning('user_id')
    .executeTakeFirst();
  return made !== undefined;
}

export async function noteLinkUse(tx: Tx, issuer: string, subject: string): Promise<void> {
  await tx
    .updateTable('sso_link')
    .set({ used_at: sql<string>`now()` })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute();
}

/** Switches a tie off (its sessions end) or on again. The caller has checked that `by` is an administrator. False when there is none. */
export function setLinkState(
  db: Database,
  by: string,
  link: { readonly issuer: string; readonly subject: string; readonly userId: string },
  disabled: boolean,
): Promise<boolean> {
  return runAs(db, { kind: 'system' }, async (tx) => {
    const changed = await tx
      .updateTable('sso_link')
      .set({ disabled_at: disabled ? sql<string>`now()` : null, disabled_by: disabled ? by : null })
      .where('issuer', '=', link.issuer)
      .where('subject', '=', link.subject)
      .where('user_id', '=', link.userId)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return false;
    if (disabled) await endProviderSessions(tx, link.issuer, { subject: link.subject, session: null });
    await record(tx, by, disabled ? 'admin.sign-on-person-disabled' : 'admin.sign-on-person-enabled', {
      id: link.userId,
    });
    return true;
  });
}

/** Ends sessions that came by the provider: one of the provider's sessions, or all of a person. @returns whose they were */
export async function endProviderSessions(
  tx: Tx,
  issuer: string,
  whose: { readonly subject: string | null; readonly session: string | null },
): Promise<readonly string[]> {
  const { subject, session } = whose;
  const gone = await tx
    .deleteFrom('auth.auth_session')
    .using('session_mark as m')
    .whereRef('auth.auth_session.id', '=', 'm.session_id')
    .where('m.issuer', '=', issuer)
    .$if(subject !== null, (q) => q.where('m.subject', '=', subject))
    // A session of which the provider told no name goes with its person.
    .$if(session !== null, (q) =>
      q.where((w) => w.or([w('m.provider_session', '=', session), w('m.provider_session', 'is', null)])),
    )
    .returning('m.user_id')
    .execute();
  return [...new Set(gone.map((row) => row.user_id))];
}

export interface ResolvedDuty {
  readonly bodyId: string;
  readonly bodyName: string;
  readonly role: Role;
  readonly until: string | null;
}

/** The offices behind mapped duties; what names an unknown office, or one where the role does not exist, is left out. */
export async function resolveDuties(tx: Tx, duties: readonly MappedDuty[]): Promise<ResolvedDuty[]> {
  if (duties.length === 0) return [];
  const ids = duties.flatMap((duty) => ('id' in duty.office ? [duty.office.id] : []));
  const codes = duties.flatMap((duty) => ('code' in duty.office ? [duty.office.code] : []));
  const bodies = await tx
    .selectFrom('body')
    .select(['id', 'code', 'name', 'kind'])
    .where((w) =>
      w.or([
        w('id', 'in', ids.length > 0 ? ids : ['00000000-0000-0000-0000-000000000000']),
        w('code', 'in', codes.length > 0 ? codes : ['']),
      ]),
    )
    .execute();
  const found = new Map<string, ResolvedDuty>();
  for (const duty of duties) {
    const body = bodies.find((one) =>
      'id' in duty.office ? one.id === duty.office.id : one.code === duty.office.code,
    );
    if (body === undefined || !fitsOffice(duty.role, body.kind)) continue;
    const key = `${body.id} ${duty.role}`;
    const before = found.get(key);
    found.set(key, { bodyId: body.id, bodyName: body.name, role: duty.role, until: laterOf(before, duty.until) });
  }
  return [...found.values()];
}

/** Of two rules for one duty the one that lasts longer counts. */
function laterOf(before: ResolvedDuty | undefined, until: string | null): string | null {
  if (before === undefined) return until;
  if (before.until === null || until === null) return null;
  return [before.until, until].sort().at(-1) ?? null;
}

/**
 * Brings the duties that come from the provider to what it gives now. Duties by invitation are not touched; a duty that an administrator
 * ended stays ended; nobody becomes administrator beside a case role. @returns how many duties the person holds afterwards
 */
export async function applyDuties(
  tx: Tx,
  newId: () => string,
  userId: string,
  wanted: readonly ResolvedDuty[],
): Promise<number> {
  await tx.selectFrom('auth.auth_user').select('id').where('id', '=', userId).forUpdate().executeTakeFirstOrThrow();
  const admins = await validAdmins(tx, true);
  const held = await tx
    .selectFrom('member')
    .select(['id', 'body_id', 'role', 'origin', 'barred', 'valid_until'])
    .select(sql<boolean>`valid_until is not null and valid_until < current_date`.as('ended'))
    .where('user_id', '=', userId)
    .execute();
  const same = (row: { body_id: string; role: string }, duty: ResolvedDuty): boolean =>
    row.body_id === duty.bodyId && row.role === duty.role;

  for (const row of held) {
    if (row.origin !== 'sso' || row.ended || wanted.some((duty) => same(row, duty))) continue;
    // The last administrator stays, as everywhere.
    if (row.role === 'admin' && admins.every((admin) => admin.id === row.id)) continue;
    if (row.role === 'admin') await closeDoors(tx, userId, userId);
    await tx
      .updateTable('member')
      .set({ valid_until: sql<string>`current_date - 1` })
      .where('id', '=', row.id)
      .execute();
    await record(tx, userId, 'sign-on.duty-ended', { bodyId: row.body_id, id: row.role });
  }
  // Case roles first: where rules give both, the person sees cases and does not administer.
  for (const duty of [...wanted].sort((a, b) => Number(a.role === 'admin') - Number(b.role === 'admin'))) {
    const row = held.find((one) => same(one, duty));
    if (row !== undefined && !row.ended) {
      // A barred duty that still counts is one of somebody with a planned last day: it ends then.
      if (row.origin === 'sso' && !row.barred && row.valid_until !== duty.until)
        await tx.updateTable('member').set({ valid_until: duty.until }).where('id', '=', row.id).execute();
      continue;
    }
    if (row?.barred === true || (await conflicts(tx, userId, duty.role))) {
      await record(tx, userId, 'sign-on.duty-refused', { bodyId: duty.bodyId, id: duty.role });
      continue;
    }
    const values = { valid_from: today, valid_until: duty.until, origin: 'sso', invited_by: null };
    if (row === undefined)
      await tx
        .insertInto('member')
        .values({ id: newId(), user_id: userId, body_id: duty.bodyId, role: duty.role, ...values })
        .execute();
    else await tx.updateTable('member').set(values).where('id', '=', row.id).execute();
    await record(tx, userId, 'sign-on.duty-given', { bodyId: duty.bodyId, id: duty.role });
  }
  return (await membershipsOf(tx, userId)).length;
}
