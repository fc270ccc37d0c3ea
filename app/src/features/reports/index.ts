/** The door of reports: what people outside the supervisors tell, and what they see of it afterwards. */
import { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { type ReportReadModel, reportReadModel } from './report-read-model.ts';
import { type ReportDeps, type ReportService, reportService } from './report-service.ts';
import { statusRoutes } from './status-pages.tsx';
import { wizardRoutes } from './wizard-routes.tsx';

export { type ActWords, isActKind, offeredActs, wordsOfAct } from './act-words.ts';
export type {
  OfficeReport,
  ReportAddition,
  ReporterIdentity,
  ReportReadModel,
  ReportWords,
} from './report-read-model.ts';
export type { OpenCase, ReportDeps, ReportKind } from './report-service.ts';
export { readStatusPass, statusPass } from './status-pass.ts';
export { withoutCookie } from './wizard-parts.tsx';

export interface ReportsFeature {
  readonly service: ReportService;
  readonly readModel: ReportReadModel;
  readonly routes: Hono<Env>;
}

export function reportsFeature(platform: Platform, deps: ReportDeps): ReportsFeature {
  const service = reportService(platform, deps);
  const routes = new Hono<Env>();
  // The status page first: its address lies beside those of the form.
  routes.route('/', statusRoutes(platform, deps.evidence));
  routes.route('/', wizardRoutes(platform, deps, service));
  return { service, readModel: reportReadModel(deps.evidence), routes };
}
