/** The prevention log on the real database: who records and reads, forms sent twice, two writers, what became of promises, totals. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { type Desk, startDesk, textOf, tokenOn, type Who } from '../cases/desk.fixture.ts';
import { sealText } from './prevention-read.ts';
import type { WorkWish } from './prevention-service.ts';
import { preventionCounts } from './totals.ts';
import type { FollowupKind } from './work.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const service = () => desk.app.prevention.service;
const outsiders: readonly Who[] = ['stranger', 'verifier', 'conveyor', 'authority', 'media', 'asn', 'admin'];
const officeOf = async (who: Who): Promise<string> => service().officesOf(await desk.member(who))[0]?.bodyId ?? '';
const wish = async (more: Partial<WorkWish> = {}): Promise<WorkWish> => ({
  bodyId: await officeOf('officer'),
  electionId: 'pilkada-2024',
  kind: 'meeting',
  onDay: '2024-09-10',
  title: 'Rapat yang hanya kantor ini tahu',
  words: 'Isi rapat rahasia kantor',
  people: 12,
  presence: [{ office: 'Dinas Rekaan', people: 12 }],
  signatories: ['Sekretaris Daerah'],
  ...more,
});
const recorded = async (more: Partial<WorkWish> = {}): Promise<string> => {
  const made = await service().record(await desk.member('officer'), randomUUID(), await wish(more));
  if (!made.ok) throw new Error(made.error);
  return made.value.id;
};
const inDays = async (days: number): Promise<string> =>
  Temporal.PlainDate.from(await service().today())
    .add({ days })
    .toString();
const promised = async (owner: Who = 'officer', dueOn = '2024-09-20'): Promise<string> => {
  const work = await recorded();
  const bodyId = await officeOf(owner);
  const made = await service().promise(await desk.member('officer'), work, 0, {
    bodyId,
    role: 'Kepala Bagian',
    words: 'Menutup pinjaman',
    dueOn,
  });
  if (!made.ok) throw new Error(made.error);
  return made.value.id;
};

describe('who records and who reads', () => {
  it('the own office and the overseer above it read; everybody else finds nothing, in pages, files and tables', async () => {
    const id = await recorded();
    for (const who of ['officer', 'colleague', 'overseer'] as const)
      expect((await (await desk.at(who)).get(`/pencegahan/${id}`)).html, who).toContain(
        'Rapat yang hanya kantor ini tahu',
      );
    for (const who of outsiders) {
      const visitor = await desk.at(who);
      expect((await visitor.get(`/pencegahan/${id}`)).status, who).toBe(404);
      expect((await visitor.get('/pencegahan/berkas')).html, who).not.toContain('hanya kantor ini');
      const member = await desk.member(who);
      const rows = await runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, async (tx) => [
        ...(await tx.selectFrom('prevention_work').select('id').where('id', '=', id).execute()),
        ...(await tx.selectFrom('prevention_presence').select('work_id').where('work_id', '=', id).execute()),
        ...(await tx.selectFrom('prevention_signatory').select('work_id').where('work_id', '=', id).execute()),
      ]);
      expect(rows, who).toEqual([]);
    }
    expect(
      await runAs(desk.app.platform.db, { kind: 'public' }, (tx) =>
        tx.selectFrom('prevention_work').select('id').execute(),
      ),
    ).toEqual([]);
  });

  it('what was promised at a meeting is written down by anybody of the office that held it, and by nobody of another', async () => {
    const work = await recorded();
    const promise = {
      bodyId: await officeOf('officer'),
      role: 'Camat',
      words: 'Menutup pinjaman',
      dueOn: '2024-09-20',
    };
    const colleague = await desk.member('colleague');
    expect(colleague.userId).not.toBe((await desk.member('officer')).userId);
    expect(await service().promise(colleague, work, 0, promise)).toMatchObject({ ok: true });
    expect(await service().promise(await desk.member('officer'), work, 1, promise)).toMatchObject({ ok: true });
    for (const who of ['stranger', 'overseer', 'authority'] as const)
      expect(await service().promise(await desk.member(who), work, 2, promise), who).toEqual({
        ok: false,
        error: 'not-found',
      });
    const lines = await desk.app.owner
      .selectFrom('audit')
      .select('user_id')
      .where('what', '=', 'prevention.promised')
      .where('user_id', '=', colleague.userId)
      .execute();
    expect(lines).toHaveLength(1);
  });

  it('nobody records for another office, and an overseer records for none', async () => {
    for (const who of ['stranger', 'overseer', 'verifier', 'authority', 'asn'] as const)
      expect(await service().record(await desk.member(who), randomUUID(), await wish()), who).toEqual({
        ok: false,
        error: 'not-found',
      });
  });

  it('words are locked where they are stored, and every look leaves a line', async () => {
    const id = await recorded();
    const row = await desk.app.owner
      .selectFrom('prevention_work')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.content_sealed.includes('rahasia')).toBe(false);
    await (await desk.at('overseer')).get(`/pencegahan/${id}`);
    const lines = await desk.app.owner.selectFrom('audit').select('what').where('target', '=', id).execute();
    expect(lines.map((one) => one.what)).toEqual(expect.arrayContaining(['prevention.recorded', 'prevention.read']));
  });
});

describe('forms', () => {
  it('record an activity once, however often they are sent', async () => {
    const visitor = await desk.at('officer');
    const { html } = await visitor.get('/pencegahan/baru');
    const form = {
      _csrf: tokenOn(html),
      kirim: randomUUID(),
      jenis: 'circular',
      judul: 'Edaran sekali saja',
      tanggal_day: '9',
      tanggal_month: '9',
      tanggal_year: '2024',
      pemilihan: 'pilkada-2024',
      uraian: '',
      hadir: '',
      kehadiran: '',
      penanda: 'Sekretaris Daerah',
    };
    const first = await visitor.post('/pencegahan/baru', form);
    const second = await visitor.post('/pencegahan/baru', form);
    expect([first.status, second.status]).toEqual([303, 303]);
    const rows = await desk.app.owner
      .selectFrom('prevention_work')
      .select('id')
      .where('submission_key', '=', form.kirim)
      .execute();
    expect(rows).toHaveLength(1);
    // The same key with other words is another activity from a second window: it must not vanish.
    const other = await visitor.post('/pencegahan/baru', { ...form, judul: 'Edaran yang lain' });
    expect(other.status).toBe(422);
    expect(other.html).toContain('sudah pernah terkirim');
    expect(other.html).not.toContain(form.kirim);
    // So with other signatories: they are not among the words.
    expect((await visitor.post('/pencegahan/baru', { ...form, penanda: 'Inspektur' })).status).toBe(422);
    const refused = await visitor.post('/pencegahan/baru', {
      ...form,
      kirim: randomUUID(),
      judul: '',
      kehadiran: 'tanpa angka',
    });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('tanpa angka');
  });
});

async function picture(fill = 120): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: { r: fill, g: 90, b: 30 } } })
    .withExif({
      IFD0: { Make: 'PonselKantor' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 10/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '110/1 22/1 3/1' },
    })
    .jpeg()
    .toBuffer();
}
async function upload(
  who: Who,
  work: string,
  bytes: Buffer,
  type = 'image/jpeg',
  alt = 'Ruang rapat',
): Promise<number> {
  const visitor = await desk.at(who);
  const { html } = await visitor.get('/pencegahan/baru');
  const body = new FormData();
  body.append('_csrf', html.includes('_csrf') ? tokenOn(html) : 'x');
  body.append('tampak', alt);
  body.append('foto', new File([new Uint8Array(bytes)], 'IMG_rapat.jpg', { type }));
  const packed = new Response(body);
  const sent = Buffer.from(await packed.arrayBuffer());
  const answer = await desk.app.hono.request(
    `http://127.0.0.1/pencegahan/${work}/foto`,
    {
      method: 'POST',
      body: sent,
      headers: {
        host: '127.0.0.1',
        cookie: visitor.cookie,
        'content-type': packed.headers.get('content-type') ?? '',
        'content-length': String(sent.length),
      },
    },
    { incoming: { socket: { remoteAddress: '10.9.9.9' } } },
  );
  return answer.status;
}
const photosOf = (work: string) =>
  desk.app.owner.selectFrom('prevention_photo').selectAll().where('work_id', '=', work).execute();

describe('photos', () => {
  it('are stored without the place where they were taken, locked, once, and seen by those who read the activity', async () => {
    const work = await recorded();
    const bytes = await picture();
    expect(bytes.includes('PonselKantor')).toBe(true);
    expect([await upload('officer', work, bytes), await upload('officer', work, bytes)]).toEqual([303, 303]);
    const [photo, ...others] = await photosOf(work);
    expect(others).toEqual([]);
    expect(photo?.picture_sealed.includes('JFIF')).toBe(false);
    const kept = await service().photo(await desk.member('officer'), photo?.id ?? '');
    const shown = Buffer.from(kept?.subarray(1) ?? []);
    expect(await sharp(shown).metadata()).toMatchObject({ format: 'jpeg', width: 40, height: 30 });
    expect((await sharp(shown).metadata()).exif).toBeUndefined();
    expect(shown.includes('PonselKantor')).toBe(false);
    for (const who of ['officer', 'colleague', 'overseer'] as const)
      expect((await (await desk.at(who)).get(`/pencegahan/foto/${photo?.id}`)).status, who).toBe(200);
    for (const who of outsiders)
      expect((await (await desk.at(who)).get(`/pencegahan/foto/${photo?.id}`)).status, who).toBe(404);
  });

  it('of other kinds, too large, without words or by others are refused, and nothing is stored', async () => {
    const work = await recorded();
    const bytes = await picture(40);
    const refused = [
      await upload('officer', work, bytes, 'application/pdf'),
      await upload('officer', work, Buffer.from('%PDF-1.7 not a photo'), 'image/jpeg'),
      await upload('officer', work, Buffer.concat([bytes, Buffer.alloc(8_000_001)])),
      await upload('officer', work, bytes, 'image/jpeg', ''),
      await upload('overseer', work, bytes),
      await upload('stranger', work, bytes),
    ];
    for (const status of refused) expect([403, 404, 413, 422]).toContain(status);
    for (const who of ['overseer', 'stranger', 'authority'] as const)
      expect(
        await service().addPhoto(await desk.member(who), work, { bytes, type: 'image/jpeg', alt: 'Ruang' }),
        who,
      ).toEqual({ ok: false, error: 'not-found' });
    expect(await photosOf(work)).toEqual([]);
  });
});

describe('an upload', () => {
  it('is not read on without end: what is far too large is refused at the door', async () => {
    const work = await recorded();
    expect(await upload('officer', work, Buffer.alloc(25_000_000))).toBe(413);
    expect(await upload('officer', work, Buffer.alloc(8_000_001))).toBe(422);
  });
});

describe('the file', () => {
  it('has the commitments of an old meeting, however many were promised later', async () => {
    const { keys } = desk.app.platform;
    const { userId } = await desk.member('officer');
    const bodyId = await officeOf('officer');
    const election = 'pemilu-2024';
    const old = await recorded({ electionId: election, onDay: '2023-01-10', title: 'Rapat lama yang berjanji' });
    const said = { bodyId, role: 'Kepala Bagian', words: 'Janji dari rapat lama', dueOn: '2023-02-01' };
    expect((await service().promise(await desk.member('officer'), old, 0, said)).ok).toBe(true);
    const works = Array.from({ length: 168 }, () => randomUUID());
    await desk.app.owner
      .insertInto('prevention_work')
      .values(
        works.map((id) => ({
          id,
          submission_key: randomUUID(),
          body_id: bodyId,
          election_id: 'pilkada-2024',
          kind: 'meeting',
          on_day: '2024-06-10',
          content_sealed: sealText(keys, 'work', id, JSON.stringify({ title: 'Rapat ramai', words: '' })),
          people: null,
          made_by: userId,
        })),
      )
      .execute();
    for (const work_id of works)
      await desk.app.owner
        .insertInto('prevention_commitment')
        .values(
          Array.from({ length: 60 }, (_, index) => {
            const id = randomUUID();
            return {
              id,
              work_id,
              position: index + 1,
              by_body_id: bodyId,
              body_id: bodyId,
              owner_role: 'Kepala Bagian',
              words_sealed: sealText(keys, 'commitment', id, 'Janji lain'),
              due_on: '2024-07-01',
            };
          }),
        )
        .execute();
    const { html } = await (await desk.at('officer')).get(`/pencegahan/berkas?pemilihan=${election}`);
    await desk.app.owner.deleteFrom('prevention_commitment').where('work_id', 'in', works).execute();
    await desk.app.owner.deleteFrom('prevention_work').where('id', 'in', works).execute();
    expect(html).toContain('Rapat lama yang berjanji');
    expect(html).toContain('Janji dari rapat lama');
    expect(html).not.toContain('Janji lain');
  });
});

describe('the list', () => {
  it('is narrowed by election in the address, and says where it is cut', async () => {
    await recorded({ title: 'Rapat pemilihan yang ini' });
    const visitor = await desk.at('officer');
    expect((await visitor.get('/pencegahan?pemilihan=pilkada-2024')).html).toContain('Rapat pemilihan yang ini');
    expect((await visitor.get('/pencegahan?pemilihan=pemilu-2024')).html).not.toContain('Rapat pemilihan yang ini');
    expect((await visitor.get('/pencegahan?halaman=2')).html).not.toContain('Rapat pemilihan yang ini');
    const bodyId = await officeOf('officer');
    expect(await service().count(await desk.member('officer'), { bodyId, electionId: 'pilkada-2024' })).toBe(
      (await service().list(await desk.member('officer'), { bodyId, electionId: 'pilkada-2024' })).length,
    );
    expect(await service().count(await desk.member('stranger'), {})).toBe(0);
  });
});

describe('what was promised', () => {
  it('of two who write at once, one is told', async () => {
    const id = await promised();
    const [officer, colleague] = [await desk.member('officer'), await desk.member('colleague')];
    const kept = { kind: 'kept', words: 'Sudah', newDue: null } as const;
    const done = await Promise.all([service().follow(officer, id, 0, kept), service().follow(colleague, id, 0, kept)]);
    expect(done.filter((one) => one.ok)).toHaveLength(1);
    expect(done.find((one) => !one.ok)).toEqual({ ok: false, error: 'already' });
    expect(await service().follow(officer, id, 1, { kind: 'missed', words: 'Ternyata tidak', newDue: null })).toEqual({
      ok: false,
      error: 'already',
    });
  });

  it('a new date keeps the old one visible; others may not follow up', async () => {
    const id = await promised('colleague');
    const officer = await desk.member('officer');
    const newDue = await inDays(9);
    expect((await service().follow(officer, id, 0, { kind: 'moved', words: 'Ruang belum siap', newDue })).ok).toBe(
      true,
    );
    // Promised to itself: the date stays, and the new one is seen as what it wishes for.
    expect((await service().commitments(officer, { id }))[0]).toMatchObject({
      due: '2024-09-20',
      wish: newDue,
      standing: 'overdue',
    });
    for (const who of ['stranger', 'overseer', 'authority'] as const)
      expect(
        await service().follow(await desk.member(who), id, 1, { kind: 'kept', words: '', newDue: null }),
        who,
      ).toEqual({ ok: false, error: 'not-found' });
  });

  it('cannot be moved or called kept by the office that promised alone; the one that recorded it agrees, confirms or disputes', async () => {
    const [officer, authority] = [await desk.member('officer'), await desk.member('authority')];
    const due = await inDays(2);
    const id = await promised('authority', due);
    const [asked, far] = [await inDays(12), '2099-12-31'];
    const stand = async () => (await service().commitments(authority, { id }))[0];
    const counted = async () => {
      const bodyId = await officeOf('authority');
      const period = { electionId: 'pilkada-2024', from: '2024-01-01', until: await inDays(0) };
      return runAs(desk.app.platform.db, { kind: 'system' }, (tx) => preventionCounts(tx, { bodyId }, period));
    };
    const missed = async () => (await counted())?.missed ?? 0;
    const before = await missed();
    const write = (who: Member, after: number, kind: FollowupKind, newDue: string | null = null) =>
      service().follow(who, id, after, { kind, words: 'Keterangan yang cukup', newDue });
    expect((await write(authority, 0, 'moved', far)).ok).toBe(true);
    expect(await stand()).toMatchObject({ due, wish: far, standing: 'open' });
    expect(await missed()).toBe(before);
    const remind = () =>
      desk.app.owner.selectFrom('prevention_commitment').select('remind_for').where('id', '=', id).executeTakeFirst();
    expect(await remind()).toEqual({ remind_for: due });
    // The people of the office that recorded it are told that something waits for them, once.
    const told = () =>
      desk.app.owner
        .selectFrom('prevention_reminder')
        .select('stage')
        .where('commitment_id', '=', id)
        .where('stage', '=', 'answer')
        .execute();
    await service().remind();
    await service().remind();
    expect(await told()).toHaveLength(1);
    const page = await (await desk.at('officer')).get(`/pencegahan/komitmen/${id}`);
    expect(textOf(page.html)).toContain('Belum disetujui');
    expect(page.html).toContain('value="2099"');
    expect((await write(officer, 1, 'moved', asked)).ok).toBe(true);
    expect(await stand()).toMatchObject({ due: asked, wish: null, standing: 'open' });
    expect(await remind()).toEqual({ remind_for: asked });
    expect((await write(authority, 2, 'kept')).ok).toBe(true);
    expect(await stand()).toMatchObject({ standing: 'claimed', final: false });
    expect(textOf((await (await desk.at('authority')).get(`/pencegahan/komitmen/${id}`)).html)).toContain(
      'menyatakan sudah menepatinya',
    );
    expect((await write(officer, 3, 'missed')).ok).toBe(true);
    expect(await stand()).toMatchObject({ standing: 'missed' });
    expect(await missed()).toBe(before + 1);
    expect((await write(authority, 4, 'kept')).ok).toBe(true);
    expect(await stand()).toMatchObject({ standing: 'missed' });
    expect((await write(officer, 5, 'kept')).ok).toBe(true);
    expect(await stand()).toMatchObject({ standing: 'kept', final: true });
    expect(await missed()).toBe(before);
    expect(await write(authority, 6, 'missed')).toEqual({ ok: false, error: 'already' });
    // The database itself refuses what comes after that, whoever writes past the service.
    const forged =
      sql`insert into netra.prevention_followup (commitment_id, seq, kind, on_day, words_sealed, body_id, written_by)
      select ${id}::uuid, 7, 'missed', current_date, '\\x00', c.body_id, ${authority.userId}::uuid
      from netra.prevention_commitment c where c.id = ${id}::uuid`.execute(desk.app.owner);
    await expect(forged).rejects.toThrow('kept');
  });

  it('a date that an office moved by itself is missed on the day that was promised, in the totals as well', async () => {
    const authority = await desk.member('authority');
    const id = await promised('authority', await inDays(1));
    await service().follow(authority, id, 0, { kind: 'moved', words: 'Nanti saja', newDue: '2099-12-31' });
    await service().follow(authority, id, 1, { kind: 'partly', words: 'Sebagian jalan', newDue: null });
    const bodyId = await officeOf('authority');
    const on = async (until: string) =>
      runAs(desk.app.platform.db, { kind: 'system' }, (tx) =>
        preventionCounts(tx, { bodyId }, { electionId: 'pilkada-2024', from: '2024-01-01', until }),
      );
    const [then, later] = [await on(await inDays(1)), await on(await inDays(2))];
    expect((later?.missed ?? 0) - (then?.missed ?? 0)).toBe(1);
    expect((later?.open ?? 0) - (then?.open ?? 0)).toBe(-1);
  });

  it('overdue ones stand first and are told once a stage to the people of the owner', async () => {
    const id = await promised('authority');
    const first = await service().remind();
    expect(first).toBeGreaterThan(0);
    expect(await service().remind()).toBe(0);
    // What was told for the last time is no longer asked for; a new date begins anew, kept ends it.
    const asked = () =>
      desk.app.owner.selectFrom('prevention_commitment').select('remind_for').where('id', '=', id).executeTakeFirst();
    expect(await asked()).toEqual({ remind_for: null });
    const officer = await desk.member('officer');
    const newDue = Temporal.PlainDate.from(await service().today())
      .add({ days: 5 })
      .toString();
    await service().follow(officer, id, 0, { kind: 'moved', words: 'Belum selesai', newDue });
    expect(await asked()).toEqual({ remind_for: newDue });
    expect(await service().remind()).toBeGreaterThan(0);
    await service().follow(officer, id, 1, { kind: 'kept', words: 'Selesai', newDue: null });
    expect(await asked()).toEqual({ remind_for: null });
    await promised();
    const [top] = await service().commitments(officer);
    expect(top?.standing).toBe('overdue');
  });

  it('totals count what was recorded in the period, by kind', async () => {
    const bodyId = await officeOf('officer');
    const period = { electionId: 'pilkada-2024', from: '2024-01-01', until: await service().today() };
    const totals = () =>
      runAs(desk.app.platform.db, { kind: 'system' }, (tx) => preventionCounts(tx, { bodyId }, period));
    const before = await totals();
    await recorded({ kind: 'risk' });
    const after = await totals();
    expect((after?.byKind.risk ?? 0) - (before?.byKind.risk ?? 0)).toBe(1);
    expect((after?.activities ?? 0) - (before?.activities ?? 0)).toBe(1);
  });
});
