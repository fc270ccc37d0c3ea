/** The door of lessons: short, by duty, with answers from the rulebook; private to the learner. */
import type { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { lessonRoutes } from './lesson-routes.tsx';
import { type LessonService, lessonService } from './lesson-service.ts';

export interface LessonsFeature {
  readonly service: LessonService;
  readonly routes: Hono<Env>;
}

export function lessonsFeature(platform: Platform): LessonsFeature {
  const service = lessonService(platform);
  return { service, routes: lessonRoutes(platform, service) };
}
