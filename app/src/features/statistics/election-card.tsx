/** Where the open election stands, and what that changes for civil servants. */
import { confidenceWords, type Election, type RowReason, type Stage, stagesOf, whyRow } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { formatDay, formatDayRange } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { Card, Citation, Disclosure, type PageContext, Section, StageLine } from '../../ui/index.ts';
import { lawPath } from '../law/index.ts';
import { statisticsWords } from './words.ts';

/** The act that shows best what determination changes: the same like is row A4 before it and B6 after it. */
const before = 'A4';
const since = 'B6';

export interface ElectionCardProps {
  readonly page: PageContext;
  readonly election: Election;
  /** Legal day (ISO). */
  readonly day: string;
}

export const ElectionCard: FC<ElectionCardProps> = ({ page, election, day }) => {
  const { lang } = page;
  const words = statisticsWords(lang).stage;
  const { stages, current, next, phase } = stagesOf(election, day);
  const unsure = stages.filter((stage) => stage.confidence !== 'seen');
  const lastDetermined =
    election.contests
      .map((contest) => contest.determinedOn)
      .toSorted()
      .at(-1) ?? election.votingOn;
  const sentence =
    phase === 'calon'
      ? words.changed
      : phase === 'bakal_calon'
        ? words.willChange(formatDay(lastDetermined, lang))
        : words.between;
  return (
    <Card>
      <Section title={election.name[lang]} aside={aside(lang, day, current, next)}>
        <StageLine
          lang={lang}
          stages={stages.map((stage) => ({
            label: stage.name[lang],
            when: formatDayRange(stage.from, stage.to, lang),
            state: stage.state === 'later' ? 'next' : stage.state,
          }))}
        />
        {unsure.map((stage) => (
          <p class="small">{words.unsure(stage.name[lang], confidenceWords[stage.confidence][lang])}</p>
        ))}
        <p>{sentence}</p>
        <Disclosure summary={words.why}>
          <RowLine page={page} label={words.before} row={whyRow(before)} />
          <RowLine page={page} label={words.since} row={whyRow(since)} />
          <p>
            <a href={page.to(lawPath.election(election.id))}>{words.dates}</a>
          </p>
        </Disclosure>
      </Section>
    </Card>
  );
};

function aside(lang: Language, day: string, current: Stage | undefined, next: Stage | undefined): string {
  const words = statisticsWords(lang).stage;
  const today = formatDay(day, lang);
  if (current !== undefined) {
    const { dayNumber, days, name } = current;
    return dayNumber === undefined || days === 1
      ? words.oneDay(today, name[lang])
      : words.dayOf(today, formatNumber(dayNumber, lang), formatNumber(days, lang), name[lang]);
  }
  return next === undefined ? words.after(today) : words.until(today, next.name[lang], formatDay(next.from, lang));
}

const RowLine: FC<{ readonly page: PageContext; readonly label: string; readonly row: RowReason }> = ({
  page,
  label,
  row,
}) => (
  <>
    <p>
      <b>{label}:</b> {row.act[page.lang]}.
    </p>
    <Citation
      lang={page.lang}
      sources={[
        { label: row.citation, href: page.to(lawPath.rule(row.id)) },
        ...[...row.basis, ...row.sanctionBasis].map((source) => ({ label: source })),
      ]}
      confidence={row.confidence === 'seen-3p' ? 'uncertain' : row.confidence}
    />
  </>
);
