/** Which corrected limit counts, and when one is refused: what an office writes down may never pass for law, nor give more time than the law. */
import type { IsoDay } from '../calendar/days.ts';
import type { Step } from '../clocks/procedure.ts';
import { inForceOn } from '../text.ts';
import { compare, type StepOverride } from './additions.ts';

/**
 * Kinds of instrument that can set a limit of law, as citations begin. A circular (SE), a letter or a standing procedure is not among them: what they
 * set is practice or a target.
 */
const binding =
  /(?:^|[\s;,(])(?:UUD|UU|Undang-Undang|Perppu|PP|Peraturan|Perpres|Keppres|Permen[A-Za-z]*|PKPU|Perbawaslu|PerBKN|Perda|Perkada|SKB|Putusan MK|MK)\s+[^;]*\d/;
const notBinding = /^(?:SE|Surat|Nota|SOP|Standar|Target|Pedoman|Pengumuman)\b/i;

/** Whether a basis names an instrument that can set a limit of law, for example "UU 10/2016 ps 134(5)". */
export function namesInstrument(basis: string): boolean {
  return binding.test(basis) && !notBinding.test(basis.trim());
}

/** Why an override of this step is refused, or undefined. */
export function whyOverrideRefused(
  override: Pick<StepOverride, 'limit' | 'unit' | 'nature' | 'basis'>,
  step: Pick<Step, 'limit' | 'unit' | 'nature'>,
): { readonly field: string; readonly what: string } | undefined {
  const { limit, unit, nature, basis } = override;
  if (limit < 0 !== step.limit < 0) {
    const side = step.limit < 0 ? 'negative: the step counts backwards' : 'positive: the step counts forwards';
    return { field: 'limit', what: `${limit} is not usable; allowed is a number of days that is ${side}` };
  }
  if (nature === 'law') {
    if (namesInstrument(basis)) return undefined;
    return {
      field: 'basis',
      what: 'names no instrument; allowed for nature law is a citation such as "UU 10/2016 ps 134(5)"; for a letter use practice, for an aim of the office target',
    };
  }
  if (step.nature !== 'law' || !mayEndLater(override, step)) return undefined;
  return {
    field: 'limit',
    what: `${limit} ${unit} may end later than the law's ${step.limit} ${step.unit}; allowed is less, or nature law with an instrument as basis`,
  };
}

/** Working days take at least as long as the same number of calendar days; backwards, a larger number ends earlier. */
function mayEndLater(a: Pick<StepOverride, 'limit' | 'unit'>, b: Pick<StepOverride, 'limit' | 'unit'>): boolean {
  if (a.limit > b.limit) return true;
  if (a.unit === b.unit) return false;
  return b.limit < 0 ? a.unit === 'calendar_day' : a.unit === 'working_day';
}

/** The override that counts for an office on the day the clock starts: the most specific, then the newest. */
export function chooseOverride(
  overrides: readonly StepOverride[] | undefined,
  office: string | undefined,
  day: IsoDay,
): StepOverride | undefined {
  let best: StepOverride | undefined;
  for (const one of overrides ?? []) {
    if (one.office !== undefined && one.office !== office) continue;
    if (!inForceOn(one.inForce, day)) continue;
    if (best === undefined || rank(best, one) < 0) best = one;
  }
  return best;
}

function rank(a: StepOverride, b: StepOverride): number {
  return (
    Number(a.office !== undefined) - Number(b.office !== undefined) ||
    compare(a.inForce.from ?? '', b.inForce.from ?? '') ||
    compare(a.id, b.id)
  );
}
