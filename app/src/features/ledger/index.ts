/** The door of the public log: sealing, proofs, receipts, and what outsiders and offices see of it. */
import { rulebookVersion } from '@netra/rulebook';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Platform } from '../../platform/platform.ts';
import { logFiles } from './log-files.ts';
import { ledgerService } from './log-service.ts';
import { startSealing } from './sealing-timer.ts';
import { verifierRoutes } from './verifier/verifier-routes.tsx';

export { type FileVerdict, readKeyFile, verifyFile } from './cli-verify.ts';
export type { LedgerService, LogHealth } from './log-service.ts';
export { type Alarm, lookOnce, type MirrorReport } from './mirror.ts';

export { type SealState, sealState } from './seal-state.ts';
export { receiptFileName, SealQrPage, SealSection } from './seal-view.tsx';
export { sealWords } from './words.ts';

export interface LedgerOptions {
  /** Name of the log where it begins: the address people type, without scheme, and `/log`. Later changes of the address do not change it. */
  readonly origin: string;
  /** Leaves of the smallest batch. */
  readonly batchSize: number;
  /** The built file that checks receipts without internet. */
  readonly offlineFile: string;
}

export function ledgerFeature(platform: Platform, options: LedgerOptions) {
  const { db, keys, random, realNow, logMinutes: minutes } = platform;
  const service = ledgerService({ db, keys, random, realNow, minutes, ...options });
  return {
    service,
    routes: logFiles(db, service).route('/', verifierRoutes(platform, service, options)),
    start: () => startSealing(service, realNow, platform.log),
    /** The version of the rulebook that this instance decides by, noted once, so that nobody can say later it was another. */
    noteRulebook: () =>
      runAs(db, { kind: 'system' }, (tx) =>
        service.note(tx, `rulebook ${rulebookVersion}`, {
          kind: 'rulebook-version',
          at: Temporal.Instant.fromEpochMilliseconds(realNow()).toString(),
          body: 'netra',
          version: rulebookVersion,
        }),
      ),
  };
}
