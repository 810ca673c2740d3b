import { SpanKind, SpanStatusCode, type Span, type Tracer } from '@opentelemetry/api';
import { isSampled, type TraceContext } from '../../../shared/trace-context.js';
import type { ObservedConnection } from '../../../upstream/create-clients.js';
import type { UpstreamRequest } from '../../../upstream/transport/http/send-request.js';
import type { CallOutcome, ObservedCall, UpstreamObserver } from '../../../upstream/transport/observe-calls.js';
import { toParentContext } from './operation-trace.js';

/** The trace of the operation goes on without a span of the call, because a span that is not recorded costs time too. */
const NOT_RECORDED: ObservedCall = { onRetry() {}, end() {} };

/** Records one span per call, with its retries. The path is left out, because that of Cloudflare's link is a secret. */
export function traceUpstream(tracer: Tracer, connection: ObservedConnection): UpstreamObserver {
  return {
    onCall(request, trace) {
      if (trace !== undefined && !isSampled(trace)) return NOT_RECORDED;
      return new TracedCall(startCallSpan(tracer, connection, request, trace), trace);
    },
    onPauseChange() {},
  };
}

function startCallSpan(
  tracer: Tracer,
  { upstream, account, host }: ObservedConnection,
  { endpoint, method }: UpstreamRequest,
  trace: TraceContext | undefined,
): Span {
  const attributes = {
    'http.request.method': method,
    'server.address': host,
    'pagergraph.upstream': upstream.toLowerCase(),
    'pagergraph.account': account,
    'pagergraph.endpoint': endpoint.name,
  };
  const options = { kind: SpanKind.CLIENT, attributes };
  return tracer.startSpan(`${method} ${endpoint.name}`, options, toParentContext(trace, false));
}

class TracedCall implements ObservedCall {
  readonly trace: TraceContext;
  private retries = 0;

  constructor(
    private readonly span: Span,
    parent: TraceContext | undefined,
  ) {
    const { traceId, spanId, traceFlags: flags } = span.spanContext();
    this.trace = { traceId, spanId, flags, traceState: parent?.traceState };
  }

  onRetry(): void {
    this.retries += 1;
  }

  end({ status, errorType }: CallOutcome): void {
    const { span, retries } = this;
    if (retries > 0) span.setAttribute('http.request.resend_count', retries);
    if (status !== undefined) span.setAttribute('http.response.status_code', status);
    const error = errorType ?? (status !== undefined && status >= 400 ? String(status) : undefined);
    if (error !== undefined) span.setAttribute('error.type', error).setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }
}
