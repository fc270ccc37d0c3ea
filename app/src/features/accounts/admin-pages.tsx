/** Administration: who may open it, the overview, and the ending of duties. Everybody else is told that there is no such page. */
import { Hono } from 'hono';
import { z } from 'zod';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { adminFormRoutes } from './admin-forms.tsx';
import { findMembership, readOverview } from './admin-read.ts';
import { AdminPage, EndPage } from './admin-views.tsx';
import { adminWords } from './admin-words.ts';
import { record } from './audit.ts';
import { endMembership } from './members.ts';
import { findAdmin, type PageDeps } from './page-tools.tsx';

export function adminRoutes(deps: PageDeps): Hono<Env> {
  const { platform } = deps;
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');

  routes.use('/admin/*', async (c, next) => (findAdmin(c) === null ? notHere(c) : next()));

  routes.get('/admin', async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const page = await platform.page(c);
    const overview = await runAs(platform.db, { kind: 'member', userId: admin.userId }, readOverview);
    return show(c, <AdminPage page={page} overview={overview} done={doneOf(c)} />);
  });

  routes.get('/admin/tugas/:id/akhiri', async (c) => {
    const admin = findAdmin(c);
    const id = z.uuid().safeParse(c.req.param('id'));
    if (admin === null || !id.success) return notHere(c);
    const member = await runAs(platform.db, { kind: 'member', userId: admin.userId }, (tx) =>
      findMembership(tx, id.data),
    );
    if (member === null) return notHere(c);
    return show(c, <EndPage page={await platform.page(c)} member={member} errors={[]} />);
  });

  routes.post('/admin/tugas/:id/akhiri', async (c) => {
    const admin = findAdmin(c);
    const id = z.uuid().safeParse(c.req.param('id'));
    if (admin === null || !id.success) return notHere(c);
    const page = await platform.page(c);
    const actor = { kind: 'member', userId: admin.userId } as const;
    const member = await runAs(platform.db, actor, (tx) => findMembership(tx, id.data));
    if (member === null) return notHere(c);
    const asked = await deps.stepUp.require(c, `/admin/tugas/${id.data}/akhiri`);
    if (asked !== null) return asked;
    const ended = await runAs(platform.db, actor, async (tx) => {
      // Written first: an administrator who ends the own duty may not write afterwards.
      await record(tx, admin.userId, 'admin.membership-ended', { id: id.data });
      return endMembership(tx, admin.userId, id.data);
    });
    if (ended.ok) return goTo(c, page, admin.userId === member.userId ? '/' : '/admin?selesai=tugas');
    switch (ended.error) {
      case 'not-found':
        return notHere(c);
      case 'last-administrator': {
        const errors = [{ field: '', message: adminWords(page.lang).ending.last }];
        return show(c, <EndPage page={page} member={member} errors={errors} />, 422);
      }
    }
  });

  routes.route('/', adminFormRoutes(deps));
  return routes;
}

/** What was just done, in words that the address cannot change. */
function doneOf(c: Ctx): string | null {
  const done = adminWords(c.get('lang')).done;
  switch (c.req.query('selesai')) {
    case 'tugas':
      return done.duty;
    case 'wilayah':
      return done.place;
    case 'kantor':
      return done.office;
    default:
      return null;
  }
}
