import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { verifyReceipt } from '@netra/ledger';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import {
  answersFor,
  Reporter,
  type ReportsApp,
  receiptIn,
  startReportsApp,
  story,
  walkToCheck,
} from './report-walk.fixture.ts';

let test: ReportsApp;
let now = Date.now();
let hasRoom = true;
let officer: Member;
let other: Member;
let verifier: Member;
let admin: Member;

beforeAll(async () => {
  test = await startReportsApp('production', { realNow: () => now, hasRoom: () => hasRoom });
  const { person, bodies } = test.country;
  officer = await person('Petugas Kota', [bodies.bawasluCity, 'officer']);
  other = await person('Petugas Lain', [bodies.bawasluOther, 'officer']);
  verifier = await person('Verifikator', [bodies.satgas, 'verifier']);
  admin = await person('Pengelola', [bodies.bawasluCity, 'admin']);
});
afterAll(() => test.end());

const count = async (table: 'report' | 'case_file' | 'evidence' | 'report_words' | 'report_identity' | 'audit') => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(`netra.${table}`)}`.execute(
    test.app.owner,
  );
  return rows[0]?.n ?? -1;
};
const newest = async () =>
  test.app.owner.selectFrom('report').selectAll().orderBy('recorded_at', 'desc').limit(1).executeTakeFirstOrThrow();
const asMember = <T>(member: Member, work: Parameters<typeof runAs<T>>[2]) =>
  runAs(test.app.platform.db, { kind: 'member', userId: member.userId }, work);

async function photo(fill = 120): Promise<File> {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: { r: fill, g: 90, b: 30 } } })
    .withExif({ IFD0: { Make: 'PonselKantor' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 10/1 30/1' } })
    .jpeg()
    .toBuffer();
  return new File([new Uint8Array(bytes)], 'IMG_Budi_20240928.jpg', { type: 'image/jpeg' });
}

describe('telling what happened', () => {
  it('says before the first question what a name changes and what is not asked', async () => {
    const reporter = new Reporter(test.url);
    const start = await reporter.open('/lapor');
    expect(start.status).toBe(200);
    for (const words of [
      'informasi awal',
      'nama dan alamat',
      'NIP orang yang dilaporkan',
      'Jangan memakai perangkat',
      'Keluar cepat',
    ])
      expect(start.text).toContain(words);
    expect(start.html).toContain('href="/lapor/apa"');
  });

  it('walks without a name to information that waits at the nearest office', async () => {
    const reporter = new Reporter(test.url);
    const check = await walkToCheck(reporter, test.country, false);
    expect(check.text).toContain('Laporan Anda akan diterima Bawaslu Kota Arunika');
    expect(check.text).toContain('Kiriman ini menjadi informasi awal');
    expect(check.text).toContain(story);
    expect(await count('report')).toBe(0);
    const done = await reporter.send();
    expect(done.status).toBe(200);
    expect(done.text).toContain('Informasi Anda sudah diterima');
    expect(receiptIn(done.html)).toMatch(/^(\w{3}-){5}\w{3}$/);
    expect(reporter.cookies).toEqual([]);
    const row = await newest();
    expect(row).toMatchObject({ kind: 'informasi-awal', act_kind: 'partisan-activity', happened_on: '2024-09-28' });
    expect(row.intake_body_id).toBe(test.country.bodies.bawasluCity.id);
    expect(await count('report_identity')).toBe(0);
  });

  it('walks with a name to a report, and says until when the first check is due', async () => {
    const reporter = new Reporter(test.url);
    const check = await walkToCheck(reporter, test.country, true);
    expect(check.text).toContain('Kiriman ini menjadi laporan');
    expect(check.text).toContain('Minggu, 6 Oktober 2024, 23.59 WIB');
    expect(check.text).toContain('Jumat, 4 Oktober 2024, 16.30 WIB');
    expect(check.text).toContain('UU 10/2016 ps 134(4)');
    const done = await reporter.send();
    expect(done.text).toContain('Laporan Anda sudah diterima');
    expect(done.text).toContain('paling lambat Minggu, 6 Oktober 2024, 23.59 WIB');
    expect(await newest()).toMatchObject({ kind: 'laporan' });
  });

  it('keeps answers on the way back, and leads back to the check after a change', async () => {
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, false);
    await reporter.send({}, 'to-cerita', '/lapor/periksa');
    expect(reporter.page.html).toContain(story);
    await reporter.send({ story: `${story} Ada foto.` });
    expect(reporter.page.text).toContain('Periksa jawaban Anda');
    expect(reporter.page.text).toContain('Ada foto.');
    await reporter.send({}, 'back', '/lapor/periksa');
    expect(reporter.page.text).toContain('Dengan nama atau tanpa nama?');
    expect(reporter.page.html).toMatch(/value="tidak"[^>]*checked/);
    // Half an answer is not lost by going back.
    await reporter.send({ named: 'ya', name: 'Setengah' }, 'back');
    await reporter.send({}, 'next');
    expect(reporter.page.html).toContain('value="Setengah"');
  });

  it('goes on in the other language with everything that was answered', async () => {
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, false);
    await reporter.send({}, 'stay', '/en/lapor/periksa');
    expect(reporter.page.text).toContain('Check your answers');
    expect(reporter.page.text).toContain(story);
    expect(reporter.page.html).toContain('action="/en/lapor/kirim"');
  });

  it('says after the limit that it can still be sent, as information, even with a name', async () => {
    test.app.clock.set(Temporal.Instant.from('2024-10-07T09:00:00+07:00'));
    try {
      const reporter = new Reporter(test.url);
      const check = await walkToCheck(reporter, test.country, true);
      expect(check.text).toContain('lewat 1 hari');
      expect(check.text).toContain('Batas waktu laporan sudah lewat');
      await reporter.send();
      expect(await newest()).toMatchObject({ kind: 'informasi-awal' });
    } finally {
      test.app.clock.set(Temporal.Instant.from('2024-10-04T09:00:00+07:00'));
    }
  });
});

describe('in the composed demonstration', () => {
  it('says that everything is invented, takes files, and sets no cookie either', async () => {
    const demo = await startReportsApp('demo');
    try {
      const reporter = new Reporter(demo.wholeUrl);
      expect((await reporter.open('/lapor')).text).toContain('Peragaan: jangan menulis kejadian nyata.');
      await walkToCheck(reporter, demo.country, false, [await photo()]);
      expect(reporter.page.text).toContain('Jam hukum: Jumat, 4 Oktober 2024, 09.00 WIB');
      const receipt = receiptIn((await reporter.send()).html);
      await reporter.open('/status');
      expect((await reporter.send({ receipt })).text).toContain('Diterima kantor pengawas');
      expect(reporter.page.text).toContain('SHA-256');
      expect(reporter.cookies).toEqual([]);
    } finally {
      await demo.end();
    }
  });

  it('carries the longest story in letters that take the most room', async () => {
    const reporter = new Reporter(test.wholeUrl);
    await reporter.open('/lapor/apa');
    const long = '😀'.repeat(20_000);
    for (const [index, filled] of answersFor(test.country, true).entries()) {
      expect((await reporter.send(index === 4 ? { story: long } : filled)).status).toBe(200);
    }
    await reporter.send({}, 'to-cerita', '/lapor/periksa');
    expect((await reporter.send({ story: long })).text).toContain('Periksa jawaban Anda');
    expect(reporter.page.text).toContain(` ${long} `);
    expect((await reporter.send()).text).toContain('sudah diterima');
  });
});

describe('refusals', () => {
  it('keep what was typed on every page, point to the field, and store nothing', async () => {
    const before = await count('report');
    const bad: readonly (readonly [Record<string, string>, string, string])[] = [
      [{ act: 'x' }, 'Pilih apa yang Anda lihat', 'name="act"'],
      [
        {
          happened_day: '31',
          happened_month: '9',
          happened_year: '2024',
          known_day: '7',
          known_month: '10',
          known_year: '2024',
        },
        'Tanggal ini belum tiba',
        'value="31"',
      ],
      [{ region: '', place: 'Pasar Lama' }, 'Pilih wilayah kejadian', 'value="Pasar Lama"'],
      [{ unit: 'Dinas Perhubungan' }, 'Isi jabatan atau nama', 'value="Dinas Perhubungan"'],
      [{ story: 'terlalu pendek' }, 'paling sedikit 20 huruf', 'terlalu pendek'],
      [{}, '', ''],
      [{ named: 'ya', name: 'Nama Saja' }, 'Tulis alamat Anda', 'value="Nama Saja"'],
    ];
    const reporter = new Reporter(test.url);
    await reporter.open('/lapor/apa');
    const good = answersFor(test.country, true);
    for (const [index, [typed, message, kept]] of bad.entries()) {
      if (message !== '') {
        const page = await reporter.send(typed);
        expect(page.status).toBe(422);
        expect(page.html).toContain('error-summary');
        expect(page.html).toContain(message);
        expect(page.html).toContain(kept);
      }
      expect((await reporter.send(good[index] ?? {})).status).toBe(200);
    }
    expect(reporter.page.text).toContain('Periksa jawaban Anda');
    expect(await count('report')).toBe(before);
  });

  it('a draft that lacks answers is led to the first one missing instead of being stored', async () => {
    const before = await count('case_file');
    const reporter = new Reporter(test.url);
    await reporter.open('/lapor/apa');
    const page = await reporter.send({}, 'send', '/lapor/kirim');
    expect(page.status).toBe(422);
    expect(page.text).toContain('Apa yang Anda lihat?');
    expect(await count('case_file')).toBe(before);
  });

  it('a place without any office is refused in words', async () => {
    const reporter = new Reporter(test.url);
    await reporter.open('/lapor/apa');
    await reporter.send({ act: 'other' });
    await reporter.send(answersFor(test.country, false)[1] ?? {});
    for (const region of ['bukan-wilayah', '00000000-0000-4000-8000-000000000000', test.country.places.unit.id]) {
      const page = await reporter.send({ region });
      expect(page.status).toBe(422);
      expect(page.text).toContain('Belum ada kantor penerima');
    }
  });

  it('an expired draft and a changed one get a kind page, a missing one is forged', async () => {
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, false);
    const { draft } = reporter;
    const before = await count('report');
    now += 13 * 3_600_000;
    const expired = await reporter.post('/lapor/kirim', new URLSearchParams({ draft }));
    now -= 13 * 3_600_000;
    expect(expired.status).toBe(403);
    expect(expired.text).toContain('Waktu pengisian sudah habis');
    expect(expired.text).toContain('tidak ada yang tersimpan atau hilang');
    const changed = `${draft.slice(0, 50)}${draft[50] === 'x' ? 'y' : 'x'}${draft.slice(51)}`;
    const broken = await reporter.post('/lapor/kirim', new URLSearchParams({ draft: changed }));
    expect(broken.status).toBe(403);
    expect(broken.text).toContain('tidak dapat dibaca lagi');
    expect((await reporter.post('/lapor/cerita', new URLSearchParams({ story }))).status).toBe(403);
    expect((await reporter.post('/lapor/kirim', new URLSearchParams({}))).text).toContain('tidak terbuka untuk Anda');
    const first = await reporter.post('/lapor/apa', new URLSearchParams({ act: 'other' }));
    expect(first.status).toBe(200);
    expect(first.text).toContain('Apa yang Anda lihat?');
    expect(await count('report')).toBe(before);
  });

  it('a form without files may not be large, however it is sent', async () => {
    const post = async (to: string, body: FormData | URLSearchParams) =>
      (await test.app.hono.request(to, { method: 'POST', body })).status;
    const large = new FormData();
    large.append('story', 'a'.repeat(2_000_000));
    for (const to of ['/lapor/cerita', '/lapor/kirim', '/lapor/status']) expect(await post(to, large)).toBe(413);
    expect(await post('/lapor/cerita', new URLSearchParams({ story: 'a'.repeat(2_000_000) }))).toBe(413);
  });

  it('unknown fields, unknown pages and pages opened by hand lead nowhere wrong', async () => {
    const reporter = new Reporter(test.url);
    await reporter.open('/lapor/apa');
    expect((await reporter.send({ act: 'other', nik: '123' })).status).toBe(400);
    expect((await reporter.open('/lapor/rahasia')).status).toBe(404);
    expect((await reporter.open('/lapor/cerita')).status).toBe(303);
  });
});

describe('sending', () => {
  it('twice stores once and shows the same receipt', async () => {
    const before = await count('report');
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, true);
    const body = new URLSearchParams({ draft: reporter.draft });
    const first = await reporter.post('/lapor/kirim', body);
    const second = await reporter.post('/lapor/kirim', body);
    expect(receiptIn(second.html)).toBe(receiptIn(first.html));
    expect(second.text).toContain('disimpan satu kali');
    expect(first.text).not.toContain('disimpan satu kali');
    expect(await count('report')).toBe(before + 1);
  });

  it('at the same time stores once', async () => {
    const [reports, cases] = [await count('report'), await count('case_file')];
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, false);
    const body = new URLSearchParams({ draft: reporter.draft });
    const both = await Promise.all([1, 2, 3, 4].map(() => new Reporter(test.url).post('/lapor/kirim', body)));
    expect(both.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect(new Set(both.map((answer) => receiptIn(answer.html))).size).toBe(1);
    expect(await count('report')).toBe(reports + 1);
    expect(await count('case_file')).toBe(cases + 1);
  });
});

describe('evidence', () => {
  it('lies sealed, with its hash shown, and the working copy lost the place and the device', async () => {
    const reporter = new Reporter(test.url);
    const file = await photo();
    const check = await walkToCheck(reporter, test.country, true, [file]);
    expect(check.text).toContain('IMG_Budi_20240928.jpg');
    const done = await reporter.send();
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())).toString('hex');
    expect(done.text).toContain(hash);
    const report = await asMember(officer, async (tx) =>
      test.reports.readModel.readReport(tx, test.app.platform.keys, (await newest()).id),
    );
    expect(report?.evidence).toMatchObject([{ fileName: 'IMG_Budi_20240928.jpg', hasWorkingCopy: true, position: 1 }]);
    const id = report?.evidence[0]?.id ?? '';
    const working = await test.as(officer, `/bukti/${id}`);
    expect(working.headers.get('content-disposition')).toBe('attachment; filename="bukti-1.jpg"');
    const copy = Buffer.from(await working.arrayBuffer());
    expect(await sharp(copy).metadata()).toMatchObject({ width: 40, height: 30 });
    expect((await sharp(copy).metadata()).exif).toBeUndefined();
    expect(copy.includes('PonselKantor')).toBe(false);
    const original = Buffer.from(await (await test.as(officer, `/bukti/${id}/asli`)).arrayBuffer());
    expect(original.includes('PonselKantor')).toBe(true);
    expect(original.equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
    const looks = await test.app.owner.selectFrom('audit').selectAll().where('target', '=', id).execute();
    expect(looks.map((look) => [look.what, look.access, look.user_id])).toEqual([
      ['evidence-working-copy', 'read', officer.userId],
      ['evidence-original', 'read', officer.userId],
    ]);
    for (const stranger of [other, verifier, admin]) {
      expect((await test.as(stranger, `/bukti/${id}`)).status).toBe(404);
      expect((await test.as(stranger, `/bukti/${id}/asli`)).status).toBe(404);
    }
    for (const name of await readdir(test.folder, { recursive: true })) {
      if (!name.endsWith('.sealed')) continue;
      const bytes = await readFile(path.join(test.folder, name));
      expect(bytes.includes('PonselKantor') || bytes.includes('JFIF')).toBe(false);
    }
  });

  const toEvidence = async (): Promise<Reporter> => {
    const reporter = new Reporter(test.url);
    await reporter.open('/lapor/apa');
    for (const filled of answersFor(test.country, false).slice(0, 5)) await reporter.send(filled);
    expect(reporter.page.text).toContain('Ada foto atau dokumen?');
    return reporter;
  };

  it('refuses what is no photo or PDF, too large or empty, says why, and keeps the good ones', async () => {
    const before = await count('evidence');
    const reporter = await toEvidence();
    const program = new File([new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), new Uint8Array(5000)], 'liburan.jpg');
    const large = new File(
      [new Uint8Array(await (await photo()).arrayBuffer()), new Uint8Array(30_000_000)],
      'besar.jpg',
    );
    const page = await reporter.send({ files: [program, large, new File([], 'kosong.pdf'), await photo(7)] });
    expect(page.status).toBe(422);
    expect(page.text).toContain('liburan.jpg: jenis ini tidak dapat kami terima');
    expect(page.text).toContain('besar.jpg: lebih besar dari 25 MB');
    expect(page.text).toContain('kosong.pdf: berkas ini kosong');
    expect(page.text).toContain('IMG_Budi_20240928.jpg');
    expect(page.text).toContain('tersegel');
    expect(await count('evidence')).toBe(before + 1);
  });

  it('sent again by a refresh is kept once, and can be removed', async () => {
    const before = await count('evidence');
    const reporter = await toEvidence();
    const first = reporter.page;
    await reporter.send({ files: [await photo(55)] }, 'stay');
    reporter.page = first;
    await reporter.send({ files: [await photo(55)] }, 'stay');
    expect(await count('evidence')).toBe(before + 1);
    const id = /name="remove" value="([^"]+)"|value="([^"]+)"[^>]*name="remove"/.exec(reporter.page.html);
    await reporter.send({ remove: id?.[1] ?? id?.[2] ?? '' });
    expect(reporter.page.text).toContain('Ada foto atau dokumen?');
    expect(await count('evidence')).toBe(before);
  });

  it('whose hidden data cannot be removed is kept as it came, and both sides are told', async () => {
    const reporter = await toEvidence();
    const torn = new File(
      [new Uint8Array(Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'))],
      'sobek.jpg',
    );
    await reporter.send({ files: [torn] }, 'stay');
    expect(reporter.page.text).toContain('data tersembunyi tidak dapat dihapus; petugas melihat berkas aslinya');
    await reporter.send();
    await reporter.send({ named: 'tidak' });
    await reporter.send();
    const { id: reportId } = await newest();
    const report = await asMember(officer, (tx) =>
      test.reports.readModel.readReport(tx, test.app.platform.keys, reportId),
    );
    expect(report?.evidence).toMatchObject([{ fileName: 'sobek.jpg', hasWorkingCopy: false }]);
    const id = report?.evidence[0]?.id ?? '';
    expect((await test.as(officer, `/bukti/${id}`)).status).toBe(404);
    expect((await test.as(officer, `/bukti/${id}/asli`)).status).toBe(200);
    expect((await test.as(officer, `/bukti/${'-'.repeat(36)}`)).status).toBe(404);
  });

  it('are refused in kind words while there is no room, nothing of them stays, and the report goes on without them', async () => {
    const reporter = await toEvidence();
    const before = await count('evidence');
    hasRoom = false;
    const page = await reporter.send({ files: [await photo(91)] }, 'stay');
    hasRoom = true;
    expect(page.status).toBe(422);
    expect(page.text).toContain('ruang simpan hampir penuh. Ini bukan salah Anda');
    expect(await count('evidence')).toBe(before);
    expect((await reporter.send({ files: [await photo(91)] }, 'stay')).status).toBe(200);
    expect(await count('evidence')).toBe(before + 1);
  });

  it('takes ten files and not eleven', async () => {
    const reporter = await toEvidence();
    for (let n = 0; n < 10; n += 1) await reporter.send({ files: [await photo(20 * n)] }, 'stay');
    const page = await reporter.send({ files: [await photo(250)] }, 'stay');
    expect(page.text).toContain('sudah ada 10 berkas');
  });

  it('sealed to one office is removed, and said so, when the place changes to another', async () => {
    const reporter = await toEvidence();
    await reporter.send({ files: [await photo(33)] }, 'stay');
    await reporter.send({}, 'back');
    for (let n = 0; n < 2; n += 1) await reporter.send({}, 'back');
    expect(reporter.page.text).toContain('Di mana terjadinya?');
    await reporter.send({ region: test.country.places.otherCity.id });
    expect(reporter.page.text).toContain('Laporan Anda akan diterima Bawaslu Kota Swarga');
    expect(reporter.page.text).toContain('1 berkas sudah disegel untuk kantor yang lama');
  });

  it('of a draft never sent is swept after a day, with its files, and nothing else', async () => {
    const reporter = await toEvidence();
    await reporter.send({ files: [await photo(44)] }, 'stay');
    const sent = await test.app.owner.selectFrom('evidence').select('id').where('report_id', 'is not', null).execute();
    expect(await test.evidence.service.sweepUnsent()).toBe(0);
    now += 25 * 3_600_000;
    const swept = await test.evidence.service.sweepUnsent();
    now -= 25 * 3_600_000;
    expect(swept).toBeGreaterThan(0);
    expect(await test.app.owner.selectFrom('evidence').select('id').execute()).toEqual(sent);
    const files = (await readdir(path.join(test.folder, 'evidence'), { recursive: true })).filter((n) =>
      n.endsWith('.sealed'),
    );
    const copies = await test.app.owner.selectFrom('evidence').select('working_file').execute();
    expect(files).toHaveLength(sent.length + copies.filter((row) => row.working_file !== null).length);
  });
});

describe('who can read', () => {
  it('only officers of the intake office, and the name apart from the words', async () => {
    const { keys } = test.app.platform;
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, true);
    await reporter.send();
    const { id, case_id } = await newest();
    const report = await asMember(officer, (tx) => test.reports.readModel.reportForCase(tx, keys, case_id));
    expect(report).toMatchObject({
      id,
      kind: 'laporan',
      words: { story, place: 'Halaman Gedung Kirana', accused: { name: 'Tokoh Karangan', status: 'pns' } },
      hasIdentity: true,
      region: { name: 'Arunika Timur' },
    });
    expect(JSON.stringify(report)).not.toContain('Pelapor Rahasia');
    expect(await asMember(officer, (tx) => test.reports.readModel.openIdentity(tx, keys, id))).toEqual({
      name: 'Pelapor Rahasia',
      address: 'Jalan Tersembunyi 7',
      contact: '0800-sunyi',
    });
    for (const stranger of [other, verifier, admin]) {
      expect(await asMember(stranger, (tx) => test.reports.readModel.readReport(tx, keys, id))).toBeNull();
      expect(await asMember(stranger, (tx) => test.reports.readModel.openIdentity(tx, keys, id))).toBeNull();
      const rows = await asMember(stranger, (tx) => tx.selectFrom('report_words').selectAll().execute());
      expect(rows).toEqual([]);
    }
  });

  it('a dump shows no readable word of a reporter, and neither dump nor log shows a receipt', async () => {
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, true, [await photo(61)]);
    const receipt = receiptIn((await reporter.send()).html);
    const tables = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('netra', 'auth')`.execute(
      test.app.owner,
    );
    let dump = '';
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ line: string }>`select to_jsonb(t)::text as line from ${sql.raw(name)} t`.execute(
        test.app.owner,
      );
      for (const { line } of rows) dump += readable(line);
    }
    expect(dump).toContain('partisan-activity');
    const log = test.app.logged.join('\n');
    for (const secret of [
      'Pak camat',
      'membagikan kaus',
      'Tokoh Karangan',
      'Camat Rekaan',
      'Gedung Kirana',
      'Pelapor Rahasia',
      'Tersembunyi',
      '0800-sunyi',
      'IMG_Budi',
      receipt,
      receipt.replaceAll('-', ''),
    ]) {
      expect(dump).not.toContain(secret);
      expect(log).not.toContain(secret);
    }
  });
});

/** A row with its bytes also as text: `\x50616b` hides nothing from who looks. */
function readable(line: string): string {
  return (
    line +
    [...line.matchAll(/\\\\x([0-9a-f]+)/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join('\n')
  );
}

describe('coming back with the receipt', () => {
  it('shows steps, limits and what was told, and no identity', async () => {
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, true, [await photo(71)]);
    const receipt = receiptIn((await reporter.send()).html);
    await reporter.open('/status');
    const page = await reporter.send({ receipt: receipt.toLowerCase().replaceAll('-', ' ') });
    expect(page.status).toBe(200);
    for (const words of [
      'Diterima kantor pengawas',
      'Kajian awal',
      'sisa 2 hari',
      'batas hukum',
      'Bawaslu Kota Arunika',
      'Sabtu, 28 September 2024',
      'Arunika Timur',
      'SHA-256',
    ])
      expect(page.text).toContain(words);
    for (const secret of ['Pak camat', 'Pelapor Rahasia', 'Tokoh Karangan', 'IMG_Budi', receipt])
      expect(page.html).not.toContain(secret);
    expect(reporter.cookies).toEqual([]);
    expect(page.url).not.toContain(receipt);
  });

  it('gives the proof of the seal once it is there, as a file with a neutral name, and never puts the receipt into a page', async () => {
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, true);
    const receipt = receiptIn((await reporter.send()).html);
    await reporter.open('/status');
    expect((await reporter.send({ receipt })).text).toContain('Menunggu disegel');
    await test.app.ledger.service.begin();
    await test.app.ledger.service.sealNow();
    await reporter.open('/status');
    const page = await reporter.send({ receipt });
    expect(page.text).toContain('Tersegel');
    expect(page.html).not.toContain(receipt);
    const pass = /name="pass" value="([\w-]+)"/.exec(page.html)?.[1] ?? '';
    const ask = (fields: Record<string, string>) =>
      fetch(`${test.url}/lapor/status/segel`, { method: 'POST', body: new URLSearchParams(fields) });
    const file = await ask({ pass, go: 'file' });
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="catatan.txt"');
    expect(file.headers.getSetCookie()).toEqual([]);
    const text = await file.text();
    const keys = (await test.app.ledger.service.keys()).map((key) => key.verifier);
    expect(verifyReceipt(text, keys)).toMatchObject({ valid: true, entry: { kind: 'report-received', actor: null } });
    for (const secret of [receipt, 'Pak camat', 'Pelapor Rahasia']) expect(text).not.toContain(secret);
    const code = await (await ask({ pass, go: 'qr' })).text();
    expect(code).toContain('data:image/svg+xml');
    expect(code).not.toContain(receipt);
    for (const bad of ['', 'x', `${pass.slice(0, -2)}AA`]) {
      expect((await ask({ pass: bad, go: 'file' })).status, bad).toBe(422);
    }
  });

  it('says openly when a limit has passed', async () => {
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, true);
    const receipt = receiptIn((await reporter.send()).html);
    test.app.clock.set(Temporal.Instant.from('2024-10-08T09:00:00+07:00'));
    try {
      await reporter.open('/status');
      const page = await reporter.send({ receipt });
      expect(page.text).toContain('lewat 2 hari');
      expect(page.text).toContain('Batas ini sudah lewat');
    } finally {
      test.app.clock.set(Temporal.Instant.from('2024-10-04T09:00:00+07:00'));
    }
  });

  it('tells a typing mistake from an unknown number', async () => {
    const reporter = new Reporter(test.url);
    await walkToCheck(reporter, test.country, false);
    const receipt = receiptIn((await reporter.send()).html);
    const ask = async (typed: string) => {
      await reporter.open('/status');
      return reporter.send({ receipt: typed });
    };
    expect((await ask('')).text).toContain('Tulis nomor tanda terima Anda');
    expect((await ask(receipt.slice(0, 9))).text).toContain('nomor tanda terima berisi 18');
    expect((await ask(`O${receipt.slice(1)}`)).text).toContain('tidak dipakai dalam nomor kami');
    const swapped = `${receipt[0] === '2' ? '3' : '2'}${receipt.slice(1)}`;
    expect((await ask(swapped)).text).toContain('keliru atau tertukar');
    expect(reporter.page.html).toContain(`value="${swapped}"`);
    const { newReference } = await import('../../platform/crypto/reference.ts');
    const unknown = newReference('receipt', (n) => crypto.getRandomValues(new Uint8Array(n)));
    expect((await ask(unknown)).text).toContain('tidak ada pada kami');
    expect((await ask(receipt)).text).toContain('Langkah informasi Anda');
    expect(reporter.page.text).toContain('tidak ada batas waktu hukum');
  });
});

describe('a whole nation of places', () => {
  it('is asked step by step: province, then city, or the province as a whole', async () => {
    const { otherProvince } = test.country.places;
    for (let n = 0; n < 210; n += 1) {
      const path = `${otherProvince.path}K${n}/`;
      await test.app.owner
        .insertInto('jurisdiction')
        .values({
          id: crypto.randomUUID(),
          code: path,
          name: `Kota ${n}`,
          level: 'city',
          parent_id: otherProvince.id,
          path,
        })
        .execute();
    }
    const reporter = new Reporter(test.url);
    await reporter.open('/lapor/apa');
    await reporter.send({ act: 'other' });
    await reporter.send(answersFor(test.country, false)[1] ?? {});
    expect(reporter.page.text).toContain('Tanah Lintang');
    expect(reporter.page.text).not.toContain('Kota 7');
    await reporter.send({ region: otherProvince.id, place: 'Alun-alun' });
    expect(reporter.page.text).toContain('Pilih bagian wilayahnya');
    expect(reporter.page.text).toContain('Kota 7');
    expect(reporter.page.text).toContain('Nusa Raya');
    expect(reporter.page.html).toContain('value="Alun-alun"');
    const narrowed = reporter.page;
    expect((await reporter.send({ region: test.country.places.otherCity.id })).text).toContain(
      'diterima Bawaslu Kota Swarga',
    );
    reporter.page = narrowed;
    expect((await reporter.send({ region: otherProvince.id })).text).toContain('diterima Bawaslu. ');
    expect((await reporter.send({ within: 'x', region: '' }, 'next', '/lapor/di-mana')).status).toBe(422);
  });
});
