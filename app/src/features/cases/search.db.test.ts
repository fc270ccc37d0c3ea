/** Searching cases: what is found by whom. A search tells of a case only what the person may read of it, also by how much it finds. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { type Desk, facts, secrets, startDesk, textOf, type Who } from './desk.fixture.ts';

let desk: Desk;
/** Walked up to the conveyance; first written by the office, then by others. */
let number: string;
/** Held by the office from the beginning. */
let other: string;
beforeAll(async () => {
  desk = await startDesk();
  number = await desk.report();
  const accused = [
    {
      name: 'Dr. H. Moehammad Soetrisno',
      post: 'Sekretaris Kelurahan',
      unitName: 'Kelurahan Kembang Sepatu',
      status: 'pns',
    },
  ] as const;
  await desk.walk(
    number,
    ['officer', { ...facts, accused, summary: 'Moehammad Soetrisno membuat unggahan tentang baliho di lapangan.' }],
    ['officer', { type: 'register', reason: 'Syarat formal dan materiel terpenuhi.' }],
    [
      'officer',
      { type: 'record-study', text: 'Kajian: perbuatan memenuhi unsur keberpihakan.', rows: ['B6'], level: 'berat' },
    ],
    ['officer', { type: 'conclude', proven: true, reason: 'Pleno menyatakan terbukti.' }],
    ['officer', { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason: 'Mohon diverifikasi.' }],
    ['verifier', { type: 'verify', reason: 'Ditemukan kuitansi penyewaan panggung.' }],
  );
  other = await desk.report();
  await desk.walk(other, ['officer', { ...facts, summary: 'Terlapor meminjamkan kendaraan dinas.' }]);
});
afterAll(() => desk.end());

const numbersOn = (html: string): readonly string[] =>
  [...html.matchAll(/<b class="num">([\w-]+)<\/b>/g)].map((found) => found[1] ?? '');
const find = async (who: Who, text: string): Promise<readonly string[]> =>
  numbersOn((await (await desk.at(who)).get(`/cari?cari=${encodeURIComponent(text)}`)).html);

describe('a search', () => {
  it('finds other forms of a word: unggahan by mengunggah, diunggah and mengunggahnya', async () => {
    for (const text of ['unggahan', 'mengunggah', 'diunggah', 'unggah', 'UNGGAHAN'])
      expect(await find('officer', text), text).toEqual([number]);
  });

  it('finds words with a slip', async () => {
    for (const text of ['ungahan', 'kenderaan', 'keluarhan', 'skretaris'])
      expect(await find('officer', text), text).toHaveLength(1);
  });

  it('finds posts and units, which lie locked, whole, with a slip and as far as they are typed', async () => {
    for (const text of [
      'sekretaris kelurahan',
      'kembang sepatu',
      'kembang sep',
      '"kelurahan kembang"',
      'sekretaris unggahan',
    ])
      expect(await find('officer', text), text).toEqual([number]);
    const { rows } = await sql<{ tsv: string }>`select tsv::text from netra.case_search`.execute(desk.app.owner);
    for (const { tsv } of rows) expect(tsv).not.toMatch(/sekretaris|kembang|sepatu/i);
    const words = await sql<{
      n: number;
    }>`select count(*) as n from netra.search_lexicon where sealed::text like '%kembang%'`.execute(desk.app.owner);
    expect(words.rows[0]?.n).toBe(0);
  });

  it('finds numbers, whole and begun, and places', async () => {
    for (const typed of [number, number.toLowerCase(), number.replaceAll('-', ' ')])
      expect(await find('officer', typed), typed).toEqual([number]);
    expect(await find('officer', number.slice(0, 5).toLowerCase())).toEqual([number]);
    expect((await find('officer', 'Arunika Timur')).length).toBe(2);
  });

  it('finds by the first letter of the next group, whichever letter it is: offices and locked words have marks that begin with letters too', async () => {
    for (const begun of ['unggahan-tentang-b', 'ditemukan-k', 'penyewaan-p', 'ditemukan-kuitansi-penyewaan-pa'])
      expect(await find('officer', begun), begun).toEqual([number]);
    expect(await find('officer', 'unggahan-tentang-x')).toEqual([]);
  });

  it('asks for all words, and leaves out what is not wanted', async () => {
    expect(await find('officer', 'baliho kendaraan')).toEqual([]);
    expect(await find('officer', 'arunika -baliho')).toEqual([other]);
    expect(await find('officer', '-baliho')).toEqual([]);
  });

  it('finds nothing of what the reporter told', async () => {
    for (const text of [secrets.story, 'kaus', 'ungu', 'Balai Kirana', secrets.name, secrets.address, secrets.accused])
      expect(await find('officer', text), text).toEqual([]);
    const { rows } = await sql<{
      all: string;
    }>`select string_agg(tsv::text, ' ') as all from netra.case_search`.execute(desk.app.owner);
    for (const word of ['kaus', 'ungu', 'rahasia', 'sembunyi']) expect(rows[0]?.all).not.toContain(word);
  });

  it('keeps the names of accused out of the index, though an officer wrote them', async () => {
    expect(await find('officer', 'Soetrisno')).toEqual([]);
    expect(await find('officer', 'sutrisno')).toEqual([]);
    const { rows } = await sql<{
      all: string;
    }>`select string_agg(tsv::text, ' ') as all from netra.case_search`.execute(desk.app.owner);
    expect(rows[0]?.all).not.toMatch(/s(oe|u)trisn|m(oe|u)hamm?ad/i);
    const officer = await desk.at('officer');
    const named = await officer.fill('/antrean', '/antrean/nama', { nama: 'Muhamad Sutrisna' });
    expect(textOf((await officer.get(named.to ?? '')).html)).toContain(number);
  });

  it('tells nobody of cases out of their scope', async () => {
    for (const who of ['stranger', 'authority', 'conveyor'] as const)
      for (const text of ['unggahan', number, 'kembang sepatu', 'kuitansi'])
        expect(await find(who, text), `${who} ${text}`).toEqual([]);
    for (const who of ['media', 'asn', 'admin'] as const)
      expect((await (await desk.at(who)).get('/cari?cari=unggahan')).status).toBe(404);
  });

  it('finds what came before for whoever received it, and for the overseer above', async () => {
    expect(await find('verifier', 'unggahan')).toEqual([number]);
    expect(await find('verifier', 'kuitansi')).toEqual([number]);
    expect(await find('overseer', 'kendaraan')).toEqual([other]);
  });

  it('does not find what an office may no longer read, and finds it again when the case came back', async () => {
    const mine = await desk.report();
    await desk.walk(
      mine,
      ['officer', facts],
      ['officer', { type: 'register', reason: 'Syarat terpenuhi.' }],
      ['officer', { type: 'record-study', text: 'Kajian tentang spanduk.', rows: ['B6'], level: 'berat' }],
      ['officer', { type: 'conclude', proven: true, reason: 'Pleno.' }],
      ['officer', { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason: 'Pesan.' }],
      ['verifier', { type: 'return-handover', reason: 'Terselip perkara genteng.' }],
    );
    expect(await find('verifier', 'genteng')).toEqual([mine]);
    expect(await find('officer', 'genteng')).toEqual([mine]);
    await desk.walk(number, [
      'officer',
      { type: 'confirm-study', toBodyId: desk.country.bodies.bkn.id, reason: 'Dikuatkan.' },
    ]);
    await desk.walk(number, [
      'conveyor',
      { type: 'convey', toBodyId: desk.country.bodies.ppkCity.id, reason: 'Rumusan cemara.' },
    ]);
    expect(await find('authority', 'cemara')).toEqual([number]);
    expect(await find('conveyor', 'cemara')).toEqual([number]);
    expect(await find('officer', 'cemara')).toEqual([]);
    expect(await find('verifier', 'cemara')).toEqual([]);
    expect(await find('officer', 'kuitansi')).toEqual([number]);
  });

  it('survives what looks like an attack, and says what to try when nothing is found', async () => {
    const officer = await desk.at('officer');
    for (const text of [
      "'; drop table netra.case_search; --",
      "a' | 'b",
      '!',
      ':*',
      '&&&',
      '"',
      '\\',
      'b:00',
      '(((',
      '😀',
      'x'.repeat(3000),
    ]) {
      const page = await officer.get(`/cari?cari=${encodeURIComponent(text)}`);
      expect(page.status, text).toBe(200);
      expect(numbersOn(page.html), text).toEqual([]);
    }
    const empty = textOf((await officer.get('/cari?cari=tidakadakataini')).html);
    expect(empty).toContain('Tidak ditemukan');
    expect(empty).toContain('kata dasar');
  });

  it('marks the words where they stand, in the words of officers', async () => {
    const page = await (await desk.at('officer')).get('/cari?cari=mengunggah');
    expect(page.html).toContain('<mark>unggahan</mark>');
  });

  it('keeps filters in the address and through paging', async () => {
    const officer = await desk.at('officer');
    const html = (await officer.get('/cari?cari=arunika&lihat=terbuka&status=received')).html;
    expect(numbersOn(html)).toEqual([other]);
    expect(html).toContain('name="status"');
    expect(numbersOn((await officer.get('/cari?status=submitted')).html)).not.toContain(other);
    expect(numbersOn((await officer.get('/cari?belum=1')).html)).toContain(other);
    await officer.get(`/perkara/${other}`);
    expect(numbersOn((await officer.get('/cari?belum=1')).html)).not.toContain(other);
  });
});

describe('the index', () => {
  it('opens to nobody by itself: a row is read with the step it goes up to', async () => {
    const stranger = await desk.member('stranger');
    const seen = await runAs(desk.app.platform.db, { kind: 'member', userId: stranger.userId }, (tx) =>
      tx.selectFrom('case_search').selectAll().execute(),
    );
    expect(seen).toEqual([]);
  });

  it('is written by the system alone, and gives no member what it is made of', async () => {
    const officer = await desk.member('officer');
    const asOfficer = <T>(use: (tx: Parameters<Parameters<typeof runAs>[2]>[0]) => Promise<T>): Promise<T> =>
      runAs(desk.app.platform.db, { kind: 'member', userId: officer.userId }, use);
    const ids = (await desk.app.owner.selectFrom('case_file').select('id').execute()).map((row) => row.id);
    for (const from of ['search_contents', 'search_accused', 'search_access'] as const)
      expect(
        (await asOfficer((tx) => sql`select * from ${sql.id(from)}(${ids}::uuid[])`.execute(tx))).rows,
        from,
      ).toEqual([]);
    expect((await asOfficer((tx) => sql`select * from search_take(10)`.execute(tx))).rows).toEqual([]);
    await expect(
      asOfficer((tx) => sql`select search_put(${ids}::uuid[], '{}', '{}', '{}')`.execute(tx)),
    ).rejects.toThrow(/only the system/);
  });
});

// Last: what it takes off the list is not indexed again.
describe('the index', () => {
  const due = (id: string) => sql`
    insert into netra.case_search_due (case_id) values (${id}) on conflict (case_id) do update set since = clock_timestamp()`;
  const fileOf = (): Promise<{ id: string }> =>
    desk.app.owner.selectFrom('case_file').select('id').where('number', '=', other).executeTakeFirstOrThrow();
  const takeAsSystem = (tx: Tx) => sql<{ case_id: string }>`select case_id from search_take(200)`.execute(tx);

  it('and somebody who acts on a case it is taking never wait for each other', async () => {
    const { id } = await fileOf();
    await due(id).execute(desk.app.owner);
    const acting = Promise.withResolvers<null>();
    const indexed = runAs(desk.app.platform.db, { kind: 'system' }, async (tx) => {
      const { rows } = await takeAsSystem(tx);
      expect(rows).toContainEqual({ case_id: id });
      acting.resolve(null);
      // Long enough for the other one to come as far as it gets.
      await new Promise((done) => setTimeout(done, 300));
      await sql`select search_put(${[id]}::uuid[], ${[id]}::uuid[], ${[0]}::int[], ${['kata']}::text[])`.execute(tx);
    });
    await acting.promise;
    const acted = desk.app.owner.transaction().execute(async (tx) => {
      await tx.selectFrom('case_file').select('id').where('id', '=', id).forUpdate().execute();
      await due(id).execute(tx);
    });
    const ends = await Promise.allSettled([indexed, acted]);
    expect(ends.map((end) => (end.status === 'rejected' ? String(end.reason) : end.status))).toEqual([
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('leaves a case that somebody is acting on for the next round, and waits for nobody', async () => {
    const { id } = await fileOf();
    await due(id).execute(desk.app.owner);
    const take = () => runAs(desk.app.platform.db, { kind: 'system' }, takeAsSystem);
    await desk.app.owner.transaction().execute(async (tx) => {
      await tx.selectFrom('case_file').select('id').where('id', '=', id).forUpdate().execute();
      expect((await take()).rows).not.toContainEqual({ case_id: id });
    });
    expect((await take()).rows).toContainEqual({ case_id: id });
  });
});
