/** Who speaks in a text, and what they are quoted with. */
import { findNamed, type Named } from './people.ts';
import type { Person } from './types.ts';

export type Quote = { readonly speaker: string | null; readonly text: string };
export type Speech = { readonly speakers: Person[]; readonly mentioned: Person[]; readonly quotes: Quote[] };

const saysBefore =
  'kata|ujar|tutur|ucap|ungkap|tegas|jelas|imbuh|tambah|papar|pungkas|sebut|terang|lanjut|beber|sambung|tandas|cetus|kilah|urai|ulas|pesan|katanya|ujarnya';
const saysAfter =
  '(?:meng|men|mem|me|ber)(?:ata|yata|egas|ekan|jelas|sebut|ungkap|utur|ambah|yampai|apar|himbau|imbau|ingat|inta|ilai|aku|benar|harap|erang|beber|kata|ajak|ucap|anggap|pesan|utara|akui|andas|jawab|lanjut)\\p{Ll}*';
const passive =
  '(?:di(?:sampaikan|ungkapkan|katakan|tekankan|tegaskan|jelaskan|utarakan|tuturkan|paparkan|sebutkan)|menurut)';

const saidJustBefore = new RegExp(`(?:(?<![\\p{L}])(?:${saysBefore})|(?<![\\p{L}])${passive}(?:\\s+oleh)?)\\s+$`, 'iu');
const saysJustAfter = new RegExp(
  `^[\\s,]{0,2}(?:(?:juga|pun|kembali|lantas|kemudian|turut|sendiri)\\s+){0,2}${saysAfter}(?![\\p{L}])`,
  'iu',
);
const afterQuote = new RegExp(`^\\s*,?\\s*(?:${saysBefore})(nya)?(?![\\p{L}])\\s*([^.”"“]{0,90})`, 'iu');
const nameAfterVerb =
  /(?<![\p{L}])(?:kata|ujar|tutur|ucap|ungkap|tegas|jelas|papar|sebut)\s+(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,3})/gu;

/** Shortest passage in quotation marks, in words, that is speech and not a word held at arm's length. */
const FEWEST_WORDS = 4;

type Spot = { readonly text: number; readonly at: number };

/** @param isPlace shortens a run of capitalised words to the place it begins with */
export function findSpeech(
  paragraphs: readonly string[],
  captions: readonly string[],
  isPlace: (run: string) => string | null,
): Speech {
  const named = findNamed([...paragraphs, ...captions], isPlace);
  const people = [...named, ...withoutPost(paragraphs, named)];
  const spots = people.map((person) => spotsOf(person, people, paragraphs));
  const speaking = people.filter((person, index) => speaks(person, spots[index] ?? [], paragraphs));
  const quotes = findQuotes(
    paragraphs,
    speaking,
    speaking.map((person) => spots[people.indexOf(person)] ?? []),
  );
  const heard = new Set([...speaking.map(({ name }) => name)]);
  return {
    speakers: speaking.map(plain),
    mentioned: people.filter(({ name, role }) => !heard.has(name) && role !== null).map(plain),
    quotes,
  };
}

function plain({ name, role, institution }: Person): Person {
  return { name, role, institution };
}

/** "kata Ratna Dewi" where nobody says who she is. */
function withoutPost(paragraphs: readonly string[], named: readonly Named[]): Named[] {
  const found: Named[] = [];
  const knownWords = new Set(named.flatMap(({ name }) => name.split(' ')));
  for (const [text, paragraph] of paragraphs.entries()) {
    for (const match of paragraph.matchAll(nameAfterVerb)) {
      const name = match[1] ?? '';
      const words = name.split(' ');
      if (words.length < 2 || words.some((word) => knownWords.has(word)) || !/^\p{Lu}\p{Ll}/u.test(name)) continue;
      if (
        /^(?:Kepala|Ketua|Wakil|Wali|Menteri|Bupati|Gubernur|Sekretaris|Direktur|Anggota|Koordinator|Camat|Lurah|Presiden|Dirjen|Sekjen|Sekda|Pj|Plt)\b/.test(
          name,
        )
      )
        continue;
      if (found.some((person) => person.name === name)) continue;
      const start = match.index + match[0].length - name.length;
      found.push({ name, role: null, institution: null, mentions: [{ text, start, end: start + name.length }] });
      for (const word of words) knownWords.add(word);
    }
  }
  return found;
}

/** Every place where one of a person's own names stands; a name that two people share tells nobody. */
function spotsOf(person: Named, people: readonly Named[], paragraphs: readonly string[]): Spot[] {
  const own = person.name
    .split(' ')
    .filter(
      (word) => word.length >= 3 && people.every((other) => other === person || !other.name.split(' ').includes(word)),
    );
  if (own.length === 0) return [];
  const pattern = new RegExp(
    `(?<![\\p{L}])(?:${own.map((word) => word.replace(/[^\p{L}]/gu, '.')).join('|')})(?![\\p{L}])`,
    'gu',
  );
  const spots: Spot[] = [];
  for (const [text, paragraph] of paragraphs.entries()) {
    for (const match of paragraph.matchAll(pattern)) spots.push({ text, at: match.index });
  }
  return spots;
}

function speaks(person: Named, spots: readonly Spot[], paragraphs: readonly string[]): boolean {
  const fully = person.mentions.some(({ text, start, end }) => {
    const paragraph = paragraphs[text];
    if (paragraph === undefined) return false; // a caption
    return (
      saidJustBefore.test(paragraph.slice(Math.max(0, start - 40), start)) ||
      saysJustAfter.test(paragraph.slice(end, end + 60))
    );
  });
  if (fully) return true;
  return spots.some(({ text, at }) => {
    const paragraph = paragraphs[text] ?? '';
    const end = at + (/^[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,3}/u.exec(paragraph.slice(at, at + 80))?.[0].length ?? 0);
    return (
      saidJustBefore.test(paragraph.slice(Math.max(0, at - 40), at)) ||
      saysJustAfter.test(paragraph.slice(end, end + 60))
    );
  });
}

const quotePattern = /“([^“”]{10,2000})”|"([^"]{10,2000})"/gu;

function findQuotes(
  paragraphs: readonly string[],
  speakers: readonly Named[],
  spots: readonly (readonly Spot[])[],
): Quote[] {
  const quotes = new Map<string, Quote>();
  for (const [index, paragraph] of paragraphs.entries()) {
    for (const match of paragraph.matchAll(quotePattern)) {
      const text = (match[1] ?? match[2] ?? '').trim().replace(/\s*,$/, '');
      if (text.split(/\s+/).length < FEWEST_WORDS) continue;
      const speaker = speakerOf(paragraph, index, match.index, match.index + match[0].length, speakers, spots);
      const key = text.toLowerCase();
      const known = quotes.get(key);
      if (known === undefined || (known.speaker === null && speaker !== null)) quotes.set(key, { speaker, text });
    }
  }
  return [...quotes.values()];
}

function speakerOf(
  paragraph: string,
  index: number,
  start: number,
  end: number,
  speakers: readonly Named[],
  spots: readonly (readonly Spot[])[],
): string | null {
  const said = afterQuote.exec(paragraph.slice(end, end + 160));
  if (said !== null) {
    const [, suffix, rest = ''] = said;
    const named = speakers.find(({ name }) =>
      name
        .split(' ')
        .some(
          (word) =>
            word.length >= 3 &&
            new RegExp(`(?<![\\p{L}])${word.replace(/[^\p{L}]/gu, '.')}(?![\\p{L}])`, 'u').test(rest),
        ),
    );
    if (named !== undefined) return named.name;
    // "kata seorang warga": somebody whom we do not know.
    const pronoun = suffix !== undefined || /^(?:dia|ia|beliau|lagi)(?![\p{L}])/iu.test(rest) || /^[\s,]*$/.test(rest);
    return pronoun ? lastNamed(index, start, speakers, spots) : null;
  }
  const before = paragraph.slice(Math.max(0, start - 160), start);
  // "Bima menegaskan, “…”" or "Ratna: “…”": the introduction is in the same sentence.
  if (!/[,:]\s*$|\bbahwa\s*$/u.test(before))
    return followsOwnQuote(before) ? lastNamed(index, start, speakers, spots) : null;
  const sentence = before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('”'), 0));
  const named = speakers.find(({ name }) =>
    name.split(' ').some((word) => word.length >= 3 && sentence.includes(word)),
  );
  if (named !== undefined) return named.name;
  return /(?<![\p{L}])(?:dia|ia|nya|beliau)(?![\p{L}])/iu.test(sentence)
    ? lastNamed(index, start, speakers, spots)
    : null;
}

/** "… menjelaskan pentingnya netralitas. “Ini diperlukan …”": speech that stands after its speaker's sentence in the same paragraph. */
function followsOwnQuote(before: string): boolean {
  return (
    before.trim() !== '' && new RegExp(`(?<![\\p{L}])(?:${saysAfter})(?![\\p{L}])[^.]*\\.\\s*$`, 'iu').test(before)
  );
}

/** The speaker who was named last before this place. */
function lastNamed(
  index: number,
  at: number,
  speakers: readonly Named[],
  spots: readonly (readonly Spot[])[],
): string | null {
  let best: { readonly name: string; readonly spot: Spot } | null = null;
  for (const [number, person] of speakers.entries()) {
    for (const spot of spots[number] ?? []) {
      if (spot.text > index || (spot.text === index && spot.at >= at)) break;
      if (best === null || spot.text > best.spot.text || (spot.text === best.spot.text && spot.at > best.spot.at)) {
        best = { name: person.name, spot };
      }
    }
  }
  return best?.name ?? null;
}
