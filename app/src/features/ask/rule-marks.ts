/**
 * Which rules an answer may rest on, and what each says: a mark that changes when the rule, or the limit, says something else. Pure. Rules are rows,
 * provisions and readings by their id, and limits as "procedure/step".
 */
import { createHash } from 'node:crypto';
import {
  allProvisions,
  allReadings,
  allRows,
  type Confidence,
  citationOfProvision,
  citationOfRow,
  findProcedure,
  findProvision,
  findReading,
  findRow,
  type Rulebook,
} from '@netra/rulebook';
import type { Language } from '../../platform/i18n/words.ts';
import { lawPath } from '../law/index.ts';

export interface CitedRule {
  readonly id: string;
  readonly cite: string;
  readonly href: string;
  readonly confidence: Confidence | undefined;
}

type Law = Pick<Rulebook, 'additions'>;

/** Undefined: no rule of this id. */
export function ruleOf(id: string): CitedRule | undefined {
  const row = findRow(id);
  if (row !== undefined)
    return {
      id: row.id,
      cite: `${citationOfRow(row)} (${row.id})`,
      href: lawPath.rule(row.id),
      confidence: row.confidence,
    };
  const provision = findProvision(id);
  if (provision !== undefined)
    return {
      id: provision.id,
      cite: citationOfProvision(provision),
      href: lawPath.rule(provision.id),
      confidence: provision.confidence,
    };
  const reading = findReading(id);
  if (reading !== undefined)
    return {
      id: reading.id,
      cite: reading.basis.join('; '),
      href: lawPath.rule(reading.id),
      confidence: reading.confidence,
    };
  const [procedureId = '', stepId = ''] = id.split('/');
  const step = findProcedure(procedureId)?.steps.find((one) => one.id === stepId);
  return step === undefined
    ? undefined
    : {
        id,
        cite: `${procedureId}/${stepId}${step.basis === undefined ? '' : `: ${step.basis}`}`,
        href: lawPath.stepOf(id),
        confidence: undefined,
      };
}

/** What the rule says now, as sixteen digits; null: there is no such rule (any more). */
export function markOf(id: string, law: Law): string | null {
  const [procedureId = '', stepId = ''] = id.split('/');
  const said =
    findRow(id) ??
    findProvision(id) ??
    findReading(id) ??
    (() => {
      const step = findProcedure(procedureId)?.steps.find((one) => one.id === stepId);
      if (step === undefined) return undefined;
      const moved = law.additions.overrides.filter((one) => one.procedure === procedureId && one.step === stepId);
      return { step, moved };
    })();
  if (said === undefined) return null;
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16);
}

export function marksOf(rules: readonly string[], law: Law): Readonly<Record<string, string>> {
  return Object.fromEntries(rules.map((id) => [id, markOf(id, law) ?? '']));
}

/** Rules that say something else than when the answer was given. */
export function changedRules(marks: Readonly<Record<string, string>>, law: Law): readonly string[] {
  return Object.entries(marks).flatMap(([id, mark]) => (markOf(id, law) === mark ? [] : [id]));
}

/** All ids an answer may rest on, with words, for the list of the form. */
export function offeredRules(lang: Language): readonly { readonly value: string; readonly label: string }[] {
  const short = (text: string): string => (text.length > 70 ? `${text.slice(0, 69)}…` : text);
  return [
    ...allRows.map((row) => ({ value: row.id, label: `${row.id}: ${short(row.act[lang])}` })),
    ...allProvisions.map((one) => ({ value: one.id, label: `${one.id}: ${short(one.act[lang])}` })),
    ...allReadings.map((one) => ({ value: one.id, label: `${one.id}: ${short(one.basis.join('; '))}` })),
  ];
}

/** What somebody typed as rules, parted by commas or lines. */
export function readRules(text: string): { readonly rules: readonly string[]; readonly unknown: readonly string[] } {
  const typed = [...new Set(text.split(/[\s,;]+/).filter((one) => one !== ''))].slice(0, 12);
  const known = typed.map((one) => ruleOf(one) ?? ruleOf(one.toUpperCase()));
  return {
    rules: [...new Set(known.flatMap((one) => (one === undefined ? [] : [one.id])))].slice(0, 6),
    unknown: typed.filter((_, index) => known[index] === undefined),
  };
}
