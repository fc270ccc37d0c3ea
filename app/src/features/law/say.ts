/** How sources, citations and days of the law are written: publisher and date, never an address; a day never more exact than what is known. */
import { allInstruments, type InForce, type Instrument, type IsoDay, type Source } from '@netra/rulebook';
import { formatDay, monthNames } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';

/** Some sources are written as "Indonesian / English". */
function inLanguage(text: string, lang: Language): string {
  const [first = text, second] = text.split(' / ');
  return lang === 'en' && second !== undefined ? second : first;
}

/**
 * Who published it. The addresses of blogs hold the names of their writers, so a blog is named by the house that carries it; what follows
 * the first slash of an address is never shown.
 */
export function publisherName(source: Source, lang: Language): string {
  const name = inLanguage(source.publisher, lang);
  const blog = /^[\w-]+\.(blogspot\.com|wordpress\.com|medium\.com)$/.exec(name);
  if (blog !== null) return `${lang === 'id' ? 'blog di' : 'a blog on'} ${blog[1]}`;
  return /^[\w.-]+\.[a-z]{2,}\//.test(name) ? name.slice(0, name.indexOf('/')) : name;
}

/** "Kompas, 6 November 2023"; a source without a date says so. */
export function sourceWords(source: Source, lang: Language): string {
  const when = source.on === undefined ? (lang === 'id' ? 'tanpa tanggal' : 'no date') : partialDay(source.on, lang);
  return `${publisherName(source, lang)}, ${when}`;
}

/** `2023`, `2023-10` or `2023-11-06` in words, without the weekday. */
export function partialDay(day: string, lang: Language): string {
  const [year = '', month, date] = day.split('-');
  const name = month === undefined ? undefined : monthNames(lang)[Number(month) - 1];
  if (name === undefined) return year;
  return date === undefined ? `${name} ${year}` : `${Number(date)} ${name} ${year}`;
}

/**
 * The first day of something whose own day is not known is written 1 January (only the year is known) or the first of a month (only the
 * month is). The reader is told no more than that.
 * @param exact true when the day itself was read
 */
export function sinceWords(day: IsoDay, exact: boolean, lang: Language): string {
  if (exact) return partialDay(day, lang);
  if (day.endsWith('-01-01')) return day.slice(0, 4);
  return day.endsWith('-01') ? partialDay(day.slice(0, 7), lang) : partialDay(day, lang);
}

/** Whether the first day is known to the day. */
export function isExact(instrument: Pick<Instrument, 'date' | 'inForce'>): boolean {
  return instrument.date !== undefined;
}

/** "sejak 22 September 2022", "2014 sampai 30 Oktober 2023". */
export function periodWords(period: InForce, exact: boolean, lang: Language): string {
  const from = period.from === undefined ? undefined : sinceWords(period.from, exact, lang);
  const until = period.until === undefined ? undefined : partialDay(period.until, lang);
  if (from === undefined && until === undefined) return lang === 'id' ? 'tanpa tanggal' : 'no dates';
  if (from === undefined) return lang === 'id' ? `sampai ${until}` : `until ${until}`;
  if (until === undefined) return lang === 'id' ? `sejak ${from}` : `since ${from}`;
  return lang === 'id' ? `${from} sampai ${until}` : `${from} to ${until}`;
}

/** With the weekday: every date of a stage or limit shows it. */
export function fullDay(day: IsoDay, lang: Language): string {
  return formatDay(day, lang);
}

/** Titles of decrees are kept as one text; its few English words are said in Indonesian. */
export function decreeWords(title: string, lang: Language): string {
  if (lang === 'en') return title;
  const words = [
    [/ as amended by /g, ' sebagaimana diubah dengan '],
    [/\(number recalled\)/g, '(nomornya diketahui, perlu dicek)'],
    [/\(recalled\)/g, '(diketahui, perlu dicek)'],
    [/voting days by/g, 'hari pemungutan suara menurut'],
    [/ and /g, ' dan '],
    [/(\d+) August/g, '$1 Agustus'],
    [/subject to a later decree of the Minister of Religion/g, 'menunggu keputusan Menteri Agama'],
  ] as const;
  return words.reduce((text, [pattern, word]) => text.replace(pattern, word), title);
}

/** Names under which citations speak of an instrument that carries another one here. */
const otherNames: Readonly<Record<string, string>> = {
  'UU 1/2015': 'uu_pilkada',
  'UU 8/2015': 'uu_pilkada',
  'UU 10/2016': 'uu_pilkada',
  'UU 6/2020': 'uu_pilkada',
  'Perbawaslu 8/2020': 'perbawaslu8_2020',
  'Perbawaslu 9/2024': 'perbawaslu8_2020',
  'Perpres 91': 'perpres91_92_2024',
  'MK 121/PUU-XXII/2024': 'uu20_2023',
  'MK 136/PUU-XXII/2024': 'uu_pilkada',
};
const names: readonly (readonly [string, string])[] = [
  ...allInstruments.map((one) => [one.short, one.id] as const),
  ...Object.entries(otherNames),
].toSorted((a, b) => b[0].length - a[0].length);

/** The instrument that a citation begins with ("PP 94/2021 ps 5 huruf n" → `pp94_2021`), or undefined when it is not written down here. */
export function instrumentOf(citation: string): string | undefined {
  return names.find(([name]) => citation.startsWith(name) && !/^\d/.test(citation.slice(name.length)))?.[1];
}

/** Indonesian citations for English readers: ps → art, huruf → letter, angka → number. */
export function citationWords(citation: string, lang: Language): string {
  if (lang === 'id') return citation;
  return citation
    .replaceAll(/\bps (?=\d)/g, 'art ')
    .replaceAll(/\bhuruf\b/g, 'letter')
    .replaceAll(/\bangka\b/g, 'number')
    .replaceAll(/\bdan\b/g, 'and')
    .replaceAll(/\bLampiran\b/g, 'Annex')
    .replaceAll(/\(kehadiran saja tidak cukup\)/g, '(attendance alone is not enough)')
    .replaceAll(/\(diberitakan 29 September 2023\)/g, '(reported 29 September 2023)')
    .replaceAll(/\bJuli\b/g, 'July');
}
