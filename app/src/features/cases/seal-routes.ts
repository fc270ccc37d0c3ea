/** What an office takes along to prove things elsewhere: the sealed history of a case, and the receipts of a hand-over. */
import { Hono } from 'hono';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { goTo } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { receiptFileName, sealState } from '../ledger/index.ts';
import { type HandoverMark, handoverMarks, readHistory, readMarkOpening } from './case-chain.ts';
import { ownBodies } from './case-permissions.ts';
import type { CaseReadModel } from './case-read-model.ts';
import type { CaseService } from './case-service.ts';
import { markSlugs } from './seal-marks.tsx';

export interface SealRouteDeps {
  readonly service: CaseService;
  readonly readModel: CaseReadModel;
  readonly atDesk: (c: Ctx) => Promise<Member | Response>;
  /** The number of the address as we write it. */
  readonly numberIn: (c: Ctx) => string;
}

export function sealRoutes(platform: Platform, { service, readModel, atDesk, numberIn }: SealRouteDeps): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get('/perkara/:number/riwayat.json', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await readModel.findCase(member, numberIn(c));
    if (view === undefined) return platform.problem(c, 'not-found');
    const file = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) => readHistory(tx, view.id));
    if (file === null) return goTo(c, await platform.page(c), `/perkara/${view.number}`);
    await service.recordReading(member, view.id, 'case.history');
    return download(c, file, 'riwayat.json', 'application/json; charset=utf-8');
  });

  routes.get('/perkara/:number/serah-terima/:seq/:mark', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const mark = markOf(c.req.param('mark'));
    const seq = Number(c.req.param('seq'));
    if (mark === undefined || !/^[1-9]\d{0,6}$/.test(c.req.param('seq'))) return platform.problem(c, 'not-found');
    const found = await runAs(platform.db, { kind: 'member', userId: member.userId }, async (tx) => {
      const read = await readMarkOpening(tx, ownBodies(member), numberIn(c), seq, mark);
      if (read === undefined || read.opening === 'kept') return undefined;
      return { caseId: read.caseId, state: await sealState(platform, tx, read.opening) };
    });
    if (found === undefined) return platform.problem(c, 'not-found');
    // It waits for the next batch: the page says until when.
    if (found.state.kind !== 'sealed') return goTo(c, await platform.page(c), `/perkara/${numberIn(c)}`);
    await service.recordReceipt(member, found.caseId);
    return download(c, found.state.receipt, receiptFileName, 'text/plain; charset=utf-8');
  });

  return routes;
}

function markOf(slug: string): HandoverMark | undefined {
  return handoverMarks.find((mark) => `${markSlugs[mark]}.txt` === slug);
}

function download(c: Ctx, text: string, name: string, type: string): Response {
  return c.body(text, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}
