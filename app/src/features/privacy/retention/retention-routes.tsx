/** Addresses of disposal: the dry run of administrators, and holds and disposal by two at the case. */
import { Hono } from 'hono';
import { z } from 'zod';
import { parseReference } from '../../../platform/crypto/reference.ts';
import { lettersOf } from '../../../platform/http/clean-text.ts';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { type FieldError, typedOf, typedText } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import type { Platform } from '../../../platform/platform.ts';
import { fail, type Result } from '../../../platform/result.ts';
import { membershipsFor, signInFirst } from '../../accounts/index.ts';
import { type CasesFeature, type CaseView, mayActAtHolder, mayRead } from '../../cases/index.ts';
import type { DisposalError, DisposalService } from './disposal-service.ts';
import { DueNowPage, StoragePage } from './retention-pages.tsx';
import { retentionWords } from './retention-words.ts';

export interface RetentionDeps {
  readonly platform: Platform;
  readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
  readonly disposal: DisposalService;
}

export function retentionRoutes({ platform, cases, disposal }: RetentionDeps): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get('/admin/penghapusan', async (c) => {
    const member = c.get('member');
    if (member === null || membershipsFor(member, ['admin']).length === 0) return platform.problem(c, 'not-found');
    return show(
      c,
      <DueNowPage page={await platform.page(c)} due={await disposal.due()} log={await disposal.log(member)} />,
    );
  });

  const findCase = async (c: Ctx): Promise<{ member: Member; view: CaseView } | Response> => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const number = parseReference('case', c.req.param('number') ?? '');
    const view =
      number.ok && mayRead(member) && !member.mustEnrol
        ? await cases.readModel.findCase(member, number.value)
        : undefined;
    return view === undefined ? platform.problem(c, 'not-found') : { member, view };
  };

  const showStorage = async (
    c: Ctx,
    at: { readonly member: Member; readonly view: CaseView },
    more: {
      readonly errors?: readonly FieldError[];
      readonly refused?: string;
      readonly typed?: { readonly hold: string; readonly reason: string };
    } = {},
  ): Promise<Response> => {
    const { member, view } = at;
    const storage = await disposal.storage(member, view.id);
    if (storage === undefined) return platform.problem(c, 'not-found');
    await cases.service.recordReading(member, view.id, 'case.storage');
    return show(
      c,
      <StoragePage
        page={await platform.page(c)}
        view={view}
        storage={storage}
        mayWrite={mayActAtHolder(member, view.holderBodyId)}
        errors={more.errors ?? []}
        refused={more.refused}
        typed={more.typed ?? { hold: '', reason: '' }}
        done={c.req.query('tersimpan') === '1'}
      />,
      (more.errors?.length ?? 0) > 0 || more.refused !== undefined ? 422 : 200,
    );
  };

  routes.get('/perkara/:number/penyimpanan', async (c) => {
    const at = await findCase(c);
    return at instanceof Response ? at : showStorage(c, at);
  });

  /** One form of the page; only for people of the office that holds the case. */
  const form = (
    path: string,
    take: (
      c: Ctx,
      at: { member: Member; view: CaseView },
      text: (name: string) => string,
    ) => Promise<Response | Result<null, DisposalError>>,
  ): void => {
    routes.post(`/perkara/:number/penyimpanan/${path}`, async (c) => {
      const at = await findCase(c);
      if (at instanceof Response) return at;
      const page = await platform.page(c);
      const back = `/perkara/${at.view.number}/penyimpanan`;
      if (!mayActAtHolder(at.member, at.view.holderBodyId)) return goTo(c, page, back);
      const typed = await typedOf(c);
      const done = await take(c, at, (name) => typedText(typed, name).trim());
      if (done instanceof Response) return done;
      return done.ok
        ? goTo(c, page, `${back}?tersimpan=1`)
        : showStorage(c, at, { refused: retentionWords(page.lang).storage.wrong[done.error] });
    });
  };
  const reasonOk = (reason: string): boolean => lettersOf(reason) >= 10 && lettersOf(reason) <= 2000;
  const wrongReason = (c: Ctx) => retentionWords(c.get('lang')).storage.wrong.reason;
  const nothing = { ok: true, value: null } as const;

  form('tahan', async (c, at, text) => {
    const hold = text('tahan');
    if (!reasonOk(hold))
      return showStorage(c, at, {
        errors: [{ field: 'tahan', message: wrongReason(c) }],
        typed: { hold, reason: '' },
      });
    return (await disposal.hold(at.member, at.view.id, hold)) ? nothing : fail('not-closed');
  });
  form('lepas', async (_, at, text) => {
    const id = z.uuid().safeParse(text('hold'));
    if (id.success) await disposal.lift(at.member, at.view.id, id.data);
    return nothing;
  });
  form('usul', async (c, at, text) => {
    const reason = text('alasan');
    if (!reasonOk(reason))
      return showStorage(c, at, {
        errors: [{ field: 'alasan', message: wrongReason(c) }],
        typed: { hold: '', reason },
      });
    return disposal.propose(at.member, at.view.id, reason);
  });
  form('batal', async (_, at) => {
    await disposal.withdraw(at.member, at.view.id);
    return nothing;
  });
  // It cannot be taken back: a session left open, or stolen, is not enough for this.
  form('setujui', async (c, at) => (await platform.stepUp(c)) ?? disposal.confirm(at.member, at.view.id));
  return routes;
}
