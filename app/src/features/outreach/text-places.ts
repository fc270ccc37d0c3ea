/**
 * Where a number may stand in a line of outreach: addresses, telephones, hours, days, the law, and a few more that offices write. Everything else is
 * refused, in whatever words it stands. Patterns are bounded, and read in text that `readLine` made plain.
 */

const units = `(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|ratus|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`;
/** Small numbers in words; also in the languages of Java and Sunda, where a digit would be seen at once. */
export const numberWords: ReadonlySet<string> = new Set([
  ...units.slice(3, -1).split('|'),
  ...['siji', 'loro', 'telu', 'papat', 'hiji', 'tilu', 'opat', 'duwa'],
]);
export const inWords = `${units}(?: ${units}){0,3}`;

const end = String.raw`(?![\p{L}\p{N}])`;
const begin = String.raw`(?<![\p{L}\p{N}])`;
const roman = '[ivx]{1,5}';
const no = `(?:nomor|nomer|nmr|no|number)`;
/** Of a house, a room, a block. */
const place = String.raw`(?:[a-z]?-?\d{1,4}[a-z]?(?:[-/]\d{1,4}[a-z]?)?|${roman}|[a-z]|${inWords})${end}`;
const house = String.raw`(?:[ ,]{1,2}${no}[ .:]{1,2}\d{1,4}[a-z]?${end})?`;
const year = String.raw`(?:19|20)\d\d${end}`;
const day = String.raw`(?:3[01]|[12]\d|0?[1-9])`;
const month =
  '(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|january|february|march|may|june|july|august|october|december|jan|feb|mar|apr|jun|jul|ags|agt|aug|sept|sep|okt|oct|nov|des|dec)';
const weekday =
  "(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
const clock = String.raw`(?:[01]?\d|2[0-4])[.:][0-5]\d`;
const hour = '(?:0[6-9]|1\\d|2[0-4]|[1-9])';
const zone = '(?: ?(?:wib|wita|wit|am|pm|pagi|siang|sore|malam)\\b)?';
const until = ' ?(?:-|s/d|s\\.d\\.?|sd|sampai(?: dengan)?(?: pukul)?|hingga|to|until) ?';
/** No street is called so: "Jalan sehat bersama nomor 2" is none. */
const noStreet =
  '(?:bersama|untuk|dengan|terus|lurus|menuju|yang|dan|di|ke|kita|kami|anda|ayo|mari|demi|sehat|santai|calon|paslon|pasangan|kandidat|urut|nomor|nomer|nmr|no|ingat|pilih|coblos|salam|hanya|adalah|itu|ini)';
const law =
  '(?:uu|uud|undang-undang|pp|perpu|perppu|perpres|keppres|inpres|peraturan|permen[a-z]{0,12}|perka|perbkn|perbawaslu|pkpu|skb|se|sk|surat|surat edaran|keputusan|putusan|perda|pergub|perbup|perwal|perwali|perwalikota|nota dinas|instruksi|law|regulation|decree|circular)';

interface Place {
  readonly pattern: RegExp;
  /** What a pattern cannot say. `before`: letter by letter as typed, where the match begins. */
  readonly holds?: (found: string, typed: string) => boolean;
}
const at = (source: string, holds?: Place['holds']): Place => ({
  pattern: new RegExp(source, 'gu'),
  ...(holds === undefined ? {} : { holds }),
});

const digitsOf = (found: string): string => found.replaceAll(/[^0-9]/g, '');
/** "02020202" and "22222" are no telephones. */
const variedEnough = (digits: string): boolean => !/^(\d{1,2})\1+$/.test(digits);

const places: readonly Place[] = [
  // The law, and documents by their number.
  at(
    String.raw`${begin}${law}(?: [a-z-]{2,20}){0,6}[ .,]{1,2}(?:${no}[ .:]{0,2})?\d{1,4}[a-z]?(?:/| tahun | of )${year}`,
  ),
  at(String.raw`${begin}${no}[ .:]{0,2}\d{1,4}[a-z]? (?:tahun|of) ${year}`),
  at(`${begin}${no}[ .:]{0,2}[a-z0-9.-]{1,12}(?:/[a-z0-9.-]{1,16}){2,5}${end}`, (found) =>
    new RegExp(`/${year}$`, 'u').test(found),
  ),
  at(
    String.raw`${begin}(?:pasal|ps|ayat|bab|lampiran|article|chapter|section)[ .]{0,2}\(?(?:\d{1,3}[a-z]?|${roman})${end}\)?(?:,? ?(?:ayat|huruf|angka|paragraph)?[ .]?\((?:\d{1,2}|[a-z])\)|,? (?:ayat|huruf|angka|paragraph) (?:\d{1,2}|[a-z])${end}){0,3}`,
  ),
  // Days.
  at(
    `${begin}(?:${day} ?(?:-|,|dan|and|s/d|s.d.?|sampai|to) ?){0,3}${day}(?:st|nd|rd|th)? ${month}${end}(?:[ ,]{1,2}${year})?`,
  ),
  at(`${begin}${month} ${day}(?:st|nd|rd|th)?${end}(?:,? ${year})?`),
  at(String.raw`${begin}${day}([-/.])(?:1[0-2]|0?[1-9])\1(?:${year}|2\d${end})`),
  at(String.raw`${begin}20\d\d-[01]\d-[0-3]\d${end}`),
  at(`${begin}(?:${weekday}[ ,(]{1,3}|(?:tanggal|tgl)[ .:]{1,2})${day}[-/](?:1[0-2]|0?[1-9])${end}`),
  at(`${begin}(?:tanggal|tgl)[ .:]{1,2}${day}${end}(?: ?(?:-|dan|s/d|sampai(?: dengan)?) ?${day}${end})?`),
  // Telephones: after a word for it, or as long as one.
  at(
    String.raw`${begin}(?:telp|telepon|tlp|tel|telephone|phone|hp|wa|whatsapp|sms|faks|fax|faksimile|call ?cent(?:er|re)|hotline|darurat|hubungi|kontak|contact|call|pengaduan|lapor)[ .:]{0,3}\(?\+?\d{2,15}\)?(?:[ .-]{1,3}\d{2,12}){0,4}${end}(?:[ ,]{0,2}(?:ext|ekst|pesawat)[ .:]{0,2}\d{1,4}${end})?`,
    (found) => {
      const [digits = ''] = /\d.*$/.exec(found) ?? [];
      const plain = digitsOf(digits);
      return plain.length >= (plain.startsWith('0') ? 6 : 3) && variedEnough(plain);
    },
  ),
  at(
    String.raw`${begin}\+?\(?\d{2,5}\)?(?:[ .-]{1,3}\d{2,10}){1,4}${end}`,
    (found) => /^[+(]*(?:0|62|\d{3})/.test(found) && digitsOf(found).length >= 7 && variedEnough(digitsOf(found)),
  ),
  at(String.raw`${begin}\d{5,20}${end}`, variedEnough),
  at(String.raw`${begin}(?:ext|ekst|pesawat)[ .:]{1,2}\d{3,4}${end}`),
  // Hours.
  at(
    `${begin}(?:pukul|pkl|jam)[ .:]{1,2}(?:${clock}|${hour}${end}|${inWords}${end})${zone}(?:${until}(?:${clock}|${hour}${end}|${inWords}${end})${zone})?`,
  ),
  at(String.raw`${begin}(?:0?[5-9]|1\d|2[0-3])[.:][0-5][05](?![\p{L}\p{N}]|[.:]\d)${zone}`),
  at(String.raw`${begin}(?:0?[6-9]|1[0-2])${until}(?:1\d|2[0-3])${end}${zone}`),
  at(`${begin}${hour} ?(?:am|pm|wib|wita|wit)${end}`),
  at(String.raw`${begin}\d ?x ?24 jam${end}`),
  // Streets: "jl" is one, "jalan" where a name follows.
  at(
    String.raw`${begin}(?:jl|jln|jalan|gg|gang|kompleks?|perumahan|perum|dusun|kampung)\.? ?(?:(?!${noStreet}\b)[a-z.'-]{2,20}[ ,.]{1,2}){1,6}(?:${roman}[ ,.]{1,2})?(?:(?:${no}|kav|kavling|km)[ .:-]{0,3}(?:rumah )?)?${place}${house}`,
    (found, typed) => !/^(?:jalan|gang|kampung|dusun)\b/.test(found) || /^\p{L}+\.?\s*\p{Lu}/u.test(typed),
  ),
  at(
    String.raw`${begin}(?:rt|rw|rt ?/ ?rw|kav|kavling|km)[ .:]{0,3}\d{1,5}${end}(?: ?/ ?(?:rw[ .]{0,2})?\d{1,3}${end})?`,
  ),
  at(
    `${begin}(?:blok|block|lantai|lt|floor|ruang|ruangan|room|kamar|loket|counter|meja|desk|gedung|gd|building|tower|menara|aula|lab|tps|pintu|gate)[ .]{1,2}(?:(?:rapat|sidang|kelas|tunggu|serbaguna|pertemuan|utama|guru|arsip|pelayanan) )?(?:${no}[ .:]{1,2})?${place}${house}`,
  ),
  at(String.raw`${begin}\d{1,2}(?:st|nd|rd|th) floor${end}`),
  // Names that have a number.
  at(
    String.raw`${begin}(?:sd|smp|sma|smk|mi|mts|ma|man|min|mtsn|sdn|smpn|sman|smkn|tk|paud|puskesmas|rsud)(?: negeri| n)? \d{1,3}${end}`,
  ),
  at(
    String.raw`${begin}(?:eselon|golongan|gol|jenjang|tahap|semester|triwulan|kuartal|angkatan|gelombang|sesi|asisten|tingkat|regional|kanreg|wilayah|kelas|tipe|stage|session|class|phase)[ .]{1,2}(?:[1-9]\d?|${roman}|${inWords})${end}(?:/[a-e]${end})?`,
  ),
  at(
    String.raw`${begin}(?:hut|hari jadi|dies natalis)(?: [a-z]{2,20}){0,3} ke ?-? ?\d{2,3}${end}`,
    (found) => Number(digitsOf(found)) >= 30,
  ),
  at(String.raw`${begin}(?:a[345]|p3k|k3|sp4n|iso \d{4,5})${end}`),
  // What is counted.
  at(
    String.raw`${begin}(?:[1-9]\d{0,2}|${inWords})(?:(?: ?- ?| sampai | to )[1-9]\d{0,2})? (?:menit|jam|hari|minggu|bulan|tahun|orang|peserta|pegawai|lembar|rangkap|kali|menteri|instansi|lembaga|ketukan|minutes?|hours?|days?|weeks?|months?|years?|people|participants|copies|pages?|taps?)${end}`,
  ),
  at(`${begin}100 ?%`),
  at(`${begin}(?:salah satu|satu (?:pintu|atap|data|sama lain|per satu)|one (?:of|another|by one|stop)|no one)${end}`),
  // A year.
  at(`${begin}${year}`),
];

/** Hides what stands in a place where a number may stand; the rest stays where it was. */
export function withoutPlaces(text: string, typedAt: (start: number, end: number) => string): string {
  let rest = text;
  for (const { pattern, holds } of places)
    rest = rest.replaceAll(pattern, (...found) => {
      const whole = String(found[0]);
      const offset = found.find((part): part is number => typeof part === 'number') ?? 0;
      return holds === undefined || holds(whole, typedAt(offset, offset + whole.length))
        ? '\u0000'.repeat(whole.length)
        : whole;
    });
  return rest;
}
