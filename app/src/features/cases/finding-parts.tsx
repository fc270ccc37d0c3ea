/** Pieces that show a finding: each rule with its name and a way to its text, two findings side by side, and what differs in words. */
import { allProvisions, findRow } from '@netra/rulebook';
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

/** A fact in a few words. */
export function factName(fact: string, lang: Language): string {
  return oneOf(findingWords(lang).facts, fact) ?? fact;
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
  readonly headingLevel?: 3 | 4 | undefined;
}> = ({ page, title, finding, other, mark, by, headingLevel = 4 }) => {
  const { lang } = page;
  const words = findingWords(lang);
  const rules = [...finding.rows, ...finding.provisions];
  const known = new Set([...(other?.rows ?? []), ...(other?.provisions ?? [])].map(({ id }) => id));
  return (
    <div class={`side side-${mark}`}>
      {headingLevel === 3 ? <h3 class="side-title">{title}</h3> : <h4 class="side-title">{title}</h4>}
      <p class="side-outcome">
        <b>{outcomeName(finding.outcome, lang)}</b>
      </p>
      {rules.length === 0 ? (
        <p class="small">{finding.open.length === 0 ? words.noRules : words.noRulesYet}</p>
      ) : (
        <ul class="side-rules">
          {rules.map(({ id, level }) => (
            <li>
              <span>
                <RuleLink page={page} id={id} />
                {known.has(id) || other === null ? null : (
                  <>
                    {' '}
                    <small class="side-mark">{words[mark]}</small>
                  </>
                )}
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
      {finding.open.length === 0 ? null : (
        <p class="small">
          <b>{words.openFacts}:</b> {finding.open.map((fact) => factName(fact, lang)).join(', ')}.
        </p>
      )}
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
  if (first === undefined || last === undefined)
    return finding.open.length === 0 ? words.noSanction : words.noSanctionYet;
  const range = first === last ? first : words.range(first, last);
  return options.length === 0 ? `${range}.` : `${range}: ${options.join('; ')}.`;
}

/** What differs between two findings, a sentence each. */
export function differenceLines(differences: readonly FindingDifference[], lang: Language): readonly string[] {
  const words = findingWords(lang);
  const say = words.difference;
  const list = (facts: readonly string[]): string => facts.map((fact) => factName(fact, lang)).join(', ');
  const sentences = (one: FindingDifference): readonly string[] => {
    switch (one.kind) {
      case 'outcome':
        return [say.outcome(lower(outcomeName(one.before ?? '', lang)), lower(outcomeName(one.after ?? '', lang)))];
      case 'phase':
        return [say.phase(phaseName(one.before, lang), phaseName(one.after, lang))];
      case 'route':
        return [words.route(one.before ?? '–', one.after ?? '–')];
      case 'added':
      case 'removed':
        return [say[one.kind](one.of, levelName(one.level, lang))];
      case 'level':
        return [say.level(one.of, levelName(one.before, lang), levelName(one.after, lang))];
      case 'sanctions':
      case 'basis':
        return [say[one.kind](one.of)];
      case 'open': {
        const [fresh, gone] = [without(one.after, one.before), without(one.before, one.after)];
        return [
          ...(fresh.length === 0 ? [] : [say.nowOpen(list(fresh))]),
          ...(gone.length === 0 ? [] : [say.noLongerOpen(list(gone))]),
        ];
      }
      case 'unreadable':
        return [words.differs.unreadable(one.line)];
    }
  };
  return differences.flatMap(sentences);
}

function without(all: readonly string[], those: readonly string[]): readonly string[] {
  return all.filter((one) => !those.includes(one));
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
