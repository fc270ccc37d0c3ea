/** Addresses of the desk. Whoever may not see a case gets the page of a case that does not exist: same words, same status. */
import { isDeepStrictEqual } from 'node:util';
import { Hono } from 'hono';
import { z } from 'zod';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { parseReference } from '../../platform/crypto/reference.ts';
import { type Actor, readTogether, runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { ok } from '../../platform/result.ts';
import { signInFirst } from '../accounts/index.ts';
import { nextSealing } from '../ledger/index.ts';
import type { OfficeReport, ReporterIdentity, ReportReadModel } from '../reports/index.ts';
import { readNip } from './accused-store.ts';
import { ActionPage } from './action-page.tsx';
import { additionsWait, hasAdditions } from './additions.ts';
import { AdditionsPanel, MOST_PASSED_ON, type RefusedAddition } from './additions-panel.tsx';
import type { ActionType, CaseAction, EventKind, SpineActionType } from './case.ts';
import { assessCase } from './case-findings.ts';
import { openingOffices } from './case-open.ts';
import { CasePage, LooksPage } from './case-page.tsx';
import { type CasePanel, renderFormPanels, renderPanels } from './case-panel.ts';
import { mayRead } from './case-permissions.ts';
import { type CaseReadModel, type CaseView, queueViews } from './case-read-model.ts';
import { needsReceiver } from './case-routes.ts';
import type { CaseService } from './case-service.ts';
import { ConflictPage } from './conflict-page.tsx';
import { findActionBySlug, MOST_ACCUSED, readAction } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { HandoverPage, handoverStateOf } from './handover-page.tsx';
import { readNameQuery, sealNameQuery } from './name-query.ts';
import { nameWords } from './name-sounds.ts';
import { isPlainActionType } from './plain-actions.ts';
import { plainSteps } from './plain-steps.ts';
import { readSitting } from './plenary.ts';
import { QueuePage, viewSlugs } from './queue-page.tsx';
import { isReferral, wasReferred } from './referral-send.ts';
import { sealRoutes } from './seal-routes.ts';
import { readStake, withoutStake } from './stake-form.tsx';
import { askStakeFirst } from './stake-gate.tsx';
import { readIssued, restsOnDocument } from './step-documents.ts';
import { CONTINUE } from './typed-again.ts';
import { tryFacts } from './what-if.ts';
import type { Trial } from './what-if-panel.tsx';

export interface DeskDeps {
  readonly service: CaseService;
  readonly readModel: CaseReadModel;
  /** What reporters told, for officers of the intake office. */
  readonly reports: Pick<ReportReadModel, 'reportForCase' | 'openIdentity'>;
  /** What other features show on the page of a case. */
  readonly panels: readonly CasePanel[];
}

/** The steps an action leaves behind: to tell a second tap from another person's step. */
const spineSteps = {
  'complete-facts': ['facts-completed'],
  register: ['registered'],
  'make-finding': ['finding-made'],
  'keep-as-information': ['kept-as-information'],
  'extend-handling': ['handling-extended'],
  'record-study': ['study-recorded'],
  conclude: ['concluded-proven', 'concluded-not-proven'],
  submit: ['submitted'],
  'accept-handover': ['handover-accepted'],
  'return-handover': ['handover-returned'],
  verify: ['verified'],
  'confirm-study': ['study-confirmed'],
  convey: ['conveyed'],
  'record-decision': ['decision-recorded'],
  separate: ['separated'],
} as const satisfies Record<SpineActionType, readonly EventKind[]>;

function stepsOf(type: ActionType): readonly EventKind[] {
  return isPlainActionType(type) ? [plainSteps[type]] : spineSteps[type];
}

/** Longest reason for opening an identity: one line. */
const MOST_REASON = 500;
const LOOKS_ON_CASE = 8;
const LOOKS_ON_PAGE = 500;

const asMember = (member: Member): Actor => ({ kind: 'member', userId: member.userId });

export function deskRoutes(platform: Platform, deps: DeskDeps): Hono<Env> {
  const { service, readModel } = deps;
  const routes = new Hono<Env>();

  /** The person at the desk, or the answer that says there is nothing. */
  const atDesk = async (c: Ctx): Promise<Member | Response> => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    return mayRead(member) ? member : platform.problem(c, 'not-found');
  };

  const reportOf = (member: Member, caseId: string): Promise<OfficeReport | null> =>
    runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
      deps.reports.reportForCase(tx, platform.keys, caseId),
    );

  /** The number of the address as we write it; empty, which no case has, when it cannot be one. */
  const numberIn = (c: Ctx): string => {
    const read = parseReference('case', c.req.param('number') ?? '');
    return read.ok ? read.value : '';
  };
  const pageNumber = (c: Ctx): number =>
    Math.min(100_000, Math.max(1, Math.floor(Number(c.req.query('halaman') ?? '1')) || 1));

  routes.get('/antrean', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const now = await platform.legalClock.now();
    const asked = c.req.query('lihat');
    const sealed = c.req.query('nama') ?? '';
    const name = sealed === '' ? null : readNameQuery(platform, member.userId, sealed);
    const filter = {
      view: queueViews.find((view) => viewSlugs[view] === asked) ?? 'open',
      search: searched(c.req.query('cari') ?? ''),
      page: pageNumber(c),
      ...(name === null ? {} : { name }),
    } as const;
    const { counts, shown, queue, page } = await readTogether(platform.db, asMember(member), async () => {
      if (name !== null) await service.recordNameSearch(member);
      // A first page is never past the end: all at once.
      if (filter.page === 1) {
        const [queue, , counts, page] = await Promise.all([
          readModel.queue(member, filter, now),
          service.recordList(member, `queue.${filter.view}`, 1),
          readModel.counts(member, now),
          platform.page(c),
        ]);
        return { counts, shown: filter, queue, page };
      }
      const asWanted = await readModel.queue(member, filter, now);
      // A page past the end (cases were done meanwhile) is not an empty queue.
      const last = Math.max(1, Math.ceil(asWanted.total / asWanted.pageSize));
      const inside = { ...filter, page: Math.min(filter.page, last) };
      const found = inside.page === filter.page ? asWanted : await readModel.queue(member, inside, now);
      await service.recordList(member, `queue.${inside.view}`, inside.page);
      const counts = await readModel.counts(member, now);
      return { counts, shown: inside, queue: found, page: await platform.page(c) };
    });
    const byName = { sealed, old: sealed !== '' && name === null, errors: [] };
    return show(
      c,
      <QueuePage
        page={page}
        queue={queue}
        filter={shown}
        now={now}
        counts={counts}
        byName={byName}
        mayOpen={openingOffices(member).length > 0}
      />,
    );
  });

  // A name must not stand in an address: it comes by a form and goes on sealed.
  routes.post('/antrean/nama', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const page = await platform.page(c);
    const name = searched(typedText(await typedOf(c), 'nama'));
    const { tooShort } = deskWords(page.lang).queue.byName;
    if (readNip(name) !== null || nameWords(name).length > 0)
      return goTo(c, page, `/antrean?nama=${sealNameQuery(platform, member.userId, name)}`);
    const now = await platform.legalClock.now();
    const filter = { view: 'open', search: '', page: 1 } as const;
    const byName = { sealed: '', old: false, typed: name, errors: [{ field: 'nama', message: tooShort }] };
    await service.recordList(member, 'queue.open', 1);
    return show(
      c,
      <QueuePage
        page={page}
        queue={await readModel.queue(member, filter, now)}
        filter={filter}
        now={now}
        counts={await readModel.counts(member, now)}
        byName={byName}
      />,
      422,
    );
  });
  // Where a language link or a reload of a refused search leads.
  routes.get('/antrean/nama', async (c) => goTo(c, await platform.page(c), '/antrean'));

  routes.get('/perkara', async (c) => goTo(c, await platform.page(c), '/antrean'));

  routes.get('/serah-terima', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const direction = c.req.query('arah') === 'keluar' ? 'out' : 'in';
    const wanted = pageNumber(c);
    const state = handoverStateOf(c.req.query('keadaan'));
    const now = await platform.legalClock.now();
    const asWanted = await readModel.handovers(member, { direction, state, page: wanted }, now);
    const number = Math.min(wanted, Math.max(1, Math.ceil(asWanted.total / asWanted.pageSize)));
    const found =
      number === wanted ? asWanted : await readModel.handovers(member, { direction, state, page: number }, now);
    await service.recordList(member, `handovers.${direction}`, number);
    return show(
      c,
      <HandoverPage
        page={await platform.page(c)}
        direction={direction}
        state={state}
        number={number}
        now={now}
        nextSeal={nextSealing(platform)}
        {...found}
      />,
    );
  });

  /** What stands around the case on its page: menu, looks and panels. */
  const surroundings = async (c: Ctx, member: Member, view: CaseView, opensReport: boolean) => {
    const [page, now] = await Promise.all([platform.page(c), platform.legalClock.now()]);
    const [looks, panels] = await Promise.all([
      readModel.looks(member, view.id, LOOKS_ON_CASE),
      renderPanels(deps.panels, { c, page, member, now, opensReport }, view),
    ]);
    return { page, now, looks, panels };
  };

  const showCase = async (
    c: Ctx,
    member: Member,
    view: CaseView,
    more: {
      readonly around?: Awaited<ReturnType<typeof surroundings>>;
      readonly identity?: ReporterIdentity | null;
      readonly identityError?: string;
      readonly identityReason?: string;
      readonly trial?: Trial;
      readonly passOn?: RefusedAddition;
      readonly report: OfficeReport | null;
    },
  ): Promise<Response> => {
    const { page, now, looks, panels } =
      more.around ??
      (await readTogether(
        platform.db,
        asMember(member),
        async () => await surroundings(c, member, view, more.report !== null),
      ));
    if (more.passOn !== undefined || hasAdditions(member, view) || (await waitsElsewhere(member, view)))
      panels.main.unshift(<AdditionsPanel page={page} view={view} refused={more.passOn} />);
    return show(
      c,
      <CasePage
        page={page}
        view={view}
        report={more.report}
        identity={more.identity ?? null}
        identityError={more.identityError}
        identityReason={more.identityReason}
        looks={looks}
        now={now}
        panels={panels}
        done={c.req.query('tersimpan') === '1'}
        rulebook={platform.law.current()}
        nextSeal={nextSealing(platform)}
        trial={more.trial ?? null}
      />,
      more.identityError === undefined && more.passOn === undefined && (more.trial?.errors.length ?? 0) === 0
        ? 200
        : 422,
    );
  };

  routes.get('/perkara/:number', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const read = async () => {
      // The menu is asked along with the case; whoever finds no case needs it as well.
      const number = numberIn(c);
      const known = readModel.idOf(number);
      const [view, early] = await Promise.all([
        readModel.findCase(member, number),
        known === undefined ? undefined : reportOf(member, known),
        platform.page(c),
      ]);
      if (view === undefined) return undefined;
      const report = early === undefined ? await reportOf(member, view.id) : early;
      const what = report === null ? 'case.view' : 'report.read';
      if (!view.handovers.some((handover) => handover.openedAt === null) && !wasReferred(view)) {
        const [, around] = await Promise.all([
          service.recordLook(member, view.id, what),
          surroundings(c, member, view, report !== null),
        ]);
        return { report, seen: view, around };
      }
      // Looking at it is what opens a hand-over: read again, so that the page tells it.
      const { opened } = await service.recordReading(member, view.id, what);
      const seen = opened ? ((await readModel.findCase(member, number)) ?? view) : view;
      return { report, seen, around: await surroundings(c, member, seen, report !== null) };
    };
    const found = await readTogether(platform.db, asMember(member), read, 'kept');
    if (found === undefined) return platform.problem(c, 'not-found');
    return showCase(c, member, found.seen, found);
  });

  routes.get('/perkara/:number/dilihat', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await readModel.findCase(member, numberIn(c));
    if (view === undefined) return platform.problem(c, 'not-found');
    await service.recordReading(member, view.id, 'case.looks');
    return show(
      c,
      <LooksPage
        page={await platform.page(c)}
        view={view}
        looks={await readModel.looks(member, view.id, LOOKS_ON_PAGE)}
      />,
    );
  });

  // Where a language link or a reload of the opened identity leads.
  routes.get('/perkara/:number/identitas', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await readModel.findCase(member, numberIn(c));
    if (view === undefined) return platform.problem(c, 'not-found');
    return goTo(c, await platform.page(c), `/perkara/${view.number}`);
  });

  // The identity stands in the answer to the form and nowhere else: no address shows it again.
  routes.post('/perkara/:number/identitas', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await readModel.findCase(member, numberIn(c));
    if (view === undefined) return platform.problem(c, 'not-found');
    const report = await reportOf(member, view.id);
    if (report === null || !report.hasIdentity) return platform.problem(c, 'not-found');
    const reason = typedText(await typedOf(c), 'identityReason').trim();
    const { wrong } = deskWords((await platform.page(c)).lang);
    if (reason.length < 10 || reason.length > MOST_REASON) {
      const identityError = reason.length < 10 ? wrong.reason : wrong.long(String(MOST_REASON));
      // A refused form shows the case and the report again, so it is a look as well.
      await service.recordReading(member, view.id, 'report.read');
      return showCase(c, member, view, { report, identityError, identityReason: reason });
    }
    // A session left open, or stolen, is not enough for this.
    const asked = await platform.stepUp(c, `/perkara/${view.number}`);
    if (asked !== null) return asked;
    // Written down before it is opened: a look that fails afterwards is still a look.
    await service.recordReading(member, view.id, 'report.identity', reason);
    const identity = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
      deps.reports.openIdentity(tx, platform.keys, report.id),
    );
    return showCase(c, member, view, { report, identity });
  });

  // Where a language link or a reload of a trial leads.
  routes.get('/perkara/:number/coba', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await readModel.findCase(member, numberIn(c));
    if (view === undefined) return platform.problem(c, 'not-found');
    return goTo(c, await platform.page(c), `/perkara/${view.number}#coba`);
  });

  // Other facts are tried in the answer to the form and nowhere else: they are neither stored nor part of an address.
  routes.post('/perkara/:number/coba', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await readModel.findCase(member, numberIn(c));
    if (view === undefined) return platform.problem(c, 'not-found');
    const page = await platform.page(c);
    const rulebook = platform.law.current();
    const report = await reportOf(member, view.id);
    const found = assessCase(view, report, rulebook);
    // Whoever may not read the facts has none to change.
    if (found === null) return goTo(c, page, `/perkara/${view.number}`);
    const typed = await typedOf(c);
    const tried = tryFacts(typed, found.facts, page.lang, rulebook);
    // The page shows the case again, so it is a look at the case; what was tried is nobody's business.
    await service.recordReading(member, view.id, report === null ? 'case.view' : 'report.read');
    const trial = tried.ok ? { typed, tried: tried.value, errors: [] } : { typed, tried: null, errors: tried.error };
    return showCase(c, member, view, { report, trial });
  });

  /** What was added to a case that was joined to one elsewhere. */
  const waitsElsewhere = (member: Member, view: CaseView): Promise<boolean> =>
    // What was added since then lies in the chain of the case with which the family began.
    view.siblings.length > 0 || (view.status === 'joined' && view.steps.some((step) => step.kind === 'reporter-added'))
      ? runAs(platform.db, asMember(member), (tx) => additionsWait(tx, view.id))
      : Promise.resolve(false);

  // Where a language link or a reload of a refused form leads.
  routes.get('/perkara/:number/teruskan-tambahan', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await readModel.findCase(member, numberIn(c));
    if (view === undefined) return platform.problem(c, 'not-found');
    return goTo(c, await platform.page(c), `/perkara/${view.number}`);
  });

  routes.post('/perkara/:number/teruskan-tambahan', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await readModel.findCase(member, numberIn(c));
    if (view === undefined) return platform.problem(c, 'not-found');
    const page = await platform.page(c);
    const { additions, wrong } = deskWords(page.lang);
    const typed = await askStakeFirst(
      platform,
      service,
      c,
      { member, view },
      `/perkara/${view.number}/teruskan-tambahan`,
    );
    if (typed instanceof Response) return typed;
    const text = typedText(typed, 'isi').trim();
    const back = `/perkara/${view.number}?tersimpan=1`;
    // A second tap: the last that was passed on is this person's, and says the same.
    const last = view.steps.findLast((step) => step.kind === 'addition-passed-on');
    if (last?.mine === true && !hasAdditions(member, view) && isDeepStrictEqual(last.content, { text }))
      return goTo(c, page, back);
    const refuse = async (error: string): Promise<Response> => {
      const report = await reportOf(member, view.id);
      await service.recordReading(member, view.id, report === null ? 'case.view' : 'report.read');
      return showCase(c, member, view, { report, passOn: { typed: text, error } });
    };
    if (text.length < 10) return refuse(additions.short);
    if (text.length > MOST_PASSED_ON) return refuse(wrong.long(String(MOST_PASSED_ON)));
    const done = await service.passOn(member, view.number, text);
    return done.ok ? goTo(c, page, back) : refuse(additions.nothing);
  });

  const showForm = async (
    c: Ctx,
    member: Member,
    view: CaseView,
    action: ActionType,
    shown: {
      readonly typed: Typed | null;
      readonly errors?: readonly { field: string; message: string }[];
      readonly refused?: string;
    },
  ): Promise<Response> => {
    // A form shows what was written before, so showing it is reading the case: also when it comes back with errors.
    await service.recordReading(member, view.id, 'case.form');
    const receivers = needsReceiver(action)
      ? await service.receivers(member, view.id, action)
      : isReferral(action)
        ? await service.referralOffices(member, view.id, action)
        : [];
    const usesReport = action === 'complete-facts' || action === 'record-study';
    const report = usesReport ? await reportOf(member, view.id) : null;
    const wrong = (shown.errors?.length ?? 0) > 0 || shown.refused !== undefined;
    const page = await platform.page(c);
    const now = await platform.legalClock.now();
    return show(
      c,
      <ActionPage
        page={page}
        view={view}
        action={action}
        report={report}
        rulebook={platform.law.current()}
        today={legalDay(now, view.holderZone)}
        receivers={receivers}
        people={
          action === 'conclude'
            ? await runAs(platform.db, asMember(member), (tx) => readSitting(tx, view.holderBodyId, member.userId))
            : []
        }
        documents={
          restsOnDocument(action)
            ? await runAs(platform.db, asMember(member), (tx) => readIssued(tx, view.id, action))
            : []
        }
        like={action === 'record-decision' ? await readModel.likeSanctions(member, view.level) : null}
        panels={await renderFormPanels(deps.panels, { c, page, member, now }, view, action)}
        typed={shown.typed}
        errors={shown.errors ?? []}
        refused={shown.refused}
      />,
      wrong ? 422 : 200,
    );
  };

  /** The case and the action of the address, if the person may take it at all. */
  const findForm = async (
    c: Ctx,
    member: Member,
  ): Promise<{ readonly view: CaseView; readonly action: ActionType } | undefined> => {
    const action = findActionBySlug(c.req.param('action') ?? '');
    const view = action === undefined ? undefined : await readModel.findCase(member, numberIn(c));
    return action === undefined || view === undefined ? undefined : { view, action };
  };

  routes.route('/', sealRoutes(platform, { service, readModel, atDesk, numberIn }));

  routes.get('/perkara/:number/:action', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const form = await findForm(c, member);
    if (form === undefined) return platform.problem(c, 'not-found');
    // A button of a page that is no longer true: back to the case, which shows how it stands.
    if (!form.view.actions.includes(form.action))
      return goTo(c, await platform.page(c), `/perkara/${form.view.number}`);
    return showForm(c, member, form.view, form.action, { typed: null });
  });

  routes.post('/perkara/:number/:action', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const form = await findForm(c, member);
    if (form === undefined) return platform.problem(c, 'not-found');
    const { view, action } = form;
    const page = await platform.page(c);
    const sent = await typedOf(c);
    const typed: Typed = Object.fromEntries(Object.entries(sent).filter(([name]) => name !== CONTINUE));
    // What was typed before somebody else was faster, in the form as it is now.
    if (view.actions.includes(action) && typedText(sent, CONTINUE) !== '')
      return showForm(c, member, view, action, { typed });
    if (view.actions.includes(action) && action === 'complete-facts' && typedText(typed, 'tambah') === 'terlapor') {
      const count = Math.min(MOST_ACCUSED, (Number(typedText(typed, 'accusedCount')) || 1) + 1);
      return showForm(c, member, view, action, { typed: { ...typed, accusedCount: String(count) } });
    }
    // The page as it stands, with what the machine suggests from the words of the summary.
    if (view.actions.includes(action) && action === 'complete-facts' && typedText(typed, 'tambah') === 'saran')
      return showForm(c, member, view, action, { typed });
    // Asked in every form before the first act; the form of acceptance asks by itself.
    const asks = action !== 'accept-handover' && action !== 'declare-interest';
    const read = readAction(action, asks ? withoutStake(typed) : typed, {
      lang: page.lang,
      today: legalDay(await platform.legalClock.now(), view.holderZone),
      electionId: view.electionId,
      contestId: view.contestId,
      rulebook: platform.law.current(),
    });
    const seq = stepIn(typed);
    // Whoever accepts says whether an interest stands in the way; who has one does not accept, and is shut out.
    if (read.ok && read.value.type === 'declare-interest' && action === 'accept-handover') {
      const declared = await service.act(member, view.number, read.value, seq);
      if (declared.ok) return goTo(c, page, '/antrean');
    }
    // No longer to be done here: a second tap, or somebody was faster. The words of the form are no use any more, the case is.
    if (!view.actions.includes(action)) return conflict(c, member, form, typed, seq, read.ok ? read.value : null);
    const stake = asks && view.asksStake ? readStake(typed, page.lang) : ok(null);
    if (stake.ok && stake.value !== null) {
      const declared = await service.act(member, view.number, stake.value, seq);
      if (declared.ok) return goTo(c, page, '/antrean');
    }
    if (!read.ok || !stake.ok)
      return showForm(c, member, view, action, {
        typed,
        errors: [...(read.ok ? [] : read.error), ...(stake.ok ? [] : stake.error)],
      });
    if (stake.value !== null) return conflict(c, member, form, typed, seq, stake.value);
    const done = await service.actAsked(member, view.number, read.value, seq, asks ? view.asksStake : true);
    if (done.ok) return goTo(c, page, `/perkara/${view.number}?tersimpan=1`);
    const { error } = done;
    switch (error.kind) {
      case 'not-found':
        return platform.problem(c, 'not-found');
      // It moved on while the form was being read: the page shows how it stands, and what was typed.
      case 'not-yours':
      case 'changed':
      case 'wrong-status':
        return conflict(c, member, form, typed, seq, read.value);
      default:
        return showForm(c, member, view, action, { typed, refused: deskWords(page.lang).wrong[error.kind] });
    }
  });

  const conflict = async (
    c: Ctx,
    member: Member,
    { view, action }: { readonly view: CaseView; readonly action: ActionType },
    typed: Typed,
    seq: number,
    wanted: CaseAction | null,
  ): Promise<Response> => {
    const page = await platform.page(c);
    const fresh = await readModel.findCase(member, view.number);
    if (fresh === undefined) return platform.problem(c, 'not-found');
    const chosen = Object.keys(typed)
      .filter((name) => name.startsWith('toBodyId') || name === 'receiverBodyId')
      .flatMap((name) => z.uuid().safeParse(typedText(typed, name)).data ?? []);
    const sitting =
      action === 'conclude'
        ? await runAs(platform.db, asMember(member), (tx) => readSitting(tx, view.holderBodyId, member.userId))
        : [];
    const officeNames = new Map([
      ...(await namesOf(member, chosen)),
      ...sitting.map(({ id, name }) => [id, name] as const),
    ]);
    if (wanted !== null && wasDoneBefore(wanted, fresh, seq, officeNames))
      return goTo(c, page, `/perkara/${view.number}?tersimpan=1`);
    // Steps since then and the own words: not the whole case.
    await service.recordReading(member, view.id, 'case.form');
    const nextSeal = nextSealing(platform);
    return show(
      c,
      <ConflictPage page={page} view={fresh} sinceSeq={seq} {...{ action, typed, nextSeal, officeNames }} />,
      409,
    );
  };

  const namesOf = (member: Member, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
    ids.length === 0
      ? Promise.resolve(new Map())
      : runAs(platform.db, { kind: 'member', userId: member.userId }, async (tx) => {
          const rows = await tx.selectFrom('body').select(['id', 'name']).where('id', 'in', ids).execute();
          return new Map(rows.map(({ id, name }) => [id, name]));
        });

  return routes;
}

/** Words to look for: what PostgreSQL cannot hold is dropped, as in forms. */
function searched(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 100);
}

/** The last step that the person saw when the form was opened; 0, which is before every step, when the form does not say. */
function stepIn(typed: Typed): number {
  const text = typedText(typed, 'seq');
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

const sorted = (places: readonly number[]): number[] => places.toSorted((a, b) => a - b);

/** The name of an office that works here is written down for whoever chose it. */
function sameReferral(
  wanted: Extract<CaseAction, { readonly type: 'refer' | 'forward-criminal' }>,
  stored: (name: string) => unknown,
): boolean {
  const here = wanted.receiverBodyId ?? '';
  return (
    stored('reason') === wanted.reason &&
    (here === '' ? stored('office') === wanted.office : stored('receiverBodyId') === here)
  );
}

/** The same words about the same accused: those who were separated since then are those whom the form names. */
function partedBefore(wanted: CaseAction, fresh: CaseView, seq: number): boolean {
  const named =
    wanted.type === 'convey'
      ? (wanted.each ?? []).map((one) => one.position)
      : wanted.type === 'refer'
        ? (wanted.accused ?? []).map(Number)
        : [];
  const parted = fresh.steps.filter((step) => step.seq > seq && step.mine && step.kind === 'separated');
  const property = (content: unknown, name: string): unknown =>
    typeof content === 'object' && content !== null ? Reflect.get(content, name) : undefined;
  const places = parted.flatMap((step) => {
    const of = property(step.content, 'accused');
    return Array.isArray(of) ? of.filter((place): place is number => typeof place === 'number') : [];
  });
  // Of all who were named one may have stayed.
  return (
    'reason' in wanted &&
    parted.every((step) => property(step.content, 'reason') === wanted.reason) &&
    places.every((place) => named.includes(place)) &&
    places.length >= named.length - 1
  );
}

/**
 * A second tap on the same button: the step after the one that was seen is this person's, of this kind, and says the same. Other words are
 * another form (a second tab), and must not be dropped as if they had been saved.
 */
function wasDoneBefore(
  wanted: CaseAction,
  fresh: CaseView,
  seq: number,
  officeNames: ReadonlyMap<string, string>,
): boolean {
  const kinds: readonly EventKind[] = stepsOf(wanted.type);
  // Votes of other bodies may lie between one's own and what was seen.
  const since = fresh.steps.filter((step) => step.seq > seq);
  const next = wanted.type === 'cast-vote' ? since.find((step) => step.mine) : since[0];
  if (next?.mine !== true) return false;
  // Where each of several accused got a case of the own, that is the first step of it.
  if (wanted.type !== 'separate' && next.kind === 'separated') return partedBefore(wanted, fresh, seq);
  if (!kinds.includes(next.kind)) return false;
  const stored = (name: string): unknown =>
    typeof next.content === 'object' && next.content !== null ? Reflect.get(next.content, name) : undefined;
  switch (wanted.type) {
    case 'accept-handover':
      return true;
    case 'complete-facts':
      return (
        stored('summary') === wanted.summary &&
        isDeepStrictEqual(stored('facts'), wanted.facts) &&
        isDeepStrictEqual(fresh.accused, wanted.accused)
      );
    case 'record-study':
      return (
        stored('text') === wanted.text &&
        stored('level') === wanted.level &&
        isDeepStrictEqual(stored('rows'), wanted.rows)
      );
    case 'conclude':
      return stored('reason') === wanted.reason && (next.kind === 'concluded-proven') === wanted.proven;
    case 'separate':
      return stored('reason') === wanted.reason && isDeepStrictEqual(stored('accused'), sorted(wanted.accused));
    case 'extend-handling':
      return (
        stored('reason') === wanted.reason && (stored('rule') === wanted.basis || stored('basis') === wanted.basis)
      );
    case 'record-decision':
      return (
        (['outcome', 'option', 'decisionNumber', 'decidedOn', 'reason', 'outsideReason'] as const).every(
          (name) => stored(name) === wanted[name],
        ) &&
        (wanted.documentHash === undefined || stored('documentHash') === wanted.documentHash)
      );
    case 'register':
    case 'make-finding':
    case 'keep-as-information':
    case 'verify':
      return stored('reason') === wanted.reason;
    case 'submit':
    case 'confirm-study':
    case 'convey':
      return stored('reason') === wanted.reason && next.toBodyName === officeNames.get(wanted.toBodyId);
    case 'return-handover':
      return (
        stored('reason') === wanted.reason &&
        stored('category') === wanted.category &&
        isDeepStrictEqual(stored('missing') ?? [], wanted.missing ?? [])
      );
    case 'refer':
      return stored('authority') === wanted.authority && sameReferral(wanted, stored);
    case 'forward-criminal':
      return sameReferral(wanted, stored);
    default: {
      const { type: _, ...fields } = wanted;
      // A document is sent by its id and kept by its number; what names none is kept as nothing.
      return Object.entries(fields).every(
        ([name, value]) =>
          name === 'document' ||
          (name === 'documentHash' && (value === undefined || value === '')) ||
          isDeepStrictEqual(stored(name), value),
      );
    }
  }
}
