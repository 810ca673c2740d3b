import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { toGatewayErrorCode } from '../../../faults/codes.js';
import { Fault } from '../../../faults/fault.js';
import type { OnCacheLookup } from '../../../upstream/reference-cache.js';
import type { Observers } from '../observe-twice.js';
import type { GaugeSource } from './gauge-source.js';
import { createOperationMetrics } from './operation-metrics.js';
import { createUpstreamMetrics } from './upstream-metrics.js';

/** The metrics of one gateway. */
export interface Metrics extends Observers {
  readonly onCacheLookup: OnCacheLookup;
  /** Counts rejected requests. Call it before routes are registered. */
  readonly countRejections: (app: FastifyInstance) => void;
  readonly addGauges: (sources: readonly GaugeSource[]) => void;
  /** All metrics in the format of Prometheus. */
  readonly print: () => Promise<string>;
  readonly contentType: string;
}

/** @param hasTrustedDocuments whether callers cannot choose the names of operations */
export function createMetrics(hasTrustedDocuments: boolean): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    ...createUpstreamMetrics(registry),
    onOperation: createOperationMetrics(registry, hasTrustedDocuments),
    countRejections: (app) => countRejections(app, registry),
    addGauges(sources) {
      for (const source of sources) addGauge(source, registry);
    },
    print: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function countRejections(app: FastifyInstance, registry: Registry): void {
  const rejections = new Counter({
    name: 'pagergraph_rejected_requests_total',
    help: 'Requests that were rejected before an operation ran, such as those with wrong credentials or over a rate limit.',
    labelNames: ['error_type'],
    registers: [registry],
  });
  app.addHook('onError', (_request, _reply, error, done) => {
    rejections.inc({ error_type: toErrorType(error) });
    done();
  });
}

/** The code that the caller receives. */
function toErrorType(error: Error & { readonly statusCode?: number }): string {
  if (error instanceof Fault) return toGatewayErrorCode(error.code);
  return error.statusCode !== undefined && error.statusCode < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
}

function addGauge({ name, help, labelNames = [], isCounter, read }: GaugeSource, registry: Registry): void {
  const metric = new (isCounter ? Counter : Gauge)({
    name,
    help,
    labelNames,
    registers: [registry],
    collect() {
      metric.reset();
      for (const { labels = {}, value } of read()) metric.inc(labels, value);
    },
  });
}
