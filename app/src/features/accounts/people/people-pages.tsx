/** Administration of a person: end sessions, leaving, recovery by two, ties to the state's sign-on; the list of accounts that nobody uses. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { lettersOf } from '../../../platform/http/clean-text.ts';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { type FieldError, readForm, type Typed, typedText } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import { readDate } from '../../../ui/index.ts';
import { record } from '../audit.ts';
import { findAdmin, type PageDeps } from '../page-tools.tsx';
import { confirmRecovery, listRecoveries, proposeRecovery, stopRecovery } from '../recovery/account-recovery.ts';
import { endSessions } from '../sessions/session-marks.ts';
import { setLinkState } from '../sso/sso-store.ts';
import { comeBack, leave } from './leaving.ts';
import { findPerson, listUnused } from './people-read.ts';
import { PersonPage } from './people-views.tsx';
import { peopleWords } from './people-words.ts';
import { LinkPage, RecoveriesPage, UnusedPage } from './recoveries-views.tsx';

/** Longest time ahead for which a leaving can be planned. */
const MOST_DAYS_AHEAD = 366;

export function peopleRoutes(deps: PageDeps): Hono<Env> {
  const { platform } = deps;
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const as = (admin: Member) => ({ kind: 'member', userId: admin.userId }) as const;
  const wordsOf = (c: Ctx) => peopleWords(c.get('lang'));

  const personPage = async (
    c: Ctx,
    admin: Member,
    userId: string,
    state: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
  ): Promise<Response> => {
    const person = await runAs(platform.db, as(admin), (tx) => findPerson(tx, userId));
    if (person === null) return notHere(c);
    const { typed = {}, errors = [] } = state;
    const done = { ...wordsOf(c).done, '': undefined }[c.req.query('selesai') ?? ''] ?? null;
    const page = await platform.page(c);
    return show(c, <PersonPage {...{ page, admin, person, typed, errors, done }} />, errors.length > 0 ? 422 : 200);
  };

  /** For every act on a person: who may, on whom, and freshly shown. */
  const onPerson = async (c: Context<Env, '/admin/orang/:id'>): Promise<{ admin: Member; id: string } | Response> => {
    const admin = findAdmin(c);
    const id = z.uuid().safeParse(c.req.param('id'));
    if (admin === null || !id.success) return notHere(c);
    if (c.req.method === 'GET') return { admin, id: id.data };
    return (await deps.stepUp.require(c, `/admin/orang/${id.data}`)) ?? { admin, id: id.data };
  };

  routes.get('/admin/orang/:id', async (c) => {
    const on = await onPerson(c);
    return on instanceof Response ? on : personPage(c, on.admin, on.id);
  });

  routes.post('/admin/orang/:id/sesi', async (c) => {
    const on = await onPerson(c);
    if (on instanceof Response) return on;
    await runAs(platform.db, as(on.admin), async (tx) => {
      await endSessions(tx, on.id);
      await record(tx, on.admin.userId, 'admin.sessions-ended', { id: on.id });
    });
    await deps.notices.securityChanged(on.id);
    return goTo(c, await platform.page(c), `/admin/orang/${on.id}?selesai=sessions`);
  });

  routes.post('/admin/orang/:id/berhenti', async (c) => {
    const on = await onPerson(c);
    if (on instanceof Response) return on;
    const words = wordsOf(c);
    const form = await readForm(
      c,
      z.strictObject({
        reason: z
          .string(words.wrong.reason)
          .trim()
          .refine((text) => lettersOf(text) >= 3, words.wrong.reason)
          .max(300, words.wrong.reason),
        when: z.enum(['now', 'after'], words.wrong.when),
        day_day: z.string().optional(),
        day_month: z.string().optional(),
        day_year: z.string().optional(),
      }),
    );
    const again = (errors: readonly FieldError[]): Promise<Response> =>
      personPage(c, on.admin, on.id, { typed: form.typed, errors });
    if (!form.ok) return again(form.errors);
    let lastDay: string | null = null;
    if (form.value.when === 'after') {
      const read = readDate({
        day: typedText(form.typed, 'day_day'),
        month: typedText(form.typed, 'day_month'),
        year: typedText(form.typed, 'day_year'),
      });
      if (read.kind !== 'day' || !withinReach(read.day, platform.realNow()))
        return again([{ field: 'day', message: words.wrong.day }]);
      lastDay = read.day;
    }
    const left = await leave(deps.leaving, on.admin.userId, { userId: on.id, lastDay, reason: form.value.reason });
    if (!left.ok) {
      const message = { already: words.wrong.already, 'last-administrator': words.wrong.last, self: words.wrong.self };
      return again([{ field: '', message: message[left.error] }]);
    }
    return goTo(c, await platform.page(c), `/admin/orang/${on.id}?selesai=left`);
  });

  routes.post('/admin/orang/:id/kembali', async (c) => {
    const on = await onPerson(c);
    if (on instanceof Response) return on;
    if (!(await comeBack(platform.db, on.admin.userId, on.id))) return notHere(c);
    return goTo(c, await platform.page(c), `/admin/orang/${on.id}?selesai=back`);
  });

  routes.post('/admin/orang/:id/sambungan', async (c) => {
    const on = await onPerson(c);
    if (on instanceof Response) return on;
    const form = await readForm(
      c,
      z.strictObject({ issuer: z.string().max(500), subject: z.string().max(300), to: z.enum(['on', 'off']) }),
    );
    if (!form.ok) return notHere(c);
    const { issuer, subject, to } = form.value;
    const link = { issuer, subject, userId: on.id };
    if (!(await setLinkState(platform.db, on.admin.userId, link, to === 'off'))) return notHere(c);
    return goTo(c, await platform.page(c), `/admin/orang/${on.id}?selesai=signOn`);
  });

  routes.post('/admin/orang/:id/pulihkan', async (c) => {
    const on = await onPerson(c);
    if (on instanceof Response) return on;
    const words = wordsOf(c);
    const form = await readForm(
      c,
      z.strictObject({
        why: z
          .string(words.wrong.longReason)
          .trim()
          .refine((text) => lettersOf(text) >= 10, words.wrong.longReason)
          .max(500, words.wrong.longReason),
        delay: z.literal('yes').optional(),
      }),
    );
    const again = (errors: readonly FieldError[]): Promise<Response> =>
      personPage(c, on.admin, on.id, { typed: form.typed, errors });
    if (!form.ok) return again(form.errors);
    const person = await runAs(platform.db, as(on.admin), (tx) => findPerson(tx, on.id));
    if (person === null) return notHere(c);
    const proposed = await proposeRecovery(deps.recovery, on.admin, {
      userId: on.id,
      reason: form.value.why,
      delayed: form.value.delay === 'yes',
    });
    if (!proposed.ok)
      return again([{ field: '', message: proposed.error === 'self' ? words.wrong.self : words.wrong.open }]);
    await deps.notices.securityChanged(on.id);
    return goTo(c, await platform.page(c), '/admin/pemulihan?selesai=proposed');
  });

  const recoveriesPage = async (c: Ctx, admin: Member, errors: readonly FieldError[] = []): Promise<Response> => {
    const rows = await runAs(platform.db, as(admin), listRecoveries);
    const done = { ...wordsOf(c).done, '': undefined }[c.req.query('selesai') ?? ''] ?? null;
    const page = await platform.page(c);
    return show(
      c,
      <RecoveriesPage {...{ page, admin, rows, errors, done }} now={platform.realNow()} />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get('/admin/pemulihan', async (c) => {
    const admin = findAdmin(c);
    return admin === null ? notHere(c) : recoveriesPage(c, admin);
  });

  routes.post('/admin/pemulihan/:id/setujui', async (c) => {
    const admin = findAdmin(c);
    const id = z.uuid().safeParse(c.req.param('id'));
    if (admin === null || !id.success) return notHere(c);
    const asked = await deps.stepUp.require(c, '/admin/pemulihan');
    if (asked !== null) return asked;
    const words = wordsOf(c);
    const confirmed = await confirmRecovery(deps.recovery, admin, id.data);
    if (!confirmed.ok) {
      if (confirmed.error === 'not-found') return notHere(c);
      const message = words.notConfirmed[confirmed.error];
      return recoveriesPage(c, admin, [{ field: '', message }]);
    }
    const { token, userId, from, until } = confirmed.value;
    await deps.notices.securityChanged(userId);
    const page = await platform.page(c);
    const link = `${platform.publicUrl}${page.to(`/pulih/${token}`)}`;
    const later = from.epochMilliseconds > platform.realNow();
    // Answered directly: after a redirect the link would have to be kept somewhere.
    return show(c, <LinkPage {...{ page, admin, link, from, until, later }} />);
  });

  routes.post('/admin/pemulihan/:id/hentikan', async (c) => {
    const admin = findAdmin(c);
    const id = z.uuid().safeParse(c.req.param('id'));
    if (admin === null || !id.success) return notHere(c);
    if (!(await stopRecovery(platform.db, admin, id.data))) return notHere(c);
    return goTo(c, await platform.page(c), '/admin/pemulihan?selesai=stopped');
  });

  routes.get('/admin/tak-terpakai', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const rows = await runAs(platform.db, as(admin), listUnused);
    return show(c, <UnusedPage page={await platform.page(c)} admin={admin} rows={rows} />);
  });

  return routes;
}

/** Today (Jakarta, by the real clock) or later, within a year. */
function withinReach(day: string, now: number): boolean {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('Asia/Jakarta').toPlainDate();
  const ahead = today.until(Temporal.PlainDate.from(day), { largestUnit: 'day' }).days;
  return ahead >= 0 && ahead <= MOST_DAYS_AHEAD;
}
