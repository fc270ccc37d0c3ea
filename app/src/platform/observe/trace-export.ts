/** Sends spans to a collector (OTLP over HTTP, JSON). Loaded only where a collector is configured. */
import {
  ROOT_CONTEXT,
  type Span as SdkSpan,
  type Tracer as SdkTracer,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { allowedAttributes, type Span, type SpanAttributes, type SpanName, type Tracer } from './tracing.ts';

export interface TraceOptions {
  /** Address of the collector without `/v1/traces`. */
  readonly endpoint: string;
  /** `all`, `web` or `work`. */
  readonly part: string;
}

export function traceTo(options: TraceOptions): Tracer {
  // No detectors: names of machines, accounts and commands are nobody's business.
  const resource = resourceFromAttributes({ 'service.name': 'netra', 'netra.part': options.part });
  const exporter = new OTLPTraceExporter({ url: `${options.endpoint}/v1/traces`, timeoutMillis: 5000 });
  const provider = new TracerProvider({ resource, spanProcessors: [new BatchSpanProcessor({ exporter })] });
  const tracer = provider.getTracer('netra');
  return {
    request: (attributes) => begin(tracer, 'request', attributes, null),
    // What cannot be delivered is lost: the end of the process does not wait long for a collector.
    stop: () =>
      Promise.race([provider.shutdown().catch(() => {}), new Promise<void>((done) => setTimeout(done, 3000).unref())]),
  };
}

function begin(
  tracer: SdkTracer,
  name: SpanName,
  attributes: SpanAttributes,
  above: SdkSpan | null,
  startedAt?: number,
): Span {
  const context = above === null ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, above);
  const span = tracer.startSpan(
    name,
    { attributes: allowedAttributes(attributes), ...(startedAt === undefined ? {} : { startTime: startedAt }) },
    context,
  );
  return {
    set: (more) => void span.setAttributes(allowedAttributes(more)),
    child: (childName, childAttributes, at) => begin(tracer, childName, childAttributes, span, at),
    end: (failed) => {
      // The status alone: messages of errors repeat values of rows.
      if (failed === true) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
