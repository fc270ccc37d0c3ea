/** What whoever runs the product may see of it: figures, traces, lines. */
export type { GaugeValue, Metrics } from './metrics.ts';
export { observer } from './observer.ts';
export { quietGroup } from './quiet.ts';
export type { Tracer } from './tracing.ts';
