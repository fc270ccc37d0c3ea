/** Addresses of requests: three ways in for those who ask, and the queue of those who answer. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { type Actor, runAs } from '../../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import type { Platform } from '../../../platform/platform.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { membershipsFor, signInFirst } from '../../accounts/index.ts';
import { type OwnFileService, visitorOf } from '../../accused/index.ts';
import { readStatusPass, statusPass, withoutCookie } from '../../reports/index.ts';
import { registerVersion } from '../register/register.ts';
import { readOwnRows } from './own-data.ts';
import { AnswerRequestPage, AskPage, OwnCopy, RequestQueuePage, WaysPage } from './request-pages.tsx';
import { exceptions, outcomes, type RequestKind, type RequestService, requestKinds } from './request-service.ts';
import { requestWords } from './request-words.ts';

export interface RequestRoutesDeps {
  readonly platform: Platform;
  readonly requests: RequestService;
  readonly ownFiles: OwnFileService;
}

/** Roles that answer requests: administrators for accounts, people who work on cases for the rest. */
export function mayAnswer(member: Member): boolean {
  return membershipsFor(member, ['admin', 'officer', 'verifier', 'conveyor', 'authority']).length > 0;
}

export function requestRoutes({ platform, requests, ownFiles }: RequestRoutesDeps): Hono<Env> {
  const routes = new Hono<Env>();
  const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(platform.realNow());

  const signedIn = (c: Ctx): Member | null => {
    const member = c.get('member');
    return member === null || member.mustEnrol ? null : member;
  };
  const asMember = (member: Member): Actor => ({ kind: 'member', userId: member.userId });

  // People with an account.
  const askAccount = async (c: Ctx, member: Member, typed: Typed, errors: readonly FieldError[]): Promise<Response> => {
    const page = await platform.page(c);
    const rows = await runAs(platform.db, asMember(member), (tx) => readOwnRows(tx, member.userId));
    return show(
      c,
      <AskPage
        page={page}
        action="/privasi/permintaan"
        back={{ href: page.to('/privasi'), label: requestWords(page.lang).back }}
        requests={await requests.own(asMember(member))}
        typed={typed}
        errors={errors}
        sent={c.req.query('terkirim') === '1'}
        copy={<OwnCopy page={page} rows={rows} />}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get('/privasi/permintaan', async (c) => {
    const member = signedIn(c);
    return member === null ? show(c, <WaysPage page={await platform.page(c)} />) : askAccount(c, member, {}, []);
  });

  routes.post('/privasi/permintaan', async (c) => {
    const member = signedIn(c);
    if (member === null) return signInFirst(c, platform);
    const typed = await typedOf(c);
    const asked = await ask(c, asMember(member), typed);
    return asked.ok
      ? goTo(c, await platform.page(c), '/privasi/permintaan?terkirim=1')
      : askAccount(c, member, typed, asked.error);
  });

  routes.get('/privasi/salinan.json', async (c) => {
    const member = signedIn(c);
    if (member === null) return signInFirst(c, platform);
    const rows = await runAs(platform.db, asMember(member), (tx) => readOwnRows(tx, member.userId));
    return attachment(c, 'data-saya.json', {
      register: registerVersion(),
      at: now().toString(),
      kinds: rows.map((one) => ({ table: one.table, kind: one.kind, what: one.what, rows: one.rows })),
      requests: await requests.own(asMember(member)),
    });
  });

  // The accused, in a visit.
  const askAccused = async (c: Ctx, actor: Actor, typed: Typed, errors: readonly FieldError[]): Promise<Response> => {
    const page = await platform.page(c);
    const words = requestWords(page.lang);
    return show(
      c,
      <AskPage
        page={page}
        action="/terlapor/permintaan"
        back={{ href: page.to('/terlapor'), label: words.back }}
        requests={await requests.own(actor)}
        typed={typed}
        errors={errors}
        sent={c.req.query('terkirim') === '1'}
        copy={
          <p>
            <a href={page.to('/terlapor/salinan.json')} download>
              {words.download}
            </a>
          </p>
        }
      />,
      errors.length > 0 ? 422 : 200,
    );
  };
  const visiting = async (c: Ctx) => {
    const actor = visitorOf(c, platform);
    const file = actor === null ? null : await ownFiles.read(actor);
    return actor === null || file === null ? goTo(c, await platform.page(c), '/terlapor') : { actor, file };
  };

  routes.get('/terlapor/permintaan', async (c) => {
    const at = await visiting(c);
    return at instanceof Response ? at : askAccused(c, at.actor, {}, []);
  });

  routes.post('/terlapor/permintaan', async (c) => {
    const at = await visiting(c);
    if (at instanceof Response) return at;
    const typed = await typedOf(c);
    const asked = await ask(c, at.actor, typed);
    return asked.ok
      ? goTo(c, await platform.page(c), '/terlapor/permintaan?terkirim=1')
      : askAccused(c, at.actor, typed, asked.error);
  });

  routes.get('/terlapor/salinan.json', async (c) => {
    const at = await visiting(c);
    if (at instanceof Response) return at;
    return attachment(c, 'berkas-saya.json', { register: registerVersion(), at: now().toString(), file: at.file });
  });

  // Reporters, with the pass that the page of their report carries. No cookie, nothing in an address.
  const limit = bodyLimit({ maxSize: 40_000, onError: (c) => platform.problem(c, 'too-large') });
  routes.get('/lapor/status/data', async (c) => goTo(c, await platform.page(c), '/status'));
  routes.post('/lapor/status/data', limit, async (c) => {
    if (!(await platform.limits.take('receipt-lookup', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const typed = await typedOf(c);
    const page = withoutCookie(await platform.page(c), '/status');
    const receiptHash = readStatusPass(platform, typedText(typed, 'pass'));
    if (receiptHash === null) return goTo(c, page, '/status');
    const actor: Actor = { kind: 'public', receiptHash };
    const sending = typedText(typed, 'go') === 'send';
    const asked = sending ? await ask(c, actor, typed) : null;
    const errors = asked === null || asked.ok ? [] : asked.error;
    return show(
      c,
      <AskPage
        page={page}
        action="/lapor/status/data"
        back={undefined}
        requests={await requests.own(actor)}
        typed={errors.length > 0 ? typed : {}}
        errors={errors}
        sent={asked?.ok === true}
        hidden={{ pass: statusPass(platform, receiptHash) }}
        csrf={false}
      />,
      errors.length > 0 ? 422 : 200,
    );
  });

  const ask = async (c: Ctx, actor: Actor, typed: Typed): Promise<Result<null, readonly FieldError[]>> => {
    const { wrong } = requestWords(c.get('lang'));
    const errors: FieldError[] = [];
    const kind: RequestKind | undefined = requestKinds.find((one) => one === typedText(typed, 'minta'));
    if (kind === undefined) errors.push({ field: 'minta', message: wrong.kind });
    const words = typedText(typed, 'kata').trim();
    if (words.length < 10 || words.length > 5000) errors.push({ field: 'kata', message: wrong.words });
    if (kind === undefined || errors.length > 0) return fail(errors);
    const asked = await requests.ask(actor, kind, words);
    if (asked.ok) return ok(null);
    return fail([{ field: 'kata', message: asked.error === 'many' ? wrong.many : wrong.old }]);
  };

  // Whoever answers.
  const answering = async (c: Ctx): Promise<Member | Response> => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    return mayAnswer(member) ? member : platform.problem(c, 'not-found');
  };

  routes.get('/privasi/antrean', async (c) => {
    const member = await answering(c);
    if (member instanceof Response) return member;
    const number = Math.min(100_000, Math.max(1, Math.floor(Number(c.req.query('halaman') ?? '1')) || 1));
    return show(
      c,
      <RequestQueuePage
        page={await platform.page(c)}
        requests={await requests.waiting(member, number)}
        number={number}
        total={await requests.countWaiting(member)}
        now={now()}
      />,
    );
  });

  const answerPage = async (
    c: Ctx,
    member: Member,
    id: string,
    typed: Typed,
    errors: readonly FieldError[],
  ): Promise<Response> => {
    const request = z.uuid().safeParse(id).success ? await requests.find(member, id) : undefined;
    if (request === undefined) return platform.problem(c, 'not-found');
    return show(
      c,
      <AnswerRequestPage page={await platform.page(c)} request={request} now={now()} typed={typed} errors={errors} />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get('/privasi/antrean/:id', async (c) => {
    const member = await answering(c);
    return member instanceof Response ? member : answerPage(c, member, c.req.param('id'), {}, []);
  });

  routes.post('/privasi/antrean/:id', async (c) => {
    const member = await answering(c);
    if (member instanceof Response) return member;
    const id = c.req.param('id');
    if (!z.uuid().safeParse(id).success) return platform.problem(c, 'not-found');
    const typed = await typedOf(c);
    const { wrong } = requestWords(c.get('lang'));
    const errors: FieldError[] = [];
    const outcome = outcomes.find((one) => one === typedText(typed, 'keputusan'));
    if (outcome === undefined) errors.push({ field: 'keputusan', message: wrong.outcome });
    const exception = exceptions.find((one) => one === typedText(typed, 'pengecualian'));
    if (exception === undefined) errors.push({ field: 'pengecualian', message: wrong.exception });
    else if (outcome !== undefined && outcome !== 'granted' && exception === '')
      errors.push({ field: 'pengecualian', message: wrong.refusedNeeds });
    const answer = typedText(typed, 'jawaban').trim();
    if (answer.length < 20 || answer.length > 5000) errors.push({ field: 'jawaban', message: wrong.reason });
    if (errors.length > 0 || outcome === undefined || exception === undefined)
      return answerPage(c, member, id, typed, errors);
    const done = await requests.answer(member, id, { outcome, exception, answer });
    return done ? goTo(c, await platform.page(c), '/privasi/antrean') : platform.problem(c, 'not-found');
  });

  return routes;
}

function attachment(c: Ctx, name: string, value: unknown): Response {
  return c.body(`${JSON.stringify(value, null, 2)}\n`, 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}
