import type { ErrorCode } from './codes.js';

export type Upstream = 'CLOUDFLARE' | 'PAGERDUTY';

export const UPSTREAM_NAMES: Readonly<Record<Upstream, string>> = { CLOUDFLARE: 'Cloudflare', PAGERDUTY: 'PagerDuty' };

/** One entry of an upstream's error or message list; a Fault holds it truncated and without secrets. */
export interface UpstreamMessage {
  readonly code?: number;
  readonly message: string;
  readonly pointer?: string;
  readonly documentationUrl?: string;
}

/** An upstream's own status, errors and messages, whatever envelope they came in. */
export interface UpstreamFacts {
  readonly upstream: Upstream;
  readonly httpStatus: number;
  readonly errors: readonly UpstreamMessage[];
  readonly messages: readonly UpstreamMessage[];
  readonly requestId?: string;
}

/**
 * Outcome of a failed write: `NOT_SENT` (safe to retry), `REFUSED` (the upstream rejected it and changed nothing) or
 * `UNKNOWN` (it may have been applied: check before a retry).
 */
export type Outcome = 'NOT_SENT' | 'REFUSED' | 'UNKNOWN';

/** A reference in the input of a write, other than the object that it changes. */
export type InputReference = 'assignee' | 'escalationPolicy' | 'incidents' | 'priority' | 'service';

export interface FaultDetails {
  /** Path inside the arguments, e.g. `['input', 'service', 'id']`. */
  readonly field?: readonly string[] | undefined;
  readonly upstream?: UpstreamFacts;
  /** The reference that the upstream rejected; the mutation turns it into `field`. */
  readonly inputReference?: InputReference;
  readonly outcome?: Outcome;
  /** Whole seconds, rounded up. */
  readonly retryAfterSeconds?: number;
  /** The upstream rejected the write only because the object already has the requested status. */
  readonly alreadyDone?: boolean;
  /** An earlier attempt may have been executed, and may be the reason for this rejection. */
  readonly retriedAfterUnknown?: boolean | undefined;
  /** The dedup key of a create, so that a caller can look the incident up when the outcome is unknown. */
  readonly dedupKey?: string;
  readonly cause?: unknown;
}

/**
 * The only error whose message reaches a client: one English sentence without secrets. Any other error reaches clients as
 * "Internal error".
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly field?: readonly string[];
  readonly upstream?: UpstreamFacts;
  readonly inputReference?: InputReference;
  readonly outcome?: Outcome;
  readonly retryAfterSeconds?: number;
  readonly alreadyDone?: boolean;
  readonly retriedAfterUnknown?: boolean;
  readonly dedupKey?: string;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: FaultDetails = {},
  ) {
    const { cause, ...facts } = details;
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, facts);
  }

  /** The same fault with some details replaced and the original as `cause`. */
  withDetails(details: FaultDetails): Fault {
    return new Fault(this.code, this.message, { ...this.details(), ...details, cause: this });
  }

  /** The same fault with another message and the original as `cause`. */
  withMessage(message: string): Fault {
    return new Fault(this.code, message, { ...this.details(), cause: this });
  }

  private details(): FaultDetails {
    const { field, upstream, inputReference, outcome, retryAfterSeconds, alreadyDone, retriedAfterUnknown, dedupKey } =
      this;
    const defined = {
      field,
      upstream,
      inputReference,
      outcome,
      retryAfterSeconds,
      alreadyDone,
      retriedAfterUnknown,
      dedupKey,
    };
    return Object.fromEntries(Object.entries(defined).filter(([, value]) => value !== undefined));
  }
}
