/** The door of the public log: sealing, proofs, receipts, and what outsiders and offices see of it. */
import { rulebookVersion } from '@netra/rulebook';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { logOperations } from './log-api.ts';
import { logFiles } from './log-files.ts';
import { ledgerService } from './log-service.ts';
import { type LawChange, lawChangeEntry } from './pages/law-leaves.ts';
import { logNav, officeLogRoutes } from './pages/office-routes.tsx';
import { publicLogRoutes } from './pages/public-routes.tsx';
import { startSealing } from './sealing-timer.ts';
import { verifierRoutes } from './verifier/verifier-routes.tsx';

export { checkCommand, checkDatabase } from './check-command.ts';
export type { FoundProblem, LogCheck, SealedSource, SealedThing } from './check-log.ts';
export { type FileVerdict, readKeyFile, verifyFile } from './cli-verify.ts';
export { type UnplacedStep, writeHistory } from './log-history.ts';
export { findNote, noteInLog } from './log-notes.ts';
export type { LedgerService, LogHealth } from './log-service.ts';
export { type Alarm, lookOnce, type MirrorReport } from './mirror.ts';
export type { LawChange } from './pages/law-leaves.ts';

export { nextSealing, type SealState, sealState } from './seal-state.ts';
export { receiptFileName, SealQrPage, SealSection } from './seal-view.tsx';
export { findSeals, findSealsAmong, type Seal, type Seals, sealOf } from './seals.ts';
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
    routes: logFiles(db, service)
      .route('/', verifierRoutes(platform, service, options))
      .route('/', publicLogRoutes(platform, service))
      .route('/', officeLogRoutes(platform, service, options.batchSize)),
    operations: logOperations(platform, service),
    /** The places of the desk that belong to the log; paths without language prefix. */
    navFor: (member: Member, lang: Language) => logNav(member, lang),
    /** A change of the law's data, in the transaction that makes it: an addition that came into force or was withdrawn. */
    noteLaw: (tx: Tx, change: LawChange) =>
      service.note(
        tx,
        `law-addition ${change.addition} ${change.what}`,
        lawChangeEntry(change, Temporal.Instant.fromEpochMilliseconds(realNow())),
      ),
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
