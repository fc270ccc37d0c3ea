/**
 * Warnings before and after a limit ends. The table of stages says when, the limit itself whether it has come; a job asks every few minutes, by the
 * legal clock. Mark and mail are saved in one transaction, so that two workers tell nobody twice and a worker that dies has told nobody.
 */
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { isZone } from '../../platform/i18n/zones.ts';
import type { Platform } from '../../platform/platform.ts';
import { endStandstills } from '../cases/index.ts';
import { awayOn } from './attendance-read.ts';
import { isUncovered, type Office, receivers } from './receivers.ts';

export const WARN_QUEUE = 'deadline-warn';
/** Every five minutes; three hours before the end nobody minds five minutes. */
export const WARN_CRON = '*/5 * * * *';

/** Limits in one transaction: small enough that a worker which stops loses little. */
const PAGE = 200;
/** Days after a limit ended in which it is still known who was told of it. Netra's rule; who was told of a step stays in the trail of the case. */
export const WARNINGS_KEPT_DAYS = 90;
const FORGOTTEN_AT_ONCE = 5000;

/** Whom cases are assigned to, by case; a case that is missing lies with everybody at the office. Asked as the system, or by people of the office. */
export type AssigneesOf = (tx: Tx, caseIds: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;

export interface WarningDeps {
  readonly assigneesOf: AssigneesOf;
  /** Everybody who works on cases at an office today. Asked as the system. */
  readonly findWorkers: (tx: Tx, bodyId: string) => Promise<readonly string[]>;
  /** Administrators today, who can name somebody to stand in. Asked as the system. */
  readonly findAdministrators: (tx: Tx) => Promise<readonly string[]>;
}

interface Due {
  readonly clock_id: string;
  readonly case_id: string;
  readonly body_id: string;
  readonly zone: string;
  readonly due_at: Temporal.Instant;
  readonly stage: string;
  readonly told: readonly string[];
  readonly urgent: boolean;
}

export interface WarningService {
  /** Lets go on what stood still until today, and gives every warning whose time has come. @returns how many limits were warned of */
  warn(signal?: AbortSignal): Promise<number>;
}

export function warningService(
  platform: Pick<Platform, 'db' | 'mail' | 'legalClock' | 'law'>,
  deps: WarningDeps,
): WarningService {
  const page = (now: Temporal.Instant): Promise<number> =>
    runAs(platform.db, { kind: 'system' }, async (tx) => {
      const { rows } = await sql<Due>`select * from due_warnings(${now.toString()}::timestamptz, ${PAGE})`.execute(tx);
      const assigned = await deps.assigneesOf(
        tx,
        rows.map((row) => row.case_id),
      );
      const shut = await shutOutOf(
        tx,
        rows.map((row) => row.case_id),
      );
      const offices = new Map<string, Promise<OfficeToday>>();
      for (const due of rows) {
        if (!isZone(due.zone)) throw new Error(`clock ${due.clock_id} has an unknown zone`);
        if (!(await mark(tx, due, now))) continue;
        const key = `${due.body_id} ${due.zone}`;
        const office = offices.get(key) ?? officeToday(tx, deps, due.body_id, legalDay(now, due.zone));
        offices.set(key, office);
        await tell(
          tx,
          due,
          await officeFor(tx, due, await office, shut.get(due.case_id) ?? [], now),
          assigned.get(due.case_id) ?? [],
          legalDay(now, due.zone),
        );
      }
      return rows.length;
    });

  /** The office without those who are shut out of the case; where nobody is left there, the office that stands in for it. */
  const officeFor = async (
    tx: Tx,
    due: Due,
    today: OfficeToday,
    shut: readonly string[],
    now: Temporal.Instant,
  ): Promise<OfficeToday> => {
    if (shut.length === 0) return today;
    const left = without(today, shut);
    if (left.present.size > 0) return left;
    const { rows } = await sql<{ id: string | null }>`select office_above(${due.body_id}::uuid) as id`.execute(tx);
    const above = rows[0]?.id ?? null;
    if (above === null || !isZone(due.zone)) return left;
    return without(await officeToday(tx, deps, above, legalDay(now, due.zone)), shut);
  };

  /** What was told of limits that ended long ago. */
  const forget = (now: Temporal.Instant): Promise<number> =>
    runAs(platform.db, { kind: 'system' }, async (tx) => {
      const before = now.subtract({ hours: 24 * WARNINGS_KEPT_DAYS }).toString();
      const { rows } = await sql<{ gone: number }>`
        select forget_warnings(${before}::timestamptz, ${FORGOTTEN_AT_ONCE}) as gone`.execute(tx);
      return rows[0]?.gone ?? 0;
    });
  let forgotOn = '';

  const goOn = (): Promise<number> =>
    runAs(platform.db, { kind: 'system' }, (tx) => endStandstills(platform, tx, PAGE));

  /** False: another worker was faster, and its transaction is through. */
  const mark = async (tx: Tx, due: Due, now: Temporal.Instant): Promise<boolean> => {
    const made = await tx
      .insertInto('due_warning')
      .values({ clock_id: due.clock_id, due_at: due.due_at.toString(), stage: due.stage, at: now.toString() })
      .onConflict((c) => c.doNothing())
      .returning('clock_id')
      .execute();
    return made.length > 0;
  };

  const tell = async (
    tx: Tx,
    due: Due,
    today: OfficeToday,
    assigned: readonly string[],
    day: string,
  ): Promise<void> => {
    const here = assigned.filter((one) => today.present.has(one));
    const office: Office = { ...today, responsible: here.length > 0 ? here : [...today.present] };
    if (isUncovered(due.told, office))
      // Once a day for an office: they name somebody for it, not for a case.
      for (const to of await deps.findAdministrators(tx))
        await platform.mail.queue(tx, { to, template: 'no-stand-in', dedupeKey: `no-stand-in ${due.body_id} ${day}` });
    for (const [userId, toldAs] of receivers(due.told, office)) {
      await tx
        .insertInto('due_warning_person')
        .values({
          clock_id: due.clock_id,
          due_at: due.due_at.toString(),
          stage: due.stage,
          user_id: userId,
          told_as: toldAs,
        })
        .execute();
      await platform.mail.queue(tx, {
        to: userId,
        template: due.urgent ? 'due-now' : 'due-soon',
        dedupeKey: `limit ${due.clock_id} ${due.due_at.toString()} ${due.stage}`,
      });
    }
  };

  return {
    warn: async (signal) => {
      // One moment for the whole round: the clock of a demonstration may be moved meanwhile.
      const now = await platform.legalClock.now();
      // What goes on today is counted before it is warned of.
      while ((await goOn()) === PAGE && signal?.aborted !== true);
      let total = 0;
      for (;;) {
        const done = await page(now);
        total += done;
        if (done < PAGE || signal?.aborted === true) break;
      }
      // Once a day is enough.
      const today = legalDay(now, 'WIB');
      if (forgotOn !== today && signal?.aborted !== true) {
        while ((await forget(now)) === FORGOTTEN_AT_ONCE && !signal?.aborted);
        forgotOn = today;
      }
      return total;
    },
  };
}

type OfficeToday = Omit<Office, 'responsible'>;

function without(today: OfficeToday, shut: readonly string[]): OfficeToday {
  const stays = (id: string): boolean => !shut.includes(id);
  return {
    ...today,
    present: new Set([...today.present].filter(stays)),
    heads: today.heads.filter(stays),
    headDeputies: today.headDeputies.filter(stays),
  };
}

/** Who is shut out of these cases: no warning reaches them. */
async function shutOutOf(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const { rows } = await sql<{
    case_id: string;
    user_id: string;
  }>`select * from shut_out_of(${[...caseIds]}::uuid[])`.execute(tx);
  for (const row of rows) found.set(row.case_id, [...(found.get(row.case_id) ?? []), row.user_id]);
  return found;
}

/** Who leads an office: the head, or whoever stands in today. Empty: nobody is named, or all are away. Asked as the system. */
export async function leadersOf(
  tx: Tx,
  findWorkers: WarningDeps['findWorkers'],
  bodyId: string,
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const office = await tx.selectFrom('body').select('zone').where('id', '=', bodyId).executeTakeFirst();
  if (office === undefined || !isZone(office.zone)) return [];
  const today = await officeToday(tx, { findWorkers }, bodyId, legalDay(now, office.zone));
  return [...receivers(['head'], { ...today, responsible: [] })].flatMap(([id, as]) => (as === 'head' ? [id] : []));
}

async function officeToday(
  tx: Tx,
  deps: Pick<WarningDeps, 'findWorkers'>,
  bodyId: string,
  day: string,
): Promise<OfficeToday> {
  const present = new Set(await deps.findWorkers(tx, bodyId));
  const rows = await tx
    .selectFrom('office_post')
    .select(['user_id', 'post'])
    .where('body_id', '=', bodyId)
    .where('ended_by', 'is', null)
    .where('valid_from', '<=', day)
    .where((w) => w.or([w('valid_until', 'is', null), w('valid_until', '>=', day)]))
    .orderBy('user_id')
    .execute();
  const of = (post: string): string[] =>
    rows.filter((row) => row.post === post && present.has(row.user_id)).map((row) => row.user_id);
  return { present, heads: of('head'), headDeputies: of('deputy'), away: await awayOn(tx, bodyId, day) };
}
