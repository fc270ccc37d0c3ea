/** The raw text brought into order: lines, headline, dateline, body, captions, leftovers of the web page. */

export type Prepared = {
  readonly title: string | null;
  readonly titleFrom: 'headline' | 'first-sentence' | 'inside' | null;
  /** Lines before the body that are neither title nor body: "- 29 Agustus 2023, 19:52 WIB". */
  readonly head: readonly string[];
  /** Running text, dateline taken off, one paragraph each. */
  readonly paragraphs: readonly string[];
  readonly captions: readonly string[];
  /** The parts of datelines: "MALANG", "Tujujatim.id". */
  readonly datelineParts: readonly string[];
  /** The value of a line "Sumber: ANTARA", or of "Melansir Antara,". */
  readonly source: string | null;
};

const furniture =
  /^(?:halaman|tags?|artikel (?:pilihan|terkait)|berita (?:terkait|lainnya)|terkait|terkini|terpopuler|kabar daerah|topik|bagikan|share|komentar|iklan|advertisement|scroll to continue|selengkapnya|x|\d{1,2})\s*:?$|^(?:baca (?:juga|selengkapnya)|lihat juga|simak|follow|ikuti kami|copyright|©)\b/i;
const byline = /^(?:editor|writer|penulis|reporter|pewarta|wartawan|kontributor|foto|fotografer|oleh)\s*:/i;
const sourceLine = /^sumber\s*:\s*(.{2,60})$/i;
const photoCredit = /(?:\bANTARA\/|\/HO\b|\bHO-|\bFoto\s*:|\(Foto\b|\bDok\.|\(Dok\b|\bIstimewa\b|\(Ist\.?\)|\/Ist\b)/i;
const sentenceEnd = /[.!?][”"’)]*$/;

/** Brings a file's text into order. Never fails: whatever comes gives at least empty parts. */
export function prepare(raw: string): Prepared {
  const lines = normalised(raw)
    .split('\n')
    .filter((line) => line !== '');
  const head: string[] = [];
  const paragraphs: string[] = [];
  const captions: string[] = [];
  const datelineParts: string[] = [];
  let title: string | null = null;
  let titleFrom: Prepared['titleFrom'] = null;
  let source: string | null = null;

  for (const [index, line] of lines.entries()) {
    source ??= sourceLine.exec(line)?.[1]?.trim() ?? null;
    if (furniture.test(line) || byline.test(line) || sourceLine.test(line)) continue;
    const dateline = datelineOf(line);
    if (dateline !== null) datelineParts.push(...dateline.parts);
    if (title === null && isHeadline(line, lines, index, paragraphs.length)) {
      title = line;
      titleFrom = paragraphs.length === 0 ? 'headline' : 'inside';
    } else if (photoCredit.test(line) && line.length < 500) captions.push(line);
    else if (paragraphs.length === 0 && isHeadLine(line)) head.push(line);
    else paragraphs.push(dateline === null ? line : line.slice(dateline.length));
  }
  if (title === null) {
    title = firstSentence(paragraphs[0] ?? head[0] ?? captions[0] ?? '');
    titleFrom = title === null ? null : 'first-sentence';
  }
  source ??=
    /\b(?:[Mm]elansir|[Dd]ilansir(?: dari)?|[Mm]engutip|[Dd]ikutip dari)\s+(\p{Lu}[\p{L}.]+)/u.exec(
      paragraphs.join('\n').slice(0, 20_000),
    )?.[1] ?? null;
  return { title, titleFrom, head, paragraphs, captions, datelineParts: [...new Set(datelineParts)], source };
}

/**
 * One kind of line end, space and quotation mark; no control characters; an acronym glued to a name taken apart ("RIHaryomo"). Rows of
 * signs (dotted leaders, ruled lines) say nothing, and the patterns that look for ends of sentences would try each of their signs anew.
 */
function normalised(raw: string): string {
  return raw
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffd]/gu, (c) => (c === '\n' ? c : c === '\t' ? ' ' : ''))
    .replace(/[„‟«»]/g, '"')
    .replace(/\bRI(?=\p{Lu}\p{Ll}{2})/gu, 'RI ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/([^\p{L}\p{N}\s]{3})[^\p{L}\p{N}\s]{5,}/gu, '$1')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/**
 * A headline stands above the text; or inside it, where two copies of an article were pasted together: then a new dateline follows.
 */
function isHeadline(line: string, lines: readonly string[], index: number, paragraphsBefore: number): boolean {
  const words = line.split(' ').length;
  if (line.length > 160 || words < 3 || sentenceEnd.test(line) || /[,;:]$/.test(line)) return false;
  if (datelineOf(line) !== null || isHeadLine(line) || photoCredit.test(line)) return false;
  const next = lines[index + 1];
  if (next === undefined) return false;
  if (paragraphsBefore > 0) return datelineOf(next) !== null && isTitleCase(line);
  return next.length > line.length || lines.slice(index + 1, index + 8).some((later) => later.length > 160);
}

function isTitleCase(line: string): boolean {
  const long = line.match(/\p{L}{4,}/gu) ?? [];
  return long.filter((word) => /^\p{Lu}/u.test(word)).length >= long.length * 0.6;
}

/** A short line with a date or a clock time in it, before the text. */
function isHeadLine(line: string): boolean {
  return (
    line.length <= 80 &&
    !sentenceEnd.test(line) &&
    /\b\d{4}\b|\b\d{1,2}[.:]\d{2}\s*(?:WIB|WITA|WIT)\b/.test(line) &&
    /^\W*(?:\p{L}+,?\s+){0,4}\d{1,2}[\s/.-]/u.test(line)
  );
}

const datelinePattern = /^(\p{Lu}[^–—\n“"]{1,58}?)(?:\s+[-–—]+|[-–—]+)\s+(?=[\p{Lu}“"‘'(])/u;

/** "MALANG, Tujujatim.id – ", "JAKARTA – ", "Jakarta- ", "Jakarta (ANTARA) - ": the parts and how much of the line it is. */
function datelineOf(line: string): { readonly parts: readonly string[]; readonly length: number } | null {
  const match = datelinePattern.exec(line);
  const head = match?.[1]?.trim();
  if (match === null || head === undefined || head.split(/\s+/).length > 5) return null;
  const parts = head
    .split(/[,()/]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const looksLikeOne = parts.every(
    (part) =>
      /^[\p{Lu}\d .'’]+$/u.test(part) ||
      /\.[a-z]{2,4}$/i.test(part) ||
      /^\p{Lu}[\p{L}]+(?: \p{Lu}\p{L}+)?$/u.test(part),
  );
  if (!looksLikeOne || line.length - match[0].length < 40) return null;
  return { parts, length: match[0].length };
}

const abbreviations = /(?:^|[\s(])(?:Plt|Pj|Pjs|Plh|Dr|Drs|Dra|Ir|H|Hj|Prof|No|Nomor|Jl|St|Tgk|KH|S|M|A|I)\.$/;

/** Sentences of a paragraph; an abbreviation ends none, a closing quotation mark belongs to its sentence. */
export function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of paragraph.matchAll(/[.!?]+[”"’)]*\s+(?=[\p{Lu}“"‘(])/gu)) {
    const end = match.index + match[0].length;
    if (abbreviations.test(paragraph.slice(Math.max(0, match.index - 8), match.index + 1))) continue;
    sentences.push(paragraph.slice(from, end).trim());
    from = end;
  }
  const rest = paragraph.slice(from).trim();
  return rest === '' ? sentences : [...sentences, rest];
}

function firstSentence(paragraph: string): string | null {
  const sentence = (sentencesOf(paragraph.slice(0, 2000))[0] ?? '').replace(/[.\s]+$/, '');
  if (sentence === '') return null;
  if (sentence.length <= 200) return sentence;
  return `${sentence.slice(0, 200).replace(/\s+\S*$/, '')} …`;
}
