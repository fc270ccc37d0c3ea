/** A small country for tests: two provinces, offices at each level, one person per role; written past row-level security. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/platform/db/connect.ts';
import type { Member, Membership, Role } from '../../src/platform/http/env.ts';
import type { Zone } from '../../src/platform/i18n/zones.ts';

export interface TestPlace {
  readonly id: string;
  readonly path: string;
  readonly level: string;
}

export interface TestBody {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly zone: Zone;
  readonly place: TestPlace;
}

export interface TestCountry {
  readonly places: Readonly<
    Record<
      'nation' | 'province' | 'city' | 'district' | 'otherProvince' | 'otherCity' | 'institution' | 'unit',
      TestPlace
    >
  >;
  readonly bodies: Readonly<
    Record<
      | 'bawaslu'
      | 'bawasluProvince'
      | 'bawasluCity'
      | 'bawasluDistrict'
      | 'bawasluOther'
      | 'satgas'
      | 'bkn'
      | 'ppkCity'
      | 'ppkProvince'
      | 'ppkOther'
      | 'agency',
      TestBody
    >
  >;
  /** Makes a person with one or more duties. */
  person(name: string, ...duties: readonly (readonly [TestBody, Role])[]): Promise<Member>;
}

export async function foundCountry(owner: Database): Promise<TestCountry> {
  const place = async (code: string, name: string, level: string, parent: TestPlace | null): Promise<TestPlace> => {
    const id = randomUUID();
    const path = `${parent?.path ?? '/'}${code}/`;
    await owner
      .insertInto('jurisdiction')
      .values({ id, code: path, name, level, parent_id: parent?.id ?? null, path })
      .execute();
    return { id, path, level };
  };
  const nation = await place('ID', 'Indonesia', 'nation', null);
  const province = await place('NR', 'Nusa Raya', 'province', nation);
  const city = await place('AR', 'Kota Arunika', 'city', province);
  const district = await place('AT', 'Arunika Timur', 'district', city);
  const otherProvince = await place('TL', 'Tanah Lintang', 'province', nation);
  const otherCity = await place('SW', 'Kota Swarga', 'city', otherProvince);
  const institution = await place('PEMKOT', 'Pemerintah Kota Arunika', 'institution', city);
  const unit = await place('DINAS', 'Dinas Perhubungan', 'unit', institution);

  const body = async (
    code: string,
    kind: string,
    name: string,
    at: TestPlace,
    zone: Zone = 'WIB',
  ): Promise<TestBody> => {
    const id = randomUUID();
    await owner
      .insertInto('body')
      .values({ id, code, kind, name, level: at.level, jurisdiction_id: at.id, zone })
      .execute();
    return { id, code, kind, name, zone, place: at };
  };
  const bodies = {
    bawaslu: await body('bawaslu', 'bawaslu', 'Bawaslu', nation),
    bawasluProvince: await body('bawaslu-nr', 'bawaslu', 'Bawaslu Provinsi Nusa Raya', province),
    bawasluCity: await body('bawaslu-ar', 'bawaslu', 'Bawaslu Kota Arunika', city),
    bawasluDistrict: await body('panwascam-at', 'bawaslu', 'Panwaslu Kecamatan Arunika Timur', district),
    bawasluOther: await body('bawaslu-sw', 'bawaslu', 'Bawaslu Kota Swarga', otherCity, 'WIT'),
    satgas: await body('satgas', 'satgas', 'Satgas Netralitas ASN', nation),
    bkn: await body('bkn', 'bkn', 'BKN', nation),
    ppkCity: await body('ppk-ar', 'ppk', 'PPK Kota Arunika', city),
    ppkProvince: await body('ppk-nr', 'ppk', 'PPK Provinsi Nusa Raya', province),
    ppkOther: await body('ppk-sw', 'ppk', 'PPK Kota Swarga', otherCity, 'WIT'),
    agency: await body('pemkot-ar', 'institution', 'Pemerintah Kota Arunika', institution),
  };

  const person = async (name: string, ...duties: readonly (readonly [TestBody, Role])[]): Promise<Member> => {
    const userId = randomUUID();
    const email = `${userId}@contoh.id`;
    await owner
      .insertInto('auth.auth_user')
      .values({ id: userId, name, email, email_verified: true, two_factor_enabled: true })
      .execute();
    const memberships: Membership[] = [];
    for (const [at, role] of duties) {
      await owner.insertInto('member').values({ id: randomUUID(), user_id: userId, body_id: at.id, role }).execute();
      memberships.push({
        bodyId: at.id,
        bodyName: at.name,
        bodyKind: at.kind,
        bodyZone: at.zone,
        role,
        level: at.place.level,
        jurisdictionId: at.place.id,
        jurisdictionPath: at.place.path,
      });
    }
    return { userId, name, email, sessionToken: '', mustEnrol: false, memberships };
  };
  return { places: { nation, province, city, district, otherProvince, otherCity, institution, unit }, bodies, person };
}
