/**
 * Which kind of act the words seem to tell of, and which words say so: a suggestion of a machine, and said to be one. Shown only where the words
 * themselves may be read; nothing is chosen by it, stored or logged.
 */
import type { FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { Callout } from '../../ui/index.ts';
import { type TriageAct, triage } from '../triage/index.ts';
import { actName } from './desk-names.ts';
import { findingWords } from './finding-words.ts';

const MOST_SUGGESTED = 3;
const LEAST_SCORE = 0.1;

/** Kinds worth naming, best first; empty when the words do not say. */
export function suggestedKinds(text: string): readonly TriageAct[] {
  const [first, ...others] = triage(text).acts;
  if (first === undefined || first.kind === 'other') return [];
  return [first, ...others.filter(({ kind, score }) => kind !== 'other' && score >= LEAST_SCORE)].slice(
    0,
    MOST_SUGGESTED,
  );
}

export const MachineSuggests: FC<{
  readonly lang: Language;
  /** Words that the person may read: the reporter's account or the officer's own summary. */
  readonly text: string;
  /** The kind of act as it is written down now. */
  readonly current: string;
  readonly where: 'below-words' | 'form' | 'own-words';
}> = ({ lang, text, current, where }) => {
  if (text.trim() === '') return null;
  const words = findingWords(lang).machine;
  const acts = suggestedKinds(text);
  const decide = { 'below-words': words.decide, form: words.decideForm, 'own-words': words.decideOwn }[where];
  return (
    <Callout lang={lang} title={acts.length === 0 ? undefined : words.title}>
      {acts.length === 0 ? (
        <p>{words.unclear}</p>
      ) : (
        <ul class="bullets">
          {acts.map(({ kind, words: said }) => (
            <li>
              <b>{actName(kind, lang)}</b>
              {said.length === 0 ? null : (
                <>
                  {' '}
                  {words.because} {said.map((word) => `“${word}”`).join(', ')}
                </>
              )}
              {kind === current ? <small> ({words.chosen})</small> : null}
            </li>
          ))}
        </ul>
      )}
      <p class="small">{decide}</p>
    </Callout>
  );
};
