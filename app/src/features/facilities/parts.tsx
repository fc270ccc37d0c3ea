/** Parts that pages of facilities share: a field for a moment, sides told by shape and word, options, sentences of questions. */
import type { Rulebook } from '@netra/rulebook';
import { stagesOf } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { formatDayRange, formatDuration, formatInstant, formatTime } from '../../platform/i18n/dates.ts';
import { formatNumber, formatPercent } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { describedBy, Field, type FieldBase, fieldId, type Option } from '../../ui/index.ts';
import type { AlertView } from './alert-read.ts';
import { oneOf, reasonsOf } from './facility-read.ts';
import { UNANSWERED } from './fairness.ts';
import { weekAfter } from './weeks.ts';
import { facilityWords } from './words.ts';

/** A day and a time in the zone of the office; without a script browsers show it as text or as a picker, both are read. */
export const MomentField: FC<FieldBase & { readonly value: string; readonly zone: Zone }> = (props) => {
  const hint = props.hint ?? facilityWords(props.lang).time.hint(props.zone);
  const { name, value, error } = props;
  return (
    <Field {...props} hint={hint}>
      <input
        class="input input-half"
        type="datetime-local"
        id={fieldId(name)}
        name={name}
        value={value}
        aria-describedby={describedBy(name, { hint: true, error: error !== undefined })}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
    </Field>
  );
};

export const optionsOf = <T extends string>(
  list: readonly T[],
  names: Readonly<Record<T, string>>,
): readonly Option[] => list.map((value) => ({ value, label: names[value] }));

/** "Rabu, 9 Oktober 2024, 09.00–12.00 WIB" where it begins and ends on one day. */
export function spanWords(from: Temporal.Instant, to: Temporal.Instant, zone: Zone, lang: Language): string {
  const [start, end] = [formatInstant(from, zone, lang, 'medium'), formatInstant(to, zone, lang, 'medium')];
  const day = (text: string): string => text.slice(0, text.lastIndexOf(','));
  return day(start) === day(end)
    ? `${start.replace(` ${zone}`, '')} – ${formatTime(to, zone, lang)}`
    : `${start} – ${end}`;
}

/** "7 – 13 Okt" */
export function weekDays(monday: string, lang: Language): string {
  const sunday = Temporal.PlainDate.from(weekAfter(monday, 1)).subtract({ days: 1 }).toString();
  return formatDayRange(monday, sunday, lang);
}

const shapes = ['circle', 'square', 'diamond', 'triangle'] as const;
export type SideShape = (typeof shapes)[number];

/** Sides are told apart by shape and letter, never by a colour or a number of a ballot. */
export function shapeOf(index: number): SideShape {
  return shapes[index % shapes.length] ?? 'circle';
}

/** A mark of about `size` pixels around the middle of the surrounding `svg`, which may be placed by percentages. */
export const Mark: FC<{ readonly shape: SideShape; readonly size?: number }> = ({ shape, size = 6 }) => {
  switch (shape) {
    case 'circle':
      return <circle r={size} />;
    case 'square':
      return <rect x={-size * 0.9} y={-size * 0.9} width={size * 1.8} height={size * 1.8} />;
    case 'diamond':
      return <path d={`M0 ${-size * 1.3}L${size * 1.3} 0L0 ${size * 1.3}L${-size * 1.3} 0Z`} />;
    case 'triangle':
      return <path d={`M0 ${-size * 1.2}L${size * 1.2} ${size}L${-size * 1.2} ${size}Z`} />;
  }
};

export const SideMark: FC<{ readonly index: number }> = ({ index }) => (
  <svg
    class={`access-mark side-${shapeOf(index)}`}
    width="20"
    height="20"
    viewBox="-10 -10 20 20"
    aria-hidden="true"
    focusable="false"
  >
    <Mark shape={shapeOf(index)} />
  </svg>
);

/** How many cases chance makes one of: rounded as people say numbers. */
export function odds(p: number, lang: Language): string {
  const one = 1 / p;
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(one)) - 1);
  return formatNumber(one > 1e9 ? 1e9 : Math.round(one / digits) * digits, lang);
}

export function shareWords(granted: number, answered: number, lang: Language): string {
  return answered === 0 ? '–' : formatPercent(granted / answered, lang);
}

/** What a question says, in sentences, by numbers as they stood when it came up. */
export function alertSentences(alert: AlertView, lang: Language): readonly string[] {
  const words = facilityWords(lang);
  const { facts } = alert;
  const n = (value: number): string => formatNumber(value, lang);
  const facility = alert.facilityName ?? '';
  switch (facts.kind) {
    case 'share':
    case 'week-share': {
      const of = (count: { readonly granted: number; readonly answered: number }): string =>
        words.alert.of(n(count.granted), n(count.answered));
      const silent = [facts.more, facts.less].flatMap((side) =>
        side.lapsed === 0 ? [] : [words.alert.lapsed(words.side(side.letter), n(side.lapsed))],
      );
      return [
        words.alert.share(words.side(facts.more.letter), of(facts.more), words.side(facts.less.letter), of(facts.less)),
        ...silent,
        words.alert.chance(odds(facts.p, lang)),
        words.alert.compared(n(facts.compared)),
      ];
    }
    case 'same-week': {
      if (facts.refused.reason === UNANSWERED)
        return [
          words.alert.sameWeekSilent(facility, words.side(facts.refused.letter), words.side(facts.granted.letter)),
        ];
      const reason = words.reason[oneOf(reasonsOf.refused, facts.refused.reason)];
      return [
        words.alert.sameWeek(facility, words.side(facts.refused.letter), reason, words.side(facts.granted.letter)),
      ];
    }
    case 'answer-time':
      return [
        words.alert.pace(
          words.side(facts.slower.letter),
          formatDuration(facts.slower.minutes, lang),
          words.side(facts.quicker.letter),
          formatDuration(facts.quicker.minutes, lang),
        ),
        ...(facts.slower.waiting === 0
          ? []
          : [words.alert.stillWaiting(words.side(facts.slower.letter), n(facts.slower.waiting))]),
      ];
    case 'withdrawn': {
      const of = (side: { readonly withdrawn: number; readonly settled: number }): string =>
        words.alert.ofAll(n(side.withdrawn), n(side.settled));
      return [
        words.alert.withdrawn(
          words.side(facts.more.letter),
          of(facts.more),
          words.side(facts.less.letter),
          of(facts.less),
        ),
        words.alert.chance(odds(facts.p, lang)),
        words.alert.compared(n(facts.compared)),
      ];
    }
    case 'campaign-loan':
      return [facts.closeness === 'place' ? words.alert.loanPlace(facility) : words.alert.loanArea(facility)];
  }
}

/** "Pemilihan … · Gubernur …" */
export function contestName(law: Rulebook, electionId: string, contestId: string, lang: Language): string {
  const election = law.findElection(electionId);
  const contest = election?.contests.find((one) => one.id === contestId);
  return [election?.name[lang] ?? electionId, contest?.name[lang] ?? contestId].join(' · ');
}

/** The stage in which a day of an election lies, with its days. */
export function stageName(law: Rulebook, electionId: string, day: string, lang: Language): string | null {
  const election = law.findElection(electionId);
  const stage = election === undefined ? undefined : stagesOf(election, day).current;
  return stage === undefined ? null : `${stage.name[lang]} (${formatDayRange(stage.from, stage.to, lang)})`;
}
