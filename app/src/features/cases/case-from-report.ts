/** A case for a report that comes in, inside the reporter's own unit of work. */
import { newReference } from '../../platform/crypto/reference.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { handlingProcedure, startClock } from './case-clocks.ts';
import { type CaseDeps, tellOffice, toMillisecond } from './case-deps.ts';
import { appendStep, insertClock, officeOf, type StepWriter } from './case-store.ts';

export interface NewReportCase {
  readonly caseId: string;
  readonly reportKind: 'laporan' | 'informasi-awal';
  readonly bodyId: string;
  readonly zone: Zone;
  readonly regionId: string;
  readonly electionId: string;
  readonly contestId: string;
  readonly actKind: string;
  readonly at: Temporal.Instant;
}

export async function openFromReport(
  deps: CaseDeps,
  tx: Tx,
  report: NewReportCase,
): Promise<{ readonly number: string }> {
  const rulebook = deps.law.current();
  const number = newReference('case', deps.random);
  const status = report.reportKind === 'laporan' ? 'received' : 'information';
  const clock =
    report.reportKind === 'laporan'
      ? startClock(
          handlingProcedure(report.electionId, rulebook),
          'initial-review',
          report.at,
          await officeOf(tx, report.bodyId),
          rulebook,
        )
      : null;
  await tx
    .insertInto('case_file')
    .values({
      id: report.caseId,
      number,
      origin: report.reportKind,
      status,
      election_id: report.electionId,
      contest_id: report.contestId,
      origin_body_id: report.bodyId,
      holder_body_id: report.bodyId,
      region_id: report.regionId,
      act_kind: report.actKind,
      opened_at: report.at.toString(),
      due_at: clock?.dueAt.toString() ?? null,
      last_seq: 1,
    })
    .execute();
  await tx
    .insertInto('case_access')
    .values({ case_id: report.caseId, body_id: report.bodyId, since: report.at.toString() })
    .execute();
  const writer: StepWriter = {
    tx,
    uuid: deps.uuid,
    random: deps.random,
    at: toMillisecond(report.at),
    userId: null,
  };
  await appendStep(
    writer,
    { caseId: report.caseId, number, seq: 1, bodyId: report.bodyId, previous: null },
    { kind: 'report-received', statusAfter: status, toBodyId: null, content: null },
  );
  // What comes without a name is information: it has no limit by law, and none is invented.
  if (clock !== null) await insertClock(writer, report.caseId, report.bodyId, clock);
  await tellOffice(deps, tx, report.bodyId, report.caseId, 1);
  await deps.announce(tx, {
    event: 'case.received',
    bodies: [report.bodyId],
    about: { case: number },
    at: writer.at,
  });
  return { number };
}
