/**
 * What a limit may be stopped, resumed or lengthened by: rules that the rulebook and the law data know and that are in force on that day, chosen by
 * their id. Words of the officer stand beside the rule, never in its place: nobody can cite what does not exist.
 */
import { allProcedures, inForceOn, instruments, namesInstrument, type Rulebook } from '@netra/rulebook';
import type { Language } from '../../platform/i18n/words.ts';
import { fail, ok, type Result } from '../../platform/result.ts';

export interface KnownBasis {
  /** Id of an instrument (`perbawaslu7_2022`), of a step of a procedure (`bawaslu-pemilu/handle-extended`) or of an entry of the law data. */
  readonly id: string;
  /** As citations write it. */
  readonly cite: string;
  readonly title: { readonly id: string; readonly en: string };
}

/** The rules of a legal day: limits first, each with its article, then the instruments. */
export function knownBases(day: string, rulebook: Pick<Rulebook, 'additions'>): readonly KnownBasis[] {
  const steps = allProcedures.flatMap((procedure) =>
    inForceOn(procedure.inForce, day)
      ? procedure.steps.flatMap((step) =>
          step.basis === undefined ? [] : [{ id: `${procedure.id}/${step.id}`, cite: step.basis, title: step.name }],
        )
      : [],
  );
  const added = rulebook.additions.overrides
    .filter((one) => inForceOn(one.inForce, day))
    .map((one) => ({ id: one.id, cite: one.basis, title: one.reason }));
  const whole = instruments
    .filter((one) => inForceOn(one.inForce, day))
    .map((one) => ({ id: one.id, cite: one.short, title: one.title }));
  return [...steps, ...added, ...whole];
}

/** By its id, or by the very words of its citation; undefined when there is no such rule that day. */
export function findBasis(asked: string, day: string, rulebook: Pick<Rulebook, 'additions'>): KnownBasis | undefined {
  const known = knownBases(day, rulebook);
  return known.find((one) => one.id === asked) ?? known.find((one) => one.cite === asked);
}

/** The longest note beside a rule. */
export const MOST_BASIS_NOTE = 200;

/** Rule and note as one text, as it is kept with the step. */
export function basisText({ cite }: Pick<KnownBasis, 'cite'>, note: string): string {
  return note.trim() === '' ? cite : `${cite}; ${note.trim()}`;
}

export type BasisError = 'unknown-basis' | 'only-by-law';

/** @param law a limit of law moves only by an instrument that can set one */
export function chooseBasis(
  asked: string,
  note: string,
  law: boolean,
  day: string,
  rulebook: Pick<Rulebook, 'additions'>,
): Result<{ readonly id: string; readonly text: string }, BasisError> {
  const found = findBasis(asked, day, rulebook);
  if (found === undefined) return fail('unknown-basis');
  if (law && !namesInstrument(found.cite)) return fail('only-by-law');
  return ok({ id: found.id, text: basisText(found, note) });
}

/** What each rule is called, of whatever day: for the page that shows again what was chosen. */
export function basisWords(lang: Language): Readonly<Record<string, string>> {
  const steps = allProcedures.flatMap((procedure) =>
    procedure.steps.map((step) => [`${procedure.id}/${step.id}`, `${step.basis ?? ''}: ${step.name[lang]}`] as const),
  );
  return Object.fromEntries([
    ...steps,
    ...instruments.map((one) => [one.id, `${one.short}: ${one.title[lang]}`] as const),
  ]);
}

/** For a list to choose from. @param law only what can move a limit of law */
export function basisOptions(
  day: string,
  lang: Language,
  law: boolean,
  rulebook: Pick<Rulebook, 'additions'>,
): readonly { readonly value: string; readonly label: string }[] {
  return knownBases(day, rulebook)
    .filter((one) => !law || namesInstrument(one.cite))
    .map((one) => ({ value: one.id, label: `${one.cite}: ${one.title[lang]}` }));
}
