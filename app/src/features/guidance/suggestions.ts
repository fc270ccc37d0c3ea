/** For other pages: the situations a typed question may mean, each as the button that opens "Bolehkah saya…?" at that situation. Keeps nothing. */
import type { Bilingual } from '@netra/rulebook';
import { triage } from '../triage/index.ts';
import { findSituation } from './situations.ts';
import { suggest } from './suggest.ts';
import { buttonName, press } from './turn.ts';

export interface SuggestedSituation {
  /** Name and value of the button of a form that is sent to `guidancePath`. */
  readonly name: string;
  readonly value: string;
  readonly label: Bilingual;
  readonly hint: Bilingual;
}

export function suggestedSituations(text: string): readonly SuggestedSituation[] {
  return suggest(text, triage).flatMap(({ situation }) => {
    const found = findSituation(situation);
    return found === undefined
      ? []
      : [{ name: buttonName, value: press.answer('situation', found.id), label: found.label, hint: found.hint }];
  });
}
