/** The page of unusual reading, for administrators; for everybody else there is no such page. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { readForm } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import type { Platform } from '../../../platform/platform.ts';
import { membershipsFor } from '../../accounts/index.ts';
import { readingPath } from './reading-place.ts';
import { ReadingPage } from './reading-views.tsx';
import type { ReadingWatch } from './reading-watch.ts';

const Row = z.strictObject({ siapa: z.uuid(), hari: z.iso.date() });

export function readingRoutes(platform: Platform, watch: ReadingWatch): Hono<Env> {
  const routes = new Hono<Env>();
  const admin = (c: Ctx): Member | null => {
    const member = c.get('member');
    return member !== null && !member.mustEnrol && membershipsFor(member, ['admin']).length > 0 ? member : null;
  };
  const list = async (c: Ctx, member: Member, wasLate: boolean): Promise<Response> =>
    show(
      c,
      <ReadingPage
        page={await platform.page(c)}
        rows={await watch.list(member)}
        done={c.req.query('selesai') !== undefined}
        wasLate={wasLate}
      />,
      wasLate ? 409 : 200,
    );

  routes.get(readingPath, async (c) => {
    const member = admin(c);
    return member === null ? platform.problem(c, 'not-found') : list(c, member, false);
  });

  routes.post(readingPath, async (c) => {
    const member = admin(c);
    if (member === null) return platform.problem(c, 'not-found');
    const form = await readForm(c, Row);
    if (!form.ok) return platform.problem(c, 'not-found');
    return (await watch.look(member, form.value.siapa, form.value.hari))
      ? goTo(c, await platform.page(c), `${readingPath}?selesai=1`)
      : list(c, member, true);
  });
  return routes;
}
