/** The form of the study: a draft from the facts and the rules found, for the officer to change. */
import { allProvisions, allRows, explain } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import { CheckboxGroup, errorFor, RadioGroup, TextArea } from '../../ui/index.ts';
import type { ActionPageProps } from './action-props.ts';
import { assessCase } from './case-findings.ts';
import { deskWords } from './desk-words.ts';

export const StudyFields: FC<ActionPageProps> = ({ page, view, report, rulebook, typed, errors }) => {
  const { lang } = page;
  const words = deskWords(lang);
  const found = assessCase(view, report, rulebook);
  const told = found === null ? null : explain(found.answer, lang);
  const draft = told === null ? '' : [told.finding, ...told.why, ...told.basis, ...told.certainty].join('\n');
  const foundIds =
    found === null ? [] : [...found.answer.rows.map((row) => row.id), ...found.answer.provisions.map((p) => p.id)];
  const chosen = typed === null ? foundIds : listOf(typed, 'rows');
  const levels = ['moral', 'sedang', 'berat', 'pemberhentian'] as const;
  const offered = [
    ...allRows.filter((row) => row.id !== 'B13').map((row) => ({ id: row.id, label: `${row.id}: ${row.act[lang]}` })),
    ...allProvisions.map((p) => ({ id: p.id, label: `${p.id}: ${p.act[lang]}` })),
  ];
  return (
    <>
      <TextArea
        lang={lang}
        name="text"
        label={words.forms.study}
        value={typed === null ? draft : typedText(typed, 'text')}
        error={errorFor(errors, 'text')}
        rows={12}
      />
      <CheckboxGroup
        lang={lang}
        name="rows"
        label={words.forms.rows}
        hint={words.forms.rowsHint}
        values={chosen}
        choices={[
          ...offered.filter((o) => foundIds.includes(o.id)),
          ...offered.filter((o) => !foundIds.includes(o.id)),
        ].map((o) => ({ value: o.id, label: o.label }))}
      />
      <RadioGroup
        lang={lang}
        name="level"
        label={words.forms.level}
        value={
          typed === null
            ? (found?.answer.rows[0]?.level ?? found?.answer.provisions[0]?.level ?? '')
            : typedText(typed, 'level')
        }
        error={errorFor(errors, 'level')}
        choices={[
          ...levels.map((level) => ({ value: level, label: words.level[level] })),
          { value: '', label: words.noLevel },
        ]}
      />
    </>
  );
};

/** Several choices of one name, as the form sends them. */
export function listOf(typed: Typed, name: string): readonly string[] {
  const value = typed[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
