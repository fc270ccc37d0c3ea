/** What an officer wrote at a step, as text: reasons, studies, decisions. */
import { sanctionCatalogue, transitionalMedium } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { formatDay } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { StepView } from './case-read-model.ts';
import { deskWords } from './desk-words.ts';
import { levelName } from './queue-page.tsx';

export const StepContents: FC<{ readonly step: StepView; readonly lang: Language }> = ({ step, lang }) => {
  const words = deskWords(lang);
  const text = (name: string): string | null => {
    const value: unknown =
      typeof step.content === 'object' && step.content !== null ? Reflect.get(step.content, name) : undefined;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const lines: string[] = [];
  if (step.kind === 'study-recorded') {
    const rows: unknown =
      typeof step.content === 'object' && step.content !== null ? Reflect.get(step.content, 'rows') : undefined;
    const named = Array.isArray(rows) ? rows.filter((row) => typeof row === 'string') : [];
    lines.push([...named, levelName(text('level'), lang)].join(' · '));
  }
  if (step.kind === 'decision-recorded') {
    const option = text('option');
    lines.push(option === null ? words.forms.outcomeNone : optionName(option, lang));
    const [number, day] = [text('decisionNumber'), text('decidedOn')];
    if (number !== null && day !== null) lines.push(`${words.page.number(number)}, ${formatDay(day, lang)}`);
  }
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

/** The label of a sanction from the catalogue. */
export function optionName(id: string, lang: Language): string {
  for (const kind of sanctionCatalogue) {
    const found = kind.options.find((option) => option.id === id);
    if (found !== undefined) return found.label[lang];
  }
  return transitionalMedium.substitutes.find((option) => option.id === id)?.label[lang] ?? id;
}

export function isSanctionOption(id: string): boolean {
  return (
    sanctionCatalogue.some((kind) => kind.options.some((option) => option.id === id)) ||
    transitionalMedium.substitutes.some((option) => option.id === id)
  );
}
