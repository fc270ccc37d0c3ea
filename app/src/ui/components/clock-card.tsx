/** One clock of a case: what is due, when, by what rule, how sure that is, and the button that does it. */
import type { Child, FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { uiWords } from '../words.ts';
import { Citation, type Confidence, type Nature, NatureTag, type Source, Tag, type TagKind } from './tag.tsx';

export interface ClockCardProps {
  readonly lang: Language;
  /** How it stands: `open` is due later; `paused` is stopped for a reason. */
  readonly state: 'open' | 'due' | 'late' | 'done' | 'paused';
  /** In words: "lewat 1 hari", "sisa 3 hari", "selesai", "dihentikan sementara". */
  readonly relative: string;
  /** The due date (or the day it was done) with weekday, time and zone: "Kam 3 Okt, 23.59 WIB". */
  readonly due: string;
  /** The step: "Kajian awal". */
  readonly step: Child;
  /** How it was counted: "2 hari kalender sejak diterima". */
  readonly counting?: Child | undefined;
  readonly nature: Nature;
  /** The rule that set it. */
  readonly rule: Source;
  readonly confidence: Confidence;
  /** Days left out of the count, with why: "Sab 5 Okt" – "akhir pekan". Undefined: nothing is said about it. */
  readonly skipped?: readonly { readonly day: string; readonly why: string }[] | undefined;
  /** True when not all holidays of the period are decreed yet. */
  readonly provisional?: boolean | undefined;
  /** What the law says follows when it expires. */
  readonly onExpiry?: Child | undefined;
  /** The action that stops this clock, and lesser ones after it. */
  readonly children?: Child | undefined;
  readonly headingLevel?: 2 | 3 | undefined;
}

const tagOf = {
  open: 'neutral',
  due: 'due',
  late: 'late',
  done: 'done',
  paused: 'neutral',
} as const satisfies Record<ClockCardProps['state'], TagKind>;

export const ClockCard: FC<ClockCardProps> = (props) => {
  const { lang, state, skipped, headingLevel = 2 } = props;
  const words = uiWords(lang);
  const kind = state === 'done' ? words.clock.doneAt : state === 'paused' ? words.clock.pausedSince : words.clock.dueAt;
  return (
    <div class={`card clock clock-is-${state}`}>
      <p class="clock-tags">
        <Tag kind={tagOf[state]}>{props.relative}</Tag>
        <NatureTag lang={lang} nature={props.nature} />
      </p>
      <div>
        {headingLevel === 2 ? <h2>{props.step}</h2> : <h3>{props.step}</h3>}
        <p class="clock-date num">
          <span class="clock-kind">{kind}</span> <b>{props.due}</b>
        </p>
      </div>
      <div class="clock-why">
        {props.counting === undefined ? null : <p class="small">{props.counting}</p>}
        {skipped === undefined ? null : skipped.length === 0 ? (
          <p class="small">{words.clock.noneSkipped}</p>
        ) : (
          <details class="disclosure">
            <summary>{words.clock.skipped(skipped.length)}</summary>
            <ul class="skipped">
              {skipped.map((one) => (
                <li>
                  <span class="num">{one.day}</span> {one.why}
                </li>
              ))}
            </ul>
          </details>
        )}
        <p class="small">{words.natureLong[props.nature]}</p>
        {props.onExpiry === undefined ? null : <p class="small">{props.onExpiry}</p>}
        {props.provisional === true ? <p class="small provisional">{words.clock.provisional}</p> : null}
        <Citation
          lang={lang}
          label={props.nature === 'law' ? words.clock.basis : undefined}
          sources={[props.rule]}
          confidence={props.confidence}
        />
      </div>
      {props.children === undefined ? null : <div class="clock-actions">{props.children}</div>}
    </div>
  );
};
