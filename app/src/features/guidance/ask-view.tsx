/** The conversation as markup: the start with its tiles, one question at a time, and the answer. */
import type { FC } from 'hono/jsx';
import { Icon } from '../../ui/icons.tsx';
import { AnswerView } from './answer-view.tsx';
import { type AnswerKey, skipped } from './answers.ts';
import { AskForm, type PartProps, Tile, WhenLine } from './ask-parts.tsx';
import { type Asking, before, offeredStatuses, type Standing, standing } from './conversation.ts';
import { Typed } from './fields.tsx';
import { guidanceTexts, questionWords } from './question-words.ts';
import { groups, type Situation } from './situation.ts';
import { findSituation, situations } from './situations.ts';
import { type Suggestion, suggest, type Triage } from './suggest.ts';
import { buttonName, press, type State, searchName } from './turn.ts';
import { inWords, type View } from './view.ts';
import { guidanceWords } from './words.ts';

export interface AskProps {
  readonly view: View;
  readonly state: State;
  /** Absent where its model has not arrived: then words alone suggest. */
  readonly triage?: Triage | undefined;
}

export const AskView: FC<AskProps> = ({ view, state, triage }) => {
  const stands = standing(state.answers, view.circumstances);
  const again = askedAgain(state.at, stands);
  const next = again ?? stands.next;
  const parts = { view, state, standing: stands };
  if (next.ask === 'nothing') return <AnswerView {...parts} />;
  if (next.ask !== 'situation') return <QuestionView {...parts} asking={next} />;
  if (state.search === undefined) return <StartView {...parts} />;
  return <MeantView {...parts} search={state.search} suggestions={suggest(state.search, triage)} />;
};

/** A question that was answered, to be answered otherwise. One that is not on the way any more is not asked. */
function askedAgain(key: AnswerKey | undefined, { told, next }: Standing): Asking | undefined {
  if (key === undefined || next.ask === 'situation' || !told.some((one) => one.key === key)) return undefined;
  const { situation } = next;
  if (key === 'framing' || key === 'status') return { ask: key, situation };
  if (key === 'situation' || key === 'election' || key === 'on') return undefined;
  return { ask: 'fact', situation, fact: key };
}

const StartView: FC<PartProps> = ({ view, state, standing: stands }) => {
  const words = guidanceWords(view.lang);
  return (
    <>
      <div class="page-heading">
        <h1 tabindex={-1}>{words.title}</h1>
        <p class="lead">
          {words.lead} <a href={`#f-${searchName}`}>{words.search.jump}</a>.
        </p>
        <p class="ask-private">
          <Icon name="check" />
          {view.scripted ? words.privateHere : words.privateThere}
        </p>
      </div>
      <Tiles view={view} state={state} />
      <SearchForm view={view} state={state} />
      <WhenLine view={view} state={state} standing={stands} />
    </>
  );
};

const Tiles: FC<{ readonly view: View; readonly state: State }> = ({ view, state }) => {
  const words = guidanceWords(view.lang).groups;
  return (
    <AskForm view={view} hidden={state.answers}>
      {groups.map((group) => (
        <section class="tile-group">
          <h2>{words[group]}</h2>
          <ul class="tiles">
            {situations
              .filter((one) => one.group === group)
              .map((one) => (
                <SituationTile view={view} situation={one} />
              ))}
          </ul>
        </section>
      ))}
    </AskForm>
  );
};

const SituationTile: FC<{ readonly view: View; readonly situation: Situation; readonly because?: string }> = ({
  view,
  situation,
  because,
}) => (
  <Tile
    value={press.answer('situation', situation.id)}
    label={inWords(view, situation.label)}
    hint={because ?? inWords(view, situation.hint)}
  />
);

const SearchForm: FC<{ readonly view: View; readonly state: State }> = ({ view, state }) => {
  const words = guidanceWords(view.lang).search;
  return (
    <div class="ask-search">
      <AskForm view={view} hidden={state.answers}>
        <Typed name={searchName} label={words.label} hint={words.hint} value={state.search} />
        <p>
          <button class="btn quiet" type="submit" name={buttonName} value={press.search}>
            <Icon name="search" />
            {words.button}
          </button>
        </p>
      </AskForm>
    </div>
  );
};

const MeantView: FC<PartProps & { readonly search: string; readonly suggestions: readonly Suggestion[] }> = (props) => {
  const { view, state, suggestions } = props;
  const words = guidanceWords(view.lang).search;
  const found = suggestions.flatMap(({ situation, words: said }) => {
    const one = findSituation(situation);
    return one === undefined ? [] : [{ one, said }];
  });
  return (
    <>
      <BackToStart view={view} state={state} />
      <div class="page-heading">
        <h1 tabindex={-1}>{found.length === 0 ? words.none : words.meant}</h1>
        {found.length === 0 ? <p class="lead">{words.noneText}</p> : null}
      </div>
      {found.length === 0 ? (
        <Tiles view={view} state={state} />
      ) : (
        <AskForm view={view} hidden={state.answers}>
          <ul class="tiles">
            {found.map(({ one, said }) => (
              <SituationTile
                view={view}
                situation={one}
                {...(said.length === 0 ? {} : { because: words.because(said.map((word) => `“${word}”`).join(', ')) })}
              />
            ))}
            <Tile value={press.again} label={words.all} quiet />
          </ul>
        </AskForm>
      )}
      <SearchForm view={view} state={state} />
    </>
  );
};

const BackToStart: FC<{ readonly view: View; readonly state: State }> = ({ view, state }) => (
  <AskForm view={view} hidden={state.answers} inline>
    <button class="back plain" type="submit" name={buttonName} value={press.again}>
      <Icon name="back" />
      {guidanceWords(view.lang).back}
    </button>
  </AskForm>
);

interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

interface Question {
  readonly key: AnswerKey;
  readonly question: string;
  readonly hint: string | undefined;
  readonly options: readonly Option[];
  readonly maySkip: boolean;
}

function questionOf(view: View, asking: Exclude<Asking, { ask: 'situation' }>, election: string): Question {
  const say = (text: { readonly id: string; readonly en: string }): string => text[view.lang];
  const words = guidanceWords(view.lang);
  switch (asking.ask) {
    case 'framing': {
      const framing = 'framing' in asking.situation ? asking.situation.framing : undefined;
      return {
        key: 'framing',
        question: framing === undefined ? '' : say(framing.question),
        hint: framing?.hint === undefined ? undefined : say(framing.hint),
        options: (framing?.options ?? []).map((one) => ({
          value: one.id,
          label: say(one.label),
          hint: one.hint === undefined ? undefined : say(one.hint),
        })),
        maySkip: false,
      };
    }
    case 'status':
      return {
        key: 'status',
        question: words.who,
        hint: words.whoHint,
        options: offeredStatuses.map((status) => ({
          value: status,
          label: say(guidanceTexts.status[status].label),
          hint: say(guidanceTexts.status[status].hint),
        })),
        maySkip: true,
      };
    case 'fact': {
      const { question, hint, answers } = questionWords[asking.fact];
      const contests = view.circumstances.law.findElection(election)?.contests ?? [];
      return {
        key: asking.fact,
        question: say(question),
        hint: say(hint),
        options:
          asking.fact === 'contest.contest'
            ? contests.map((contest) => ({ value: contest.id, label: contest.name[view.lang] }))
            : Object.entries(answers).map(([value, label]) => ({ value, label: say(label) })),
        maySkip: true,
      };
    }
  }
}

const QuestionView: FC<PartProps & { readonly asking: Exclude<Asking, { ask: 'situation' }> }> = (props) => {
  const { view, state, standing: stands, asking } = props;
  const words = guidanceWords(view.lang);
  const question = questionOf(view, asking, stands.election);
  const earlier = before(stands.told, state.at);
  const chosen = state.answers[question.key];
  return (
    <>
      {/* Back stands first on the page but not first in the form: the Enter key presses nothing here. */}
      <AskForm view={view} hidden={state.answers} inline>
        <button
          class="back plain"
          type="submit"
          name={buttonName}
          value={earlier === undefined ? press.again : press.change(earlier.key)}
        >
          <Icon name="back" />
          {words.back}
        </button>
      </AskForm>
      <div class="page-heading">
        <p class="ask-about">
          {words.about} <b>{inWords(view, asking.situation.label)}</b>
        </p>
        <h1 tabindex={-1}>{question.question}</h1>
        {question.hint === undefined ? null : <p class="ask-hint">{question.hint}</p>}
      </div>
      <AskForm view={view} hidden={state.answers}>
        <ul class={asking.ask === 'status' ? 'tiles tiles-close' : 'tiles tiles-one'}>
          {question.options.map(({ value, label, hint }) => (
            <Tile value={press.answer(question.key, value)} label={label} hint={hint} chosen={chosen === value} />
          ))}
          {question.maySkip ? (
            <Tile
              value={press.answer(question.key, skipped)}
              label={words.skip}
              hint={words.skipHint}
              chosen={chosen === skipped}
              quiet
            />
          ) : null}
        </ul>
      </AskForm>
      <WhenLine view={view} state={state} standing={stands} />
    </>
  );
};
