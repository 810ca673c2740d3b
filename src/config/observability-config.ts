import type { Config } from './config.js';
import type { Environment } from './environment-schema.js';

export function toObservabilityConfig(env: Environment): Pick<Config, 'metrics' | 'traces'> {
  const { METRICS_PORT: port, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = env;
  return {
    ...(port !== undefined && { metrics: { host: env.METRICS_HOST, port } }),
    ...(endpoint !== undefined && {
      traces: { endpoint, sampleRatio: env.OTEL_TRACES_SAMPLER_ARG, serviceName: env.OTEL_SERVICE_NAME },
    }),
  };
}
