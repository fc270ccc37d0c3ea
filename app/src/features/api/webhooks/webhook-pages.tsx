/** Webhooks on the screen, for administrators. What changes where things go asks for the second factor. */
import { Hono } from 'hono';
import { z } from 'zod';
import { isWebhookEvent } from '../../../platform/api/index.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { type FieldError, readForm, type Typed } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import type { Platform } from '../../../platform/platform.ts';
import { connectionWords } from '../connection-words.ts';
import { findAdmin, listOffices } from '../people.ts';
import type { WebhookService } from './webhook-service.ts';
import { HookListPage, HookPage, HookSecretPage, hookList, NewHookPage } from './webhook-views.tsx';

const SHOWN = 25;

export function webhookRoutes(platform: Platform, service: WebhookService): Hono<Env> {
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const doneOf = (c: Ctx): string | null => {
    const words = connectionWords(c.get('lang')).hooks.done;
    switch (c.req.query('selesai')) {
      case 'uji':
        return words.test;
      case 'henti':
        return words.stop;
      case 'aktif':
        return words.go;
      case 'hapus':
        return words.remove;
      case 'kirim':
        return words.resend;
      default:
        return null;
    }
  };

  routes.get(hookList, async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    return show(
      c,
      <HookListPage page={await platform.page(c)} endpoints={await service.list(admin)} done={doneOf(c)} />,
    );
  });

  const formPage = async (c: Ctx, admin: Member, typed: Typed, errors: readonly FieldError[]): Promise<Response> => {
    const offices = await runAs(platform.db, { kind: 'member', userId: admin.userId }, listOffices);
    return show(
      c,
      <NewHookPage page={await platform.page(c)} {...{ offices, typed, errors }} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${hookList}/baru`, (c) => {
    const admin = findAdmin(c);
    return admin === null ? notHere(c) : formPage(c, admin, {}, []);
  });
  routes.post(`${hookList}/baru`, async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const page = await platform.page(c);
    const all = connectionWords(page.lang);
    const words = all.hooks;
    const form = await readForm(
      c,
      z.strictObject({
        body: z.uuid(all.wish.wrongOffice),
        url: z.string(words.wrongUrl).trim().min(1, words.wrongUrl).max(500, words.wrongUrl),
        events: z.union([z.string().transform((one) => [one]), z.array(z.string())], words.wrongEvents),
      }),
    );
    if (!form.ok) return formPage(c, admin, form.typed, form.errors);
    const events = form.value.events.filter(isWebhookEvent);
    if (events.length === 0) return formPage(c, admin, form.typed, [{ field: 'events', message: words.wrongEvents }]);
    const step = await platform.stepUp(c, `${hookList}/baru`);
    if (step !== null) return step;
    const added = await service.add(admin, { bodyId: form.value.body, url: form.value.url, events });
    if (added.ok) return show(c, <HookSecretPage page={page} id={added.value.id} secret={added.value.secret} />);
    const error =
      added.error === 'not-yours'
        ? { field: 'body', message: all.wish.wrongOffice }
        : {
            field: added.error === 'too-many' ? 'body' : 'url',
            message: added.error === 'too-many' ? words.tooMany : words.wrongUrl,
          };
    return formPage(c, admin, form.typed, [error]);
  });

  const idOf = (c: Ctx, name = 'id'): string | undefined => {
    const id = z.uuid().safeParse(c.req.param(name));
    return id.success ? id.data : undefined;
  };

  routes.get(`${hookList}/:id`, async (c) => {
    const admin = findAdmin(c);
    const id = idOf(c);
    const endpoint = admin === null || id === undefined ? undefined : await service.find(admin, id);
    if (admin === null || endpoint === undefined) return notHere(c);
    const after = z
      .tuple([z.iso.datetime({ offset: true }), z.uuid()])
      .safeParse((c.req.query('setelah') ?? '').split('~'));
    const found = await service.deliveries(admin, endpoint.id, SHOWN, after.success ? after.data : null);
    const next = found?.next ?? null;
    const older =
      next === null ? null : `${hookList}/${endpoint.id}?setelah=${encodeURIComponent(next.join('~'))}#catatan`;
    return show(
      c,
      <HookPage
        page={await platform.page(c)}
        endpoint={endpoint}
        deliveries={found?.rows ?? []}
        older={older}
        done={doneOf(c)}
      />,
    );
  });

  const change = (
    what: string,
    act: (admin: Member, id: string) => Promise<boolean>,
    to: (id: string) => string,
    delicate: boolean,
  ): void => {
    routes.post(`${hookList}/:id/${what}`, async (c) => {
      const admin = findAdmin(c);
      const id = idOf(c);
      if (admin === null || id === undefined || (await service.find(admin, id)) === undefined) return notHere(c);
      const step = delicate ? await platform.stepUp(c, `${hookList}/${id}`) : null;
      if (step !== null) return step;
      const done = await act(admin, id);
      return goTo(c, await platform.page(c), done ? `${to(id)}?selesai=${what}` : `${hookList}/${id}`);
    });
  };
  const itself = (id: string): string => `${hookList}/${id}`;
  change('uji', (admin, id) => service.test(admin, id), itself, false);
  change('henti', (admin, id) => service.setOn(admin, id, false), itself, false);
  change('aktif', (admin, id) => service.setOn(admin, id, true), itself, true);
  change(
    'hapus',
    (admin, id) => service.remove(admin, id),
    () => hookList,
    true,
  );

  routes.post(`${hookList}/:id/rahasia`, async (c) => {
    const admin = findAdmin(c);
    const id = idOf(c);
    if (admin === null || id === undefined || (await service.find(admin, id)) === undefined) return notHere(c);
    const step = await platform.stepUp(c, itself(id));
    if (step !== null) return step;
    const changed = await service.rotate(admin, id);
    if (!changed.ok) return notHere(c);
    return show(c, <HookSecretPage page={await platform.page(c)} id={id} secret={changed.value.secret} />);
  });
  routes.post(`${hookList}/:id/kirim/:delivery`, async (c) => {
    const admin = findAdmin(c);
    const id = idOf(c);
    const delivery = idOf(c, 'delivery');
    if (admin === null || id === undefined || delivery === undefined) return notHere(c);
    const done = await service.resend(admin, id, delivery);
    return goTo(c, await platform.page(c), `${itself(id)}${done ? '?selesai=kirim' : ''}`);
  });
  // Where a language link or a reload of what a form showed leads.
  for (const what of ['uji', 'henti', 'aktif', 'hapus', 'rahasia'])
    routes.get(`${hookList}/:id/${what}`, async (c) => {
      const id = idOf(c);
      return findAdmin(c) === null || id === undefined ? notHere(c) : goTo(c, await platform.page(c), itself(id));
    });
  return routes;
}
