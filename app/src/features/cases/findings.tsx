/** What the rulebook says of the facts: suggestions with their reasons, articles and doubts, and by which rulebook they were kept. */
import { type Assessment, allProvisions, citationOfRow, explain, findRow, type Rulebook } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { formatInstant } from '../../platform/i18n/dates.ts';
import { Callout, Card, Citation, Disclosure, type PageContext, Section, Tag } from '../../ui/index.ts';
import { lawPath } from '../law/index.ts';
import { type CaseFindings, type PossibleRow, possibleRows } from './case-findings.ts';
import type { CaseView, StepView } from './case-read-model.ts';
import { confidenceOf } from './clock-words.ts';
import { levelName } from './desk-names.ts';
import { deskWords, stepWords } from './desk-words.ts';
import { readFinding, recompute, type StoredFinding } from './finding.ts';
import { differenceLines, FindingSide, RuleLink, rulebookName } from './finding-parts.tsx';
import { findingWords } from './finding-words.ts';

export const Findings: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly found: CaseFindings;
  readonly rulebook: Rulebook;
}> = ({ page, view, found, rulebook }) => {
  const { lang } = page;
  const words = deskWords(lang).page;
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
      <Kept page={page} view={view} rulebook={rulebook} fromReport={found.fromReport} />
      <Card>
        <p>
          <b>{told.finding}</b>
        </p>
        {answer.rows.map((row) => (
          <RowFound page={page} row={row} />
        ))}
        {answer.provisions.map((provision) => {
          const norm = allProvisions.find((p) => p.id === provision.id);
          return (
            <p>
              <b>{norm?.act[lang] ?? provision.id}</b> (
              <RuleLink page={page} id={provision.id}>
                {norm?.basis[0] ?? 'PP 94/2021'}
              </RuleLink>
              ) <Tag>{levelName(provision.level, lang)}</Tag>
            </p>
          );
        })}
        <Lines title={words.why} lines={told.why} open />
        <Lines title={words.sanction} lines={told.sanction} />
        <Lines title={words.disagree} lines={told.disagreement} open={answer.outcome === 'disputed'} />
        <MayApply page={page} rows={possibleRows(found.facts, answer, rulebook)} />
        {answer.questions.length === 0 ? null : (
          <div>
            <h3>{words.needsFacts}</h3>
            <ol class="bullets">
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

/** The finding that was kept last with a step that the person may read. */
export function keptFinding(
  view: Pick<CaseView, 'steps'>,
): { readonly step: StepView; readonly finding: StoredFinding } | null {
  for (const step of view.steps.toReversed()) {
    const finding = step.hidden ? null : readFinding(step.content);
    if (finding !== null) return { step, finding };
  }
  return null;
}

/** By which rulebook the finding was made that counts; where today's law gives another, both, and that the kept one stands. */
const Kept: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly rulebook: Rulebook;
  readonly fromReport: boolean;
}> = ({ page, view, rulebook, fromReport }) => {
  const { lang } = page;
  const words = findingWords(lang);
  const kept = keptFinding(view);
  const today = rulebookName(rulebook, lang);
  if (kept === null)
    return (
      <p class="small">
        {words.by(today)}
        {fromReport ? '' : ` ${words.notKept}`}
      </p>
    );
  const { step, finding } = kept;
  const then = rulebookName(finding.rulebook, lang);
  const at = words.keptAt(stepWords(lang)[step.kind], formatInstant(step.at, step.bodyZone, lang, 'short'));
  const again = recompute(finding, rulebook);
  if (again.same)
    return (
      <p class="small">
        {words.by(then)} {at}
        {then === today ? '' : ` ${words.sameNow(today)}`}
      </p>
    );
  return (
    <Callout lang={lang} kind="warn" title={words.differs.title}>
      <p>{words.differs.text}</p>
      <div class="sides">
        <FindingSide
          page={page}
          title={words.differs.kept}
          finding={finding}
          other={again.now}
          mark="gone"
          headingLevel={3}
          by={`${words.by(then)} ${at}`}
        />
        {again.now === null ? null : (
          <FindingSide
            page={page}
            title={words.differs.now}
            finding={again.now}
            other={finding}
            mark="fresh"
            headingLevel={3}
            by={words.by(today)}
          />
        )}
      </div>
      <h3>{words.differs.what}</h3>
      <ul class="bullets">
        {differenceLines(again.differences, lang).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <p class="small">{words.differs.below}</p>
    </Callout>
  );
};

const RowFound: FC<{ readonly page: PageContext; readonly row: Assessment['rows'][number] }> = ({ page, row }) => {
  const { lang } = page;
  const norm = findRow(row.id);
  return (
    <div class="found-row">
      <p>
        <b>{norm === undefined ? row.id : norm.act[lang]}</b> (<RuleLink page={page} id={row.id} />){' '}
        <Tag>{levelName(row.level, lang)}</Tag>
      </p>
      <Citation
        lang={lang}
        sources={[
          ...(norm === undefined ? [] : [{ label: citationOfRow(norm), href: page.to(lawPath.rule(row.id)) }]),
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
const MayApply: FC<{ readonly page: PageContext; readonly rows: readonly PossibleRow[] }> = ({ page, rows }) => {
  const { lang } = page;
  return rows.length === 0 ? null : (
    <div>
      <h3>{deskWords(lang).page.mayApply}</h3>
      <ul class="bullets">
        {rows.map((row) => (
          <li>
            <b>{row.act[lang]}</b> (<RuleLink page={page} id={row.id} />) <Tag>{levelName(row.level, lang)}</Tag>
            <br />
            <small>
              {row.when.map((condition) => `${condition.question[lang]} ${condition.answer[lang]}.`).join(' ')}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
};

const Lines: FC<{ readonly title: string; readonly lines: readonly string[]; readonly open?: boolean }> = ({
  title,
  lines,
  open,
}) =>
  lines.length === 0 ? null : (
    <Disclosure summary={title} open={open}>
      <ul class="bullets">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </Disclosure>
  );
