/** What was told, as the accused reads it and as the officer sees it before issuing. */
import { findRow } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatDay } from '../../platform/i18n/dates.ts';
import { DefinitionList, type PageContext } from '../../ui/index.ts';
import { actName } from '../cases/index.ts';
import { lawPath } from '../law/index.ts';
import type { Told } from './told.ts';
import { accusedWords } from './words.ts';

export const ToldView: FC<{ readonly page: PageContext; readonly told: Told }> = ({ page, told }) => {
  const { lang } = page;
  const words = accusedWords(lang).file;
  const or = (value: string): Child => (value === '' ? words.unknown : <span class="pre">{value}</span>);
  return (
    <DefinitionList
      items={[
        { term: words.allegation, value: or(told.allegation) },
        { term: words.act, value: actName(told.actKind, lang) },
        { term: words.actOn, value: told.actOn === null ? words.unknown : formatDay(told.actOn, lang) },
        { term: words.place, value: or(told.place) },
        {
          term: words.rows,
          value:
            told.rows.length === 0 ? (
              words.unknown
            ) : (
              <ul>
                {told.rows.map((id) => (
                  <li>
                    <a href={page.to(lawPath.rule(id))}>{ruleName(id, lang)}</a>
                  </li>
                ))}
              </ul>
            ),
        },
        ...(told.clarification === '' ? [] : [{ term: words.clarification, value: or(told.clarification) }]),
        ...(told.answerUntil === null ? [] : [{ term: words.answerUntil, value: formatDay(told.answerUntil, lang) }]),
        { term: words.contact, value: or(told.contact) },
      ]}
    />
  );
};

/** "B6: …" with the act as the decree words it, or the id alone for a provision. */
export function ruleName(id: string, lang: PageContext['lang']): string {
  const row = findRow(id);
  return row === undefined ? id : `${id}: ${row.act[lang]}`;
}
