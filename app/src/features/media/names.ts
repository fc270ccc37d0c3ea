/** Names for the ids that extraction gives. An id without a name is shown as it is. */
import { findInstrument, type Rulebook } from '@netra/rulebook';
import type { Language } from '../../platform/i18n/words.ts';
import { regionsByName } from './extraction/regions.ts';

const institutions: Readonly<Record<string, string>> = {
  kemendagri: 'Kementerian Dalam Negeri',
  kempanrb: 'Kementerian PANRB',
  bkn: 'Badan Kepegawaian Negara (BKN)',
  kasn: 'Komisi Aparatur Sipil Negara (KASN)',
  bawaslu: 'Bawaslu',
  kpu: 'Komisi Pemilihan Umum (KPU)',
  dkpp: 'DKPP',
  gakkumdu: 'Sentra Gakkumdu',
  mk: 'Mahkamah Konstitusi',
  ombudsman: 'Ombudsman',
  lan: 'Lembaga Administrasi Negara',
  bpasn: 'Badan Pertimbangan ASN',
  tni: 'TNI',
  polri: 'Polri',
  dpr: 'DPR',
  dprd: 'DPRD',
  korpri: 'Korpri',
  forkopimda: 'Forkopimda',
  bkd: 'Badan kepegawaian daerah',
  inspektorat: 'Inspektorat',
};

const governments = { pemkot: 'Pemerintah Kota', pemkab: 'Pemerintah Kabupaten', pemprov: 'Pemerintah Provinsi' };

export function institutionName(id: string): string {
  const known = institutions[id];
  if (known !== undefined) return known;
  for (const [prefix, name] of Object.entries(governments)) {
    if (id.startsWith(`${prefix}-`)) return `${name} ${capitals(id.slice(prefix.length + 1))}`;
  }
  return id.length <= 6 ? id.toUpperCase() : capitals(id);
}

function capitals(slug: string): string {
  return slug
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join(' ');
}

const regionNames: ReadonlyMap<string, string> = new Map(
  [...regionsByName.values()].flat().map((region) => {
    const kind = { provinsi: 'Provinsi', kabupaten: 'Kabupaten', kota: 'Kota' }[region.kind];
    return [region.code, region.name.startsWith(kind) ? region.name : `${kind} ${region.name}`];
  }),
);

export function regionName(code: string): string {
  return regionNames.get(code) ?? code;
}

/** "SKB 22 Sep 2022: …" where the rulebook knows the instrument. */
export function regulationName(id: string, lang: Language): string {
  const found = findInstrument(id);
  return found === undefined ? id.replaceAll('_', '/').toUpperCase() : `${found.short}: ${found.title[lang]}`;
}

export function electionName(law: Rulebook, id: string, lang: Language): string {
  return law.findElection(id)?.name[lang] ?? id;
}
