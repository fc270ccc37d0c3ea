/** The roots of days as an Atom feed (RFC 4287): whoever follows it keeps copies of the log's word that we cannot take back. */
import { createHash } from 'node:crypto';
import { formatDay } from '../../../platform/i18n/dates.ts';
import type { Language } from '../../../platform/i18n/words.ts';
import type { DailyRoot } from './daily-roots.ts';
import { logWords } from './log-words.ts';
import { dailyFeed, dayPath, logHome } from './paths.ts';

export interface FeedInput {
  readonly lang: Language;
  /** Name of the log. */
  readonly origin: string;
  /** Full address of a path, in the language of the feed. */
  readonly address: (path: string) => string;
  /** Days that are over, newest first: what is told here does not change any more. */
  readonly days: readonly DailyRoot[];
  /** When the log began; said as the time of the feed while no day is over. */
  readonly began: Temporal.Instant;
}

export function atomFeed({ lang, origin, address, days, began }: FeedInput): string {
  const words = logWords(lang).feed;
  const entries = days.map(
    ({ day, size, at, note }) => `
  <entry>
    <id>${stableId(origin, lang, day)}</id>
    <title>${xml(words.entry(formatDay(day, lang)))}</title>
    <updated>${at.toString()}</updated>
    <link rel="alternate" type="text/html" hreflang="${lang}" href="${xml(address(dayPath(day)))}"/>
    <summary>${xml(words.summary(size))}</summary>
    <content type="text">${xml(note)}</content>
  </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
  <id>${stableId(origin, lang, 'feed')}</id>
  <title>${xml(words.title(origin))}</title>
  <subtitle>${xml(words.subtitle)}</subtitle>
  <updated>${(days[0]?.at ?? began).toString()}</updated>
  <author><name>${xml(origin)}</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(address(dailyFeed))}"/>
  <link rel="alternate" type="text/html" hreflang="${lang}" href="${xml(address(logHome))}"/>${entries.join('')}
</feed>
`;
}

/** A name that stays when the address of the instance changes: a UUID (version 8, RFC 9562) of the log's name and the day. */
function stableId(origin: string, lang: Language, what: string): string {
  const bytes = createHash('sha256').update(`netra daily root\n${origin}\n${lang}\n${what}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`;
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for XML 1.0: marks escaped, and letters that XML cannot hold at all replaced. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? '');
}
