import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { secrets } from '../cases/desk.fixture.ts';
import { type ApiDesk, at, said, startApiDesk } from './api.fixture.ts';

let desk: ApiDesk;
let officer: string;

beforeAll(async () => {
  desk = await startApiDesk();
  officer = (await desk.token('officer')).secret;
}, 120_000);
afterAll(() => desk?.end());

const reason = 'Syarat formal dan materiel terpenuhi.';

describe('a token', () => {
  it('tells what it is', async () => {
    const told = await desk.call(officer, 'GET', '/token');
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({
      name: 'Sistem officer',
      role: 'officer',
      office: { id: desk.country.bodies.bawasluCity.id },
    });
    expect(told.text).not.toContain(officer.slice(6));
  });

  it('is missing, unknown, mistyped, expired or revoked: each has its own refusal, and none of them gets in', async () => {
    expect(said(await desk.call(null, 'GET', '/cases'))).toBe('401 unauthorized');
    expect(said(await desk.call('netra_nothing', 'GET', '/cases'))).toBe('401 token-invalid');
    expect(said(await desk.call(`${officer.slice(0, -1)}${officer.endsWith('x') ? 'y' : 'x'}`, 'GET', '/cases'))).toBe(
      '401 token-invalid',
    );
    const { id, secret } = await desk.token('officer');
    expect((await desk.call(secret, 'GET', '/cases')).status).toBe(200);
    await sql`update netra.api_token set issued_at = now() - interval '40 days', expires_at = now() - interval '1 second' where id = ${id}::uuid`.execute(
      desk.app.owner,
    );
    expect(said(await desk.call(secret, 'GET', '/cases'))).toBe('401 token-expired');
    const other = await desk.token('officer');
    expect(await desk.app.api.tokens.revoke(await desk.member('officer'), other.id)).toBe(true);
    expect(said(await desk.call(other.secret, 'GET', '/cases'))).toBe('401 token-revoked');
  });

  it('that was stolen is worth nothing after it was revoked, or after its duty was ended by hand', async () => {
    const number = await desk.caseUpTo('facts');
    const { id, secret } = await desk.token('officer');
    expect((await desk.call(secret, 'GET', `/cases/${number}`)).status).toBe(200);
    expect(await desk.app.api.tokens.revoke(await desk.member('admin'), id)).toBe(true);
    const tried = await desk.call(secret, 'POST', `/cases/${number}/actions`, {
      body: { type: 'register', reason },
      seq: await desk.seqOf(number),
    });
    expect(said(tried)).toBe('401 token-revoked');

    const ended = await desk.token('officer');
    await sql`update netra.member set valid_until = current_date - 1 where user_id = (select user_id from netra.api_token where id = ${ended.id}::uuid)`.execute(
      desk.app.owner,
    );
    expect(said(await desk.call(ended.secret, 'GET', `/cases/${number}`))).toBe('401 token-revoked');
    expect(await desk.seqOf(number)).toBe(2);
  });

  it('lies in the database as a hash only, and its person can neither sign in nor be given a session', async () => {
    const { id, secret } = await desk.token('officer');
    const { rows } = await sql<{
      all: string;
      user_id: string;
    }>`select to_jsonb(t)::text as all, user_id from netra.api_token t where id = ${id}::uuid`.execute(desk.app.owner);
    expect(rows[0]?.all).not.toContain(secret.slice(6, 20));
    const user = rows[0]?.user_id ?? '';
    await expect(
      sql`insert into auth.auth_session (token, user_id, expires_at, updated_at) values ('x', ${user}::uuid, now() + interval '1 hour', now())`.execute(
        desk.app.owner,
      ),
    ).rejects.toThrow('a token does not sign in');
    await expect(
      sql`insert into auth.auth_account (account_id, provider_id, user_id, updated_at) values ('x', 'credential', ${user}::uuid, now())`.execute(
        desk.app.owner,
      ),
    ).rejects.toThrow('a token does not sign in');
  });

  it('does only what it was ticked for', async () => {
    const { secret } = await desk.token('officer', { scopes: ['media:read'] });
    const tried = await desk.call(secret, 'GET', '/cases');
    expect(said(tried)).toBe('403 scope-missing');
    expect(at(tried, 'detail')).toBe('cases:read');
  });

  it('is not a cookie: a signed-in browser without a token is nobody here', async () => {
    const { cookie } = await desk.at('officer');
    const asked = await desk.app.hono.request('/api/v1/cases', { headers: { cookie } });
    expect(asked.status).toBe(401);
    expect(asked.headers.get('set-cookie')).toBeNull();
  });
});

describe('issuing', () => {
  const wish = () => ({
    bodyId: desk.country.bodies.bawasluCity.id,
    role: 'officer' as const,
    name: 'Sistem baru',
    scopes: ['cases:read'] as const,
    days: 30,
  });

  it('is done by the office for tokens that reach cases: an administrator who asks for one cannot use it', async () => {
    const admin = await desk.member('admin');
    const { tokens } = desk.app.api;
    const asked = await tokens.ask(admin, wish());
    if (!asked.ok) throw new Error(asked.error);
    expect((await tokens.issue(admin, asked.value.id, false)).ok).toBe(false);
    expect((await tokens.issue(await desk.member('stranger'), asked.value.id, false)).ok).toBe(false);
    expect((await tokens.issue(await desk.member('verifier'), asked.value.id, false)).ok).toBe(false);
    // Past the application: the database refuses as well.
    const issue = (who: string) =>
      runAs(desk.app.platform.db, { kind: 'member', userId: who }, (tx) =>
        sql`select * from netra.issue_api_token(${asked.value.id}::uuid, '\\x01', 'abcd', array['cases:read'], ${randomUUID()}::uuid, ${randomUUID()}::uuid)`.execute(
          tx,
        ),
      );
    await expect(issue(admin.userId)).rejects.toThrow('by the office');
    expect((await tokens.issue(await desk.member('colleague'), asked.value.id, false)).ok).toBe(true);
    expect((await tokens.issue(await desk.member('officer'), asked.value.id, false)).ok).toBe(false);
  });

  it('adds the words of reporters only when an officer of the office says so', async () => {
    const admin = await desk.member('admin');
    const { tokens } = desk.app.api;
    const wanted = await tokens.ask(admin, { ...wish(), scopes: ['cases:read', 'reports:read'] });
    expect(wanted.ok).toBe(false);
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId: admin.userId }, (tx) =>
        tx
          .insertInto('api_token')
          .values({
            id: randomUUID(),
            body_id: wish().bodyId,
            role: 'officer',
            name: 'Diam-diam',
            scopes: ['reports:read'],
            days: 3,
            asked_by: admin.userId,
          })
          .execute(),
      ),
    ).rejects.toThrow('row-level security');
    const verifier = await desk.member('verifier');
    const forVerifier = await tokens.ask(admin, { ...wish(), bodyId: desk.country.bodies.satgas.id, role: 'verifier' });
    if (!forVerifier.ok) throw new Error(forVerifier.error);
    await tokens.issue(verifier, forVerifier.value.id, true);
    expect((await tokens.find(verifier, forVerifier.value.id))?.scopes).toEqual(['cases:read']);
  });

  it('gives no token a scope that its role does not have, and no office a role it does not have', async () => {
    const admin = await desk.member('admin');
    const { tokens } = desk.app.api;
    expect(await tokens.ask(admin, { ...wish(), scopes: ['law:write'] })).toEqual({
      ok: false,
      error: 'scope-does-not-fit',
    });
    expect(await tokens.ask(admin, { ...wish(), role: 'verifier' })).toEqual({ ok: false, error: 'role-does-not-fit' });
    expect(await tokens.ask(admin, { ...wish(), scopes: [] })).toEqual({ ok: false, error: 'no-scope' });
  });

  it('is no business of whoever is no administrator', async () => {
    const person = await desk.member('officer');
    await expect(desk.app.api.tokens.ask(person, wish())).rejects.toThrow('row-level security');
  });
});

describe('reading cases', () => {
  it('shows the queue and the case as the pages do, with ETag, and records the reading', async () => {
    const number = await desk.caseUpTo('study');
    const queue = await desk.call(officer, 'GET', '/cases?limit=200');
    expect(queue.status).toBe(200);
    expect(queue.text).toContain(number);
    const one = await desk.call(officer, 'GET', `/cases/${number.toLowerCase()}`);
    expect(one.status).toBe(200);
    expect(one.headers.get('etag')).toBe('"4"');
    expect(one.body).toMatchObject({
      number,
      status: 'studied',
      lastStep: 4,
      chain: { ok: true },
      facts: { act: { kind: 'social-engagement' } },
    });
    expect(at(one, 'actions')).toContain('record-study');
    // A person does, no program.
    expect(at(one, 'actions')).not.toContain('conclude');
    expect(at(one, 'accused', 0, 'name')).toBe('Terlapor Rekaan');
    expect(at(one, 'assessment', 'outcome')).toBeTypeOf('string');
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from netra.audit a join netra.case_file f on f.id = a.case_id join auth.auth_user u on u.id = a.user_id
      where f.number = ${number} and a.what = 'case.view' and u.email like 'token-%@api.invalid'`.execute(
      desk.app.owner,
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('gives names of the accused only with their scope', async () => {
    const number = await desk.caseUpTo('facts');
    const { secret } = await desk.token('officer', { scopes: ['cases:read'] });
    const one = await desk.call(secret, 'GET', `/cases/${number}`);
    expect(at(one, 'accused', 0, 'name')).toBeNull();
    expect(one.text).not.toContain('Terlapor Rekaan');
  });

  it('is a case that does not exist for offices it does not concern, in the same words', async () => {
    const number = await desk.caseUpTo('facts');
    const stranger = (await desk.token('stranger')).secret;
    const there = await desk.call(stranger, 'GET', `/cases/${number}`);
    const nowhere = await desk.call(stranger, 'GET', '/cases/K7M-4QX-92');
    expect(said(there)).toBe('404 not-found');
    expect({ ...Object(there.body), requestId: '' }).toEqual({ ...Object(nowhere.body), requestId: '' });
    expect((await desk.call(stranger, 'GET', '/cases?limit=200')).text).not.toContain(number);
  });

  it('gives words of reporters with their own scope only, and identities never', async () => {
    const number = await desk.caseUpTo('facts');
    expect(said(await desk.call(officer, 'GET', `/cases/${number}/report`))).toBe('403 scope-missing');
    const { id, secret } = await desk.token('officer', { reports: true });
    const words = await desk.call(secret, 'GET', `/cases/${number}/report`);
    expect(words.status).toBe(200);
    expect(at(words, 'story')).toBe(secrets.story);
    for (const hidden of [secrets.name, secrets.address, 'sunyi']) expect(words.text).not.toContain(hidden);

    // Past the application: the database gives no token an identity, and without the scope no key.
    const { rows } = await sql<{ user_id: string }>`select user_id from netra.api_token where id = ${id}::uuid`.execute(
      desk.app.owner,
    );
    const seen = await runAs(desk.app.platform.db, { kind: 'member', userId: rows[0]?.user_id ?? '' }, async (tx) => ({
      identities: await tx.selectFrom('report_identity').select('report_id').execute(),
      words: await tx.selectFrom('report_words').select('report_id').limit(1).execute(),
    }));
    expect(seen.identities).toEqual([]);
    expect(seen.words).toHaveLength(1);
    const plain = await desk.token('officer');
    const key = await runAs(desk.app.platform.db, { kind: 'member', userId: await userOf(plain.id) }, (tx) =>
      sql<{
        key: Buffer | null;
      }>`select netra.seal_private_key(${desk.country.bodies.bawasluCity.id}::uuid) as key`.execute(tx),
    );
    expect(key.rows[0]?.key).toBeNull();
  });

  it('lets nothing out that its schema does not name', async () => {
    const number = await desk.caseUpTo('facts');
    const planted = 'RAHASIA-YANG-DITANAM';
    await sql`alter table netra.case_event_content disable trigger all`.execute(desk.app.owner);
    await sql`update netra.case_event_content c set content = c.content || jsonb_build_object('secretNote', ${planted}::text) from netra.case_file f where f.id = c.case_id and f.number = ${number}`.execute(
      desk.app.owner,
    );
    await sql`alter table netra.case_event_content enable trigger all`.execute(desk.app.owner);
    const one = await desk.call(officer, 'GET', `/cases/${number}`);
    expect(one.status).toBe(200);
    expect(one.text).not.toContain(planted);
    expect(at(one, 'chain')).toEqual({ ok: false, brokenAt: 2 });
  });
});

describe('looking for a name', () => {
  it('finds the cases that the office may read, keeps the name out of every address and log, and tells other offices nothing', async () => {
    const number = await desk.report();
    const accused = [{ name: 'Wirabuana Sasmitaloka', post: 'Lurah', unitName: 'Kelurahan Rekaan', status: 'pns' }];
    const facts = {
      type: 'complete-facts',
      summary: 'Terlapor menyukai unggahan calon pada masa kampanye.',
      act: { kind: 'social-engagement', on: '2024-10-01', public: true, aimOfSupport: true },
      beneficiary: 'person',
      accused,
    };
    const written = await desk.call(officer, 'POST', `/cases/${number}/actions`, {
      body: facts,
      seq: await desk.seqOf(number),
    });
    expect(written.status, written.text).toBe(201);
    const find = (secret: string, name: string) => desk.call(secret, 'POST', '/cases/by-name', { body: { name } });
    const exact = await find(officer, 'Wirabuana Sasmitaloka');
    expect(exact.text).toContain(number);
    expect(exact.text).not.toContain('Wirabuana');
    for (const who of ['verifier', 'authority'] as const)
      expect(at(await find((await desk.token(who)).secret, 'Wirabuana Sasmitaloka'), 'items')).toEqual([]);
    const without = (await desk.token('officer', { scopes: ['cases:read'] })).secret;
    expect(said(await find(without, 'Wirabuana Sasmitaloka'))).toBe('403 scope-missing');
    expect(said(await find(officer, 'x'))).toBe('422 invalid-input');
    expect(desk.app.logged.join('')).not.toMatch(/wirabuana/i);
  });
});

describe('acting on cases', () => {
  it('asks before the first act of a program whether an interest stands in the way', async () => {
    const number = await desk.report(true, true);
    const body = {
      type: 'keep-as-information',
      reason: 'Belum memenuhi syarat formal dan materiel.',
    };
    const seq = await desk.seqOf(number);
    const act = () => desk.call(officer, 'POST', `/cases/${number}/actions`, { body, seq, asks: true });
    expect(said(await act())).toBe('409 stake-unasked');
    const none = { body: { interest: 'none' }, seq };
    expect((await desk.call(officer, 'POST', `/cases/${number}/no-interest`, none)).status).toBe(201);
    expect(said(await act())).not.toContain('stake-unasked');
  });

  const act = async (secret: string, number: string, body: unknown, seq?: number) =>
    desk.call(secret, 'POST', `/cases/${number}/actions`, { body, seq: seq ?? (await desk.seqOf(number)) });

  it('goes the whole way from report to decision, each office with its own token', async () => {
    const { satgas, bkn, ppkCity } = desk.country.bodies;
    const [verifier, conveyor, authority] = await Promise.all(
      (['verifier', 'conveyor', 'authority'] as const).map(async (who) => (await desk.token(who)).secret),
    );
    const number = await desk.report();
    const facts = {
      type: 'complete-facts',
      summary: 'Terlapor menyukai unggahan calon pada masa kampanye.',
      act: { kind: 'social-engagement', on: '2024-10-01', public: true, aimOfSupport: true },
      beneficiary: 'person',
      accused: [{ name: 'Terlapor Rekaan', post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' }],
    };
    const steps: readonly (readonly [string, unknown])[] = [
      [officer, facts],
      [officer, { type: 'register', reason }],
      [officer, { type: 'extend-handling', basis: 'UU 10/2016 ps 134(6)', reason }],
      [
        officer,
        {
          type: 'record-study',
          text: 'Kajian: perbuatan itu memenuhi unsur yang diatur dalam baris B6.',
          rows: ['B6'],
          level: 'berat',
        },
      ],
      [officer, { type: 'conclude', proven: true, reason }],
      [officer, { type: 'submit', toOfficeId: satgas.id, reason }],
      [verifier ?? '', { type: 'accept-handover', interest: 'none' }],
      [verifier ?? '', { type: 'verify', reason }],
      [officer, { type: 'confirm-study', toOfficeId: bkn.id, reason }],
      [conveyor ?? '', { type: 'convey', toOfficeId: ppkCity.id, reason }],
      [
        authority ?? '',
        {
          type: 'record-decision',
          outcome: 'sanction',
          option: 'turun_jabatan_12',
          decisionNumber: '800/1/2024',
          decidedOn: '2024-10-04',
          reason,
        },
      ],
    ];
    const { examination } = await import('../cases/desk.fixture.ts');
    for (const [secret, body] of steps) {
      // What a person decides and answers for, no program does.
      const type: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'type') : undefined;
      if (type === 'conclude' || type === 'record-decision') {
        const before = await desk.stored(number);
        expect(said(await act(secret, number, body))).toBe('409 not-possible');
        expect(await desk.stored(number)).toEqual(before);
        if (type === 'conclude') await desk.walk(number, ['officer', { type, proven: true, reason }]);
        else
          await desk.walk(number, ...examination, [
            'authority',
            {
              type,
              outcome: 'sanction',
              option: 'turun_jabatan_12',
              decisionNumber: '800/1/2024',
              decidedOn: '2024-10-04',
              reason,
            },
          ]);
        continue;
      }
      const done = await act(secret, number, body);
      expect(
        `${JSON.stringify(body).slice(0, 40)} ${said(done)} ${JSON.stringify(at(done, 'errors') ?? at(done, 'detail') ?? '')}`,
      ).toContain(' 201 ');
      expect(done.headers.get('etag')).toBe(`"${await desk.seqOf(number)}"`);
      expect(done.headers.get('location')).toBe(`/api/v1/cases/${number}`);
    }
    const after = await desk.call(officer, 'GET', `/cases/${number}`);
    expect(after.body).toMatchObject({ status: 'decided', chain: { ok: true } });
    // What others decided after it let go, the sender does not read.
    expect(at(after, 'steps', 13, 'content')).toBeNull();
    expect(at(after, 'steps', 13, 'hidden')).toBe(true);
  });

  it('refuses what the status, the role or the place does not allow, as the desk does', async () => {
    const number = await desk.report();
    expect(said(await act(officer, number, { type: 'register', reason }))).toBe('409 facts-missing');
    expect(said(await act(officer, number, { type: 'verify', reason }))).toBe('403 not-yours');
    expect(said(await act(officer, number, { type: 'conclude', proven: true, reason }))).toBe('409 not-possible');
    const overseer = await desk.token('overseer');
    expect(said(await act(overseer.secret, number, { type: 'register', reason }))).toBe('403 scope-missing');
    const submitted = await desk.caseUpTo('submit');
    expect(said(await act(officer, submitted, { type: 'verify', reason }))).toBe('403 not-yours');
    const concluded = await desk.caseUpTo('conclude');
    expect(
      said(await act(officer, concluded, { type: 'submit', toOfficeId: desk.country.bodies.bkn.id, reason })),
    ).toBe('409 wrong-receiver');
    const information = await desk.report(false);
    await desk.walk(information, ['officer', (await import('../cases/desk.fixture.ts')).facts]);
    expect(said(await act(officer, information, { type: 'register', reason }))).toBe('409 wrong-status');
    expect(said(await act((await desk.token('stranger')).secret, number, { type: 'register', reason }))).toBe(
      '404 not-found',
    );
  });

  it('is refused when somebody was faster, and stores nothing', async () => {
    const number = await desk.caseUpTo('facts');
    const before = await desk.stored(number);
    const late = await act(officer, number, { type: 'register', reason }, 1);
    expect(said(late)).toBe('412 changed');
    expect(late.headers.get('etag')).toBe('"2"');
    expect(await desk.stored(number)).toEqual(before);
    const blind = await desk.call(officer, 'POST', `/cases/${number}/actions`, { body: { type: 'register', reason } });
    expect(said(blind)).toBe('428 precondition-missing');
    const odd = await desk.call(officer, 'POST', `/cases/${number}/actions`, {
      body: { type: 'register', reason },
      headers: { 'if-match': '*' },
    });
    expect(said(odd)).toBe('422 invalid-input');
  });

  it('points at what is wrong, in the language asked for', async () => {
    const number = await desk.report();
    const wrong = {
      type: 'complete-facts',
      summary: 'Terlapor menyukai unggahan calon pada masa kampanye.',
      act: { kind: 'social-engagement', on: '2031-01-01' },
      accused: [{ post: 'Camat', unitName: 'Kecamatan', status: 'pns', extra: 1 }],
    };
    const shape = await act(officer, number, wrong);
    expect(said(shape)).toBe('422 invalid-input');
    expect(at(shape, 'errors')).toEqual([{ in: 'body', pointer: '/accused/0/extra', message: 'bukan isian di sini' }]);
    const { extra: _, ...person } = wrong.accused[0] ?? { extra: 0 };
    const meant = await desk.call(officer, 'POST', `/cases/${number}/actions`, {
      body: { ...wrong, accused: [person] },
      seq: 1,
      headers: { 'accept-language': 'en-GB,en;q=0.9,id;q=0.5' },
    });
    expect(said(meant)).toBe('422 invalid-input');
    expect(at(meant, 'title')).toBe('Some input cannot be used');
    expect(at(meant, 'errors', 0, 'pointer')).toBe('/act/on');
    expect(meant.headers.get('content-language')).toBe('en');
    expect(at(shape, 'type')).toBe('http://127.0.0.1/api/problems/invalid-input');
  });
});

describe('an Idempotency-Key', () => {
  it('makes a repeated action happen once, with the same answer', async () => {
    const number = await desk.caseUpTo('facts');
    const key = randomUUID();
    const send = () =>
      desk.call(officer, 'POST', `/cases/${number}/actions`, { body: { type: 'register', reason }, seq: 2, key });
    const first = await send();
    const again = await send();
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('etag')).toBe('"3"');
    expect(await desk.seqOf(number)).toBe(3);
  });

  it('has exactly one effect when twelve requests come at once', async () => {
    const number = await desk.caseUpTo('facts');
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        desk.call(officer, 'POST', `/cases/${number}/actions`, { body: { type: 'register', reason }, seq: 2, key }),
      ),
    );
    expect(answers.map((one) => one.status)).toEqual(Array.from({ length: 12 }, () => 201));
    expect(answers.filter((one) => one.headers.get('idempotent-replayed') === null)).toHaveLength(1);
    expect(await desk.seqOf(number)).toBe(3);
  });

  it('is good for one request: another body or another address is refused', async () => {
    const number = await desk.caseUpTo('facts');
    const other = await desk.caseUpTo('facts');
    const key = randomUUID();
    await desk.call(officer, 'POST', `/cases/${number}/actions`, { body: { type: 'register', reason }, seq: 2, key });
    const changed = await desk.call(officer, 'POST', `/cases/${number}/actions`, {
      body: { type: 'register', reason: `${reason} Juga.` },
      seq: 2,
      key,
    });
    expect(said(changed)).toBe('422 idempotency-key-reused');
    const elsewhere = await desk.call(officer, 'POST', `/cases/${other}/actions`, {
      body: { type: 'register', reason },
      seq: 2,
      key,
    });
    expect(said(elsewhere)).toBe('422 idempotency-key-reused');
    expect(await desk.seqOf(other)).toBe(2);
  });

  it('is needed, and belongs to its token: the same key of another is another', async () => {
    const number = await desk.caseUpTo('facts');
    const none = await desk.call(officer, 'POST', `/cases/${number}/actions`, {
      body: { type: 'register', reason },
      seq: 2,
      key: null,
    });
    expect(said(none)).toBe('400 idempotency-key-missing');
    const second = (await desk.token('officer')).secret;
    const key = randomUUID();
    const mine = await desk.call(officer, 'POST', `/cases/${number}/actions`, {
      body: { type: 'register', reason },
      seq: 2,
      key,
    });
    const theirs = await desk.call(second, 'POST', `/cases/${number}/actions`, {
      body: { type: 'register', reason },
      seq: 2,
      key,
    });
    expect([said(mine), said(theirs)]).toEqual(['201', '412 changed']);
  });

  it('of a refused request may be used again, since nothing happened', async () => {
    const number = await desk.report();
    const key = randomUUID();
    const early = await desk.call(officer, 'POST', `/cases/${number}/actions`, {
      body: { type: 'register', reason },
      seq: 1,
      key,
    });
    expect(said(early)).toBe('409 facts-missing');
    await desk.walk(number, ['officer', (await import('../cases/desk.fixture.ts')).facts]);
    const later = await desk.call(officer, 'POST', `/cases/${number}/actions`, {
      body: { type: 'register', reason },
      seq: 2,
      key,
    });
    expect(later.status).toBe(201);
  });

  it('and its answer are saved with the effect or not at all', async () => {
    const number = await desk.caseUpTo('facts');
    const key = randomUUID();
    const send = () =>
      desk.call(officer, 'POST', `/cases/${number}/actions`, { body: { type: 'register', reason }, seq: 2, key });
    // The answer cannot be kept: as if the process had been killed between effect and answer.
    await sql`revoke update on netra.api_answer from ${sql.raw(await roleOf())}`.execute(desk.app.owner);
    expect(said(await send())).toBe('500 internal');
    expect(await desk.seqOf(number)).toBe(2);
    await sql`grant update (answer) on netra.api_answer to ${sql.raw(await roleOf())}`.execute(desk.app.owner);
    expect((await send()).status).toBe(201);
    const { rows } = await sql<{ answer: Buffer }>`select answer from netra.api_answer where key = ${key}`.execute(
      desk.app.owner,
    );
    expect(rows[0]?.answer.toString('latin1')).not.toContain(number);
  });
});

describe('lists', () => {
  it('go on where they stopped, also when cases come in meanwhile, and show none twice', async () => {
    const first = await desk.call(officer, 'GET', '/cases?limit=3');
    const seen: string[] = [];
    let page = first;
    for (let n = 0; n < 60; n += 1) {
      const items = at(page, 'items');
      if (Array.isArray(items)) seen.push(...items.map((one: unknown) => String(Reflect.get(Object(one), 'number'))));
      const next = at(page, 'next');
      if (typeof next !== 'string') break;
      expect(page.headers.get('link')).toContain('rel="next"');
      if (n === 1) await desk.report();
      page = await desk.call(officer, 'GET', `/cases?limit=3&cursor=${encodeURIComponent(next)}`);
      expect(page.status).toBe(200);
    }
    expect(new Set(seen).size).toBe(seen.length);
    const { rows } = await sql<{
      number: string;
    }>`select number from netra.case_file where closed_at is null and status <> 'information' and holder_body_id = ${desk.country.bodies.bawasluCity.id}::uuid`.execute(
      desk.app.owner,
    );
    expect(rows.filter(({ number }) => !seen.includes(number)).length).toBeLessThanOrEqual(1);
    expect(first.headers.get('link')).toContain('rel="first"');
  });

  it('take no cursor of another list, another filter, another token, or one that was changed', async () => {
    const next = String(at(await desk.call(officer, 'GET', '/cases?limit=1'), 'next'));
    const other = (await desk.token('officer')).secret;
    const tried = await Promise.all([
      desk.call(officer, 'GET', `/cases?view=late&cursor=${next}`),
      desk.call(officer, 'GET', `/limits?cursor=${next}`),
      desk.call(other, 'GET', `/cases?cursor=${next}`),
      desk.call(officer, 'GET', `/cases?cursor=${next.slice(0, -2)}AA`),
      desk.call(officer, 'GET', '/cases?cursor=nonsense'),
    ]);
    expect(tried.map(said)).toEqual(Array.from({ length: 5 }, () => '400 invalid-cursor'));
    expect(said(await desk.call(officer, 'GET', '/cases?limit=201'))).toBe('422 invalid-input');
    expect(said(await desk.call(officer, 'GET', '/cases?limit=1&limit=2'))).toBe('422 invalid-input');
    expect(said(await desk.call(officer, 'GET', '/cases?sort=up'))).toBe('422 invalid-input');
  });

  it('hold limits and hand-overs of the own office', async () => {
    const number = await desk.caseUpTo('submit');
    const verifier = (await desk.token('verifier')).secret;
    const sent = await desk.call(officer, 'GET', '/handovers?direction=out&limit=200');
    expect(sent.text).toContain(number);
    const came = await desk.call(verifier, 'GET', '/handovers?limit=200');
    expect(came.text).toContain(number);
    const limits = await desk.call(verifier, 'GET', '/limits?limit=200');
    expect(limits.text).toContain(number);
    const all = at(sent, 'items');
    const mine = (Array.isArray(all) ? all : []).find((one: unknown) => Reflect.get(Object(one), 'case') === number);
    expect(mine).toMatchObject({ openedAt: null, direction: 'out' });
    const step = Number(Reflect.get(Object(mine), 'step'));
    const opened = await desk.call(verifier, 'POST', `/handovers/${number}/${step}/open`);
    expect(at(opened, 'openedAt')).toBeTypeOf('string');
    expect(said(await desk.call(officer, 'POST', `/handovers/${number}/${step}/open`))).toBe('404 not-found');
    await desk.app.ledger.service.begin();
    await desk.app.ledger.service.sealNow();
    const receipt = await desk.call(officer, 'GET', `/handovers/${number}/${step}/receipts/sent`);
    expect(at(receipt, 'state')).toBe('sealed');
    expect(at(receipt, 'receipt')).toBeTypeOf('string');
    const history = await desk.call(officer, 'GET', `/cases/${number}/history`);
    expect(String(at(history, 'file'))).toContain('{');
  });
});

describe('whatever is asked', () => {
  it('is answered as problem+json with a code, a title, a request id and nothing else', async () => {
    const { secret } = await desk.token('officer');
    const cases: readonly (readonly [string, () => Promise<Response>])[] = [
      ['404 not-found', () => fetchApi('/nothing/here')],
      ['405 method-not-allowed', () => fetchApi('/cases', { method: 'PUT' })],
      ['405 method-not-allowed', () => fetchApi('/cases', { method: 'OPTIONS' })],
      ['406 not-acceptable', () => fetchApi('/law/rules', { headers: { accept: 'text/html' } })],
      [
        '400 invalid-json',
        () => fetchApi('/law/assess', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }),
      ],
      [
        '415 unsupported-media-type',
        () =>
          fetchApi('/law/assess', {
            method: 'POST',
            body: 'a=1',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          }),
      ],
      [
        '413 too-large',
        () =>
          fetchApi('/law/triage', {
            method: 'POST',
            body: JSON.stringify({ text: 'a'.repeat(600_000) }),
            headers: { 'content-type': 'application/json' },
          }),
      ],
      [
        '422 invalid-input',
        () =>
          fetchApi('/law/assess', {
            method: 'POST',
            body: '{"act":{}}',
            headers: { 'content-type': 'application/json' },
          }),
      ],
      ['401 token-invalid', () => fetchApi('/cases', { headers: { authorization: 'Bearer x' } })],
      ['404 not-found', () => fetchApi('/media/not-a-uuid', { headers: { authorization: `Bearer ${secret}` } })],
    ];
    for (const [expected, ask] of cases) {
      const response = await ask();
      expect(response.headers.get('content-type'), expected).toBe('application/problem+json; charset=utf-8');
      const body: unknown = await response.json();
      expect(`${response.status} ${String(Reflect.get(Object(body), 'code'))}`).toBe(expected);
      expect(body).toMatchObject({
        status: response.status,
        requestId: expect.stringMatching(/^[0-9a-f]{8}$/),
        title: expect.any(String),
      });
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const put = await fetchApi('/cases', { method: 'PUT' });
    expect(put.headers.get('allow')).toBe('GET, HEAD, POST');
    expect(put.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('tells what is left of the quota, and slows down whoever tries tokens', async () => {
    const asked = await fetchApi('/law/elections');
    expect(asked.headers.get('ratelimit-policy')).toBe('"open";q=300;w=60');
    expect(asked.headers.get('ratelimit')).toMatch(/^"open";r=\d+;t=\d+$/);
    let last = 0;
    for (let n = 0; n < 70 && last !== 429; n += 1)
      last = (await fetchApi('/cases', { headers: { authorization: 'Bearer netra_x' } })).status;
    expect(last).toBe(429);
  });
});

function fetchApi(path: string, init?: RequestInit): Promise<Response> {
  return Promise.resolve(desk.app.hono.request(`/api/v1${path}`, init));
}

async function userOf(tokenId: string): Promise<string> {
  const { rows } = await sql<{
    user_id: string;
  }>`select user_id from netra.api_token where id = ${tokenId}::uuid`.execute(desk.app.owner);
  return rows[0]?.user_id ?? '';
}

async function roleOf(): Promise<string> {
  const { rows } = await sql<{ role: string }>`select current_user as role`.execute(desk.app.platform.db);
  return `"${rows[0]?.role ?? ''}"`;
}
