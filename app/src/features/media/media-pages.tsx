/** Routes of the media desk, for the roles media and officer. Adding a text is the media role's alone. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { readForm, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { MEDIA_PAGE_SIZE, type MediaService } from './media-service.ts';
import { MediaItemPage, MediaListPage, PastePage, StoredNotice } from './media-views.tsx';
import { mediaWords } from './words.ts';

export function mayRead(member: Member): boolean {
  return member.memberships.some((m) => m.role === 'media' || m.role === 'officer');
}

/** A lead becomes a case at an office of supervisors. */
function mayLead(member: Member): boolean {
  return member.memberships.some((m) => m.role === 'officer' && m.bodyKind === 'bawaslu');
}

export function mayAdd(member: Member): boolean {
  return member.memberships.some((m) => m.role === 'media');
}

export function mediaRoutes(platform: Platform, service: MediaService): Hono<Env> {
  const routes = new Hono<Env>();

  /** Runs the page for whoever may see it; others sign in first or are told that there is nothing. */
  const guarded =
    (allowed: (member: Member) => boolean, page: (c: Ctx, member: Member) => Promise<Response>) =>
    async (c: Ctx): Promise<Response> => {
      const member = c.get('member');
      if (member === null) return goTo(c, await platform.page(c), '/masuk?lanjut=%2Fmedia');
      return allowed(member) ? page(c, member) : platform.problem(c, 'access-denied');
    };

  routes.get(
    '/media',
    guarded(mayRead, async (c, member) => {
      const page = await platform.page(c);
      const at = pageNumber(c.req.query('hal'));
      const { items, total } = await service.list(member, at);
      const to = (number: number): string => page.to(`/media?hal=${number}`);
      return show(
        c,
        <MediaListPage
          page={page}
          items={items}
          mayAdd={mayAdd(member)}
          previous={at > 1 ? to(at - 1) : null}
          next={at * MEDIA_PAGE_SIZE < total ? to(at + 1) : null}
        />,
      );
    }),
  );

  routes.get(
    '/media/baru',
    guarded(mayAdd, async (c) =>
      show(c, <PastePage page={await platform.page(c)} law={platform.law.current()} source="" text="" />),
    ),
  );

  routes.post(
    '/media/baru',
    guarded(mayAdd, async (c, member) => {
      const page = await platform.page(c);
      const words = mediaWords(page.lang).paste;
      const form = await readForm(
        c,
        z.strictObject({
          source: z
            .string(words.sourceMissing)
            .trim()
            .min(1, words.sourceMissing)
            .max(120, words.sourceLong)
            .refine((text) => !/https?:|www\.|[\w-]\.\w{2,}\/\S/i.test(text), words.sourceAddress),
          text: z.string(words.short).trim().min(80, words.short).max(60_000, words.long),
          do: z.enum(['preview', 'store'], words.unreadable).default('preview'),
        }),
      );
      const typed = { source: typedText(form.typed, 'source'), text: typedText(form.typed, 'text') };
      if (!form.ok)
        return show(c, <PastePage page={page} law={platform.law.current()} {...typed} errors={form.errors} />, 422);
      const text = { sourceName: form.value.source, text: form.value.text };
      if (form.value.do === 'preview') {
        return show(
          c,
          <PastePage page={page} law={platform.law.current()} {...typed} preview={service.preview(text)} />,
        );
      }
      const { id, isNew } = await service.add(member, text);
      return goTo(c, page, `/media/${id}?simpan=${isNew ? 'baru' : 'ada'}`);
    }),
  );

  routes.get(
    '/media/:id',
    guarded(mayRead, async (c, member) => {
      const id = c.req.param('id') ?? '';
      const item = isUuid(id) ? await service.find(member, id) : undefined;
      if (item === undefined) return platform.problem(c, 'not-found');
      const page = await platform.page(c);
      const stored = c.req.query('simpan');
      const notice =
        stored === 'baru' || stored === 'ada' ? <StoredNotice lang={page.lang} isNew={stored === 'baru'} /> : undefined;
      return show(
        c,
        <MediaItemPage
          page={page}
          law={platform.law.current()}
          item={item}
          mayLead={mayLead(member)}
          notice={notice}
        />,
      );
    }),
  );

  return routes;
}

function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
