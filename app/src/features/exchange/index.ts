/** The door of the exchange: acknowledgements of hand-overs, and hand-overs that leave and enter as files. */
import type { Hono } from 'hono';
import type { Operation } from '../../platform/api/index.ts';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import type { CasePanel } from '../cases/index.ts';
import { exchangeOperations } from './exchange-api.ts';
import { exchangeRoutes } from './exchange-routes.tsx';
import { type ExchangeOptions, type ExchangeService, exchangeService } from './exchange-service.ts';
import { foreignHistoryPanel } from './foreign-history.tsx';

export { ACK_FORMAT, type Acknowledgement } from './acknowledgement.ts';
export { isExchangeUpload, PASSPHRASE_LENGTH } from './exchange-routes.tsx';
export type { ExchangeService } from './exchange-service.ts';

export interface ExchangeFeature {
  readonly service: ExchangeService;
  readonly routes: Hono<Env>;
  readonly operations: readonly Operation[];
  /** On the page of a case that came in a file. */
  readonly panel: CasePanel;
}

export function exchangeFeature(platform: Platform, options: ExchangeOptions): ExchangeFeature {
  const service = exchangeService(platform, options);
  return {
    service,
    routes: exchangeRoutes(platform, service),
    operations: exchangeOperations(service),
    panel: foreignHistoryPanel(platform),
  };
}
