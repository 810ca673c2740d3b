import type { TraceContext } from '../../shared/trace-context.js';
import type { UpstreamRequest } from './http/send-request.js';
import type { SendWithRetries } from './send-with-retries.js';
import { TransportError } from './transport-error.js';

/** Observes the calls of one connection, for metrics and traces. Must not throw. */
export interface UpstreamObserver {
  /** Called when a call starts, before it waits for anything. */
  onCall(request: UpstreamRequest, trace?: TraceContext): ObservedCall;
  /** Called when the circuit breaker pauses the calls of the connection, and when it allows them again. */
  readonly onPauseChange: (isPaused: boolean) => void;
}

export interface ObservedCall {
  /** Replaces the trace of the operation in the headers. */
  readonly trace?: TraceContext | undefined;
  onRetry(): void;
  end(outcome: CallOutcome): void;
}

/** The status of the last response, or why there is none: the kind of the `TransportError`. */
export interface CallOutcome {
  readonly status?: number;
  readonly errorType?: string;
}

/** Lets an observer see each call, whose retries are part of it. */
export function observeCalls(send: SendWithRetries, observer: UpstreamObserver): SendWithRetries {
  return async (request, terms) => {
    const call = observer.onCall(request, terms.scope?.trace);
    try {
      const response = await send(request, Object.assign({ trace: call.trace, onRetry: () => call.onRetry() }, terms));
      call.end({ status: response.status });
      return response;
    } catch (error) {
      call.end({ errorType: error instanceof TransportError ? error.kind : 'internal' });
      throw error;
    }
  };
}
