/** All lessons, and which one belongs to a duty. */
import type { Lesson } from './lesson.ts';
import { contract } from './texts/contract.ts';
import { districtHead } from './texts/district-head.ts';
import { general } from './texts/general.ts';
import { healthWorker } from './texts/health-worker.ts';
import { official } from './texts/official.ts';
import { socialMedia } from './texts/social-media.ts';
import { spouse } from './texts/spouse.ts';
import { teacher } from './texts/teacher.ts';

export const lessons: readonly Lesson[] = [
  general,
  teacher,
  districtHead,
  official,
  healthWorker,
  socialMedia,
  spouse,
  contract,
];

export function findLesson(slug: string): Lesson | undefined {
  return lessons.find((lesson) => lesson.slug === slug);
}
