/** What the rulebook says of the facts: suggestions with their reasons, articles and doubts. */
import { type Assessment, allProvisions, citationOfRow, explain, findRow } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { Callout, Card, Citation, Disclosure, type PageContext, Section, Tag } from '../../ui/index.ts';
import type { OfficeReport } from '../reports/index.ts';
import { assessCase, type PossibleRow, possibleRows } from './case-findings.ts';
import type { CaseView } from './case-read-model.ts';
import { confidenceOf } from './clock-words.ts';
import { deskWords } from './desk-words.ts';
import { levelName } from './queue-page.tsx';

export const Findings: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly report: OfficeReport | null;
}> = ({ page, view, report }) => {
  const { lang } = page;
  const words = deskWords(lang).page;
  const found = assessCase(view, report);
  if (found === null) return null;
  const { answer } = found;
  const told = explain(answer, lang);
  return (
    <Section title={words.found} aside={<small>{words.foundHint}</small>}>
      {found.fromReport ? (
        <Callout lang={lang}>
          {words.noFacts}
          {found.statusAssumed ? ` ${words.assumedStatus}` : ''}
        </Callout>
      ) : null}
      <Card>
        <p>
          <b>{told.finding}</b>
        </p>
        {answer.rows.map((row) => (
          <RowFound lang={lang} row={row} />
        ))}
        {answer.provisions.map((provision) => {
          const norm = allProvisions.find((p) => p.id === provision.id);
          return (
            <p>
              <b>{norm?.act[lang] ?? provision.id}</b> ({norm?.basis[0] ?? 'PP 94/2021'}){' '}
              <Tag>{levelName(provision.level, lang)}</Tag>
            </p>
          );
        })}
        <Lines title={words.why} lines={told.why} open />
        <Lines title={words.sanction} lines={told.sanction} />
        <Lines title={words.disagree} lines={told.disagreement} open={answer.outcome === 'disputed'} />
        <MayApply lang={lang} rows={possibleRows(found.facts, answer)} />
        {answer.questions.length === 0 ? null : (
          <div>
            <h3>{words.needsFacts}</h3>
            <ol class="plain-list">
              {answer.questions.map((question) => (
                <li>{question[lang]}</li>
              ))}
            </ol>
          </div>
        )}
        <Lines title={words.change} lines={told.wouldChange} />
        {told.certainty.map((line) => (
          <p class="small">{line}</p>
        ))}
      </Card>
    </Section>
  );
};

const RowFound: FC<{ readonly lang: PageContext['lang']; readonly row: Assessment['rows'][number] }> = ({
  lang,
  row,
}) => {
  const norm = findRow(row.id);
  return (
    <div class="found-row">
      <p>
        <b>{norm === undefined ? row.id : norm.act[lang]}</b> ({row.id}) <Tag>{levelName(row.level, lang)}</Tag>
      </p>
      <Citation
        lang={lang}
        sources={[
          ...(norm === undefined ? [] : [{ label: citationOfRow(norm) }]),
          ...row.basis.map((label) => ({ label })),
        ]}
        confidence={confidenceOf(row.confidence)}
      />
      {row.conflict === null ? null : (
        <p class="small">
          {deskWords(lang).page.disagree}: {lang === 'en' ? (row.conflictEn ?? row.conflict) : row.conflict}
        </p>
      )}
    </div>
  );
};

/** Rows that some answer to the open questions would make apply, each with the answers that lead to it. */
const MayApply: FC<{ readonly lang: PageContext['lang']; readonly rows: readonly PossibleRow[] }> = ({ lang, rows }) =>
  rows.length === 0 ? null : (
    <div>
      <h3>{deskWords(lang).page.mayApply}</h3>
      <ul class="plain-list">
        {rows.map((row) => (
          <li>
            <b>{row.act[lang]}</b> ({row.id}) <Tag>{levelName(row.level, lang)}</Tag>
            <br />
            <small>
              {row.when.map((condition) => `${condition.question[lang]} ${condition.answer[lang]}.`).join(' ')}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );

const Lines: FC<{ readonly title: string; readonly lines: readonly string[]; readonly open?: boolean }> = ({
  title,
  lines,
  open,
}) =>
  lines.length === 0 ? null : (
    <Disclosure summary={title} open={open}>
      <ul class="plain-list">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </Disclosure>
  );
