/** The door of the media desk: texts that came in, and what was read out of them. */
import type { Hono } from 'hono';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/page-context.ts';
import { mayRead, mediaRoutes } from './media-pages.tsx';
import { type MediaService, mediaService } from './media-service.ts';
import { readSeeds } from './seeds.ts';
import { mediaWords } from './words.ts';

export { extractCommand } from './extract-command.ts';
export { mediaOperations } from './media-api.ts';

export interface MediaFeature {
  readonly service: MediaService;
  readonly routes: Hono<Env>;
  /** The places of the desk that belong to the media desk; paths without language prefix. */
  navFor(member: Member, lang: Language): readonly NavItem[];
  /** Reads the articles that come with the product into the desk. Those that are there already stay as they are. Gives how many were new. */
  importSeeds(): Promise<number>;
}

export function mediaFeature(platform: Platform): MediaFeature {
  const service = mediaService(platform);
  return {
    service,
    routes: mediaRoutes(platform, service),
    navFor: (member, lang) =>
      mayRead(member) ? [{ href: '/media', label: mediaWords(lang).title, count: null, current: false }] : [],
    importSeeds: async () => service.addAll(await readSeeds()),
  };
}
