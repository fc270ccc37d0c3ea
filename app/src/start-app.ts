/** The application as the configuration wants it: the one place where settings become options. */
import path from 'node:path';
import type { App } from './compose.ts';
import type { Config, Part } from './config.ts';
import type { Address } from './platform/db/connect.ts';
import { migrationFiles } from './platform/db/migrate.ts';
import type { Log } from './platform/log/log.ts';

/** What is known only once the database is up. */
export interface Found {
  readonly part: Part;
  readonly database: Address;
  readonly secret: string;
  readonly publicUrl: string;
}

/** @param appDir folder of the application: `db/migrations`, `db/seeds`, `dist` */
export async function startApp(config: Config, found: Found, appDir: string, log: Log): Promise<App> {
  // Those of the program that runs, read once: the folder may hold those of the next version before it is started.
  const ours = await migrationFiles(path.join(appDir, 'db', 'migrations'));
  const { compose } = await import('./compose.ts');
  return compose({
    ...found,
    mode: config.mode,
    ...(config.logMinutes === null ? {} : { logMinutes: config.logMinutes }),
    operator: config.operator,
    dataDir: config.dataDir,
    distDir: path.join(appDir, 'dist'),
    log,
    addressHeader: config.addressHeader,
    mail: config.mail,
    gateway: config.gateway,
    signOn: config.signOn,
    webhookLoopback: config.webhookLoopback,
    migrations: () => Promise.resolve(ours),
    diskReserveMb: config.diskReserveMb,
    unsentMb: config.unsentMb,
    logRequests: config.mode === 'production',
    metrics: config.metricsPort !== null || config.metricsToken !== null,
    metricsToken: config.metricsToken,
    ...(config.traceEndpoint === null ? {} : { traceEndpoint: config.traceEndpoint }),
  });
}
