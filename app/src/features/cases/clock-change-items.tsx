/** Limits that later law moved, among the steps of a case. No step of the chain: nobody at the office acted. */
import { formatInstant } from '../../platform/i18n/dates.ts';
import { defineWords, type Language } from '../../platform/i18n/words.ts';
import type { TimelineItem } from '../../ui/index.ts';
import type { ClockChangeView } from './clock-reevaluation.ts';
import { stepName } from './clock-words.ts';

const words = defineWords(
  'clock-changes',
  {
    moved: (step: string) => `Batas waktu bergeser: ${step}`,
    settled: (step: string) => `Batas waktu tidak lagi sementara: ${step}`,
    byLaw: 'karena perubahan data hukum',
    due: (before: string, after: string) => `Jatuh tempo ${before} menjadi ${after}.`,
  },
  {
    moved: (step: string) => `Limit moved: ${step}`,
    settled: (step: string) => `Limit provisional no longer: ${step}`,
    byLaw: 'since the law data changed',
    due: (before: string, after: string) => `Due ${before} becomes ${after}.`,
  },
);

/** Puts the changes between the steps, by their time. */
export function withClockChanges(
  steps: readonly { readonly at: Temporal.Instant; readonly item: TimelineItem }[],
  changes: readonly ClockChangeView[],
  lang: Language,
): readonly TimelineItem[] {
  const moved = changes.map((change) => ({ at: change.at, item: itemOf(change, lang) }));
  return [...steps, ...moved].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)).map(({ item }) => item);
}

function itemOf(change: ClockChangeView, lang: Language): TimelineItem {
  const said = words(lang);
  const name = stepName(change.procedureId, change.stepId, lang);
  const at = (moment: Temporal.Instant): string => formatInstant(moment, change.zone, lang, 'medium');
  const moves = !change.dueBefore.equals(change.dueAfter);
  return {
    state: 'ok',
    title: moves ? said.moved(name) : said.settled(name),
    time: at(change.at),
    body: `${change.bodyName}, ${said.byLaw}`,
    children: (
      <p class="small">
        {moves ? `${said.due(at(change.dueBefore), at(change.dueAfter))} ` : ''}
        {change.reason[lang]}
      </p>
    ),
  };
}
