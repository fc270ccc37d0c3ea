/** Through real sign-ins, a real server and the forms that are really on the pages, without a script. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formsOf, headingOf, plain, type Visitor } from '../accounts/visitor.fixture.ts';
import { type Desk, startDesk } from '../cases/desk.fixture.ts';

let desk: Desk;
let admin: Visitor;
let url: string;
let close: () => Promise<void>;
const base = '/kantor/hukum/impor';

beforeAll(async () => {
  desk = await startDesk();
  admin = await desk.at('admin');
  const { hono } = desk.app;
  await new Promise<void>((started) => {
    const running = serve({ fetch: hono.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      url = `http://127.0.0.1:${port}`;
      close = async () => {
        if ('closeAllConnections' in running) running.closeAllConnections();
        await new Promise<void>((done) => void running.close(() => done()));
      };
      started();
    });
  });
});
afterAll(async () => {
  await close();
  await desk.end();
});

interface Sent {
  readonly status: number;
  readonly html: string;
  readonly to: string;
}

/** Sends a file with the form of the upload page; `token` in place of the page's own. */
async function upload(
  kind: string,
  name: string,
  contents: string | Uint8Array,
  token?: string,
  who = admin,
): Promise<Sent> {
  const page = await who.get(`${base}?jenis=${kind}`);
  const form = formsOf(page.html).find((one) => one.action === `${base}/kirim/${kind}`);
  const body = new FormData();
  body.append('_csrf', token ?? form?.hidden._csrf ?? '');
  body.append('file', new Blob([new Uint8Array(Buffer.from(contents))]), name);
  const answer = await fetch(`${url}${base}/kirim/${kind}`, {
    method: 'POST',
    body,
    headers: { cookie: who.cookie },
    redirect: 'manual',
  });
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') ?? '' };
}
const example = (name: string): Promise<Buffer> =>
  readFile(path.resolve(import.meta.dirname, '../../../../docs/examples', name));
const textOf = (html: string): string => plain(html.replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' ');
async function withdraw(preview: string): Promise<void> {
  const done = await admin.fill(`${preview}/tarik`, `${preview}/tarik`, { reason: 'akhir pengujian' });
  expect(done.status).toBe(303);
}

describe('who may come in', () => {
  it('whoever works with the law may look, civil servants not, and only administrators find the importer', async () => {
    for (const who of ['officer', 'overseer', 'verifier', 'conveyor', 'authority', 'media'] as const) {
      const page = await (await desk.at(who)).get('/kantor/hukum');
      expect(page.status, who).toBe(200);
      expect(page.html).toContain('Anda dapat melihat');
      expect(page.html).not.toContain('/kantor/hukum/tambah');
      for (const hidden of [base, '/kantor/hukum/tambah/keputusan', `${base}/kolom/keputusan.csv`])
        expect((await (await desk.at(who)).get(hidden)).status, `${who} ${hidden}`).toBe(404);
    }
    expect((await (await desk.at('asn')).get('/kantor/hukum')).status).toBe(404);
    expect((await admin.get('/kantor/hukum')).html).toContain(`href="${base}"`);
    const officer = await desk.at('officer');
    expect((await upload('keputusan', 'x.csv', 'a;b\n1;2\n', 'x', officer)).status).toBe(404);
  });

  it('nobody signed in is led to signing in', async () => {
    const answer = await fetch(`${url}/kantor/hukum`, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toContain('/masuk');
  });

  it('a file without the token of the page is refused before it is kept', async () => {
    const count = () => desk.app.owner.selectFrom('import').select('id').execute();
    const before = (await count()).length;
    expect((await upload('keputusan', 'x.csv', await example('contoh-keputusan-libur-2028.csv'), 'palsu')).status).toBe(
      403,
    );
    expect((await count()).length).toBe(before);
  });
});

describe('a file on its way in', () => {
  it('goes from upload to preview to applied to withdrawn, and the page of the law shows each', async () => {
    const sent = await upload('keputusan', 'libur 2028.csv', await example('contoh-keputusan-libur-2028.csv'));
    expect([sent.status, sent.to]).toEqual([303, expect.stringMatching(/lihat\/[0-9a-f-]{36}$/)]);
    const preview = await admin.get(sent.to);
    expect(textOf(preview.html)).toContain('15 baris dibaca, 0 bermasalah');
    expect(textOf(preview.html)).toContain('1 ditambahkan, 0 diganti, 0 sudah ada');
    const done = await admin.submit(preview.html, `${sent.to}/terapkan`, {});
    expect(done.status).toBe(303);
    const home = await admin.get(done.to ?? '');
    expect(home.html).toContain('Sudah diterapkan');
    expect(home.html).toContain('CONTOH rekaan 2028, bukan keputusan');
    expect(home.html).toContain('belum pasti');
    expect(home.html).toContain('Petugas admin');
    expect(desk.app.platform.law.current().calendar().decreeOf('2028-01-01')).toContain('CONTOH');
    const again = await upload('keputusan', 'libur lagi.csv', await example('contoh-keputusan-libur-2028.csv'));
    expect(again.status).toBe(422);
    expect(textOf(again.html)).toContain('Berkas yang sama sudah diterapkan');
    expect((await admin.get(sent.to)).html).toContain('Tarik kembali');
    const none = await admin.fill(`${sent.to}/tarik`, `${sent.to}/tarik`, { reason: ' ' });
    expect([none.status, none.html.includes('Tulis alasan')]).toEqual([422, true]);
    await withdraw(sent.to);
    expect(desk.app.platform.law.current().calendar().decreeOf('2028-01-01')).toBeUndefined();
    const after = await admin.get('/en/kantor/hukum');
    expect(textOf(after.html)).toContain('Withdrawn or replaced (1)');
  });

  it('of odd headings asks which column is which, keeps what was chosen, and goes on', async () => {
    const text = 'Kapan?;Apa;Nama SK;Kata siapa;Yakin?\n1 Januari 2028;libur nasional;SK contoh;Contoh;dilihat\n';
    const sent = await upload('keputusan', 'aneh.csv', text);
    expect(sent.to).toMatch(/\/kolom$/);
    const page = await admin.get(sent.to);
    expect(headingOf(page.html)).toBe('Cocokkan kolom');
    const twice = await admin.submit(page.html, sent.to, { 'kolom-date': '0', 'kolom-kind': '0', 'kolom-decree': '2' });
    expect(twice.status).toBe(422);
    expect(textOf(twice.html)).toContain('Satu kolom berkas dipakai dua kali');
    expect(textOf(twice.html)).toContain('Pilih kolom untuk “Keyakinan”');
    expect(twice.html).toMatch(/name="kolom-decree".*?value="2" selected/s);
    const chosen = {
      'kolom-date': '0',
      'kolom-kind': '1',
      'kolom-decree': '2',
      'kolom-publisher': '3',
      'kolom-confidence': '4',
    };
    const mapped = await admin.submit(page.html, sent.to, chosen);
    expect(mapped.status).toBe(303);
    const preview = await admin.get(mapped.to ?? '');
    expect(textOf(preview.html)).toContain('1 ditambahkan');
    const gone = await admin.submit(preview.html, `${mapped.to}/buang`, {});
    expect(gone.to).toContain('selesai=buang');
    expect((await admin.get(gone.to ?? '')).html).toContain('Berkas dibuang');
    expect((await admin.get(mapped.to ?? '')).status).toBe(404);
  });

  it('with bad rows shows them first, offers no button, and gives them as CSV that starts no formula', async () => {
    const text = `Tanggal;Jenis hari;Judul keputusan;Penerbit sumber;Keyakinan\n=cmd|'/c calc'!A0;libur nasional;<b>SK</b>;Contoh;dilihat\n1 Januari 2028;libur nasional;<b>SK</b>;Contoh;dilihat\n`;
    const sent = await upload('keputusan', '<script>.csv', text);
    const preview = await admin.get(sent.to);
    expect(preview.html).not.toContain('<script>.csv');
    expect(preview.html).not.toContain('<b>SK');
    expect(textOf(preview.html)).toContain('tidak satu baris pun diterapkan');
    expect(preview.html).not.toContain('/terapkan"');
    const csv = await fetch(`${url}${sent.to}/kesalahan.csv`, { headers: { cookie: admin.cookie } });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const lines = (await csv.text()).split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^2;/);
    expect(lines[1]).toContain(`;'=cmd|`);
    const forced = await admin.submit(preview.html, `${sent.to}/buang`, {});
    expect(forced.status).toBe(303);
  });

  it('says in one line what is wrong with what is no table', async () => {
    const packed = await writeXlsx({ sheets: [{ name: 'A', rows: [['Tanggal'], ['1 Januari 2028']] }] });
    for (const [name, contents, says] of [
      ['kosong.csv', '', 'kosong'],
      ['gambar.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), 'Bukan CSV, XLSX, atau JSON'],
      ['rusak.xlsx', packed.subarray(0, 200), 'Berkas rusak'],
      ['judul.csv', 'Tanggal;Jenis\n', 'tanpa baris'],
      ['nested.json', '[{"a":{"b":1}}]', 'Baris 2: isi bertingkat'],
    ] as const) {
      const sent = await upload('keputusan', name, contents);
      expect([sent.status, name]).toEqual([422, name]);
      expect(textOf(sent.html), name).toContain(says);
    }
  });

  it('is too large beyond 20 MB, and nothing of it stays', async () => {
    const sent = await upload('keputusan', 'besar.csv', Buffer.alloc(21 * 1024 * 1024, 'a;b\n'));
    expect(sent.status).toBe(422);
    expect(textOf(sent.html)).toContain('paling besar 20 MB');
  });

  it('can come as a spreadsheet', async () => {
    const rows = [
      ['Tanggal', 'Jenis hari', 'Judul keputusan', 'Penerbit sumber', 'Keyakinan'],
      [new Date('2028-01-01T00:00:00Z'), 'libur nasional', 'SK lembar', 'Contoh', 'dilihat'],
    ];
    const sent = await upload('keputusan', 'lembar.xlsx', await writeXlsx({ sheets: [{ name: 'A', rows }] }));
    const preview = await admin.get(sent.to);
    expect(textOf(preview.html)).toContain('SK lembar');
    expect(textOf(preview.html)).toContain('1 hari libur nasional');
  });
});

describe('the forms', () => {
  it('of a decree take pasted days and runs, and lead to the same preview', async () => {
    const page = '/kantor/hukum/tambah/keputusan';
    const typed = {
      year: '2028',
      decree: 'SK tempel 2028',
      national: '1 Januari: Tahun Baru\n27–28 Februari: Idul Fitri\n2028-08-17\n30 April s.d. 1 Mei',
      leave: '18 Agustus',
      publisher: 'Contoh',
      confidence: 'dilihat',
    };
    const wrong = await admin.fill(page, page, {
      ...typed,
      national: '1 Januari\n31 Februari',
      decree: '',
      confidence: '',
    });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.html)).toContain('Baris 2 (“31 Februari”)');
    expect(wrong.html).toContain('18 Agustus</textarea>');
    const sent = await admin.fill(page, page, typed);
    expect(sent.status).toBe(303);
    const preview = await admin.get(sent.to ?? '');
    expect(textOf(preview.html)).toContain('6 hari libur nasional, 1 hari cuti bersama');
    await admin.submit(preview.html, `${sent.to}/terapkan`, {});
    expect(desk.app.platform.law.current().calendar().whyClosed('2028-05-01')?.why.id).toContain('SK tempel 2028');
    await withdraw(sent.to ?? '');
  });

  it('of an election take contests line by line; then reporting, the front page and assessing know it', async () => {
    const page = '/kantor/hukum/tambah/pemilihan';
    const typed = {
      election: 'pemilu-2029',
      kind: 'pemilu',
      name: 'Pemilihan Umum 2029',
      contests: 'presiden; Presiden dan Wakil Presiden; 13 November 2028\nlegislatif; DPR, DPD, DPRD; 3 November 2028',
      campaign_from: '28/11/2028',
      campaign_to: '10/02/2029',
      quiet_from: '11/02/2029',
      quiet_to: '13/02/2029',
      voting_on: '14/02/2029',
      publisher: 'Contoh',
      confidence: 'belum pasti',
    };
    const wrong = await admin.fill(page, page, {
      ...typed,
      campaign_to: '1/11/2028',
      contests: 'presiden; tanpa tanggal',
      election: 'Pemilu 2029',
    });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.html)).toContain('Baris 1: tulis kode; nama; tanggal penetapan');
    const sent = await admin.fill(page, page, typed);
    expect([sent.status, textOf(sent.html)]).toEqual([303, '']);
    const preview = await admin.get(sent.to ?? '');
    await admin.submit(preview.html, `${sent.to}/terapkan`, {});
    desk.app.clock.set(Temporal.Instant.from('2028-12-01T03:00:00Z'));
    try {
      const front = await fetch(`${url}/`).then((answer) => answer.text());
      expect(front).toContain('Pemilihan Umum 2029');
      expect(front).toContain('Kampanye');
      const law = desk.app.platform.law.current();
      const facts = law.parseFacts({
        act: { kind: 'social-engagement', on: '2028-12-01' },
        actor: { status: 'pns' },
        contest: { election: 'pemilu-2029', contest: 'presiden' },
      });
      expect(facts.ok).toBe(true);
      expect(facts.ok && law.assess(facts.value).phase).toBe('calon');
      const asked = await fetch(`${url}/lapor/apa`).then((answer) => answer.text());
      expect(asked).toContain('Presiden dan Wakil Presiden');
      expect(asked).toContain('DPR, DPD, DPRD');
    } finally {
      desk.app.clock.set(Temporal.Instant.from('2024-10-04T02:00:00Z'));
      await withdraw(sent.to ?? '');
    }
  });

  it('of an adjusted limit refuse more time than the law, at the preview and in words', async () => {
    const page = '/kantor/hukum/tambah/batas';
    const typed = {
      override: 'uji-batas',
      rule: 'bawaslu-pilkada/initial-review',
      limit: '20',
      unit: 'hari kerja',
      nature: 'target',
      basis: 'Kesepakatan',
      from: '2028-01-01',
      reason: 'Uji',
      publisher: 'Contoh',
      confidence: 'dilihat',
    };
    const wrong = await admin.fill(page, page, { ...typed, limit: 'dua', unit: '' });
    expect([wrong.status, textOf(wrong.html).includes('bilangan bulat')]).toEqual([422, true]);
    const sent = await admin.fill(page, page, typed);
    const preview = await admin.get(sent.to ?? '');
    expect(textOf(preview.html)).toContain('buku aturan menolak');
    expect(preview.html).not.toContain('/terapkan"');
  });

  it('refuse fields that are none of theirs', async () => {
    const page = '/kantor/hukum/tambah/keputusan';
    expect((await admin.fill(page, page, { year: '2028', lain: 'x' })).status).toBe(422);
    expect((await admin.get('/kantor/hukum/tambah/lain')).status).toBe(404);
    expect((await admin.get('/kantor/hukum/contoh/..%2F..%2Fpackage.json')).status).toBe(404);
  });
});

describe('templates', () => {
  it('lie ready for every kind, and as empty columns', async () => {
    for (const kind of ['keputusan', 'pemilihan', 'batas']) {
      const page = await admin.get(`${base}?jenis=${kind}`);
      const links = [...page.html.matchAll(/href="([^"]+\.(?:csv|json))"/g)].map((found) => found[1] ?? '');
      expect(links.length, kind).toBeGreaterThan(1);
      for (const link of links) expect((await admin.get(link)).status, link).toBe(200);
    }
  });
});
