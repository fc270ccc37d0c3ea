/** The office page of the log, and the change of keys, through real sign-ins and the forms that are really on the page. */
import { formatKey, openCheckpoint, parseKey, signerFrom, verifyReceipt } from '@netra/ledger';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { formsOf, plain } from '../accounts/visitor.fixture.ts';
import { type Desk, everybody, startDesk, type Who } from '../cases/desk.fixture.ts';

let desk: Desk;
const home = '/kantor/log';
const send = '/kantor/log/kunci';
const fresh = { overlap: '30', word: 'ganti' };

beforeAll(async () => {
  desk = await startDesk();
  await desk.app.ledger.service.begin();
  await desk.app.ledger.noteRulebook();
  await desk.app.ledger.service.sealTick();
});
afterAll(() => desk.end());

const keys = () => desk.app.ledger.service.keys();
const traces = () =>
  desk.app.owner.selectFrom('audit').selectAll().where('what', '=', 'admin.log-key-rotated').execute();
const textOf = (html: string): string => plain(html.replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' ');
const alarmed = 'Log perlu perhatian';
/** The page itself: the rail beside it counts what waits for this person. */
const page = async (who: Who): Promise<string> =>
  textOf(/<main.*<\/main>/s.exec((await (await desk.at(who)).get(home)).html)?.[0] ?? '');

describe('who sees how the log is doing', () => {
  it('whoever works with cases or runs the system; for others there is no such page; nobody signed in is led to signing in', async () => {
    for (const who of everybody) {
      const allowed = who !== 'media' && who !== 'asn';
      expect((await (await desk.at(who)).get(home)).status, who).toBe(allowed ? 200 : 404);
    }
    const answer = await desk.app.hono.request(home);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/masuk?lanjut=%2Fkantor%2Flog']);
  });

  it('officers, overseers and administrators find it in their rail', async () => {
    for (const who of ['officer', 'overseer', 'admin'] as const)
      expect((await (await desk.at(who)).get(home)).html, who).toContain(`href="${home}"`);
    expect((await (await desk.at('verifier')).get(home)).html).not.toContain(`<a href="${home}"`);
  });

  it('is told that it is well, and never how many reports wait', async () => {
    expect(await page('officer')).toContain('Log berjalan baik');
    const before = await page('officer');
    expect(before).toContain('muat dalam satu kelompok 16 daun');
    await desk.report();
    await desk.report();
    expect(await page('officer')).toBe(before);
    await desk.app.ledger.service.sealNow();
  });
});

describe('an alarm', () => {
  it('says when the log stands still, to administrators what to do, to others whom to tell', async () => {
    await sql`update netra.log_state set last_tick = now() - interval '7 minutes'`.execute(desk.app.owner);
    expect(await page('officer')).toMatch(/Log terhenti.*Sampaikan ini kepada pengelola Netra/);
    expect(await page('admin')).toMatch(/Log terhenti.*Mulai ulang Netra/);
    await sql`update netra.log_state set last_tick = now()`.execute(desk.app.owner);
    expect(await page('admin')).not.toContain(alarmed);
    expect(await page('admin')).toContain('Log berjalan baik');
  });

  it('says when the key on record is not one of this secret', async () => {
    const { verifier } = await desk.app.owner.selectFrom('log_key').select('verifier').executeTakeFirstOrThrow();
    const strange = formatKey(signerFrom('netra.contoh/log', new Uint8Array(32).fill(7)));
    await desk.app.owner.updateTable('log_key').set({ verifier: strange }).execute();
    expect(await page('admin')).toContain('Kunci penanda tangan tidak cocok');
    await desk.app.owner.updateTable('log_key').set({ verifier }).execute();
    expect(await page('admin')).not.toContain('tidak cocok');
  });

  it('says when the newest tree is saved and not signed', async () => {
    const { size } = await desk.app.owner.selectFrom('log_state').select('size').executeTakeFirstOrThrow();
    await sql`set session_replication_role = replica; update netra.log_state set size = size + 16; set session_replication_role = origin`.execute(
      desk.app.owner,
    );
    expect(await page('admin')).toMatch(/Pohon terbaru belum bertanda tangan.*log-not-signed/);
    await sql`set session_replication_role = replica; update netra.log_state set size = ${sql.lit(size)}; set session_replication_role = origin`.execute(
      desk.app.owner,
    );
  });
});

describe('the change of keys', () => {
  it('is there for administrators alone: others see no form, and what they send changes nothing', async () => {
    for (const who of everybody) {
      if (who === 'admin') continue;
      const visitor = await desk.at(who);
      const shown = await visitor.get(home);
      expect(shown.html, who).not.toContain(`action="${send}"`);
      const token = formsOf(shown.html).find((form) => form.hidden._csrf !== undefined)?.hidden._csrf ?? '';
      expect((await visitor.post(send, { ...fresh, newest: '1', _csrf: token })).status, who).toBe(404);
    }
    const nobody = await desk.app.hono.request(send, { method: 'POST', body: new URLSearchParams(fresh) });
    expect(nobody.status).toBeGreaterThanOrEqual(400);
    expect(await keys()).toHaveLength(1);
    expect(await traces()).toEqual([]);
  });

  it('asks for the word and for a number of days that makes sense, and keeps what was typed', async () => {
    const admin = await desk.at('admin');
    for (const wrong of [
      { overlap: '0' },
      { overlap: '366' },
      { overlap: '1.5' },
      { overlap: '-1' },
      { overlap: '' },
      { word: '' },
      { word: 'ganti kunci' },
      { newest: '99999999' },
    ]) {
      const answer = await admin.fill(home, send, { ...fresh, ...wrong });
      expect(answer.status, JSON.stringify(wrong)).toBe(422);
    }
    const kept = await admin.fill(home, send, { overlap: '400', word: 'ganti' });
    expect(kept.html).toContain('value="400"');
    expect(textOf(kept.html)).toContain('Tulis bilangan bulat dari 1 sampai 365.');
    expect(await keys()).toHaveLength(1);
  });

  it('lets both keys sign, leaves a trace, and receipts made before hold with the old key as before', async () => {
    const admin = await desk.at('admin');
    const receipt = async (): Promise<string> => {
      const list = await (await desk.app.hono.request('/log/hukum')).text();
      const path = /href="(\/log\/hukum\/[0-9a-f]{64})"/.exec(list)?.[1] ?? '';
      return (await desk.app.hono.request(path)).text();
    };
    const before = await receipt();
    const done = await admin.fill(home, send, { overlap: '7', word: ' Ganti ' });
    expect([done.status, done.to]).toEqual([303, `${home}?selesai=kunci`]);
    expect(textOf((await admin.get(`${home}?selesai=kunci`)).html)).toContain('Kunci baru dimulai');
    const [old, young] = await keys();
    if (old === undefined || young === undefined) throw new Error('two keys');
    expect(old.signsUntil?.since(young.signsFrom).total('hours')).toBe(7 * 24);
    const published = await (await desk.app.hono.request('/log/keys')).text();
    expect(published).toContain(old.text);
    expect(published).toContain(young.text);
    expect(textOf(await (await desk.app.hono.request('/log')).text())).toContain('Kunci 2');

    await desk.app.ledger.service.sealNow();
    const after = await receipt();
    const holds = (text: string, key: string): boolean => {
      const trusted = parseKey(key);
      return trusted !== null && verifyReceipt(text, [trusted]).valid;
    };
    expect([holds(before, old.text), holds(before, young.text)]).toEqual([true, false]);
    expect([holds(after, old.text), holds(after, young.text)]).toEqual([true, true]);
    const signed = await runAs(desk.app.platform.db, { kind: 'public' }, (tx) =>
      desk.app.ledger.service.findCheckpoint(tx),
    );
    expect(openCheckpoint(signed?.note ?? '', [young.verifier]).ok).toBe(true);

    const { userId } = await desk.member('admin');
    expect(await traces()).toMatchObject([
      { user_id: userId, access: 'write', target: '2', case_id: null, body_id: null },
    ]);
    expect(await page('officer')).toContain('2 kunci menandatangani bersama sampai');
  });

  it('happens once when the form is sent twice, also at the same moment', async () => {
    const admin = await desk.at('admin');
    const form = (await admin.get(home)).html;
    const answers = await Promise.all([admin.submit(form, send, fresh), admin.submit(form, send, fresh)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect(await keys()).toHaveLength(3);
    const third = await admin.submit(form, send, fresh);
    expect(textOf(third.html)).toContain('Sudah ada kunci yang lebih baru');
    expect(await keys()).toHaveLength(3);
    expect(await traces()).toHaveLength(2);
  });
});
