/** The days of a text: the one on which it appeared, if it says so, and the one on which happened what it tells. */
import { elections } from './elections.ts';
import { sentencesOf } from './text.ts';

export type Dates = {
  readonly publishedOn: string | null;
  readonly eventOn: string | null;
  readonly dateNote: string | null;
};

const months = [
  'januari',
  'februari',
  'maret',
  'april',
  'mei',
  'juni',
  'juli',
  'agustus',
  'september',
  'oktober',
  'november',
  'desember',
];
const shortMonths: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  jun: 6,
  jul: 7,
  agu: 8,
  agt: 8,
  ags: 8,
  sep: 9,
  sept: 9,
  okt: 10,
  nov: 11,
  des: 12,
  pebruari: 2,
  nopember: 11,
};
const weekdays = ['senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu', 'minggu'];
const weekdayWord = "Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad";
const monthWord = `${months.join('|')}|${Object.keys(shortMonths).join('|')}`;

const datePattern = new RegExp(
  `(?:\\b(${weekdayWord})\\b\\s*,?\\s*)?(?:\\(\\s*)?(?:\\b(\\d{1,2})\\s+(${monthWord})\\.?\\s+(\\d{4})\\b|(?<![\\d/.-])(\\d{1,2})[/-](\\d{1,2})(?:[/-](\\d{4}|\\d{2}))?(?![\\d/-]))(\\s*\\))?`,
  'giu',
);

type Found = {
  readonly day: string;
  readonly weekday: string | null;
  /** Whether the weekday written beside it is the right one; null when none is written. */
  readonly fits: boolean | null;
  readonly score: number;
};

/** Words near a date that make it the date of a law, not of an event. */
const ofLaw =
  /(?:tertanggal|ditetapkan|diundangkan|disahkan|diterbitkan|ditandatangani|berlaku (?:sejak|mulai)|nomor\s+\S+(?:\s+tahun \d{4})?|surat (?:edaran|keputusan)|keputusan bersama|undang-undang|peraturan)\D{0,60}$/iu;
const dayOfLaw = /\b(?:tertanggal|ditetapkan|diundangkan|disahkan)(?: pada)?(?: tanggal| hari)?\s*$/iu;
const ofLawShort = /\b(?:SKB|SEB?|UU|PP)\b\D{0,60}$/u;
const ofElection =
  /(?:pemungutan suara|pencoblosan|hari (?:h|pemilihan)|pemilu|pilkada|pemilihan|masa (?:kampanye|tenang)|penetapan)/iu;
const ahead =
  /\b(?:akan|mendatang|direncanakan|dijadwalkan|rencananya|nanti|paling lambat|hingga|sampai|sebelum)\b[^.]{0,80}$/iu;
const eventWord =
  /\b(?:digelar|diselenggarakan|dilaksanakan|berlangsung|dihadiri|menghadiri|menggelar|membuka|dalam (?:rapat|kegiatan|acara|apel|sosialisasi|seminar)|rapat|rakor\w*|acara|kegiatan|apel|mengunggah|diunggah|terjadi|kejadian|peristiwa|menandatangani|ditandatangani|memutuskan|diputuskan|sidang|pleno)\b/iu;
const saying = /\b(?:kata|ujar|tutur|ucap|ungkap|tegas|jelas|keterangan)\p{L}*\b/iu;

/**
 * @param head the short lines above the text
 * @param texts running text and captions
 */
export function findDates(head: readonly string[], texts: readonly string[]): Dates {
  const publishedOn = head.flatMap((line) => datesIn(line, null)).find(({ fits }) => fits !== false)?.day ?? null;
  const candidates: Found[] = [];
  for (const text of texts) {
    // A text without a single digit has no dates; long ones are not worth splitting then.
    if (!/\d/.test(text)) continue;
    for (const sentence of sentencesOf(text)) candidates.push(...datesIn(sentence, publishedOn));
  }
  const best = candidates.reduce<Found | null>((a, b) => (b.score > (a?.score ?? 0) ? b : a), null);
  if (best !== null) {
    const note =
      best.fits === false ? `teks menulis ${best.weekday}, tetapi tanggal itu hari ${weekdayOf(best.day)}` : null;
    return { publishedOn, eventOn: best.day, dateNote: note };
  }
  return { publishedOn, eventOn: null, dateNote: namedWeekday(texts) };
}

const weekdayAlone = new RegExp(
  `(?:,|\\bpada|\\bhari)\\s(?:hari\\s)?((?:${weekdayWord})\\b(?:\\s*\\(\\d{1,2}[/-]\\d{1,2}\\))?)(?=\\s*[.,;)”"]|\\s+\\(|\\s+(?:pagi|siang|sore|malam))`,
  'u',
);

/** What a text says of its day without a full date: "dalam keterangannya, Minggu." or "Rabu (4/9)". */
function namedWeekday(texts: readonly string[]): string | null {
  for (const text of texts) {
    const day = weekdayAlone.exec(text)?.[1];
    if (day !== undefined) return day;
  }
  return null;
}

function datesIn(sentence: string, publishedOn: string | null): Found[] {
  const found: Found[] = [];
  for (const match of sentence.matchAll(datePattern)) {
    const [whole, weekday, longDay, monthName, longYear, shortDay, monthNumber, shortYear, closing] = match;
    const month = monthName === undefined ? Number(monthNumber) : monthOf(monthName);
    const year = yearOf(longYear ?? shortYear, month, Number(longDay ?? shortDay), publishedOn);
    const day = isoDay(year, month, Number(longDay ?? shortDay));
    // "4/2024" or "1-2 jam" is no date; a bare "14/7" only in brackets, as newspapers write it.
    if (day === null || (monthName === undefined && shortYear === undefined && closing === undefined)) continue;
    const before = sentence.slice(Math.max(0, match.index - 120), match.index);
    const after = sentence.slice(match.index + whole.length, match.index + whole.length + 60);
    // Not the whole sentence: a text without full stops would be searched anew for each of its dates.
    const around = sentence.slice(Math.max(0, match.index - 300), match.index + 300);
    const fits = weekday === undefined ? null : weekdayOf(day).toLowerCase() === plainWeekday(weekday);
    const score = scoreOf(day, before, after, weekday !== undefined, closing !== undefined, around);
    if (score > 0) found.push({ day, weekday: weekday ?? null, fits, score });
  }
  return found;
}

function scoreOf(
  day: string,
  before: string,
  after: string,
  weekday: boolean,
  bracketed: boolean,
  sentence: string,
): number {
  const journalistic = weekday || bracketed;
  if (dayOfLaw.test(before)) return 0;
  if (!journalistic && (ofLaw.test(before) || ofLawShort.test(before))) return 0;
  const polling = elections.some((election) => election.votingOn === day);
  if (!journalistic && (polling || (ofElection.test(before.slice(-60)) && !eventWord.test(before)))) return 0;
  if (ahead.test(before) || /^\s*(?:mendatang|nanti)/i.test(after))
    return journalistic && !ahead.test(before) ? 0.5 : 0.2;
  const told = eventWord.test(sentence) ? 2 : 0;
  const onlySaid = told === 0 && saying.test(sentence) ? 0.5 : 0;
  return (journalistic ? 3 : 1) + told - onlySaid;
}

function plainWeekday(word: string): string {
  const plain = word.toLowerCase().replace(/['’]/g, '');
  return plain === 'ahad' ? 'minggu' : plain;
}

function monthOf(name: string): number {
  const full = months.indexOf(name.toLowerCase());
  return full >= 0 ? full + 1 : (shortMonths[name.toLowerCase()] ?? 0);
}

/** A date without a year is the last such day before the text appeared; without that it stays unknown. */
function yearOf(written: string | undefined, month: number, day: number, publishedOn: string | null): number {
  if (written !== undefined) return written.length === 2 ? 2000 + Number(written) : Number(written);
  if (publishedOn === null) return Number.NaN;
  const year = Number(publishedOn.slice(0, 4));
  const sameYear = isoDay(year, month, day);
  return sameYear !== null && sameYear <= publishedOn ? year : year - 1;
}

/** The ISO day, or null when there is no such day. */
export function isoDay(year: number, month: number, day: number): string | null {
  if (!Number.isInteger(year) || year < 1945 || year > 2100 || month < 1 || month > 12 || day < 1) return null;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day > last) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Indonesian weekday of an ISO day, by Sakamoto's method. */
export function weekdayOf(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0;
  const y = month < 3 ? year - 1 : year;
  const sunday0 = (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + date) % 7;
  const word = weekdays[(sunday0 + 6) % 7] ?? '';
  return word.charAt(0).toUpperCase() + word.slice(1);
}
