/** Figures as shapes: where cases wait, and where the election stands. The figures stand beside the shapes as text. */
import type { Child, FC } from 'hono/jsx';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { uiWords } from '../words.ts';

export interface FunnelRow {
  readonly label: Child;
  readonly value: number;
  /** Hatched: still waits. Solid: decided. */
  readonly state: 'waiting' | 'decided';
  /** Beside the number: "median 4 hari". */
  readonly note?: Child | undefined;
}

export interface FunnelProps {
  readonly lang: Language;
  /** Unique on the page. */
  readonly id: string;
  readonly rows: readonly FunnelRow[];
  /** The value of a full bar; default: the largest of the rows. */
  readonly full?: number | undefined;
}

/* Widths are attributes of SVG shapes: the policy allows no style attributes, and shapes are printed where backgrounds are not. */
export const Funnel: FC<FunnelProps> = ({ lang, id, rows, full }) => {
  const words = uiWords(lang).funnel;
  const most = full ?? Math.max(1, ...rows.map((row) => row.value));
  return (
    <div class="funnel">
      <ol>
        {rows.map((row, index) => {
          const share = Math.max(0, Math.min(100, (row.value / most) * 100));
          const hatch = `${id}-hatch-${index + 1}`;
          return (
            <li>
              <span class="funnel-label">
                {row.label}
                <span class="visually-hidden"> ({words[row.state]}): </span>
              </span>
              <svg class={`bar bar-${row.state}`} width="100%" height="26" aria-hidden="true" focusable="false">
                {row.state === 'waiting' ? (
                  <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="bar-ink" width="2" height="7" />
                  </pattern>
                ) : null}
                <rect class="bar-well" width="100%" height="26" rx="4" />
                {row.value > 0 ? (
                  <rect
                    class="bar-edge"
                    width={`${share.toFixed(2)}%`}
                    height="26"
                    rx="4"
                    fill={row.state === 'waiting' ? `url(#${hatch})` : 'currentColor'}
                  />
                ) : null}
              </svg>
              <span class="funnel-value num">
                <b>{formatNumber(row.value, lang)}</b>
                {row.note === undefined ? null : <small> {row.note}</small>}
              </span>
            </li>
          );
        })}
      </ol>
      <p class="small funnel-key">{words.key}</p>
    </div>
  );
};

export interface Stage {
  readonly label: string;
  /** "25 Sep – 23 Nov" */
  readonly when: string;
  readonly state: 'past' | 'now' | 'next';
}

/** The stages of an election in order; the present one is marked. */
export const StageLine: FC<{ readonly lang: Language; readonly stages: readonly Stage[] }> = ({ lang, stages }) => {
  const words = uiWords(lang).stage;
  return (
    <ol class="stages">
      {stages.map((stage) => (
        <li class={`stage-${stage.state}`} aria-current={stage.state === 'now' ? 'step' : undefined}>
          <span class="stage-label">{stage.label}</span>
          <span class="visually-hidden"> ({words[stage.state]}) </span>
          <span class="stage-when num">{stage.when}</span>
        </li>
      ))}
    </ol>
  );
};

export interface FigureProps {
  readonly value: Child;
  readonly label: Child;
  readonly note?: Child | undefined;
}

/** One number and what it counts. Several stand in a `Figures`. */
export const Figures: FC<{ readonly items: readonly FigureProps[] }> = ({ items }) => (
  <dl class="figures">
    {items.map((item) => (
      <div>
        <dt>{item.label}</dt>
        <dd class="num">{item.value}</dd>
        {item.note === undefined ? null : <dd class="figure-note">{item.note}</dd>}
      </div>
    ))}
  </dl>
);
