/** The number with which a reporter comes back: large, in groups, easy to copy by hand and by voice. */
import type { FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { uiWords } from '../words.ts';

export interface ReceiptNumberProps {
  readonly lang: Language;
  /** Groups are parted by hyphens or spaces: `K7M-4QX-92`. */
  readonly value: string;
  readonly label: string;
}

/**
 * Screen readers get the letters one by one with a pause after each group; eyes and the clipboard get the number as it is.
 * The copy button appears only where the script runs.
 */
export const ReceiptNumber: FC<ReceiptNumberProps> = ({ lang, value, label }) => {
  const groups = value.split(/[\s-]+/).filter((group) => group !== '');
  const spoken = groups.map((group) => [...group].join(' ')).join(', ');
  return (
    <div class="receipt">
      <p class="receipt-label">{label}</p>
      <p class="receipt-number">
        <span class="visually-hidden">{spoken}</span>
        <span class="receipt-groups" aria-hidden="true">
          {groups.map((group, index) => (
            <>
              {index > 0 ? <i>-</i> : null}
              <span>{group}</span>
            </>
          ))}
        </span>
      </p>
      <button class="btn quiet small" type="button" hidden data-copy={value}>
        {uiWords(lang).receipt.copy}
      </button>
    </div>
  );
};
