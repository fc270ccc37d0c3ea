/**
 * When people are reminded: dated data, and the days that follow from it. A reminder goes to everybody with an address, signed or not, in the same
 * words; so there is no list of who is reminded, and a mail server of the institution learns nothing from it.
 */
import { addDays } from '@netra/rulebook';

export interface ReminderPlan {
  /** Campaigns that open on or after this day follow this plan, until a later one. */
  readonly from: string;
  /** No campaign sends more. */
  readonly most: number;
  /** Days after opening. */
  readonly afterOpening: readonly number[];
  /** Days before the end. */
  readonly beforeEnd: readonly number[];
}

/** Added to, never changed. */
export const reminderPlans: readonly ReminderPlan[] = [
  { from: '2000-01-01', most: 3, afterOpening: [7], beforeEnd: [14, 3] },
];

/**
 * The days of a campaign's reminders, in order. Between two lie at least three days, so a short campaign reminds less often.
 * @param opens legal day @param ends legal day on which it ends
 */
export function reminderDays(
  opens: string,
  ends: string,
  plans: readonly ReminderPlan[] = reminderPlans,
): readonly string[] {
  const plan = plans.filter((one) => one.from <= opens).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
  if (plan === undefined) return [];
  const wanted = [
    ...plan.afterOpening.map((days) => addDays(opens, days)),
    ...plan.beforeEnd.map((days) => addDays(ends, -days)),
  ].toSorted();
  const days: string[] = [];
  for (const day of wanted) {
    const last = days.at(-1) ?? opens;
    if (days.length < plan.most && day < ends && day >= addDays(last, 3)) days.push(day);
  }
  return days;
}

/** Which reminder is due: the newest whose day has come. Older ones that were missed are not made up for. */
export function reminderDue(
  opens: string,
  ends: string,
  today: string,
): { readonly number: number; readonly on: string } | undefined {
  if (today >= ends) return undefined;
  const days = reminderDays(opens, ends);
  const index = days.findLastIndex((day) => day <= today);
  const on = days[index];
  return on === undefined ? undefined : { number: index + 1, on };
}
