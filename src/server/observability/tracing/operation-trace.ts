import {
  createTraceState,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import type { TraceContext } from '../../../shared/trace-context.js';
import type { OperationSummary } from '../operation-log.js';

/** The trace of an operation whose span this gateway records, if the trace is sampled. */
export class OperationTrace implements TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: number;
  readonly traceState: string | undefined;

  /** @param parent the caller's trace */
  constructor(
    readonly span: Span,
    parent: TraceContext | undefined,
  ) {
    const { traceId, spanId, traceFlags } = span.spanContext();
    this.traceId = traceId;
    this.spanId = spanId;
    this.flags = traceFlags;
    this.traceState = parent?.traceState;
  }
}

/** Starts the span of an operation; it is named when the operation ends, because its document is not parsed yet. */
export function startOperationTrace(tracer: Tracer, parent: TraceContext | undefined): OperationTrace {
  const span = tracer.startSpan('GraphQL operation', { kind: SpanKind.SERVER }, toParentContext(parent, true));
  return new OperationTrace(span, parent);
}

/** Ends the span by the semantic conventions of GraphQL. Without the document, which can contain what a caller entered. */
export function endOperationSpan({ name, kind, outcome, codes, request }: OperationSummary): void {
  const { requestId, operationCost, requestScope } = request;
  if (!(requestScope.trace instanceof OperationTrace)) return;
  const { span } = requestScope.trace;
  if (span.isRecording()) {
    if (kind !== null) span.updateName(name === null ? kind : `${kind} ${name}`);
    if (kind !== null) span.setAttribute('graphql.operation.type', kind);
    if (name !== null) span.setAttribute('graphql.operation.name', name);
    span.setAttributes({
      'pagergraph.request_id': requestId,
      'pagergraph.operation.cost': operationCost.points,
      'pagergraph.operation.outcome': outcome,
    });
    if (codes.length > 0) span.setAttribute('error.type', String(codes[0]));
    if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** The context whose children belong to a trace. */
export function toParentContext(parent: TraceContext | undefined, isRemote: boolean): Context {
  if (parent === undefined) return ROOT_CONTEXT;
  const { traceId, spanId, flags, traceState } = parent;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: flags,
    isRemote,
    ...(traceState !== undefined && { traceState: createTraceState(traceState) }),
  });
}
