/** The door of the verification: completeness and likely duplicates, opening by hand, the desk of the task force, acts on many cases, seats. */
import type { Hono } from 'hono';
import type { Operation } from '../../platform/api/index.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { membershipsFor } from '../accounts/index.ts';
import type { CasePanel, CasesFeature } from '../cases/index.ts';
import { verifyingOffices } from './desk-read.ts';
import { verificationPanels } from './panels.tsx';
import { type VerificationDeps, verificationRoutes } from './routes.tsx';
import { verificationOperations } from './verification-api.ts';
import { type VerificationService, verificationService } from './verification-service.ts';
import { verificationWords } from './words.ts';

export interface VerificationFeature {
  readonly service: VerificationService;
  readonly routes: Hono<Env>;
  readonly panels: readonly CasePanel[];
  readonly operations: readonly Operation[];
  navFor(member: Member, lang: Language): readonly NavItem[];
}

export function verificationFeature(
  platform: Platform,
  options: {
    readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
    /** A text of the media desk that this person may read. */
    readonly findMedia: VerificationDeps['findMedia'];
  },
): VerificationFeature {
  const service = verificationService(platform, options.cases);
  return {
    service,
    routes: verificationRoutes({ platform, service, ...options }),
    panels: verificationPanels(platform),
    operations: verificationOperations(platform, { cases: options.cases }),
    navFor: (member, lang) => {
      if (member.mustEnrol) return [];
      const words = verificationWords(lang);
      const item = (href: string, label: string): NavItem => ({ href, label, count: null, current: false });
      return [
        ...(verifyingOffices(member).length > 0 ? [item('/verifikasi', words.nav)] : []),
        ...(membershipsFor(member, ['admin']).length > 0 ? [item('/admin/satgas', words.seats.title)] : []),
      ];
    },
  };
}
