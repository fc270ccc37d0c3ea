/** The way of a case: what happened, what is being done, what comes. */
import type { Child, FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { classNames } from '../class-names.ts';
import { uiWords } from '../words.ts';

/**
 * A hand-over as its sender sees it. Each value is the time in words ("Rab 2 Okt, 07.52 WIB") or empty when only the fact is
 * known; null: not yet. `returned` replaces `accepted`.
 */
export interface HandOver {
  readonly sent: string | null;
  readonly opened: string | null;
  readonly accepted: string | null;
  readonly returned?: string | null | undefined;
}

/** terkirim – dibuka – diterima (or dikembalikan), each with its time once it happened. */
export const AckStrip: FC<{ readonly lang: Language; readonly handOver: HandOver }> = ({ lang, handOver }) => {
  const words = uiWords(lang).ack;
  const returned = handOver.returned ?? null;
  const steps = [
    { word: words.sent, at: handOver.sent, back: false },
    { word: words.opened, at: handOver.opened, back: false },
    returned === null
      ? { word: words.accepted, at: handOver.accepted, back: false }
      : { word: words.returned, at: returned, back: true },
  ];
  return (
    <ol class="ack" aria-label={words.label}>
      {steps.map((step) => (
        <li class={classNames(step.at !== null && 'on', step.back && 'returned')}>
          {step.word}
          {step.at === null || step.at === '' ? null : <span class="num"> {step.at}</span>}
          <span class="visually-hidden">: {step.at === null ? words.notYet : words.done}</span>
        </li>
      ))}
    </ol>
  );
};

export interface TimelineItem {
  /** `broken`: what is stored is not what was written down. */
  readonly state: 'ok' | 'wait' | 'late' | 'upcoming' | 'broken';
  readonly title: Child;
  /** When, in words. */
  readonly time?: Child | undefined;
  /** Which office, and who. */
  readonly body?: Child | undefined;
  readonly handOver?: HandOver | undefined;
  /** Anything more: reason, documents, log entry. */
  readonly children?: Child | undefined;
}

export const Timeline: FC<{ readonly lang: Language; readonly items: readonly TimelineItem[] }> = ({ lang, items }) => {
  const words = uiWords(lang).timeline;
  return (
    <ol class="timeline">
      {items.map((item) => (
        <li class={`at-${item.state}`}>
          <div class="timeline-head">
            <b>{item.title}</b>
            <span class="visually-hidden"> ({words[item.state]}) </span>
            {item.time === undefined ? null : <small class="num">{item.time}</small>}
          </div>
          {item.body === undefined ? null : <p class="small">{item.body}</p>}
          {item.handOver === undefined ? null : <AckStrip lang={lang} handOver={item.handOver} />}
          {item.children ?? null}
        </li>
      ))}
    </ol>
  );
};
