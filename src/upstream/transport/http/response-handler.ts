import type { Dispatcher } from 'undici';
import { isIdentityEncoding, isSupportedEncoding, MAX_UPSTREAM_BODY_BYTES } from './content-encoding.js';
import { TransportError } from '../transport-error.js';
import { type ResponseHeaders, getHeader } from './headers.js';
import { JsonDepthGuard } from './json-depth-guard.js';

/** A complete response. */
export interface BufferedResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** The body as sent, in order; may be compressed. */
  readonly chunks: readonly Buffer[];
  /** Our clock when the status line arrived. */
  readonly respondedAt: number;
}

/**
 * Collects one response from undici's dispatcher. `request` of undici creates a stream first, which takes longer than
 * everything else for a response that is read whole. A response that is too large, nested too deep or in an unknown encoding
 * is aborted at once.
 */
export class ResponseHandler implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private failure: Error | undefined;
  private status: number | undefined;
  private headers: ResponseHeaders = {};
  private respondedAt = 0;
  private size = 0;
  private readonly chunks: Buffer[] = [];
  /** For a body that is not compressed. */
  private depthGuard: JsonDepthGuard | undefined;

  /**
   * @param reject gets the status as well, when at least that arrived
   * @param beforeSending called when there is a connection and nothing is written to it; its result aborts the request
   */
  constructor(
    private readonly now: () => number,
    private readonly resolve: (response: BufferedResponse) => void,
    private readonly reject: (failure: unknown, status: number | undefined) => void,
    private readonly beforeSending?: () => TransportError | undefined,
  ) {}

  /** Aborts the request; before there is a connection, as soon as there is one. */
  abort(failure: Error): void {
    this.failure ??= failure;
    this.reject(failure, this.status);
    this.controller?.abort(failure);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    const reason = this.failure ?? this.beforeSending?.();
    if (reason) this.abort(reason);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    if (status < 200) return; // informational, such as 103 Early Hints
    this.status = status;
    this.headers = headers;
    this.respondedAt = this.now();
    const encoding = getHeader(headers, 'content-encoding');
    if (isIdentityEncoding(encoding)) this.depthGuard = new JsonDepthGuard();
    else if (!isSupportedEncoding(encoding)) this.abort(new TransportError('unreadable'));
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > MAX_UPSTREAM_BODY_BYTES) this.abort(new TransportError('too-large'));
    else if (this.depthGuard?.exceeds(chunk)) this.abort(new TransportError('unreadable'));
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { status = 0, headers, respondedAt, chunks } = this;
    this.resolve({ status, headers, chunks, respondedAt });
  }

  onResponseError(_: unknown, error: Error): void {
    this.reject(error, this.status);
  }
}
