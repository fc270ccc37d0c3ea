/** The door of operation: what several processes must know of each other, and what whoever runs them may know. */
import { sameSecret } from '../../platform/crypto/token.ts';
import type { Metrics } from '../../platform/observe/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { AssetPaths } from '../../ui/index.ts';
import { addFigures } from './figures.ts';
import { type Gate, gateOf, readyAnswer } from './gate.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';
import { watchMaintenance } from './maintenance.ts';
import { type ReadinessDeps, readinessOf } from './readiness.ts';

export { examine } from './doctor.ts';
export { type Finding, findingsAsText } from './finding.ts';
export { LONGEST_MESSAGE, LOOK_EVERY_MS, readMaintenance, setMaintenance } from './maintenance.ts';

export interface OperationDeps extends Pick<ReadinessDeps, 'migrations' | 'secretMark' | 'folder' | 'reserveMb'> {
  readonly assets: AssetPaths;
  /** Null: no figures are kept. */
  readonly metrics: Metrics | null;
  /** With it the figures are given on the public port too. */
  readonly metricsToken: string | null;
  /** Called when a maintenance begins and when it ends, as this process sees it. */
  readonly maintenanceChanged: (on: boolean) => void;
}

export interface OperationFeature {
  /** Answers probes, and everything during a maintenance. */
  readonly gate: Gate;
  /** The answer of `/readyz`, for other ports than the public one. */
  ready(): Promise<Response>;
  /** The figures of this process, for a port that strangers do not reach; null where none are kept. */
  figures(): Promise<Response | null>;
  /** Says from now on that the worker lives. */
  startWork(): Heartbeat;
  underMaintenance(): boolean;
  /** Looks whether there is a maintenance, before the first answer. */
  look(): Promise<void>;
  /** From now on this process is not ready: it is about to end. */
  beginStop(): void;
  close(): void;
}

export function operationFeature(platform: Platform, deps: OperationDeps): OperationFeature {
  const watch = watchMaintenance(platform.db, platform.log, deps.maintenanceChanged);
  let stopping = false;
  const ready = readinessOf({
    db: platform.db,
    realNow: platform.realNow,
    logMinutes: platform.logMinutes,
    migrations: deps.migrations,
    secretMark: deps.secretMark,
    folder: deps.folder,
    reserveMb: deps.reserveMb,
    stopping: () => stopping,
    maintenance: () => watch.current() !== null,
  });
  const { metrics, metricsToken } = deps;
  if (metrics !== null) addFigures(metrics, { platform, ready, folder: deps.folder });
  const figures = async (): Promise<Response | null> =>
    metrics === null
      ? null
      : new Response(await metrics.text(), {
          headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' },
        });
  const withToken = async (token: string): Promise<Response> =>
    (metricsToken !== null && sameSecret(token, metricsToken) ? await figures() : null) ??
    new Response('', { status: 401, headers: { 'www-authenticate': 'Bearer' } });
  return {
    gate: gateOf({
      ready,
      maintenance: watch.current,
      assets: deps.assets,
      figures: metricsToken === null ? null : withToken,
    }),
    figures,
    ready: () => readyAnswer(ready),
    startWork: () => startHeartbeat(platform),
    underMaintenance: () => watch.current() !== null,
    look: watch.look,
    beginStop: () => {
      stopping = true;
    },
    close: () => watch.close(),
  };
}
