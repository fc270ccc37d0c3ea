/** Pure: one going through of a lesson, as letters: b breach, f fine, d disputed, - not answered yet. Only first answers count. */
import { answers, type Lesson, type LessonAnswer, letterOf, type Screen, tellOf } from './lesson.ts';
import { retestOf } from './spacing.ts';

const shape = /^[bfd-]{1,12}$/;

export function answerAt(letters: string, index: number): LessonAnswer | undefined {
  const letter = letters[index];
  return answers.find((answer) => letterOf[answer] === letter);
}

/** Letters as a form carries them; anything else begins anew. */
export function readLetters(text: string, count: number): string {
  return shape.test(text) && text.length === count ? text : '-'.repeat(count);
}

/** The letters with a first answer in its place; a second one changes nothing. */
export function withAnswer(letters: string, index: number, answer: LessonAnswer): string {
  if (letters[index] !== '-') return letters;
  return letters.slice(0, index) + letterOf[answer] + letters.slice(index + 1);
}

export function isWhole(letters: string): boolean {
  return !letters.includes('-');
}

/** Places of the asked screens that were wrong at first. */
export function wrongOf(asked: readonly Screen[], letters: string): readonly number[] {
  return asked.flatMap((screen, index) => (answerAt(letters, index) === tellOf(screen).right ? [] : [index]));
}

/**
 * Which screens a round asks: all of them first, a few in re-tests.
 * @param earlier letters of the rounds before, the first of them round 0
 */
export function askedIn(
  lesson: Lesson,
  round: number,
  earlier: readonly string[],
  questions: number,
): readonly Screen[] {
  let asked = lesson.screens;
  for (let at = 1; at <= round; at += 1) {
    const before = asked;
    const wrong = wrongOf(before, earlier[at - 1] ?? '').flatMap((index) => {
      const screen = before[index];
      return screen === undefined ? [] : [lesson.screens.indexOf(screen)];
    });
    asked = retestOf(lesson.screens.length, at, wrong, questions).flatMap((index) => lesson.screens[index] ?? []);
  }
  return asked;
}
