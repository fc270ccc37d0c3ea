import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { type ApiDesk, at, said, startApiDesk } from '../api.fixture.ts';
import { type Receiver, startReceiver } from './receiver.fixture.ts';
import { FAILING_DAYS, pauses, type WebhookService, webhookService } from './webhook-service.ts';
import { claim, findLost } from './webhook-store.ts';

let desk: ApiDesk;
let receiver: Receiver;
let service: WebhookService;
/** The real clock, which tests move. */
let realNow = Date.now();

beforeAll(async () => {
  desk = await startApiDesk();
  receiver = await startReceiver();
  // The same service with a clock of its own and a receiver on this machine; jobs are sent by the composed one and done by hand.
  const platform = {
    ...desk.app.platform,
    realNow: () => realNow,
    jobs: { ...desk.app.platform.jobs, define: () => {} },
  };
  service = webhookService(platform, { rules: { loopback: true } });
}, 120_000);
afterAll(async () => {
  await receiver?.close();
  await desk?.end();
});

const Body = z.object({ type: z.string(), timestamp: z.string(), data: z.record(z.string(), z.unknown()) });

async function endpoint(office: 'bawasluCity' | 'satgas', events: Parameters<WebhookService['add']>[1]['events']) {
  const added = await service.add(await desk.member('admin'), {
    bodyId: desk.country.bodies[office].id,
    url: receiver.url,
    events,
  });
  if (!added.ok) throw new Error(added.error);
  return added.value;
}

async function waiting(
  id: string,
): Promise<{ id: string; event: string; subject: unknown; state: string; tries: number; next: number | null }[]> {
  const { rows } = await sql<{
    id: string;
    event: string;
    subject: unknown;
    state: string;
    tries: number;
    next: number | null;
  }>`
    select id, event, subject, state, tries, (extract(epoch from next_at) * 1000)::float8 as next from netra.webhook_delivery where endpoint_id = ${id}::uuid order by created_at, event, subject::text`.execute(
    desk.app.owner,
  );
  return rows;
}

const soon = async (): Promise<void> => {
  realNow = Date.now() + 10;
  await new Promise((done) => setTimeout(done, 20));
};

describe('what happens to a case', () => {
  it('is announced to the offices concerned, each kind to those that asked for it, in the transaction of the step', async () => {
    const sender = await endpoint('bawasluCity', [
      'case.received',
      'case.step',
      'handover.sent',
      'handover.opened',
      'handover.accepted',
    ]);
    const taker = await endpoint('satgas', ['case.step', 'handover.sent', 'handover.accepted']);
    const number = await desk.caseUpTo('submit');
    const verifier = (await desk.token('verifier')).secret;
    expect((await desk.call(verifier, 'GET', `/cases/${number}`)).status).toBe(200);
    expect(
      (
        await desk.call(verifier, 'POST', `/cases/${number}/actions`, {
          body: { type: 'accept-handover', interest: 'none' },
          seq: 6,
        })
      ).status,
    ).toBe(201);
    const told = (rows: Awaited<ReturnType<typeof waiting>>) =>
      rows.map(({ event, subject }) => `${event} ${JSON.stringify(subject)}`).sort();
    expect(told(await waiting(sender.id))).toEqual(
      [
        `case.received ${JSON.stringify({ case: number })}`,
        ...[2, 3, 4, 5, 6, 7].map((step) => `case.step ${JSON.stringify({ case: number, step })}`),
        `handover.sent ${JSON.stringify({ case: number, step: 6 })}`,
        `handover.opened ${JSON.stringify({ case: number, step: 6 })}`,
        `handover.accepted ${JSON.stringify({ case: number, step: 6 })}`,
      ].sort(),
    );
    // The receiver is told from the moment on at which it sees the case.
    expect(told(await waiting(taker.id))).toEqual(
      [
        ...[6, 7].map((step) => `case.step ${JSON.stringify({ case: number, step })}`),
        `handover.sent ${JSON.stringify({ case: number, step: 6 })}`,
        `handover.accepted ${JSON.stringify({ case: number, step: 6 })}`,
      ].sort(),
    );
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from jobs.job where name = 'webhook-deliver'`.execute(desk.app.owner);
    expect(rows[0]?.n).toBe((await waiting(sender.id)).length + (await waiting(taker.id)).length);
  });

  it('that was refused is announced to nobody', async () => {
    const { id } = await endpoint('bawasluCity', ['case.step']);
    const number = await desk.report();
    const secret = (await desk.token('officer')).secret;
    expect(
      said(
        await desk.call(secret, 'POST', `/cases/${number}/actions`, {
          body: { type: 'register', reason: 'Syarat terpenuhi semua.' },
          seq: 1,
        }),
      ),
    ).toBe('409 facts-missing');
    expect(await waiting(id)).toEqual([]);
  });
});

describe('a delivery', () => {
  it('tells kind, number and time, signed; nothing of the case beyond', async () => {
    const { id, secret } = await endpoint('bawasluCity', ['case.step']);
    const number = await desk.caseUpTo('facts');
    await soon();
    const [delivery] = await waiting(id);
    const before = receiver.got.length;
    await service.deliver(delivery?.id ?? '');
    const got = receiver.got[before];
    if (got === undefined) throw new Error('nothing came');
    const body = Body.parse(new Webhook(secret).verify(got.body, got.headers));
    expect(body).toEqual({
      type: 'case.step',
      timestamp: expect.stringMatching(/Z$/),
      data: { case: number, step: 2 },
    });
    expect(got.headers['webhook-id']).toBe(delivery?.id);
    expect((await waiting(id))[0]).toMatchObject({ state: 'delivered', tries: 1, next: null });
    // Twice is the same as once.
    await service.deliver(delivery?.id ?? '');
    expect(receiver.got.length).toBe(before + 1);
  });

  it('is taken by one of two workers', async () => {
    const { id } = await endpoint('bawasluCity', ['case.step']);
    await desk.caseUpTo('facts');
    await soon();
    const [delivery] = await waiting(id);
    const before = receiver.got.length;
    await Promise.all([1, 2, 3, 4].map(() => service.deliver(delivery?.id ?? '')));
    expect(receiver.got.length).toBe(before + 1);
  });

  it('is taken over as soon as the claim of a dead worker lapsed, and where nobody took it for three minutes', async () => {
    const { id } = await endpoint('bawasluCity', ['handover.accepted']);
    await service.test(await desk.member('admin'), id);
    const [one] = await waiting(id);
    if (one === undefined) throw new Error('nothing to deliver');
    const began = Temporal.Instant.fromEpochMilliseconds(Math.ceil(one.next ?? Number.NaN));
    const lostAfter = (seconds: number) =>
      runAs(desk.app.platform.db, { kind: 'system' }, async (tx) =>
        (await findLost(tx, began.add({ seconds }), 180)).includes(one.id),
      );
    expect([await lostAfter(179), await lostAfter(181)]).toEqual([false, true]);
    // Somebody has it and may still be sending: a minute.
    await runAs(desk.app.platform.db, { kind: 'system' }, (tx) =>
      claim(tx, one.id, began.toString(), began.add({ seconds: 60 }).toString()),
    );
    expect([await lostAfter(59), await lostAfter(61)]).toEqual([false, true]);
    await service.remove(await desk.member('admin'), id);
  });

  it('is repeated with growing pauses for about three days, and then given up', async () => {
    const { id } = await endpoint('bawasluCity', ['case.step']);
    await desk.caseUpTo('facts');
    await soon();
    const [delivery] = await waiting(id);
    receiver.answer = (response) => void response.writeHead(500).end();
    const before = receiver.got.length;
    for (const [n, pause] of pauses.entries()) {
      await service.deliver(delivery?.id ?? '');
      const [now] = await waiting(id);
      expect(now).toMatchObject({ state: 'waiting', tries: n + 1 });
      expect(Math.abs((now?.next ?? 0) - realNow - pause * 1000)).toBeLessThan(2000);
      // Too early there is nothing to do.
      await service.deliver(delivery?.id ?? '');
      realNow += pause * 1000 + 100;
    }
    await service.deliver(delivery?.id ?? '');
    expect(receiver.got.length).toBe(before + pauses.length + 1);
    expect((await waiting(id))[0]).toMatchObject({ state: 'failed', next: null });
    expect(pauses.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(2.5 * 86_400);
    expect(new Set(receiver.got.slice(before).map((one) => one.headers['webhook-id'])).size).toBe(1);
    receiver.answer = (response) => void response.writeHead(204).end();
    expect(await service.resend(await desk.member('admin'), id, delivery?.id ?? '')).toBe(true);
    await service.deliver(delivery?.id ?? '');
    expect((await waiting(id))[0]).toMatchObject({ state: 'delivered' });
    realNow = Date.now();
  });

  it('to an endpoint that has failed for days switches it off; one that is gone at once; a good answer clears the count', async () => {
    const { id } = await endpoint('bawasluCity', ['case.step']);
    const admin = await desk.member('admin');
    for (let n = 0; n < 3; n += 1) await desk.caseUpTo('facts');
    await soon();
    const [first, second, third] = await waiting(id);
    receiver.answer = (response) => void response.writeHead(500).end();
    await service.deliver(first?.id ?? '');
    expect((await service.find(admin, id))?.failingSince).not.toBeNull();
    receiver.answer = (response) => void response.writeHead(204).end();
    await service.deliver(second?.id ?? '');
    expect((await service.find(admin, id))?.failingSince).toBeNull();
    receiver.answer = (response) => void response.writeHead(500).end();
    await service.deliver(third?.id ?? '');
    realNow += (FAILING_DAYS * 24 + 1) * 3_600_000;
    await service.deliver(third?.id ?? '');
    expect(await service.find(admin, id)).toMatchObject({ disabledWhy: 'failing' });
    expect((await (await desk.at('admin')).get('/admin/webhook')).html).toContain('lima hari tidak ada jawaban baik');
    await desk.caseUpTo('facts');
    expect(await waiting(id)).toHaveLength(3);
    realNow = Date.now();
    expect(await service.setOn(admin, id, true)).toBe(true);
    expect(await service.find(admin, id)).toMatchObject({ disabledWhy: null, failingSince: null });
    receiver.answer = (response) => void response.writeHead(410).end();
    await service.test(admin, id);
    await soon();
    const tested = (await waiting(id)).find(({ event }) => event === 'webhook.test');
    await service.deliver(tested?.id ?? '');
    expect(await service.find(admin, id)).toMatchObject({ disabledWhy: 'gone' });
    receiver.answer = (response) => void response.writeHead(204).end();
  });

  it('is signed by the old secret too while it is changed, and for a day only', async () => {
    const { id, secret } = await endpoint('bawasluCity', ['case.step']);
    const admin = await desk.member('admin');
    const rotated = await service.rotate(admin, id);
    if (!rotated.ok) throw new Error(rotated.error);
    const tell = async () => {
      await service.test(admin, id);
      const one = (await waiting(id)).find(({ state }) => state === 'waiting');
      realNow = Math.max(realNow, Date.now() + 10);
      await service.deliver(one?.id ?? '');
      const got = receiver.got.at(-1);
      if (got === undefined) throw new Error('nothing came');
      return got;
    };
    await soon();
    const during = await tell();
    for (const one of [secret, rotated.value.secret])
      expect(() => new Webhook(one).verify(during.body, during.headers)).not.toThrow();
    realNow = Date.now() + 25 * 3_600_000;
    const afterwards = await tell();
    expect(afterwards.headers['webhook-signature']?.split(' ')).toHaveLength(1);
    realNow = Date.now();
    const { rows } = await sql<{
      all: string;
    }>`select to_jsonb(e)::text as all from netra.webhook_endpoint e where id = ${id}::uuid`.execute(desk.app.owner);
    expect(rows[0]?.all).not.toContain(secret.slice(6, 20));
  });
});

describe('limits', () => {
  it('that near their end or have passed it are announced once for each due day', async () => {
    const { id } = await endpoint('bawasluCity', ['clock.due-soon', 'clock.expired']);
    const number = await desk.caseUpTo('register');
    const { rows } = await sql<{
      due: Temporal.Instant;
    }>`select due_at as due from netra.case_file where number = ${number}`
      .execute(desk.app.platform.db)
      .catch(() => ({ rows: [] }));
    expect(rows).toEqual([]);
    const due = (
      await desk.app.owner
        .selectFrom('case_file')
        .select('due_at')
        .where('number', '=', number)
        .executeTakeFirstOrThrow()
    ).due_at;
    if (due === null) throw new Error('no limit');
    const look = (now: Temporal.Instant) =>
      runAs(desk.app.platform.db, { kind: 'system' }, (tx) =>
        sql`select netra.announce_clocks(${now.toString()}::timestamptz, '2 days')`.execute(tx),
      );
    const mine = async () =>
      (await waiting(id))
        .filter(({ subject }) => Reflect.get(Object(subject), 'case') === number)
        .map(({ event }) => event);
    await look(due.subtract({ hours: 72 }));
    expect(await mine()).toEqual([]);
    await look(due.subtract({ hours: 30 }));
    await look(due.subtract({ hours: 20 }));
    expect(await mine()).toEqual(['clock.due-soon']);
    await look(due.add({ minutes: 1 }));
    await look(due.add({ hours: 30 }));
    expect(await mine()).toEqual(['clock.due-soon', 'clock.expired']);
    // Nobody but the system makes these.
    const before = (await waiting(id)).length;
    await runAs(desk.app.platform.db, { kind: 'public' }, (tx) =>
      sql`select netra.announce_clocks(now(), '100 years')`.execute(tx),
    );
    expect((await waiting(id)).length).toBe(before);
  });
});

describe('endpoints by program', () => {
  it('are registered, listed, tested and deleted by the office itself, and by no other', async () => {
    const officer = (await desk.token('officer')).secret;
    const refused = await desk.call(officer, 'POST', '/webhooks', {
      body: { url: 'http://127.0.0.1:9/', events: ['case.step'] },
    });
    expect(said(refused)).toBe('422 address-refused');
    const added = await desk.call(officer, 'POST', '/webhooks', {
      body: { url: 'https://sistem.arunika.contoh/netra', events: ['case.step', 'law.changed'] },
    });
    expect(added.status).toBe(201);
    expect(String(at(added, 'secret'))).toMatch(/^whsec_/);
    const id = String(at(added, 'id'));
    const listed = await desk.call(officer, 'GET', '/webhooks');
    expect(listed.text).toContain(id);
    expect(listed.text).not.toContain('whsec_');
    expect((await desk.call(officer, 'POST', `/webhooks/${id}/test`)).body).toEqual({ sent: true });
    expect((await desk.call(officer, 'GET', `/webhooks/${id}/deliveries`)).text).toContain('webhook.test');
    const rotated = await desk.call(officer, 'POST', `/webhooks/${id}/secret`);
    expect(at(rotated, 'secret')).not.toBe(at(added, 'secret'));
    const off = await desk.call(officer, 'POST', `/webhooks/${id}/state`, { body: { on: false } });
    expect([off.status, at(off, 'disabledWhy')]).toEqual([200, 'by-hand']);
    expect(said(await desk.call(officer, 'POST', `/webhooks/${id}/test`))).toBe('404 not-found');
    expect(
      at(await desk.call(officer, 'POST', `/webhooks/${id}/state`, { body: { on: true } }), 'disabledAt'),
    ).toBeNull();
    for (const who of ['verifier', 'stranger', 'admin'] as const) {
      const other = (await desk.token(who)).secret;
      const switched = await desk.call(other, 'POST', `/webhooks/${id}/state`, { body: { on: false } });
      expect(said(switched), `${who} state`).toBe('404 not-found');
      for (const [method, path] of [
        ['GET', `/webhooks/${id}`],
        ['GET', `/webhooks/${id}/deliveries`],
        ['DELETE', `/webhooks/${id}`],
        ['POST', `/webhooks/${id}/secret`],
        ['POST', `/webhooks/${id}/test`],
      ] as const)
        expect(said(await desk.call(other, method, path)), `${who} ${method}`).toBe('404 not-found');
      expect((await desk.call(other, 'GET', '/webhooks')).text).not.toContain(id);
    }
    expect((await desk.call(officer, 'DELETE', `/webhooks/${id}`)).status).toBe(204);
    expect(said(await desk.call(officer, 'GET', `/webhooks/${id}`))).toBe('404 not-found');
  });

  it('are few: an office has ten', async () => {
    const verifier = (await desk.token('verifier')).secret;
    let last = '';
    for (let n = 0; n < 12 && last !== '409 too-many-endpoints'; n += 1)
      last = said(
        await desk.call(verifier, 'POST', '/webhooks', {
          body: { url: `https://sistem.arunika.contoh/${n}`, events: ['case.step'] },
        }),
      );
    expect(last).toBe('409 too-many-endpoints');
  });
});

describe('webhooks on the screen', () => {
  it('are registered by an administrator, whose log shows classes of answers and no case', async () => {
    const admin = await desk.at('admin');
    const form = { body: desk.country.bodies.bkn.id, url: 'https://sistem.bkn.contoh/netra', events: 'handover.sent' };
    const refused = await admin.fill('/admin/webhook/baru', '/admin/webhook/baru', {
      ...form,
      url: 'https://169.254.169.254/',
    });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('169.254.169.254');
    const made = await admin.fill('/admin/webhook/baru', '/admin/webhook/baru', form);
    expect(made.html).toMatch(/value="whsec_[^"]+"/);
    const list = await admin.get('/admin/webhook');
    const place =
      /href="(\/admin\/webhook\/[0-9a-f-]{36})"[^>]*>\s*https:\/\/sistem.bkn.contoh/.exec(list.html)?.[1] ?? '';
    const number = await desk.caseUpTo('confirm');
    const page = await admin.get(place);
    expect(page.html).toContain('Serah terima dikirim');
    expect(page.html).not.toContain(number);
    expect((await admin.fill(place, `${place}/uji`, {})).to).toBe(`${place}?selesai=uji`);
    expect((await admin.fill(place, `${place}/henti`, {})).to).toBe(`${place}?selesai=henti`);
    expect((await admin.get(place)).html).toContain('dihentikan');
    expect((await admin.fill(place, `${place}/aktif`, {})).status).toBe(303);
    expect((await admin.fill(place, `${place}/rahasia`, {})).html).toMatch(/value="whsec_[^"]+"/);
    expect((await admin.fill(place, `${place}/hapus`, {})).to).toBe('/admin/webhook?selesai=hapus');
    expect((await admin.get(place)).status).toBe(404);
  });
});
