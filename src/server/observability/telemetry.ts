import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Config } from '../../config/config.js';
import type { MetricsConfig, TracesConfig } from '../../config/telemetry-config.js';
import { explainListenError } from '../../shared/listen-error.js';
import { createTraceContext, parseTraceContext, type StartTrace } from '../../shared/trace-context.js';
import type { ClientListeners } from '../../upstream/create-clients.js';
import { observeTwice } from './observe-twice.js';
import type { Metrics } from './metrics/create-metrics.js';
import type { GaugeSource } from './metrics/gauge-source.js';
import type { MetricsServer } from './metrics/metrics-server.js';
import type { OnOperation } from './operation-log.js';

/** What the gateway reports beside its log. */
export interface Telemetry extends Pick<ClientListeners, 'observeUpstream' | 'onCacheLookup'> {
  readonly startTrace: StartTrace;
  readonly onOperation?: OnOperation | undefined;
  /** Call it before routes are registered. */
  watch(app: FastifyInstance): void;
  addGauges(sources: readonly GaugeSource[]): void;
  /** Serves the metrics. Only logs a port that cannot be used, because callers can still be served. */
  start(log: FastifyBaseLogger): Promise<void>;
  /** Sends the last spans, for up to a second, and never rejects. */
  stop(): Promise<void>;
}

const NO_TELEMETRY: Telemetry = {
  startTrace: (headers) => parseTraceContext(headers) ?? createTraceContext(),
  watch() {},
  addGauges() {},
  async start() {},
  async stop() {},
};

/** Loads the code of metrics and traces only if they are configured, because a start without them must stay fast. */
export async function createTelemetry(config: Config): Promise<Telemetry> {
  const metrics = config.metrics && (await loadMetrics(config.metrics, config.trustedDocuments !== undefined));
  const tracing = config.traces && (await loadTracing(config.traces));
  if (!metrics || !tracing) return { ...NO_TELEMETRY, ...metrics, ...tracing };
  return {
    ...metrics,
    ...observeTwice(metrics, tracing),
    startTrace: tracing.startTrace,
    async stop() {
      await metrics.stop();
      await tracing.stop();
    },
  };
}

async function loadTracing(config: TracesConfig) {
  const { createTracing } = await import('./tracing/create-tracing.js');
  return createTracing(config);
}

async function loadMetrics(address: MetricsConfig, hasTrustedDocuments: boolean) {
  const [{ createMetrics }, { startMetricsServer }] = await Promise.all([
    import('./metrics/create-metrics.js'),
    import('./metrics/metrics-server.js'),
  ]);
  const metrics = createMetrics(hasTrustedDocuments);
  let server: MetricsServer | undefined;
  return {
    ...toTelemetry(metrics),
    async start(log: FastifyBaseLogger) {
      try {
        server = await startMetricsServer(metrics, address);
        log.info({ url: server.url }, 'Metrics are served');
      } catch (error) {
        const reason = explainListenError(error, 'METRICS_PORT', 'METRICS_HOST') ?? String(error);
        log.warn({ reason }, 'Metrics are not served');
      }
    },
    async stop() {
      server?.close();
    },
  };
}

function toTelemetry({ countRejections, addGauges, onOperation, observeUpstream, onCacheLookup }: Metrics) {
  return { watch: countRejections, addGauges, onOperation, observeUpstream, onCacheLookup };
}
