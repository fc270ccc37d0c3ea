/** What is noted when somebody looks: at a case, a receipt, a name, a list; and that what was handed over is opened by it. */
import { commit } from '@netra/ledger';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { announceOpened } from './case-announce.ts';
import { type CaseDeps, toMillisecond } from './case-deps.ts';
import { ownBodies } from './case-permissions.ts';
import type { CaseService } from './case-service.ts';
import { insertAudit, openedEntry } from './case-store.ts';
import { openReferrals } from './referral-send.ts';

type CaseLooks = Pick<
  CaseService,
  'recordReading' | 'recordLook' | 'recordReceipt' | 'recordNameSearch' | 'recordList'
>;

export function caseLooks(deps: CaseDeps): CaseLooks {
  return {
    recordReading: (member, caseId, what, reason) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, async (tx) => {
        const [opened] = await Promise.all([
          openHandovers(deps, tx, member, caseId),
          openReferrals(tx, caseId, ownBodies(member), async () => ({
            userId: member.userId,
            at: toMillisecond(await deps.legalClock.now()),
          })),
          lookedAt(tx, member, caseId, what, reason),
        ]);
        return { opened };
      }),

    recordLook: (member, caseId, what) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) => lookedAt(tx, member, caseId, what)),

    recordReceipt: (member, caseId) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) =>
        insertAudit(tx, {
          userId: member.userId,
          bodyId: member.memberships[0]?.bodyId ?? null,
          what: 'case.receipt',
          access: 'read',
          caseId,
        }),
      ),

    recordNameSearch: (member) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) =>
        insertAudit(tx, {
          userId: member.userId,
          bodyId: member.memberships[0]?.bodyId ?? null,
          what: 'case.name-search',
          access: 'read',
          caseId: null,
        }),
      ),

    recordList: (member, list, page) =>
      runAs(deps.db, { kind: 'member', userId: member.userId }, (tx) =>
        insertAudit(tx, {
          userId: member.userId,
          bodyId: member.memberships[0]?.bodyId ?? null,
          what: 'case.list',
          access: 'read',
          caseId: null,
          target: `${list} ${page}`,
        }),
      ),
  };
}

function lookedAt(tx: Tx, member: Member, caseId: string, what: string, reason?: string): Promise<void> {
  return insertAudit(tx, {
    userId: member.userId,
    bodyId: member.memberships[0]?.bodyId ?? null,
    what,
    access: 'read',
    caseId,
    ...(reason === undefined ? {} : { target: reason }),
  });
}

/** Looking at a case opens what was handed over with it to an own office; true when that had not happened before. */
async function openHandovers(deps: CaseDeps, tx: Tx, member: Member, caseId: string): Promise<boolean> {
  const own = ownBodies(member);
  if (own.length === 0) return false;
  const unopened = await tx
    .selectFrom('handover')
    .select(['id', 'seq', 'from_body_id', 'to_body_id'])
    .where('case_id', '=', caseId)
    .where('to_body_id', 'in', own)
    .where('opened_at', 'is', null)
    .execute();
  if (unopened.length === 0) return false;
  const at = toMillisecond(await deps.legalClock.now());
  for (const handover of unopened) {
    const salt = deps.random(32);
    const entry = openedEntry({ at, handoverId: handover.id, bodyId: handover.to_body_id });
    const opened = await tx
      .updateTable('handover')
      .set({
        opened_at: at.toString(),
        opened_by: member.userId,
        opened_salt: salt,
        opened_commitment: Buffer.from(commit(entry, salt)),
      })
      .where('id', '=', handover.id)
      // Somebody else may have opened it in the meantime.
      .where('opened_at', 'is', null)
      .executeTakeFirst();
    if (opened.numUpdatedRows > 0n) await announceOpened(deps.announce, tx, caseId, handover, at);
  }
  return true;
}
