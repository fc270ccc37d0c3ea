/** Addresses for whoever asks. No cookie, no account; a pass stands in no address; a question about somebody else is not taken. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { ReferenceTypo } from '../../platform/crypto/reference.ts';
import { cleanText, lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { type FieldError, typedOf, typedText } from '../../platform/http/forms.ts';
import { show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { suggestedSituations } from '../guidance/index.ts';
import { withoutCookie } from '../reports/index.ts';
import { newSeed, readAdviceDraft, readPass, readVisit, sealAdviceDraft, sealVisit, statuses } from './advice-pass.ts';
import type { AdviceService } from './advice-service.ts';
import {
  AskForm,
  AskHome,
  type AskTyped,
  answerPath,
  askPath,
  LookPage,
  lookPath,
  newPath,
  type OpenPage,
  OtherPersonPage,
  OwnQuestionPage,
  PublishedPage,
  RulesFirstPage,
  SentPage,
} from './ask-pages.tsx';
import { askWords } from './words.ts';

const LEAST = 20;
const MOST = 2000;
const MOST_BODY = 40_000;
/** How many published answers are shown beside a question that is being asked. */
const SIMILAR = 3;

/** Forms of this feature carry a sealed draft, or change nothing: no token, so no cookie. */
export function isAskForm(path: string): boolean {
  return path === askPath || path.startsWith(`${askPath}/`);
}

export function askRoutes(platform: Platform, service: AdviceService, keptDays: number): Hono<Env> {
  const { keys, random, realNow } = platform;
  const routes = new Hono<Env>();
  const limit = bodyLimit({ maxSize: MOST_BODY, onError: (c) => platform.problem(c, 'too-large') });
  const today = async (): Promise<string> => legalDay(await platform.legalClock.now(), 'WIB');
  const open = async (c: Ctx, path: string): Promise<OpenPage> => {
    const page = await platform.page(c);
    const demoNote =
      page.demo === null ? null : `${page.lang === 'id' ? 'Peragaan' : 'Demonstration'}: ${page.demo.legalNow}`;
    return { page: withoutCookie(page, path), demoNote };
  };
  const nothingTyped: AskTyped = { about: '', office: '', status: '', words: '' };

  const form = async (c: Ctx, seed: string, typed: AskTyped, errors: readonly FieldError[]): Promise<Response> => {
    const [offices, target] = await Promise.all([service.offices(), service.target()]);
    const found = await open(c, newPath);
    return show(c, <AskForm {...found} {...{ offices, target, seed, typed, errors }} />, errors.length > 0 ? 422 : 200);
  };
  const emptyDraft = (): string =>
    sealAdviceDraft(keys, { seed: newSeed(random), bodyId: '', question: { status: 'unsaid', words: '' } }, realNow());

  routes.get(askPath, async (c) => {
    const search = cleanText(c.req.query('cari') ?? '')
      .slice(0, 200)
      .trim();
    const [answers, target, offices] = await Promise.all([
      service.published(search === '' ? { most: 20 } : { search, most: 50 }),
      service.target(),
      service.offices(),
    ]);
    return show(c, <AskHome {...(await open(c, askPath))} {...{ search, answers, target }} offices={offices.length} />);
  });

  routes.get(newPath, (c) => form(c, emptyDraft(), nothingTyped, []));

  routes.post(newPath, limit, async (c) => {
    if (!(await platform.limits.take('guidance-step', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const typed = await typedOf(c);
    const words = askWords(c.get('lang')).form.wrong;
    const asked: AskTyped = {
      about: typedText(typed, 'tentang'),
      office: typedText(typed, 'kantor'),
      status: typedText(typed, 'status'),
      words: typedText(typed, 'isi').trim(),
    };
    if (asked.about === 'lain') return show(c, <OtherPersonPage {...(await open(c, newPath))} />);
    const draft = readAdviceDraft(keys, typedText(typed, 'benih'), realNow());
    if (!draft.ok) return form(c, emptyDraft(), asked, [{ field: 'isi', message: words.old }]);
    const offices = await service.offices();
    const office = offices.find((one) => one.bodyId === asked.office);
    const status = statuses.find((one) => one === asked.status);
    const errors: FieldError[] = [];
    if (asked.about !== 'saya') errors.push({ field: 'tentang', message: words.about });
    if (office === undefined) errors.push({ field: 'kantor', message: words.office });
    if (status === undefined) errors.push({ field: 'status', message: words.status });
    if (lettersOf(asked.words) < LEAST) errors.push({ field: 'isi', message: words.short });
    if (lettersOf(asked.words) > MOST) errors.push({ field: 'isi', message: words.long });
    if (errors.length > 0 || office === undefined || status === undefined)
      return form(c, typedText(typed, 'benih'), asked, errors);
    const question = { status, words: asked.words };
    const sealed = sealAdviceDraft(keys, { seed: draft.value.seed, bodyId: office.bodyId, question }, realNow());
    const similar = await service.published({ search: orOf(asked.words), most: SIMILAR });
    return show(
      c,
      <RulesFirstPage
        {...(await open(c, newPath))}
        draft={sealed}
        office={office.name}
        status={status}
        words={asked.words}
        situations={suggestedSituations(asked.words)}
        similar={similar}
      />,
    );
  });

  routes.post(`${askPath}/kirim`, limit, async (c) => {
    if (!(await platform.limits.take('advice-submit', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const typed = await typedOf(c);
    const words = askWords(c.get('lang')).form.wrong;
    const box = typedText(typed, 'rancangan');
    const draft = readAdviceDraft(keys, box, realNow());
    /** Too old to be sent, or for an office that closed: what was typed stands in the form again. */
    const again = (field: 'isi' | 'kantor', message: string): Promise<Response> => {
      const old = readAdviceDraft(keys, box, 0);
      const asked: AskTyped =
        !old.ok || old.value.question.words === ''
          ? nothingTyped
          : { about: 'saya', office: old.value.bodyId, ...old.value.question };
      return form(c, emptyDraft(), asked, [{ field, message }]);
    };
    // A draft of the empty form was never shown the answer of the rules.
    if (!draft.ok || draft.value.question.words === '') return again('isi', words.old);
    const sent = await service.send(draft.value);
    if (!sent.ok) return again('kantor', words.office);
    return show(c, <SentPage {...(await open(c, newPath))} sent={sent.value} />);
  });

  const look = async (c: Ctx, typed: string, errors: readonly FieldError[], done: string | null): Promise<Response> =>
    show(c, <LookPage {...(await open(c, lookPath))} {...{ typed, errors, done }} />, errors.length > 0 ? 422 : 200);

  routes.get(lookPath, (c) => look(c, '', [], null));
  routes.post(lookPath, limit, async (c) => {
    if (!(await platform.limits.take('receipt-lookup', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const typed = typedText(await typedOf(c), 'kode');
    const words = askWords(c.get('lang')).look.wrong;
    const pass = readPass(typed);
    if (!pass.ok) return look(c, typed, [{ field: 'kode', message: typoIn(words, pass.error) }], null);
    const own = await service.own(pass.value);
    if (own === undefined) return look(c, typed, [{ field: 'kode', message: words.unknown }], null);
    return show(
      c,
      <OwnQuestionPage
        {...(await open(c, lookPath))}
        own={own}
        visit={sealVisit(keys, pass.value, realNow())}
        today={await today()}
        keptDays={keptDays}
      />,
    );
  });
  routes.post(`${lookPath}/hapus`, limit, async (c) => {
    const words = askWords(c.get('lang')).look;
    const pass = readVisit(keys, typedText(await typedOf(c), 'kunjungan'), realNow());
    if (pass === null) return look(c, '', [{ field: 'kode', message: words.wrong.old }], null);
    await service.withdraw(pass);
    return look(c, '', [], words.withdrawn);
  });

  routes.get(`${askPath}/:number`, async (c) => {
    const typed = c.req.param('number');
    if (!/^[1-9]\d{0,8}$/.test(typed)) return platform.problem(c, 'not-found');
    const number = Number(typed);
    const [answer] = await service.published({ number, most: 1 });
    if (answer === undefined) return platform.problem(c, 'not-found');
    return show(c, <PublishedPage {...(await open(c, answerPath(number)))} answer={answer} />);
  });

  return routes;
}

/** Any of the longer words: somebody who tells a story uses words that no answer has. */
function orOf(text: string): string {
  return [...new Set(text.toLowerCase().match(/\p{L}{5,}/gu) ?? [])].slice(0, 20).join(' or ');
}

function typoIn(words: ReturnType<typeof askWords>['look']['wrong'], typo: ReferenceTypo): string {
  switch (typo.reason) {
    case 'empty':
      return words.empty;
    case 'length':
      return words.length(String(typo.found), String(typo.expected));
    case 'character':
      return words.character(typo.character, String(typo.at));
    case 'check':
      return words.check;
  }
}
