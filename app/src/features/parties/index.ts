/** The door of parties and candidates: notices and who acknowledged them, and registers of campaign teams for the check of interests. */
import type { Hono } from 'hono';
import { jsx } from 'hono/jsx';
import type { Operation } from '../../platform/api/index.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { type ImportKind, type ImportService, importService } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import type { CasePanel } from '../cases/index.ts';
import { partyOperations } from './party-api.ts';
import { partyImports } from './party-imports.ts';
import { home, InterestPanel } from './party-pages.tsx';
import { partyRoutes } from './party-routes.tsx';
import { LETTER_QUEUE, mayRead, type PartyService, partyService } from './party-service.ts';
import { partyWords } from './words.ts';

export type { ParticipantKind } from './party.ts';
export { seedParties } from './party-demonstration.ts';
export { readPublicParties } from './party-read.ts';
export { isPartyLink, isPartyUpload } from './party-routes.tsx';
export { noticeLink } from './party-service.ts';

/** Letters leave within the hour after sending; reminders on their day. A run that finds none does nothing. */
const HOURLY = '7 * * * *';
const MAX_BYTES = 8 * 1024 * 1024;

export interface PartiesFeature {
  readonly service: PartyService;
  readonly imports: ImportService;
  readonly kinds: readonly ImportKind[];
  readonly routes: Hono<Env>;
  readonly operations: readonly Operation[];
  readonly panels: readonly CasePanel[];
  navFor(member: Member, lang: Language): readonly NavItem[];
}

export interface PartiesOptions {
  /** For files while they are read. */
  readonly folder: string;
  readonly electionId: () => Promise<string>;
}

export function partiesFeature(platform: Platform, { folder, electionId }: PartiesOptions): PartiesFeature {
  const { db, uuid, realNow } = platform;
  const service = partyService(platform);
  const kinds = partyImports({ platform, electionId });
  const imports = importService({ db, uuid, realNow, folder, maxBytes: MAX_BYTES }, kinds);
  platform.jobs.define(LETTER_QUEUE, { cron: HOURLY, retryLimit: 2 }, async () => {
    await service.writeLetters();
    await service.forget();
  });
  const render: CasePanel['render'] = async ({ page, member }, view) => {
    if (view.closedAt !== null || view.erased || !mayRead(member)) return null;
    const { id: caseId, electionId: election, regionId } = view;
    const found = await service.interests(member, { caseId, electionId: election, regionId });
    return found.mine.length + found.holders.length === 0 ? null : jsx(InterestPanel, { page, view, found });
  };
  return {
    service,
    imports,
    kinds,
    routes: partyRoutes({ platform, service, imports, kinds, electionId }),
    operations: partyOperations({ platform, service, electionId }),
    // On the page it follows every change of the register; on the form it stands where an interest is asked for.
    panels: [
      { place: 'rail', render },
      { place: { form: ['accept-handover'] }, render },
    ],
    navFor: (member, lang) =>
      mayRead(member) ? [{ href: home, label: partyWords(lang).nav, count: null, current: false }] : [],
  };
}
