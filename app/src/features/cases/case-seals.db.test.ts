import { type History, verifyHistory, verifyReceipt } from '@netra/ledger';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { verifyFile } from '../ledger/index.ts';
import { type Desk, secrets, startDesk, textOf, type Who } from './desk.fixture.ts';

let desk: Desk;
/** At the task force, accepted; at the task force, only opened; sent on to BKN. */
let accepted: string;
let returned: string;
let waiting: string;
beforeAll(async () => {
  desk = await startDesk();
  await desk.app.ledger.service.begin();
  accepted = await desk.caseUpTo('submit');
  await (await desk.at('verifier')).get(`/perkara/${accepted}`);
  await desk.walk(accepted, ['verifier', { type: 'accept-handover' }]);
  await desk.walk(accepted, ['verifier', { type: 'verify', reason: 'Isi verifikasi satgas.' }]);
  returned = await desk.caseUpTo('submit');
  await desk.walk(returned, ['verifier', { type: 'return-handover', reason: 'Kurang satu lampiran rahasia.' }]);
  await desk.app.ledger.service.sealNow();
  waiting = await desk.caseUpTo('register');
});
afterAll(() => desk.end());

const trusted = async () => (await desk.app.ledger.service.keys()).map((key) => key.verifier);
const get = async (who: Who, path: string): Promise<Response> =>
  desk.app.hono.request(`http://127.0.0.1${path}`, {
    headers: { host: '127.0.0.1', cookie: (await desk.at(who)).cookie },
  });
const handoverSeq = async (number: string): Promise<number> => {
  const { rows } = await sql<{
    seq: number;
  }>`select h.seq from netra.handover h join netra.case_file f on f.id = h.case_id
    where f.number = ${number} order by h.seq limit 1`.execute(desk.app.owner);
  return rows[0]?.seq ?? 0;
};
const receipt = async (who: Who, number: string, mark: string) =>
  get(who, `/perkara/${number}/serah-terima/${await handoverSeq(number)}/${mark}.txt`);

describe('the way of a case', () => {
  it('says of each step where it stands in the public log', async () => {
    const page = textOf(await (await get('verifier', `/perkara/${accepted}`)).text());
    const seals = page.match(/tersegel · daun ke-[\d.]+/g) ?? [];
    const { last_seq: steps } = await desk.app.owner
      .selectFrom('case_file')
      .select('last_seq')
      .where('number', '=', accepted)
      .executeTakeFirstOrThrow();
    expect(seals.length).toBeGreaterThanOrEqual(steps);
    expect(page).toContain('Rantai langkah utuh');
    expect(page).not.toContain('menunggu disegel');
  });

  it('says when a step will be sealed while it waits', async () => {
    const page = textOf(await (await get('officer', `/perkara/${waiting}`)).text());
    expect(page).toMatch(/menunggu disegel sekitar \d\d\.\d\d WIB/);
    expect(page).not.toContain('tidak ada di log publik');
    const english = textOf(await (await get('officer', `/en/perkara/${waiting}`)).text());
    expect(english).toMatch(/waiting to be sealed at about/);
    expect(english).toContain('Download the sealed history');
  });
});

describe('the sealed history', () => {
  const history = async (who: Who, number: string) => {
    const response = await get(who, `/perkara/${number}/riwayat.json`);
    return { response, text: await response.text() };
  };

  it('opens what the office may read, keeps the rest closed, and a stranger can check all of it', async () => {
    const full = await history('verifier', returned);
    expect(full.response.headers.get('content-disposition')).toBe('attachment; filename="riwayat.json"');
    expect(full.response.headers.get('cache-control')).toContain('no-store');
    const mine = await history('officer', accepted);
    const verdict = verifyHistory(mine.text, await trusted());
    const { last_seq: steps } = await desk.app.owner
      .selectFrom('case_file')
      .select('last_seq')
      .where('number', '=', accepted)
      .executeTakeFirstOrThrow();
    expect(verdict).toMatchObject({ valid: true, steps, sealed: steps });
    expect(verdict.opened).toBe(steps);
    const handed = await desk.caseUpTo('convey');
    await desk.app.ledger.service.sealNow();
    const sender = await history('officer', handed);
    const told = verifyFile(sender.text, await trusted());
    expect(told).toMatchObject({ valid: true, what: 'history', problems: [] });
    const file: { steps: readonly { opening: unknown; place: unknown }[] } & Pick<History, 'checkpoint'> = JSON.parse(
      sender.text,
    );
    expect(file.steps.map((step) => step.opening !== null)).toEqual(
      file.steps.map((_, at) => at < file.steps.length - 1),
    );
    expect(file.steps.every((step) => step.place !== null)).toBe(true);
    expect((await history('authority', handed)).text).toContain('"conveyed"');
    expect(sender.text).not.toContain('"conveyed"');
  });

  it('holds no word of anybody', async () => {
    const { text } = await history('officer', accepted);
    for (const word of [...Object.values(secrets), 'Terlapor Rekaan', 'Isi verifikasi', 'Kajian:', 'Petugas'])
      expect(text).not.toContain(word);
  });

  it('is checked on the public page, by somebody who is not signed in', async () => {
    const { text } = await history('officer', accepted);
    const ask = async (file: string): Promise<string> => {
      const body = new FormData();
      body.set('berkas', new File([file], 'riwayat.json'));
      const answer = await desk.app.hono.request('http://127.0.0.1/periksa', {
        method: 'POST',
        body,
        headers: { host: '127.0.0.1', origin: 'http://127.0.0.1' },
      });
      return textOf(await answer.text());
    };
    expect(await ask(text)).toContain('Riwayat ini utuh');
    expect(await ask(text.replace('"handover-accepted"', '"handover-returned"'))).toMatch(
      /Bukti ini tidak sah.*Mulai dari langkah ke-7/,
    );
  });

  it('is written down as a look', async () => {
    await history('officer', accepted);
    expect(textOf(await (await get('officer', `/perkara/${accepted}/dilihat`)).text())).toContain(
      'mengunduh riwayat tersegel',
    );
  });

  it.each(['stranger', 'admin', 'media', 'asn', 'authority'] as const)('is not there for %s', async (who) => {
    expect((await history(who, accepted)).response.status).toBe(404);
  });

  it('proves nothing while all its steps wait, and says so: anybody could have written it', async () => {
    const { text } = await history('officer', await desk.caseUpTo('register'));
    expect(verifyHistory(text, await trusted())).toMatchObject({ valid: false, sealed: 0, problem: 'nothing-sealed' });
  });
});

describe('the receipts of a hand-over', () => {
  it.each([
    ['officer', 'terkirim', 'submitted'],
    ['officer', 'dibuka', 'handover-opened'],
    ['officer', 'diterima', 'handover-accepted'],
    ['verifier', 'terkirim', 'submitted'],
    ['verifier', 'dibuka', 'handover-opened'],
    ['verifier', 'diterima', 'handover-accepted'],
  ] as const)('%s takes along that it was %s', async (who, mark, kind) => {
    const response = await receipt(who, accepted, mark);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="catatan.txt"');
    const verdict = verifyReceipt(await response.text(), await trusted());
    expect(verdict).toMatchObject({ valid: true, entry: { kind } });
  });

  it('both have that it was sent back', async () => {
    for (const who of ['officer', 'verifier'] as const) {
      const verdict = verifyReceipt(await (await receipt(who, returned, 'dikembalikan')).text(), await trusted());
      expect(verdict).toMatchObject({ valid: true, entry: { kind: 'handover-returned' } });
    }
  });

  it('the sender, who may not read what the receiver does, has that it was accepted, with no hash of any content', async () => {
    // Sent by BKN, which reads nothing after it.
    const number = await desk.caseUpTo('convey');
    const seq = (await desk.seqOf(number)) ?? 0;
    await desk.walk(number, ['authority', { type: 'accept-handover' }]);
    await desk.app.ledger.service.sealNow();
    const response = await get('conveyor', `/perkara/${number}/serah-terima/${seq}/diterima.txt`);
    const verdict = verifyReceipt(await response.text(), await trusted());
    expect(verdict).toMatchObject({ valid: true, entry: { kind: 'handover-accepted', content: null } });
  });

  it('a step with content is never opened for who may not read it, although its kind would allow it', async () => {
    const number = await desk.caseUpTo('convey');
    const seq = await desk.seqOf(number);
    await desk.walk(number, ['authority', { type: 'accept-handover' }]);
    await desk.app.ledger.service.sealNow();
    const link = `/perkara/${number}/serah-terima/${seq}/diterima.txt`;
    expect((await get('conveyor', link)).status).toBe(200);
    // As if an acceptance carried words: its commitment then holds their hash.
    await asOwner(sql`update netra.case_event e set commitment = sha256('other'), salt = sha256('salt') from netra.case_file f
      where f.id = e.case_id and f.number = ${number} and e.seq = ${seq + 1}`);
    expect((await get('conveyor', link)).status).toBe(404);
  });

  it('there is none for what did not happen, for other cases, and for offices that are not part of the hand-over', async () => {
    expect((await receipt('officer', accepted, 'dikembalikan')).status).toBe(404);
    expect((await receipt('officer', accepted, 'lain')).status).toBe(404);
    expect((await get('officer', `/perkara/${accepted}/serah-terima/1/terkirim.txt`)).status).toBe(404);
    expect((await get('officer', `/perkara/${accepted}/serah-terima/x/terkirim.txt`)).status).toBe(404);
    const later = await desk.caseUpTo('confirm');
    await desk.app.ledger.service.sealNow();
    expect((await receipt('officer', later, 'terkirim')).status).toBe(200);
    // BKN has the case now, and had no part in what went to the task force; the overseer reads along and signs nothing.
    for (const who of ['conveyor', 'overseer', 'stranger', 'admin', 'media', 'asn'] as const)
      expect([who, (await receipt(who, later, 'terkirim')).status]).toEqual([who, 404]);
  });

  it('taking a receipt along does not open the hand-over, and is written down', async () => {
    const number = await desk.caseUpTo('submit');
    await desk.app.ledger.service.sealNow();
    expect((await receipt('verifier', number, 'terkirim')).status).toBe(200);
    expect((await receipt('verifier', number, 'dibuka')).status).toBe(404);
    expect(textOf(await (await get('officer', `/perkara/${number}/dilihat`)).text())).toContain(
      'mengunduh tanda terima',
    );
  });

  it('waits for the next batch: back to the case, which says until when', async () => {
    const number = await desk.caseUpTo('submit');
    const response = await receipt('officer', number, 'terkirim');
    expect([response.status, response.headers.get('location')]).toEqual([303, `/perkara/${number}`]);
  });

  it('stand on the hand-over page of both offices', async () => {
    const seq = await handoverSeq(accepted);
    for (const [who, direction] of [
      ['officer', 'keluar'],
      ['verifier', 'masuk'],
    ] as const) {
      const html = await (await get(who, `/serah-terima?arah=${direction}`)).text();
      for (const mark of ['terkirim', 'dibuka', 'diterima'])
        expect(html).toContain(`href="/perkara/${accepted}/serah-terima/${seq}/${mark}.txt"`);
    }
  });
});

/** Past triggers and grants, as whoever owns the database could. */
async function asOwner(statement: ReturnType<typeof sql>): Promise<void> {
  await runAs(desk.app.owner, { kind: 'system' }, async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await statement.execute(tx);
  });
}
