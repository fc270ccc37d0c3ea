/**
 * "Bolehkah saya…?" for browsers without a script. Every page is the answer to a form that carries all that was told: nothing is stored, nothing
 * is logged, no cookie is set, and no answer stands in an address. Where the script runs, none of these forms is ever sent.
 */
import type { Election } from '@netra/rulebook';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { typedOf } from '../../platform/http/forms.ts';
import { show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { PageContext } from '../../ui/index.ts';
import { triage } from '../triage/index.ts';
import { AskPage } from './ask-page.tsx';
import type { Circumstances } from './conversation.ts';
import { type Law, lawWith } from './law.ts';
import { beginning, type State, turn } from './turn.ts';
import { guidancePath } from './view.ts';

export interface GuidanceDeps {
  /** Id of the election that is open by the calendar or by the settings. */
  readonly electionId: () => Promise<string>;
}

export function guidanceRoutes(platform: Platform, deps: GuidanceDeps): Hono<Env> {
  const routes = new Hono<Env>();
  let known: { readonly added: readonly Election[]; readonly law: Law } | undefined;
  /** Made anew only when an election was added. */
  const current = () => {
    const { elections: added } = platform.law.current().additions;
    if (known === undefined || known.added !== added) known = { added, law: lawWith(added) };
    return known;
  };

  const answer = async (c: Ctx, state: State): Promise<Response> => {
    const page = await platform.page(c);
    const today = legalDay(await platform.legalClock.now(), 'WIB');
    const { law, added } = current();
    const circumstances: Circumstances = { law, today, openElection: await deps.electionId() };
    return show(
      c,
      <AskPage
        page={withoutCookie(page)}
        state={state}
        circumstances={circumstances}
        added={added}
        triage={triage}
        script={page.assets.guidance}
        legalNow={page.demo?.legalNow ?? null}
        origin={platform.publicUrl}
      />,
    );
  };

  // The page holds no secret that its size could tell: what is repeated in it may be pressed together. The first page is handed out from
  // memory, pressed already; one that comes pressed would not be kept there.
  const press = compress();
  routes.use(guidancePath, (c, next) => (c.req.method === 'POST' ? press(c, next) : next()));
  routes.get(guidancePath, (c) => answer(c, beginning));
  routes.post(guidancePath, async (c) => {
    if (!(await platform.limits.take('guidance-step', c.get('addressMark')))) return platform.problem(c, 'too-many');
    return answer(c, turn(await typedOf(c)));
  });
  return routes;
}

/**
 * The page as whoever asks gets it: nobody is greeted, no form needs a cookie. That this is a demonstration is said in words, since moving its
 * clock is a form with a cookie.
 */
function withoutCookie({ lang, to, assets }: PageContext): PageContext {
  return {
    lang,
    path: guidancePath,
    to,
    actor: null,
    demo: null,
    get csrf(): string {
      throw new Error('this page changes nothing and sets no cookie: its forms carry no token');
    },
    assets,
  };
}
