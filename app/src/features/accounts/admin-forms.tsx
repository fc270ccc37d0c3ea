/** Forms of the administration: a place, an office, an invitation. Each checks the administrator anew and leaves its trace. */
import { Hono } from 'hono';
import { z } from 'zod';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { type Ctx, type Env, type Member, type Role, roles } from '../../platform/http/env.ts';
import { type FieldError as FormError, readForm, type Typed, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { zones } from '../../platform/i18n/zones.ts';
import {
  CheckboxGroup,
  DateField,
  type DateParts,
  errorFor,
  type PageContext,
  readDate,
  Select,
  TextField,
} from '../../ui/index.ts';
import { flatten, listOffices, type OfficeRow, type PlaceNode, readOverview } from './admin-read.ts';
import { AdminForm, InvitationLinkPage } from './admin-views.tsx';
import { adminWords } from './admin-words.ts';
import { record } from './audit.ts';
import { conflicts, findUserByEmail } from './members.ts';
import {
  type BodyProblem,
  bodyKinds,
  codePattern,
  type JurisdictionProblem,
  levels,
  makeBody,
  makeJurisdiction,
  nameOfKind,
} from './offices.ts';
import { findAdmin, type PageDeps } from './page-tools.tsx';
import { fitsOffice } from './scope.ts';
import { accountWords } from './words.ts';

type Words = ReturnType<typeof adminWords>;

const id = (message: string) => z.uuid(message);
const nameField = (words: Words) =>
  z.string(words.wrong.name).trim().min(1, words.wrong.name).max(200, words.wrong.name);
const codeField = (words: Words) => z.string(words.wrong.code).trim().regex(codePattern, words.wrong.code);

const placeForm = (words: Words) =>
  z.strictObject({
    level: z.enum(levels, words.wrong.level),
    code: codeField(words),
    name: nameField(words),
    parent: z.union([z.literal(''), z.uuid()], words.wrong.noParent).optional(),
  });

const officeForm = (words: Words) =>
  z.strictObject({
    kind: z.string(words.wrong.kind).refine((kind) => bodyKinds.includes(kind), words.wrong.kind),
    name: nameField(words),
    code: codeField(words),
    place: id(words.wrong.place),
    zone: z.enum(zones, words.wrong.zone),
    from_day: z.string().optional(),
    from_month: z.string().optional(),
    from_year: z.string().optional(),
    until_day: z.string().optional(),
    until_month: z.string().optional(),
    until_year: z.string().optional(),
  });

const invitationForm = (words: Words) =>
  z.strictObject({
    body: id(words.wrong.office),
    role: z.enum(roles, words.wrong.role),
    name: z.string().trim().max(100, words.wrong.name).optional(),
    email: z.union([z.literal(''), z.string().trim().pipe(z.email().max(254))], words.wrong.email).optional(),
    mail: z.literal('1').optional(),
  });

export function adminFormRoutes(deps: PageDeps): Hono<Env> {
  const { platform, service } = deps;
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const as = (admin: Member) => ({ kind: 'member', userId: admin.userId }) as const;

  const placePage = async (c: Ctx, admin: Member, typed: Typed, errors: readonly FormError[]): Promise<Response> => {
    const { places } = await runAs(platform.db, as(admin), readOverview);
    const page = await platform.page(c);
    return show(c, <PlacePage {...{ page, typed, errors }} places={flatten(places)} />, errors.length > 0 ? 422 : 200);
  };

  routes.get('/admin/wilayah', async (c) => {
    const admin = findAdmin(c);
    return admin === null ? notHere(c) : placePage(c, admin, {}, []);
  });

  routes.post('/admin/wilayah', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const page = await platform.page(c);
    const words = adminWords(page.lang);
    const form = await readForm(c, placeForm(words));
    if (!form.ok) return placePage(c, admin, form.typed, form.errors);
    const { level, code, name, parent } = form.value;
    const made = await runAs(platform.db, as(admin), async (tx) => {
      const parentId = parent === undefined || parent === '' ? null : parent;
      const place = await makeJurisdiction(tx, { id: platform.uuid(), code, name, level, parentId });
      if (place.ok) await record(tx, admin.userId, 'admin.jurisdiction-added', { id: place.value });
      return place;
    });
    if (made.ok) return goTo(c, page, '/admin?selesai=wilayah');
    return placePage(c, admin, form.typed, [placeError(made.error, words)]);
  });

  const officePage = async (c: Ctx, admin: Member, typed: Typed, errors: readonly FormError[]): Promise<Response> => {
    const { places } = await runAs(platform.db, as(admin), readOverview);
    const page = await platform.page(c);
    return show(c, <OfficePage {...{ page, typed, errors }} places={flatten(places)} />, errors.length > 0 ? 422 : 200);
  };

  routes.get('/admin/kantor', async (c) => {
    const admin = findAdmin(c);
    return admin === null ? notHere(c) : officePage(c, admin, {}, []);
  });

  routes.post('/admin/kantor', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const page = await platform.page(c);
    const words = adminWords(page.lang);
    const form = await readForm(c, officeForm(words));
    const from = readDate(partsOf(form.typed, 'from'));
    const until = readDate(partsOf(form.typed, 'until'));
    const errors: FormError[] = form.ok ? [] : [...form.errors];
    if (from.kind === 'wrong') errors.push({ field: 'from', message: words.wrong.day });
    if (until.kind === 'wrong') errors.push({ field: 'until', message: words.wrong.day });
    if (!form.ok || from.kind === 'wrong' || until.kind === 'wrong') return officePage(c, admin, form.typed, errors);
    const { kind, name, code, place, zone } = form.value;
    const made = await runAs(platform.db, as(admin), async (tx) => {
      const body = await makeBody(tx, platform.keys, {
        ...{ id: platform.uuid(), code, kind, name, zone, jurisdictionId: place },
        validFrom: from.kind === 'day' ? from.day : null,
        validUntil: until.kind === 'day' ? until.day : null,
      });
      if (body.ok) await record(tx, admin.userId, 'admin.office-added', { bodyId: body.value });
      return body;
    });
    if (made.ok) return goTo(c, page, '/admin?selesai=kantor');
    return officePage(c, admin, form.typed, [officeError(made.error, words)]);
  });

  const invitePage = async (c: Ctx, typed: Typed, errors: readonly FormError[]): Promise<Response> => {
    const page = await platform.page(c);
    const offices = await listOffices(platform.db);
    const admin = findAdmin(c);
    const mails = admin !== null && (await runAs(platform.db, as(admin), (tx) => platform.mail.ready(tx)));
    return show(c, <InvitePage {...{ page, typed, errors, offices, mails }} />, errors.length > 0 ? 422 : 200);
  };

  routes.get('/admin/undangan', async (c) => (findAdmin(c) === null ? notHere(c) : invitePage(c, {}, [])));

  routes.post('/admin/undangan', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const page = await platform.page(c);
    const words = adminWords(page.lang);
    const form = await readForm(c, invitationForm(words));
    if (!form.ok) return invitePage(c, form.typed, form.errors);
    const { body, role, name, email, mail } = form.value;
    const office = (await listOffices(platform.db)).find((one) => one.id === body);
    const wrong = (field: string, message: string): Promise<Response> =>
      invitePage(c, form.typed, [{ field, message }]);
    if (office === undefined) return wrong('body', words.wrong.office);
    if (!fitsOffice(role, office.kind)) return wrong('role', words.wrong.roleOffice);
    const address = mail === undefined ? undefined : email;
    if (address === '' || (address === undefined && mail !== undefined)) return wrong('email', words.wrong.noAddress);
    const known = email === undefined || email === '' ? null : await findUserByEmail(platform.db, email);
    if (known !== null && (await conflicts(platform.db, known, role))) return wrong('role', words.wrong.adminAndCase);
    const asked = await deps.stepUp.require(c, '/admin/undangan');
    if (asked !== null) return asked;
    const linkOf = (token: string): string => `${platform.publicUrl}${page.to(`/mulai/${token}`)}`;
    const token = await service.invite(
      admin.userId,
      {
        ...{ bodyId: body, role },
        ...(name === undefined || name === '' ? {} : { name }),
        ...(email === undefined || email === '' ? {} : { email, mailed: address !== undefined }),
      },
      async (tx, made) => {
        if (address === undefined) return;
        await platform.mail.invite(tx, { address, link: linkOf(made), lang: page.lang, dedupeKey: made });
      },
    );
    const link = linkOf(token);
    const roleLabel = accountWords(page.lang).role[role];
    // Answered directly: after a redirect the link would have to be kept somewhere.
    return show(
      c,
      <InvitationLinkPage {...{ page, link, roleLabel }} bodyName={office.name} mailed={mail !== undefined} />,
    );
  });

  return routes;
}

function partsOf(typed: Typed, name: string): DateParts {
  return {
    day: typedText(typed, `${name}_day`),
    month: typedText(typed, `${name}_month`),
    year: typedText(typed, `${name}_year`),
  };
}

function placeError(problem: JurisdictionProblem, words: Words): FormError {
  switch (problem) {
    case 'code-taken':
      return { field: 'code', message: words.wrong.codeTaken };
    case 'bad-code':
      return { field: 'code', message: words.wrong.code };
    case 'no-parent':
      return { field: 'parent', message: words.wrong.noParent };
    case 'wrong-parent':
      return { field: 'parent', message: words.wrong.wrongParent };
    case 'nation-exists':
      return { field: 'level', message: words.wrong.nationExists };
  }
}

function officeError(problem: BodyProblem, words: Words): FormError {
  switch (problem) {
    case 'code-taken':
      return { field: 'code', message: words.wrong.codeTaken };
    case 'bad-code':
      return { field: 'code', message: words.wrong.code };
    case 'no-jurisdiction':
      return { field: 'place', message: words.wrong.place };
    case 'unknown-kind':
      return { field: 'kind', message: words.wrong.kind };
    case 'ends-before-it-begins':
      return { field: 'until', message: words.wrong.order };
  }
}

interface FormPageProps {
  readonly page: PageContext;
  readonly typed: Typed;
  readonly errors: readonly FormError[];
}

function PlacePage({ page, typed, errors, places }: FormPageProps & { readonly places: readonly PlaceNode[] }) {
  const words = adminWords(page.lang);
  const told = words.jurisdiction;
  const { lang } = page;
  const of = (name: string) => ({ lang, name, value: typedText(typed, name), error: errorFor(errors, name) });
  return (
    <AdminForm page={page} title={told.title} action="/admin/wilayah" button={told.button} errors={errors}>
      <Select
        {...of('level')}
        label={told.level}
        options={levels.map((level) => ({ value: level, label: words.level[level] }))}
      />
      <TextField {...of('name')} label={told.name} />
      <TextField {...of('code')} label={told.code} hint={told.codeHint} width="half" />
      <Select
        {...of('parent')}
        label={told.parent}
        hint={told.parentHint}
        empty={told.noParent}
        options={choicesOf(places)}
      />
    </AdminForm>
  );
}

function OfficePage({ page, typed, errors, places }: FormPageProps & { readonly places: readonly PlaceNode[] }) {
  const words = adminWords(page.lang);
  const told = words.body;
  const { lang } = page;
  const of = (name: string) => ({ lang, name, value: typedText(typed, name), error: errorFor(errors, name) });
  const day = (name: string) => ({ lang, name, value: partsOf(typed, name), error: errorFor(errors, name) });
  return (
    <AdminForm page={page} title={told.title} action="/admin/kantor" button={told.button} errors={errors}>
      <Select
        {...of('kind')}
        label={told.kind}
        hint={told.kindHint}
        options={bodyKinds.map((kind) => ({
          value: kind,
          label: kind === 'satgas' ? told.satgas : kind === 'institution' ? told.institution : nameOfKind(kind),
        }))}
      />
      <TextField {...of('name')} label={told.name} />
      <TextField {...of('code')} label={told.code} hint={told.codeHint} width="half" />
      <Select {...of('place')} label={told.place} options={choicesOf(places)} />
      <Select
        {...of('zone')}
        label={told.zone}
        hint={told.zoneHint}
        options={zones.map((zone) => ({ value: zone, label: zone }))}
      />
      <DateField {...day('from')} label={told.from} optional />
      <DateField {...day('until')} label={told.until} optional />
    </AdminForm>
  );
}

function InvitePage({
  page,
  typed,
  errors,
  offices,
  mails,
}: FormPageProps & { readonly offices: readonly OfficeRow[]; readonly mails: boolean }) {
  const words = adminWords(page.lang);
  const told = words.invitation;
  const { lang } = page;
  const of = (name: string) => ({ lang, name, value: typedText(typed, name), error: errorFor(errors, name) });
  const labels: Readonly<Record<Role, string>> = accountWords(lang).role;
  return (
    <AdminForm page={page} title={told.title} action="/admin/undangan" button={told.button} errors={errors}>
      <Select
        {...of('body')}
        label={told.office}
        options={offices.map((office) => ({ value: office.id, label: `${office.name} · ${office.placeName}` }))}
      />
      <Select {...of('role')} label={told.role} options={roles.map((role) => ({ value: role, label: labels[role] }))} />
      <TextField {...of('name')} label={told.name} hint={words.optionalHint} optional />
      <TextField {...of('email')} label={told.email} hint={words.optionalHint} type="email" optional />
      {mails ? (
        <CheckboxGroup
          lang={lang}
          name="mail"
          label={told.mail}
          optional
          choices={[{ value: '1', label: told.mailChoice, hint: told.mailHint }]}
          values={typedText(typed, 'mail') === '1' ? ['1'] : []}
        />
      ) : null}
    </AdminForm>
  );
}

/** Places as choices; what lies deeper is set in, so that the tree can be seen in the list. */
function choicesOf(places: readonly PlaceNode[]): { readonly value: string; readonly label: string }[] {
  return places.map((place) => ({ value: place.id, label: `${'\u2003'.repeat(place.depth)}${place.name}` }));
}
