/** Two instances, two databases: hand-overs leave here and enter there, acknowledgements travel back, and whoever tampers is refused. */

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { formatKey, openNote, parseKey, signerFrom, signNote } from '@netra/ledger';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../platform/db/connect.ts';
import { ok } from '../../platform/result.ts';
import { type Desk, facts, secrets, startDesk, textOf, tokenOn } from '../cases/desk.fixture.ts';
import { evidenceFeature } from '../evidence/index.ts';
import { FORMAT, manifestText, readManifest } from './bundle.ts';
import { readBundle, writeBundle } from './bundle-file.ts';
import { fingerprint } from './exchange-keys.ts';

let a: Desk;
let b: Desk;
/** Where a file lies while it is on its way. */
let folder: string;

const passphrase = 'enam kata acak yang panjang sekali';
/** Each guess costs little here; files made by forms cost what they cost in use. */
const envelope = { kind: 'passphrase', passphrase, cost: 8 } as const;

beforeAll(async () => {
  a = await startDesk({ publicUrl: 'http://satu.netra.contoh', compose: { secret: `satu ${'x7Kq'.repeat(12)}` } });
  b = await startDesk({ publicUrl: 'http://dua.netra.contoh', compose: { secret: `dua ${'p2Zm'.repeat(12)}` } });
  folder = path.join(a.app.dataDir, 'jalan');
  await mkdir(folder, { recursive: true });
  await b.app.owner.updateTable('body').set({ code: 'satgas-dua' }).where('code', '=', 'satgas').execute();
  await b.app.owner.updateTable('body').set({ code: 'bawaslu-dua' }).where('code', '=', 'bawaslu-ar').execute();
  await meet(a, 'satgas-dua', 'satgas', b);
  await meet(a, 'bawaslu-dua', 'bawaslu', b);
  await meet(b, 'satgas', 'satgas', a);
  await meet(b, 'bawaslu-ar', 'bawaslu', a);
}, 120_000);
afterAll(async () => {
  await a.end();
  await b.end();
});

/** `here` records the office `code` of the other instance as an office outside, with the key that it was read. */
async function meet(here: Desk, code: string, kind: string, there: Desk): Promise<string> {
  const id = randomUUID();
  const nation = here.country.places.nation;
  await here.app.owner
    .insertInto('body')
    .values({
      id,
      code,
      kind,
      name: `Kantor luar ${code}`,
      level: 'nation',
      jurisdiction_id: nation.id,
      zone: 'WIB',
      outside: true,
    })
    .execute();
  const { signing } = await there.app.exchange.service.officeKeys(await there.member('verifier'));
  const added = await here.app.exchange.service.addPeer(await here.member('admin'), {
    bodyId: id,
    verifier: signing,
    recipient: '',
    fingerprint: fingerprint(signing),
  });
  expect(added).toEqual({ ok: true, value: null });
  return id;
}

async function bodyId(desk: Desk, code: string): Promise<string> {
  return (await desk.app.owner.selectFrom('body').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id;
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

/** A case of this desk that was submitted to the office outside, as a file. */
async function sent(desk: Desk, to: string): Promise<{ number: string; seq: number; file: Buffer }> {
  const number = await desk.caseUpTo('conclude');
  await desk.walk(number, [
    'officer',
    { type: 'submit', toBodyId: await bodyId(desk, to), reason: 'Pesan kami bagi penerima.' },
  ]);
  const seq = await desk.seqOf(number);
  const out = await desk.app.exchange.service.exportFile(await desk.member('officer'), number, seq, envelope);
  if (out === undefined) throw new Error('nothing left');
  return { number, seq, file: await bytesOf(out.bytes) };
}

async function onDisk(bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, `${randomUUID()}.netra`);
  await writeFile(file, bytes);
  return file;
}

async function take(desk: Desk, bytes: Uint8Array, midway?: (tx: Tx) => Promise<void>) {
  return desk.app.exchange.service.takeFile(await desk.member('verifier'), await onDisk(bytes), passphrase, midway);
}

/** Rows of everything that an import writes. */
async function stored(desk: Desk): Promise<unknown> {
  const { rows } =
    await sql`select (select count(*) from netra.case_file) as cases, (select count(*) from netra.case_event) as steps,
    (select count(*) from netra.handover) as handovers, (select count(*) from netra.exchange_import) as imports,
    (select count(*) from netra.exchange_piece) as pieces, (select count(*) from netra.case_accused) as accused`.execute(
      desk.app.owner,
    );
  return rows[0];
}

async function noteOf(desk: Desk, who: 'officer' | 'verifier', number: string, seq: number): Promise<string> {
  const ack = await desk.app.exchange.service.acknowledgement(await desk.member(who), number, seq);
  if (ack === undefined) throw new Error('no acknowledgement');
  return ack.note;
}

describe('a hand-over within the instance', () => {
  it('has an acknowledgement that both sides read and nobody else, without any name of the accused or the reporter', async () => {
    const number = await a.caseUpTo('submit');
    const seq = await a.seqOf(number);
    const page = `/perkara/${number}/serah-terima/${seq}`;
    for (const who of ['officer', 'verifier'] as const) {
      const answer = await (await a.at(who)).get(page);
      expect([who, answer.status]).toEqual([who, 200]);
      expect(textOf(answer.html)).toContain('Semua bagian masih sama seperti saat diserahkan.');
      for (const secret of ['Terlapor Rekaan', secrets.name, secrets.accused, secrets.story])
        expect(answer.html).not.toContain(secret);
    }
    const missing = await (await a.at('stranger')).get('/perkara/ZZZ-ZZZ-ZZ/serah-terima/6');
    for (const who of ['stranger', 'authority', 'admin', 'media', 'asn', 'overseer'] as const) {
      const answer = await (await a.at(who)).get(page);
      expect([who, answer.status]).toEqual([who, 404]);
      for (const tail of ['tanda-terima.json', 'tanda-terima-bertanda.txt'])
        expect([who, tail, (await (await a.at(who)).get(`${page}/${tail}`)).status]).toEqual([who, tail, 404]);
    }
    expect(missing.status).toBe(404);
    const json: { signed: string; key: string } = JSON.parse(
      (await (await a.at('officer')).get(`${page}/tanda-terima.json`)).html,
    );
    const key = parseKey(json.key);
    expect(key !== null && openNote(json.signed, [key]).ok).toBe(true);
    expect(json.signed).not.toContain('Terlapor Rekaan');
  });

  it('has a limit of its own, and the sender sees for ever that nobody opened it', async () => {
    const number = await a.caseUpTo('conclude');
    await a.walk(number, [
      'officer',
      { type: 'submit', toBodyId: a.country.bodies.satgas.id, reason: 'Pesan kami bagi penerima.' },
    ]);
    const row = await a.app.owner
      .selectFrom('handover as h')
      .innerJoin('case_file as f', 'f.id', 'h.case_id')
      .select(['h.due_at', 'h.due_rule', 'h.ended_at'])
      .where('f.number', '=', number)
      .executeTakeFirstOrThrow();
    // Friday 4 October 2024; three working days end on Wednesday.
    expect(row.due_at?.toString()).toBe('2024-10-09T16:59:59Z');
    expect(row.due_rule).toMatchObject({ within: 3, unit: 'working_day', nature: 'target' });
    a.app.clock.set(Temporal.Instant.from('2024-10-14T09:00:00+07:00'));
    const late = await (await a.at('officer')).get('/serah-terima?arah=keluar&keadaan=lewat');
    expect(textOf(late.html)).toContain(number);
    expect(textOf(late.html)).toContain('terkirim, belum dibuka, lewat 5 hari');
    expect(textOf(late.html)).toContain('Di mana penyerahan kita sekarang');
    await a.walk(number, [
      'verifier',
      { type: 'return-handover', reason: 'Bukti belum terbaca.', category: 'incomplete', missing: ['evidence'] },
    ]);
    expect(textOf((await (await a.at('officer')).get('/serah-terima?arah=keluar&keadaan=lewat')).html)).not.toContain(
      number,
    );
    expect(
      textOf((await (await a.at('officer')).get('/serah-terima?arah=keluar&keadaan=dikembalikan')).html),
    ).toContain(number);
    const page = await (await a.at('officer')).get(`/perkara/${number}/serah-terima/${(await a.seqOf(number)) - 1}`);
    expect(textOf(page.html)).toContain('Belum lengkap');
    expect(textOf(page.html)).toContain('Bukti belum terbaca.');
    a.app.clock.set(Temporal.Instant.from('2024-10-04T09:00:00+07:00'));
  });
});

describe('a file between two instances', () => {
  it('opens a case there with the foreign number and a verified history, in both directions', async () => {
    for (const [from, to, code] of [
      [a, b, 'satgas-dua'],
      [b, a, 'satgas'],
    ] as const) {
      const { number, file } = await sent(from, code);
      const taken = await take(to, file);
      if (!taken.ok) throw new Error(JSON.stringify(taken.error));
      const opened = taken.value.opened?.number ?? '';
      const page = await (await to.at('verifier')).get(`/perkara/${opened}`);
      expect(page.status).toBe(200);
      expect(textOf(page.html)).toContain('Riwayat dari kantor luar');
      expect(textOf(page.html)).toContain(number);
      expect(textOf(page.html)).toContain('Terlapor Rekaan');
      expect((await (await to.at('stranger')).get(`/perkara/${opened}`)).status).toBe(404);
    }
  });

  it("never carries the reporter's words or identity", async () => {
    const { file } = await sent(a, 'satgas-dua');
    const pieces: Buffer[] = [];
    const read = await readBundle(
      new Blob([new Uint8Array(file)]).stream(),
      { identities: [], passphrase },
      {
        begin: async (note) => {
          const manifest = readManifest(`${note.split('\n')[0]}\n`);
          return manifest === null ? { ok: false, error: 'none' as const } : { ok: true, value: manifest };
        },
        piece: async (_part, chunk) => void pieces.push(Buffer.from(chunk)),
        end: async () => ({ ok: true, value: null }),
      },
    );
    expect(read.ok).toBe(true);
    const plain = Buffer.concat(pieces).toString('utf8');
    expect(plain).toContain('Terlapor Rekaan');
    for (const secret of [secrets.story, secrets.name, secrets.address, secrets.accused, '0800-sunyi'])
      expect(plain).not.toContain(secret);
    for (const secret of ['Terlapor Rekaan', facts.summary]) expect(file.includes(secret)).toBe(false);
  });

  it('refuses the same file a second time and says under which number it is here', async () => {
    const { file } = await sent(a, 'satgas-dua');
    const first = await take(b, file);
    const before = await stored(b);
    const second = await take(b, file);
    expect(second).toEqual({
      ok: false,
      error: { kind: 'duplicate', number: first.ok ? first.value.opened?.number : '' },
    });
    expect(await stored(b)).toEqual(before);
  });

  it('refuses a flipped byte at two hundred places and stores nothing', async () => {
    const { number, seq } = await sent(a, 'satgas-dua');
    const member = await b.member('verifier');
    await b.app.exchange.service.makeOfficeKey(member, await bodyId(b, 'satgas-dua'));
    const { offices } = await b.app.exchange.service.officeKeys(member);
    const out = await a.app.exchange.service.exportFile(await a.member('officer'), number, seq, {
      kind: 'key',
      recipient: offices[0]?.recipient ?? '',
    });
    if (out === undefined) throw new Error('nothing left');
    const file = await bytesOf(out.bytes);
    const before = await stored(b);
    for (let at = 0; at < 200; at += 1) {
      const place = at < 20 ? at * 8 : Math.floor((file.length - 1) * (at / 199));
      const bad = Buffer.from(file);
      bad[place] = (bad[place] ?? 0) ^ (1 << (at % 8));
      const taken = await b.app.exchange.service.takeFile(member, await onDisk(bad), null);
      expect([place, taken.ok]).toEqual([place, false]);
    }
    expect(await stored(b)).toEqual(before);
  }, 240_000);

  it('is there whole or not at all when it is broken off in the middle', async () => {
    const { file } = await sent(a, 'satgas-dua');
    const before = await stored(b);
    const cut = take(b, file, async (tx) => {
      const gone = setTimeout(() => {
        void sql`select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(20)%' and pid <> pg_backend_pid()`.execute(
          b.app.owner,
        );
      }, 300);
      await sql`select pg_sleep(20)`.execute(tx);
      clearTimeout(gone);
    });
    await expect(cut).rejects.toThrow();
    expect(await stored(b)).toEqual(before);
    expect((await take(b, file)).ok).toBe(true);
  });

  it('is refused by an office it is not for', async () => {
    const { file } = await sent(a, 'satgas-dua');
    const before = await stored(b);
    for (const who of ['officer', 'authority'] as const) {
      const taken = await b.app.exchange.service.takeFile(await b.member(who), await onDisk(file), passphrase);
      expect([who, taken.ok ? null : taken.error.kind]).toEqual([who, 'other-office']);
    }
    expect(await stored(b)).toEqual(before);
  });

  it('opens for the office whose key it was encrypted to, and for no other', async () => {
    const verifier = await b.member('verifier');
    await b.app.exchange.service.makeOfficeKey(verifier, await bodyId(b, 'satgas-dua'));
    await b.app.exchange.service.makeOfficeKey(await b.member('officer'), await bodyId(b, 'bawaslu-dua'));
    const { offices } = await b.app.exchange.service.officeKeys(verifier);
    const recipient = offices[0]?.recipient ?? '';
    const { number, seq } = await sent(a, 'satgas-dua');
    const out = await a.app.exchange.service.exportFile(await a.member('officer'), number, seq, {
      kind: 'key',
      recipient,
    });
    if (out === undefined) throw new Error('nothing left');
    const bytes = await bytesOf(out.bytes);
    const other = await b.app.exchange.service.takeFile(await b.member('officer'), await onDisk(bytes), null);
    expect(other).toEqual({ ok: false, error: { kind: 'not-for-us' } });
    expect((await b.app.exchange.service.takeFile(verifier, await onDisk(bytes), null)).ok).toBe(true);
  });

  it('leaves only by the hand of the sender, and only for people of its office', async () => {
    const { number, seq } = await sent(a, 'satgas-dua');
    for (const who of ['verifier', 'stranger', 'overseer', 'admin', 'authority'] as const)
      expect([who, await a.app.exchange.service.exportFile(await a.member(who), number, seq, envelope)]).toEqual([
        who,
        undefined,
      ]);
  });

  it('names the part that somebody exchanged who has the passphrase and not the key', async () => {
    const { file } = await sent(a, 'satgas-dua');
    const bad = await repacked(file, (name, bytes) =>
      name === 'accused.json' ? Buffer.from(bytes.toString().replace('Rekaan', 'Reksan')) : bytes,
    );
    expect(await take(b, bad)).toEqual({ ok: false, error: { kind: 'damaged', part: 'accused.json' } });
    const longer = await repacked(file, (name, bytes) =>
      name === 'steps.json' ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes,
    );
    expect(await take(b, longer)).toEqual({ ok: false, error: { kind: 'unexpected-part', part: 'steps.json' } });
  });

  it('is refused when it is signed by a stranger, or by a trusted key in the name of another office', async () => {
    const { file } = await sent(a, 'satgas-dua');
    const stranger = signerFrom('asing/serah-terima', Buffer.alloc(32, 7));
    expect(await take(b, await repacked(file, undefined, (text) => signNote(text, [stranger])))).toEqual({
      ok: false,
      error: { kind: 'unknown-key' },
    });
    const outside = await bodyId(b, 'satgas');
    await b.app.exchange.service.addPeer(await b.member('admin'), {
      bodyId: outside,
      verifier: formatKey(stranger),
      recipient: '',
      fingerprint: fingerprint(formatKey(stranger)),
    });
    const named = await take(b, await repacked(file, undefined, (text) => signNote(text, [stranger])));
    expect(named.ok ? null : named.error.kind).toBe('other-sender');
  });
});

describe('a trusted office outside', () => {
  it('plants no finished case, hands over no other step, and none for a place that is not ours', async () => {
    const { file } = await sent(a, 'satgas-dua');
    const key = signerFrom('kedua/serah-terima', Buffer.alloc(32, 9));
    const from = await bodyId(b, 'bawaslu-ar');
    await b.app.exchange.service.addPeer(await b.member('admin'), {
      bodyId: from,
      verifier: formatKey(key),
      recipient: '',
      fingerprint: fingerprint(formatKey(key)),
    });
    const said = (what: string, after: string) =>
      repacked(file, undefined, (text) =>
        signNote(
          text
            .replace('"what":"submitted"', `"what":"${what}"`)
            .replace('"statusAfter":"submitted"', `"statusAfter":"${after}"`),
          [key],
        ),
      );
    const before = await stored(b);
    expect(await take(b, await said('submitted', 'in-effect'))).toEqual({
      ok: false,
      error: { kind: 'unknown-value', value: 'in-effect' },
    });
    expect(await take(b, await said('conveyed', 'conveyed'))).toMatchObject({ ok: false, error: { kind: 'no-route' } });
    const { satgas } = b.country.bodies;
    const { place } = satgas;
    await b.app.owner
      .updateTable('body')
      .set({ jurisdiction_id: b.country.places.otherCity.id })
      .where('id', '=', satgas.id)
      .execute();
    expect(await take(b, await said('submitted', 'submitted'))).toMatchObject({
      ok: false,
      error: { kind: 'no-route' },
    });
    await b.app.owner.updateTable('body').set({ jurisdiction_id: place.id }).where('id', '=', satgas.id).execute();
    expect(await stored(b)).toEqual(before);
    expect((await take(b, await said('submitted', 'submitted'))).ok).toBe(true);
  });
});

describe('evidence', () => {
  it('travels as its working copy, never as the original, and opens at the office that received it', async () => {
    const number = await a.caseUpTo('conclude');
    const office = await a.app.owner
      .selectFrom('body')
      .select(['id', 'seal_public_key'])
      .where('id', '=', a.country.bodies.bawasluCity.id)
      .executeTakeFirstOrThrow();
    const evidence = evidenceFeature(a.app.platform, {
      folder: path.join(a.app.dataDir, 'files', 'demo'),
      workshop: { stripImage: () => Promise.resolve(ok(picture)), stripPdf: () => Promise.resolve(ok(picture)) },
    }).service;
    const original = Buffer.concat([picture, Buffer.from('ASLI-DENGAN-METADATA')]);
    const kept = await evidence.receive({
      draftKey: a.app.platform.random(32),
      office: { id: office.id, publicKey: office.seal_public_key ?? Buffer.alloc(0) },
      fileName: 'nama-dari-pelapor.png',
      contents: new Blob([new Uint8Array(original)]).stream(),
    });
    if (!kept.ok) throw new Error(kept.error.kind);
    await sql`update netra.evidence set report_id = (select r.id from netra.report r join netra.case_file f on f.id = r.case_id where f.number = ${number})
      where id = ${kept.value.id}`.execute(a.app.owner);
    await a.walk(number, [
      'officer',
      { type: 'submit', toBodyId: await bodyId(a, 'satgas-dua'), reason: 'Pesan kami bagi penerima.' },
    ]);
    const out = await a.app.exchange.service.exportFile(
      await a.member('officer'),
      number,
      await a.seqOf(number),
      envelope,
    );
    if (out === undefined) throw new Error('nothing left');
    const file = await bytesOf(out.bytes);
    const plain = await plainOf(file);
    expect(plain.includes(picture)).toBe(true);
    for (const secret of ['ASLI-DENGAN-METADATA', 'nama-dari-pelapor']) expect(plain.includes(secret)).toBe(false);
    const taken = await take(b, file);
    const there = taken.ok ? (taken.value.opened?.number ?? '') : '';
    expect(await b.app.exchange.service.arrivedFile(await b.member('verifier'), there, 'evidence/1.png')).toEqual(
      picture,
    );
    expect(
      await b.app.exchange.service.arrivedFile(await b.member('stranger'), there, 'evidence/1.png'),
    ).toBeUndefined();
    expect((await (await b.at('verifier')).get(`/perkara/${there}/berkas-masuk/1.png`)).status).toBe(200);
    expect((await (await b.at('stranger')).get(`/perkara/${there}/berkas-masuk/1.png`)).status).toBe(404);
  });
});

describe('the pages', () => {
  it('take a file in by a form: checked first, stored only when the person says so', async () => {
    const { file } = await sent(a, 'satgas-dua');
    const server = serve({ fetch: b.app.hono.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    try {
      const address = server.address();
      const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
      const visitor = await b.at('verifier');
      const page = await visitor.get('/serah-terima/masuk-berkas');
      const upload = async (name: string, bytes: Uint8Array): Promise<string> => {
        const form = new FormData();
        form.set('_csrf', tokenOn(page.html));
        form.set('passphrase', name.endsWith('.netra') ? passphrase : '');
        form.set('file', new Blob([new Uint8Array(bytes)]), name);
        const answer = await fetch(`${url}/serah-terima/masuk-berkas/kirim`, {
          method: 'POST',
          body: form,
          headers: { cookie: visitor.cookie },
        });
        return answer.text();
      };
      const before = await stored(b);
      expect(textOf(await upload('rusak.netra', file.subarray(0, file.length - 40)))).toContain(
        'Tidak ada yang disimpan',
      );
      const looked = await upload('serah.netra', file);
      expect(textOf(looked)).toContain('Utuh dan asli');
      expect(looked).not.toContain(passphrase);
      expect(await stored(b)).toEqual(before);
      const done = await visitor.submit(looked, '/serah-terima/masuk-berkas/buka', {});
      expect([done.status, done.to]).toEqual([303, expect.stringMatching(/^\/perkara\//)]);
      expect((await visitor.get(done.to ?? '')).status).toBe(200);
    } finally {
      await new Promise((closed) => server.close(closed));
    }
  });

  it('are not there for people without an office that handles cases', async () => {
    for (const who of ['admin', 'media', 'asn', 'overseer'] as const)
      expect([who, (await (await b.at(who)).get('/serah-terima/masuk-berkas')).status]).toEqual([who, 404]);
    for (const who of ['officer', 'verifier', 'overseer', 'authority'] as const)
      expect([who, (await (await b.at(who)).get('/admin/pertukaran')).status]).toEqual([who, 404]);
    expect((await (await b.at('admin')).get('/admin/pertukaran')).status).toBe(200);
  });
});

describe('acknowledgements', () => {
  it('travel back: the sender sees opened, then returned with its category, and the case is back', async () => {
    const { number, seq, file } = await sent(a, 'satgas-dua');
    const taken = await take(b, file);
    const there = taken.ok ? (taken.value.opened?.number ?? '') : '';
    const officer = await a.member('officer');
    const delivered = await noteOf(b, 'verifier', there, 2);
    expect(await a.app.exchange.service.takeAcknowledgement(officer, delivered)).toMatchObject({
      ok: true,
      value: { kind: 'taken' },
    });
    await (await b.at('verifier')).get(`/perkara/${there}`);
    const opened = await noteOf(b, 'verifier', there, 2);
    expect(await a.app.exchange.service.takeAcknowledgement(officer, opened)).toMatchObject({
      ok: true,
      value: { kind: 'taken' },
    });
    await b.walk(there, [
      'verifier',
      { type: 'return-handover', reason: 'Bukti belum terbaca.', category: 'incomplete', missing: ['evidence'] },
    ]);
    const returned = await noteOf(b, 'verifier', there, 2);
    expect(returned).not.toContain('Bukti belum terbaca');
    expect(await a.app.exchange.service.takeAcknowledgement(officer, returned)).toMatchObject({
      ok: true,
      value: { kind: 'taken' },
    });
    const row = await a.app.owner
      .selectFrom('case_file')
      .select(['status', 'holder_body_id'])
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ status: 'concluded', holder_body_id: a.country.bodies.bawasluCity.id });
    const page = await (await a.at('officer')).get(`/perkara/${number}/serah-terima/${seq}`);
    expect(textOf(page.html)).toContain('Belum lengkap');
    const whole = await (await a.at('officer')).get(`/perkara/${number}`);
    expect(whole.status).toBe(200);

    // Twice, and older ones: nothing changes.
    const after = await a.stored(number);
    for (const note of [returned, opened, delivered])
      expect(await a.app.exchange.service.takeAcknowledgement(officer, note)).toMatchObject({
        ok: true,
        value: { kind: 'kept' },
      });
    expect(await a.stored(number)).toEqual(after);
  });

  it('are refused when they are forged, for another office, or for what never left', async () => {
    const { number, file } = await sent(a, 'satgas-dua');
    const taken = await take(b, file);
    const there = taken.ok ? (taken.value.opened?.number ?? '') : '';
    const note = await noteOf(b, 'verifier', there, 2);
    const officer = await a.member('officer');
    const before = await a.stored(number);
    const forged = note.replace('"acceptedAt":null', '"acceptedAt":"2024-10-04T03:00:00Z"');
    expect(forged).not.toBe(note);
    expect(await a.app.exchange.service.takeAcknowledgement(officer, forged)).toEqual({
      ok: false,
      error: { kind: 'forged' },
    });
    expect(await a.app.exchange.service.takeAcknowledgement(officer, 'bukan tanda terima')).toEqual({
      ok: false,
      error: { kind: 'not-an-acknowledgement' },
    });
    // Somebody of another office holds the same paper.
    expect(await a.app.exchange.service.takeAcknowledgement(await a.member('stranger'), note)).toEqual({
      ok: false,
      error: { kind: 'unknown-handover' },
    });
    expect(await b.app.exchange.service.takeAcknowledgement(await b.member('verifier'), note)).toMatchObject({
      ok: false,
    });
    expect(await a.stored(number)).toEqual(before);
  });

  it('count after the other side changed its key only when the new one was compared', async () => {
    const { file } = await sent(a, 'satgas-dua');
    const taken = await take(b, file);
    const there = taken.ok ? (taken.value.opened?.number ?? '') : '';
    await b.app.exchange.service.rotate(await b.member('admin'));
    const note = await noteOf(b, 'verifier', there, 2);
    const officer = await a.member('officer');
    expect(await a.app.exchange.service.takeAcknowledgement(officer, note)).toEqual({
      ok: false,
      error: { kind: 'unknown-key' },
    });
    const { signing } = await b.app.exchange.service.officeKeys(await b.member('verifier'));
    const peer = { bodyId: await bodyId(a, 'satgas-dua'), verifier: signing, recipient: '' };
    const admin = await a.member('admin');
    expect(await a.app.exchange.service.addPeer(admin, { ...peer, fingerprint: 'abcd' })).toEqual({
      ok: false,
      error: 'wrong-fingerprint',
    });
    expect(await a.app.exchange.service.addPeer(admin, { ...peer, fingerprint: fingerprint(signing) })).toEqual({
      ok: true,
      value: null,
    });
    expect(await a.app.exchange.service.takeAcknowledgement(officer, note)).toMatchObject({ ok: true });
  });
});

describe('the database alone', () => {
  it('lets nobody write in the name of an office outside without its acknowledgement', async () => {
    const { number } = await sent(a, 'satgas-dua');
    const officer = await a.member('officer');
    const tried = await a.app.platform.db.transaction().execute(async (tx) => {
      await sql`select set_config('netra.kind', 'member', true), set_config('netra.user', ${officer.userId}, true)`.execute(
        tx,
      );
      return sql`update netra.case_file set status = 'concluded' where number = ${number}`.execute(tx);
    });
    expect(tried.numAffectedRows).toBe(0n);
  });
});

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Everything inside a file, as whoever has the passphrase reads it. */
async function plainOf(file: Buffer): Promise<Buffer> {
  const pieces: Buffer[] = [];
  await repacked(file, (_name, bytes) => {
    pieces.push(bytes);
    return bytes;
  });
  return Buffer.concat(pieces);
}

/** The file opened with the passphrase and closed again, with parts or signature exchanged. */
async function repacked(
  file: Buffer,
  change: (name: string, bytes: Buffer) => Buffer = (_name, bytes) => bytes,
  sign?: (text: string) => string,
): Promise<Buffer> {
  const parts = new Map<string, Buffer[]>();
  let note = '';
  const read = await readBundle(
    new Blob([new Uint8Array(file)]).stream(),
    { identities: [], passphrase },
    {
      begin: async (signed) => {
        note = signed;
        const manifest = readManifest(`${signed.split('\n')[0]}\n`);
        return manifest === null ? { ok: false, error: 'none' as const } : { ok: true, value: manifest };
      },
      piece: async (part, chunk) => void parts.set(part.name, [...(parts.get(part.name) ?? []), Buffer.from(chunk)]),
      end: async () => ({ ok: true, value: null }),
    },
  );
  if (!read.ok) throw new Error('the file was not read');
  expect(read.value.format).toBe(FORMAT);
  const stream = await writeBundle(
    envelope,
    sign === undefined ? note : sign(manifestText(read.value)),
    read.value.parts.map((fact) => {
      const bytes = change(fact.name, Buffer.concat(parts.get(fact.name) ?? []));
      return {
        fact: { ...fact, size: bytes.length },
        content: async function* () {
          yield bytes;
        },
      };
    }),
  );
  return bytesOf(stream);
}
