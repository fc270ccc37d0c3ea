/** The head of the file that checks without internet: what it is, whose keys are in it, and the other language. */
import type { FC } from 'hono/jsx';
import type { Language } from '../../../platform/i18n/words.ts';
import { BrandMark } from '../../../ui/icons.tsx';
import { verifierWords } from './words.ts';

export const OfflineFrame: FC<{ readonly lang: Language; readonly log: string }> = ({ lang, log }) => {
  const said = verifierWords(lang).offline;
  return (
    <div class="wrap">
      <span class="brand">
        <BrandMark />
        Netra
      </span>
      <p class="small">
        {said.about} {log === '' ? '' : said.made(log)}
      </p>
      <button class="plain" type="button" lang={lang === 'id' ? 'en' : 'id'} id="bahasa">
        {said.other}
      </button>
    </div>
  );
};
