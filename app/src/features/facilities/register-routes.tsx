/** Addresses of the equal-access register: for the desk, as a file, its questions, and the page for everybody. */
import { Hono } from 'hono';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { csvLine, csvStart } from '../../platform/imports/index.ts';
import type { Result } from '../../platform/result.ts';
import { readAlerts } from './alert-read.ts';
import { type FacilityRouteDeps, facilityDesk, MOST_WORDS } from './facility-desk.ts';
import { home } from './facility-pages.tsx';
import { readEvents, readFacilities, readInstitutions, readTreated } from './facility-read.ts';
import type { FacilityError } from './facility-service.ts';
import { isLapsed, isSettled, minutesOf, UNANSWERED } from './fairness.ts';
import { PublicRegisterPage } from './public-page.tsx';
import { readPublicRegister } from './public-read.ts';
import { AlertPage, RegisterPage, registerHome } from './register-pages.tsx';
import { facilityWords } from './words.ts';

export function registerRoutes(deps: FacilityRouteDeps): Hono<Env> {
  const { platform, service } = deps;
  const { db, keys, legalClock, law } = platform;
  const { as, notHere, wordsOf, wrong, atDesk, asked, idIn, doneOf } = facilityDesk(deps);
  const routes = new Hono<Env>();

  // The register and its questions.
  routes.get(registerHome, async (c) => {
    const found = await asked(c);
    if (found instanceof Response) return found;
    const read = await as(found.member, async (tx) => {
      await service.record(tx, found.member, 'facility.register-read', found.institution.id);
      return {
        now: await legalClock.now(),
        rows: await readTreated(tx, found.institution),
        alerts: await readAlerts(tx, keys, { institutionId: found.institution.id }),
      };
    });
    return show(
      c,
      <RegisterPage
        page={await platform.page(c)}
        {...found}
        {...read}
        law={law.current()}
        done={doneOf(c)}
        errors={[]}
      />,
    );
  });
  routes.get(`${registerHome}/berkas`, async (c) => {
    const found = await asked(c);
    if (found instanceof Response) return found;
    const { institution, member } = found;
    const read = await as(member, async (tx) => {
      await service.record(tx, member, 'facility.register-exported', institution.id);
      return {
        rows: await readTreated(tx, institution),
        facilities: await readFacilities(tx, { institutionId: institution.id, retired: true }),
      };
    });
    const lang = c.get('lang');
    const now = await legalClock.now();
    const words = facilityWords(lang);
    const names = new Map(read.facilities.map((one) => [one.id, one]));
    const head = [
      words.register.side,
      words.sides.contest,
      words.request.facility,
      words.list.mark,
      words.public.weekColumn,
      words.request.from,
      words.request.to,
      words.request.asked,
      words.request.answer,
      words.answer.reason,
      words.request.answeredBy,
      words.register.median,
    ];
    head[10] = 'answered_at';
    head[11] = 'minutes';
    // When it was written down, and whether the register counts it as unanswered whatever the answer says.
    head.push('entered_at', 'unanswered');
    const lines = read.rows.map((row) => {
      const facility = names.get(row.facilityId);
      const minutes = isSettled(row, now) ? minutesOf(row, now) : null;
      return csvLine([
        row.letter,
        `${row.electionId}/${row.contestId}`,
        facility?.name ?? '',
        facility?.mark ?? '',
        row.week,
        row.from.toString(),
        row.to.toString(),
        row.askedAt.toString(),
        row.outcome ?? (isLapsed(row, now) ? UNANSWERED : ''),
        row.reason ?? '',
        row.answeredAt?.toString() ?? '',
        minutes === null ? '' : String(Math.round(minutes)),
        row.enteredAt.toString(),
        isLapsed(row, now) ? 'yes' : '',
      ]);
    });
    return c.body(csvStart + csvLine(head) + lines.join(''), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="netra-akses-setara-${institution.code.replaceAll(/[^A-Za-z0-9-]/g, '')}.csv"`,
      'cache-control': 'no-store',
    });
  });
  const alertPage = async (c: Ctx, typed: Typed = {}, errors: readonly FieldError[] = []) => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const id = idIn(c);
    const read =
      id === ''
        ? null
        : await as(member, async (tx) => {
            const [alert] = await readAlerts(tx, keys, { id });
            const institutions = await readInstitutions(tx);
            const institution = institutions.find((one) => one.id === alert?.institutionId);
            if (alert === undefined || institution === undefined) return null;
            await service.record(tx, member, 'facility.alert-read', id);
            const { facts } = alert;
            const event =
              facts.kind === 'campaign-loan'
                ? ((await readEvents(tx, null, 5000)).find((one) => one.id === facts.eventId) ?? null)
                : null;
            return { institution, alert, event };
          });
    if (read === null) return notHere(c);
    return show(
      c,
      <AlertPage page={await platform.page(c)} {...read} {...{ typed, errors }} law={law.current()} done={doneOf(c)} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${home}/peringatan/:id`, (c) => alertPage(c));
  for (const [slug, kind] of [
    ['jelas', 'explanation'],
    ['selesai', 'closed'],
  ] as const)
    routes.post(`${home}/peringatan/:id/${slug}`, async (c) => {
      const member = await atDesk(c);
      if (member instanceof Response) return member;
      const typed = await typedOf(c);
      const said = typedText(typed, slug).trim();
      if (lettersOf(said) < 10 || lettersOf(said) > MOST_WORDS)
        return alertPage(c, typed, [
          { field: slug, message: lettersOf(said) < 10 ? wordsOf(c).wrong.explain : wordsOf(c).wrong.words },
        ]);
      const id = idIn(c);
      const done: Result<unknown, FacilityError> =
        id === '' ? { ok: false, error: 'not-found' } : await service.explain(member, id, kind, said);
      if (done.ok) return goTo(c, await platform.page(c), `${home}/peringatan/${id}?selesai=jelas`);
      return done.error === 'not-found' ? notHere(c) : alertPage(c, typed, [wrong(c, slug, done.error)]);
    });

  // For everybody.
  routes.get('/instansi/:code/akses-setara', async (c) => {
    const code = c.req.param('code');
    const now = await legalClock.now();
    const register =
      lettersOf(code) > 60 ? undefined : await runAs(db, { kind: 'public' }, (tx) => readPublicRegister(tx, code, now));
    if (register === undefined) return notHere(c);
    return show(c, <PublicRegisterPage page={await platform.page(c)} register={register} law={law.current()} />);
  });
  return routes;
}
