/** The door of documents: drafts from the case, numbered and signed letters, the letterhead of an office, and the public check. */
import { Hono } from 'hono';
import type { Operation } from '../../platform/api/index.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import type { NavItem } from '../../ui/index.ts';
import type { CasePanel, CasesFeature } from '../cases/index.ts';
import type { ReportReadModel } from '../reports/index.ts';
import { checkRoutes } from './check-routes.tsx';
import { documentOperations } from './document-api.ts';
import { documentRoutes } from './document-routes.tsx';
import { type DocumentService, documentService } from './document-service.ts';
import { documentNav, officeRoutes } from './office-routes.tsx';
import { documentPanel } from './panel.tsx';
import { localSigner, type Signer } from './signer.ts';

export { sealedDocuments } from './sealed-documents.ts';
export type { Signature, Signer, Statement } from './signer.ts';

export interface DocumentsFeature {
  readonly service: DocumentService;
  readonly routes: Hono<Env>;
  readonly panel: CasePanel;
  readonly operations: readonly Operation[];
  navFor(member: Member, lang: Language): readonly NavItem[];
}

export interface DocumentsOptions {
  readonly cases: Pick<CasesFeature, 'readModel' | 'service'>;
  readonly reports: Pick<ReportReadModel, 'reportForCase' | 'opensReport' | 'openIdentity'>;
  readonly workshop: Pick<Workshop, 'renderOwn'>;
  /** Another signer than the key of this instance. */
  readonly signer?: Signer;
}

export function documentsFeature(platform: Platform, options: DocumentsOptions): DocumentsFeature {
  const { cases, reports, workshop } = options;
  const signer = options.signer ?? localSigner(platform.keys);
  const service = documentService(platform, { workshop, reports, signer });
  const routes = new Hono<Env>();
  routes.route('/', documentRoutes({ platform, cases, service }));
  routes.route('/', officeRoutes(platform, service));
  routes.route('/', checkRoutes(platform, service));
  return {
    service,
    routes,
    panel: documentPanel(service),
    operations: documentOperations({ cases, service }),
    navFor: documentNav,
  };
}
