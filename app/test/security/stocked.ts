/**
 * For the tests of this folder: the whole application with people of every role, offices, cases at every step, files, a pledge, an invitation,
 * a text of the media desk and imports, so that every address has something to answer with.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { demoPassword } from '../../src/features/accounts/index.ts';
import { formsOf, Visitor } from '../../src/features/accounts/visitor.fixture.ts';
import { type Desk, facts, filledIn, startDesk, stops, type Who } from '../../src/features/cases/desk.fixture.ts';
import { noticeLink } from '../../src/features/parties/index.ts';
import { Reporter, receiptIn, walkToCheck } from '../../src/features/reports/report-walk.fixture.ts';
import { scopesOfRole } from '../../src/platform/api/index.ts';
import type { Member } from '../../src/platform/http/env.ts';

/**
 * Who asks: nobody, one who gave the password and no code yet, one who has no second factor yet, an accused with a
 * code, programs of an office, of the administration and of an institution, and one person of each role.
 */
export const askers = [
  'nobody',
  'half',
  'newcomer',
  'accused',
  'program',
  'admin-program',
  'facility-program',
  'officer',
  'overseer',
  'verifier',
  'conveyor',
  'authority',
  'admin',
  'media',
  'asn',
] as const satisfies readonly ('nobody' | 'half' | 'newcomer' | 'accused' | Program | Who)[];
type Program = 'program' | 'admin-program' | 'facility-program';
export type Asker = (typeof askers)[number];

export interface Stocked {
  readonly desk: Desk;
  /** Address of a real server in front of the application, without a trailing slash. */
  readonly url: string;
  readonly numbers: { readonly decided: string; readonly received: string; readonly named: string };
  readonly receipt: string;
  /** Addresses that no page links to. */
  readonly unlinked: readonly string[];
  visitor(who: Asker): Promise<Visitor>;
  ask(path: string, who?: Asker, init?: RequestInit): Promise<Response>;
  end(): Promise<void>;
}

export const tinyPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const importBase = '/kantor/hukum/impor';

/** @param options `unsigned`: the civil servant has not signed the pledge, so that its form is there */
export async function startStocked(options: { readonly unsigned?: boolean } = {}): Promise<Stocked> {
  const desk = await startDesk();
  const { app, country } = desk;
  const running = serve({ fetch: app.hono.fetch, port: 0, hostname: '127.0.0.1' });
  await once(running, 'listening');
  const address = running.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;

  const reporter = new Reporter(url);
  await walkToCheck(reporter, country, true, [new File([tinyPicture], 'foto.png', { type: 'image/png' })]);
  const receipt = receiptIn((await reporter.send()).html);
  if (receipt === '') throw new Error('the report was not taken');
  const { number: named } = await app.owner.selectFrom('case_file').select('number').executeTakeFirstOrThrow();
  await desk.walk(named, ['officer', facts]);
  const received = await desk.report();
  for (const stop of stops.slice(1, -1)) await desk.caseUpTo(stop);
  const decided = await desk.caseUpTo('decide');
  // One to an authority that works here, whose form to answer is there as well.
  const referred = await desk.caseUpTo('facts');
  await desk.walk(referred, [
    'officer',
    {
      type: 'refer',
      authority: 'village',
      office: '',
      receiverBodyId: desk.country.bodies.ppkCity.id,
      reason: 'Terlapor adalah kepala desa.',
    },
  ]);

  await desk.at('asn').then((asn) => (options.unsigned === true ? null : asn.fill('/ikrar', '/ikrar', { read: 'ya' })));
  const media = await desk.at('media');
  const text =
    'Camat Arunika Timur tampak hadir pada deklarasi pasangan calon di Balai Kirana, kata saksi rekaan. '.repeat(2);
  await media.fill('/media/baru', '/media/baru', { source: 'Kabar Rekaan', text, do: 'store' });
  await bringIn(desk, url, 'libur 2028.csv', await example('contoh-keputusan-libur-2028.csv'), true);
  await bringIn(
    desk,
    url,
    'salah.csv',
    'Tanggal;Jenis;Keputusan;Penerbit;Keyakinan\n=1+1;@x;"<b>y";-z;dilihat\n',
    false,
  );
  await bringIn(desk, url, 'aneh.csv', 'Kapan?;Apa;Nama SK;Kata siapa;Yakin?\n1 Januari 2027;a;b;c;d\n', false);
  await app.ledger.service.begin();
  await app.ledger.noteRulebook();
  await app.ledger.service.sealNow();

  const newcomer = await comeNew(desk);
  const half = new Visitor(app.hono);
  await half.fill('/masuk', '/masuk', { email: 'satgas@netra.contoh', password: demoPassword });
  const token = await app.accounts.service.invite(null, { bodyId: country.bodies.bawasluCity.id, role: 'officer' });
  const tokens: Readonly<Record<Program, string>> = {
    program: await tokenOf(desk, await desk.member('officer')),
    'admin-program': await tokenOf(desk, await desk.member('admin')),
    'facility-program': await tokenOf(
      desk,
      await country.person('Pengelola Program', [country.bodies.agency, 'facility']),
    ),
  };
  const isProgram = (who: Asker): who is Program => who in tokens;
  const more = await stockMore(desk);
  const others = {
    nobody: new Visitor(app.hono),
    half,
    newcomer,
    accused: await accusedOf(desk, await desk.caseUpTo('study')),
  };
  const visitor = (who: Asker): Promise<Visitor> =>
    isProgram(who)
      ? Promise.resolve(others.nobody)
      : who === 'nobody' || who === 'half' || who === 'newcomer' || who === 'accused'
        ? Promise.resolve(others[who])
        : desk.at(who);
  return {
    desk,
    url,
    numbers: { decided, received, named },
    receipt,
    unlinked: [
      `/mulai/${token}`,
      '/log/tile/0/000.p/16',
      '/log/tile/entries/000.p/16',
      '/log/keys',
      '/log/checkpoint',
      ...[decided, named].flatMap((number) =>
        ['', '/report', '/receivers?action=submit', '/history'].map((rest) => `/api/v1/cases/${number}${rest}`),
      ),
      '/api/v1/law/calendar/2024',
      '/lapor/kapan',
      '/terlapor/upaya',
      `/perkara/${named}`,
      `/perkara/${named}/identitas`,
      `/perkara/${named}/teruskan-tambahan`,
      `/perkara/${named}/terlapor/1/cabut`,
      `/perkara/${named}/catatan`,
      `/perkara/${named}/penanggung-jawab`,
      `/api/v1/cases/${named}/notes`,
      `/api/v1/cases/${named}/assignments`,
      `/perkara/${named}/coba`,
      ...more,
      ...(await stockDocuments(desk)),
      ...(await stockVerification(desk, named)),
      ...(await stockPledges(desk)),
      ...(await stockRoster(desk)),
      ...(await stockFacilities(desk)),
      ...(await stockAdvice(desk)),
      ...(await stockPrevention(desk)),
      ...(await stockOutreach(desk)),
      ...(await stockParties(desk)),
    ],
    visitor,
    ask: async (to, who = 'nobody', init = {}) => {
      const { cookie } = await visitor(who);
      const headers = new Headers(init.headers);
      headers.set('host', '127.0.0.1');
      if (cookie !== '' && !headers.has('cookie')) headers.set('cookie', cookie);
      if (isProgram(who)) headers.set('authorization', `Bearer ${tokens[who]}`);
      const env = { incoming: { socket: { remoteAddress: `10.9.0.${askers.indexOf(who)}` } } };
      return app.hono.request(`http://127.0.0.1${to}`, { ...init, headers }, env);
    },
    end: async () => {
      if ('closeAllConnections' in running) running.closeAllConnections();
      await new Promise<void>((done) => void running.close(() => done()));
      await desk.end();
    },
  };
}

/** A token of the office and role of a person, with all that the role may. */
async function tokenOf(desk: Desk, member: Member): Promise<string> {
  const { tokens } = desk.app.api;
  const admin = await desk.member('admin');
  const [duty] = member.memberships;
  if (duty === undefined) throw new Error(`${member.name} has no duty`);
  const { bodyId, role } = duty;
  const asked = await tokens.ask(admin, {
    bodyId,
    role,
    name: `Sistem ${role}`,
    scopes: scopesOfRole[role].filter((scope) => scope !== 'reports:read'),
    days: 30,
  });
  const issued = asked.ok ? await tokens.issue(member, asked.value.id, true) : asked;
  if (!issued.ok) throw new Error(`no token for ${member.name}: ${issued.error}`);
  return issued.value.secret;
}

/** Somebody who was told of the case and came with the code of the letter. */
async function accusedOf(desk: Desk, number: string): Promise<Visitor> {
  const form = `/perkara/${number}/terlapor/1/pemberitahuan`;
  const officer = await desk.at('officer');
  const fields = filledIn((await officer.get(form)).html, form);
  const uraian = 'Anda diduga menyukai unggahan calon pada masa kampanye pemilihan.';
  const done = await officer.post(form, { ...fields, uraian, go: 'issue' });
  const kode = /<p class="receipt-number num">([^<]+)<\/p>/.exec(done.html)?.[1];
  if (kode === undefined) throw new Error(`the accused could not be told: ${done.status}`);
  const visitor = new Visitor(desk.app.hono);
  await visitor.fill('/terlapor', '/terlapor', { kode });
  return visitor;
}

/** A campaign with a ceremony; its inspectorate is the civil servant of these tests, who holds that duty besides. */
async function stockPledges(desk: Desk): Promise<readonly string[]> {
  const { owner } = desk.app;
  const { institution } = desk.country.places;
  const asn = await desk.member('asn');
  const office = randomUUID();
  await owner
    .insertInto('body')
    .values({
      id: office,
      code: 'inspektorat',
      kind: 'institution',
      name: 'Inspektorat',
      level: 'institution',
      jurisdiction_id: institution.id,
      zone: 'WIB',
    })
    .execute();
  await owner
    .insertInto('member')
    .values({ id: randomUUID(), user_id: asn.userId, body_id: office, role: 'inspectorate' })
    .execute();
  const [campaign, ceremony] = [randomUUID(), randomUUID()];
  await owner
    .insertInto('pledge_campaign')
    .values({
      id: campaign,
      institution_id: institution.id,
      body_id: office,
      election_id: 'pilkada-2024',
      text_version: 'ikrar-skb-2022/1',
      opened_at: '2024-10-01T00:00:00Z',
      closes_at: '2024-11-28T00:00:00Z',
    })
    .execute();
  await owner
    .insertInto('pledge_ceremony')
    .values({
      id: ceremony,
      campaign_id: campaign,
      opened_by: asn.userId,
      ends_at: new Date(Date.now() + 3_600_000).toISOString(),
    })
    .execute();
  await desk.app.coverage.service.countToday();
  return [
    `/api/v1/coverage/${campaign}`,
    '/ikrar/kampanye',
    `/ikrar/kampanye/${campaign}/alasan`,
    `/ikrar/apel/${ceremony}/layar`,
    `/ikrar/apel/${ceremony}/daftar`,
    '/periksa/ikrar',
  ];
}

/** A roster that waits for its columns, one that was brought in, and the counts of an institution: gives their addresses. */
async function stockRoster(desk: Desk): Promise<readonly string[]> {
  const member = await desk.member('admin');
  const receive = async (name: string): Promise<string> => {
    async function* contents() {
      yield Buffer.from(`nip;nama;unit\n${name};Orang Rekaan;Dinas Rekaan\n`);
    }
    const received = await desk.app.roster.service.receive({ kind: 'member', member }, { name, contents: contents() });
    if (!received.ok) throw new Error(`no roster: ${received.error.kind}`);
    return received.value.id;
  };
  const [waiting, applied] = [await receive('satu.csv'), await receive('dua.csv')];
  await desk.app.owner
    .updateTable('roster_import')
    .set({ state: 'applied' })
    .where('import_id', '=', applied)
    .execute();
  const place = await desk.app.owner
    .selectFrom('jurisdiction')
    .select(['id', 'code'])
    .where('id', '=', desk.country.places.institution.id)
    .executeTakeFirstOrThrow();
  await desk.app.owner
    .insertInto('roster_count')
    .values({ institution_id: place.id, kind: 'PNS', people: 3 })
    .execute();
  const of = (id: string, rest: string): string => `/admin/pegawai/lihat/${id}${rest}`;
  return [
    of(waiting, ''),
    of(waiting, '/kolom'),
    of(applied, ''),
    of(applied, '/tarik'),
    of(applied, '/kesalahan.csv'),
    `/admin/pegawai/jumlah/${place.code}`,
  ];
}

/** An act on many cases, a case before the task force, and forms that lead back: gives their addresses. */
async function stockVerification(desk: Desk, named: string): Promise<readonly string[]> {
  const submitted = await desk.caseUpTo('submit');
  const bodyId = desk.country.bodies.satgas.id;
  const verifier = await desk.member('verifier');
  const made = await desk.app.verification.service.prepare(
    verifier,
    bodyId,
    { kind: 'accept-handover' },
    { which: 'read' },
  );
  if (!made.ok) throw new Error(`no act on many cases: ${made.error}`);
  return [
    ...['kembar', 'gabung', 'pisah', 'dibuka'].map((rest) => `/perkara/${named}/${rest}`),
    `/verifikasi/${submitted}`,
    `/verifikasi/${submitted}/suara`,
    `/borongan/hasil/${made.value.id}`,
    '/admin/satgas/akhiri',
    '/admin/satgas/duduk',
    `/api/v1/cases/${named}/duplicates`,
  ];
}

/** A set of cards and slides of the supervisors: gives the addresses of its pictures and of its short link. */
async function stockOutreach(desk: Desk): Promise<readonly string[]> {
  const officer = await desk.at('officer');
  const content = '/alat-peraga/baru/isi?tugas=guru&tahap=kampanye&bahasa=id';
  const made = await officer.fill(content, '/alat-peraga/baru/isi', {
    kalimat: 'kelas',
    larang: 'suka',
    tujuan: 'pelajaran',
    ukuran: 'kartu-1080x1080',
  });
  const kit = (made.to ?? '').replace(/\?.*$/, '');
  const { code } = await desk.app.owner.selectFrom('outreach_kit').select('code').executeTakeFirstOrThrow();
  return [content, kit, `${kit}/kartu-1080x1080.png?kecil=1`, `${kit}/kartu-1080x1080.pdf`, `/m/${code}`];
}

/** A desk for questions with one in each state, answers in public, and an institution that answers; the code was set by the facilities. */
async function stockAdvice(desk: Desk): Promise<readonly string[]> {
  const { app, country } = desk;
  const { bodies, person } = country;
  const code = 'PEMKOT';
  const officer = await person('Penjawab', [bodies.bawasluCity, 'officer']);
  const second = await person('Penjawab kedua', [bodies.bawasluCity, 'officer']);
  const inspector = await person('Inspektur', [bodies.agency, 'inspectorate']);
  const { service } = app.ask;
  const bodyId = bodies.bawasluCity.id;
  await service.openDesk(officer, bodyId);
  const answer = { words: 'Boleh, tanpa atribut dan tanpa ajakan.', rules: ['B6'], confidence: 'recalled' } as const;
  for (const words of ['Bolehkah saya menonton debat terbuka?', 'Bolehkah saya membaca selebaran itu?'])
    await service.send({
      seed: app.platform.random(16).toString('base64url'),
      bodyId,
      question: { status: 'pns', words },
    });
  const [first] = await service.queue(officer);
  if (first === undefined) throw new Error('no question came');
  await service.answer(officer, first.id, answer);
  const wish = { ...answer, question: 'Bolehkah ASN menyaksikan debat terbuka?', namesAreNone: true };
  const drafted = await service.write(officer, bodyId, wish, null);
  // Released two weeks ago, so that it stands in public.
  const now = await app.platform.legalClock.now();
  app.clock.set(now.subtract({ hours: 24 * 14 }));
  if (drafted.ok) await service.release(second, drafted.value.id, wish);
  app.clock.set(now);
  await service.write(officer, bodyId, { ...wish, question: 'Bolehkah ASN membaca selebaran di jalan?' }, null);
  const { service: accountability } = app.accountability;
  await accountability.addHolder(inspector, code, {
    post: 'ppk',
    title: 'Wali Kota',
    name: null,
    from: '2023-01-02',
    source: 'Keputusan rekaan',
  });
  await accountability.writeReply(inspector, code, 'Semua rekomendasi dikerjakan menurut urutan batas waktunya.');
  const begun = await accountability.begin(inspector, code, '2024');
  if (!begun.ok) throw new Error(begun.error);
  const { id } = begun.value;
  await accountability.answer(inspector, id, { question: 'pledge', level: 2, words: 'Berjalan.', links: ['/cakupan'] });
  await accountability.addFile(inspector, id, {
    question: 'pledge',
    name: 'bukti.png',
    mediaType: 'image/png',
    content: tinyPicture,
  });
  await accountability.snapshotToday();
  const file = await app.owner.selectFrom('self_assessment_file').select('id').executeTakeFirstOrThrow();
  return [
    `/kantor/instansi/penilaian/${id}`,
    `/kantor/instansi/penilaian/${id}/lampiran/${file.id}`,
    '/kantor/tanya/terbit/baru',
  ];
}

/** A meeting of the officer with a commitment of the own office and a photo: gives their addresses. */
async function stockPrevention(desk: Desk): Promise<readonly string[]> {
  const { app } = desk;
  const { service } = app.prevention;
  const officer = await desk.member('officer');
  const bodyId = officer.memberships[0]?.bodyId ?? '';
  const must = <T>(
    done: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string },
  ): T => {
    if (!done.ok) throw new Error(done.error);
    return done.value;
  };
  const work = must(
    await service.record(officer, app.platform.uuid(), {
      bodyId,
      electionId: 'pilkada-2024',
      kind: 'meeting',
      onDay: '2024-09-16',
      title: 'Rapat koordinasi rekaan',
      words: 'Disepakati siapa mengerjakan apa.',
      people: 12,
      presence: [{ office: 'Kantor rekaan', people: 12 }],
      signatories: [],
    }),
  );
  const commitment = must(
    await service.promise(officer, work.id, 0, {
      bodyId,
      role: 'Kepala Bagian',
      words: 'Menutup pinjaman gedung',
      dueOn: '2024-10-25',
    }),
  );
  const photo = must(
    await service.addPhoto(officer, work.id, { bytes: tinyPicture, type: 'image/png', alt: 'Ruang rapat' }),
  );
  return [`/pencegahan/${work.id}`, `/pencegahan/komitmen/${commitment.id}`, `/pencegahan/foto/${photo.id}`];
}

/** A hall, a request that was granted, a question and its calendar: gives their addresses. */
/** A party that has a notice, with the link of its contact, and a staged list of a campaign team. */
async function stockParties(desk: Desk): Promise<readonly string[]> {
  const { app } = desk;
  const admin = await desk.member('admin');
  const { service, imports, kinds } = app.parties;
  await service.enter(admin, {
    electionId: 'pilkada-2024',
    kind: 'party',
    name: 'Partai Contoh A',
    from: '2024-09-01',
    contact: { name: 'Narahubung', email: 'a@partai.contoh' },
  });
  await service.send(admin, 'pilkada-2024');
  const { id } = await app.owner.selectFrom('party_delivery').select('id').executeTakeFirstOrThrow();
  const kind = kinds.find((one) => one.id === 'tim-kampanye');
  if (kind === undefined) throw new Error('no kind for campaign teams');
  const lines = 'Peserta,Nama,Jabatan,NIK atau NIP,Sejak\nPartai Contoh A,Bayu Rekaan,ketua,,2024-09-22';
  const file = async function* () {
    yield Buffer.from(lines);
  };
  const staged = await imports.receive(admin, kind, { name: 'tim.csv', contents: file() });
  if (!staged.ok) throw new Error(staged.error.kind);
  const at = `/kantor/partai/impor/lihat/${staged.value.id}`;
  const link = noticeLink(app.platform.keys, id);
  return [link, `${link}/naskah`, `${link}/segel`, at, `${at}/kolom`, `${at}/kesalahan.csv`];
}

async function stockFacilities(desk: Desk): Promise<readonly string[]> {
  const { app, country } = desk;
  const { institution, city } = country.places;
  await app.owner.updateTable('jurisdiction').set({ code: 'PEMKOT' }).where('id', '=', institution.id).execute();
  const manager = await country.person('Pengelola', [country.bodies.agency, 'facility']);
  const { service } = app.facilities;
  const must = <T>(
    done: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string },
  ): T => {
    if (!done.ok) throw new Error(done.error);
    return done.value;
  };
  const hall = must(
    await service.addFacility(manager, institution.id, {
      kind: 'vehicle',
      name: 'Minibus rekaan',
      mark: 'NR 1 AR',
      regionId: city.id,
      place: '',
      capacity: null,
      forHire: false,
      state: 'usable',
    }),
  );
  const [from, to] = [Temporal.Instant.from('2024-10-09T02:00:00Z'), Temporal.Instant.from('2024-10-09T05:00:00Z')];
  const askedAt = Temporal.Instant.from('2024-10-01T02:00:00Z');
  const request = must(
    await service.enterRequest(manager, app.platform.uuid(), {
      facilityId: hall.id,
      asker: 'government',
      sideId: null,
      purpose: 'official-trip',
      words: 'Dinas rekaan',
      useRegionId: city.id,
      from,
      to,
      askedAt,
    }),
  );
  must(await service.answer(manager, request.id, { outcome: 'granted', reason: 'usual', words: '', instead: null }));
  const event = {
    electionId: 'pilkada-2024',
    contestId: 'kepala-daerah',
    kind: 'rally',
    place: 'Lapangan Rekaan',
    source: 'Jadwal 1',
  } as const;
  must(await service.addEvent(await desk.member('officer'), { ...event, regionId: city.id, from, to }));
  const alert = await app.owner.selectFrom('access_alert').select('id').executeTakeFirstOrThrow();
  // So that somebody among the askers reaches what managers alone do.
  const { userId } = await desk.member('asn');
  await app.owner
    .insertInto('member')
    .values({ id: app.platform.uuid(), user_id: userId, body_id: country.bodies.agency.id, role: 'facility' })
    .execute();
  const feed = await service.makeFeed(manager);
  return [
    `/fasilitas/${hall.id}`,
    `/fasilitas/${hall.id}/ubah`,
    `/fasilitas/permintaan/${request.id}`,
    `/fasilitas/peringatan/${alert.id}`,
    `/kalender-fasilitas/${feed?.secret ?? ''}.ics`,
    '/fasilitas/impor/kolom/fasilitas.csv',
    '/fasilitas/kampanye/impor/kolom/kampanye.csv',
    '/instansi/PEMKOT/akses-setara',
    '/api/v1/institutions/PEMKOT/equal-access',
    '/api/v1/facilities?institution=PEMKOT',
    '/api/v1/facility-requests?institution=PEMKOT',
    '/api/v1/facility-loans?institution=PEMKOT&from=2024-10-01T00:00:00Z&to=2024-11-01T00:00:00Z',
    '/api/v1/access-alerts?institution=PEMKOT',
    '/api/v1/access-sides?institution=PEMKOT',
    '/api/v1/facility-areas?institution=PEMKOT',
  ];
}

/** A draft and an issued document of a case: gives their addresses. */
async function stockDocuments(desk: Desk): Promise<readonly string[]> {
  const { service } = desk.app.documents;
  const number = await desk.caseUpTo('register');
  const member = await desk.member('officer');
  const view = await desk.app.cases.readModel.findCase(member, number);
  if (view === undefined) throw new Error('the officer does not see the case');
  const draft = async (): Promise<string> => {
    const made = await service.draft(member, view, { kind: 'kajian', position: null, identityReason: null });
    if (!made.ok) throw new Error(`no draft: ${made.error.kind}`);
    return made.value.id;
  };
  const [open, issued] = [await draft(), await draft()];
  const found = await service.find(member, view, issued);
  const words = {
    ...found?.draft?.words,
    analisis: 'Memenuhi unsur.',
    tempat: 'Arunika',
    penanda_jabatan: 'Ketua',
    penanda_nama: 'Penanda Rekaan',
  };
  await service.save(member, view, issued, words, 1);
  const done = await service.issue(member, view, issued, 2);
  if (!done.ok) throw new Error(`not issued: ${done.error.kind}`);
  const base = `/perkara/${number}/dokumen`;
  const api = `/api/v1/cases/${number}/documents`;
  return [
    base,
    `${base}/baru`,
    ...['', '/ubah', '/konsep', '/terbit'].map((rest) => `${base}/${open}${rest}`),
    ...['', '/unduh'].map((rest) => `${base}/${issued}${rest}`),
    '/periksa/dokumen',
    `/periksa/dokumen/${done.value.code}`,
    api,
    `/api/v1/cases/${number}/document-kinds`,
    ...['', '/file'].map((rest) => `${api}/${issued}${rest}`),
  ];
}

/** A webhook, a request about own data, an incident: gives their addresses. */
async function stockMore(desk: Desk): Promise<readonly string[]> {
  const { app, country } = desk;
  const admin = await desk.member('admin');
  const bodyId = country.bodies.bawasluCity.id;
  const hook = await app.api.webhooks.add(admin, {
    bodyId,
    url: 'https://penerima.contoh/netra',
    events: ['case.step'],
  });
  if (!hook.ok) throw new Error(`no webhook: ${hook.error}`);
  const asn = await desk.at('asn');
  const kata = 'Mohon salinan data saya yang disimpan di sini.';
  await asn.fill('/privasi/permintaan', '/privasi/permintaan', { minta: 'copy', kata });
  const adminPage = await desk.at('admin');
  const incidents = '/admin/insiden';
  const { html } = await adminPage.get(incidents);
  const jenis =
    /name="jenis"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="jenis"/.exec(html)?.slice(1).find(Boolean) ?? '';
  const cerita = 'Sebuah laptop rekaan hilang di perjalanan.';
  await adminPage.submit(html, incidents, {
    judul: 'Laptop hilang',
    cerita,
    ditemukan: '2024-01-02T09:00',
    jenis,
    orang: '',
  });
  const incident = await app.owner.selectFrom('incident').select('id').executeTakeFirstOrThrow();
  const handover = await app.owner
    .selectFrom('handover')
    .innerJoin('case_file', 'case_file.id', 'handover.case_id')
    .select(['case_file.number', 'handover.seq'])
    .executeTakeFirstOrThrow();
  const waiting = await app.owner.selectFrom('privacy_request').select('id').executeTakeFirstOrThrow();
  const media = await app.owner.selectFrom('media_item').select('id').executeTakeFirstOrThrow();
  const imported = await app.owner.selectFrom('import').select('id').executeTakeFirstOrThrow();
  const tokens = await app.owner.selectFrom('api_token').select('id').execute();
  const { secret } = await app.deadlines.service.makeFeed(await desk.member('officer'), false);
  return [
    `/kalender/${secret}.ics`,
    ...['', '/uji', '/henti', '/aktif', '/hapus', '/rahasia'].map((rest) => `/admin/webhook/${hook.value.id}${rest}`),
    `/api/v1/webhooks/${hook.value.id}`,
    `/api/v1/webhooks/${hook.value.id}/deliveries`,
    `/privasi/antrean/${waiting.id}`,
    `/admin/insiden/${incident.id}`,
    `/api/v1/handovers/${handover.number}/${handover.seq}/receipts/sent`,
    `/api/v1/handovers/${handover.number}/${handover.seq}/acknowledgement`,
    `/api/v1/media/${media.id}`,
    `/api/v1/imports/${imported.id}`,
    ...tokens.flatMap(({ id }) => ['', '/terbitkan', '/cabut'].map((rest) => `/kantor/sambungan/${id}${rest}`)),
  ];
}

/** Comes by an invitation, and signs in for the first time. */
async function comeNew(desk: Desk): Promise<Visitor> {
  const { app, country } = desk;
  const token = await app.accounts.service.invite(null, { bodyId: country.bodies.bawasluCity.id, role: 'officer' });
  const visitor = new Visitor(app.hono);
  const [email, password] = ['orang.baru@kantor.contoh', 'empat kuda makan rumput'];
  await visitor.fill(`/mulai/${token}`, `/mulai/${token}`, { name: 'Orang Baru', email, password });
  await visitor.fill('/masuk', '/masuk', { email, password });
  return visitor;
}

function example(name: string): Promise<string> {
  return readFile(path.resolve(import.meta.dirname, '../../../docs/examples', name), 'utf8');
}

/** Uploads a file of holidays as an administrator does; applies it if asked to. */
async function bringIn(desk: Desk, url: string, name: string, contents: string, apply: boolean): Promise<void> {
  const admin = await desk.at('admin');
  const page = await admin.get(`${importBase}?jenis=keputusan`);
  const action = `${importBase}/kirim/keputusan`;
  const body = new FormData();
  body.append('_csrf', formsOf(page.html).find((one) => one.action === action)?.hidden._csrf ?? '');
  body.append('file', new Blob([contents]), name);
  const sent = await fetch(url + action, {
    method: 'POST',
    body,
    headers: { cookie: admin.cookie },
    redirect: 'manual',
  });
  const preview = sent.headers.get('location') ?? '';
  if (sent.status !== 303) throw new Error(`${name} was not taken: ${sent.status}`);
  if (apply) await admin.fill(preview, `${preview}/terapkan`, {});
}
