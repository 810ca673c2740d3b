import type { ErrorCode } from './generated/operations.js';

/**
 * What befell the call itself: `NETWORK` (no answer came), `TIMEOUT` (none in time), `ABORTED` (by the caller's signal),
 * `BAD_RESPONSE` (an answer that is not GraphQL's, such as a proxy's page).
 */
export type TransportCode = 'NETWORK' | 'TIMEOUT' | 'ABORTED' | 'BAD_RESPONSE';

/** `NOT_SENT`: nothing happened. `REFUSED`: the upstream said no and did nothing. `UNKNOWN`: it may have been applied. */
export type Outcome = 'NOT_SENT' | 'REFUSED' | 'UNKNOWN';

/** One entry of a GraphQL answer's `errors`, as the gateway sends it. */
export interface ReportedError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: ErrorCode;
    readonly retryable?: boolean;
    readonly retryAfterSeconds?: number | null;
    readonly outcome?: Outcome;
    readonly requestId?: string | null;
    readonly [more: string]: unknown;
  };
}

interface ErrorDetails {
  readonly code: ErrorCode | TransportCode;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly outcome: Outcome | null;
  readonly requestId: string | null;
  readonly errors: readonly ReportedError[];
  readonly data: unknown;
}

/** The one error that a call rejects with. What the caller can mend in the input is no error but `userErrors`. */
export class PagergraphError extends Error {
  override readonly name = 'PagergraphError';
  readonly code;
  /** Whether the very same call may help later; never when a mutation may have been applied. */
  readonly retryable;
  /** How long to wait before, when the gateway says so. */
  readonly retryAfterSeconds;
  /** Of a mutation; null for a query. Before repeating after `UNKNOWN`, look whether it was applied. */
  readonly outcome;
  /** What an operator finds the call by in the gateway's log. */
  readonly requestId;
  /** All errors of the answer; code and the like above are the first one's. Empty when no GraphQL answer came. */
  readonly errors;
  /** The parts of a query that were answered; undefined when there are none. */
  readonly data;

  constructor(message: string, details: ErrorDetails, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = details.code;
    this.retryable = details.retryable;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.outcome = details.outcome;
    this.requestId = details.requestId;
    this.errors = details.errors;
    this.data = details.data;
  }
}

/** The error of a call that was not sent, for something is wrong on this side. */
export function createNotSentError(
  code: 'BAD_USER_INPUT' | 'UNAUTHENTICATED',
  message: string,
  isMutation: boolean,
  cause: unknown,
): PagergraphError {
  const outcome = isMutation ? 'NOT_SENT' : null;
  const details = { code, retryable: false, retryAfterSeconds: null, outcome, requestId: null } as const;
  return new PagergraphError(message, { ...details, errors: [], data: undefined }, cause);
}

const MESSAGES = {
  ABORTED: 'The call was aborted.',
  NETWORK: 'No answer came.',
  TIMEOUT: 'No answer came in time.',
};

/** The error of a call that ended without an answer. */
export function createNoResponseError(
  code: keyof typeof MESSAGES,
  outcome: Outcome | null,
  cause: unknown,
): PagergraphError {
  const retryable = code !== 'ABORTED' && outcome === null;
  const details = { code, retryable, retryAfterSeconds: null, outcome, requestId: null, errors: [], data: undefined };
  return new PagergraphError(MESSAGES[code], details, cause);
}
