import { verifyReceipt } from '@netra/ledger';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationStart } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { Visitor } from '../accounts/visitor.fixture.ts';
import {
  type Desk,
  examination,
  facts,
  filledIn,
  secrets,
  startDesk,
  textOf,
  type Who,
} from '../cases/desk.fixture.ts';
import { sealedHandovers, sealedSteps } from '../cases/index.ts';
import { checkLog } from '../ledger/check-log.ts';
import { codeHash, visitActor } from './visit.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());
beforeEach(() => desk.app.clock.set(demonstrationStart));

const on = (day: string): void => desk.app.clock.set(Temporal.Instant.from(`${day}T09:00:00+07:00`));
const allegation = 'Anda diduga membagikan kaus berwarna ungu kepada warga pada masa kampanye.';
const grounds = 'Saya sedang cuti pada hari itu; saksinya atasan saya sendiri.';
const inner = 'Pertimbangan rahasia majelis.';

const decision = (option: string) =>
  ({
    type: 'record-decision',
    outcome: 'sanction',
    option,
    decisionNumber: '800/77/2024',
    decidedOn: '2024-10-04',
    reason: inner,
  }) as const;

/** A case with a sanction, delivered on a day. */
async function delivered(option = 'turun_jabatan_12', deliveredOn = '2024-10-04'): Promise<string> {
  const number = await desk.caseUpTo('convey');
  await desk.walk(number, ...examination, ['authority', decision(option)]);
  on(deliveredOn);
  await desk.walk(number, ['authority', { type: 'record-delivery', deliveredOn, how: 'in-person' }]);
  return number;
}

async function issue(who: Who, n: string, position = 1): Promise<string> {
  const path = `/perkara/${n}/terlapor/${position}/pemberitahuan`;
  const officer = await desk.at(who);
  const form = filledIn((await officer.get(path)).html, path);
  const done = await officer.post(path, { ...form, uraian: allegation, go: 'issue' });
  const code = /<p class="receipt-number num">([^<]+)<\/p>/.exec(done.html)?.[1];
  if (code === undefined) throw new Error(`no code: ${textOf(done.html).slice(0, 300)}`);
  return code;
}

async function visit(code: string): Promise<Visitor> {
  const visitor = new Visitor(desk.app.hono);
  const answer = await visitor.fill('/terlapor', '/terlapor', { kode: code });
  expect([answer.status, answer.to]).toEqual([303, '/terlapor']);
  return visitor;
}

const visitorOf = async (number: string): Promise<Visitor> => visit(await issue('authority', number));
const file = (visitor: Visitor, alasan = grounds) => visitor.fill('/terlapor/upaya', '/terlapor/upaya', { alasan });

const stateOf = async (number: string) => {
  const { rows } = await sql<{ status: string; clocks: string[]; kinds: string[] }>`select f.status,
    (select array_agg(k.step_id || ' ' || k.state order by k.step_id) from netra.clock k where k.case_id = f.id and k.step_id <> all ('{initial-review,handle,verify,bawaslu-study,convey-to-ppk,ppk-follow-up}')) as clocks,
    (select array_agg(e.kind order by e.seq) from netra.case_event e where e.case_id = f.id) as kinds
    from netra.case_file f where f.number = ${number}`.execute(desk.app.owner);
  const [row] = rows;
  if (row === undefined) throw new Error('no such case');
  return row;
};

describe('an objection', () => {
  it('is filed in time from the own file: the case is contested, and the decision does not take effect', async () => {
    const number = await delivered();
    const visitor = await visitorOf(number);
    const own = textOf((await visitor.get('/terlapor')).html);
    for (const shown of [
      'Ajukan keberatan',
      'Paling lambat',
      'Dihitung sejak tanggal keputusan',
      'Keputusan disampaikan kepada Anda',
    ])
      expect(own).toContain(shown);
    const sent = await file(visitor);
    expect([sent.status, sent.to]).toEqual([303, '/terlapor?terkirim=upaya']);
    const state = await stateOf(number);
    expect(state.status).toBe('contested');
    expect(state.kinds.at(-1)).toBe('remedy-filed');
    expect(state.clocks).toEqual([
      'deliver-decision met',
      'file-objection met',
      'objection-decision running',
      'takes-effect cancelled',
    ]);
    const after = textOf((await visitor.get('/terlapor?terkirim=upaya')).html);
    for (const shown of ['Keberatan diajukan', grounds, 'Keberatan atau banding sedang diperiksa'])
      expect(after).toContain(shown);
    expect(after).not.toContain(inner);
    const hub = textOf((await (await desk.at('authority')).get(`/perkara/${number}/terlapor`)).html);
    expect(hub).toContain(grounds);
    expect(hub).toContain('Terlapor 1, Keberatan');
  });

  it('is proven by a receipt that anybody can check, in a chain that holds', async () => {
    const number = await delivered();
    const visitor = await visitorOf(number);
    await file(visitor);
    await desk.app.ledger.service.begin();
    await desk.app.ledger.service.sealNow();
    const proof = await visitor.fill('/terlapor', '/terlapor/segel', { go: 'file' });
    expect(proof.status).toBe(200);
    expect(proof.html).not.toContain('cuti');
    const trusted = (await desk.app.ledger.service.keys()).map((key) => key.verifier);
    expect(verifyReceipt(proof.html, trusted)).toMatchObject({
      valid: true,
      entry: { kind: 'remedy-filed', actor: null },
    });
    expect((await visitor.fill('/terlapor', '/terlapor/segel', { go: 'qr' })).html).toContain('data:image/svg+xml');
    expect((await checkLog(desk.app.platform.db, [sealedSteps, sealedHandovers], [])).problems).toEqual([]);
  });

  it('is filed once: a second tap finds the first, and another one is refused', async () => {
    const number = await delivered();
    const visitor = await visitorOf(number);
    const page = (await visitor.get('/terlapor/upaya')).html;
    const once = () => visitor.submit(page, '/terlapor/upaya', { alasan: grounds });
    for (const sent of await Promise.all([once(), once()])) expect(sent.to).toBe('/terlapor?terkirim=upaya');
    const other = await visitor.submit(page, '/terlapor/upaya', { alasan: 'Alasan yang lain sama sekali.' });
    expect(other.status).toBe(422);
    expect(other.html).toContain('Alasan yang lain sama sekali.');
    expect((await stateOf(number)).kinds.filter((kind) => kind === 'remedy-filed')).toHaveLength(1);
  });

  it('comes too late: refused with the day, the rule and what is sure of it, and what was typed stays', async () => {
    const number = await delivered();
    const visitor = await visitorOf(number);
    const page = (await visitor.get('/terlapor/upaya')).html;
    on('2024-12-02');
    const refused = await visitor.submit(page, '/terlapor/upaya', { alasan: grounds });
    expect(refused.status).toBe(422);
    const text = textOf(refused.html);
    for (const shown of [
      'Batas waktu mengajukan sudah lewat',
      'PP 79/2021',
      'belum pasti',
      'sampaikan langsung ke PPK',
    ])
      expect(text).toContain(shown);
    expect(refused.html).toContain('saya sendiri');
    expect((await stateOf(number)).status).toBe('delivered');
    expect(textOf((await visitor.get('/terlapor')).html)).toContain('sudah lewat');
    // The office may still write it down and judge it.
    await desk.walk(number, [
      'authority',
      { type: 'record-remedy', kind: 'objection', filedOn: '2024-12-02', reason: 'Diajukan di kantor, terlambat.' },
    ]);
    expect(textOf((await visitor.get('/terlapor')).html)).toContain('Keberatan diajukan');
  });

  it('is not open before the delivery, where no sanction was given, nor in the wrong kind', async () => {
    const number = await desk.caseUpTo('convey');
    await desk.walk(number, ...examination, ['authority', decision('turun_jabatan_12')]);
    const early = await visit(await issue('authority', number));
    expect(textOf((await early.get('/terlapor')).html)).toContain('Tersedia setelah keputusan Anda terima');
    const token = filledIn((await early.get('/terlapor/jawab')).html, '/terlapor/jawab');
    const before = await early.post('/terlapor/upaya', { ...token, alasan: grounds, jenis: 'objection' });
    expect([before.status, before.html.includes('saya sendiri')]).toEqual([422, true]);
    expect((await stateOf(number)).status).toBe('decided');

    const none = await desk.caseUpTo('decide');
    const free = await visit(await issue('authority', none));
    expect((await free.get('/terlapor/upaya')).to).toBe('/terlapor');

    const open = await visitorOf(await delivered());
    const wrong = await open.fill('/terlapor/upaya', '/terlapor/upaya', { alasan: grounds, jenis: 'appeal' });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.html)).toContain('banding ke BPASN');
    expect(filledIn(wrong.html, '/terlapor/upaya')).toMatchObject({ jenis: 'objection', alasan: grounds });
  });

  it('is not lost when the visit ran out while it was written', async () => {
    const number = await delivered();
    const code = await issue('authority', number);
    const visitor = await visit(code);
    const page = (await visitor.get('/terlapor/upaya')).html;
    await sql`update netra.accused_session set expires_at = now() - interval '1 minute'`.execute(desk.app.owner);
    const late = await visitor.submit(page, '/terlapor/upaya', { alasan: grounds });
    const again = await visitor.submit(late.html, '/terlapor', { kode: code });
    const sent = await visitor.submit(again.html, '/terlapor/upaya', {
      alasan: filledIn(again.html, '/terlapor/upaya').alasan ?? '',
    });
    expect(sent.to).toBe('/terlapor?terkirim=upaya');
  });
});

describe('an appeal against dismissal', () => {
  it('begins the limits of the PPK and of BPASN', async () => {
    const number = await delivered('ptdh');
    const visitor = await visitorOf(number);
    expect(textOf((await visitor.get('/terlapor')).html)).toContain('Ajukan banding');
    expect((await file(visitor)).status).toBe(303);
    expect((await stateOf(number)).clocks).toEqual(
      expect.arrayContaining(['file-appeal met', 'appeal-decision running', 'ppk-response running']),
    );
  });

  it('may still be filed between the two days that sources name, with a warning, and not after the later', async () => {
    const number = await delivered('ptdh', '2024-10-16');
    on('2024-10-30');
    const visitor = await visitorOf(number);
    const text = textOf((await visitor.get('/terlapor/upaya')).html);
    for (const shown of ['Sumber hukum berbeda', 'Tanggal yang lebih awal sudah lewat', 'belum pasti'])
      expect(text).toContain(shown);
    on('2024-12-02');
    expect(textOf((await visitor.get('/terlapor/upaya')).html)).toContain('Batas waktu mengajukan sudah lewat');
    on('2024-10-30');
    expect((await file(visitor)).status).toBe(303);
    expect((await stateOf(number)).clocks).toContain('file-appeal met-late');
  });

  it('shows how it ended, and an annulled punishment as annulled', async () => {
    const number = await delivered('ptdh');
    const visitor = await visitorOf(number);
    await file(visitor);
    await desk.walk(number, [
      'authority',
      {
        type: 'record-remedy-outcome',
        outcome: 'annulled',
        option: '',
        number: 'BPASN/9/2024',
        decidedOn: '2024-10-04',
        reason: inner,
      },
    ]);
    const text = textOf((await visitor.get('/terlapor')).html);
    for (const shown of ['Keputusan dibatalkan', 'BPASN/9/2024', 'Nama dan isi berkas ini dihapus'])
      expect(text).toContain(shown);
    expect(text).not.toContain(inner);
  });
});

describe('two accused', () => {
  it('file each for the own person, and see neither the words of the other nor those of the reporter', async () => {
    const number = await desk.report();
    const { bodies } = desk.country;
    await desk.walk(
      number,
      [
        'officer',
        {
          ...facts,
          accused: [
            ...facts.accused,
            { name: 'Dimas Prakoso Adiwangsa', post: 'Sekretaris', unitName: 'Kecamatan Lain', status: 'pns' },
          ],
        },
      ],
      ['officer', { type: 'register', reason: 'Syarat terpenuhi.' }],
      ['officer', { type: 'record-study', text: 'Kajian: memenuhi unsur yang diatur.', rows: ['B6'], level: 'berat' }],
      ['officer', { type: 'conclude', proven: true, reason: 'Pleno: terbukti.' }],
      ['officer', { type: 'submit', toBodyId: bodies.satgas.id, reason: 'Pesan kami bagi penerima.' }],
      ['verifier', { type: 'verify', reason: 'Isi verifikasi satgas.' }],
      ['officer', { type: 'confirm-study', toBodyId: bodies.bkn.id, reason: 'Kajian dikuatkan.' }],
      [
        'conveyor',
        {
          type: 'convey',
          toBodyId: bodies.ppkCity.id,
          reason: 'Rumusan rahasia BKN.',
          each: [1, 2].map((position) => ({ position, toBodyId: bodies.ppkCity.id, sekda: false })),
        },
      ],
    );
    const { rows } = await sql<{ number: string }>`select n.number from netra.case_separation s
      join netra.case_file f on f.id = s.source_id join netra.case_file n on n.id = s.case_id where f.number = ${number}`.execute(
      desk.app.owner,
    );
    const other = rows[0]?.number ?? '';
    for (const one of [number, other])
      await desk.walk(
        one,
        ...examination,
        ['authority', decision('turun_jabatan_12')],
        ['authority', { type: 'record-delivery', deliveredOn: '2024-10-04', how: 'in-person' }],
      );
    const [first, second] = [
      await visit(await issue('authority', number, 1)),
      await visit(await issue('authority', other, 2)),
    ];
    expect((await file(first)).status).toBe(303);
    // What one filed is no matter of the other, whose own remedy is open as before.
    const seen = await second.get('/terlapor');
    expect(seen.html).not.toContain('cuti');
    expect(seen.html).not.toContain(number);
    expect(textOf(seen.html)).toContain('Ajukan keberatan');
    for (const word of [secrets.story, secrets.name, inner, 'Rumusan rahasia']) {
      expect(seen.html).not.toContain(word);
      expect((await first.get('/terlapor')).html).not.toContain(word);
    }
    expect((await file(second, 'Saya tidak pernah berada di balai itu.')).status).toBe(303);
    for (const one of [number, other])
      expect((await stateOf(one)).kinds.filter((kind) => kind === 'remedy-filed')).toHaveLength(1);
    expect((await first.get('/terlapor')).html).not.toContain('tidak pernah berada');
    // The office sees it with the person, and offices that handed on before see nothing of it.
    for (const one of [number, other]) {
      const page = await (await desk.at('authority')).get(`/perkara/${one}`);
      const [about = ''] = [...page.html.matchAll(/<dl[^>]*>.*?<\/dl>/gs)]
        .map(([list]) => textOf(list))
        .filter((list) => list.includes('Unit atau instansi'));
      expect(about).toContain('keberatan diajukan Jumat, 4 Oktober 2024; belum diputus');
      expect(textOf((await (await desk.at('conveyor')).get(`/perkara/${one}`)).html)).not.toContain('belum diputus');
    }
  });
});

describe('the database, for remedies', () => {
  const call = (token: string, remedy: string, position: number, limits: unknown = []) =>
    runAs(desk.app.platform.db, visitActor(desk.app.platform.keys, token), async (tx) => {
      const { rows } = await sql<{ link: Buffer }>`select link from accused_hold_case()`.execute(tx);
      const [link, commitment] = [rows[0]?.link ?? Buffer.alloc(32), Buffer.alloc(32, 7)];
      await sql`select accused_files_remedy_now(gen_random_uuid(), ${remedy}, now(), ${Buffer.alloc(32, 1)}::bytea, ${commitment}::bytea,
        sha256(convert_to(E'netra.ledger/link/v1\n', 'UTF8') || ${link}::bytea || ${commitment}::bytea),
        ${JSON.stringify({ kind: remedy, position })}::jsonb, 'w', ${JSON.stringify(limits)}::jsonb)`.execute(tx);
    });
  const enter = async (number: string, token: string): Promise<void> => {
    const { keys, db } = desk.app.platform;
    const code = codeHash(keys, await issue('authority', number));
    await runAs(db, { kind: 'public' }, (tx) =>
      sql`select accused_sign_in(${code}::bytea, ${visitActor(keys, token).sessionHash}::bytea, 60)`.execute(tx),
    );
  };

  it('takes none without a visit, for another place, of the wrong kind, or with other limits', async () => {
    const token = 'z'.repeat(43);
    await expect(call(token, 'objection', 1)).rejects.toThrow(/only the accused/);
    await enter(await delivered(), token);
    await expect(call(token, 'objection', 2)).rejects.toThrow(/not open/);
    await expect(call(token, 'appeal', 1)).rejects.toThrow(/not open/);
    const now = Date.now();
    const right = {
      procedure: 'remedies',
      step: 'objection-decision',
      started: new Date(now),
      due: new Date(now + 86_400_000),
    };
    for (const wrong of [
      { procedure: 'discipline' },
      { step: 'takes-effect' },
      { due: new Date(now - 1000) },
      { started: new Date(0) },
    ])
      await expect(call(token, 'objection', 1, [{ ...right, ...wrong }])).rejects.toThrow(/not the limits/);
    await call(token, 'objection', 1);
    await expect(call(token, 'objection', 1)).rejects.toThrow(/not open/);
  });

  it('takes none before the delivery', async () => {
    const token = 'w'.repeat(43);
    const number = await desk.caseUpTo('convey');
    await desk.walk(number, ...examination, ['authority', decision('turun_jabatan_12')]);
    await enter(number, token);
    await expect(call(token, 'objection', 1)).rejects.toThrow(/not open/);
  });
});

describe('the page of the case', () => {
  it('says whom nobody has told, until the notice is issued, and again when there is a decision', async () => {
    const number = await desk.caseUpTo('register');
    await desk.walk(number, [
      'officer',
      { type: 'record-study', text: 'Kajian: memenuhi unsur yang diatur.', rows: ['B6'], level: 'berat' },
    ]);
    const officer = await desk.at('officer');
    expect(textOf((await officer.get(`/perkara/${number}`)).html)).toContain('Terlapor belum diberi tahu');
    await issue('officer', number);
    expect(textOf((await officer.get(`/perkara/${number}`)).html)).not.toContain('Terlapor belum diberi tahu');
    const decided = await delivered();
    const authority = await desk.at('authority');
    expect(textOf((await authority.get(`/perkara/${decided}`)).html)).toContain(
      'sudah ada keputusan, dan waktu untuk melawannya berjalan',
    );
    const path = `/perkara/${decided}/terlapor/1/pemberitahuan`;
    const form = filledIn((await authority.get(path)).html, path);
    const page = await authority.post(path, { ...form, uraian: allegation, go: 'issue' });
    const pdf = await authority.post(
      `/perkara/${decided}/terlapor/surat`,
      filledIn(page.html, `/perkara/${decided}/terlapor/surat`),
    );
    expect(pdf.html.slice(0, 5)).toBe('%PDF-');
  });
});
