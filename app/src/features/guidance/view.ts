/** What every part of the page is drawn from. */
import type { Bilingual } from '@netra/rulebook';
import type { Language } from '../../platform/i18n/words.ts';
import type { Circumstances } from './conversation.ts';

export interface View {
  readonly lang: Language;
  readonly circumstances: Circumstances;
  /** Puts the language before a path. */
  readonly to: (path: string) => string;
  /** Address of this instance, for links on paper and for those that are copied. */
  readonly origin: string;
  /** Whether this is drawn in the browser: then nothing is sent. */
  readonly scripted: boolean;
}

export const guidancePath = '/bolehkah';

export function inWords(view: View, text: Bilingual): string {
  return text[view.lang];
}

/**
 * Permanent addresses of the law, as the readable law gives them (`law/paths.ts`; a test holds them together). They stand here too, since the
 * door of that feature leads to pages and tables, which must not come along into the browser.
 */
export const lawPath = {
  rule: (id: string): string => `/hukum/aturan/${encodeURIComponent(id)}`,
  edge: (id: string): string => `/hukum/tanya/${encodeURIComponent(id)}`,
} as const;
