import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { Visitor } from '../accounts/visitor.fixture.ts';
import { type Pages, pagesOf } from '../demonstration/pages.fixture.ts';
import { findLesson, lessons } from './catalog.ts';
import { type LessonsFeature, lessonsFeature } from './index.ts';
import { type Lesson, letterOf, tellOf } from './lesson.ts';
import { lessonService } from './lesson-service.ts';

let app: TestApp;
let country: TestCountry;
let pages: Pages;
let feature: LessonsFeature;
let learner: Member;
let other: Member;
const teacher = lessonOf('guru');

function lessonOf(slug: string): Lesson {
  const lesson = findLesson(slug);
  if (lesson === undefined) throw new Error(`no lesson ${slug}`);
  return lesson;
}

beforeAll(async () => {
  app = await startTestApp();
  country = await foundCountry(app.owner);
  pages = pagesOf(app, (platform) => {
    feature = lessonsFeature(platform);
    return feature.routes;
  });
  learner = await country.person('Guru Contoh', [country.bodies.agency, 'asn']);
  other = await country.person('Guru Lain', [country.bodies.agency, 'asn']);
});
afterAll(() => app.end());

const setDay = (day: string): void => app.clock.set(Temporal.Instant.from(`${day}T03:00:00Z`));
const kept = () => app.owner.selectFrom('lesson_run').selectAll().orderBy('round').execute();
const rightFor = (lesson: Lesson, index: number): string => {
  const screen = lesson.screens[index];
  if (screen === undefined) throw new Error('no such screen');
  return tellOf(screen).right;
};

describe('two answers at once', () => {
  it('are both kept, and of two to one question the first', async () => {
    setDay('2024-10-01');
    const person = await country.person('Guru Dua Jari', [country.bodies.agency, 'asn']);
    const service = lessonService(app.platform);
    await service.answer(person, teacher, 0, 'breach');
    await Promise.all([1, 2, 3].map((index) => service.answer(person, teacher, index, 'fine')));
    await service.answer(person, teacher, 1, 'breach');
    const letters = (await service.standing(person, teacher)).run?.letters;
    await service.erase(person);
    expect(letters?.slice(0, 4)).toBe('bfff');
  });
});

describe('a visitor', () => {
  it('goes through a lesson by forms alone, and nothing is kept', async () => {
    const visitor = new Visitor(app.hono);
    let { html } = await visitor.get('/pelajaran/guru');
    for (let index = 0; index < teacher.screens.length; index += 1) {
      expect(html).toContain(`Situasi ${index + 1} dari ${teacher.screens.length}`);
      const answered = await visitor.submit(html, '/pelajaran/guru', { jawab: rightFor(teacher, index) });
      expect(answered.status).toBe(200);
      expect(answered.html).toContain('Jawaban aturan');
      expect(answered.html).toMatch(/href="\/hukum\/aturan\//);
      html = (await visitor.submit(answered.html, '/pelajaran/guru', {})).html;
    }
    expect(html).toContain(`${teacher.screens.length} dari ${teacher.screens.length} benar`);
    expect(html).toContain('tidak ada yang disimpan');
    expect(await kept()).toEqual([]);
  });

  it('is told what is missing, and cannot change a first answer', async () => {
    const visitor = new Visitor(app.hono);
    const { html } = await visitor.get('/pelajaran/guru');
    const none = await visitor.submit(html, '/pelajaran/guru', {});
    expect(none.status).toBe(422);
    expect(none.html).toContain('Pilih satu jawaban.');
    const once = await visitor.submit(html, '/pelajaran/guru', { jawab: 'breach' });
    const letters = /name="jawaban" value="([^"]*)"/.exec(once.html)?.[1];
    expect(letters).toBe(`b${'-'.repeat(teacher.screens.length - 1)}`);
    const twice = await visitor.submit(html, '/pelajaran/guru', { jawab: 'fine', jawaban: letters ?? '' });
    expect(/name="jawaban" value="([^"]*)"/.exec(twice.html)?.[1]).toBe(letters);
  });

  it('finds every lesson, in both languages; others are no address', async () => {
    const list = await new Visitor(app.hono).get('/pelajaran');
    for (const lesson of lessons) {
      expect(list.html).toContain(`/pelajaran/${lesson.slug}`);
      expect((await new Visitor(app.hono).get(`/en/pelajaran/${lesson.slug}`)).html).toContain(lesson.title.en);
    }
    expect((await new Visitor(app.hono).get('/pelajaran/sejarah')).status).toBe(404);
    expect((await new Visitor(app.hono).post('/pelajaran/hapus', {})).status).toBe(403);
    const odd = await new Visitor(app.hono).submit(
      (await new Visitor(app.hono).get('/pelajaran/guru')).html,
      '/pelajaran/guru',
      {
        langkah: '999',
        jawaban: 'xyz',
        lanjut: '1',
      },
    );
    expect([200, 303, 403]).toContain(odd.status);
  });
});

/** Answers all screens of the round that is open. @param wrong places to answer wrongly */
async function goThrough(member: Member, lesson: Lesson, wrong: readonly number[] = []): Promise<string> {
  let html = '';
  for (;;) {
    const { run } = await feature.service.standing(member, lesson);
    const index = run?.letters.indexOf('-') ?? -1;
    if (run === undefined || index < 0) return html;
    const screen = run.asked[index];
    if (screen === undefined) throw new Error('no screen');
    const { right } = tellOf(screen);
    const jawab = wrong.includes(index) ? (right === 'breach' ? 'fine' : 'breach') : right;
    ({ html } = await pages.send(`/pelajaran/${lesson.slug}`, { jawab, langkah: String(index) }, member));
  }
}

describe('somebody with an account', () => {
  it('finds the answers again and goes on where they end', async () => {
    setDay('2024-10-04');
    await pages.send('/pelajaran/guru', { jawab: 'fine', langkah: '0' }, learner);
    const { html } = await pages.open('/pelajaran/guru', learner);
    expect(html).toContain(`Situasi 2 dari ${teacher.screens.length}`);
    expect((await pages.open('/pelajaran', learner)).html).toContain('Lanjutkan');
    expect((await pages.open('/pelajaran/guru', other)).html).toContain('Situasi 1 dari');
  });

  it('ends with a result that only this person sees, and a day for the re-test', async () => {
    await goThrough(learner, teacher, [1]);
    const rows = await kept();
    expect(rows).toMatchObject([{ user_id: learner.userId, round: 0, right_first: 5, finished_on: '2024-10-04' }]);
    const letters = rows[0]?.answers ?? '';
    const end = await pages.send(
      '/pelajaran/guru',
      { lanjut: '1', langkah: '6', jawaban: letters, jawab: null },
      learner,
    );
    expect(end.html).toContain('5 dari 6 benar');
    expect(end.html).toContain('Tes ulang Jumat, 11 Oktober 2024');
    const seen = await runAs(app.platform.db, { kind: 'member', userId: other.userId }, (tx) =>
      tx.selectFrom('lesson_run').selectAll().execute(),
    );
    expect(seen).toEqual([]);
    for (const role of ['inspectorate', 'superior', 'admin'] as const) {
      const office = await country.person(`Petugas ${role}`, [
        role === 'admin' ? country.bodies.bawaslu : country.bodies.agency,
        role,
      ]);
      const rowsSeen = await runAs(app.platform.db, { kind: 'member', userId: office.userId }, (tx) =>
        tx.selectFrom('lesson_run').selectAll().execute(),
      );
      expect(rowsSeen).toEqual([]);
    }
  });

  it('is asked again when the day has come, what was wrong among it; before that it is practice and keeps nothing', async () => {
    setDay('2024-10-08');
    expect((await feature.service.standing(learner, teacher)).run).toBeUndefined();
    await pages.send('/pelajaran/guru', { jawab: 'fine', langkah: '0' }, learner);
    expect(await kept()).toHaveLength(1);
    setDay('2024-10-11');
    expect((await pages.open('/pelajaran', learner)).html).toContain('Saatnya diulang');
    const { run } = await feature.service.standing(learner, teacher);
    expect(run?.asked).toHaveLength(3);
    expect(run?.asked).toContain(teacher.screens[1]);
    expect((await pages.open('/pelajaran/guru', learner)).html).toContain('Tes ulang');
    await goThrough(learner, teacher);
    expect((await kept()).map((row) => [row.round, row.right_first])).toEqual([
      [0, 5],
      [1, 3],
    ]);
    expect((await feature.service.standing(learner, teacher)).next?.on).toBe('2024-11-01');
  });

  it('cannot write for somebody else, nor change what is finished', async () => {
    const forOther = runAs(app.platform.db, { kind: 'member', userId: other.userId }, (tx) =>
      tx
        .insertInto('lesson_run')
        .values({
          user_id: learner.userId,
          lesson: 'umum',
          election_id: 'x',
          round: 0,
          answers: 'b',
          started_on: '2024-10-11',
        })
        .execute(),
    );
    await expect(forOther).rejects.toThrow(/row-level security/);
    const before = await kept();
    await pages.send('/pelajaran/guru', { jawab: 'disputed', langkah: '0' }, learner);
    expect(await kept()).toEqual(before);
  });

  it('erases everything, and only the own', async () => {
    await pages.send('/pelajaran/umum', { jawab: 'breach', langkah: '0' }, other);
    const page = await pages.open('/pelajaran', learner);
    expect(page.html).toContain('action="/pelajaran/hapus"');
    expect(await feature.service.erase(learner)).toBe(2);
    expect((await kept()).map((row) => row.user_id)).toEqual([other.userId]);
    expect((await kept())[0]?.answers).toBe(`${letterOf.breach}-----`);
  });
});
