import { assess, getElection, parseFacts } from '@netra/rulebook';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duties } from '../roster/index.ts';
import { findLesson, lessons } from './catalog.ts';
import { answerOf, tellOf, values } from './lesson.ts';
import { nextTest, retestOf, spacingOn } from './spacing.ts';

const screens = lessons.flatMap((lesson) => lesson.screens.map((screen) => ({ lesson: lesson.slug, screen })));

describe('the texts of lessons', () => {
  it('there is one for every duty of the roster, and one for PPPK', () => {
    for (const duty of duties) expect(lessons.filter((lesson) => lesson.duty === duty)).toHaveLength(1);
    expect(findLesson('pppk')).toBeDefined();
    expect(findLesson('bukan-pelajaran')).toBeUndefined();
  });

  it.each(lessons)(
    '$slug has five to seven screens with ids of their own, more than one right answer, and several values',
    (lesson) => {
      expect(lesson.screens.length).toBeGreaterThanOrEqual(5);
      expect(lesson.screens.length).toBeLessThanOrEqual(7);
      expect(new Set(lesson.screens.map((screen) => tellOf(screen).right)).size).toBeGreaterThan(1);
      expect(new Set(lesson.screens.map((screen) => screen.value)).size).toBeGreaterThanOrEqual(5);
    },
  );

  it('no id stands twice', () => {
    expect(new Set(screens.map(({ screen }) => screen.id)).size).toBe(screens.length);
    expect(new Set(lessons.map((lesson) => lesson.slug)).size).toBe(lessons.length);
  });

  it.each(screens)(
    '$screen.id: the rulebook takes the facts, answers, and the rule it is about holds',
    ({ screen }) => {
      const parsed = parseFacts(JSON.parse(JSON.stringify(screen.facts)));
      expect(parsed).toEqual({ ok: true, value: screen.facts });
      const found = assess(screen.facts);
      expect(answerOf(found)).toBeDefined();
      expect(found.trace.find((entry) => entry.rule === screen.rule)?.holds).toBe(true);
      const told = tellOf(screen);
      expect(told.reasons.length).toBeGreaterThan(0);
      expect(told.grounds.map(({ id }) => id)).toContain(screen.rule);
      expect(told.grounds.every(({ cite }) => cite.length > 5)).toBe(true);
      expect(Object.keys(values)).toContain(screen.value);
      for (const text of [screen.story, screen.tip])
        for (const words of [text.id, text.en]) expect(words.trim().length).toBeGreaterThan(15);
    },
  );

  it('give no answer away: no story says what is allowed', () => {
    for (const { screen } of screens)
      expect(`${screen.story.id} ${screen.story.en}`).not.toMatch(/melanggar|dilarang|boleh|breach|forbidden|allowed/i);
  });
});

describe('asking again', () => {
  const election = getElection('pilkada-2024');

  it('comes after a week, three weeks and two months, or three days before a stage', () => {
    expect(nextTest([], election)).toBeUndefined();
    expect(nextTest(['2024-08-01'], election)).toEqual({ on: '2024-08-08', stage: undefined });
    expect(nextTest(['2024-08-01', '2024-08-08'], election)).toEqual({ on: '2024-08-29', stage: undefined });
    expect(nextTest(['2024-08-01', '2024-08-08', '2024-08-29'], election)).toEqual({
      on: '2024-09-19',
      stage: 'penetapan-calon',
    });
    expect(nextTest(['2024-10-04', '2024-10-11', '2024-11-01'], election)).toEqual({
      on: '2024-11-21',
      stage: 'masa-tenang',
    });
  });

  it('ends with the voting', () => {
    expect(nextTest(['2024-11-25'], election)).toBeUndefined();
    expect(nextTest(['2024-12-25'], election)).toBeUndefined();
  });

  it('never comes sooner than three days, nor later than the distance, nor after the voting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 6 }), (day, times) => {
        const at = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
        const next = nextTest(
          Array.from({ length: times }, () => at),
          election,
        );
        if (next === undefined) return;
        const days = (Date.parse(next.on) - Date.parse(at)) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(3);
        expect(days).toBeLessThanOrEqual([7, 21, 60][Math.min(times, 3) - 1] ?? 0);
        expect(next.on <= election.votingOn).toBe(true);
      }),
    );
  });

  it('asks what was wrong first, and each screen again within a few rounds', () => {
    expect(retestOf(6, 1, [4], 3)).toEqual([0, 1, 4]);
    expect(retestOf(6, 1, [1, 2, 3, 5], 3)).toEqual([1, 2, 3]);
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 7 }), (count) => {
        const asked = new Set([1, 2, 3].flatMap((round) => [...retestOf(count, round, [], 3)]));
        expect(asked.size).toBe(count);
      }),
    );
    expect(spacingOn('2024-10-04').questions).toBe(3);
  });
});
