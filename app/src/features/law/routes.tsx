/** The law over HTTP. Everything answers to GET, works without a script, and stores nothing of what was asked. */
import { builtIn, findProcedure, findRules, isIsoDay, type Rulebook } from '@netra/rulebook';
import { type Context, Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Env } from '../../platform/http/env.ts';
import { show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { type PageContext, PageHeading, PublicLayout } from '../../ui/index.ts';
import { CalendarPage, ElectionPage } from './date-pages.tsx';
import { Finders, IndexPage } from './index-page.tsx';
import { InstrumentPage } from './instrument-page.tsx';
import { type LawItem, lawItems } from './items.ts';
import { newShelf, type Shelf } from './kept.tsx';
import { type Law, lawOf } from './law.ts';
import type { LawPage } from './parts.tsx';
import { lawPath } from './paths.ts';
import { ProcedurePage, readCount } from './procedure-page.tsx';
import { QuestionPage, QuestionsPage } from './question-pages.tsx';
import { BodiesPage, SanctionsPage } from './reference-pages.tsx';
import { RulePage } from './rule-page.tsx';
import { createIndex, type Index } from './search.ts';
import { lawWords } from './words.ts';

/** Searches never grow longer than this; the rest is cut off unread. */
const LONGEST = 200;

interface Read {
  readonly law: Law;
  readonly index: Index<LawItem>;
  readonly shelf: Shelf;
}

/** What other features show on the page of a rule; null: nothing. */
export type BesideRule = (page: PageContext, rule: string) => Promise<ReturnType<FC> | null>;

export function lawRoutes(platform: Platform, besideRule?: BesideRule): Hono<Env> {
  const routes = new Hono<Env>();
  /** Made once per rulebook: it changes only when somebody adds to the law. */
  const made = new WeakMap<Rulebook, Read>();
  const read = (): Read => {
    const rulebook = currentRulebook(platform);
    const there = made.get(rulebook);
    if (there !== undefined) return there;
    const law = lawOf(rulebook);
    const fresh = { law, index: createIndex(lawItems(law)), shelf: newShelf() };
    made.set(rulebook, fresh);
    return fresh;
  };
  const frame = async (c: Context<Env>, path: string): Promise<LawPage> => {
    const page = await platform.page(c);
    return { page, version: read().law.version, address: platform.publicUrl + page.to(path) };
  };
  /** The page, or the page that says there is none and offers a search. */
  const answer = async (c: Context<Env>, page: ReturnType<FC> | null): Promise<Response> =>
    page === null ? show(c, <MissingPage {...(await frame(c, lawPath.index()))} />, 404) : show(c, page);

  routes.get('/hukum', async (c) => {
    const { law, index, shelf } = read();
    const query = (c.req.query('cari') ?? '').slice(0, LONGEST).trim();
    const day = (c.req.query('pada') ?? '').slice(0, LONGEST).trim();
    const props = await frame(c, lawPath.index());
    const today = legalDay(await platform.legalClock.now(), 'WIB');
    const valid = isIsoDay(day) && day >= '1900-01-01' && day <= '2999-12-31';
    const errors = day === '' || valid ? [] : [{ field: 'pada', message: lawWords(props.page.lang).on.wrong }];
    const results = query === '' ? undefined : index.find(query);
    const asked = { query, day };
    const on = valid ? day : undefined;
    return show(
      c,
      <IndexPage {...props} {...{ law, shelf, today, asked, results, on, errors }} />,
      errors.length > 0 ? 422 : 200,
    );
  });

  routes.get('/hukum/aturan/:id', async (c) => {
    const id = c.req.param('id');
    if (id.endsWith('.json')) return asData(c, id.slice(0, -'.json'.length));
    const props = await frame(c, lawPath.rule(id));
    const beside = (await besideRule?.(props.page, id)) ?? undefined;
    return answer(c, RulePage({ ...props, law: read().law, id, beside }));
  });
  routes.get('/hukum/instrumen/:id', async (c) => {
    const id = c.req.param('id');
    return answer(c, InstrumentPage({ ...(await frame(c, lawPath.instrument(id))), law: read().law, id }));
  });
  routes.get('/hukum/batas-waktu/:id', async (c) => {
    const id = c.req.param('id');
    const props = await frame(c, lawPath.procedure(id));
    const { law } = read();
    const procedure = findProcedure(id);
    const asked = (name: string): string => (c.req.query(name) ?? '').slice(0, LONGEST);
    const count =
      procedure === undefined
        ? undefined
        : readCount(procedure, law, props.page.lang, { step: asked('step'), from: asked('dari'), zone: asked('zona') });
    const page = ProcedurePage({ ...props, law, id, count });
    return page === null || count === undefined || count.errors.length === 0 ? answer(c, page) : show(c, page, 422);
  });
  routes.get('/hukum/tanya', async (c) =>
    show(c, <QuestionsPage {...(await frame(c, lawPath.questions()))} law={read().law} />),
  );
  routes.get('/hukum/tanya/:id', async (c) => {
    const id = c.req.param('id');
    return answer(c, QuestionPage({ ...(await frame(c, lawPath.edge(id))), law: read().law, id }));
  });
  routes.get('/hukum/sanksi', async (c) => show(c, <SanctionsPage {...(await frame(c, lawPath.sanctions()))} />));
  routes.get('/hukum/lembaga', async (c) => show(c, <BodiesPage {...(await frame(c, lawPath.bodies()))} />));
  routes.get('/hukum/pemilu/:id', async (c) => {
    const id = c.req.param('id');
    return answer(c, ElectionPage({ ...(await frame(c, lawPath.election(id))), law: read().law, id }));
  });
  routes.get('/hukum/kalender/:year', async (c) => {
    const year = c.req.param('year');
    return answer(c, CalendarPage({ ...(await frame(c, lawPath.calendar(year))), ...read(), year }));
  });
  routes.get('/hukum/*', async (c) => answer(c, null));
  return routes;

  /** A rule as data, with the version it belongs to. */
  function asData(c: Context<Env>, id: string): Response | Promise<Response> {
    const found = findRules(id).find((one) => one.kind === 'row' || one.kind === 'provision' || one.kind === 'reading');
    if (found === undefined) return answer(c, null);
    const { kind, citation, data } = found;
    return c.json({ id: found.id, kind, citation, rulebookVersion: builtIn.version, data });
  }
}

function currentRulebook(platform: Platform): Rulebook {
  return platform.law.current();
}

const MissingPage: FC<LawPage> = ({ page }) => {
  const words = lawWords(page.lang);
  return (
    <PublicLayout page={page} title={words.missing.title} noindex>
      <PageHeading title={words.missing.title} lead={words.missing.text} />
      <Finders page={page} asked={{ query: '', day: '' }} />
      <p>
        <a href={page.to(lawPath.index())}>{words.search.all}</a>
      </p>
    </PublicLayout>
  );
};
