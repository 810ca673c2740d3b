import type { UpstreamObserver } from '../../upstream/transport/observe-calls.js';
import type { ObserveUpstream } from '../../upstream/create-clients.js';
import type { OnOperation } from './operation-log.js';

/** What both metrics and traces observe. */
export interface Observers {
  readonly onOperation: OnOperation;
  readonly observeUpstream: ObserveUpstream;
}

/** Reports everything to metrics and to traces. */
export function observeTwice(metrics: Observers, tracing: Observers): Observers {
  return {
    onOperation(operation) {
      metrics.onOperation(operation);
      tracing.onOperation(operation);
    },
    observeUpstream: (connection) =>
      joinObservers(metrics.observeUpstream(connection), tracing.observeUpstream(connection)),
  };
}

function joinObservers(counting: UpstreamObserver, tracing: UpstreamObserver): UpstreamObserver {
  return {
    onCall(request, trace) {
      const counted = counting.onCall(request, trace);
      const traced = tracing.onCall(request, trace);
      return {
        trace: traced.trace,
        onRetry() {
          counted.onRetry();
          traced.onRetry();
        },
        end(outcome) {
          counted.end(outcome);
          traced.end(outcome);
        },
      };
    },
    onPauseChange: counting.onPauseChange,
  };
}
