import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, at, said, startApiDesk } from '../api/api.fixture.ts';

let desk: ApiDesk;
let number: string;
let secret: string;

beforeAll(async () => {
  desk = await startApiDesk();
  number = await desk.caseUpTo('register');
  secret = (await desk.token('officer')).secret;
}, 120_000);
afterAll(() => desk.end());

const words = {
  fakta: 'Tangkapan layar unggahan',
  analisis: 'Perbuatan memenuhi unsur.',
  tempat: 'Arunika',
  penanda_jabatan: 'Ketua',
  penanda_nama: 'Penanda Rekaan',
};

describe('documents by program', () => {
  it('are drafted with words of their own, issued, listed, and downloaded', async () => {
    const path = `/cases/${number}/documents`;
    const kinds = await desk.call(secret, 'GET', `/cases/${number}/document-kinds`);
    const codes = at(kinds, 'items');
    expect(JSON.stringify(codes)).toContain('"kind":"kajian"');
    expect(JSON.stringify(codes)).not.toContain('formulir-laporan');
    const made = await desk.call(secret, 'POST', path, { body: { kind: 'kajian', words } });
    expect([made.status, at(made, 'version')]).toEqual([201, 2]);
    const one = `${path}/${String(at(made, 'id'))}`;
    const draft = await desk.call(secret, 'GET', one);
    expect([at(draft, 'state'), at(draft, 'words', 'analisis'), at(draft, 'number')]).toEqual([
      'draft',
      words.analisis,
      null,
    ]);
    const key = 'kunci-yang-sama-dua-kali';
    const issued = await desk.call(secret, 'POST', `${one}/issue`, { body: { version: 2 }, key });
    expect([issued.status, at(issued, 'number')]).toEqual([201, '001/PP.00.02/BAWASLU-AR/X/2024']);
    // The same key again is the same answer, not a second number.
    expect((await desk.call(secret, 'POST', `${one}/issue`, { body: { version: 2 }, key })).text).toBe(issued.text);
    expect(said(await desk.call(secret, 'POST', `${one}/issue`, { body: { version: 2 } }))).toBe('409 wrong-status');
    const file = await desk.call(secret, 'GET', `${one}/file`);
    const bytes = Buffer.from(String(at(file, 'content')), 'base64');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(at(file, 'sha256'));
    const list = await desk.call(secret, 'GET', path);
    expect(at(list, 'items', 0, 'state')).toBe('issued');
    const check = await desk.app.hono.request(`/periksa/dokumen/${String(at(issued, 'checkCode'))}`);
    expect(check.status).toBe(200);
  });

  it('refuse unknown parts, a version that is not the last, what is missing, and kinds of other roles', async () => {
    const path = `/cases/${number}/documents`;
    expect(said(await desk.call(secret, 'POST', path, { body: { kind: 'kajian', words: { lain: 'x' } } }))).toBe(
      '422 invalid-input',
    );
    expect(said(await desk.call(secret, 'POST', path, { body: { kind: 'panggilan-1' } }))).toBe('403 not-yours');
    const made = await desk.call(secret, 'POST', path, { body: { kind: 'kajian' } });
    const one = `${path}/${String(at(made, 'id'))}`;
    expect(said(await desk.call(secret, 'POST', `${one}/issue`, { body: { version: 9 } }))).toBe('412 changed');
    expect(said(await desk.call(secret, 'POST', `${one}/issue`, { body: { version: 1 } }))).toBe('409 wrong-status');
  });

  it('are not written before it was said that no interest stands in the way', async () => {
    const path = `/cases/${number}/documents`;
    await sql`delete from netra.case_no_stake where case_id = (select id from netra.case_file where number = ${number})`.execute(
      desk.app.owner,
    );
    const draft = () => desk.call(secret, 'POST', path, { body: { kind: 'kajian' }, asks: true });
    expect(said(await draft())).toBe('409 stake-unasked');
    const none = { body: { interest: 'none' }, asks: true } as const;
    expect((await desk.call(secret, 'POST', `/cases/${number}/no-interest`, none)).status).toBeLessThan(300);
    expect((await draft()).status).toBe(201);
  });

  it('never leave where they name the reporter, and do not exist for other offices', async () => {
    const path = `/cases/${number}/documents`;
    expect(said(await desk.call(secret, 'POST', path, { body: { kind: 'pemberitahuan-status' } }))).toBe(
      '403 not-yours',
    );
    const member = await desk.member('officer');
    const view = await desk.app.cases.readModel.findCase(member, number);
    if (view === undefined) throw new Error('no case');
    const made = await desk.app.documents.service.draft(member, view, {
      kind: 'tanda-terima-laporan',
      position: null,
      identityReason: null,
    });
    const id = made.ok ? made.value.id : '';
    for (const rest of [`/${id}`, `/${id}/file`])
      expect(said(await desk.call(secret, 'GET', `${path}${rest}`))).toBe('404 not-found');
    expect((await desk.call(secret, 'GET', path)).text).not.toContain(id);
    const other = (await desk.token('verifier')).secret;
    for (const rest of ['documents', 'document-kinds'])
      expect(said(await desk.call(other, 'GET', `/cases/${number}/${rest}`))).toBe('404 not-found');
  });

  it('hold their words back from a token without the scope for names', async () => {
    const { secret: blind } = await desk.token('colleague', { scopes: ['cases:read'] });
    const list = await desk.call(blind, 'GET', `/cases/${number}/documents`);
    const one = `/cases/${number}/documents/${String(at(list, 'items', 0, 'id'))}`;
    const read = await desk.call(blind, 'GET', one);
    expect([read.status, at(read, 'words')]).toEqual([200, null]);
    expect(said(await desk.call(blind, 'GET', `${one}/file`))).toBe('403 scope-missing');
  });
});
