/** What a web process and the process that made it say to each other. The secret goes this way and not by the environment, which others may read. */
import type { Found } from './start-app.ts';

/** To a web process: begin, or stop taking requests and end. */
export type ToWebProcess =
  | ({ readonly kind: 'begin'; readonly port: number; readonly metricsPort: number | null } & Omit<Found, 'part'>)
  | { readonly kind: 'stop' };

/** From a web process: waiting to be told, answering on the port, or why it could not. */
export type FromWebProcess =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'answering' }
  | { readonly kind: 'failed'; readonly error: string };

/** Node gives messages without a type; both ends are this program, so the kind tells all. */
export function isToWebProcess(message: unknown): message is ToWebProcess {
  return hasKind(message) && (message.kind === 'begin' || message.kind === 'stop');
}

export function isFromWebProcess(message: unknown): message is FromWebProcess {
  return hasKind(message) && (message.kind === 'waiting' || message.kind === 'answering' || message.kind === 'failed');
}

function hasKind(message: unknown): message is { readonly kind: unknown } {
  return typeof message === 'object' && message !== null && 'kind' in message;
}
