/** Worked examples on a page: what happened, the facts, and what the rulebook answers. */
import { type Facts as ActFacts, type AskedFact, type Bilingual, factQuestions, type Outcome } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import type { PageContext } from '../../ui/index.ts';
import type { Example } from './examples.ts';
import { factsInWords } from './facts-words.ts';
import { outcomeNames, showsNames } from './names.ts';
import { lawPath } from './paths.ts';
import { lawWords } from './words.ts';

const question: Readonly<Record<AskedFact, Bilingual>> = factQuestions;

export const ExampleList: FC<{ readonly page: PageContext; readonly examples: readonly Example[] }> = ({
  page,
  examples,
}) => {
  const { lang } = page;
  const words = lawWords(lang).rule;
  return (
    <ol class="examples">
      {examples.map((one) => (
        <li class={`example example-${one.shows}`}>
          <p class="example-kind">{showsNames[one.shows][lang]}</p>
          <p>{lang === 'en' ? one.en : one.given}</p>
          <FactLine lang={lang} facts={one.facts} />
          <p>
            <b>{words.answer}:</b>{' '}
            <Answer page={page} outcome={one.outcome} rules={[...(one.rows ?? []), ...(one.provisions ?? [])]} />
          </p>
          {one.asks === undefined || one.asks.length === 0 ? null : (
            <>
              <p class="small">{words.asks}:</p>
              <ul class="dots small">
                {one.asks.map((fact) => (
                  <li>{question[fact][lang]}</li>
                ))}
              </ul>
            </>
          )}
        </li>
      ))}
    </ol>
  );
};

export const FactLine: FC<{ readonly lang: Language; readonly facts: ActFacts }> = ({ lang, facts }) => (
  <p class="small">{factsInWords(facts, lang).join(' · ')}</p>
);

export const Answer: FC<{
  readonly page: PageContext;
  readonly outcome: Outcome;
  readonly rules: readonly string[];
}> = ({ page, outcome, rules }) => (
  <>
    {outcomeNames[outcome][page.lang]}
    {rules.map((id, index) => (
      <>
        {index === 0 ? ' · ' : ', '}
        <a href={page.to(lawPath.rule(id))}>{id}</a>
      </>
    ))}
  </>
);
