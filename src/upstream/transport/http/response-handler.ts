import type { Dispatcher } from 'undici';
import { isPlain, isUnpackable, LARGEST_BODY_BYTES } from './content-encoding.js';
import { TransportFailure } from '../transport-error.js';
import { type AnswerHeaders, headerText } from './headers.js';
import { Nesting } from './json-depth-guard.js';

/** An answer whose last byte is here. */
export interface Received {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** The body as sent, in order: perhaps compressed. */
  readonly pieces: readonly Buffer[];
  /** Our clock when the status line had arrived. */
  readonly answeredAt: number;
}

/**
 * Receives one answer, as undici hands it over. Its `request` would make a stream of it first, which takes longer than all
 * the rest for an answer that is wanted whole. What is too large, nested too deep or in no encoding we know is hung up on
 * at once.
 */
export class Reception implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private failure: Error | undefined;
  private status: number | undefined;
  private headers: AnswerHeaders = {};
  private answeredAt = 0;
  private size = 0;
  private readonly pieces: Buffer[] = [];
  /** Of a text that is not compressed. */
  private nesting: Nesting | undefined;

  /**
   * @param reject is told the status too, when at least that arrived
   * @param beforeSending is asked when there is a connection and nothing was written to it: why nothing shall be
   */
  constructor(
    private readonly now: () => number,
    private readonly resolve: (received: Received) => void,
    private readonly reject: (failure: unknown, status: number | undefined) => void,
    private readonly beforeSending?: () => TransportFailure | undefined,
  ) {}

  /** Hangs up; before there is a connection, as soon as there is one. */
  giveUp(failure: Error): void {
    this.failure ??= failure;
    this.reject(failure, this.status);
    this.controller?.abort(failure);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    const hindrance = this.failure ?? this.beforeSending?.();
    if (hindrance) this.giveUp(hindrance);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    if (status < 200) return; // said on the way: 103 Early Hints
    this.status = status;
    this.headers = headers;
    this.answeredAt = this.now();
    const encoding = headerText(headers, 'content-encoding');
    if (isPlain(encoding)) this.nesting = new Nesting();
    else if (!isUnpackable(encoding)) this.giveUp(new TransportFailure('unreadable'));
  }

  onResponseData(_: Dispatcher.DispatchController, piece: Buffer): void {
    this.size += piece.length;
    if (this.size > LARGEST_BODY_BYTES) this.giveUp(new TransportFailure('too-large'));
    else if (this.nesting?.isTooDeepWith(piece)) this.giveUp(new TransportFailure('unreadable'));
    else this.pieces.push(piece);
  }

  onResponseEnd(): void {
    const { status = 0, headers, answeredAt, pieces } = this;
    this.resolve({ status, headers, pieces, answeredAt });
  }

  onResponseError(_: unknown, error: Error): void {
    this.reject(error, this.status);
  }
}
