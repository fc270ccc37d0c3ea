/** What outreach must not carry, in words, and the neutral phrases in which a word of the kind is none. Patterns are read in words with one space between. */

/** Parties that stood in the elections the rulebook knows; compared without spaces and signs, so that "P.K.B." and "g o l k a r" are found. */
export const partyNames: readonly string[] = [
  'partai kebangkitan bangsa',
  'kebangkitan bangsa',
  'gerindra',
  'gerakan indonesia raya',
  'pdi perjuangan',
  'pdip',
  'golkar',
  'golongan karya',
  'nasdem',
  'nasional demokrat',
  'partai buruh',
  'partai gelora',
  'gelombang rakyat',
  'keadilan sejahtera',
  'kebangkitan nusantara',
  'hanura',
  'hati nurani rakyat',
  'partai garuda',
  'garda republik',
  'amanat nasional',
  'bulan bintang',
  'demokrat',
  'solidaritas indonesia',
  'perindo',
  'persatuan pembangunan',
  'partai ummat',
  'partai berkarya',
  'partai aceh',
  'adil sejahtera aceh',
  'generasi atjeh',
  'darul aceh',
  'nanggroe aceh',
  'soliditas independen rakyat aceh',
  // Short ones are words too ("pan", "psi"), yet hardly on such a poster: refused in any case, and the office is told.
  ...['pkb', 'pdi', 'pks', 'pkn', 'pan', 'pbb', 'psi', 'ppp', 'pkpi', 'garuda', 'prima'],
];
/** Found inside of words too, since no other word holds them: "golkarhadir". */
export const partyInWord = /golkar|gerindra|nasdem|hanura|perindo|pdip/u;
/** Read in the text as typed, with its signs. */
export const noParties: readonly RegExp[] = [
  /\bpan(?:-| dan | )?rb\b/gu,
  /\bpan-pan\b/gu,
  /\b(?:pajak|bayar|pembayaran|pelunasan|sppt|tagihan)(?: [a-z]{2,15}){0,2} pbb\b/gu,
  /\bpbb-p2\b/gu,
  /\bpkn tingkat\b/gu,
  /\b(?:pelayanan|layanan|kondisi|kinerja|sikap) prima\b/gu,
  /\bgaruda pancasila\b/gu,
  /\b(?:lambang|burung|jalan|jl|gedung)[ .]{1,2}garuda\b/gu,
];

const hands = '(?:jempol|telunjuk|kelingking|jari|jemari)';
export const gestures: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:\S{1,20} )?(?:${hands}(?:mu|nya|ku)?|acung\p{L}{0,6}|mengacung\p{L}{0,4}|kepalan)\b`, 'u'),
  /\b(?:salam(?:satu|dua|tiga|empat|lima|jari|jempol)|(?:satu|dua|tiga|empat|lima)jari)\p{L}{0,12}\b/u,
  /\bangkat (?:\S{1,20} )?tangan\b/u,
  /\b(?:thumbs?|fingers?|(?:victory|peace) signs?)\b/u,
  // Any greeting with something behind it that is not known as neutral.
  /\bsalam \S{1,20}(?: jari)?/u,
];
export const noGestures: readonly RegExp[] = [
  /\bsidik jari\b/gu,
  /\bsalam (?:hormat|sehat|sejahtera|hangat|sapa|dan|netral|netralitas|integritas|santun|pagi|siang|persaudaraan|kebangsaan)\b/gu,
  /\bsalam dari (?:kantor|dinas|badan|inspektorat|bawaslu|kpu|bkn|sekretariat|kecamatan|kelurahan|kepala)\b/gu,
];
/** Found also letter by letter. */
export const gestureWords: readonly string[] = ['jempol', 'telunjuk', 'kelingking', 'acungkan', 'acungan', 'jari'];

const office =
  '(?:bupati|gubernur|wali ?kota|presiden|kepala daerah|kepala desa|kades|dprd?|dpr ri|dpd|legislatif|cabup|cagub|capres|cawapres|cawali|mayor|governor|president|regent|parliament|senator)';
export const slogans: readonly RegExp[] = [
  /\b(?:jagoan|jagokan|ganti (?:presiden|gubernur|bupati|wali ?kota)|satu putaran|lanjutkan|harga mati|tetap (?:presiden|gubernur|bupati|wali ?kota)|petahana|bersatu menang|kotak kosong|kolom kosong|bersama kita bisa|maju terus)\b/u,
  /\b(?:dua|2|tiga|3|ii|iii|two) (?:periode|terms?)\b/u,
  new RegExp(
    String.raw`\b(?:\S{1,20} )?(?:untuk|utk|buat|jadi|menjadi|sebagai|menuju|for|as|become) (?:(?:calon|bakal|kursi|jabatan|our|your|next|the|a) ){0,2}(?:wakil |vice |deputy )?${office}\b`,
    'u',
  ),
  /\bbersama (?:\S{1,20} ){1,5}menuju\b/u,
  /\bmenuju (?:kursi|kemenangan|istana|perubahan)\b/u,
  new RegExp(String.raw`\b${office} ?(?:20[2-9]\d|baru|idaman|terbaik|harapan|kita|ku)\b`, 'u'),
  /\b(?:pemimpin|ganti) (?:kita|pemimpin|baru)\b|^lanjut$/u,
  /\b(?:suara|hak pilih)(?: anda| kita| kami)? (?:untuk|buat|kepada) \S{2,20}/u,
];
export const noSlogans: readonly RegExp[] = [
  new RegExp(String.raw`\bpemilihan (?:wakil )?${office}(?: (?:dan|serta) (?:wakil )?${office})?\b`, 'gu'),
  /\bmenuju (?:zona|wilayah|wbk|wbbm|birokrasi|lapangan|aula|netralitas|lokasi|kantor|ruang|gedung|pelayanan|pemilu|pemilihan|tps)\b/gu,
];

/** Calls to choose somebody, in any form of the word. */
const calls: readonly RegExp[] = [
  /^(?:me|di|ter|ku|kau|pe|nge)?(?:[pm][il]{3}h|plih|pilh|pileh)(?:lah|kan|an|annya|nya|i|ku)?$/u,
  /^(?:men|di|pen|ter|ku|nge)?dukung(?:lah|kan|an|annya|nya|ku|i)?$/u,
  /^(?:men|di|ny|nge|ter|pen)?c?oblos(?:lah|kan|an|nya|i)?$/u,
  /^(?:me|di|ke|pe)?menang(?:kan|kanlah|lah|an|nya)?$/u,
  /^(?:men|di|ny)?c?ontreng(?:lah|kan|nya)?$/u,
  /^(?:me|di)?[tn]usuk(?:lah|kan|nya)?$/u,
  /^(?:meng|di|peng)?usung(?:lah|kan|an)?$/u,
  /^(?:me|di)?(?:ny|s)okong(?:lah|an)?$/u,
  /^(?:votes?|voted|voting|voters?|supports?|supported|supporters?|supporting|endorse[ds]?|endorsing|re-?elect(?:ed)?|elect)$/u,
];
/** Also with other words on them: "ayopilihkami". No other word holds these letters. */
export const callInWord = /pilih|coblos|dukung|menangkan/u;
export const isCall = (word: string): boolean =>
  word.length >= 4 && word.length <= 18 && calls.some((call) => call.test(word));

const anybody =
  '(?:(?:salah satu )?(?:bakal )?(?:calon|pasangan calon|paslon|kandidat|peserta pemilu|peserta pemilihan|partai politik|partai|siapa ?pun|pihak mana ?pun|salah satu pihak|pihak tertentu)(?: mana ?pun| apa ?pun| tertentu)?)';
const cause =
  '(?:netralitas|integritas|pelayanan|pelaksanaan|kelancaran|kegiatan|tugas|zona integritas|reformasi birokrasi|birokrasi|pengawasan|keterbukaan|disiplin|kinerja|pemilu damai|pemilihan damai)';
export const noCalls: readonly RegExp[] = [
  /\bpemilih(?:an|annya)?\b/gu,
  /\bhak (?:untuk )?(?:(?:me|di)?[pm]ilih)(?: dan (?:me|di)?[pm]ilih)?\b/gu,
  /\b(?:cara|hari|kebebasan|bebas) memilih\b/gu,
  /\bmemilih (?:di|ke) tps\b/gu,
  /\b(?:me)?[pm]ilih (?:informasi|menu|layanan|loket|jadwal|bahasa|topik|lokasi|tanggal|sesi|jenis|netral|tetap netral|untuk netral)\b/gu,
  /\bpilihan anda (?:di bilik|rahasia|hanya)\b/gu,
  /\bpilihan (?:ganda|jawaban|menu|layanan|bahasa)\b/gu,
  /\b(?:tanpa|tidak|jangan) menyebut(?:kan)? pilihan\b/gu,
  /\bwithout (?:a |any )?calls? to vote\b/gu,
  /\bbukan pilihan$/gu,
  /\bpilihan boleh (?:ber)?beda\b/gu,
  /\bbukan surat dukungan\b/gu,
  /\bdukungan (?:administrasi|teknis|layanan|manajemen|anggaran|kesehatan|psikologis|psikososial|logistik)\b/gu,
  /\batas (?:perhatian dan |kerja sama dan )?dukungan(?: anda| bapak ibu| semua pihak)?\b/gu,
  new RegExp(String.raw`\b(?:men)?dukung(?:lah)? ${cause}\b`, 'gu'),
  /\bpemenang (?:lomba|tender|kuis|seleksi)\b/gu,
  new RegExp(
    String.raw`\b(?:dilarang|tidak|tidak boleh|jangan|tanpa|larangan)(?: ikut| turut)? (?:memilih|mendukung|mengajak memilih|menyatakan dukungan(?: kepada)?|memberi(?:kan)? dukungan(?: kepada)?) ${anybody}(?: (?:dan|atau) ${anybody})?(?= (?:di|dalam|pada|selama|termasuk|secara|saat|juga|karena|melalui|lewat)\b|$)`,
    'gu',
  ),
  /\b(?:right|how|come and|go and|when|where) (?:to )?vote\b/gu,
  /\bvot(?:ing|ers?) (?:day|rights?|booths?|list|education)\b/gu,
  /\bvoters\b/gu,
  /\b(?:before|during|after|day of|days of) the vote\b/gu,
  /\b(?:technical|administrative|customer|it) support\b/gu,
  /\bsupport (?:staff|desk|unit|services?|neutrality)\b/gu,
  /\bsupporting neutrality\b/gu,
];

/** Found also letter by letter. */
export const shorteners: readonly string[] = ['bitly', 'linktree', 'linktr', 'tinyurl', 'cuttly', 'shorturl'];

/** Words before a dot that end in it without being the name of a site: "Jl.Merdeka", "Telp.kantor". */
const shortened =
  '(?:jl|jln|gg|no|nmr|lt|rt|rw|tgl|telp|tlp|tel|dr|drs|dra|ir|prof|kab|kec|kel|des|ds|prov|hj|st|sdr|bpk|yth|pkl|ps|hal|kav|blok|kp|ged|gd|pt|cv|sp|spd|ap|kb|wib|wita|wit)';
const domains =
  '(?:com|id|net|org|co|go|my|me|ly|link|info|site|online|xyz|io|app|page|web|blog|shop|store|club|gg|cc|tv|be|gl|us|biz)';
export const addresses: readonly RegExp[] = [
  /(?:https?|hxxps?|ftp) ?:|:\/\/|\bwww\b/u,
  // Any two words with a dot and no space between, of whatever ending: endings are sold anew every year.
  new RegExp(
    String.raw`(?<![\p{L}\p{N}.-])(?!${shortened}\.)[\p{L}\d-]{2,40}(?:\.[\p{L}\d-]{1,40}){0,3}\.\p{L}{2,20}`,
    'u',
  ),
  /(?<![\p{L}\p{N}.-])[a-z]\.(?:me|com|co|id|ly|be|cc|io|gd|gg|page)\b/u,
  /[\p{L}\p{N}] ?[[({<]? ?(?:\. | \.|dot|titik|\[\.\]) ?[\])}>]? ?(?:com|net|org|id|xyz|ly|co)\b/u,
  new RegExp(String.raw`[\p{L}\p{N}] (?:\.|\(\.\)|\[\.\]|\(?dot\)?|\(?titik\)?|\[dot\]|\[titik\]) ?${domains}\b`, 'u'),
  /[\p{L}\p{N}](?:\(\.\)|\[\.\]|\(dot\)|\[dot\]|\(titik\)|\[titik\]) ?[a-z]{2,20}/u,
  /[\p{L}\p{N}],(?:com|net|org|xyz)\b/u,
  /@ ?[\p{L}\p{N}_]|[([](?:at|et)[)\]]|[\p{L}\p{N}]_[\p{L}\p{N}]/u,
  /\b(?:ig|instagram|tiktok|fb|facebook|twitter|telegram|youtube|wa grup) ?[:@]|\big \p{L}/u,
];
