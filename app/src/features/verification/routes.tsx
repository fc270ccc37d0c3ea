/** Addresses of the verification. Whoever may not see a case gets the page of a case that does not exist: same words, same status. */
import { actKinds } from '@netra/rulebook';
import { Hono } from 'hono';
import { z } from 'zod';
import { readCursor, writeCursor } from '../../platform/api/index.ts';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { parseReference } from '../../platform/crypto/reference.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member, Membership } from '../../platform/http/env.ts';
import { formKeyIn } from '../../platform/http/form-key.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { readDate } from '../../ui/index.ts';
import { findAdmin, signInFirst } from '../accounts/index.ts';
import {
  actionSlugs,
  askStakeFirst,
  type CasesFeature,
  type CaseView,
  ConflictPage,
  deskWords,
  mandateFor,
  mayRead,
  openedOrigins,
  openingOffices,
  readAction,
  readJoined,
  readStake,
} from '../cases/index.ts';
import { nextSealing } from '../ledger/index.ts';
import { type BulkKind, type BulkWish, bulkKinds, votes } from './bulk.ts';
import { BulkPage, ChoosePage } from './bulk-pages.tsx';
import { completenessOf } from './completeness.ts';
import { bulkSlugs, VerificationDesk, viewSlugs } from './desk-page.tsx';
import { DESK_PAGE, deskViews, readDesk, readSeating, verifyingOffices } from './desk-read.ts';
import { DuplicatesPage } from './duplicates-page.tsx';
import { readLikely } from './duplicates-read.ts';
import { readFiles } from './file-read.ts';
import { type JointAction, JointPage, type JointRefusal, jointActions, reasonField } from './joint-page.tsx';
import { contestOptions, MOST_PLACES, MOST_SOURCE, OpenedPage, OpenPage } from './open-page.tsx';
import { SeatsPage } from './seats-page.tsx';
import { readSeatOffices } from './seats-read.ts';
import { type Chosen, type VerificationService, waitingIds } from './verification-service.ts';
import { verificationWords } from './words.ts';

/** A text of the media desk, as far as a lead is told from it. */
export interface MediaLead {
  readonly title: string;
  readonly sourceName: string;
  readonly facts: { readonly publishedOn: string | null };
}

export interface VerificationDeps {
  readonly platform: Platform;
  readonly service: VerificationService;
  readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
  readonly findMedia: (member: Member, id: string) => Promise<MediaLead | undefined>;
}

const LEAST_REASON = 10;
const MOST_REASON = 2000;
/** Compared cases on one page: beyond them nobody reads side by side. */
const MOST_COMPARED = 10;
/** Places of the waiting cases that are asked for their offices. */
const MOST_REGIONS = 30;

export function verificationRoutes(deps: VerificationDeps): Hono<Env> {
  const { platform, service, cases } = deps;
  const { keys } = platform;
  const routes = new Hono<Env>();
  const as = <T,>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(platform.db, { kind: 'member', userId: member.userId }, use);
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');

  const atDesk = (c: Ctx): Member | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    return mayRead(member) ? member : notHere(c);
  };
  const numberIn = (c: Ctx): string => {
    const read = parseReference('case', c.req.param('number') ?? '');
    return read.ok ? read.value : '';
  };
  const findCase = async (c: Ctx): Promise<{ readonly member: Member; readonly view: CaseView } | Response> => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const view = await cases.readModel.findCase(member, numberIn(c));
    return view === undefined ? notHere(c) : { member, view };
  };
  const pageNumber = (c: Ctx): number =>
    Math.min(1000, Math.max(1, Math.floor(Number(c.req.query('halaman') ?? '1')) || 1));

  // Opening a case by hand.
  const officesToOpen = (member: Member): readonly Membership[] => openingOffices(member);
  const showOpen = async (
    c: Ctx,
    member: Member,
    typed: Typed,
    errors: readonly FieldError[] = [],
  ): Promise<Response> => {
    const offices = officesToOpen(member);
    const office = offices.find((one) => one.bodyId === typedText(typed, 'kantor')) ?? offices[0];
    if (office === undefined) return notHere(c);
    const sought = typedText(typed, 'tempat').trim().slice(0, 100);
    const places = await as(member, (tx) => readPlaces(tx, office.jurisdictionPath, sought));
    const page = await platform.page(c);
    const rulebook = platform.law.current();
    return show(
      c,
      <OpenPage {...{ page, rulebook, offices, office, places, sought, typed, errors }} />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get('/perkara/baru', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const media = z.uuid().safeParse(c.req.query('media') ?? '');
    const item = media.success ? await deps.findMedia(member, media.data) : undefined;
    const asked = c.req.query('asal') ?? '';
    return showOpen(c, member, {
      kantor: c.req.query('kantor') ?? '',
      tempat: c.req.query('tempat') ?? '',
      asal: openedOrigins.some((one) => one === asked) ? asked : item === undefined ? '' : 'petunjuk',
      ...(media.success ? { media: media.data } : {}),
      ...(item === undefined ? {} : { sumber: sourceOf(item) }),
    });
  });

  routes.post('/perkara/baru', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const typed = await typedOf(c);
    const offices = officesToOpen(member);
    if (offices.length === 0) return notHere(c);
    const page = await platform.page(c);
    const words = verificationWords(page.lang).open.wrong;
    const errors: FieldError[] = [];
    const office = offices.find((one) => one.bodyId === typedText(typed, 'kantor'));
    if (office === undefined) errors.push({ field: 'kantor', message: words.office });
    const origin = openedOrigins.find((one) => one === typedText(typed, 'asal'));
    if (origin === undefined) errors.push({ field: 'asal', message: words.origin });
    const contest = contestOptions(platform.law.current(), page.lang).find(
      (one) => one.value === typedText(typed, 'pemilihan'),
    );
    if (contest === undefined) errors.push({ field: 'pemilihan', message: words.contest });
    const region = z.uuid().safeParse(typedText(typed, 'wilayah'));
    if (!region.success) errors.push({ field: 'wilayah', message: words.place });
    const act = actKinds.find((one) => one === typedText(typed, 'perbuatan'));
    if (act === undefined) errors.push({ field: 'perbuatan', message: words.act });
    const today = legalDay(await platform.legalClock.now(), office?.bodyZone ?? 'WIB');
    const found = readDate({
      day: typedText(typed, 'ditemukan_day'),
      month: typedText(typed, 'ditemukan_month'),
      year: typedText(typed, 'ditemukan_year'),
    });
    const foundOn = found.kind === 'day' ? found.day : null;
    if (foundOn === null) errors.push({ field: 'ditemukan', message: words.day });
    else if (foundOn > today) errors.push({ field: 'ditemukan', message: words.future });
    else if (foundOn < Temporal.PlainDate.from(today).subtract({ years: 2 }).toString())
      errors.push({ field: 'ditemukan', message: words.tooOld });
    const source = typedText(typed, 'sumber').trim();
    if (source.length < LEAST_REASON) errors.push({ field: 'sumber', message: words.source });
    if (source.length > MOST_SOURCE) errors.push({ field: 'sumber', message: words.long });
    if (
      errors.length > 0 ||
      office === undefined ||
      origin === undefined ||
      contest === undefined ||
      !region.success ||
      act === undefined ||
      foundOn === null
    )
      return showOpen(c, member, typed, errors);
    const [electionId = '', contestId = ''] = contest.value.split('/');
    const key = formKeyIn(typed);
    const wish = {
      bodyId: office.bodyId,
      ...{ origin, electionId, contestId, foundOn, source },
      regionId: region.data,
      actKind: act,
      ...(key === null ? {} : { formKey: key }),
    };
    const opened = await cases.service.open(member, wish);
    if (opened.ok) return goTo(c, page, `/perkara/${opened.value.number}/dibuka`);
    return opened.error.kind === 'not-yours'
      ? notHere(c)
      : showOpen(c, member, typed, [{ field: 'wilayah', message: words.place }]);
  });

  routes.get('/perkara/:number/dibuka', async (c) => {
    const found = await findCase(c);
    if (found instanceof Response) return found;
    await cases.service.recordReading(found.member, found.view.id, 'case.view');
    return show(c, <OpenedPage page={await platform.page(c)} view={found.view} />);
  });

  // Cases that look alike, joining and splitting.
  const showDuplicates = async (
    c: Ctx,
    member: Member,
    view: CaseView,
    refused?: { readonly other: string; readonly typed: Typed; readonly error: string },
  ): Promise<Response> => {
    const read = await as(member, async (tx) => {
      const own = (await readFiles(tx, keys, [view.id])).get(view.id);
      const likely = (await readLikely(tx, keys, [view.id])).get(view.id) ?? [];
      const joined = await readJoined(tx, view.id);
      return { own, likely, joined: await withSeq(tx, joined) };
    });
    if (read.own === undefined) return notHere(c);
    const there = new Set(read.joined.map((one) => one.number));
    const likely = read.likely.filter((one) => !there.has(one.file.number)).slice(0, MOST_COMPARED);
    // Whoever compares reads both: each case says so.
    await cases.service.recordReading(member, view.id, 'case.compare');
    for (const { file } of likely) await cases.service.recordReading(member, file.id, 'case.compare');
    const asked = c.req.query('selesai');
    return show(
      c,
      <DuplicatesPage
        page={await platform.page(c)}
        {...{ view, likely, refused }}
        own={read.own}
        joined={read.joined}
        mayAct={mandateFor(member, 'complete-facts', view.holderBodyId) !== undefined}
        done={asked === 'gabung' || asked === 'pisah' ? asked : null}
      />,
      refused === undefined ? 200 : 422,
    );
  };

  routes.get('/perkara/:number/kembar', async (c) => {
    const found = await findCase(c);
    return found instanceof Response ? found : showDuplicates(c, found.member, found.view);
  });
  // Where a language link or a reload of a refused form leads.
  for (const slug of ['gabung', 'pisah'])
    routes.get(`/perkara/:number/${slug}`, async (c) => {
      const found = await findCase(c);
      return found instanceof Response
        ? found
        : goTo(c, await platform.page(c), `/perkara/${found.view.number}/kembar`);
    });

  const joinOrSplit = async (c: Ctx, doing: 'gabung' | 'pisah'): Promise<Response> => {
    const found = await findCase(c);
    if (found instanceof Response) return found;
    const { member, view } = found;
    const page = await platform.page(c);
    const action = `/perkara/${view.number}/${doing}`;
    const first = await askStakeFirst(platform, cases.service, c, found, action);
    if (first instanceof Response) return first;
    const other = parseReference('case', typedText(first, 'lain'));
    if (!other.ok) return notHere(c);
    // It is an act on both. Whoever may not read the other is told by the service.
    const beside = await cases.readModel.findCase(member, other.value);
    const typed =
      beside === undefined
        ? first
        : await askStakeFirst(platform, cases.service, c, { member, view: beside }, action, first);
    if (typed instanceof Response) return typed;
    const reason = typedText(typed, `alasan-${other.value}`).trim();
    const words = verificationWords(page.lang);
    const again = (error: string): Promise<Response> =>
      showDuplicates(c, member, view, { other: other.value, typed, error });
    if (reason.length < LEAST_REASON || reason.length > MOST_REASON) return again(words.bulk.wrong.reason);
    const into = typedText(typed, 'arah') === 'ke';
    const done =
      doing === 'gabung'
        ? await cases.service.join(member, {
            source: into ? view.number : other.value,
            target: into ? other.value : view.number,
            reason,
            seq: seqIn(typed, into ? 'seq' : 'seqLain'),
          })
        : await cases.service.split(member, {
            // The one that rests is split off, from whichever of the two pages.
            source: view.status === 'joined' ? view.number : other.value,
            reason,
            seq: view.status === 'joined' ? view.lastSeq : seqIn(typed, 'seq'),
          });
    if (done.ok) return goTo(c, page, `/perkara/${view.number}/kembar?selesai=${doing}`);
    return done.error.kind === 'not-found' ? notHere(c) : again(words.like.problems[done.error.kind]);
  };
  routes.post('/perkara/:number/gabung', (c) => joinOrSplit(c, 'gabung'));
  routes.post('/perkara/:number/pisah', (c) => joinOrSplit(c, 'pisah'));

  // The desk of the task force.
  const verifies = async (c: Ctx): Promise<Member | Response> => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    return verifyingOffices(member).length > 0 ? member : notHere(c);
  };

  routes.get('/verifikasi', async (c) => {
    const member = await verifies(c);
    if (member instanceof Response) return member;
    const now = await platform.legalClock.now();
    const bodies = verifyingOffices(member);
    const view = deskViews.find((one) => viewSlugs[one] === c.req.query('lihat')) ?? 'all';
    const filter = { view, act: actKinds.find((one) => one === c.req.query('perbuatan')) ?? null };
    const number = pageNumber(c);
    // Where an earlier answer ended looking: another secret than a program's, so that neither is good for the other.
    const cursorKey = keys('verification-cursor');
    const cursorOf = `verification.${view}.${filter.act ?? ''}`;
    const from = c.req.query('sesudah') ?? null;
    const at = { page: number, size: DESK_PAGE, after: from === null ? null : readCursor(cursorKey, cursorOf, from) };
    const { list, seating } = await as(member, async (tx) => ({
      list: await readDesk(tx, keys, member, bodies, filter, now, at),
      seating: await Promise.all(bodies.map((one) => readSeating(tx, member.userId, one, now))),
    }));
    await cases.service.recordList(member, `verification.${view}`, number);
    const goesOn = list.goesOn === null ? null : writeCursor(cursorKey, cursorOf, list.goesOn);
    return show(
      c,
      <VerificationDesk
        page={await platform.page(c)}
        {...{ list, filter, number, now, seating, goesOn }}
        from={at.after === null ? null : from}
      />,
    );
  });

  const showJoint = async (
    c: Ctx,
    member: Member,
    view: CaseView,
    refusal: JointRefusal | null = null,
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> => {
    await cases.service.recordReading(member, view.id, 'case.view');
    const now = await platform.legalClock.now();
    const { file, duplicates } = await as(member, async (tx) => ({
      file: (await readFiles(tx, keys, [view.id])).get(view.id),
      duplicates: (await readLikely(tx, keys, [view.id])).get(view.id)?.length ?? 0,
    }));
    return show(
      c,
      <JointPage
        page={await platform.page(c)}
        {...{ view, duplicates, now, refusal }}
        completeness={file === undefined ? null : completenessOf(file, legalDay(now, view.holderZone))}
        rulebook={platform.law.current()}
        saved={c.req.query('tersimpan') === '1'}
      />,
      status,
    );
  };
  /** The bodies decided while the form was being written: what was typed stands on the page that says so. */
  const tooLate = async (
    c: Ctx,
    { member, view }: { readonly member: Member; readonly view: CaseView },
  ): Promise<Response> => {
    const action = jointActions.find((one) => actionSlugs[one] === c.req.param('action'));
    if (action === undefined) return notHere(c);
    const typed = await typedOf(c);
    const field = reasonField[action];
    const { [field]: reason = '', ...others } = typed;
    await cases.service.recordReading(member, view.id, 'case.form');
    return show(
      c,
      <ConflictPage
        page={await platform.page(c)}
        typed={{ ...others, reason }}
        sinceSeq={seqIn(typed, 'seq')}
        nextSeal={nextSealing(platform)}
        officeNames={new Map()}
        {...{ view, action }}
      />,
      409,
    );
  };
  const findJoint = async (c: Ctx): Promise<{ readonly member: Member; readonly view: CaseView } | Response> => {
    const found = await findCase(c);
    if (found instanceof Response) return found;
    const { member, view } = found;
    if (mandateFor(member, 'verify', view.holderBodyId) !== undefined && view.status === 'submitted') return found;
    if (c.req.method === 'POST') return tooLate(c, found);
    // Decided meanwhile, or another office's work: the page of the case tells it.
    return goTo(c, await platform.page(c), `/perkara/${view.number}`);
  };

  routes.get('/verifikasi/:number', async (c) => {
    const found = await findJoint(c);
    return found instanceof Response ? found : showJoint(c, found.member, found.view);
  });
  routes.get('/verifikasi/:number/:action', async (c) => {
    const found = await findJoint(c);
    return found instanceof Response ? found : goTo(c, await platform.page(c), `/verifikasi/${found.view.number}`);
  });
  routes.post('/verifikasi/:number/:action', async (c) => {
    const found = await findJoint(c);
    if (found instanceof Response) return found;
    const { member, view } = found;
    if (c.req.param('action') === 'kepentingan') return askStake(c, member, view);
    const action: JointAction | undefined = jointActions.find((one) => actionSlugs[one] === c.req.param('action'));
    if (action === undefined) return notHere(c);
    const page = await platform.page(c);
    const words = verificationWords(page.lang).joint;
    const typed = await typedOf(c);
    const field = reasonField[action];
    const { [field]: reason = '', ...others } = typed;
    const read = readAction(
      action,
      { ...others, reason },
      {
        lang: page.lang,
        today: legalDay(await platform.legalClock.now(), view.holderZone),
        electionId: view.electionId,
        contestId: view.contestId,
        rulebook: platform.law.current(),
      },
    );
    if (!read.ok) {
      const errors = read.error.map((one) => (one.field === 'reason' ? { ...one, field } : one));
      return showJoint(c, member, view, { action, typed, errors }, 422);
    }
    const done = await cases.service.actAsked(member, view.number, read.value, seqIn(typed, 'seq'), false);
    if (done.ok)
      return goTo(
        c,
        page,
        action === 'cast-vote' ? `/verifikasi/${view.number}?tersimpan=1` : `/perkara/${view.number}?tersimpan=1`,
      );
    switch (done.error.kind) {
      case 'not-found':
      case 'not-yours':
        return notHere(c);
      case 'changed':
        return showJoint(c, member, view, { action, typed, errors: [], refused: words.changed }, 409);
      case 'wrong-status':
        return showJoint(c, member, view, { action, typed, errors: [], refused: words.notPossible }, 409);
      default: {
        const refused = deskWords(page.lang).wrong[done.error.kind];
        return showJoint(c, member, view, { action, typed, errors: [], refused }, 422);
      }
    }
  });

  /** The question before the first act: none, and the forms come; or an interest, and the case is closed to the person. */
  const askStake = async (c: Ctx, member: Member, view: CaseView): Promise<Response> => {
    const page = await platform.page(c);
    const typed = await typedOf(c);
    const read = readStake(typed, page.lang);
    if (!read.ok) return showJoint(c, member, view, { action: 'stake', typed, errors: read.error }, 422);
    const done =
      read.value === null
        ? await cases.service.sayNoStake(member, view.number)
        : await cases.service.act(member, view.number, read.value, seqIn(typed, 'seq'));
    if (done.ok) return goTo(c, page, read.value === null ? `/verifikasi/${view.number}` : '/verifikasi');
    if (done.error.kind === 'not-found' || done.error.kind === 'not-yours') return notHere(c);
    const refused = verificationWords(page.lang).joint.changed;
    return showJoint(c, member, view, { action: 'stake', typed, errors: [], refused }, 409);
  };

  // One act on many cases.
  const kindIn = (c: Ctx): BulkKind | undefined => bulkKinds.find((one) => bulkSlugs[one] === c.req.param('kind'));
  const findOffices = async (
    c: Ctx,
  ): Promise<
    { readonly member: Member; readonly kind: BulkKind; readonly offices: readonly Membership[] } | Response
  > => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const kind = kindIn(c);
    const offices = kind === undefined ? [] : service.offices(member, kind);
    return kind === undefined || offices.length === 0 ? notHere(c) : { member, kind, offices };
  };
  const showChoose = async (
    c: Ctx,
    { member, kind, offices }: { member: Member; kind: BulkKind; offices: readonly Membership[] },
    typed: Typed,
    errors: readonly FieldError[] = [],
  ): Promise<Response> => {
    const office = offices.find((one) => one.bodyId === typedText(typed, 'kantor')) ?? offices[0];
    if (office === undefined) return notHere(c);
    const files = await as(member, async (tx) => {
      const ids = await waitingIds(tx, office.bodyId, kind);
      const read = await readFiles(tx, keys, ids);
      return ids.flatMap((id) => read.get(id) ?? []);
    });
    const receivers = new Map<string, string>();
    if (kind === 'delegate-verification')
      for (const file of firstOfEachPlace(files))
        for (const body of await cases.service.receivers(member, file.id, kind)) receivers.set(body.id, body.name);
    await cases.service.recordList(member, `bulk.${kind}`, 1);
    return show(
      c,
      <ChoosePage
        page={await platform.page(c)}
        {...{ kind, offices, office, files, typed, errors }}
        receivers={[...receivers].map(([id, name]) => ({ id, name }))}
        now={await platform.legalClock.now()}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get('/borongan/:kind', async (c) => {
    const found = await findOffices(c);
    return found instanceof Response ? found : showChoose(c, found, { kantor: c.req.query('kantor') ?? '' });
  });
  routes.post('/borongan/:kind', async (c) => {
    const found = await findOffices(c);
    if (found instanceof Response) return found;
    const { member, kind, offices } = found;
    const page = await platform.page(c);
    const words = verificationWords(page.lang).bulk.wrong;
    const typed = await typedOf(c);
    const office = offices.find((one) => one.bodyId === typedText(typed, 'kantor'));
    const wish = wishIn(kind, typed);
    const errors: FieldError[] = [];
    if (office === undefined) errors.push({ field: 'kantor', message: words.office });
    if (wish === null)
      errors.push(
        kind === 'cast-vote' ? { field: 'suara', message: words.vote } : { field: 'penerima', message: words.receiver },
      );
    const chosen = chosenIn(typed);
    if (chosen === null) errors.push({ field: 'pilih', message: words.which });
    if (errors.length > 0 || office === undefined || wish === null || chosen === null)
      return showChoose(c, found, typed, errors);
    const made = await service.prepare(member, office.bodyId, wish, chosen);
    if (made.ok) return goTo(c, page, `/borongan/hasil/${made.value.id}`);
    return showChoose(c, found, typed, [{ field: 'pilih', message: words[made.error] }]);
  });

  const bulkId = (c: Ctx): string => {
    const read = z.uuid().safeParse(c.req.param('id') ?? '');
    return read.success ? read.data : '';
  };
  const showBulk = async (
    c: Ctx,
    member: Member,
    typed: Typed = {},
    errors: readonly FieldError[] = [],
  ): Promise<Response> => {
    const id = bulkId(c);
    const bulk = id === '' ? undefined : await service.findBulk(member, id);
    if (bulk === undefined) return notHere(c);
    await cases.service.recordList(member, `bulk.${bulk.wish.kind}`, 2);
    return show(
      c,
      <BulkPage page={await platform.page(c)} {...{ bulk, typed, errors }} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get('/borongan/hasil/:id', async (c) => {
    const member = await atDesk(c);
    return member instanceof Response ? member : showBulk(c, member);
  });
  routes.post('/borongan/hasil/:id', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const id = bulkId(c);
    const bulk = id === '' ? undefined : await service.findBulk(member, id);
    if (bulk === undefined) return notHere(c);
    const page = await platform.page(c);
    const words = verificationWords(page.lang).bulk.wrong;
    const typed = await typedOf(c);
    const reason = typedText(typed, 'alasan').trim();
    // A second tap, when it is under way or done: the result says it all.
    if (bulk.state === 'running' || bulk.state === 'done') return goTo(c, page, `/borongan/hasil/${id}`);
    const errors = [
      ...(bulk.wish.kind !== 'accept-handover' && (reason.length < LEAST_REASON || reason.length > MOST_REASON)
        ? [{ field: 'alasan', message: words.reason }]
        : []),
      ...(typedText(typed, 'kepentingan') === 'tidak' ? [] : [{ field: 'kepentingan', message: words.interest }]),
    ];
    if (errors.length > 0) return showBulk(c, member, typed, errors);
    const asked = await platform.stepUp(c, `/borongan/hasil/${id}`);
    if (asked !== null) return asked;
    const done = await service.run(member, id, reason);
    if (!done.ok && done.error === 'not-found') return notHere(c);
    return goTo(c, page, `/borongan/hasil/${id}`);
  });

  // Seats, for administrators.
  const showSeats = async (
    c: Ctx,
    admin: Member,
    refused: { readonly at: string | null; readonly typed: Typed; readonly errors: readonly FieldError[] } = {
      at: null,
      typed: {},
      errors: [],
    },
  ): Promise<Response> =>
    show(
      c,
      <SeatsPage
        page={await platform.page(c)}
        offices={await as(admin, readSeatOffices)}
        adminId={admin.userId}
        today={legalDay(await platform.legalClock.now(), 'WIB')}
        done={c.req.query('selesai') === '1'}
        {...refused}
      />,
      refused.errors.length > 0 ? 422 : 200,
    );

  routes.get('/admin/satgas', (c) => {
    const admin = findAdmin(c);
    return admin === null ? notHere(c) : showSeats(c, admin);
  });
  for (const slug of ['akhiri', 'duduk', 'pengganti'])
    routes.get(`/admin/satgas/${slug}`, async (c) =>
      findAdmin(c) === null ? notHere(c) : goTo(c, await platform.page(c), '/admin/satgas'),
    );
  routes.post('/admin/satgas', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const page = await platform.page(c);
    const words = verificationWords(page.lang).seats.wrong;
    const typed = await typedOf(c);
    const office = (await as(admin, readSeatOffices)).find((one) => one.id === typedText(typed, 'kantor'));
    if (office === undefined) return notHere(c);
    const field = (name: string): string => `${name}-${office.code}`;
    const kind = typedText(typed, field('lembaga'));
    const basis = typedText(typed, field('dasar')).trim();
    const from = readDate({
      day: typedText(typed, `${field('mulai')}_day`),
      month: typedText(typed, `${field('mulai')}_month`),
      year: typedText(typed, `${field('mulai')}_year`),
    });
    const errors: FieldError[] = [];
    if (!/^[a-z0-9-]{2,60}$/.test(kind)) errors.push({ field: field('lembaga'), message: words.body });
    if (from.kind !== 'day') errors.push({ field: field('mulai'), message: words.day });
    if (basis.length < 5 || basis.length > 300) errors.push({ field: field('dasar'), message: words.basis });
    if (errors.length > 0 || from.kind !== 'day') return showSeats(c, admin, { at: office.id, typed, errors });
    const asked = await platform.stepUp(c, '/admin/satgas');
    if (asked !== null) return asked;
    const done = await service.giveSeat(admin, { bodyId: office.id, kind, validFrom: from.day, basis });
    if (done.ok) return goTo(c, page, '/admin/satgas?selesai=1');
    return showSeats(c, admin, {
      at: office.id,
      typed,
      errors: [{ field: field('lembaga'), message: words[done.error] }],
    });
  });
  routes.post('/admin/satgas/akhiri', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const typed = await typedOf(c);
    const read = z
      .object({ kantor: z.uuid(), lembaga: z.string().max(60), mulai: z.iso.date(), sampai: z.iso.date() })
      .safeParse(typed);
    if (!read.success) return notHere(c);
    const asked = await platform.stepUp(c, '/admin/satgas');
    if (asked !== null) return asked;
    const { kantor, lembaga, mulai, sampai } = read.data;
    const done = await service.endSeat(admin, { bodyId: kantor, kind: lembaga, validFrom: mulai, validUntil: sampai });
    return done.ok
      ? goTo(c, await platform.page(c), '/admin/satgas?selesai=1')
      : done.error === 'not-found'
        ? notHere(c)
        : showSeats(c, admin, {
            at: null,
            typed: {},
            errors: [{ field: '', message: verificationWords(c.get('lang')).seats.wrong[done.error] }],
          });
  });
  routes.post('/admin/satgas/pengganti', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const page = await platform.page(c);
    const words = verificationWords(page.lang).seats.wrong;
    const typed = await typedOf(c);
    const office = (await as(admin, readSeatOffices)).find((one) => one.id === typedText(typed, 'kantor'));
    if (office === undefined) return notHere(c);
    const field = (name: string): string => `${name}-${office.code}`;
    const chosen = office.others.find((one) => one.id === typedText(typed, field('pengganti')));
    const basis = typedText(typed, field('dasarpengganti')).trim();
    const errors: FieldError[] = [];
    if (chosen === undefined) errors.push({ field: field('pengganti'), message: words.standIn });
    if (basis.length < 5 || basis.length > 300) errors.push({ field: field('dasarpengganti'), message: words.basis });
    if (errors.length > 0 || chosen === undefined) return showSeats(c, admin, { at: office.id, typed, errors });
    const asked = await platform.stepUp(c, '/admin/satgas');
    if (asked !== null) return asked;
    await service.giveStandIn(admin, { bodyId: office.id, standInId: chosen.id, basis });
    return goTo(c, page, '/admin/satgas?selesai=1');
  });
  routes.post('/admin/satgas/duduk', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const typed = await typedOf(c);
    const id = z.uuid().safeParse(typedText(typed, 'tugas'));
    if (!id.success) return notHere(c);
    const field = `duduk-${id.data}`;
    const kind = typedText(typed, field);
    const asked = await platform.stepUp(c, '/admin/satgas');
    if (asked !== null) return asked;
    const done = await service.represent(admin, id.data, kind === '' ? null : kind);
    if (done.ok) return goTo(c, await platform.page(c), '/admin/satgas?selesai=1');
    if (done.error === 'not-found') return notHere(c);
    const message = verificationWords(c.get('lang')).seats.wrong[done.error];
    return showSeats(c, admin, { at: null, typed, errors: [{ field, message }] });
  });

  return routes;
}

/** The last step that was seen; 0, which is before every step, when the form does not say. */
function seqIn(typed: Typed, name: string): number {
  const text = typedText(typed, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function wishIn(kind: BulkKind, typed: Typed): BulkWish | null {
  switch (kind) {
    case 'accept-handover':
      return { kind };
    case 'cast-vote': {
      const vote = votes.find((one) => one === typedText(typed, 'suara'));
      return vote === undefined ? null : { kind, vote };
    }
    case 'delegate-verification': {
      const to = z.uuid().safeParse(typedText(typed, 'penerima'));
      return to.success ? { kind, toBodyId: to.data } : null;
    }
  }
}

/** Which cases were chosen; null when the form says neither. */
export function chosenIn(typed: Typed): Chosen | null {
  if (typedText(typed, 'pilih') === 'semua') return { which: 'read' };
  const ticked = [typed.perkara ?? []].flat().flatMap((text) => {
    const [number = '', seq = ''] = text.split(' ');
    const read = parseReference('case', number);
    return read.ok && /^\d{1,9}$/.test(seq) ? [{ number: read.value, seq: Number(seq) }] : [];
  });
  return ticked.length === 0 ? null : { which: 'named', cases: ticked };
}

function sourceOf(item: MediaLead): string {
  return [item.title, item.sourceName, item.facts.publishedOn ?? '']
    .filter((part) => part !== '')
    .join(', ')
    .slice(0, MOST_SOURCE);
}

function firstOfEachPlace<F extends { readonly regionId: string }>(files: readonly F[]): readonly F[] {
  const first = new Map<string, F>();
  for (const file of files) if (!first.has(file.regionId)) first.set(file.regionId, file);
  return [...first.values()].slice(0, MOST_REGIONS);
}

async function readPlaces(
  tx: Tx,
  path: string,
  sought: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  let query = tx
    .selectFrom('jurisdiction')
    .select(['id', 'name'])
    .where('path', 'like', `${path.replaceAll(/[\\%_]/g, '\\$&')}%`)
    .where('level', 'in', ['nation', 'province', 'city', 'district'])
    .orderBy('path')
    .limit(MOST_PLACES);
  if (sought !== '') query = query.where('name', 'ilike', `%${sought.replaceAll(/[\\%_]/g, '\\$&')}%`);
  return query.execute();
}

/** The last step of the case that rests, which is the one that is split off. */
async function withSeq(
  tx: Tx,
  joined: Awaited<ReturnType<typeof readJoined>>,
): Promise<readonly (Awaited<ReturnType<typeof readJoined>>[number] & { readonly seq: number })[]> {
  if (joined.length === 0) return [];
  const rows = await tx
    .selectFrom('case_file')
    .select(['number', 'last_seq'])
    .where(
      'number',
      'in',
      joined.map((one) => one.number),
    )
    .execute();
  const seqs = new Map(rows.map((row) => [row.number, row.last_seq]));
  return joined.map((one) => ({ ...one, seq: seqs.get(one.number) ?? 0 }));
}
