/** Numbers as people of each language write them: 1.158 and 2,4 in Indonesian, 1,158 and 2.4 in English. */
import type { Language } from './words.ts';

const locales = { id: 'id-ID', en: 'en-GB' } as const satisfies Record<Language, string>;

const plain = { id: new Intl.NumberFormat(locales.id), en: new Intl.NumberFormat(locales.en) };

/** A whole or decimal number with grouped thousands, at most three decimals: `1.158` / `1,158`. */
export function formatNumber(value: number, lang: Language): string {
  return plain[lang].format(value);
}

/** A number beside a name: nobody counts a thousand waiting things one by one: `999+`; in the menu of every page not even a hundred: `99+`. */
export function formatBadge(value: number, lang: Language, most: 99 | 999 = 999): string {
  return value > most ? `${most}+` : formatNumber(value, lang);
}

/**
 * A share as a percentage with a no-break space before the sign in Indonesian: `58 %` / `58%`.
 * @param share 0 to 1
 * @param decimals digits after the comma, default 0
 */
export function formatPercent(share: number, lang: Language, decimals = 0): string {
  const digits = new Intl.NumberFormat(locales[lang], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(share * 100);
  return lang === 'id' ? `${digits}\u00a0%` : `${digits}%`;
}

const units = ['B', 'kB', 'MB', 'GB'] as const;

/** A size of files in steps of 1000, one decimal below ten: `2,4 MB`, `640 kB`. */
export function formatBytes(bytes: number, lang: Language): string {
  let value = bytes;
  let step = 0;
  while (step < units.length - 1 && value >= 999.5) {
    value /= 1000;
    step += 1;
  }
  const decimals = step > 0 && value < 9.95 ? 1 : 0;
  const digits = new Intl.NumberFormat(locales[lang], { maximumFractionDigits: decimals }).format(value);
  return `${digits}\u00a0${units[step] ?? 'GB'}`;
}

/** `3 hari` / `3 days`, `1 hari` / `1 day`: Indonesian nouns do not change. */
export function countOf(
  value: number,
  lang: Language,
  noun: { readonly id: string; readonly en: readonly [one: string, many: string] },
): string {
  const word = lang === 'id' ? noun.id : noun.en[value === 1 ? 0 : 1];
  return `${formatNumber(value, lang)} ${word}`;
}
