/** The rules of the sign-on provider, for administrators: list, try out on an example of claims, save, end. */
import { Hono } from 'hono';
import { z } from 'zod';
import { keyedHash, sameSecret } from '../../../platform/crypto/token.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { type Ctx, type Env, type Member, roles } from '../../../platform/http/env.ts';
import { type FieldError, readForm, type Typed, typedText } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import { type DateParts, readDate } from '../../../ui/index.ts';
import { listOffices, type OfficeRow } from '../admin-read.ts';
import { findAdmin, type PageDeps } from '../page-tools.tsx';
import { fitsOffice } from '../scope.ts';
import { dutiesOf, namesIn, type SignOnRule } from './claims.ts';
import { SignOnAdminPage } from './sso-admin-views.tsx';
import { todayOf } from './sso-service.ts';
import {
  addRule,
  endRule,
  linksByEmail,
  listRules,
  type ResolvedDuty,
  resolveDuties,
  setLinksByEmail,
} from './sso-store.ts';
import { signOnWords } from './sso-words.ts';

const HERE = '/admin/sso';
type Words = ReturnType<typeof signOnWords>['admin'];

const ruleForm = (words: Words) =>
  z.strictObject({
    claim: z
      .string(words.wrong.claim)
      .trim()
      .max(200, words.wrong.claim)
      .refine((path) => namesIn(path) !== null, words.wrong.claim),
    test: z.enum(['equals', 'prefix'], words.wrong.test),
    value: z.string(words.wrong.value).trim().min(1, words.wrong.value).max(300, words.wrong.value),
    role: z.enum(roles, words.wrong.role),
    body: z.union([z.literal(''), z.uuid()], words.wrong.office).optional(),
    bodyClaim: z.string().trim().max(200, words.wrong.office).optional(),
    from_day: z.string().optional(),
    from_month: z.string().optional(),
    from_year: z.string().optional(),
    until_day: z.string().optional(),
    until_month: z.string().optional(),
    until_year: z.string().optional(),
    adminMeant: z.literal('yes').optional(),
    claims: z.string().max(20_000, words.wrong.claims).optional(),
    act: z.enum(['preview', 'save']).optional(),
    seen: z.string().max(100).optional(),
  });

export interface Preview {
  /** Goes with the form, so that only what was looked at is saved. */
  readonly mark: string;
  readonly duties: readonly ResolvedDuty[];
  readonly conflict: boolean;
}

export function signOnAdminRoutes(deps: PageDeps): Hono<Env> {
  const { platform, signOn } = deps;
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const as = (admin: Member) => ({ kind: 'member', userId: admin.userId }) as const;

  const markOf = (typed: Typed): string => {
    const { act: _, seen: __, ...rest } = typed;
    const text = JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
    return keyedHash(platform.keys('sign-on-preview'), 'sign-on-preview', text).toString('base64url');
  };

  const adminPage = async (
    c: Ctx,
    admin: Member,
    state: { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly preview?: Preview | null } = {},
  ): Promise<Response> => {
    const { typed = {}, errors = [], preview = null } = state;
    const page = await platform.page(c);
    const words = signOnWords(page.lang).admin;
    const rules = await runAs(platform.db, as(admin), listRules);
    const byEmail =
      signOn === null ? false : await runAs(platform.db, as(admin), (tx) => linksByEmail(tx, signOn.issuer));
    const offices = await listOffices(platform.db);
    const provider = signOn === null ? null : { signOn, up: await signOn.provider.reachable() };
    const done =
      { aturan: words.saved, akhir: words.ended, surel: words.changed }[c.req.query('selesai') ?? ''] ?? null;
    const today = todayOf(platform.realNow());
    return show(
      c,
      <SignOnAdminPage {...{ page, provider, rules, offices, byEmail, typed, errors, preview, done, today }} />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get(HERE, async (c) => {
    const admin = findAdmin(c);
    return admin === null ? notHere(c) : adminPage(c, admin);
  });

  routes.post(`${HERE}/aturan`, async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const asked = await deps.stepUp.require(c, HERE);
    if (asked !== null) return asked;
    const words = signOnWords(c.get('lang')).admin;
    const form = await readForm(c, ruleForm(words));
    const typed = form.typed;
    if (!form.ok) return adminPage(c, admin, { typed, errors: form.errors });
    const offices = await listOffices(platform.db);
    const today = todayOf(platform.realNow());
    const rule = readRule(platform.uuid(), form.value, typed, { offices, today, words });
    if (Array.isArray(rule)) return adminPage(c, admin, { typed, errors: rule });
    const claims = readClaims(form.value.claims ?? '');
    if (claims === null)
      return adminPage(c, admin, { typed, errors: [{ field: 'claims', message: words.wrong.claims }] });

    // Saved is what was seen: whoever changed something after looking looks again.
    const mark = markOf(typed);
    if (form.value.act !== 'save' || !sameSecret(form.value.seen ?? '', mark)) {
      const preview = await runAs(platform.db, as(admin), async (tx): Promise<Preview> => {
        const duties = await resolveDuties(tx, dutiesOf(claims, [...(await listRules(tx)), rule], today));
        const isAdmin = duties.some((duty) => duty.role === 'admin');
        return {
          mark,
          duties,
          conflict: isAdmin && duties.some((duty) => !['admin', 'media', 'asn'].includes(duty.role)),
        };
      });
      return adminPage(c, admin, { typed, preview });
    }
    await runAs(platform.db, as(admin), (tx) =>
      addRule(tx, { ...rule, adminMeant: form.value.adminMeant === 'yes', by: admin.userId }),
    );
    return goTo(c, await platform.page(c), `${HERE}?selesai=aturan`);
  });

  routes.post(`${HERE}/aturan/:id/akhiri`, async (c) => {
    const admin = findAdmin(c);
    const id = z.uuid().safeParse(c.req.param('id'));
    if (admin === null || !id.success) return notHere(c);
    const asked = await deps.stepUp.require(c, HERE);
    if (asked !== null) return asked;
    const ended = await runAs(platform.db, as(admin), (tx) => endRule(tx, admin.userId, id.data));
    return ended ? goTo(c, await platform.page(c), `${HERE}?selesai=akhir`) : notHere(c);
  });

  routes.post(`${HERE}/surel`, async (c) => {
    const admin = findAdmin(c);
    if (admin === null || signOn === null) return notHere(c);
    const asked = await deps.stepUp.require(c, HERE);
    if (asked !== null) return asked;
    const form = await readForm(c, z.strictObject({ to: z.enum(['on', 'off']) }));
    if (!form.ok) return notHere(c);
    await runAs(platform.db, as(admin), (tx) =>
      setLinksByEmail(tx, admin.userId, signOn.issuer, form.value.to === 'on'),
    );
    return goTo(c, await platform.page(c), `${HERE}?selesai=surel`);
  });

  return routes;
}

/** The rule as meant, or what is wrong with it. */
function readRule(
  id: string,
  form: z.infer<ReturnType<typeof ruleForm>>,
  typed: Typed,
  at: { readonly offices: readonly OfficeRow[]; readonly today: string; readonly words: Words },
): SignOnRule | FieldError[] {
  const { wrong } = at.words;
  const body = form.body ?? '';
  const bodyClaim = form.bodyClaim ?? '';
  const office = at.offices.find((one) => one.id === body);
  const errors: FieldError[] = [];
  if ((body === '') === (bodyClaim === '') || (body !== '' && office === undefined))
    errors.push({ field: 'body', message: wrong.office });
  else if (bodyClaim !== '' && namesIn(bodyClaim) === null) errors.push({ field: 'bodyClaim', message: wrong.claim });
  else if (office !== undefined && !fitsOffice(form.role, office.kind))
    errors.push({ field: 'role', message: wrong.roleOffice });
  if (form.role === 'admin' && (form.adminMeant !== 'yes' || form.test !== 'equals' || office === undefined))
    errors.push({ field: 'adminMeant', message: wrong.admin });
  const from = readDate(partsOf(typed, 'from'));
  const until = readDate(partsOf(typed, 'until'));
  if (from.kind === 'wrong') errors.push({ field: 'from', message: wrong.day });
  if (until.kind === 'wrong') errors.push({ field: 'until', message: wrong.day });
  const validFrom = from.kind === 'day' ? from.day : at.today;
  const validUntil = until.kind === 'day' ? until.day : null;
  if (validUntil !== null && validUntil < validFrom) errors.push({ field: 'until', message: wrong.order });
  if (errors.length > 0) return errors;
  return {
    ...{ id, claim: form.claim, test: form.test, value: form.value, role: form.role, validFrom, validUntil },
    bodyId: office?.id ?? null,
    bodyClaim: bodyClaim === '' ? null : bodyClaim,
  };
}

function partsOf(typed: Typed, name: string): DateParts {
  return {
    day: typedText(typed, `${name}_day`),
    month: typedText(typed, `${name}_month`),
    year: typedText(typed, `${name}_year`),
  };
}

/** Empty is an object without claims; null is no JSON object. */
function readClaims(text: string): object | null {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
