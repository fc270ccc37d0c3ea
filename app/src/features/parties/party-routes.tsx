/** Addresses of parties and candidates. Whoever does not read the register gets the page of one that does not exist; so does every wrong link. */
import { Hono } from 'hono';
import { z } from 'zod';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { ImportKind, ImportService } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { readDate } from '../../ui/index.ts';
import { signInFirst } from '../accounts/index.ts';
import { importPages, isImportUpload } from '../imports/index.ts';
import { receiptFileName } from '../ledger/index.ts';
import { participantKinds } from './party.ts';
import { readEmail } from './party-imports.ts';
import { home, importBase, LinkPage, PublicPage, publicPath, RegisterPage, SealCodePage } from './party-pages.tsx';
import { linkPath, mayEnter, mayRead, type PartyService } from './party-service.ts';
import { partyWords } from './words.ts';

interface Deps {
  readonly platform: Platform;
  readonly service: PartyService;
  readonly imports: ImportService;
  readonly kinds: readonly ImportKind[];
  readonly electionId: () => Promise<string>;
}

/** Uploads of the importer, which go past the small limits and check their token themselves. */
export function isPartyUpload(path: string, contentType: string | undefined): boolean {
  return isImportUpload(path, contentType, importBase);
}

/** The code in the address is the proof: its form needs no token, and so no cookie. */
export function isPartyLink(path: string): boolean {
  return path.startsWith('/partai/pemberitahuan/');
}

export function partyRoutes({ platform, service, imports, kinds, electionId }: Deps): Hono<Env> {
  const routes = new Hono<Env>();
  const { law, db } = platform;
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const elections = (c: Ctx) =>
    law
      .current()
      .elections.toSorted((a, b) => b.votingOn.localeCompare(a.votingOn))
      .map((one) => ({ value: one.id, label: one.name[c.get('lang')] }));
  const asked = async (id: string): Promise<string> =>
    law.current().findElection(id) === undefined ? electionId() : id;
  const reading = (c: Ctx): Member | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return c.req.method === 'GET' ? Promise.resolve(signInFirst(c, platform)) : notHere(c);
    return mayRead(member) ? member : notHere(c);
  };
  const entering = async (c: Ctx): Promise<Member | Response> => {
    const member = await reading(c);
    return member instanceof Response || mayEnter(member) ? member : notHere(c);
  };

  const registerPage = async (
    c: Ctx,
    member: Member,
    election: string,
    more: { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly done?: string | null } = {},
  ): Promise<Response> => {
    const register = await service.register(member, election);
    if (register === undefined) return notHere(c);
    const { typed = {}, errors = [], done = null } = more;
    return show(
      c,
      <RegisterPage
        page={await platform.page(c)}
        electionId={election}
        elections={elections(c)}
        enters={mayEnter(member)}
        {...{ register, typed, errors, done }}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get(home, async (c) => {
    const member = await reading(c);
    if (member instanceof Response) return member;
    const election = await asked(c.req.query('pemilihan') ?? '');
    const words = partyWords(c.get('lang'));
    const done = c.req.query('selesai');
    const sent = /^(\d{1,3})-(\d{1,5})$/.exec(done ?? '');
    const said = (text: string | undefined): string => formatNumber(Number(text), c.get('lang'));
    const notice =
      sent === null ? (done === '1' ? words.saved : null) : words.notice.sent(said(sent[1]), said(sent[2]));
    return registerPage(c, member, election, { done: notice });
  });

  routes.post(`${home}/catat`, async (c) => {
    const member = await entering(c);
    if (member instanceof Response) return member;
    const typed = await typedOf(c);
    const wrong = partyWords(c.get('lang')).wrong;
    const election = typedText(typed, 'pemilihan');
    const kind = participantKinds.find((one) => one === typedText(typed, 'jenis'));
    const name = typedText(typed, 'nama').replaceAll(/\s+/g, ' ').trim();
    const contact = typedText(typed, 'narahubung').replaceAll(/\s+/g, ' ').trim();
    const email = readEmail(typedText(typed, 'surel'));
    const from = readDate({
      day: typedText(typed, 'sejak_day'),
      month: typedText(typed, 'sejak_month'),
      year: typedText(typed, 'sejak_year'),
    });
    if (law.current().findElection(election) === undefined) return notHere(c);
    const errors: FieldError[] = [];
    if (kind === undefined) errors.push({ field: 'jenis', message: wrong.kind });
    if (lettersOf(name) < 2 || lettersOf(name) > 160) errors.push({ field: 'nama', message: wrong.name });
    if (from.kind !== 'day') errors.push({ field: 'sejak', message: wrong.day });
    if (lettersOf(contact) < 2 || lettersOf(contact) > 120)
      errors.push({ field: 'narahubung', message: wrong.contactName });
    if (!email.ok) errors.push({ field: 'surel', message: wrong.email });
    if (errors.length > 0 || kind === undefined || from.kind !== 'day' || !email.ok)
      return registerPage(c, member, election, { typed, errors });
    const made = await service.enter(member, {
      electionId: election,
      kind,
      name,
      from: from.day,
      contact: { name: contact, email: email.value },
    });
    if (!made.ok)
      return registerPage(c, member, election, { typed, errors: [{ field: 'nama', message: wrong[made.error] }] });
    return goTo(c, await platform.page(c), `${home}?pemilihan=${election}&selesai=1`);
  });

  routes.post(`${home}/kirim`, async (c) => {
    const member = await entering(c);
    if (member instanceof Response) return member;
    const election = typedText(await typedOf(c), 'pemilihan');
    const made = await service.send(member, election);
    if (!made.ok) {
      if (made.error === 'not-found') return notHere(c);
      const message = partyWords(c.get('lang')).wrong[made.error];
      return registerPage(c, member, election, { errors: [{ field: 'pemilihan', message }] });
    }
    const { version, sent } = made.value;
    return goTo(c, await platform.page(c), `${home}?pemilihan=${election}&selesai=${version}-${sent}`);
  });

  routes.post(`${home}/akhiri`, async (c) => {
    const member = await entering(c);
    if (member instanceof Response) return member;
    const typed = await typedOf(c);
    const id = z.uuid().safeParse(typedText(typed, 'id'));
    if (!id.success || !(await service.end(member, id.data)).ok) return notHere(c);
    return goTo(c, await platform.page(c), `${home}?pemilihan=${await asked(typedText(typed, 'pemilihan'))}&selesai=1`);
  });

  routes.route(
    '/',
    importPages({
      platform,
      service: imports,
      kinds,
      base: importBase,
      home: { path: home, label: { id: partyWords('id').title, en: partyWords('en').title } },
      templates: () => [],
      nameOf: (member, userId) =>
        runAs(
          db,
          { kind: 'member', userId: member.userId },
          async (tx) =>
            (await tx.selectFrom('auth.auth_user').select('name').where('id', '=', userId).executeTakeFirst())?.name ??
            '',
        ),
    }),
  );

  // For everybody.
  routes.get(publicPath, async (c) => {
    const election = await asked(c.req.query('pemilihan') ?? '');
    const name = law.current().findElection(election)?.name[c.get('lang')] ?? election;
    return show(
      c,
      <PublicPage
        page={await platform.page(c)}
        electionId={election}
        electionName={name}
        elections={elections(c)}
        rows={await service.publicList(election)}
      />,
    );
  });

  // For whoever holds the link. Opening it acknowledges nothing: programs of mail servers open links too.
  routes.get('/partai/pemberitahuan/:id/:code', async (c) => {
    const { id, code } = c.req.param();
    const view = await service.link(id, code);
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    return view === undefined
      ? notHere(c)
      : show(c, <LinkPage page={await platform.page(c)} path={linkPath(id, code)} view={view} />);
  });
  // What proves it later, also when the link has ended: the proof of the seal, and the text whose hash it names.
  routes.get('/partai/pemberitahuan/:id/:code/segel', async (c) => {
    const { id, code } = c.req.param();
    const view = await service.link(id, code);
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    if (view === undefined) return notHere(c);
    const page = await platform.page(c);
    const path = linkPath(id, code);
    if (view.seal?.kind !== 'sealed') return goTo(c, page, path);
    const { receipt } = view.seal;
    if (c.req.query('bentuk') === 'qr') return show(c, <SealCodePage {...{ page, path, receipt }} />);
    return c.body(receipt, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${receiptFileName}"`,
    });
  });
  routes.get('/partai/pemberitahuan/:id/:code/naskah', async (c) => {
    const { id, code } = c.req.param();
    const view = await service.link(id, code);
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    if (view === undefined) return notHere(c);
    return c.body(view.text, 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="pemberitahuan.json"',
    });
  });
  routes.post('/partai/pemberitahuan/:id/:code', async (c) => {
    const { id, code } = c.req.param();
    const view = await service.acknowledge(id, code, typedText(await typedOf(c), 'sidik'));
    return view === undefined ? notHere(c) : goTo(c, await platform.page(c), linkPath(id, code));
  });
  return routes;
}
