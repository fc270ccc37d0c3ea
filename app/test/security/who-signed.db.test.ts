/**
 * Nobody can find out who signed a pledge, or who stands on a roster. Three databases are the same but for one person: in one that person signed as
 * well, in another one more person stands on the roster. As a head of a unit, an officer, an inspectorate, a program and a visitor, every page, every
 * form and every operation is asked of all three, before and after the next count; the answers must be the same byte for byte, but for what is made
 * anew for each answer (tokens, ids, seconds).
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPassword } from '../../src/features/accounts/index.ts';
import { Visitor } from '../../src/features/accounts/visitor.fixture.ts';
import { newPledgeCode, pledgeToken } from '../../src/features/pledges/index.ts';
import { presenceProof } from '../../src/features/pledges/presence.ts';
import { personLocker, rosterKeys } from '../../src/features/roster/index.ts';
import { scopesOfRole } from '../../src/platform/api/index.ts';
import { type Address, type Database, databaseOn, poolFor } from '../../src/platform/db/connect.ts';
import { runAs } from '../../src/platform/db/unit-of-work.ts';
import type { Role } from '../../src/platform/http/env.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { foundCountry } from '../support/offices.ts';
import { decode, readForms } from '../support/walk-forms.ts';
import { routeAt } from './crawl.ts';
import { effort } from './garbage.ts';

const election = 'pilkada-2024';
const accounts = {
  superior: ['kepala@contoh.id', 'superior', 'pemkot-ar'],
  officer: ['pengawas@contoh.id', 'officer', 'bawaslu-ar'],
  inspectorate: ['inspektur@contoh.id', 'inspectorate', 'pemkot-ar'],
  admin: ['pengelola@contoh.id', 'admin', 'administrasi'],
} as const satisfies Record<string, readonly [string, Role, string]>;
const people = Object.values(accounts).map(([email, role, bodyCode]) => ({
  email,
  name: `Petugas ${role}`,
  role,
  bodyCode,
  does: { id: '', en: '' },
}));
type Who = 'visitor' | Exclude<keyof typeof accounts, 'admin'>;
const askers: readonly Who[] = ['visitor', 'superior', 'officer', 'inspectorate'];

interface World {
  readonly app: TestApp;
  readonly owner: Database;
  readonly end: () => Promise<void>;
}

const campaignId = randomUUID();
const units = { large: randomUUID(), small: randomUUID() };
let target = { code: '' };
let more: readonly string[] = [];
/** Of somebody who signed in every world. */
let signedBefore = '';
const cookies = new Map<Who, ReadonlyMap<string, string>>();
const tokens: string[] = [];
let template = '';
let institutionId = '';
const made: World[] = [];
let bases: (() => Promise<void>)[] = [];

function personRow(app: TestApp, institutionId: string, unitId: string, n: number) {
  const { token, mark, sealed } = personLocker(rosterKeys(app.platform.keys))({
    name: 'Sari Contohwati',
    number: `19800101200501${String(1000 + n)}`,
    email: `pegawai${n}@contoh.go.id`,
    phone: null,
  });
  return {
    id: randomUUID(),
    institution_id: institutionId,
    unit_id: unitId,
    kind: 'PNS',
    number_token: token,
    details_sealed: sealed,
    details_mark: mark,
    import_id: randomUUID(),
    since: '2024-01-01',
  };
}

beforeAll(async () => {
  const base = await startTestApp({ compose: { demoAccounts: people } });
  const country = await foundCountry(base.owner);
  const { institution } = country.places;
  await base.owner
    .insertInto('work_unit')
    .values([
      {
        id: units.large,
        institution_id: institution.id,
        parent_id: null,
        code: 'A',
        name: 'Dinas Contoh',
        path: '/A/',
      },
      {
        id: units.small,
        institution_id: institution.id,
        parent_id: units.large,
        code: 'B',
        name: 'UPTD Contoh',
        path: '/A/B/',
      },
    ])
    .execute();
  const roster = Array.from({ length: 132 }, (_, n) =>
    personRow(base, institution.id, n < 110 ? units.large : units.small, n),
  );
  await base.owner.insertInto('roster_person').values(roster).execute();
  await base.owner
    .insertInto('pledge_campaign')
    .values({
      id: campaignId,
      institution_id: institution.id,
      body_id: country.bodies.agency.id,
      election_id: election,
      text_version: 'ikrar-skb-2022/1',
      opened_at: '2024-09-20T01:00:00Z',
      closes_at: '2024-11-27T17:00:00Z',
    })
    .execute();
  const withCode = roster.slice(0, 60).map(({ id }) => ({ id, code: newPledgeCode(base.platform.random) }));
  await base.owner
    .insertInto('pledge_code')
    .values(
      withCode.map(({ id, code }) => ({
        campaign_id: campaignId,
        person_id: id,
        token: pledgeToken(base.platform.keys, code),
        channel: 'slip',
        expires_at: '2999-01-01',
      })),
    )
    .execute();
  [target = target] = withCode;
  more = withCode
    .slice(1, 3)
    .concat(withCode.slice(54))
    .map(({ code }) => code);
  signedBefore = withCode[10]?.code ?? '';
  // 51 of 110 is in the middle of a step, and of a ten.
  for (const { code } of withCode.slice(3, 54)) await signIn(base, code);
  await base.coverage.service.countToday();

  await runAs(base.platform.db, { kind: 'system' }, async (tx) => {
    for (const account of people) await base.accounts.createDemoAccount(tx, account);
  });
  const visitors = new Map<string, Visitor>();
  for (const [who, [email]] of Object.entries(accounts)) {
    const visitor = new Visitor(base.hono);
    await visitor.fill('/masuk', '/masuk', { email, password: demoPassword });
    await visitor.fill('/masuk/kode', '/masuk/kode', { code: (await base.accounts.demoCode(email)) ?? '' });
    visitors.set(who, visitor);
  }
  for (const who of askers) cookies.set(who, new Map(visitors.get(who)?.jar ?? []));
  const member = async (who: string) =>
    base.accounts.service.findMember(new Headers({ cookie: visitors.get(who)?.cookie ?? '' }));
  const admin = await member('admin');
  // Heads of units can have no token at all.
  for (const who of ['officer', 'admin', 'inspectorate']) {
    const one = await member(who);
    const [duty] = one?.memberships ?? [];
    if (admin === null || one === null || duty === undefined) throw new Error(`${who} is not signed in`);
    const { bodyId, role } = duty;
    const scopes = scopesOfRole[role].filter((scope) => scope !== 'reports:read');
    const asked = await base.api.tokens.ask(admin, { bodyId, role, name: `Sistem ${who}`, scopes, days: 30 });
    const issued = asked.ok ? await base.api.tokens.issue(one, asked.value.id, true) : asked;
    if (!issued.ok) throw new Error(`no token for ${who}: ${issued.error}`);
    tokens.push(issued.value.secret);
  }

  template = base.database.name;
  institutionId = institution.id;
  await base.close();
  await base.owner.destroy();
  bases = [() => base.database.drop()];
}, 200_000);
afterAll(async () => {
  for (const world of made) await world.end();
  for (const end of bases) await end();
});

/** Where the one person signed as well. */
async function withSigner(): Promise<World> {
  const world = await copy();
  await signIn(world.app, target.code);
  return world;
}

/** Where one person more stands on the roster. */
async function withListed(): Promise<World> {
  const world = await copy();
  const row = personRow(world.app, institutionId, units.small, 900);
  await world.owner.insertInto('roster_person').values(row).execute();
  return world;
}

async function signIn(app: TestApp, code: string, hadir = ''): Promise<void> {
  const answer = await new Visitor(app.hono).post('/ikrar/kode/tanda-tangan', {
    kode: code,
    kampanye: campaignId,
    naskah: 'ikrar-skb-2022/1',
    hadir,
    ikrar: 'ya',
  });
  if (answer.status !== 200) throw new Error(`not signed: ${answer.status}`);
}

/** One more world, the same as all others. */
async function copy(): Promise<World> {
  const database = await freshDatabase(template);
  const { host, user } = database.owner;
  const owner: Address = { kind: 'socket', host, user, database: database.name };
  const own: Address = { kind: 'socket', host, user: inject('migrated').role, database: database.name };
  const again = await startTestApp({ compose: { database: own } });
  const pool = poolFor(owner, { max: 2 });
  const world: World = {
    app: again,
    owner: databaseOn(pool),
    end: async () => {
      await again.end();
      await pool.end();
      await database.drop();
    },
  };
  made.push(world);
  return world;
}

/** What is made anew for each answer, and the rest of the answer. */
function masked(status: number, to: string | null, body: string): string {
  // Of a sheet of slips, whose codes are drawn anew, the number of its pages.
  const told = body.startsWith('%PDF') ? (/\/Count \d+/.exec(body)?.[0] ?? '') : body;
  return `${status} ${to ?? ''}\n${told}`
    .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, (id) => (known.has(id) ? id : '(id)'))
    .replaceAll(/<code>[0-9a-f]{8}<\/code>|"errorId":"[^"]*"|"requestId":"[^"]*"/g, '(error)')
    .replaceAll(/(name="(?:_csrf|draft|kunci|key|challenge)" value=")[^"]*/g, '$1(token)')
    .replaceAll(/[A-Za-z0-9_-]{30,}={0,2}/g, '(token)')
    .replaceAll(/<code>[0-9A-Z]{5}-[0-9A-Z]{5}<\/code>/g, '(recovery)')
    .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '(now)');
}
const known = new Set<string>([campaignId, ...Object.values(units)]);

const csrfs = new Map<string, string>();

async function ask(world: World, who: Who, path: string, form?: Readonly<Record<string, string>>): Promise<string> {
  const visitor = new Visitor(world.app.hono, '10.9.9.9');
  for (const [name, value] of cookies.get(who) ?? []) visitor.jar.set(name, value);
  if (form === undefined) {
    const { status, to, html } = await visitor.get(path);
    return masked(status, to, html);
  }
  // The token of the form is this browser's: asked for on a page that holds one.
  const key = `${world.app.database.name} ${who}`;
  const token =
    csrfs.get(key) ??
    /name="_csrf" value="([^"]*)"/.exec((await visitor.get(who === 'visitor' ? '/masuk' : '/akun')).html)?.[1] ??
    '';
  // A visitor's lies in a cookie of that page; the others' goes with the session.
  if (who !== 'visitor') csrfs.set(key, token);
  const { status, to, html } = await visitor.post(path, { _csrf: decode(token), ...form });
  return masked(status, to, html);
}

async function operation(world: World, secret: string, method: string, path: string): Promise<string> {
  const answer = await world.app.hono.request(
    `http://127.0.0.1${path}`,
    {
      method,
      headers: { host: '127.0.0.1', authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: '{}' }),
    },
    { incoming: { socket: { remoteAddress: '10.9.9.9' } } },
  );
  return masked(answer.status, null, await answer.text());
}

const patterns = ({ app }: World, method: string): readonly string[] => [
  ...new Set(
    app.hono.routes
      .filter((route) => route.method === method && !route.path.includes('*') && !route.path.startsWith('/api/v1'))
      .map(({ path }) => path),
  ),
];
/** What would end the walk: the session, the day, the campaign. */
const last = /^\/(keluar|demo\/)|\/tutup$/;
/** Pages that show the same to everybody: a visitor's look at them will do. Where pledges are, several addresses of each route. */
const forEverybody = /^\/(hukum|log|api|panduan|bolehkah|cara-menghitung|lapor|status|pelajaran)(\/|$)/;
const ofPledges = /^\/(ikrar|cakupan|periksa)/;
const filled = (pattern: string): string => pattern.replaceAll(/:\w+(\{[^}]*\})?/g, campaignId).replaceAll(/\?$/g, '');

interface Seen {
  readonly addresses: number;
  readonly differences: readonly string[];
}

/** Every address of somebody: those of the routes, those that pages link to, and every form. */
async function compare(plain: World, other: World, who: Who, skips: RegExp): Promise<Seen> {
  const differences: string[] = [];
  const gets = patterns(plain, 'GET');
  const open = [...gets.map(filled), `/cakupan/${campaignId}?unit=${units.large}`];
  const seen = new Set<string>();
  const perRoute = new Map<string, number>();
  const forms = new Map<string, Readonly<Record<string, string>>>();
  const note = (what: string, a: string, b: string): void => {
    if (a === b) return;
    const at = [...a].findIndex((letter, index) => letter !== b[index]);
    differences.push(`${who} ${what}: …${a.slice(Math.max(0, at - 80), at + 60)}… / …${b.slice(at, at + 60)}…`);
  };
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    const route = routeAt(gets, path) ?? '';
    const times = perRoute.get(route) ?? 0;
    const most = ofPledges.test(route) ? 4 : 1;
    if (seen.has(path) || route === '' || times >= most || (who !== 'visitor' && forEverybody.test(route))) continue;
    if (/^\/en(\/|$)/.test(path)) continue;
    seen.add(path);
    perRoute.set(route, times + 1);
    const [a, b] = await Promise.all([ask(plain, who, path), ask(other, who, path)]);
    note(path, a, b);
    for (const [, href = ''] of a.matchAll(/\shref="(\/[^"]*)"/g)) open.push(decode(href).replace(/#.*$/, ''));
    for (const form of readForms(a)) {
      if (form.method !== 'post' || form.multipart) continue;
      const fields = form.fields.filter(({ name, isFile }) => name !== '_csrf' && !isFile);
      forms.set(
        form.action,
        Object.fromEntries(fields.map(({ name, values, choices }) => [name, values[0] ?? choices[0]?.value ?? 'x'])),
      );
    }
  }
  for (const pattern of patterns(plain, 'POST')) {
    const path = filled(pattern);
    if (!forms.has(path)) forms.set(path, {});
  }
  // Wrong codes where codes are typed: one that never was, and a list of them.
  const wrong = newPledgeCode((bytes) => Buffer.alloc(bytes, 7));
  for (const path of forms.keys())
    if (path.startsWith('/ikrar')) forms.set(path, { ...forms.get(path), kode: wrong, nomor: wrong });
  for (const [path, form] of forms) {
    if (last.test(path) || skips.test(path)) continue;
    const [a, b] = await Promise.all([ask(plain, who, path, form), ask(other, who, path, form)]);
    note(`POST ${path}`, a, b);
  }
  return { addresses: seen.size + forms.size, differences };
}

async function compareOperations(plain: World, other: World): Promise<Seen> {
  const document: unknown = await (await plain.app.hono.request('/api/v1/openapi.json')).json();
  const paths = isRecord(document) && isRecord(document.paths) ? document.paths : {};
  const differences: string[] = [];
  let addresses = 0;
  for (const [path, methods] of Object.entries(paths))
    for (const method of Object.keys(isRecord(methods) ? methods : {})) {
      if (!['get', 'post', 'patch', 'delete'].includes(method)) continue;
      for (const secret of tokens) {
        addresses += 1;
        const address = `/api/v1${path.replaceAll(/\{\w+\}/g, campaignId)}`;
        const a = await operation(plain, secret, method.toUpperCase(), address);
        if (a !== (await operation(other, secret, method.toUpperCase(), address)))
          differences.push(`${method} ${address}: ${a.slice(0, 200)}`);
      }
    }
  return { addresses, differences };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const never = /(?!)/;
/** Codes for everybody of the roster, printed by the inspectorate: as many slips as people, and that is the one place for it. */
const slips = /\/kode$/;

describe.each([
  { name: 'one person more signed', make: withSigner, skips: never, whom: askers },
  // Whoever may not know of a signature may know even less of a roster: the two that could gain most; the deep run asks all.
  {
    name: 'one person more stands on the roster',
    make: withListed,
    skips: slips,
    whom: effort > 1 ? askers : (['visitor', 'superior'] as const),
  },
])('where $name', ({ make, skips, whom }) => {
  let plain: World;
  let other: World;
  beforeAll(async () => {
    plain = await copy();
    other = await make();
  }, 60_000);

  it.each(whom)(
    'every page and form answers %s the same',
    async (who) => {
      const { addresses, differences } = await compare(plain, other, who, skips);
      expect(differences).toEqual([]);
      expect(addresses).toBeGreaterThan(120);
    },
    300_000,
  );

  it('every operation answers programs of offices the same', async () => {
    const { addresses, differences } = await compareOperations(plain, other);
    expect(differences).toEqual([]);
    expect(addresses).toBeGreaterThan(100);
  }, 200_000);
});

describe('the worlds', () => {
  it('do differ, and nine more pledges do show: the pages look at what is there', async () => {
    const [plain, signed] = [await copy(), await withSigner()];
    const count = async (world: World): Promise<number> => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from netra.pledge`.execute(world.owner);
      return rows[0]?.n ?? 0;
    };
    expect(await count(signed)).toBe((await count(plain)) + 1);
    for (const code of more) await signIn(signed.app, code);
    const page = `/cakupan/${campaignId}`;
    expect(await ask(signed, 'inspectorate', page)).not.toBe(await ask(plain, 'inspectorate', page));
  }, 60_000);

  it('answer whoever holds a copy of the slip of that very person the same, open and closed, until the certificate has its number', async () => {
    const [plain, signed] = [await copy(), await withSigner()];
    const screens: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['', {}],
      ['', { layar: '000000' }],
      ['', { nomor: '2222-2222-2222' }],
      ['/latihan', {}],
      ['/latihan', { langkah: '1', jawab: 'fine' }],
      ['/latihan', { langkah: '2', jawab: 'breach' }],
      ['/baca', {}],
      ['/tanda-tangan', { kampanye: campaignId, naskah: 'ikrar-skb-2022/1' }],
      ['/tanda-tangan', { kampanye: campaignId, naskah: 'lain', ikrar: 'ya' }],
      ['/tanda-tangan', { kampanye: randomUUID(), naskah: 'ikrar-skb-2022/1', ikrar: 'ya' }],
      ['/sertifikat', {}],
      ['/sertifikat', { nomor: '2222-2222-2222' }],
      ['/yang-melihat', {}],
      ['/menolak', {}],
      ['/menolak', { kirim: '1', alasan: 'Saya menunggu penjelasan.' }],
    ];
    const compareAll = async (more: typeof screens): Promise<void> => {
      for (const [path, fields] of more)
        for (const who of ['visitor', 'superior', 'inspectorate'] as const) {
          const form = { kode: target.code, ...fields };
          const [a, b] = await Promise.all([plain, signed].map((one) => ask(one, who, `/ikrar/kode${path}`, form)));
          expect(a, `${who} ${path} ${JSON.stringify(fields)}`).toBe(b);
        }
    };
    await compareAll(screens);
    for (const { app } of [plain, signed]) app.clock.set(Temporal.Instant.from('2024-12-01T03:00:00Z'));
    // Also the form that signs: for whoever comes too late it signs nothing.
    await compareAll([
      ...screens,
      ['/tanda-tangan', { kampanye: campaignId, naskah: 'ikrar-skb-2022/1', hadir: '', ikrar: 'ya' }],
    ]);
  }, 60_000);

  it('answer an account that holds a copy of the slip the same: connecting, and what it sees of itself then', async () => {
    const [plain, signed] = [await copy(), await withSigner()];
    const forms = [
      { kode: target.code, nomor: '2222-2222-2222' },
      { kode: target.code, nomor: '' },
      { kode: target.code },
      { kode: target.code, nomor: target.code },
    ];
    for (const who of ['superior', 'inspectorate', 'officer'] as const)
      for (const form of forms) {
        const both = await Promise.all([plain, signed].map((one) => ask(one, who, '/ikrar/sambungkan', form)));
        expect(both[0], `${who} ${JSON.stringify(form)}`).toBe(both[1]);
        expect(both[0]).toContain('sambung=tidak');
        for (const path of ['/ikrar?sambung=tidak', '/ikrar/yang-melihat', '/akun']) {
          const [a, b] = await Promise.all([plain, signed].map((one) => ask(one, who, path)));
          expect(a, `${who} ${path}`).toBe(b);
        }
      }
  }, 60_000);

  it('show the same count at a ceremony to which nine people come and the one with the slip, whoever of them signed before', async () => {
    const worlds = [await copy(), await withSigner()];
    const ceremonyId = randomUUID();
    known.add(ceremonyId);
    const counts: string[] = [];
    for (const { app, owner } of worlds) {
      const { rows } = await sql<{
        id: string;
      }>`select id from auth.auth_user where email = ${accounts.inspectorate[0]}`.execute(owner);
      const now = app.platform.realNow();
      const at = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toString();
      await owner
        .insertInto('pledge_ceremony')
        .values({
          id: ceremonyId,
          campaign_id: campaignId,
          opened_by: rows[0]?.id ?? '',
          opened_at: at(now - 60_000),
          ends_at: at(now + 3_600_000),
        })
        .execute();
      for (const code of [...more, signedBefore, target.code])
        await signIn(app, code, presenceProof(app.platform.keys, ceremonyId, app.platform.realNow()));
    }
    for (const who of ['inspectorate', 'superior', 'officer'] as const) {
      const [a = '', b] = await Promise.all(
        worlds.map(async (world) =>
          // The digits on the wall change by the half minute.
          (await ask(world, who, `/ikrar/apel/${ceremonyId}/layar`)).replaceAll(
            /(?:\d ?){6}|data:image[^"]*|layar=\d+|\d+ detik/g,
            '(code)',
          ),
        ),
      );
      expect(a, who).toBe(b);
      counts.push(/ceremony-count[^>]*>([^<]*)/.exec(a)?.[1] ?? '');
    }
    // The head of a unit may run the ceremony; the officer finds no screen.
    expect(counts).toEqual(['10 orang atau lebih', '10 orang atau lebih', '']);
  }, 60_000);

  it('tell nobody by a look at reasons who gave one: the page of the slip says the same to who declined and to who did not', async () => {
    const worlds = [await copy(), await copy()];
    const [own, others] = worlds;
    const words = { kirim: '1', alasan: 'Saya menunggu penjelasan atasan.' };
    if (own === undefined || others === undefined) throw new Error('two worlds');
    await ask(own, 'visitor', '/ikrar/kode/menolak', { kode: target.code, ...words });
    await ask(others, 'visitor', '/ikrar/kode/menolak', { kode: more[0] ?? '', ...words });
    for (const world of worlds)
      expect(await ask(world, 'inspectorate', `/ikrar/kampanye/${campaignId}/alasan`)).toContain(words.alasan);
    for (const who of ['visitor', 'superior'] as const) {
      const [a, b] = await Promise.all(
        worlds.map((world) => ask(world, who, '/ikrar/kode/yang-melihat', { kode: target.code })),
      );
      expect(a, who).toBe(b);
      expect(a).toMatch(/alasan/i);
    }
  }, 60_000);

  it('are still alike after the next count', async () => {
    const worlds = [await copy(), await withSigner(), await withListed()];
    for (const { app } of worlds) {
      app.clock.set(Temporal.Instant.from('2024-10-09T03:00:00Z'));
      expect(await app.coverage.service.countToday()).toBe(1);
    }
    for (const who of ['superior', 'officer', 'inspectorate'] as const)
      for (const rest of ['', `/${campaignId}`, `/${campaignId}?unit=${units.large}`, `/${campaignId}/angka.csv`]) {
        const [wanted, ...others] = await Promise.all(worlds.map((world) => ask(world, who, `/cakupan${rest}`)));
        expect(others).toEqual([wanted, wanted]);
      }
  }, 60_000);
});

describe('time tells nothing', () => {
  const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

  it('a code that is not good takes as long whether or not somebody holds it', async () => {
    // One code lies in the database and is over, the others never were anybody's.
    const world = await copy();
    const over = newPledgeCode(world.app.platform.random);
    const { rows } = await sql<{
      id: string;
    }>`select id from netra.roster_person where id not in (select person_id from netra.pledge_code) limit 1`.execute(
      world.owner,
    );
    await world.owner
      .insertInto('pledge_code')
      .values({
        campaign_id: campaignId,
        person_id: rows[0]?.id ?? '',
        token: pledgeToken(world.app.platform.keys, over),
        channel: 'slip',
        expires_at: '2020-01-01',
      })
      .execute();
    const took = async (code: string): Promise<number> => {
      const visitor = new Visitor(world.app.hono, '10.8.8.8');
      const began = performance.now();
      const { status } = await visitor.post('/ikrar/kode', { kode: code });
      if (status !== 422) throw new Error(`a wrong code was taken: ${status}`);
      return performance.now() - began;
    };
    const onRoster: number[] = [];
    const nowhere: number[] = [];
    for (let turn = 0; turn < 250; turn += 1) {
      const first = turn % 2 === 0;
      const wrong = newPledgeCode(world.app.platform.random);
      if (first) onRoster.push(await took(over));
      nowhere.push(await took(wrong));
      if (!first) onRoster.push(await took(over));
    }
    const ratio = median(onRoster) / median(nowhere);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  }, 120_000);

  it('a page of figures takes as long whether or not one person signed', async () => {
    const [plain, signed] = [await copy(), await withSigner()];
    const times = { plain: [] as number[], signed: [] as number[] };
    for (let turn = 0; turn < 60; turn += 1)
      for (const world of turn % 2 === 0 ? (['plain', 'signed'] as const) : (['signed', 'plain'] as const)) {
        const began = performance.now();
        await ask(world === 'plain' ? plain : signed, 'superior', `/cakupan/${campaignId}`);
        times[world].push(performance.now() - began);
      }
    const ratio = median(times.plain) / median(times.signed);
    expect(ratio).toBeGreaterThan(0.75);
    expect(ratio).toBeLessThan(1.33);
  }, 120_000);
});
