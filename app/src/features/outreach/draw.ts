/** From a kit to what the template wants, and to the words that stand beside a picture for whoever does not see it. Pure. */
import { confidenceWords, type Rulebook } from '@netra/rulebook';
import { formatDay, formatDayRange } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { type FormatId, shapeOf, slidesOf } from './formats.ts';
import { headlines, type Kit } from './kit.ts';
import { type StageOfKit, stagesOfKit } from './stages.ts';
import { offered, type Told } from './statements.ts';
import { outreachWords } from './words.ts';

/** A kit with what the rulebook in force says of it. */
export interface ReadyKit {
  readonly kit: Kit;
  readonly stage: StageOfKit;
  readonly stages: readonly StageOfKit[];
  readonly no: readonly Told[];
  readonly yes: readonly Told[];
  /** Of the rulebook; the pictures of another version are other pictures. */
  readonly version: string;
}

/** @returns undefined where the rulebook no longer bears out what was chosen: such a picture is not made again */
export function readyKit(law: Rulebook, kit: Kit): ReadyKit | undefined {
  const election = law.findElection(kit.electionId);
  if (election === undefined) return undefined;
  const stages = stagesOfKit(law, election);
  const stage = stages.find((one) => one.id === kit.stage);
  if (stage === undefined) return undefined;
  const known = offered(law, election, stage, kit.duty);
  const told = kit.statements.map((id) => known.find((one) => one.id === id));
  const found = told.filter((one) => one !== undefined);
  if (found.length !== told.length) return undefined;
  return {
    kit,
    stage,
    stages,
    no: found.filter((one) => one.says === 'no'),
    yes: found.filter((one) => one.says !== 'no'),
    version: law.version,
  };
}

export interface Surroundings {
  /** With scheme, without a trailing slash. */
  readonly publicUrl: string;
  readonly demo: boolean;
}

export const shortLink = (kit: Pick<Kit, 'code'>, publicUrl: string): string => `${publicUrl}/m/${kit.code}`;

/** What finds room in a format: the first ones. */
export function shownIn(
  ready: ReadyKit,
  format: FormatId,
): { readonly no: readonly Told[]; readonly yes: readonly Told[] } {
  const [no, yes] = shapeOf(format).room;
  return { no: ready.no.slice(0, no), yes: ready.yes.slice(0, yes) };
}

export function slideCount(ready: ReadyKit): number {
  return slidesOf(ready.no.length + ready.yes.length);
}

/** @param slide 0: all; otherwise the one of that number alone, for its picture */
export function templateData(ready: ReadyKit, format: FormatId, { publicUrl, demo }: Surroundings, slide = 0) {
  const { kit, stage, stages, version } = ready;
  const { lang } = kit;
  const words = outreachWords(lang).print;
  const shape = shapeOf(format);
  const { no, yes } = shownIn(ready, format);
  const address = shortLink(kit, publicUrl).replace(/^https?:\/\//, '');
  const line = (one: Told) => ({
    text: one.text[lang],
    cite: one.cite,
    sure: confidenceWords[one.confidence][lang],
  });
  const here = stages.indexOf(stage);
  return {
    layout: shape.layout,
    width: shape.page[0],
    height: shape.page[1],
    slide,
    lang,
    day: kit.madeOn,
    title: `${headlines[kit.headline][lang]} ${kit.office}`,
    alt: altOf(ready, format, lang, publicUrl),
    keywords: [words.tag, outreachWords(lang).dutyName[kit.duty], stage.name[lang]],
    office: kit.office,
    headline: headlines[kit.headline][lang],
    no: no.map(line),
    yes: yes.map(line),
    stage: { name: stage.name[lang], span: spanOf(stage, lang) },
    stages: stages.map((one, index) => ({ name: one.name[lang], now: index === here, past: index < here })),
    extra: kit.extra,
    call: words.call[kit.target],
    address,
    codeAlt: words.codeAlt(address),
    fine: [words.fine(version, formatDay(kit.madeOn, lang)), ...(demo ? [words.example] : [])].join(' '),
    words: {
      tag: words.tag,
      no: words.no,
      yes: yesHeading(yes, lang),
      lead: words.lead(outreachWords(lang).dutyName[kit.duty], stage.name[lang]),
      doubt: words.doubt,
    },
  };
}

export function codesOf(ready: ReadyKit, publicUrl: string): Readonly<Record<string, string>> {
  return { go: shortLink(ready.kit, publicUrl) };
}

/** "Boleh" only where the rules say so for every one of them; that nothing forbids a thing is less. */
export function yesHeading(yes: readonly Told[], lang: Language): string {
  const words = outreachWords(lang).print;
  return yes.every((one) => one.says === 'yes') ? words.yes : words.free;
}

function spanOf(stage: StageOfKit, lang: Language): string {
  const words = outreachWords(lang).print;
  const { from, to } = stage;
  const days =
    from === null
      ? to === null
        ? ''
        : words.until(formatDay(to, lang, 'medium'))
      : to === null
        ? words.since(formatDay(from, lang, 'medium'))
        : from === to
          ? formatDay(from, lang)
          : withYear(formatDayRange(from, to, lang), to);
  return stage.confidence === 'seen' ? days : `${days} ${words.unsure}`;
}

/** Posters hang for years: the year is always there. */
function withYear(days: string, to: string): string {
  const year = to.slice(0, 4);
  return days.includes(year) ? days : `${days} ${year}`;
}

/** All that a picture says, in one of both languages, whatever the language of the picture. */
export function altOf(ready: ReadyKit, format: FormatId, lang: Language, publicUrl: string): string {
  const { kit, stage } = ready;
  const words = outreachWords(lang).print;
  const { no, yes } = shownIn(ready, format);
  const list = (title: string, all: readonly Told[]): readonly string[] =>
    all.length === 0 ? [] : [`${title}: ${all.map((one) => `${one.text[lang]} (${one.cite})`).join('; ')}.`];
  return [
    words.alt.by(outreachWords(lang).format[format], kit.office),
    words.alt.headline(headlines[kit.headline][lang]),
    ...list(words.no, no),
    ...list(yesHeading(yes, lang), yes),
    ...(shapeOf(format).layout === 'square' ? [] : [words.alt.stage(stage.name[lang])]),
    ...(kit.extra === '' ? [] : [words.alt.extra(kit.extra.replace(/[.!]$/, ''))]),
    words.alt.code(words.call[kit.target], shortLink(kit, publicUrl).replace(/^https?:\/\//, '')),
    words.alt.looks,
  ].join(' ');
}

/** What one slide says. */
export function slideAlt(ready: ReadyKit, slide: number, lang: Language, publicUrl: string): string {
  const { kit, no, yes } = ready;
  const words = outreachWords(lang);
  const one = [...no, ...yes][slide - 2];
  const says =
    slide === 1
      ? words.print.alt.headline(headlines[kit.headline][lang])
      : one === undefined
        ? words.print.alt.code(words.print.call[kit.target], shortLink(kit, publicUrl).replace(/^https?:\/\//, ''))
        : `${one.says === 'no' ? words.print.no : yesHeading(yes, lang)}: ${one.text[lang]} (${one.cite}).`;
  return `${words.kit.slide(slide)}. ${says}`;
}
