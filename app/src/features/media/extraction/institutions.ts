/** Institutions named in a text, by one id each, whether by full name, short name or the post of their head. */

/** Name patterns of bodies that there is one of, or whose branches share an id. */
const bodies: readonly (readonly [string, string])[] = [
  ['kemendagri', 'Kementerian Dalam Negeri|Kemendagri|Mendagri|Wamendagri|Menteri Dalam Negeri'],
  [
    'kempanrb',
    'Kementerian (?:PAN-?\\s?RB|PANRB|Pendayagunaan Aparatur Negara(?: dan Reformasi Birokrasi)?)|KemenPAN-?RB|Kemenpan-?RB|Men(?:teri )?PAN-?\\s?RB|Menpan-?RB|Menteri PANRB|Menteri Pendayagunaan Aparatur Negara',
  ],
  ['bkn', 'Badan Kepegawaian (?:Negara|Nasional)|BKN'],
  ['kasn', 'Komisi Aparatur Sipil Negara|KASN'],
  ['bawaslu', 'Badan Pengawas Pemilihan Umum|Badan Pengawas Pemilu|Bawaslu|Panwaslu|Panwascam|Panwaslih'],
  ['kpu', 'Komisi Pemilihan Umum|KPU|KPUD'],
  ['dkpp', 'Dewan Kehormatan Penyelenggara Pemilu|DKPP'],
  ['gakkumdu', 'Sentra (?:Penegakan Hukum Terpadu|Gakkumdu)|Gakkumdu'],
  ['mk', 'Mahkamah Konstitusi'],
  ['ombudsman', 'Ombudsman'],
  ['lan', 'Lembaga Administrasi Negara'],
  ['bpasn', 'Badan Pertimbangan ASN|BPASN'],
  ['tni', 'TNI'],
  ['polri', 'Polri|Polda|Polres|Polresta|Polsek|Kepolisian'],
  ['dpr', 'DPR RI|DPR|Dewan Perwakilan Rakyat(?! Daerah)'],
  ['dprd', 'DPRD|Dewan Perwakilan Rakyat Daerah'],
  ['korpri', 'Korpri|KORPRI'],
  ['forkopimda', 'Forum Koordinasi Pimpinan Daerah|Forkopimda|Muspida'],
  [
    'bkd',
    'BKPSDM|BKPSDMD|BKPP|BKPPD|BKD|Badan Kepegawaian Daerah|Badan Kepegawaian dan Pengembangan (?:Sumber Daya Manusia|SDM)',
  ],
];

/** All names at once, to look through a text a single time; which body it is, is asked of the few words found. */
const anyKnown = new RegExp(
  `(?<![\\p{L}\\d])(?=\\p{Lu})(?:${bodies.map(([, names]) => names).join('|')})(?![\\p{L}\\d])`,
  'gu',
);
const known = bodies.map(([id, names]) => ({
  id,
  pattern: new RegExp(`(?<![\\p{L}\\d])(?:${names})(?![\\p{L}\\d])`, 'u'),
}));

const place = '(\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+){0,3})';
const governments: readonly (readonly [string, RegExp])[] = [
  [
    'pemkot',
    new RegExp(
      `(?<![\\p{L}])(?:Pemkot|Pemerintah Kota|Wali ?[Kk]ota|Sekretaris Daerah Kota|Sekda Kota|Dinas [\\p{L} ]{3,60}? Kota|Sekretariat Daerah Kota) ${place}`,
      'gu',
    ),
  ],
  [
    'pemkab',
    new RegExp(
      `(?<![\\p{L}])(?:Pemkab|Pemerintah Kabupaten|Bupati|Sekretaris Daerah Kabupaten|Sekda Kabupaten|Dinas [\\p{L} ]{3,60}? Kabupaten) ${place}`,
      'gu',
    ),
  ],
  [
    'pemprov',
    new RegExp(
      `(?<![\\p{L}])(?:Pemprov|Pemerintah Provinsi|Gubernur|Sekretaris Daerah Provinsi|Sekda Provinsi|Dinas [\\p{L} ]{3,60}? Provinsi) ${place}`,
      'gu',
    ),
  ],
];

const inspectorate = /(?<![\p{L}])Inspektorat (?:Kota|Kabupaten|Provinsi|Daerah (?:Kota|Kabupaten|Provinsi)) \p{Lu}/u;

/** "Badan Strategi Kebijakan Dalam Negeri (BSKDN)": a body that introduces its own short name. */
const introduced =
  /(?<![\p{L}])(?:Badan|Institut|Komisi|Lembaga|Kementerian|Universitas|Dewan|Komite|Pusat|Yayasan|Perkumpulan|Jaringan|Aliansi|Dinas)((?: (?:\p{Lu}[\p{L}]*|dan|untuk|dalam)){1,9}) \((\p{Lu}[\p{L}-]{1,14})\)/gu;

/**
 * @param isPlace shortens a run of capitalised words to the place it begins with
 * @returns ids in the order of their first naming
 */
export function findInstitutions(text: string, isPlace: (run: string) => string | null): string[] {
  const found: { readonly id: string; readonly at: number }[] = [];
  const idOf = new Map<string, string | undefined>();
  for (const match of text.matchAll(anyKnown)) {
    const name = match[0];
    if (!idOf.has(name)) idOf.set(name, known.find(({ pattern }) => pattern.test(name))?.id);
    const id = idOf.get(name);
    if (id !== undefined) found.push({ id, at: match.index });
  }
  for (const [prefix, pattern] of governments) {
    for (const match of text.matchAll(pattern)) {
      const name = isPlace(match[1] ?? '');
      if (name !== null) found.push({ id: `${prefix}-${slug(name)}`, at: match.index });
    }
  }
  const at = text.search(inspectorate);
  if (at >= 0) found.push({ id: 'inspektorat', at });
  for (const match of text.matchAll(introduced)) {
    const [whole, , short = ''] = match;
    if (known.some(({ pattern }) => pattern.test(whole))) {
      // A body of its own inside a known one ("… Dalam Negeri (BSKDN)") is kept; the known one under its own short name is not doubled.
      if (known.some(({ pattern }) => pattern.test(short)) || /^(?:Kementerian|Dinas)/.test(whole)) continue;
      if (/^Badan (?:Kepegawaian|Pengawas)|^Komisi (?:Aparatur|Pemilihan)/.test(whole)) continue;
    }
    found.push({ id: slug(short), at: match.index });
  }
  found.sort((a, b) => a.at - b.at);
  return [...new Set(found.map(({ id }) => id))];
}

/** The one institution that a post belongs to, e.g. "Sekretaris Daerah Kota Malang": the last and therefore widest known one named in it. */
export function institutionOfRole(role: string, isPlace: (run: string) => string | null): string | null {
  const all = findInstitutions(role, isPlace);
  const main = all.find((id) => bodies.some(([body]) => body === id)) ?? all.at(-1) ?? null;
  return main;
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, '-')
    .replace(/^-|-$/g, '');
}
