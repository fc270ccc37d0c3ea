/** What whoever runs the product may see of it: figures, traces, lines. */
export type { GaugeValue, Metrics } from './metrics.ts';
export { observer } from './observer.ts';
