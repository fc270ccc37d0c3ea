/**
 * Addresses of lessons. Who is signed in finds the answers again; a visitor's stand in the form alone, so that nothing of them is kept anywhere, and
 * what a visitor could change there is nobody's but the own.
 */
import { Hono } from 'hono';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { signInFirst } from '../accounts/index.ts';
import { findLesson, lessons } from './catalog.ts';
import { answers, type Lesson, type LessonAnswer, type Screen } from './lesson.ts';
import type { LessonService } from './lesson-service.ts';
import { EndPage, LessonsPage, lessonPath, ScreenPage } from './lesson-views.tsx';
import { isWhole, readLetters, withAnswer } from './run.ts';
import { lessonWords } from './words.ts';

interface Going {
  readonly asked: readonly Screen[];
  readonly letters: string;
  readonly isRetest: boolean;
  /** Whether answers are kept. */
  readonly kept: boolean;
}

export function lessonRoutes(platform: Platform, service: LessonService): Hono<Env> {
  const routes = new Hono<Env>();
  const learner = (c: Ctx): Member | null => {
    const member = c.get('member');
    return member === null || member.mustEnrol ? null : member;
  };
  const empty = (asked: readonly Screen[]): string => '-'.repeat(asked.length);
  const practice = (lesson: Lesson, typed: string): Going => ({
    asked: lesson.screens,
    letters: readLetters(typed, lesson.screens.length),
    isRetest: false,
    kept: false,
  });
  /** The round that is under way for a member, or practice. */
  const goingOf = async (member: Member | null, lesson: Lesson, typed: string): Promise<Going> => {
    if (member === null) return practice(lesson, typed);
    const { run } = await service.standing(member, lesson);
    return run === undefined ? practice(lesson, typed) : { ...run, isRetest: run.round > 0, kept: true };
  };

  routes.get(lessonPath, async (c) => {
    const member = learner(c);
    const listed = await Promise.all(
      lessons.map(async (lesson) => ({
        lesson,
        standing: member === null ? undefined : await service.standing(member, lesson),
      })),
    );
    const page = await platform.page(c);
    return show(c, <LessonsPage page={page} listed={listed} erased={c.req.query('hapus') === 'ya'} />);
  });

  routes.post(`${lessonPath}/hapus`, async (c) => {
    const member = learner(c);
    if (member === null) return signInFirst(c, platform);
    await service.erase(member);
    return goTo(c, await platform.page(c), `${lessonPath}?hapus=ya`);
  });

  routes.get(`${lessonPath}/:slug`, async (c) => {
    const lesson = findLesson(c.req.param('slug'));
    if (lesson === undefined) return platform.problem(c, 'not-found');
    const going = await goingOf(learner(c), lesson, '');
    const index = Math.max(0, going.letters.indexOf('-'));
    const page = await platform.page(c);
    return show(c, <ScreenPage {...{ page, lesson, index, given: null }} {...going} />);
  });

  routes.post(`${lessonPath}/:slug`, async (c) => {
    const lesson = findLesson(c.req.param('slug'));
    if (lesson === undefined) return platform.problem(c, 'not-found');
    const member = learner(c);
    const page = await platform.page(c);
    const typed = await typedOf(c);
    const carried = typedText(typed, 'jawaban').slice(0, 20);
    const step = Math.trunc(Number(typedText(typed, 'langkah')) || 0);
    const going = await goingOf(member, lesson, carried);

    if (typedText(typed, 'lanjut') !== '') {
      // The last answer ended the round; what is shown now is that one, as the form carries it.
      const ended = readLetters(carried, carried.length);
      if (isWhole(ended) && step >= ended.length) return end(c, lesson, member, ended);
      const index = Math.min(Math.max(step, 0), going.asked.length - 1);
      return show(c, <ScreenPage {...{ page, lesson, index, given: null }} {...going} />);
    }
    const index = Math.min(Math.max(step, 0), going.asked.length - 1);
    const given = answerOf(typedText(typed, 'jawab'));
    if (given === undefined) {
      const errors = [{ field: 'jawab', message: lessonWords(page.lang).missing }];
      return show(c, <ScreenPage {...{ page, lesson, index, given: null, errors }} {...going} />, 422);
    }
    const letters =
      member !== null && going.kept
        ? ((await service.answer(member, lesson, index, given))?.letters ?? empty(going.asked))
        : withAnswer(going.letters, index, given);
    return show(c, <ScreenPage {...{ page, lesson, index, given }} {...going} letters={letters} />);
  });

  const end = async (c: Ctx, lesson: Lesson, member: Member | null, letters: string): Promise<Response> => {
    const page = await platform.page(c);
    const last = member === null ? undefined : await service.lastRun(member, lesson);
    // A round that was kept and just ended, or practice.
    const isLast = last !== undefined && last.letters === letters;
    const asked = isLast ? last.asked : lesson.screens;
    if (asked.length !== letters.length) return goTo(c, page, `${lessonPath}/${lesson.slug}`);
    const next = member !== null && isLast ? (await service.standing(member, lesson)).next : undefined;
    return show(c, <EndPage {...{ page, lesson, asked, letters, next }} kept={isLast} />);
  };

  return routes;
}

function answerOf(text: string): LessonAnswer | undefined {
  return answers.find((answer) => answer === text);
}
