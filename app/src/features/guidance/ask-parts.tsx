/** Parts that all pages of the conversation share. Drawn by the server and, from the same file, by the browser. */
import type { Child, FC } from 'hono/jsx';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import { Icon } from '../../ui/icons.tsx';
import { upcomingElection } from './answers.ts';
import type { Standing } from './conversation.ts';
import { dayInWords } from './day-words.ts';
import { DayField, Hidden, Pick, Unfold } from './fields.tsx';
import { buttonName, byCalendar, press, type State } from './turn.ts';
import { guidancePath, type View } from './view.ts';
import { guidanceWords } from './words.ts';

export interface PartProps {
  readonly view: View;
  readonly state: State;
  readonly standing: Standing;
}

/** A form that carries all that was told; where a script runs it never leaves the page. */
export const AskForm: FC<{
  readonly view: View;
  readonly hidden: Readonly<Record<string, string | undefined>>;
  readonly children: Child;
  readonly inline?: boolean;
}> = ({ view, hidden, children, inline }) => (
  <form class={inline === true ? 'form-inline' : 'form'} method="post" action={view.to(guidancePath)} novalidate>
    <Hidden values={hidden} />
    {children}
  </form>
);

export interface TileProps {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly quiet?: boolean;
  readonly chosen?: boolean;
}

/** One tap: a whole card that is a button. */
export const Tile: FC<TileProps> = ({ value, label, hint, quiet, chosen }) => (
  <li>
    <button
      class={quiet === true ? 'tile tile-quiet' : 'tile'}
      type="submit"
      name={buttonName}
      value={value}
      aria-current={chosen === true ? 'true' : undefined}
    >
      <span class="tile-text">
        <span class="tile-label">{label}</span>
        {hint === undefined ? null : <span class="tile-hint">{hint}</span>}
      </span>
      <Icon name={chosen === true ? 'check' : 'forward'} />
    </button>
  </li>
);

/** "Jumat, 4 Oktober 2024 · Pemilihan …: Kampanye, hari ke-10 dari 60 · calon sudah ditetapkan" */
export function whenInWords(view: View, standing: Standing): { readonly day: string; readonly stage: string } {
  const { lang, circumstances } = view;
  const words = guidanceWords(lang).when;
  const { election, on } = standing;
  const name = circumstances.law.findElection(election)?.name[lang] ?? election;
  const day = dayInWords(on, lang);
  if (election === upcomingElection) return { day, stage: `${name}: ${words.unscheduled}` };
  const { current, phase } = circumstances.law.stageOf(election, on);
  const running =
    current === undefined
      ? ''
      : current.dayNumber === undefined || current.days === 1
        ? `${current.name[lang]}; `
        : `${words.dayOf(current.name[lang], formatNumber(current.dayNumber, lang), formatNumber(current.days, lang))}; `;
  const determined = phase === undefined ? words.between : phase === 'calon' ? words.determined : words.notDetermined;
  return { day, stage: `${name}: ${running}${determined}` };
}

/** Which day and election this is about, and a way to change it. */
export const WhenLine: FC<PartProps> = ({ view, state, standing }) => {
  const { lang, circumstances } = view;
  const words = guidanceWords(lang).when;
  const { day, stage } = whenInWords(view, standing);
  const { on: _, election: chosen, ...hidden } = state.answers;
  const [year = '', month = '', date = ''] = standing.on.split('-');
  const value = state.wrongDay ?? { day: String(Number(date)), month: String(Number(month)), year };
  return (
    <div class="ask-when">
      <p>
        <Icon name="clock" />
        <span>
          <b>{day}</b>
          <br />
          {stage}
        </span>
      </p>
      <Unfold summary={words.change} open={state.wrongDay !== undefined}>
        <AskForm view={view} hidden={hidden}>
          <DayField lang={lang} value={value} error={state.wrongDay === undefined ? undefined : words.wrong} />
          <Pick
            name="election"
            label={words.election}
            value={chosen ?? byCalendar}
            options={[
              { value: byCalendar, label: words.asCalendar },
              ...circumstances.law.elections.map((one) => ({ value: one.id, label: one.name[lang] })),
            ]}
          />
          <p>
            <button class="btn quiet" type="submit" name={buttonName} value={press.when}>
              {words.apply}
            </button>
          </p>
        </AskForm>
      </Unfold>
    </div>
  );
};
