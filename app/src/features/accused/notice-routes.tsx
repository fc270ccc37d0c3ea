/** Addresses of the desk for notices. Whoever may not see the case gets the page of a case that does not exist. */
import { Hono } from 'hono';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { parseReference } from '../../platform/crypto/reference.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import { signInFirst } from '../accounts/index.ts';
import {
  accusedAt,
  askStakeFirst,
  type CasesFeature,
  type CaseView,
  mayBeTold,
  mayRead,
  noticeMandate,
  placedAccused,
  readSiblingNames,
} from '../cases/index.ts';
import type { ReportReadModel } from '../reports/index.ts';
import { letterPdf, readLetterPass, sealLetterPass } from './letter.ts';
import { firstTyped, readNotice } from './notice-form.ts';
import { HubPage, IssuedPage, NoticeFormPage, PreviewPage } from './notice-pages.tsx';
import type { NoticeService } from './notice-service.ts';
import { findLeak, type Secrets } from './told.ts';
import { accusedWords } from './words.ts';

export interface NoticeRoutesDeps {
  readonly platform: Platform;
  readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
  readonly notices: NoticeService;
  readonly reports: Pick<ReportReadModel, 'reportForCase'>;
  readonly workshop: Pick<Workshop, 'renderPdf'>;
}

export function noticeRoutes({ platform, cases, notices, reports, workshop }: NoticeRoutesDeps): Hono<Env> {
  const routes = new Hono<Env>();

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

  routes.get('/perkara/:number/terlapor', async (c) => {
    const found = await findCase(c);
    if (found instanceof Response) return found;
    const { member, view } = found;
    await cases.service.recordReading(member, view.id, 'case.accused');
    return show(
      c,
      <HubPage
        page={await platform.page(c)}
        view={view}
        notices={await notices.notices(member, view.id)}
        answers={await notices.answers(member, view.id)}
        now={Temporal.Instant.fromEpochMilliseconds(platform.realNow())}
        mayIssue={noticeMandate(member, view.holderBodyId) !== undefined}
        early={!mayBeTold(view.status)}
        revoked={c.req.query('dicabut') === '1'}
      />,
    );
  });

  /** The case, when the person may tell this accused; the page of the case otherwise. */
  const findForm = async (c: Ctx): Promise<{ member: Member; view: CaseView; position: number } | Response> => {
    const found = await findCase(c);
    if (found instanceof Response) return found;
    const { member, view } = found;
    const position = Number(c.req.param('position'));
    if (!Number.isInteger(position) || accusedAt(view, position) === undefined) return platform.problem(c, 'not-found');
    if (noticeMandate(member, view.holderBodyId) === undefined || !mayBeTold(view.status))
      return goTo(c, await platform.page(c), `/perkara/${view.number}/terlapor`);
    return { member, view, position };
  };

  const form = async (
    c: Ctx,
    at: { readonly member: Member; readonly view: CaseView; readonly position: number },
    shown: {
      readonly typed: Typed;
      readonly seq: number;
      readonly errors?: readonly FieldError[];
      readonly refused?: string;
    },
  ): Promise<Response> => {
    const { member, view, position } = at;
    await cases.service.recordReading(member, view.id, 'case.form');
    const wrong = (shown.errors?.length ?? 0) > 0 || shown.refused !== undefined;
    return show(
      c,
      <NoticeFormPage
        page={await platform.page(c)}
        view={view}
        position={position}
        typed={shown.typed}
        seq={shown.seq}
        errors={shown.errors ?? []}
        refused={shown.refused}
      />,
      wrong ? 422 : 200,
    );
  };

  routes.get('/perkara/:number/terlapor/:position/pemberitahuan', async (c) => {
    const at = await findForm(c);
    if (at instanceof Response) return at;
    return form(c, at, { typed: firstTyped(at.view), seq: at.view.lastSeq });
  });

  /** What must not stand in a notice, as far as this office can read it. */
  const secretsOf = async (member: Member, view: CaseView, position: number): Promise<Secrets> => {
    const [report, elsewhere] = await runAs(
      platform.db,
      { kind: 'member', userId: member.userId },
      async (tx) =>
        [
          await reports.reportForCase(tx, platform.keys, view.id),
          await readSiblingNames(tx, platform.keys, view.id),
        ] as const,
    );
    return {
      story: report?.words.story ?? '',
      fileNames: report?.evidence.flatMap((file) => file.fileName ?? []) ?? [],
      others: [
        ...placedAccused(view).flatMap(({ place, person }) => (place === position ? [] : person.name)),
        ...elsewhere,
      ],
    };
  };

  routes.post('/perkara/:number/terlapor/:position/pemberitahuan', async (c) => {
    const at = await findForm(c);
    if (at instanceof Response) return at;
    const { member, view, position } = at;
    const page = await platform.page(c);
    const words = accusedWords(page.lang).desk.wrong;
    const typed = await askStakeFirst(
      platform,
      cases.service,
      c,
      at,
      `/perkara/${view.number}/terlapor/${position}/pemberitahuan`,
    );
    if (typed instanceof Response) return typed;
    const seq = Number(typedText(typed, 'seq')) || 0;
    if (typedText(typed, 'go') === 'change') return form(c, at, { typed, seq });
    const today = legalDay(await platform.legalClock.now(), view.holderZone);
    const read = readNotice(typed, view, page.lang, today);
    if (!read.ok) return form(c, at, { typed, seq, errors: read.error });
    const leak = findLeak(read.value.told, await secretsOf(member, view, position));
    if (leak !== null)
      return form(c, at, { typed, seq, errors: [{ field: 'uraian', message: words[leak.kind](leak.words) }] });
    const { told, days } = read.value;
    if (typedText(typed, 'go') !== 'issue') {
      await cases.service.recordReading(member, view.id, 'case.form');
      return show(c, <PreviewPage page={page} view={view} position={position} typed={typed} told={told} />);
    }
    const issued = await notices.issue(member, view.number, position, told, days, seq);
    if (issued.ok) {
      const pass = sealLetterPass(platform, member.userId, {
        number: view.number,
        position,
        code: issued.value.code,
        validUntil: issued.value.validUntil.toString(),
        issuedAt: issued.value.issuedAt.toString(),
        told,
      });
      // Answered directly: the code stands in no address. A refresh is refused, since the case has gone on by a step.
      return show(c, <IssuedPage page={page} view={view} issued={issued.value} pass={pass} />);
    }
    switch (issued.error.kind) {
      case 'not-found':
        return platform.problem(c, 'not-found');
      case 'not-yours':
        return goTo(c, page, `/perkara/${view.number}/terlapor`);
      case 'changed':
        // A refresh of the page with the code, or somebody was faster: the form again, on the case as it stands now.
        return form(c, at, { typed, seq: issued.error.seq, refused: words.changed });
      case 'too-early':
      case 'nobody':
        return form(c, at, { typed, seq, refused: words[issued.error.kind] });
    }
  });

  // Where a language link or a reload of the question before it leads.
  routes.get('/perkara/:number/terlapor/:position/cabut', async (c) => {
    const found = await findCase(c);
    if (found instanceof Response) return found;
    return goTo(c, await platform.page(c), `/perkara/${found.view.number}/terlapor`);
  });
  routes.post('/perkara/:number/terlapor/:position/cabut', async (c) => {
    const at = await findForm(c);
    if (at instanceof Response) return at;
    const { member, view, position } = at;
    const typed = await askStakeFirst(
      platform,
      cases.service,
      c,
      at,
      `/perkara/${view.number}/terlapor/${position}/cabut`,
    );
    if (typed instanceof Response) return typed;
    await notices.revoke(member, view.id, position);
    return goTo(c, await platform.page(c), `/perkara/${view.number}/terlapor?dicabut=1`);
  });

  routes.post('/perkara/:number/terlapor/surat', async (c) => {
    const found = await findCase(c);
    if (found instanceof Response) return found;
    const { member, view } = found;
    const pass = readLetterPass(platform, member.userId, typedText(await typedOf(c), 'pass'));
    if (pass === null || pass.number !== view.number)
      return goTo(c, await platform.page(c), `/perkara/${view.number}/terlapor`);
    const pdf = await letterPdf(workshop, view, pass, { publicUrl: platform.publicUrl, demo: platform.demo });
    if (!pdf.ok) throw new Error(`the letter to an accused cannot be printed: ${pdf.error.kind}`);
    return c.body(new Uint8Array(pdf.value), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${accusedWords('id').letter.fileName}-${view.number}.pdf"`,
      'cache-control': 'no-store',
    });
  });

  return routes;
}
