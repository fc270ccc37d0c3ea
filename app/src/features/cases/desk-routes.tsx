/** Addresses of the desk. Whoever may not see a case gets the page of a case that does not exist: same words, same status. */
import { Hono } from 'hono';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { signInFirst } from '../accounts/index.ts';
import type { OfficeReport, ReporterIdentity, ReportReadModel } from '../reports/index.ts';
import { ActionPage, ConflictPage, needsReceiver } from './action-page.tsx';
import type { ActionType, EventKind } from './case.ts';
import { CasePage, LooksPage } from './case-page.tsx';
import { mayRead } from './case-permissions.ts';
import { type CaseReadModel, type CaseView, queueViews } from './case-read-model.ts';
import type { ActError, CaseService } from './case-service.ts';
import { findActionBySlug, MOST_ACCUSED, readAction } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { HandoverPage } from './handover-page.tsx';
import { QueuePage, viewSlugs } from './queue-page.tsx';

export interface DeskDeps {
  readonly service: CaseService;
  readonly readModel: CaseReadModel;
  /** What reporters told, for officers of the intake office. */
  readonly reports: Pick<ReportReadModel, 'reportForCase' | 'openIdentity'>;
}

/** The steps an action leaves behind: to tell a second tap from another person's step. */
const stepsOf = {
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
} as const satisfies Record<ActionType, readonly EventKind[]>;

const LOOKS_ON_CASE = 8;
const LOOKS_ON_PAGE = 500;

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

  const numberIn = (c: Ctx): string => (c.req.param('number') ?? '').toUpperCase();
  const pageNumber = (c: Ctx): number =>
    Math.min(100_000, Math.max(1, Math.floor(Number(c.req.query('halaman') ?? '1')) || 1));

  routes.get('/antrean', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const now = await platform.legalClock.now();
    const asked = c.req.query('lihat');
    const filter = {
      view: queueViews.find((view) => viewSlugs[view] === asked) ?? 'open',
      search: (c.req.query('cari') ?? '').trim().slice(0, 100),
      page: pageNumber(c),
    } as const;
    const [queue, counts] = [await readModel.queue(member, filter, now), await readModel.counts(member, now)];
    return show(c, <QueuePage page={await platform.page(c)} queue={queue} filter={filter} now={now} counts={counts} />);
  });

  routes.get('/perkara', async (c) => goTo(c, await platform.page(c), '/antrean'));

  routes.get('/serah-terima', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const direction = c.req.query('arah') === 'keluar' ? 'out' : 'in';
    const number = pageNumber(c);
    const found = await readModel.handovers(member, direction, number);
    return show(
      c,
      <HandoverPage
        page={await platform.page(c)}
        direction={direction}
        number={number}
        now={await platform.legalClock.now()}
        {...found}
      />,
    );
  });

  const showCase = async (
    c: Ctx,
    member: Member,
    view: CaseView,
    more: {
      readonly identity?: ReporterIdentity | null;
      readonly identityError?: string;
      readonly report: OfficeReport | null;
    },
  ): Promise<Response> => {
    const looks = await readModel.looks(member, view.id, LOOKS_ON_CASE);
    return show(
      c,
      <CasePage
        page={await platform.page(c)}
        view={view}
        report={more.report}
        identity={more.identity ?? null}
        identityError={more.identityError}
        looks={looks}
        now={await platform.legalClock.now()}
        done={c.req.query('tersimpan') === '1'}
      />,
      more.identityError === undefined ? 200 : 422,
    );
  };

  routes.get('/perkara/:number', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await readModel.findCase(member, numberIn(c));
    if (view === undefined) return platform.problem(c, 'not-found');
    const report = await reportOf(member, view.id);
    await service.recordReading(member, view.id, report === null ? 'case.view' : 'report.read');
    // Looking at it is what opens a hand-over: read again, so that the page tells it.
    const unopened = view.handovers.some((handover) => handover.openedAt === null);
    const seen = unopened ? ((await readModel.findCase(member, view.number)) ?? view) : view;
    return showCase(c, member, seen, { report });
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

  // The identity stands in the answer to the form and nowhere else: no address shows it again.
  routes.post('/perkara/:number/identitas', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await readModel.findCase(member, numberIn(c));
    if (view === undefined) return platform.problem(c, 'not-found');
    const report = await reportOf(member, view.id);
    if (report === null || !report.hasIdentity) return platform.problem(c, 'not-found');
    const reason = typedText(await typedOf(c), 'identityReason')
      .trim()
      .slice(0, 500);
    const { lang } = await platform.page(c);
    if (reason.length < 10) return showCase(c, member, view, { report, identityError: deskWords(lang).wrong.reason });
    // Written down before it is opened: a look that fails afterwards is still a look.
    await service.recordReading(member, view.id, 'report.identity', reason);
    const identity = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
      deps.reports.openIdentity(tx, platform.keys, report.id),
    );
    return showCase(c, member, view, { report, identity });
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
    const receivers = needsReceiver(action) ? await service.receivers(member, view.id, action) : [];
    const usesReport = action === 'complete-facts' || action === 'record-study';
    const report = usesReport ? await reportOf(member, view.id) : null;
    const wrong = (shown.errors?.length ?? 0) > 0 || shown.refused !== undefined;
    return show(
      c,
      <ActionPage
        page={await platform.page(c)}
        view={view}
        action={action}
        report={report}
        receivers={receivers}
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
    const words = deskWords(page.lang).wrong;
    const typed = await typedOf(c);
    if (action === 'complete-facts' && typedText(typed, 'tambah') === 'terlapor') {
      const count = Math.min(MOST_ACCUSED, (Number(typedText(typed, 'accusedCount')) || 1) + 1);
      return showForm(c, member, view, action, { typed: { ...typed, accusedCount: String(count) } });
    }
    const read = readAction(action, typed, {
      lang: page.lang,
      today: legalDay(await platform.legalClock.now(), view.holderZone),
      electionId: view.electionId,
      contestId: view.contestId,
    });
    const seq = Number(typedText(typed, 'seq'));
    if (!read.ok) return showForm(c, member, view, action, { typed, errors: read.error });
    const done = await service.act(member, view.number, read.value, Number.isInteger(seq) ? seq : -1);
    if (done.ok) return goTo(c, page, `/perkara/${view.number}?tersimpan=1`);
    return refusal(c, member, view, action, typed, seq, done.error, words);
  });

  const refusal = async (
    c: Ctx,
    member: Member,
    view: CaseView,
    action: ActionType,
    typed: Typed,
    seq: number,
    error: ActError,
    words: ReturnType<typeof deskWords>['wrong'],
  ): Promise<Response> => {
    switch (error.kind) {
      case 'not-found':
        return platform.problem(c, 'not-found');
      case 'facts-missing':
      case 'not-a-report':
      case 'already-extended':
      case 'nothing-to-accept':
      case 'already-accepted':
      case 'wrong-receiver':
        return showForm(c, member, view, action, { typed, refused: words[error.kind] });
      case 'changed':
      case 'wrong-status':
      case 'not-yours': {
        const page = await platform.page(c);
        const fresh = await readModel.findCase(member, view.number);
        if (fresh === undefined) return platform.problem(c, 'not-found');
        // A second tap on the same button: the step is there already, and it is this person's.
        const kinds: readonly EventKind[] = stepsOf[action];
        const next = fresh.steps.find((step) => step.seq > seq);
        if (next?.mine === true && kinds.includes(next.kind))
          return goTo(c, page, `/perkara/${view.number}?tersimpan=1`);
        return show(
          c,
          <ConflictPage
            page={page}
            view={fresh}
            typed={typed}
            sinceSeq={Number.isInteger(seq) ? seq : fresh.lastSeq}
          />,
          409,
        );
      }
    }
  };

  return routes;
}
