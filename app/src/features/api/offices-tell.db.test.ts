/** Prevention work, published answers and participants of elections by program, with tokens that were really issued. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Who } from '../cases/desk.fixture.ts';
import { type Answer, type ApiDesk, at, said, startApiDesk } from './api.fixture.ts';

let desk: ApiDesk;
let officer: string;
beforeAll(async () => {
  desk = await startApiDesk();
  officer = (await desk.token('officer')).secret;
}, 120_000);
afterAll(() => desk?.end());

const Items = z.looseObject({ items: z.array(z.looseObject({ id: z.string(), title: z.string().optional() })) });
const itemsOf = (answer: Answer) => Items.parse(answer.body).items;
const idOf = (answer: Answer): string => z.object({ id: z.uuid() }).parse(answer.body).id;
const officeOf = async (who: Who): Promise<string> => (await desk.member(who)).memberships[0]?.bodyId ?? '';

describe('prevention work', () => {
  const meeting = {
    kind: 'meeting',
    election: 'pilkada-2024',
    on: '2024-09-10',
    title: '  Rapat   rahasia kantor ',
    words: 'Isi rapat rekaan',
    presence: [
      { office: 'Dinas Rekaan', people: 12 },
      { office: 'Badan Rekaan', people: 3 },
    ],
    signatories: ['Sekretaris Daerah'],
  };
  const record = (more: object = {}, key = randomUUID(), secret = officer): Promise<Answer> =>
    desk.call(secret, 'POST', '/prevention-work', { body: { ...meeting, ...more }, key });

  it('is recorded with attendance and signatories as the form would, once for each key', async () => {
    const key = randomUUID();
    const title = 'Rapat sekali saja';
    const [first, again] = await Promise.all([record({ title }, key), record({ title }, key)]);
    expect([first.status, again.status]).toEqual([201, 201]);
    const id = idOf(first);
    expect(idOf(again)).toBe(id);
    const found = await desk.app.prevention.service.find(await desk.member('officer'), id);
    expect(found).toMatchObject({
      title,
      people: 15,
      presence: meeting.presence,
      signatories: meeting.signatories,
      bodyId: await officeOf('officer'),
    });
    const listed = itemsOf(await desk.call(officer, 'GET', '/prevention-work?limit=200'));
    expect(listed.filter((one) => one.title === title)).toHaveLength(1);
    expect(said(await record({ title: 'Rapat yang lain' }, key))).toBe('422 idempotency-key-reused');
    const tidied = idOf(await record());
    expect((await desk.app.prevention.service.find(await desk.member('officer'), tidied))?.title).toBe(
      'Rapat rahasia kantor',
    );
  });

  it('that is wrong is refused with the field, and nothing is kept of it', async () => {
    const member = await desk.member('officer');
    const count = () => desk.app.prevention.service.count(member, {});
    const before = await count();
    for (const [more, status] of [
      [{ title: 'x\u200b\u200b' }, '422 invalid-input'],
      [{ election: 'tidak-ada' }, '422 invalid-input'],
      [{ kind: 'pesta' }, '422 invalid-input'],
      [{ presence: [{ office: '💥', people: 1 }] }, '422 invalid-input'],
      [{ presence: [{ office: 'Dinas', people: 0 }] }, '422 invalid-input'],
      [{ presence: Array.from({ length: 2 }, () => ({ office: 'Dinas', people: 999_999 })) }, '422 invalid-input'],
      [{ signatories: ['A'] }, '422 invalid-input'],
      [{ on: '0000-01-01' }, '422 invalid-input'],
      [{ officeId: await officeOf('stranger') }, '422 invalid-input'],
      [{ on: '2031-01-01' }, '409 not-possible'],
    ] as const)
      expect(said(await record(more)), JSON.stringify(more)).toBe(status);
    expect(said(await desk.call(officer, 'POST', '/prevention-work', { body: meeting, key: null }))).toBe(
      '400 idempotency-key-missing',
    );
    expect(await count()).toBe(before);
  });

  it('is seen by the own office and by whoever supervises it; another office finds nothing', async () => {
    const id = idOf(await record());
    const list = async (who: Who) => {
      const { secret } = await desk.token(who);
      return itemsOf(await desk.call(secret, 'GET', '/prevention-work?limit=200')).map((one) => one.id);
    };
    expect(await list('officer')).toContain(id);
    expect(await list('overseer')).toContain(id);
    for (const who of ['stranger', 'authority', 'admin'] as const) expect(await list(who), who).not.toContain(id);
    const stranger = (await desk.token('stranger')).secret;
    const promise = { officeId: await officeOf('stranger'), role: 'Camat', words: 'Menutup', dueOn: '2024-09-20' };
    expect(said(await desk.call(stranger, 'POST', `/prevention-work/${id}/commitments`, { body: promise }))).toBe(
      '404 not-found',
    );
  });

  it('needs its scopes: a token without them is refused, and those who record nothing cannot have the second', async () => {
    const { secret } = await desk.token('officer', { scopes: ['cases:read', 'facilities:read'] });
    const reads = (await desk.token('officer', { scopes: ['prevention:read'] })).secret;
    const id = randomUUID();
    for (const path of ['/prevention-work', '/commitments'])
      expect(said(await desk.call(secret, 'GET', path)), path).toBe('403 scope-missing');
    for (const [path, body] of [
      ['/prevention-work', meeting],
      [`/prevention-work/${id}/commitments`, { officeId: id, role: 'Camat', words: 'Menutup', dueOn: '2024-09-20' }],
      [`/commitments/${id}/followups`, { after: 0, kind: 'kept' }],
    ] as const)
      for (const one of [secret, reads])
        expect(said(await desk.call(one, 'POST', path, { body })), path).toBe('403 scope-missing');
    await expect(desk.token('overseer', { scopes: ['prevention:write'] })).rejects.toThrow('scope-does-not-fit');
    await expect(desk.token('media', { scopes: ['prevention:read'] })).rejects.toThrow('scope-does-not-fit');
  });

  it('is listed by kind, election and days, in pages that nothing new moves', async () => {
    for (const on of ['2024-05-01', '2024-05-02', '2024-05-02', '2024-05-03']) await record({ kind: 'education', on });
    const filter = '/prevention-work?kind=education&election=pilkada-2024&from=2024-05-01&until=2024-05-03&limit=1';
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await desk.call(officer, 'GET', `${filter}${cursor}`);
      seen.push(...itemsOf(page).map((one) => one.id));
      await record({ kind: 'education', on: '2024-05-03', title: 'Datang sementara itu' });
      const next = at(page, 'next');
      cursor = next === null ? '' : `&cursor=${String(next)}`;
    } while (cursor !== '' && seen.length < 20);
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
    for (const none of ['?kind=risk&from=2024-05-01&until=2024-05-03', '?election=lain', '?until=0000-01-01'])
      expect(itemsOf(await desk.call(officer, 'GET', `/prevention-work${none}`)), none).toEqual([]);
    expect(said(await desk.call(officer, 'GET', '/prevention-work?from=kemarin'))).toBe('422 invalid-input');
  });

  it('has commitments, which both offices follow up until they are kept', async () => {
    const work = idOf(await record({ title: 'Rapat dengan janji' }));
    const path = `/prevention-work/${work}/commitments`;
    const authority = (await desk.token('authority')).secret;
    const body = {
      officeId: await officeOf('authority'),
      role: 'Kepala Bagian Umum',
      words: 'Menutup peminjaman aula',
      dueOn: '2024-09-20',
    };
    expect(said(await desk.call(officer, 'POST', path, { body: { ...body, dueOn: '2024-09-01' } }))).toBe(
      '409 not-possible',
    );
    expect(said(await desk.call(officer, 'POST', path, { body: { ...body, officeId: randomUUID() } }))).toBe(
      '404 not-found',
    );
    const key = randomUUID();
    const made = await desk.call(officer, 'POST', path, { body, key });
    expect(made.status).toBe(201);
    expect(idOf(await desk.call(officer, 'POST', path, { body, key }))).toBe(idOf(made));
    for (const dueOn of ['2024-09-21', '2024-09-20'])
      expect((await desk.call(officer, 'POST', path, { body: { ...body, dueOn } })).status).toBe(201);
    const list = (secret: string, rest = '') => desk.call(secret, 'GET', `/commitments?work=${work}${rest}`);
    const all = await list(authority);
    expect(itemsOf(all)).toHaveLength(3);
    const walked: string[] = [];
    let next: unknown = '';
    while (next !== null) {
      const page = await list(authority, `&limit=1${next === '' ? '' : `&cursor=${String(next)}`}`);
      walked.push(...itemsOf(page).map((one) => one.id));
      next = at(page, 'next');
    }
    expect(walked).toEqual(itemsOf(all).map((one) => one.id));
    const mine = () => list(authority).then((answer) => itemsOf(answer).find((one) => one.id === idOf(made)));
    expect(await mine()).toMatchObject({ standing: 'overdue', dueOn: '2024-09-20', followups: [] });
    const stranger = (await desk.token('stranger')).secret;
    expect(itemsOf(await list(stranger))).toEqual([]);
    expect(itemsOf(await list(officer, `&office=${await officeOf('stranger')}`))).toEqual([]);

    const follow = (secret: string, more: object, once = randomUUID()) =>
      desk.call(secret, 'POST', `/commitments/${idOf(made)}/followups`, { body: more, key: once });
    expect(said(await follow(stranger, { after: 0, kind: 'kept' }))).toBe('404 not-found');
    const newDueOn = '2031-01-31';
    for (const wrong of [
      { after: 0, kind: 'moved', words: 'Menunggu surat' },
      { after: 0, kind: 'missed' },
      { after: 0, kind: 'kept', newDueOn },
    ])
      expect(said(await follow(authority, wrong))).toBe('422 invalid-input');
    expect(said(await follow(authority, { after: 0, kind: 'moved', words: 'Menunggu', newDueOn: '2024-09-01' }))).toBe(
      '409 not-possible',
    );
    const once = randomUUID();
    const moved = { after: 0, kind: 'moved', words: 'Menunggu surat', newDueOn };
    expect([(await follow(authority, moved, once)).status, (await follow(authority, moved, once)).status]).toEqual([
      201, 201,
    ]);
    // What the office that promised writes is a wish: the day stays until the other one agrees.
    expect(await mine()).toMatchObject({ standing: 'overdue', dueOn: '2024-09-20', wishedDueOn: newDueOn });
    // Whoever has not read the last follow-up writes none.
    expect(said(await follow(officer, { after: 0, kind: 'kept' }))).toBe('409 not-possible');
    expect((await follow(officer, { after: 1, kind: 'kept' })).status).toBe(201);
    expect(said(await follow(authority, { after: 2, kind: 'missed', words: 'Ternyata tidak' }))).toBe(
      '409 not-possible',
    );
    expect(await mine()).toMatchObject({ standing: 'kept', followups: [{ kind: 'moved' }, { kind: 'kept' }] });
  });

  it('that a person of the office recorded takes a commitment by program, as from a colleague; a program of another office finds nothing', async () => {
    const person = await desk.member('officer');
    const made = await desk.app.prevention.service.record(person, randomUUID(), {
      bodyId: await officeOf('officer'),
      electionId: 'pilkada-2024',
      kind: 'meeting',
      onDay: '2024-09-10',
      title: 'Rapat seseorang',
      words: '',
      people: null,
      presence: [],
      signatories: [],
    });
    if (!made.ok) throw new Error(made.error);
    const body = { officeId: await officeOf('authority'), role: 'Camat', words: 'Menutup', dueOn: '2024-09-20' };
    const path = `/prevention-work/${made.value.id}/commitments`;
    expect((await desk.call(officer, 'POST', path, { body })).status).toBe(201);
    const authority = (await desk.token('authority')).secret;
    expect(said(await desk.call(authority, 'POST', path, { body }))).toBe('404 not-found');
  });

  it('takes sixty commitments, and says so before the database refuses', async () => {
    const work = idOf(await record({ title: 'Rapat penuh' }));
    const body = { officeId: await officeOf('officer'), role: 'Camat', words: 'Menutup', dueOn: '2024-09-20' };
    const promise = () => desk.call(officer, 'POST', `/prevention-work/${work}/commitments`, { body });
    for (let n = 0; n < 60; n += 1) expect((await promise()).status).toBe(201);
    const full = await promise();
    expect(said(full)).toBe('409 not-possible');
    expect(at(full, 'detail')).toContain('paling banyak 60 komitmen');
    const member = await desk.member('officer');
    // A form of which the count was changed by hand is no failure of ours either.
    const wish = { bodyId: body.officeId, role: 'Camat', words: 'Menutup', dueOn: body.dueOn };
    expect(await desk.app.prevention.service.promise(member, work, -1, wish)).toEqual({ ok: false, error: 'already' });
  });
});

describe('published answers', () => {
  const wish = {
    question: 'Bolehkah ASN menyaksikan debat terbuka antar calon sebagai penonton biasa?',
    words: 'Boleh sebagai penonton, tanpa atribut dan tanpa sorakan.',
    rules: ['B6'],
    confidence: 'recalled',
    namesAreNone: false,
  } as const;
  const Answers = z.object({ items: z.array(z.record(z.string(), z.unknown())), nextPage: z.int().nullable() });
  const read = async (query = '') => Answers.parse((await desk.call(null, 'GET', `/answers${query}`)).body);

  it('are those of the page and no others: no question that somebody asked, no draft, nothing before its Monday', async () => {
    const { service } = desk.app.ask;
    const [one, other] = [await desk.member('officer'), await desk.member('colleague')];
    const office = await officeOf('officer');
    expect((await service.openDesk(one, office)).ok).toBe(true);
    const secretWords = 'Bolehkah saya pribadi menonton debat calon di alun-alun bersama keluarga?';
    const sent = await service.send({
      seed: desk.app.platform.random(16).toString('base64url'),
      bodyId: office,
      question: { status: 'pns', words: secretWords },
    });
    if (!sent.ok) throw new Error(sent.error);
    const before = await read();
    desk.app.clock.set(Temporal.Instant.from('2024-10-08T03:00:00Z'));
    const made = await service.write(one, office, wish, null);
    const draft = await service.write(one, office, { ...wish, question: `${wish.question} Rancangan.` }, null);
    if (!made.ok || !draft.ok) throw new Error('not written');
    const released = await service.release(other, made.value.id, wish);
    if (!released.ok) throw new Error(released.error.kind);
    // Released, and its week is not over: nothing tells of it, by no filter.
    for (const query of ['', '?search=debat', '?rule=B6', '?page=2'])
      expect((await read(query)).items, query).toEqual(query === '?page=2' ? [] : before.items);
    desk.app.clock.set(Temporal.Instant.from('2024-10-14T03:00:00Z'));
    const shown = await read('?search=disaksikan&rule=B6');
    expect(shown).toEqual({
      items: [
        {
          number: released.value.number,
          question: wish.question,
          answer: wish.words,
          office: one.memberships[0]?.bodyName,
          shownOn: '2024-10-14',
          rules: ['B6'],
          changedRules: [],
          confidence: 'recalled',
          reviewedOn: null,
        },
      ],
      nextPage: null,
    });
    for (const query of ['', '?search=pribadi', '?search=keluarga', '?search=Rancangan', '?search=%00']) {
      const { text } = await desk.call(null, 'GET', `/answers${query}`);
      expect(text, query).not.toMatch(/pribadi|keluarga|Rancangan|2024-10-08/);
      for (const hidden of [sent.value.pass, made.value.id, draft.value.id, one.userId, other.userId])
        expect(text).not.toContain(hidden);
    }
    expect((await read('?rule=B7')).items).toEqual([]);
    expect(said(await desk.call(null, 'GET', '/answers?page=0'))).toBe('422 invalid-input');
    // A token adds nothing to it.
    expect((await desk.call(officer, 'GET', '/answers')).text).toBe((await desk.call(null, 'GET', '/answers')).text);
    expect((await service.withdrawPublished(one, made.value.id)).ok).toBe(true);
    expect((await read()).items).toEqual(before.items);
  });

  it('come fifty a page, each once', async () => {
    const office = await officeOf('officer');
    const writer = await desk.member('officer');
    await desk.app.owner
      .insertInto('advice_published')
      .values(
        Array.from({ length: 53 }, (_, n) => ({
          id: randomUUID(),
          body_id: office,
          question: `Bolehkah ASN membaca selebaran ke-${n}?`,
          answer: 'Boleh membaca, tanpa membagikannya.',
          rules: ['B6'],
          confidence: 'recalled',
          marks: '{}',
          written_by: writer.userId,
          released_by: randomUUID(),
          released_on: '2024-09-03',
          shown_from: '2024-09-09',
        })),
      )
      .execute();
    const first = await read('?search=selebaran');
    const second = await read('?search=selebaran&page=2');
    expect([first.items.length, first.nextPage, second.items.length, second.nextPage]).toEqual([50, 2, 3, null]);
    expect(new Set([...first.items, ...second.items].map((one) => one.number)).size).toBe(53);
  });
});

describe('participants of an election', () => {
  it('are those of the public page: who got the notice and who acknowledged it, never whom it was sent to', async () => {
    const { service } = desk.app.parties;
    const admin = await desk.member('admin');
    const enter = async (name: string): Promise<void> => {
      const contact = { name: 'Narahubung Rahasia', email: 'kontak@partai.contoh' };
      const done = await service.enter(admin, {
        electionId: 'pilkada-2024',
        kind: 'party',
        name,
        from: '2024-09-01',
        contact,
      });
      if (!done.ok) throw new Error(done.error);
    };
    await enter('Partai Contoh Satu');
    expect((await service.send(admin, 'pilkada-2024')).ok).toBe(true);
    await enter('Partai Contoh Belum Dikirim');
    const list = await desk.call(null, 'GET', '/parties?election=pilkada-2024');
    expect(list.status).toBe(200);
    const [sent] = await service.publicList('pilkada-2024');
    expect(list.body).toEqual({
      election: 'pilkada-2024',
      items: [
        {
          name: 'Partai Contoh Satu',
          kind: 'party',
          version: sent?.version,
          sentAt: sent?.sentAt.round({ smallestUnit: 'minute', roundingMode: 'floor' }).toString(),
          acknowledgedAt: null,
        },
      ],
    });
    expect(list.text).not.toMatch(/Narahubung|kontak@|Belum Dikirim/);
    expect(said(await desk.call(null, 'GET', '/parties?election=tidak-ada'))).toBe('404 not-found');
    expect(said(await desk.call(null, 'GET', '/parties?election=%00'))).toBe('422 invalid-input');
    expect((await desk.call(null, 'GET', '/parties')).status).toBe(200);
    expect(said(await desk.call(null, 'GET', '/parties?team=1'))).toBe('422 invalid-input');
  });
});
