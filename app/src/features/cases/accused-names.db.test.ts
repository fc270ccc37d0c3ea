import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { findAccused, lockStoredAccused } from './accused-store.ts';
import type { Accused } from './case.ts';
import { type Desk, facts, startDesk, textOf, type Who } from './desk.fixture.ts';

let desk: Desk;
let number: string;

const person = (name: string, nip?: string): Accused => ({
  name,
  post: 'Lurah Kembang Sepatu',
  unitName: 'Kelurahan Kembang',
  status: 'pns',
  ...(nip === undefined ? {} : { nip }),
});

const found = async (who: Who, sought: string): Promise<readonly string[]> => {
  const { userId } = await desk.member(who);
  const { db, keys } = desk.app.platform;
  return (await runAs(db, { kind: 'member', userId }, (tx) => findAccused(tx, keys, sought))).map((one) => one.name);
};

beforeAll(async () => {
  desk = await startDesk();
  number = await desk.report();
  const accused = [person('Dr. Moehammad Soetrisno, S.H.'), person('Raka Wiratama', '199001012015031002')];
  await desk.walk(number, ['officer', { ...facts, accused }]);
});
afterAll(() => desk.end());

describe('the accused at rest', () => {
  it('leave neither name nor post, unit or employee number readable in any row', async () => {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(a)::text as row from netra.case_accused a union all select to_jsonb(t)::text from netra.accused_token t`.execute(
      desk.app.owner,
    );
    const all = rows.map((r) => r.row).join('\n');
    for (const open of ['Soetrisno', 'Wiratama', 'Kembang', 'Lurah', '1990010120']) {
      expect(all).not.toContain(open);
      expect(all).not.toContain(Buffer.from(open).toString('hex'));
    }
  });

  it('cannot be stored in the open any more', async () => {
    await expect(
      sql`insert into netra.case_accused (case_id, position, name_sealed, post, unit_name, status)
        select id, 9, 'x', 'Camat', 'Kecamatan', 'pns' from netra.case_file where number = ${number}`.execute(
        desk.app.owner,
      ),
    ).rejects.toThrow(/case_accused_locked/);
  });

  it('of before are locked and indexed by the job, once and again with the same end', async () => {
    const { db, keys } = desk.app.platform;
    const old = await desk.report();
    await desk.walk(old, ['officer', { ...facts, accused: [person('Fitriana Lestari')] }]);
    await sql`alter table netra.case_accused drop constraint case_accused_locked`.execute(desk.app.owner);
    await sql`update netra.case_accused set details_sealed = null, post = 'Guru', unit_name = 'SD 1', token_key = null
      where case_id = (select id from netra.case_file where number = ${old})`.execute(desk.app.owner);
    await sql`delete from netra.accused_token`.execute(desk.app.owner);
    await sql`update netra.case_accused set token_key = 0`.execute(desk.app.owner);
    expect(await found('officer', 'Vitriana')).toEqual([]);
    expect(await lockStoredAccused(db, keys)).toBe(3);
    expect(await lockStoredAccused(db, keys)).toBe(0);
    expect(await found('officer', 'Vitriana')).toEqual(['Fitriana Lestari']);
    expect(await found('officer', '19900101 201503 1 002')).toEqual(['Raka Wiratama']);
    const view = await desk.app.cases.readModel.findCase(await desk.member('officer'), old);
    expect(view?.accused).toEqual([{ name: 'Fitriana Lestari', post: 'Guru', unitName: 'SD 1', status: 'pns' }]);
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from netra.case_accused where post is not null`.execute(desk.app.owner);
    expect(rows[0]?.n).toBe(0);
  });

  it('are locked by the system alone', async () => {
    const { userId } = await desk.member('officer');
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
        sql`select lock_accused(id, 1::smallint, 1::smallint, 'x'::bytea, '{}'::bytea[], null) from case_file`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/only the system/);
    const shown = await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
      sql`select * from accused_to_lock(99::smallint, 10)`.execute(tx),
    );
    expect(shown.rows).toEqual([]);
  });
});

describe('looking for a name', () => {
  it('finds it without titles, in old and new spelling, and by part', async () => {
    expect(await found('officer', 'sutrisno')).toEqual(['Dr. Moehammad Soetrisno, S.H.']);
    expect(await found('officer', 'Muhamad Soetrisno')).toEqual(['Dr. Moehammad Soetrisno, S.H.']);
    expect(await found('officer', 'Wiratama Raka')).toEqual(['Raka Wiratama']);
    expect(await found('officer', '199001012015031002')).toEqual(['Raka Wiratama']);
  });

  it('finds nobody by titles alone, by half a match, or by nothing', async () => {
    expect(await found('officer', 'Dr.')).toEqual([]);
    expect(await found('officer', '')).toEqual([]);
    expect(await found('officer', 'Raka Soetrisno')).toEqual([]);
  });

  it.each(['colleague', 'overseer'] as const)('works for the %s, who may read the case', async (who) => {
    expect(await found(who, 'Wiratama')).toEqual(['Raka Wiratama']);
  });

  it.each(['stranger', 'verifier', 'conveyor', 'authority', 'admin', 'media', 'asn'] as const)(
    'finds nothing for the %s, whose office has no hand in the case, and shows no hash',
    async (who) => {
      expect(await found(who, 'Wiratama')).toEqual([]);
      const { userId } = await desk.member(who);
      const { rows } = await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
        sql`select 1 from accused_token`.execute(tx),
      );
      expect(rows).toEqual([]);
    },
  );
});

describe('the search of the queue', () => {
  it('carries no name in the address, shows who was found, and leaves a trace without the name', async () => {
    const officer = await desk.at('officer');
    const sent = await officer.fill('/antrean', '/antrean/nama', { nama: 'Wiratma' });
    expect(sent.status).toBe(303);
    expect(sent.to).toMatch(/^\/antrean\?nama=[\w-]+$/);
    expect(Buffer.from(sent.to?.split('=')[1] ?? '', 'base64url').toString('latin1')).not.toMatch(/wirat/i);
    const page = textOf((await officer.get(sent.to ?? '')).html);
    expect(page).toContain(number);
    expect(page).toContain('Raka Wiratama (mirip, periksa)');
    expect(page).toContain('Terlapor bernama “Wiratma”, atau terdengar mirip: 1 perkara.');
    const { rows } = await sql<{ row: string }>`select to_jsonb(a)::text as row from netra.audit a
      where what = 'case.name-search'`.execute(desk.app.owner);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((r) => r.row).join()).not.toMatch(/wirat/i);
    expect(desk.app.logged.join('\n')).not.toMatch(/wirat/i);
  });

  it('reads the address of nobody else, nor one that is too old', async () => {
    const officer = await desk.at('officer');
    const { to } = await officer.fill('/antrean', '/antrean/nama', { nama: 'Wiratama' });
    const colleague = textOf((await (await desk.at('colleague')).get(to ?? '')).html);
    expect(colleague).toContain('sudah lewat satu jam atau milik orang lain');
    expect(colleague).not.toContain('Wiratama');
    expect((await officer.get('/antrean?nama=AAAA')).status).toBe(200);
  });

  it('asks for at least one word', async () => {
    const officer = await desk.at('officer');
    const refused = await officer.fill('/antrean', '/antrean/nama', { nama: 'Drs. H.' });
    expect(refused.status).toBe(422);
    expect(textOf(refused.html)).toContain('Tulis paling sedikit satu kata');
  });

  it('still finds posts and units, which lie locked', async () => {
    const officer = await desk.at('officer');
    expect(textOf((await officer.get('/antrean?cari=kembang%20sep')).html)).toContain(number);
    expect(textOf((await officer.get('/antrean?cari=Bukan%20Jabatan')).html)).not.toContain(number);
  });
});
