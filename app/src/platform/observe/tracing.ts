/**
 * Spans of a request: the request, its use cases, their queries. Attributes come from an allow-list, and nothing typed, no address, no text of
 * a statement is among them. Where no trace was begun all of this is nothing but a look at an empty place.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** All that a span may say. */
export interface SpanAttributes {
  readonly 'http.request.method'?: string;
  /** The pattern, such as `/perkara/:nomor`, never the address. */
  readonly 'http.route'?: string;
  readonly 'http.response.status_code'?: number;
  /** Kind of the actor: public, member, system. */
  readonly 'netra.actor'?: string;
  readonly 'db.operation.name'?: string;
  readonly 'db.collection.name'?: string;
}

const allowed: readonly (keyof SpanAttributes)[] = [
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'netra.actor',
  'db.operation.name',
  'db.collection.name',
];

/** What TypeScript lets through by accident the list does not. */
export function allowedAttributes(given: SpanAttributes): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const name of allowed) {
    const value = given[name];
    if (typeof value === 'string' || typeof value === 'number') kept[name] = value;
  }
  return kept;
}

export interface Span {
  set(attributes: SpanAttributes): void;
  /** @param startedAt milliseconds since the epoch; left out: now */
  child(name: SpanName, attributes: SpanAttributes, startedAt?: number): Span;
  end(failed?: boolean): void;
}

/** Names are fixed: one made of what was asked for could say who asked. */
export type SpanName = 'request' | 'use case' | 'query';

export interface Tracer {
  request(attributes: SpanAttributes): Span;
  stop(): Promise<void>;
}

const current = new AsyncLocalStorage<Span>();

/** Does the work of a request with its span around. */
export function within<T>(span: Span, work: () => Promise<T>): Promise<T> {
  return current.run(span, work);
}

/** Does a part of a traced request in a span of its own; without a trace it only does the work. */
export async function traced<T>(name: SpanName, attributes: SpanAttributes, work: () => Promise<T>): Promise<T> {
  const above = current.getStore();
  if (above === undefined) return work();
  const span = above.child(name, attributes);
  try {
    const value = await current.run(span, work);
    span.end();
    return value;
  } catch (error) {
    span.end(true);
    throw error;
  }
}

/** Notes a query that has just ended, by its first word and its first table: values and texts of statements stay here. */
export function noteQuery(statement: string, milliseconds: number, failed: boolean): void {
  const above = current.getStore();
  if (above === undefined) return;
  const operation = /^\s*(select|insert|update|delete|with|merge|call|set)\b/i.exec(statement)?.[1]?.toLowerCase();
  const table = /\b(?:from|into|update|join)\s+(?:"?netra"?\.)?"?([a-z][a-z0-9_]{0,40})"?(?![\w$(])/i.exec(
    statement,
  )?.[1];
  const span = above.child(
    'query',
    {
      'db.operation.name': operation ?? 'other',
      ...(table === undefined ? {} : { 'db.collection.name': table.toLowerCase() }),
    },
    Date.now() - milliseconds,
  );
  span.end(failed);
}
