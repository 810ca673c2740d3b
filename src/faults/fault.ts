import type { ErrorCode } from './codes.js';

export type Upstream = 'CLOUDFLARE' | 'PAGERDUTY';

/** One entry of an upstream's error or message list, already clipped and stripped of secrets. */
export interface UpstreamMessage {
  readonly code?: number;
  readonly message: string;
  readonly pointer?: string;
  readonly documentationUrl?: string;
}

/** What an upstream itself said, whatever envelope it came in. */
export interface UpstreamFacts {
  readonly upstream: Upstream;
  readonly httpStatus: number;
  readonly errors: readonly UpstreamMessage[];
  readonly messages: readonly UpstreamMessage[];
  readonly requestId?: string;
}

/**
 * What became of a write: `NOT_SENT` (nothing left this gateway, safe to repeat), `REFUSED` (the upstream said no and
 * did nothing) or `UNKNOWN` (it may have been applied: look before repeating).
 */
export type Outcome = 'NOT_SENT' | 'REFUSED' | 'UNKNOWN';

/** A part of what a write was told to do, other than the object it was for. */
export type InputReference = 'assignee' | 'escalationPolicy' | 'incidents' | 'priority' | 'service';

export interface FaultDetails {
  /** Path inside the arguments, e.g. `['input', 'service', 'id']`. */
  readonly field?: readonly string[];
  readonly upstream?: UpstreamFacts;
  /** Which part of a write the upstream refused, where that is not the object it was for; whoever knows the input turns it into `field`. */
  readonly inputReference?: InputReference;
  readonly outcome?: Outcome;
  /** Whole seconds, rounded up. */
  readonly retryAfterSeconds?: number;
  /** The upstream refused only because the incident already is in the wanted state. */
  readonly alreadyDone?: boolean;
  /** A try before may have been executed, so that what this one was refused for may be its own doing. */
  readonly retriedAfterUnknown?: boolean;
  /** The key a create carried, so that a caller can look up an incident whose creation was lost from sight. */
  readonly dedupKey?: string;
  readonly cause?: unknown;
}

/**
 * The only error that may speak to a caller: its message is one English sentence, safe to show. Anything else that is
 * thrown reaches clients as "Internal error".
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

  /** The same fault with some details replaced; the original stays reachable as `cause`. */
  withDetails(details: FaultDetails): Fault {
    return new Fault(this.code, this.message, { ...this.details(), ...details, cause: this });
  }

  /** The same fault in other words; the original stays reachable as `cause`. */
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
