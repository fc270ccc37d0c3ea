/** Addresses of coverage. Whoever has no part in a campaign gets the page of an address that does not exist. */
import { Hono } from 'hono';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { show } from '../../platform/http/server.ts';
import { csvLine, csvStart } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { membershipsFor, signInFirst } from '../accounts/index.ts';
import { findCoverage, readCoverage } from './coverage-read.ts';
import { CoverageListPage, CoveragePage, coveragePath } from './coverage-views.tsx';
import { coverageWords } from './words.ts';

/** Who has something to see here. */
export const coverageRoles = ['inspectorate', 'superior', 'officer', 'overseer'] as const;

const uuidShape = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function coverageRoutes(platform: Platform): Hono<Env> {
  const routes = new Hono<Env>();
  const today = async (): Promise<string> => legalDay(await platform.legalClock.now(), 'WIB');
  const electionName = (id: string, lang: 'id' | 'en'): string =>
    platform.law.current().findElection(id)?.name[lang] ?? id;
  const allowed = (c: Ctx): Member | null => {
    const member = c.get('member');
    return member !== null && membershipsFor(member, coverageRoles).length > 0 ? member : null;
  };

  routes.get(coveragePath, async (c) => {
    if (c.get('member') === null) return signInFirst(c, platform);
    const member = allowed(c);
    if (member === null) return platform.problem(c, 'not-found');
    const day = await today();
    const page = await platform.page(c);
    const shown = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) => readCoverage(tx, day));
    return show(c, <CoverageListPage page={page} shown={shown} electionName={(id) => electionName(id, page.lang)} />);
  });

  /** The campaign of the address in the sight of who asks, or the answer to give instead. */
  const found = async (c: Ctx, id: string, unit: string | null) => {
    if (c.get('member') === null) return signInFirst(c, platform);
    const member = allowed(c);
    if (member === null || !uuidShape.test(id) || (unit !== null && !uuidShape.test(unit)))
      return platform.problem(c, 'not-found');
    const day = await today();
    const detail = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
      findCoverage(tx, id, unit, day),
    );
    return detail ?? platform.problem(c, 'not-found');
  };

  routes.get(`${coveragePath}/:id`, async (c) => {
    const detail = await found(c, c.req.param('id'), c.req.query('unit') ?? null);
    if (detail instanceof Response) return detail;
    const page = await platform.page(c);
    return show(
      c,
      <CoveragePage page={page} detail={detail} election={electionName(detail.campaign.electionId, page.lang)} />,
    );
  });

  // The same figures as a file: made from the same reading, so that page and file cannot be subtracted.
  routes.get(`${coveragePath}/:id/angka.csv`, async (c) => {
    const detail = await found(c, c.req.param('id'), null);
    if (detail instanceof Response) return detail;
    const lang = c.get('lang');
    const words = coverageWords(lang);
    const lines = [
      [words.institution, words.rate, words.lessons],
      [detail.campaign.institution, shown(detail.rate), shown(detail.lessons)],
      ...(detail.units ?? []).map(({ unit, rate }) => [unit.name, shown(rate), '']),
    ];
    return c.body(csvStart + lines.map(csvLine).join(''), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${words.csvName}-${detail.day ?? 'x'}.csv"`,
      'cache-control': 'no-store',
    });
  });

  return routes;
}

function shown(rate: number | undefined): string {
  return rate === undefined ? '' : String(rate);
}
