/**
 * The form of the public report. Every page is the answer to a POST that carries the draft; there is no session, no cookie and nothing on
 * the server until the report is sent (uploads excepted). So pages are answered directly and not by a redirect: a redirect could carry
 * the draft or the receipt only in an address, where logs and histories would keep it.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Child } from 'hono/jsx';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { readMultipart } from '../../platform/files/index.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { show } from '../../platform/http/server.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Result, unreachable } from '../../platform/result.ts';
import { Callout, Notice } from '../../ui/index.ts';
import { type EvidenceFile, MOST_BYTES, MOST_FILES, type UploadRefusal } from '../evidence/index.ts';
import { emptyStoryError, TellFirst } from './act-suggestion.tsx';
import { type AllAnswers, type Asking, checkPage, fieldsOf, isAsking, readAll, toKeep } from './answers.ts';
import {
  type Draft,
  type DraftError,
  isStepId,
  newDraft,
  readDraft,
  type StepId,
  sealDraft,
  stepIds,
  type Typing,
  uploadKey,
  withAnswers,
} from './draft.ts';
import { type CoveredPlace, findCovered, hasParts, placeChoices } from './regions.ts';
import { reviewLimit, timeToReport } from './report-clock.ts';
import type { ReportDeps, ReportService } from './report-service.ts';
import { CheckPage, LostPage, ReceiptPage, StartPage } from './wizard-pages.tsx';
import { StepFrame, withoutCookie } from './wizard-parts.tsx';
import {
  EvidenceQuestion,
  IdentityQuestion,
  StoryQuestion,
  WhatQuestion,
  WhenQuestion,
  WhereQuestion,
  WhoQuestion,
} from './wizard-questions.tsx';
import { wizardWords } from './words.ts';

/** A story of 20,000 letters outside ASCII as browsers encode it, with the draft beside it, is 350 kB. */
const MOST_FORM_BYTES = 512 * 1024;

interface Shown {
  readonly typed?: Typing;
  readonly errors?: readonly FieldError[];
  readonly before?: Child;
}

export function wizardRoutes(platform: Platform, deps: ReportDeps, service: ReportService): Hono<Env> {
  const { keys, db } = platform;
  const routes = new Hono<Env>();

  // Multipart passes the HTTP layer unread, for the page with files; nobody else may send that much.
  const limit = bodyLimit({ maxSize: MOST_FORM_BYTES, onError: (c) => platform.problem(c, 'too-large') });

  const situation = async (lang: Language) => {
    const now = await platform.legalClock.now();
    const electionId = await deps.electionId();
    const law = platform.law.current();
    const asking: Asking = { lang, electionId, law, today: legalDay(now, 'WIT') };
    return { now, electionId, asking, day: legalDay(now, 'WIB') };
  };

  const placeOf = async (draft: Draft, day: string): Promise<CoveredPlace | undefined> => {
    const regionId = draft.answers['di-mana']?.region;
    return regionId === undefined ? undefined : findCovered(db, regionId, day);
  };

  /** Shows a page of the form. A page that needs an earlier answer shows the earlier page instead. */
  const showStep = async (c: Ctx, step: StepId, draft: Draft, shown: Shown = {}): Promise<Response> => {
    const page = await platform.page(c);
    const { lang } = page;
    const { now, electionId, asking, day } = await situation(lang);
    const errors = shown.errors ?? [];
    const typed = shown.typed ?? draft.answers[step] ?? {};
    const place = await placeOf(draft, day);
    const known = checkPage('kapan', draft.answers.kapan ?? {}, asking);
    const time = known.ok
      ? timeToReport(asking.law, electionId, known.value.knownOn, place?.office.zone ?? 'WIB', now)
      : null;
    const legalNow = page.demo?.legalNow ?? null;
    const own = withoutCookie(page, '/lapor');
    const frame = (children: Child, multipart = false, after?: Child): Promise<Response> =>
      show(
        c,
        <StepFrame
          page={own}
          step={step}
          draft={sealDraft(keys, draft)}
          legalNow={legalNow}
          errors={errors}
          time={time}
          now={now}
          before={shown.before}
          multipart={multipart}
          after={after}
        >
          {children}
        </StepFrame>,
        errors.length > 0 ? 422 : 200,
      );
    const question = { lang, typed, errors };
    switch (step) {
      case 'apa': {
        const story = typed.story ?? draft.answers.cerita?.story ?? '';
        return frame(
          <WhatQuestion {...question} electionId={electionId} law={asking.law} story={story} />,
          false,
          <TellFirst lang={lang} story={story} errors={errors} />,
        );
      }
      case 'kapan':
        return frame(<WhenQuestion {...question} />);
      case 'di-mana': {
        const within = typed.within === undefined || typed.within === '' ? null : typed.within;
        return frame(<WhereQuestion {...question} choices={await placeChoices(db, within, day)} />);
      }
      case 'siapa':
        return frame(<WhoQuestion {...question} />);
      case 'cerita':
        return frame(<StoryQuestion {...question} />);
      case 'bukti': {
        // Files are sealed to the office as they arrive, so the office must be known.
        if (place === undefined) return askAgain(c, 'di-mana', draft, asking);
        const files = await deps.evidence.ofDraft(uploadKey(keys, draft));
        return frame(<EvidenceQuestion lang={lang} errors={errors} files={files} names={draft.names} />, true);
      }
      case 'pelapor':
        return frame(<IdentityQuestion {...question} />);
      case 'periksa': {
        const answers = readAll(draft.answers, asking);
        if (typeof answers === 'string') return askAgain(c, answers, draft, asking);
        if (place === undefined) return askAgain(c, 'di-mana', draft, asking);
        const files = await deps.evidence.ofDraft(uploadKey(keys, draft));
        return show(
          c,
          <CheckPage
            page={own}
            draft={sealDraft(keys, { ...draft, checked: true })}
            answers={answers}
            place={place}
            electionId={electionId}
            law={asking.law}
            files={files}
            names={draft.names}
            time={time}
            now={now}
            legalNow={legalNow}
            before={shown.before}
          />,
        );
      }
      default:
        return unreachable(step);
    }
  };

  /** A page whose answer is missing or no longer holds, with what is wrong. */
  const askAgain = (c: Ctx, step: keyof AllAnswers, draft: Draft, asking: Asking): Promise<Response> => {
    const judged = checkPage(step, draft.answers[step] ?? {}, asking);
    const gone = { field: 'region', message: wizardWords(asking.lang).wrong.regionGone };
    return showStep(c, step, draft, { errors: judged.ok ? [gone] : judged.errors });
  };

  /** The page after this one; once the answers have been checked, changing one leads back there. */
  const showNext = (c: Ctx, step: StepId, draft: Draft, before?: Child): Promise<Response> => {
    const next = draft.checked ? 'periksa' : (stepIds[stepIds.indexOf(step) + 1] ?? 'periksa');
    return showStep(c, next, draft, before === undefined ? {} : { before });
  };
  const showPrevious = (c: Ctx, step: StepId, draft: Draft): Promise<Response> =>
    showStep(c, stepIds[Math.max(0, stepIds.indexOf(step) - 1)] ?? 'apa', draft);

  const showLost = async (c: Ctx, step: string, why: DraftError): Promise<Response> => {
    // Without any draft the request is not from our form; only the first question may begin anew.
    if (why === 'missing') {
      return step === 'apa'
        ? showStep(c, 'apa', newDraft(platform.random, platform.realNow()))
        : platform.problem(c, 'forged');
    }
    return show(c, <LostPage page={withoutCookie(await platform.page(c), '/lapor')} why={why} />, 403);
  };

  routes.get('/lapor', async (c) => {
    const page = await platform.page(c);
    const { day } = await situation(page.lang);
    const { places } = await placeChoices(db, null, day);
    const legalNow = page.demo?.legalNow ?? null;
    return show(c, <StartPage page={withoutCookie(page, '/lapor')} open={places.length > 0} legalNow={legalNow} />);
  });

  routes.get('/lapor/apa', (c) => showStep(c, 'apa', newDraft(platform.random, platform.realNow())));
  // An address that was opened by hand: the answers were never in the address.
  routes.get('/lapor/:step', async (c) => {
    const step = c.req.param('step');
    if (!isStepId(step) && step !== 'kirim') return platform.problem(c, 'not-found');
    return c.redirect((await platform.page(c)).to('/lapor'), 303);
  });

  routes.post('/lapor/kirim', limit, async (c) => {
    if (!(await platform.limits.take('report-submit', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const typed = await typedOf(c);
    const draft = readDraft(keys, typedText(typed, 'draft'), platform.realNow());
    if (!draft.ok) return showLost(c, 'kirim', draft.error);
    const page = await platform.page(c);
    const { asking, electionId, day } = await situation(page.lang);
    const answers = readAll(draft.value.answers, asking);
    if (typeof answers === 'string') return askAgain(c, answers, draft.value, asking);
    const place = await placeOf(draft.value, day);
    if (place === undefined) return askAgain(c, 'di-mana', draft.value, asking);
    const sent = await service.send(draft.value, answers, place);
    // Answered directly with 200: a refresh sends the same draft, finds the same report and shows the same receipt, and the receipt
    // stands in no address, no cookie and no log.
    return show(
      c,
      <ReceiptPage
        page={withoutCookie(page, '/lapor')}
        sent={sent}
        review={reviewLimit(asking.law, electionId, sent.receivedAt, sent.zone)}
        legalNow={page.demo?.legalNow ?? null}
      />,
    );
  });

  routes.post('/lapor/bukti', async (c) => {
    if (!(await platform.limits.take('report-step', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const { lang } = await platform.page(c);
    const { day } = await situation(lang);
    // Closing afterwards, since a form that is refused half-way is not read to its end.
    c.header('connection', 'close');
    const uploads: Uploaded[] = [];
    const form = await readMultipart(
      c.env.incoming,
      {
        maxFields: 8,
        maxFieldBytes: MOST_FORM_BYTES,
        maxFiles: MOST_FILES,
        maxTotalBytes: MOST_FILES * MOST_BYTES + 2_000_000,
      },
      async (file) => {
        const draft = readDraft(keys, file.fieldsSoFar.get('draft')?.[0] ?? '', platform.realNow());
        const place = draft.ok ? await placeOf(draft.value, day) : undefined;
        if (!draft.ok || place === undefined) return;
        if (!(await platform.limits.take('upload', c.get('addressMark')))) return;
        const { office } = place;
        const { fileName, contents } = file;
        const result = await deps.evidence.receive({
          draftKey: uploadKey(keys, draft.value),
          office,
          fileName,
          contents,
        });
        uploads.push({ fileName, result });
      },
      // What arrived whole stays, also when the line broke later: it is listed, and sending it again keeps it once.
      async () => {},
    );
    const { fields } = form.ok ? form.value : form.error;
    const field = (name: string): string => fields.get(name)?.[0] ?? '';
    const read = readDraft(keys, field('draft'), platform.realNow());
    if (!read.ok) {
      if (!form.ok && form.error.problem.kind === 'too-big' && read.error === 'missing')
        return platform.problem(c, 'too-large');
      return showLost(c, 'bukti', read.error);
    }
    const words = wizardWords(lang).wrong.file;
    const errors: FieldError[] = [];
    const names: Record<string, string> = { ...read.value.names };
    for (const { fileName, result } of uploads) {
      if (result.ok) names[result.value.id] = fileName;
      else errors.push({ field: 'files', message: refusalWords(lang, fileName, result.error) });
    }
    if (!form.ok) {
      const { kind } = form.error.problem;
      errors.push({ field: 'files', message: kind === 'too-big' || kind === 'too-many-files' ? words.all : words.cut });
    }
    const remove = field('remove');
    if (remove !== '') {
      await deps.evidence.removeFromDraft(uploadKey(keys, read.value), remove);
      delete names[remove];
    }
    const draft: Draft = { ...read.value, names };
    if (errors.length > 0) return showStep(c, 'bukti', draft, { errors });
    const go = field('go');
    if (go === 'back') return showPrevious(c, 'bukti', draft);
    if (go === 'stay' || remove !== '') return showStep(c, 'bukti', draft);
    return showNext(c, 'bukti', draft);
  });

  routes.post('/lapor/:step', limit, async (c) => {
    const step = c.req.param('step');
    if (!isStepId(step)) return platform.problem(c, 'not-found');
    if (!(await platform.limits.take('report-step', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const all = await typedOf(c);
    const read = readDraft(keys, typedText(all, 'draft'), platform.realNow());
    if (!read.ok) return showLost(c, step, read.error);
    const typed = pageTyping(all, step);
    if (typed === undefined) return platform.problem(c, 'bad-request');
    const go = typedText(all, 'go');
    const kept = isAsking(step) ? withAnswers(read.value, step, toKeep(step, typed)) : read.value;
    const draft = step === 'apa' ? withStory(kept, typed.story) : kept;
    if (go === 'suggest' && step === 'apa') {
      const { lang } = await platform.page(c);
      const errors = (typed.story ?? '').trim() === '' ? [emptyStoryError(lang)] : [];
      return showStep(c, step, draft, { typed, errors });
    }
    if (go === 'stay') return showStep(c, step, draft);
    if (go === 'back') return showPrevious(c, step, draft);
    const target = go.startsWith('to-') ? go.slice(3) : '';
    if (isStepId(target)) return showStep(c, target, draft);
    if (!isAsking(step)) return showNext(c, step, draft);

    const { lang } = await platform.page(c);
    const { asking, day } = await situation(lang);
    const judged = checkPage(step, typed, asking);
    // The draft stays as it was until the answer holds; what was typed is on the page.
    if (!judged.ok) return showStep(c, step, read.value, { typed, errors: judged.errors });
    return step === 'di-mana' ? showAfterPlace(c, draft, typed, lang, day) : showNext(c, step, draft);
  });

  /** After a place was chosen: narrow it down, refuse it, or go on and tell which office it will be. */
  const showAfterPlace = async (
    c: Ctx,
    draft: Draft,
    typed: Typing,
    lang: Language,
    day: string,
  ): Promise<Response> => {
    const words = wizardWords(lang);
    const place = await placeOf(draft, day);
    if (place === undefined) {
      const errors = [{ field: 'region', message: words.wrong.regionGone }];
      return showStep(c, 'di-mana', draft, { typed, errors });
    }
    const { region, office } = place;
    const narrowed = typed.within === region.id || region.level === 'nation';
    if (!narrowed && (await placeChoices(db, null, day)).narrowing && (await hasParts(db, region.id, day))) {
      return showStep(c, 'di-mana', draft, { typed: { ...typed, within: region.id } });
    }
    const moved = await deps.evidence.dropOthers(uploadKey(keys, draft), office.id);
    const before = (
      <>
        <Notice lang={lang} title={words['di-mana'].office(office.name)} />
        {moved === 0 ? null : (
          <Callout lang={lang} kind="warn">
            <p>{words['di-mana'].moved(formatNumber(moved, lang))}</p>
          </Callout>
        )}
      </>
    );
    return showNext(c, 'di-mana', draft, before);
  };

  return routes;
}

interface Uploaded {
  readonly fileName: string;
  readonly result: Result<EvidenceFile, UploadRefusal>;
}

/** A story told on the first page waits on its own page. */
function withStory(draft: Draft, story: string | undefined): Draft {
  const there = draft.answers.cerita?.story ?? '';
  return story === undefined || story === there ? draft : withAnswers(draft, 'cerita', { story });
}

/** The typing of one page, without draft and button; undefined when a field is there that the page does not have. */
function pageTyping(all: Typed, step: StepId): Typing | undefined {
  const known: readonly string[] = fieldsOf[step];
  const typed: Record<string, string> = {};
  for (const name of Object.keys(all)) {
    if (name === 'draft' || name === 'go') continue;
    if (!known.includes(name)) return undefined;
    typed[name] = typedText(all, name);
  }
  return typed;
}

function refusalWords(lang: Language, fileName: string, refusal: UploadRefusal): string {
  const words = wizardWords(lang).wrong.file;
  switch (refusal.kind) {
    case 'type-not-allowed':
      return words.type(fileName);
    case 'heic':
      return words.heic(fileName);
    case 'empty':
      return words.empty(fileName);
    case 'too-big':
      return words.big(fileName);
    case 'broken':
    case 'interrupted':
      return words.broken(fileName);
    case 'too-many':
      return words.many(fileName);
    case 'storage-failed':
      return words.ours(fileName);
    case 'no-room':
      return words.room(fileName);
    default:
      return unreachable(refusal);
  }
}
