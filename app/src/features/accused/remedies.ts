/** What an accused person may do against a decision, and until when: all of it the rulebook's. */
import { findStep, type Rulebook, type Step } from '@netra/rulebook';
import type { Zone } from '../../platform/i18n/zones.ts';

export interface Remedy {
  readonly step: Step;
  /** Last day, counted from the day of the decision: the earlier of the two starts that sources name. Null: no decision day is known. */
  readonly dueOn: string | null;
  /** The less sure of number and unit. */
  readonly confidence: string;
}

const rank = ['seen', 'seen-3p', 'recalled', 'uncertain'];

/** Objection and administrative appeal (PP 79/2021). Which of them fits depends on the decision, and stands in their meaning. */
export function remediesOf(
  decidedOn: string | null,
  zone: Zone,
  rulebook: Pick<Rulebook, 'deadlineFor'>,
): readonly Remedy[] {
  return ['file-objection', 'file-appeal'].flatMap((id): Remedy[] => {
    const step = findStep('remedies', id);
    if (step === undefined) return [];
    const counted =
      decidedOn === null
        ? null
        : rulebook.deadlineFor({ procedure: 'remedies', step: id, from: { day: decidedOn }, zone });
    const dueOn = counted?.ok === true && counted.value.inForce ? counted.value.due.slice(0, 10) : null;
    const sure = [step.confidence, step.unitConfidence ?? 'seen', step.triggerConflict === true ? 'uncertain' : 'seen'];
    return [{ step, dueOn, confidence: sure.sort((a, b) => rank.indexOf(b) - rank.indexOf(a))[0] ?? 'uncertain' }];
  });
}

/** How sure we are, as a page shows it. */
export function confidenceOf(text: string): 'seen' | 'recalled' | 'uncertain' {
  return text.startsWith('seen') ? 'seen' : text === 'recalled' ? 'recalled' : 'uncertain';
}
