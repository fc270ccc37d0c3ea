/** Which instruments of law a text names, as ids of the rulebook. A name that could mean two instruments gives none. */

type Numbered = { readonly prefix: string; readonly ids?: Readonly<Record<string, string>> };

/** By the kind of instrument: the id is `prefix + number + _ + year`, unless listed. */
const kinds: readonly (readonly [RegExp, Numbered])[] = [
  [
    /^(?:undang-undang|uu)/i,
    {
      prefix: 'uu',
      ids: { '1/2015': 'uu_pilkada', '8/2015': 'uu_pilkada', '10/2016': 'uu_pilkada', '6/2020': 'uu_pilkada' },
    },
  ],
  [/^(?:peraturan pemerintah pengganti|perppu|perpu)/i, { prefix: 'perppu' }],
  [/^(?:peraturan pemerintah|pp)/i, { prefix: 'pp' }],
  [
    /^(?:peraturan presiden|perpres)/i,
    { prefix: 'perpres', ids: { '91/2024': 'perpres91_92_2024', '92/2024': 'perpres91_92_2024' } },
  ],
  [
    /^(?:peraturan (?:badan pengawas pemilihan umum|bawaslu)|perbawaslu)/i,
    { prefix: 'perbawaslu', ids: { '9/2024': 'perbawaslu8_2020' } },
  ],
  [/^(?:peraturan (?:badan kepegawaian negara|bkn|kepala bkn)|perbkn|perka bkn)/i, { prefix: 'perbkn' }],
  [/^(?:surat edaran|se) (?:ketua )?(?:kasn|komisi aparatur)/i, { prefix: 'se_kasn' }],
  [/^(?:surat edaran|se) (?:mendagri|menteri dalam negeri)/i, { prefix: 'se_mendagri' }],
  [/^(?:surat edaran|se)/i, { prefix: 'se' }],
];

const numbered =
  /(?<![\p{L}])(Undang-Undang|UU|Peraturan Pemerintah Pengganti Undang-Undang|Perppu|Perpu|Peraturan Pemerintah|PP|Peraturan Presiden|Perpres|Peraturan (?:Badan Pengawas Pemilihan Umum|Bawaslu)|Perbawaslu|Peraturan (?:Kepala )?(?:Badan Kepegawaian Negara|BKN)|PerBKN|Perka BKN|(?:Surat Edaran|SE)(?: (?:Menteri|Ketua))?(?: (?:Men\s?PAN-?\s?RB|PAN-?RB|PANRB|KASN|Mendagri|Dalam Negeri|Pendayagunaan Aparatur Negara dan Reformasi Birokrasi|Komisi Aparatur Sipil Negara))?)(?:\s*\([^)]{1,30}\))*(?:\s+(?:ASN|Pilkada|Pemilu))?\s*(?:Nomor|No\.?)?\s*0*(\d{1,3})(?:\s*\/\s*|\s+(?:Tahun|Thn)\s+)((?:19|20)\d{2})/giu;

/** Laws known by a name that stands for one instrument only. "UU ASN" is not among them: it may be that of 2014 or of 2023. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}])(?:UU|Undang-Undang) (?:Pilkada|Pemilihan (?:Kepala Daerah|Gubernur))/iu, 'uu_pilkada'],
  [/(?<![\p{L}])(?:UU|Undang-Undang) (?:Pemilu|Pemilihan Umum)(?![\p{L}])/iu, 'uu7_2017'],
  [/(?<![\p{L}])PP (?:tentang )?Disiplin PNS/u, 'pp94_2021'],
];

const jointDecree = /(?<![\p{L}])(?:SKB|SEB|Surat (?:Keputusan|Edaran) Bersama|Keputusan Bersama)(?![\p{L}])/giu;

/** What tells the joint decree of 2022 from that of 2020, within some lines of its name. */
const marks: readonly (readonly [string, RegExp])[] = [
  [
    'skb_2022',
    /22 September 2022|(?:nomor|no\.?) 0?2 tahun 2022|800-5474|246 tahun 2022|30 tahun 2022|1447\.1|pembinaan dan pengawasan netralitas/iu,
  ],
  ['skb_2020', /10 September 2020|(?:nomor|no\.?) 0?5 tahun 2020|800-2836|167\/KEP\/2020|6\/SKB\/KASN/iu],
];

/** @param electionIds the elections the text speaks of: they tell the decrees apart where nothing else does */
export function findRegulations(text: string, electionIds: readonly string[]): string[] {
  const found: { readonly id: string; readonly at: number }[] = [];
  for (const match of text.matchAll(numbered)) {
    const [, name = '', number = '', year = ''] = match;
    const kind = kinds.find(([pattern]) => pattern.test(name))?.[1];
    if (kind !== undefined)
      found.push({
        id: kind.ids?.[`${Number(number)}/${year}`] ?? `${kind.prefix}${Number(number)}_${year}`,
        at: match.index,
      });
  }
  for (const [pattern, id] of byName) {
    const at = text.search(pattern);
    if (at >= 0) found.push({ id, at });
  }
  for (const match of text.matchAll(jointDecree)) {
    const around = text.slice(Math.max(0, match.index - 150), match.index + 450);
    const id = marks.find(([, pattern]) => pattern.test(around))?.[0] ?? decreeByElection(around, electionIds);
    if (id !== null) found.push({ id, at: match.index });
  }
  found.sort((a, b) => a.at - b.at);
  return [...new Set(found.map(({ id }) => id))];
}

/** There are joint decrees on many matters; only one that is near the word "netralitas" can be ours. */
function decreeByElection(around: string, electionIds: readonly string[]): string | null {
  if (!/netralitas/i.test(around)) return null;
  const of2024 = electionIds.some((id) => /202[45]$/.test(id));
  const of2020 = electionIds.includes('pilkada-2020');
  if (of2024 === of2020) return null;
  return of2024 ? 'skb_2022' : 'skb_2020';
}
