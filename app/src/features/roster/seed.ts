/** Invented people for the demonstration: two institutions, units as trees, some of them small. Always the same, and quick. */
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { personLocker, rosterKeys } from './roster-keys.ts';
import { recount } from './roster-merge.ts';
import { type Duty, duties } from './roster-row.ts';
import { unitPaths } from './unit-tree.ts';

interface SeedUnit {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly people: number;
  readonly duty: Duty;
}

const first: readonly SeedUnit[] = [
  { code: 'SETDA', name: 'Sekretariat Daerah', parent: null, people: 9, duty: 'umum' },
  { code: 'SETDA-UMUM', name: 'Bagian Umum', parent: 'SETDA', people: 7, duty: 'pejabat-anggaran' },
  {
    code: 'SETDA-HUMAS',
    name: 'Bagian Protokol dan Komunikasi Pimpinan',
    parent: 'SETDA',
    people: 5,
    duty: 'media-sosial',
  },
  { code: 'DISDIK', name: 'Dinas Pendidikan', parent: null, people: 8, duty: 'umum' },
  { code: 'SDN-01', name: 'SD Negeri 01 Contoh', parent: 'DISDIK', people: 22, duty: 'guru' },
  { code: 'SMPN-02', name: 'SMP Negeri 02 Contoh', parent: 'DISDIK', people: 14, duty: 'guru' },
  { code: 'KEC-A', name: 'Kecamatan Contoh', parent: null, people: 6, duty: 'camat-lurah' },
];
const second: readonly SeedUnit[] = [
  { code: 'DINKES', name: 'Dinas Kesehatan', parent: null, people: 10, duty: 'umum' },
  { code: 'PKM-01', name: 'Puskesmas Contoh Satu', parent: 'DINKES', people: 23, duty: 'kesehatan' },
  { code: 'PKM-02', name: 'Puskesmas Contoh Dua', parent: 'DINKES', people: 9, duty: 'kesehatan' },
  { code: 'INSP', name: 'Inspektorat', parent: null, people: 7, duty: 'umum' },
];

const given = ['Sari', 'Bima', 'Ratna', 'Joko', 'Dewi', 'Agus', 'Lestari', 'Yusuf', 'Maria', 'Putu', 'Rahmat', 'Intan'];
const family = ['Contohwati', 'Rekaan', 'Misalnya', 'Umpama', 'Khayali', 'Andaian', 'Karangan'];

/** Stands where the id of an import stands: these people came with no file. */
const SEED_IMPORT = '00000000-0000-4000-8000-000000000007';

/**
 * Fills the roster of the first two institutions, once. Institutions with an office of personnel come first: their pages are shown.
 * @param codes codes of two institutions; left out, the first two by code
 */
export async function seedRoster(
  { db, keys, uuid }: { readonly db: Database; readonly keys: Keys; readonly uuid: () => string },
  codes: readonly string[] = [],
): Promise<void> {
  await runAs(db, { kind: 'system' }, async (tx) => {
    const there = await tx.selectFrom('roster_person').select('id').limit(1).executeTakeFirst();
    if (there !== undefined) return;
    const all = await tx
      .selectFrom('jurisdiction')
      .select(['id', 'code'])
      .where('level', '=', 'institution')
      .orderBy('code')
      .execute();
    const wanted = codes.length > 0 ? codes.flatMap((code) => all.filter((one) => one.code === code)) : all.slice(0, 2);
    const lock = personLocker(rosterKeys(keys));
    let at = 0;
    for (const [place, institution] of wanted.entries()) {
      const units = new Map((place === 0 ? first : second).map((unit) => [unit.code, { ...unit, id: uuid() }]));
      const paths = unitPaths(units);
      await sql`insert into netra.work_unit (id, institution_id, parent_id, code, name, path)
        select x.i, ${institution.id}::uuid, x.p, x.c, x.n, x.w from jsonb_to_recordset(${JSON.stringify(
          [...units.values()].map((unit) => ({
            i: unit.id,
            p: unit.parent === null ? null : (units.get(unit.parent)?.id ?? null),
            c: unit.code,
            n: unit.name,
            w: paths.get(unit.code),
          })),
        )}::jsonb) as x (i uuid, p uuid, c text, n text, w text) on conflict do nothing`.execute(tx);
      for (const unit of units.values()) {
        const rows = Array.from({ length: unit.people }, (_, n) => {
          at += 1;
          const isPppk = at % 4 === 0;
          const born = `${1970 + (at % 28)}${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}`;
          const since = isPppk ? '202121' : `${2005 + (at % 15)}${at % 2 === 0 ? '12' : '03'}`;
          const number = `${born}${since}${1 + (at % 2)}${String(100 + at).slice(-3)}`;
          const name = `${given[at % given.length] ?? ''} ${family[(at + n) % family.length] ?? ''}`;
          const { token, mark, sealed } = lock({ name, number, email: `pegawai${at}@contoh.go.id`, phone: null });
          return {
            id: uuid(),
            institution_id: institution.id,
            unit_id: unit.id,
            kind: isPppk ? 'PPPK' : 'PNS',
            number_token: token,
            details_sealed: sealed,
            details_mark: mark,
            duty: at % 9 === 0 ? (duties[at % duties.length] ?? unit.duty) : unit.duty,
            import_id: SEED_IMPORT,
            since: '2024-01-02',
          };
        });
        await tx.insertInto('roster_person').values(rows).execute();
      }
    }
    await recount(tx);
  });
}
