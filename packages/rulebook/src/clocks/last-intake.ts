/** The last open hour for a reporter: a limit that ends at midnight is of no use when the office closed at four. */
import type { Calendar } from '../calendar/calendar.ts';
import { addDays, type IsoDay, weekdayOf } from '../calendar/days.ts';
import type { LocalMoment } from '../calendar/zones.ts';
import type { Election } from '../elections/elections.ts';
import type { Intake, Procedure } from './procedure.ts';

const endOfDay = 86_399;

/**
 * Last moment between `start` and the end of `dueOn` at which an office takes reports under the procedure.
 * @returns undefined when there is none, or when the procedure names no hours
 */
export function lastIntake(
  procedure: Procedure,
  start: LocalMoment,
  dueOn: IsoDay,
  calendar: Calendar,
  elections: readonly Election[],
): LocalMoment | undefined {
  const { intake } = procedure;
  if (intake === undefined) return undefined;
  for (let day = dueOn; day >= start.day; day = addDays(day, -1)) {
    const closes = closingSecond(procedure.id, intake, day, calendar, elections);
    if (closes === undefined) continue;
    if (day > start.day || closes >= start.second) return { day, second: closes };
    return undefined;
  }
  return undefined;
}

function closingSecond(
  procedureId: string,
  intake: Intake,
  day: IsoDay,
  calendar: Calendar,
  elections: readonly Election[],
): number | undefined {
  if (isAlwaysOpen(procedureId, intake, day, elections)) return endOfDay;
  if (calendar.whyClosed(day) !== undefined) return undefined;
  const [, closes] = weekdayOf(day) === 5 ? intake.hours.fri : intake.hours.monThu;
  return Number(closes.slice(0, 2)) * 3600 + Number(closes.slice(3, 5)) * 60;
}

/** Quiet days and voting day of the elections under this procedure. A re-run in some regions only opens no office elsewhere. */
function isAlwaysOpen(procedureId: string, intake: Intake, day: IsoDay, elections: readonly Election[]): boolean {
  return elections.some((election) => {
    if (election.procedure !== procedureId || election.regions !== undefined) return false;
    const { quietDays, votingOn } = election;
    return (
      (intake.alwaysOpen.includes('voting_day') && day === votingOn) ||
      (intake.alwaysOpen.includes('quiet_days') && quietDays.from <= day && day <= quietDays.to)
    );
  });
}
