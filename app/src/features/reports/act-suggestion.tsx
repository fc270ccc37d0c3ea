/**
 * What a story seems to tell of, offered to the reporter: never chosen for anybody. The story is read in memory, on its way between two
 * pages, and nothing of it is kept or logged.
 */
import type { ActKind } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { defineWords, type Language } from '../../platform/i18n/words.ts';
import { Button, Callout, Disclosure, errorFor, type FieldError, fieldId, TextArea } from '../../ui/index.ts';
import { type TriageAct, triage } from '../triage/index.ts';
import { offeredActs, wordsOfAct } from './act-words.ts';
import { MOST_STORY } from './answers.ts';

const suggestionWords = defineWords(
  'report-suggestion',
  {
    title: 'Mungkin maksud Anda',
    from: 'dari kata:',
    decide: 'Ini tebakan dari kata-kata Anda. Anda yang menentukan pilihan.',
    unclear: 'Dari cerita itu belum jelas termasuk yang mana. Pilih yang paling dekat, atau “Lainnya”.',
    unsure: 'Belum yakin yang mana? Ceritakan dulu',
    story: 'Ceritakan singkat dengan kata Anda sendiri',
    storyHint: 'Cerita ini dibawa ke halaman “Ceritakan kejadiannya”, jadi tidak perlu ditulis dua kali.',
    show: 'Lihat saran',
    empty: 'Tulis sedikit tentang kejadiannya supaya ada yang dapat disarankan',
    other: 'Cerita Anda mungkin juga cocok dengan',
    chosen: (label: string) => `Anda memilih “${label}”. Kalau itu yang paling dekat, biarkan saja.`,
    change: 'Ubah pilihan',
  },
  {
    title: 'Perhaps you mean',
    from: 'from the words:',
    decide: 'This is a guess from your words. The choice is yours.',
    unclear: 'From that story it is not clear which one it is. Choose what comes closest, or “Something else”.',
    unsure: 'Not sure which? Tell it first',
    story: 'Tell it briefly in your own words, in Indonesian',
    storyHint: 'This story is carried to the page “Tell what happened”, so you need not write it twice.',
    show: 'Show suggestions',
    empty: 'Write a little about what happened, so that there is something to suggest from',
    other: 'Your story may also fit',
    chosen: (label: string) => `You chose “${label}”. If that comes closest, leave it.`,
    change: 'Change the choice',
  },
);

const mostSuggested = 3;
/** The second is always offered: a story often tells of two acts. */
const leastSuggested = 2;
const leastScore = 0.03;
/** Only a clear difference interrupts somebody who has chosen already. */
const clearScore = 0.6;
const weakScore = 0.15;

/** Kinds worth offering for a story, best first; empty when the story does not say. */
export function suggestedActs(story: string): readonly TriageAct[] {
  const [first, ...others] = triage(story).acts;
  if (first === undefined || first.kind === 'other') return [];
  const offered = [first, ...others.filter(({ kind }) => kind !== 'other')];
  return offered.filter(({ score }, place) => place < leastSuggested || score >= leastScore).slice(0, mostSuggested);
}

/** The kind a story clearly tells of while another was chosen; undefined when the choice may well be right. */
export function otherSuggestion(story: string, chosen: ActKind): TriageAct | undefined {
  const { acts } = triage(story);
  const [first] = acts;
  if (first === undefined || first.kind === 'other' || first.kind === chosen || first.score < clearScore)
    return undefined;
  return (acts.find(({ kind }) => kind === chosen)?.score ?? 0) < weakScore ? first : undefined;
}

/** The radio button of a kind on the first page. */
function choiceId(kind: ActKind): string {
  const place = offeredActs.indexOf(kind);
  return place === 0 ? fieldId('act') : `${fieldId('act')}-${place + 1}`;
}

const From: FC<{ readonly lang: Language; readonly words: readonly string[] }> = ({ lang, words }) =>
  words.length === 0 ? null : (
    <span class="small">
      {' '}
      ({suggestionWords(lang).from} {words.map((word) => `“${word}”`).join(', ')})
    </span>
  );

/** Above the choices, once there is a story. */
export const ActSuggestions: FC<{ readonly lang: Language; readonly story: string }> = ({ lang, story }) => {
  if (story.trim() === '') return null;
  const words = suggestionWords(lang);
  const acts = suggestedActs(story);
  if (acts.length === 0) return <Callout lang={lang}>{words.unclear}</Callout>;
  return (
    <Callout lang={lang} title={words.title}>
      <ul class="stack stack-tight">
        {acts.map(({ kind, words: said }) => (
          <li>
            <a href={`#${choiceId(kind)}`}>{wordsOfAct(kind, lang).label}</a>
            <From lang={lang} words={said} />
          </li>
        ))}
      </ul>
      <p>{words.decide}</p>
    </Callout>
  );
};

/** Below the choices: tell it first, and get suggestions. */
export const TellFirst: FC<{
  readonly lang: Language;
  readonly story: string;
  readonly errors: readonly FieldError[];
}> = ({ lang, story, errors }) => {
  const words = suggestionWords(lang);
  const error = errorFor(errors, 'story');
  return (
    <Disclosure summary={words.unsure} open={story !== '' || error !== undefined}>
      <TextArea
        lang={lang}
        name="story"
        label={words.story}
        hint={words.storyHint}
        error={error}
        value={story}
        rows={4}
        limit={MOST_STORY}
        optional
        sealed
      />
      <p>
        <Button name="go" value="suggest" kind="quiet">
          {words.show}
        </Button>
      </p>
    </Disclosure>
  );
};

export const emptyStoryError = (lang: Language): FieldError => ({
  field: 'story',
  message: suggestionWords(lang).empty,
});

/** On the page that checks everything: the story fits another kind clearly better than the chosen one. */
export const OtherSuggestion: FC<{
  readonly lang: Language;
  readonly story: string;
  readonly chosen: ActKind;
  readonly changeAt: string;
}> = ({ lang, story, chosen, changeAt }) => {
  const act = otherSuggestion(story, chosen);
  if (act === undefined) return null;
  const words = suggestionWords(lang);
  return (
    <Callout lang={lang} title={`${words.other}: ${wordsOfAct(act.kind, lang).label}`}>
      <p>
        {words.chosen(wordsOfAct(chosen, lang).label)}
        <From lang={lang} words={act.words} />
      </p>
      <p>
        <Button name="go" value="to-apa" kind="quiet" formaction={changeAt}>
          {words.change}
        </Button>
      </p>
    </Callout>
  );
};
