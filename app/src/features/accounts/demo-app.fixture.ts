/** For tests: the demonstration's sign-ins on a composed application, with offices at which they serve. */
import { createHash, randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { SignOnSettings } from '../../platform/configuration/sign-on-settings.ts';
import { type Address, poolFor } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Env } from '../../platform/http/env.ts';
import { forgery } from '../../platform/http/forgery.ts';
import { inLanguage } from '../../platform/http/language.ts';
import { memoryLimits } from '../../platform/http/limits.ts';
import { problems } from '../../platform/http/problems.ts';
import { makeServer, pathOf } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { ErrorPage, type PageContext } from '../../ui/index.ts';
import { findDemoCode } from './demo-accounts.ts';
import {
  type AccountsFeature,
  accountsFeature,
  type DemoAccount,
  isBackChannel,
  makeBody,
  makeJurisdiction,
} from './index.ts';

export const demoAccounts = [
  account('kota@peragaan.netra.id', 'Petugas Kota', 'officer', 'bawaslu-arunika'),
  account('satgas@peragaan.netra.id', 'Petugas Satgas', 'verifier', 'satgas-arunika'),
  account('media@peragaan.netra.id', 'Petugas Media', 'media', 'bawaslu-arunika'),
  account('asn@peragaan.netra.id', 'Pegawai Contoh', 'asn', 'ppk-arunika'),
  account('pengelola@peragaan.netra.id', 'Pengelola Contoh', 'admin', 'administrasi'),
] as const satisfies readonly DemoAccount[];

function account(email: string, name: string, role: DemoAccount['role'], bodyCode: string): DemoAccount {
  return { email, name, role, bodyCode, does: { id: `Mencoba ${role}`, en: `Try ${role}` } };
}

export interface DemoApp {
  readonly hono: Hono<Env>;
  readonly accounts: AccountsFeature;
  readonly bodies: Readonly<Record<string, string>>;
  /** Forgets all tries, as after a minute. */
  afterAMinute(): void;
  /** Moves the real clock of the application on; codes stay those of the wall. */
  wait(minutes: number): void;
  /** Brings the clock back to the wall. */
  backToNow(): void;
  end(): Promise<void>;
}

/**
 * The HTTP layer around accounts as the composition root builds it, with the list of sign-ins. In production the same list is passed, to
 * see that nothing of it is shown.
 */
export async function startDemoApp(
  test: { readonly platform: Platform; readonly address: Address },
  instanceSecret: string,
  options: { readonly signOn?: SignOnSettings } = {},
): Promise<DemoApp> {
  let ahead = 0;
  const pool = poolFor(test.address, { max: 3, nativeTypes: true });
  const { platform: base } = test;
  const keys = base.keys;
  /** One token for all forms of a page. */
  const tokens = new WeakMap<object, string>();
  const pageOf = async (c: Parameters<Platform['page']>[0]): Promise<PageContext> => {
    const member = c.get('member');
    const lang = c.get('lang');
    const nav = member === null ? [] : accounts.navFor(member, lang);
    return {
      lang,
      path: pathOf(c.req.url),
      to: (path) => inLanguage(lang, path),
      actor: member === null ? null : accounts.describe(member, lang, pathOf(c.req.url), nav),
      demo: null,
      get csrf() {
        const there = tokens.get(c) ?? server.tokenFor(c);
        tokens.set(c, there);
        return there;
      },
      assets: { style: '/assets/t.css', script: '/assets/t.js', font: '/assets/t.woff2' },
    };
  };
  const server = makeServer({
    https: false,
    log: base.log,
    uuid: randomUUID,
    markAddress: (c) => c.env.incoming.socket.remoteAddress ?? '',
    findMember: (c) => accounts.service.findMember(c.req.raw.headers),
    pageFor: pageOf,
    forgery: (refuse) =>
      forgery({ key: keys('form-token'), https: false, random: base.random, pathOf, sealed: isBackChannel, refuse }),
    errorPage: (page, kind, errorId) => ErrorPage({ page, status: problems[kind], errorId }),
  });
  let limits = memoryLimits();
  const platform: Platform = {
    ...base,
    limits: { take: (name, mark) => limits.take(name, mark) },
    // The composed application beside this one has defined its queues already.
    jobs: { ...base.jobs, define: () => {} },
    page: pageOf,
    realNow: () => Date.now() + ahead,
    stepUp: (c, backTo) => accounts.stepUp.require(c, backTo),
    problem: server.problem,
  };
  const secret = createHash('sha256').update(`netra accounts ${instanceSecret}`).digest('base64url');
  const accounts = accountsFeature(platform, {
    ...{ pool, secret, https: false, demoAccounts, signOn: options.signOn ?? null },
    dispatch: (request, c) => server.app.fetch(request, c.env),
  });
  server.app.use(accounts.enrolFirst);
  server.app.route('/', accounts.routes);
  server.app.get('/antrean', (c) => c.text('antrean'));

  const bodies = await runAs(test.platform.db, { kind: 'system' }, async (tx) => {
    const place = { nation: randomUUID(), province: randomUUID(), city: randomUUID() };
    const ids: Record<string, string> = {};
    for (const one of [
      { id: place.nation, code: 'ID', name: 'Indonesia', level: 'nation', parentId: null },
      { id: place.province, code: 'NR', name: 'Nusa Raya', level: 'province', parentId: place.nation },
      { id: place.city, code: 'NR.01', name: 'Kota Arunika', level: 'city', parentId: place.province },
    ] as const)
      if (!(await makeJurisdiction(tx, one)).ok) throw new Error(one.code);
    for (const [code, kind, name] of [
      ['bawaslu-arunika', 'bawaslu', 'Bawaslu Kota Arunika'],
      ['satgas-arunika', 'satgas', 'Satgas Kota Arunika'],
      ['ppk-arunika', 'ppk', 'Wali Kota Arunika'],
    ] as const) {
      const id = randomUUID();
      ids[code] = id;
      const rest = { jurisdictionId: place.city, zone: 'WIB', validFrom: null, validUntil: null } as const;
      if (!(await makeBody(tx, keys, { id, code, kind, name, ...rest })).ok) throw new Error(code);
    }
    return { ...ids, 'place-city': place.city, 'place-nation': place.nation, 'place-province': place.province };
  });
  if (platform.demo)
    await runAs(test.platform.db, { kind: 'system' }, async (tx) => {
      for (const one of demoAccounts) await accounts.createDemoAccount(tx, one);
    });
  return {
    hono: server.app,
    accounts: { ...accounts, demoCode: (email) => findDemoCode(base.db, keys, email, Date.now()) },
    bodies,
    afterAMinute: () => {
      limits = memoryLimits();
    },
    wait: (minutes) => {
      ahead += minutes * 60_000;
    },
    backToNow: () => {
      ahead = 0;
    },
    end: () => pool.end(),
  };
}
