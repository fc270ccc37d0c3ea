/** The door of the authority's desk: recommendations that wait, the procedure step by step, and the watch over who does not act. */
import { Hono } from 'hono';
import { jsx } from 'hono/jsx';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Env, Member, Role } from '../../platform/http/env.ts';
import { show } from '../../platform/http/server.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { membershipsFor, signInFirst } from '../accounts/index.ts';
import type { CasePanel, CasesFeature } from '../cases/index.ts';
import { AuthorityDesk, ProcedurePanel, WatchPage } from './authority-pages.tsx';
import { readShares, readWaiting, readWatched } from './authority-read.ts';
import { authorityWords } from './words.ts';

export interface AuthorityFeature {
  readonly routes: Hono<Env>;
  readonly panel: CasePanel;
  navFor(member: Member, lang: Language): readonly NavItem[];
}

/** The page of a list, from 1. */
function pageIn(asked: string | undefined): number {
  return asked !== undefined && /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : 1;
}

export function authorityFeature(
  platform: Platform,
  deps: { readonly cases: Pick<CasesFeature, 'service'> },
): AuthorityFeature {
  const { cases } = deps;
  const bodiesAs = (member: Member, role: Role): readonly string[] =>
    member.mustEnrol ? [] : membershipsFor(member, [role]).map((one) => one.bodyId);
  const routes = new Hono<Env>();

  routes.get('/rekomendasi', async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const bodies = bodiesAs(member, 'authority');
    if (bodies.length === 0) return platform.problem(c, 'not-found');
    const number = pageIn(c.req.query('hal'));
    const list = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
      readWaiting(tx, bodies, number),
    );
    await cases.service.recordList(member, 'authority', number);
    const now = await platform.legalClock.now();
    return show(c, jsx(AuthorityDesk, { page: await platform.page(c), ...list, number, now }));
  });

  routes.get('/pantauan', async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const bodies = bodiesAs(member, 'conveyor');
    if (bodies.length === 0) return platform.problem(c, 'not-found');
    const now = await platform.legalClock.now();
    const number = pageIn(c.req.query('hal'));
    const { list, shares } = await runAs(platform.db, { kind: 'member', userId: member.userId }, async (tx) => ({
      list: await readWatched(tx, bodies, number),
      shares: await readShares(tx, bodies, now),
    }));
    await cases.service.recordList(member, 'watch', number);
    return show(c, jsx(WatchPage, { page: await platform.page(c), ...list, number, now, shares }));
  });

  return {
    routes,
    panel: {
      place: 'main',
      render: async ({ page, now }, view) => jsx(ProcedurePanel, { page, view, now, rulebook: platform.law.current() }),
    },
    navFor: (member, lang) => {
      const words = authorityWords(lang);
      const item = (href: string, label: string): NavItem => ({ href, label, count: null, current: false });
      return [
        ...(bodiesAs(member, 'authority').length > 0 ? [item('/rekomendasi', words.nav)] : []),
        ...(bodiesAs(member, 'conveyor').length > 0 ? [item('/pantauan', words.navWatch)] : []),
      ];
    },
  };
}
