/** The questions themselves: what stands inside the form of each page. */
import type { Rulebook } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { formatBytes } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Button,
  Callout,
  CheckboxGroup,
  DateField,
  Disclosure,
  errorFor,
  type FieldError,
  FileField,
  FileList,
  HiddenFields,
  PageHeading,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { type EvidenceFile, shortHash } from '../evidence/index.ts';
import { ActSuggestions } from './act-suggestion.tsx';
import { offeredActs, wordsOfAct } from './act-words.ts';
import { MOST_STORY, offeredStatuses, partsOf } from './answers.ts';
import type { Typing } from './draft.ts';
import type { PlaceChoices } from './regions.ts';
import { type WizardWords, wizardWords } from './words.ts';

interface QuestionProps {
  readonly lang: Language;
  readonly typed: Typing;
  readonly errors: readonly FieldError[];
}

export const WhatQuestion: FC<
  QuestionProps & { readonly electionId: string; readonly law: Rulebook; readonly story: string }
> = ({ lang, typed, errors, electionId, law, story }) => {
  const words = wizardWords(lang).apa;
  const contests = law.findElection(electionId)?.contests ?? [];
  return (
    <>
      <ActSuggestions lang={lang} story={story} />
      <RadioGroup
        lang={lang}
        name="act"
        heading
        label={words.title}
        hint={words.hint}
        error={errorFor(errors, 'act')}
        value={typed.act}
        choices={offeredActs.map((kind) => ({ value: kind, ...wordsOfAct(kind, lang) }))}
      />
      {contests.length < 2 ? null : (
        <RadioGroup
          lang={lang}
          name="contest"
          label={words.contest}
          error={errorFor(errors, 'contest')}
          value={typed.contest}
          choices={contests.map((contest) => ({ value: contest.id, label: contest.name[lang] }))}
        />
      )}
    </>
  );
};

export const WhenQuestion: FC<QuestionProps> = ({ lang, typed, errors }) => {
  const words = wizardWords(lang).kapan;
  return (
    <>
      <PageHeading title={words.title} />
      <DateField
        lang={lang}
        name="happened"
        label={words.happened}
        hint={words.happenedHint}
        error={errorFor(errors, 'happened')}
        value={partsOf(typed, 'happened')}
      />
      <DateField
        lang={lang}
        name="known"
        label={words.known}
        hint={words.knownHint}
        error={errorFor(errors, 'known')}
        value={partsOf(typed, 'known')}
      />
    </>
  );
};

const depth: Readonly<Record<string, number>> = { nation: 0, province: 0, city: 1, district: 2 };

export const WhereQuestion: FC<QuestionProps & { readonly choices: PlaceChoices }> = ({
  lang,
  typed,
  errors,
  choices,
}) => {
  const words = wizardWords(lang)['di-mana'];
  const within = choices.narrowing ? (typed.within ?? '') : '';
  return (
    <>
      <PageHeading title={words.title} />
      <HiddenFields values={{ within: within === '' ? null : within }} />
      <Select
        lang={lang}
        name="region"
        label={within === '' ? words.region : words.within}
        hint={words.regionHint}
        error={errorFor(errors, 'region')}
        value={typed.region}
        options={choices.places.map((place) => ({
          value: place.id,
          label:
            place.level === 'nation'
              ? words.nation(place.name)
              : `${'– '.repeat(depth[place.level] ?? 0)}${place.name}`,
        }))}
      />
      <TextField
        lang={lang}
        name="place"
        label={words.place}
        hint={words.placeHint}
        error={errorFor(errors, 'place')}
        value={typed.place}
        optional
        sealed
      />
    </>
  );
};

export const WhoQuestion: FC<QuestionProps> = ({ lang, typed, errors }) => {
  const words = wizardWords(lang).siapa;
  const field = (name: 'post' | 'unit' | 'name') => ({
    lang,
    name,
    value: typed[name],
    error: errorFor(errors, name),
    sealed: true,
  });
  return (
    <>
      <PageHeading title={words.title} about={words.hint} />
      <TextField {...field('post')} label={words.post} hint={words.postHint} optional />
      <TextField {...field('unit')} label={words.unit} optional />
      <TextField {...field('name')} label={words.name} hint={words.nameHint} optional />
      <RadioGroup
        lang={lang}
        name="status"
        label={words.status}
        optional
        value={typed.status}
        choices={[...offeredStatuses, 'unknown' as const].map((status) => ({
          value: status,
          label: words.statuses[status],
        }))}
      />
      <CheckboxGroup
        lang={lang}
        name="unknown"
        label={words.unknown}
        values={typed.unknown === undefined || typed.unknown === '' ? [] : [typed.unknown]}
        choices={[{ value: 'ya', label: words.unknownLabel }]}
      />
    </>
  );
};

export const StoryQuestion: FC<QuestionProps> = ({ lang, typed, errors }) => {
  const words = wizardWords(lang).cerita;
  return (
    <TextArea
      lang={lang}
      name="story"
      heading
      label={words.title}
      hint={words.hint}
      error={errorFor(errors, 'story')}
      value={typed.story}
      rows={10}
      limit={MOST_STORY}
      sealed
    />
  );
};

export const EvidenceQuestion: FC<{
  readonly lang: Language;
  readonly errors: readonly FieldError[];
  readonly files: readonly EvidenceFile[];
  readonly names: Readonly<Record<string, string>>;
}> = ({ lang, errors, files, names }) => {
  const words = wizardWords(lang).bukti;
  return (
    <>
      <PageHeading title={words.title} />
      <Callout lang={lang} kind="warn" title={words.careTitle}>
        <p>{words.care}</p>
      </Callout>
      <FileField
        lang={lang}
        name="files"
        label={words.label}
        hint={words.hint}
        error={errorFor(errors, 'files')}
        accept="image/jpeg,image/png,image/webp,application/pdf"
        multiple
        optional
      />
      <p>
        <Button name="go" value="stay" kind="quiet">
          {words.add}
        </Button>
      </p>
      {files.length === 0 ? null : (
        <FileList
          lang={lang}
          title={words.list}
          files={files.map((file, index) => {
            const name = names[file.id] ?? words.numbered(String(index + 1));
            return {
              name,
              about: aboutFile(file, lang),
              action: (
                <Button name="remove" value={file.id} kind="quiet" small>
                  {words.remove}
                  <span class="visually-hidden"> {name}</span>
                </Button>
              ),
            };
          })}
        />
      )}
      <p class="small">{words.kept}</p>
    </>
  );
};

/** "foto, 2,4 MB · SHA-256 1a2b3c4d…9f0e · tersegel · salinan kerja tanpa data tersembunyi" */
export function aboutFile(file: EvidenceFile, lang: Language): string {
  const words = wizardWords(lang).bukti;
  return [
    kindWord(file.mediaType, words) + formatBytes(file.size, lang),
    `SHA-256 ${shortHash(file.sha256)}`,
    words.sealed,
    file.hasWorkingCopy ? words.stripped : words.noWorkingCopy,
  ].join(' · ');
}

function kindWord(mediaType: string, words: WizardWords['bukti']): string {
  const known = Object.entries(words.kind).find(([type]) => type === mediaType)?.[1];
  return known === undefined ? '' : `${known}, `;
}

export const IdentityQuestion: FC<QuestionProps> = ({ lang, typed, errors }) => {
  const words = wizardWords(lang).pelapor;
  return (
    <>
      <RadioGroup
        lang={lang}
        name="named"
        heading
        label={words.title}
        hint={words.hint}
        error={errorFor(errors, 'named')}
        value={typed.named}
        choices={[
          { value: 'tidak', label: words.unnamed, hint: words.unnamedHint },
          { value: 'ya', label: words.named, hint: words.namedHint },
        ]}
      />
      <Disclosure summary={words.who}>
        <p>{words.whoText}</p>
      </Disclosure>
      <p class="label">{words.fields}</p>
      <TextField
        lang={lang}
        name="name"
        label={words.name}
        error={errorFor(errors, 'name')}
        value={typed.name}
        sealed
      />
      <TextField
        lang={lang}
        name="address"
        label={words.address}
        error={errorFor(errors, 'address')}
        value={typed.address}
        sealed
      />
      <TextField
        lang={lang}
        name="contact"
        label={words.contact}
        hint={words.contactHint}
        error={errorFor(errors, 'contact')}
        value={typed.contact}
        optional
        sealed
      />
    </>
  );
};
