/** Facilities on the real database: who may do what, two writers, forms sent twice, forged statements, imports, questions and the public page. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { filledIn, textOf, tokenOn, type Who } from '../cases/desk.fixture.ts';
import { AlertFacts, readAlerts } from './alert-read.ts';
import { at, code, type FacilityDesk, startFacilityDesk } from './facilities.fixture.ts';
import { seedFacilities } from './facility-demonstration.ts';
import { readPublicRegister } from './public-read.ts';
import { weekOf } from './weeks.ts';

let desk: FacilityDesk;
beforeAll(async () => {
  desk = await startFacilityDesk();
});
afterAll(() => desk.end());

const service = () => desk.app.facilities.service;
const bookingOf = async (requestId: string): Promise<string> =>
  (
    await desk.app.owner
      .selectFrom('facility_booking')
      .select('id')
      .where('request_id', '=', requestId)
      .executeTakeFirstOrThrow()
  ).id;
const inScope = <T>(member: Member, use: Parameters<typeof runAs<T>>[2]): Promise<T> =>
  runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, use);
const day = (n: number, hour = 2) =>
  at(`2024-11-${String(n).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`);

const strangers: readonly Who[] = ['stranger', 'verifier', 'conveyor', 'authority', 'admin'];
const readers: readonly Who[] = ['officer', 'overseer'];

describe('who reads and who writes', () => {
  it('only the manager enters, changes, closes, answers and lends; everybody else is told that nothing is there', async () => {
    const hall = await desk.hall();
    const request = await desk.ask(hall, { from: day(1), to: day(1, 5) });
    const wish = {
      kind: 'hall',
      name: 'Lain',
      mark: 'X-9',
      regionId: desk.country.places.city.id,
      place: '',
      capacity: null,
      forHire: false,
      state: 'usable',
    } as const;
    const span = { from: day(2), to: day(3) };
    const gone = { ok: false, error: 'not-found' };
    for (const who of [...strangers, ...readers, 'media'] as const) {
      const member = await desk.member(who);
      expect(await service().addFacility(member, desk.institutionId, wish), who).toEqual(gone);
      expect(await service().changeFacility(member, hall, wish), who).toEqual(gone);
      expect(await service().closeFacility(member, hall, { ...span, note: 'cat ulang' }), who).toEqual(gone);
      expect(
        await service().addSide(member, desk.institutionId, {
          electionId: 'pilkada-2024',
          contestId: 'kepala-daerah',
          kind: 'party',
          name: 'Z',
        }),
        who,
      ).toEqual(gone);
      expect(await service().enterRequest(member, randomUUID(), desk.wish(hall)), who).toEqual(gone);
      expect(
        await service().answer(member, request, { outcome: 'granted', reason: 'usual', words: '', instead: null }),
        who,
      ).toEqual(gone);
    }
    expect(
      await desk.app.owner.selectFrom('facility_answer').selectAll().where('request_id', '=', request).execute(),
    ).toEqual([]);
  });

  it('inspectorate, supervisors of the place and overseers read; all others get the page of what does not exist', async () => {
    const hall = await desk.hall();
    const request = await desk.ask(hall, { from: day(4), to: day(4, 5) });
    for (const path of [
      '/fasilitas',
      `/fasilitas/${hall}`,
      `/fasilitas/permintaan/${request}`,
      '/fasilitas/akses-setara',
      '/fasilitas/kalender',
    ]) {
      for (const who of ['asn', 'media', ...readers] as const)
        expect((await (await desk.at(who)).get(path)).status, `${who} ${path}`).toBe(200);
      for (const who of strangers) {
        const answer = await (await desk.at(who)).get(path);
        expect(answer.status, `${who} ${path}`).toBe(404);
        expect(answer.html).not.toContain('Aula Rekaan');
      }
    }
    for (const who of strangers) {
      const member = await desk.member(who);
      for (const table of [
        'facility',
        'facility_request',
        'facility_answer',
        'facility_booking',
        'access_side',
        'access_alert',
      ] as const)
        expect(await inScope(member, (tx) => tx.selectFrom(table).selectAll().execute()), `${who} ${table}`).toEqual(
          [],
        );
    }
  });

  it('readers find no form to write with, and their posts are refused', async () => {
    const hall = await desk.hall();
    for (const who of readers) {
      const visitor = await desk.at(who);
      expect((await visitor.get('/fasilitas/baru')).status).toBe(404);
      expect((await visitor.get('/fasilitas/minta')).status).toBe(404);
      const { html } = await visitor.get('/fasilitas/kalender');
      const forged = await visitor.post(`/fasilitas/${hall}/tutup`, {
        _csrf: tokenOn(html),
        dari: '2024-11-05T09:00',
        sampai: '2024-11-05T10:00',
        sebab: 'coba coba',
      });
      expect([403, 404], who).toContain(forged.status);
    }
  });

  it('forged statements are refused by the database itself', async () => {
    const hall = await desk.hall();
    const request = await desk.ask(hall, { from: day(6), to: day(6, 5) });
    const officer = await desk.member('officer');
    const tries: readonly (readonly [Member, string])[] = [
      [
        officer,
        `insert into netra.facility_answer (request_id, institution_id, outcome, reason, answered_at, answered_by) values ('${request}', '${desk.institutionId}', 'granted', 'usual', now(), '${officer.userId}')`,
      ],
      [
        desk.manager,
        `insert into netra.facility_booking (id, facility_id, facility_no, institution_id, kind, request_id, from_at, to_at, made_by) select gen_random_uuid(), f.id, f.no, f.institution_id, 'loan', '${request}', now(), now() + interval '1 hour', '${desk.manager.userId}' from netra.facility f where f.id = '${hall}'`,
      ],
      [desk.manager, `delete from netra.facility_request where id = '${request}'`],
      [desk.manager, `update netra.facility_request set asked_at = now() where id = '${request}'`],
      [desk.manager, `delete from netra.access_alert`],
      [desk.manager, `update netra.facility set mark = 'lain' where id = '${hall}'`],
      [
        desk.manager,
        `insert into netra.facility_request (id, submission_key, institution_id, facility_id, asker, purpose, words_sealed, use_region_id, from_at, to_at, asked_at, entered_at, entered_by) select gen_random_uuid(), gen_random_uuid(), institution_id, facility_id, asker, purpose, words_sealed, use_region_id, from_at, to_at, asked_at, entered_at, '${officer.userId}' from netra.facility_request where id = '${request}'`,
      ],
      [
        await desk.member('overseer'),
        `insert into netra.access_alert (id, institution_id, kind, key, facts, raised_at) values (gen_random_uuid(), '${desk.institutionId}', 'share', 'palsu', '{}', now())`,
      ],
    ];
    for (const [member, text] of tries)
      await expect(
        inScope(member, (tx) => sql.raw(text).execute(tx)),
        text.slice(0, 60),
      ).rejects.toThrow(/row-level security|permission denied/);
  });
});

describe('requests and answers', () => {
  it('a form that is sent twice counts once', async () => {
    const hall = await desk.hall();
    const visitor = await desk.at('asn');
    const { html } = await visitor.get(`/fasilitas/minta?fasilitas=${hall}`);
    const values = {
      ...filledIn(html, '/fasilitas/minta'),
      fasilitas: hall,
      peminta: 'citizens',
      untuk: 'community',
      keterangan: 'Arisan rekaan',
      wilayah: desk.country.places.city.id,
      dari: '2024-11-08T09:00',
      sampai: '2024-11-08T12:00',
      diterima: '2024-10-01T09:00',
    };
    const [first, second] = await Promise.all([
      visitor.post('/fasilitas/minta', values),
      visitor.post('/fasilitas/minta', values),
    ]);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(first.to).toBe(second.to);
    const rows = await desk.app.owner
      .selectFrom('facility_request')
      .selectAll()
      .where('facility_id', '=', hall)
      .execute();
    expect(rows.length).toBe(1);
    expect(Buffer.from(rows[0]?.words_sealed ?? '').toString('utf8')).not.toContain('Arisan');
    const page = textOf((await visitor.get(first.to ?? '')).html);
    expect(page).toContain('Arisan rekaan');
    expect(page).toContain('menunggu jawaban');
  });

  it('the list shows fifty on a page, leads on to older ones, and shows each once', async () => {
    const hall = await desk.hall();
    for (let n = 0; n < 51; n += 1) await desk.ask(hall, { from: day(12), to: day(12, 5) });
    const visitor = await desk.at('asn');
    const links = (html: string): readonly string[] =>
      [...html.matchAll(/href="(\/fasilitas\/permintaan\/[0-9a-f-]{36})"/g)].map((found) => found[1] ?? '');
    const first = (await visitor.get(`/fasilitas/permintaan?fasilitas=${hall}`)).html;
    const next = /href="([^"]{1,300})" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = (await visitor.get(next)).html;
    expect([links(first).length, links(second).length]).toEqual([50, 1]);
    expect(new Set([...links(first), ...links(second)]).size).toBe(51);
    expect(second).not.toContain('rel="next"');
  });

  it('a form with gaps says what is missing and keeps what was typed', async () => {
    const visitor = await desk.at('asn');
    const { html } = await visitor.get('/fasilitas/minta');
    const done = await visitor.post('/fasilitas/minta', {
      ...filledIn(html, '/fasilitas/minta'),
      keterangan: 'Sudah ditulis',
      dari: 'kemarin',
    });
    expect(done.status).toBe(422);
    expect(done.html).toContain('Sudah ditulis');
    expect(textOf(done.html)).toContain('Tulis waktu seperti 2024-10-09T14:00');
    expect(textOf(done.html)).toContain('Pilih salah satu');
  });

  it('is answered once, with a reason that fits, and a grant enters the calendar', async () => {
    const hall = await desk.hall();
    const request = await desk.ask(hall, { from: day(10), to: day(10, 5) });
    const say = (outcome: 'granted' | 'refused' | 'changed', reason: 'usual' | 'taken' | 'other' | 'other-time') =>
      service().answer(desk.manager, request, { outcome, reason, words: '', instead: null });
    expect(await say('granted', 'taken')).toEqual({ ok: false, error: 'wrong-reason' });
    expect(await say('refused', 'other')).toEqual({ ok: false, error: 'wrong-reason' });
    expect(await say('changed', 'other-time')).toEqual({ ok: false, error: 'wrong-time' });
    const visitor = await desk.at('asn');
    const path = `/fasilitas/permintaan/${request}`;
    const done = await visitor.fill(path, `${path}/jawab`, { jawaban: 'granted:usual' });
    expect(done.status).toBe(303);
    expect(await say('refused', 'taken')).toEqual({ ok: false, error: 'already' });
    const calendar = textOf((await visitor.get('/fasilitas/kalender?pekan=2024-11-10')).html);
    expect(calendar).toContain('dipinjam');
    const { rows } = await sql<{
      what: string;
    }>`select what from netra.audit where target = ${request} and access = 'write' order by id`.execute(desk.app.owner);
    expect(rows.map((row) => row.what)).toEqual(['facility.request-entered', 'facility.request-granted']);
  });

  it('two writers cannot lend one facility twice: one is told that it is taken, and nothing of it stays', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const hall = await desk.hall();
      const [one, other] = [
        await desk.ask(hall, { from: day(12), to: day(12, 5) }),
        await desk.ask(hall, { from: day(12, 4), to: day(12, 8) }),
      ];
      const grant = (id: string) =>
        service().answer(desk.manager, id, { outcome: 'granted', reason: 'usual', words: '', instead: null });
      const done = await Promise.all([grant(one), grant(other)]);
      expect(done.filter((d) => d.ok).length).toBe(1);
      expect(done.find((d) => !d.ok)).toEqual({ ok: false, error: 'overlap' });
      const answers = await desk.app.owner
        .selectFrom('facility_answer')
        .select('request_id')
        .where('request_id', 'in', [one, other])
        .execute();
      expect(answers.length).toBe(1);
    }
  });

  it('the constraint itself keeps bookings apart, whoever writes past the service, and lets one begin where another ends', async () => {
    const hall = await desk.hall();
    const { no } = await desk.app.owner
      .selectFrom('facility')
      .select('no')
      .where('id', '=', hall)
      .executeTakeFirstOrThrow();
    const write = (from: Temporal.Instant, to: Temporal.Instant) =>
      inScope(desk.manager, (tx) =>
        tx
          .insertInto('facility_booking')
          .values({
            id: randomUUID(),
            facility_id: hall,
            facility_no: no,
            institution_id: desk.institutionId,
            kind: 'closed',
            from_at: from.toString(),
            to_at: to.toString(),
            made_by: desk.manager.userId,
          })
          .execute(),
      );
    await write(day(14), day(14, 5));
    await expect(write(day(14, 4), day(14, 6))).rejects.toThrow(/facility_booking_apart/);
    await write(day(14, 5), day(14, 6));
    expect(
      await service().closeFacility(desk.manager, hall, { from: day(14, 3), to: day(14, 4), note: 'cat' }),
    ).toEqual({ ok: false, error: 'overlap' });
  });

  it('a loan leaves and returns once each, and the odometer does not run backwards', async () => {
    const car = await desk.hall({ kind: 'vehicle', name: 'Minibus rekaan' });
    const request = await desk.ask(car, {
      asker: 'government',
      purpose: 'official-trip',
      from: at('2024-10-02T02:00:00Z'),
      to: at('2024-10-02T05:00:00Z'),
    });
    await desk.give(request);
    const id = await bookingOf(request);
    const loan = (kind: 'out' | 'in', odometer: number | null, when: string) =>
      service().loan(desk.manager, id, kind, {
        at: at(when),
        odometer,
        condition: 'good',
        words: 'Ban cadangan lengkap',
      });
    expect(await loan('in', 5, '2024-10-02T05:00:00Z')).toEqual({ ok: false, error: 'not-out' });
    expect(await loan('out', 1000, '2024-12-02T02:00:00Z')).toEqual({ ok: false, error: 'wrong-time' });
    expect((await loan('out', 1000, '2024-10-02T02:00:00Z')).ok).toBe(true);
    expect(await loan('out', 1000, '2024-10-02T02:00:00Z')).toEqual({ ok: false, error: 'already' });
    expect(await loan('in', 999, '2024-10-02T05:00:00Z')).toEqual({ ok: false, error: 'odometer' });
    const visitor = await desk.at('asn');
    const path = `/fasilitas/permintaan/${request}`;
    const done = await visitor.fill(path, `${path}/kembali`, {
      pada: '2024-10-02T12:30',
      km: '1080',
      keadaan: 'good',
      catatan: '',
    });
    expect(done.status).toBe(303);
    const page = textOf((await visitor.get(path)).html);
    expect(page).toContain('1.080 km');
    expect(page).toContain('Ban cadangan lengkap');
  });
});

describe('the importer', () => {
  async function* bytes(text: string): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  }
  const bring = async (member: Member, id: 'fasilitas' | 'kampanye', lines: readonly string[]): Promise<string> => {
    const { imports, kinds } = desk.app.facilities;
    const kind = kinds.find((one) => one.id === id);
    if (kind === undefined) throw new Error(id);
    const done = await imports.receive(member, kind, { name: `${id}.csv`, contents: bytes(lines.join('\n')) });
    if (!done.ok) throw new Error(done.error.kind);
    return done.value.id;
  };
  it('takes good rows, tells bad ones by row and reason, and takes its work back while nobody asked for it', async () => {
    const { imports } = desk.app.facilities;
    const taken = await desk.hall({ mark: 'ADA-1' });
    const id = await bring(desk.manager, 'fasilitas', [
      'Jenis;Nama;Nomor polisi;Kecamatan;Kapasitas;Disewakan',
      'aula;Aula Impor;IMP-1;Kota Arunika;120;ya',
      'perahu;Perahu;IMP-2;;;',
      'mobil;Mobil Impor;IMP-1;;;',
      'aula;Aula Dua;ada-1;;;',
      'aula;Aula Tiga;IMP-3;Atlantis;;',
      'alat;Panggung;IMP-4;;banyak;',
      'alat;Tenda;IMP-5;;;',
    ]);
    const preview = await imports.preview(desk.manager, id);
    expect(preview?.problems.map((p) => `${p.row} ${p.column}`)).toEqual([
      '3 kind',
      '4 mark',
      '5 mark',
      '6 region',
      '7 capacity',
    ]);
    const applied = await imports.apply(desk.manager, id, preview?.plan?.fingerprint ?? '');
    expect(applied.ok).toBe(true);
    const rows = await desk.app.owner
      .selectFrom('facility')
      .select('mark')
      .where('import_id', '=', id)
      .orderBy('mark')
      .execute();
    expect(rows.map((row) => row.mark)).toEqual(['IMP-1', 'IMP-5']);
    expect(await inScope(await desk.member('officer'), (tx) => tx.selectFrom('import').selectAll().execute())).toEqual(
      [],
    );
    const back = await imports.withdraw(desk.manager, id, 'Daftar yang keliru');
    expect(back.ok).toBe(true);
    expect(await desk.app.owner.selectFrom('facility').select('id').where('import_id', '=', id).execute()).toEqual([]);
    expect(taken).not.toBe('');
  });
  it('reads a campaign schedule in local time, for places that the officer supervises alone', async () => {
    const { imports } = desk.app.facilities;
    const officer = await desk.member('officer');
    const id = await bring(officer, 'kampanye', [
      'Jenis;Wilayah;Tempat;Mulai;Selesai;Sumber',
      'rapat umum;Arunika Timur;Lapangan Impor;9/12/2024 14.00;2024-12-09 17.00;Jadwal 1/2024',
      'rapat umum;Kota Swarga;Lapangan Jauh;2024-12-09 14.00;2024-12-09 17.00;Jadwal 1/2024',
      'rapat umum;Arunika Timur;Lapangan Balik;2024-12-09 17.00;2024-12-09 14.00;Jadwal 1/2024',
      'pawai;Arunika Timur;Lapangan;2024-12-09 17.00;2024-12-09 18.00;Jadwal 1/2024',
    ]);
    const preview = await imports.preview(officer, id);
    expect(preview?.problems.map((p) => `${p.row} ${p.column}`)).toEqual(['3 region', '4 to', '5 kind']);
    expect((await imports.apply(officer, id, preview?.plan?.fingerprint ?? '')).ok).toBe(true);
    const rows = await desk.app.owner.selectFrom('campaign_event').selectAll().where('import_id', '=', id).execute();
    expect(rows.map((row) => row.from_at.toString())).toEqual(['2024-12-09T07:00:00Z']);
    expect((await imports.withdraw(officer, id, 'Jadwal yang keliru')).ok).toBe(true);
  });
});

describe('questions', () => {
  it('an official trip on a campaign event asks the inspectorate and the supervisors; a hall for hire lent to a side does not', async () => {
    const car = await desk.hall({ kind: 'vehicle', name: 'Bus rekaan' });
    const hall = await desk.hall({ name: 'Aula Kampanye Rekaan' });
    const party = await desk.side('Partai Contoh Kampanye');
    const [from, to] = [at('2024-12-02T02:00:00Z'), at('2024-12-02T06:00:00Z')];
    const district = desk.country.places.district.id;
    const trip = await desk.ask(car, {
      asker: 'government',
      purpose: 'official-trip',
      useRegionId: district,
      from,
      to,
    });
    const hired = await desk.ask(hall, {
      asker: 'party',
      sideId: party,
      purpose: 'campaign',
      useRegionId: district,
      from,
      to,
    });
    await desk.give(trip);
    await desk.give(hired);
    const event = {
      regionId: district,
      electionId: 'pilkada-2024',
      contestId: 'kepala-daerah',
      kind: 'rally',
      place: 'Lapangan Rekaan',
      from,
      to,
      source: 'Jadwal 7/2024',
    } as const;
    expect(await service().addEvent(await desk.member('stranger'), event)).toEqual({ ok: false, error: 'not-found' });
    expect(await service().addEvent(desk.manager, event)).toEqual({ ok: false, error: 'not-found' });
    expect((await service().addEvent(await desk.member('officer'), event)).ok).toBe(true);
    const alerts = (await inScope(desk.inspector, (tx) => readAlerts(tx, desk.app.platform.keys, {}))).filter(
      (one) => one.facts.kind === 'campaign-loan',
    );
    expect(alerts.map((one) => one.facts.kind === 'campaign-loan' && one.facts.requestId)).toEqual([trip]);
    const [alert] = alerts;
    const path = `/fasilitas/peringatan/${alert?.id}`;
    const officer = await desk.at('officer');
    const page = textOf((await officer.get(path)).html);
    expect(page).toContain(
      'Bus rekaan dipinjamkan pada waktu yang sama dengan kegiatan kampanye di wilayah yang sama.',
    );
    expect(page).toContain('Lapangan Rekaan');
    expect(page).toContain('tidak menuduh siapa pun');
    for (const who of strangers) expect((await (await desk.at(who)).get(path)).status, who).toBe(404);
    // The institution explains; the supervisor closes; an overseer does neither; nobody closes twice.
    const words = 'Surat tugas 12/2024: menjemput bantuan bencana.';
    expect(await service().explain(await desk.member('officer'), alert?.id ?? '', 'explanation', words)).toEqual({
      ok: false,
      error: 'not-found',
    });
    expect(await service().explain(await desk.member('overseer'), alert?.id ?? '', 'closed', words)).toEqual({
      ok: false,
      error: 'not-found',
    });
    expect(await service().explain(desk.manager, alert?.id ?? '', 'closed', words)).toEqual({
      ok: false,
      error: 'not-found',
    });
    const visitor = await desk.at('asn');
    expect((await visitor.fill(path, `${path}/jelas`, { jelas: 'pendek' })).status).toBe(422);
    expect((await visitor.fill(path, `${path}/jelas`, { jelas: words })).status).toBe(303);
    expect((await officer.fill(path, `${path}/selesai`, { selesai: 'Surat tugas sudah diperiksa.' })).status).toBe(303);
    expect(await service().explain(desk.inspector, alert?.id ?? '', 'closed', words)).toEqual({
      ok: false,
      error: 'already',
    });
    expect(textOf((await officer.get(path)).html)).toContain(words);
  });

  it('sides that are served differently beyond chance raise one question, and weigh nothing below five answers', async () => {
    const halls = await Promise.all(Array.from({ length: 6 }, () => desk.hall()));
    const [a, b] = [await desk.side('Tim Rekaan Satu', 'team'), await desk.side('Calon Rekaan Dua', 'candidate')];
    const raised = () =>
      desk.app.owner
        .selectFrom('access_alert')
        .selectAll()
        .where('kind', '=', 'week-share')
        .where('week', '=', '2025-01-06')
        .execute();
    for (const [index, hall] of halls.entries()) {
      const span = { from: at('2025-01-07T02:00:00Z'), to: at('2025-01-07T04:00:00Z') };
      const later = { from: at('2025-01-08T02:00:00Z'), to: at('2025-01-08T04:00:00Z') };
      await desk.give(await desk.ask(hall, { asker: 'team', sideId: a, purpose: 'party-meeting', ...span }));
      await desk.refuse(await desk.ask(hall, { asker: 'candidate', sideId: b, purpose: 'party-meeting', ...later }));
      if (index === 3) expect(await raised()).toEqual([]);
    }
    const [alert, ...rest] = await raised();
    expect(rest).toEqual([]);
    expect(alert?.facts).toMatchObject({ more: { granted: 5 }, less: { granted: 0 } });
    expect(JSON.stringify(alert)).not.toContain('Rekaan');
    const page = await (await desk.at('media')).get('/fasilitas/akses-setara');
    expect(textOf(page.html)).toContain('Satu pekan yang berbeda');
    const csv = await (await desk.at('officer')).get('/fasilitas/akses-setara/berkas');
    expect(csv.status).toBe(200);
    expect(csv.html).not.toContain('Calon Rekaan Dua');
    expect(csv.html.split('\r\n').length).toBeGreaterThan(12);
  });

  it('one side among many that is refused everything is asked about beside all others, in the office and in public', async () => {
    const fresh = await startFacilityDesk();
    try {
      const sides: string[] = [];
      for (const name of ['Satu', 'Dua', 'Tiga', 'Empat', 'Lima'])
        sides.push(await fresh.side(`Partai Contoh ${name}`));
      const halls = await Promise.all(Array.from({ length: 6 }, () => fresh.hall()));
      for (const hall of halls)
        for (const [index, sideId] of sides.entries()) {
          const day = `2025-01-${String(7 + index).padStart(2, '0')}`;
          const span = { from: at(`${day}T02:00:00Z`), to: at(`${day}T04:00:00Z`) };
          const request = await fresh.ask(hall, { asker: 'party', sideId, purpose: 'party-meeting', ...span });
          await (index === 4 ? fresh.refuse(request) : fresh.give(request));
        }
      const found = await fresh.app.owner
        .selectFrom('access_alert')
        .select('facts')
        .where('kind', 'in', ['share', 'week-share'])
        .execute();
      const facts = found.map((one) => AlertFacts.parse(one.facts));
      // Raised as soon as it was beyond chance, for the week and for all, and once each.
      expect(facts.map((one) => one.kind).toSorted()).toEqual(['share', 'week-share']);
      for (const one of facts) expect(one).toMatchObject({ more: { letter: '*' }, less: { letter: 'E', granted: 0 } });
      const office = await (await fresh.at('media')).get('/fasilitas/akses-setara');
      expect(textOf(office.html)).toContain('Semua pihak lain bersama diberi');
      const page = await fresh.app.hono.request(`/instansi/${code}/akses-setara`);
      expect(textOf(await page.text())).toContain(
        'Semua pihak lain bersama lebih sering diberi daripada Pihak E, melebihi kebetulan',
      );
    } finally {
      await fresh.end();
    }
  });

  it('silence is seen: once the wanted time comes a question is raised though nobody wrote anything, and the public page counts it', async () => {
    const halls = await Promise.all(Array.from({ length: 7 }, () => desk.hall()));
    const [a, b] = [await desk.side('Partai Contoh Dijawab'), await desk.side('Partai Contoh Didiamkan')];
    const span = { from: at('2025-02-04T02:00:00Z'), to: at('2025-02-04T04:00:00Z') };
    const later = { from: at('2025-02-05T02:00:00Z'), to: at('2025-02-05T04:00:00Z') };
    for (const hall of halls) {
      await desk.give(await desk.ask(hall, { asker: 'party', sideId: a, purpose: 'party-meeting', ...span }));
      await desk.ask(hall, { asker: 'party', sideId: b, purpose: 'party-meeting', ...later });
    }
    const raised = () =>
      desk.app.owner.selectFrom('access_alert').selectAll().where('week', '=', '2025-02-03').execute();
    expect(await service().weighSilence()).toBeGreaterThan(0);
    expect(await raised()).toEqual([]);
    const count = async (moment: string): Promise<number> => {
      const register = await runAs(desk.app.platform.db, { kind: 'public' }, (tx) =>
        readPublicRegister(tx, code, at(moment)),
      );
      const own = register?.contests[0]?.sides.find((side) => side.partyName === 'Partai Contoh Didiamkan')?.total
        .lapsed;
      return own?.kind === 'exact' ? own.value : -1;
    };
    expect([await count('2025-02-05T01:59:59Z'), await count('2025-02-05T02:00:00Z')]).toEqual([0, 7]);
    const before = await desk.app.platform.legalClock.now();
    try {
      desk.app.clock.set(at('2025-02-06T00:00:00Z'));
      await service().weighSilence();
      await service().weighSilence();
      const found = await raised();
      expect(found.filter((one) => one.kind === 'week-share')).toHaveLength(1);
      expect(found.find((one) => one.kind === 'week-share')?.facts).toMatchObject({
        more: { granted: 7, lapsed: 0 },
        less: { granted: 0, answered: 7, lapsed: 7 },
      });
      expect(found.filter((one) => one.kind === 'same-week').length).toBe(7);
      const office = await (await desk.at('media')).get('/fasilitas/akses-setara');
      expect(textOf(office.html)).toContain('tidak dijawab sampai waktunya tiba (7)');
      const alert = found.find((one) => one.kind === 'same-week');
      const page = textOf((await (await desk.at('media')).get(`/fasilitas/peringatan/${alert?.id ?? ''}`)).html);
      expect(page).toContain('tidak dijawab sampai waktunya tiba, padahal diberi kepada');
      const shown = textOf(await (await desk.app.hono.request(`/instansi/${code}/akses-setara`)).text());
      expect(shown).toContain('Terlewat tanpa jawaban');
      expect(shown).toContain('tidak satu pun dari 7 diberi');
      const register = await runAs(desk.app.platform.db, { kind: 'public' }, (tx) =>
        readPublicRegister(tx, code, at('2025-02-06T00:00:00Z')),
      );
      const silent = register?.contests[0]?.sides.find((side) => side.partyName === 'Partai Contoh Didiamkan');
      expect(silent?.total.lapsed).toEqual({ kind: 'exact', value: 7 });
      const csv = await (await desk.at('officer')).get('/fasilitas/akses-setara/berkas');
      expect(csv.html).toContain('unanswered');
      // Granting it all on the day after changes nothing of what the public and the office are shown.
      const silentRequests = await desk.app.owner
        .selectFrom('facility_request as r')
        .select('r.id')
        .where('r.side_id', '=', b)
        .execute();
      const form = textOf(
        (await (await desk.at('asn')).get(`/fasilitas/permintaan/${silentRequests[0]?.id ?? ''}`)).html,
      );
      expect(form).toContain('tetap dihitung sebagai tidak dijawab sampai waktunya tiba');
      for (const { id } of silentRequests) await desk.give(id);
      const after = textOf(await (await desk.app.hono.request(`/instansi/${code}/akses-setara`)).text());
      expect(after).toContain('tidak satu pun dari 7 diberi');
      const counted = await runAs(desk.app.platform.db, { kind: 'public' }, (tx) =>
        readPublicRegister(tx, code, at('2025-02-06T00:00:00Z')),
      );
      const granted = counted?.contests[0]?.sides.find((side) => side.partyName === 'Partai Contoh Didiamkan');
      expect(granted?.total).toMatchObject({
        granted: { kind: 'exact', value: 0 },
        lapsed: { kind: 'exact', value: 7 },
      });
      const again = await (await desk.at('media')).get('/fasilitas/akses-setara');
      expect(textOf(again.html)).toContain('tidak dijawab sampai waktunya tiba (7)');
      // Whoever may not see the register sees no question of it either, and nobody but the system and those who write raises one.
      const stranger = await desk.member('stranger');
      expect(await inScope(stranger, (tx) => tx.selectFrom('access_alert').selectAll().execute())).toEqual([]);
    } finally {
      desk.app.clock.set(before);
    }
  });

  it('a request that is said to have come in after its time had begun is no way out: after three days it counts as not granted', async () => {
    const side = await desk.side('Partai Contoh Terlambat');
    const span = { from: at('2025-02-12T02:00:00Z'), to: at('2025-02-12T04:00:00Z') };
    const before = await desk.app.platform.legalClock.now();
    try {
      desk.app.clock.set(at('2025-02-12T06:00:00Z'));
      const asked = { asker: 'party', sideId: side, purpose: 'party-meeting', ...span } as const;
      for (let n = 0; n < 7; n += 1)
        await desk.ask(await desk.hall(), { ...asked, askedAt: at('2025-02-12T05:00:00Z') });
    } finally {
      desk.app.clock.set(before);
    }
    const at72 = async (moment: string) => {
      const register = await runAs(desk.app.platform.db, { kind: 'public' }, (tx) =>
        readPublicRegister(tx, code, at(moment)),
      );
      return register?.contests[0]?.sides.find((one) => one.partyName === 'Partai Contoh Terlambat')?.total;
    };
    expect((await at72('2025-02-15T05:59:59Z'))?.lapsed).toEqual({ kind: 'exact', value: 0 });
    expect((await at72('2025-02-15T06:00:00Z'))?.lapsed).toEqual({ kind: 'exact', value: 7 });
    expect((await at72('2025-02-15T06:00:00Z'))?.medianMinutes).toBeNull();
  });

  it('a question that was closed early comes up anew once it rests on twice as many requests, and not before', async () => {
    const [a, b] = [await desk.side('Partai Contoh Cepat'), await desk.side('Partai Contoh Kemudian')];
    const span = { from: at('2025-04-01T02:00:00Z'), to: at('2025-04-01T04:00:00Z') };
    const serve = async (): Promise<void> => {
      const [one, other] = [await desk.hall(), await desk.hall()];
      await desk.give(await desk.ask(one, { asker: 'party', sideId: a, purpose: 'party-meeting', ...span }));
      await desk.refuse(await desk.ask(other, { asker: 'party', sideId: b, purpose: 'party-meeting', ...span }));
    };
    const raised = () =>
      desk.app.owner
        .selectFrom('access_alert')
        .selectAll()
        .where('kind', '=', 'week-share')
        .where('week', '=', '2025-03-31')
        .orderBy('recorded_at')
        .execute();
    for (let served = 0; served < 20 && (await raised()).length === 0; served += 1) await serve();
    const [first] = await raised();
    const facts = AlertFacts.parse(first?.facts);
    const rested = facts.kind === 'week-share' ? facts.more.answered + facts.less.answered : 0;
    expect(rested).toBeGreaterThanOrEqual(10);
    const count = async (): Promise<number> => (await raised()).length;
    for (let more = 0; more < rested / 2; more += 1) await serve();
    // Open, it is asked once, however large it grows.
    expect(await count()).toBe(1);
    expect((await service().explain(desk.inspector, first?.id ?? '', 'closed', 'Sudah dijelaskan.')).ok).toBe(true);
    await serve();
    expect(await count()).toBe(2);
    await serve();
    expect(await count()).toBe(2);
    expect((await raised())[1]?.key).toBe(`${first?.key ?? ''}#2`);
  });

  it('a difference that turns round is another question, also while the first is open', async () => {
    const [a, b] = [await desk.side('Partai Contoh Dahulu'), await desk.side('Partai Contoh Sesudah')];
    const span = { from: at('2025-06-03T02:00:00Z'), to: at('2025-06-03T04:00:00Z') };
    const serve = async (sideId: string, grants: boolean): Promise<void> => {
      const id = await desk.ask(await desk.hall(), { asker: 'party', sideId, purpose: 'party-meeting', ...span });
      await (grants ? desk.give(id) : desk.refuse(id));
    };
    const raised = async () =>
      (
        await desk.app.owner
          .selectFrom('access_alert')
          .selectAll()
          .where('kind', '=', 'week-share')
          .where('week', '=', '2025-06-02')
          .orderBy('recorded_at')
          .execute()
      ).map(({ key, facts }) => ({ key, facts: AlertFacts.parse(facts) }));
    for (let n = 0; n < 20 && (await raised()).length === 0; n += 1) {
      await serve(a, true);
      await serve(b, false);
    }
    const [first] = await raised();
    for (let n = 0; n < 60 && (await raised()).length === 1; n += 1) {
      await serve(a, false);
      await serve(b, true);
    }
    const [, turned, ...more] = await raised();
    expect(more).toEqual([]);
    expect(turned?.key).toBe(`${first?.key ?? ''}#2`);
    const sidesOf = (facts: AlertFacts | undefined): readonly string[] =>
      facts?.kind === 'week-share' ? [facts.more.letter, facts.less.letter] : [];
    expect(sidesOf(turned?.facts)).toEqual(sidesOf(first?.facts).toReversed());
    await serve(a, false);
    expect(await raised()).toHaveLength(2);
  });

  it('what is written down as taken back needs words, and raises a question where it is one side alone', async () => {
    const halls = await Promise.all(Array.from({ length: 8 }, () => desk.hall()));
    const [a, b] = [await desk.side('Tim Rekaan Tetap', 'team'), await desk.side('Tim Rekaan Ditarik', 'team')];
    const span = { from: at('2025-03-04T02:00:00Z'), to: at('2025-03-04T04:00:00Z') };
    for (const hall of halls) {
      await desk.give(await desk.ask(hall, { asker: 'team', sideId: a, purpose: 'party-meeting', ...span }));
      const id = await desk.ask(hall, { asker: 'team', sideId: b, purpose: 'party-meeting', ...span });
      const wish = { outcome: 'withdrawn', reason: 'by-asker', instead: null } as const;
      expect(await service().answer(desk.manager, id, { ...wish, words: '  ' })).toEqual({
        ok: false,
        error: 'wrong-reason',
      });
      const gap = await (await desk.at('asn')).fill(
        `/fasilitas/permintaan/${id}`,
        `/fasilitas/permintaan/${id}/jawab`,
        { jawaban: 'withdrawn:by-asker', penjelasan: '' },
      );
      expect(gap.status).toBe(422);
      expect((await service().answer(desk.manager, id, { ...wish, words: 'Surat 12, 3 Maret' })).ok).toBe(true);
    }
    const found = await desk.app.owner.selectFrom('access_alert').selectAll().where('kind', '=', 'withdrawn').execute();
    expect(found.length).toBeGreaterThan(0);
    const shown = textOf(await (await desk.app.hono.request(`/instansi/${code}/akses-setara`)).text());
    expect(shown).toContain('dicatat sebagai ditarik pemohon, melebihi kebetulan');
    const page = await (await desk.at('media')).get(`/fasilitas/peringatan/${found[0]?.id ?? ''}`);
    expect(textOf(page.html)).toMatch(/Pihak [A-Z] [5-8] dari [5-8] permintaan/);
  });

  it('a difference that later answers of the same week made up for is told as one that was, beside the numbers as they are', async () => {
    const [a, b] = [await desk.side('Partai Contoh Pertama'), await desk.side('Partai Contoh Berikut')];
    const span = { from: at('2025-05-06T02:00:00Z'), to: at('2025-05-06T04:00:00Z') };
    const serve = async (sideId: string, grants: boolean): Promise<void> => {
      const id = await desk.ask(await desk.hall(), { asker: 'party', sideId, purpose: 'party-meeting', ...span });
      await (grants ? desk.give(id) : desk.refuse(id));
    };
    const raised = () =>
      desk.app.owner
        .selectFrom('access_alert')
        .select('id')
        .where('kind', '=', 'week-share')
        .where('week', '=', '2025-05-05')
        .execute();
    let served = 0;
    for (; served < 20 && (await raised()).length === 0; served += 1) {
      await serve(a, true);
      await serve(b, false);
    }
    expect(await raised()).toHaveLength(1);
    const html = async () => (await desk.app.hono.request(`/instansi/${code}/akses-setara`)).text();
    const shown = async () => textOf(await html());
    // The chart says it to whoever does not see it.
    const marked = /Ditandai: [^."]{0,300}5[^."]{1,20}Mei/;
    expect(await shown()).toMatch(/Pekan 5[^:]{1,30}: Pihak [A-Z]{1,2} \d+ dari \d+ diberi; Pihak/);
    expect(await html()).toMatch(marked);
    for (let made = 0; made < served; made += 1) {
      await serve(a, false);
      await serve(b, true);
    }
    expect(await raised()).toHaveLength(1);
    const after = await shown();
    expect(after).toMatch(/Pekan 5[^:]{1,30}: ketika pertanyaan ini muncul, Pihak [A-Z]{1,2} lebih sering diberi/);
    expect(after).toContain('Sekarang: Pihak');
    expect(await html()).not.toMatch(marked);
    expect(after).not.toContain('kira-kira 1 kali dari 1.');
  });

  it('the public reads counts without names of people; a code that nobody has is not found', async () => {
    const { hono } = desk.app;
    const html = await (await hono.request(`/instansi/${code}/akses-setara`)).text();
    const page = textOf(html);
    expect(page).toContain('Apakah semua pihak diperlakukan sama?');
    expect(page).toContain('Partai Contoh Kampanye');
    for (const hidden of [
      'Calon Rekaan Dua',
      'Tim Rekaan Satu',
      'Petugas',
      'Karang taruna',
      'Bus rekaan',
      'bantuan bencana',
    ])
      expect(html).not.toContain(hidden);
    expect((await hono.request('/instansi/TIDAK-ADA/akses-setara')).status).toBe(404);
    expect((await hono.request('/en/instansi/PEMKOT-UJI/akses-setara')).status).toBe(200);
  });

  it('weeks begin at the same moment in the database and in the program, in all three zones', async () => {
    const moments = [
      '2024-10-06T14:59:59Z',
      '2024-10-06T15:00:00Z',
      '2024-10-06T16:00:00Z',
      '2024-10-06T17:00:00Z',
      '2024-10-06T16:59:59Z',
    ];
    for (const zone of ['WIB', 'WITA', 'WIT'] as const) {
      const name = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' }[zone];
      for (const moment of moments) {
        const { rows } = await sql<{
          week: string;
        }>`select date_trunc('week', ${moment}::timestamptz at time zone ${name})::date::text as week`.execute(
          desk.app.owner,
        );
        expect(weekOf(at(moment), zone), `${zone} ${moment}`).toBe(rows[0]?.week);
      }
    }
  });
});

describe('the calendar feed', () => {
  it('opens by its secret alone, names no borrower, and is gone when it was ended', async () => {
    const hall = await desk.hall({ name: 'Aula Umpan' });
    await desk.give(await desk.ask(hall, { from: day(20), to: day(20, 5) }));
    const visitor = await desk.at('officer');
    const made = await visitor.fill('/fasilitas/kalender', '/fasilitas/kalender/alamat', { lakukan: 'buat' });
    const path = /\/kalender-fasilitas\/[A-Za-z0-9_-]{32}\.ics/.exec(made.html)?.[0] ?? '';
    const feed = await desk.app.hono.request(path);
    const text = await feed.text();
    expect(feed.status).toBe(200);
    expect(text).toContain('SUMMARY:Aula Umpan: dipinjam');
    expect(text).toContain('DTEND:20241120T050000Z');
    expect(text).not.toContain('Karang');
    await visitor.fill('/fasilitas/kalender', '/fasilitas/kalender/alamat', { lakukan: 'matikan' });
    expect((await desk.app.hono.request(path)).status).toBe(404);
  });
});

describe('the demonstration', () => {
  it('fills an institution once, quickly, with one unfair week and a trip on a campaign event', async () => {
    const fresh = await startFacilityDesk();
    try {
      const officer = await fresh.member('officer');
      const people = { managers: [fresh.manager], officer, electionId: 'pilkada-2024', contestId: 'kepala-daerah' };
      const start = performance.now();
      await seedFacilities(fresh.app.platform, people);
      expect(performance.now() - start).toBeLessThan(3000);
      const alerts = await runAs(fresh.app.platform.db, { kind: 'member', userId: officer.userId }, (tx) =>
        readAlerts(tx, fresh.app.platform.keys, {}),
      );
      expect(alerts.filter((one) => one.facts.kind === 'week-share').map((one) => one.week)).toEqual(['2024-09-23']);
      expect(alerts.filter((one) => one.facts.kind === 'campaign-loan').length).toBe(1);
      expect(alerts.filter((one) => one.facts.kind === 'share' || one.facts.kind === 'answer-time')).toEqual([]);
      const register = await runAs(fresh.app.platform.db, { kind: 'public' }, (tx) =>
        readPublicRegister(tx, code, at('2024-12-01T00:00:00Z')),
      );
      const [contest] = register?.contests ?? [];
      expect(contest?.weeks.length).toBe(8);
      expect(contest?.sides.map((side) => side.cells.at(-1)?.kind)).toEqual(['shown', 'few']);
      expect(contest?.questions[0]?.shown).toMatchObject({
        more: { letter: 'A', granted: 9 },
        less: { letter: 'B', granted: 0 },
      });
    } finally {
      await fresh.end();
    }
  });
});
