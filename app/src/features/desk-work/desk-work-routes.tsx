/** Addresses of shared work. Whoever may not see a case gets the page of a case that does not exist: same words, same status. */
import { Hono } from 'hono';
import { z } from 'zod';
import { parseReference } from '../../platform/crypto/reference.ts';
import { readTogether } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { formKeyIn } from '../../platform/http/form-key.ts';
import { typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, places, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { FieldError } from '../../ui/index.ts';
import { signInFirst } from '../accounts/index.ts';
import { type CasesFeature, type CaseView, mayRead, ownBodies } from '../cases/index.ts';
import type { DeskWorkService, NoteError } from './desk-work-service.ts';
import { ActivityPage, CaseWorkPage, LoadsPage, MovePage, NOBODY } from './office-pages.tsx';
import type { RefusedNote } from './panels.tsx';
import { alertOf, alerts } from './saved-searches.ts';
import { offeredOptions } from './search-options.ts';
import { SavedPage, SearchPage } from './search-pages.tsx';
import { deskWorkWords } from './words.ts';
import { isEmptySearch, searchOf, type WorkSearch } from './work-filter.ts';

export interface DeskWorkRouteDeps {
  readonly service: DeskWorkService;
  readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
}

const Id = z.uuid();

export function deskWorkRoutes(platform: Platform, { service, cases }: DeskWorkRouteDeps): Hono<Env> {
  const routes = new Hono<Env>();
  const offered = offeredOptions(platform.db);

  /** The person at the desk, or the answer that says there is nothing. */
  const atDesk = async (c: Ctx): Promise<Member | Response> => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    return mayRead(member) ? member : platform.problem(c, 'not-found');
  };
  const idIn = (c: Ctx, name: string): string | null => {
    const read = Id.safeParse(c.req.param(name));
    return read.success ? read.data : null;
  };

  const showSearch = async (
    c: Ctx,
    member: Member,
    search: WorkSearch,
    more: { readonly errors?: readonly FieldError[]; readonly typedName?: string } = {},
  ): Promise<Response> => {
    const now = await platform.legalClock.now();
    const asked = Math.max(1, Math.min(1000, Math.floor(Number(c.req.query('halaman') ?? '1')) || 1));
    const { number, queue, options, saved, page } = await readTogether(
      platform.db,
      { kind: 'member', userId: member.userId },
      () => readSearch(c, member, search, asked, now),
    );
    return show(
      c,
      <SearchPage
        page={page}
        search={search}
        queue={queue}
        number={number}
        options={options}
        rulebook={platform.law.current()}
        now={now}
        saved={saved}
        errors={more.errors}
        typedName={more.typedName}
      />,
      (more.errors?.length ?? 0) === 0 ? 200 : 422,
    );
  };

  const readSearch = async (c: Ctx, member: Member, search: WorkSearch, asked: number, now: Temporal.Instant) => {
    const around = Promise.all([offered(member), service.saved(member), platform.page(c)]);
    const [first] = await Promise.all([
      isEmptySearch(search) ? null : service.search(member, search, asked, now),
      // Beside it, not after it; waited for below, where what it found is needed.
      around,
    ]);
    const last = first === null ? 1 : Math.max(1, Math.ceil(first.total / first.pageSize));
    const number = Math.min(asked, last);
    const queue = number === asked ? first : await service.search(member, search, number, now);
    const [options, saved, page] = await around;
    return { number, queue, options, saved, page };
  };

  routes.get('/cari', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    return showSearch(
      c,
      member,
      searchOf((name) => c.req.query(name)),
    );
  });

  routes.get('/pencarian', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const saved = await service.saved(member);
    return show(c, <SavedPage page={await platform.page(c)} saved={saved} done={c.req.query('tersimpan') === '1'} />);
  });

  routes.post('/pencarian', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const typed = await typedOf(c);
    const page = await platform.page(c);
    const query = new URLSearchParams(typedText(typed, 'cari').split('?')[1] ?? '');
    const search = searchOf((name) => query.get(name) ?? undefined);
    const name = typedText(typed, 'nama');
    const done = await service.save(member, name, search, alertOf(typedText(typed, 'kabar')));
    if (done.ok) return goTo(c, page, '/pencarian?tersimpan=1');
    const message = deskWorkWords(page.lang).saved.wrong[done.error.kind];
    return showSearch(c, member, search, { errors: [{ field: 'nama', message }], typedName: name });
  });

  // Where a language link or a reload of a form leads.
  routes.get('/pencarian/:id', async (c) => goTo(c, await platform.page(c), '/pencarian'));
  routes.post('/pencarian/:id', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const id = idIn(c, 'id');
    const typed = await typedOf(c);
    const wanted = alerts.find((alert) => alert === typedText(typed, `kabar-${id ?? ''}`));
    const done =
      id !== null &&
      (typedText(typed, 'do') === 'remove'
        ? await service.forget(member, id)
        : wanted !== undefined && (await service.changeAlert(member, id, wanted)));
    return done ? goTo(c, await platform.page(c), '/pencarian') : platform.problem(c, 'not-found');
  });

  /** The case behind the number; the answer that there is none otherwise. */
  const findCase = async (c: Ctx): Promise<{ readonly member: Member; readonly view: CaseView } | Response> => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const read = parseReference('case', c.req.param('number') ?? '');
    const view = read.ok ? await cases.readModel.findCase(member, read.value) : undefined;
    return view === undefined ? platform.problem(c, 'not-found') : { member, view };
  };
  const showWork = async (
    c: Ctx,
    { member, view }: { readonly member: Member; readonly view: CaseView },
    more: { readonly refused?: RefusedNote; readonly assignError?: string } = {},
  ): Promise<Response> => {
    const work = await service.caseWork(member, view.number);
    if (work === undefined) return platform.problem(c, 'not-found');
    await cases.service.recordReading(member, view.id, 'case.notes');
    const page = await platform.page(c);
    const wrong = more.refused !== undefined || more.assignError !== undefined;
    return show(
      c,
      <CaseWorkPage page={page} view={view} work={work} userId={member.userId} {...more} />,
      wrong ? 422 : 200,
    );
  };

  for (const path of ['/perkara/:number/catatan', '/perkara/:number/penanggung-jawab'])
    routes.get(path, async (c) => {
      const at = await findCase(c);
      return at instanceof Response ? at : showWork(c, at);
    });

  routes.post('/perkara/:number/catatan', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const read = parseReference('case', c.req.param('number') ?? '');
    if (!read.ok) return platform.problem(c, 'not-found');
    const typed = await typedOf(c);
    const correcting = Id.safeParse(typedText(typed, 'membetulkan'));
    const corrects = correcting.success ? correcting.data : null;
    const words = typedText(typed, corrects === null ? 'catatan' : `catatan-${corrects}`);
    const key = formKeyIn(typed);
    const done = await service.addNote(member, read.value, {
      words,
      corrects,
      ...(key === null ? {} : { formKey: key }),
    });
    if (done.ok) return goTo(c, places(c), `/perkara/${read.value}?tersimpan=1#catatan`);
    if (done.error.kind === 'not-found') return platform.problem(c, 'not-found');
    // Only a note that was refused needs the case, to be shown beside it.
    const at = await findCase(c);
    if (at instanceof Response) return at;
    return showWork(c, at, { refused: { words, corrects, error: wrongNote(done.error, places(c).lang) } });
  });

  routes.post('/perkara/:number/penanggung-jawab', async (c) => {
    const at = await findCase(c);
    if (at instanceof Response) return at;
    const { member, view } = at;
    const typed = await typedOf(c);
    const page = await platform.page(c);
    const person = Id.safeParse(typedText(typed, 'orang'));
    const deputy = Id.safeParse(typedText(typed, 'wakil'));
    const release = typedText(typed, 'do') === 'release';
    const words = deskWorkWords(page.lang).assign.wrong;
    if (!release && !person.success) return showWork(c, at, { assignError: words.nobody });
    const to =
      release || !person.success ? null : { userId: person.data, deputyId: deputy.success ? deputy.data : null };
    const done = await service.assign(member, view.number, to);
    if (done.ok) return goTo(c, page, `/perkara/${view.number}?tersimpan=1`);
    if (done.error.kind === 'not-found') return platform.problem(c, 'not-found');
    return showWork(c, at, { assignError: words[done.error.kind] });
  });

  routes.get('/pembagian', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    if (ownBodies(member).length === 0) return platform.problem(c, 'not-found');
    const count = (name: string): string | null =>
      /^\d{1,4}$/.test(c.req.query(name) ?? '') ? (c.req.query(name) ?? null) : null;
    const offices = await service.loads(member);
    return show(
      c,
      <LoadsPage
        page={await platform.page(c)}
        offices={offices}
        given={count('dialihkan')}
        left={count('dibiarkan')}
      />,
    );
  });

  /** What is to be given on: office and person of the address, where the person who asks works. */
  const findMove = async (c: Ctx) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const bodyId = idIn(c, 'body');
    const from = c.req.param('from') === NOBODY ? NOBODY : idIn(c, 'from');
    if (bodyId === null || from === null || !ownBodies(member).includes(bodyId))
      return platform.problem(c, 'not-found');
    const userId = from === NOBODY ? null : from;
    const onHand = await service.onHand(member, bodyId, userId);
    const office = (await service.loads(member)).find((one) => one.bodyId === bodyId);
    if (onHand === undefined || office === undefined) return platform.problem(c, 'not-found');
    const load = office.loads.find((one) => one.userId === userId);
    // Somebody without cases here is nobody here, whoever it is elsewhere.
    if (load === undefined) return platform.problem(c, 'not-found');
    return { member, bodyId, from, userId, onHand, office, load };
  };

  routes.get('/pembagian/:body/:from', async (c) => {
    const at = await findMove(c);
    if (at instanceof Response) return at;
    const page = await platform.page(c);
    return show(
      c,
      <MovePage
        page={page}
        bodyId={at.bodyId}
        from={at.from}
        fromName={at.load.name ?? deskWorkWords(page.lang).loads.nobody}
        cases={at.onHand}
        colleagues={at.office.colleagues}
        chosen={at.onHand.map((one) => one.id)}
        to=""
        preview={false}
        errors={[]}
      />,
    );
  });

  routes.post('/pembagian/:body/:from', async (c) => {
    const at = await findMove(c);
    if (at instanceof Response) return at;
    const page = await platform.page(c);
    const words = deskWorkWords(page.lang);
    const typed = await typedOf(c);
    const to = typedText(typed, 'kepada');
    const ticked = typed.perkara ?? [];
    const chosen = typeof ticked === 'string' ? [ticked] : ticked;
    const errors: FieldError[] = [
      ...(at.office.colleagues.some((one) => one.id === to && one.id !== at.from)
        ? []
        : [{ field: 'kepada', message: words.assign.wrong.nobody }]),
      ...(at.onHand.some((one) => chosen.includes(one.id)) ? [] : [{ field: 'perkara', message: words.move.nothing }]),
    ];
    if (errors.length === 0 && typedText(typed, 'do') === 'move') {
      const asked = await platform.stepUp(c, `/pembagian/${at.bodyId}/${at.from}`);
      if (asked !== null) return asked;
      const done = await service.reassign(at.member, { bodyId: at.bodyId, from: at.userId, to, caseIds: chosen });
      if (!done.ok) return platform.problem(c, 'not-found');
      return goTo(c, page, `/pembagian?dialihkan=${done.value.given}&dibiarkan=${done.value.left}`);
    }
    return show(
      c,
      <MovePage
        page={page}
        bodyId={at.bodyId}
        from={at.from}
        fromName={at.load.name ?? words.loads.nobody}
        cases={at.onHand}
        colleagues={at.office.colleagues}
        chosen={chosen}
        to={to}
        preview={errors.length === 0}
        errors={errors}
      />,
      errors.length === 0 ? 200 : 422,
    );
  });

  routes.get('/aktivitas', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    // Read before the list: what happens while it is read is still new the next time.
    const until = Temporal.Instant.fromEpochMilliseconds(platform.realNow());
    const { items, next } = await service.activity(member, instantOf(c.req.query('sebelum') ?? ''));
    return show(c, <ActivityPage page={await platform.page(c)} items={items} next={next} until={until} />);
  });

  routes.post('/aktivitas', async (c) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const until = instantOf(typedText(await typedOf(c), 'sampai'));
    if (until !== null) await service.markSeen(member, until);
    return goTo(c, await platform.page(c), '/aktivitas');
  });

  return routes;
}

/** Null for what is no moment. */
function instantOf(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}

function wrongNote(error: Exclude<NoteError, { readonly kind: 'not-found' }>, lang: 'id' | 'en'): string {
  const words = deskWorkWords(lang).notes.wrong;
  switch (error.kind) {
    case 'empty':
    case 'long':
    case 'not-correctable':
      return words[error.kind];
    case 'mention':
      return words[error.problem](error.words);
  }
}
