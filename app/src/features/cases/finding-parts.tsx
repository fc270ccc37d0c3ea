/** Pieces that show a finding: each rule with its name and a way to its text, two findings side by side, and what differs in words. */
import { allProvisions, factQuestions, findRow } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { type PageContext, Tag } from '../../ui/index.ts';
import { lawPath } from '../law/index.ts';
import { levelName, optionName } from './desk-names.ts';
import { type FindingDifference, levelsOf, type StoredFinding } from './finding.ts';
import { findingWords } from './finding-words.ts';

/** What a row or provision forbids, in words; undefined for a rule of another rulebook that ours has not. */
export function ruleAct(id: string, lang: Language): string | undefined {
  return (findRow(id)?.act ?? allProvisions.find((provision) => provision.id === id)?.act)?.[lang];
}

/** The id of a rule as the way to its page. A rule that is not written down here stays plain text. */
export const RuleLink: FC<{ readonly page: PageContext; readonly id: string; readonly children?: Child }> = ({
  page,
  id,
  children,
}) => {
  const act = ruleAct(id, page.lang);
  if (act === undefined) return <>{children ?? id}</>;
  return <a href={page.to(lawPath.rule(id))}>{children ?? id}</a>;
};

/** The question that asks for a fact. */
export function factName(fact: string, lang: Language): string {
  const questions: Readonly<Record<string, Readonly<Record<Language, string>>>> = factQuestions;
  return Object.hasOwn(questions, fact) ? (questions[fact]?.[lang] ?? fact) : fact;
}

/** "rulebook 0.2.0 (data 3f…)". */
export function rulebookName(rulebook: { readonly version: string; readonly data: string }, lang: Language): string {
  const words = findingWords(lang);
  return words.version(rulebook.version, rulebook.data === '' ? words.builtIn : words.data(rulebook.data));
}

export function outcomeName(outcome: string, lang: Language): string {
  return oneOf(findingWords(lang).outcome, outcome) ?? outcome;
}

function phaseName(phase: string | null, lang: Language): string {
  const names = findingWords(lang).phase;
  return phase === null ? names.none : (oneOf(names, phase) ?? phase);
}

function oneOf(names: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(names, key) ? names[key] : undefined;
}

/** One finding of two: outcome, rules with their levels, the range of sanctions, and what is still open. */
export const FindingSide: FC<{
  readonly page: PageContext;
  readonly title: Child;
  readonly finding: StoredFinding;
  /** The finding beside it: rules that it has not are marked. */
  readonly other: StoredFinding | null;
  readonly mark: 'fresh' | 'gone';
  readonly by?: Child | undefined;
}> = ({ page, title, finding, other, mark, by }) => {
  const { lang } = page;
  const words = findingWords(lang);
  const rules = [...finding.rows, ...finding.provisions];
  const known = new Set([...(other?.rows ?? []), ...(other?.provisions ?? [])].map(({ id }) => id));
  return (
    <div class={`side side-${mark}`}>
      <h4>{title}</h4>
      <p class="side-outcome">
        <b>{outcomeName(finding.outcome, lang)}</b>
      </p>
      {rules.length === 0 ? (
        <p class="small">{words.noRules}</p>
      ) : (
        <ul class="side-rules">
          {rules.map(({ id, level }) => (
            <li>
              <span>
                <RuleLink page={page} id={id} />
                {known.has(id) || other === null ? null : <small class="side-mark"> {words[mark]}</small>}
              </span>
              <span class="small">{ruleAct(id, lang) ?? ''}</span>
              <Tag>{levelName(level, lang)}</Tag>
            </li>
          ))}
        </ul>
      )}
      <p class="small">
        <b>{words.sanction}:</b> {sanctionRange(finding, lang)}
      </p>
      {by === undefined ? null : <p class="small">{by}</p>}
    </div>
  );
};

/** From the lightest to the heaviest that the rules found allow. */
export function sanctionRange(finding: StoredFinding, lang: Language): string {
  const words = findingWords(lang);
  const options = [...new Set(finding.rows.flatMap((row) => row.options))].map((id) => optionName(id, lang));
  const levels = levelsOf(finding).map((level) => levelName(level, lang));
  const [first, last] = [levels[0], levels.at(-1)];
  if (first === undefined || last === undefined) return words.noSanction;
  const range = first === last ? first : words.range(first, last);
  return options.length === 0 ? `${range}.` : `${range}: ${options.join('; ')}.`;
}

/** What differs between two findings, a sentence each. */
export function differenceLines(
  differences: readonly FindingDifference[],
  lang: Language,
  factName: (fact: string) => string = (fact) => fact,
): readonly string[] {
  const words = findingWords(lang);
  const say = words.difference;
  const list = (facts: readonly string[]): string => (facts.length === 0 ? say.none : facts.map(factName).join(' '));
  const sentence = (one: FindingDifference): string => {
    switch (one.kind) {
      case 'outcome':
        return say.outcome(lower(outcomeName(one.before ?? '', lang)), lower(outcomeName(one.after ?? '', lang)));
      case 'phase':
        return say.phase(phaseName(one.before, lang), phaseName(one.after, lang));
      case 'route':
        return words.route(one.before ?? '–', one.after ?? '–');
      case 'added':
      case 'removed':
        return say[one.kind](one.of, levelName(one.level, lang));
      case 'level':
        return say.level(one.of, levelName(one.before, lang), levelName(one.after, lang));
      case 'sanctions':
      case 'basis':
        return say[one.kind](one.of);
      case 'open':
        return say.open(list(one.before), list(one.after));
      case 'unreadable':
        return words.differs.unreadable(one.line);
    }
  };
  return differences.map(sentence);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
