/** The door of evidence: files that came with a report, sealed to the office that took it in. */
import type { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { type EvidenceDeps, type EvidenceService, evidenceService } from './evidence-service.ts';

export {
  type EvidenceFile,
  MOST_BYTES,
  MOST_FILES,
  type OfficeEvidence,
  shortHash,
  type UploadRefusal,
} from './evidence.ts';
export type { EvidenceService } from './evidence-service.ts';
export { unsentBytes } from './evidence-store.ts';
export { removeFilesLeft, removeFilesNow } from './files-to-remove.ts';
export { findOfficeKey, officeKeyBox, openOfficeKey } from './office-key.ts';

export interface EvidenceFeature {
  readonly service: EvidenceService;
  readonly routes: Hono<Env>;
}

export function evidenceFeature(platform: Platform, deps: EvidenceDeps): EvidenceFeature {
  const service = evidenceService(platform, deps);
  return { service, routes: evidenceRoutes(platform, service) };
}
