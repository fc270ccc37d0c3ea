/** Routes of mail: the administrators' page and box, and each person's own choice. */
import { Hono } from 'hono';
import { z } from 'zod';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { readForm, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { FieldError } from '../../ui/index.ts';
import { membershipsFor, signInFirst } from '../accounts/index.ts';
import { AdminMailPage, BoxPage } from './admin-mail-views.tsx';
import { readMailState } from './mail-read.ts';
import type { MailService } from './mail-service.ts';
import type { FindContact } from './mail-store.ts';
import { readMessage } from './message-text.ts';
import { OwnMailPage } from './own-mail-views.tsx';
import { mailWords } from './words.ts';

const nothing = z.strictObject({});

export function mailRoutes(platform: Platform, service: MailService, findContact: FindContact): Hono<Env> {
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(platform.realNow());

  const adminPage = async (
    c: Ctx,
    admin: Member,
    errors: readonly FieldError[] = [],
    typed = '',
  ): Promise<Response> => {
    const state = await runAs(platform.db, { kind: 'member', userId: admin.userId }, (tx) =>
      readMailState(tx, platform.demo, now(), findContact),
    );
    const page = await platform.page(c);
    const jobs = await platform.jobs.overview();
    return show(
      c,
      <AdminMailPage {...{ page, state, jobs, errors, typed }} done={doneOf(c)} />,
      errors.length > 0 ? 422 : 200,
    );
  };

  /** A form with nothing in it but its button. */
  const act = (path: string, then: string, work: (adminId: string) => Promise<unknown>): void => {
    routes.post(path, async (c) => {
      const admin = adminOf(c);
      if (admin === null || !(await readForm(c, nothing)).ok) return notHere(c);
      await work(admin.userId);
      return goTo(c, await platform.page(c), `/admin/surel?selesai=${then}`);
    });
  };

  routes.get('/admin/surel', (c) => {
    const admin = adminOf(c);
    return admin === null ? notHere(c) : adminPage(c, admin);
  });
  act('/admin/surel/percobaan', 'percobaan', (id) => service.sendTest(id));
  act('/admin/surel/jeda', 'jeda', (id) => service.pause(id));
  act('/admin/surel/lanjut', 'lanjut', (id) => service.resume(id));
  act('/admin/surel/ulang', 'ulang', (id) => service.retryFailed(id));
  act('/admin/surel/pekerjaan', 'pekerjaan', () => platform.jobs.retryDead());

  routes.post('/admin/surel/kode', async (c) => {
    const admin = adminOf(c);
    if (admin === null) return notHere(c);
    const words = mailWords(c.get('lang')).admin;
    const form = await readForm(
      c,
      z.strictObject({ kode: z.string().regex(/^\s*(\d\s*){6}$/, { message: words.codeMissing }) }),
    );
    if (!form.ok) return adminPage(c, admin, form.errors, typedText(form.typed, 'kode'));
    const confirmed = await service.confirm(admin.userId, form.value.kode);
    if (confirmed.ok) return goTo(c, await platform.page(c), '/admin/surel?selesai=kode');
    const message = { wrong: words.codeWrong, expired: words.codeExpired, 'not-sent': words.codeNotSent }[
      confirmed.error
    ];
    return adminPage(c, admin, [{ field: 'kode', message }], typedText(form.typed, 'kode'));
  });

  routes.post('/admin/surel/alamat', async (c) => {
    const admin = adminOf(c);
    const form = await readForm(c, z.strictObject({ orang: z.uuid() }));
    if (admin === null || !form.ok) return notHere(c);
    await service.retryAddress(admin.userId, form.value.orang);
    return goTo(c, await platform.page(c), '/admin/surel?selesai=alamat');
  });

  routes.get('/admin/surel/kotak', async (c) => {
    const admin = adminOf(c);
    if (admin === null || !platform.demo) return notHere(c);
    const rows = await runAs(platform.db, { kind: 'member', userId: admin.userId }, (tx) =>
      tx.selectFrom('mail_caught').selectAll().orderBy('number', 'desc').limit(200).execute(),
    );
    const caught = rows.map(({ number, at, receiver, message }) => ({ number, at, receiver, ...readMessage(message) }));
    return show(c, <BoxPage page={await platform.page(c)} caught={caught} publicUrl={platform.publicUrl} />);
  });

  routes.get('/akun/surel', async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const own = await service.readOwn(member.userId);
    return show(c, <OwnMailPage page={await platform.page(c)} own={own} done={doneOf(c)} errors={[]} />);
  });
  routes.post('/akun/surel', async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const message = mailWords(c.get('lang')).own.pick;
    const form = await readForm(
      c,
      z.strictObject({
        kerja: z.enum(['each', 'digest', 'none'], { message }),
        bahasa: z.enum(['id', 'en'], { message }),
      }),
    );
    const page = await platform.page(c);
    if (!form.ok) {
      const own = await service.readOwn(member.userId);
      return show(c, <OwnMailPage page={page} own={own} done={null} errors={form.errors} />, 422);
    }
    await service.choose(member.userId, { work: form.value.kerja, lang: form.value.bahasa });
    return goTo(c, page, '/akun/surel?selesai=pilihan');
  });
  routes.post('/akun/surel/coba', async (c) => {
    const member = c.get('member');
    if (member === null || !(await readForm(c, nothing)).ok) return notHere(c);
    await service.retryAddress(member.userId, member.userId);
    return goTo(c, await platform.page(c), '/akun/surel?selesai=coba');
  });
  return routes;
}

function adminOf(c: Ctx): Member | null {
  const member = c.get('member');
  return membershipsFor(member, ['admin']).length > 0 ? member : null;
}

/** What was just done, in words that the address cannot change. */
function doneOf(c: Ctx): string | null {
  const { admin, own } = mailWords(c.get('lang'));
  switch (c.req.query('selesai')) {
    case 'percobaan':
      return admin.done.test;
    case 'kode':
      return admin.done.code;
    case 'jeda':
      return admin.done.paused;
    case 'lanjut':
      return admin.done.resumed;
    case 'ulang':
      return admin.done.retried;
    case 'alamat':
      return admin.done.address;
    case 'pekerjaan':
      return admin.done.jobs;
    case 'pilihan':
      return own.saved;
    case 'coba':
      return own.triedAgain;
    default:
      return null;
  }
}
