/** One turn of the conversation: what a pressed button does to what was told. Pure; the browser and the server take the same turns. */
import { type AnswerKey, type Answers, isAnswerKey, readAnswers, withAnswer, withoutAct } from './answers.ts';
import { dayOf } from './day-words.ts';

/** What the next page is drawn from. */
export interface State {
  readonly answers: Answers;
  /** The question that is shown again although it was answered. */
  readonly at?: AnswerKey;
  /** The question somebody typed. It lies here only as long as its suggestions are shown. */
  readonly search?: string;
  /** The day that was typed and is none. */
  readonly wrongDay?: DayFields;
}

export interface DayFields {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export const buttonName = 'pilih';
export const searchName = 'teks';
export const beginning: State = { answers: {} };

/** Values of the buttons. */
export const press = {
  answer: (key: AnswerKey, value: string): string => `jawab:${key}:${value}`,
  change: (key: AnswerKey): string => `ubah:${key}`,
  again: 'mulai',
  search: 'cari',
  when: 'kapan',
} as const;

/** For the choice "by the calendar" in the list of elections. */
export const byCalendar = 'kalender';

const longestText = 2000;

/**
 * @param fields all that the form held: hidden answers, the button, the fields of the day, the typed question
 * @returns the next state; a button that is none of ours changes nothing
 */
export function turn(fields: Readonly<Record<string, unknown>>): State {
  const answers = readAnswers(fields);
  const pressed = text(fields, buttonName);
  if (pressed === press.again) return { answers: withoutAct(answers) };
  if (pressed === press.when) return withDay(answers, fields);
  const [what, key = '', ...rest] = pressed.split(':');
  if (what === 'jawab' && isAnswerKey(key)) return { answers: withAnswer(answers, key, rest.join(':')) };
  if (what === 'ubah' && isAnswerKey(key)) {
    return key === 'situation' ? { answers: withoutAct(answers) } : { answers, at: key };
  }
  const search = text(fields, searchName).trim().slice(0, longestText);
  // The Enter key in the field presses no button that is ours.
  if (pressed === press.search || (pressed === '' && search !== '')) {
    return search === '' ? { answers: withoutAct(answers) } : { answers: withoutAct(answers), search };
  }
  return { answers };
}

function withDay(answers: Answers, fields: Readonly<Record<string, unknown>>): State {
  const typed = { day: text(fields, 'on_day'), month: text(fields, 'on_month'), year: text(fields, 'on_year') };
  const { on: _, election: __, ...rest } = answers;
  const chosen = text(fields, 'election');
  const election = chosen === '' || chosen === byCalendar ? {} : { election: chosen };
  if (typed.day === '' && typed.year === '') return { answers: readAnswers({ ...rest, ...election }) };
  const on = dayOf(typed.day, typed.month, typed.year);
  if (on === undefined) return { answers: readAnswers({ ...answers, ...election }), wrongDay: typed };
  return { answers: readAnswers({ ...rest, ...election, on }) };
}

function text(fields: Readonly<Record<string, unknown>>, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
