/** Figures for Prometheus. Loaded only where they are asked for. Labels are patterns and classes; no figure tells when somebody reported. */

import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { quietBatch, quietGroup } from './quiet.ts';

export interface RequestSeen {
  readonly method: string;
  /** The pattern of the route. */
  readonly route: string;
  /** The path without language, to know where reporters are; it goes no further. */
  readonly path: string;
  readonly status: number;
  readonly seconds: number;
}

export interface Metrics {
  seen(request: RequestSeen): void;
  /** A figure that is asked for when somebody looks. Values by labels; an error leaves it out. */
  gauge(name: string, help: string, labels: readonly string[], read: () => Promise<readonly GaugeValue[]>): void;
  text(): Promise<string>;
  readonly contentType: string;
  stop(): void;
}

export interface GaugeValue {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Two look-outs do not mean two rounds through the database. */
const KEEP_MS = 10_000;

export function makeMetrics(pools: readonly { readonly name: string; readonly pool: pg.Pool }[]): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const http = new Histogram({
    name: 'netra_http_seconds',
    help: 'Time of answers by pattern and class. Pages of reporters come in batches of sixteen at quarters of an hour, without method; their failures (5xx) at once.',
    labelNames: ['method', 'route', 'class'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const failures = new Counter({
    name: 'netra_http_failures_total',
    help: 'Answers with 5xx other than during maintenance.',
    labelNames: ['route'],
    registers: [registry],
  });
  const batch = quietBatch<() => void>((observe) => observe());
  new Gauge({
    name: 'netra_database_connections',
    help: 'Connections of this process to the database.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const { name, pool } of pools) {
        this.set({ pool: name, state: 'open' }, pool.totalCount);
        this.set({ pool: name, state: 'idle' }, pool.idleCount);
        this.set({ pool: name, state: 'waited-for' }, pool.waitingCount);
      }
    },
  });

  return {
    seen: ({ method, route, path, status, seconds }) => {
      const kind = `${Math.floor(status / 100)}xx`;
      const group = quietGroup(path);
      if (status >= 500) failures.inc({ route: group ?? route });
      if (group === null) http.observe({ method: methods.has(method) ? method : 'other', route, class: kind }, seconds);
      else if (status >= 500) http.observe({ method: 'any', route: group, class: kind }, seconds);
      else batch.add(() => http.observe({ method: 'any', route: group, class: kind }, seconds));
    },
    gauge: (name, help, labels, read) => {
      let kept: { readonly at: number; readonly values: Promise<readonly GaugeValue[]> } | undefined;
      new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers: [registry],
        async collect() {
          if (kept === undefined || Date.now() - kept.at > KEEP_MS) kept = { at: Date.now(), values: read() };
          const values = await kept.values.catch(() => []);
          this.reset();
          for (const { labels: by, value } of values) this.set({ ...by }, value);
        },
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    stop: () => batch.stop(),
  };
}
