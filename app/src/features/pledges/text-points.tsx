/** The points of a text that is signed, with their source and how sure it is. */
import type { FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { Citation } from '../../ui/index.ts';
import type { TextOfPoints } from './pledge-texts.ts';

export const TextPoints: FC<{ readonly lang: Language; readonly text: TextOfPoints }> = ({ lang, text }) => (
  <>
    <ol class="stack stack-tight">
      {text.points.map((point, index) => (
        <li>
          <b class="num">{index + 1}.</b> {point[lang]}
        </li>
      ))}
    </ol>
    <Citation
      lang={lang}
      sources={[{ label: text.cite }]}
      confidence={text.confidence === 'seen-3p' ? 'uncertain' : text.confidence}
    />
    <p class="small">{text.note[lang]}</p>
  </>
);
