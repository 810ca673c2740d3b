import type { ErrorCode } from './generated/operations.js';

/**
 * Errors of the call itself: `NETWORK` (no connection, or it was lost), `TIMEOUT` (no response in time), `ABORTED` (by the
 * caller's signal). `BAD_RESPONSE`: the response is not a GraphQL response, for example a proxy's error page.
 */
export type TransportCode = 'NETWORK' | 'TIMEOUT' | 'ABORTED' | 'BAD_RESPONSE';

/**
 * `NOT_SENT`: nothing happened. `REFUSED`: the upstream rejected the change and did nothing. `UNKNOWN`: it may have
 * been applied.
 */
export type Outcome = 'NOT_SENT' | 'REFUSED' | 'UNKNOWN';

/** An entry of a GraphQL response's `errors`. */
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

/** The only error a call rejects with. Errors the caller can correct in the input are `userErrors` instead. */
export class PagergraphError extends Error {
  override readonly name = 'PagergraphError';
  declare readonly code: ErrorDetails['code'];
  /** Whether the same call may succeed later. False if a mutation may have been applied. */
  declare readonly retryable: ErrorDetails['retryable'];
  /** Seconds to wait before a retry, if the gateway gives a number. */
  declare readonly retryAfterSeconds: ErrorDetails['retryAfterSeconds'];
  /**
   * Outcome of a mutation; null for a query. After `UNKNOWN`, check whether the mutation was applied before a retry.
   */
  declare readonly outcome: ErrorDetails['outcome'];
  /** Id of the request in the gateway's log. */
  declare readonly requestId: ErrorDetails['requestId'];
  /**
   * All errors of the response. `code` and the other fields come from the first one. Empty without a GraphQL response.
   */
  declare readonly errors: ErrorDetails['errors'];
  /** The data returned beside the errors; undefined without any. */
  declare readonly data: ErrorDetails['data'];

  constructor(message: string, details: ErrorDetails, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, details);
  }
}

/** Creates the error of a call that could not be sent because of its arguments or its token. */
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
  NETWORK: 'The connection failed or was lost.',
  TIMEOUT: 'No response received in time.',
};

/** Creates the error of a call that ended without a response. */
export function createNoResponseError(
  code: keyof typeof MESSAGES,
  outcome: Outcome | null,
  cause: unknown,
): PagergraphError {
  const retryable = code !== 'ABORTED' && outcome === null;
  const details = { code, retryable, retryAfterSeconds: null, outcome, requestId: null, errors: [], data: undefined };
  return new PagergraphError(MESSAGES[code], details, cause);
}
