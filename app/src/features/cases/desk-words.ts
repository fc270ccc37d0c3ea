/** Words of casework. Each page has a file of its own; here they meet. */
import { defineWords, type Language } from '../../platform/i18n/words.ts';
import { casePageWords } from './case-words.ts';
import { formsWords } from './form-words.ts';
import { plainLeads, plainNames, refusalWords } from './plain-words.ts';
import { queueWords } from './queue-words.ts';

export { stepWords } from './step-words.ts';

/** The words of the forms, with those of the actions that are told by a few fields. */
const withPlain = <
  F extends { readonly actions: object; readonly forms: { readonly lead: object }; readonly wrong: object },
>(
  forms: F,
  lang: Language,
) => ({
  ...forms,
  actions: { ...forms.actions, ...plainNames(lang) },
  forms: { ...forms.forms, lead: { ...forms.forms.lead, ...plainLeads(lang) } },
  wrong: { ...forms.wrong, ...refusalWords[lang] },
});

export const deskWords = defineWords(
  'case-desk',
  { ...queueWords.id, ...casePageWords.id, ...withPlain(formsWords.id, 'id') },
  { ...queueWords.en, ...casePageWords.en, ...withPlain(formsWords.en, 'en') },
);
