/**
 * People with the posts that a text gives them: "Menteri Dalam Negeri Tito …", "Erik … Sekretaris Daerah Kota Malang", "… selaku …".
 * Names are capitalised words that are neither words of office nor places.
 */
import { institutionOfRole } from './institutions.ts';
import type { Person } from './types.ts';

/** Where in the texts someone is named with a post or at full length; start and end of post and name together. */
export type Mention = { readonly text: number; readonly start: number; readonly end: number };
export type Named = Person & { readonly mentions: readonly Mention[] };

type Entry = Person & { readonly mentions: Mention[] };

const acting = new Set(['plt', 'pj', 'pjs', 'plh', 'penjabat', 'eks', 'mantan']);
const heads = new Set(
  'presiden|menteri|mendagri|wamendagri|menpan|gubernur|bupati|wali kota|walikota|sekretaris|sekda|sekjen|direktur|dirjen|kepala|ketua|anggota|koordinator|komisioner|kades|lurah|camat|inspektur|deputi|asisten|rektor|kapolri|kapolda|kapolres|kapolresta|panglima|komandan|dandim|juru bicara|jubir|hakim|jaksa|kabid|kasi|kadis|analis|pengamat|dosen|staf'.split(
    '|',
  ),
);
const officeWords = new Set(
  'dalam|negeri|pendayagunaan|aparatur|negara|reformasi|birokrasi|otonomi|daerah|kementerian|badan|dinas|komisi|kepegawaian|pengembangan|sumber|daya|manusia|sdm|pengawas|pengawasan|pemilihan|umum|pemilu|strategi|kebijakan|nasional|provinsi|kota|kabupaten|kecamatan|kelurahan|desa|republik|indonesia|bidang|divisi|penanganan|pelanggaran|hukum|pencegahan|partisipasi|masyarakat|hubungan|data|informasi|pendidikan|kebudayaan|kesehatan|perhubungan|komunikasi|informatika|sosial|satuan|polisi|pamong|praja|inspektorat|bagian|sekretariat|pemerintah|pemkot|pemkab|pemprov|jenderal|wakil|khusus|ahli|madya|muda|pertama|penyelesaian|sengketa|organisasi|keuangan|perencanaan|pembangunan|kerja|tenaga|pekerjaan|penataan|ruang|lingkungan|hidup|pertanian|perdagangan|perindustrian|pariwisata|kependudukan|pencatatan|sipil|kantor|regional|lembaga|administrasi|sipil|kehormatan|penyelenggara|dewan|perwakilan|rakyat|mahkamah|konstitusi|agama|pemberdayaan|perempuan|anak|unit|pelaksana|teknis|sekolah|dasar|menengah|negeri|bagian|seksi|subbagian|mutasi|promosi|kinerja|disiplin|utama|pusat|institut|ilmu|pemerintahan|universitas|fakultas|forum|koordinasi|pimpinan|tim|satgas|netralitas|asn|rukun|warga|tetangga'.split(
    '|',
  ),
);
/** Words that begin sentences or stand capitalised for other reasons, and are nobody's name. */
const notNames = new Set(
  'sementara|namun|selain|menurut|hal|pesan|dia|ia|kami|kita|saya|mereka|ini|itu|dalam|pada|di|ke|dari|untuk|dengan|dan|atau|yang|ada|tidak|jangan|lebih|jadi|sebab|karena|oleh|adapun|bahkan|saat|ketika|setelah|sebelum|sejak|usai|hingga|agar|perlu|harus|dugaan|kasus|pegawai|aparatur|pemilu|pilkada|pemilihan|kampanye|senin|selasa|rabu|kamis|jumat|sabtu|minggu|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|rapat|kegiatan|acara|seminar|hotel|jalan|gedung|balai|undang-undang|peraturan|surat|keputusan|pakta|ikrar|sosialisasi|bapak|ibu|pak|bu|saudara|para|semua|seluruh|setiap|core|values|facebook|instagram|tiktok|whatsapp|twitter|youtube|partai|calon|pasangan|indonesia|tuhan|allah|islam|gedung|aula|lapangan|stadion|wib|wita|wit|melansir|dilansir|mengutip|editor|sumber|penulis'.split(
    '|',
  ),
);
const titles = new Set([
  'dr',
  'drs',
  'dra',
  'ir',
  'h',
  'hj',
  'prof',
  'kh',
  'tgk',
  'letjen',
  'mayjen',
  'brigjen',
  'kolonel',
  'komjen',
  'irjen',
  'kombes',
  'akbp',
  'akp',
]);

/** "Prof. Dr. H." and some more; a page of nothing but titles must not be read anew from each of them. */
const MOST_TITLES = 8;
/** The longest real posts have some twenty words. */
const MOST_WORDS_OF_A_POST = 60;

type Token = {
  readonly word: string;
  readonly lower: string;
  readonly capital: boolean;
  readonly start: number;
  readonly end: number;
};
const tokenPattern = /\p{L}[\p{L}\p{M}\d'’]*(?:[-/.](?=\p{L})[\p{L}\d]+)*|[^\s\p{L}]/gu;

type PlaceReader = (run: string) => string | null;
type Role = { readonly role: string; readonly start: number; readonly next: number };

/** Finds everyone named with a post. One person named several ways is one entry, under the fullest name. */
export function findNamed(texts: readonly string[], isPlace: PlaceReader): Named[] {
  const found: Entry[] = [];
  for (const [index, text] of texts.entries()) {
    const tokens = tokensOf(text);
    for (let at = 0; at < tokens.length; ) {
      // Posts and names begin with a capital letter: most words are passed over here.
      const read = tokens[at]?.capital === true ? readPerson(text, tokens, at, isPlace) : null;
      if (read === null) {
        at += 1;
        continue;
      }
      add(found, read.person, { text: index, start: read.start, end: read.end });
      at = read.next;
    }
  }
  return found;
}

function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(tokenPattern), ({ 0: word, index }) => {
    const lower = word.toLowerCase();
    return {
      word,
      lower,
      capital: lower !== word && word.charAt(0) !== lower.charAt(0),
      start: index,
      end: index + word.length,
    };
  });
}

function readPerson(text: string, tokens: readonly Token[], at: number, isPlace: PlaceReader) {
  const role = readRole(text, tokens, at, isPlace);
  if (role !== null) {
    const comma = tokens[role.next]?.word === ',';
    const name = readName(text, tokens, comma ? role.next + 1 : role.next, isPlace);
    // After a comma only a name that itself ends in a comma or is followed by a verb: "…, Bima Arya Sugiarto, menegaskan".
    if (name !== null && (!comma || closesApposition(tokens, name.next))) {
      return personOf(text, tokens, role, name.name, at, name.next, isPlace);
    }
    return null;
  }
  const name = readName(text, tokens, at, isPlace);
  if (name === null || name.words < 2) return null;
  let next = name.next;
  if (tokens[next]?.word === ',') next += 1;
  const explicit = /^(?:selaku|sebagai)$/.test(tokens[next]?.word ?? '');
  if (explicit) next += 1;
  const after = readRole(text, tokens, next, isPlace);
  if (after === null || (!explicit && readName(text, tokens, after.next, isPlace) !== null)) return null;
  return personOf(text, tokens, after, name.name, at, after.next, isPlace);
}

function personOf(
  text: string,
  tokens: readonly Token[],
  { role }: Role,
  name: string,
  from: number,
  next: number,
  isPlace: PlaceReader,
) {
  const start = tokens[from]?.start ?? 0;
  const end = tokens[next - 1]?.end ?? text.length;
  return { person: { name, role, institution: institutionOfRole(role, isPlace) }, start, end, next };
}

/** A post: acting prefix, head word, then words of office, places, short names and brackets, as far as they go. */
function readRole(text: string, tokens: readonly Token[], from: number, isPlace: PlaceReader): Role | null {
  let at = from;
  if (acting.has(lower(tokens, at))) at += tokens[at + 1]?.word === '.' ? 2 : 1;
  if (lower(tokens, at) === 'pelaksana' && lower(tokens, at + 1) === 'tugas') at += 2;
  if (lower(tokens, at) === 'wakil') at += 1;
  const two = `${lower(tokens, at)} ${lower(tokens, at + 1)}`;
  const length = heads.has(two) ? 2 : heads.has(lower(tokens, at)) ? 1 : 0;
  if (length === 0 || tokens[at]?.capital !== true) return null;
  at += length;
  let end = at;
  while (at < tokens.length && at - from < MOST_WORDS_OF_A_POST) {
    const token = tokens[at];
    if (token === undefined) break;
    const place = token.capital && followsPlaceWord(tokens, at) ? isPlace(runFrom(tokens, at)) : null;
    if (place !== null) at += place.split(' ').length;
    else if (isOffice(token)) at += 1;
    else if (/^(?:dan|serta|untuk|bidang|pada|di)$/.test(token.word) && isOffice(tokens[at + 1])) at += 1;
    else if (token.word === '(' && tokens[at + 2]?.word === ')') at += 3;
    else break;
    end = at;
  }
  const start = tokens[from]?.start ?? 0;
  const role = text
    .slice(start, tokens[end - 1]?.end)
    .replace(/\s*\([^)]*\)/g, '')
    .replace(/\s+/g, ' ');
  return { role, start, next: end };
}

/** One to five capitalised words that are nobody's office and no place; academic titles are left out. */
function readName(text: string, tokens: readonly Token[], from: number, isPlace: PlaceReader) {
  let at = from;
  for (let count = 0; count < MOST_TITLES && tokens[at]?.capital === true && titles.has(lower(tokens, at)); count += 1)
    at += tokens[at + 1]?.word === '.' ? 2 : 1;
  const first = at;
  let end = at;
  while (end - first < 5 && isNameWord(tokens[end]) && (end === first || adjacent(text, tokens, end))) end += 1;
  if (end === first) return null;
  const name = text.slice(tokens[first]?.start, tokens[end - 1]?.end);
  if (isPlace(name) === name && end - first < 3) return null;
  let next = end;
  while (isDegree(tokens[next]?.word)) next += tokens[next + 1]?.word === '.' ? 2 : 1;
  return { name, words: end - first, next };
}

function isNameWord(token: Token | undefined): boolean {
  if (token?.capital !== true) return false;
  const plain = token.lower;
  return (
    /^\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*$/u.test(token.word) &&
    !officeWords.has(plain) &&
    !notNames.has(plain) &&
    !heads.has(plain)
  );
}

/** Only a space between two words of a name. */
function adjacent(text: string, tokens: readonly Token[], at: number): boolean {
  return text.slice(tokens[at - 1]?.end, tokens[at]?.start) === ' ';
}

function closesApposition(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  return word === ',' || word === '.' || /^(?:me|ber)\p{Ll}+$/u.test(word);
}

const placeWords =
  /^(?:kota|kabupaten|provinsi|kecamatan|kelurahan|desa|gubernur|bupati|pemkot|pemkab|pemprov|walikota|camat|lurah|kades|\p{Lu}{2,})$/iu;
const branchBodies = /^(?:Bawaslu|Panwaslu|Diskominfo|Inspektorat|Polres|Polda|Pendidikan|Kesehatan|Daerah)$/;

function followsPlaceWord(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.word ?? '';
  return (
    (placeWords.test(before) && (/^\p{Lu}{2,}$/u.test(before) || /[a-z]/.test(before))) || branchBodies.test(before)
  );
}

function isOffice(token: Token | undefined): boolean {
  return token?.capital === true && (officeWords.has(token.lower) || isShortName(token.word));
}

/** BKN, PANRB, Kemendagri, Bawaslu. */
function isShortName(word: string): boolean {
  return (
    /^\p{Lu}{2,}(?:-\p{Lu}+)?$/u.test(word) ||
    /^(?:Kemen\p{L}*|Bawaslu|Panwaslu|Korpri|Polri|Diskominfo\p{L}*|Otoda|Bappeda|Satpol)$/u.test(word)
  );
}

function isDegree(word: string | undefined): boolean {
  return word !== undefined && (/^\p{Lu}{2,4}$/u.test(word) || /^\p{Lu}\p{Ll}{0,2}(?:\.\p{Lu}\p{L}*)+$/u.test(word));
}

function lower(tokens: readonly Token[], at: number): string {
  return tokens[at]?.lower ?? '';
}

function runFrom(tokens: readonly Token[], at: number): string {
  const words: string[] = [];
  for (let index = at; index < at + 4 && tokens[index]?.capital === true; index += 1)
    words.push(tokens[index]?.word ?? '');
  return words.join(' ');
}

/** Merges with an entry whose name contains this one or is contained in it; the longer name and the longer post win. */
function add(found: Entry[], person: Person, mention: Mention): void {
  const index = found.findIndex(({ name }) => samePerson(name, person.name));
  const known = found[index];
  if (known === undefined) {
    found.push({ ...person, mentions: [mention] });
    return;
  }
  const longerRole = (person.role?.length ?? 0) > (known.role?.length ?? 0) ? person : known;
  known.mentions.push(mention);
  found[index] = {
    name: person.name.length > known.name.length ? person.name : known.name,
    role: longerRole.role,
    institution: longerRole.institution ?? known.institution ?? person.institution,
    mentions: known.mentions,
  };
}

function samePerson(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const longWords = long.toLowerCase().split(' ');
  return short
    .toLowerCase()
    .split(' ')
    .every((word) => longWords.includes(word));
}
