/** Notes, mentions, assignments, saved searches and activity: who sees what, and what happens when somebody leaves. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { type Desk, facts, startDesk, textOf, type Who } from '../cases/desk.fixture.ts';
import { assigneesOf } from './assignments.ts';

let desk: Desk;
let number: string;
beforeAll(async () => {
  desk = await startDesk();
  number = await desk.report();
  await desk.walk(number, ['officer', facts], ['officer', { type: 'register', reason: 'Syarat terpenuhi.' }]);
});
afterAll(() => desk.end());

const notesPath = (): string => `/perkara/${number}/catatan`;
const caseText = async (who: Who): Promise<string> =>
  textOf((await (await desk.at(who)).get(`/perkara/${number}`)).html);
const write = async (who: Who, catatan: string, at = number) => {
  const visitor = await desk.at(who);
  return visitor.fill(`/perkara/${at}`, `/perkara/${at}/catatan`, { catatan });
};
const idOf = async (who: Who): Promise<string> => (await desk.member(who)).userId;
const jobs = async (queue: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from jobs.job where name = ${queue}`.execute(
    desk.app.owner,
  );
  return rows[0]?.n ?? 0;
};

const mailTo = async (userId: string): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from netra.mail where user_id = ${userId}`.execute(desk.app.owner);
  return rows[0]?.n ?? 0;
};

describe('notes of the office', () => {
  it('are read by colleagues, with the writer, and lie locked', async () => {
    expect((await write('officer', 'Saksi baru dapat dihubungi hari Senin.')).status).toBe(303);
    const seen = await caseText('colleague');
    expect(seen).toContain('Saksi baru dapat dihubungi hari Senin.');
    expect(seen).toContain('Petugas officer');
    const { rows } = await sql<{
      all: string;
    }>`select encode(words_sealed, 'escape') as all from netra.case_note`.execute(desk.app.owner);
    expect(rows[0]?.all).not.toContain('Saksi');
  });

  it('are not read by the overseer above, by other offices, or by anybody without a case', async () => {
    expect(await caseText('overseer')).not.toContain('Saksi baru');
    for (const who of ['stranger', 'verifier', 'media', 'asn', 'admin'] as const) {
      const visitor = await desk.at(who);
      expect((await visitor.get(notesPath())).status, who).toBe(404);
      const { userId } = await desk.member(who);
      const rows = await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
        tx.selectFrom('case_note').selectAll().execute(),
      );
      expect(rows, who).toEqual([]);
    }
  });

  it('are refused to whoever may not write them, as if there were no case', async () => {
    const number2 = await desk.report();
    for (const who of ['stranger', 'verifier', 'authority', 'overseer'] as const) {
      const done = await desk.app.deskWork.service.addNote(await desk.member(who), number2, {
        words: 'Sesuatu',
        corrects: null,
      });
      expect(done, who).toEqual({ ok: false, error: { kind: 'not-found' } });
    }
  });

  it('are corrected by their writer alone, once, and what stood before stays', async () => {
    const visitor = await desk.at('officer');
    const { html } = await visitor.get(`/perkara/${number}`);
    const id = /name="membetulkan" value="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(
      (await visitor.submit(html, notesPath(), { membetulkan: id, [`catatan-${id}`]: 'Saksi dapat dihubungi Selasa.' }))
        .status,
    ).toBe(303);
    const after = await caseText('colleague');
    expect(after).toContain('Saksi dapat dihubungi Selasa.');
    expect(after).toContain('Saksi baru dapat dihubungi hari Senin.');
    const service = desk.app.deskWork.service;
    const again = await service.addNote(await desk.member('officer'), number, { words: 'Lagi', corrects: id });
    expect(again).toEqual({ ok: false, error: { kind: 'not-correctable' } });
    const { rows } = await sql<{ id: string }>`select id from netra.case_note where corrects is not null`.execute(
      desk.app.owner,
    );
    const others = await service.addNote(await desk.member('colleague'), number, {
      words: 'Bukan milik saya',
      corrects: rows[0]?.id ?? '',
    });
    expect(others).toEqual({ ok: false, error: { kind: 'not-correctable' } });
  });

  it('cannot be changed or deleted, not even by their writer past the application', async () => {
    const userId = await idOf('officer');
    for (const change of [sql`update case_note set words_sealed = '\\x00'`, sql`delete from case_note`])
      await expect(runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) => change.execute(tx))).rejects.toThrow(
        /permission denied/,
      );
  });

  it('tell whoever is named by @, and nobody else', async () => {
    const before = await jobs('desk-work-tell');
    expect((await write('officer', 'Mohon dilihat @Petugas colleague, hari ini.')).status).toBe(303);
    expect(await jobs('desk-work-tell')).toBe(before + 1);
    const activity = textOf((await (await desk.at('colleague')).get('/aktivitas')).html);
    expect(activity).toContain('Anda disebut dalam catatan kantor');
    expect(activity).not.toContain('Mohon dilihat');
  });

  it('refuse a name that is nobody here or several, and lose nothing typed', async () => {
    const nobody = await write('officer', 'Tanya @Petugas stranger dulu');
    expect(nobody.status).toBe(422);
    expect(textOf(nobody.html)).toContain('Ada beberapa rekan');
    expect(nobody.html).toContain('Tanya @Petugas stranger dulu');
    expect((await write('officer', 'Tanya @Sembarang dulu')).status).toBe(422);
    expect((await write('officer', '   ')).status).toBe(422);
  });

  it('are no part of the chain and leave a line of the audit', async () => {
    const seq = await desk.seqOf(number);
    await write('officer', 'Catatan lain.');
    expect(await desk.seqOf(number)).toBe(seq);
    const lines = await desk.app.owner.selectFrom('audit').select('what').where('what', '=', 'case.note').execute();
    expect(lines.length).toBeGreaterThan(1);
  });

  it('are not found by the search', async () => {
    const html = (await (await desk.at('officer')).get('/cari?cari=selasa')).html;
    expect(textOf(html)).toContain('Tidak ditemukan');
  });
});

describe('assignments', () => {
  const give = async (who: Who, orang: string, wakil = '') =>
    (await desk.at(who)).fill(`/perkara/${number}`, `/perkara/${number}/penanggung-jawab`, {
      orang,
      wakil,
      do: 'give',
    });

  it('say who looks after a case, with a deputy, and keep what was before', async () => {
    expect((await give('officer', await idOf('colleague'), await idOf('officer'))).status).toBe(303);
    expect(await caseText('officer')).toContain('Wakil: Petugas officer');
    expect((await give('officer', await idOf('officer'))).status).toBe(303);
    const text = await caseText('colleague');
    expect(text).toContain('diganti');
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from netra.case_assignment where ended_at is null`.execute(desk.app.owner);
    expect(rows[0]?.n).toBe(1);
  });

  it('are found by "mine" and "nobody"', async () => {
    const other = await desk.report();
    const on = async (who: Who, query: string) => (await (await desk.at(who)).get(`/cari?penanggung=${query}`)).html;
    expect(await on('officer', 'saya')).toContain(number);
    expect(await on('officer', 'saya')).not.toContain(other);
    expect(await on('colleague', 'saya')).not.toContain(number);
    expect(await on('officer', 'kosong')).toContain(other);
    expect(await on('officer', 'kosong')).not.toContain(number);
  });

  it('go to people of the holding office alone, and are given by them alone', async () => {
    expect((await give('officer', await idOf('stranger'))).status).toBe(422);
    expect((await give('officer', await idOf('officer'), await idOf('officer'))).status).toBe(422);
    const { service } = desk.app.deskWork;
    const to = { userId: await idOf('officer'), deputyId: null };
    for (const who of ['stranger', 'verifier'] as const)
      expect(await service.assign(await desk.member(who), number, to)).toEqual({
        ok: false,
        error: { kind: 'not-found' },
      });
    expect(await service.assign(await desk.member('overseer'), number, to)).toEqual({
      ok: false,
      error: { kind: 'not-yours' },
    });
    expect(await caseText('overseer')).toContain('Penanggung jawab');
  });

  it('are refused by the database too', async () => {
    const userId = await idOf('stranger');
    const bodyId = desk.country.bodies.bawasluCity.id;
    const row = await desk.app.owner
      .selectFrom('case_file')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const insert = runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
      tx
        .insertInto('case_assignment')
        .values({
          id: desk.app.platform.uuid(),
          case_id: row.id,
          body_id: bodyId,
          user_id: userId,
          assigned_by: userId,
          assigned_at: '2024-10-04T00:00:00Z',
        })
        .execute(),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
  });

  it('are given on many at once, after a look at what would happen', async () => {
    const bodyId = desk.country.bodies.bawasluCity.id;
    const visitor = await desk.at('officer');
    expect(textOf((await visitor.get('/pembagian')).html)).toContain('Petugas officer');
    const path = `/pembagian/${bodyId}/${await idOf('officer')}`;
    const { html } = await visitor.get(path);
    const perkara = /name="perkara" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const kepada = await idOf('colleague');
    const preview = await visitor.submit(html, path, { perkara, kepada, do: 'preview' });
    expect(textOf(preview.html)).toContain('1 perkara akan dialihkan kepada Petugas colleague');
    expect(await caseText('officer')).not.toContain('Penanggung jawab Petugas colleague');
    const done = await visitor.submit(preview.html, path, { perkara, do: 'move' });
    expect(done.status).toBe(303);
    expect((await (await desk.at('colleague')).get('/cari?penanggung=saya')).html).toContain(number);
    expect((await (await desk.at('stranger')).get(path)).status).toBe(404);
    expect((await (await desk.at('overseer')).get('/pembagian')).status).toBe(404);
  });

  it('are whom warnings of their limits go to first; without anybody everybody at the office is warned', async () => {
    const [officer, colleague] = [await idOf('officer'), await idOf('colleague')];
    const given = await desk.report();
    await desk.walk(given, ['officer', facts], ['officer', { type: 'register', reason: 'Syarat terpenuhi.' }]);
    const member = await desk.member('officer');
    const clockOf = async (): Promise<{ id: string; case_id: string }> =>
      desk.app.owner
        .selectFrom('clock as k')
        .innerJoin('case_file as f', 'f.id', 'k.case_id')
        .select(['k.id', 'k.case_id'])
        .where('f.number', '=', given)
        .where('k.step_id', '=', 'handle')
        .executeTakeFirstOrThrow();
    const told = async (): Promise<readonly string[]> => {
      const { rows } = await sql<{ user_id: string }>`
        select distinct user_id from netra.due_warning_person where clock_id = ${(await clockOf()).id}`.execute(
        desk.app.owner,
      );
      return rows.map((row) => row.user_id).toSorted();
    };
    const asked = (actor: Parameters<typeof runAs>[1]) =>
      clockOf().then(({ case_id }) => runAs(desk.app.platform.db, actor, (tx) => assigneesOf(tx, [case_id])));
    const { case_id } = await clockOf();
    expect(await desk.app.deskWork.service.assign(member, given, { userId: colleague, deputyId: officer })).toEqual({
      ok: true,
      value: null,
    });
    expect(await asked({ kind: 'system' })).toEqual(new Map([[case_id, [colleague]]]));
    expect(await asked({ kind: 'member', userId: officer })).toEqual(new Map([[case_id, [colleague]]]));
    for (const actor of [
      { kind: 'member', userId: await idOf('stranger') },
      { kind: 'member', userId: await idOf('verifier') },
      { kind: 'public' },
    ] as const)
      expect(await asked(actor)).toEqual(new Map());
    const before = await desk.app.clock.now();
    const { rows } = await sql<{ at: Temporal.Instant }>`
      select due_at - interval '2 hours' as at from netra.clock where id = ${(await clockOf()).id}`.execute(
      desk.app.owner,
    );
    desk.app.clock.set(rows[0]?.at ?? before);
    await desk.app.deadlines.warn();
    expect(await told()).toEqual([colleague]);
    await desk.app.deskWork.service.assign(member, given, null);
    desk.app.clock.set(rows[0]?.at.add({ hours: 72 }) ?? before);
    await desk.app.deadlines.warn();
    expect(await told()).toEqual([officer, colleague].toSorted());
    desk.app.clock.set(before);
  });

  it('of somebody who left are told to the head of the office, where there is one', async () => {
    const bodyId = desk.country.bodies.bawasluCity.id;
    const [officer, colleague] = [await idOf('officer'), await idOf('colleague')];
    const head = {
      id: desk.app.platform.uuid(),
      body_id: bodyId,
      user_id: officer,
      post: 'head',
      valid_from: '2024-01-01',
      given_by: await idOf('admin'),
    };
    await desk.app.owner.insertInto('office_post').values(head).execute();
    const [offices, before] = [await jobs('mail-office'), await mailTo(officer)];
    // Rolled back, so that the cases stay with the colleague for what follows.
    await runAs(desk.app.platform.db, { kind: 'system' }, async (tx) => {
      await desk.app.deskWork.service.endFor(tx, colleague);
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from mail where user_id = ${officer}`.execute(
        tx,
      );
      expect(rows[0]?.n).toBe(before + 1);
      return { ok: false };
    });
    expect(await jobs('mail-office')).toBe(offices);
    await desk.app.owner.deleteFrom('office_post').where('id', '=', head.id).execute();
  });

  it('of somebody who left count as nobody, and the office is told', async () => {
    const colleague = await idOf('colleague');
    const before = await jobs('mail-office');
    await runAs(desk.app.platform.db, { kind: 'system' }, (tx) => desk.app.deskWork.service.endFor(tx, colleague));
    expect(await jobs('mail-office')).toBe(before + 1);
    expect((await (await desk.at('officer')).get('/cari?penanggung=kosong')).html).toContain(number);
    expect(await caseText('officer')).toContain('tidak bertugas lagi');
    const member = runAs(desk.app.platform.db, { kind: 'member', userId: colleague }, (tx) =>
      sql`select * from end_assignments_of(${colleague}::uuid)`.execute(tx),
    );
    await expect(member).rejects.toThrow(/by the system/);
  });
});

describe('saved searches', () => {
  it('are kept locked, seen by their owner alone, and tell of new matches once', async () => {
    const officer = await desk.at('officer');
    const saved = await officer.fill('/cari?cari=gerobak', '/pencarian', { nama: 'Gerobak', kabar: 'at-once' });
    expect(saved.status).toBe(303);
    expect(textOf((await officer.get('/pencarian')).html)).toContain('Gerobak');
    expect(textOf((await (await desk.at('colleague')).get('/pencarian')).html)).not.toContain('Gerobak');
    const { rows } = await sql<{ all: string }>`select encode(sealed, 'escape') as all from netra.saved_search`.execute(
      desk.app.owner,
    );
    expect(rows[0]?.all).not.toMatch(/gerobak/i);
    const { service } = desk.app.deskWork;
    expect(await service.lookForMatches(false)).toBe(0);
    const fresh = await desk.report();
    await desk.walk(fresh, ['officer', { ...facts, summary: 'Terlapor membagikan gerobak dagang kepada warga.' }]);
    expect(await service.lookForMatches(true)).toBe(0);
    expect(await service.lookForMatches(false)).toBe(1);
    expect(await service.lookForMatches(false)).toBe(0);
    const mail = await desk.app.owner.selectFrom('mail').selectAll().where('template', '=', 'work-waiting').execute();
    expect(mail.some((one) => one.user_id !== null)).toBe(true);
    expect(JSON.stringify(mail)).not.toMatch(/gerobak/i);
  });

  it('find nothing in the name of somebody without a case', async () => {
    const { service } = desk.app.deskWork;
    const asn = await desk.member('asn');
    const search = { words: 'gerobak', view: 'all', narrow: {} } as const;
    expect(await service.save(asn, 'x', search, 'daily')).toEqual({ ok: false, error: { kind: 'empty' } });
    const stranger = await desk.member('stranger');
    expect((await service.save(stranger, 'x', search, 'daily')).ok).toBe(true);
    expect(await service.lookForMatches(true)).toBe(0);
  });

  it('are changed and deleted by their owner alone', async () => {
    const [own] = await desk.app.deskWork.service.saved(await desk.member('officer'));
    const id = own?.id ?? '';
    expect(await desk.app.deskWork.service.forget(await desk.member('colleague'), id)).toBe(false);
    expect(await desk.app.deskWork.service.changeAlert(await desk.member('colleague'), id, 'none')).toBe(false);
    expect(await desk.app.deskWork.service.forget(await desk.member('officer'), id)).toBe(true);
  });
});

describe('activity', () => {
  it('shows steps of others on own cases, marks them read, and tells strangers nothing', async () => {
    const colleague = await desk.at('colleague');
    const before = (await colleague.get('/aktivitas')).html;
    expect(textOf(before)).toContain('Diregistrasi');
    expect(before).toContain('tag-due');
    await colleague.submit(before, '/aktivitas', {});
    expect((await colleague.get('/aktivitas')).html).not.toContain('tag-due');
    const stranger = textOf((await (await desk.at('stranger')).get('/aktivitas')).html);
    expect(stranger).toContain('Belum ada kejadian');
    expect((await (await desk.at('asn')).get('/aktivitas')).status).toBe(404);
  });

  it('goes on showing that steps happen after a hand-over, without who', async () => {
    const sent = await desk.caseUpTo('verify');
    const text = textOf((await (await desk.at('officer')).get('/aktivitas')).html);
    expect(text).toContain(sent);
  });
});
