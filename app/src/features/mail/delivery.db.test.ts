/** Against a real mail server and a real database, with a clock of our own. */
import { hostname } from 'node:os';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migratedDatabase, testSecret } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { deriveKeys } from '../../platform/crypto/secret.ts';
import { type Database, databaseOn, poolFor } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { createJobs, type Jobs } from '../../platform/jobs/index.ts';
import { makeLog } from '../../platform/log/log.ts';
import { findContact } from '../accounts/index.ts';
import { type DeliveryDeps, deliverDue, type WayOut } from './delivery.ts';
import { type MailServer, startMailServer } from './mail-server.fixture.ts';
import { claimNext, MOST_BOUNCES, sweepMail } from './mail-store.ts';
import { createOutbox, DELIVER_QUEUE, OFFICE_QUEUE, type Outbox } from './outbox.ts';
import { makeTransport, type Transport } from './transport.ts';

const system = { kind: 'system' } as const;
const keys = deriveKeys(Buffer.from(testSecret, 'utf8'));
const patience = { patienceMs: 700, deadlineMs: 3000 };

let there: Awaited<ReturnType<typeof migratedDatabase>>;
let db: Database;
let owner: Database;
let country: TestCountry;
let server: MailServer;
let jobs: Jobs;
let outbox: Outbox;
let transport: Transport;
let now: Temporal.Instant;
const logged: string[] = [];

const deps = (): DeliveryDeps => ({
  db,
  keys,
  log: makeLog('info', { write: (line: string) => void logged.push(line) }),
  publicUrl: 'https://netra.example.go.id',
  now: () => now,
  findContact,
});
const way = (): WayOut => ({ transport, fingerprint: 'test', alwaysOpen: true, wakesNobody: false });
const run = () => deliverDue(deps(), way());
const at = (text: string): void => {
  now = Temporal.Instant.from(text);
};
const states = async () =>
  (
    await owner.selectFrom('mail').select(['state', 'tries', 'error_class', 'due_at']).orderBy('queued_at').execute()
  ).map((row) => ({ ...row, due_at: `${row.due_at}` }));
/** A mail of security: leaves at once, whatever the hour. */
const tell = (to: Member, key: string = crypto.randomUUID()) =>
  runAs(db, system, (tx) => outbox.queue(tx, { to: to.userId, template: 'security-changed', dedupeKey: key }));
/** About work, queued at the moment of our clock. */
const tellWork = async (
  to: Member,
  key: string = crypto.randomUUID(),
  template: 'work-waiting' | 'due-soon' = 'work-waiting',
) => {
  await runAs(db, system, (tx) => outbox.queue(tx, { to: to.userId, template, dedupeKey: key }));
  await owner
    .updateTable('mail')
    .set({ queued_at: `${now}`, due_at: `${now}` })
    .where('state', '=', 'waiting')
    .where('sent_with', 'is', null)
    .where('queued_at', '>', sql<Temporal.Instant>`now() - interval '1 minute'`)
    .execute();
};
const wish = (who: Member, work: string, lang = 'id') =>
  owner
    .insertInto('mail_preference')
    .values({ user_id: who.userId, work, lang })
    .onConflict((c) => c.column('user_id').doUpdateSet({ work, lang }))
    .execute();

beforeAll(async () => {
  there = await migratedDatabase();
  db = databaseOn(poolFor(there.app, { max: 8 }));
  owner = databaseOn(poolFor(there.owner, { max: 2 }));
  country = await foundCountry(owner);
  jobs = createJobs({ database: there.app, db, log: makeLog('silent') });
  for (const queue of [DELIVER_QUEUE, OFFICE_QUEUE]) jobs.define(queue, {}, async () => {});
  outbox = createOutbox({ demo: false, messages: false, jobs, keys, uuid: () => crypto.randomUUID() });
});
beforeEach(async () => {
  server = await startMailServer();
  transport = makeTransport({ smtpUrl: server.url, from: 'netra@kantor.example.go.id' }, patience);
  at('2026-03-04T03:00:00Z');
  await owner.deleteFrom('mail').execute();
  await owner.deleteFrom('mail_address').execute();
  await owner.deleteFrom('mail_preference').execute();
  // What is queued in a test is due by the real clock, which is not ours.
  await sql`alter table netra.mail alter column due_at set default '2000-01-01', alter column queued_at set default now()`.execute(
    owner,
  );
  logged.length = 0;
});
afterEach(async () => {
  transport.close();
  await server.close();
});
afterAll(async () => {
  await jobs.stop();
  await db.destroy();
  await owner.destroy();
  await there.database.drop();
});

/** Mails of security count as queued now by our clock, so that none is too old. */
const queuedNow = () =>
  owner
    .updateTable('mail')
    .set({ queued_at: `${now}` })
    .execute();

describe('a mail', () => {
  it('goes to the person once, says who it is not from, and leaks no name of this machine', async () => {
    const person = await country.person('Wulan Contoh', [country.bodies.bawasluCity, 'officer']);
    await tell(person, 'k1');
    await tell(person, 'k1');
    await queuedNow();
    expect(await run()).toEqual({ sent: 1, more: false });
    expect(await run()).toEqual({ sent: 0, more: false });
    const [mail] = server.taken;
    expect(server.taken).toHaveLength(1);
    expect(mail?.to).toBe(person.email);
    expect(mail?.greeting).toBe('kantor.example.go.id');
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]{36}@kantor\.example\.go\.id>$/);
    expect(mail?.raw).toMatch(/^auto-submitted: auto-generated/im);
    expect(mail?.raw).not.toMatch(/^x-mailer|^user-agent/im);
    if (hostname().length > 4) expect(mail?.raw).not.toContain(hostname());
    expect(mail?.raw).not.toMatch(/Wulan|Arunika|Bawaslu/i);
    expect(await states()).toMatchObject([{ state: 'sent', tries: 0, error_class: null }]);
  });

  it('waits in a restored instance until somebody says that it is the one that counts', async () => {
    const person = await country.person('P', [country.bodies.satgas, 'verifier']);
    await tell(person);
    await queuedNow();
    await sql`insert into netra.setting values ('restored-at', '"2026-03-04T02:00:00Z"')`.execute(owner);
    expect(await run()).toEqual({ sent: 0, more: false });
    expect(server.taken).toHaveLength(0);
    await sql`delete from netra.setting where key = 'restored-at'`.execute(owner);
    expect(await run()).toEqual({ sent: 1, more: false });
  });

  it('that is refused for now is sent later, under the same Message-ID', async () => {
    const person = await country.person('P', [country.bodies.satgas, 'verifier']);
    await tell(person);
    await queuedNow();
    server.behave('refuse-address-now');
    expect((await run()).sent).toBe(0);
    expect(await states()).toMatchObject([
      { state: 'waiting', tries: 1, error_class: '450', due_at: '2026-03-04T03:05:00Z' },
    ]);
    expect(await owner.selectFrom('mail_address').selectAll().execute()).toEqual([]);
    server.behave('accept');
    expect((await run()).sent).toBe(0);
    const lead = await owner.selectFrom('mail').select('sent_with').executeTakeFirstOrThrow();
    at('2026-03-04T03:05:01Z');
    expect((await run()).sent).toBe(1);
    expect(server.taken[0]?.messageId).toBe(`<${lead.sent_with}@kantor.example.go.id>`);
  });

  it('about work keeps to quiet hours when it is tried again, and to a wish that changed meanwhile', async () => {
    const person = await country.person('P', [country.bodies.satgas, 'verifier']);
    await wish(person, 'each');
    // 19.40 WIB; it leaves at the quarter, is refused for now, and five minutes later it is still day.
    at('2026-03-04T12:40:00Z');
    await tellWork(person);
    at('2026-03-04T12:56:00Z');
    server.behave('refuse-address-now');
    await run();
    at('2026-03-04T12:58:00Z');
    await sql`update netra.mail set due_at = ${'2026-03-04T13:05:00Z'}::timestamptz`.execute(owner);
    server.behave('accept');
    at('2026-03-04T13:05:00Z');
    expect((await run()).sent).toBe(0);
    expect(await states()).toMatchObject([{ state: 'waiting', tries: 1, due_at: '2026-03-04T23:00:00Z' }]);
    await wish(person, 'none');
    at('2026-03-04T23:00:01Z');
    expect((await run()).sent).toBe(0);
    expect(await states()).toMatchObject([{ state: 'dropped', error_class: 'not-wanted' }]);
    expect(server.taken).toHaveLength(0);
  });

  it('is given up after the last try, and an administrator can have it tried again', async () => {
    const person = await country.person('P', [country.bodies.satgas, 'verifier']);
    await tell(person);
    await queuedNow();
    server.behave('refuse-address-now');
    for (let n = 0; n < 8; n += 1) {
      await run();
      now = now.add({ hours: 25 });
    }
    expect(await states()).toMatchObject([{ state: 'failed', tries: 8, error_class: '450' }]);
  });

  it('to an address that does not exist bounces, and after three the address rests until somebody says otherwise', async () => {
    const person = await country.person('P', [country.bodies.satgas, 'verifier']);
    server.behave('refuse-address');
    for (let n = 0; n < MOST_BOUNCES; n += 1) {
      await tell(person);
      await queuedNow();
      await run();
    }
    expect((await states()).map((row) => row.state)).toEqual(['bounced', 'bounced', 'bounced']);
    const address = await owner.selectFrom('mail_address').selectAll().executeTakeFirstOrThrow();
    expect(address).toMatchObject({ bounces: 3, error_class: '550' });
    expect(address.paused_at).not.toBeNull();
    server.behave('accept');
    await tell(person);
    await queuedNow();
    expect((await run()).sent).toBe(0);
    expect((await states()).at(-1)).toMatchObject({ state: 'dropped', error_class: 'address-paused' });
    await runAs(db, { kind: 'member', userId: person.userId }, (tx) =>
      tx.deleteFrom('mail_address').where('user_id', '=', person.userId).execute(),
    );
    await tell(person);
    await queuedNow();
    expect((await run()).sent).toBe(1);
  });

  it('that arrives ends the count of refusals', async () => {
    const person = await country.person('P', [country.bodies.satgas, 'verifier']);
    for (const how of ['refuse-address', 'refuse-address', 'accept', 'refuse-address'] as const) {
      server.behave(how);
      await tell(person);
      await queuedNow();
      await run();
    }
    expect(await owner.selectFrom('mail_address').select('bounces').execute()).toEqual([{ bounces: 1 }]);
  });

  it('whose content is refused bounces and blames no address', async () => {
    const person = await country.person('P', [country.bodies.satgas, 'verifier']);
    server.behave('refuse-mail');
    await tell(person);
    await queuedNow();
    await run();
    expect(await states()).toMatchObject([{ state: 'bounced', error_class: '554' }]);
    expect(await owner.selectFrom('mail_address').selectAll().execute()).toEqual([]);
  });

  it.each(['silent', 'cut-in-the-middle'] as const)(
    'to a server that is %s is sent later, exactly once',
    async (how) => {
      const person = await country.person('P', [country.bodies.satgas, 'verifier']);
      await tell(person);
      await queuedNow();
      server.behave(how);
      expect((await run()).sent).toBe(0);
      expect(await states()).toMatchObject([{ state: 'waiting', tries: 1 }]);
      expect(server.taken).toEqual([]);
      server.behave('accept');
      now = now.add({ minutes: 6 });
      expect((await run()).sent).toBe(1);
      expect(server.taken).toHaveLength(1);
    },
  );

  it('whose server took it and could not say so is sent again under the same Message-ID', async () => {
    const person = await country.person('P', [country.bodies.satgas, 'verifier']);
    await tell(person);
    await queuedNow();
    server.behave('cut-after-taking');
    await run();
    server.behave('accept');
    now = now.add({ minutes: 6 });
    await run();
    expect(server.taken).toHaveLength(2);
    expect(server.taken[0]?.messageId).toBe(server.taken[1]?.messageId);
    expect(await states()).toMatchObject([{ state: 'sent' }]);
  });

  it('whose worker was killed after the server took it is sent again later, under the same Message-ID, and by nobody meanwhile', async () => {
    const person = await country.person('P', [country.bodies.satgas, 'verifier']);
    await tell(person);
    await queuedNow();
    // As delivery does it, up to the moment of death.
    const claimed = await runAs(db, system, (tx) => claimNext(tx, now, findContact, 'all', 'kept'));
    if (claimed === null) throw new Error('nothing was claimed');
    await transport.deliver(
      claimed.id,
      person.email,
      { subject: 's', text: 't', html: '<p>t</p>', optional: false },
      'x',
    );
    now = now.add({ minutes: 9 });
    expect((await run()).sent).toBe(0);
    now = now.add({ minutes: 2 });
    expect((await run()).sent).toBe(1);
    expect(server.taken.map((mail) => mail.messageId)).toEqual([
      `<${claimed.id}@kantor.example.go.id>`,
      `<${claimed.id}@kantor.example.go.id>`,
    ]);
  });

  it('is sent by one of several workers, never by two', async () => {
    const people = await Promise.all(
      Array.from({ length: 40 }, (_, n) => country.person(`P ${n}`, [country.bodies.satgas, 'verifier'])),
    );
    for (const person of people) await tell(person);
    await queuedNow();
    const others = [1, 2, 3].map(() =>
      makeTransport({ smtpUrl: server.url, from: 'netra@kantor.example.go.id' }, patience),
    );
    const runs = await Promise.all(
      others.map((one) =>
        deliverDue(deps(), { transport: one, fingerprint: 'test', alwaysOpen: true, wakesNobody: false }),
      ),
    );
    for (const one of others) one.close();
    expect(runs.reduce((sum, one) => sum + one.sent, 0)).toBe(40);
    expect(new Set(server.taken.map((mail) => mail.messageId)).size).toBe(40);
    expect(server.taken).toHaveLength(40);
  });

  it('stops at the first sign that no server is there, so that one outage costs one try', async () => {
    const people = await Promise.all(
      [1, 2, 3].map((n) => country.person(`P ${n}`, [country.bodies.satgas, 'verifier'])),
    );
    for (const person of people) await tell(person);
    await queuedNow();
    await server.close();
    await run();
    const rows = await states();
    expect(rows.map((row) => row.tries).toSorted()).toEqual([0, 0, 1]);
    expect(rows.find((row) => row.tries === 1)?.error_class).toBe('ECONNREFUSED');
    expect(logged.join('')).toContain('ECONNREFUSED');
    for (const person of people) expect(logged.join('')).not.toContain(person.email);
  });
});

describe('a letter to somebody without an account', () => {
  it('wakes nobody in any zone, and leaves at once where it only lands in the box of the demonstration', async () => {
    const letter = (key: string) =>
      runAs(db, system, (tx) =>
        outbox.tellParty(tx, {
          address: `${key}@partai.contoh`,
          link: 'https://netra.example.go.id/p',
          dedupeKey: key,
        }),
      );
    await letter('a');
    await owner.updateTable('mail').set({ due_at: '2026-03-04T12:00:00Z' }).execute();
    at('2026-03-04T13:00:00Z'); // 20.00 WIB, 22.00 WIT
    expect((await run()).sent).toBe(0);
    expect(server.taken).toEqual([]);
    at('2026-03-04T23:00:00Z'); // 06.00 WIB
    expect((await run()).sent).toBe(1);
    await letter('b');
    await owner.updateTable('mail').set({ due_at: '2026-03-04T12:00:00Z' }).where('state', '=', 'waiting').execute();
    at('2026-03-05T13:00:00Z');
    expect((await deliverDue(deps(), { ...way(), wakesNobody: true })).sent).toBe(1);
  });
});

describe('work', () => {
  it('is told once a day in one mail, in the morning of the office, unless the person wants it otherwise', async () => {
    const person = await country.person('P', [country.bodies.bawasluOther, 'officer']); // WIT
    await tellWork(person);
    await tellWork(person);
    await tellWork(person, 'd', 'due-soon');
    expect((await run()).sent).toBe(0);
    at('2026-03-04T22:29:00Z'); // 07.29 WIT
    expect((await run()).sent).toBe(0);
    at('2026-03-04T22:30:00Z');
    expect((await run()).sent).toBe(1);
    expect(server.taken).toHaveLength(1);
    const raw = server.taken[0]?.raw ?? '';
    expect(raw).toMatch(/^subject: Ringkasan hari ini dari Netra/im);
    expect(raw).toMatch(/^list-unsubscribe: <https:\/\/netra\.example\.go\.id\/akun\/surel>/im);
    expect((await states()).map((row) => row.state)).toEqual(['sent', 'sent', 'sent']);
  });

  it('is told each time to whoever wants that, though not at night, and in the language they chose', async () => {
    const person = await country.person('P', [country.bodies.bawasluCity, 'officer']); // WIB
    await wish(person, 'each', 'en');
    at('2026-03-04T14:00:00Z'); // 21.00 WIB
    await tellWork(person);
    expect((await run()).sent).toBe(0);
    at('2026-03-04T22:59:00Z');
    expect((await run()).sent).toBe(0);
    at('2026-03-04T23:00:00Z'); // 06.00
    expect((await run()).sent).toBe(1);
    expect(server.taken[0]?.raw).toMatch(/^subject: There is new work in Netra/im);
  });

  it('does not keep security waiting until the morning', async () => {
    const person = await country.person('P', [country.bodies.bawasluCity, 'officer']);
    at('2026-03-04T18:00:00Z'); // 01.00 WIB
    await tell(person);
    await queuedNow();
    expect((await run()).sent).toBe(1);
  });

  it('is not told to whoever wants none, has no duty any more, or is gone; security is', async () => {
    const { bodies } = country;
    const silent = await country.person('P', [bodies.bawasluCity, 'officer']);
    await wish(silent, 'none');
    const left = await country.person('P', [bodies.bawasluCity, 'officer']);
    await owner.updateTable('member').set({ valid_until: '2020-01-01' }).where('user_id', '=', left.userId).execute();
    const nowhere = await country.person('P', [bodies.bawasluCity, 'officer']);
    await owner
      .updateTable('auth.auth_user')
      .set({ email: `${nowhere.userId}@sso.invalid` })
      .where('id', '=', nowhere.userId)
      .execute();
    for (const person of [silent, left, nowhere]) await tellWork(person);
    at('2026-03-05T01:00:00Z');
    expect((await run()).sent).toBe(0);
    expect((await states()).map((row) => row.error_class).toSorted()).toEqual(['no-account', 'no-duty', 'not-wanted']);
    await tell(silent);
    await queuedNow();
    expect((await run()).sent).toBe(1);
  });

  it('of last week is not told any more, and what is long done is deleted', async () => {
    const person = await country.person('P', [country.bodies.bawasluCity, 'officer']);
    await tellWork(person);
    now = now.add({ hours: 73 });
    expect((await run()).sent).toBe(0);
    expect(await states()).toMatchObject([{ state: 'dropped', error_class: 'stale' }]);
    now = now.add({ hours: 91 * 24 });
    await runAs(db, system, (tx) => sweepMail(tx, now));
    expect(await states()).toEqual([]);
  });
});

describe('the database', () => {
  it('lets nobody but the system read mails, and members write to themselves about security only', async () => {
    const person = await country.person('P', [country.bodies.bawasluCity, 'officer']);
    const other = await country.person('Q', [country.bodies.bawasluCity, 'officer']);
    const admin = await country.person('A', [country.bodies.bawaslu, 'admin']);
    const as = (who: Member) => ({ kind: 'member', userId: who.userId }) as const;
    const queue = (who: Member, to: Member, template: 'security-changed' | 'work-waiting') =>
      runAs(db, as(who), (tx) => outbox.queue(tx, { to: to.userId, template, dedupeKey: crypto.randomUUID() }));
    await queue(person, person, 'security-changed');
    await queue(admin, other, 'security-changed');
    await expect(queue(person, other, 'security-changed')).rejects.toThrow(/row-level security/);
    await expect(queue(person, person, 'work-waiting')).rejects.toThrow(/row-level security/);
    await expect(
      runAs(db, { kind: 'public' }, (tx) =>
        outbox.queue(tx, { to: person.userId, template: 'security-changed', dedupeKey: 'x' }),
      ),
    ).rejects.toThrow(/row-level security/);
    const count = (actor: Parameters<typeof runAs>[1]) =>
      runAs(db, actor, async (tx) => (await tx.selectFrom('mail').select('id').execute()).length);
    expect(await count(as(person))).toBe(0);
    expect(await count({ kind: 'public' })).toBe(0);
    expect(await count(as(admin))).toBe(2);
    const changed = await runAs(db, as(admin), (tx) =>
      tx.updateTable('mail').set({ state: 'waiting', ended_at: null }).execute(),
    );
    expect(changed[0]?.numUpdatedRows).toBe(0n);
  });

  it('holds nothing of an invitation that can be read, and nothing at all once it was sent', async () => {
    const admin = await country.person('A', [country.bodies.bawaslu, 'admin']);
    await runAs(db, { kind: 'member', userId: admin.userId }, (tx) =>
      outbox.invite(tx, {
        address: 'calon.anggota@contoh.id',
        link: 'https://netra.example.go.id/mulai/geheim-token',
        lang: 'id',
        dedupeKey: 'i1',
      }),
    );
    await queuedNow();
    const dump = async () =>
      (
        await sql<{
          t: string;
        }>`select string_agg(to_jsonb(m)::text, '') as t from (select * from netra.mail) m`.execute(owner)
      ).rows[0]?.t ?? '';
    expect(await dump()).not.toMatch(/calon\.anggota|geheim|63616c6f6e/);
    expect((await run()).sent).toBe(1);
    expect(server.taken[0]?.to).toBe('calon.anggota@contoh.id');
    expect(server.taken[0]?.raw.replaceAll('=\r\n', '')).toContain('/mulai/geheim-token');
    expect(await owner.selectFrom('mail').select('sealed').execute()).toEqual([{ sealed: null }]);
  });
});
