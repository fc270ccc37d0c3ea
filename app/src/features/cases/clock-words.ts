/** Clocks in words: the step, how it was counted, by what rule. All from the rulebook, so that a date leads back to its norm. */
import { findStep } from '@netra/rulebook';
import { formatDay, formatInstant, relativeDue } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { ClockCardProps, PageContext } from '../../ui/index.ts';
import { lawPath } from '../law/index.ts';
import type { ClockView } from './case-read-model.ts';
import { findTarget } from './case-targets.ts';
import { deskWords } from './desk-words.ts';

export function stepName(procedureId: string, stepId: string, lang: Language): string {
  return (findStep(procedureId, stepId) ?? findTarget(procedureId, stepId))?.name[lang] ?? stepId;
}

/** A clock as the card of the kit shows it, without its buttons. */
export function clockCard(
  clock: ClockView,
  now: Temporal.Instant,
  page: PageContext,
): Omit<ClockCardProps, 'children'> {
  const { lang } = page;
  const words = deskWords(lang);
  const step = findStep(clock.procedureId, clock.stepId);
  const onExpiry = (step ?? findTarget(clock.procedureId, clock.stepId))?.onExpiry;
  const running = clock.state === 'running';
  const stopped = clock.state === 'stopped';
  const relative = relativeDue(clock.dueAt, now, clock.zone, lang);
  const from = formatInstant(clock.startedAt, clock.zone, lang, 'short');
  const limit = step === undefined ? null : formatNumber(Math.abs(step.limit), lang);
  return {
    lang,
    state: stopped
      ? 'paused'
      : running
        ? relative.tone === 'neutral'
          ? 'open'
          : relative.tone
        : clock.state === 'met-late'
          ? 'late'
          : 'done',
    relative: running ? relative.words : words.page.clockState[stateOf(clock.state)],
    due: formatInstant(
      running ? clock.dueAt : (clock.stoppedAt ?? clock.endedAt ?? clock.dueAt),
      clock.zone,
      lang,
      'short',
    ),
    step: `${stepName(clock.procedureId, clock.stepId, lang)} · ${clock.bodyName}`,
    counting:
      limit === null || step === undefined
        ? undefined
        : step.unit === 'working_day'
          ? words.counting.working(limit, from)
          : words.counting.calendar(limit, from),
    nature: clock.nature,
    rule: {
      label: clock.basis,
      href: step === undefined ? undefined : page.to(lawPath.step(clock.procedureId, clock.stepId)),
    },
    confidence: confidenceOf(clock.confidence),
    skipped: clock.skipped.map((s) => ({ day: formatDay(s.date, lang, 'short'), why: lang === 'en' ? s.en : s.why })),
    provisional: clock.provisional,
    onExpiry:
      onExpiry === undefined || !(running || stopped)
        ? undefined
        : running && relative.tone === 'late'
          ? words.counting.expired(onExpiry[lang])
          : words.counting.onExpiry(onExpiry[lang]),
    headingLevel: 3,
  };
}

function stateOf(text: string): 'running' | 'stopped' | 'met' | 'met-late' | 'replaced' | 'cancelled' {
  return text === 'stopped' || text === 'met' || text === 'met-late' || text === 'replaced' || text === 'cancelled'
    ? text
    : 'running';
}

/** What was seen only in others' data is shown as seen there; anything unknown counts as uncertain. */
export function confidenceOf(text: string): 'seen' | 'recalled' | 'uncertain' {
  return text.startsWith('seen') ? 'seen' : text === 'recalled' ? 'recalled' : 'uncertain';
}
