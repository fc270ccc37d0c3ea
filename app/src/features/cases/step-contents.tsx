/** What an officer wrote at a step, as text: reasons, studies, decisions. */
import { bodies } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { PageContext } from '../../ui/index.ts';
import type { StepView } from './case-read-model.ts';
import { stepName } from './clock-words.ts';
import { levelName, optionName } from './desk-names.ts';
import { deskWords } from './desk-words.ts';
import { RuleLink } from './finding-parts.tsx';
import { PlainContents } from './plain-form.tsx';
import { plainTypeOf } from './plain-steps.ts';
import { property } from './stored-values.ts';

export const StepContents: FC<{ readonly step: StepView; readonly page: PageContext }> = ({ step, page }) => {
  const { lang } = page;
  const words = deskWords(lang);
  const text = (name: string): string | null => {
    const value: unknown =
      typeof step.content === 'object' && step.content !== null ? Reflect.get(step.content, name) : undefined;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const lines: Child[] = [];
  if (step.kind === 'study-recorded') {
    const rows: unknown =
      typeof step.content === 'object' && step.content !== null ? Reflect.get(step.content, 'rows') : undefined;
    const named = Array.isArray(rows) ? rows.filter((row) => typeof row === 'string') : [];
    lines.push(
      <>
        {named.map((id) => (
          <>
            <RuleLink page={page} id={id} /> ·{' '}
          </>
        ))}
        {levelName(text('level'), lang)}
      </>,
    );
  }
  if (step.kind === 'decision-recorded') {
    const option = text('option');
    const none = text('outcome') === 'not-proven' ? words.forms.outcomeNotProven : words.forms.outcomeNone;
    lines.push(option === null ? none : optionName(option, lang));
    const [number, day] = [text('decisionNumber'), text('decidedOn')];
    const paper = text('document') ?? text('documentHash');
    if (paper !== null) lines.push(words.page.document(paper));
    if (number !== null && day !== null) lines.push(`${words.page.number(number)}, ${formatDay(day, lang)}`);
  }
  if (step.kind === 'concluded-proven' || step.kind === 'concluded-not-proven') {
    const sat: unknown = property(step.content, 'sat');
    if (Array.isArray(sat)) lines.push(words.page.sat(formatNumber(sat.length, lang)));
    if (step.sat.length > 0) lines.push(words.page.satNames(step.sat.join(', ')));
  }
  if (step.kind === 'accused-notified') {
    const told: unknown = property(step.content, 'told');
    const allegation = property(told, 'allegation');
    if (typeof allegation === 'string') lines.push(allegation);
  }
  if (step.kind === 'clock-stopped' || step.kind === 'clock-resumed') {
    const [procedure = '', of = ''] = (text('clock') ?? '').split('/');
    const until = text('untilOn');
    lines.push(stepName(procedure, of, lang), words.page.basis(text('basis') ?? '–'));
    if (until !== null) lines.push(words.page.stoppedUntil(formatDay(until, lang)));
  }
  if (step.kind === 'handling-extended' && text('basis') !== null) lines.push(words.page.basis(text('basis') ?? ''));
  if (step.kind === 'vote-cast') lines.push(bodies.find((body) => body.id === text('seat'))?.name ?? text('seat'));
  const plain = plainTypeOf(step.kind);
  if (plain !== null)
    return step.content === null ? null : (
      <>
        {lines.map((line) => (
          <p class="small">
            <b>{line}</b>
          </p>
        ))}
        <PlainContents page={page} type={plain} content={step.content} />
      </>
    );
  const body = text('text') ?? text('reason') ?? text('summary');
  if (lines.length === 0 && body === null) return null;
  return (
    <>
      {lines.map((line) => (
        <p class="small">{line}</p>
      ))}
      {body === null ? null : <p class="small pre">{body}</p>}
    </>
  );
};
