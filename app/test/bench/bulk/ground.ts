/**
 * The ground of a large country: 38 provinces, 514 regencies and cities with invented names, their offices and the people who work there.
 * Pure and always the same; written by `fill.ts`.
 */
import type { Zone } from '../../../src/platform/i18n/zones.ts';
import { newId } from './made-up.ts';

const PROVINCES = 38;
const REGENCIES = 514;

const firsts = [
  'Lembah',
  'Rimba',
  'Bukit',
  'Padang',
  'Ranah',
  'Delta',
  'Tanah',
  'Taman',
  'Hulu',
  'Hilir',
  'Puncak',
  'Serambi',
  'Kampung',
  'Palung',
  'Teras',
  'Gugus',
  'Jalur',
  'Lereng',
  'Rawa',
  'Telaga',
] as const;
const seconds = [
  'Wening',
  'Lintang',
  'Swargaloka',
  'Candrika',
  'Nirmala',
  'Kiranasari',
  'Bayanaka',
  'Dirgantari',
  'Samudrika',
  'Pelangsari',
  'Mandraguna',
  'Astamaya',
  'Jenggaluh',
  'Kertabumi',
  'Laksmirana',
  'Maheswari',
  'Narapati',
  'Palapawati',
  'Ratnagiri',
  'Sekarwangi',
  'Tirtalaya',
  'Umbaran',
  'Widuri',
  'Yogyasmara',
  'Gandasari',
  'Indrakila',
  'Rengganis',
] as const;
const given = [
  'Ardhani',
  'Bramasta',
  'Citrawani',
  'Danuarta',
  'Eswara',
  'Fajarina',
  'Gantari',
  'Hapsari',
  'Iswandaru',
  'Jayantaka',
  'Kartikasari',
  'Larasita',
  'Mahendraka',
  'Naraya',
  'Palupi',
  'Raditya',
  'Sandyakala',
  'Taranika',
  'Utari',
  'Wicaksana',
] as const;

export interface Place {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: 'province' | 'city';
  readonly parentCode: string;
  readonly path: string;
}

export interface Office {
  readonly id: string;
  readonly code: string;
  readonly kind: 'bawaslu' | 'ppk';
  readonly name: string;
  readonly place: Place;
  readonly zone: Zone;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'officer' | 'authority' | 'overseer' | 'verifier' | 'conveyor';
  readonly bodyId: string;
}

/** The offices that handle the cases of one place, and who works there. */
export interface Seat {
  readonly place: Place;
  readonly zone: Zone;
  readonly supervisor: Office;
  readonly authority: Office;
  readonly officers: readonly string[];
  readonly deciders: readonly string[];
}

export interface Ground {
  readonly places: readonly Place[];
  readonly offices: readonly Office[];
  readonly people: readonly Person[];
  /** Regencies and cities. */
  readonly seats: readonly Seat[];
  /** Provinces, in which a part of the cases lies. */
  readonly provinceSeats: readonly Seat[];
}

/** @param nation offices of the nation that are there already, by code */
export function makeGround(nation: ReadonlyMap<string, string>): Ground {
  const places: Place[] = [];
  const offices: Office[] = [];
  const people: Person[] = [];
  const seats: Seat[] = [];
  const provinceSeats: Seat[] = [];
  const staff = (bodyId: string, code: string, role: Person['role'], count: number): string[] =>
    Array.from({ length: count }, (_, at) => {
      const email = `${role}.${at + 1}.${code.toLowerCase()}@besar.contoh`;
      const id = newId(`person ${email}`);
      const name = `${given[people.length % given.length]} ${seconds[Math.floor(people.length / given.length) % seconds.length]}`;
      people.push({ id, name, email, role, bodyId });
      return id;
    });
  const seat = (place: Place, zone: Zone, officers: number): Seat => {
    const short = place.name.replace(/^Provinsi /, '');
    const office = (kind: 'bawaslu' | 'ppk', name: string): Office => {
      const code = `${kind}-${place.code.toLowerCase()}`;
      const made: Office = { id: newId(`office ${code}`), code, kind, name, place, zone };
      offices.push(made);
      return made;
    };
    const supervisor = office('bawaslu', `Bawaslu ${place.level === 'province' ? `Provinsi ${short}` : short}`);
    const authority = office('ppk', `PPK ${place.level === 'province' ? `Provinsi ${short}` : short}`);
    return {
      place,
      zone,
      supervisor,
      authority,
      officers: staff(supervisor.id, place.code, 'officer', officers),
      deciders: staff(authority.id, place.code, 'authority', 1),
    };
  };
  for (let at = 0; at < PROVINCES; at += 1) {
    const code = `P${String(at + 1).padStart(2, '0')}`;
    const place: Place = {
      id: newId(`place ${code}`),
      code,
      name: `Provinsi ${firsts[at % firsts.length]} ${seconds[(at * 7 + 3) % seconds.length]} Raya`,
      level: 'province',
      parentCode: 'ID',
      path: `/ID/${code}/`,
    };
    places.push(place);
    const made = seat(place, zoneOf(at), 2);
    provinceSeats.push(made);
    staff(made.supervisor.id, place.code, 'overseer', 1);
  }
  for (let at = 0; at < REGENCIES; at += 1) {
    const province = provinceSeats[at % PROVINCES];
    if (province === undefined) throw new Error('every regency lies in a province');
    const code = `${province.place.code}-${String(Math.floor(at / PROVINCES) + 1).padStart(2, '0')}`;
    const place: Place = {
      id: newId(`place ${code}`),
      code,
      name: `${at % 5 === 0 ? 'Kota' : 'Kabupaten'} ${firsts[at % firsts.length]} ${seconds[Math.floor(at / firsts.length) % seconds.length]}`,
      level: 'city',
      parentCode: province.place.code,
      path: `${province.place.path}${code}/`,
    };
    places.push(place);
    seats.push(seat(place, province.zone, 3));
  }
  for (const [code, role] of [
    ['satgas', 'verifier'],
    ['bkn', 'conveyor'],
  ] as const) {
    const bodyId = nation.get(code);
    if (bodyId === undefined) throw new Error(`the nation has no office ${code}`);
    staff(bodyId, code, role, 40);
  }
  return { places, offices, people, seats, provinceSeats };
}

/** Roughly as many provinces in each zone as the country has. */
function zoneOf(province: number): Zone {
  if (province < 18) return 'WIB';
  return province < 30 ? 'WITA' : 'WIT';
}
