/**
 * The invented country of the demonstration. None of these provinces, regencies, cities or districts exists in Indonesia; only the nation
 * and its real bodies carry real names.
 */
import type { Zone } from '../../platform/i18n/zones.ts';

export interface DemoPlace {
  readonly code: string;
  readonly name: string;
  readonly level: 'nation' | 'province' | 'city' | 'district' | 'institution' | 'unit';
  readonly parent: string | null;
}

/** Parents stand before what lies in them. */
export const places: readonly DemoPlace[] = [
  { code: 'ID', name: 'Indonesia', level: 'nation', parent: null },
  { code: 'NR', name: 'Provinsi Nusa Raya', level: 'province', parent: 'ID' },
  { code: 'NR-AR', name: 'Kota Arunika', level: 'city', parent: 'NR' },
  { code: 'NR-AR-TIM', name: 'Kecamatan Arunika Timur', level: 'district', parent: 'NR-AR' },
  { code: 'NR-AR-BAR', name: 'Kecamatan Arunika Barat', level: 'district', parent: 'NR-AR' },
  { code: 'NR-AR-SEL', name: 'Kecamatan Arunika Selatan', level: 'district', parent: 'NR-AR' },
  { code: 'NR-AR-UTA', name: 'Kecamatan Arunika Utara', level: 'district', parent: 'NR-AR' },
  { code: 'NR-LW', name: 'Kabupaten Lembah Wening', level: 'city', parent: 'NR' },
  { code: 'TL', name: 'Provinsi Tanah Lintang', level: 'province', parent: 'ID' },
  { code: 'TL-SW', name: 'Kota Swarga', level: 'city', parent: 'TL' },
  { code: 'PEMKOT-AR', name: 'Pemerintah Kota Arunika', level: 'institution', parent: 'NR-AR' },
  { code: 'PEMPROV-NR', name: 'Pemerintah Provinsi Nusa Raya', level: 'institution', parent: 'NR' },
  { code: 'AR-DISHUB', name: 'Dinas Perhubungan', level: 'unit', parent: 'PEMKOT-AR' },
  { code: 'AR-DISDIK', name: 'Dinas Pendidikan', level: 'unit', parent: 'PEMKOT-AR' },
  { code: 'AR-KEC-TIM', name: 'Kecamatan Arunika Timur', level: 'unit', parent: 'PEMKOT-AR' },
];

export interface DemoOffice {
  readonly code: string;
  /** A body of the rulebook, `satgas`, or `institution` and `administration`, where people belong who handle no case. */
  readonly kind: string;
  readonly name: string;
  readonly place: string;
  readonly zone: Zone;
}

export const offices: readonly DemoOffice[] = [
  { code: 'administrasi', kind: 'administration', name: 'Administrasi Netra', place: 'ID', zone: 'WIB' },
  { code: 'bawaslu-ri', kind: 'bawaslu', name: 'Bawaslu RI', place: 'ID', zone: 'WIB' },
  { code: 'satgas', kind: 'satgas', name: 'Satgas Netralitas ASN', place: 'ID', zone: 'WIB' },
  { code: 'bkn', kind: 'bkn', name: 'Badan Kepegawaian Negara', place: 'ID', zone: 'WIB' },
  { code: 'bkn-kr', kind: 'bkn', name: 'Kantor Regional BKN Nusa Raya', place: 'NR', zone: 'WIB' },
  { code: 'kempanrb', kind: 'kempanrb', name: 'Kementerian PANRB', place: 'ID', zone: 'WIB' },
  { code: 'kemendagri', kind: 'kemendagri', name: 'Kementerian Dalam Negeri', place: 'ID', zone: 'WIB' },
  { code: 'bawaslu-nr', kind: 'bawaslu', name: 'Bawaslu Provinsi Nusa Raya', place: 'NR', zone: 'WIB' },
  { code: 'bawaslu-ar', kind: 'bawaslu', name: 'Bawaslu Kota Arunika', place: 'NR-AR', zone: 'WIB' },
  {
    code: 'panwascam-ar-uta',
    kind: 'bawaslu',
    name: 'Panwaslu Kecamatan Arunika Utara',
    place: 'NR-AR-UTA',
    zone: 'WIB',
  },
  { code: 'bawaslu-lw', kind: 'bawaslu', name: 'Bawaslu Kabupaten Lembah Wening', place: 'NR-LW', zone: 'WIB' },
  { code: 'bawaslu-tl', kind: 'bawaslu', name: 'Bawaslu Provinsi Tanah Lintang', place: 'TL', zone: 'WIT' },
  { code: 'bawaslu-sw', kind: 'bawaslu', name: 'Bawaslu Kota Swarga', place: 'TL-SW', zone: 'WIT' },
  { code: 'ppk-mdn', kind: 'ppk', name: 'Menteri Dalam Negeri (untuk Sekda provinsi)', place: 'ID', zone: 'WIB' },
  { code: 'ppk-nr', kind: 'ppk', name: 'PPK Provinsi Nusa Raya', place: 'NR', zone: 'WIB' },
  { code: 'ppk-ar', kind: 'ppk', name: 'PPK Kota Arunika', place: 'NR-AR', zone: 'WIB' },
  { code: 'ppk-lw', kind: 'ppk', name: 'PPK Kabupaten Lembah Wening', place: 'NR-LW', zone: 'WIB' },
  { code: 'ppk-sw', kind: 'ppk', name: 'PPK Kota Swarga', place: 'TL-SW', zone: 'WIT' },
  { code: 'inspektorat-ar', kind: 'institution', name: 'Inspektorat Kota Arunika', place: 'PEMKOT-AR', zone: 'WIB' },
  { code: 'umum-ar', kind: 'institution', name: 'Bagian Umum Setda Kota Arunika', place: 'PEMKOT-AR', zone: 'WIB' },
  { code: 'umum-nr', kind: 'institution', name: 'Biro Umum Setda Nusa Raya', place: 'PEMPROV-NR', zone: 'WIB' },
  { code: 'dishub-ar', kind: 'institution', name: 'Dinas Perhubungan', place: 'AR-DISHUB', zone: 'WIB' },
  { code: 'disdik-ar', kind: 'institution', name: 'Dinas Pendidikan', place: 'AR-DISDIK', zone: 'WIB' },
];

/** The office with this code. Throws when there is none: a mistake in these lists. */
export function getOffice(code: string): DemoOffice {
  const found = offices.find((office) => office.code === code);
  if (found === undefined) throw new Error(`no office ${code} in the demonstration`);
  return found;
}

/** Bodies with a vote in the task force, and since when. */
export const seats = ['bawaslu', 'bkn', 'kemendagri', 'kempanrb'] as const;
export const seatBasis = { validFrom: '2022-09-22', basis: 'SKB 22 Sep 2022; SE MenPANRB 4/2024' } as const;

/** Under which name the plan calls who sits for a body. */
export function seatOffice(seat: string): string {
  return `satgas/${seat}`;
}

/** Under which name the plan calls who writes down a plenary at an office; the account's address begins with it as well. */
export const PLENARY = 'pleno';
export function plenaryOffice(code: string): string {
  return `${code}/${PLENARY}`;
}
