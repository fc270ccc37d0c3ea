/**
 * Gazetteer: all provinces, and the regencies and cities that news texts name most, with their Kemendagri codes. Compact: per province,
 * the regencies as `number name` and the cities likewise. Written from general knowledge of the public code list; a full list with its
 * own licence can replace this file.
 */

export type Region = { readonly code: string; readonly name: string; readonly kind: 'provinsi' | 'kabupaten' | 'kota' };

type Province = {
  readonly name: string;
  readonly also?: readonly string[];
  readonly kabupaten?: string;
  readonly kota?: string;
};

const provinces: Readonly<Record<string, Province>> = {
  '11': { name: 'Aceh', kota: '71 Banda Aceh|72 Sabang|73 Lhokseumawe|74 Langsa|75 Subulussalam' },
  '12': {
    name: 'Sumatera Utara',
    also: ['Sumut'],
    kota: '71 Medan|72 Pematangsiantar|73 Sibolga|74 Tanjungbalai|75 Binjai|76 Tebing Tinggi|77 Padangsidimpuan|78 Gunungsitoli',
  },
  '13': {
    name: 'Sumatera Barat',
    also: ['Sumbar'],
    kota: '71 Padang|72 Solok|73 Sawahlunto|74 Padang Panjang|75 Bukittinggi|76 Payakumbuh|77 Pariaman',
  },
  '14': { name: 'Riau', kota: '71 Pekanbaru|72 Dumai' },
  '15': { name: 'Jambi', kota: '71 Jambi|72 Sungai Penuh' },
  '16': {
    name: 'Sumatera Selatan',
    also: ['Sumsel'],
    kota: '71 Palembang|72 Pagar Alam|73 Lubuklinggau|74 Prabumulih',
  },
  '17': { name: 'Bengkulu', kota: '71 Bengkulu' },
  '18': { name: 'Lampung', kota: '71 Bandar Lampung|72 Metro' },
  '19': {
    name: 'Kepulauan Bangka Belitung',
    also: ['Bangka Belitung', 'Babel'],
    kabupaten: '01 Bangka|02 Belitung',
    kota: '71 Pangkalpinang',
  },
  '21': {
    name: 'Kepulauan Riau',
    also: ['Kepri'],
    kabupaten: '01 Bintan|02 Karimun|03 Natuna|04 Lingga|05 Kepulauan Anambas',
    kota: '71 Batam|72 Tanjungpinang',
  },
  '31': {
    name: 'DKI Jakarta',
    also: ['Jakarta', 'Daerah Khusus Jakarta'],
    kota: '71 Jakarta Pusat|72 Jakarta Utara|73 Jakarta Barat|74 Jakarta Selatan|75 Jakarta Timur',
  },
  '32': {
    name: 'Jawa Barat',
    also: ['Jabar'],
    kabupaten:
      '01 Bogor|02 Sukabumi|03 Cianjur|04 Bandung|05 Garut|06 Tasikmalaya|07 Ciamis|08 Kuningan|09 Cirebon|10 Majalengka|11 Sumedang|12 Indramayu|13 Subang|14 Purwakarta|15 Karawang|16 Bekasi|17 Bandung Barat|18 Pangandaran',
    kota: '71 Bogor|72 Sukabumi|73 Bandung|74 Cirebon|75 Bekasi|76 Depok|77 Cimahi|78 Tasikmalaya|79 Banjar',
  },
  '33': {
    name: 'Jawa Tengah',
    also: ['Jateng'],
    kabupaten:
      '01 Cilacap|02 Banyumas|03 Purbalingga|04 Banjarnegara|05 Kebumen|06 Purworejo|07 Wonosobo|08 Magelang|09 Boyolali|10 Klaten|11 Sukoharjo|12 Wonogiri|13 Karanganyar|14 Sragen|15 Grobogan|16 Blora|17 Rembang|18 Pati|19 Kudus|20 Jepara|21 Demak|22 Semarang|23 Temanggung|24 Kendal|25 Batang|26 Pekalongan|27 Pemalang|28 Tegal|29 Brebes',
    kota: '71 Magelang|72 Surakarta|73 Salatiga|74 Semarang|75 Pekalongan|76 Tegal',
  },
  '34': {
    name: 'Daerah Istimewa Yogyakarta',
    also: ['DI Yogyakarta', 'DIY', 'Yogyakarta'],
    kabupaten: '01 Kulon Progo|02 Bantul|03 Gunungkidul|04 Sleman',
    kota: '71 Yogyakarta',
  },
  '35': {
    name: 'Jawa Timur',
    also: ['Jatim'],
    kabupaten:
      '01 Pacitan|02 Ponorogo|03 Trenggalek|04 Tulungagung|05 Blitar|06 Kediri|07 Malang|08 Lumajang|09 Jember|10 Banyuwangi|11 Bondowoso|12 Situbondo|13 Probolinggo|14 Pasuruan|15 Sidoarjo|16 Mojokerto|17 Jombang|18 Nganjuk|19 Madiun|20 Magetan|21 Ngawi|22 Bojonegoro|23 Tuban|24 Lamongan|25 Gresik|26 Bangkalan|27 Sampang|28 Pamekasan|29 Sumenep',
    kota: '71 Kediri|72 Blitar|73 Malang|74 Probolinggo|75 Pasuruan|76 Mojokerto|77 Madiun|78 Surabaya|79 Batu',
  },
  '36': {
    name: 'Banten',
    kabupaten: '01 Pandeglang|02 Lebak|03 Tangerang|04 Serang',
    kota: '71 Tangerang|72 Cilegon|73 Serang|74 Tangerang Selatan',
  },
  '51': {
    name: 'Bali',
    kabupaten: '01 Jembrana|02 Tabanan|03 Badung|04 Gianyar|05 Klungkung|06 Bangli|07 Karangasem|08 Buleleng',
    kota: '71 Denpasar',
  },
  '52': {
    name: 'Nusa Tenggara Barat',
    also: ['NTB'],
    kabupaten: '01 Lombok Barat|02 Lombok Tengah|03 Lombok Timur|04 Sumbawa|05 Dompu|06 Bima',
    kota: '71 Mataram|72 Bima',
  },
  '53': { name: 'Nusa Tenggara Timur', also: ['NTT'], kota: '71 Kupang' },
  '61': { name: 'Kalimantan Barat', also: ['Kalbar'], kota: '71 Pontianak|72 Singkawang' },
  '62': { name: 'Kalimantan Tengah', also: ['Kalteng'], kota: '71 Palangka Raya' },
  '63': { name: 'Kalimantan Selatan', also: ['Kalsel'], kota: '71 Banjarmasin|72 Banjarbaru' },
  '64': { name: 'Kalimantan Timur', also: ['Kaltim'], kota: '71 Balikpapan|72 Samarinda|74 Bontang' },
  '65': { name: 'Kalimantan Utara', also: ['Kaltara'], kota: '71 Tarakan' },
  '71': { name: 'Sulawesi Utara', also: ['Sulut'], kota: '71 Manado|72 Bitung|73 Tomohon|74 Kotamobagu' },
  '72': { name: 'Sulawesi Tengah', also: ['Sulteng'], kota: '71 Palu' },
  '73': { name: 'Sulawesi Selatan', also: ['Sulsel'], kota: '71 Makassar|72 Parepare|73 Palopo' },
  '74': { name: 'Sulawesi Tenggara', also: ['Sultra'], kota: '71 Kendari|72 Baubau' },
  '75': { name: 'Gorontalo', kota: '71 Gorontalo' },
  '76': { name: 'Sulawesi Barat', also: ['Sulbar'] },
  '81': { name: 'Maluku', kota: '71 Ambon|72 Tual' },
  '82': { name: 'Maluku Utara', also: ['Malut'], kota: '71 Ternate|72 Tidore Kepulauan' },
  '91': { name: 'Papua', kota: '71 Jayapura' },
  '92': { name: 'Papua Barat' },
  '93': { name: 'Papua Selatan' },
  '94': { name: 'Papua Tengah' },
  '95': { name: 'Papua Pegunungan' },
  '96': { name: 'Papua Barat Daya', kota: '71 Sorong' },
};

/** Names that are also words or people's names: they count only after "Kota", "Kabupaten" and the like. */
const needsIntroduction = new Set([
  'Bima',
  'Batu',
  'Metro',
  'Banjar',
  'Batang',
  'Pati',
  'Kuningan',
  'Solok',
  'Tual',
  'Palu',
  'Padang',
  'Sabang',
  'Subang',
  'Lingga',
  'Demak',
  'Sampang',
  'Bangka',
  'Belitung',
  'Blora',
  'Lebak',
  'Serang',
  'Kupang',
  'Jayapura',
  'Sorong',
]);

function entries(province: string, list: string | undefined, kind: 'kabupaten' | 'kota'): Region[] {
  if (list === undefined) return [];
  return list.split('|').map((entry) => ({ code: `${province}.${entry.slice(0, 2)}`, name: entry.slice(3), kind }));
}

/** Regions by name; a name may stand for several. */
export const regionsByName: ReadonlyMap<string, readonly Region[]> = (() => {
  const byName = new Map<string, Region[]>();
  const add = (name: string, region: Region) => byName.set(name, [...(byName.get(name) ?? []), region]);
  for (const [code, { name, also, kabupaten, kota }] of Object.entries(provinces)) {
    const province: Region = { code, name, kind: 'provinsi' };
    for (const known of [name, ...(also ?? [])]) add(known, province);
    for (const region of [...entries(code, kabupaten, 'kabupaten'), ...entries(code, kota, 'kota')])
      add(region.name, region);
  }
  return byName;
})();

/**
 * The region that a bare name means, `several` when it could be more than one, or null when it is none or only an everyday word.
 * A name that is a province's and its capital's ("Yogyakarta") means the province.
 */
export function regionOfBareName(name: string): Region | 'several' | null {
  if (needsIntroduction.has(name)) return null;
  const candidates = regionsByName.get(name) ?? [];
  const province = candidates.find(({ kind }) => kind === 'provinsi');
  return province ?? (candidates.length > 1 ? 'several' : (candidates[0] ?? null));
}
