/** The log's pages for everybody: no cookie, the same for all, kept by any cache for a short while. */
import { createHash } from 'node:crypto';
import { isIsoDay } from '@netra/rulebook';
import { Hono } from 'hono';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Ctx, Env } from '../../../platform/http/env.ts';
import { show } from '../../../platform/http/server.ts';
import type { Platform } from '../../../platform/platform.ts';
import { readKeys } from '../log-keys.ts';
import type { LedgerService } from '../log-service.ts';
import { findSigned, findState } from '../log-store.ts';
import { anonymousPage } from './anonymous-page.ts';
import { dayInWib, findDailyRoot, listDailyRoots, neighbours } from './daily-roots.ts';
import { DayPage, NoDayPage } from './day-page.tsx';
import { atomFeed } from './feed.ts';
import { findLawReceipt, listLawLeaves } from './law-leaves.ts';
import { LawLeavesPage } from './law-page.tsx';
import { LogPage } from './log-page.tsx';
import { dailyFeed, dayPath, lawLeaves, lawReceiptPath, logHome } from './paths.ts';

/** Pages that follow the log. */
const SOON = 'public, max-age=30';
/** A day that is over: its last batch may still be signed late, after a crash. */
const LATER = 'public, max-age=3600';
const DAYS_SHOWN = 10;
const DAYS_TOLD = 30;

export function publicLogRoutes(platform: Platform, service: Pick<LedgerService, 'nextTick'>): Hono<Env> {
  const routes = new Hono<Env>();
  const { db, demo, publicUrl, logMinutes: minutes } = platform;
  const clock = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(platform.realNow());
  const pageFor = async (c: Ctx) => anonymousPage(await platform.page(c));

  routes.get(logHome, async (c) => {
    const now = clock();
    const page = await pageFor(c);
    const read = await runAs(db, { kind: 'public' }, async (tx) => ({
      checkpoint: await findSigned(tx),
      keys: await readKeys(tx),
      days: await listDailyRoots(tx, DAYS_SHOWN),
    }));
    c.header('cache-control', SOON);
    const today = dayInWib(now);
    return show(c, <LogPage {...{ page, demo, minutes, today, now, publicUrl }} {...read} next={service.nextTick()} />);
  });

  routes.get(lawLeaves, async (c) => {
    const page = await pageFor(c);
    const leaves = await runAs(db, { kind: 'public' }, listLawLeaves);
    c.header('cache-control', SOON);
    return show(c, <LawLeavesPage {...{ page, demo, leaves }} />);
  });

  routes.get(lawReceiptPath(':commitment'), async (c) => {
    const commitment = c.req.param('commitment') ?? '';
    const receipt = await runAs(db, { kind: 'public' }, (tx) => findLawReceipt(tx, commitment));
    if (receipt === null) return platform.problem(c, 'not-found');
    return c.body(receipt, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="bukti-segel-hukum-${commitment.slice(0, 8)}.txt"`,
      'cache-control': SOON,
    });
  });

  // Before the days: its name would fit them too.
  routes.get(dailyFeed, async (c) => {
    const lang = c.get('lang');
    const page = await pageFor(c);
    const today = dayInWib(clock());
    const read = await runAs(db, { kind: 'public' }, async (tx) => ({
      state: await findState(tx),
      began: (await readKeys(tx))[0]?.signsFrom,
      days: await listDailyRoots(tx, DAYS_TOLD, today),
    }));
    const { state, began, days } = read;
    if (state === undefined || began === undefined) return platform.problem(c, 'not-found');
    const address = (path: string): string => `${publicUrl}${page.to(path)}`;
    const feed = atomFeed({ lang, origin: state.origin, address, days, began });
    const tag = `"${createHash('sha256').update(feed).digest('base64url').slice(0, 22)}"`;
    c.header('cache-control', LATER);
    c.header('etag', tag);
    if (c.req.header('if-none-match') === tag) return c.body(null, 304);
    return c.body(feed, 200, { 'content-type': 'application/atom+xml; charset=utf-8' });
  });

  routes.get(dayPath(':day'), async (c) => {
    const day = c.req.param('day') ?? '';
    // Outside four-digit years there is no day to look for.
    if (!isIsoDay(day) || day < '2000-01-01' || day > '2999-12-31') return platform.problem(c, 'not-found');
    const page = await pageFor(c);
    const { root, state, around } = await runAs(db, { kind: 'public' }, async (tx) => ({
      root: await findDailyRoot(tx, day),
      state: await findState(tx),
      around: await neighbours(tx, day),
    }));
    const unfinished = day >= dayInWib(clock());
    c.header('cache-control', unfinished || root === undefined ? SOON : LATER);
    if (root === undefined || state === undefined) return show(c, <NoDayPage page={page} {...around} />, 404);
    return show(c, <DayPage {...{ page, demo, root, unfinished, publicUrl }} {...around} origin={state.origin} />);
  });
  return routes;
}
