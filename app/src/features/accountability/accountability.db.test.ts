import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { plain } from '../accounts/visitor.fixture.ts';
import { type Pages, pagesOf } from '../demonstration/pages.fixture.ts';
import type { AccountabilityService } from './accountability-service.ts';
import { questionsFor } from './assessment-questions.ts';
import { accountabilityFeature } from './index.ts';

const code = 'PEMKOT-UJI';
let app: TestApp;
let country: TestCountry;
let pages: Pages;
let service: AccountabilityService;
let inspector: Member;
let second: Member;
let authority: Member;
let elsewhere: Member;
let officer: Member;
let admin: Member;
let superior: Member;

beforeAll(async () => {
  app = await startTestApp();
  country = await foundCountry(app.owner);
  await app.owner.updateTable('jurisdiction').set({ code }).where('id', '=', country.places.institution.id).execute();
  service = app.accountability.service;
  pages = pagesOf(
    app,
    (platform) =>
      accountabilityFeature(
        { ...platform, jobs: { ...platform.jobs, define: () => undefined } },
        { workshop: { renderOwn: () => Promise.resolve({ ok: true, value: Buffer.from('%PDF-uji') }) } },
      ).routes,
  );
  const { bodies, person } = country;
  inspector = await person('Inspektur Uji', [bodies.agency, 'inspectorate']);
  second = await person('Auditor Uji', [bodies.agency, 'inspectorate']);
  authority = await person('PPK Uji', [bodies.ppkCity, 'authority']);
  elsewhere = await person('PPK Lain', [bodies.ppkOther, 'authority']);
  officer = await person('Pengawas Uji', [bodies.bawasluCity, 'officer']);
  superior = await person('Atasan Uji', [bodies.agency, 'superior']);
  admin = await person('Admin Uji', [bodies.bawaslu, 'admin']);
});
afterAll(() => app.end());

/** Recommendations that lie with the personnel authority of the city; the first so many are past a limit. */
async function waiting(count: number, late: number): Promise<void> {
  const { bodies, places } = country;
  await app.owner.deleteFrom('clock').execute();
  await app.owner.deleteFrom('case_file').execute();
  for (let n = 0; n < count; n += 1) {
    const id = randomUUID();
    await app.owner
      .insertInto('case_file')
      .values({
        id,
        number: `UJI-${id.slice(0, 8)}`,
        origin: 'temuan',
        status: 'conveyed',
        election_id: 'pilkada-2024',
        contest_id: 'kepala-daerah',
        origin_body_id: bodies.bawasluCity.id,
        holder_body_id: bodies.ppkCity.id,
        region_id: places.city.id,
        act_kind: 'social-engagement',
        opened_at: '2024-10-01T02:00:00Z',
        last_seq: 1,
        accused_count: 1,
      })
      .execute();
    if (n < late)
      await app.owner
        .insertInto('clock')
        .values({
          id: randomUUID(),
          case_id: id,
          procedure_id: 'x',
          step_id: 'x',
          body_id: bodies.ppkCity.id,
          zone: 'WIB',
          started_at: '2024-09-01T02:00:00Z',
          due_at: '2024-09-15T02:00:00Z',
          skipped: '[]',
          provisional: false,
          nature: 'law',
          basis: 'x',
          confidence: 'seen',
          rulebook_version: '0',
          state: 'running',
        })
        .execute();
  }
}
const setDay = (day: string): void => app.clock.set(Temporal.Instant.from(`${day}T03:00:00Z`));
/** The figures of a day, as everybody gets them. */
async function shownOn(day: string, count: number, late: number): Promise<readonly (number | null | undefined)[]> {
  setDay(day);
  await waiting(count, late);
  await service.snapshotToday();
  const found = await service.find(code);
  expect(found?.day).toBe(day);
  return [found?.figures?.waiting, found?.figures?.overdue];
}

describe('figures of a day', () => {
  it('are made once: what changes during the day shows on the next', async () => {
    expect(await shownOn('2024-10-07', 7, 5)).toEqual([5, 5]);
    await waiting(40, 40);
    expect(await service.snapshotToday()).toBe(0);
    const found = await service.find(code);
    expect([found?.figures?.waiting, found?.figures?.overdue]).toEqual([5, 5]);
  });

  it('do not tell of one case by the difference of two days', async () => {
    expect(await shownOn('2024-10-08', 7, 5)).toEqual([5, 5]);
    expect(await shownOn('2024-10-09', 6, 4)).toEqual([5, 5]);
    expect(await shownOn('2024-10-10', 4, 1)).toEqual([5, 5]);
    expect(await shownOn('2024-10-11', 2, 0)).toEqual([0, 0]);
    expect(await shownOn('2024-10-12', 4, 3)).toEqual([0, 0]);
    expect(await shownOn('2024-10-13', 6, 4)).toEqual([0, 0]);
  });

  it('say “fewer than five” for none as for four, on the page and in both files', async () => {
    await shownOn('2024-10-14', 3, 1);
    const { html } = await pages.open(`/instansi/${code}`);
    expect(plain(html)).toContain('kurang dari 5');
    expect(html).not.toMatch(/>\s*3\s*</);
    const csv = (await pages.open(`/instansi/${code}/data.csv`)).html;
    expect(csv).toContain('waiting;<5;');
    const json = JSON.parse((await pages.open(`/instansi/${code}/data.json`)).html);
    expect(json.figures.waiting).toBe(0);
    expect(JSON.stringify(json)).not.toMatch(/written|user|"at"/);
  });

  it('keep true counts from everybody but the counting', async () => {
    for (const member of [inspector, officer, admin, authority])
      expect(
        await runAs(app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
          tx.selectFrom('accountability_count').selectAll().execute(),
        ),
      ).toEqual([]);
    const seen = await runAs(app.platform.db, { kind: 'public' }, (tx) =>
      tx.selectFrom('accountability_count').selectAll().execute(),
    );
    expect(seen).toEqual([]);
    await expect(
      runAs(app.platform.db, { kind: 'member', userId: inspector.userId }, (tx) =>
        tx
          .insertInto('accountability_day')
          .values({ institution_id: country.places.institution.id, on_day: '2030-01-01', figures: '{}' })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it('compare only from five like institutions on', async () => {
    expect(plain((await pages.open(`/instansi/${code}`)).html)).toContain('belum punya lima instansi');
    setDay('2024-10-15');
    await waiting(3, 1);
    for (let n = 0; n < 4; n += 1) {
      const id = randomUUID();
      const city = randomUUID();
      await app.owner
        .insertInto('jurisdiction')
        .values([
          {
            id: city,
            code: `KOTA-${n}`,
            name: `Kota Rekaan ${n}`,
            level: 'city',
            parent_id: country.places.province.id,
            path: `/ID/NR/K${n}/`,
          },
          {
            id,
            code: `PEMKOT-${n}`,
            name: `Pemerintah Kota Rekaan ${n}`,
            level: 'institution',
            parent_id: city,
            path: `/ID/NR/K${n}/P/`,
          },
        ])
        .execute();
      await app.owner
        .insertInto('body')
        .values({
          id: randomUUID(),
          code: `ppk-${n}`,
          kind: 'ppk',
          name: `PPK Kota Rekaan ${n}`,
          level: 'city',
          jurisdiction_id: city,
          zone: 'WIB',
        })
        .execute();
    }
    expect(await service.snapshotToday()).toBe(5);
    const { html } = await pages.open(`/instansi/${code}`);
    expect(html).toContain('range-chart');
    expect(plain(html)).toContain('Perbandingan sebagai tabel');
    const found = await service.find(code);
    expect(found?.compared.find((one) => one.measure === 'waiting')?.group).toEqual({
      low: 0,
      median: 0,
      high: 0,
      size: 5,
    });
    expect(found?.compared.find((one) => one.measure === 'pledge')?.group).toBeNull();
  });
});

describe('the public page', () => {
  it('is found by search, in both languages, without an account', async () => {
    const { html } = await pages.open('/instansi?cari=arunika');
    expect(html).toContain(`href="/instansi/${code}"`);
    expect((await pages.open('/instansi?cari=tidak-ada-sama-sekali')).html).toContain(
      'Tidak ada instansi dengan kata itu',
    );
    expect((await pages.open(`/en/instansi/${code}`)).html).toContain('How it is counted');
    expect((await pages.open('/instansi/TIDAK-ADA')).status).toBe(404);
  });
});

describe('who answers', () => {
  const wish = {
    post: 'sekda',
    title: 'Sekretaris Daerah',
    name: null,
    from: '2023-01-02',
    source: 'Keputusan uji',
  } as const;
  it('is entered with dates by the inspectorate or an administrator, one at a time', async () => {
    expect((await service.addHolder(inspector, code, wish)).ok).toBe(true);
    expect(await service.addHolder(inspector, code, wish)).toEqual({ ok: false, error: 'already' });
    const [holder] = (await service.office(inspector, code))?.holders ?? [];
    expect(await service.endHolder(inspector, code, holder?.id ?? '', '2022-01-01')).toEqual({
      ok: false,
      error: 'wrong-day',
    });
    expect((await service.endHolder(inspector, code, holder?.id ?? '', '2024-06-30')).ok).toBe(true);
    expect(await service.addHolder(inspector, code, { ...wish, from: '2024-06-30' })).toEqual({
      ok: false,
      error: 'wrong-day',
    });
    expect((await service.addHolder(admin, code, { ...wish, name: 'Nama Rekaan', from: '2024-07-01' })).ok).toBe(true);
    const { html } = await pages.open(`/instansi/${code}`);
    expect(html).toContain('Nama Rekaan');
    expect(html).toContain('Pejabat sebelumnya');
  });
  it('is not entered by anybody else', async () => {
    for (const stranger of [elsewhere, officer, superior]) {
      expect(await service.addHolder(stranger, code, { ...wish, post: 'ppk' })).toEqual({
        ok: false,
        error: 'not-found',
      });
      expect(await service.office(stranger, code)).toBeUndefined();
      expect((await pages.open(`/kantor/instansi/${code}`, stranger)).status).toBe(404);
    }
    expect(await service.addHolder(authority, code, { ...wish, post: 'ppk' })).toEqual({
      ok: false,
      error: 'not-found',
    });
  });
});

describe('the reply', () => {
  const words = 'Ikrar dibuka lagi setiap Senin pertama, dan rekomendasi yang terlambat sedang dikerjakan.';
  it('is published by a second person, and every version stays', async () => {
    const sent = await pages.send(`/kantor/instansi/${code}`, { 't-isi': words }, inspector);
    expect([303, 404, 422]).toContain(sent.status);
    expect((await service.writeReply(inspector, code, words)).ok).toBe(true);
    expect((await service.writeReply(inspector, code, words)).ok).toBe(true);
    const [first] = (await service.office(inspector, code))?.replies ?? [];
    expect(first?.version).toBe(1);
    expect((await pages.open(`/instansi/${code}`)).html).not.toContain(words);
    expect(await service.decideReply(inspector, code, first?.id ?? '', true)).toEqual({
      ok: false,
      error: 'same-person',
    });
    expect(await service.decideReply(elsewhere, code, first?.id ?? '', true)).toEqual({
      ok: false,
      error: 'not-found',
    });
    expect((await service.decideReply(authority, code, first?.id ?? '', true)).ok).toBe(true);
    expect((await pages.open(`/instansi/${code}`)).html).toContain(words);
    expect((await service.writeReply(second, code, `${words} Diperbarui pekan ini.`)).ok).toBe(true);
    const [newer] = (await service.office(inspector, code))?.replies ?? [];
    expect((await service.decideReply(inspector, code, newer?.id ?? '', true)).ok).toBe(true);
    const { html } = await pages.open(`/instansi/${code}`);
    expect(html).toContain('Diperbarui pekan ini');
    expect(html).toContain('Tanggapan sebelumnya');
    expect(html).not.toContain('Inspektur Uji');
  });
  it('with a number of a person or a name is refused with what was found', async () => {
    const done = await service.writeReply(inspector, code, 'Pegawai 198501012010011001 telah ditegur oleh Pak Wiryo.');
    expect(!done.ok && done.error.kind === 'tells' && done.error.findings.map(({ kind }) => kind)).toEqual([
      'number',
      'name',
    ]);
  });
  it('cannot be approved by its writer in the database either', async () => {
    await service.writeReply(inspector, code, `${words} Versi tiga.`);
    await expect(
      runAs(app.platform.db, { kind: 'member', userId: inspector.userId }, (tx) =>
        tx
          .updateTable('institution_reply')
          .set({ approved_by: inspector.userId, approved_on: '2024-10-15' })
          .where('approved_on', 'is', null)
          .execute(),
      ),
    ).rejects.toThrow(/check constraint/);
  });
});

describe('the self-assessment', () => {
  it('carries figures of Netra, is answered with evidence, and signed by somebody who answered nothing', async () => {
    const begun = await service.begin(inspector, code, '2024');
    if (!begun.ok) throw new Error(begun.error);
    const { id } = begun.value;
    expect(await service.begin(inspector, code, '2024')).toEqual(begun);
    expect((await pages.open(`/kantor/instansi/penilaian/${id}`, inspector)).html).toContain(
      'Rekomendasi menunggu PPK: kurang dari 5',
    );
    const asked = questionsFor('2024').questions;
    expect(await service.sign(authority, id, 'Wali Kota')).toEqual({ ok: false, error: 'incomplete' });
    for (const question of asked)
      expect(
        (
          await service.answer(inspector, id, {
            question: question.id,
            level: 3,
            words: 'Sudah dikerjakan.',
            links: ['/cakupan'],
          })
        ).ok,
      ).toBe(true);
    expect(await service.answer(inspector, id, { question: 'unknown', level: 3, words: '', links: [] })).toEqual({
      ok: false,
      error: 'not-found',
    });
    const file = {
      question: 'pledge',
      name: 'berita-acara.pdf',
      mediaType: 'application/pdf',
      content: Buffer.from('%PDF-1.7 rahasia'),
    };
    expect((await service.addFile(inspector, id, file)).ok).toBe(true);
    expect((await service.addFile(inspector, id, file)).ok).toBe(true);
    const stored = await app.owner.selectFrom('self_assessment_file').selectAll().execute();
    expect(stored).toHaveLength(1);
    expect(stored[0]?.content_sealed.toString('latin1')).not.toContain('rahasia');
    expect(stored[0]?.name_sealed.toString('latin1')).not.toContain('berita');
    expect((await service.readFile(authority, id, stored[0]?.id ?? ''))?.name).toBe('berita-acara.pdf');
    expect(await service.sign(inspector, id, 'Inspektur')).toEqual({ ok: false, error: 'same-person' });
    expect((await service.sign(authority, id, 'Wali Kota')).ok).toBe(true);
    expect(await service.answer(inspector, id, { question: 'pledge', level: 4, words: '', links: [] })).toEqual({
      ok: false,
      error: 'already',
    });
    expect((await service.removeFile(inspector, id, stored[0]?.id ?? '')).ok).toBe(false);
    const csv = (await pages.open(`/kantor/instansi/penilaian/${id}/penilaian.csv`, inspector)).html;
    expect(csv).toContain('berita-acara.pdf sha256:');
    expect((await pages.open(`/kantor/instansi/penilaian/${id}/penilaian.pdf`, authority)).html).toContain('%PDF');
    const next = await service.begin(inspector, code, '2024');
    if (!next.ok) throw new Error(next.error);
    const version = await service.assessment(inspector, next.value.id);
    expect([version?.assessment.version, version?.assessment.answers.length]).toEqual([2, asked.length]);
  });

  it('is nobody else’s: supervisors, administrators, superiors and other authorities find nothing', async () => {
    const [one] = await app.owner.selectFrom('self_assessment').select('id').execute();
    const file = await app.owner.selectFrom('self_assessment_file').select('id').executeTakeFirstOrThrow();
    for (const stranger of [officer, admin, superior, elsewhere]) {
      expect(await service.assessment(stranger, one?.id ?? '')).toBeUndefined();
      expect(await service.readFile(stranger, one?.id ?? '', file.id)).toBeUndefined();
      expect((await pages.open(`/kantor/instansi/penilaian/${one?.id}`, stranger)).status).toBe(404);
      for (const table of ['self_assessment', 'self_assessment_answer', 'self_assessment_file'] as const)
        expect(
          await runAs(app.platform.db, { kind: 'member', userId: stranger.userId }, (tx) =>
            tx.selectFrom(table).selectAll().execute(),
          ),
        ).toEqual([]);
    }
  });
});

describe('an administrator', () => {
  it('reaches every institution of a country, also the one that stands last by name', async () => {
    const { province } = country.places;
    const many = Array.from({ length: 2020 }, (_, n) => ({
      id: randomUUID(),
      code: `BANYAK-${n}`,
      name: `Aaa Instansi Banyak ${n}`,
      level: 'institution',
      parent_id: province.id,
      path: `/ID/NR/BANYAK${n}/`,
    }));
    await app.owner.insertInto('jurisdiction').values(many).execute();
    const seen = (await service.office(admin, code))?.institution.code;
    await app.owner.deleteFrom('jurisdiction').where('code', 'like', 'BANYAK-%').execute();
    expect(seen).toBe(code);
  });
});

describe('two at once', () => {
  const first = async <T extends { readonly ok: boolean }>(both: readonly Promise<T>[]): Promise<unknown> => {
    const done = await Promise.all(both);
    expect(done.filter((one) => one.ok)).toHaveLength(1);
    return done.find((one) => !one.ok);
  };
  const told = { ok: false, error: 'already' };
  const linesOf = async (what: string): Promise<number> =>
    (await app.owner.selectFrom('audit').select('id').where('what', '=', what).execute()).length;

  it('enter one holder of a post, and end it once', async () => {
    const wish = {
      post: 'inspectorate',
      title: 'Inspektur Daerah',
      name: null,
      from: '2023-01-02',
      source: 'Keputusan uji',
    } as const;
    expect(await first([service.addHolder(inspector, code, wish), service.addHolder(second, code, wish)])).toEqual(
      told,
    );
    const holders = (await service.office(inspector, code))?.holders ?? [];
    const id = holders.find((one) => one.post === 'inspectorate')?.id ?? '';
    const before = await linesOf('institution.holder-end');
    const both = ['2024-06-30', '2024-07-31'].map((day) => service.endHolder(inspector, code, id, day));
    expect(await first(both)).toEqual(told);
    expect(await linesOf('institution.holder-end')).toBe(before + 1);
  });

  it('do not both decide a reply', async () => {
    for (const one of (await service.office(inspector, code))?.replies ?? [])
      if (one.approvedOn === null && one.refusedOn === null) await service.decideReply(authority, code, one.id, false);
    await service.writeReply(second, code, 'Tanggapan yang diputus oleh dua orang pada saat yang sama.');
    const [reply] = (await service.office(inspector, code))?.replies ?? [];
    const both = [
      service.decideReply(authority, code, reply?.id ?? '', true),
      service.decideReply(inspector, code, reply?.id ?? '', false),
    ];
    expect(await first(both)).toEqual(told);
  });

  it('add one file once, and sign one self-assessment once', async () => {
    const begun = await service.begin(inspector, code, '2023');
    if (!begun.ok) throw new Error(begun.error);
    const { id } = begun.value;
    const file = {
      question: 'pledge',
      name: 'bukti.pdf',
      mediaType: 'application/pdf',
      content: Buffer.from('%PDF-1.7 sekali'),
    };
    await Promise.all([service.addFile(inspector, id, file), service.addFile(inspector, id, file)]);
    expect((await service.assessment(inspector, id))?.assessment.files).toHaveLength(1);
    for (const question of questionsFor('2023').questions)
      await service.answer(inspector, id, { question: question.id, level: 2, words: '', links: [] });
    const before = await linesOf('assessment.sign');
    expect(await first([service.sign(authority, id, 'Wali Kota'), service.sign(second, id, 'Auditor')])).toEqual(told);
    expect(await linesOf('assessment.sign')).toBe(before + 1);
  });
});
