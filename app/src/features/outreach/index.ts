/** The door of the outreach kit: posters, banners, cards, circulars and slides in the name of an office, and the short links on them. */
import type { Hono } from 'hono';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import type { NavItem } from '../../ui/index.ts';
import { checkKit } from './kit-form.ts';
import { home, proposal } from './outreach-pages.tsx';
import { outreachRoutes } from './outreach-routes.tsx';
import { type OutreachService, outreachService } from './outreach-service.ts';
import { pressOf } from './press.ts';
import { stageOn, stagesOfKit } from './stages.ts';
import { offered } from './statements.ts';
import { outreachWords } from './words.ts';

/** One kit of an office, as its form proposes it, for the demonstration. */
export async function seedOutreach(platform: Platform, member: Member): Promise<void> {
  const service = outreachService(platform);
  const [office] = service.officesOf(member);
  const { election, day } = await service.now();
  const law = platform.law.current();
  const stage = stageOn(stagesOfKit(law, election), day);
  if (office === undefined || stage === undefined) return;
  const known = offered(law, election, stage, 'umum');
  const chosen = checkKit(proposal(known, 'umum'), known, [], 'id');
  if ('errors' in chosen) return;
  const place = { bodyId: office.bodyId, duty: 'umum', stage: stage.id, lang: 'id' } as const;
  await service.make(member, platform.uuid(), place, chosen.chosen);
}

export interface OutreachFeature {
  readonly service: OutreachService;
  readonly routes: Hono<Env>;
  navFor(member: Member, lang: Language): readonly NavItem[];
}

export function outreachFeature(
  platform: Platform,
  { workshop }: { readonly workshop: Pick<Workshop, 'renderOwn' | 'drawOwn'> },
): OutreachFeature {
  const service = outreachService(platform);
  const press = pressOf(workshop, { publicUrl: platform.publicUrl, demo: platform.demo });
  return {
    service,
    routes: outreachRoutes({ platform, service, press }),
    navFor: (member, lang) =>
      service.officesOf(member).length === 0
        ? []
        : [{ href: home, label: outreachWords(lang).nav, count: null, current: false }],
  };
}
