/** Addresses of clocks in sight. Whoever may not see a case gets the page of a case that does not exist: same words, same status. */
import { Hono } from 'hono';
import { z } from 'zod';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { parseReference } from '../../platform/crypto/reference.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { ok } from '../../platform/result.ts';
import { findAdmin, listOffices, signInFirst } from '../accounts/index.ts';
import {
  basisOptions,
  type CasesFeature,
  type CaseView,
  type ClockView,
  MOST_BASIS_NOTE,
  mayRead,
  ownBodies,
  readStake,
} from '../cases/index.ts';
import { AwayPage, FeedPage, type FeedRow, PostsPage, type Workplace } from './attendance-pages.tsx';
import { awayOn, headedBy, posts, readAbsences, readColleagues, readPosts, workplaces } from './attendance-read.ts';
import { CaseLimitsPage, type Doing, isOpen, MOST_REASON, StandstillForm } from './case-limits-page.tsx';
import type { DeadlineService } from './deadline-service.ts';
import { feedRoutes } from './feed-routes.ts';
import { readAbsenceForm, readDay } from './forms.ts';
import { groupSlugs, OverviewPage, views } from './overview-page.tsx';
import { type Group, groups, type LimitLine, MOST_ROWS, readDays, readGroups, readLines } from './overview-read.ts';
import { readShelved } from './shelved-read.ts';
import { ownLimits, readStandstills } from './standstill-read.ts';
import type { AssigneesOf } from './warning-service.ts';
import { deadlineWords } from './words.ts';

export interface DeadlineRoutesDeps {
  readonly platform: Platform;
  readonly service: DeadlineService;
  readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
  readonly assigneesOf: AssigneesOf;
}

export function deadlineRoutes({ platform, service, cases, assigneesOf }: DeadlineRoutesDeps): Hono<Env> {
  const routes = new Hono<Env>();
  const as = <T,>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(platform.db, { kind: 'member', userId: member.userId }, use);
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');

  const atDesk = (c: Ctx): Member | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return Promise.resolve(signInFirst(c, platform));
    return mayRead(member) ? member : notHere(c);
  };

  routes.get('/batas', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const now = await platform.legalClock.now();
    const own = ownBodies(member);
    const places = workplaces(member);
    const view = views.find((one) => one === c.req.query('tampil')) ?? 'daftar';
    const group: Group | null = groups.find((one) => groupSlugs[one] === c.req.query('lihat')) ?? null;
    const offices = places
      .filter((one, index) => places.findIndex((other) => other.bodyId === one.bodyId) === index)
      .map((one) => ({ id: one.bodyId, name: one.bodyName }));
    const bodyId = offices.find((one) => one.id === c.req.query('kantor'))?.id ?? null;
    const today = Temporal.PlainDate.from(legalDay(now, places[0]?.bodyZone ?? 'WIB'));
    const asked = readIsoDay(c.req.query('mulai') ?? '');
    const from = view === 'bulan' ? (asked ?? today).with({ day: 1 }) : (asked ?? today);
    const until = view === 'bulan' ? from.add({ months: 1 }).subtract({ days: 1 }) : from.add({ days: 6 });
    const span = { from: from.toString(), until: until.toString() };
    const number = Math.min(1000, Math.max(1, Math.floor(Number(c.req.query('halaman') ?? '1')) || 1));
    const read = await as(member, async (tx) => {
      const found =
        view === 'bulan'
          ? []
          : await readLines(
              tx,
              own,
              { group: view === 'daftar' ? group : null, bodyId, days: view === 'minggu' ? span : null },
              now,
              MOST_ROWS + 1,
              (number - 1) * MOST_ROWS,
            );
      const lines = found.slice(0, MOST_ROWS);
      const heads = own.length === 0 ? [] : await headedBy(tx, member, today.toString());
      return {
        counts: await readGroups(tx, own, bodyId, now),
        shelved: await readShelved(tx, own, bodyId, now),
        lines,
        more: found.length > MOST_ROWS,
        days: view === 'bulan' ? await readDays(tx, own, { bodyId, ...span }, now) : new Map<string, number>(),
        responsible:
          heads.length === 0 ? null : await responsibleFor(tx, lines, heads, now, assigneesOf, c.get('lang')),
      };
    });
    await cases.service.recordList(member, `limits.${view}`, number);
    return show(
      c,
      <OverviewPage
        page={await platform.page(c)}
        {...{ now, view, group, bodyId, offices, number, ...read }}
        from={span.from}
        mayHaveFeed={own.length > 0}
      />,
    );
  });

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

  routes.get('/perkara/:number/batas', async (c) => {
    const found = await findCase(c);
    if (found instanceof Response) return found;
    const { member, view } = found;
    await cases.service.recordReading(member, view.id, 'case.limits');
    const asked = c.req.query('selesai');
    const { history, own } = await as(member, async (tx) => ({
      history: await readStandstills(tx, view.id),
      own: await ownLimits(tx, member, view),
    }));
    return show(
      c,
      <CaseLimitsPage
        page={await platform.page(c)}
        {...{ view, history, own }}
        now={await platform.legalClock.now()}
        done={asked === 'henti' || asked === 'lanjut' ? asked : null}
      />,
    );
  });

  /** The limit of the address, when the person's office must meet it; the page of the limits otherwise. */
  const findLimit = async (
    c: Ctx,
  ): Promise<
    | {
        readonly member: Member;
        readonly view: CaseView;
        readonly clock: ClockView;
        readonly doing: Doing;
        readonly possible: boolean;
      }
    | Response
  > => {
    const found = await findCase(c);
    if (found instanceof Response) return found;
    const { member, view } = found;
    const asked = c.req.param('doing');
    const clock = view.clocks.find((one) => one.id === c.req.param('clock'));
    if (clock === undefined || (asked !== 'henti' && asked !== 'lanjut')) return notHere(c);
    const own = await as(member, (tx) => ownLimits(tx, member, view));
    const possible = isOpen(clock) && own.has(clock.id);
    // What was sent comes back with what was typed, though somebody else was faster.
    if (!possible && c.req.method !== 'POST') return goTo(c, await platform.page(c), `/perkara/${view.number}/batas`);
    return { member, view, clock, doing: asked, possible };
  };

  const basesFor = async (c: Ctx, clock: ClockView) =>
    basisOptions(
      legalDay(await platform.legalClock.now(), clock.zone),
      c.get('lang'),
      clock.nature === 'law',
      platform.law.current(),
    );

  routes.get('/perkara/:number/batas/:clock/:doing', async (c) => {
    const found = await findLimit(c);
    if (found instanceof Response) return found;
    const { member, view, clock, doing } = found;
    await cases.service.recordReading(member, view.id, 'case.form');
    return show(
      c,
      <StandstillForm
        page={await platform.page(c)}
        {...{ view, clock, doing }}
        typed={{}}
        bases={await basesFor(c, clock)}
        seq={view.lastSeq}
        errors={[]}
      />,
    );
  });

  routes.post('/perkara/:number/batas/:clock/:doing', async (c) => {
    const found = await findLimit(c);
    if (found instanceof Response) return found;
    const { member, view, clock, doing, possible } = found;
    const page = await platform.page(c);
    const words = deadlineWords(page.lang).form;
    const typed = await typedOf(c);
    const seq = Number(typedText(typed, 'seq')) || 0;
    const again = async (
      errors: readonly FieldError[],
      refused?: string,
      seen = seq,
      status: 409 | 422 = 422,
    ): Promise<Response> => {
      await cases.service.recordReading(member, view.id, 'case.form');
      const bases = await basesFor(c, clock);
      return show(
        c,
        <StandstillForm {...{ page, view, clock, doing, typed, errors, refused, bases }} seq={seen} />,
        status,
      );
    };
    if (!possible)
      return again([], isOpen(clock) ? words.problems['not-yours'] : words.problems['no-limit'], view.lastSeq, 409);
    const reason = typedText(typed, 'alasan').trim();
    const basis = typedText(typed, 'dasar').trim();
    const errors: FieldError[] = [];
    if (reason.length < 10) errors.push({ field: 'alasan', message: words.wrongReason });
    if (reason.length > MOST_REASON) errors.push({ field: 'alasan', message: words.tooLong });
    const note = typedText(typed, 'keterangan').trim();
    if (basis === '' || basis.length > MOST_BASIS_NOTE) errors.push({ field: 'dasar', message: words.wrongBasis });
    if (note.length > MOST_BASIS_NOTE) errors.push({ field: 'keterangan', message: words.tooLong });
    const untilOn = doing === 'henti' ? readDay(typed, 'sampai') : '';
    if (untilOn === null) errors.push({ field: 'sampai', message: words.wrongUntil });
    // As before every first act on a case: whoever has a stake in it stops nothing, and is shut out.
    const stake = view.asksStake ? readStake(typed, page.lang) : ok(null);
    if (!stake.ok) errors.push(...stake.error);
    if (stake.ok && stake.value !== null) {
      const declared = await cases.service.act(member, view.number, stake.value, seq);
      return declared.ok ? goTo(c, page, '/antrean') : again([], words.problems.changed, view.lastSeq);
    }
    if (errors.length > 0 || untilOn === null) return again(errors);
    if (view.asksStake) {
      const said = await cases.service.sayNoStake(member, view.number);
      if (!said.ok) return notHere(c);
    }
    const wish = { clockId: clock.id, reason, basis, note };
    const done =
      doing === 'henti'
        ? await service.stop(member, view.number, { ...wish, untilOn }, seq)
        : await service.resume(member, view.number, wish, seq);
    if (done.ok) return goTo(c, page, `/perkara/${view.number}/batas?selesai=${doing}`);
    const { error } = done;
    switch (error.kind) {
      case 'not-found':
        return notHere(c);
      case 'not-yours':
        return again([], words.problems['not-yours'], seq, 409);
      case 'changed':
        return again([], words.problems.changed, error.seq);
      case 'unknown-basis':
      case 'only-by-law':
        return again([{ field: 'dasar', message: words.problems[error.kind] }]);
      case 'wrong-day':
        return again([{ field: 'sampai', message: words.problems['wrong-day'] }]);
      case 'no-limit':
      case 'in-conflict':
      case 'already-stopped':
      case 'not-stopped':
      case 'expired':
      case 'cannot-stop':
        return again([], words.problems[error.kind]);
    }
  });

  // Who is away.
  const awayPage = async (
    c: Ctx,
    member: Member,
    typed: Typed = {},
    errors: readonly FieldError[] = [],
  ): Promise<Response> => {
    const own = workplaces(member);
    const now = await platform.legalClock.now();
    const read = await as(member, async (tx) => {
      const today = legalDay(now, own[0]?.bodyZone ?? 'WIB');
      const heads = await headedBy(tx, member, today);
      const ids = [...new Set(own.map((one) => one.bodyId))];
      const places: Workplace[] = [];
      for (const id of ids)
        places.push({
          id,
          name: own.find((one) => one.bodyId === id)?.bodyName ?? '',
          heads: heads.includes(id),
          colleagues: await readColleagues(tx, id),
        });
      return { places, absences: await readAbsences(tx, ids, today), leads: await readPosts(tx, ids, today) };
    });
    return show(
      c,
      <AwayPage
        page={await platform.page(c)}
        userId={member.userId}
        {...read}
        {...{ typed, errors }}
        done={doneOf(c)}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };
  const atWork = (c: Ctx): Member | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return Promise.resolve(signInFirst(c, platform));
    return !member.mustEnrol && workplaces(member).length > 0 ? member : notHere(c);
  };

  routes.get('/kantor/kehadiran', async (c) => {
    const member = await atWork(c);
    return member instanceof Response ? member : awayPage(c, member);
  });
  routes.post('/kantor/kehadiran', async (c) => {
    const member = await atWork(c);
    if (member instanceof Response) return member;
    const page = await platform.page(c);
    const words = deadlineWords(page.lang).away.wrong;
    const typed = await typedOf(c);
    const read = readAbsenceForm(typed, member, page.lang);
    if (!read.ok) return awayPage(c, member, typed, read.error);
    const done = await service.enterAbsence(member, read.value);
    if (done.ok) return goTo(c, page, '/kantor/kehadiran?selesai=simpan');
    switch (done.error) {
      case 'not-yours':
        return awayPage(c, member, typed, [{ field: 'orang', message: words['not-yours'] }]);
      case 'wrong-days':
        return awayPage(c, member, typed, [{ field: 'sampai', message: words.days }]);
      case 'wrong-deputy':
        return awayPage(c, member, typed, [{ field: 'pengganti', message: words.deputy }]);
    }
  });
  routes.post('/kantor/kehadiran/akhiri', async (c) => {
    const member = await atWork(c);
    if (member instanceof Response) return member;
    const id = z.uuid().safeParse(typedText(await typedOf(c), 'id'));
    if (!id.success || !(await service.endAbsence(member, id.data))) return notHere(c);
    return goTo(c, await platform.page(c), '/kantor/kehadiran?selesai=akhiri');
  });

  // Who leads: by an administrator.
  const postsPage = async (
    c: Ctx,
    admin: Member,
    asked: string,
    typed: Typed = {},
    errors: readonly FieldError[] = [],
  ): Promise<Response> => {
    const now = await platform.legalClock.now();
    const read = await as(admin, async (tx) => {
      const all = (await listOffices(tx)).filter((one) => one.kind !== 'administration');
      const office = all.find((one) => one.id === asked) ?? null;
      return {
        offices: all.map(({ id, name }) => ({ id, name })),
        office: office === null ? null : { id: office.id, name: office.name },
        held: office === null ? [] : await readPosts(tx, [office.id], legalDay(now, 'WIB')),
        colleagues: office === null ? [] : await readColleagues(tx, office.id),
      };
    });
    return show(
      c,
      <PostsPage page={await platform.page(c)} {...read} {...{ typed, errors }} done={doneOf(c)} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get('/admin/pimpinan', (c) => {
    const admin = findAdmin(c);
    return admin === null ? notHere(c) : postsPage(c, admin, c.req.query('kantor') ?? '');
  });
  routes.post('/admin/pimpinan', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const page = await platform.page(c);
    const words = deadlineWords(page.lang).posts.wrong;
    const typed = await typedOf(c);
    const bodyId = typedText(typed, 'kantor');
    const person = z.uuid().safeParse(typedText(typed, 'orang'));
    const post = posts.find((one) => one === typedText(typed, 'jabatan'));
    const from = readDay(typed, 'mulai');
    const errors: FieldError[] = [];
    if (!person.success) errors.push({ field: 'orang', message: words.person });
    if (post === undefined) errors.push({ field: 'jabatan', message: words.post });
    if (from === null) errors.push({ field: 'mulai', message: words.date });
    if (!z.uuid().safeParse(bodyId).success) return notHere(c);
    if (!person.success || post === undefined || from === null) return postsPage(c, admin, bodyId, typed, errors);
    const step = await platform.stepUp(c, `/admin/pimpinan?kantor=${bodyId}`);
    if (step !== null) return step;
    const done = await service.givePost(admin, { bodyId, userId: person.data, post, validFrom: from });
    if (done.ok) return goTo(c, page, `/admin/pimpinan?kantor=${bodyId}&selesai=simpan`);
    const message = done.error === 'already' ? words.already : words.person;
    return postsPage(c, admin, bodyId, typed, [{ field: 'orang', message }]);
  });
  routes.post('/admin/pimpinan/akhiri', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const typed = await typedOf(c);
    const id = z.uuid().safeParse(typedText(typed, 'id'));
    const office = z.uuid().safeParse(typedText(typed, 'kantor'));
    if (!id.success || !office.success) return notHere(c);
    const step = await platform.stepUp(c, `/admin/pimpinan?kantor=${office.data}`);
    if (step !== null) return step;
    if (!(await service.endPost(admin, id.data))) return notHere(c);
    return goTo(c, await platform.page(c), `/admin/pimpinan?kantor=${office.data}&selesai=akhiri`);
  });

  // The calendar of a person.
  const feedOf = (member: Member): Promise<FeedRow | null> =>
    as(member, async (tx) => {
      const row = await tx
        .selectFrom('calendar_feed')
        .select(['with_numbers', 'made_at', 'last_used_on'])
        .where('user_id', '=', member.userId)
        .executeTakeFirst();
      return row === undefined
        ? null
        : { withNumbers: row.with_numbers, madeAt: row.made_at, lastUsedOn: row.last_used_on };
    });
  const feedPage = async (
    c: Ctx,
    member: Member,
    address: string | null = null,
    errors: readonly FieldError[] = [],
  ): Promise<Response> => {
    c.header('cache-control', 'no-store');
    return show(
      c,
      <FeedPage
        page={await platform.page(c)}
        feed={await feedOf(member)}
        {...{ address, errors }}
        zone={workplaces(member)[0]?.bodyZone ?? 'WIB'}
        revoked={c.req.query('selesai') === 'cabut'}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get('/akun/kalender', async (c) => {
    const member = await atWork(c);
    return member instanceof Response ? member : feedPage(c, member);
  });
  routes.post('/akun/kalender', async (c) => {
    const member = await atWork(c);
    if (member instanceof Response) return member;
    const page = await platform.page(c);
    const asked = typedText(await typedOf(c), 'nomor');
    if (asked !== 'ya' && asked !== 'tidak')
      return feedPage(c, member, null, [{ field: 'nomor', message: deadlineWords(page.lang).feed.chooseNumbers }]);
    const { secret } = await service.makeFeed(member, asked === 'ya');
    // Answered directly: the secret stands in no address of a page.
    return feedPage(c, member, `${platform.publicUrl}${page.to(`/kalender/${secret}.ics`)}`);
  });
  routes.post('/akun/kalender/cabut', async (c) => {
    const member = await atWork(c);
    if (member instanceof Response) return member;
    await service.revokeFeed(member);
    return goTo(c, await platform.page(c), '/akun/kalender?selesai=cabut');
  });

  routes.route('/', feedRoutes({ platform, service }));
  return routes;
}

function doneOf(c: Ctx): 'simpan' | 'akhiri' | null {
  const asked = c.req.query('selesai');
  return asked === 'simpan' || asked === 'akhiri' ? asked : null;
}

/** A day or a month of the address. */
export function readIsoDay(text: string): Temporal.PlainDate | null {
  const written = /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text;
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(written)) return null;
  try {
    return Temporal.PlainDate.from(written, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** Names of those who answer for each limit of the offices that a person leads, with who stands in. */
async function responsibleFor(
  tx: Tx,
  lines: readonly LimitLine[],
  heads: readonly string[],
  now: Temporal.Instant,
  assigneesOf: AssigneesOf,
  lang: 'id' | 'en',
): Promise<ReadonlyMap<string, readonly string[]>> {
  const words = deadlineWords(lang).overview;
  const own = lines.filter((line) => heads.includes(line.bodyId));
  const assigned = await assigneesOf(
    tx,
    own.map((line) => line.caseId),
  );
  const names = new Map<string, readonly string[]>();
  const people = new Map<string, string>();
  const away = new Map<string, ReadonlyMap<string, string | null>>();
  for (const bodyId of heads) {
    for (const one of await readColleagues(tx, bodyId)) people.set(one.userId, one.name);
    const zone = own.find((line) => line.bodyId === bodyId)?.zone ?? 'WIB';
    away.set(bodyId, await awayOn(tx, bodyId, legalDay(now, zone)));
  }
  for (const line of own) {
    const list = (assigned.get(line.caseId) ?? []).flatMap((id) => {
      const name = people.get(id);
      if (name === undefined) return [];
      const deputy = away.get(line.bodyId)?.get(id);
      return deputy === undefined ? [name] : [words.away(name, deputy === null ? null : (people.get(deputy) ?? null))];
    });
    if (list.length > 0) names.set(line.id, list);
  }
  return names;
}
