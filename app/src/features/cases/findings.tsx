/** What the rulebook says of the facts: suggestions with their reasons, articles and doubts. */
import { type Assessment, assess, citationOfRow, explain, findRow, parseFacts } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { Callout, Card, Citation, Disclosure, type PageContext, Section, Tag } from '../../ui/index.ts';
import type { OfficeReport } from '../reports/index.ts';
import type { CaseView } from './case-read-model.ts';
import { confidenceOf } from './clock-words.ts';
import { deskWords } from './desk-words.ts';
import { levelName } from './queue-page.tsx';

/** The facts an officer wrote down; before that, those that the report itself implies. Null: nothing to assess. */
export function assessCase(
  view: CaseView,
  report: Pick<OfficeReport, 'happenedOn'> | null,
): { readonly answer: Assessment; readonly fromReport: boolean } | null {
  const written = parseFacts(view.facts);
  if (written.ok) return { answer: assess(written.value), fromReport: false };
  if (report === null) return null;
  const implied = parseFacts({
    act: { kind: view.actKind, on: report.happenedOn },
    actor: { status: 'pns' },
    contest: { election: view.electionId, contest: view.contestId },
  });
  return implied.ok ? { answer: assess(implied.value), fromReport: true } : null;
}

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
      {found.fromReport ? <Callout lang={lang}>{words.noFacts}</Callout> : null}
      <Card>
        <p>
          <b>{told.finding}</b>
        </p>
        {answer.rows.map((row) => {
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
                  {words.disagree}: {row.conflict}
                </p>
              )}
            </div>
          );
        })}
        {answer.provisions.map((provision) => (
          <p>
            <b>PP 94/2021 {provision.id}</b> <Tag>{levelName(provision.level, lang)}</Tag>
          </p>
        ))}
        <Lines title={words.why} lines={told.why} open />
        <Lines title={words.sanction} lines={told.sanction} />
        <Lines title={words.disagree} lines={told.disagreement} open={answer.outcome === 'disputed'} />
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
