/**
 * Holds a line that an office typed against what outreach must not carry: numbers of candidates, signs of the hand, names of parties, slogans, and
 * addresses that lead somewhere else. Refuses rather once too often: the office is told which words, and what would do.
 */

/** Parties that stood in the elections the rulebook knows. Short names are read in capitals only: "pan" and "psi" are words too. */
const parties = {
  names: [
    'partai kebangkitan bangsa',
    'gerindra',
    'gerakan indonesia raya',
    'pdi perjuangan',
    'pdi-perjuangan',
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
    'partai hanura',
    'hati nurani rakyat',
    'partai garuda',
    'garda republik',
    'amanat nasional',
    'bulan bintang',
    'partai demokrat',
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
  ],
  short: ['PKB', 'PDI', 'PKS', 'PKN', 'PAN', 'PBB', 'PSI', 'PPP', 'PKPI', 'HANURA', 'DEMOKRAT', 'GARUDA', 'PRIMA'],
} as const;

const number = String.raw`(?:\d{1,3}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)`;

/** Each pattern is read in text without accents of form: full-width and circled digits have become plain ones. */
const patterns = {
  number: [
    new RegExp(String.raw`\b(?:nomor|nomer|no\.?)\s*(?:urut\s*)?(?:calon\s*|paslon\s*)?(?:ke-?\s*)?${number}\b`, 'iu'),
    /\bnomor\s*urut\b|\bno\.?\s*urut\b|\bballot number\b/iu,
    new RegExp(
      String.raw`\b(?:paslon|pasangan calon|calon|kandidat|candidate)\s*(?:nomor|no\.?|number)?\s*${number}\b`,
      'iu',
    ),
    new RegExp(
      String.raw`\b(?:pilih|coblos|tusuk|contreng|dukung|vote(?: for)?|ingat)\s*(?:nomor|no\.?|number)?\s*${number}\b`,
      'iu',
    ),
    /#\s*0?\d{1,2}\b/u,
  ],
  gesture: [
    new RegExp(String.raw`\bsalam\s+(?:\S+\s+)?(?:${number}|jari|jempol|metal|kepal\w*)\b`, 'iu'),
    new RegExp(
      String.raw`\b${number}\s+jari\b|\b(?:acung\w*|mengacung\w*|angkat)\s+(?:\S+\s+)?(?:jari|jempol|telunjuk|tangan)\b`,
      'iu',
    ),
    /\b(?:thumbs? up|(?:one|two|three|four|five) fingers?)\b/iu,
    /[\u261a-\u261f\u270a-\u270d\u{1f44a}-\u{1f450}\u{1f446}-\u{1f449}\u{1f590}\u{1f595}\u{1f596}\u{1f64b}\u{1f64c}\u{1f64f}\u{1f918}-\u{1f91f}\u{1f90c}\u{1f90f}\u{1faf0}-\u{1faf8}\u{1f9be}\u{1f4aa}]/u,
  ],
  slogan: [
    /\b(?:coblos|menangkan|pemenangan|jagoan|ganti\s+(?:presiden|gubernur|bupati|wali\s?kota)|(?:dua|2|tiga|3)\s+periode|satu\s+putaran|lanjutkan|harga\s+mati|tetap\s+(?:presiden|gubernur|bupati|wali\s?kota)|petahana|bersatu\s+menang|salam\s+perubahan|re-?elect|vote\s+for)\b/iu,
    /\b(?:dukung|pilih)(?:lah)?\s+(?:dia|beliau|kami|saya|bapak|ibu|pak|bu|paslon|pasangan|calon|kandidat|partai)\b/iu,
    /#\s*\p{L}/u,
  ],
  address: [/https?:|www\.|\b[\p{L}\d-]{1,30}\.(?:id|com|net|org|me|ly|link|info|site|xyz)\b|@\p{L}/iu],
} as const satisfies Record<string, readonly RegExp[]>;

export type TextFault = keyof typeof patterns | 'party';
export interface FoundInText {
  readonly fault: TextFault;
  /** The words at which it was seen. */
  readonly words: string;
}

/** @param also names of parties that stand in the registers of this installation */
export function checkText(text: string, also: readonly string[] = []): FoundInText | undefined {
  const plain = plainOf(text);
  for (const fault of ['number', 'gesture', 'slogan', 'address'] as const)
    for (const pattern of patterns[fault]) {
      const [words] = pattern.exec(plain) ?? [];
      if (words !== undefined) return { fault, words: words.trim() };
    }
  const low = ` ${plain.toLowerCase().replaceAll(/[^\p{L}\p{N}-]+/gu, ' ')} `;
  const named = [...parties.names, ...also.map((name) => plainOf(name).toLowerCase().trim())].find(
    (name) => name.length > 2 && low.includes(` ${name.replaceAll(/[^\p{L}\p{N}-]+/gu, ' ')} `),
  );
  if (named !== undefined) return { fault: 'party', words: named };
  const short = parties.short.find((name) =>
    new RegExp(String.raw`(?<![\p{L}\p{N}])${name}(?![\p{L}\p{N}])`, 'u').test(plain),
  );
  return short === undefined ? undefined : { fault: 'party', words: short };
}

/** Compatibility forms become plain, signs that cannot be seen go, keycaps lose their frame. */
function plainOf(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u200b-\u200f\u2060\ufeff\u00ad]|\u20e3|\ufe0e|\ufe0f/gu, '')
    .replaceAll(
      /[\u2776-\u277f\u2780-\u2793]/gu,
      (sign) => ` nomor ${(((sign.codePointAt(0) ?? 0) - 0x2776) % 10) + 1} `,
    )
    .replaceAll(/\s+/g, ' ');
}
