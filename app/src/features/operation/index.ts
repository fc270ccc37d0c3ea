/** The door of operation: what several processes must know of each other, and what whoever runs them may know. */
import type { Platform } from '../../platform/platform.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';

export interface OperationFeature {
  /** Says from now on that the worker lives. */
  startWork(): Heartbeat;
}

export function operationFeature(platform: Platform): OperationFeature {
  return { startWork: () => startHeartbeat(platform) };
}
