/** A limit in words. */
import type { Step } from '@netra/rulebook';
import { countOf } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { unitNames } from './names.ts';
import { lawWords } from './words.ts';

/** "7 hari kerja", "7 hari kerja sebelumnya", "7 hari kerja penuh di antaranya". */
export function limitWords(step: Pick<Step, 'limit' | 'unit' | 'counting'>, lang: Language): string {
  const words = lawWords(lang).procedures;
  const length = countOf(Math.abs(step.limit), lang, unitNames[step.unit]);
  const clear = step.counting === 'clear_days' ? words.clear(length) : length;
  return step.limit < 0 ? words.before(clear) : clear;
}
