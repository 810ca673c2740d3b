import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ObservedConnection, ObserveUpstream } from '../../../upstream/create-clients.js';
import type { OnCacheLookup } from '../../../upstream/reference-cache.js';
import type { CallOutcome, UpstreamObserver } from '../../../upstream/transport/observe-calls.js';

/** In seconds. */
const DURATION_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface UpstreamMetrics {
  readonly observeUpstream: ObserveUpstream;
  readonly onCacheLookup: OnCacheLookup;
}

/** Counts the calls to the upstreams and what kept them from being sent. */
export function createUpstreamMetrics(registry: Registry): UpstreamMetrics {
  const calls = createCallMetrics(registry);
  const pauses = new Gauge({
    name: 'pagergraph_upstream_paused',
    help: '1 while the circuit breaker pauses the calls to a host for an account, else 0.',
    labelNames: ['upstream', 'account', 'server_address'],
    registers: [registry],
  });
  const lookups = new Counter({
    name: 'pagergraph_reference_cache_requests_total',
    help: 'Reads that may use the reference cache, by whether it had the result.',
    labelNames: ['kind', 'result'],
    registers: [registry],
  });
  return {
    observeUpstream(connection) {
      const labels = toConnectionLabels(connection);
      pauses.set(labels, 0);
      return {
        onCall: calls(labels.upstream),
        onPauseChange: (isPaused) => pauses.set(labels, isPaused ? 1 : 0),
      };
    },
    onCacheLookup: (kind, isHit) => lookups.inc({ kind, result: isHit ? 'hit' : 'miss' }),
  };
}

function createCallMetrics(registry: Registry): (upstream: string) => UpstreamObserver['onCall'] {
  const labelNames = ['upstream', 'endpoint'] as const;
  const registers = [registry];
  const calls = new Counter({
    name: 'pagergraph_upstream_calls_total',
    help: 'Calls that ended, retries included. error_type is the status, or why there was no response.',
    labelNames: [...labelNames, 'http_response_status_code', 'error_type'],
    registers,
  });
  const durations = new Histogram({
    name: 'pagergraph_upstream_call_duration_seconds',
    help: 'From the start of a call to its end, with all attempts and waits.',
    labelNames,
    buckets: DURATION_BUCKETS,
    registers,
  });
  const retries = new Counter({
    name: 'pagergraph_upstream_retries_total',
    help: 'Attempts after the first.',
    labelNames,
    registers,
  });
  return (upstream) => (request) => {
    const startedAt = performance.now();
    const labels = { upstream, endpoint: request.endpoint.name };
    return {
      onRetry: () => retries.inc(labels),
      end(outcome) {
        durations.observe(labels, (performance.now() - startedAt) / 1000);
        calls.inc(toCallLabels(labels, outcome));
      },
    };
  };
}

/** By the semantic conventions of HTTP: the error of a response is its status, from 400. */
function toCallLabels(
  { upstream, endpoint }: { readonly upstream: string; readonly endpoint: string },
  { status, errorType }: CallOutcome,
) {
  return {
    upstream,
    endpoint,
    http_response_status_code: status ?? '',
    error_type: errorType ?? (status !== undefined && status >= 400 ? status : ''),
  };
}

/** Lower case, as in the settings. */
function toConnectionLabels({ upstream, account, host }: ObservedConnection) {
  return { upstream: upstream.toLowerCase(), account, server_address: host };
}
