/**
 * A day, asked in three parts: day as digits, month by its name, year as digits.
 *
 * Why not `type="date"`: on old and data-saving browsers it is a bare text box that wants `2024-09-29` and says so nowhere;
 * its order of day and month follows the phone's language, not the page's; and an impossible date (31 September) arrives as
 * nothing, so that the page can neither keep what was typed nor say what is wrong. Digits bring up the large number pad, and a
 * month chosen by name cannot be taken for a day.
 */
import type { FC } from 'hono/jsx';
import { monthNames } from '../../platform/i18n/dates.ts';
import { classNames } from '../class-names.ts';
import { uiWords } from '../words.ts';
import { type FieldBase, FieldGroup, fieldId } from './field.tsx';

/** What was typed, unchecked. */
export interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export interface DateFieldProps extends FieldBase {
  /** Parts are sent as `<name>_day`, `<name>_month` (1–12), `<name>_year`. */
  readonly value?: DateParts | undefined;
  /** Which parts the error is about; left out: all. */
  readonly wrong?: readonly (keyof DateParts)[] | undefined;
}

export const DateField: FC<DateFieldProps> = (props) => {
  const { lang, name, value, wrong = ['day', 'month', 'year'] } = props;
  const words = uiWords(lang).date;
  const id = fieldId(name);
  const invalid = (part: keyof DateParts) =>
    props.error !== undefined && wrong.includes(part) ? ('true' as const) : undefined;
  return (
    <FieldGroup {...props}>
      <div class="date-parts">
        <div class="date-part">
          <label for={id}>{words.day}</label>
          <input
            class={classNames('input', 'input-day')}
            id={id}
            name={`${name}_day`}
            value={value?.day}
            inputmode="numeric"
            autocomplete="off"
            maxlength={2}
            aria-invalid={invalid('day')}
          />
        </div>
        <div class="date-part date-month">
          <label for={`${id}-month`}>{words.month}</label>
          <select class="input" id={`${id}-month`} name={`${name}_month`} aria-invalid={invalid('month')}>
            <option value="">{words.choose}</option>
            {monthNames(lang).map((month, index) => (
              <option value={String(index + 1)} selected={Number(value?.month) === index + 1}>
                {month}
              </option>
            ))}
          </select>
        </div>
        <div class="date-part">
          <label for={`${id}-year`}>{words.year}</label>
          <input
            class={classNames('input', 'input-year')}
            id={`${id}-year`}
            name={`${name}_year`}
            value={value?.year}
            inputmode="numeric"
            autocomplete="off"
            maxlength={4}
            aria-invalid={invalid('year')}
          />
        </div>
      </div>
    </FieldGroup>
  );
};

export type ReadDate =
  | { readonly kind: 'empty' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'wrong'; readonly parts: readonly (keyof DateParts)[] };

/**
 * Reads the three parts as one day of the calendar.
 * @returns `day` as ISO (`2024-09-29`), `empty` when nothing was filled in, or `wrong` with the parts to correct
 */
export function readDate(parts: DateParts): ReadDate {
  const [day, month, year] = [parts.day.trim(), parts.month.trim(), parts.year.trim()];
  if (day === '' && month === '' && year === '') return { kind: 'empty' };
  const wrong: (keyof DateParts)[] = [];
  if (!/^\d{1,2}$/.test(day) || Number(day) < 1 || Number(day) > 31) wrong.push('day');
  if (!/^\d{1,2}$/.test(month) || Number(month) < 1 || Number(month) > 12) wrong.push('month');
  if (!/^\d{4}$/.test(year)) wrong.push('year');
  if (wrong.length > 0) return { kind: 'wrong', parts: wrong };
  // The last day of the month decides: 31 September exists on no calendar, and only its day is wrong.
  const last = Temporal.PlainYearMonth.from({ year: Number(year), month: Number(month) }).daysInMonth;
  if (Number(day) > last) return { kind: 'wrong', parts: ['day'] };
  return { kind: 'day', day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}

/** The three parts of an ISO day, to fill the field again. */
export function dateParts(isoDay: string): DateParts {
  const [year = '', month = '', day = ''] = isoDay.split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
}
