/** Trying out other facts: what a form changes of the facts of a case, and what follows. Pure; nothing of it is ever stored. */
import {
  type AskedFact,
  type Assessment,
  actKinds,
  actorStatuses,
  type Facts,
  openFacts,
  type Rulebook,
  whatWouldChange,
} from '@netra/rulebook';
import { z } from 'zod';
import { checkForm, type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { readDate } from '../../ui/index.ts';
import type { CaseFindings } from './case-findings.ts';
import { deskWords } from './desk-words.ts';

type TryRulebook = Pick<Rulebook, 'parseFacts' | 'assess' | 'findElection'>;

/** The facts that may be unknown and that a form can ask for. The phase follows from the day. */
export type TriedFact = Exclude<AskedFact, 'contest.election' | 'contest.contest'>;
export const triedFacts = [
  'act.public',
  'act.activeSupport',
  'act.aimOfSupport',
  'act.attributes',
  'act.mobilisesCivilServants',
  'act.stateFacility',
  'act.onDuty',
  'actor.spouseOfBeneficiary',
  'actor.unpaidLeave',
  'actor.isProspectiveCandidate',
  'contest.beneficiary',
] as const satisfies readonly TriedFact[];

/** The answers that a fact can take, as the form sends them. Empty: not known. */
export function answersOf(fact: TriedFact): readonly string[] {
  const values: readonly (string | boolean)[] = openFacts[fact];
  return values.map((value) => (value === true ? 'yes' : value === false ? 'no' : value));
}

export interface TriedValues {
  readonly kind: string;
  readonly status: string;
  readonly on: string;
  readonly facts: Readonly<Record<TriedFact, string>>;
}

/** The facts of a case as values of the form. */
export function valuesOf(facts: unknown): TriedValues {
  const value = (name: string): string => {
    const found = factIn(facts, name);
    return found === true ? 'yes' : found === false ? 'no' : typeof found === 'string' ? found : '';
  };
  const all = Object.fromEntries(triedFacts.map((fact) => [fact, value(fact)]));
  return {
    kind: value('act.kind'),
    status: value('actor.status'),
    on: value('act.on'),
    facts: { ...emptyFacts, ...all },
  };
}

const emptyFacts: Readonly<Record<TriedFact, string>> = {
  'act.public': '',
  'act.activeSupport': '',
  'act.aimOfSupport': '',
  'act.attributes': '',
  'act.mobilisesCivilServants': '',
  'act.stateFacility': '',
  'act.onDuty': '',
  'actor.spouseOfBeneficiary': '',
  'actor.unpaidLeave': '',
  'actor.isProspectiveCandidate': '',
  'contest.beneficiary': '',
};

export interface Tried {
  readonly values: TriedValues;
  readonly facts: Facts;
  readonly answer: Assessment;
}

/**
 * Reads the form over the facts of the case: what the form does not ask for (election, contest) stays as it is there.
 * @param base facts of the case
 * @returns the facts that were tried and their assessment, or what is wrong with which field
 */
export function tryFacts(
  typed: Typed,
  base: unknown,
  lang: Language,
  rulebook: TryRulebook,
): Result<Tried, readonly FieldError[]> {
  const words = deskWords(lang).wrong;
  const optional = z.string(words.form).optional();
  const shape = Object.fromEntries(
    triedFacts.map((fact) => [fact, z.enum(['', ...answersOf(fact)], words.choose).optional()]),
  );
  const schema = z.strictObject(
    {
      ...shape,
      kind: z.enum(actKinds, words.choose),
      status: z.enum(actorStatuses, words.choose),
      on_day: optional,
      on_month: optional,
      on_year: optional,
    },
    words.form,
  );
  const read = checkForm(schema, typed);
  const errors: FieldError[] = read.ok ? [] : [...read.errors];
  const day = readDate({
    day: typedText(typed, 'on_day'),
    month: typedText(typed, 'on_month'),
    year: typedText(typed, 'on_year'),
  });
  if (day.kind !== 'day') errors.push({ field: 'on', message: words.day });
  else if (day.day < '2017-01-01') errors.push({ field: 'on', message: words.tooOld });
  if (errors.length > 0 || day.kind !== 'day') return fail(errors);
  const values: TriedValues = {
    kind: typedText(typed, 'kind'),
    status: typedText(typed, 'status'),
    on: day.day,
    facts: { ...emptyFacts, ...Object.fromEntries(triedFacts.map((fact) => [fact, typedText(typed, fact)])) },
  };
  const parsed = rulebook.parseFacts(withValues(base, values));
  if (!parsed.ok) return fail([{ field: '_form', message: words.facts(parsed.error.line) }]);
  return ok({ values, facts: parsed.value, answer: rulebook.assess(parsed.value) });
}

function withValues(base: unknown, values: TriedValues): unknown {
  const contest: Record<string, unknown> = {};
  for (const name of ['election', 'contest']) {
    const kept = factIn(base, `contest.${name}`);
    if (kept !== undefined) contest[name] = kept;
  }
  const groups: Record<string, Record<string, unknown>> = {
    act: { kind: values.kind, on: values.on },
    actor: { status: values.status },
    contest,
  };
  for (const fact of triedFacts) {
    const value = values.facts[fact];
    const [part = '', name = ''] = fact.split('.');
    const group = groups[part];
    if (value === '' || group === undefined) continue;
    group[name] = value === 'yes' ? true : value === 'no' ? false : value;
  }
  return groups;
}

/** The facts that decide here: those still asked for, those known that would turn the finding, and those known at all. The others stand aside. */
export function decidingHere(found: CaseFindings, rulebook: TryRulebook): ReadonlySet<string> {
  const parsed = rulebook.parseFacts(found.facts);
  const turning = parsed.ok ? whatWouldChange(parsed.value, rulebook).map(({ fact }) => fact) : [];
  const known = Object.entries(valuesOf(found.facts).facts).flatMap(([fact, value]) => (value === '' ? [] : [fact]));
  return new Set([...found.answer.questions.map(({ fact }) => fact), ...turning, ...known]);
}

function factIn(facts: unknown, name: string): unknown {
  const [part = '', field = ''] = name.split('.');
  const group: unknown = typeof facts === 'object' && facts !== null ? Reflect.get(facts, part) : undefined;
  return typeof group === 'object' && group !== null ? Reflect.get(group, field) : undefined;
}
