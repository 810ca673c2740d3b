import { setTimeout as wait } from 'node:timers/promises';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { TracesConfig } from '../../../config/telemetry-config.js';
import { parseTraceContext, type StartTrace } from '../../../shared/trace-context.js';
import type { Observers } from '../observe-twice.js';
import { endOperationSpan, startOperationTrace } from './operation-trace.js';
import { traceUpstream } from './upstream-tracing.js';

/** Maximum time to send spans, retries included, in milliseconds; then they are dropped. */
const EXPORT_TIMEOUT_MS = 2_000;

/** How long a stop waits for the collector, in milliseconds; the process exits 1 s after the drain's own timeout. */
const STOP_TIMEOUT_MS = 900;

export interface Tracing extends Observers {
  readonly startTrace: StartTrace;
  /** Sends the last spans, for up to 0.9 s, and never rejects. */
  stop(): Promise<void>;
}

/**
 * Records spans and sends them to a collector, in the background. A collector that is down or slow loses spans, of which at
 * most 2048 wait for it.
 */
export function createTracing({ endpoint, sampleRatio, serviceName }: TracesConfig): Tracing {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('pagergraph');
  return {
    startTrace: (headers) => startOperationTrace(tracer, parseTraceContext(headers)),
    onOperation: endOperationSpan,
    observeUpstream: (connection) => traceUpstream(tracer, connection),
    async stop() {
      // It rejects if the collector is not reachable.
      const stopped = provider.shutdown().catch(() => undefined);
      await Promise.race([stopped, wait(STOP_TIMEOUT_MS, undefined, { ref: false })]);
    },
  };
}
