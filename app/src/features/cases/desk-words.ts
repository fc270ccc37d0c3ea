/** Words of casework. Each page has a file of its own; here they meet. */
import { defineWords } from '../../platform/i18n/words.ts';
import { casePageWords } from './case-words.ts';
import { formsWords } from './form-words.ts';
import { queueWords } from './queue-words.ts';

export { stepWords } from './step-words.ts';

export const deskWords = defineWords(
  'case-desk',
  { ...queueWords.id, ...casePageWords.id, ...formsWords.id },
  { ...queueWords.en, ...casePageWords.en, ...formsWords.en },
);
