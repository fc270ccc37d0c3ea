/** The door of the exchange with SIASN and I'DIS: files that leave, and results that come back as steps of cases. */
import type { Hono } from 'hono';
import type { Operation } from '../../platform/api/index.ts';
import type { Env } from '../../platform/http/env.ts';
import { importService } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { CasesFeature } from '../cases/index.ts';
import { registerOperations } from './register-api.ts';
import { registerImports } from './register-imports.ts';
import { registerRoutes } from './register-routes.tsx';
import { registerService } from './register-service.ts';

export { isRegisterUpload } from './register-routes.tsx';

export interface DisciplineRegisterFeature {
  readonly routes: Hono<Env>;
  readonly operations: readonly Operation[];
}

export interface DisciplineRegisterOptions {
  readonly cases: Pick<CasesFeature, 'service'>;
  /** For files while they are read. */
  readonly folder: string;
}

/** Results are small: a row is some numbers and a day. */
const MAX_BYTES = 2 * 1024 * 1024;

export function disciplineRegisterFeature(
  platform: Platform,
  { cases, folder }: DisciplineRegisterOptions,
): DisciplineRegisterFeature {
  const { db, uuid, realNow } = platform;
  const service = registerService(platform);
  const kinds = registerImports({ platform, cases: cases.service });
  const imports = importService({ db, uuid, realNow, folder, maxBytes: MAX_BYTES }, kinds);
  return {
    routes: registerRoutes(platform, { service, imports, kinds }),
    operations: registerOperations(service, imports, kinds),
  };
}
