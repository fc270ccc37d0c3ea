/** Addresses of the office that advises. Whoever does not advise gets the page of an address where nothing is. */
import { Hono } from 'hono';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { membershipsFor, signInFirst } from '../accounts/index.ts';
import { confidences } from './advice-read.ts';
import type { AdviceService, AnswerWish, PublishError, PublishWish, ShelfAnswer } from './advice-service.ts';
import {
  deskPath,
  NewDraftPage,
  QuestionPage,
  QueuePage,
  ShelfAnswerPage,
  ShelfPage,
  shelfPath,
} from './desk-pages.tsx';
import { readRules } from './rule-marks.ts';
import { askWords } from './words.ts';

const isErrors = <T,>(read: T | readonly FieldError[]): read is readonly FieldError[] => Array.isArray(read);

export const adviserRoles = ['officer', 'inspectorate'] as const;

export function deskRoutes(platform: Platform, service: AdviceService): Hono<Env> {
  const routes = new Hono<Env>();
  const today = async (): Promise<string> => legalDay(await platform.legalClock.now(), 'WIB');
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const adviser = (c: Ctx): Member | Response | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return c.req.method === 'GET' ? signInFirst(c, platform) : notHere(c);
    return membershipsFor(member, adviserRoles).length > 0 ? member : notHere(c);
  };
  const isMember = (who: Member | Response | Promise<Response>): who is Member => 'userId' in who;
  const doneOf = (c: Ctx): string | null => {
    const words = askWords(c.get('lang')).desk;
    const said: Readonly<Record<string, string>> = {
      buka: words.opened,
      jawab: words.answered,
      rancang: words.drafted,
      terbit: words.released,
      tinjau: words.reviewed,
      tarik: words.withdrawn,
    };
    return said[c.req.query('selesai') ?? ''] ?? null;
  };
  const to = async (c: Ctx, path: string): Promise<Response> => goTo(c, await platform.page(c), path);

  routes.get(deskPath, async (c) => {
    const who = await adviser(c);
    if (!isMember(who)) return who;
    const [desks, rows] = [await service.desks(who), await service.queue(who)];
    return show(
      c,
      <QueuePage
        page={await platform.page(c)}
        {...{ desks, rows }}
        today={await today()}
        done={doneOf(c)}
        errors={[]}
      />,
    );
  });
  for (const [path, use] of [
    ['buka', service.openDesk],
    ['tutup', service.closeDesk],
  ] as const)
    routes.post(`${deskPath}/${path}`, async (c) => {
      const who = await adviser(c);
      if (!isMember(who)) return who;
      const done = await use(who, typedText(await typedOf(c), 'kantor'));
      if (!done.ok && done.error === 'not-found') return notHere(c);
      return to(c, path === 'buka' ? `${deskPath}?selesai=buka` : deskPath);
    });

  // What is published stands before the address of one question.
  routes.get(shelfPath, async (c) => {
    const who = await adviser(c);
    if (!isMember(who)) return who;
    return show(
      c,
      <ShelfPage page={await platform.page(c)} answers={await service.shelf(who)} done={doneOf(c)} errors={[]} />,
    );
  });
  const newDraft = async (c: Ctx, who: Member, typed: Typed, errors: readonly FieldError[]): Promise<Response> =>
    show(
      c,
      <NewDraftPage
        page={await platform.page(c)}
        desks={await service.desks(who)}
        {...{ typed, errors }}
        done={null}
      />,
      errors.length > 0 ? 422 : 200,
    );
  routes.get(`${shelfPath}/baru`, async (c) => {
    const who = await adviser(c);
    return isMember(who) ? newDraft(c, who, {}, []) : who;
  });
  routes.post(`${shelfPath}/baru`, async (c) => {
    const who = await adviser(c);
    if (!isMember(who)) return who;
    const typed = await typedOf(c);
    const read = publishWish(c, typed);
    if (isErrors(read)) return newDraft(c, who, typed, read);
    const desks = await service.desks(who);
    const bodyId = typedText(typed, 'p-kantor') || (desks[0]?.bodyId ?? '');
    const done = await service.write(who, bodyId, read.wish, null);
    if (done.ok) return to(c, `${shelfPath}?selesai=rancang`);
    return done.error.kind === 'not-found' ? notHere(c) : newDraft(c, who, typed, refusals(c, done.error));
  });

  const shelfAnswer = async (
    c: Ctx,
    who: Member,
    found: ShelfAnswer,
    typed: Typed,
    errors: readonly FieldError[],
  ): Promise<Response> =>
    show(
      c,
      <ShelfAnswerPage
        page={await platform.page(c)}
        answer={found}
        mine={found.writtenBy === who.userId}
        day={await today()}
        {...{ typed, errors }}
        done={doneOf(c)}
      />,
      errors.length > 0 ? 422 : 200,
    );
  const findShelf = (c: Ctx, who: Member): Promise<ShelfAnswer | undefined> =>
    service.shelved(who, c.req.param('id') ?? '');
  routes.get(`${shelfPath}/:id`, async (c) => {
    const who = await adviser(c);
    if (!isMember(who)) return who;
    const found = await findShelf(c, who);
    if (found === undefined) return notHere(c);
    const typed = {
      'p-tanya': found.question,
      'p-jawab': found.answer,
      'p-aturan': found.rules.join(', '),
      'p-pasti': found.confidence,
    };
    return shelfAnswer(c, who, found, typed, []);
  });
  routes.post(`${shelfPath}/:id/terbitkan`, async (c) => {
    const who = await adviser(c);
    if (!isMember(who)) return who;
    const found = await findShelf(c, who);
    if (found === undefined) return notHere(c);
    // The form stands for a second person alone, and until it is released.
    if (found.writtenBy === who.userId || found.releasedOn !== null || found.withdrawnOn !== null)
      return to(c, `${shelfPath}/${found.id}`);
    const typed = await typedOf(c);
    const read = publishWish(c, typed);
    if (isErrors(read)) return shelfAnswer(c, who, found, typed, read);
    const done = await service.release(who, found.id, read.wish);
    if (done.ok) return to(c, `${shelfPath}/${found.id}?selesai=terbit`);
    return done.error.kind === 'not-found' ? notHere(c) : shelfAnswer(c, who, found, typed, refusals(c, done.error));
  });
  for (const [path, use] of [
    ['tinjau', service.review],
    ['tarik', service.withdrawPublished],
  ] as const)
    routes.post(`${shelfPath}/:id/${path}`, async (c) => {
      const who = await adviser(c);
      if (!isMember(who)) return who;
      const found = await findShelf(c, who);
      if (found === undefined) return notHere(c);
      const done = await use(who, found.id);
      if (done.ok) return to(c, `${shelfPath}/${found.id}?selesai=${path}`);
      if (done.error === 'not-found') return notHere(c);
      // Somebody else has to do it, or it was done: the page says so.
      return to(c, `${shelfPath}/${found.id}`);
    });

  const question = async (
    c: Ctx,
    who: Member,
    id: string,
    typed: Typed,
    errors: readonly FieldError[],
  ): Promise<Response> => {
    const found = await service.read(who, id);
    if (found === undefined) return notHere(c);
    return show(
      c,
      <QuestionPage
        page={await platform.page(c)}
        {...{ found, typed, errors }}
        today={await today()}
        done={doneOf(c)}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${deskPath}/:id`, async (c) => {
    const who = await adviser(c);
    return isMember(who) ? question(c, who, c.req.param('id'), {}, []) : who;
  });
  routes.post(`${deskPath}/:id/jawab`, async (c) => {
    const who = await adviser(c);
    if (!isMember(who)) return who;
    const id = c.req.param('id');
    const typed = await typedOf(c);
    const there = await service.read(who, id);
    if (there === undefined) return notHere(c);
    if (there.answer !== null) return to(c, `${deskPath}/${id}`);
    const read = answerWish(c, typed);
    if (isErrors(read)) return question(c, who, id, typed, read);
    const done = await service.answer(who, id, read.wish);
    // Sent twice, or answered by a colleague meanwhile: the page shows the answer that stands.
    if (done.ok || done.error === 'already') return to(c, `${deskPath}/${id}${done.ok ? '?selesai=jawab' : ''}`);
    return notHere(c);
  });
  routes.post(`${deskPath}/:id/rancang`, async (c) => {
    const who = await adviser(c);
    if (!isMember(who)) return who;
    const id = c.req.param('id');
    const typed = await typedOf(c);
    const found = await service.read(who, id);
    if (found === undefined) return notHere(c);
    if (found.answer === null) return to(c, `${deskPath}/${id}`);
    const read = publishWish(c, typed);
    if (isErrors(read)) return question(c, who, id, typed, read);
    const done = await service.write(who, found.bodyId, read.wish, id);
    if (done.ok) return to(c, `${shelfPath}?selesai=rancang`);
    return done.error.kind === 'not-found' ? notHere(c) : question(c, who, id, typed, refusals(c, done.error));
  });

  return routes;

  function answerWish(c: Ctx, typed: Typed): readonly FieldError[] | { readonly wish: AnswerWish } {
    return wishOf(c, typed, '', 'jawab');
  }
  function wishOf(
    c: Ctx,
    typed: Typed,
    prefix: string,
    field: string,
  ): readonly FieldError[] | { readonly wish: AnswerWish } {
    const words = askWords(c.get('lang')).desk.wrong;
    const text = typedText(typed, field).trim();
    const { rules, unknown } = readRules(typedText(typed, `${prefix}aturan`));
    const confidence = confidences.find((one) => one === typedText(typed, `${prefix}pasti`));
    const errors: FieldError[] = [];
    if (lettersOf(text) < 20 || lettersOf(text) > 4000) errors.push({ field, message: words.words });
    if (unknown.length > 0) errors.push({ field: `${prefix}aturan`, message: words.unknownRules(unknown.join(', ')) });
    else if (rules.length === 0) errors.push({ field: `${prefix}aturan`, message: words.rules });
    if (confidence === undefined) errors.push({ field: `${prefix}pasti`, message: words.confidence });
    return errors.length > 0 || confidence === undefined ? errors : { wish: { words: text, rules, confidence } };
  }
  function publishWish(c: Ctx, typed: Typed): readonly FieldError[] | { readonly wish: PublishWish } {
    const words = askWords(c.get('lang')).desk.wrong;
    const asked = typedText(typed, 'p-tanya').trim();
    const read = wishOf(c, typed, 'p-', 'p-jawab');
    const short: readonly FieldError[] =
      lettersOf(asked) < 20 || lettersOf(asked) > 600 ? [{ field: 'p-tanya', message: words.question }] : [];
    if (isErrors(read)) return [...short, ...read];
    if (short.length > 0) return short;
    return { wish: { ...read.wish, question: asked, namesAreNone: typedText(typed, 'p-bukan-nama') === 'ya' } };
  }
  function refusals(c: Ctx, error: PublishError): readonly FieldError[] {
    const words = askWords(c.get('lang')).desk;
    switch (error.kind) {
      case 'tells':
        return [{ field: 'p-tanya', message: error.findings.map((one) => words.tells[one.kind](one.found)).join(' ') }];
      case 'same-person':
        return [{ field: 'p-tanya', message: words.wrong['same-person'] }];
      case 'already':
      case 'no-desk':
      case 'not-found':
        return [{ field: 'p-tanya', message: words.wrong.already }];
    }
  }
}
