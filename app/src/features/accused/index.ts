/** The door of the accused: notices by officers, and the own file that a person opens with the code of a letter. */
import { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import type { CasePanel, CasesFeature } from '../cases/index.ts';
import type { EvidenceService } from '../evidence/index.ts';
import type { ReportReadModel } from '../reports/index.ts';
import { noticeRoutes } from './notice-routes.tsx';
import { type NoticeService, noticeService } from './notice-service.ts';
import { type OwnFileService, ownFileService } from './own-file.ts';
import { ownFileRoutes } from './own-file-routes.tsx';
import { untoldPanel } from './untold-panel.tsx';

export { openAnswer } from './notice-service.ts';
export type { OwnFile, OwnFileService } from './own-file.ts';
export { isAnswerUpload } from './own-file-routes.tsx';
export type { Told } from './told.ts';
export { type VisitActor, visitorOf } from './visit.ts';

export interface AccusedFeature {
  readonly notices: NoticeService;
  readonly files: OwnFileService;
  readonly routes: Hono<Env>;
  /** On the page of a case: whom nobody has told. */
  readonly panel: CasePanel;
}

export interface AccusedOptions {
  readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
  readonly evidence: EvidenceService;
  readonly reports: Pick<ReportReadModel, 'reportForCase'>;
  readonly workshop: Pick<Workshop, 'renderPdf'>;
}

export function accusedFeature(platform: Platform, options: AccusedOptions): AccusedFeature {
  const { cases, evidence, reports, workshop } = options;
  const notices = noticeService(platform, evidence);
  const files = ownFileService(platform, evidence);
  const routes = new Hono<Env>();
  routes.route('/', noticeRoutes({ platform, cases, notices, reports, workshop }));
  routes.route('/', ownFileRoutes({ platform, files, evidence }));
  return { notices, files, routes, panel: untoldPanel(notices) };
}
