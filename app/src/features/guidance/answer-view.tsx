/** The answer: the verdict as a word and a shape, then reason, safe alternative, basis, and what would change it. */
import { type Bilingual, rulebookVersion, sourceName } from '@netra/rulebook';
import { findEdgeCase } from '@netra/rulebook/edge-cases';
import type { Child, FC } from 'hono/jsx';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import { Icon } from '../../ui/icons.tsx';
import { skipped } from './answers.ts';
import { AskForm, type PartProps, WhenLine, whenInWords } from './ask-parts.tsx';
import { before, offeredStatuses, type Told } from './conversation.ts';
import { Unfold } from './fields.tsx';
import { guidanceTexts, questionWords } from './question-words.ts';
import { findOption } from './situations.ts';
import { buttonName, press } from './turn.ts';
import { type Answer, answerTo, type Branch, surety, type Verdict } from './verdict.ts';
import { inWords, lawPath, type View } from './view.ts';
import { guidanceWords } from './words.ts';

/** Each verdict has a shape of its own: colour only repeats it. */
const marks: Readonly<Record<Verdict, string>> = {
  breach: 'M8.8 2.5h10.4l6.3 6.3v10.4l-6.3 6.3H8.8l-6.3-6.3V8.800ZM9.500 9.500l9 9m0-9-9 9',
  allowed: 'M14 2.500a11.500 11.500 0 1 0 0 23 11.500 11.500 0 0 0 0-23ZM8.500 14.500l3.800 3.800 7.200-8',
  bound: 'M14 2.500a11.500 11.500 0 1 0 0 23 11.500 11.500 0 0 0 0-23ZM8.500 14.500l3.800 3.800 7.200-8',
  'no-rule': 'M14 2.500a11.500 11.500 0 1 0 0 23 11.500 11.500 0 0 0 0-23ZM9 14h10',
  disputed: 'M3 9.500h15m-4-4.500 4.500 4.500L14 14M25 18.500H10m4-4.500-4.500 4.500L14 23',
  depends: 'M14 25V15M14 15 5 5m9 10 9-10M5 11V5h6m12 6V5h-6',
  'other-rules': 'M4 4h16v20H4zM8 9h8M8 13h8M8 17h4M20 9l5 5-5 5',
  'not-covered': 'M4 4h20v20H4zM9 14h.1M14 14h.1M19 14h.1',
};

const VerdictMark: FC<{ readonly verdict: Verdict }> = ({ verdict }) => (
  <svg class="verdict-mark" viewBox="0 0 28 28" width="28" height="28" fill="none" aria-hidden="true" focusable="false">
    <path d={marks[verdict]} stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);

const Part: FC<{ readonly title: string; readonly children: Child; readonly id?: string }> = ({ title, children }) => (
  <section class="ask-part">
    <h2>{title}</h2>
    {children}
  </section>
);

export const AnswerView: FC<PartProps> = (props) => {
  const { view, state, standing } = props;
  const { next } = standing;
  if (next.ask !== 'nothing') throw new Error('there is no answer yet');
  const words = guidanceWords(view.lang);
  const { situation, way, finding } = next;
  const answer = answerTo(finding, view.circumstances, way.speaks);
  const option = 'framing' in situation ? findOption(situation, state.answers.framing) : undefined;
  const last = before(standing.told, undefined);
  const [first, ...others] = answer.reasons;
  const note = words.verdictNotes[answer.verdict];
  const edges = (way.near ?? []).filter((id) => id !== answer.edge).flatMap((id) => findEdgeCase(id) ?? []);
  return (
    <>
      <AskForm view={view} hidden={state.answers} inline>
        <button
          class="back plain"
          type="submit"
          name={buttonName}
          value={last === undefined || last.key === 'situation' ? press.again : press.change(last.key)}
        >
          <Icon name="back" />
          {words.back}
        </button>
      </AskForm>
      <div class="split">
        <div class="split-main ask-answer">
          <div class={`verdict verdict-${answer.verdict}`}>
            <p class="ask-about">
              {finding.by === 'scope' ? null : `${words.about} `}
              <b>{inWords(view, situation.label)}</b>
              {option === undefined ? null : <span class="ask-more">{inWords(view, option.label)}</span>}
            </p>
            <h1 tabindex={-1}>
              <VerdictMark verdict={answer.verdict} />
              {words.verdicts[answer.verdict]}
            </h1>
            {note === '' ? null : <p class="verdict-note">{note}</p>}
            {first === undefined ? null : <p class="verdict-reason">{ended(first[view.lang])}</p>}
            {others.map((reason) => (
              <p class="verdict-more">{ended(reason[view.lang])}</p>
            ))}
            {answer.consequences.map((one) => (
              <p class="verdict-level">
                {words.consequences}: <b>{one[view.lang]}</b>
              </p>
            ))}
          </div>
          <Branches view={view} title={words.branches} branches={answer.branches} />
          {answer.dependsOn === undefined ? null : (
            <Part title={words.on}>
              <p>{ended(answer.dependsOn[view.lang])}</p>
            </Part>
          )}
          {answer.positions.length === 0 ? null : (
            <Part title={words.positions}>
              <ol class="ask-positions">
                {answer.positions.map((position, index) => (
                  <li>
                    <b>{words.position(formatNumber(index + 1, view.lang))}</b>
                    <p>{position.says[view.lang]}</p>
                    <p class="law">{position.sources.map(sourceName).join(' · ')}</p>
                  </li>
                ))}
              </ol>
            </Part>
          )}
          <div class="ask-safe">
            <h2>
              <Icon name="check" />
              {words.safe}
            </h2>
            <p>{inWords(view, way.safe)}</p>
          </div>
          <Basis view={view} answer={answer} />
          <Branches view={view} title={words.changes} branches={answer.changes} />
          {edges.length === 0 ? null : (
            <Part title={words.near}>
              <ul class="ask-links">
                {edges.map((edge) => (
                  <li>
                    <a target="_blank" href={view.to(lawPath.edge(edge.id))} rel="noopener">
                      {edge.question[view.lang]}
                    </a>
                  </li>
                ))}
              </ul>
            </Part>
          )}
        </div>
        <div class="split-rail ask-rail">
          <YourAnswers {...props} />
          <div class="buttons ask-next">
            <AskForm view={view} hidden={state.answers} inline>
              <button class="btn" type="submit" name={buttonName} value={press.again}>
                {words.again}
              </button>
            </AskForm>
            {view.scripted ? (
              <button class="btn quiet" type="button" data-print>
                {words.print}
              </button>
            ) : null}
          </div>
          <aside class="ask-pressed">
            <p>
              <b>{words.pressed}</b> {words.pressedText}
            </p>
            <a class="btn quiet" href={view.to('/lapor')}>
              {words.report}
            </a>
          </aside>
        </div>
      </div>
      <p class="law">
        {words.notAdvice} {words.version(rulebookVersion)}.
      </p>
    </>
  );
};

/** Sentences of the rulebook are sometimes phrases: on this page they end. */
function ended(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

const Branches: FC<{ readonly view: View; readonly title: string; readonly branches: readonly Branch[] }> = ({
  view,
  title,
  branches,
}) => {
  const words = guidanceWords(view.lang);
  return branches.length === 0 ? null : (
    <Part title={title}>
      <ul class="branches">
        {branches.map(({ condition, verdict, level, grounds }) => (
          <li class={`branch-${verdict}`}>
            <span class="branch-when">{ended(condition[view.lang]).slice(0, -1)}</span>
            <span class="branch-verdict">
              <VerdictMark verdict={verdict} />
              <b>{words.verdicts[verdict]}</b>
              {level === undefined ? null : <span>{level[view.lang]}</span>}
              {grounds.length === 0 ? null : (
                <span class="law">
                  {grounds.map(({ id, cite }) => (
                    <a target="_blank" rel="noopener" href={view.to(lawPath.rule(id))}>
                      {cite}
                    </a>
                  ))}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
};

const Basis: FC<{ readonly view: View; readonly answer: Answer }> = ({ view, answer }) => {
  const words = guidanceWords(view.lang);
  const { grounds, edge } = answer;
  const sure = surety(answer.confidence);
  const basisSure = surety(answer.basisConfidence);
  const sources = [...new Set(answer.sources.map(sourceName))];
  if (grounds.length === 0 && edge === undefined) return null;
  const [ground] = grounds;
  const shared = ground === undefined ? (edge === undefined ? undefined : lawPath.edge(edge)) : lawPath.rule(ground.id);
  const beside = answer.basis.filter((one) => !grounds.some((ground) => ground.cite.includes(one)));
  return (
    <Part title={words.law}>
      <ul class="grounds">
        {grounds.map((ground) => (
          <li>
            <a target="_blank" href={view.to(lawPath.rule(ground.id))} rel="noopener">
              {ground.cite}
            </a>
            <span class="ask-address">{` ${view.origin}${view.to(lawPath.rule(ground.id))}`}</span>
          </li>
        ))}
        {edge === undefined ? null : (
          <li>
            <a target="_blank" href={view.to(lawPath.edge(edge))} rel="noopener">
              {findEdgeCase(edge)?.question[view.lang] ?? edge}
            </a>
          </li>
        )}
        {beside.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
      {sure === undefined ? null : (
        <p class="small">
          {words.surety(sure[view.lang])}
          {basisSure === undefined || basisSure === sure ? null : ` ${words.basisSurety(basisSure[view.lang])}`}
        </p>
      )}
      {answer.conflicts.map((conflict: Bilingual) => (
        <p class="small">
          <b>{words.notSame}:</b> {conflict[view.lang]}
        </p>
      ))}
      <p class="small ask-share">{words.lawShare}</p>
      {view.scripted && shared !== undefined ? (
        <p class="ask-share">
          <button class="btn quiet small" type="button" data-copy={view.origin + view.to(shared)} aria-live="polite">
            {words.copy}
          </button>
        </p>
      ) : null}
      {sources.length === 0 ? null : (
        <Unfold summary={words.sources}>
          <p class="law">{sources.join(' · ')}</p>
        </Unfold>
      )}
    </Part>
  );
};

const YourAnswers: FC<PartProps> = (props) => {
  const { view, state, standing } = props;
  const words = guidanceWords(view.lang);
  const { day, stage } = whenInWords(view, standing);
  return (
    <Part title={words.yours}>
      <AskForm view={view} hidden={state.answers}>
        <dl class="told">
          {standing.told.map((told) => {
            const { term, value } = toldInWords(view, standing, told);
            return (
              <div>
                <dt>{term}</dt>
                <dd>{value}</dd>
                <dd class="told-change">
                  <button class="plain" type="submit" name={buttonName} value={press.change(told.key)}>
                    {words.change}
                    <span class="visually-hidden"> {term}</span>
                  </button>
                </dd>
              </div>
            );
          })}
        </dl>
      </AskForm>
      <p class="ask-printed">
        {words.printed(day)} {stage}.
      </p>
      <WhenLine {...props} />
    </Part>
  );
};

function toldInWords(view: View, standing: PartProps['standing'], { key, value }: Told) {
  const words = guidanceWords(view.lang);
  const { next } = standing;
  const say = (text: Bilingual | undefined): string => text?.[view.lang] ?? value;
  const situation = next.ask === 'situation' ? undefined : next.situation;
  switch (key) {
    case 'situation':
      return { term: words.act, value: say(situation?.label) };
    case 'framing': {
      const framing = situation !== undefined && 'framing' in situation ? situation.framing : undefined;
      return {
        term: framing === undefined ? words.more : framing.question[view.lang],
        value: say(framing?.options.find((option) => option.id === value)?.label),
      };
    }
    case 'status': {
      const status = offeredStatuses.find((one) => one === value);
      return {
        term: words.status,
        value: status === undefined ? words.skipped : guidanceTexts.status[status].label[view.lang],
      };
    }
    case 'election':
    case 'on':
      return { term: key, value };
    default: {
      const { question, answers } = questionWords[key];
      const contest = view.circumstances.law
        .findElection(standing.election)
        ?.contests.find((one) => key === 'contest.contest' && one.id === value);
      return {
        term: question[view.lang],
        value: value === skipped ? words.skipped : say(answers[value] ?? contest?.name),
      };
    }
  }
}
